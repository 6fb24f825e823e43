"""A small language for tables of cues, compiled once to regular expressions.

``word`` a whole word · ``stem*`` any ending · ``a/b`` either · ``word?`` may be absent ·
``..`` up to seven words between · ``_`` any one word, or the blank of
a wording with several (``social_worker*/nurse*``) · ``#`` a number, in digits or words.
A hyphen also matches a space or nothing; ``-ise`` also matches ``-ize``. A pattern with a
capital letter in it is matched with its case, all others without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

NUMBER_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    "ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|hundred|a\\s+dozen"
)
NUMBER = rf"(?:\d+(?:,\d{3})*(?:\.\d+)?|{NUMBER_WORDS})"
_GAP = r"(?:[\w'%£/-]+,?\s+){0,7}?"
_ISE = re.compile(r"is(?=(?:e|es|ed|er|ing|ation|ations)?\*?$)")
_CAPITAL = re.compile(r"[A-Z]")
# How words begin, as far as a look at it tells quickly which anchors may stand in a text.
_BEGINS = 3
_BEGINNING = re.compile(rf"([\w'-]{{{_BEGINS}}})[\w'-]*")


class Text:
    """One text, flattened without moving a character, so that spans are spans of the original."""

    _SAME_LENGTH = str.maketrans("\n\r\t\f\v\u00a0’‘“”–—‑", "      ''\"\"---")

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.flat = raw.translate(self._SAME_LENGTH)
        lowered = self.flat.lower()
        # A few capitals outside English change length in lower case; spans must not move.
        self.low = lowered if len(lowered) == len(self.flat) else self.flat
        self._live: dict[int, list[Rule]] = {}
        self._beginnings = frozenset(_BEGINNING.findall(lowered))

    def words(self, start: int, end: int) -> str:
        """The words as they stand in the original."""
        return self.raw[start:end].strip()

    def as_written(self, words: str) -> str:
        """Words cut from the flattened text, as they stand in the original."""
        place = self.flat.find(words)
        return self.raw[place : place + len(words)] if place >= 0 else words

    def live(self, rules: RuleSet) -> list[Rule]:
        """The rules whose anchor occurs anywhere in the text: the only ones worth running."""
        found = self._live.get(id(rules))
        if found is None:
            found = rules.live_in(self.flat, self.low, self._beginnings)
            self._live[id(rules)] = found
        return found


@dataclass(frozen=True)
class Rule:
    """One pattern under its rule id."""

    id: str
    expression: re.Pattern[str]
    anchors: tuple[str, ...]
    cased: bool


class Match(NamedTuple):
    """Where a rule matched."""

    rule: str
    start: int
    end: int


@dataclass(frozen=True)
class RuleSet:
    """Rules in order of precedence."""

    rules: tuple[Rule, ...]
    _always: frozenset[int] = field(init=False, repr=False)
    _by_beginning: dict[str, list[tuple[str, bool, int]]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Indexes the rules by their anchors, and these by how they begin: most texts hold few of
        them. An anchor always begins a word, since white space goes before every element."""
        always = set()
        by_beginning: dict[str, list[tuple[str, bool, int]]] = {}
        for place, rule in enumerate(self.rules):
            for anchor in rule.anchors or ("",):
                if not _BEGINNING.match(anchor):
                    always.add(place)
                else:
                    entry = (anchor, rule.cased, place)
                    by_beginning.setdefault(anchor[:_BEGINS].lower(), []).append(entry)
        object.__setattr__(self, "_always", frozenset(always))
        object.__setattr__(self, "_by_beginning", by_beginning)

    def live_in(self, flat: str, low: str, beginnings: frozenset[str]) -> list[Rule]:
        """The rules that may match, in order of precedence: one of their anchors occurs, or none
        is long enough to tell. ``beginnings`` are those of the text's words."""
        places = set(self._always)
        for beginning in self._by_beginning.keys() & beginnings:
            for anchor, cased, place in self._by_beginning[beginning]:
                if place not in places and anchor in (flat if cased else low):
                    places.add(place)
        return [self.rules[place] for place in sorted(places)]

    def first(self, text: Text, start: int, end: int) -> Match | None:
        """The match of the first rule, in the table's order, that matches."""
        for rule in text.live(self):
            haystack = text.flat if rule.cased else text.low
            found = rule.expression.search(haystack, start, end)
            if found:
                return Match(rule.id, found.start(), found.end())
        return None

    def at(self, text: Text, start: int, end: int) -> Match | None:
        """The match of the first rule that matches exactly at ``start``."""
        for rule in text.live(self):
            haystack = text.flat if rule.cased else text.low
            found = rule.expression.match(haystack, start, end)
            if found:
                return Match(rule.id, found.start(), found.end())
        return None

    def every(self, text: Text, start: int, end: int) -> list[Match]:
        """All matches, in the order of the text; of those that start together the longest."""
        found: dict[int, Match] = {}
        for rule in text.live(self):
            haystack = text.flat if rule.cased else text.low
            for match in rule.expression.finditer(haystack, start, end):
                first, last = match.span()
                known = found.get(first)
                if known is None or last > known.end:
                    found[first] = Match(rule.id, first, last)
        return [found[start] for start in sorted(found)]


def rules(table: str, section: str) -> RuleSet:
    """The rules of one section (``== section``) of ``tables/<table>.txt``: under each
    ``[rule id]`` its patterns, one a line; ``//`` starts a comment line."""
    made: list[Rule] = []
    rule_id = ""
    for line in _section(table, section):
        if line.startswith("["):
            rule_id = line.strip("[]")
        else:
            made.append(_rule(rule_id, line))
    return RuleSet(tuple(made))


def _section(table: str, section: str) -> list[str]:
    text = (Path(__file__).parent / "tables" / f"{table}.txt").read_text(encoding="utf-8")
    for part in re.split(r"^== ", text, flags=re.MULTILINE):
        title, _, body = part.partition("\n")
        if title.strip() == section:
            lines = (line.strip() for line in body.splitlines())
            return [line for line in lines if line and not line.startswith("//")]
    raise KeyError(f"tables/{table}.txt has no section '{section}'")


def word_set(words: str) -> frozenset[str]:
    """A set of the words of a readable block."""
    return frozenset(words.split())


def _rule(rule_id: str, pattern: str) -> Rule:
    elements = pattern.split()
    expression = ""
    anchor: tuple[str, ...] = ()
    for place, element in enumerate(elements):
        if element == "..":
            expression += _GAP
            continue
        optional, element = element.endswith("?"), element.removesuffix("?")
        piece = "(?:" + "|".join(_alternatives(element.split("/"))) + ")"
        if place + 1 < len(elements):
            piece += r"\s+"
        expression += f"(?:{piece})?" if optional else piece
        if not optional:
            anchor = max(anchor, _anchor(element), key=_least)
    return Rule(
        rule_id,
        re.compile(rf"(?<![\w'-]){expression}"),
        anchor,
        bool(_CAPITAL.search(pattern)),
    )


def _alternatives(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        if "#" in word:
            yield re.escape(word).replace(r"\#", NUMBER)
        elif word == "_":
            yield r"[\w'-]+"
        else:
            stem = word.removesuffix("*")
            escaped = _ISE.sub("i[sz]", re.escape(stem)).replace(r"\-", r"[\s-]?")
            escaped = escaped.replace("_", r"\s+")
            yield escaped + (r"[\w'-]*" if word.endswith("*") else r"(?![\w'])")


def _anchor(element: str) -> tuple[str, ...]:
    """Bits of text one of which must occur if the element does; empty if none is sure."""
    bits = []
    for word in element.split("/"):
        if "#" in word or word == "_":
            return ()
        stem = re.split(r"[*_-]", word, maxsplit=1)[0]
        ise = _ISE.search(stem)
        bits.append(stem[: ise.start() + 1] if ise else stem)
    return tuple(bits)


def _least(bits: tuple[str, ...]) -> int:
    return min((len(bit) for bit in bits), default=0)
