"""Cue words of themes, found among the words of a text.

A cue is one or more words; ``*`` ends a stem ("psychiatr*"). Single words may take a plural or a
verb's ending ("audit", "audited"); a single word given in the plural means the plural only
("records", not "to record").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from linking.lexical import FUNCTION_WORDS, Word, fold, words

_ENDING = re.compile(r"(?<=.{5})(?:ed|ing)$")
_PLURAL = re.compile(r"[^'’]+s", re.IGNORECASE)
_STOP = re.compile(r"[.!?;:]\s|\n\s*\n")
# A cue of one telling word weighs this much less when every theme uses the word.
_COMMON = 0.3
_SECOND = 0.15


@dataclass(frozen=True)
class _Cue:
    theme: int
    folds: tuple[str, ...]
    stem: bool
    plural: bool
    weight: float


@dataclass
class Found:
    """What points to one theme: a weight of about 1 and the words as the text has them."""

    weight: float = 0.0
    surfaces: list[str] = field(default_factory=list)


class CueIndex:
    """The cues of a frame, ready to be looked up."""

    def __init__(self, cues: Sequence[Sequence[str]], rarity: Mapping[str, float]) -> None:
        """``cues`` holds each theme's; ``rarity`` of words is 0 (used everywhere) to 1."""
        self._cues = [
            cue
            for place, wordings in enumerate(cues)
            for wording in wordings
            if (cue := _parse(place, wording, rarity))
        ]
        self._by_letters: dict[str, list[_Cue]] = {}
        for cue in self._cues:
            self._by_letters.setdefault(cue.folds[0][:2], []).append(cue)
        self._candidates: dict[str, list[_Cue]] = {"": []}

    @property
    def folds(self) -> set[tuple[str, ...]]:
        """The folded words of all cues that are not stems."""
        return {cue.folds for cue in self._cues if not cue.stem}

    def find(self, found: Sequence[Word], text: str) -> dict[int, Found]:
        """For each theme (by place) that a cue points to, its weight and the words. ``found``
        are the words of ``text``; one with an empty fold matches nothing."""
        themes: dict[int, Found] = {}
        seen: set[tuple[int, str]] = set()
        for start, end, cue in _longest(self._hits(found, text)):
            surface = text[found[start].start : found[end - 1].end].lower()
            surface = " ".join(surface.split())
            if (cue.theme, surface) in seen:
                continue
            seen.add((cue.theme, surface))
            entry = themes.setdefault(cue.theme, Found())
            more = _SECOND if len(entry.surfaces) == 1 else 0.0
            entry.weight = max(entry.weight, cue.weight) + more
            entry.surfaces.append(surface)
        return themes

    def _hits(self, found: Sequence[Word], text: str) -> list[tuple[int, int, _Cue]]:
        hits = []
        for start, word in enumerate(found):
            candidates = self._candidates.get(word.fold)
            if candidates is None:
                alike = self._by_letters.get(word.fold[:2], ())
                candidates = [cue for cue in alike if _may_begin(cue, word.fold)]
                self._candidates[word.fold] = candidates
            for cue in candidates:
                end = start + len(cue.folds)
                last = found[end - 1] if end <= len(found) else None
                if last is None or not all(
                    found[start + i].fold == cue.folds[i] for i in range(1, len(cue.folds) - 1)
                ):
                    continue
                if len(cue.folds) > 1 and not _ends(cue, last.fold):
                    continue
                if cue.plural and not _PLURAL.fullmatch(text, word.start, word.end):
                    continue
                if end > start + 1 and _STOP.search(text, word.end, last.start):
                    continue
                hits.append((start, end, cue))
        return hits


def _parse(theme: int, wording: str, rarity: Mapping[str, float]) -> _Cue | None:
    stem = wording.rstrip().endswith("*")
    parts = words(wording)
    if not parts:
        return None
    folds = [part.fold for part in parts]
    if stem:
        # A stem is no word: "pregnanc*" must not lose an ending as if it were one.
        folds[-1] = wording[parts[-1].start : parts[-1].end].lower()
    telling = [word for word in folds if word not in FUNCTION_WORDS]
    weight = 1.0
    if len(telling) < 2:
        common = 1.0 - rarity.get(telling[0] if telling else "", 0.0 if not telling else 1.0)
        weight -= _COMMON * common
    plural = len(folds) == 1 and not stem and fold(wording.strip()) != wording.strip().lower()
    return _Cue(theme, tuple(folds), stem, plural, weight)


def _may_begin(cue: _Cue, word: str) -> bool:
    if len(cue.folds) > 1:
        return cue.folds[0] == word
    return _ends(cue, word) or (not cue.plural and _ENDING.sub("", word) == cue.folds[0])


def _ends(cue: _Cue, word: str) -> bool:
    return word.startswith(cue.folds[-1]) if cue.stem else word == cue.folds[-1]


def _longest(hits: list[tuple[int, int, _Cue]]) -> list[tuple[int, int, _Cue]]:
    """Without hits that lie inside a longer one: "neglect" is not meant in "self-neglect"."""
    kept = []
    reach = -1
    group_start, group_end = -1, -1
    for hit in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        start, end, _ = hit
        if start != group_start:
            reach = max(reach, group_end)
            group_start, group_end = start, end
        if end > reach and end == group_end:
            kept.append(hit)
    return kept
