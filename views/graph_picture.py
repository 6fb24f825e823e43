"""The Graph page's picture: what it holds, where each node stands, and the path it may show."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from graph.exploring import Explored, Opening, explore
from graph.neighbourhood import Item, Neighbourhood, neighbourhood
from graph.paths import ShortestPath, as_neighbourhood, shortest
from views.components.graph_view import around, drawing
from views.components.graph_view.places import Place, grown, in_a_row
from views.data import graph
from views.names import agency_name


@dataclass(frozen=True)
class Asked:
    """What the picture is to hold: a centre, or a start and an end; which kinds; relationships of
    a second step; how many nodes it begins with at most; and what was opened."""

    centre: Item
    end: Item | None
    labels: tuple[str, ...]
    second: tuple[str, ...]
    most: int
    openings: tuple[Opening, ...]


@dataclass(frozen=True)
class Picture:
    """What is shown, each node's place, what the browser is sent of it, and the path if any."""

    shown: Explored
    at: dict[str, Place]
    data: dict[str, Any]
    path: ShortestPath | None = None


@st.cache_data(max_entries=64, show_spinner="Looking around")
def picture(state: str, asked: Asked) -> Picture:
    """The picture, kept until the graph changes."""
    del state
    if asked.end is None:
        base = neighbourhood(
            graph(), asked.centre, labels=asked.labels, second=asked.second, cap=asked.most
        )
        return _grown(asked, base, around(base), None)
    path = shortest(graph(), asked.centre, asked.end)
    if not path.items:
        alone = Neighbourhood(asked.centre, (asked.end,), (), 0)
        return _grown(asked, alone, in_a_row([asked.centre.key, asked.end.key]), path)
    at = in_a_row([one.key for one in path.items])
    return _grown(asked, as_neighbourhood(graph(), path), at, path)


def _grown(
    asked: Asked, base: Neighbourhood, at: dict[str, Place], path: ShortestPath | None
) -> Picture:
    shown = _named(explore(graph(), base, asked.openings, asked.labels))
    layers = ((layer.of.key, [one.key for one in layer.items]) for layer in shown.layers)
    at = grown(at, layers)
    return Picture(shown, at, drawing(shown, at, path), path)


def _named(shown: Explored) -> Explored:
    """The same with titles as the screen shows them."""
    base = replace(
        shown.base, centre=named(shown.centre), items=tuple(map(named, shown.base.items))
    )
    layers = tuple(replace(layer, of=named(layer.of)) for layer in shown.layers)
    return replace(shown, base=base, layers=layers, items=tuple(map(named, shown.items)))


def named(one: Item) -> Item:
    """The item with its title as the screen shows it."""
    return replace(one, title=agency_name(one.title)) if one.label == "Agency" else one
