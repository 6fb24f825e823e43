"""A picture of a part of the graph, drawn by vis-network from places worked out beforehand.

Nothing moves by itself. What a reader does in it (choose, expand, pin, hide a kind, dim) reaches
Python as one message with how the picture then looks. Whatever it shows, the page shows as a
table too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pyvis.network
import streamlit as st

from exports.drawing import ORDER, beside
from graph.exploring import Explored
from graph.neighbourhood import Item, Neighbourhood
from graph.paths import ShortestPath
from graph.schema import EDGE, NODE
from graph.steps import Tie
from views.components.graph_view.places import Place, places
from views.text import shorten

_HERE = Path(__file__).parent
# The library that pyvis carries for its own pages; nothing is fetched from elsewhere.
_VIS = Path(pyvis.network.__file__).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"
# A component is one script: what stands in several files is put together here.
_SCRIPTS = ("labels.js", "marks.js", "tools.js", "acts.js", "keyboard.js", "graph_view.js")
SIZE = {"Theme": 13, "Agency": 12, "Review": 11, "Finding": 11, "Source": 10, "Recommendation": 7}
CENTRE_SIZE = 19
# Above this many nodes, recommendations are named only when near, under the pointer or in focus.
_FEW = 40


def read(name: str) -> str:
    """A file of this component."""
    return (_HERE / name).read_text(encoding="utf-8")


SCRIPT = "\n".join([_VIS.read_text(encoding="utf-8"), *map(read, _SCRIPTS)])
component = st.components.v2.component(
    "common_thread_graph",
    html=read("graph_view.html"),
    css=read("graph_view.css"),
    js=SCRIPT,
)


@dataclass(frozen=True)
class Look:
    """How a picture is looked at: the node chosen, the kinds hidden, where a reader has put
    nodes (by their keys), and whether all but the neighbours of the chosen one are dimmed."""

    chosen: str = ""
    hidden: tuple[str, ...] = ()
    pins: Mapping[str, Place] = field(default_factory=dict)
    dim: bool = False


@dataclass(frozen=True)
class Act:
    """What a reader did: a verb (``look``, ``open``, ``start``), the node it was done to, and how
    the picture looks since."""

    verb: str
    key: str
    look: Look


def in_order(items: Collection[Item]) -> list[Item]:
    """Items in the order of the picture and its table: by kind, then title, then id."""
    return sorted(items, key=lambda i: (ORDER.index(i.label), i.title.casefold(), i.id))


def kinds() -> dict[str, dict[str, Any]]:
    """How each kind of node is drawn and called."""
    return {
        label: {
            "shape": NODE[label].shape,
            "symbol": NODE[label].symbol,
            "colour": NODE[label].colour,
            "size": SIZE[label],
            "one": label.lower(),
            "many": NODE[label].plural,
        }
        for label in ORDER
    }


def drawing(
    shown: Explored, at: Mapping[str, Place], path: ShortestPath | None = None
) -> dict[str, Any]:
    """What the browser is sent of a picture: nodes with their places, edges, words.

    ``at`` has the place of each node shown; the ties of a path stand out.
    """
    items = [shown.centre, *in_order(shown.items)]
    many = len(items) > _FEW + 1
    centre = shown.centre.key
    way = set(path.ties) if path else set()
    return {
        "kinds": kinds(),
        "nodes": [
            {
                "id": one.key,
                "kind": one.label,
                "name": shorten(one.title, 200),
                "short": beside(one.label, one.title),
                "x": round(at[one.key][0], 1),
                "y": round(at[one.key][1], 1),
                "labelled": one.label != "Recommendation" or not many,
                "open": one.key in shown.opened,
            }
            for one in items
        ],
        "edges": [
            {
                "from": tie.source,
                "to": tie.target,
                "width": width(tie),
                "title": words_of(tie),
                "near": centre in (tie.source, tie.target),
                "way": tie in way,
            }
            for tie in shown.ties
        ],
        "centre": centre,
        "start": "" if path else centre,
        "explore": True,
        "description": _description(shown),
    }


def width(tie: Tie) -> float:
    """The width of a line: its score; a stated fact has none and is drawn like a middling one."""
    return round(0.6 + 2.6 * (0.5 if tie.score is None else tie.score), 2)


def words_of(tie: Tie) -> str:
    """What a line means, for the pointer: the relationship in words, and its score."""
    score = "" if tie.score is None else f" (score {tie.score:.2f})"
    return f"{EDGE[tie.type].about}{score}"


def _description(shown: Explored) -> str:
    count = len(shown.items)
    noun = "other item" if count == 1 else "other items"
    return (
        f"Picture of {shown.centre.label.lower()} {shorten(shown.centre.title, 120)} and {count} "
        f"{noun}. Arrow keys move between them, Enter chooses one, question mark lists the keys. "
        "The same items are in the table on this page."
    )


def around(base: Neighbourhood) -> dict[str, Place]:
    """Where a node and what surrounds it stand."""
    groups = {one.key: one.label for one in (base.centre, *in_order(base.items))}
    ties = [(tie.source, tie.target) for tie in base.ties]
    return places(groups, ties, base.centre.key, ORDER[:-1])


@st.cache_data(max_entries=64, show_spinner=False)
def _still(shown: Neighbourhood) -> dict[str, Any]:
    explored = Explored(shown, (), shown.items, shown.ties)
    return {**drawing(explored, around(shown)), "explore": False}


def still_view(
    shown: Neighbourhood, *, key: str, on_choose: Callable[[str], None], height: int = 600
) -> None:
    """Draw a neighbourhood that does not grow. ``on_choose`` is called with the key
    (``Theme:risk``) of the node that was chosen, before the page runs again."""

    def acted(act: Act) -> None:
        if act.key:
            on_choose(act.key)

    kept = st.session_state.get(f"{key}-told")  # the browser alone changes how it is looked at
    look = kept["there"] if kept else Look()
    graph_view(_still(shown), look, key=key, on_act=acted, height=height)


def graph_view(
    data: Mapping[str, Any],
    look: Look,
    *,
    key: str,
    on_act: Callable[[Act], None],
    height: int = 600,
) -> None:
    """Draw a picture (see ``drawing``). ``on_act`` is called with what the reader did in it,
    before the page runs again.

    The browser changes a picture's look at once and by itself; it is told a look only where that
    came about otherwise, for what it is told it draws, over what was done there meanwhile.
    """
    kept = st.session_state.setdefault(f"{key}-told", {"turn": 0, "told": None, "there": None})
    if look != kept["there"]:
        kept |= {"turn": kept["turn"] + 1, "told": look, "there": look}

    def acted() -> None:
        sent = st.session_state[key].asked
        if sent:
            act = _act(sent)
            kept["there"] = act.look
            on_act(act)

    told = {"turn": kept["turn"], **asdict(kept["told"])}
    component(data={**data, "height": height, "look": told}, key=key, on_asked_change=acted)


def _act(sent: Mapping[str, Any]) -> Act:
    pins = {str(key): (float(at[0]), float(at[1])) for key, at in sent["pins"].items()}
    look = Look(str(sent["chosen"]), tuple(sent["hidden"]), pins, bool(sent["dim"]))
    return Act(str(sent["do"]), str(sent["key"]), look)
