"""What a judge has to see of each thing: both wordings, and what the machine's word rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from graph.store import Row, Store
from linking.effect import by_recommendation, code_rows, links_from
from linking.links import PERSON
from linking.verdicts import CODE, LINKED, Said, Subject, machines_codes, read_verdicts

_ENDS = {
    "Recommendation": "MATCH (n:Recommendation {id: id})<-[:MADE]-(v:Review) "
    "RETURN n.id AS id, n.id AS recommendation_id, n.text AS wording, n.kind AS kind, "
    "n.number AS number, v.id AS review_id, v.title AS review, v.year AS year",
    "Finding": "MATCH (n:Finding {id: id})-[:FROM_SOURCE]->(s:Source) "
    "RETURN n.id AS id, n.id AS finding_id, n.text AS wording, n.design AS design, "
    "n.strength AS strength, n.direction AS direction, n.country AS country, "
    "s.authors AS authors, s.year AS year, s.title AS source, s.check_status AS check_status",
    "Theme": "MATCH (n:Theme {id: id}) "
    "RETURN n.id AS id, n.title AS wording, n.definition AS definition",
}


@dataclass(frozen=True)
class Described:
    """One thing to judge. ``one`` and ``other`` are its two ends, each with its ``wording`` and
    where that is from; of a code ``other`` is empty. ``said`` is what the machine says of it."""

    subject: Subject
    one: Row
    other: Row
    said: Said


def describe(store: Store, subjects: Collection[Subject]) -> dict[Subject, Described]:
    """Describe what the graph holds of ``subjects``; those that it does not hold are left out."""
    ends = _ends(store, subjects)
    said = machine_says(store, subjects)
    described = {}
    for subject in subjects:
        one = ends.get((subject.label, subject.of))
        link = LINKED.get(subject.kind)
        other: Row | None = {} if link is None else ends.get((link.target, subject.to))
        if one is not None and other is not None:
            described[subject] = Described(subject, one, other, said.get(subject, Said()))
    return described


def machine_says(store: Store, subjects: Collection[Subject]) -> dict[Subject, Said]:
    """What the machine says of each thing now, apart from what people changed; a link that it did
    not make is left out, unless a verdict on it keeps what it said then."""
    before = read_verdicts(store)
    said = {one.subject: one.said for one in before if one.said != Said()}
    for kind, link in LINKED.items():
        mine = {(one.of, one.to) for one in subjects if one.kind == kind}
        there = links_from(store, link, {of for of, _ in mine}) if mine else {}
        said |= {
            Subject(kind, *pair): _of_link(there[pair])
            for pair in mine & there.keys()
            if there[pair]["method"] != PERSON
        }
    judged = by_recommendation(before)
    codes_of = {one.of for one in subjects if one.kind == CODE}
    for id_, row in (code_rows(store, codes_of) if codes_of else {}).items():
        codes = machines_codes(row, judged[id_])
        said |= {Subject(CODE, id_, name): code for name, code in codes.items()}
    return {one: said[one] for one in subjects if one in said}


def _of_link(row: Row) -> Said:
    words = next((row[name] for name in ("cue", "shared", "tier") if name in row), "")
    score = "" if row["score"] is None else f"{row['score']:.4f}"
    return Said(score, str(words or ""), str(row["method"] or ""))


def _ends(store: Store, subjects: Iterable[Subject]) -> dict[tuple[str, str], Row]:
    ids: dict[str, set[str]] = {label: set() for label in _ENDS}
    for one in subjects:
        ids[one.label].add(one.of)
        if one.kind in LINKED:
            ids[LINKED[one.kind].target].add(one.to)
    return {
        (label, row["id"]): row
        for label, query in _ENDS.items()
        for row in store.rows(f"UNWIND $ids AS id {query}", ids=sorted(ids[label]))
    }
