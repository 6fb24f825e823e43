"""Drafts for tests of saving, written by hand."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import Any

from ingest.documents.model import (
    Draft,
    DraftAddressee,
    DraftAgency,
    DraftRecommendation,
    Passage,
    Place,
    Unread,
)


def digest_of(words: str) -> str:
    return sha256(words.encode()).hexdigest()


def asks(
    key: str, text: str, *addressees: str | DraftAddressee, **fields: Any
) -> DraftRecommendation:
    """A recommendation in a list on page 4."""
    bodies = tuple(DraftAddressee(a) if isinstance(a, str) else a for a in addressees)
    one = DraftRecommendation(
        key,
        text,
        key.removeprefix("k"),
        "recommendation",
        "",
        bodies,
        (Place(4, ("Recommendations",), "list"),),
    )
    return replace(one, **fields)


ALERTS = asks("k1", "The Home Office should share every alert with the police.", "Home Office")
TRAINING = asks(
    "k2",
    "Train all new staff in the use of the checklist.",
    DraftAddressee("Northern Keepers", "heading"),
    places=(
        Place(2, ("Summary",), "summary"),
        Place(5, ("Recommendations", "For the Keepers"), "list"),
        Place(9, ("Action plan",), "plan"),
    ),
    plan_target_date="31/12/2022",
    plan_status="Green",
    doubts=("the heading names the addressee",),
)
LOG = asks("k3", "The Keepers should keep a log of keys.", "Northern Keepers")


def draft(version: str = "one", *recommendations: DraftRecommendation, **fields: Any) -> Draft:
    """A review of eleven pages, one unread, with three recommendations unless others are given."""
    one = Draft(
        file_name="review of keys.pdf",
        digest=digest_of(version),
        format="pdf",
        pages=11,
        unread=(Unread(7, "a scan, and tesseract is not installed"),),
        title="Review of the keys",
        kind="SAR",
        area="Northshire",
        date="2021-03",
        author="independent chair",
        agencies=(
            DraftAgency("Northern Keepers", "panel", 3),
            DraftAgency("Home Office", "contributor", 3),
            DraftAgency("Northern Keepers", "author of IMR", 3),
        ),
        passages=(
            Passage(
                "The police did not share information with the housing officer.", 6, ("Findings",)
            ),
        ),
        recommendations=recommendations or (ALERTS, TRAINING, LOG),
        warnings=("page 7 was not read",),
    )
    return replace(one, **fields)
