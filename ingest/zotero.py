"""Publications from Zotero's CSV export."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ingest.publications import Publication, publications_reading
from ingest.records import Reading
from ingest.tables import Columns, Row, read_table

# The headers as Zotero writes them; they are the same in every language of its interface.
COLUMNS = Columns(
    {
        "key": (),
        "item type": (),
        "title": (),
        "author": (),
        "editor": (),
        "publication year": (),
        "date": (),
        "publication title": (),
        "conference name": (),
        "publisher": (),
        "volume": (),
        "issue": (),
        "number": (),
        "pages": (),
        "doi": (),
        "url": (),
        "extra": (),
    },
    needed=(("key",), ("item type",), ("title",), ("publication year",)),
)
_KINDS = {
    "journalArticle": "journal article",
    "magazineArticle": "magazine article",
    "newspaperArticle": "newspaper article",
    "book": "book",
    "bookSection": "book chapter",
    "conferencePaper": "conference paper",
    "report": "report",
    "thesis": "thesis",
    "preprint": "preprint",
    "webpage": "web page",
    "blogPost": "web page",
    "statute": "legislation",
    "bill": "legislation",
    "case": "legal case",
    "dataset": "data set",
    "document": "document",
}
# Items of a library that are no publication.
_NOT_PUBLISHED = frozenset({"attachment", "note", "annotation"})


def read_zotero(path: Path) -> Reading:
    """Read publications from a CSV file that Zotero exported. Abstracts, notes, tags and paths
    of attachments are not kept.

    Raises InputRefusedError for a file without Zotero's columns; a row without a title is
    refused.
    """
    table = read_table(path, COLUMNS)
    refusals = list(table.refusals)
    left_out = [row for row in table.rows if row["item type"] in _NOT_PUBLISHED]
    # Of the eighty columns only these are read, and naming the others would tell nothing.
    notes = [note for note in table.notes if not note.startswith("columns not read")]
    if left_out:
        notes.append(f"{len(left_out)} notes and attachments are no publications: left out")
    found = _publications(row for row in table.rows if row["item type"] not in _NOT_PUBLISHED)
    rows_read = table.rows_read - len(left_out)
    return publications_reading(path, "Zotero CSV", rows_read, found, refusals, notes)


def _publications(rows: Iterator[Row]) -> Iterator[Publication]:
    for row in rows:
        names = row["author"] or row["editor"]
        yield Publication(
            row=row.number,
            title=row["title"],
            authors=[name.strip() for name in names.split(";") if name.strip()],
            date=row["publication year"] or row["date"],
            container=row["publication title"] or row["conference name"] or row["publisher"],
            volume=row["volume"],
            number=row["issue"] or row["number"],
            pages=row["pages"],
            # Types without a field for it keep the DOI in "Extra", as "DOI: 10.…".
            doi=row["doi"] or row["extra"],
            urls=(row["url"],),
            kind=_KINDS.get(row["item type"], "publication"),
        )
