"""Which repeated asks are shown: boxes whose choices stand in the address, and what they say."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from linking.recurrence import Wanted
from views.data import ask
from views.links import choose
from views.names import agency_choices, kind_choices, theme_choices


@dataclass(frozen=True)
class Chosen:
    """What was chosen: ``wanted`` for clusters, and whether anything was chosen at all."""

    wanted: Wanted
    any: bool


def filters(*, by_theme_and_agency: bool) -> Chosen:
    """Draw the boxes, kind, area and years always, and return what is chosen in them."""
    among: list[frozenset[str]] = []
    left, middle, right = st.columns(3)
    with left:
        kind = choose("Kind of review", kind_choices(), "kind")
    with middle:
        named = {row["area"]: f"{row['area']} ({row['reviews']:,})" for row in ask("areas")}
        area = choose("Area", {"": "All areas"} | named, "area")
    with right:
        first, last = _years()
    if by_theme_and_agency:
        among = _theme_and_agency()
    ids = frozenset.intersection(*among) if among else None
    wanted = Wanted(kind, area, first, last, ids)
    return Chosen(wanted, wanted != Wanted())


def _theme_and_agency() -> list[frozenset[str]]:
    """The ids of repeated asks about the theme and to the agency that are chosen."""
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
    return among


def _years() -> tuple[int, int]:
    """The first and the last year chosen, 0 for none."""
    corpus = ask("corpus")
    known = [row[end] for row in corpus for end in ("first_year", "last_year") if row[end]]
    span = [str(year) for year in range(min(known), max(known) + 1)] if known else []
    left, right = st.columns(2)
    with left:
        first = choose("From year", {"": "Any"} | {year: year for year in span}, "from")
    with right:
        last = choose("To year", {"": "Any"} | {year: year for year in reversed(span)}, "to")
    return int(first or 0), int(last or 0)
