"""What one agency is told, and what is told to one agency and not to another."""

from __future__ import annotations

import streamlit as st

from graph.store import Row
from linking.intervals import of_total
from views.data import ask
from views.filters import Chosen
from views.glossary import means
from views.layout import table
from views.links import address, choose, link_to, link_to_node, step_to
from views.names import agency_choices, agency_name, count_asks, years
from views.parts import Ranked, ranked, recommendations
from views.text import plain

TOP = 15


def one_agency(chosen: Chosen) -> None:
    """The themes put to one agency or kind of agency, with the wording of one of them."""
    asked = ask("agency_asked", **chosen.asked)
    if not asked:
        chosen.nothing("agency that is addressed")
        return
    choices = {"": "Choose an agency"} | agency_choices(asked)
    agency = choose(
        "Agency", choices, "agency", help="A kind of agency takes in every body of that kind."
    )
    if not agency:
        if address("agency"):
            chosen.nothing("recommendation or concern addressed to that agency")
        return
    row = next(one for one in asked if one["agency_id"] == agency)
    st.header(f"▲ {plain(choices[agency])}", anchor=False)
    if row["resolved"] is False:
        st.caption("Known only by this wording; it was not matched to a body in the register.")
    st.markdown(
        f"Addressed in **{of_total(row['reviews'], chosen.reviews, 'reviews')}**"
        + (f", {years(row['first_year'], row['last_year'])}." if row["first_year"] else ".")
    )
    with st.container(horizontal=True):
        link_to_node("See what surrounds it", "Agency", agency)
        link_to("Year by year", "over_time", follow="agency", agency=agency, kind=chosen.kind)
        link_to("Evidence pack", "pack", about="agency", agency=agency, kind=chosen.kind)
    themes = ask("themes_told_to_agency", agency=agency, **chosen.asked)
    if not themes:
        chosen.nothing("recommendation to it that was linked to a theme")
        return
    _themes(agency, themes)
    _wording(agency, themes, chosen)


def _themes(agency: str, themes: list[Row]) -> None:
    st.markdown("**What it is told about**", help=means("addressed"))
    st.caption("Of the reviews that address it at all, those that tell it about the theme.")
    ranked(
        [
            Ranked(
                row["theme"],
                row["reviews"],
                row["of_reviews"],
                "",
                {"theme": row["theme_id"]},
                years(row["first_year"], row["last_year"]),
            )
            for row in themes[:TOP]
        ],
        "told",
    )
    with st.expander(f"All {len(themes)} themes with years, as a table"):
        headings = {
            "theme": "Theme",
            "reviews": "Reviews",
            "of_reviews": "Of N reviews",
            "recommendations": "Recommendations",
            "first_year": "First year",
            "last_year": "Last year",
        }
        table(themes, f"told to {agency}", headings)


def _wording(agency: str, themes: list[Row], chosen: Chosen) -> None:
    theme = address("theme")
    named = {row["theme_id"]: row["theme"] for row in themes}
    if theme not in named:
        return
    rows = ask("cell_recommendations", agency=agency, theme=theme, **chosen.asked)
    st.header(plain(named[theme]), anchor=False)
    st.caption(f"{count_asks(rows)}, latest first. The words each was matched by are marked.")
    recommendations(rows, f"one-{agency}-{theme}-{chosen.key}")


def told_to_one(chosen: Chosen) -> None:
    """Themes put to one agency and not to another in the same reviews."""
    asked = ask("agency_asked", **chosen.asked)
    kinds = {
        row["agency_id"]: agency_name(row["agency"])
        for row in asked
        if row["is_type"] or row["level"] == "national"
    }
    if len(kinds) < 2:
        chosen.nothing("pair of kinds of agency that are both addressed")
        return
    often = sorted(
        (row for row in asked if row["agency_id"] in kinds),
        key=lambda row: (-row["reviews"], row["agency_id"]),
    )
    left, right = st.columns(2)
    with left:
        one = choose("Told", kinds, "agency", default=often[0]["agency_id"])
    with right:
        other = choose("Not told", kinds, "other", default=often[1]["agency_id"])
    told = {"agency": one, "other": other}
    rows = ask("told_to_one_not_other", **told, **chosen.asked) if one != other else []
    if any(row["reviews_only_one"] for row in rows):
        _differences(rows, (one, kinds[one]), (other, kinds[other]), chosen)
    else:
        chosen.nothing(f"theme put to {kinds[one]} and not to {kinds[other]} in one review")


def _differences(
    rows: list[Row], one: tuple[str, str], other: tuple[str, str], chosen: Chosen
) -> None:
    """Themes told to one and not the other, each an id with its name."""
    shown = [row for row in rows if row["reviews_only_one"]]
    both = of_total(shown[0]["of_reviews"], chosen.reviews, "reviews")
    st.caption(
        f"{both} address both. Of those, the reviews that put a theme to {plain(one[1])} and not "
        f"to {plain(other[1])}. There may be good reason for it; the wording tells."
    )
    ranked(
        [
            Ranked(
                row["theme"],
                row["reviews_only_one"],
                row["of_reviews"],
                "",
                {"agency": one[0], "other": other[0], "theme": row["theme_id"]},
            )
            for row in shown[:TOP]
        ],
        "differ",
    )
    step_to("The other way round", "turned", agency=other[0], other=one[0], theme=None)
    with st.expander("As a table, with the reviews that told both"):
        headings = {
            "theme": "Theme",
            "reviews_only_one": f"Only {one[1]}",
            "reviews_both": "Both",
            "of_reviews": "Of N reviews",
        }
        table(rows, "told-to-one", headings)
    named = {row["theme_id"]: row["theme"] for row in shown}
    if address("theme") in named:
        _put_to_one(named, one, other, chosen)


def _put_to_one(
    named: dict[str, str], one: tuple[str, str], other: tuple[str, str], chosen: Chosen
) -> None:
    """The wording that the one agency was given on the theme, where the other was given none."""
    theme = address("theme")
    ends = {"agency": one[0], "other": other[0]}
    rows = ask("put_to_one_not_other", **ends, theme=theme, **chosen.asked)
    st.header(f"◆ {plain(named[theme])}", anchor=False)
    st.caption(
        f"Put to {plain(one[1])}, in the reviews that address {plain(other[1])} about other things "
        f"only: {count_asks(rows)}, latest first. The words each was matched by are marked."
    )
    recommendations(rows, f"differ-{one[0]}-{other[0]}-{theme}-{chosen.key}")
