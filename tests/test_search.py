"""Finding anything: what was typed is understood, and what is found is what stands there."""

from __future__ import annotations

import numpy as np
import pytest

from graph.store import Store
from linking.findable import Thing, read_things
from linking.search import Found, SearchIndex
from linking.spelling import corrected, like_names
from linking.typed import LONGEST, Typed, read_typed
from tests.small_graph import build


def review(id_: str, title: str, area: str, year: int, kind: str = "SAR") -> Thing:
    return Thing(
        "Review",
        id_,
        title,
        title,
        beside=f"{kind} {area} {year}",
        names=(title, area),
        review_id=id_,
        review=title,
        review_kind=kind,
        area=area,
        year=year,
    )


def ask(id_: str, text: str, of: Thing, number: str = "") -> Thing:
    return Thing(
        "Recommendation",
        id_,
        text[:20],
        text,
        beside=of.area,
        number=number,
        review_id=of.id,
        review=of.title,
        review_kind=of.review_kind,
        area=of.area,
        year=of.year,
    )


MARCH = review("v1", "An older couple", "Northmarch", 2019)
FERRY = review("v2", "A young man", "Ferrybridge", 2021, kind="DHR")
THINGS = [
    ask("r1", "Share discharge letters with the carer on the day.", MARCH, "1"),
    ask("r2", "Policies on sharing information are to be read.", MARCH, "2"),
    ask("r3", "Carers' assessments be offered;\nto be or not is asked.", FERRY, "1"),
    MARCH,
    FERRY,
    Thing("Finding", "F1", "Letters", "Discharge letters were late.", beside="hospital"),
    Thing(
        "Theme", "info", "Sharing information", "Facts passed on.", names=("Sharing information",)
    ),
    Thing("Agency", "gp", "General practice", "General practice", "GP; surgery", ("GP", "surgery")),
    Thing("Agency", "dc", "D&C Surgery", "D&C Surgery", names=("D&C Surgery",)),
]
PLACE = {thing.id: place for place, thing in enumerate(THINGS)}


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    return SearchIndex(THINGS)


def ids(index: SearchIndex, found: list[Found]) -> list[str]:
    return [index.things[place].id for one in found for place in one.places]


TYPED = [
    ("Discharge  letters", ("discharge", "letter"), (), "", "Discharge letters"),
    ('a "Lead  worker" now', ("lead", "worker", "now"), ("lead worker",), "", "a Lead worker now"),
    ("“what a child says”", ("child", "say"), ("what a child says",), "", "what a child says"),
    ('an "unfinished', ("unfinished",), (), "", "an unfinished"),
    ("Recommendation 3.2 Northmarch", ("northmarch",), (), "3.2", "Northmarch"),
    ("rec no. 4", (), (), "4", ""),
    ("recommendations of 2019", ("recommendation", "2019"), (), "", "recommendations of 2019"),
    ("what should they do", (), (), "", "what should they do"),
    ("MATCH (n) RETURN n\x00", ("match", "return"), (), "", "MATCH (n) RETURN n"),
    ("<b>rhannu</b>", ("rhannu",), (), "", "<b>rhannu</b>"),
]


@pytest.mark.parametrize(("text", "words", "phrases", "number", "said"), TYPED)
def test_what_was_typed(
    text: str, words: tuple[str, ...], phrases: tuple[str, ...], number: str, said: str
) -> None:
    typed = read_typed(text)
    assert (typed.words, typed.phrases, typed.number) == (words, phrases, number)
    assert typed.said == said


def test_nothing_and_too_much_are_told() -> None:
    assert read_typed(" \u200b\n\ud800").empty and read_typed('"?!"').empty
    long = read_typed("word " * LONGEST)
    assert long.cut and len(long.text) <= LONGEST


FOUND = [
    ("discharge letters", ["r1", "F1"]),  # those with half of the words count
    ("policy", ["r2"]),
    ('"discharge letters"', ["r1", "F1"]),
    ('"letters with"', ["r1"]),
    ('"letter"', []),  # in quotes a word is just that
    ('"to be or not"', ["r3"]),
    ('"offered; to be"', ["r3"]),  # over the end of a line
    ("information sharing", ["info", "r2"]),
    ("Northmarch", ["v1", "r1", "r2"]),
    ("surgery", ["gp", "dc"]),
    ("gp", ["gp"]),
    ("F1", ["F1"]),
    ("V2", ["v2"]),
    ("recommendation 1", ["r1", "r3"]),
    ("recommendation 1 ferrybridge", ["r3"]),
    ("hospital", ["F1"]),
    ("zebra", []),
    ("to be", []),
    ("' OR 1=1 --", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_found_by_words(index: SearchIndex, text: str, expected: list[str]) -> None:
    found = index.look(read_typed(text))
    first = {one.kind: one.named for one in found}
    assert sorted(ids(index, found)) == sorted(expected)
    assert [one.of for one in found] == [3, 2, 1, 1, 2]
    assert first["Theme"] is (text == "information sharing")


def test_what_is_called_just_so_comes_first(index: SearchIndex) -> None:
    assert ids(index, index.look(read_typed("the surgery"))) == ["gp", "dc"]
    assert ids(index, index.look(read_typed("Surgery D&C"))) == ["dc", "gp"]


def test_words_and_meaning_are_fused_and_counted_apart(index: SearchIndex) -> None:
    near = np.full(len(THINGS), -1.0, dtype=np.float32)
    near[[PLACE["r2"], PLACE["r3"], PLACE["F1"]]] = 0.8, 0.5, 0.3
    found = {one.kind: one for one in index.look(read_typed("information"), near)}
    asks = found["Recommendation"]
    # r2 holds the word and is near; r3 is near alone; F1 is too far.
    assert [THINGS[place].id for place in asks.places] == ["r2", "r3"]
    assert (asks.by_words, asks.near) == (1, 2)
    assert not len(found["Finding"].places)


AMONG = [
    ({"kind": "DHR"}, {"r3", "v2"}),
    ({"area": "Northmarch"}, {"r1", "r2", "v1"}),
    ({"from_year": 2020}, {"r3", "v2"}),
    ({"to_year": 2020}, {"r1", "r2", "v1"}),
    ({"ids": {"r1", "F1", "no such"}}, {"r1", "F1"}),
    ({"ids": {"r1", "F1"}, "kind": "SAR"}, {"r1"}),
]


@pytest.mark.parametrize(("chosen", "expected"), AMONG)
def test_narrowed(index: SearchIndex, chosen: dict[str, object], expected: set[str]) -> None:
    fits = index.among(**chosen)  # type: ignore[arg-type]
    assert {THINGS[place].id for place in np.flatnonzero(fits)} == expected
    found = index.look(read_typed("discharge"), among=fits)
    assert set(ids(index, found)) <= expected
    assert sum(one.of for one in found) == len(expected)


def test_the_words_found_stand_as_they_are_written(index: SearchIndex) -> None:
    typed = read_typed("policy northmarch")
    assert index.words_in(PLACE["r2"], typed) == (["Policies"], ["Northmarch"])


SPELT = [
    ("profesional curosity", "professional curiosity"),
    ("Recieve the letters", "receive the letters"),
    ("professional", ""),
    ("xqzvw", ""),
    ("the of", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "meant"), SPELT)
def test_nearly_spelt_so(text: str, meant: str) -> None:
    known = {"professional": 9, "curiosity": 3, "receive": 2, "letter": 4, "profession": 1}
    assert corrected(text, known) == meant


NAMES = ["Northmarch Police", "Northmarch Council", "NSPCC", "Child and adolescent service"]
ALIKE = [
    ("Northmarsh Polise", ["Northmarch Police"]),
    ("northmarch police", []),
    ("police", []),
    ("a long sentence about what nobody in Northmarch Police did that night", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), ALIKE)
def test_a_name_is_suggested(text: str, expected: list[str]) -> None:
    assert like_names(text, NAMES) == expected


def test_what_can_be_found_is_read_alike_from_both_engines(store: Store) -> None:
    build(store)
    things = read_things(store)
    assert [(t.kind, t.id) for t in things if t.kind in ("Recommendation", "Review")] == [
        *(("Recommendation", id_) for id_ in ("c6", "c7", "r1", "r2", "r3", "r4", "r5")),
        *(("Review", id_) for id_ in ("v1", "v2", "v3", "v4")),
    ]
    kinds = [thing.kind for thing in things]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "Recommendation": 7,
        "Review": 4,
        "Finding": 3,
        "Theme": 4,
        "Agency": 5,
    }
    first = next(thing for thing in things if thing.id == "r1")
    assert (first.review_id, first.area, first.year) == ("v1", "Aldermere", 2018)
    found = SearchIndex(things).look(Typed("x", ("passage",)))
    assert found[1].by_words == sum("passage" in thing.text.lower() for thing in things)
