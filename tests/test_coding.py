"""Codes of many recommendations are made beside linking, and are the same as made one by one."""

from __future__ import annotations

import shutil
import sys
import threading

import pytest

from linking import coding
from linking.coding import Coded, Coding, CodingError
from linking.cues import Addressee

GIVEN = [
    Coded("The Trust should audit\nten files a month.", "recommendation", "June 2026", ""),
    Coded("Staff weren’t told \ud83d of the “plan”.", "concern", "", "NICE guidance says so."),
    Coded(
        "Larkfield Homes to fund two advocates, and to report in six months.",
        "action",
        "",
        "",
        (Addressee("Larkfield Homes", "local", raw="Larkfield", inherited=False),),
    ),
    Coded("", "recommendation", "", ""),
]


@pytest.mark.parametrize("least", [1, len(GIVEN) + 1])
def test_codes_are_the_same_beside_and_here(monkeypatch: pytest.MonkeyPatch, least: int) -> None:
    monkeypatch.setattr(coding, "LEAST", least)
    told: list[tuple[int, int]] = []
    with Coding(GIVEN) as made:
        assert made.properties(lambda done, total: told.append((done, total))) == [
            one.properties() for one in GIVEN
        ]
    assert told[-1] == (len(GIVEN), len(GIVEN))


def test_a_process_that_ends_early_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coding, "LEAST", 1)
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    with (
        Coding(GIVEN * 1000) as made,
        pytest.raises(CodingError, match=r"exit 1.*Nothing was written"),
    ):
        made.properties(lambda done, total: None)


def test_what_is_left_of_it_ends_with_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coding, "LEAST", 1)
    before = set(threading.enumerate())
    with pytest.raises(KeyboardInterrupt), Coding(GIVEN * 20_000):
        raise KeyboardInterrupt
    assert set(threading.enumerate()) <= before
