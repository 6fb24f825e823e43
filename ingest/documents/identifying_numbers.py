"""Dates of birth, addresses, NHS and telephone numbers and e-mail addresses in a text.

Forms are those of the United Kingdom: NHS numbers by their check digit (NHS Data Dictionary),
telephone numbers by Ofcom's numbering plan, postcodes by the form of BS 7666.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a text and what it is."""

    start: int
    end: int
    what: str


_EMAIL = re.compile(r"(?<![\w.+-])[\w.+'-]+@[\w-]+(?:\.[\w-]+)+\b")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = (
    r"(?:\d{1,2}(?:st|nd|rd|th)?(?:\s+of)?[ -]" + _MONTH + r"\.?,?[ -]\d{2,4}|"
    r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}|"
    + _MONTH
    + r"\.?,? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|"
    + _MONTH
    + r" (?:19|20)\d\d|(?:19|20)\d\d)"
)
_BORN = re.compile(
    r"(?:\bdate[- ]of[- ]birth|\bbirth ?dates?|\bbirthday|\bd\.?\s?o\.?\s?b\b\.?|\bborn|\(b\.)"
    r"(?:\s+(?:is|was|on|in|of|as|recorded|given|the|around|about|approximately))*\s*[:;,(–-]?\s*"
    rf"(?P<date>{_DATE})(?![\d/])",
    re.IGNORECASE,
)
_TEN = re.compile(r"(?<![\d.,/-])\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d|[,./-]\d)")
_NHS_BEFORE = re.compile(r"\bNHS\s*(?:number|num|no|id)?\W{0,6}(?:(?:is|was)\s*)?$", re.IGNORECASE)
# Geographic (01, 02), mobile (07); 03, 08 and 09 are those of services and helplines.
_PHONE = re.compile(
    r"(?<![\w.,/+-])(?:\+44[ -]?(?:\(0\)[ -]?)?|\(?0)(?P<rest>[127](?:[ ()-]{0,2}\d){8,9})(?![\d-])"
)
_POSTCODE = (
    r"(?:[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKSTUW]|[A-HK-Y]\d[ABEHMNPRVWXY])"
    r" ?\d[ABD-HJLNP-UW-Z]{2})"
)
_ROAD = (
    r"(?:Avenue|Ave|Close|Court|Crescent|Drive|Gardens|Green|Grove|Hill|Lane|Mews|Parade|Park|"
    r"Place|Rise|Road|Rd|Row|Square|Street|St|Terrace|View|Walk|Way|Wharf|Yard)"
)
_CAPITALS = r"[A-Z][\w’'-]*(?:[ -](?:[A-Z][\w’'-]*|of|the|and|under|upon|on|le)){0,3}"
_ADDRESS = re.compile(
    # "Flat 3, 112 Old Mill Road", "The Old Forge, 2 Church Lane", with the places that follow.
    r"(?<![\w£/-])(?:(?:Flat|Apartment|Apt|Unit|Room) ?\d{1,4}[A-Za-z]?,? )?"
    rf"(?:(?:(?:The )?{_CAPITALS}), )?\d{{1,4}}[A-Za-z]?,?(?: [A-Z][\w’'-]*){{1,4}}? {_ROAD}\b"
    rf"(?:(?:,? {_CAPITALS}){{0,3}}?,? {_POSTCODE}\b|"
    rf"(?:, (?!Mr|Ms|Dr){_CAPITALS}(?=[,.;)]|$)){{1,2}})?"
    rf"|\b{_POSTCODE}\b"
)


def find_numbers(text: str) -> Iterator[Span]:
    """Every number, date of birth, address and e-mail address that points to a person.

    Spans come kind by kind and may lie over each other: the first one counts.
    """
    for found in _EMAIL.finditer(text):
        yield Span(found.start(), found.end(), "email")
    for found in _BORN.finditer(text):
        yield Span(found.start("date"), found.end("date"), "date of birth")
    for found in _TEN.finditer(text):
        named = _NHS_BEFORE.search(text[max(0, found.start() - 40) : found.start()])
        if named or is_nhs_number(found[0]):
            yield Span(found.start(), found.end(), "NHS number")
    for found in _PHONE.finditer(text):
        figures = re.sub(r"\D", "", found["rest"])
        if len(figures) in (9, 10):
            yield Span(found.start(), found.end(), "telephone number")
    for found in _ADDRESS.finditer(text):
        yield Span(found.start(), found.end(), "address")


def is_nhs_number(text: str) -> bool:
    """Whether ten figures, spaces and dashes apart, have the check digit of an NHS number.

    The weights are 10 to 2, modulus 11 (NHS Data Model and Dictionary, "NHS NUMBER").
    """
    figures = [int(char) for char in text if char.isdigit()]
    if len(figures) != 10 or len(set(figures)) == 1:
        return False
    check = 11 - sum(weight * n for weight, n in zip(range(10, 1, -1), figures, strict=False)) % 11
    return figures[9] == (0 if check == 11 else check)
