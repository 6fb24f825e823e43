"""Whom headings and sentences of documents ask: tables of wordings."""

from __future__ import annotations

import pytest

from ingest.documents.addressees import own_actors
from ingest.documents.named_bodies import heading_bodies


@pytest.mark.parametrize(
    ("heading", "bodies"),
    [
        ("Recommendations for the Integrated Care Board", ["Integrated Care Board"]),
        ("Northshire Police (4 recommendations)", ["Northshire Police"]),
        ("Single agency recommendations: Northshire Police", ["Northshire Police"]),
        ("5.2 Northshire Police", ["Northshire Police"]),
        ("0-19 Service", ["0-19 Service"]),
        ("General Practice", ["General Practice"]),
        ("Women's Aid", ["Women's Aid"]),
        ("Recommendation to the Board", ["Board"]),
        (
            "Recommendations to Southern Downs Clinical Commissioning Group:",
            ["Southern Downs Clinical Commissioning Group"],
        ),
        (
            "Millbrook Safeguarding Adults Board is asked to:",
            ["Millbrook Safeguarding Adults Board"],
        ),
        ("The Safeguarding Adults Board should consider:", ["Safeguarding Adults Board"]),
        ("Children's Services and Police", ["Children's Services", "Police"]),
        ("Key recommendations", []),
        ("Immediate actions", []),
        ("National recommendations", []),
        ("Professional curiosity", []),
        ("CONCLUDING REMARKS", []),
    ],
)
def test_headings(heading: str, bodies: list[str]) -> None:
    assert heading_bodies(heading) == bodies


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        (
            "Children's social care, police and health should hold joint visits.",
            ["Children's social care", "police", "health"],
        ),
        (
            "Northshire Council, Northshire Police and the ICB should agree.",
            ["Northshire Council", "Northshire Police", "ICB"],
        ),
        (
            "The Department for Levelling Up, Housing and Communities should act.",
            ["Department for Levelling Up, Housing and Communities"],
        ),
        ("The Panel recommends to the Home Office that data are published.", ["Home Office"]),
        ("The training sub-group should review its offer.", ["training sub-group"]),
        ("Providers of supported housing should share plans.", ["Providers of supported housing"]),
        ("Doctors prescribing for carers should ask about sleep.", ["Doctors"]),
        ("Contracts should be changed by commissioners within a year.", ["commissioners"]),
        ("Consideration should be given by the ICB to funding a nurse.", ["ICB"]),
        ("Referrals should be screened by a qualified nurse.", []),
        ("Caseloads to be reviewed monthly by the head of service.", []),
        ("Third, the Partnership should end its panel.", ["Partnership"]),
        ("The hospital trust to roster a second doctor.", ["hospital trust"]),
        ("Open the group to carers.", []),
        ("No patient without a home to be discharged on a Friday.", []),
        ("Files left in a school should be taken away.", []),
        ("Would the Board support a trial?", ["Board"]),
        ("How will members satisfy themselves that audits take place?", []),
    ],
)
def test_sentences(sentence: str, actors: list[str]) -> None:
    assert own_actors(sentence) == actors
