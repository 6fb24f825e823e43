"""Codes of one recommendation: the 71 published examples, the traps of domain/cues.md, and how
often the rules agree with sentences that were labelled before the rules were written.

The labels in ``tests/cues`` are ours, made by reading domain/cues.md (``tests/cues/README.md``
says how); no practitioner has checked them, so agreement with them is not accuracy.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from graph.schema import CODES
from linking.cues import Addressee, Codes, code, is_recommendation

HERE = Path(__file__).parent / "cues"
SHARED = Path(__file__).parent.parent.parent / "shared"
CODE_NAMES = tuple(CODES)


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _addressees(cell: str) -> tuple[Addressee, ...]:
    """``title|level|is_type|inherited`` of a labelled row."""
    if not cell:
        return ()
    title, level, is_type, inherited = cell.split("|")
    return (Addressee(title, level, is_type == "1", title, inherited == "1"),)


def _coded(row: dict[str, str]) -> Codes:
    return code(
        row["text"],
        addressees=_addressees(row["addressees"]),
        kind=row["kind"],
        target_date=row["target_date"],
        context=row["context"],
    )


def _agreement(rows: list[dict[str, str]]) -> dict[str, float]:
    agreed = dict.fromkeys([*CODE_NAMES, "asks"], 0)
    for row in rows:
        properties = _coded(row).as_properties()
        for name in agreed:
            agreed[name] += str(properties[name]) == row[name]
    return {name: count / len(rows) for name, count in agreed.items()}


def test_agrees_with_the_published_examples() -> None:
    path = SHARED / "domain" / "cue_examples.csv"
    if not path.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{path} is missing")
        pytest.skip(f"{path} is not on this machine")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 71
    names = {"action_verb": "action", "focus": "depth", "evidence": "evidence_base"}
    wrong = []
    for row in rows:
        cue, text = row["cue"], row["text"]
        if cue == "is_recommendation":
            in_list = text.startswith(("Named nurse", "Introduce"))
            got = is_recommendation(text, in_list=in_list).value
        else:
            got = getattr(code(text), names.get(cue, cue)).value
        if got != row["expected"]:
            wrong.append((cue, row["expected"], got, text))
    assert wrong == []


# Traps that domain/cues.md names, or that a rule on keywords falls into: text, then the codes.
TRAPS: list[tuple[str, dict[str, str | int]]] = [
    ("Housing Services should attend MARAC.", {"societal": "none", "actor": "typed"}),
    (
        "Housing Services should train their staff on stalking.",
        {"societal": "none", "strength": "weaker", "depth": "procedural"},
    ),
    (
        "Agencies should follow Home Office guidance.",
        {
            "actor": "collective",
            "level": "all",
            "evidence_base": "guidance",
            "escalates_to": "",
        },
    ),
    (
        "The safeguarding partnership should write to the Department for Education about this.",
        {"level": "local", "escalates_to": "Department for Education", "strength": "unclear"},
    ),
    (
        "The council should ask the Home Office to change the law on spousal visas.",
        {"level": "local", "escalates_to": "Home Office", "strength": "unclear"},
    ),
    (
        "The Home Office should write to every police force about the new form.",
        {"level": "national", "escalates_to": ""},
    ),
    (
        "The Probation Service in the South East region should recruit.",
        {"actor": "named", "level": "local"},
    ),
    (
        "The panel recommends that NHS England publishes the figures.",
        {"actor": "named", "level": "national"},
    ),
    ("Managers should record that supervision took place.", {"depth": "procedural"}),
    ("Team leaders should audit supervision files.", {"depth": "procedural"}),
    ("Nurses should have weekly reflective supervision.", {"depth": "judgement"}),
    (
        "The service should provide training on professional curiosity.",
        {"strength": "weaker", "depth": "mixed"},
    ),
    ("Put up posters about the helpline in every surgery.", {"societal": "context"}),
    ("Officers should be reminded to use the checklist.", {"strength": "weaker"}),
    ("Ward staff should be trained in how to use the alert.", {"strength": "weaker"}),
    ("Write a policy that says when the flag is to be used.", {"strength": "weaker"}),
    (
        "The board should consider whether to build an alert into the case system.",
        {"strength": "weaker", "action": "soft"},
    ),
    (
        "The Trust should consider a new form and should fund two more nurses.",
        {"strength": "intermediate", "action": "firm", "asks": 2},
    ),
    ("Staff should receive better supervision.", {"strength": "unclear"}),
    (
        "Patients should be seen within two hours of arrival.",
        {"time": "none", "measurable": "output"},
    ),
    ("The audit of 2016 should be published.", {"time": "none"}),
    ("The force should publish it by May 2026.", {"time": "dated"}),
    ("The clinic may be closed, so the Trust should tell patients.", {"time": "none"}),
    (
        "The Trust should comply with section 11 of the Children Act 2004.",
        {"measurable": "none", "time": "none", "evidence_base": "guidance"},
    ),
    ("NICE should add economic abuse to its guidance.", {"evidence_base": "none"}),
    ("The ward should no longer use agency nurses at night.", {"action": "firm", "asks": 1}),
    (
        "The Trust should not rely on training alone but should move the nurses' station.",
        {"asks": 1, "action": "firm"},
    ),
    (
        "The college should revise its policy, retrain staff, audit results and tell parents.",
        {"asks": 4, "action": "firm"},
    ),
    ("The force should remind officers to check the log and record the answer.", {"asks": 1}),
    (
        "The Trust should change its rota. This should be done by June 2025.",
        {"asks": 1, "time": "dated"},
    ),
    ("Alarms to be fitted.\n95% by 31 March 2027.", {"asks": 1, "time": "dated"}),
    ("By the next school year the council should appoint a teacher.", {"time": "dated"}),
    (
        "By the end of the week the council should reply.",
        {"actor": "typed", "level": "local"},
    ),
    ("Tidewater Recovery should give each couple two workers.", {"actor": "named"}),
    ("Named nurse to issue a card.", {"actor": "typed", "asks": 1}),
    ("The chair of the board should reply.", {"actor": "typed", "level": "local"}),
    ("The Chief Constable of Gwent Police should reply.", {"actor": "named", "level": "local"}),
    (
        "The Police and Crime Commissioner should fund the refuge.",
        {"actor": "typed", "asks": 1},
    ),
    ("Organizations should standardize the form.", {"actor": "collective", "strength": "stronger"}),
]


@pytest.mark.parametrize(("text", "expected"), TRAPS, ids=[text[:60] for text, _ in TRAPS])
def test_traps(text: str, expected: dict[str, str | int]) -> None:
    properties = code(text).as_properties()
    assert {name: properties[name] for name in expected} == expected


CONCERNS = [
    "There was no plan for the weekend and staff were left to decide alone.",
    "The officer should have asked who else was living at the address.",
    "The panel considered whether the referral should be treated as late.",
    "In my opinion action should be taken to prevent future deaths and I believe you have the "
    "power to take such action.",
    "There is a risk that other patients will die if the alarm is not mended.",
    "I heard that the need to repeat the scan was not understood.",
    "",
    "   \n ",
    "1.",
]


@pytest.mark.parametrize("text", CONCERNS, ids=[text[:40] for text in CONCERNS])
def test_a_concern_that_asks_nothing_has_no_codes_and_no_actor(text: str) -> None:
    prison = Addressee("HMP Northfield", "local", raw="Governor of HMP Northfield")
    codes = code(text, kind="concern", addressees=[prison])
    assert codes.asks == 0
    assert (codes.actor.value, codes.level.value) == ("none", "unresolved")
    assert codes.strength.value == "unclear"
    for empty in (codes.action, codes.measurable, codes.time, codes.depth, codes.societal):
        assert (empty.value, empty.rule) == ("", "no ask")
    assert codes.evidence_base.value == ""


KENT = Addressee("Kent Police", "local", raw="Kent Police")
TYPE = Addressee("Police force", "type", is_type=True, raw="police")
OFSTED = Addressee("Ofsted", "national", raw="Ofsted")


@pytest.mark.parametrize(
    ("text", "addressees", "actor", "level"),
    [
        ("Introduce a log.", [KENT], "named", "local"),
        ("Introduce a log.", [TYPE], "typed", "local"),
        ("Introduce a log.", [KENT, OFSTED], "named", "national"),
        ("Introduce a log.", [Addressee("Northern Lights")], "named", "unresolved"),
        ("The force should introduce a log.", [KENT], "typed", "local"),
        ("Introduce a log.", [Addressee("control room", raw="control room")], "typed", "local"),
        ("All agencies should introduce a log.", [KENT], "collective", "all"),
        ("Staff should fill in the log.", [KENT], "collective", "local"),
        ("Schools should keep a log.", [KENT], "typed", "local"),
        ("Staff should fill in the log.", [], "collective", "unresolved"),
    ],
)
def test_the_lead_stands_in_where_the_sentence_names_nobody(
    text: str, addressees: list[Addressee], actor: str, level: str
) -> None:
    codes = code(text, addressees=addressees)
    assert (codes.actor.value, codes.level.value) == (actor, level)


@pytest.mark.parametrize(
    ("text", "target_date", "expected"),
    [
        ("Update the form.", "30/09/2026", "dated"),
        ("Update the form.", "2026-09-30", "dated"),
        ("Update the form.", "September 2026", "dated"),
        ("Update the form.", "Ongoing", "soft"),
        ("Update the form.", "quarterly", "recurring"),
        ("Update the form.", "TBC", "none"),
        ("Update the form urgently.", "Oct 2024", "dated"),
        ("Update the form urgently.", "", "soft"),
        ("Update the form every year.", "ongoing", "recurring"),
    ],
)
def test_the_plan_column_gives_the_date_a_sentence_lacks(
    text: str, target_date: str, expected: str
) -> None:
    assert code(text, target_date=target_date).time.value == expected


def test_evidence_is_also_read_in_the_paragraph_above() -> None:
    above = "Two earlier reviews in this county made the same finding."
    codes = code("The board should publish its plan.", context=above)
    assert codes.evidence_base.value == "other_reviews"
    assert codes.evidence_base.words in above
    assert codes.evidence_base.rule.endswith(".context")


def test_words_stand_in_the_text_as_they_are_and_values_in_the_schema() -> None:
    for row in _rows("dev.csv"):
        text = row["text"].replace("'", "’").replace(" and ", " and\r\n")
        for name in CODE_NAMES:
            one = getattr(code(text, kind=row["kind"]), name)
            assert one.value in ("", *CODES[name])
            assert one.rule
            assert one.words in text


@pytest.mark.parametrize(
    "text",
    [
        "The Trust should review the policy and " * 3000,
        "word " * 30000,
        "should " * 9000,
        "The Trust\x00should <b>review</b> its İ form.",
    ],
    ids=["no stops", "no verbs", "only modals", "odd characters"],
)
def test_any_text_is_coded(text: str) -> None:
    codes = code(text)
    assert codes.strength.value in CODES["strength"]
    assert codes.actor.words in text


def test_properties_are_those_of_the_schema() -> None:
    properties = code("The Trust should appoint a nurse.").as_properties()
    of_codes = {f"{name}{end}" for name in CODE_NAMES for end in ("", "_words", "_rule")}
    assert set(properties) == of_codes | {"asks", "escalates_to"}


# Agreement the first time each set was met, before any rule was changed in its light. The two
# held-out sets have since been looked at; figures on sentences that nobody tuned on are made by
# tests/quality/evaluate_codes.py.
FIRST_MET = {
    "heldout.csv": {
        "actor": 0.966,
        "action": 0.989,
        "measurable": 0.977,
        "time": 0.954,
        "strength": 0.943,
        "depth": 0.885,
        "level": 0.931,
        "societal": 0.977,
        "evidence_base": 0.977,
        "asks": 0.954,
    },
    "second_author_heldout.csv": {
        "actor": 0.947,
        "action": 0.974,
        "measurable": 0.868,
        "time": 0.868,
        "strength": 0.842,
        "depth": 0.711,
        "level": 0.947,
        "societal": 0.921,
        "evidence_base": 0.921,
        "asks": 0.895,
    },
}


@pytest.mark.parametrize("name", FIRST_MET)
def test_agreement_does_not_fall_below_what_was_first_measured(name: str) -> None:
    agreement = _agreement(_rows(name))
    fallen = {
        code_name: round(agreement[code_name], 3)
        for code_name, first in FIRST_MET[name].items()
        if agreement[code_name] < first - 0.015
    }
    assert fallen == {}


@pytest.mark.parametrize(
    ("name", "least", "mean"),
    [("dev.csv", 0.73, 0.9), ("second_author_dev.csv", 0.73, 0.9), ("hard.csv", 0.93, 0.96)],
)
def test_agreement_on_the_sentences_the_rules_were_mended_with(
    name: str, least: float, mean: float
) -> None:
    agreement = _agreement(_rows(name))
    assert min(agreement.values()) >= least
    assert sum(agreement.values()) / len(agreement) >= mean


def test_what_counts_as_a_recommendation() -> None:
    rows = _rows("is_recommendation.csv")
    wrong = [
        row["text"]
        for row in rows
        if is_recommendation(row["text"], in_list=row["in_list"] == "1").value != row["expected"]
    ]
    assert wrong == []
