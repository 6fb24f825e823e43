"""What in a text may point to a person: flagged for somebody to check, and replaced by a role.

Rules, not a model: everything runs offline, in milliseconds, and a person can see why. What is
found and missed is measured in docs/quality.md. A flag is a question, never a judgement.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.agencies import Registry
from ingest.documents.bodies import registry as reference_registry
from ingest.documents.identifying_numbers import Span, find_numbers
from ingest.documents.personal_names import find_persons

What = Literal[
    "person's name", "date of birth", "address", "NHS number", "telephone number", "email"
]
_ROLES = {
    "date of birth": "[date of birth]",
    "address": "[address]",
    "NHS number": "[NHS number]",
    "telephone number": "[telephone number]",
    "email": "[email address]",
}


@dataclass(frozen=True)
class Flag:
    """A stretch of a text that looks personal: where it stands, its words, what it looks like,
    and the role proposed instead, such as "[the social worker]" or "[name]"."""

    start: int
    end: int
    words: str
    what: str
    role: str


def personal(text: str, *, registry: Registry | None = None) -> list[Flag]:
    """What looks personal in a text, in order of place, without overlaps.

    ``registry`` knows the agencies, whose names are left alone; without one those of the
    reference table are.
    """
    bodies = (registry or reference_registry()).spans(text)
    flags = [
        Flag(each.start, each.end, text[each.start : each.end], each.what, _ROLES[each.what])
        for each in _apart(find_numbers(text))
    ]
    taken = [(flag.start, flag.end) for flag in flags]
    for person in find_persons(text, [*bodies, *taken]):
        words = text[person.start : person.end]
        flags.append(Flag(person.start, person.end, words, "person's name", person.role))
    return sorted(flags, key=lambda flag: flag.start)


def with_roles(text: str, flags: Sequence[Flag]) -> str:
    """The text with each flagged stretch replaced by its role.

    Raises ValueError when a flag is not of this text, or two lie over each other.
    """
    pieces: list[str] = []
    end = 0
    for flag in sorted(flags, key=lambda each: each.start):
        if flag.start < end or text[flag.start : flag.end] != flag.words:
            raise ValueError(f"The flag at {flag.start} is not of this text.")
        pieces += [text[end : flag.start], flag.role]
        end = flag.end
    return "".join([*pieces, text[end:]])


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Spans without those that lie over an earlier one: an NHS number is no telephone number."""
    kept: list[Span] = []
    for span in spans:
        if not any(span.start < other.end and other.start < span.end for other in kept):
            kept.append(span)
    return kept
