"""Agencies' names: from the wording in a document to an agency, by rules and aliases only.

Contract with the loader (``ingest/loader.py``)::

    for r in registry.resolve(raw, context=text_of_the_document):
        if r.record is not None:           # a body that the registry does not hold
            write the Agency node from r.record, resolved=bool(r.agency_id)
            and that of r.whole, which r.record is part of and the registry does not hold
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
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.agency_cells import split_cell
from ingest.agency_hazards import Hazard, read_hazards
from ingest.agency_index import Alias, AliasIndex, tokens
from ingest.agency_mentions import find_mentions
from ingest.agency_names import (
    NAMED_INDIVIDUAL,
    at_edges,
    candidates,
    is_short_form,
    normalise,
    plainer_names,
    without_persons,
)
from ingest.agency_rules import Typed
from ingest.agency_social_care import of_council as social_care_of
from ingest.agency_types import body_and_place, is_region, typed
from ingest.records import AgencyRecord
from ingest.titles import cut

__all__ = ["Hazard", "Registry", "Resolution", "read_hazards"]


@dataclass(frozen=True)
class Resolution:
    """One wording and the agency it was resolved to; see the module's contract."""

    raw: str
    agency_id: str
    predecessor: bool = False
    record: AgencyRecord | None = None
    rule: str = ""
    whole: AgencyRecord | None = None

    @property
    def node_id(self) -> str:
        """The id of the Agency node, also for an unresolved name."""
        return self.agency_id or (self.record.id if self.record else raw_id(self.raw))


def raw_id(raw: str) -> str:
    """The id of the node that keeps an unresolved wording."""
    digest = hashlib.sha1(normalise(raw).encode(), usedforsecurity=False).hexdigest()
    return f"raw-{digest[:12]}"


# The longest real addressee has 250 characters; a longer piece is running text.
_LONGEST_NAME = 400
_COLLECTIVE = re.compile(
    r"(?:(?:all|each|every|any|both|these|those|relevant|partner|constituent|member|other|"
    r"involved|statutory|voluntary|multi|local|key|individual|the|safeguarding|of|properly|"
    r"interested)\b[\s-]*)*"
    r"(?:agenc(?:y|ies)|partners?|organi[sz]ations?|services|bodies|professionals|practitioners|"
    r"members|persons|parties)(?:\s+(?:involved|concerned|named|listed|in this review|"
    r"represented.*))?",
    re.IGNORECASE,
)


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
                several = self._of_alias(mention.raw, mention.alias, "named")
            else:
                shaped = self._typed(mention.raw, mention.raw)
                several = [shaped] if shaped else []
            for resolution in several:
                found.setdefault(resolution.agency_id, resolution)
        return list(found.values())

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where agencies are named in running text, in order, apart."""
        return [(found.start, found.end) for found in find_mentions(text, self._index)]

    def split_addressees(self, cell: str) -> list[str]:
        """The single addressees of a cell.

        Semicolons and line breaks always part; commas, slashes and "and" only where there is
        a name on both sides: "Chief Executive, Northshire Hospitals NHS Trust" is one.
        """
        return split_cell(cell, self._index)

    def _resolve_one(self, piece: str, context: str) -> list[Resolution]:
        if len(piece) > _LONGEST_NAME:
            return [self._unresolved(cut(piece, _LONGEST_NAME), "", "too long for a name")]
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
            self._by_region,
            self._by_type,
            self._by_plainer_name,
        ):
            found = step(text, names, context)
            if found:
                return self._social_care(text, found)
        return self._from_document(text, context) or [self._unresolved(text, "", "not known")]

    def _is_nobody(self, piece: str) -> bool:
        return any("never" in trap.checks for trap in self._index.traps(piece))

    def _by_alias(self, text: str, names: list[str], context: str) -> list[Resolution]:
        for name in names:
            found = self._index.exact(name, types=False, document=context)
            if found:
                return self._of_alias(text, found, "alias")
        return []

    def _by_type(self, text: str, names: list[str], context: str) -> list[Resolution]:
        short = (edge for edge in at_edges(names) if is_short_form(edge))
        for name in (*names, *short):
            found = self._index.exact(name, types=True, document=context)
            if found and not self._is_last_named(found):
                return self._of_alias(text, found, "type")
        return []

    def _by_region(self, text: str, names: list[str], context: str) -> list[Resolution]:
        """ "CPS Wessex", "Kent, Surrey and Sussex CRC": a branch of a body of the state."""
        for name in names:
            for body, place in body_and_place(name):
                found = self._index.exact(body, types=False, document=context)
                if found and self._index.has_branches(found.agency_id) and is_region(place):
                    return self._of_alias(text, found, "branch of a national body")
        return []

    def _by_plainer_name(self, text: str, names: list[str], context: str) -> list[Resolution]:
        """ "All GP practices in X" is GP practice; "Probation Service in X" the service."""
        plainer = [plain for name in names for plain in plainer_names(name)]
        return self._by_type(text, plainer, context) or self._by_alias(text, plainer, context)

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
        for name in at_edges(names):
            if " " not in name and sum(letter.isupper() for letter in name) < 2:
                continue
            found = self._index.exact(name, types=False, document=context)
            if found:
                return self._of_alias(text, found, "alias")
        return []

    def _by_shape_at_edge(self, text: str, names: list[str], context: str) -> list[Resolution]:
        return self._by_shape(text, list(at_edges(names)), context)

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
        # Line by line: those of a context are names and wordings that do not run on.
        lines = reversed(context.splitlines())
        mentions = (m for line in lines for m in reversed(find_mentions(line, self._index)))
        for mention in mentions:
            words = tokens(mention.raw)
            if words[-1] == noun and len(words) > 1 and words[-3:] != _NEVER_SHORT:
                return [
                    Resolution(text, r.agency_id, r.predecessor, r.record, "last named of its kind")
                    for r in self.resolve(mention.raw)
                ]
        types = self._index.exact(text, types=True)
        is_a = types.agency_id if types else _TYPE_OF_NOUN.get(noun, "")
        return [self._unresolved(text, is_a, "only its type is known")]

    def _typed(self, raw: str, name: str) -> Resolution | None:
        shown = typed(name)
        return self._shown(raw, shown) if shown else None

    def _shown(self, raw: str, shown: Typed) -> Resolution:
        known = self._index.known_as(shown)
        if known:
            return self._known(raw, known.agency_id, shown.rule, known.predecessor)
        record, whole = self._index.within(shown)
        return Resolution(
            _tidy(raw), record.id, shown.predecessor, record, f"type: {shown.rule}", whole
        )

    def _social_care(self, text: str, found: list[Resolution]) -> list[Resolution]:
        """What was found, or the social care of the council that was found, where it is named."""
        record = found[0].record or self._index.records[found[0].agency_id]
        if len(found) > 1 or record.is_a != "la-council":
            return found
        care = social_care_of(record, text)
        return [self._shown(text, care)] if care else found

    def _of_alias(self, raw: str, alias: Alias, rule: str) -> list[Resolution]:
        return [self._known(raw, one, rule, alias.predecessor) for one in alias.agency_ids]

    def _known(self, raw: str, agency_id: str, rule: str, predecessor: bool = False) -> Resolution:
        return Resolution(_tidy(raw), agency_id, predecessor, None, rule)

    def _unresolved(self, raw: str, is_a: str, rule: str) -> Resolution:
        raw = _tidy(raw)
        return Resolution(raw, "", False, AgencyRecord(raw_id(raw), raw, is_a=is_a), rule)


# In a safeguarding board's review "the Board" is that board; the other is called the ICB.
_NEVER_SHORT = ("integrated", "care", "board")
_TYPE_OF_NOUN = {
    "trust": "hea-acute",
    "board": "par-sab",
    "council": "la-council",
    "force": "pol-force",
    "partnership": "par-csp",
}


def _tidy(raw: str) -> str:
    return " ".join(raw.split())
