"""Bodies that the registry does not list, known by the type their name shows.

"Northshire County Council" is a local authority whoever it is: it gets its own agency, with an
id made from its name, below its type. Every rule matches the whole of a normalised name
(``agency_names.normalise``), so a name inside a longer phrase gives nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from ingest.agency_councils import (
    capitals,
    council,
    council_by_service,
    council_place,
    places,
)
from ingest.agency_names import ROLE_WORDS, normalise
from ingest.agency_rules import Rule, Typed, rules
from ingest.agency_social_care import is_social_care, social_care
from ingest.records import AgencyRecord
from ingest.word_lists import word_list

# Without these words a name of that shape says nothing: "the hospital", "local surgery".
_BARE = word_list("bare")
_COMPANY = re.compile(
    r"^(?P<x>.+?)[, ]+(?:\(?(?:UK|GB)\)?[, ]+)?(?:Co\.?[, ]+)?(?i:Ltd|Limited|plc|LLP|Inc|"
    r"Corporation|CIC|Holdings|NV/SA|GmbH)\b\.?$|^(?P<y>.+?),? & Co\.?$"
)


def _core(rule: Rule, x: str) -> str:
    """What tells two bodies of one type apart, so that two spellings give one id.

    Trusts change status and spelling ("University", "NHS", "Foundation") and stay one body.
    """
    words = x.split()
    if rule.id_prefix == "trust":
        drop = {"nhs", "foundation", "university", "teaching", "the", "of", "and"}
        words = [word for word in words if word not in drop]
    return " ".join(word for word in words if word != "the") or x


@lru_cache(maxsize=65_536)
def typed(name: str) -> Typed | None:
    """The body that a name's own shape tells, or None. ``name`` is one stretch of a cell."""
    key = normalise(name)
    if len(key.split()) > 14 or _has_role(key):
        return None
    company = _company(name)
    if company or len(key.split()) < 2:
        # "RCTCBC", "LBTH": councils that write their short form as their name.
        short = len(name) > 3 and name.isupper() and key in places()
        return council(key) if short and not company else company
    care = social_care(name, key)
    if care or is_social_care(key):
        return care
    for rule in rules():
        found = rule.shape.fullmatch(key)
        if found:
            x = next(group for group in found.groups() if group)
            return _body(rule, x.strip(), name)
    return council_by_service(key) or _nhs_of_place(key)


def _has_role(key: str) -> bool:
    return any(word in ROLE_WORDS for word in key.split() if word not in _NAME_PARTS)


# Role words that also stand inside names of bodies.
_NAME_PARTS = word_list("role inside names")


def _body(rule: Rule, x: str, name: str) -> Typed | None:
    if all(word in _BARE for word in x.split()) or not any(c.isupper() for c in name):
        return None
    if rule.name == "local authority":
        place = council_place(x)
        return council(place) if place else None
    if rule.name == "prison":
        x = re.sub(r" health ?care$", "", x)
    if rule.name == "university" and x.split()[-1] in _UNITS:
        return None  # "University of Northshire Wellbeing Services": found again at its edge
    core = _core(rule, x)
    shown = places().get(x) or capitals(x)
    title = rule.title.format(x=shown) if rule.title else _shown(name)
    record = AgencyRecord(
        f"{rule.id_prefix}-{core.replace(' ', '-')}", title, rule.sector, rule.level, is_a=rule.is_a
    )
    return Typed(record, rule.name, rule.predecessor, core)


NHS_OF_PLACE = "the NHS of a place"
_ICB_AREAS = word_list("area of an integrated care board")
_NHS_PLACE = re.compile(r"nhs (?P<x>.+)")


def _nhs_of_place(key: str) -> Typed | None:
    """The integrated care board of "NHS Devon"."""
    known = places()
    found = _NHS_PLACE.fullmatch(key)
    if found and all(part in known or part in _ICB_AREAS for part in found["x"].split(" and ")):
        shown = typed(f"{capitals(found['x'])} Integrated Care Board")
        return replace(shown, rule=NHS_OF_PLACE) if shown else None
    return None


_UNITS = word_list("unit")


def _shown(name: str) -> str:
    """A name as written, without article, abbreviation in brackets and spare spaces."""
    text = re.sub(r"\s*[(\[].*?[)\]]", "", name)
    return re.sub(r"\s+", " ", re.sub(r"^(?i:the)\s+", "", text)).strip(" ,.;:-–'\"")


def _company(name: str) -> Typed | None:
    found = _COMPANY.match(re.sub(r"\s+\([^()]*\)$", "", name.strip(" .")))
    if not found or re.search(r",(?!\s*(?:Ltd|Limited|Inc))", name):
        return None
    core = normalise(_shown(found["x"] or found["y"]))
    if not core or len(core.split()) > 6:
        return None
    record = AgencyRecord(
        f"com-{core.replace(' ', '-')}", _shown(name), "other", "local", is_a="bus-company"
    )
    return Typed(record, "company by its legal form")


_COMPASS = word_list("region")


def body_and_place(name: str) -> Iterator[tuple[str, str]]:
    """Every way to part a name into a body and what stands behind or before it."""
    words = name.split()
    for cut in range(1, len(words)):
        yield " ".join(words[:cut]), " ".join(words[cut:])
        yield " ".join(words[cut:]), " ".join(words[:cut])


def is_region(words: str) -> bool:
    """Whether the words name nothing but places and points of the compass."""
    key, known = normalise(words), places()
    left = [word for word in key.split() if word not in _COMPASS]
    return key in known or not left or all(word in known or word in _ICB_AREAS for word in left)
