"""Councils: one body a place, whatever its kind was called in which year."""

from __future__ import annotations

import csv
import re
from functools import cache

from graph.settings import DATA
from ingest.agency_names import normalise
from ingest.agency_rules import Typed
from ingest.records import AgencyRecord
from ingest.word_lists import word_list

PLACES = DATA / "reference" / "council_places.csv"

SMALL_WORDS = {"and", "of", "the", "on", "upon", "in", "le", "under", "with", "for", "y", "de"}
_UNITS = word_list("unit")
_OF_A_COUNCIL = word_list("part of a council") | _UNITS
NOT_PLACES = word_list("not a place") | _UNITS


@cache
def places() -> dict[str, str]:
    """Council areas of the United Kingdom, past and present: normalised wording → place."""
    found: dict[str, str] = {}
    with PLACES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for name in (row["place"], *row["other_names"].split(";")):
                if name:
                    found[normalise(name)] = row["place"]
    return found


def capitals(words: str) -> str:
    """``kent and medway`` → ``Kent and Medway``."""
    return " ".join(
        word if place and word in SMALL_WORDS else word[:1].upper() + word[1:]
        for place, word in enumerate(words.split())
    )


def shown_place(place: str) -> str:
    """A place as it is shown: "Kingston upon Hull" for ``hull``."""
    return places().get(normalise(place)) or capitals(place)


def council(place: str) -> Typed:
    """The council of a place: one body, whatever its kind was called in which year."""
    name = shown_place(place)
    return Typed(
        AgencyRecord(
            f"la-{normalise(name).replace(' ', '-')}",
            f"{name} Council",
            "local_government",
            "local",
            is_a="la-council",
        ),
        "local authority",
    )


def council_place(x: str) -> str:
    """The place in what stands before "Council": "director highways northshire" →
    ``northshire``; "" where no place is seen."""
    known = places()
    words = x.removeprefix("city of ").split()
    for start in range(len(words)):
        if " ".join(words[start:]) in known:
            return " ".join(words[start:])
    for end in range(len(words) - 1, 0, -1):
        if " ".join(words[:end]) in known and set(words[end:]) <= _OF_A_COUNCIL:
            return " ".join(words[:end])
    last = max((n for n, word in enumerate(words) if word in NOT_PLACES), default=-1)
    words = words[last + 1 :]
    return " ".join(words) if 0 < len(words) <= 5 else ""


_SERVICE = (
    r"(?:highways?|roads|social services|social care|legal services|trading standards|"
    r"street lighting|public health)"
)
_PART = (
    r"(?: (?:department|authority|agency|services?|section|division|management|maintenance|team|"
    r"directorate|and transport(?:ation)?))*"
)
_PLACE_FIRST = re.compile(rf"(?P<x>.+?)(?: local| area| county)? {_SERVICE}{_PART}")
_PLACE_LAST = re.compile(rf"{_SERVICE}{_PART}(?: of| in| for)? (?P<x>.+)")


def council_by_service(key: str) -> Typed | None:
    """The council whose service a normalised name is: "northshire highways department"."""
    for shape in (_PLACE_FIRST, _PLACE_LAST):
        found = shape.fullmatch(key)
        if found and found["x"] in places():
            return council(found["x"])
    return None
