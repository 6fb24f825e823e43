"""Numbers, bullets and labels at the start of a PDF's lines."""

from __future__ import annotations

import re

from ingest.documents.marks import split_mark

_LABEL = re.compile(
    r"(?P<label>(?:(?:[A-Z][\w-]* ){0,2})?"
    r"(?:recommendation|action|consideration|finding|lesson|learning point|priority|question|"
    r"area for learning|key learning|learning)\s?(?:no\.?|number|point)?\s?"
    r"(?:[A-Z]{1,4}[-.]?)?\d{1,3}(?:\.\d{1,2}|[a-z])?)"
    r"(?:\s*[:.)–—-]\s*|\t|\s+(?=[A-Z]))(?=\S)",
    re.IGNORECASE,
)
_TOC = re.compile(r"(?:\.\s?){4,}\s*\d{0,4}$|…{2,}\s*\d{0,4}$|_{4,}\s*\d{1,4}$")


def split_number(text: str) -> tuple[str, str]:
    """The printed number, bullet or label ("Recommendation 3") and the rest of a line."""
    found = _LABEL.match(text)
    if found and found["label"][0].isupper():
        return found["label"].strip(), text[found.end() :].replace("\t", " ")
    number, rest = split_mark(text)
    return number, rest.replace("\t", " ")


def opens_item(text: str) -> bool:
    """Whether a line begins with a number, bullet or label."""
    return bool(split_number(text)[0])


def is_contents_line(text: str) -> bool:
    """Whether a line is one of a table of contents: dots, or a gap, then a page number."""
    return bool(_TOC.search(text))
