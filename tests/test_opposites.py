"""Asks that pull in opposite directions, and asks that only sound as if they did."""

from __future__ import annotations

import pytest

from linking.opposites import are_opposites, asking_parts
from tests.quality import labels

# Invented, both kinds written before any rule was. The rules were mended on the development half
# only: of the other, 21 of 22 opposites were told and 23 of 24 others left alone. One author wrote
# pairs and rules, so this flatters the rules.
KNOWN_WRONG = {
    12: "in 'not before the meeting' nothing is asked to come first",
    80: "'even if consent is not given' turns round a condition only",
}
PAIRS = [
    pytest.param(
        row["one"],
        row["other"],
        row["verdict"] == "opposite",
        id=f"{number}",
        marks=[pytest.mark.xfail(reason=why, strict=True)]
        if (why := KNOWN_WRONG.get(number, ""))
        else [],
    )
    for number, row in enumerate(labels.rows("opposites.csv"))
]


@pytest.mark.parametrize(("one", "other", "opposite"), PAIRS)
def test_invented_pairs(one: str, other: str, opposite: bool) -> None:
    parts = asking_parts(one), asking_parts(other)
    assert are_opposites(*parts) is opposite
    assert are_opposites(*reversed(parts)) is opposite


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Clinics should stop booking relatives to interpret.",
            "Clinics should book relatives.",
        ),
        ("Stop sending letters to the home.", "Send letters home."),
    ],
)
def test_a_verb_is_the_same_in_its_other_form(one: str, other: str) -> None:
    assert are_opposites(asking_parts(one), asking_parts(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # A concern and its remedy.
        ("There was no policy on missing adults.", "There should be a policy on missing adults."),
        # What the case was, and not what is asked, is turned round.
        (
            "When a child is removed, the school should tell the nurse.",
            "When a child moves, the school should tell the nurse.",
        ),
        ("Staff should not work alone.", "The lamp by the gate should be mended."),
        ("", ""),
    ],
)
def test_no_opposites(one: str, other: str) -> None:
    assert not are_opposites(asking_parts(one), asking_parts(other))
