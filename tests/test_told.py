"""Have we been told this before? Drafts against what a graph holds, on both engines."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from graph.store import Store
from linking.cues import Addressee, code
from linking.encoder import Encoder
from linking.evidence import Nearby
from linking.repeats import NEAR, POSSIBLE
from linking.run import link
from linking.told import OPPOSITE, TOPIC, Earlier, Told, ToldIndex, lacks
from tests.test_link_run import ASKS, fill
from views.told_draft import asks_in_file, asks_in_text
from views.told_earlier import answer, in_brief

INTERPRETERS = "Never let a relative interpret: each clinic should book a trained interpreter."


@pytest.fixture
def index(store: Store, encoder: Encoder, known_vectors: None) -> ToldIndex:
    fill(store)
    link(store)
    return ToldIndex(store, encoder)


def test_what_was_said_before_is_found_with_its_tier_and_words(index: ToldIndex) -> None:
    again, otherwise, new = index.look_up(
        [(ASKS["a1"], ()), (INTERPRETERS, ()), ("The crane must be inspected daily.", ())]
    )
    assert [(one.recommendation_id, one.tier) for one in again.earlier[:2]] == [
        ("a1", NEAR),
        ("b1", NEAR),
    ]
    assert again.earlier[0].score > 0.9
    assert {one.recommendation_id for one in otherwise.earlier[:2]} == {"a1", "b1"}
    assert {one.tier for one in otherwise.earlier[:2]} <= {NEAR, POSSIBLE}
    assert {"interpreter", "relative", "clinic"} <= set(otherwise.earlier[0].shared)
    assert new.earlier == ()
    assert otherwise.evidence.near[0].finding_id == "f2"
    assert [about.theme_id for about in otherwise.themes] == ["lang"]


def test_a_graph_says_the_same_of_a_draft_as_linking_says_of_the_same_words(
    store: Store, index: ToldIndex
) -> None:
    linked = store.rows(
        "MATCH (:Recommendation {id: 'a2'})-[e:NEAR_EVIDENCE]->(f:Finding) "
        "RETURN f.id AS id, e.score AS score ORDER BY e.rank"
    )
    bodies = [Addressee("GP practices", is_type=True, raw="GP practices", inherited=False)]
    told = index.look_up([(ASKS["a2"], bodies)])[0]
    assert [(near.finding_id, near.score) for near in told.evidence.near] == [
        (row["id"], pytest.approx(row["score"], abs=1e-3)) for row in linked
    ]
    coded = store.rows(
        "MATCH (r:Recommendation {id: 'a2'}) RETURN r.actor AS actor, r.action AS action, "
        "r.time AS time, r.strength AS strength, r.depth AS depth"
    )[0]
    assert {name: getattr(told.codes, name).value for name in coded} == coded


def test_the_same_matter_asked_the_other_way_round_is_no_repeat(index: ToldIndex) -> None:
    turned = (
        "GP practices should not ask patients about domestic abuse, nor refer them to an advocate."
    )
    told = index.look_up([(turned, ())])[0]
    assert [(one.recommendation_id, one.tier) for one in told.earlier[:1]] == [("a2", OPPOSITE)]


def test_one_area_is_looked_through_alone(index: ToldIndex) -> None:
    told = index.look_up([(INTERPRETERS, ())], area="Kent")[0]
    assert [one.recommendation_id for one in told.earlier] == ["b1"]
    assert index.look_up([(INTERPRETERS, ())], area="Nowhere")[0].earlier == ()


@pytest.mark.parametrize(
    ("tiers", "said", "brief"),
    [
        (
            [NEAR, POSSIBLE, TOPIC],
            "**Told before, nearly in these words: 1 earlier ask, and 1 perhaps the same**, in 2 "
            "of 9 reviews, 2 areas, 2014 to 2019. 1 more is on the same matter (most such ask "
            "something else), in 1 review, 2021.",
            "1 nearly in these words, 1 perhaps (2 of 9 reviews, 2014 to 2019); 1 on the same "
            "matter",
        ),
        (
            [POSSIBLE, POSSIBLE, OPPOSITE],
            "**Perhaps told before: 2 earlier asks may be the same**, in 2 of 9 reviews, 2 areas, "
            "2014 to 2019. 1 alike in words asks the other way round.",
            "2 perhaps, 1 perhaps the opposite (2 of 9 reviews, 2014 to 2019)",
        ),
        (
            [TOPIC, TOPIC],
            "**No earlier ask like it was found in 9 reviews**. 2 are on the same matter (most "
            "such ask something else), in 2 reviews, 2 areas, 2014 to 2019.",
            "2 on the same matter",
        ),
    ],
)
def test_the_answer_comes_first_with_what_it_is_out_of(
    tiers: list[str], said: str, brief: str
) -> None:
    found = tuple(Earlier(f"r{n}", 0.9, tier, ()) for n, tier in enumerate(tiers))
    where = (("v1", "Kent", 2014), ("v2", "Wroxley", 2019), ("v3", "Kent", 2021))
    rows = {
        f"r{n}": {"review_id": review, "area": area, "year": year}
        for n, (review, area, year) in enumerate(where)
    }
    told = Told("", code(""), (), found, Nearby([], []), np.zeros(1, dtype=np.float32))
    assert answer(told, rows, 9) == said
    assert in_brief(told, rows, 9) == brief


def test_what_is_told_before_is_never_cut_short(store: Store, encoder: Encoder, home: Path) -> None:
    """Thirty reviews that ask the same are thirty; of what is merely near, the nearest twenty."""
    alike = [{"id": f"same{n:02}", "title": "s", "text": ASKS["a1"]} for n in range(30)]
    with store.writer() as writer:
        writer.upsert_nodes("Review", [{"id": one["id"], "title": "v"} for one in alike])
        writer.upsert_nodes("Recommendation", alike)
        ends = [{"source": one["id"], "target": one["id"]} for one in alike]
        writer.upsert_edges("MADE", "Review", "Recommendation", ends)
    link(store)
    index = ToldIndex(store, encoder)
    assert [one.tier for one in index.look_up([(ASKS["a1"], ())])[0].earlier] == [NEAR] * 30
    assert index.looked_through() == 30


def test_stronger_asks_come_nearest_first(index: ToldIndex) -> None:
    told = index.look_up([(INTERPRETERS, ())])[0]
    assert index.nearest_of(told, ["b2", "a1", "gone", "a2"])[0] == "a1"
    assert index.nearest_of(told, ["gone"]) == []


def test_what_linking_has_not_encoded_is_counted(
    store: Store, encoder: Encoder, home: Path
) -> None:
    fill(store)
    index = ToldIndex(store, encoder)
    assert index.unread == len(ASKS)
    assert index.look_up([(ASKS["a1"], ())])[0].earlier == ()


def test_nothing_that_is_looked_up_is_kept(store: Store, index: ToldIndex, home: Path) -> None:
    def kept() -> dict[str, str]:
        files = [path for path in home.rglob("*") if path.is_file()]
        return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    before, nodes = kept(), store.rows("MATCH (n) RETURN count(n) AS n")
    index.look_up([("A sentence about Wroxley that no graph has ever held.", ())])
    asks_in_text("1. The Board should tell Wroxley.\n2. The Board should ask Wroxley.")
    assert kept() == before
    assert store.rows("MATCH (n) RETURN count(n) AS n") == nodes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (
            "All agencies should consider whether their training is enough.",
            ["actor", "action", "time", "measurable", "strength"],
        ),
        (
            "Northshire Council must employ two more approved mental health professionals by "
            "March 2027.",
            [],
        ),
        ("The weather was fine.", ["asks"]),
    ],
)
def test_what_a_draft_lacks(text: str, codes: Sequence[str]) -> None:
    found = lacks(code(text))
    assert [lack.code for lack in found] == list(codes)
    assert all(lack.words in text for lack in found)


def test_a_pasted_plan_is_read_one_ask_at_a_time() -> None:
    plan = (
        "Recommendations\n\n1. The Board should review its training on curiosity.\n"
        "2. Northshire Police should record every call about domestic abuse.\n"
    )
    asks, said = asks_in_text(plan)
    assert [(one.number, one.text[-10:]) for one in asks] == [
        ("1", "curiosity."),
        ("2", "tic abuse."),
    ]
    assert asks[1].addressees[0].raw == "Northshire Police"
    assert said == ""
    assert asks_in_file("plan.txt", plan.encode()) == (asks, said)


def test_a_bare_list_is_one_ask_a_line() -> None:
    asks, said = asks_in_text("1. The Board should act.\n\n2. Staff always to read it.\n- And this")
    assert [(one.number, one.text) for one in asks] == [
        ("1", "The Board should act."),
        ("2", "Staff always to read it."),
        ("", "And this"),
    ]
    assert said == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The Board should act.", ""),
        ("A line that asks nothing\nand another\n", "one to a line"),
    ],
)
def test_what_holds_no_list_is_taken_as_one(text: str, said: str) -> None:
    asks, told = asks_in_text(text)
    assert [one.text for one in asks] == [" ".join(text.split())]
    assert said in told


def test_a_file_that_cannot_be_read_says_why() -> None:
    asks, said = asks_in_file("../../plan.pdf", b"%PDF-1.4 broken")
    assert asks == []
    assert "Not read" in said
    assert "plan" in said
