"""Theme coding: which themes of the frame a text is about, by cue words and by meaning.

A theme's cues ("care plan", "psychiatr*") are looked for outside agencies' names, and the text's
vector is compared with the theme's. Either alone is poor: cues miss other wordings and meet
words in another sense ("minutes"), and a sentence encoder finds every safeguarding text near
every safeguarding theme. So closeness is taken relative to the frame: the cosine with the theme
less the mean cosine with all themes.

The coding of a text depends on the text, the frame, the registry and the model, not on what else
is loaded: adding a document never recodes another. Rarity of a cue is therefore taken from the
frame and not from the texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from linking.cue_words import CueIndex
from linking.encoder import Vectors
from linking.lexical import words
from linking.masking import AgencyName, Masker

METHOD = "cues+embedding/1"
# Weights and threshold were set on 110 asks coded by one reader (60 of the sample, 50 coroners'
# concerns, half of these on roads): at .5, precision .66 and recall .53, and most of what is
# missed is said in words that no cue has. Not measured on others' codes yet: until then the
# score orders, and promises no probability.
_CUE, _CLOSENESS, _LEAF, _INTERCEPT = 4.0, 10.0, 1.5, -4.75
ASSIGN_AT = 0.5
MOST = 5
_CHUNK = 4096


@dataclass(frozen=True)
class Theme:
    """A theme of the frame. ``parent`` is an id, or empty at the top."""

    id: str
    title: str
    definition: str = ""
    cues: tuple[str, ...] = ()
    parent: str = ""


@dataclass(frozen=True)
class About:
    """A text is about a theme: score in 0 to 1, and the words of the text it rests on (none
    when it rests on closeness alone)."""

    theme_id: str
    score: float
    cue: str


class ThemeCoder:
    """Codes texts against one frame."""

    def __init__(
        self,
        themes: Sequence[Theme],
        names: Iterable[AgencyName],
        vectors: Callable[[Sequence[str]], Vectors],
    ) -> None:
        """``vectors`` gives the vectors of texts; it is called for the themes' own words."""
        self.themes = list(themes)
        self._cues = CueIndex([theme.cues for theme in self.themes], _spread(self.themes))
        self._masker = Masker(names, self._cues.folds)
        self._vectors = _theme_vectors(self.themes, vectors)
        self._parent = {theme.id: theme.parent for theme in self.themes}
        self._leaf = np.array([bool(theme.parent) for theme in self.themes], dtype=np.float32)

    def code(self, texts: Sequence[str], vectors: Vectors) -> Iterator[list[About]]:
        """Themes of each text, best first, at most ``MOST``; a broader theme only when none of
        those within it is assigned. ``vectors`` are those of ``texts``."""
        if not self.themes:
            yield from ([] for _ in texts)
            return
        for start in range(0, len(texts), _CHUNK):
            part = texts[start : start + _CHUNK]
            cosine = vectors[start : start + _CHUNK] @ self._vectors.T
            closeness = cosine - cosine.mean(axis=1, keepdims=True)
            for text, near in zip(part, closeness, strict=True):
                yield self._code(text, near)

    def _code(self, text: str, closeness: NDArray[np.float32]) -> list[About]:
        found = self._cues.find(self._masker.words(text), text)
        weight = np.zeros(len(self.themes), dtype=np.float32)
        for place, cue in found.items():
            weight[place] = cue.weight
        scores = theme_score(weight, closeness, self._leaf)
        taken: list[About] = []
        families: set[str] = set()
        for place in np.argsort(-scores, kind="stable").tolist():
            if scores[place] < ASSIGN_AT:
                break
            theme = self.themes[place]
            if place not in found:
                continue
            families.add(theme.parent or theme.id)
            score = round(float(scores[place]), 4)
            taken.append(About(theme.id, score, "; ".join(found[place].surfaces)))
        taken += self._by_closeness_alone(scores, set(found), families)
        taken.sort(key=lambda about: (-about.score, about.theme_id))
        covered = {self._parent[about.theme_id] for about in taken}
        return [about for about in taken if about.theme_id not in covered][:MOST]

    def _by_closeness_alone(
        self, scores: NDArray[np.float32], with_cues: set[int], families: set[str]
    ) -> list[About]:
        """The nearest theme if no cue points to it nor to its family: a text near one theme of
        a family is near them all, and the cue says which."""
        places = [place for place in range(len(self.themes)) if place not in with_cues]
        best = max(places, key=lambda place: (scores[place], -place), default=None)
        if best is None or scores[best] < ASSIGN_AT:
            return []
        theme = self.themes[best]
        if (theme.parent or theme.id) in families:
            return []
        return [About(theme.id, round(float(scores[best]), 4), "")]


def theme_score(
    cue: NDArray[np.float32], closeness: NDArray[np.float32], leaf: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Signals to a score in 0 to 1, themes along the last axis.

    ``cue`` is 0 without a cue, about 1 with one; ``closeness`` is a difference of cosines;
    ``leaf`` is 1 for a theme within a broader one. A trained model may take this one's place.
    """
    signal = _CUE * cue + _CLOSENESS * closeness + _LEAF * leaf + _INTERCEPT
    return np.asarray(1.0 / (1.0 + np.exp(-signal)), dtype=np.float32)


def _spread(themes: Sequence[Theme]) -> dict[str, float]:
    """For each word of the frame, 0 when every theme uses it and 1 when one does."""
    users: dict[str, set[int]] = {}
    for place, theme in enumerate(themes):
        for word in words(" ".join((theme.title, theme.definition, *theme.cues))):
            users.setdefault(word.fold, set()).add(place)
    most = log(max(2, len(themes)))
    return {word: 1.0 - log(len(places)) / most for word, places in users.items()}


def _theme_vectors(themes: Sequence[Theme], vectors: Callable[[Sequence[str]], Vectors]) -> Vectors:
    """Title and definition with the mean of the cues: on 210 case passages of the sample the
    right theme came nearer so (mean reciprocal rank .40) than by the definition alone (.35)."""
    own = [f"{theme.title}. {theme.definition}".strip() for theme in themes]
    phrases = [cue.rstrip("*") for theme in themes for cue in theme.cues]
    both = vectors([*own, *phrases])
    result = both[: len(own)].copy()
    start = len(own)
    for place, theme in enumerate(themes):
        if theme.cues:
            result[place] += 0.7 * _unit(both[start : start + len(theme.cues)].mean(axis=0))
            start += len(theme.cues)
    return np.asarray(_unit(result), dtype=np.float32)


def _unit(vectors: Vectors) -> Vectors:
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(length, 1e-12), dtype=np.float32)
