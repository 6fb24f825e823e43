"""Lists of repeated asks: every one, and what has only met weaker actions."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from linking.clusters import Cluster
from linking.intervals import of_total
from linking.recurrence import Wanted, fitting, only_weaker
from views.data import ask
from views.filters import Chosen, choose_reviews
from views.glossary import means
from views.layout import Loaded, nothing, table
from views.links import choose
from views.names import years
from views.parts import first_of, more_of, recommendation
from views.repeated import HOW_SURE, addressees, asked_of, asks_by_id, cluster_step
from views.repeats_filters import theme_and_agency, wanted
from views.text import plain

_FITTING = (
    "Shown: asks of which at least one wording fits all that is chosen. Each is shown whole, with "
    "what other reviews made of it."
)
_LEAST = 3  # reviews from which a theme counts as repeated


def every(found: list[Cluster], how_much: Loaded) -> None:
    """All repeated asks, those asked in most reviews first."""
    st.caption(HOW_SURE)
    if not found:
        nothing("repeated recommendation", how_much.reviews)
        return
    chosen = wanted(choose_reviews(how_much.reviews), theme_and_agency())
    asks = sum(len(cluster.asks) for cluster in found)
    many = "ask was" if len(found) == 1 else "asks were"
    st.markdown(
        f"**{len(found):,} {many}** made by more than one review: {asks:,} of the "
        f"{how_much.recommendations:,} recommendations and concerns loaded."
    )
    shown = fitting(found, asks_by_id(), chosen)
    if chosen != Wanted():
        st.markdown(f"**{of_total(len(shown), len(found), 'repeated asks')}** fit.")
        st.caption(_FITTING)
    if not shown:
        nothing("repeated recommendation that fits what is chosen", how_much.reviews)
    cards(shown, "repeats")


def cards(found: Sequence[Cluster], key: str) -> None:
    """A list of repeated asks, ten at a time, each with whom it asks."""
    shown = first_of(found, key)
    of = addressees(id_ for cluster in shown for id_ in cluster.asks)
    for cluster in shown:
        cluster_step(cluster, asked_of(cluster, of))
    more_of(found, key)


def stuck(found: list[Cluster], how_much: Loaded) -> None:
    """Themes and asks that come again and have only met weaker actions."""
    st.caption(
        "What reviews come back to, where no action was coded intermediate or stronger and at "
        "least half were coded weaker: training, policy, guidance, reminders. Strength is coded by "
        "rule and is no grade: supervision has no place in that hierarchy, and a theme that is "
        "itself about training or policy meets little else. Coroners' concerns ask for no action "
        "and are left out."
    )
    if not any(row["recommendations"] for row in ask("corpus")):
        st.markdown(
            "Only coroners' concerns are loaded. They ask for no action, so this cannot be told."
        )
        return
    chosen = choose_reviews(how_much.reviews)
    st.header("Themes", anchor=False)
    _stuck_themes(chosen, how_much)
    st.header("Repeated asks", anchor=False, help=means("repeat"))
    asks = asks_by_id()
    among = fitting(found, asks, wanted(chosen))
    shown = only_weaker(among, asks)
    if not shown:
        chosen.nothing("repeated ask that only met weaker actions")
        return
    st.markdown(f"**{of_total(len(shown), len(among), 'repeated asks')}** met only weaker actions.")
    if chosen.which == "chosen":
        st.caption(_FITTING)
    cards(shown, "stuck")


def _stuck_themes(chosen: Chosen, how_much: Loaded) -> None:
    rows = ask("stuck_themes", reviews=_LEAST, **chosen.asked)
    if not rows:
        chosen.nothing(
            f"theme that {_LEAST} or more reviews recommend about and that met only weaker actions"
        )
        return
    st.markdown(
        f"**{len(rows):,} of {how_much.themes:,} themes** were recommended about in {_LEAST} or "
        f"more of the reviews {chosen.which} and met only weaker actions."
    )
    shown = [row | {"years": years(row["first_year"], row["last_year"])} for row in rows]
    headings = {
        "theme": "Theme",
        "in_reviews": "Reviews",
        "recommendations": "Recommendations",
        "weaker": "of those, weaker",
        "unclear": "unclear",
        "years": "Years",
    }
    table(shown, "stuck-themes", headings, height=300, widths={"theme": 300})
    options = {"": "Choose a theme"} | {row["theme_id"]: row["theme"] for row in rows}
    theme = choose("Read the wording about", options, "stuck")
    if not theme:
        return
    wordings = ask("stuck_wordings", theme=theme, **chosen.asked)
    st.markdown(f"**{plain(options[theme])}**: {len(wordings):,} recommendations, earliest first.")
    for row in first_of(wordings, f"stuck-{theme}"):
        coded = f"Action coded as {row['strength']}" if row["strength"] else ""
        recommendation(row, marks=[row["cue"] or ""], notes=[coded])
    more_of(wordings, f"stuck-{theme}")
