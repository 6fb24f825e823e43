"""Numbers and bullets that somebody typed at the start of a paragraph."""

from __future__ import annotations

import re
from functools import lru_cache

_BULLETS = "•●▪◦·○■□➢➤►‣⁃∙✓✔➔→\uf0b7\uf0a7\uf0d8\uf0fc"
BULLETS = frozenset(_BULLETS + "-–—*o")
"""Everything that may stand for a bullet."""
_LETTER = r"(?:[A-Za-z]|[ivxIVX]{2,6})"
_MARK = re.compile(
    rf"(?:[{_BULLETS}](?=\s*\S)"
    r"|[-–—*](?=\s+\S)|o(?=\t\s*\S|\s{2,}\S)"
    r"|(?:\d{1,3}\.){1,5}\d{0,3}\)?(?=\s+\S|[A-Z“‘\"'(])"  # 1. 1.1 1.1.
    r"|\d{1,3}(?:\)|:)(?=\s*\S)"
    rf"|\(\s?(?:\d{{1,3}}|{_LETTER})\s?\)\.?(?=\s*\S)"
    rf"|{_LETTER}(?:\)|\.(?=\s))(?=\s*\S)"
    r"|[A-Z]{1,5}\s?\d{1,3}(?:\.\d{1,3}[.:)]?(?=\s)|[.:)]|(?=\s+[-–—]\s)|(?=\t))(?=\s*\S)"  # R4
    r"|\d{1,3}(?=\t\s*\S|\s{2,}\S|\s+[-–—]\s+\S)"
    r")"
)
_AFTER = re.compile(r"\s*(?:[-–—:]\s+)?")
# "A. Smith", "I. The" are names or words; a single letter with a dot needs more than one word.
_INITIAL = re.compile(r"[A-Z]\.\s+[A-Z][a-z]+$|[A-Z]\.\s*[A-Z]\.")
# "5.30 pm", "12. March" are no list numbers.
_QUANTITY = re.compile(
    r"\d+\.\d+\s*(?:%|per\s?cent|million|am\b|pm\b|hours?\b|years?\b|days?\b|weeks?\b|months?\b)",
    re.IGNORECASE,
)


def split_mark(text: str) -> tuple[str, str]:
    """The number or bullet at the start of a text, as printed, and the rest; ("", text) when
    there is none. Words such as "Recommendation 3:" stay in the text."""
    found = _MARK.match(text)
    if not found or _INITIAL.match(text) or _QUANTITY.match(text):
        return "", text
    rest = text[_AFTER.match(text, found.end()).end() :]  # type: ignore[union-attr]
    return ("•" if "\uf000" <= found[0] <= "\uf0ff" else found[0].replace(" ", "")), rest


@lru_cache(maxsize=1024)
def depth(number: str) -> int:
    """How deep a number stands by its own shape: "2" and "•" 1, "2.1" 2, "(a)" 2, "(iv)" 3."""
    inner = re.sub(r"[().: ]*$|^[( ]*", "", number)
    parts = [part for part in inner.split(".") if part]
    if len(parts) > 1:
        return min(len(parts), 6)
    if re.fullmatch(r"[ivx]{2,6}|[ivx]", inner):
        return 3 if number.startswith("(") or number.endswith(")") else 1
    if re.fullmatch(r"[a-z]", inner):
        return 2
    return 1
