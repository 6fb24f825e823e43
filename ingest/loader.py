"""Readings into the graph, in an order that a killed process can take up again.

Nodes first, then edges, then what is out of date, and last the file's ``Ingest`` node: as long
as that holds no digest, the file counts as not read. Every id is stable and every write a
comparison, so running it again completes what is missing and changes nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from graph.store import Counts, Store, Writer
from ingest.agencies import Registry
from ingest.identifiers import hashed
from ingest.known import Known, known_in
from ingest.plan import LABELS, MADE, EdgeKind, Plan, make_plan
from ingest.records import Reading

Progress = Callable[[str, int, int], None]
"""Told the stage, how much of it is done, and how much there is."""

_ASKED_AT_ONCE = 5_000


@dataclass(frozen=True)
class LedgerCounts:
    """What loading one reading did, by label and by type of edge. ``same`` is true when nothing
    had to be compared, because file, rules and graph are as the last run left them."""

    nodes: Mapping[str, Counts] = field(default_factory=dict)
    edges: Mapping[str, Counts] = field(default_factory=dict)
    unresolved: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    same: bool = False

    @property
    def total(self) -> Counts:
        """All nodes and edges together."""
        return sum((*self.nodes.values(), *self.edges.values()), Counts())


def _quiet(stage: str, done: int, of: int) -> None:
    """No progress is shown unless somebody asks."""


def load(
    store: Store,
    reading: Reading,
    registry: Registry,
    *,
    known: Known | None = None,
    progress: Progress = _quiet,
    tidy: bool = True,
) -> LedgerCounts:
    """Write a reading to the graph and say what changed.

    ``known`` is what the graph knows, if the caller has asked already. Recommendations that the
    file no longer holds are removed, unless a person's verdict stands on them or their links.
    Who loads many readings may leave ``tidy`` to the end, as it looks through all agencies.
    Raises StoreUnavailableError when the graph cannot be written.
    """
    known = known or known_in(store)
    before = _ingest_of(store, reading)
    if _is_as_left(store, reading, known, before):
        return LedgerCounts(
            nodes={"records": Counts(unchanged=int(before["records"]))},
            unresolved=_unresolved_in(store, reading),
            same=True,
        )
    plan = make_plan(reading, registry, known)
    with store.writer() as writer:
        if before.get("digest"):
            # Until it is whole again, nobody shall take the graph for the file's content.
            writer.upsert_nodes("Ingest", [{"id": before["id"], "digest": None}])
        counts = _Loader(store, writer, plan, progress).run(tidy)
        after = _ingest(reading, plan, known, before, counts)
        writer.upsert_nodes("Ingest", [after])
    return counts


def _ingest_of(store: Store, reading: Reading) -> dict[str, Any]:
    rows = store.rows(
        "MATCH (i:Ingest {id: $id}) RETURN i.id AS id, i.digest AS digest, i.rules AS rules, "
        "i.records AS records, i.made_on AS made_on",
        id=ingest_id(reading),
    )
    return rows[0] if rows else {}


def ingest_id(reading: Reading) -> str:
    """The id of a reading's ``Ingest`` node. Two tables of one name are one table, corrected;
    two documents of one name ("report.pdf") are two."""
    name = reading.digest if reading.documents else reading.file_name
    return hashed("ingest", reading.kind, name)


def rules_of(known: Known, reading_rules: str) -> str:
    """What the ``Ingest`` node keeps of the rules that a file of reviews was read by."""
    if not reading_rules:
        return known.fingerprint
    return hashlib.sha256(f"{known.fingerprint} {reading_rules}".encode()).hexdigest()


def _ingest(
    reading: Reading, plan: Plan, known: Known, before: Mapping[str, Any], counts: LedgerCounts
) -> dict[str, Any]:
    """The file's node. Its date is that of the last run that changed something."""
    changed = counts.total.created + counts.total.updated + counts.total.deleted
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return {
        "id": ingest_id(reading),
        "title": f"{reading.kind}: {reading.file_name}",
        "kind": reading.kind,
        "digest": reading.digest,
        "rules": rules_of(known, reading.rules) if reading.reviews else None,
        "records": _records(reading),
        "made_on": before.get("made_on") if before and not changed else now,
        "read": reading.rows_read,
        "refused": len(reading.refusals),
        "unresolved": plan.unresolved.total(),
    }


def _records(reading: Reading) -> int:
    parts: tuple[tuple[object, ...], ...] = (
        reading.reviews,
        reading.recommendations,
        reading.agencies,
        reading.themes,
        reading.sources,
        reading.findings,
    )
    return sum(map(len, parts))


def _is_as_left(store: Store, reading: Reading, known: Known, before: Mapping[str, Any]) -> bool:
    """Whether reviews and rules are those of the last run and the records still stand.

    Reference files and evidence are small, and are compared every time.
    """
    if not reading.reviews or before.get("digest") != reading.digest:
        return False
    review, value = _review_of(reading)
    there = sum(
        store.rows(f"MATCH {pattern} RETURN count(*) AS n", value=value)[0]["n"]
        for pattern in (review, f"{review}-[:MADE]->(:Recommendation)")
    )
    same_rules = before["rules"] == rules_of(known, reading.rules)
    return bool(same_rules and there >= before["records"])


def _review_of(reading: Reading) -> tuple[str, str]:
    """A pattern for the reviews of a reading, and the value it asks for."""
    if reading.documents:
        return "(v:Review {id: $value})", reading.reviews[0].id
    return "(v:Review {source_file: $value})", reading.file_name


def _unresolved_in(store: Store, reading: Reading) -> dict[str, int]:
    if not reading.reviews:
        return {}
    review, value = _review_of(reading)
    rows = store.rows(
        f"MATCH {review}-[:MADE]->(:Recommendation)-[e:ADDRESSED_TO]->"
        "(a:Agency) WHERE a.resolved = false RETURN e.raw AS raw, count(e) AS n ORDER BY raw",
        value=value,
    )
    return {row["raw"]: row["n"] for row in rows}


class _Loader:
    def __init__(self, store: Store, writer: Writer, plan: Plan, progress: Progress) -> None:
        self._store = store
        self._writer = writer
        self._plan = plan
        self._progress = progress
        self._nodes: dict[str, Counts] = {}
        self._edges: dict[str, Counts] = {}
        self._notes: list[str] = list(plan.notes)
        self._done = 0
        self._of = len(LABELS) + 2 * len(plan.edges) + 1

    def run(self, tidy: bool) -> LedgerCounts:
        for label in LABELS:
            rows = self._plan.nodes.get(label, {})
            there = self._made_before() if label == "Agency" else set()
            self._add(self._nodes, label, self._upsert(label, rows, there))
        for kind, planned in self._plan.edges.items():
            self._add(self._edges, kind[0], self._writer.upsert_edges(*kind, planned.values()))
        for kind, owners in self._plan.owned.items():
            self._remove_stale(kind, owners)
        for label, id_ in self._plan.replaced:
            self._add(self._nodes, label, self._writer.delete_nodes(label, [id_]))
        if tidy:
            self._add(self._nodes, "Agency", remove_forsaken(self._store, self._writer))
        return LedgerCounts(
            self._nodes, self._edges, dict(self._plan.unresolved), tuple(self._notes)
        )

    def _upsert(self, label: str, rows: Mapping[str, Any], there: set[str]) -> Counts:
        new = [row for id_, row in rows.items() if id_ not in there]
        return self._writer.upsert_nodes(label, new) + Counts(unchanged=len(rows) - len(new))

    def _made_before(self) -> set[str]:
        """Bodies that a document's wording made before. They stay as first written: another
        document spells them otherwise, and the two would take turns for ever."""
        ids = [
            id_ for id_, row in self._plan.nodes.get("Agency", {}).items() if not row["registered"]
        ]
        return {row["id"] for row in self._ask("MATCH (n:Agency {id: id}) RETURN n.id AS id", ids)}

    def _remove_stale(self, kind: EdgeKind, owners: Iterable[str]) -> None:
        type_, source, target = kind
        found = self._ask(
            f"MATCH (a:{source} {{id: id}}) WITH a MATCH (a)-[:{type_}]->(b:{target}) "
            "RETURN a.id AS source, b.id AS target",
            set(owners) - self._writer.made(source),
        )
        planned = self._plan.edges.get(kind, {})
        stale = [
            (row["source"], row["target"])
            for row in found
            if (row["source"], row["target"]) not in planned
        ]
        if kind == MADE:
            self._remove_recommendations([target for _, target in stale])
        else:
            self._add(self._edges, type_, self._writer.delete_edges(*kind, stale))

    def _remove_recommendations(self, ids: list[str]) -> None:
        judged: set[str] = set()
        for pattern in (
            "(r:Recommendation {id: id})-[e:NEAR_EVIDENCE]->()",
            "(r:Recommendation {id: id})-[e:ABOUT]->()",
            "(r:Recommendation {id: id})-[e:REPEATS]->()",
            "(r:Recommendation {id: id})<-[e:REPEATS]-()",
            "(r:Recommendation {id: id})<-[:JUDGED]-(e:Verdict)",
        ):
            rows = self._ask(
                f"MATCH {pattern} WHERE e.verdict IS NOT NULL RETURN DISTINCT r.id AS id", ids
            )
            judged |= {row["id"] for row in rows}
        if judged:
            self._notes.append(
                f"{len(judged)} recommendations are no longer in the file but were kept, because a "
                f"person's verdict stands on them or their links: {', '.join(sorted(judged)[:10])}"
            )
        gone = [id_ for id_ in ids if id_ not in judged]
        self._add(self._nodes, "Recommendation", self._writer.delete_nodes("Recommendation", gone))

    def _ask(self, query: str, ids: Iterable[str]) -> Iterator[dict[str, Any]]:
        """Rows for each of the ids, in batches: ``id`` is the query's name for one of them."""
        rest = iter(sorted(ids))
        while batch := list(islice(rest, _ASKED_AT_ONCE)):
            yield from self._store.rows(f"UNWIND $ids AS id {query}", ids=batch)

    def _add(self, counts: dict[str, Counts], name: str, more: Counts) -> None:
        if more != Counts():
            counts[name] = counts.get(name, Counts()) + more
        self._done += 1
        self._progress("writing", self._done, max(self._of, self._done))


def remove_forsaken(store: Store, writer: Writer) -> Counts:
    """Take away bodies that only a document's wording made and that no document names now, nor a
    part of them."""
    made = store.rows("MATCH (a:Agency) WHERE a.registered = false RETURN a.id AS id")
    named = store.rows(
        "MATCH (a:Agency)<-[:ADDRESSED_TO|MENTIONS|INVOLVED]-() WHERE a.registered = false "
        "RETURN DISTINCT a.id AS id"
    )
    kept = {row["id"] for row in named}
    parts = store.rows(
        "MATCH (a:Agency)-[:PART_OF]->(whole:Agency) WHERE a.registered = false "
        "RETURN a.id AS id, whole.id AS whole"
    )
    kept |= {row["whole"] for row in parts if row["id"] in kept}
    return writer.delete_nodes("Agency", {row["id"] for row in made} - kept)
