"""The known agencies' wordings, each with its traps, to look up whole or to find in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.agency_hazards import Hazard, Place, blocks
from ingest.agency_names import normalise
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


TOKEN = re.compile(r"[A-Za-z0-9À-ÿ]+(?:['’][A-Za-z]+)*|&")
_ARTICLE = re.compile(r"^(?:the|The)\s+")


def tokens(text: str) -> tuple[str, ...]:
    """The tokens of a wording, lower case, apostrophes dropped, "&" as "and"."""
    return tuple(token_key(found[0]) for found in TOKEN.finditer(text))


def token_key(token: str) -> str:
    """One token as it is compared."""
    return token.lower().replace("'", "").replace("’", "").replace("&", "and")


class AliasIndex:
    """All wordings of all agencies of the registry."""

    def __init__(self, agencies: Iterable[AgencyRecord], hazards: Iterable[Hazard]) -> None:
        self.records = {record.id: record for record in agencies}
        self.by_first: dict[str, list[Alias]] = {}
        self._exact: dict[str, list[Alias]] = {}
        self._typed: dict[str, str] = {}
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
        if shown and shown.record.is_a == record.is_a:
            self._typed.setdefault(shown.record.id, record.id)
        if record.is_a == "pol-force":
            place = re.sub(r" (?:police(?: service)?|(?:county )?constabulary)$", "", key)
            self._forces.setdefault(place, record.id)
        subject = department_subject(wording)
        if subject:
            self._departments.setdefault(subject, record.id)

    def exact(self, name: str, *, types: bool, document: str = "") -> list[Alias]:
        """The agencies that a whole name stands for; several where it is truly both."""
        found = [
            alias
            for alias in self._exact.get(normalise(name), [])
            if alias.is_type == types and not self.is_blocked(alias, name, document)
        ]
        both = any("both" in trap.checks for alias in found for trap in alias.traps)
        return found if both else found[:1]

    def is_blocked(self, alias: Alias, cell: str, document: str) -> bool:
        """Whether a trap forbids this alias where it stands alone in a column of names."""
        place = Place(cell, 0, len(cell), self.long_forms(alias), document)
        return any(blocks(trap, place, cell=True) for trap in alias.traps)

    def long_forms(self, alias: Alias) -> tuple[str, ...]:
        """The full names that a short form stands for."""
        return self._long_forms[alias.agency_id]

    def traps(self, name: str) -> list[Hazard]:
        """The traps of a wording, also of one that no agency has as an alias."""
        return self._traps.get(normalise(name), [])

    def known_as(self, typed_id: str) -> str:
        """The registry's id for a body that a typed rule found, or ""."""
        return self._typed.get(typed_id, typed_id if typed_id in self.records else "")

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
