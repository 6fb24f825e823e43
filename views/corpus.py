"""Which reviews are shown where the sample and one's own are loaded together."""

from __future__ import annotations

import streamlit as st

from graph.part import PARTS
from views.data import Loaded, has_parts, part, whole
from views.links import note, remember

_SHOWN = {"": "All", "mine": "Mine", "sample": "The sample"}
_KEY = "choose-part"


def keep_choice() -> None:
    """Before a page runs: the address says which part is shown; where it says nothing, as after a
    step to another page, the last choice stands, and goes into the address."""
    if "part" in st.query_params:
        named = st.query_params["part"]
        st.session_state["part"] = named if named in PARTS else ""
    elif part():
        remember(part=part())


def choose_corpus() -> None:
    """Draw the choice, where there is one: between the sample, one's own reviews, and both.
    Raises StoreUnavailableError."""
    if not has_parts():
        return
    st.session_state[_KEY] = part()
    st.segmented_control(
        "Reviews shown",
        list(_SHOWN),
        format_func=_SHOWN.get,
        key=_KEY,
        on_change=_chosen,
        required=True,
        help="On every page, in every count and in what you take away.",
    )


def say_choice(shown: Loaded) -> None:
    """Say that not all reviews are shown, on the page and for what leaves it."""
    if part():
        note("Reviews shown", _SHOWN[part()])
        st.caption(
            f"Reviews shown: {_SHOWN[part()].lower()}, {shown.reviews:,} of the "
            f"{whole().reviews:,} loaded."
        )


def _chosen() -> None:
    st.session_state["part"] = st.session_state[_KEY]
    remember(part=st.session_state["part"])
