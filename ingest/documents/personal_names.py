"""Names of people in running text, told by an honorific, a given name, or what stands beside.

A run of capitalised words is cut at ordinary ones ("Safeguarding Lead Jane Harrowgate" holds one
name). What is left is a person's name if an honorific or a given name opens it, if no ordinary
word is in it and there are two or more, or if kinship, a profession or a verb stands beside it.
Names of roads, houses, laws and tools are told by the ordinary word that follows them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ingest.agency_councils import places
from ingest.documents.beside_names import (
    DID,
    DID_HUMAN,
    HONORIFIC,
    SOFT,
    TOKEN,
    beside_person,
    with_proposed_roles,
)
from ingest.documents.ordinary_words import is_ordinary
from ingest.word_lists import word_list


class Person(NamedTuple):
    """Where a name stands, honorific included, and the role that may stand instead."""

    start: int
    end: int
    role: str


@dataclass(frozen=True)
class _Word:
    start: int
    end: int
    text: str

    @property
    def key(self) -> str:
        return self.text.casefold().replace("’", "'")

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


_JOINED = re.compile(r"[ \u00a0]{1,2}|\n")
# Before a capital letter these belong to the name after them: "van der Berg", "Al-Rashidi".
_PARTICLES = frozenset(["al", "bin", "bint", "da", "de", "del", "der", "di", "dos", "du", "ibn"])
_PARTICLES |= frozenset(["la", "le", "st", "van", "von", "ten", "ter"])
# Given names that are places beside the councils' own.
_PLACE = re.compile("adelaide|chelsea|chester|devon|florence|georgia|jordan|lincoln|sydney")
_ROAD_AFTER = re.compile(
    r" (?:roundabout|junction|interchange|estate|quarry|crossing|bridge|lane|road|street|ward)\b"
)
# "Mr and Mrs Lightbowne"; "SMITHSON, Janet".
_COUPLE = re.compile(r"\bM(?:r|rs|s|iss)\.? (?:and|&) $")
_SURNAME_FIRST = re.compile(r"\b([A-Z]{3,}(?:['’-][A-Z]+)?), ?([A-Z][a-z]+)\b")
_FIRM = re.compile(
    r"\s+(?:and|&)\s+(?:Co|Sons)\b|['’]s?\s+(?:House|Hospital|College|Place|Church)\b"
)
# No article stands before a person's name, and "at" before places only.
_DETERMINER = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Tt]his|[Ee]ach|[Ee]very|[Aa]ny) $")
_AT = re.compile(r"\b(?:[Aa]t|[Ii]n|near|towards|outside|via) $")
_IN_DATE = re.compile(r"\d(?:st|nd|rd|th)? $")
_BEFORE_CAPITALS = frozenset(["mr", "mrs", "ms", "miss", "mx"])
_OF_RANK = frozenset(["lord", "lady", "baroness", "baron", "sir", "dame", "prof", "professor"])
_OF_LAW = re.compile(r"['’]s?\s+(?:[Ll]aw|[Rr]ule|Review|Inquiry|Report|[Tt]heory|model)\b")


def find_persons(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[Person]:
    """Names of people in a text, in order. Nothing is found over ``taken`` stretches, such as
    the names of agencies."""
    words = [_Word(found.start(), found.end(), found[0]) for found in TOKEN.finditer(text)]
    free = [word for word in words if not any(a < word.end and word.start < b for a, b in taken)]
    runs = [_Run(run, text) for run in _runs(free, text)]
    found = [span for run in runs for span in run.names()]
    parts = {word.key for a, b in found for word in free if a <= word.start and word.end <= b}
    found += [span for run in runs for span in run.again(parts, found)]
    couples = [_COUPLE.search(text, 0, start) for start, _ in found]
    found = [(c.start() if c else a, b) for (a, b), c in zip(found, couples, strict=True)]
    for each in _SURNAME_FIRST.finditer(text):
        if each[2].casefold() in _given() or not is_ordinary(each[2]):
            found = [span for span in found if span[1] <= each.start() or span[0] >= each.end()]
            found.append(each.span())
    return [Person(*each) for each in with_proposed_roles(sorted(set(found)), text)]


def _runs(words: list[_Word], text: str) -> list[list[_Word]]:
    """Capitalised words that stand together, initials and particles among them."""
    runs: list[list[_Word]] = [[]]
    for word in words:
        last = runs[-1][-1] if runs[-1] else None
        gap = text[last.end : word.start] if last else ""
        dotted = last is not None and (len(last.text) <= 2 or last.key in HONORIFIC)
        near = _JOINED.fullmatch(gap) or (dotted and re.fullmatch(r"\.\s?", gap))
        fits = word.capital or (word.key in _PARTICLES and last is not None)
        if last is None or not near or not fits:
            runs.append([])
        if word.capital or (near and fits):
            runs[-1].append(word)
    for run in runs:
        while run and not run[-1].capital:
            run.pop()
    return [run for run in runs if run]


@cache
def _given() -> frozenset[str]:
    return word_list("forename") | word_list("given name") | word_list("given name that is a word")


def _is_given(word: _Word) -> bool:
    if word.text.isupper() and len(word.text) > 1:
        return False
    return word.key in _given() or word.key.split("-")[0] in _given()


def _is_plainly_given(word: _Word) -> bool:
    """A given name that is no other word."""
    return _is_given(word) and word.key not in word_list("given name that is a word")


def _is_unknown(word: _Word) -> bool:
    """A word that may be a name: long enough, not ordinary, not an abbreviation."""
    if len(word.text) < 3 or word.text.isupper() or word.key in word_list("public name"):
        return False
    if re.search(r"[a-z][A-Z]", word.text) and not re.match(r"(?:Mc|Mac|O|De|Le|Fitz)", word.text):
        return False
    return not all(is_ordinary(part) for part in re.split("-", word.text) if part)


class _Run:
    """One run of capitalised words, and the names in it."""

    def __init__(self, words: list[_Word], text: str) -> None:
        self._words = words
        self._text = text

    def names(self) -> list[tuple[int, int]]:
        """Where names stand in the run."""
        found: list[tuple[int, int]] = []
        at = 0
        while at < len(self._words):
            end = self._name_end(at)
            if end is None:
                at += 1
                continue
            found.append((self._words[at].start, self._words[end].end))
            at = end + 1
        return found

    def again(
        self, parts: Collection[str], found: Sequence[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """Where a part of a name that was found elsewhere stands by itself."""
        return [
            (word.start, word.end)
            for at, word in enumerate(self._words)
            if word.key in parts
            and (_is_unknown(word) or _is_plainly_given(word))
            and not any(a <= word.start < b for a, b in found)
            and not self._names_a_thing(at)
            and not self._is_thing_before(at, 1)
        ]

    def _name_end(self, at: int) -> int | None:
        word = self._words[at]
        if word.key in HONORIFIC or word.key in SOFT:
            return self._honoured(at)
        if _is_initial(word):
            return self._after_initials(at)
        stretch = self._stretch(at)
        if not stretch:
            return None
        end = at + len(stretch) - 1
        return end if self._is_person(at, end) else None

    def _honoured(self, at: int) -> int | None:
        soft = self._words[at].key in SOFT
        place = at + 1
        while place < len(self._words) and self._words[place].key in HONORIFIC:
            place += 1
        while place < len(self._words) and _is_initial(self._words[place]):
            place += 1
        if place >= len(self._words):
            return None
        first = self._words[place]
        if first.key in word_list("public name") and self._words[at].key in _OF_RANK:
            return None
        shouted = self._words[at].key in _BEFORE_CAPITALS and len(first.text) > 2
        if len(first.text) < 2 or (first.text.isupper() and not shouted):
            return None
        if soft and not (_is_given(first) or _is_unknown(first)):
            return None
        end = place + max(len(self._stretch(place)), 1) - 1
        return None if self._names_a_thing(end, honoured=True) else end

    def _goes_on(self, place: int) -> bool:
        word = self._words[place]
        return _is_unknown(word) or _is_given(word) or word.key in _PARTICLES

    def _after_initials(self, at: int) -> int | None:
        """``J. R. Hollingbery``: initials with dots, then a name."""
        place = at
        while place < len(self._words) and _is_initial(self._words[place]):
            place += 1
        dotted = self._text[self._words[at].end : self._words[at].end + 1] == "."
        if place >= len(self._words) or not dotted or not self._goes_on(place):
            return None
        return None if self._names_a_thing(place) else place

    def _stretch(self, at: int) -> list[_Word]:
        """The words from here on that may be one name, given names and surnames that are also
        ordinary words among them."""
        words = self._words[at:]
        if not (_is_given(words[0]) or _is_unknown(words[0])):
            return []
        stretch = [words[0]]
        for place, word in enumerate(words[1:5], start=1):
            given = all(map(_is_given, words[:place]))
            name_word = word.key in word_list("word name") and given
            if not (self._goes_on(at + place) or name_word or _is_initial(word)):
                break
            stretch.append(word)
        while stretch and (not stretch[-1].capital or _is_initial(stretch[-1])):
            stretch.pop()
        return stretch

    def _is_person(self, at: int, end: int) -> bool:
        words = self._words[at : end + 1]
        if self._names_a_thing(end) or any(w.key in word_list("public name") for w in words):
            return False
        if self._is_thing_before(at, len(words)):
            return False
        if len(words) > 1 and _is_plainly_given(words[0]):
            return True
        before = self._text[: words[0].start]
        if _DETERMINER.search(before):
            return False
        if len(words) > 1:
            known = [word for word in words if _is_unknown(word)]
            if _is_given(words[0]):
                return any(word in known for word in words[1:])
            return len(known) >= 2 and not _AT.search(before)
        return self._is_lone_name(words[0])

    def _names_a_thing(self, end: int, *, honoured: bool = False) -> bool:
        """Whether a law, a theory, a road, a house or a scheme is called after the name: an
        ordinary capitalised word that is no role follows."""
        tail = self._text[self._words[end].end :]
        if _OF_LAW.match(tail) or _ROAD_AFTER.match(tail):
            return True
        if end + 1 >= len(self._words):
            named = honoured or _is_plainly_given(self._words[end])
            return bool(_FIRM.match(tail) or (not named and re.match(r"['’]s\s+[A-Z]", tail)))
        after = self._words[end + 1]
        if "'" in tail[:2] or "’" in tail[:2]:
            return True
        return not (after.key in word_list("profession") or after.key in HONORIFIC)

    def _is_thing_before(self, at: int, size: int) -> bool:
        """``Operation Encompass``: an ordinary capitalised word before a single name."""
        if at == 0 or size > 1:
            return False
        before = self._words[at - 1]
        opens = _opens_sentence(self._text, before.start)
        beside = before.key in word_list("kin") or before.key in word_list("profession")
        return not (opens or beside or before.key in HONORIFIC or before.key in SOFT)

    def _is_lone_name(self, word: _Word) -> bool:
        before, after = self._text[max(0, word.start - 60) : word.start], self._text[word.end :]
        if _IN_DATE.search(before) or beside_person(before, after):
            return not _IN_DATE.search(before)
        if _is_plainly_given(word):
            place = re.search(r"\b(?:in|at|near|of|from|to|through) $", before)
            return not place or not (_PLACE.fullmatch(word.key) or word.key in places())
        if _is_given(word) and _opens_sentence(self._text, word.start):
            return bool(DID.match(after)) and not _opens_command(after)
        alone = not re.search(r"\bof $", before) and not _opens_sentence(self._text, word.start)
        return bool(DID_HUMAN.match(after)) and alone


def _is_initial(word: _Word) -> bool:
    return len(word.text) == 1 and word.capital


def _opens_sentence(text: str, start: int) -> bool:
    return bool(re.search(r"(?:^|[.!?:;•\n)]\s*|^[\s\"“‘(]+)$", text[:start]))


def _opens_command(after: str) -> bool:
    return bool(re.match(r" (?:the|a|an|all|any|each|every|this|that|in|on|for|out|up)\b", after))
