"""People's verdicts move the numbers behind the scores of links.

Those on evidence links are added to the judged pairs that the shipped numbers rest on, each
weighing as much as one of those pairs: a handful changes little, a few hundred much. Those on
themes and repeats shift how readily each theme is assigned and a repeat written
(``linking/shifts.py``). People judge links that are shown and seldom pairs that are not, so what is
learned bears on how high a shown link scores more than on what is missed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.store import Store
from linking.encoder import SentenceEncoder, Vectors
from linking.evidence_model import own_path, refitted, shipped_model
from linking.evidence_signals import Asked, Finding, Signals
from linking.inputs import Inputs, read_inputs
from linking.likeness import Likeness
from linking.masking import Masker
from linking.repeats import Ask
from linking.shifts import Shifts, shift_of
from linking.theme_examples import shipped_examples
from linking.theme_signals import Encode, Theme
from linking.themes import ThemeCoder, shifted
from linking.vectors import vectors_for
from linking.verdicts import KINDS, effective

Chances = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Learned:
    """Of one kind (``linking.verdicts.KINDS``): how many links were accepted and rejected, and the
    chance of being right that they had on average as shipped and have now."""

    kind: str
    accepted: int
    rejected: int
    before: float = 0.0
    after: float = 0.0

    def __str__(self) -> str:
        number, what = self.accepted + self.rejected, KINDS[self.kind]
        if not number:
            return f"Nobody has accepted or rejected {what}: the numbers that ship are used."
        return (
            f"Learned from {number:,} verdicts on {what}, {self.accepted:,} of them accepted. "
            f"The score of these links is {self.before:.2f} on average as it ships and is now "
            f"{self.after:.2f}; {self.accepted / number:.2f} would match the verdicts alone."
        )


def learn(store: Store) -> list[Learned]:
    """Refit the numbers by the verdicts in the graph on evidence links, themes and repeats, and
    keep them for the next linking run; of what has no verdict, go back to those that ship.
    Raises ModelUnavailableError or VectorCacheError."""
    inputs = read_inputs(store)
    with SentenceEncoder() as encoder:

        def vectors(texts: Sequence[str]) -> Vectors:
            return vectors_for(texts, encoder)

        of_evidence = _learn_evidence(inputs, vectors)
        by_theme, of_themes = _learn_themes(inputs, vectors)
        of_all, of_repeats = _learn_repeats(inputs, vectors)
    Shifts(by_theme, of_all).keep()
    return [of_evidence, of_themes, of_repeats]


def _judged(
    inputs: Inputs, kind: str, others: Sequence[Ask | Finding | Theme]
) -> dict[tuple[int, int], bool]:
    """Links of asks that were accepted or rejected, by the places of both ends (of the other end
    among ``others``); those on what is gone are passed over."""
    asks = {ask.id: place for place, ask in enumerate(inputs.asks)}
    there = {other.id: place for place, other in enumerate(others)}
    return {
        (asks[subject.of], there[subject.to]): verdict.word == "accept"
        for subject, verdict in effective(inputs.verdicts).items()
        if subject.kind == kind
        and verdict.word != "unsure"
        and subject.of in asks
        and subject.to in there
    }


def _learned(kind: str, said: Sequence[bool], before: Chances, after: Chances) -> Learned:
    means = (float(np.mean(chances)) for chances in (before, after))
    return Learned(kind, sum(said), len(said) - sum(said), *means)


def _learn_evidence(inputs: Inputs, vectors: Encode) -> Learned:
    verdicts = _judged(inputs, "evidence", inputs.findings)
    if not verdicts:
        own_path().unlink(missing_ok=True)
        return Learned("evidence", 0, 0)
    judged = sorted({ask for ask, _ in verdicts})
    signals = ask_signals(inputs, judged, vectors)
    row = {ask: number for number, ask in enumerate(judged)}
    pairs = np.stack([signals[:, row[ask], finding] for ask, finding in verdicts])
    relevant = list(verdicts.values())
    shipped = shipped_model()
    model = refitted(shipped, pairs, relevant)
    model.write(own_path())
    before, after = (one.chance(list(pairs.T)) for one in (shipped, model))
    return _learned("evidence", relevant, before, after)


def _learn_themes(inputs: Inputs, vectors: Encode) -> tuple[dict[str, float], Learned]:
    """Shifts by theme id, of the themes that were judged."""
    verdicts = _judged(inputs, "theme", inputs.themes)
    if not verdicts:
        return {}, Learned("theme", 0, 0)
    judged = sorted({ask for ask, _ in verdicts})
    texts = [inputs.asks[place].text for place in judged]
    coder = ThemeCoder(inputs.themes, inputs.names, vectors)
    chances = coder.themed(texts, vectors(texts)).chances.astype(float)
    row = {ask: number for number, ask in enumerate(judged)}
    before = np.array([chances[row[ask], theme] for ask, theme in verdicts])
    themes = np.array([theme for _, theme in verdicts])
    said = np.array(list(verdicts.values()))
    after, shifts = before.copy(), {}
    for theme in sorted(set(themes.tolist())):
        its = themes == theme
        shifts[inputs.themes[theme].id] = shift = _shift(before[its], said[its])
        after[its] = shifted(before[its], np.array(shift))
    return shifts, _learned("theme", said.tolist(), before, after)


def _learn_repeats(inputs: Inputs, vectors: Encode) -> tuple[float, Learned]:
    verdicts = _judged(inputs, "repeat", inputs.asks)
    if not verdicts:
        return 0.0, Learned("repeat", 0, 0)
    judged = sorted({place for pair in verdicts for place in pair})
    texts = [inputs.asks[place].text for place in judged]
    row = {ask: number for number, ask in enumerate(judged)}
    left, right = (np.array([row[pair[end]] for pair in verdicts]) for end in (0, 1))
    likeness = Likeness(texts, Masker(inputs.names))
    of = vectors(texts)
    cosine = np.sum(of[left] * of[right], axis=1)
    before = likeness.probability(cosine, likeness.shared(left, right))
    said = np.array(list(verdicts.values()))
    shift = _shift(before, said)
    return shift, _learned("repeat", said.tolist(), before, shifted(before, np.array(shift)))


def _shift(chances: Chances, said: NDArray[np.bool_]) -> float:
    # A chance of one has no logit.
    sure = np.clip(chances, 1e-6, 1 - 1e-6)
    return shift_of(np.log(sure / (1 - sure)).tolist(), said.tolist())


def ask_signals(
    inputs: Inputs,
    places: Sequence[int],
    vectors: Encode,
    hidden: Collection[str] = (),
) -> NDArray[np.float32]:
    """Signals of some asks, by their places in ``inputs``, as linking sees them: shape (signals,
    asks, findings). Themes are told without the example sentences that are ``hidden``."""
    texts = [inputs.asks[place].text for place in places]
    passages = [finding.passage for finding in inputs.findings]
    of_asks, of_passages = vectors(texts), vectors(passages)
    examples = [example for example in shipped_examples() if example.text not in hidden]
    coder = ThemeCoder(inputs.themes, inputs.names, vectors, examples)
    concern = [inputs.coded[place].kind == "concern" for place in places]
    signals = Signals(inputs.findings, of_passages, coder.themed(passages, of_passages).chances)
    return np.stack(signals.of(Asked.of(texts, of_asks, coder.themed(texts, of_asks), concern)))
