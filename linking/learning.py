"""People's verdicts on evidence links move the numbers behind the links' scores.

They are added to the judged pairs that the shipped numbers rest on, each verdict weighing as much
as one of those pairs: a handful changes little, a few hundred much. People judge links that are
shown and seldom pairs that are not, so what is learned bears on how high a shown link scores more
than on what is missed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.store import Store
from linking.encoder import SentenceEncoder, Vectors
from linking.evidence_model import own_path, refitted, shipped_model
from linking.evidence_signals import Asked, Signals
from linking.inputs import Inputs, read_inputs
from linking.theme_examples import shipped_examples
from linking.themes import ThemeCoder
from linking.vectors import vectors_for
from linking.verdicts import effective


@dataclass(frozen=True)
class Learned:
    """How many evidence links were accepted and rejected, and the chance of relevance that they
    had on average before and have now."""

    accepted: int
    rejected: int
    before: float = 0.0
    after: float = 0.0

    def __str__(self) -> str:
        number = self.accepted + self.rejected
        if not number:
            return (
                "Nobody has accepted or rejected an evidence link: the numbers that ship are used."
            )
        return (
            f"Learned from {number:,} verdicts on evidence links, {self.accepted:,} of them "
            f"accepted. The score of these links was {self.before:.2f} on average and is now "
            f"{self.after:.2f}; {self.accepted / number:.2f} would match the verdicts alone."
        )


def learn(store: Store) -> Learned:
    """Refit the numbers by the verdicts in the graph and keep them for the next linking run; with
    no verdict, go back to those that ship. Raises ModelUnavailableError or VectorCacheError."""
    inputs = read_inputs(store)
    asks = {ask.id: place for place, ask in enumerate(inputs.asks)}
    findings = {finding.id: place for place, finding in enumerate(inputs.findings)}
    verdicts = {
        (asks[subject.of], findings[subject.to]): verdict.word == "accept"
        for subject, verdict in effective(inputs.verdicts).items()
        if subject.kind == "evidence"
        and verdict.word != "unsure"
        and subject.of in asks
        and subject.to in findings
    }
    if not verdicts:
        own_path().unlink(missing_ok=True)
        return Learned(0, 0)
    judged = sorted({ask for ask, _ in verdicts})
    with SentenceEncoder() as encoder:
        signals = ask_signals(inputs, judged, lambda texts: vectors_for(texts, encoder))
    row = {ask: number for number, ask in enumerate(judged)}
    pairs = np.stack([signals[:, row[ask], finding] for ask, finding in verdicts])
    relevant = list(verdicts.values())
    shipped = shipped_model()
    model = refitted(shipped, pairs, relevant)
    model.write(own_path())
    before, after = (float(one.chance(list(pairs.T)).mean()) for one in (shipped, model))
    return Learned(sum(relevant), len(relevant) - sum(relevant), before, after)


def ask_signals(
    inputs: Inputs,
    places: Sequence[int],
    vectors: Callable[[Sequence[str]], Vectors],
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
