"""How often a wording of an addressee is resolved, and how often to the right body.

200 wordings: 40 drawn by chance from the invented sample, 80 from the coroners' reports, and 80
written by the project as boards' action plans write them, without looking at the registry.
``agencies.csv`` gives the bodies that a careful reader would name; none where nobody could tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.store import Store
from ingest.agencies import Registry, read_hazards
from ingest.known import REFERENCE, known_in
from ingest.reference import read_agencies
from tests.quality import labels
from tests.quality.metrics import share
from tests.quality.tables import Figure, Table

_NOTE = (
    "*Resolved*: a body, or a type of body, was given. *Right*: exactly the bodies that the one "
    "reader named, who also mended the rules; wordings of the sample name bodies that its own "
    "list holds, and are easy. The written ones come from 193 that were written before the rules "
    "met them: of 131 that were then resolved 119 were right (.91 [.85, .95]); the rules were "
    "mended since, so the figure above flatters them."
)
_SOURCES = {"": "all", "sample": "the sample", "reports": "coroners' reports", "own": "written"}


@dataclass(frozen=True)
class _Read:
    source: str
    said: frozenset[str]
    truth: frozenset[str]


def measure(store: Store, half: str) -> list[Table]:
    """Shares resolved and right, over all wordings and by where they come from."""
    registry = _registry(store)
    read = [
        _Read(
            row["source"],
            frozenset(r.agency_id for r in registry.resolve(row["raw"]) if r.agency_id),
            frozenset(filter(None, row["agencies"].split(";"))),
        )
        for row in labels.rows("agencies.csv", half, "raw")
    ]
    rows = []
    for source, shown in _SOURCES.items():
        chosen = [one for one in read if source in ("", one.source)]
        resolved = [one for one in chosen if one.said]
        rows.append((shown, len(chosen), share(len(resolved), len(chosen)), _right(resolved)))
    plain = (
        f"Of {len(read)} wordings of addressees {rows[0][2].value:.0%} were resolved to a body, "
        f"and {rows[0][3].value:.0%} of those to the right one."
    )
    columns = ("wordings from", "wordings", "resolved", "right, of those resolved")
    return [Table("Agencies", columns, tuple(rows), _NOTE, plain)]


def _right(resolved: Sequence[_Read]) -> Figure:
    return share(sum(one.said == one.truth for one in resolved), len(resolved))


def _registry(store: Store) -> Registry:
    """The graph's agencies, and the reference list as it is now."""
    records = dict(known_in(store).agencies)
    records |= {one.id: one for one in read_agencies(REFERENCE / "agencies.csv").agencies}
    hazards = read_hazards(REFERENCE / "agency_alias_hazards.csv")
    return Registry([records[each] for each in sorted(records)], hazards)
