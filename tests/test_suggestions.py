"""Suggestions of new themes: what no theme covers, in groups that several reviews speak to."""

from __future__ import annotations

from collections.abc import Sequence

from graph.catalogue import question
from graph.store import Store
from linking.encoder import Encoder
from linking.repeats import Ask
from linking.suggestions import Suggestion, suggest
from tests.small_graph import build

HEDGES = [
    "The hedge beside the junction hides cars from drivers who turn out of the lane.",
    "Drivers who leave the lane cannot see cars at the junction behind a tall hedge.",
    "A hedge at the junction of the lane hid oncoming cars from drivers, and was not cut.",
]
POOLS = [
    "The swimming pool had no lifeguard on duty when school children swam at the deep end.",
    "A lifeguard must be on duty at the pool whenever school children swim at the deep end.",
    "No lifeguard watched the deep end of the pool while the children of the school swam.",
]
ALONE = "The crane was inspected by an engineer whose certificate had run out in the spring."


def found(encoder: Encoder, texts: Sequence[tuple[str, str]]) -> list[Suggestion]:
    asks = [Ask(f"r{place}", text, review) for place, (text, review) in enumerate(texts)]
    return suggest(asks, encoder.encode([ask.text for ask in asks]))


def test_groups_are_matters_of_several_reviews_told_by_their_words(encoder: Encoder) -> None:
    texts = [(text, f"v{place}") for place, text in enumerate([*HEDGES, *POOLS, ALONE])]
    groups = found(encoder, texts)
    assert {frozenset(one.asks) for one in groups} == {
        frozenset({"r0", "r1", "r2"}),
        frozenset({"r3", "r4", "r5"}),
    }
    words = {one.asks[0] in {"r0", "r1", "r2"}: set(one.words) for one in groups}
    assert {"hedge", "junction"} <= words[True]
    assert {"lifeguard", "pool"} <= words[False]
    assert all(one.reviews == 3 and one.label for one in groups)


def test_what_one_review_says_thrice_is_no_theme(encoder: Encoder) -> None:
    assert found(encoder, [(text, "v1") for text in HEDGES]) == []


def test_short_sentences_are_left_out(encoder: Encoder) -> None:
    assert found(encoder, [(f"No contact was made {n}.", f"v{n}") for n in range(5)]) == []


def test_nothing_gives_nothing(encoder: Encoder) -> None:
    assert found(encoder, []) == []


def test_what_no_theme_covers(store: Store) -> None:
    build(store)
    asked = question("uncovered_recommendations")
    assert [row["recommendation_id"] for row in asked.run(store)] == ["c7"]
    with store.writer() as writer:
        rejected = {"source": "r2", "target": "train", "verdict": "reject"}
        writer.upsert_edges("ABOUT", "Recommendation", "Theme", [rejected])
    assert [row["recommendation_id"] for row in asked.run(store)] == ["c7", "r2"]
