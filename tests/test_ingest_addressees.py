"""Whom a recommendation addresses: its column, else the sentence's subject, else the lead."""

from __future__ import annotations

import pytest

from ingest.agencies import Registry
from ingest.known import Known
from ingest.plan import ADDRESSED_TO, make_plan
from ingest.records import AgencyRecord, Reading, RecommendationRecord, ReviewRecord

AGENCIES = (
    AgencyRecord("pol", "Police force", is_type=True, aliases=("police",)),
    AgencyRecord("mid", "Midshire Police", is_a="pol"),
    AgencyRecord("icb", "Integrated Care Board", is_type=True, aliases=("ICB",)),
    AgencyRecord("mid-icb", "Midshire Integrated Care Board", is_a="icb"),
    AgencyRecord("ho", "Home Office", level="national"),
)

CASES = [
    # text, addressees, whether from the lead column, what is expected: {agency id: inherited}
    ("Midshire Police should retrain call handlers.", (), False, {"mid": False}),
    ("That the Home Office funds two posts in each area.", (), False, {"ho": False}),
    ("Midshire Police should follow Home Office guidance.", (), False, {"mid": False}),
    ("Staff should be reminded of the policy.", ("Midshire Police",), True, {"mid": True}),
    ("Midshire Police should act.", ("Midshire Integrated Care Board",), False, {"mid-icb": False}),
    (
        "Midshire Police should act.",
        ("Midshire Integrated Care Board",),
        True,
        {"mid": False, "mid-icb": True},
    ),
    ("The ICB should act.", ("Midshire Integrated Care Board",), True, {"mid-icb": True}),
    ("The ICB should act.", (), False, {"icb": False}),
    ("The early evening volunteers should be thanked.", (), False, {}),
]


@pytest.mark.parametrize(("text", "addressees", "lead", "expected"), CASES)
def test_who_is_addressed(
    text: str, addressees: tuple[str, ...], lead: bool, expected: dict[str, bool]
) -> None:
    record = RecommendationRecord("r", "v", "R", text, addressees=addressees, inherited=lead)
    assert _addressed(record) == expected


def test_a_concern_addresses_only_those_the_report_was_sent_to() -> None:
    text = "Midshire Police should have answered the call."
    record = RecommendationRecord("r", "v", "R", text, kind="concern")
    assert _addressed(record) == {}


def test_a_lead_who_is_not_known_is_kept_when_the_sentence_names_nobody() -> None:
    record = RecommendationRecord(
        "r", "v", "R", "Issue a leaflet.", addressees=("The Waterside Group",), inherited=True
    )
    ((id_, inherited),) = _addressed(record).items()
    assert id_.startswith("raw-")
    assert inherited


def _addressed(record: RecommendationRecord) -> dict[str, bool]:
    reading = Reading(
        "reviews", "f.csv", "", 1, (ReviewRecord("v", "V", "SAR"),), recommendations=(record,)
    )
    known = Known({agency.id: agency for agency in AGENCIES})
    plan = make_plan(reading, Registry(AGENCIES, []), known)
    return {target: row["inherited"] for (_, target), row in plan.edges[ADDRESSED_TO].items()}
