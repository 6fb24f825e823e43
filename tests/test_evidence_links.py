"""Evidence near an ask: the finding to the point, and nothing when there is none."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence

import pytest

import linking.evidence
from graph.settings import DATA
from linking.encoder import Vectors
from linking.evidence import MOST, NEAREST, EvidenceIndex, Near, Nearby
from linking.evidence_model import shipped_model
from linking.evidence_signals import Asked, Finding
from linking.lexical import Bm25, terms

Encode = Callable[[Sequence[str]], Vectors]


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
def index(findings: list[Finding], vectors: Encode) -> EvidenceIndex:
    passages = [finding.passage for finding in findings]
    return EvidenceIndex(findings, vectors(passages), [()] * len(findings), {}, shipped_model())


def nearby(index: EvidenceIndex, vectors: Encode, *texts: str) -> list[Nearby]:
    """Of recommendations about no theme."""
    none = [()] * len(texts)
    return list(index.near(Asked.of(texts, vectors(texts), none, [False] * len(texts))))


def near(index: EvidenceIndex, vectors: Encode, *texts: str) -> list[list[Near]]:
    return [one.near for one in nearby(index, vectors, *texts)]


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
def test_the_finding_to_the_point_is_near(
    index: EvidenceIndex, vectors: Encode, text: str, finding: str
) -> None:
    (found,) = near(index, vectors, text)
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
def test_nothing_near_is_an_answer(index: EvidenceIndex, vectors: Encode, text: str) -> None:
    assert near(index, vectors, text) == [[]]


def test_ranks_follow_scores_and_the_list_is_short(
    index: EvidenceIndex, findings: list[Finding], vectors: Encode
) -> None:
    (found,) = near(
        index,
        vectors,
        "Training for GP practices on asking patients about domestic "
        "abuse and referring them to an advocate, with a prompt in the record.",
    )
    assert [one.rank for one in found] == list(range(1, len(found) + 1))
    assert len(found) == MOST
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    model = shipped_model()
    assert model.floor <= scores[0] <= 1 and scores[-1] >= model.beside
    assert {one.finding_id for one in found} <= {finding.id for finding in findings}


def test_what_both_have_is_named(vectors: Encode) -> None:
    findings = [
        Finding("A", "Interpreters were often missing", keywords="interpreters"),
        Finding("B", "Zones slowed traffic", keywords="roads"),
    ]
    passages = vectors([finding.passage for finding in findings])
    about, titles = [{"lang"}, {"road"}], {"lang": "Language", "road": "Roads"}
    index = EvidenceIndex(findings, passages, about, titles, shipped_model())
    text = "Every clinic should book interpreters for patients who need them."
    (one,) = index.near(Asked.of([text], vectors([text]), [{"lang"}], [False]))
    found = one.near
    assert [one.finding_id for one in found] == ["A"]
    assert found[0].shared == "interpreter; themes: Language"
    assert found[0].bm25 > 0 and 0 < found[0].cosine < 1


def test_answers_do_not_depend_on_how_asks_are_cut_up(
    index: EvidenceIndex, vectors: Encode, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"Ward {n} should follow up patients after self-harm within days." for n in range(9)]
    whole = near(index, vectors, *texts)
    monkeypatch.setattr(linking.evidence, "_CHUNK", 4)
    assert near(index, vectors, *texts) == whole
    assert all(whole)


def test_more_findings_than_are_ranked(vectors: Encode) -> None:
    findings = [
        Finding(f"F{n:03}", f"Zone {n} slowed traffic near schools and cut casualties")
        for n in range(120)
    ]
    passages = vectors([finding.passage for finding in findings])
    index = EvidenceIndex(findings, passages, [()] * 120, {}, shipped_model())
    (found,) = near(index, vectors, "Zone 77 should slow traffic near schools to cut casualties.")
    assert found[0].finding_id == "F077"


def test_where_nothing_is_near_the_nearest_are_named_with_their_chance(
    index: EvidenceIndex, vectors: Encode
) -> None:
    texts = ["The hedge at the crossroads was not cut back and hid the sign.", "Evidence"]
    hedge, too_short = nearby(index, vectors, *texts)
    assert len(hedge.nearest) == NEAREST
    chances = [chance for _, chance in hedge.nearest]
    assert chances == sorted(chances, reverse=True) and chances[0] < shipped_model().floor
    written = [f"{id_} {chance:.4f}" for id_, chance in hedge.nearest]
    assert hedge.nearest_text == "; ".join(written)
    assert too_short == Nearby([], []) and too_short.nearest_text is None


def test_bm25_is_zero_without_a_shared_word() -> None:
    index = Bm25([terms("Zones slow traffic"), terms("Babies and bruises")])
    assert index.scores(terms("bruised baby")).tolist()[0] == 0
    assert index.scores(terms("baby")).tolist()[1] > 0
    assert index.scores([]).tolist() == [0, 0]
