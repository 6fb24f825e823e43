"""Research findings and the publications they come from, as two tables side by side."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from graph.errors import InputRefusedError
from ingest.identifiers import bare_doi, each_once, hashed, web_address, words_only
from ingest.records import FindingRecord, Reading, Refusal, SourceRecord
from ingest.tables import Columns, Row, Table, digest, read_table
from ingest.titles import cut, short_title

FINDINGS = Columns(
    {
        "finding_id": ("id",),
        "finding": ("text", "claim", "result"),
        "population": ("participants",),
        "setting": (),
        "design": ("study design",),
        "strength": ("strength of evidence", "certainty"),
        "direction": ("direction of effect",),
        "country": (),
        "year": (),
        "source_id": ("source",),
        "keywords": ("tags", "topics"),
    },
    needed=(("finding",), ("source_id",)),
)
SOURCES = Columns(
    {
        "source_id": ("id",),
        "title": (),
        "authors": ("author",),
        "year": ("published",),
        "container": ("journal", "publisher", "series"),
        "volume_pages": ("volume and pages", "pages"),
        "doi": (),
        "url": ("link", "web address"),
        "kind": ("type", "publication type"),
        "check_status": ("checked",),
        "checked_at": ("checked where",),
    },
    needed=(("source_id",), ("title",)),
)
STRENGTHS = ("high", "moderate", "low", "very low")
DIRECTIONS = ("works", "mixed", "no effect", "harmful", "risk factor", "descriptive")

_T = TypeVar("_T", SourceRecord, FindingRecord)


def read_evidence(path: Path) -> Reading:
    """Read findings and sources from a folder with ``findings.csv`` and ``sources.csv``, or from
    a findings file with a sources file beside it (CSV or XLSX).

    A finding whose source is not among the sources is refused. Raises InputRefusedError when
    either file is missing or cannot be read.
    """
    findings_path, sources_path = _both(path)
    sources, sources_part = _read(sources_path, SOURCES, _sources)
    findings, findings_part = _read(
        findings_path, FINDINGS, lambda table, found: _findings(table, sources, found)
    )
    parts = (sources_part, findings_part)
    both = digest(findings_path) + digest(sources_path)
    return Reading(
        kind="evidence",
        file_name=findings_path.name,
        digest=hashlib.sha256(both.encode()).hexdigest(),
        rows_read=sum(part.rows_read for part in parts),
        sources=tuple(sources.values()),
        findings=tuple(findings.values()),
        refusals=tuple(refusal for part in parts for refusal in part.refusals),
        notes=tuple(note for part in parts for note in part.notes),
    )


@dataclass
class _Part:
    """What one of the two files gave beside its records; each line says which file it is of."""

    rows_read: int
    refusals: list[Refusal]
    notes: list[str]


def _read(
    path: Path, columns: Columns, make: Callable[[Table, _Part], Iterator[tuple[int, _T]]]
) -> tuple[dict[str, _T], _Part]:
    table = read_table(path, columns)
    found = _Part(table.rows_read, list(table.refusals), list(table.notes))
    records = each_once(make(table, found), found.refusals, found.notes)
    found.refusals = [
        Refusal(each.row, f"({path.name}) {each.reason}")
        for each in sorted(found.refusals, key=lambda refusal: refusal.row)
    ]
    found.notes = [f"{path.name}: {note}" for note in dict.fromkeys(found.notes)]
    return records, found


def _both(path: Path) -> tuple[Path, Path]:
    findings = path
    if path.is_dir():
        found = [path / f"findings{suffix}" for suffix in (".csv", ".xlsx")]
        findings = next((each for each in found if each.is_file()), found[0])
    beside = [findings.with_name(f"sources{suffix}") for suffix in (findings.suffix, ".csv")]
    sources = next((each for each in beside if each.is_file()), beside[0])
    for each in (findings, sources):
        if not each.is_file():
            raise InputRefusedError(
                f"There is no {each.name} in {each.parent}. Evidence is two tables side by side: "
                "findings.csv and sources.csv."
            )
    return findings, sources


def _sources(table: Table, part: _Part) -> Iterator[tuple[int, SourceRecord]]:
    for row in table.rows:
        if not row["source_id"] or not row["title"]:
            part.refusals.append(Refusal(row.number, "has no source_id or no title"))
            continue
        if row["year"] and not _is_year(row["year"]):
            part.refusals.append(Refusal(row.number, _no_year(row)))
            continue
        for name, read in (("doi", bare_doi), ("url", web_address)):
            if row[name] and not read(row[name]):
                part.notes.append(
                    f"source '{cut(row['source_id'], 40)}': {name} left out, not valid"
                )
        yield (
            row.number,
            SourceRecord(
                id=row["source_id"],
                title=row["title"],
                authors=row["authors"],
                year=int(row["year"]) if row["year"] else None,
                container=row["container"],
                volume_pages=row["volume_pages"],
                doi=bare_doi(row["doi"]),
                url=web_address(row["url"]),
                kind=row["kind"],
                check_status=row["check_status"] or "unchecked",
                checked_at=row["checked_at"],
            ),
        )


def _findings(
    table: Table, sources: dict[str, SourceRecord], part: _Part
) -> Iterator[tuple[int, FindingRecord]]:
    for row in table.rows:
        reason = _refused(row, sources)
        if reason:
            part.refusals.append(Refusal(row.number, reason))
            continue
        for name, known in (("strength", STRENGTHS), ("direction", DIRECTIONS)):
            if row[name] and row[name].casefold() not in known:
                part.notes.append(f"{name} '{cut(row[name], 40)}' is not one of {', '.join(known)}")
        text, source = row["finding"], row["source_id"]
        year = int(row["year"]) if row["year"] else sources[source].year
        yield (
            row.number,
            FindingRecord(
                id=row["finding_id"] or hashed("finding", source, words_only(text)),
                source_id=source,
                title=short_title(text),
                text=text,
                population=row["population"],
                setting=row["setting"],
                design=row["design"],
                strength=row["strength"].casefold(),
                direction=row["direction"].casefold(),
                country=row["country"],
                year=year,
                keywords=row["keywords"],
            ),
        )


def _refused(row: Row, sources: dict[str, SourceRecord]) -> str:
    if not any(char.isalpha() for char in row["finding"]):
        return "has no text of a finding"
    if row["source_id"] not in sources:
        named = f"'{cut(row['source_id'], 40)}'" if row["source_id"] else "(empty)"
        return f"has the source {named}, which is not among the sources that were read"
    return _no_year(row) if row["year"] and not _is_year(row["year"]) else ""


def _is_year(text: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", text) is not None


def _no_year(row: Row) -> str:
    return f"has the year '{cut(row['year'], 40)}', which is not a year"
