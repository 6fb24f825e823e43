"""The known agencies' wordings, each with its traps, to look up whole or to find in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ingest.agency_hazards import Hazard, Place, blocks
from ingest.agency_names import normalise
from ingest.agency_rules import Typed
from ingest.agency_types import typed
from ingest.records import AgencyRecord


@dataclass(frozen=True)
class Alias:
    """One wording of one agency, as the tokens it is found by in a text."""

    text: str
    tokens: tuple[str, ...]
    agency_id: str
    is_type: bool
    traps: tuple[Hazard, ...]
    predecessor: bool

    @property
    def agency_ids(self) -> tuple[str, ...]:
        """The agency, and the others that an ambiguous wording is attached to as well."""
        others = (i for t in self.traps if "both" in t.checks for i in t.agency_ids)
        return tuple(dict.fromkeys((self.agency_id, *others)))


TOKEN = re.compile(r"[A-Za-z0-9À-ÿ]+(?:['’][A-Za-z]+)*|&")
_ARTICLE = re.compile(r"^(?:the|The)\s+")


def tokens(text: str) -> tuple[str, ...]:
    """The tokens of a wording, lower case, apostrophes dropped, "&" as "and"."""
    return tuple(token_key(found[0]) for found in TOKEN.finditer(text))


def token_key(token: str) -> str:
    """One token as it is compared."""
    return token.lower().replace("'", "").replace("’", "").replace("&", "and")


_OF_THE_STATE = frozenset({"central_government", "criminal_justice", "police", "probation"})
_UNSAID = {"nhs", "foundation", "trust", "university", "teaching", "of", "and"}
# A core without such a word is a place, and many bodies are of that place.
_SPEAKING = re.compile(r"\b(?:health|healthcare|partnership|care)\b")


def _loose(typed_id: str) -> str:
    """A trust's id without the word that reports leave out most."""
    return typed_id.replace("-partnership", "") if typed_id.startswith("trust-") else typed_id


class AliasIndex:
    """All wordings of all agencies of the registry."""

    def __init__(self, agencies: Iterable[AgencyRecord], hazards: Iterable[Hazard]) -> None:
        self.records = {record.id: record for record in agencies}
        self.by_first: dict[str, list[Alias]] = {}
        self._exact: dict[str, list[Alias]] = {}
        self._typed: dict[str, Alias] = {}
        self._long_forms: dict[str, tuple[str, ...]] = {}
        self._forces: dict[str, str] = {}
        self._departments: dict[str, str] = {}
        self._traps: dict[str, list[Hazard]] = {}
        for trap in hazards:
            for alias in trap.aliases:
                self._traps.setdefault(normalise(alias), []).append(trap)
        for record in self.records.values():
            self._add(record)
        for found in self.by_first.values():
            found.sort(key=lambda alias: -len(alias.tokens))

    def _add(self, record: AgencyRecord) -> None:
        title = re.sub(r"\s*\(type\)$", "", record.title)
        wordings = dict.fromkeys((title, *record.aliases))
        bracketed = re.fullmatch(r"(.+?)\s+\((.+)\)", title)
        if bracketed:
            wordings = dict.fromkeys((*bracketed.groups(), *record.aliases))
        self._long_forms[record.id] = tuple(w for w in wordings if " " in w)
        for wording in wordings:
            self._add_wording(record, wording)

    def _add_wording(self, record: AgencyRecord, wording: str) -> None:
        key = normalise(wording)
        traps = tuple(self._traps.get(key, ()))
        predecessor = any(
            "predecessor" in trap.checks and (not trap.agency_ids or record.id in trap.agency_ids)
            for trap in traps
        )
        words = tokens(_ARTICLE.sub("", wording) if record.is_type else wording)
        if not words:
            return
        alias = Alias(wording, words, record.id, record.is_type, traps, predecessor)
        self.by_first.setdefault(words[0], []).append(alias)
        self._exact.setdefault(key, []).append(alias)
        if record.is_type:
            return
        shown = typed(wording)
        if shown and (shown.record.is_a == record.is_a or shown.record.id.startswith("trust-")):
            for typed_id in (shown.record.id, _loose(shown.record.id)):
                self._typed.setdefault(typed_id, alias)
            if _SPEAKING.search(shown.core):
                self._typed.setdefault(shown.core, alias)
        if record.is_a == "pol-force":
            place = re.sub(r" (?:police(?: service)?|(?:county )?constabulary)$", "", key)
            self._forces.setdefault(place, record.id)
        subject = department_subject(wording)
        if subject:
            self._departments.setdefault(subject, record.id)

    def exact(self, name: str, *, types: bool, document: str = "") -> Alias | None:
        """The alias that a whole name is, among types or among bodies, or None."""
        for alias in self._exact.get(normalise(name), []):
            if alias.is_type == types and not self.is_blocked(alias, name, document):
                return alias
        return None

    def is_blocked(self, alias: Alias, cell: str, document: str) -> bool:
        """Whether a trap forbids this alias where it stands alone in a column of names."""
        place = Place(cell, 0, len(cell), self.long_forms(alias), document)
        return any(blocks(trap, place, cell=True) for trap in alias.traps)

    def is_type(self, agency_id: str) -> bool:
        """Whether the id is that of a type of body."""
        record = self.records.get(agency_id)
        return record is not None and record.is_type

    def has_branches(self, agency_id: str) -> bool:
        """Whether the body is one of the state that works through branches named by region; a
        charity of a place is a body of its own."""
        record = self.records[agency_id]
        return record.level == "national" and record.sector in _OF_THE_STATE

    def long_forms(self, alias: Alias) -> tuple[str, ...]:
        """The full names that a short form stands for."""
        return self._long_forms[alias.agency_id]

    def traps(self, name: str) -> list[Hazard]:
        """The traps of a wording, also of one that no agency has as an alias."""
        return self._traps.get(normalise(name), [])

    def known_as(self, shown: Typed) -> Alias | None:
        """The registry's own body that a typed rule found under another spelling, or None."""
        for typed_id in (shown.record.id, _loose(shown.record.id)):
            if typed_id in self._typed:
                return self._typed[typed_id]
        # "NSFT NHS Foundation Trust": the short form stands where the name would.
        short = self._exact.get(shown.core, [])
        same = [a for a in short if a.agency_id in self.records and not a.is_type]
        if same and shown.record.id.startswith(("trust-", "amb-")):
            return same[0]
        return None

    def within(self, shown: Typed) -> tuple[AgencyRecord, AgencyRecord | None]:
        """A typed body as part of the registry's own council; where it has none, with the
        council that its name tells."""
        found = self.known_as(Typed(shown.whole, shown.rule)) if shown.whole else None
        return (
            (replace(shown.record, part_of=found.agency_id), None)
            if found
            else (shown.record, shown.whole)
        )

    def by_core(self, name: str) -> Alias | None:
        """A trust named without "NHS Trust": "Northshire Mental Health"."""
        return self._typed.get(" ".join(w for w in normalise(name).split() if w not in _UNSAID))

    def force_of(self, place: str) -> str:
        """The police force of an area: "Avon and Somerset" → its id, or ""."""
        return self._forces.get(normalise(place), "")

    def department_of(self, name: str) -> str:
        """The department that a minister or a loosely named department belongs to, or ""."""
        subject = department_subject(name)
        return self._departments.get(subject, "") if subject else ""


_DEPARTMENT = re.compile(
    r"(?:parliamentary |cabinet )?(?:secretary(?: of)? state|under secretary(?: of state)?|"
    r"minister(?: of state)?|secretary|department|ministry|cabinet minister|shadow minister)"
    r" (?:for|of|at) (?:the )?(?:department (?:for|of) (?:the )?)?(?P<x>.+)"
)


def department_subject(name: str) -> str:
    """What a department is for, without the words that change: "health and social care"."""
    found = _DEPARTMENT.fullmatch(normalise(name))
    return found["x"] if found else ""
