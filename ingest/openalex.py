"""Publications from OpenAlex: works as its site exports them (CSV) or its interface gives them
(JSON, or JSON Lines with one work a line)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from graph.errors import InputRefusedError
from ingest.json_files import json_records
from ingest.publications import Publication, publications_reading
from ingest.records import Reading, Refusal
from ingest.tables import Columns, Table, read_table
from ingest.word_lists import word_list

# Two forms of the site's export: with the names of its interface, and with short headers.
COLUMNS = Columns(
    {
        "id": ("ids openalex", "openalex id"),
        "title": ("display_name",),
        "authors": ("authorships.author.display_name", "author", "authors"),
        "year": ("publication_year", "publication_date"),
        "doi": ("ids.doi",),
        "type": (),
        "source": (
            "primary_location.source.display_name",
            "locations.source.display_name",
            "journal",
        ),
        "volume": ("biblio.volume",),
        "issue": ("biblio.issue",),
        "first_page": ("biblio.first_page",),
        "last_page": ("biblio.last_page",),
        "url": ("primary_location.landing_page_url",),
    },
    needed=(("id",), ("title",), ("year",)),
)
_KINDS = {
    "article": "journal article",
    "journal-article": "journal article",
    "review": "review article",
    "book": "book",
    "book-chapter": "book chapter",
    "report": "report",
    "dissertation": "thesis",
    "preprint": "preprint",
    "dataset": "data set",
    "proceedings-article": "conference paper",
}
# What the names of bodies end on, beside the words in data/reference/words.csv.
_BODY = re.compile(
    r"(?:agency|board|collaboration|commission|committee|consortium|inspectorate|institute|"
    r"ministry|network|office|organi[sz]ation|partnership|service|team|union)$"
)
_WORK = re.compile(r"^(?:https?://(?:api\.)?openalex\.org/(?:works/)?)?W\d+$", re.IGNORECASE)


def is_work(id_: object) -> bool:
    """Whether an id is that of a work in OpenAlex, ``https://openalex.org/W…``."""
    return isinstance(id_, str) and _WORK.match(id_.strip()) is not None


def read_openalex_csv(path: Path) -> Reading:
    """Read publications from the CSV export of OpenAlex. Abstracts are not kept.

    Raises InputRefusedError for a file without its columns; a row whose id is not that of a
    work in OpenAlex, or without a title, is refused.
    """
    table = read_table(path, COLUMNS)
    refusals = list(table.refusals)
    # Its export has a hundred columns; naming those not read would tell nothing.
    notes = [note for note in table.notes if not note.startswith("columns not read")]
    return publications_reading(
        path, "OpenAlex CSV", table.rows_read, _rows(table, refusals), refusals, notes
    )


def _rows(table: Table, refusals: list[Refusal]) -> Iterator[Publication]:
    for row in table.rows:
        if not is_work(row["id"]):
            refusals.append(Refusal(row.number, "has no id of a work in OpenAlex"))
            continue
        pages = [row[name] for name in ("first_page", "last_page") if row[name]]
        yield Publication(
            row=row.number,
            title=row["title"],
            authors=[_turned(name) for name in row["authors"].split("|")],
            date=row["year"],
            # Several locations are divided by bars; the first is where the work was published.
            container=row["source"].split("|")[0],
            volume=row["volume"],
            number=row["issue"],
            pages="-".join(dict.fromkeys(pages)),
            doi=row["doi"],
            urls=(row["url"].split("|")[0],),
            kind=_KINDS.get(row["type"].casefold(), row["type"]),
        )


def read_openalex_json(path: Path) -> Reading:
    """Read publications from works in JSON, as OpenAlex's interface gives them: a page of
    ``results``, a list, one work, or one work on each line. Abstracts are not kept.

    Raises InputRefusedError for what is no JSON; what is no work is refused with its place.
    """
    records, note = json_records(path, ("results",))
    if not any(isinstance(each, dict) and is_work(each.get("id")) for _, each in records):
        raise InputRefusedError(
            f"{path.name} holds no work with an id of OpenAlex (https://openalex.org/W…)."
        )
    refusals: list[Refusal] = []
    found = _works(records, refusals)
    notes = [note] if note else []
    return publications_reading(
        path, "OpenAlex JSON", len(records), found, refusals, notes, unit="record"
    )


def _works(records: list[tuple[int, Any]], refusals: list[Refusal]) -> Iterator[Publication]:
    for place, work in records:
        if not isinstance(work, dict) or not is_work(work.get("id")):
            refusals.append(Refusal(place, "is no work of OpenAlex, or is damaged"))
            continue
        biblio, location = _within(work, "biblio"), _within(work, "primary_location")
        pages = [_said(biblio, name) for name in ("first_page", "last_page")]
        names = work.get("authorships")
        authors = [
            _said(_within(each, "author"), "display_name")
            for each in (names if isinstance(names, list) else ())
            if isinstance(each, dict)
        ]
        yield Publication(
            row=place,
            title=_said(work, "title") or _said(work, "display_name"),
            authors=[_turned(name) for name in authors],
            date=_said(work, "publication_year") or _said(work, "publication_date"),
            container=_said(_within(location, "source"), "display_name"),
            volume=_said(biblio, "volume"),
            number=_said(biblio, "issue"),
            pages="-".join(dict.fromkeys(page for page in pages if page)),
            doi=_said(work, "doi"),
            urls=(_said(location, "landing_page_url"), _said(work, "id")),
            kind=_KINDS.get(_said(work, "type"), _said(work, "type")),
        )


def _within(record: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    inner = record.get(name)
    return inner if isinstance(inner, dict) else {}


def _said(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name)
    return str(value).strip() if isinstance(value, str | int) else ""


def _turned(name: str) -> str:
    """``Anna B. Example`` → ``Example, Anna B.``: OpenAlex writes names in their spoken order.

    A name of one word, with a comma, or of a body (``Home Office``) stays as it is.
    """
    words = name.split()
    last = words[-1].casefold() if words else ""
    if len(words) < 2 or "," in name or _BODY.match(last) or last in word_list("not a surname"):
        return name.strip()
    # "van der Berg" is one family name; what stands before it are given names.
    first = next(
        (at for at, word in enumerate(words[1:-1], start=1) if word[:1].islower()), len(words) - 1
    )
    return f"{' '.join(words[first:])}, {' '.join(words[:first])}"
