"""What people decided, written to the links and codes that questions read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from typing import Any

from graph.codes import CODES
from graph.store import Counts, Row, Store
from linking.links import PERSON, LinkKind, Pair
from linking.verdicts import (
    CODE,
    LINKED,
    Said,
    Subject,
    Verdict,
    decided,
    effective,
    machines_codes,
)

# What a link has that a person added: it is as sure as a person's word.
_ADDED: dict[str, dict[str, Any]] = {"REPEATS": {"tier": "possible"}}


def apply_to_links(store: Store, verdicts: Collection[Verdict]) -> Counts:
    """Write the effective verdict to each link that ``verdicts`` are about.

    A link that was accepted or rejected and that is not there is made, the rejected one so that
    linking does not make it anew. Ends that the graph does not hold are passed over.
    """
    counts = Counts()
    deciding = effective(verdicts)
    for kind, link in LINKED.items():
        mine = {(s.of, s.to): v for s, v in deciding.items() if s.kind == kind}
        if not mine:
            continue
        there = links_from(store, link, {of for of, _ in mine})
        ends = (
            _held(store, link.source, {of for of, _ in mine}),
            _held(store, link.target, {to for _, to in mine}),
        )
        rows = [
            _row(link, pair, verdict, pair in there)
            for pair, verdict in mine.items()
            if pair in there
            or (verdict.word != "unsure" and pair[0] in ends[0] and pair[1] in ends[1])
        ]
        # A link that is there only by a person's word goes when nobody stands by it any more.
        groundless = [
            pair
            for pair, verdict in mine.items()
            if verdict.word == "unsure" and pair in there and there[pair]["method"] == PERSON
        ]
        rows = [row for row in rows if (row["source"], row["target"]) not in groundless]
        with store.writer() as writer:
            counts += writer.delete_edges(link.type, link.source, link.target, groundless)
            counts += writer.upsert_edges(link.type, link.source, link.target, rows)
    return counts


def clear_links(store: Store, subjects: Collection[Subject]) -> Counts:
    """Take the verdict off links that nobody judges any more; those that were there only by a
    person's word go."""
    counts = Counts()
    for kind, link in LINKED.items():
        mine = {(one.of, one.to) for one in subjects if one.kind == kind}
        there = links_from(store, link, {of for of, _ in mine}) if mine else {}
        added = [pair for pair in mine if pair in there and there[pair]["method"] == PERSON]
        bare = {"verdict": None, "judged_by": None, "judged_on": None}
        rows = [
            {"source": source, "target": target, **bare}
            for source, target in sorted(mine & there.keys() - set(added))
        ]
        with store.writer() as writer:
            counts += writer.delete_edges(link.type, link.source, link.target, added)
            counts += writer.upsert_edges(link.type, link.source, link.target, rows)
    return counts


def _row(link: LinkKind, pair: Pair, verdict: Verdict, there: bool) -> Row:
    row = {"source": pair[0], "target": pair[1], "verdict": verdict.word}
    row |= {"judged_by": verdict.judge, "judged_on": verdict.judged_on}
    if there:
        return row
    made = {"score": 1.0, "method": PERSON, "made_on": verdict.judged_on[:10]}
    return row | made | _ADDED.get(link.type, {})


def links_from(store: Store, link: LinkKind, ids: Collection[str]) -> dict[Pair, Row]:
    """The links of a kind that start at the given ids, with their properties."""
    names = ", ".join(f"e.{name} AS {name}" for name in link.properties)
    rows = store.rows(
        f"UNWIND $ids AS id MATCH (a:{link.source} {{id: id}}) WITH a "
        f"MATCH (a)-[e:{link.type}]->(b:{link.target}) "
        f"RETURN a.id AS source, b.id AS target, {names}",
        ids=sorted(ids),
    )
    return {(row["source"], row["target"]): row for row in rows}


def _held(store: Store, label: str, ids: Collection[str]) -> set[str]:
    rows = store.rows(
        f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN n.id AS id", ids=sorted(ids)
    )
    return {row["id"] for row in rows}


def held_subjects(store: Store, subjects: Iterable[Subject]) -> dict[str, set[str]]:
    """Which of the ids that subjects name the graph holds, by label."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for one in subjects:
        wanted[one.label].add(one.of)
        if one.kind in LINKED:
            wanted[LINKED[one.kind].target].add(one.to)
    return {label: _held(store, label, ids) for label, ids in wanted.items()}


def join(store: Store, verdicts: Collection[Verdict]) -> Counts:
    """Join each verdict to what it is about, where the graph holds that."""
    counts = Counts()
    for label in ("Recommendation", "Finding"):
        mine = [one for one in verdicts if one.subject.label == label]
        held = _held(store, label, {one.subject.of for one in mine})
        rows = [
            {"source": one.id, "target": one.subject.of} for one in mine if one.subject.of in held
        ]
        with store.writer() as writer:
            counts += writer.upsert_edges("JUDGED", "Verdict", label, rows)
    return counts


def code_rows(store: Store, ids: Collection[str]) -> dict[str, Row]:
    """The codes of recommendations with their words and rules, by id."""
    names = [name for code in CODES for name in (code, f"{code}_words", f"{code}_rule")]
    columns = ", ".join(f"r.{name} AS {name}" for name in names)
    rows = store.rows(
        f"UNWIND $ids AS id MATCH (r:Recommendation {{id: id}}) RETURN r.id AS id, {columns}",
        ids=sorted(ids),
    )
    return {row["id"]: row for row in rows}


def apply_to_codes(store: Store, verdicts: Collection[Verdict], gone: Iterable[Verdict]) -> Counts:
    """Write the codes that ``verdicts`` decide; those that only ``gone`` (withdrawn) ones decided
    become what the machine had said."""
    standing, withdrawn = by_recommendation(verdicts), by_recommendation(gone)
    rows = []
    for id_, row in sorted(code_rows(store, standing.keys() | withdrawn.keys()).items()):
        about, before = standing[id_], withdrawn[id_]
        machine = machines_codes(row, [*about, *before])
        deciding = {one.subject.to: one for one in effective(about).values()}
        changed = {one.subject.to for one in (*about, *before)}
        codes = {
            name: decided(deciding[name], machine[name]) if name in deciding else machine[name]
            for name in sorted(changed)
        }
        rows.append({"id": id_, **as_properties(codes)})
    with store.writer() as writer:
        return writer.upsert_nodes("Recommendation", rows)


def by_recommendation(verdicts: Iterable[Verdict]) -> dict[str, list[Verdict]]:
    """The verdicts on codes by the recommendation they are about."""
    found: dict[str, list[Verdict]] = defaultdict(list)
    for one in verdicts:
        if one.subject.kind == CODE:
            found[one.subject.of].append(one)
    return found


def as_properties(codes: Mapping[str, Said]) -> Row:
    """Codes as the properties of a recommendation."""
    row: Row = {}
    for name, one in codes.items():
        values = asdict(one).values()
        row |= dict(zip((name, f"{name}_words", f"{name}_rule"), values, strict=True))
    return row


def corrected(rows: Iterable[Row], verdicts: Iterable[Verdict]) -> list[Row]:
    """The rows of codes that a linking run made, as people decided."""
    deciding = by_recommendation(effective(verdicts).values())
    out = []
    for row in rows:
        about = deciding[row["id"]]
        machine = machines_codes(row, ()) if about else {}
        codes = {v.subject.to: decided(v, machine[v.subject.to]) for v in about}
        out.append(row | as_properties(codes))
    return out
