"""Dates as UK reviews write them: ``31/12/2020``, ``1st March 2021``, ``March 2021``, ``2021``."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from graph.errors import CommonThreadError

# No review of this kind is older, and no plan looks further ahead.
FIRST_YEAR, LAST_YEAR = 1900, 2100
# A two-figure year up to this one is of this century: reviews begin in the 1970s.
_CENTURY_TURN = 68

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4}|\d{2})"
_TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[ ,]+)?"
_FORMS = tuple(
    re.compile(form + "$", re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})" + _TIME,
        r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})" + _TIME,
        r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-]" + _YEAR + _TIME,
        _WEEKDAY + _DAY + r"(?: of)?[ ,-]*" + _MONTH + r"[ ,-]*" + _YEAR,
        _WEEKDAY + _MONTH + r"[ -]+" + _DAY + r"[ ,]+(?P<year>\d{4})",
        _MONTH + r"[ ,-]*" + _YEAR,
        r"(?P<year>\d{4})-(?P<month>\d{1,2})",
        r"(?P<month>\d{1,2})/(?P<year>\d{4})",
        r"(?:spring|summer|autumn|winter|early|mid|late|c\.?|circa)?[ -]*(?P<year>\d{4})",
    )
)


class DateRefusedError(CommonThreadError):
    """A text that names no day, month or year."""


@dataclass(frozen=True)
class ReadDate:
    """A date as ISO text, as exact as it was given (``2021-03-01``, ``2021-03`` or ``2021``)."""

    iso: str
    year: int


def read_date(text: str, serials_from: date | None = None) -> ReadDate:
    """Read a UK date; the day comes before the month.

    ``serials_from`` is the day from which a workbook counts: with it, a bare number of days is
    read as a date too. Raises DateRefusedError with the reason, ``31/02/2020`` among them.
    """
    shown = " ".join(text.split())
    if serials_from and re.fullmatch(r"\d{5}(?:\.\d+)?", shown):
        day = serials_from + timedelta(days=int(float(shown)))
        return ReadDate(day.isoformat(), day.year)
    for form in _FORMS:
        match = form.match(shown)
        if match:
            return _checked(shown, match.groupdict())
    raise DateRefusedError(
        f"'{_short(shown)}' is not a date that can be read; write 31/12/2020, 1 March 2021, "
        "March 2021 or 2021"
    )


def _checked(shown: str, parts: dict[str, str | None]) -> ReadDate:
    year = _year(parts["year"] or "")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateRefusedError(f"'{_short(shown)}' has the year {year}, which cannot be right")
    month_text, day_text = parts.get("month"), parts.get("day")
    if not month_text:
        return ReadDate(f"{year}", year)
    month = _month(month_text)
    if not 1 <= month <= 12:
        raise DateRefusedError(
            f"'{_short(shown)}' has the month {month}; dates are read day first, month second"
        )
    if not day_text:
        return ReadDate(f"{year}-{month:02}", year)
    days = monthrange(year, month)[1]
    if not 1 <= int(day_text) <= days:
        raise DateRefusedError(
            f"'{_short(shown)}' is no day of the calendar: that month has {days} days"
        )
    return ReadDate(f"{year}-{month:02}-{int(day_text):02}", year)


def _year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return year + (2000 if year <= _CENTURY_TURN else 1900)


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS.index(text[:3].lower()) + 1


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
