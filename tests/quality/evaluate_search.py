"""How often a search finds what it should among its first five: by words, by meaning, by both.

``search.csv`` holds 42 things that somebody might type, and what they should find in the invented
sample, the evidence base, the frame of themes and the register. The builders of the search wrote
both, from the wording alone, before they had seen what any of them finds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.store import Store
from linking.encoder import SentenceEncoder, Vectors
from linking.findable import read_things
from linking.search import Meaning, SearchIndex
from linking.typed import Typed, read_typed
from tests.quality import labels
from tests.quality.metrics import resampled
from tests.quality.tables import Figure, Table

_FIRST = 5
_NOTHING = Typed("", ())
_NOTE = (
    "Written by the builders of the search, who also say what should be found: practitioners would "
    "type otherwise. Recall at 5: of what should be found, the share among the first five of its "
    "kind, averaged over what was typed. *By words* is what shows before the encoder is ready. "
    "Only the sample's recommendations are looked through. Intervals resample what was typed."
)


@dataclass(frozen=True)
class _Asked:
    typed: Typed
    kind: str
    expected: frozenset[str]
    near: Vectors


def measure(store: Store, half: str) -> list[Table]:
    """Recall among the first five, and how often the first is right."""
    things = [one for one in read_things(store) if one.invented or not one.review_id]
    index = SearchIndex(things)
    with SentenceEncoder() as encoder:
        meaning = Meaning(things, encoder)
        asked = [
            _Asked(
                typed := read_typed(row["typed"]),
                row["kind"],
                frozenset(row["expected"].split(";")),
                meaning.nearness(typed.said),
            )
            for row in labels.rows("search.csv", half, "typed")
        ]
    rows = []
    for name, words, near in (
        ("words", True, False),
        ("meaning", False, True),
        ("both", True, True),
    ):
        first = [_first(index, one, words=words, near=near) for one in asked]
        rows.append((name, _recall(asked, first), _right(asked, first)))
    found = rows[-1][1].value
    plain = (
        f"Of what {len(asked)} searches should find, {found:.0%} stood among the first five of its "
        "kind; the builders wrote the searches and said what they should find."
    )
    columns = ("looked for by", f"recall at {_FIRST}", "first is right")
    return [Table("Search", columns, tuple(rows), _NOTE, plain)]


def _first(index: SearchIndex, asked: _Asked, *, words: bool, near: bool) -> list[str]:
    found = index.look(asked.typed if words else _NOTHING, asked.near if near else None)
    places = next(one.places for one in found if one.kind == asked.kind)
    return [index.things[place].id for place in places[:_FIRST]]


def _recall(asked: Sequence[_Asked], first: Sequence[list[str]]) -> Figure:
    shares = [
        len(one.expected & set(ids)) / min(_FIRST, len(one.expected))
        for one, ids in zip(asked, first, strict=True)
    ]
    return _mean(shares)


def _right(asked: Sequence[_Asked], first: Sequence[list[str]]) -> Figure:
    return _mean(
        [
            float(ids[:1] != [] and ids[0] in one.expected)
            for one, ids in zip(asked, first, strict=True)
        ]
    )


def _mean(values: Sequence[float]) -> Figure:
    return resampled(np.array(values), lambda rows: float(rows.mean()), len(values))
