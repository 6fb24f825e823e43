"""Publications from a RIS file, as reference managers and EPPI-Reviewer export it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import rispy
from rispy.config import TYPE_OF_REFERENCE_MAPPING

from graph.errors import InputRefusedError
from ingest.delimited import read_text
from ingest.publications import Publication, publications_reading
from ingest.records import Reading, Refusal
from ingest.tables import MAX_CELL

# "TY - JOUR" with one space is common, though the format asks for two.
_TAG = re.compile(r"^([A-Z][A-Z0-9])\s{1,2}-(?: |$)")
_KINDS = {
    "JOUR": "journal article",
    "EJOUR": "journal article",
    "RPRT": "report",
    "GOVDOC": "government report",
    "BOOK": "book",
    "CHAP": "book chapter",
    "THES": "thesis",
    "CONF": "conference paper",
    "CPAPER": "conference paper",
    "STAT": "legislation",
    "LEGAL": "legislation",
}


def read_ris(path: Path) -> Reading:
    """Read publications from a RIS file. Abstracts are not kept: they are others' words.

    Raises InputRefusedError for a file that is not RIS; a record without a title is refused,
    with the line it starts at.
    """
    refusals: list[Refusal] = []
    notes: list[str] = []
    text, note = read_text(path)
    if note:
        notes.append(note)
    records = list(_records(text))
    if not records:
        raise InputRefusedError(
            f"{path.name} is not a RIS file: no line begins with 'TY  - '. Export the references "
            "again and choose the format RIS."
        )
    found = _publications(records, refusals, notes)
    return publications_reading(path, "RIS", len(records), found, refusals, notes, unit="line")


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines of each record and the line it starts at. rispy by itself would drop a record
    that is never closed, or merge it into the next."""
    start, lines = 0, list[str]()
    for number, line in enumerate(text.splitlines(), start=1):
        found = _TAG.match(line)
        tag = found.group(1) if found else ""
        if tag == "TY":
            if lines:
                yield start, lines
            start, lines = number, []
        if tag == "TY" or lines:
            lines.append(f"{tag}  - {line[found.end() :]}" if found else line)
    if lines:
        yield start, lines


def _publications(
    records: list[tuple[int, list[str]]], refusals: list[Refusal], notes: list[str]
) -> Iterator[Publication]:
    for row, lines in records:
        whole = "\n".join(lines)
        if "\0" in whole or max(map(len, lines)) > MAX_CELL:
            refusals.append(Refusal(row, "holds NUL bytes or a line that is far too long"))
            continue
        if not any(line.startswith("ER  -") for line in lines):
            notes.append(f"the record at line {row} has no closing 'ER  - ' line; it was read")
            whole += "\nER  - "
        try:
            yield _publication(row, rispy.loads(whole)[0])
        except (LookupError, TypeError, AttributeError):
            # rispy raises these for lines that continue nothing and tags given in odd ways.
            refusals.append(Refusal(row, "the record that starts here is damaged"))


def _publication(row: int, entry: dict[str, Any]) -> Publication:
    kind = entry["type_of_reference"]
    return Publication(
        row=row,
        title=_first(entry, "title", "primary_title", "translated_title"),
        authors=entry.get("authors") or entry.get("first_authors") or (),
        date=_first(entry, "year", "publication_year", "date"),
        container=_first(entry, "journal_name", "alternate_title3", "secondary_title", "publisher"),
        volume=str(entry.get("volume", "")),
        number=str(entry.get("number", "")),
        pages="-".join(str(entry[at]) for at in ("start_page", "end_page") if entry.get(at)),
        doi=_first(entry, "doi"),
        urls=entry.get("urls", ()),
        kind=_KINDS.get(kind, TYPE_OF_REFERENCE_MAPPING.get(kind, "publication").lower()),
    )


def _first(entry: dict[str, Any], *names: str) -> str:
    return next((" ".join(str(entry[name]).split()) for name in names if entry.get(name)), "")
