"""Text from documents, made safe to show: it never becomes markup, a link or a picture."""

from __future__ import annotations

import re

from exports.text import safe_url, shorten

__all__ = ["plain", "safe_url", "shorten"]

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
