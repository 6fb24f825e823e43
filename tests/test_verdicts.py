"""People's verdicts: given, taken back, counted, and outliving whatever runs again."""

from __future__ import annotations

import re
from typing import Any

import pytest

from graph.catalogue import catalogue
from graph.errors import CommonThreadError
from graph.judging import NOT_REJECTED
from graph.store import Row, Store
from linking.judging import VerdictRefusedError, judge, keep, withdraw
from linking.run import link
from linking.verdicts import RULES, Said, Subject, Verdict, decided, effective, read_verdicts
from tests.small_graph import build
from tests.test_link_run import fill
from tests.test_queries import ANSWERS

THEME = Subject("theme", "r1", "info.sharing")
NEAR = Subject("evidence", "r1", "f1")
REPEAT = Subject("repeat", "r3", "r1")
STRENGTH = Subject("code", "r1", "strength")
TYPES = {"theme": "ABOUT", "finding_theme": "ABOUT", "evidence": "NEAR_EVIDENCE"}
JUDGED = re.compile(r"\[(\w*):(?:ABOUT|NEAR_EVIDENCE|REPEATS)\]")


def say(
    subject: Subject, word: str = "reject", who: str = "Ann", on: str = "", **more: Any
) -> Verdict:
    return Verdict(subject, word, who, on, **more)


def edge(store: Store, subject: Subject) -> Row | None:
    """The verdict that stands on a link, and how the link was made."""
    found = store.rows(
        f"MATCH (a {{id: $of}})-[e:{TYPES.get(subject.kind, 'REPEATS')}]->(b {{id: $to}}) "
        "RETURN e.verdict AS verdict, e.judged_by AS judged_by, e.method AS method, "
        "e.score AS score",
        of=subject.of,
        to=subject.to,
    )
    return found[0] if found else None


def verdict_on(store: Store, subject: Subject) -> str | None:
    found = edge(store, subject)
    assert found is not None
    return found["verdict"]  # type: ignore[no-any-return]


def strength(store: Store, id_: str = "r1") -> tuple[str | None, ...]:
    (row,) = store.rows(
        "MATCH (r:Recommendation {id: $id}) RETURN r.strength AS value, "
        "r.strength_words AS words, r.strength_rule AS rule",
        id=id_,
    )
    return row["value"], row["words"], row["rule"]


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_every_question_names_the_links_it_reads_and_leaves_out_the_rejected(name: str) -> None:
    text = catalogue()[name].text
    for variable in JUDGED.findall(text):
        assert variable, "a link without a name cannot be asked for its verdict"
        ways = len(re.findall(rf"\[{variable}:(?:ABOUT|NEAR_EVIDENCE|REPEATS)\]", text))
        assert text.count(NOT_REJECTED.format(variable)) == ways


def test_a_rejected_link_is_to_every_question_as_if_it_were_not_there(store: Store) -> None:
    build(store)
    rejected = [THEME, Subject("finding_theme", "f1", "info.sharing"), NEAR, REPEAT]
    asked: list[tuple[str, dict[str, object]]] = [(name, {}) for name in catalogue()]
    asked += [(name, given) for name, given, _, _ in ANSWERS]
    before = [catalogue()[name].run(store, **given) for name, given in asked]
    with store.writer() as writer:
        for one in rejected:
            row = {"source": one.of, "target": one.to, "verdict": "reject"}
            ends = {"theme": "Theme", "finding_theme": "Theme", "evidence": "Finding"}
            target = ends.get(one.kind, "Recommendation")
            writer.upsert_edges(TYPES.get(one.kind, "REPEATS"), one.label, target, [row])
    with_rejected = [catalogue()[name].run(store, **given) for name, given in asked]
    with store.writer() as writer:
        writer.delete_edges("ABOUT", "Recommendation", "Theme", [("r1", "info.sharing")])
        writer.delete_edges("ABOUT", "Finding", "Theme", [("f1", "info.sharing")])
        writer.delete_edges("NEAR_EVIDENCE", "Recommendation", "Finding", [("r1", "f1")])
        writer.delete_edges("REPEATS", "Recommendation", "Recommendation", [("r3", "r1")])
    for (name, given), found in zip(asked, with_rejected, strict=True):
        assert found == catalogue()[name].run(store, **given), (name, given)
    assert sum(one != other for one, other in zip(before, with_rejected, strict=True)) > 25


@pytest.mark.parametrize("word", ["accept", "reject", "unsure"])
@pytest.mark.parametrize("subject", [THEME, NEAR, REPEAT])
def test_a_verdict_stands_on_its_link_with_who_and_when(
    store: Store, subject: Subject, word: str
) -> None:
    build(store)
    judge(store, say(subject, word, note="Read it twice."))
    (kept,) = read_verdicts(store)
    assert (kept.subject, kept.word, kept.judge, kept.note) == (
        subject,
        word,
        "Ann",
        "Read it twice.",
    )
    assert kept.judged_on.endswith("+00:00")
    assert float(kept.said.said) > 0.6
    found = edge(store, subject)
    assert found and (found["verdict"], found["judged_by"]) == (word, "Ann")
    joined = store.rows(
        "MATCH (v:Verdict)-[:JUDGED]->(r:Recommendation) RETURN v.id AS id, r.id AS of"
    )
    assert joined == [{"id": kept.id, "of": subject.of}]


def test_of_several_people_the_latest_that_decides_counts(store: Store) -> None:
    build(store)
    keep(
        store,
        [
            say(THEME, "reject", "Ann", "2026-01-01"),
            say(THEME, "accept", "Ben", "2026-01-02"),
            say(THEME, "unsure", "Cas", "2026-01-03"),
        ],
    )
    assert verdict_on(store, THEME) == "accept"
    judge(store, say(THEME, "reject", "ann ", "2026-01-04"))
    assert verdict_on(store, THEME) == "reject"
    assert len(read_verdicts(store)) == 3, "Ann's new word takes the place of her earlier one"
    withdraw(store, THEME, "Ann")
    assert verdict_on(store, THEME) == "accept"
    withdraw(store, THEME, "Ben")
    assert verdict_on(store, THEME) == "unsure"
    withdraw(store, THEME, "Cas")
    assert verdict_on(store, THEME) is None
    assert read_verdicts(store) == []


def test_a_link_that_the_machine_did_not_make(store: Store) -> None:
    build(store)
    added = [Subject("theme", "c7", "judg"), Subject("evidence", "c7", "f3")]
    for one in added:
        judge(store, say(one, "accept"))
        found = edge(store, one)
        assert found and (found["method"], found["score"]) == ("person", 1.0)
    assert [one.said for one in read_verdicts(store)] == [Said(), Said()]
    near = catalogue()["near_finding"].run(store, finding="f3")
    assert [row["recommendation_id"] for row in near] == ["c7"]
    judge(store, say(added[0], "unsure"))
    assert edge(store, added[0]) is None, "nobody stands by it any more"
    withdraw(store, added[1], "Ann")
    assert edge(store, added[1]) is None


def test_an_accepted_link_is_near_whatever_its_score(store: Store) -> None:
    build(store)
    (row,) = catalogue()["evidence_cell"].run(store, score=0.6)
    judge(store, say(Subject("evidence", "r3", "f1"), "accept"))
    rows = catalogue()["evidence_cell"].run(store, score=0.6)
    assert (row["recommendation_id"], len(rows)) == ("r1", 2)


@pytest.mark.parametrize("named", [("r4", "r2"), ("r2", "r4")])
def test_a_repeat_goes_from_the_later_to_the_earlier(store: Store, named: tuple[str, str]) -> None:
    build(store)
    judge(store, say(Subject("repeat", *named), "accept"))
    assert verdict_on(store, Subject("repeat", "r4", "r2")) == "accept"
    assert edge(store, Subject("repeat", "r2", "r4")) is None
    withdraw(store, Subject("repeat", *named), "Ann")
    assert edge(store, Subject("repeat", "r4", "r2")) is None


def test_a_code_is_corrected_and_comes_back(store: Store) -> None:
    build(store)
    before = {"id": "r1", "strength_words": "share", "strength_rule": "training"}
    with store.writer() as writer:
        writer.upsert_nodes("Recommendation", [before])
    judge(store, say(STRENGTH, "reject", value="stronger", on="2026-01-01"))
    assert strength(store) == ("stronger", "", RULES["correct"])
    # The second judge judges the machine, not the first judge.
    judge(store, say(STRENGTH, "accept", "Ben", on="2026-01-02"))
    ben = next(one for one in read_verdicts(store) if one.judge == "Ben")
    assert (ben.value, ben.said) == ("weaker", Said("weaker", "share", "training"))
    assert strength(store) == ("weaker", "share", "training")
    withdraw(store, STRENGTH, "Ben")
    assert strength(store) == ("stronger", "", RULES["correct"])
    withdraw(store, STRENGTH, "Ann")
    assert strength(store) == ("weaker", "share", "training")
    judge(store, say(STRENGTH, "reject"))
    assert strength(store) == ("", "", RULES["reject"])


MACHINE = Said("weaker", "training", "w1")
OTHER = Said("stronger", "law", "s1")


@pytest.mark.parametrize(
    ("word", "value", "machine", "expected"),
    [
        ("unsure", "", OTHER, OTHER),
        ("accept", "weaker", MACHINE, MACHINE),
        ("accept", "weaker", OTHER, Said("weaker", "", RULES["accept"])),
        ("reject", "stronger", MACHINE, Said("stronger", "", RULES["correct"])),
        ("reject", "stronger", OTHER, OTHER),  # the machine has come round
        ("reject", "", MACHINE, Said("", "", RULES["reject"])),
        ("reject", "", OTHER, OTHER),  # what was rejected is not said any more
    ],
)
def test_what_a_verdict_makes_of_a_code(
    word: str, value: str, machine: Said, expected: Said
) -> None:
    assert decided(Verdict(STRENGTH, word, "Ann", value=value, said=MACHINE), machine) == expected


REFUSED = [
    (say(Subject("colour", "r1", "info")), "the kind must be one of theme"),
    (say(THEME, "perhaps"), "the verdict must be one of accept, reject, unsure"),
    (say(THEME, who="  "), "does not say who"),
    (say(THEME, on="last week"), "'last week' is no date"),
    (say(Subject("theme", "r1", "nothing")), "holds no theme 'nothing'"),
    (say(Subject("theme", "r99", "info")), "holds no recommendation 'r99'"),
    (say(Subject("finding_theme", "r1", "info")), "holds no finding 'r1'"),
    (say(Subject("evidence", "r1", "s1")), "holds no finding 's1'"),
    (say(Subject("repeat", "r1", "r1")), "does not repeat itself"),
    (say(Subject("repeat", "r1", "r2")), "of one review"),
    (say(Subject("code", "r1", "mood")), "there is no code 'mood'"),
    (say(STRENGTH, value="strong"), "no value of 'strength': weaker, intermediate"),
    (say(THEME, value="weaker"), "only a code has a value"),
]


def test_what_cannot_be_judged_is_refused_alone(embedded_store: Store) -> None:
    build(embedded_store)
    kept = keep(
        embedded_store, [say(THEME, on="2026-05-01"), *(one for one, _ in REFUSED), say(NEAR)]
    )
    assert len(kept.refused) == len(REFUSED)
    for place, (_, reason) in enumerate(REFUSED, 1):
        assert reason in kept.refused[place]
    assert {one.subject for one in read_verdicts(embedded_store)} == {THEME, NEAR}
    with pytest.raises(VerdictRefusedError, match="holds no theme"):
        judge(embedded_store, say(Subject("theme", "r1", "nothing")))
    with pytest.raises(CommonThreadError, match="a later verdict of Ann on it is here"):
        judge(embedded_store, say(THEME, "accept", on="2026-04-01"))


def test_the_latest_counts_whatever_their_order() -> None:
    words = [
        say(THEME, "accept", "Ann", "2026-01-01"),
        say(THEME, "reject", "Ben", "2026-01-01T08:00:00+00:00"),
        say(THEME, "unsure", "Cas", "2026-02-01"),
    ]
    for order in (words, words[::-1]):
        assert effective(order) == {THEME: words[1]}
    assert effective(words[2:]) == {THEME: words[2]}


@pytest.mark.usefixtures("known_vectors")
def test_verdicts_outlive_linking_again(store: Store) -> None:
    """Rejected stays rejected, accepted stays though the machine drops it, corrected stays."""
    fill(store)
    link(store)
    lang, refer = Subject("theme", "a1", "lang"), Subject("theme", "b2", "refer")
    near, far = Subject("evidence", "a2", "f1"), Subject("evidence", "b2", "f3")
    repeat = Subject("repeat", "b1", "a1")
    (machine,) = store.rows("MATCH (r:Recommendation {id: 'a2'}) RETURN r.strength AS value")
    right = "stronger" if machine["value"] != "stronger" else "weaker"
    keep(
        store,
        [
            say(lang, "accept"),
            say(refer, "accept"),  # which the machine did not find
            say(near, "reject"),
            say(far, "accept"),
            say(repeat, "reject"),
            say(Subject("code", "a2", "strength"), "reject", value=right),
        ],
    )
    with store.writer() as writer:
        changed = {"id": "a1", "text": "Each ward should have a fire drill."}
        writer.upsert_nodes("Recommendation", [changed])
    for _ in range(2):
        link(store)
        assert verdict_on(store, lang) == "accept", "though its words are gone"
        assert [verdict_on(store, one) for one in (refer, near, far, repeat)] == [
            "accept",
            "reject",
            "accept",
            "reject",
        ]
        assert strength(store, "a2") == (right, "", RULES["correct"])
    assert link(store).skipped
    withdraw(store, refer, "Ann")
    withdraw(store, lang, "Ann")
    withdraw(store, Subject("code", "a2", "strength"), "Ann")
    assert strength(store, "a2")[0] == machine["value"]
    assert not link(store).skipped
    assert edge(store, refer) is None and edge(store, lang) is None


@pytest.mark.usefixtures("known_vectors")
def test_verdicts_come_back_with_what_was_taken_away(store: Store) -> None:
    fill(store)
    link(store)
    near, repeat = Subject("evidence", "a2", "f1"), Subject("repeat", "b1", "a1")
    keep(store, [say(near, "reject"), say(repeat, "accept"), say(Subject("theme", "b2", "ask"))])
    scores = [edge(store, one) for one in (near, repeat)]
    with store.writer() as writer:
        writer.delete_nodes("Recommendation", ["a1", "a2", "b1", "b2"])
    fill(store)
    link(store)
    assert [edge(store, one) for one in (near, repeat)] == scores
    assert verdict_on(store, Subject("theme", "b2", "ask")) == "reject"
    joined = store.rows("MATCH (:Verdict)-[e:JUDGED]->() RETURN count(e) AS n")
    assert joined == [{"n": 3}]


@pytest.mark.usefixtures("known_vectors")
def test_a_verdict_counts_after_the_next_run_though_its_judge_was_cut_off(
    embedded_store: Store,
) -> None:
    """Killed between keeping a verdict and writing it to its link: linking makes that good."""
    fill(embedded_store)
    link(embedded_store)
    cut_off = [
        say(Subject("evidence", "a2", "f1"), "reject", on="2026-01-01"),
        say(Subject("code", "a2", "strength"), "reject", on="2026-01-01", value="stronger"),
    ]
    with embedded_store.writer() as writer:
        writer.upsert_nodes("Verdict", [one.row() for one in cut_off])
    assert verdict_on(embedded_store, cut_off[0].subject) is None
    link(embedded_store)
    assert verdict_on(embedded_store, cut_off[0].subject) == "reject"
    assert strength(embedded_store, "a2")[0] == "stronger"
