"""Repeats: two tiers, across reviews, one event counted once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

import linking.likeness
import linking.neighbours
import linking.repeats
from linking.encoder import Vectors
from linking.fixed_wording import without_fixed_wording
from linking.likeness import Likeness
from linking.masking import AgencyName, Masker
from linking.repeats import NEAR, POSSIBLE, Ask, Repeat, find_repeats

Encode = Callable[[Sequence[str]], Vectors]

INTERPRETER = "Staff should book a trained interpreter for every first visit and note who came."
INTERPRETER_AGAIN = (
    "Staff should book a trained interpreter for each first visit and note who came."
)
INTERPRETER_ALIKE = (
    "A trained interpreter should be booked, and not a relative, for each visit that is made."
)
LIGHTS = "The pedestrian crossing gives too little time for an older person to reach the kerb."
NEGLECT = "One neglect tool should be used by health visitors, schools and social workers alike."


def asks(*rows: tuple[str, str, str, str]) -> list[Ask]:
    """Rows of (text, review, date, area); ids count from a."""
    return [
        Ask(chr(ord("a") + place), text, review, "PFD", date, area)
        for place, (text, review, date, area) in enumerate(rows)
    ]


def found(vectors: Encode, rows: list[Ask]) -> list[Repeat]:
    return find_repeats(rows, vectors([row.text for row in rows]))


def pairs(repeats: list[Repeat]) -> set[tuple[str, str, str]]:
    return {(one.later, one.earlier, one.tier) for one in repeats}


@pytest.mark.parametrize(
    ("text", "other", "tier"),
    [
        (INTERPRETER, INTERPRETER, NEAR),
        (INTERPRETER, INTERPRETER_AGAIN, NEAR),
        (INTERPRETER, INTERPRETER.upper(), NEAR),
        (INTERPRETER, INTERPRETER_ALIKE, POSSIBLE),
        (INTERPRETER, LIGHTS, None),
        (INTERPRETER, "Staff should not book a trained interpreter for the first visit.", None),
        (NEGLECT, LIGHTS, None),
        # A short text inside a long one has all its words there, and is not the same ask.
        (
            "Staff should note each visit to the ward in full.",
            f"{LIGHTS} {NEGLECT} Staff should note each visit to the ward in full.",
            None,
        ),
        # Too few words to say the same thing twice.
        ("Staff training.", "Staff training.", None),
        ("", "", None),
    ],
)
def test_tiers(vectors: Encode, text: str, other: str, tier: str | None) -> None:
    rows = asks((text, "r1", "2015-01-01", "Avon"), (other, "r2", "2019-01-01", "Kent"))
    expected = {("b", "a", tier)} if tier else set()
    assert pairs(found(vectors, rows)) == expected


def test_names_of_agencies_are_no_shared_words(vectors: Encode) -> None:
    name = "Tees Valley Carers Together"
    one, other = (f"{name} should {what}." for what in ("repair the lift", "train its drivers"))
    rows = asks((one, "r1", "2015-01-01", "Avon"), (other, "r2", "2019-01-01", "Kent"))
    places = np.array([0]), np.array([1])
    texts = [row.text for row in rows]
    assert Likeness(texts, Masker([AgencyName(name)])).shared(*places) == [0.0]
    assert Likeness(texts, Masker([])).shared(*places) > 0.4


def test_the_score_is_a_probability(vectors: Encode) -> None:
    likeness = Likeness([INTERPRETER, NEGLECT], Masker([]))
    steps = np.linspace(0, 1, 5)
    scores = likeness.probability(steps.astype(np.float32), steps)
    assert np.all(np.diff(scores) > 0) and 0 < scores[0] < 0.01 and 0.99 < scores[-1] < 1


@pytest.mark.parametrize(
    ("date", "other", "later"),
    [
        ("2015-01-01", "2019-01-01", "b"),
        ("2019-01-01", "2015-01-01", "a"),
        ("2015-01-01", "2015-01-01", "b"),  # by id
        ("2015", "2015-06-01", "b"),
        ("", "2019-01-01", "a"),  # an undated one cannot be called the earlier
    ],
)
def test_the_later_repeats_the_earlier(vectors: Encode, date: str, other: str, later: str) -> None:
    rows = asks((NEGLECT, "r1", date, "Avon"), (NEGLECT, "r2", other, "Kent"))
    assert [one.later for one in found(vectors, rows)] == [later]


def test_one_review_does_not_repeat_itself(vectors: Encode) -> None:
    rows = asks((NEGLECT, "r1", "2015-01-01", "Avon"), (NEGLECT, "r1", "2015-01-01", "Avon"))
    assert found(vectors, rows) == []


@pytest.mark.parametrize(
    ("date", "area", "siblings"),
    [
        ("2015-01-01", "Avon", True),
        ("2015-01-01", "AVON", True),
        ("2015-01-09", "Avon", True),
        ("2014-12-28", "Avon", True),
        ("2015-03-01", "Avon", False),
        ("2015-01-01", "Kent", False),
        ("2015", "Avon", False),
    ],
)
def test_reports_on_one_event_are_no_repeats(
    vectors: Encode, date: str, area: str, siblings: bool
) -> None:
    rows = asks((NEGLECT, "r1", "2015-01-01", "Avon"), (NEGLECT, "r2", date, area))
    assert bool(found(vectors, rows)) is not siblings


def test_one_event_is_repeated_once_and_repeats_once(vectors: Encode) -> None:
    rows = asks(
        (NEGLECT, "early", "2012-01-01", "Kent"),
        (NEGLECT, "r1", "2015-01-01", "Avon"),
        (NEGLECT, "r2", "2015-01-01", "Avon"),
        (NEGLECT, "late", "2019-01-01", "Dorset"),
    )
    assert pairs(found(vectors, rows)) == {("b", "a", NEAR), ("d", "a", NEAR), ("d", "b", NEAR)}


def test_siblings_own_concerns_still_count(vectors: Encode) -> None:
    rows = asks(
        (NEGLECT, "r1", "2015-01-01", "Avon"),
        (NEGLECT, "r2", "2015-01-01", "Avon"),
        (LIGHTS, "r2", "2015-01-01", "Avon"),
        (LIGHTS, "late", "2019-01-01", "Dorset"),
    )
    assert pairs(found(vectors, rows)) == {("d", "c", NEAR)}


def test_many_of_the_same_stay_few_links_each(vectors: Encode) -> None:
    rows = [
        Ask(f"{n:03}", NEGLECT, f"r{n}", "DHR", f"{1990 + n // 12}-{n % 12 + 1:02}-01", f"area {n}")
        for n in range(60)
    ]
    links = found(vectors, rows)
    assert {one.later for one in links} | {one.earlier for one in links} == {r.id for r in rows}
    assert len(links) <= 60 * 10
    assert len(set(links)) == len(links)


def test_order_and_chunks_do_not_matter(vectors: Encode, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = asks(
        (INTERPRETER, "r1", "2012-01-01", "Avon"),
        (NEGLECT, "r2", "2013-01-01", "Kent"),
        (INTERPRETER_ALIKE, "r3", "2014-01-01", "Dorset"),
        (LIGHTS, "r4", "2015-01-01", "Avon"),
        (INTERPRETER_AGAIN, "r5", "2016-01-01", "Surrey"),
        (NEGLECT, "r6", "2016-01-02", "Surrey"),
    )
    whole = found(vectors, rows)
    monkeypatch.setattr(linking.repeats, "_CHUNK", 2)
    monkeypatch.setattr(linking.likeness, "_CHUNK", 2)
    monkeypatch.setattr(linking.neighbours, "_BLOCK", 2)
    assert found(vectors, rows) == whole
    assert len(whole) >= 3


@pytest.mark.parametrize("count", [0, 1])
def test_fewer_than_two_asks(vectors: Encode, count: int) -> None:
    assert found(vectors, asks(*[(NEGLECT, "r1", "2015-01-01", "Avon")] * count)) == []


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("The MATTERS OF CONCERN are as follows:", ""),
        ("During the inquest evidence was heard that:", ""),
        (
            "During the course of the inquest, evidence was heard that the door was open.",
            "the door was open.",
        ),
        ("I have concerns with regard to the following:", ""),
        ("(1) The door was open.", "The door was open."),
        ("iv) The door was open.", "The door was open."),
        ("a. The door\nwas open.", "The door was open."),
        (
            "The door was open. In my opinion action should be taken to prevent future deaths and "
            "I believe you (and your organisation) have the power to take such action.",
            "The door was open.",
        ),
        ("In my opinion there is a risk that future deaths will occur unless action is taken.", ""),
        ("Evidence from the engineer was that:", ""),
        (
            "The door was open. In my view this presents a risk of future deaths.",
            "The door was open.",
        ),
        ("The combination of the above factors raises a risk of further deaths", ""),
        ("There is a risk of other deaths occurring in a like way.", ""),
        ("During the inquest, evidence confirmed that the door was open.", "the door was open."),
        (
            "The lack of a door in this case creates a risk of future deaths.",
            "The lack of a door in this case creates a risk of future deaths.",
        ),
        (
            "This lamp, unmended, is what raises most concern. It is a risk.",
            "This lamp, unmended, is what raises most concern. It is a risk.",
        ),
        ("I am 5 miles from A. The door was open.", "I am 5 miles from A. The door was open."),
        (
            "Training should include the risk of suicide.",
            "Training should include the risk of suicide.",
        ),
        ("...", ""),
        ("", ""),
    ],
)
def test_fixed_wording_is_taken_away(text: str, rest: str) -> None:
    assert without_fixed_wording(text) == rest
