"""Themes: cue words, agencies' names passed over, and the two signals together."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from graph.settings import DATA
from ingest.reviews import read_reviews
from linking.cue_words import CueIndex
from linking.encoder import Vectors
from linking.lexical import fold, words
from linking.masking import AgencyName, Masker
from linking.theme_examples import shipped_examples
from linking.theme_signals import SIGNALS, Theme
from linking.themes import ASSIGN_AT, MOST, ThemeCoder, theme_scores
from tests.quality import labels

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


def cue_words(cues: Sequence[str], text: str) -> dict[int, list[str]]:
    return CueIndex(cues).find(words(text), text)


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
    assert cue_words([cue], text).get(0, []) == surfaces


def test_a_cue_inside_a_longer_one_does_not_count() -> None:
    cues = ["neglect", "self-neglect"]
    assert cue_words(cues, "adults who self-neglect") == {1: ["self-neglect"]}
    assert cue_words(cues, "self-neglect, and neglect of a child") == {
        0: ["neglect"],
        1: ["self-neglect"],
    }


def test_two_themes_may_share_a_cue() -> None:
    assert cue_words(["seen alone", "seen alone"], "seen alone") == {
        0: ["seen alone"],
        1: ["seen alone"],
    }


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
    assert all(ASSIGN_AT <= about.score <= 1 for about in found.values())


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


def test_a_frame_of_ones_own_is_coded_by_its_cues_and_definitions(vectors: Encode) -> None:
    own = [
        Theme("a", "Working at sea", "Boats, nets and crews of fishing.", ("trawler", "net")),
        Theme("b", "Farm animals", "Cattle and sheep and those who keep them.", ("cow", "herd")),
        # The id is one of the shipped frame's, the theme is not.
        Theme("risk.tools", "Garden tools", "Spades and rakes.", ("spade",)),
    ]
    coder = ThemeCoder(own, NAMES, vectors)
    texts = [
        "The trawler had no life raft.",
        "Walkers were trampled by the herd.",
        "Officers should complete the DASH risk checklist.",
    ]
    found = [[about.theme_id for about in one] for one in coder.code(texts, vectors(texts))]
    assert found == [["a"], ["b"], []]


def test_without_vectors_words_decide(frame: list[Theme]) -> None:
    coder = ThemeCoder(frame, NAMES, None)
    text = "An interpreter was never booked, and the husband translated."
    assert "ctx.language" in {about.theme_id for about in next(coder.code([text], None))}


def test_a_theme_without_a_cue_tells_the_words_that_speak_for_it(frame: list[Theme]) -> None:
    text = "Loose chippings made the surface slippery for riders."
    coder = ThemeCoder([replace(theme, cues=()) for theme in frame], NAMES, None)
    (roads,) = [a for a in next(coder.code([text], None)) if a.theme_id == "safe.roads"]
    assert roads.cue
    assert all(words in text.lower() for words in roads.cue.split("; "))


def test_examples_are_of_the_frame_and_none_is_held_out(frame: list[Theme]) -> None:
    examples = shipped_examples()
    assert {theme for e in examples for theme in e.themes} == {theme.id for theme in frame}
    assert len({example.text for example in examples}) == len(examples)
    judged = {row["key"] for row in labels.rows("codes_sample.csv", "heldout")}
    held = {
        " ".join(made.text.split())
        for path in sorted((DATA / "sample").glob("*_reviews.csv"))
        for made in read_reviews(path).recommendations
        if made.id in judged
    }
    assert len(held) >= 90
    assert not held & {example.text for example in examples}


@pytest.mark.parametrize("meaning", [True, False])
@pytest.mark.parametrize("taught", [True, False])
def test_cues_raise_the_score_in_every_case(taught: bool, meaning: bool) -> None:
    signals = np.zeros((1, 2, len(SIGNALS)))
    signals[0, 1, SIGNALS.index("cue")] = 0.8
    without, with_cue = theme_scores(signals, np.array([taught] * 2), meaning=meaning)[0]
    assert with_cue > without
