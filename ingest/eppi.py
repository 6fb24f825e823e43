"""Publications from EPPI-Reviewer: its JSON export of coded references, or a table of them.

Its RIS export is read as RIS. Codes are not kept: they are a review team's own frame, and no
frame here says what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.errors import InputRefusedError
from ingest.json_files import json_records
from ingest.publications import Publication, publications_reading
from ingest.records import Reading, Refusal
from ingest.tables import Columns, read_table

# Names of its JSON export, which its tables have with or without spaces between words.
COLUMNS = Columns(
    {
        "itemid": ("item id", "eppi id", "eppi reviewer id", "id"),
        "title": (),
        "shorttitle": ("short title",),
        "authors": ("author",),
        "parenttitle": ("parent title", "journal", "journal title"),
        "parentauthors": ("parent authors",),
        "year": (),
        "typename": ("type name", "type", "reference type", "item type"),
        "volume": (),
        "issue": (),
        "pages": (),
        "publisher": (),
        "institution": (),
        "doi": (),
        "url": (),
    },
    needed=(("itemid",), ("title",), ("shorttitle", "parenttitle", "typename")),
)
_INITIALS = re.compile(r"^([^,]+?) ((?:[A-Z]\.?){1,3}(?: [A-Z]\.?)*)$")
_KINDS = {
    "journal, article": "journal article",
    "journal article": "journal article",
    "book, whole": "book",
    "book, chapter": "book chapter",
    "report": "report",
    "dissertation": "thesis",
    "conference proceedings": "conference paper",
    "document from internet site": "web page",
    "web site": "web page",
    "generic": "publication",
}


def read_eppi_json(path: Path) -> Reading:
    """Read publications from EPPI-Reviewer's JSON export (``References`` beside ``CodeSets``).

    Raises InputRefusedError for what is no JSON or has no references; a reference without a
    title is refused with its place in the file.
    """
    records, note = json_records(path, ("References",))
    if not any(isinstance(each, dict) and "ItemId" in each for _, each in records):
        raise InputRefusedError(
            f"{path.name} has no references with an ItemId, as EPPI-Reviewer exports them."
        )
    refusals: list[Refusal] = []
    notes = [note] if note else []
    found = _references(records, refusals)
    return publications_reading(
        path, "EPPI-Reviewer JSON", len(records), found, refusals, notes, unit="record"
    )


def _references(records: list[tuple[int, Any]], refusals: list[Refusal]) -> Iterator[Publication]:
    for place, record in records:
        if not isinstance(record, dict):
            refusals.append(Refusal(place, "is no reference, or is damaged"))
            continue
        values = {
            name.casefold(): str(value)
            for name, value in record.items()
            if isinstance(value, str | int)
        }
        yield _publication(place, values)


def read_eppi_table(path: Path) -> Reading:
    """Read publications from a table that EPPI-Reviewer exported (XLSX or CSV).

    Raises InputRefusedError for a file without its columns; a row without a title is refused.
    """
    table = read_table(path, COLUMNS)
    refusals, notes = list(table.refusals), list(table.notes)
    found = (_publication(row.number, dict(row.values)) for row in table.rows)
    return publications_reading(
        path, "EPPI-Reviewer table", table.rows_read, found, refusals, notes
    )


def _publication(place: int, values: dict[str, str]) -> Publication:
    def said(*names: str) -> str:
        return next((values[name].strip() for name in names if values.get(name, "").strip()), "")

    return Publication(
        row=place,
        title=said("title"),
        authors=[_comma(name) for name in said("authors").split(";") if name.strip()],
        date=said("year"),
        container=said("parenttitle", "publisher", "institution"),
        volume=said("volume"),
        number=said("issue"),
        pages=said("pages"),
        doi=said("doi"),
        urls=(said("url"),),
        kind=_KINDS.get(said("typename").casefold(), "publication"),
    )


def _comma(name: str) -> str:
    """``Example AB`` → ``Example, A B``; a name in any other form stays as it is."""
    name = " ".join(name.split())
    found = _INITIALS.match(name)
    return f"{found[1]}, {' '.join(re.findall('[A-Z]', found[2]))}" if found else name
