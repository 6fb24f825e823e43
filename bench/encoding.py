"""The encoder's fast path against torch: speed in turns, likeness of vectors, ranking kept.

The graph of ``COMMON_THREAD_HOME`` must hold the sample and the coroners' reports, since the
judges' grades (tests/quality/evidence.csv) are of their asks.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from dataclasses import replace
from math import log2
from time import perf_counter

import numpy as np

from graph.store import Store, open_store
from linking.encoder import SentenceEncoder, Vectors
from linking.evidence import Finding
from linking.inputs import read_inputs
from linking.models import INT8, MODEL, find_model
from tests.quality import labels
from tests.quality.choose import half, items
from tests.quality.metrics import resampled

TURNS = 5
TEXTS = 128
TOP = 5


def encoding() -> None:
    """Measure and print."""
    with open_store() as store:
        texts, findings = _judged(store)
    found = find_model()
    folders = [replace(found, name=name) for name in (MODEL, INT8)]
    with SentenceEncoder(folders[0]) as torch, SentenceEncoder(folders[1]) as int8:
        pair = (torch, int8)
        vectors = [_encoded(encoder, texts, findings) for encoder in pair]
        if int8.name != INT8:
            raise SystemExit(" ".join(int8.notes))
        _print_speed(pair, [*texts.values(), *(f.passage for f in findings)][:TEXTS])
    cosine = np.concatenate([(vectors[0][i] * vectors[1][i]).sum(axis=1) for i in (0, 1)])
    print(
        f"Cosine of both paths' vectors over {len(cosine)} texts: mean {cosine.mean():.4f}, "
        f"least {cosine.min():.4f}.\n"
    )
    _print_ranking(list(texts), [finding.id for finding in findings], vectors)


def _judged(store: Store) -> tuple[dict[str, str], list[Finding]]:
    """Texts of the asks with graded findings, by key, and all findings."""
    inputs = read_inputs(store)
    text = {ask.id: ask.text for ask in inputs.asks}
    known = {item.key: text[item.id] for found in items(store) for item in found}
    asks = {row["ask"]: "" for row in labels.rows("evidence.csv")}
    if missing := asks.keys() - known.keys():
        raise SystemExit(
            f"The graph lacks {len(missing)} of the {len(asks)} asks with grades. Load the sample "
            "and the coroners' reports: make quality REPORTS=path/to/pfd_reports.csv"
        )
    return {key: known[key] for key in asks}, inputs.findings


def _encoded(
    encoder: SentenceEncoder, texts: dict[str, str], findings: list[Finding]
) -> tuple[Vectors, Vectors]:
    return encoder.encode([*texts.values()]), encoder.encode([f.passage for f in findings])


def _print_speed(pair: tuple[SentenceEncoder, SentenceEncoder], texts: list[str]) -> None:
    """Both in turns, so that whatever else the machine does falls on both."""
    seconds: dict[str, list[float]] = defaultdict(list)
    for _ in range(TURNS):
        for encoder in pair:
            start = perf_counter()
            encoder.encode(texts)
            seconds[encoder.name].append(perf_counter() - start)
    ratios = [slow / quick for slow, quick in zip(seconds[MODEL], seconds[INT8], strict=True)]
    print(f"{len(texts)} texts, {TURNS} times in turns\n")
    print("| path | texts a second (median) |\n|---|---|")
    for name, taken in seconds.items():
        print(f"| {name} | {len(texts) / statistics.median(taken):.0f} |")
    print(
        f"\nint8 is {statistics.median(ratios):.2f} times as fast "
        f"({min(ratios):.2f} to {max(ratios):.2f})."
    )


def _print_ranking(
    keys: list[str], findings: list[str], vectors: list[tuple[Vectors, Vectors]]
) -> None:
    """nDCG@5 of the cosine over all findings; those that no judge has seen count as 0."""
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for row in labels.rows("evidence.csv"):
        grades[row["ask"]][row["finding"]] = int(row["grade"])
    values = []
    for ask, (torch, int8) in zip(keys, _orders(vectors), strict=True):
        if any(grades[ask].values()):
            order = [[findings[i] for i in places] for places in (torch, int8)]
            values.append((half(ask), *(ndcg(ids, grades[ask]) for ids in order)))
    print("| asks | number | nDCG@5 torch | nDCG@5 int8 | difference |\n|---|---|---|---|---|")
    for which in ("development", "heldout", "all"):
        rows = np.array([row[1:] for row in values if which in (row[0], "all")])
        change = resampled(rows, lambda r: float((r[:, 1] - r[:, 0]).mean()))
        print(
            f"| {which} | {len(rows)} | {rows[:, 0].mean():.3f} | {rows[:, 1].mean():.3f} "
            f"| {change.value:+.3f} [{change.low:+.3f}, {change.high:+.3f}] |"
        )


def _orders(vectors: list[tuple[Vectors, Vectors]]) -> zip[tuple[list[int], ...]]:
    """For each ask the findings' places by each path, nearest first."""
    sides = [
        np.argsort(-(asks @ found.T), axis=1, kind="stable")[:, :TOP] for asks, found in vectors
    ]
    return zip(*(side.tolist() for side in sides), strict=True)


def ndcg(ids: list[str], grades: dict[str, int]) -> float:
    """nDCG at the number of ``ids``, gain 2^grade - 1 (Järvelin and Kekäläinen 2002)."""
    best = sorted(grades.values(), reverse=True)[: len(ids)]
    return _gain([grades.get(id_, 0) for id_ in ids]) / _gain(best)


def _gain(grades: list[int]) -> float:
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades))
