"""Asks that several reviews made: what the Overview and the page Repeats both show."""

from __future__ import annotations

import streamlit as st

from linking.clusters import Cluster, clusters
from views.data import ask, stamp
from views.links import link_to
from views.names import years
from views.parts import footing
from views.text import plain

HOW_SURE = (
    "The same ask made by other reviews, in words of their own. Which asks are the same is told "
    "by machine: of those not nearly in the same words, about three in four were right when "
    "judged. Read them before you say so."
)
_AREAS = 4


def repeated() -> list[Cluster]:
    """Every ask that more than one review made, those of most reviews first."""
    return _clusters(stamp())


@st.cache_data(max_entries=2, show_spinner=False)
def _clusters(state: str) -> list[Cluster]:
    del state
    return clusters(ask("repeat_links"), ask("repeated_asks"))


def cluster_card(cluster: Cluster) -> None:
    """One ask: its words, by how many reviews, when and where, and the way to its wordings."""
    with st.container(border=True):
        st.markdown(f"**{plain(cluster.label)}**")
        with footing([extent(cluster)]):
            link_to(f"Read all {len(cluster.asks)}", "repeats", cluster=cluster.id)


def extent(cluster: Cluster) -> str:
    """How many reviews, over which years, in which areas."""
    parts = [f"Asked in {len(cluster.reviews)} reviews"]
    if span := years(cluster.first_year, cluster.last_year):
        parts.append(span)
    if cluster.areas:
        named = ", ".join(cluster.areas[:_AREAS])
        more = len(cluster.areas) - _AREAS
        parts.append(f"{named} and {more} more areas" if more > 0 else named)
    return "; ".join(parts)
