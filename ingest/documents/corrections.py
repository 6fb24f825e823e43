"""What a person did to a draft, as data: kept with the document and applied to every new reading.

A correction names a recommendation by its ``key``, which stays as long as its words and number
do, so that a correction outlives another reading of the document. One whose key is gone does
nothing, and the draft says so in its warnings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from ingest.documents.model import (
    Draft,
    DraftAddressee,
    DraftRecommendation,
    Form,
    Place,
)
from ingest.documents.roles import ReplaceName, with_roles
from ingest.identifiers import hashed, words_only

Field = Literal[
    "text",
    "number",
    "kind",
    "scope",
    "plan_action",
    "plan_lead",
    "plan_target_date",
    "plan_status",
    "plan_outcome",
]
ReviewField = Literal["title", "kind", "area", "date", "author"]


@dataclass(frozen=True)
class Accept:
    """A person looked, and it is right: its doubts are gone."""

    key: str


@dataclass(frozen=True)
class Change:
    """One field of a recommendation has another value; ``text`` among them."""

    key: str
    field: Field
    value: str


@dataclass(frozen=True)
class Address:
    """These bodies are asked to act, and no others."""

    key: str
    addressees: tuple[DraftAddressee, ...]


@dataclass(frozen=True)
class Split:
    """One is several. The first keeps the key, the others are ``key/2``, ``key/3`` …"""

    key: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Merge:
    """Several are one, under the key of the first. ``text`` is the whole wording; without it
    theirs are joined."""

    keys: tuple[str, ...]
    text: str = ""


@dataclass(frozen=True)
class Drop:
    """It is no recommendation."""

    key: str


@dataclass(frozen=True)
class Add:
    """One that the reading missed. Make it with ``added``, which gives it its key."""

    key: str
    text: str
    page: int | None = None
    number: str = ""
    kind: str = "recommendation"
    form: Form = "list"


@dataclass(frozen=True)
class Describe:
    """One field of the review has another value."""

    field: ReviewField
    value: str


Correction = Accept | Change | Address | Split | Merge | Drop | Add | Describe | ReplaceName


def added(
    text: str,
    *,
    page: int | None = None,
    number: str = "",
    kind: str = "recommendation",
    form: Form = "list",
) -> Add:
    """A recommendation added by hand, with the key that later corrections name it by."""
    return Add(hashed("added", words_only(text)), text, page, number, kind, form)


def corrected(draft: Draft, corrections: Iterable[Correction]) -> Draft:
    """The draft as a person has it: each correction applied in the order they were made, names
    replaced by roles last. Pure; the same corrections give the same draft."""
    made = list(corrections)
    work = _Work(draft)
    for each in made:
        work.apply(each)
    names = [each for each in made if isinstance(each, ReplaceName)]
    return with_roles(work.result(), names)


def applicable(
    draft: Draft, corrections: Iterable[Correction]
) -> tuple[tuple[Correction, ...], int]:
    """Those corrections that find what they correct in this draft, and how many do not."""
    made = list(corrections)
    work = _Work(draft)
    kept = tuple(each for each in made if work.apply(each))
    return kept, len(made) - len(kept)


def carried(corrections: Iterable[Correction], old: Draft, new: Draft) -> tuple[Correction, ...]:
    """Corrections of one reading under the keys of another: a recommendation whose words are the
    same is the same, though its number has changed."""
    there = {one.key for one in new.recommendations}
    by_words = {words_only(one.text): one.key for one in reversed(new.recommendations)}
    keys = {
        one.key: by_words.get(words_only(one.text), one.key)
        for one in old.recommendations
        if one.key not in there
    }
    return tuple(_under(each, keys) for each in corrections)


def _under(correction: Correction, keys: Mapping[str, str]) -> Correction:
    match correction:
        case Merge():
            return replace(correction, keys=tuple(keys.get(each, each) for each in correction.keys))
        case Describe() | ReplaceName():
            return correction
        case _:
            return replace(correction, key=keys.get(correction.key, correction.key))


def checked_keys(corrections: Iterable[Correction]) -> dict[str, str]:
    """What a person did to each recommendation: ``accepted``, ``corrected`` or ``added``."""
    done: dict[str, str] = {}
    for each in corrections:
        if isinstance(each, Accept):
            done.setdefault(each.key, "accepted")
        elif isinstance(each, Add):
            done[each.key] = "added"
        elif isinstance(each, Split):
            keys = [each.key, *(_part(each.key, n) for n in range(2, len(each.texts) + 1))]
            done |= dict.fromkeys(keys, "corrected")
        elif isinstance(each, Merge):
            done[each.keys[0]] = "corrected"
        elif isinstance(each, Change | Address) and done.get(each.key) != "added":
            done[each.key] = "corrected"
    return done


class _Work:
    """A draft's recommendations by key, in order, as corrections change them."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._found = {each.key: each for each in draft.recommendations}
        self._also: dict[str, str] = {}
        self._review: dict[str, str] = {}
        self._idle = 0

    def apply(self, correction: Correction) -> bool:
        """Apply one; false when what it corrects is not there."""
        found = self._apply(correction)
        self._idle += not found
        return found

    def _apply(self, correction: Correction) -> bool:
        match correction:
            case Describe(name, value):
                self._review[name] = value
            case Merge(keys, text):
                return self._merge([self._also.get(key, key) for key in keys], text)
            case Add():
                self._add(correction)
            case ReplaceName():
                pass
            case _:
                return self._to_one(correction, self._also.get(correction.key, correction.key))
        return True

    def result(self) -> Draft:
        warnings = self._draft.warnings
        if self._idle:
            warnings += (
                f"{self._idle} earlier corrections found nothing to correct, because the "
                "document's wording or numbers have changed; please look through it again",
            )
        return replace(
            self._draft,
            **self._review,  # type: ignore[arg-type]  # ReviewField names text fields only
            recommendations=tuple(self._found.values()),
            warnings=warnings,
        )

    def _to_one(self, correction: Accept | Change | Address | Split | Drop, key: str) -> bool:
        one = self._found.get(key)
        if one is None:
            return False
        match correction:
            case Accept():
                self._found[key] = replace(one, doubts=())
            case Change(_, name, value):
                changes: Mapping[str, str] = {name: value}
                self._found[key] = replace(one, doubts=(), **changes)  # type: ignore[arg-type]
            case Address(_, addressees):
                self._found[key] = replace(one, doubts=(), addressees=addressees)
            case Split(_, texts):
                self._put_for(key, _parts(one, texts))
            case Drop():
                del self._found[key]
        return True

    def _merge(self, keys: list[str], text: str) -> bool:
        there = [self._found[key] for key in dict.fromkeys(keys) if key in self._found]
        if len(there) < 2:
            return False
        first, *rest = there
        whole = replace(
            first,
            text=text or " ".join(each.text for each in there),
            addressees=tuple(dict.fromkeys(a for each in there for a in each.addressees)),
            places=tuple(dict.fromkeys(place for each in there for place in each.places)),
            doubts=(),
        )
        for each in rest:
            del self._found[each.key]
            self._also[each.key] = first.key
        self._put_for(first.key, [whole])
        return True

    def _add(self, add: Add) -> None:
        words = words_only(add.text)
        for key, one in self._found.items():
            if words_only(one.text) == words:
                # A better reading has found it by itself.
                self._also[add.key] = key
                self._found[key] = replace(one, doubts=())
                return
        place = Place(add.page, (), add.form)
        new = DraftRecommendation(add.key, add.text, add.number, add.kind, "", (), (place,))
        before = [
            key
            for key, one in self._found.items()
            if add.page is not None and one.places and (one.places[0].page or 0) <= add.page
        ]
        if not before:
            self._found[add.key] = new
            return
        self._put_for(before[-1], [self._found[before[-1]], new])

    def _put_for(self, key: str, new: list[DraftRecommendation]) -> None:
        """Put others in the place of one, so that the order stays the document's."""
        found: dict[str, DraftRecommendation] = {}
        for each, one in self._found.items():
            found |= {part.key: part for part in new} if each == key else {each: one}
        self._found = found


def _parts(one: DraftRecommendation, texts: tuple[str, ...]) -> list[DraftRecommendation]:
    return [
        replace(one, key=one.key if n == 1 else _part(one.key, n), text=text, doubts=())
        for n, text in enumerate(texts, 1)
    ]


def _part(key: str, number: int) -> str:
    return f"{key}/{number}"
