"""How two things are joined, said step by step."""

from __future__ import annotations

import streamlit as st

from graph.neighbourhood import Item
from graph.paths import MOST_STEPS, ShortestPath
from graph.schema import NODE
from graph.steps import Tie
from views.names import agency_name
from views.text import plain, shorten

# A relationship in words, from its source to its target. Each can be a step of a path.
_SAYS = {
    "MADE": "{0} made {1}",
    "INVOLVED": "the case of {0} involved {1}",
    "RAISED": "the case of {0} showed {1}",
    "ADDRESSED_TO": "{0} asks {1} to act",
    "ABOUT": "{0} is about {1}",
    "NEAR_EVIDENCE": "{0} is near in meaning to {1}; nearness is not support",
    "CITES": "{0} leans on {1}",
    "FROM_SOURCE": "{0} is from {1}",
    "REPEATS": "{0} says what was said earlier in {1}",
    "WITHIN": "{0} is within {1}",
    "IS_A": "{0} is a body of the type {1}",
}
_WHY = (
    "Themes and agencies are ends of a path and never a step on the way: nearly every "
    "recommendation is about some theme and put to some agency, so a path through one would join "
    "anything to anything. Being mentioned, without being asked to act, is no step either."
)


def show_path(found: ShortestPath, start: Item, end: Item) -> None:
    """Say how many steps there are, and what each means."""
    if not found.items:
        far = "" if found.complete else " Too much lies around them for all of it to be followed."
        st.markdown(
            f"No path of {MOST_STEPS} steps or fewer joins {_said(start)} and {_said(end)} in what "
            f"is loaded.{far} That says how they are recorded here, not that they have nothing to "
            "do with each other."
        )
        st.caption(_WHY)
        return
    count = len(found.ties)
    st.markdown(f"**{_steps(count)}**{_others(found.ways)}")
    item = {one.key: one for one in found.items}
    lines = [f"{place}. {_step(tie, item)}" for place, tie in enumerate(found.ties, 1)]
    st.markdown("\n".join(lines))
    st.caption(_WHY)


def _steps(count: int) -> str:
    if not count:
        return "Both ends are the same."
    return f"Joined in {count} {'step' if count == 1 else 'steps'}."


def _others(ways: int) -> str:
    if ways == 1:
        return " No other path is as short."
    return f" One of {ways:,} paths as short; its links have the highest scores."


def _step(tie: Tie, item: dict[str, Item]) -> str:
    score = "" if tie.score is None else f" (score {tie.score:.2f})"
    words = _SAYS[tie.type].format(_said(item[tie.source]), _said(item[tie.target]))
    return f"{words[0].upper()}{words[1:]}{score}."


def _said(one: Item) -> str:
    """The item in a sentence: its kind, symbol and title."""
    title = agency_name(one.title) if one.label == "Agency" else one.title
    return f"{one.label.lower()} {NODE[one.label].symbol} “{plain(shorten(title, 90))}”"
