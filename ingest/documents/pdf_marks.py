"""Numbers, bullets and labels at the start of a PDF's lines."""

from __future__ import annotations

import re

from ingest.documents.marks import split_mark

# "Recommendation 3:", "Overview recommendation 3 –", "Finding 2." and the like; a number alone is
# left to ``split_mark``. Behind a bare number the text must begin with a capital.
_LABEL = re.compile(
    r"(?P<label>(?:[A-Z][\w-]* ){0,2}?"
    r"(?i:recommendation|action|consideration|finding|lesson|learning point|priority|question|"
    r"area for learning|key learning|learning|concern|theme)\s?(?i:no\.?|number|point)?\s?"
    r"(?:[A-Z]{1,4}[-.]?)?\d{1,3}(?:\.\d{1,2}|[a-z])?)"
    r"(?:\s*[:.)–—-]\s*|\t\s*|\s+(?=[A-Z]))(?=\S)"
)
_LABELLED = re.compile(
    r"recommendation|action|consideration|finding|lesson|learning|priority|question|concern|theme",
    re.IGNORECASE,
)
_CODE = re.compile(r"(R|Rec|REC|RP)\.?\s?(\d{1,2})\s+(?=[A-Z])")
_OPENING = re.compile(r".{1,6}?[.)\t]", re.DOTALL)
_DIGIT = re.compile(r"\d")
_MARK_STARTS = frozenset("0123456789([•●▪◦·○■□➢➤►‣⁃∙✓✔➔→*-–—")
_DOTS = re.compile(r"(?:\.\s?){4,}\s*\d{0,4}$|…{2,}\s*\d{0,4}$|_{4,}\s*\d{1,4}$")


def split_number(text: str) -> tuple[str, str]:
    """The printed number, bullet or label ("Recommendation 3") and the rest of a line."""
    if not text:
        return "", text
    first = text[0]
    if first not in _MARK_STARTS:
        if not first.isalpha():
            return "", text.replace("\t", " ")
        start = text[:48]
        if _DIGIT.search(start):
            found = _CODE.match(text)
            if found:
                return f"{found[1]}{found[2]}", text[found.end() :].replace("\t", " ")
            if first.isupper() and _LABELLED.search(start):
                found = _LABEL.match(text)
                if found:
                    return found["label"].strip(), text[found.end() :].replace("\t", " ")
        elif not _OPENING.match(text):
            return "", text.replace("\t", " ")
    number, rest = split_mark(text)
    return number, rest.replace("\t", " ")


def opens_item(text: str) -> bool:
    """Whether a line begins with a number, bullet or label."""
    return bool(split_number(text)[0])


def is_contents_line(text: str) -> bool:
    """Whether a line is one of a table of contents: dots, then a page number."""
    return ("..." in text or ". ." in text or "…" in text or "___" in text) and bool(
        _DOTS.search(text)
    )
