"""Verdicts on themes and repeats shift their scores, theme by theme, and nothing else."""

from __future__ import annotations

from math import exp, log
from pathlib import Path

import pytest
from scipy.optimize import minimize_scalar

from graph.store import Row, Store
from linking.judging import keep
from linking.learning import learn
from linking.run import link
from linking.shifts import VARIANCE, Shifts, ShiftsError, current_shifts, own_path, shift_of
from linking.verdicts import Subject, Verdict
from tests.test_link_run import ABOUT, REPEATS, everything, fill

MADE = "e.score AS score, e.method AS method"


def judge(store: Store, kind: str, word: str, of: str, to: str) -> None:
    keep(store, [Verdict(Subject(kind, of, to), word, "Ann", "2026-01-02")])


def abouts(store: Store) -> dict[tuple[str, str], Row]:
    return {(row["source"], row["target"]): row for row in store.rows(ABOUT + MADE)}


@pytest.mark.parametrize(
    ("logits", "accepted", "least", "most"),
    [
        ([], [], 0, 0),
        ([0.0, 0.0], [True, False], 0, 0),
        ([0.0], [False], -0.2, -0.05),
        ([0.0] * 50, [False] * 50, -2.5, -1),
        ([2.0] * 50, [True] * 44 + [False] * 6, -0.05, 0.05),  # a chance of .88 held
        ([-1.0] * 50, [True] * 50, 1, 3),
    ],
)
def test_a_handful_of_verdicts_changes_little_and_dozens_much(
    logits: list[float], accepted: list[bool], least: float, most: float
) -> None:
    assert least <= shift_of(logits, accepted) <= most


def test_the_shift_is_the_likeliest() -> None:
    logits, accepted = [0.3, -1.2, 2.0, 0.8, -0.4], [True, False, False, False, True]

    def loss(shift: float) -> float:
        chances = [1 / (1 + exp(-(one + shift))) for one in logits]
        told = [c if said else 1 - c for c, said in zip(chances, accepted, strict=True)]
        return shift**2 / (2 * VARIANCE) - sum(map(log, told))

    assert shift_of(logits, accepted) == pytest.approx(minimize_scalar(loss).x, abs=1e-4)


def test_what_is_kept_is_read_again_and_nothing_is_not_kept(home: Path) -> None:
    shifts = Shifts({"a": -0.5}, 0.25)
    shifts.keep()
    assert current_shifts() == shifts
    own_path().write_text("{", encoding="utf-8")
    with pytest.raises(ShiftsError, match="Delete the file"):
        current_shifts()
    Shifts().keep()
    assert not own_path().exists() and current_shifts() == Shifts()


@pytest.mark.usefixtures("known_vectors")
def test_a_rejected_theme_lowers_that_theme_alone(embedded_store: Store) -> None:
    fill(embedded_store)
    link(embedded_store)
    before, whole = abouts(embedded_store), everything(embedded_store)
    judge(embedded_store, "theme", "reject", "a1", "lang")
    _, learned, _ = learn(embedded_store)
    assert (learned.accepted, learned.rejected) == (0, 1) and learned.after < learned.before
    assert list(current_shifts().themes) == ["lang"]
    link(embedded_store)
    after = abouts(embedded_store)
    assert after["b1", "lang"]["score"] < before["b1", "lang"]["score"]
    assert after["a2", "ask"]["score"] == before["a2", "ask"]["score"]
    assert after["b1", "lang"]["method"] != before["b1", "lang"]["method"]
    assert everything(embedded_store)[1:] == whole[1:]  # evidence, repeats and codes
    assert link(embedded_store).skipped
    judge(embedded_store, "theme", "unsure", "a1", "lang")
    assert str(learn(embedded_store)[1]).startswith("Nobody has accepted or rejected themes")
    link(embedded_store)
    assert abouts(embedded_store) == before


@pytest.mark.usefixtures("known_vectors")
def test_a_rejected_repeat_lowers_repeats(embedded_store: Store) -> None:
    fill(embedded_store)
    judge(embedded_store, "repeat", "reject", "b1", "a1")
    *_, learned = learn(embedded_store)
    assert learned.rejected == 1 and learned.after < learned.before
    assert current_shifts().repeats < 0


@pytest.mark.usefixtures("known_vectors")
def test_repeats_are_renewed_with_their_shift(embedded_store: Store) -> None:
    fill(embedded_store)
    made = []
    for shift in (0.0, -3.0, 0.0):
        Shifts(repeats=shift).keep()
        link(embedded_store)
        made += embedded_store.rows(REPEATS + "b.id AS target, " + MADE)
    shipped, shifted, again = made
    assert shifted["score"] < shipped["score"] and shifted["method"] != shipped["method"]
    assert again == shipped
