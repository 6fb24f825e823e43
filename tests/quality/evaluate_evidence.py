"""Evidence links: their order, what their score means, and how often "nothing near" is right.

Of the held-out half the model has seen nothing; figures of the development half are from
cross-validation (``tests/quality/fit_evidence.py``), since the model is fitted on it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from graph.store import Store
from linking.encoder import SentenceEncoder, Vectors
from linking.evidence import MOST
from linking.evidence_model import TOGETHER, shipped_model
from linking.lexical import Bm25, terms
from linking.vectors import vectors_for
from tests.quality.fit_evidence import RELEVANT, cross_validated
from tests.quality.judged_evidence import Judged, JudgedAsk, judged
from tests.quality.metrics import Rows, calibration, resampled, share
from tests.quality.tables import Cell, Figure, Table

OURS = "Common Thread"
GOOD = 2
_BINS = 10
Scores = Mapping[str, NDArray[np.float32]]
"""For each ask's key the score of every finding."""


def measure(store: Store, half: str) -> list[Table]:
    """The order beside three baselines, calibration, and "nothing near"."""
    with SentenceEncoder() as encoder:

        def vectors(texts: Sequence[str]) -> Vectors:
            return vectors_for(texts, encoder)

        material = judged(store, half, vectors)
        scores = {OURS: _chances(material.asks, half), **_baselines(material, vectors)}
    chance, asks = scores[OURS], material.asks
    return [_order(scores, asks), *_meaning(chance, asks), _none(chance, asks)]


def _chances(asks: list[JudgedAsk], half: str) -> Scores:
    if half == "development":
        return cross_validated(asks)
    model = shipped_model()
    return {ask.key: model.chance(ask.signals) for ask in asks}


def _baselines(material: Judged, vectors: Callable[[Sequence[str]], Vectors]) -> dict[str, Scores]:
    """The ask as the document has it against the bare claim; and MiniLM once more with what
    linking encodes, so that no gain of ours is only one of preparing the texts."""
    claims = [finding.text for finding in material.findings]
    bm25 = Bm25([terms(claim) for claim in claims])
    of_claims = vectors(claims)
    of_passages = vectors([finding.passage for finding in material.findings])
    return {
        "BM25": {ask.key: bm25.scores(terms(ask.text)) for ask in material.asks},
        "MiniLM, cosine": {ask.key: of_claims @ vectors([ask.text])[0] for ask in material.asks},
        "MiniLM, cosine to the claim with its keywords": {
            ask.key: of_passages @ vectors([ask.linked])[0] for ask in material.asks
        },
    }


def ndcg(scores: NDArray[np.float32], grades: Mapping[int, int], *, judged_only: bool) -> float:
    """nDCG at 5 with gains 3 and 1 for grades 2 and 1 (Järvelin and Kekäläinen 2002; exponential
    gain as Burges and others 2005). Findings nobody judged are left out (Sakai 2007) or count as
    not relevant."""
    order = np.argsort(-scores, kind="stable").tolist()
    if judged_only:
        order = [place for place in order if place in grades]
    got = [2 ** grades.get(place, 0) - 1 for place in order[:5]]
    best = sorted((2**grade - 1 for grade in grades.values()), reverse=True)[:5]
    discount = 1 / np.log2(np.arange(2, 7))
    return float(np.dot(got, discount[: len(got)]) / np.dot(best, discount[: len(best)]))


def _order(scores: Mapping[str, Scores], asks: list[JudgedAsk]) -> Table:
    answered = [ask for ask in asks if ask.most]
    rows: list[tuple[Cell, ...]] = []
    gains = {
        (name, only): np.array(
            [[ndcg(of[ask.key], ask.grades, judged_only=only)] for ask in answered]
        )
        for name, of in scores.items()
        for only in (True, False)
    }
    for name in scores:
        ahead = gains[OURS, True] - gains[name, True]
        rows.append(
            (
                name,
                resampled(gains[name, True], _mean),
                resampled(gains[name, False], _mean),
                resampled(ahead, _mean) if name != OURS else "",
            )
        )
    return Table(
        "Evidence, order of the findings (nDCG at 5)",
        ("ranked by", "of judged findings", "unjudged count as wrong", "Common Thread is ahead by"),
        tuple(rows),
        f"{len(answered)} asks for which at least one finding was judged relevant, of {len(asks)}. "
        "1 means that the best findings come first. The pools that were judged were filled by BM25 "
        "and MiniLM, so their first five are always judged and ours are not; the first column "
        "therefore ranks judged findings only. Intervals resample the asks.",
    )


def _mean(rows: Rows) -> float:
    return float(rows.mean())


def _shown(chance: NDArray[np.float32]) -> list[int]:
    """Places of the findings that are linked."""
    best = np.argsort(-chance, kind="stable")[:TOGETHER].tolist()
    return best[: min(MOST, shipped_model().near(chance[best].tolist()))]


def _meaning(chance: Scores, asks: list[JudgedAsk]) -> list[Table]:
    linked = [
        [
            (float(chance[ask.key][place]), ask.grades.get(place))
            for place in _shown(chance[ask.key])
        ]
        for ask in asks
    ]
    known = [[(score, grade) for score, grade in of if grade is not None] for of in linked]
    every = [[(float(chance[ask.key][at]), of) for at, of in ask.grades.items()] for ask in asks]
    unjudged = sum(map(len, linked)) - sum(map(len, known))
    return [
        _calibrated(
            "What the score of an evidence link means",
            known,
            f" {unjudged} more links go to findings that were not in the judged pools.",
        ),
        _calibrated("The same over all judged pairs, linked or not", every, ""),
    ]


def _calibrated(title: str, by_ask: Sequence[Sequence[tuple[float, int]]], more: str) -> Table:
    """``by_ask`` has for each ask scores with the grades that judges gave."""
    pairs = [(score, grade >= RELEVANT) for of in by_ask for score, grade in of]
    _, table = calibration(title, *zip(*pairs, strict=True))
    error = resampled(np.array([in_bins(of) for of in by_ask]), calibration_error)
    right = share(sum(truth for _, truth in pairs), len(pairs))
    note = (
        f"Expected calibration error {error} over {len(pairs)} pairs, resampling {len(by_ask)} "
        f"asks.{more} {right} were judged relevant, in part or to the point."
    )
    plain = (
        f"Of {right.of} links that were judged, {round(right.value * right.of)} were called "
        f"relevant; their scores promised {sum(score for score, _ in pairs):.0f}."
    )
    return replace(table, note=note, plain=plain)


def in_bins(pairs: Sequence[tuple[float, int]]) -> list[float]:
    """For one ask and each of ten bins of the score: what the scores promised less what was
    relevant; then the number of pairs."""
    off = [0.0] * _BINS
    for score, grade in pairs:
        off[min(int(score * _BINS), _BINS - 1)] += score - (grade >= RELEVANT)
    return [*off, float(len(pairs))]


def calibration_error(rows: Rows) -> float:
    return float(np.abs(rows[:, :_BINS].sum(axis=0)).sum() / max(1.0, rows[:, _BINS].sum()))


def _none(chance: Scores, asks: list[JudgedAsk]) -> Table:
    model = shipped_model()
    shown = {ask.key: _shown(chance[ask.key]) for ask in asks}
    silent = [ask for ask in asks if not shown[ask.key]]
    empty = [ask for ask in asks if not ask.most]
    good = [
        (ask, place)
        for ask in asks
        for place in np.argsort(-chance[ask.key], kind="stable")[:MOST].tolist()
        if ask.grades.get(place, 0) >= GOOD
    ]
    kept = sum(place in shown[ask.key] for ask, place in good)
    said: list[tuple[str, Figure]] = [
        (
            "'nothing near' was said, and no finding was judged to the point",
            share(sum(ask.most < GOOD for ask in silent), len(silent)),
        ),
        (
            "'nothing near' was said, and no finding was judged relevant even in part",
            share(sum(not ask.most for ask in silent), len(silent)),
        ),
        (
            "no finding was judged relevant, and 'nothing near' was said",
            share(sum(not shown[ask.key] for ask in empty), len(empty)),
        ),
        (
            "a finding to the point was among the five first, and is linked",
            share(kept, len(good)),
        ),
    ]
    return Table(
        "Evidence, when nothing is near",
        ("of the cases in which", "share"),
        tuple(said),
        f"Findings are linked when the chance that any of the {TOGETHER} nearest is relevant is at "
        f"least {model.least_any:g}, and then those of a chance from {model.least_each:g} on.",
        f"Where it says that nothing is near, no finding was judged to the point in "
        f"{_in_ten(said[0][1])} of 10 cases; of links to the point it keeps {_in_ten(said[3][1])} "
        "in 10.",
    )


def _in_ten(figure: Figure) -> str:
    return f"{10 * figure.value:.0f}"
