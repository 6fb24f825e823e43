"""Repeats: what linking calls the same ask, against judged pairs, beside three baselines.

A baseline is one measure with a threshold, set on the development half to its own best F1. All are
asked the same of a pair alone; that linking also looks at dates and places is not judged here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from graph.store import Store
from linking.lexical import Bm25, terms
from linking.opposites import are_opposites, asking_parts
from linking.repeats import LEAST
from tests.quality import labels
from tests.quality.choose import half as half_of
from tests.quality.judged_pairs import FIRST, NEAR, Numbers, Pair, Texts, places, same
from tests.quality.metrics import calibration, f1, precision, recall, resampled, share
from tests.quality.tables import Cell, Figure, Table

_RECALL = 0.6
Flags = NDArray[np.bool_]
Measure = Callable[[Sequence[Pair]], Numbers]


def measure(store: Store, half: str) -> list[Table]:
    """Precision and recall beside baselines, both tiers, calibration, and opposites."""
    texts = Texts(store)
    tuning, judged = texts.pairs(FIRST, "development"), texts.pairs(FIRST, half)
    near = texts.pairs(NEAR, half)
    return [
        _compared(texts, tuning, judged),
        _tiers(texts, judged, near),
        _calibrated(texts, [*judged, *near]),
        _opposites(half),
    ]


def probability(texts: Texts, pairs: Sequence[Pair]) -> Numbers:
    """The score as linking gives it: 0 for opposites."""
    found = texts.likeness.probability(texts.cosine(pairs), texts.shared(pairs))
    turned = [
        are_opposites(*(asking_parts(texts.asks[place].text) for place in (pair.left, pair.right)))
        for pair in pairs
    ]
    return np.where(turned, 0.0, found)


def _compared(texts: Texts, tuning: Sequence[Pair], judged: Sequence[Pair]) -> Table:
    index = Bm25([terms(ask.text) for ask in texts.asks])
    measures: dict[str, Measure] = {
        "Common Thread": lambda pairs: probability(texts, pairs),
        "MiniLM, cosine": lambda pairs: np.asarray(texts.cosine(pairs), dtype=float),
        "token-set ratio": lambda pairs: _token_set(texts, pairs),
        "BM25, both ways": lambda pairs: _bm25(texts, index, pairs),
    }
    truth = same(judged)
    rows: list[tuple[Cell, ...]] = []
    for name, scores in measures.items():
        least = LEAST if name == "Common Thread" else _best_cut(scores(tuning), same(tuning))
        given = scores(judged)
        counted = _counted(given >= least, truth)
        ranked = np.column_stack([given, truth])
        rows.append(
            (
                name,
                round(least, 2),
                resampled(counted, precision),
                resampled(counted, recall),
                resampled(counted, f1),
                resampled(ranked, _precision_at),
            )
        )
    columns = ("told by", "from", "precision", "recall", "F1", f"precision at recall {_RECALL}")
    note = (
        f"{len(judged)} pairs judged blind, drawn evenly over the range of cosine, token-set "
        f"ratio and shared words; {truth.sum()} of them the same ask. Recall is of those, and not "
        "of all repeats there are: pairs far apart are many more in the graph than in this sample."
    )
    return Table("Repeats, pairs over the whole range", columns, tuple(rows), note)


def _tiers(texts: Texts, judged: Sequence[Pair], near: Sequence[Pair]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    told: dict[str, Figure] = {}
    for name, pairs in (("pairs over the whole range", judged), ("pairs near each other", near)):
        truth, score = same(pairs), probability(texts, pairs)
        alike = texts.likeness.near_identical(
            *places(pairs), texts.cosine(pairs), texts.shared(pairs)
        ) & (score > 0)
        possible = (score >= LEAST) & ~alike
        rows += [
            (name, tier, share(int(truth[flags].sum()), int(flags.sum())))
            for tier, flags in (("near-identical", alike), ("possible", possible))
            if flags.any()
        ]
        told[name] = share(int(truth[possible].sum()), int(possible.sum()))
    weight = np.array([pair.stands_for for pair in near])
    truth, score = same(near), probability(texts, near)
    found = np.column_stack([weight, truth, score >= LEAST])
    rows += [
        (
            "pairs near each other, as often as they occur",
            "possible",
            resampled(found, _weighted_precision, int((score >= LEAST).sum())),
        ),
        (
            "pairs near each other, as often as they occur",
            "recall of both",
            resampled(found, _weighted_recall, int(truth.sum())),
        ),
    ]
    note = (
        f"“Near each other”: {len(near)} pairs among each other's twelve nearest, more of them "
        "where the first model was unsure, judged by its author from the texts alone. As often "
        "as they occur, most pairs that a judge calls the same lie where far more are not "
        "(concerns on one kind of road, say), so that linking leaves them unlinked."
    )
    figure = told["pairs near each other"]
    plain = (
        f"Of {figure.of} possible repeats looked at among near texts, "
        f"{round(figure.value * figure.of)} were the same ask."
    )
    return Table("Repeats, by tier", ("among", "tier", "right"), tuple(rows), note, plain)


def _calibrated(texts: Texts, pairs: Sequence[Pair]) -> Table:
    error, table = calibration(
        "What a repeat's score means", probability(texts, pairs).tolist(), same(pairs).tolist()
    )
    note = f"Expected calibration error {error:.3f} over {len(pairs)} judged pairs of both files."
    return Table(table.title, table.columns, table.rows, note, calibration=True)


def _opposites(half: str) -> Table:
    rows = [
        row
        for row in labels.rows("opposites.csv")
        if half_of(f"{row['one']}|{row['other']}") == half
    ]
    told = {
        verdict: [
            are_opposites(asking_parts(row["one"]), asking_parts(row["other"]))
            for row in rows
            if row["verdict"] == verdict
        ]
        for verdict in ("opposite", "same")
    }
    return Table(
        "Opposite asks",
        ("pairs", "right"),
        (
            ("opposites told", share(sum(told["opposite"]), len(told["opposite"]))),
            ("the same otherwise, left alone", share(told["same"].count(False), len(told["same"]))),
        ),
        "Invented pairs, all written before the rules by the rules' author, which flatters them: "
        "the judged pairs hold no opposites.",
    )


def _token_set(texts: Texts, pairs: Sequence[Pair]) -> Numbers:
    return np.array(
        [
            fuzz.token_set_ratio(texts.asks[pair.left].text, texts.asks[pair.right].text) / 100
            for pair in pairs
        ]
    )


def _bm25(texts: Texts, index: Bm25, pairs: Sequence[Pair]) -> Numbers:
    """Mean of both directions, each as a share of what a text scores for itself."""
    shares = []
    for pair in pairs:
        both = []
        for one, other in ((pair.left, pair.right), (pair.right, pair.left)):
            scores = index.scores(terms(texts.asks[one].text))
            both.append(float(scores[other]) / max(1e-9, float(scores[one])))
        shares.append(sum(both) / 2)
    return np.array(shares)


def _counted(said: Flags, truth: Flags) -> Numbers:
    return np.column_stack([said & truth, said & ~truth, truth & ~said]).astype(float)


def _best_cut(scores: Numbers, truth: Flags) -> float:
    return max(np.unique(scores).tolist(), key=lambda cut: f1(_counted(scores >= cut, truth)))


def _precision_at(rows: Numbers) -> float:
    """Precision of the highest scores down to where ``_RECALL`` of the true ones are found;
    rows of (score, truth). Equal scores count together."""
    scores, truth = rows[:, 0], rows[:, 1] > 0
    needed = int(np.ceil(_RECALL * truth.sum()))
    if not needed:
        return 0.0
    least = np.sort(scores[truth])[::-1][needed - 1]
    return float(truth[scores >= least].mean())


def _weighted_precision(rows: Numbers) -> float:
    weight, truth, said = rows.T
    return float((weight * truth * said).sum() / max(1e-9, (weight * said).sum()))


def _weighted_recall(rows: Numbers) -> float:
    weight, truth, said = rows.T
    return float((weight * truth * said).sum() / max(1e-9, (weight * truth).sum()))
