"""Text and addresses made fit for a file: signs no format can hold taken out, long texts cut."""

from __future__ import annotations

import re
import unicodedata

# Signs that turn the direction of what follows: a quotation must not turn the text around it.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def printable(text: object) -> str:
    """A text without what Word, PowerPoint, PDF or XML cannot hold or draw (control characters,
    halves of surrogate pairs, non-characters) and without signs that turn the direction of text.
    Line breaks stay; each other such sign becomes one space, and a direction sign nothing."""
    lines = _TURNS.sub("", str(text)).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(map(_sign, line)) for line in lines)


def one_line(text: object) -> str:
    """The same on one line: breaks and runs of spaces become one space."""
    return " ".join(printable(text).split())


def _sign(sign: str) -> str:
    return " " if unicodedata.category(sign) in ("Cc", "Cs", "Cn", "Co", "Zl", "Zp") else sign


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
