"""Narrowing a search to some reviews, a theme or an agency."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from linking.search import Flags, SearchIndex
from views.data import ask, loaded
from views.filters import choose_reviews
from views.links import address, choose

_NAMES = ("kind", "area", "from", "to", "theme", "agency")


def narrowed(index: SearchIndex) -> Flags | None:
    """Draw the filters, and return which things fit them; None where none is chosen."""
    chosen = any(address(name) for name in _NAMES)
    with st.expander("Narrow it to some reviews, a theme or an agency", expanded=chosen):
        reviews = choose_reviews(loaded().reviews)
        left, right = st.columns(2)
        with left:
            theme = choose("About", {"": "Any theme"} | _titles(index, "Theme"), "theme")
        with right:
            agency = choose(
                "Addressed to, or involved in the case",
                {"": "Any agency"} | _titles(index, "Agency"),
                "agency",
            )
        if not (theme or agency or reviews.which == "chosen"):
            return None
        st.caption(
            "Kinds of things to which a choice does not apply are left out: themes and agencies "
            "are of no year or area."
        )
    return index.among(**reviews.asked, ids=_ids(theme, agency))


def _titles(index: SearchIndex, kind: str) -> dict[str, str]:
    """Id and title of all things of a kind, by title."""
    titles = [(thing.title, thing.id) for thing in index.things if thing.kind == kind]
    return {id_: title for title, id_ in sorted(titles)}


def _ids(theme: str, agency: str) -> Collection[str] | None:
    """Ids of what is about the theme and has to do with the agency; None where all count."""
    about = {row["id"] for row in ask("things_about_theme", theme=theme)} if theme else None
    of = {row["id"] for row in ask("things_of_agency", agency=agency)} if agency else None
    if about is None or of is None:
        return about if of is None else of
    return about & of
