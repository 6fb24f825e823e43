"""A picture of a network without a centre, whose lines lead somewhere too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pyvis.network
import streamlit as st

from graph.schema import NODE
from views.components.graph_view import component
from views.components.graph_view.places import spread
from views.text import shorten

_THIN, _THICK = 1.0, 9.0


@dataclass(frozen=True)
class Spot:
    """One node: its id, its label in the schema, which gives symbol and colour, and its name."""

    id: str
    label: str
    name: str


@dataclass(frozen=True)
class Line:
    """One line between two nodes: as thick as its ``number`` among the others, with words for the
    pointer."""

    one: str
    other: str
    number: int
    words: str


def network_view(
    spots: Sequence[Spot],
    lines: Sequence[Line],
    *,
    key: str,
    what: str,
    on_go: Callable[[str, str], None],
    height: int = 560,
) -> None:
    """Draw the network; ``what`` says what it shows. ``on_go`` is called with the id of the node
    that was chosen and an empty text, or with the two ends of a line, before the page runs again.
    """
    ends = {_line_key(line): (line.one, line.other) for line in lines}

    def clicked() -> None:
        chosen = st.session_state[key].clicked
        if chosen:
            on_go(*ends.get(chosen, (chosen, "")))

    data = {
        **_drawing(tuple(spots), tuple(lines)),
        "centre": "",
        "height": height,
        "description": f"{what} Arrow keys move between the symbols, Enter chooses one, plus and "
        "minus zoom. The same is in the list beside it.",
    }
    component(data=data, key=key, on_clicked_change=clicked)


def _line_key(line: Line) -> str:
    return f"{line.one} | {line.other}"


@st.cache_data(max_entries=64, show_spinner=False)
def _drawing(spots: tuple[Spot, ...], lines: tuple[Line, ...]) -> dict[str, list[dict]]:
    """Nodes with their places, and edges, as vis-network takes them."""
    at = spread([spot.id for spot in spots], [(line.one, line.other) for line in lines])
    network = pyvis.network.Network()
    for spot in spots:
        kind = NODE[spot.label]
        x, y = at[spot.id]
        network.add_node(
            spot.id,
            label=shorten(spot.name, 34),
            long=shorten(spot.name, 64),
            name=spot.name,
            kind=spot.label,
            shape=kind.shape,
            color=kind.colour,
            size=10,
            labelled=True,
            x=round(x, 1),
            y=round(y, 1),
        )
    most = max((line.number for line in lines), default=1)
    for line in lines:
        network.add_edge(
            line.one,
            line.other,
            id=len(network.edges),
            width=_THIN + (_THICK - _THIN) * line.number / most,
            title=line.words,
            near=True,
            go=_line_key(line),
        )
    return {"nodes": network.nodes, "edges": network.edges}
