"""A council's social care: a body of its own below its type, and part of the council.

Reviews ask "Northshire Adult Social Care" to act and mean neither all of Northshire Council nor
adult social care everywhere. Its id is made from the place, like the council's, which stands in
the graph with it. "Adult Social Care" without a place stays the type.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.agency_councils import (
    NOT_PLACES,
    SMALL_WORDS,
    council,
    council_place,
    places,
    shown_place,
)
from ingest.agency_names import ROLE_WORDS, normalise
from ingest.agency_rules import Typed, rules
from ingest.records import AgencyRecord
from ingest.word_lists import word_list


@dataclass(frozen=True)
class _Service:
    """One of a council's two social care services; ``words`` are what it is called."""

    id_prefix: str
    is_a: str
    sector: str
    title: str
    words: str


_SERVICES = (
    _Service(
        "asc",
        "asc-type",
        "adult_social_care",
        "{x} Adult Social Care",
        r"adults? (?:social (?:care|services|work)|care services|services)|asc",
    ),
    _Service(
        "csc",
        "csc-type",
        "childrens_social_care",
        "{x} Children's Social Care",
        r"child(?:ren)?s? (?:social (?:care|services|work)|services)|csc|"
        r"children (?:and families|young people and families|and young peoples?)"
        r" (?:social care|services?)|children schools and families",
    ),
)
# What a directorate is called besides: "Adult Social Care and Health", "Housing and Adult …".
_BEFORE = r"(?: (?:local|area|county|(?:(?:public )?health|housing|communities|education) and))?"
_BEHIND = (
    r"(?: (?:services?|department|division|directorate|section|safeguarding|health|housing|"
    r"wellbeing|public|communities|and))*"
)
_PLACE_FIRST = tuple(
    (each, re.compile(rf"(?P<x>.+?){_BEFORE} (?:{each.words}){_BEHIND}")) for each in _SERVICES
)
_PLACE_LAST = tuple(
    (each, re.compile(rf"(?:{each.words}){_BEHIND}(?: of| in| for| at)? (?P<x>.+)"))
    for each in _SERVICES
)
_SAID = tuple((each, re.compile(rf"\b(?:{each.words})\b")) for each in _SERVICES)
_COUNCIL = next(rule.shape for rule in rules() if rule.name == "local authority")
# Who speaks for the council as a whole, or looks into what its services do.
_OF_THE_WHOLE = re.compile(r"\b(?:cabinet|portfolio|scrutiny|committee|councillor|leader|member)\b")
_NO_PLACE = (
    NOT_PLACES
    | ROLE_WORDS
    | word_list("not a place with social care")
    | word_list("not a surname")
    | word_list("field of work")
    | word_list("forename")
)
_BOTH = re.compile(r"\badults? and child|\bchild(?:ren)?s? and adult")
_BOTH_OF_A_PLACE = re.compile(
    r"(?P<x>.+?) (?:adults? and child(?:ren)?s?|child(?:ren)?s? and adults?)"
    r" (?:social (?:care|services)|services)"
)
_BARE = word_list("bare")
_LONGEST_PLACE = 4


def is_social_care(key: str) -> bool:
    """Whether a normalised name ends as that of a social care service does."""
    return any(shape.fullmatch(key) for _, shape in _PLACE_FIRST)


def social_care(name: str, key: str) -> Typed | None:
    """The service that a whole name is, with its place or its council before or behind;
    ``key`` is the name, normalised. Both services in one are their council."""
    if both := _BOTH_OF_A_PLACE.fullmatch(key):
        place = _of_council(both["x"]) or _plausible(name, both["x"])
        return council(place) if place else None
    for service, shape in _PLACE_FIRST:
        if found := shape.fullmatch(key):
            place = _of_council(found["x"]) or _plausible(name, found["x"])
            return _body(service, place) if place else None
    for service, shape in () if _OF_THE_WHOLE.search(key) else _PLACE_LAST:
        if (found := shape.fullmatch(key)) and (place := _of_council(found["x"])):
            return _body(service, place)
    return None


def of_council(whole: AgencyRecord, text: str) -> Typed | None:
    """The service of a known council that a cell names beside it: "Director of Children's
    Services, Northshire Council". None where it names none, or both."""
    key = normalise(re.sub(r"[()\[\]]", " ", text))
    said = [service for service, words in _SAID if words.search(key)]
    if len(said) != 1 or _BOTH.search(key) or _OF_THE_WHOLE.search(key):
        return None
    return _body(said[0], re.sub(r" (?:Council|Corporation)$", "", whole.title))


def _body(service: _Service, place: str) -> Typed:
    whole = council(place).record
    slug = whole.id.removeprefix("la-")
    record = AgencyRecord(
        f"{service.id_prefix}-{slug}",
        service.title.format(x=shown_place(place)),
        service.sector,
        "local",
        is_a=service.is_a,
        part_of=whole.id,
    )
    return Typed(record, "social care of a place", whole=whole)


def _of_council(x: str) -> str:
    """The place of what names a council, or is a known place; "" for anything else."""
    x = re.sub(r"\bcouncils$", "council", x)
    found = _COUNCIL.fullmatch(x)
    if found and not all(word in _BARE for word in x.split()):
        return council_place(next(group for group in found.groups() if group).strip())
    bare = re.sub(r" (?:county|city|borough|district|area)$", "", x)
    return next((each for each in (x, bare) if each in places()), "")


def _plausible(name: str, x: str) -> str:
    """``x`` if it may be a place that nobody has listed: a few words in capitals, none of which
    says what is cared for, who, when or how the sentence goes on."""
    written = re.split(r"(?i)\b(?:adult|child|asc\b|csc\b)", name)[0]
    written = re.sub(r"^(?i:the)\s+", "", written).split()
    words = [word for word in x.split() if word not in SMALL_WORDS]
    whole = not {x.split()[0], x.split()[-1]} & SMALL_WORDS
    fits = (
        whole
        and 0 < len(words) <= _LONGEST_PLACE
        and not any(
            word in _NO_PLACE or word in _BARE or word.endswith("ly") or not word.isalpha()
            for word in words
        )
    )
    capital = all(
        word[:1].isupper() or word.lower() in SMALL_WORDS or word == "&" for word in written
    )
    possessive = any("'" in word or "’" in word for word in written)
    return x if fits and capital and written and not possessive else ""
