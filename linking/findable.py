"""What can be found: reviews, recommendations, agencies, themes, findings, and the words of each.

Whatever a person may type to find a thing stands here beside it: an agency's other names, a theme's
cue words, a finding's source, a recommendation's area and number.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from graph.schema import REVIEW_KINDS
from graph.store import Row, Store
from linking.evidence_signals import Finding
from linking.fixed_wording import without_fixed_wording

KINDS = ("Recommendation", "Review", "Finding", "Theme", "Agency")
"""The labels that are looked through, in the order in which things of one kind follow another."""

_RECOMMENDATIONS = """
MATCH (v:Review)-[:MADE]->(r:Recommendation)
RETURN r.id AS id, r.title AS title, r.text AS text, r.kind AS form, r.number AS number,
       v.id AS review_id, v.title AS review, v.kind AS review_kind, v.area AS area, v.year AS year,
       v.invented AS invented
"""
_REVIEWS = """
MATCH (v:Review)
RETURN v.id AS id, v.title AS title, v.kind AS review_kind, v.area AS area, v.year AS year,
       v.invented AS invented
"""
_PASSAGES = """
MATCH (v:Review)-[e:RAISED]->(:Theme) WHERE e.passage IS NOT NULL
RETURN DISTINCT v.id AS id, e.passage AS passage
"""
_FINDINGS = """
MATCH (f:Finding)
OPTIONAL MATCH (f)-[:FROM_SOURCE]->(s:Source)
RETURN f.id AS id, f.title AS title, f.text AS text, f.population AS population,
       f.setting AS setting, f.keywords AS keywords, s.title AS source, s.authors AS authors,
       s.year AS year
"""
_THEMES = """
MATCH (t:Theme)
RETURN t.id AS id, t.title AS title, t.definition AS definition, t.cues AS cues
"""
_AGENCIES = """
MATCH (a:Agency)
RETURN a.id AS id, a.title AS title, a.aliases AS aliases, a.invented AS invented
"""


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that can be found. ``kind`` is its label; ``text`` is what is shown of it, and
    ``beside`` what else it is found by; ``names`` are what it is called as a whole; ``encoded`` is
    the text that linking keeps a vector of, empty where it keeps none. ``form`` says whether a
    recommendation is a concern; ``review_id`` is that of the review it is in."""

    kind: str
    id: str
    title: str
    text: str
    beside: str = ""
    names: tuple[str, ...] = ()
    encoded: str = ""
    form: str = ""
    number: str = ""
    review_id: str = ""
    review: str = ""
    review_kind: str = ""
    area: str = ""
    year: int | None = None
    invented: bool = False


def read_things(store: Store) -> list[Thing]:
    """Everything that can be found, by kind in the order of ``KINDS`` and then by id."""
    passages: dict[str, list[str]] = defaultdict(list)
    for row in _rows(store, _PASSAGES):
        passages[row["id"]].append(row["passage"])
    things = [
        *map(_recommendation, _rows(store, _RECOMMENDATIONS)),
        *(_review(row, passages[row["id"]]) for row in _rows(store, _REVIEWS)),
        *map(_finding, _rows(store, _FINDINGS)),
        *map(_theme, _rows(store, _THEMES)),
        *map(_agency, _rows(store, _AGENCIES)),
    ]
    only = {(thing.kind, thing.id): thing for thing in things}
    return sorted(only.values(), key=lambda thing: (KINDS.index(thing.kind), thing.id))


def _rows(store: Store, query: str) -> list[Row]:
    rows = ({n: "" if v is None else v for n, v in row.items()} for row in store.rows(query))
    return sorted(rows, key=lambda row: (row["id"], repr(row)))


def _of_review(row: Row) -> dict[str, Any]:
    return {
        "review_kind": row["review_kind"],
        "area": row["area"],
        "year": row["year"] or None,
        "invented": bool(row["invented"]),
    }


def _recommendation(row: Row) -> Thing:
    return Thing(
        "Recommendation",
        row["id"],
        row["title"],
        row["text"],
        beside=row["area"],
        encoded=without_fixed_wording(row["text"]),
        form=row["form"],
        number=row["number"],
        review_id=row["review_id"],
        review=row["review"],
        **_of_review(row),
    )


def _review(row: Row, passages: list[str]) -> Thing:
    kind = REVIEW_KINDS.get(row["review_kind"], "")
    return Thing(
        "Review",
        row["id"],
        row["title"],
        "\n".join([row["title"], *passages]),
        beside=f"{row['review_kind']} {kind} {row['area']} {row['year']}",
        names=(row["title"], row["area"]),
        review_id=row["id"],
        review=row["title"],
        **_of_review(row),
    )


def _finding(row: Row) -> Thing:
    parts = {name: row[name] for name in ("id", "text", "population", "setting", "keywords")}
    words = ("title", "population", "setting", "keywords", "source", "authors", "year")
    return Thing(
        "Finding",
        row["id"],
        row["title"],
        row["text"],
        beside=" ".join(str(row[name]) for name in words),
        names=(row["source"],) if row["source"] else (),
        encoded=Finding(**parts).passage,
        year=row["year"] or None,
    )


def _theme(row: Row) -> Thing:
    title, definition = row["title"], row["definition"]
    return Thing(
        "Theme",
        row["id"],
        title,
        definition or title,
        # A theme is known by its title more than by what its definition mentions.
        beside=f"{title} {title} {title} {row['cues'].replace(';', ' ').replace('*', '')}",
        names=(title, *_split(row["cues"])),
        encoded=f"{title}. {definition}".strip(),
    )


def _agency(row: Row) -> Thing:
    title = row["title"].removesuffix(" (type)")
    return Thing(
        "Agency",
        row["id"],
        title,
        title,
        beside=row["aliases"],
        names=(title, *_split(row["aliases"])),
        invented=bool(row["invented"]),
    )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())
