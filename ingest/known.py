"""What the graph knows before a file is loaded: agencies, themes and sources to point to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import linking.cues
from graph.settings import DATA
from graph.store import Store
from ingest.agencies import Registry, read_hazards
from ingest.identifiers import is_made, other_doi, work_keys
from ingest.records import AgencyRecord, Reading, SourceRecord
from ingest.tables import plain

REFERENCE = DATA / "reference"


@dataclass(frozen=True)
class Work:
    """A publication that the graph holds: the id and DOI of its source, the file that brought
    it (empty if that was not kept), and whether its id was made from what it is."""

    id: str
    doi: str
    source_file: str
    made_id: bool


@dataclass(frozen=True)
class Known:
    """Agencies of the registry by id, titles of themes by id, ids of sources, and the works
    that they stand for by what these are known by in any export (``work_keys``)."""

    agencies: Mapping[str, AgencyRecord] = field(default_factory=dict)
    themes: Mapping[str, str] = field(default_factory=dict)
    sources: frozenset[str] = frozenset()
    works: Mapping[str, Work] = field(default_factory=dict)

    @cached_property
    def registry(self) -> Registry:
        """The registry of these agencies; in order of id, so that files' order never decides."""
        ordered = [self.agencies[each] for each in sorted(self.agencies)]
        return Registry(ordered, read_hazards(REFERENCE / "agency_alias_hazards.csv"))

    @cached_property
    def theme_ids(self) -> dict[str, str]:
        """Ids of themes by their id and by their title without case and punctuation."""
        titles = {plain(title): theme for theme, title in self.themes.items()}
        return titles | {theme: theme for theme in self.themes}

    @cached_property
    def fingerprint(self) -> str:
        """Changes with what is known, with the reference files and with the readers' code: when
        it and a file's digest are as they were, reading the file again changes nothing."""
        known = hashlib.sha256(_rules().encode())
        for agency in sorted(self.agencies):
            known.update(repr(astuple(self.agencies[agency])).encode())
        known.update(repr(sorted(self.themes.items())).encode())
        known.update(repr(sorted(self.sources)).encode())
        return known.hexdigest()

    def adding(self, reading: Reading) -> Known:
        """What is known once a reading has been loaded."""
        return Known(
            {**self.agencies, **{agency.id: agency for agency in reading.agencies}},
            {**self.themes, **{theme.id: theme.title for theme in reading.themes}},
            self.sources | {source.id for source in reading.sources},
            {
                **{
                    key: Work(source.id, source.doi, reading.file_name, source.made_id)
                    for source in reading.sources
                    for key in work_keys(source.doi, source.title, source.year)
                },
                **self.works,
            },
        )

    def taken(self, reading: Reading) -> tuple[list[SourceRecord], list[str]]:
        """The sources of a reading that are to be written, and ids that they stand instead of.

        A work that another file brought stays as that file says: two exports would take turns
        in wording it for ever. An id that a file gives goes before one that was made.
        """
        taken, instead_of = [], []
        for source in reading.sources:
            work = self._work(source)
            theirs = work and (not work.made_id or work.source_file not in ("", reading.file_name))
            if source.made_id and theirs:
                continue
            taken.append(source)
            if work and work.made_id and work.id != source.id:
                instead_of.append(work.id)
        return taken, instead_of

    def _work(self, source: SourceRecord) -> Work | None:
        """The work that a source is, if the graph holds it: by DOI, else by title and year."""
        keys = work_keys(source.doi, source.title, source.year)
        held = (self.works[key] for key in keys if key in self.works)
        return next((work for work in held if not other_doi(work.doi, source.doi)), None)


def known_in(store: Store) -> Known:
    """What a graph knows."""
    parents = {
        edge: {
            row["source"]: row["target"]
            for row in store.rows(
                f"MATCH (a:Agency)-[:{edge}]->(b:Agency) RETURN a.id AS source, b.id AS target "
                "ORDER BY source, target"
            )
        }
        for edge in ("IS_A", "PART_OF")
    }
    agencies = store.rows(
        "MATCH (a:Agency) WHERE a.registered = true RETURN a.id AS id, a.title AS title, "
        "a.sector AS sector, a.level AS level, a.is_type AS is_type, a.aliases AS aliases, "
        "a.invented AS invented ORDER BY id"
    )
    themes = store.rows("MATCH (t:Theme) RETURN t.id AS id, t.title AS title ORDER BY id")
    sources = store.rows(
        "MATCH (s:Source) RETURN s.id AS id, s.title AS title, s.year AS year, s.doi AS doi, "
        "s.source_file AS source_file ORDER BY id"
    )
    return Known(
        {
            row["id"]: AgencyRecord(
                id=row["id"],
                title=row["title"],
                sector=row["sector"] or "",
                level=row["level"] or "",
                is_type=bool(row["is_type"]),
                aliases=tuple(part for part in (row["aliases"] or "").split("; ") if part),
                is_a=parents["IS_A"].get(row["id"], ""),
                part_of=parents["PART_OF"].get(row["id"], ""),
                invented=bool(row["invented"]),
            )
            for row in agencies
        },
        {row["id"]: row["title"] for row in themes},
        frozenset(row["id"] for row in sources),
        {key: work for row in sources for key, work in _works(row)},
    )


def _works(row: Mapping[str, Any]) -> Iterator[tuple[str, Work]]:
    doi = row["doi"] or ""
    work = Work(row["id"], doi, row["source_file"] or "", is_made("source", row["id"]))
    for key in work_keys(doi, row["title"] or "", row["year"]):
        yield key, work


def _rules() -> str:
    """A digest of the code that reads and of the reference files."""
    files = [*Path(__file__).parent.glob("*.py"), *REFERENCE.glob("*.csv")]
    # The cues tell the subject of a sentence, and so whom it addresses.
    cues = Path(linking.cues.__file__).parent
    files += [*cues.glob("*.py"), *(cues / "tables").glob("*.txt")]
    rules = hashlib.sha256()
    for path in sorted(files, key=lambda each: each.name):
        rules.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return rules.hexdigest()
