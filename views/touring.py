"""The stops of the tour, and the strip at the head of a page that is one of them.

The stop stands in the address (``?tour=2``): a tour can be left on any page, gone on with by
*Back*, and begun again from its own page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from views.links import address, link_to, step_to


@dataclass(frozen=True)
class Stop:
    """One stop: its page (a key of ``PAGES``) in a state, and what to look at there."""

    page: str
    title: str
    text: str
    state: Mapping[str, str] = field(default_factory=dict)


# No two stops that follow each other are on one page: a link to the page one is on would leave
# the browser's address as it was.
STOPS = (
    Stop(
        "overview",
        "What is loaded",
        "How many reviews, what keeps coming back, where gaps are. Every bar leads to the wording "
        "behind it, and every count says what it is of.",
    ),
    Stop(
        "themes",
        "One practice point",
        "Open a broad theme and choose one within it: what was said about it, who is told, what "
        "research there is.",
    ),
    Stop(
        "agencies",
        "What falls between agencies",
        "Work that takes two agencies and was put to one of them. Choose a theme or a pair and "
        "read what the one was asked.",
        {"show": "between"},
    ),
    Stop(
        "repeats",
        "Asked before",
        "What several reviews asked for again, since when, and of whom.",
    ),
    Stop(
        "search",
        "Find anything",
        "The box above is on every page. Words, names, numbers, or a question in your own words; "
        "each hit says why it is there.",
        {"q": "someone died because agencies did not share"},
    ),
    Stop(
        "told",
        "Before you publish",
        "Paste a draft recommendation: who was told the same, and what it leaves open. What you "
        "paste is kept nowhere.",
    ),
    Stop(
        "add",
        "Your own reviews",
        "Drop a PDF or Word file here. It is read on this machine, and nothing is saved before "
        "you have checked it.",
    ),
)


def begin() -> None:
    """Draw the link that begins the tour."""
    _lead("Begin the tour", 1)


def tour_strip() -> None:
    """Where the address is that of a stop, say what to look at, with the ways on and out."""
    given = address("tour")
    if not given.isdecimal() or not 1 <= int(given) <= len(STOPS):
        return
    number = int(given)
    stop = STOPS[number - 1]
    with st.container(border=True, key="tour-strip"):
        st.markdown(f"**Tour, {number} of {len(STOPS)}: {stop.title}.** {stop.text}")
        with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
            if number < len(STOPS):
                _lead(f"Go on to {STOPS[number].title.lower()}", number + 1)
            step_to("End the tour", "tour-ends", tour=None)


def _lead(label: str, number: int) -> None:
    stop = STOPS[number - 1]
    link_to(label, stop.page, **stop.state, tour=str(number))
