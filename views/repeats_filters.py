"""Which repeated asks are shown: by the reviews that made them, by theme and by who is asked."""

from __future__ import annotations

import streamlit as st

from linking.recurrence import Wanted
from views.data import ask
from views.filters import Chosen
from views.links import choose
from views.names import agency_choices, theme_choices


def wanted(chosen: Chosen, among: frozenset[str] | None = None) -> Wanted:
    """What an ask must be, by the reviews chosen, and ``among`` which ids it must be."""
    return Wanted(chosen.kind, chosen.area, int(chosen.first or 0), int(chosen.last or 0), among)


def theme_and_agency() -> frozenset[str] | None:
    """Draw a box of themes and one of agencies; the ids of repeated asks that are about the one
    and put to the other, None for all."""
    among = []
    left, right = st.columns(2)
    with left:
        theme = choose("Theme", {"": "All themes"} | theme_choices(ask("theme_tree")), "theme")
    if theme:
        rows = ask("repeated_asks_about_theme", theme=theme)
        among.append(frozenset(row["recommendation_id"] for row in rows))
    with right:
        choices = {"": "Anybody"} | agency_choices(ask("agency_asked"))
        agency = choose("Asked of", choices, "agency")
    if agency:
        rows = ask("repeated_asks_of_agency", agency=agency)
        among.append(frozenset(row["recommendation_id"] for row in rows))
    return frozenset.intersection(*among) if among else None
