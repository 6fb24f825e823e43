"""Coroners' reports to prevent future deaths (Regulation 28), from a table: one row a report.

The address of a report carries the name of the person who died. It is kept as the link to the
source and is the key of a report; it never enters a title, a text or a message, and the name is
taken out of the concerns.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from graph.errors import CommonThreadError
from ingest.concerns import Concern, split_concerns
from ingest.dates import DateRefusedError, ReadDate, read_date
from ingest.identifiers import hashed, web_address, words_only
from ingest.records import Reading, RecommendationRecord, Refusal, ReviewRecord
from ingest.redact import NameParts, name_parts, redact
from ingest.tables import Columns, Row, Table, digest, read_table
from ingest.titles import cut, short_title

COLUMNS = Columns(
    {
        "url": ("link", "address", "report url", "web address"),
        "id": ("ref", "reference", "report id"),
        "date": ("date of report", "report date", "published"),
        "coroner": ("coroner name", "coronername", "name of coroner"),
        "area": ("coroner area", "coroners area", "jurisdiction"),
        "receivers": ("receiver", "recipients", "recipient", "sent to", "this report is sent to"),
        "concerns": (
            "coroners concerns",
            "matters of concern",
            "coroner s concerns",
            "concern",
            "mattersofconcern",
        ),
        # These tell of the person who died: known, so that no note names them, and not kept.
        "investigation": ("investigation and inquest", "investigationandinquest"),
        "circumstances": (
            "circumstances of death",
            "circumstances of the death",
            "circumstancesofdeath",
        ),
        "scraped": ("date scraped", "datescraped"),
    },
    needed=(("url",), ("date",), ("area",), ("concerns",)),
)
LICENCE = "Open Government Licence v3.0"
# What the list of published reports puts where it names no coroner's area.
_NO_AREA = frozenset({"other", "unknown", "not known", "n/a", "none"})
_AREA_LIMIT = 80
_NOT_FOUND = re.compile(r"\s*(?:N/A(?:: Not found)?|nan|None)\s*", re.IGNORECASE)


class _RowRefusedError(CommonThreadError):
    """A row that cannot be taken; the message is the reason the ledger gives."""


def read_pfd(path: Path) -> Reading:
    """Read reports from a CSV or XLSX file; header names may vary (``COLUMNS``).

    Raises InputRefusedError for a file that cannot be read at all; rows that cannot be taken
    come back as refusals, each with its row number.
    """
    table = _without_gaps(read_table(path, COLUMNS))
    refusals, notes = list(table.refusals), list(table.notes)
    if {"receivers", "investigation", "circumstances"} <= set(table.headers):
        notes.insert(0, "read as: PFD-toolkit's table of reports")
    reviews: dict[str, ReviewRecord] = {}
    recommendations: list[RecommendationRecord] = []
    first_rows: dict[str, Row] = {}
    for row in table.rows:
        try:
            review = _review(row, path, table)
            if review.id in reviews:
                _again(row, first_rows[review.id], notes)
                continue
            recommendations += _recommendations(row, review)
        except _RowRefusedError as error:
            refusals.append(Refusal(row.number, str(error)))
            continue
        reviews[review.id] = review
        first_rows[review.id] = row
    return Reading(
        kind="pfd",
        file_name=path.name,
        digest=digest(path),
        rows_read=table.rows_read,
        reviews=titled_apart(reviews),
        recommendations=tuple(recommendations),
        refusals=tuple(sorted(refusals, key=lambda refusal: refusal.row)),
        notes=tuple(dict.fromkeys(notes)),
    )


def _without_gaps(table: Table) -> Table:
    """PFD-toolkit writes "N/A: Not found" where a report has no such part: an empty cell."""
    rows = [
        Row(row.number, {k: "" if _NOT_FOUND.fullmatch(v) else v for k, v in row.values.items()})
        for row in table.rows
    ]
    return replace(table, rows=tuple(rows))


def report_id(url: str) -> str:
    """The id of the report at an address, whatever its trailing slash, case of host or query."""
    address = urlsplit(url.strip())
    host = address.netloc.lower().removeprefix("www.")
    return hashed("pfd", f"{host}{address.path.rstrip('/').lower()}")


def _review(row: Row, path: Path, table: Table) -> ReviewRecord:
    url = web_address(row["url"])
    if not url:
        raise _RowRefusedError(f"has no web address in column '{table.headers['url']}'")
    when = _date(row, table)
    area = cut(" ".join(row["area"].split()), _AREA_LIMIT)
    if not any(char.isalpha() for char in area):
        raise _RowRefusedError(f"has no area in column '{table.headers['area']}'")
    if area.casefold() in _NO_AREA:
        area = ""
    parts = ("Prevention of future deaths report", area, in_words(when))
    return ReviewRecord(
        id=report_id(url),
        title=", ".join(filter(None, parts)),
        kind="PFD",
        area=area,
        date=when.iso,
        year=when.year,
        url=url,
        licence=LICENCE,
        source_file=path.name,
    )


def _date(row: Row, table: Table) -> ReadDate:
    if not row["date"]:
        raise _RowRefusedError(f"has no date in column '{table.headers['date']}'")
    try:
        return read_date(row["date"], table.serials_from)
    except DateRefusedError as error:
        raise _RowRefusedError(str(error)) from error


def in_words(when: ReadDate) -> str:
    """``2013-08-07`` → ``7 August 2013``; as exact as the date is."""
    parts = [int(part) for part in when.iso.split("-")]
    if len(parts) == 1:
        return when.iso
    day = date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
    return f"{day.day} {day:%B %Y}" if len(parts) > 2 else f"{day:%B %Y}"


def _again(row: Row, first: Row, notes: list[str]) -> None:
    """A report that was read before: the same again is a note, other content is refused."""
    if all(row[name] == first[name] for name in ("date", "area", "receivers", "concerns")):
        notes.append(f"row {row.number} is the same report as row {first.number}: read once")
        return
    raise _RowRefusedError(
        f"has the web address of row {first.number}, but other content; the first was kept"
    )


def _recommendations(row: Row, review: ReviewRecord) -> list[RecommendationRecord]:
    concerns = split_concerns(row["concerns"])
    if not any(char.isalpha() for concern in concerns for char in concern.text):
        raise _RowRefusedError(
            "states no concern: its text is empty, or holds nothing but the form's fixed wording"
        )
    parts = name_parts(review.url)
    addressees = tuple(
        dict.fromkeys(
            redact(" ".join(raw.split()), parts)
            for raw in re.split(r"[;\n]", row["receivers"])
            if raw.strip()
        )
    )
    found: dict[str, RecommendationRecord] = {}
    for concern in concerns:
        record = _recommendation(concern, review.id, parts, addressees)
        before = found.get(record.id)
        if before:
            numbers = dict.fromkeys(n for n in (before.number, record.number) if n)
            record = replace(before, number="; ".join(numbers))
        found[record.id] = record
    return list(found.values())


def _recommendation(
    concern: Concern, review_id: str, parts: NameParts, addressees: tuple[str, ...]
) -> RecommendationRecord:
    text = redact(concern.text, parts)
    return RecommendationRecord(
        # Of the words as they stand: a better redaction later must not lose a verdict.
        id=hashed("concern", review_id, words_only(concern.text)),
        review_id=review_id,
        title=_label(text, concern.heading),
        text=text,
        kind="concern",
        number=concern.number,
        addressees=addressees,
        inherited=True,
    )


_LIST_MARK = re.compile(r"^(?:\(?\w{1,4}[.)]|[•●▪–—*-])\s+")
# What coroners open a concern with, and what says nothing of it.
_OPENING = re.compile(
    r"^(?:(?:during|in|at) (?:the course of )?(?:the|this|my) (?:inquest|evidence|investigation|"
    r"hearing)s?,? )?"
    r"(?:(?:and|however|further|also|additionally|therefore|so|finally),? )?"
    r"(?:i (?:(?:am|was|remain|also|therefore|further|have|still|very|deeply|particularly|a|"
    r"additionally) )*(?:concerned?|heard|told|informed|received|found)|"
    r"(?:the |my )(?:(?:main|first|second|third|further|ongoing|primary) )?concerns? (?:is|was)|"
    r"(?:the )?evidence (?:was )?(?:heard|given|revealed|showed|suggested|was)|"
    r"(?:the )?(?:inquest|court|jury) (?:heard|was told)|"
    r"it (?:was|is|became) (?:clear|apparent|evident|noted|accepted|of concern|"
    r"a (?:matter of )?concern)|there (?:is|was) (?:a )?(?:concern|evidence))"
    r"(?: evidence)?(?: (?:by|from|in|at|during) [^,.;:]{3,60}?)?,? that ",
    re.IGNORECASE,
)


def _label(text: str, heading: str) -> str:
    """A short title from what the concern says, not from its heading or lead-in."""
    lines = [line for line in text.split("\n") if line.strip()]
    if heading and len(lines) > 1:
        lines = lines[1:]
    if len(lines) > 1 and lines[0].endswith(":") and len(lines[0]) < 120:
        lines = lines[1:]
    said = " ".join(_LIST_MARK.sub("", line, count=1) for line in lines)
    rest = _OPENING.sub("", said, count=1)
    label = short_title(rest if len(rest) >= 20 else said)
    return label or short_title(heading or text)


def titled_apart(reviews: dict[str, ReviewRecord]) -> tuple[ReviewRecord, ...]:
    """The reviews, those of one area and day told apart by a number in the order of their ids."""
    shared = Counter(review.title for review in reviews.values())
    places: Counter[str] = Counter()
    numbered: dict[str, ReviewRecord] = {}
    for id_ in sorted(reviews):
        title = reviews[id_].title
        if shared[title] > 1:
            places[title] += 1
            numbered[id_] = replace(reviews[id_], title=f"{title} ({places[title]})")
    return tuple(numbered.get(id_, review) for id_, review in reviews.items())
