"""The part of the graph that the rows of an answer name.

A row names a node when it holds the node itself, alone or in a list, map or path, or holds its id
in a column of ids: a column is one when every text in it, in a list or not, is the id of a node
that is drawn. Between the nodes named stand all relationships that the graph has between them,
whichever of them the query walked; links that a person rejected are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from graph.neighbourhood import Neighbourhood
from graph.steps import DRAWN, Item, between
from graph.store import Row, Store

MOST = 200  # nodes that a picture of an answer shows; above, labels hide one another
_ID = re.compile(r"\S{1,200}")


@dataclass(frozen=True)
class Named:
    """What an answer names: the picture, how many nodes it names in all, and in which columns."""

    picture: Neighbourhood | None
    total: int
    columns: tuple[str, ...]


def named(store: Store, rows: Sequence[Row]) -> Named:
    """The nodes that rows name, in the order in which they name them, with what is between them;
    the one with most relationships is the centre of the picture."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    texts = {column: _texts(rows, column) for column in columns}
    known = _look_up(store, {text for column in columns for text in texts[column] or ()})
    ids = [column for column in columns if known.keys() >= set(texts[column] or [""])]
    found: dict[str, Item] = {}
    with_nodes: dict[str, None] = {}
    for row in rows:
        for column, value in row.items():
            items = [one for part in _parts(value) for one in _items(part, known, column in ids)]
            found.update({one.key: one for one in items})
            if items:
                with_nodes[column] = None
    shown = list(found.values())[:MOST]
    return Named(_picture(store, shown), len(found), tuple(with_nodes))


def _picture(store: Store, shown: Sequence[Item]) -> Neighbourhood | None:
    if not shown:
        return None
    ties = between(store, shown)
    degree = Counter(key for tie in ties for key in (tie.source, tie.target))
    centre = max(shown, key=lambda one: degree[one.key])  # of equals the first
    rest = tuple(one for one in shown if one != centre)
    return Neighbourhood(centre, rest, ties, len(rest))


def _parts(value: Any) -> Iterator[Any]:
    """A value, and what stands in it where it is a list or a map that is no node."""
    if isinstance(value, list):
        for part in value:
            yield from _parts(part)
    elif isinstance(value, dict) and "labels" not in value:
        yield from _parts(list(value.values()))
    else:
        yield value


def _texts(rows: Sequence[Row], column: str) -> list[str] | None:
    """The texts of a column in order, each once; None where one of them can be no id."""
    found: dict[str, None] = {}
    for row in rows:
        for part in _parts(row.get(column)):
            if isinstance(part, str):
                if not _ID.fullmatch(part):
                    return None
                found[part] = None
    return list(found)


def _look_up(store: Store, ids: set[str]) -> dict[str, list[Item]]:
    """The nodes of these ids; labels differ in theirs, but a file of one's own may not know."""
    found: dict[str, list[Item]] = {}
    for label in DRAWN if ids else ():
        rows = store.rows(
            f"UNWIND $ids AS i MATCH (n:{label} {{id: i}}) RETURN n.id AS id, n.title AS title",
            ids=sorted(ids),
        )
        for row in rows:
            found.setdefault(row["id"], []).append(Item(label, row["id"], str(row["title"])))
    return found


def _items(part: Any, known: dict[str, list[Item]], are_ids: bool) -> list[Item]:
    if isinstance(part, str) and are_ids:
        return known[part]
    if isinstance(part, dict) and part.get("id") and set(part["labels"]) & set(DRAWN):
        label = next(label for label in part["labels"] if label in DRAWN)
        return [Item(label, str(part["id"]), str(part.get("title", "")))]
    return []
