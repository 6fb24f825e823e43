"""Lists of words that rules lean on, kept as data in ``data/reference/words.csv``."""

from __future__ import annotations

import csv
from functools import cache

from graph.settings import DATA


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of one list, lower case. Raises KeyError for a list that is not in the file."""
    with (DATA / "reference" / "words.csv").open(encoding="utf-8", newline="") as file:
        return {row["list"]: frozenset(row["words"].split()) for row in csv.DictReader(file)}[name]
