"""Text from documents, made safe to show: it never becomes markup, a link or a picture."""

from __future__ import annotations

import re

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# A word joiner is invisible and has no width. Streamlit turns some runs of characters into
# links, emoji, icons or arrows *after* backslash escapes are gone (autolinks, ``:name:``,
# ``->``), so escaping alone does not stop them; breaking the run does.
_JOINER = "\u2060"
_RUNS = re.compile(r":(?=\S)|@(?=\S)|\bwww(?=\.)|[<>=~-](?=[<>=~-])", re.IGNORECASE)


def plain(text: object) -> str:
    """Escape a text for a place that reads Markdown: a label, a heading, a caption.

    Line breaks and runs of spaces become one space. For a longer passage use
    ``views.layout.passage``, which keeps its line breaks.
    """
    line = " ".join(str(text).split())
    joined = _RUNS.sub(lambda run: run.group(0) + _JOINER, line)
    return _PUNCTUATION.sub(r"\\\1", joined)


def shorten(text: str, limit: int = 60) -> str:
    """Cut a text at a word so that it has at most ``limit`` characters, with an ellipsis."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    at_word = cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut
    return at_word.rstrip(" ,;:.–-") + "…"


def safe_url(url: object) -> str:
    """Return an address of the web, or an empty text for anything else (``javascript:``, …)."""
    address = str(url or "").strip()
    if re.match(r"https?://[^\s/]", address, re.IGNORECASE) and not re.search(r"\s", address):
        return address
    return ""
