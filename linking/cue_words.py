"""Cue words of themes, found among the words of a text.

A cue is one or more words; ``*`` ends a stem ("psychiatr*"). Single words may take a plural or a
verb's ending ("audit", "audited"); a single word given in the plural means the plural only
("records", not "to record").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from linking.lexical import Word, fold, words

_ENDING = re.compile(r"(?<=.{5})(?:ed|ing)$")
_PLURAL = re.compile(r"[^'’]+s", re.IGNORECASE)
_STOP = re.compile(r"[.!?;:]\s|\n\s*\n")


@dataclass(frozen=True)
class _Cue:
    """``middle`` are the folds between the first and the last."""

    place: int
    folds: tuple[str, ...]
    middle: tuple[str, ...]
    length: int
    stem: bool
    plural: bool


class CueIndex:
    """Cues of themes, ready to be looked up."""

    def __init__(self, wordings: Sequence[str]) -> None:
        self._cues = [
            cue for place, wording in enumerate(wordings) if (cue := _parse(place, wording))
        ]
        self._by_letters: dict[str, list[_Cue]] = {}
        for cue in self._cues:
            self._by_letters.setdefault(cue.folds[0][:2], []).append(cue)
        self._candidates: dict[str, list[_Cue]] = {"": []}

    @property
    def folds(self) -> set[tuple[str, ...]]:
        """The folded words of all cues that are not stems."""
        return {cue.folds for cue in self._cues if not cue.stem}

    def find(self, found: Sequence[Word], text: str) -> dict[int, list[str]]:
        """The cues (by place) that stand in ``text``, each with its words there, in their order.
        ``found`` are the words of ``text``; one with an empty fold matches nothing."""
        cues: dict[int, list[str]] = {}
        for start, end, cue in _longest(self._hits(found, text)):
            surface = " ".join(text[found[start].start : found[end - 1].end].lower().split())
            surfaces = cues.setdefault(cue.place, [])
            if surface not in surfaces:
                surfaces.append(surface)
        return cues

    def _hits(self, found: Sequence[Word], text: str) -> list[tuple[int, int, _Cue]]:
        hits = []
        folds = tuple([word.fold for word in found])
        for start, word in enumerate(found):
            candidates = self._candidates.get(word.fold)
            if candidates is None:
                alike = self._by_letters.get(word.fold[:2], ())
                candidates = [cue for cue in alike if _may_begin(cue, word.fold)]
                self._candidates[word.fold] = candidates
            for cue in candidates:
                end = start + cue.length
                if cue.length > 1:
                    if end > len(found) or folds[start + 1 : end - 1] != cue.middle:
                        continue
                    if not _ends(cue, folds[end - 1]):
                        continue
                    if _STOP.search(text, word.end, found[end - 1].start):
                        continue
                elif cue.plural and not _PLURAL.fullmatch(text, word.start, word.end):
                    continue
                hits.append((start, end, cue))
        return hits


def _parse(place: int, wording: str) -> _Cue | None:
    stem = wording.rstrip().endswith("*")
    parts = words(wording)
    if not parts:
        return None
    folds = [part.fold for part in parts]
    if stem:
        # A stem is no word: "pregnanc*" must not lose an ending as if it were one.
        folds[-1] = wording[parts[-1].start : parts[-1].end].lower()
    plural = len(folds) == 1 and not stem and fold(wording.strip()) != wording.strip().lower()
    return _Cue(place, tuple(folds), tuple(folds[1:-1]), len(folds), stem, plural)


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
