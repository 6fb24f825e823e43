"""A picture of a neighbourhood: pyvis builds its nodes and edges, vis-network draws them.

The places are worked out beforehand and nothing moves by itself. A click, or Enter on the node
in focus, tells Python which node to go to. Whatever the picture shows, the page shows as a
table too.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyvis.network
import streamlit as st

from graph.neighbourhood import Item, Neighbourhood, Tie
from graph.schema import EDGE, NODE
from views.components.graph_view.places import places
from views.text import shorten

_HERE = Path(__file__).parent
# The library that pyvis carries for its own pages; nothing is fetched from elsewhere.
_VIS = Path(pyvis.network.__file__).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"
# In this order labels find a place, and the arrow keys' announcements count.
_ORDER = ("Theme", "Agency", "Review", "Finding", "Source", "Recommendation")
_SIZE = {"Theme": 13, "Agency": 12, "Review": 11, "Finding": 11, "Source": 10, "Recommendation": 7}
_CENTRE_SIZE = 19
# Above this many nodes, recommendations are named only under the pointer or in focus.
_FEW = 40


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


component = st.components.v2.component(
    "common_thread_graph",
    html=_read("graph_view.html"),
    css=_read("graph_view.css"),
    js=_VIS.read_text(encoding="utf-8") + "\n" + _read("graph_view.js"),
)


def in_order(items: tuple[Item, ...]) -> list[Item]:
    """Items in the order of the picture and its table: by kind, then title, then id."""
    return sorted(items, key=lambda i: (_ORDER.index(i.label), i.title.casefold(), i.id))


@st.cache_data(max_entries=64, show_spinner=False)
def drawing(shown: Neighbourhood, height: int) -> dict[str, Any]:
    """What the browser is sent: nodes with their places, edges, and a description in words."""
    items = [shown.centre, *in_order(shown.items)]
    groups = {i.key: i.label for i in (shown.centre, *shown.items)}
    at = places(groups, [(t.source, t.target) for t in shown.ties], shown.centre.key)
    network = pyvis.network.Network(directed=True)
    for one in items:
        _add_node(network, one, at[one.key], shown)
    for tie in shown.ties:
        _add_edge(network, tie, shown.centre.key)
    return {
        "nodes": network.nodes,
        "edges": network.edges,
        "centre": shown.centre.key,
        "height": height,
        "description": _description(shown),
    }


def _add_node(
    network: pyvis.network.Network, one: Item, at: tuple[float, float], shown: Neighbourhood
) -> None:
    kind = NODE[one.label]
    centre = one.key == shown.centre.key
    network.add_node(
        one.key,
        label=shorten(one.title, 30),
        long=shorten(one.title, 64),
        name=shorten(one.title, 200),
        kind=one.label,
        shape=kind.shape,
        color=kind.colour,
        size=_CENTRE_SIZE if centre else _SIZE[one.label],
        labelled=one.label != "Recommendation" or len(shown.items) <= _FEW,
        x=round(at[0], 1),
        y=round(at[1], 1),
    )


def _add_edge(network: pyvis.network.Network, tie: Tie, centre: str) -> None:
    score = "" if tie.score is None else f" (score {tie.score:.2f})"
    network.add_edge(
        tie.source,
        tie.target,
        id=len(network.edges),
        # A stated fact has no score and is drawn like a middling one.
        width=0.6 + 2.6 * (0.5 if tie.score is None else tie.score),
        title=f"{EDGE[tie.type].about}{score}",
        near=centre in (tie.source, tie.target),
    )


def _description(shown: Neighbourhood) -> str:
    count = len(shown.items)
    noun = "neighbour" if count == 1 else "neighbours"
    return (
        f"Picture of {shown.centre.label.lower()} {shorten(shown.centre.title, 120)} with {count} "
        f"{noun}. Arrow keys move between them, Enter goes to one, plus and minus zoom. "
        "The same items are in the table on this page."
    )


def graph_view(
    shown: Neighbourhood, *, key: str, on_go: Callable[[str], None], height: int = 600
) -> None:
    """Draw a neighbourhood. ``on_go`` is called with the key (``Theme:risk``) of the node that
    was clicked, before the page runs again."""

    def clicked() -> None:
        chosen = st.session_state[key].clicked
        if chosen and chosen != shown.centre.key:
            on_go(chosen)

    component(data=drawing(shown, height), key=key, on_clicked_change=clicked)
