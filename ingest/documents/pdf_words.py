"""The letters of a PDF's text made plain, and words broken at a line's end made whole."""

from __future__ import annotations

import re
from collections.abc import Iterable

BROKEN = "\x1f"
"""Stands, until the whole document is read, where a line ended in a hyphen within a word."""

SPLIT = "\x1e"
"""Stands where a line ended in a narrow cell in a lone word, which may have been cut in two."""

_PLAIN = re.compile(r"[\x20-\x7e]*")
_PLAIN_PAGE = re.compile(r"[\x20-\x7e\r\n\ufffe‘’“”–—…£•]*")
_MAPPED: dict[int, str] = {
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], ""),
    **dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF], ""),
    **dict.fromkeys([0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " "),
    **dict.fromkeys(range(0xF000, 0xF100), "•"),  # symbol fonts: bullets, ticks, arrows
    **{0x2010: "-", 0x2011: "-", 0x2028: " ", 0x2029: " "},
    **{0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"},
    **{0xFB05: "st", 0xFB06: "st"},
    **{0xF020: " ", 0xF02D: "-", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓"},
}
_RUN = re.compile(r"[a-z]{3,} [a-z]{2,} [a-z]{2,}")
_ODD = re.compile(r"[\ufffd\ue000-\uefff\uf100-\uf8ff]|[\x01-\x08\x0e-\x1f]|\(cid:\d+\)")
_FIRST_PARTS = re.compile(
    "(?:multi|inter|cross|co|non|self|well|ex|anti|pre|post|pro|mid|over|under|high|low|long|short"
    "|full|part|first|second|third|one|two|three|four|five|six|follow|decision|risk|trauma|person"
    "|child|family|victim|face|day|police|health|peer|evidence|early|all|single|whole)",
    re.IGNORECASE,
)


def printable(text: str) -> str:
    """Text with ligatures spelt out, odd spaces plain, and no control character or soft hyphen;
    runs of spaces are one."""
    if not _PLAIN.fullmatch(text):
        text = text.translate(_MAPPED)
    return " ".join(text.split()) if "  " in text else text.strip()


def is_plain(text: str) -> bool:
    """Whether a text has nothing that ``printable`` would change, line ends aside."""
    return "  " not in text and bool(_PLAIN_PAGE.fullmatch(text))


def is_garbage(text: str) -> bool:
    """Whether a page's text is mostly signs that no letter is known for (a font cut down without
    a table of its letters), so that only recognising the picture of the page can read it."""
    if _RUN.search(text, 0, 1000):  # as on nearly every page
        return False
    dense = "".join(text.split())
    if len(dense) < 20:
        return False
    odd = sum(len(found[0]) for found in _ODD.finditer(dense))
    letters = sum(map(str.isalnum, dense))
    return odd > 0.3 * len(dense) or letters < 0.2 * len(dense)


def joined(before: str, after: str, hyphen: bool) -> str:
    """Two lines as running text; ``hyphen``: the first ended in a hyphen that may only mark the
    break."""
    if not before or not after:
        return before or after
    if hyphen or (before[-1] == "-" and before[-2:-1].isalpha()):
        return f"{before.rstrip('-')}{BROKEN}{after}"
    return before + after if before[-1] in "/" and before[-2:-1].isalpha() else f"{before} {after}"


class Mender:
    """Makes broken words whole by the document's own usage.

    A hyphen stays before a capital or a digit, and where the document writes the word with a
    hyphen elsewhere; it goes where the document writes the word without one. A word met nowhere
    else keeps it after a part that often opens a compound ("multi-agency"), else loses it. What
    a narrow cell cut without a hyphen ("Nation", "al") is one word if the document has that word.
    """

    _break = re.compile(rf"(\w*){BROKEN}(\w*)")
    _split = re.compile(rf"(\w+){SPLIT}(\w+)")

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = texts
        self._all: str | None = None
        self._decided: dict[tuple[str, str], str] = {}

    def mend(self, text: str) -> str:
        """The text with every broken word decided."""
        if SPLIT in text:
            text = self._split.sub(self._decide_split, text)
        return self._break.sub(self._decide, text) if BROKEN in text else text

    def _occurs(self, word: str) -> bool:
        if self._all is None:  # few documents have a broken word at all
            self._all = "\n".join(self._texts).casefold()
        word = word.casefold()
        return word in self._all and bool(re.search(rf"\b{re.escape(word)}\b", self._all))

    def _decide(self, found: re.Match[str]) -> str:
        first, second = found[1], found[2]
        if (first, second) not in self._decided:
            self._decided[first, second] = self._whole(first, second)
        return self._decided[first, second]

    def _whole(self, first: str, second: str) -> str:
        hyphened, whole = f"{first}-{second}", first + second
        if not first or not second[:1].islower() or first[-1].isdigit() or self._occurs(hyphened):
            return hyphened
        if self._occurs(whole):
            return whole
        return hyphened if _FIRST_PARTS.fullmatch(first) else whole

    def _decide_split(self, found: re.Match[str]) -> str:
        whole = found[1] + found[2]
        return whole if self._occurs(whole) else f"{found[1]} {found[2]}"
