"""Agencies' names: from the wording in a document to an agency, by rules and aliases only.

Contract with the loader (``ingest/loader.py``)::

    for r in registry.resolve(raw, context=text_of_the_document):
        if r.record is not None:           # a body that the registry does not hold
            write the Agency node from r.record, resolved=bool(r.agency_id)
        edge to node r.node_id with raw=r.raw, predecessor=r.predecessor

``agency_id`` is "" for an unresolved name; its ``node_id`` is ``raw-…`` and its record is still
given (with ``is_a`` where at least the type is known). ``r.rule`` says how it was decided, for
the ledger. A collective ("all agencies") gives no resolution at all. ``r.raw`` has persons'
names taken out; a cell that only names a person gives the raw "a named individual".

Nothing is decided by likeness of spelling: of twelve merges that fuzzy matching made on real
addressees, two were wrong.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.agency_hazards import Hazard, read_hazards
from ingest.agency_index import Alias, AliasIndex, tokens
from ingest.agency_mentions import find_mentions
from ingest.agency_names import (
    NAMED_INDIVIDUAL,
    candidates,
    is_role_word,
    is_surrounding,
    normalise,
    without_persons,
    without_role,
)
from ingest.agency_types import typed
from ingest.records import AgencyRecord

__all__ = ["Hazard", "Registry", "Resolution", "read_hazards"]


@dataclass(frozen=True)
class Resolution:
    """One wording and the agency it was resolved to; see the module's contract."""

    raw: str
    agency_id: str
    predecessor: bool = False
    record: AgencyRecord | None = None
    rule: str = ""

    @property
    def node_id(self) -> str:
        """The id of the Agency node, also for an unresolved name."""
        return self.agency_id or raw_id(self.raw)


def raw_id(raw: str) -> str:
    """The id of the node that keeps an unresolved wording."""
    digest = hashlib.sha1(normalise(raw).encode(), usedforsecurity=False).hexdigest()
    return f"raw-{digest[:12]}"


_COLLECTIVE = re.compile(
    r"(?:(?:all|each|every|any|both|these|those|relevant|partner|constituent|member|other|"
    r"involved|statutory|voluntary|multi|local|key|individual|the|safeguarding|of|properly|"
    r"interested)\b[\s-]*)*"
    r"(?:agenc(?:y|ies)|partners?|organi[sz]ations?|services|bodies|professionals|practitioners|"
    r"members|persons|parties)(?:\s+(?:involved|concerned|named|listed|in this review|"
    r"represented.*))?",
    re.IGNORECASE,
)
_LIST_ITEM = re.compile(r";|[\r\n]+|•|\s\|\s")
_JOINT = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+|\s*/\s*", re.IGNORECASE)


class Registry:
    """The agencies that are known, and the traps in their names."""

    def __init__(self, agencies: Iterable[AgencyRecord], hazards: Iterable[Hazard]) -> None:
        self._index = AliasIndex(agencies, hazards)

    def resolve(self, raw: str, context: str = "") -> list[Resolution]:
        """The agencies that a cell of addressees names, each once.

        ``context`` is the text of the document: it decides short forms that mean several things
        and "the Trust", "the Panel". An empty list means: nobody in particular is named.
        """
        found: dict[str, Resolution] = {}
        for piece in self.split_addressees(raw):
            for resolution in self._resolve_one(piece, context):
                found.setdefault(resolution.node_id, resolution)
        return list(found.values())

    def mentions(self, text: str) -> list[Resolution]:
        """Agencies named in running text, in order, each once; the traps of names are obeyed."""
        found: dict[str, Resolution] = {}
        for mention in find_mentions(text, self._index):
            if mention.alias:
                alias = mention.alias
                resolution = self._known(mention.raw, alias.agency_id, "named", alias.predecessor)
            else:
                resolution = self._typed(mention.raw, mention.raw) or Resolution(mention.raw, "")
            if resolution.agency_id:
                found.setdefault(resolution.agency_id, resolution)
        return list(found.values())

    def split_addressees(self, cell: str) -> list[str]:
        """The single addressees of a cell.

        Semicolons and line breaks always part; commas, slashes and "and" only where there is
        a name on both sides: "Chief Executive, Northshire Hospitals NHS Trust" is one.
        """
        parts = (part.strip(" ,\t") for part in _LIST_ITEM.split(cell))
        return [piece for part in parts if part for piece in self._split_joint(part)]

    def _split_joint(self, part: str) -> list[str]:
        cuts = [(found.start(), found.end()) for found in _JOINT.finditer(part)][:12]
        if not cuts or self._whole(part):
            return [part]
        starts = [0, *(end for _, end in cuts)]
        ends = [*(start for start, _ in cuts), len(part)]
        anchors: list[tuple[int, int, str]] = []
        for size in range(len(starts), 0, -1):
            for first in range(len(starts) - size + 1):
                last = first + size - 1
                if any(first <= end and last >= begin for begin, end, _ in anchors):
                    continue
                agency_id = self._whole(part[starts[first] : ends[last]], typed_too=size == 1)
                if agency_id:
                    anchors.append((first, last, agency_id))
        anchors = self._of_bodies(part, starts, anchors)
        if len({agency_id for _, _, agency_id in anchors}) < 2:
            return [part]
        anchors.sort()
        # A role before a name belongs to it; what follows the last name belongs to that one.
        begins = [0, *(last + 1 for _, last, _ in anchors[:-1])]
        finishes = [*(last for _, last, _ in anchors[:-1]), len(starts) - 1]
        return [
            part[starts[begin] : ends[finish]]
            for begin, finish in zip(begins, finishes, strict=True)
        ]

    def _of_bodies(
        self, part: str, starts: list[int], anchors: list[tuple[int, int, str]]
    ) -> list[tuple[int, int, str]]:
        """The anchors without roles and units of the body they stand beside: "Chief Constable",
        and a type beside one body ("Highways Department, Northshire Council")."""
        kept = [a for a in anchors if not is_role_word(part[starts[a[0]] :].split()[0])]
        bodies = [a for a in kept if not self._index.is_type(a[2])]
        joined_by_comma = len(kept) == 2 and "," in part
        return bodies if len(bodies) == 1 and joined_by_comma else kept or anchors

    def _whole(self, text: str, *, typed_too: bool = False) -> str:
        """The id of the body that the whole text names, roles apart, or ""."""
        for name in (text, without_role(without_persons(text))):
            for types in (False, True):
                found = self._index.exact(name, types=types)
                if found:
                    return found[0].agency_id
            shown = typed(name) if typed_too else None
            if shown:
                return shown.record.id
        return self._index.department_of(text)

    def _resolve_one(self, piece: str, context: str) -> list[Resolution]:
        if _COLLECTIVE.fullmatch(piece.strip(" .")) or self._is_nobody(piece):
            return []
        text = without_persons(piece)
        if not text:
            return [self._unresolved(NAMED_INDIVIDUAL, "", "a person")]
        if re.search(r"\b(?:AM|MS)\b", piece) and re.search(r"Minister|Cabinet Secretary", piece):
            return [self._known(text, "gov-wales", "minister, member of the Senedd")]
        names = candidates(text)
        for step in (
            self._by_alias,
            self._by_minister,
            self._by_force,
            self._by_alias_at_edge,
            self._by_shape,
            self._by_shape_at_edge,
            self._by_core,
            self._by_type,
        ):
            found = step(text, names, context)
            if found:
                return found
        return self._from_document(text, context) or [self._unresolved(text, "", "not known")]

    def _is_nobody(self, piece: str) -> bool:
        return any("never" in trap.checks for trap in self._index.traps(piece))

    def _by_alias(self, text: str, names: list[str], context: str) -> list[Resolution]:
        for name in names:
            found = self._index.exact(name, types=False, document=context)
            if found:
                return [self._known(text, a.agency_id, "alias", a.predecessor) for a in found]
        return []

    def _by_type(self, text: str, names: list[str], context: str) -> list[Resolution]:
        for name in names:
            found = self._index.exact(name, types=True, document=context)
            if found and not any(self._is_last_named(alias) for alias in found):
                return [self._known(text, a.agency_id, "type", a.predecessor) for a in found]
        return []

    @staticmethod
    def _is_last_named(alias: Alias) -> bool:
        return any("last_named" in trap.checks for trap in alias.traps)

    def _by_minister(self, text: str, names: list[str], context: str) -> list[Resolution]:
        for name in (text, *names):
            agency_id = self._index.department_of(name)
            if agency_id:
                return [self._known(text, agency_id, "department by its subject")]
        return []

    def _by_force(self, text: str, names: list[str], context: str) -> list[Resolution]:
        if not re.search(r"\bchief constable\b|\bpolice\b|\bconstabulary\b", text, re.IGNORECASE):
            return []
        for name in names:
            short = re.sub(
                r"(?i)\s+(?:county\s+)?(?:police(?: service| force)?|constabulary)$", "", name
            )
            agency_id = self._index.force_of(short)
            if agency_id:
                return [self._known(text, agency_id, "police force by its area")]
        return []

    def _by_shape(self, text: str, names: list[str], context: str) -> list[Resolution]:
        for name in names:
            found = self._typed(text, name)
            if found:
                return [found]
        return []

    def _by_alias_at_edge(self, text: str, names: list[str], context: str) -> list[Resolution]:
        for name in _at_edges(names):
            if " " not in name and sum(letter.isupper() for letter in name) < 2:
                continue
            found = self._index.exact(name, types=False, document=context)
            if found:
                return [self._known(text, found[0].agency_id, "alias", found[0].predecessor)]
        return []

    def _by_shape_at_edge(self, text: str, names: list[str], context: str) -> list[Resolution]:
        return self._by_shape(text, list(_at_edges(names)), context)

    def _by_core(self, text: str, names: list[str], context: str) -> list[Resolution]:
        for name in names:
            found = self._index.by_core(name)
            if found:
                return [self._known(text, found.agency_id, "trust by its core", found.predecessor)]
        return []

    def _from_document(self, text: str, context: str) -> list[Resolution]:
        """ "The Trust": the last full name of that kind in the document, else only its type."""
        traps = [trap for trap in self._index.traps(text) if "last_named" in trap.checks]
        if not traps:
            return []
        noun = tokens(text)[-1]
        for mention in reversed(find_mentions(context, self._index)):
            if tokens(mention.raw)[-1] == noun and len(tokens(mention.raw)) > 1:
                return [
                    Resolution(text, r.agency_id, r.predecessor, r.record, "last named of its kind")
                    for r in self.resolve(mention.raw)
                ]
        types = self._index.exact(text, types=True)
        is_a = types[0].agency_id if types else _TYPE_OF_NOUN.get(noun, "")
        return [self._unresolved(text, is_a, "only its type is known")]

    def _typed(self, raw: str, name: str) -> Resolution | None:
        shown = typed(name)
        if not shown:
            return None
        known = self._index.known_as(shown)
        if known:
            return self._known(raw, known.agency_id, shown.rule, known.predecessor)
        return Resolution(
            _tidy(raw), shown.record.id, shown.predecessor, shown.record, f"type: {shown.rule}"
        )

    def _known(self, raw: str, agency_id: str, rule: str, predecessor: bool = False) -> Resolution:
        return Resolution(_tidy(raw), agency_id, predecessor, None, rule)

    def _unresolved(self, raw: str, is_a: str, rule: str) -> Resolution:
        raw = _tidy(raw)
        return Resolution(raw, "", False, AgencyRecord(raw_id(raw), raw, is_a=is_a), rule)


def _at_edges(names: list[str]) -> Iterator[str]:
    """Names with a role or unit beside them and nothing between: "CEO Northshire Trust"."""
    for name in names:
        words = name.split()
        for size in range(len(words) - 1, 0, -1):
            if is_surrounding(words[size:], before=False):
                yield " ".join(words[:size])
            if is_surrounding(words[:-size], before=True):
                yield " ".join(words[-size:])


_TYPE_OF_NOUN = {
    "trust": "hea-acute",
    "board": "par-sab",
    "council": "la-council",
    "force": "pol-force",
    "partnership": "par-csp",
}


def _tidy(raw: str) -> str:
    return " ".join(raw.split())
