"""What the graph knows before a file is loaded: agencies, themes and sources to point to."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from functools import cached_property
from pathlib import Path

import linking.cues
from graph.settings import DATA
from graph.store import Store
from ingest.agencies import Registry, read_hazards
from ingest.records import AgencyRecord, Reading
from ingest.tables import plain

REFERENCE = DATA / "reference"


@dataclass(frozen=True)
class Known:
    """Agencies of the registry by id, titles of themes by id, and ids of sources."""

    agencies: Mapping[str, AgencyRecord] = field(default_factory=dict)
    themes: Mapping[str, str] = field(default_factory=dict)
    sources: frozenset[str] = frozenset()

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
        )


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
    sources = store.rows("MATCH (s:Source) RETURN s.id AS id ORDER BY id")
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
    )


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
