"""A cell of addressees, taken apart where there is a name on both sides of a comma or "and"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.agency_index import AliasIndex
from ingest.agency_names import (
    is_role_word,
    without_persons,
    without_quantifier,
    without_role,
)
from ingest.agency_types import NHS_OF_PLACE, typed

_LIST_ITEM = re.compile(r";|[\r\n]+|•|\s\|\s")
_JOINT = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+|\s*/\s*", re.IGNORECASE)
# A cell of running text is no list of names; what lies beyond is left as one stretch.
_MOST_JOINTS = 200
_LONGEST_LIST = 6000
# "Environment, Food and Rural Affairs": a name holds no more stretches than this.
_MOST_STRETCHES = 6


@dataclass(frozen=True)
class _Anchor:
    """Stretches ``first`` to ``last`` of a cell that are the whole name of a body."""

    first: int
    last: int
    agency_id: str


def split_cell(cell: str, index: AliasIndex) -> list[str]:
    """The single addressees of a cell; roles stay with the name they stand before."""
    parts = (part.strip(" ,\t") for part in _LIST_ITEM.split(cell))
    return [piece for part in parts if part for piece in _split_joint(part, index)]


def _split_joint(part: str, index: AliasIndex) -> list[str]:
    if len(part) > _LONGEST_LIST:
        return [part]
    cuts = [(found.start(), found.end()) for found in _JOINT.finditer(part)][:_MOST_JOINTS]
    if not cuts or whole(part, index) or _is_prison(part):
        return [part]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(part)]
    anchors = _of_bodies(part, starts, _anchors(part, starts, ends, index), index)
    if len({anchor.agency_id for anchor in anchors}) < 2:
        return [part]
    # What stands before a name belongs to it; what follows the last name belongs to that one.
    begins = [0, *(anchor.last + 1 for anchor in anchors[:-1])]
    finishes = [*(anchor.last for anchor in anchors[:-1]), len(starts) - 1]
    return [part[starts[b] : ends[f]] for b, f in zip(begins, finishes, strict=True)]


def _is_prison(part: str) -> bool:
    """ "HMP & YOI Northfield" is one prison."""
    shown = typed(part)
    return shown is not None and shown.rule == "prison"


def _anchors(part: str, starts: list[int], ends: list[int], index: AliasIndex) -> list[_Anchor]:
    found: list[_Anchor] = []
    for size in range(min(len(starts), _MOST_STRETCHES), 0, -1):
        for first in range(len(starts) - size + 1):
            last = first + size - 1
            if any(first <= other.last and last >= other.first for other in found):
                continue
            agency_id = whole(part[starts[first] : ends[last]], index, typed_too=size == 1)
            if agency_id:
                found.append(_Anchor(first, last, agency_id))
    return sorted(found, key=lambda anchor: anchor.first)


def _of_bodies(
    part: str, starts: list[int], anchors: list[_Anchor], index: AliasIndex
) -> list[_Anchor]:
    """The anchors without roles and units of the body they stand beside: "Chief Constable", and
    a type beside one body ("Highways Department, Northshire Council")."""
    kept = [
        anchor
        for anchor in anchors
        if not (
            index.is_type(anchor.agency_id)
            and is_role_word(part[starts[anchor.first] :].split()[0])
        )
    ]
    bodies = [anchor for anchor in kept if not index.is_type(anchor.agency_id)]
    if len(bodies) == 1 and len(kept) == 2 and "," in part:
        return bodies
    return kept or anchors


def whole(text: str, index: AliasIndex, *, typed_too: bool = False) -> str:
    """The id of the body that the whole text names, roles apart, or ""."""
    bare = without_quantifier(text)
    for name in (text, without_role(without_persons(text)), bare):
        for types in (False, True):
            found = index.exact(name, types=types)
            if found:
                return found.agency_id
        shown = typed(name) if typed_too else None
        # "NHS Northshire and Southshire …" is one body, of two places.
        if shown and shown.rule != NHS_OF_PLACE:
            return shown.record.id
    return index.department_of(text)
