"""How often each code of a recommendation or concern is the judges', beside three baselines.

The rules are given what the judges were given: kind, addressees and text, without a plan's date or
the paragraph above.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph.schema import CODES
from graph.store import Store
from linking.coding import Coded
from linking.inputs import read_inputs
from tests.quality import labels
from tests.quality.choose import Item, half, items
from tests.quality.keywords import keyword_codes
from tests.quality.metrics import kappa_with_interval, macro_f1, share
from tests.quality.tables import Figure, Table

NAMES = (*CODES, "asks")
_COLUMNS = (
    "code",
    "right",
    "macro F1",
    "commonest value",
    "key words",
    "key words' macro F1",
    "two judges (kappa)",
)
_NOTE = (
    "Share of items with exactly the judges' value, an empty one (nothing is asked) included. "
    "*Commonest value*: what is right if always the commonest value of the development half is "
    "said. *Key words*: the same tables of words, looked for anywhere in the text, without "
    "clauses, subjects or hedges. *Two judges*: Cohen's kappa where both judged; it is the ceiling."
)


@dataclass(frozen=True)
class _Judged:
    """One item with its labels, what the rules say and what the key words say."""

    item: Item
    truth: Mapping[str, str]
    said: Mapping[str, str]
    keywords: Mapping[str, str]


def measure(store: Store, of: str) -> list[Table]:
    """A table for recommendations, one for concerns, and one for both together."""
    judged = _judged(store)
    here = [one for one in judged if half(one.item.key) == of]
    before = [one for one in judged if half(one.item.key) == "development"]
    tables = []
    for title, concerns in (
        ("recommendations", (False,)),
        ("concerns", (True,)),
        ("", (False, True)),
    ):
        chosen = [one for one in here if (one.item.kind == "concern") in concerns]
        common = [one for one in before if (one.item.kind == "concern") in concerns]
        tables.append(_table(title, chosen, common))
    return tables


def _judged(store: Store) -> list[_Judged]:
    sample, concerns = items(store)
    known = {item.key: item for item in (*sample, *concerns)}
    inputs = read_inputs(store)
    given = {ask.id: one for ask, one in zip(inputs.asks, inputs.coded, strict=True)}
    found = []
    for file in labels.CODE_FILES:
        for row in labels.rows(file):
            item = known[row["key"]]
            said = _said(given[item.id])
            truth = {name: row[name] for name in NAMES}
            words = keyword_codes(item.text, concern=item.kind == "concern")
            found.append(_Judged(item, truth, said, words))
    return found


def _said(given: Coded) -> dict[str, str]:
    properties = replace(given, target_date="", context="").properties()
    return {name: str(properties[name]) for name in NAMES}


def _table(title: str, chosen: Sequence[_Judged], before: Sequence[_Judged]) -> Table:
    second = {
        row["key"]: row for file in labels.CODE_FILES for row in labels.rows(f"second_{file}")
    }
    rows = []
    for name in NAMES:
        truth = [one.truth[name] for one in chosen]
        said = [one.said[name] for one in chosen]
        words = [one.keywords[name] for one in chosen]
        common = Counter(one.truth[name] for one in before).most_common(1)[0][0]
        twice = [one for one in chosen if one.item.key in second]
        agreed = kappa_with_interval(
            [one.truth[name] for one in twice], [second[one.item.key][name] for one in twice]
        )
        rows.append(
            (
                name,
                _right(said, truth),
                macro_f1(said, truth),
                _right([common] * len(truth), truth),
                _right(words, truth),
                macro_f1(words, truth),
                agreed,
            )
        )
    low = min(rows, key=lambda row: row[1].value)
    plain = (
        f"Of ten codes of {title or 'recommendations and concerns'}, the hardest is "
        f"“{low[0]}”, right in {low[1].value:.0%} of {len(chosen)}."
    )
    shown = f"Codes of {title}" if title else "Codes of recommendations and concerns together"
    return Table(shown, _COLUMNS, tuple(rows), _NOTE, plain)


def _right(said: Sequence[str], truth: Sequence[str]) -> Figure:
    return share(sum(a == b for a, b in zip(said, truth, strict=True)), len(truth))
