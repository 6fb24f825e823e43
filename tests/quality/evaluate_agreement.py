"""How far two judges agree who coded the same items apart from one another.

It is the ceiling: no rule can be shown to be better than the judges are with each other.
"""

from __future__ import annotations

import numpy as np

from graph.store import Store
from tests.quality import labels
from tests.quality.metrics import counts, f1, kappa_with_interval, resampled
from tests.quality.tables import Figure, Table

_NOT_CODES = ("key", "themes")
_NOTE = (
    "A third of each set was judged again by another judge, who did not see the first one's "
    "labels. Kappa is Cohen's; codes that are empty for a concern are left out of that code's row."
)


def measure(store: Store, half: str) -> list[Table]:
    """Kappa on every judgement; themes, of which an item has several, by F1."""
    del store  # two files of labels, and no text
    rows = [("themes (micro F1)", _themes(half))]
    codes = _both("codes_sample.csv", half) + _both("codes_pfd.csv", half)
    for name in codes[0][0]:
        if name not in _NOT_CODES:
            known = [(a[name], b[name]) for a, b in codes if a[name] or b[name]]
            rows.append((name, kappa_with_interval(*zip(*known, strict=True))))
    for name, file, keys, value in (
        ("evidence: 0, 1 or 2", "evidence.csv", ("ask", "finding"), "grade"),
        ("pairs: same, topic, different, opposite", "pairs.csv", ("one", "other"), "verdict"),
    ):
        both = _both(file, half, keys)
        given = [(a[value], b[value]) for a, b in both]
        rows.append((name, kappa_with_interval(*zip(*given, strict=True))))
    lowest = min(rows[1:], key=lambda row: row[1].value)
    plain = (
        f"Two judges who worked apart agreed well on most things and least on “{lowest[0]}” "
        f"(kappa {lowest[1]})."
    )
    return [Table("Two judges", ("judged", "agreement"), tuple(rows), _NOTE, plain)]


def _both(
    name: str, half: str, keys: tuple[str, ...] = ("key",)
) -> list[tuple[dict[str, str], dict[str, str]]]:
    """Rows of a file with the second judge's of the same keys."""
    second = {tuple(row[k] for k in keys): row for row in labels.rows(f"second_{name}")}
    first = labels.rows(name, half, keys[0])
    return [(row, second[at]) for row in first if (at := tuple(row[k] for k in keys)) in second]


def _themes(half: str) -> Figure:
    both = [pair for name in labels.CODE_FILES for pair in _both(name, half)]
    rows = [counts(labels.themes(b), labels.themes(a)) for a, b in both]
    return resampled(np.array(rows, dtype=float), f1, len(rows))
