"""Themes: cue words, agencies' names passed over, and the two signals together."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence

import numpy as np
import pytest

from graph.settings import DATA
from linking.cue_words import CueIndex
from linking.encoder import Vectors
from linking.lexical import fold, words
from linking.masking import AgencyName, Masker
from linking.themes import MOST, Theme, ThemeCoder, theme_score

Encode = Callable[[Sequence[str]], Vectors]


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Policies", "policy"),
        ("agency's", "agency"),
        ("agencies’", "agency"),
        ("processes", "process"),
        ("bus", "bus"),
        ("diagnosis", "diagnosis"),
        ("was", "was"),
        ("GPs", "gp"),
        ("ÉTÉ", "été"),
    ],
)
def test_plurals_and_possessives_fold(word: str, folded: str) -> None:
    assert fold(word) == folded


def cue_words(cues: Sequence[Sequence[str]], text: str) -> dict[int, list[str]]:
    found = CueIndex(cues, {}).find(words(text), text)
    return {place: entry.surfaces for place, entry in found.items()}


@pytest.mark.parametrize(
    ("cue", "text", "surfaces"),
    [
        ("care plan", "Each Care  Plan was out of date.", ["care plan"]),
        ("care plan", "Care plans were out of date.", ["care plans"]),
        ("care plan", "They care. Plan for it.", []),
        ("multi-agency", "A multi agency meeting", ["multi agency"]),
        ("psychiatr*", "Psychiatrists and psychiatry", ["psychiatrists", "psychiatry"]),
        ("risk escalat*", "when risk escalates", ["risk escalates"]),
        ("audit", "It was audited; an audit; auditing", ["audited", "audit", "auditing"]),
        ("audit", "The auditorium", []),
        ("minutes", "within one minute", []),
        ("minutes", "the minutes of the meeting", ["minutes"]),
        ("fathers", "the father's view and the fathers' views", ["fathers"]),
        ("child's voice", "the child’s voice", ["child’s voice"]),
        ("s47", "an S47 enquiry", ["s47"]),
        ("*", "anything", []),
        ("", "anything", []),
    ],
)
def test_a_cue_is_found_as_a_reader_would(cue: str, text: str, surfaces: list[str]) -> None:
    assert cue_words([[cue]], text).get(0, []) == surfaces


def test_a_cue_inside_a_longer_one_does_not_count() -> None:
    cues = [["neglect"], ["self-neglect"]]
    assert cue_words(cues, "adults who self-neglect") == {1: ["self-neglect"]}
    assert cue_words(cues, "self-neglect, and neglect of a child") == {
        0: ["neglect"],
        1: ["self-neglect"],
    }


def test_two_themes_may_share_a_cue() -> None:
    assert cue_words([["seen alone"], ["seen alone"]], "seen alone") == {
        0: ["seen alone"],
        1: ["seen alone"],
    }


def test_a_cue_of_every_theme_weighs_less_than_a_rare_one() -> None:
    index = CueIndex([["policy"], ["strangulation"]], {"policy": 0.2, "strangulation": 1.0})
    text = "A policy on strangulation"
    found = index.find(words(text), text)
    assert found[0].weight < found[1].weight


NAMES = [
    AgencyName("Housing department (type)"),
    AgencyName("housing services"),
    AgencyName("Northfield Council"),
    AgencyName("Kent Police"),
    AgencyName("police"),
    AgencyName("school"),
    AgencyName("Respect"),
    AgencyName("Mind"),
    AgencyName("Turning Point"),
    AgencyName("CAMHS"),
    AgencyName("Home Office", national=True),
    AgencyName("Department for Education", national=True),
    AgencyName("MARAC", forum=True),
]
CUES = {("camh",), ("home", "office"), ("marac",), ("department", "for"), ("housing",)}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Housing Services should train staff.", "should train staff"),
        ("Access to housing services is poor.", "Access to housing services is poor"),
        ("Kent Police to review its forms.", "to review its forms"),
        ("The police should listen.", "should listen"),
        ("Teach officers of the police to listen.", "Teach officers of the police to listen"),
        ("Schools, police and nurses should meet.", "and nurses should meet"),
        ("A school is a safe place.", "A school is a safe place"),
        ("Treat her with respect.", "Treat her with respect"),
        ("Respect is owed to all.", "Respect is owed to all"),
        ("A course accredited by Respect.", "A course accredited by"),
        ("It was sent to Kent", "It was sent to Kent"),
        ("It was said by Kent Police", "It was said by"),
        ("Bear in mind that Mind can help.", "Bear in mind that can help"),
        ("It was a turning point.", "It was a turning point"),
        ("Refer him to Turning Point.", "Refer him to"),
        ("CAMHS should share its plan.", "should share its plan"),
        ("Waits for CAMHS are long.", "Waits for CAMHS are long"),
        ("The Home Office should fund it.", "The Home Office should fund it"),
        ("That the Home Office funds it.", "That the Home Office funds it"),
        ("Follow Home Office guidance.", "Follow guidance"),
        ("MARAC should meet weekly.", "MARAC should meet weekly"),
        ("Westmoor Mental Health NHS Trust should act.", "should act"),
        ("It was said by the Fenbridge Housing and Support Team.", "It was said by"),
    ],
)
def test_names_are_passed_over_and_ordinary_words_are_not(text: str, left: str) -> None:
    seen = [text[w.start : w.end] for w in Masker(NAMES, CUES).words(text) if w.fold]
    expected = left.split()
    assert [w for w in seen if w.lower() != "the"] == [w for w in expected if w.lower() != "the"]


@pytest.fixture(scope="module")
def frame() -> list[Theme]:
    with (DATA / "reference" / "themes.csv").open(encoding="utf-8-sig", newline="") as file:
        return [
            Theme(
                row["id"],
                row["label"],
                row["definition"],
                tuple(cue.strip() for cue in row["cues"].split(";") if cue.strip()),
                row["parent"],
            )
            for row in csv.DictReader(file)
        ]


@pytest.fixture(scope="module")
def coder(frame: list[Theme], vectors: Encode) -> ThemeCoder:
    return ThemeCoder(frame, NAMES, vectors)


@pytest.fixture(scope="module")
def safeguarding_coder(frame: list[Theme], vectors: Encode) -> ThemeCoder:
    """The frame without the families added for coroners' reports on roads, care and custody."""
    added = ("safe", "clin", "cust")
    kept = [theme for theme in frame if theme.id.split(".")[0] not in added]
    return ThemeCoder(kept, NAMES, vectors)


@pytest.mark.parametrize(
    ("text", "themes", "not_themes"),
    [
        ("Staff should use a trained interpreter at every visit.", {"ctx.language"}, set()),
        ("The partnership should audit a sample of its case files.", {"gov.audit"}, set()),
        (
            "Housing Services should train staff on coercive control.",
            {"abuse.coercive"},
            {"ctx.housing"},
        ),
        ("Adults who self-neglect need one worker.", {"abuse.selfneglect"}, {"abuse.child"}),
        (
            "A mental capacity assessment should be made before discharge.",
            {"needs.capacity"},
            set(),
        ),
        (
            "There should be reflective supervision for social workers.",
            {"judg.supervision"},
            {"judg"},
        ),
        ("The verge hides the junction from drivers who turn right.", {"safe.roads"}, {"risk"}),
    ],
)
def test_themes_of_asks(
    coder: ThemeCoder, vectors: Encode, text: str, themes: set[str], not_themes: set[str]
) -> None:
    found = {about.theme_id for about in next(coder.code([text], vectors([text])))}
    assert themes <= found
    assert not found & not_themes


@pytest.mark.parametrize(
    "text",
    [
        "The verge hides the junction from drivers who turn right.",
        "The lorry's mirror left a blind spot in front of the cab.",
        "The ice on the carriageway had not been gritted that night.",
        "The drain was blocked and water stood on the bend.",
        "The bolts of the crane had not been tightened.",
        "The antibiotic was given four hours after the blood pressure fell.",
    ],
)
def test_no_theme_where_the_frame_has_none(
    safeguarding_coder: ThemeCoder, vectors: Encode, text: str
) -> None:
    assert next(safeguarding_coder.code([text], vectors([text]))) == []


def test_a_score_comes_with_the_words_it_rests_on(coder: ThemeCoder, vectors: Encode) -> None:
    text = "Minutes of every strategy meeting should go to the GP."
    found = {about.theme_id: about for about in next(coder.code([text], vectors([text])))}
    assert found["multi.meetings"].cue == "strategy meeting"
    assert all(0.5 <= about.score <= 1 for about in found.values())


def test_a_broader_theme_only_where_none_within_it(coder: ThemeCoder, vectors: Encode) -> None:
    texts = ["Training should be offered.", "Training on stalking should be offered."]
    broad, narrow = (
        {about.theme_id for about in found} for found in coder.code(texts, vectors(texts))
    )
    assert "train" in broad
    assert "train.topic" in narrow
    assert "train" not in narrow


def test_a_long_text_has_no_more_themes_than_can_be_read(
    coder: ThemeCoder, frame: list[Theme], vectors: Encode
) -> None:
    text = ". ".join(theme.cues[0].rstrip("*") for theme in frame)
    assert len(next(coder.code([text], vectors([text])))) <= MOST


def test_coding_does_not_depend_on_what_else_is_loaded(coder: ThemeCoder, vectors: Encode) -> None:
    text = "Officers should complete the risk checklist with the victim alone."
    others = [f"Ward {number} should record each fall." for number in range(40)]
    alone = next(coder.code([text], vectors([text])))
    assert list(coder.code([*others, text], vectors([*others, text])))[-1] == alone


def test_no_frame_no_themes(vectors: Encode) -> None:
    coder = ThemeCoder([], [], vectors)
    assert list(coder.code(["A text."], vectors(["A text."]))) == [[]]


def test_a_frame_without_cues_or_definitions(vectors: Encode) -> None:
    coder = ThemeCoder([Theme("a", "Fire"), Theme("b", "Water")], [], vectors)
    assert len(list(coder.code(["Fire."], vectors(["Fire."])))) == 1


def test_each_signal_raises_the_score() -> None:
    one = np.ones(1, dtype=np.float32)
    base = theme_score(0 * one, 0 * one, one)
    assert theme_score(one, 0 * one, one) > base
    assert theme_score(0 * one, 0.2 * one, one) > base
    assert theme_score(0 * one, 0 * one, 0 * one) < base
