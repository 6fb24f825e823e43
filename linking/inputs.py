"""What linking reads from the graph, in an order that does not depend on the engine."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from graph.store import Row, Store
from linking.coding import Coded
from linking.cues import Addressee
from linking.evidence_signals import Finding
from linking.fixed_wording import without_fixed_wording
from linking.masking import AgencyName
from linking.repeats import Ask
from linking.theme_signals import Theme
from linking.verdicts import Verdict, read_verdicts

_RECOMMENDATIONS = """
MATCH (v:Review)-[:MADE]->(r:Recommendation)
RETURN r.id AS id, r.text AS text, r.kind AS kind, r.plan_target_date AS target_date,
       v.id AS review, v.kind AS review_kind, v.date AS date, v.year AS year, v.area AS area
"""
_ADDRESSEES = """
MATCH (r:Recommendation)-[e:ADDRESSED_TO]->(a:Agency)
RETURN r.id AS id, a.title AS title, a.level AS level, a.is_type AS is_type, e.raw AS raw,
       e.inherited AS inherited
"""
_QUOTES = """
MATCH (r:Recommendation)-[e:CITES]->(:Source) RETURN r.id AS id, e.quote AS quote
"""
_FINDINGS = """
MATCH (f:Finding)
RETURN f.id AS id, f.text AS text, f.population AS population, f.setting AS setting,
       f.keywords AS keywords
"""
_THEMES = """
MATCH (t:Theme) OPTIONAL MATCH (t)-[:WITHIN]->(p:Theme)
RETURN t.id AS id, t.title AS title, t.definition AS definition, t.cues AS cues, p.id AS parent
"""
_AGENCIES = """
MATCH (a:Agency)
RETURN a.id AS id, a.title AS title, a.aliases AS aliases, a.level AS level, a.sector AS sector
"""


# Bodies that change law, rules or guidance for the whole country.
_NATIONAL = {"central_government", "health", "police", "professional_body", "regulator"}


@dataclass(frozen=True)
class Inputs:
    """All that links and codes are made from. ``asks`` and ``coded`` run side by side."""

    asks: list[Ask]
    coded: list[Coded]
    findings: list[Finding]
    themes: list[Theme]
    names: list[AgencyName]
    verdicts: list[Verdict]

    def fingerprint(self, model: str) -> str:
        """sha256 over the inputs, the models' names and linking's own code and numbers: links made
        under one fingerprint need not be made again."""
        digest = hashlib.sha256(f"{model} {_code_digest()}".encode())
        parts = (self.asks, self.coded, self.findings, self.themes, self.names, self.verdicts)
        for part in parts:
            digest.update(b"\x00")
            for item in part:
                digest.update(repr(item).encode("utf-8", "replace") + b"\n")
        return digest.hexdigest()


def read_inputs(store: Store) -> Inputs:
    """Read what linking needs; every list is sorted by id."""
    recommendations = _sorted(store, _RECOMMENDATIONS)
    quotes: dict[str, list[str]] = defaultdict(list)
    for row in _sorted(store, _QUOTES):
        quotes[row["id"]].append(row["quote"])
    addressees: dict[str, list[Addressee]] = defaultdict(list)
    for row in _sorted(store, _ADDRESSEES):
        addressees[row["id"]].append(
            Addressee(
                title=row["title"],
                level=row["level"],
                is_type=bool(row["is_type"]),
                raw=row["raw"],
                inherited=bool(row["inherited"]),
            )
        )
    return Inputs(
        asks=[_ask(row) for row in recommendations],
        coded=[
            Coded(
                row["text"],
                row["kind"],
                row["target_date"],
                " ".join(quotes[row["id"]]),
                tuple(addressees[row["id"]]),
            )
            for row in recommendations
        ],
        findings=[Finding(**row) for row in _sorted(store, _FINDINGS)],
        themes=[
            Theme(row["id"], row["title"], row["definition"], _split(row["cues"]), row["parent"])
            for row in _sorted(store, _THEMES)
        ],
        names=[name for row in _sorted(store, _AGENCIES) for name in _names(row)],
        verdicts=read_verdicts(store),
    )


def _sorted(store: Store, query: str) -> list[Row]:
    rows = [
        {name: "" if value is None else value for name, value in row.items()}
        for row in store.rows(query)
    ]
    return sorted(rows, key=lambda row: (row["id"], repr(row)))


def _ask(row: Row) -> Ask:
    return Ask(
        id=row["id"],
        text=without_fixed_wording(row["text"]),
        review_id=row["review"],
        review_kind=row["review_kind"],
        date=row["date"] or str(row["year"]),
        area=row["area"],
    )


def _names(row: dict[str, Any]) -> list[AgencyName]:
    national = row["level"] == "national" and row["sector"] in _NATIONAL
    forum = row["sector"] == "partnership"
    return [AgencyName(name, national, forum) for name in (row["title"], *_split(row["aliases"]))]


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


@cache
def _code_digest() -> str:
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.read_bytes())
    return digest.hexdigest()
