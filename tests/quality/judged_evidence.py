"""The judged pairs of asks and findings, with what linking sees of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.store import Store
from linking.encoder import Vectors
from linking.evidence_signals import Finding
from linking.inputs import read_inputs
from linking.learning import ask_signals
from tests.quality import labels
from tests.quality.choose import items

FILES = ("evidence.csv", "evidence_more.csv")


@dataclass(frozen=True)
class JudgedAsk:
    """An ask, its grades by the finding's place, and all findings' signals for it, shape
    (signals, findings). ``text`` is as the document has it, ``linked`` as linking reads it."""

    key: str
    text: str
    linked: str
    grades: dict[int, int]
    signals: NDArray[np.float32]

    @property
    def most(self) -> int:
        """The highest grade that any finding was given."""
        return max(self.grades.values())


@dataclass(frozen=True)
class Judged:
    """Asks with their grades, and the findings that the grades' places are of."""

    asks: list[JudgedAsk]
    findings: list[Finding]


def judged(
    store: Store,
    half: str,
    vectors: Callable[[Sequence[str]], Vectors],
    files: Sequence[str] = FILES,
) -> Judged:
    """The judged asks of a half. Themes are coded anew, so that they are today's."""
    inputs = read_inputs(store)
    by_key = {item.key: item for side in items(store) for item in side}
    place = {finding.id: number for number, finding in enumerate(inputs.findings)}
    grades: dict[str, dict[int, int]] = {}
    for name in files:
        for row in labels.rows(name, half, "ask"):
            grades.setdefault(row["ask"], {})[place[row["finding"]]] = int(row["grade"])
    asks = [by_key[key] for key in grades]
    places = {ask.id: number for number, ask in enumerate(inputs.asks)}
    chosen = [places[ask.id] for ask in asks]
    # Themes learn from sentences of the sample, some of which are asks judged here.
    hidden = {" ".join(inputs.asks[at].text.split()) for at in chosen}
    signals = ask_signals(inputs, chosen, vectors, hidden)
    return Judged(
        [
            JudgedAsk(ask.key, ask.text, inputs.asks[at].text, grades[ask.key], signals[:, number])
            for number, (ask, at) in enumerate(zip(asks, chosen, strict=True))
        ],
        inputs.findings,
    )
