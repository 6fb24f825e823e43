"""Bodies that the registry does not list, known by the type their name shows.

"Northshire County Council" is a local authority whoever it is: it gets its own agency, with an
id made from its name, below its type. Every rule matches the whole of a normalised name
(``agency_names.normalise``), so a name inside a longer phrase gives nothing here.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache

from graph.settings import DATA
from ingest.agency_names import ROLE_WORDS, normalise
from ingest.agency_rules import Rule, rules
from ingest.records import AgencyRecord
from ingest.word_lists import words

PLACES = DATA / "reference" / "council_places.csv"


@dataclass(frozen=True)
class Typed:
    """A body known by rule: its record, the rule, and whether its kind has been replaced."""

    record: AgencyRecord
    rule: str
    predecessor: bool = False


# Without these words a name of that shape says nothing: "the hospital", "local surgery".
_BARE = words("bare")
_COMPANY = re.compile(
    r"^(?P<x>.+?)[, ]+(?:\(?(?:UK|GB)\)?[, ]+)?(?:Co\.?[, ]+)?(?:Ltd|Limited|Plc|PLC|plc|LLP|Inc|"
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


def typed(name: str) -> Typed | None:
    """The body that a name's own shape tells, or None. ``name`` is one stretch of a cell."""
    words = normalise(name)
    if not 2 <= len(words.split()) <= 14 or _has_role(words):
        return None
    for rule in rules():
        found = rule.shape.fullmatch(words)
        if found:
            x = next(group for group in found.groups() if group)
            return _body(rule, x, name)
    return _company(name)


def _has_role(words: str) -> bool:
    return any(word in ROLE_WORDS for word in words.split() if word not in _NAME_PARTS)


# Role words that also stand inside names of bodies.
_NAME_PARTS = words("role inside names")


def _body(rule: Rule, x: str, name: str) -> Typed | None:
    if all(word in _BARE for word in x.split()) or not any(c.isupper() for c in name):
        return None
    if rule.name == "local authority":
        return _council_of(x)
    core = _core(rule, x)
    shown = places().get(x) or _capitals(x)
    title = rule.title.format(x=shown) if rule.title else _shown(name)
    record = AgencyRecord(
        f"{rule.id_prefix}-{core.replace(' ', '-')}", title, rule.sector, rule.level, is_a=rule.is_a
    )
    return Typed(record, rule.name, rule.predecessor)


def _council_of(x: str) -> Typed | None:
    known = places()
    words = x.removeprefix("city of ").split()
    for start in range(len(words)):
        if " ".join(words[start:]) in known:
            return council(" ".join(words[start:]))
    if len(words) > 5 or any(word in _NOT_PLACES for word in words):
        return None
    return council(" ".join(words))


_NOT_PLACES = words("not a place")


def _shown(name: str) -> str:
    """A name as written, without article, abbreviation in brackets and spare spaces."""
    text = re.sub(r"\s*[(\[].*?[)\]]", "", name)
    return re.sub(r"\s+", " ", re.sub(r"^(?i:the)\s+", "", text)).strip(" ,.;:-–'\"")


def _company(name: str) -> Typed | None:
    found = _COMPANY.match(re.sub(r"\s+\(.*?\)$", "", name.strip(" .")))
    if not found:
        return None
    core = normalise(_shown(found["x"] or found["y"]))
    if not core or len(core.split()) > 6:
        return None
    record = AgencyRecord(
        f"com-{core.replace(' ', '-')}", _shown(name), "other", "local", is_a="bus-company"
    )
    return Typed(record, "company by its legal form")
