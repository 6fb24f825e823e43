"""Verdicts from a table into the graph, and from the graph into one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.export import to_csv
from graph.store import Row, Store
from ingest.ledger import Entry
from ingest.loader import LedgerCounts
from ingest.records import Reading, Refusal, VerdictRecord
from ingest.verdict_table import CELLS, SAID, WORDINGS
from linking.described import Described, describe
from linking.judging import keep
from linking.verdicts import Said, Subject, Verdict


def take(store: Store, reading: Reading) -> Entry:
    """Keep the verdicts of a file; the entry says which rows were refused, and why."""
    kept = keep(store, [_verdict(one) for one in reading.verdicts])
    refused = [Refusal(reading.verdicts[place].row, why) for place, why in kept.refused.items()]
    taken = [one for place, one in enumerate(reading.verdicts) if place not in kept.refused]
    refusals = sorted((*reading.refusals, *refused), key=lambda one: one.row)
    reading = replace(reading, verdicts=tuple(taken), refusals=tuple(refusals))
    return Entry(reading, LedgerCounts(nodes={"Verdict": kept.counts}))


def as_csv(store: Store, verdicts: Iterable[Verdict]) -> str:
    """Verdicts as CSV with the wordings they are about; ``read_verdict_file`` reads it back."""
    every = list(verdicts)
    described = describe(store, {one.subject for one in every})
    rows = [one.row() | _wordings(described.get(one.subject)) for one in every]
    return to_csv(rows, (*CELLS, *WORDINGS))


def _verdict(one: VerdictRecord) -> Verdict:
    cells = one.cells
    said = Said(*(cells[name] for name in SAID))
    return Verdict(
        Subject(cells["kind"].lower(), cells["subject"], cells["object"]),
        cells["verdict"].lower(),
        cells["judged_by"],
        cells["judged_on"],
        cells["value"].lower(),
        cells["note"],
        said,
    )


def _wordings(described: Described | None) -> Row:
    if described is None:
        return {}
    both = (described.one.get("wording"), described.other.get("wording"))
    return dict(zip(WORDINGS, both, strict=True))
