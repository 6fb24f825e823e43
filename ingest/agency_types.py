"""Bodies that the registry does not list, known by the type their name shows.

"Northshire County Council" is a local authority whoever it is: it gets its own agency, with an
id made from its name, below its type. Every rule matches the whole of a normalised name
(``agency_names.normalise``), so a name inside a longer phrase gives nothing here.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from graph.settings import DATA
from ingest.agency_names import ROLE_WORDS, normalise
from ingest.agency_rules import Rule, rules
from ingest.records import AgencyRecord
from ingest.word_lists import word_list

PLACES = DATA / "reference" / "council_places.csv"


@dataclass(frozen=True)
class Typed:
    """A body known by rule: its record, the rule, whether its kind has been replaced, and the
    words that tell it from others of its type."""

    record: AgencyRecord
    rule: str
    predecessor: bool = False
    core: str = ""


# Without these words a name of that shape says nothing: "the hospital", "local surgery".
_BARE = word_list("bare")
_COMPANY = re.compile(
    r"^(?P<x>.+?)[, ]+(?:\(?(?:UK|GB)\)?[, ]+)?(?:Co\.?[, ]+)?(?i:Ltd|Limited|plc|LLP|Inc|"
    r"Corporation|CIC|Holdings|NV/SA|GmbH)\b\.?$|^(?P<y>.+?),? & Co\.?$"
)
_SMALL = {"and", "of", "the", "on", "upon", "in", "le", "under", "with", "for", "y", "de"}


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


def _capitals(words: str) -> str:
    """``kent and medway`` → ``Kent and Medway``."""
    return " ".join(
        word if place and word in _SMALL else word[:1].upper() + word[1:]
        for place, word in enumerate(words.split())
    )


def council(place: str) -> Typed:
    """The council of a place: one body, whatever its kind was called in which year."""
    name = places().get(normalise(place)) or _capitals(place)
    title = f"{name} Council"
    return Typed(
        AgencyRecord(
            f"la-{normalise(name).replace(' ', '-')}",
            title,
            "local_government",
            "local",
            is_a="la-council",
        ),
        "local authority",
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
    for rule in rules():
        found = rule.shape.fullmatch(key)
        if found:
            x = next(group for group in found.groups() if group)
            return _body(rule, x.strip(), name)
    return _local_service(key)


def _has_role(key: str) -> bool:
    return any(word in ROLE_WORDS for word in key.split() if word not in _NAME_PARTS)


# Role words that also stand inside names of bodies.
_NAME_PARTS = word_list("role inside names")


def _body(rule: Rule, x: str, name: str) -> Typed | None:
    if all(word in _BARE for word in x.split()) or not any(c.isupper() for c in name):
        return None
    if rule.name == "local authority":
        return _council_of(x)
    if rule.name == "prison":
        x = re.sub(r" health ?care$", "", x)
    if rule.name == "university" and x.split()[-1] in _UNITS:
        return None  # "University of Northshire Wellbeing Services": found again at its edge
    core = _core(rule, x)
    shown = places().get(x) or _capitals(x)
    title = rule.title.format(x=shown) if rule.title else _shown(name)
    record = AgencyRecord(
        f"{rule.id_prefix}-{core.replace(' ', '-')}", title, rule.sector, rule.level, is_a=rule.is_a
    )
    return Typed(record, rule.name, rule.predecessor, core)


_SERVICE = (
    r"(?:highways?|roads|social services|social care|childrens (?:services|social care)|"
    r"adult (?:social care|services)|asc|csc|legal services|trading standards|street lighting|"
    r"public health)"
)
_PART = (
    r"(?: (?:department|authority|agency|services?|section|division|management|maintenance|team|"
    r"directorate|and transport(?:ation)?))*"
)
_PLACE_FIRST = re.compile(rf"(?P<x>.+?)(?: local| area| county)? {_SERVICE}{_PART}")
_PLACE_LAST = re.compile(rf"{_SERVICE}{_PART}(?: of| in| for)? (?P<x>.+)")
NHS_OF_PLACE = "the NHS of a place"
_ICB_AREAS = word_list("area of an integrated care board")
_NHS_PLACE = re.compile(r"nhs (?P<x>.+)")


def _local_service(key: str) -> Typed | None:
    """A service of a place that has a council: "Northshire Highways Department", "NHS Devon"."""
    known = places()
    for shape in (_PLACE_FIRST, _PLACE_LAST):
        found = shape.fullmatch(key)
        if found and found["x"] in known:
            return council(found["x"])
    found = _NHS_PLACE.fullmatch(key)
    if found and all(part in known or part in _ICB_AREAS for part in found["x"].split(" and ")):
        shown = typed(f"{_capitals(found['x'])} Integrated Care Board")
        return replace(shown, rule=NHS_OF_PLACE) if shown else None
    return None


def _council_of(x: str) -> Typed | None:
    known = places()
    words = x.removeprefix("city of ").split()
    for start in range(len(words)):
        if " ".join(words[start:]) in known:
            return council(" ".join(words[start:]))
    for end in range(len(words) - 1, 0, -1):
        if " ".join(words[:end]) in known and set(words[end:]) <= _OF_A_COUNCIL:
            return council(" ".join(words[:end]))
    last = max((n for n, word in enumerate(words) if word in _NOT_PLACES), default=-1)
    words = words[last + 1 :]
    return council(" ".join(words)) if 0 < len(words) <= 5 else None


_UNITS = word_list("unit")
_OF_A_COUNCIL = word_list("part of a council") | _UNITS
_NOT_PLACES = word_list("not a place") | _UNITS


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
