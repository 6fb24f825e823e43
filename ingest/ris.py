"""Publications from a RIS file, as reference managers export it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import rispy
from rispy.config import TYPE_OF_REFERENCE_MAPPING

from graph.errors import InputRefusedError
from ingest.delimited import read_text
from ingest.identifiers import bare_doi, each_once, hashed, web_address, words_only
from ingest.records import Reading, Refusal, SourceRecord
from ingest.tables import MAX_CELL, digest

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
_MOST_AUTHORS = 3


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
    sources = each_once(_sources(records, refusals, notes), refusals, notes)
    return Reading(
        kind="evidence",
        file_name=path.name,
        digest=digest(path),
        rows_read=len(records),
        sources=tuple(sources.values()),
        refusals=tuple(sorted(refusals, key=lambda refusal: refusal.row)),
        notes=tuple(dict.fromkeys(notes)),
    )


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


def _sources(
    records: list[tuple[int, list[str]]], refusals: list[Refusal], notes: list[str]
) -> Iterator[tuple[int, SourceRecord]]:
    for row, lines in records:
        whole = "\n".join(lines)
        if "\0" in whole or max(map(len, lines)) > MAX_CELL:
            refusals.append(Refusal(row, "holds NUL bytes or a line that is far too long"))
            continue
        if not any(line.startswith("ER  -") for line in lines):
            notes.append(f"the record at line {row} has no closing 'ER  - ' line; it was read")
            whole += "\nER  - "
        try:
            source = _source(rispy.loads(whole)[0])
        except (LookupError, TypeError, AttributeError):
            # rispy raises these for lines that continue nothing and tags given in odd ways.
            refusals.append(Refusal(row, "the record that starts here is damaged"))
            continue
        if source.title:
            yield row, source
        else:
            refusals.append(Refusal(row, "the record that starts here has no title (TI or T1)"))


def _source(entry: dict[str, Any]) -> SourceRecord:
    title = _first(entry, "title", "primary_title", "translated_title")
    year = re.search(r"\b(?:19|20)\d\d\b", _first(entry, "year", "publication_year", "date"))
    doi = bare_doi(_first(entry, "doi")) or bare_doi(" ".join(entry.get("urls", [])))
    when = year.group() if year else ""
    kind = entry["type_of_reference"]
    return SourceRecord(
        id=hashed("source", doi.casefold()) if doi else hashed("source", words_only(title), when),
        title=title,
        authors=_authors(entry.get("authors") or entry.get("first_authors") or []),
        year=int(when) if when else None,
        container=_first(entry, "journal_name", "alternate_title3", "secondary_title", "publisher"),
        volume_pages=_volume_pages(entry),
        doi=doi,
        url=next((each for each in map(web_address, entry.get("urls", [])) if each), ""),
        kind=_KINDS.get(kind, TYPE_OF_REFERENCE_MAPPING.get(kind, "publication").lower()),
        check_status="unchecked",
    )


def _first(entry: dict[str, Any], *names: str) -> str:
    return next((" ".join(str(entry[name]).split()) for name in names if entry.get(name)), "")


def _authors(names: list[str]) -> str:
    """``Family, Given Other`` as ``Family GO``, the first three, as the evidence base cites."""
    short = []
    for name in names[:_MOST_AUTHORS]:
        family, comma, given = name.partition(",")
        initials = "".join(part[0].upper() for part in re.split(r"[\s.-]+", given) if part)
        short.append(f"{family.strip()} {initials}".strip() if comma else name.strip())
    return ", ".join(short) + (", et al." if len(names) > _MOST_AUTHORS else "")


def _volume_pages(entry: dict[str, Any]) -> str:
    number = f"({entry['number']})" if entry.get("number") else ""
    pages = "-".join(str(entry[at]) for at in ("start_page", "end_page") if entry.get(at))
    volume = f"{entry.get('volume', '')}{number}"
    return f"{volume}:{pages}" if volume and pages else volume or pages
