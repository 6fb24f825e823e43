"""What is asked of a judge first, and what they are shown."""

from __future__ import annotations

import pytest

from graph.store import Store
from linking.described import describe
from linking.judging import judge, keep
from linking.queue import most_worth_judging
from linking.verdicts import KINDS, Said, Subject, Verdict, read_verdicts
from tests.small_graph import build


def asked(store: Store, who: str = "Ann", most: int = 40, *kinds: str) -> list[Subject]:
    waiting = most_worth_judging(store, read_verdicts(store), who, kinds or list(KINDS), most)
    return [one.subject for one in waiting]


def coded(store: Store) -> None:
    """The small graph with the rules that gave two of its codes."""
    build(store)
    with store.writer() as writer:
        writer.upsert_nodes(
            "Recommendation",
            [
                {"id": "r1", "strength_rule": "training", "depth_rule": "form"},
                {"id": "r2", "strength_rule": "training", "depth_rule": "no ask"},
                {"id": "r3", "strength_rule": "reminder", "depth_rule": "form"},
                {"id": "c6", "strength": "weaker", "strength_rule": "reminder"},
            ],
        )


def test_the_least_sure_come_first_and_the_only_one_counts_double(store: Store) -> None:
    build(store)
    assert asked(store, "Ann", 40, "evidence") == [
        Subject("evidence", "r3", "f1"),
        Subject("evidence", "r1", "f1"),
        Subject("evidence", "r4", "f2"),
    ]
    more = [("r3", "f2", 0.6), ("r4", "f1", 0.95)]
    with store.writer() as writer:
        rows = [{"source": one, "target": other, "score": score} for one, other, score in more]
        writer.upsert_edges("NEAR_EVIDENCE", "Recommendation", "Finding", rows)
    # r1's link (0.9) is all it has; r3 and r4 have two each.
    order = [(one.of, one.to) for one in asked(store, "Ann", 40, "evidence")]
    assert order == [("r1", "f1"), ("r3", "f1"), ("r3", "f2"), ("r4", "f2"), ("r4", "f1")]


def test_every_kind_has_its_turn(store: Store) -> None:
    coded(store)
    kinds = [one.kind for one in asked(store)]
    assert kinds[:5] == list(KINDS)
    assert len(asked(store, "Ann", 3)) == 3


def test_what_i_judged_is_not_asked_again_and_what_others_judged_is(store: Store) -> None:
    build(store)
    first, second, *_ = asked(store, "Ann", 40, "theme")
    keep(store, [Verdict(first, "reject", "Ann"), Verdict(second, "accept", "Ben")])
    assert asked(store, "ann", 40, "theme")[0] == second
    assert asked(store, "Ben", 40, "theme")[0] == first, "though it is left out of the pages"
    added = Subject("theme", "c7", "judg")
    judge(store, Verdict(added, "accept", "Ann"))
    assert added not in asked(store, "Ben", 40, "theme"), "no link of the machine's"


def test_each_rule_is_asked_about_in_turn_the_often_wrong_first(store: Store) -> None:
    coded(store)
    training = [Subject("code", "r1", "strength"), Subject("code", "r2", "strength")]
    reminder = [Subject("code", "r3", "strength"), Subject("code", "c6", "strength")]
    form = [Subject("code", "r1", "depth"), Subject("code", "r3", "depth")]
    both = [one for one in asked(store, "Ann", 99, "code") if one in training + reminder + form]
    assert both == [form[0], training[0], reminder[0], form[1], training[1], reminder[1]]
    assert Subject("code", "r2", "depth") not in asked(store, "Ann", 99, "code")
    keep(store, [Verdict(reminder[0], "reject", "Ben"), Verdict(form[0], "accept", "Ben")])
    again = [one for one in asked(store, "Ann", 99, "code") if one in training + reminder + form]
    assert again == [reminder[0], training[0], form[0], reminder[1], training[1], form[1]]
    (why,) = {
        one.why
        for one in most_worth_judging(store, read_verdicts(store), "Ann", ["code"], 99)
        if one.subject in reminder
    }
    assert why == "the rule reminder gave 2 codes; 0 of 1 judged were right."


@pytest.mark.parametrize(
    ("subject", "one", "other", "said"),
    [
        (
            Subject("theme", "r1", "info.sharing"),
            "Police should share information before discharge.",
            "Sharing",
            "0.8000",
        ),
        (Subject("finding_theme", "f1", "info.sharing"), "f1", "Sharing", "0.6000"),
        (Subject("evidence", "r4", "f2"), "Supervision monthly.", "f2", "0.9000"),
        (
            Subject("repeat", "r5", "r1"),
            "Share what is known.",
            "Police should share information before discharge.",
            "0.7000",
        ),
        (Subject("code", "r4", "strength"), "Supervision monthly.", None, "intermediate"),
    ],
)
def test_a_judge_sees_both_wordings_and_what_the_machine_says(
    store: Store, subject: Subject, one: str, other: str | None, said: str
) -> None:
    build(store)
    found = describe(store, [subject, Subject("theme", "r1", "nothing")])
    assert list(found) == [subject]
    assert found[subject].one["wording"] == one
    assert found[subject].other.get("wording") == other
    assert found[subject].said.said == said


def test_a_second_judge_sees_what_the_machine_said_not_the_first_judge(store: Store) -> None:
    build(store)
    code, link = Subject("code", "r4", "strength"), Subject("theme", "c7", "judg")
    keep(store, [Verdict(code, "reject", "Ann", value="weaker"), Verdict(link, "accept", "Ann")])
    found = describe(store, [code, link])
    assert found[code].said.said == "intermediate"
    assert found[link].said == Said()
