"""The judges' labels, as their files have them."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.quality.choose import half

FOLDER = Path(__file__).parent
CODE_FILES = ("codes_sample.csv", "codes_pfd.csv")


def rows(name: str, of: str | None = None, key: str = "key") -> list[dict[str, str]]:
    """Rows of a file of labels; with ``of`` ("development" or "heldout") those whose ``key``
    falls into that half."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if of is None or half(row[key]) == of]


def themes(row: dict[str, str]) -> set[str]:
    """The themes that a judge gave an item."""
    return {theme for theme in row["themes"].split(";") if theme}
