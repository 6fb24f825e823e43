"""The words that pages use, each explained in one place: ``data/reference/glossary.csv``."""

from __future__ import annotations

import csv
from functools import cache

from graph.settings import DATA


@cache
def glossary() -> dict[str, dict[str, str]]:
    """Group of words to words to what each means, in the order of the file."""
    groups: dict[str, dict[str, str]] = {}
    path = DATA / "reference" / "glossary.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            groups.setdefault(row["group"], {})[row["word"]] = row["meaning"]
    return groups


def means(word: str) -> str:
    """What a word means, for the bubble beside it. Raises KeyError for one that is not there."""
    return next(words[word] for words in glossary().values() if word in words)
