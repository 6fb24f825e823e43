"""A picture that grows: what surrounds a node, or a path, and the neighbours of what was opened.

What was opened stays in its order, shut or not, because places are given out in that order: so a
node that stands somewhere goes on standing there whatever is opened or shut later.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from graph.errors import QueryFailedError
from graph.neighbourhood import Neighbourhood, item, nearest
from graph.steps import Item, Tie, between
from graph.store import Store

ADDED = 40  # neighbours that opening one node may add
LARGEST = 2_000  # nodes of a picture that a browser still moves at once


@dataclass(frozen=True)
class Opening:
    """One node whose neighbours were asked for, by its key; shut again or not."""

    key: str
    shut: bool = False


@dataclass(frozen=True)
class Layer:
    """The neighbours that one node brought, how many it has in all, and whether they show."""

    of: Item
    items: tuple[Item, ...]
    total: int
    shown: bool


@dataclass(frozen=True)
class Explored:
    """The picture: what it began with, what was opened, and what therefore shows, with the ties
    among all of that. ``items`` leaves out the centre."""

    base: Neighbourhood
    layers: tuple[Layer, ...]
    items: tuple[Item, ...]
    ties: tuple[Tie, ...]

    @property
    def centre(self) -> Item:
        return self.base.centre

    @property
    def opened(self) -> frozenset[str]:
        """Keys of the nodes whose neighbours show."""
        return frozenset(layer.of.key for layer in self.layers if layer.shown)


def explore(
    store: Store,
    base: Neighbourhood,
    openings: Sequence[Opening],
    labels: Collection[str],
) -> Explored:
    """Add to a picture the neighbours of each node opened, of the given labels, the nearest
    ``ADDED`` that it does not begin with. A node that is gone, or that nothing shown leads to,
    adds nothing; ``LARGEST`` bounds the whole."""
    first = {one.key: one for one in (base.centre, *base.items)}
    shown = dict(first)
    layers: list[Layer] = []
    for opening in openings:
        try:
            of = item(store, opening.key)
        except QueryFailedError:
            continue  # a link kept since before it was removed
        near = nearest(store, of, labels, ADDED + len(first))
        items = tuple(one for one in near.items if one.key not in first)[:ADDED]
        shows = not opening.shut and of.key in shown and len(shown) + len(items) <= LARGEST
        layers.append(Layer(of, items, near.total, shows))
        if shows:
            shown |= {one.key: one for one in items}
    del shown[base.centre.key]
    items = tuple(shown.values())
    ties = between(store, [base.centre, *items]) if any(one.shown for one in layers) else base.ties
    return Explored(base, tuple(layers), items, ties)
