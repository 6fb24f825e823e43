"""More asks of the development half, for the model of evidence links to be fitted on.

``python -m tests.quality.choose_more FILE`` needs the graph that ``choose`` needs. The first draw
held 42 asks of that half, and only 20 of them had a finding that was judged relevant: too few to
fit a probability. Those drawn here are others, all of the development half, and their pools hold
the nearest by four rankings, that of the passage as it is encoded among them, so that a model
which follows it ranks findings that were judged. FILE stays outside the project.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from random import Random

import numpy as np

from graph.store import open_store
from linking.encoder import SentenceEncoder, Vectors
from linking.evidence import Finding
from linking.inputs import read_inputs
from linking.lexical import Bm25, terms
from linking.vectors import vectors_for
from tests.quality.choose import NEAREST, Item, half, items

BY_CHANCE = 3
# Two rounds, each of so many of the sample and so many coroners' concerns, by its own seed.
ROUNDS = ((20261124, 44, 30), (20261125, 60, 36))
JUDGED = Path(__file__).with_name("evidence.csv")


def main(path: Path) -> None:
    """Draw the asks and write what the judge reads, in an order that tells nothing."""
    with JUDGED.open(encoding="utf-8", newline="") as file:
        judged = {row["ask"] for row in csv.DictReader(file)}
    with open_store() as store:
        sides = items(store)
        findings = read_inputs(store).findings
    with SentenceEncoder() as encoder, path.open("w", newline="", encoding="utf-8") as file:
        pools = _Pools(findings, lambda texts: vectors_for(texts, encoder))
        writer = csv.writer(file)
        writer.writerow(["ask", "text", "finding", "finding_text"])
        for seed, *numbers in ROUNDS:
            random = Random(seed)
            asks = [
                item
                for of, most in zip(sides, numbers, strict=True)
                for item in _drawn(of, judged, most, random)
            ]
            random.shuffle(asks)
            judged |= {item.key for item in asks}
            for item, pool in zip(asks, pools.of([item.text for item in asks]), strict=True):
                pool |= set(random.sample(range(len(findings)), BY_CHANCE))
                for place in random.sample(sorted(pool), len(pool)):
                    writer.writerow([item.key, item.text, findings[place].id, findings[place].text])


class _Pools:
    """The findings nearest to an ask by cosine and BM25, of the claims and of the passages."""

    def __init__(
        self, findings: Sequence[Finding], vectors: Callable[[Sequence[str]], Vectors]
    ) -> None:
        sides = [[finding.text for finding in findings], [finding.passage for finding in findings]]
        self._vectors = vectors
        self._sides = [vectors(side) for side in sides]
        self._indexes = [Bm25([terms(text) for text in side]) for side in sides]

    def of(self, asks: Sequence[str]) -> list[set[int]]:
        """Places of findings for each ask."""
        cosines = [self._vectors(asks) @ side.T for side in self._sides]
        return [
            {
                int(place)
                for values in (
                    *(cosine[number] for cosine in cosines),
                    *(index.scores(terms(ask)) for index in self._indexes),
                )
                for place in np.argsort(-values)[:NEAREST]
            }
            for number, ask in enumerate(asks)
        ]


def _drawn(of: Iterable[Item], judged: set[str], most: int, random: Random) -> list[Item]:
    """Of the development half, not judged yet; of one report one concern."""
    found = [one for one in of if half(one.key) == "development" and one.key not in judged]
    random.shuffle(found)
    first = {one.review if one.kind == "concern" else one.id: one for one in reversed(found)}
    return random.sample(list(first.values()), most)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
