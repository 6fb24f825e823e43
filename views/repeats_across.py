"""What one area repeats to itself, and what crosses kinds of review."""

from __future__ import annotations

import streamlit as st

from linking.clusters import Cluster
from linking.intervals import of_total
from linking.recurrence import OwnRepeat, crossing, own_repeats
from views.data import ask
from views.layout import Loaded, nothing, table
from views.links import choose
from views.names import kind_of, sentence_case, years
from views.parts import Ranked, first_of, more_of, ranked
from views.repeated import HOW_SURE, asks_by_id, cluster_step
from views.text import plain

_KINDS = 3


def own_area(found: list[Cluster], how_much: Loaded) -> None:
    """Asks that two or more reviews of one area made: the area told itself before."""
    of_area = {row["area"]: row["reviews"] for row in ask("areas")}
    if not of_area:
        st.markdown(
            f"Of the {how_much.reviews:,} reviews loaded none says which area it is from, so this "
            "cannot be told."
        )
        return
    st.caption(HOW_SURE)
    own = own_repeats(found, asks_by_id())
    several = sum(reviews > 1 for reviews in of_area.values())
    if not own:
        nothing(
            "ask that two reviews of one area made, among "
            f"{of_total(several, len(of_area), 'areas')} with more than one review",
            how_much.reviews,
        )
        return
    st.markdown(
        f"**{of_total(len(own), several, 'areas with more than one review')}** have an ask that "
        "two or more of their own reviews made. Areas with more reviews have more chances; they "
        "are listed by name and not ranked."
    )
    options = {"": "All of them"} | {
        area: f"{area} ({len(asks)} of its own, {of_area[area]} reviews)"
        for area, asks in own.items()
    }
    area = choose("Area", options, "area")
    if area:
        _asks_of(area, own[area], of_area[area])
        return
    listed = [(area, one) for area, asks in own.items() for one in asks]
    for area, one in first_of(listed, "own"):
        _own_card(area, one, of_area[area])
    more_of(listed, "own")


def _asks_of(area: str, asks: list[OwnRepeat], reviews: int) -> None:
    many = "ask" if len(asks) == 1 else "asks"
    st.markdown(
        f"**{len(asks):,} {many}** that two or more of {plain(area)}'s {reviews:,} reviews made."
    )
    for one in first_of(asks, f"own-{area}"):
        _own_card(area, one, reviews)
    more_of(asks, f"own-{area}")


def _own_card(area: str, own: OwnRepeat, reviews: int) -> None:
    span = years(own.first_year, own.last_year)
    words = f"{area}: {len(own.reviews):,} of its {reviews:,} reviews"
    cluster_step(own.cluster, f"{words}, {span}" if span else words)


def across(found: list[Cluster], how_much: Loaded) -> None:
    """Asks and themes that come in several kinds of review."""
    kinds = [str(row["kind"]) for row in ask("corpus") if row["recommendations"] or row["concerns"]]
    if len(kinds) < _KINDS:
        named = " and ".join(kind_of(kind, 2) for kind in kinds) or "none"
        st.markdown(
            f"What crosses kinds of review can be told from {_KINDS} kinds on. Recommendations or "
            f"concerns are loaded from: {named}."
        )
        return
    st.caption(
        "The same lesson in reviews of different kinds, which different boards commission and "
        "read. A child safeguarding practice review and the serious case review that it followed "
        "count as two kinds. Coroners' reports count by the concerns they state."
    )
    st.header("Repeated asks", anchor=False)
    shown = crossing(found, _KINDS)
    if shown:
        of = of_total(len(shown), len(found), "repeated asks")
        st.markdown(f"**{of}** were made in {_KINDS} or more of the {len(kinds)} kinds.")
        st.caption(HOW_SURE)
        for cluster in first_of(shown, "across"):
            cluster_step(cluster, _kinds_of(cluster))
        more_of(shown, "across")
    else:
        nothing(f"repeated ask made in {_KINDS} or more kinds of review", how_much.reviews)
    st.header("Themes", anchor=False)
    _themes(how_much)


def _kinds_of(cluster: Cluster) -> str:
    return sentence_case(", ".join(kind_of(kind, 2) for kind in cluster.kinds))


def _themes(how_much: Loaded) -> None:
    rows = sorted(
        ask("across_families", kinds=_KINDS), key=lambda row: (-row["reviews"], row["theme_id"])
    )
    if not rows:
        nothing(f"theme in {_KINDS} or more kinds of review", how_much.reviews)
        return
    st.caption(
        f"{of_total(len(rows), how_much.themes, 'themes')} come in {_KINDS} or more kinds. The "
        "share is of all reviews loaded; where one kind is much the largest, it sets the share."
    )
    ranked(
        [
            Ranked(
                row["theme"],
                row["reviews"],
                how_much.reviews,
                "themes",
                {"theme": row["theme_id"]},
                f"{row['kinds']} kinds: " + ", ".join(row["kinds_of_review"]),
            )
            for row in rows[:20]
        ],
        "across-themes",
    )
    with st.expander(f"All {len(rows)} themes with their kinds, as a table"):
        headings = {
            "theme": "Theme",
            "kinds": "Kinds",
            "kinds_of_review": "Reviews of each kind",
            "reviews": "Reviews",
        }
        table(rows, "across-kinds", headings)
