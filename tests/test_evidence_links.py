"""Evidence near an ask: the finding to the point, and nothing when there is none."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence

import numpy as np
import pytest

import linking.evidence
from graph.settings import DATA
from linking.encoder import Vectors
from linking.evidence import MOST, NEAREST, EvidenceIndex, Near, Nearby
from linking.evidence_model import shipped_model
from linking.evidence_signals import Asked, Finding
from linking.lexical import Bm25, terms
from linking.theme_signals import Theme
from linking.themes import About, ThemeCoder, Themed

Encode = Callable[[Sequence[str]], Vectors]
Lookup = Callable[..., list[list[Near]]]


@pytest.fixture(scope="module")
def findings() -> list[Finding]:
    with (DATA / "evidence" / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        return [
            Finding(
                row["finding_id"],
                row["finding"],
                row["population"],
                row["setting"],
                row["keywords"],
            )
            for row in csv.DictReader(file)
        ]


@pytest.fixture(scope="module")
def coder(vectors: Encode) -> ThemeCoder:
    """Of the frame that ships."""
    with (DATA / "reference" / "themes.csv").open(encoding="utf-8-sig", newline="") as file:
        themes = [
            Theme(
                row["id"],
                row["label"],
                row["definition"],
                tuple(cue.strip() for cue in row["cues"].split(";") if cue.strip()),
                row["parent"],
            )
            for row in csv.DictReader(file)
        ]
    return ThemeCoder(themes, [], vectors)


@pytest.fixture(scope="module")
def index(findings: list[Finding], coder: ThemeCoder, vectors: Encode) -> EvidenceIndex:
    passages = [finding.passage for finding in findings]
    of_passages = vectors(passages)
    titles = {theme.id: theme.title for theme in coder.themes}
    themes = coder.themed(passages, of_passages)
    return EvidenceIndex(findings, of_passages, themes, titles, shipped_model())


@pytest.fixture(scope="module")
def nearby(index: EvidenceIndex, coder: ThemeCoder, vectors: Encode) -> Callable[..., list[Nearby]]:
    """What is near recommendations, or near concerns."""

    def found(*texts: str, concern: bool = False) -> list[Nearby]:
        of_texts = vectors(texts)
        themes = coder.themed(texts, of_texts)
        return list(index.near(Asked.of(texts, of_texts, themes, [concern] * len(texts))))

    return found


@pytest.fixture(scope="module")
def near(nearby: Callable[..., list[Nearby]]) -> Lookup:
    """The findings that are linked."""
    return lambda *texts, concern=False: [one.near for one in nearby(*texts, concern=concern)]


def about(*themes: str) -> Themed:
    """Texts about one theme each, or none (""), of a frame of two."""
    known = ["lang", "road"]
    chances = np.array([[theme == one for one in known] for theme in themes], dtype=np.float32)
    return Themed([[About(theme, 1.0, "")] if theme else [] for theme in themes], chances)


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("Officers should switch on body-worn cameras at every domestic incident.", "F095"),
        ("Bruising in babies who cannot yet move should be seen by a paediatrician.", "F141"),
        ("The council should slow traffic with a 20 mph zone outside the school.", "F235"),
        ("Patients who miss GP appointments more than twice a year should be visited.", "F216"),
        ("Ligature points should be found with a checklist and removed from wards.", "F209"),
        (
            "The hospital should follow up patients in the week after discharge from the "
            "psychiatric ward, when suicide is most likely.",
            "F202",
        ),
    ],
)
def test_the_finding_to_the_point_is_near(near: Lookup, text: str, finding: str) -> None:
    (found,) = near(text)
    assert finding in [one.finding_id for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "The hedge at the crossroads was not cut back and hid the sign.",
        "The lift's brake had not been tested since it was put in.",
        "Cyclists cannot see the kerb where the path meets the lane at night.",
        "The manufacturer should tell owners that the battery may catch fire when charged.",
        "The tractor's trailer carried no lights and the farmer had no licence for it.",
        "The swimming pool had no lifeguard on the far side during the evening session.",
        "Barriers on the level crossing rise before the second train has passed.",
        "The scaffold was not tied to the wall above the third lift.",
        "The gas boiler's flue had come apart in the loft.",
        "Westmoor NHS Foundation Trust",
        "Evidence",
        "",
    ],
)
def test_nothing_near_to_a_concern_is_an_answer(near: Lookup, text: str) -> None:
    assert near(text, concern=True) == [[]]


def test_ranks_follow_scores_and_the_list_is_short(near: Lookup, findings: list[Finding]) -> None:
    (found,) = near(
        "Training for GP practices on asking patients about domestic "
        "abuse and referring them to an advocate, with a prompt in the record.",
    )
    assert [one.rank for one in found] == list(range(1, len(found) + 1))
    assert len(found) == MOST
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    model = shipped_model()
    assert scores[0] <= 1 and scores[-1] >= model.least_each
    assert {one.finding_id for one in found} <= {finding.id for finding in findings}


def test_what_both_have_is_named(vectors: Encode) -> None:
    findings = [
        Finding("A", "Interpreters were often missing", keywords="interpreters"),
        Finding("B", "Zones slowed traffic", keywords="roads"),
    ]
    passages = vectors([finding.passage for finding in findings])
    titles = {"lang": "Language", "road": "Roads"}
    index = EvidenceIndex(findings, passages, about("lang", "road"), titles, shipped_model())
    text = "Every clinic should book interpreters for patients who need them."
    (one,) = index.near(Asked.of([text], vectors([text]), about("lang"), [False]))
    found = one.near
    assert [one.finding_id for one in found] == ["A"]
    assert found[0].shared == "interpreter; themes: Language"
    assert found[0].bm25 > 0 and 0 < found[0].cosine < 1


def test_answers_do_not_depend_on_how_asks_are_cut_up(
    near: Lookup, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"Ward {n} should follow up patients after self-harm within days." for n in range(9)]
    whole = near(*texts)
    monkeypatch.setattr(linking.evidence, "_CHUNK", 4)
    assert near(*texts) == whole
    assert all(whole)


def test_more_findings_than_are_ranked(vectors: Encode) -> None:
    findings = [
        Finding(f"F{n:03}", f"Zone {n} slowed traffic near schools and cut casualties")
        for n in range(120)
    ]
    passages = vectors([finding.passage for finding in findings])
    index = EvidenceIndex(findings, passages, about(*[""] * 120), {}, shipped_model())
    text = "Zone 77 should slow traffic near schools to cut casualties."
    (one,) = index.near(Asked.of([text], vectors([text]), about(""), [False]))
    assert one.near[0].finding_id == "F077"


def test_where_nothing_is_near_the_nearest_are_named_with_their_chance(
    nearby: Callable[..., list[Nearby]],
) -> None:
    texts = ["The hedge at the crossroads was not cut back and hid the sign.", "Evidence"]
    hedge, too_short = nearby(*texts, concern=True)
    assert len(hedge.nearest) == NEAREST
    chances = [chance for _, chance in hedge.nearest]
    assert chances == sorted(chances, reverse=True) and chances[0] < shipped_model().least_any
    written = [f"{id_} {chance:.4f}" for id_, chance in hedge.nearest]
    assert hedge.nearest_text == "; ".join(written)
    assert too_short == Nearby([], []) and too_short.nearest_text is None


def test_bm25_is_zero_without_a_shared_word() -> None:
    index = Bm25([terms("Zones slow traffic"), terms("Babies and bruises")])
    assert index.scores(terms("bruised baby")).tolist()[0] == 0
    assert index.scores(terms("baby")).tolist()[1] > 0
    assert index.scores([]).tolist() == [0, 0]
