"""What a draft is about: its themes, the words they rest on, and where each leads."""

from __future__ import annotations

import streamlit as st

from linking.intervals import of_total
from linking.themes import About
from linking.told import Told
from views.data import ask
from views.links import link_to
from views.names import years
from views.text import plain

_MOST = 3


def about(told: Told, area: str) -> None:
    """Draw the surest themes of a draft, how many reviews take each up, and the ways on."""
    if not told.themes:
        st.markdown("No theme of the frame was found in it, so it leads to none.")
        return
    joint = {row["theme_id"] for row in ask("joint_themes")}
    for one in told.themes[:_MOST]:
        _one(one, joint, area)


def _one(about: About, joint: set[str], area: str) -> None:
    row = ask("theme_summary", theme=about.theme_id, area=area)[0]
    reviews = f"reviews of {plain(area)}" if area else "reviews"
    taken_up = of_total(row["reviews"], row["of_reviews"], reviews)
    span = f", {years(row['first_year'], row['last_year'])}" if row["first_year"] else ""
    rests_on = f"rests on “{plain(about.cue)}”" if about.cue else "rests on the whole wording"
    with st.container(gap="xxsmall"):
        st.markdown(
            f"It is about ◆ **{plain(row['theme'])}**, which {taken_up} take up{span}; this "
            f"{rests_on}."
        )
        with st.container(horizontal=True, gap="medium"):
            theme = about.theme_id
            link_to("This theme everywhere", "themes", theme=theme)
            link_to("Who is told about it", "themes", theme=theme, show="told", area=area)
            if theme in joint:
                state = {"show": "between", "theme": theme, "area": area}
                link_to("What falls between agencies on it", "agencies", **state)
