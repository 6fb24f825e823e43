"""Figures of ``make quality`` against figures worked by hand, and against scikit-learn's."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.quality import __main__ as quality
from tests.quality.metrics import (
    calibration,
    counts,
    f1,
    kappa,
    kappa_with_interval,
    macro_f1,
    precision,
    recall,
    resampled,
    share,
)
from tests.quality.tables import Figure, Table


@pytest.mark.parametrize(
    ("number", "total", "low", "high"),
    [
        (8, 10, 0.4902, 0.9433),  # worked from Wilson's formula with z = 1.959964
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (0, 0, 0.0, 1.0),
    ],
)
def test_a_share_has_wilsons_interval(number: int, total: int, low: float, high: float) -> None:
    found = share(number, total)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)
    assert found.of == total


def test_counts_of_several_labels_and_f1_over_all_items() -> None:
    rows = np.array([counts({"a", "b"}, {"a", "c"}), counts({"a"}, {"a"}), counts(set(), {"b"})])
    assert rows.tolist() == [[1, 1, 1], [1, 0, 0], [0, 0, 1]]
    assert precision(rows) == pytest.approx(2 / 3)
    assert recall(rows) == pytest.approx(2 / 4)
    assert f1(rows) == pytest.approx(4 / 7)
    nothing = np.array([counts(set(), set())])
    assert precision(nothing) == recall(nothing) == f1(nothing) == 0


def test_kappa_of_a_table_worked_by_hand() -> None:
    # 20 both yes, 5 and 10 apart, 15 both no: observed .70, by chance .50, kappa .40.
    one = ["yes"] * 25 + ["no"] * 25
    other = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    assert kappa(one, other) == pytest.approx(0.4)
    found = kappa_with_interval(one, other)
    assert found.value == pytest.approx(0.4)
    assert 0.1 < found.low < 0.4 < found.high < 0.7
    assert kappa(["yes"] * 3, ["yes"] * 3) == 1
    with pytest.raises(ValueError, match="at least one"):
        kappa([], [])


def test_calibration_error_worked_by_hand() -> None:
    # .05 and .15 are two bins of two; gaps .05 (none right) and .35 (half right).
    error, table = calibration("", [0.05, 0.05, 0.15, 0.15], [False, False, True, False])
    assert error == pytest.approx((0.05 + 0.35) / 2)
    assert [row[1].of for row in table.rows if isinstance(row[1], Figure)] == [2, 2]
    sure, _ = calibration("", [1.0, 1.0], [True, True])
    assert sure == 0


def test_an_interval_by_resampling_holds_the_value_and_narrows() -> None:
    few = np.array([[1.0], [0.0]] * 10)
    found, narrower = (
        resampled(rows, lambda r: float(r.mean())) for rows in (few, np.tile(few, (20, 1)))
    )
    assert found.low < 0.5 < found.high
    assert narrower.high - narrower.low < found.high - found.low


_BY_SKLEARN = """
import json, sys
from sklearn.metrics import cohen_kappa_score, f1_score
one, other = json.load(sys.stdin)
print(json.dumps([cohen_kappa_score(one, other), f1_score(other, one, average="macro")]))
"""


def test_as_scikit_learn_has_them() -> None:
    random = np.random.default_rng(1)
    one, other = random.integers(4, size=(2, 300)).tolist()
    done = subprocess.run(
        [sys.executable, "-c", _BY_SKLEARN],
        input=json.dumps([one, other]),
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == pytest.approx([kappa(one, other), macro_f1(one, other)])


def test_a_part_is_replaced_and_hand_written_words_stay(tmp_path: Path) -> None:
    page, figures = tmp_path / "quality.md", tmp_path / "quality.json"
    page.write_text("# Measured\n\n## Themes\n\nOurs.\n\n<!-- make quality: themes -->\nold\n")
    with page.open("a") as file:
        file.write("<!-- end of themes -->\n\nOurs too.\n")
    for value in (0.5, 0.625):
        table = Table("A", ("x | y",), ((Figure(value, 0.4, 1.0, 1200),),), "A note.")
        for part in ("themes", "repeats"):
            quality.write({part: {"heldout": [table], "development": []}}, page, figures)
    text = page.read_text(encoding="utf-8")
    assert "Ours." in text
    assert "Ours too." in text
    assert "old" not in text
    assert text.count("| .62 [.40, 1.00] of 1,200 |") == 2
    assert text.count("## Repeats") == 1
    parts = json.loads(figures.read_text(encoding="utf-8"))["parts"]
    assert list(parts) == ["themes", "repeats"]
    assert parts["themes"]["heldout"][0]["rows"] == [
        [{"value": 0.625, "low": 0.4, "high": 1.0, "of": 1200}]
    ]
