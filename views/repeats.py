"""Repeats: each ask that several reviews made, and its wordings through the years."""

from __future__ import annotations

import streamlit as st

from linking.clusters import Cluster
from views.data import ask
from views.layout import Loaded, header, nothing
from views.links import address, step_to
from views.parts import first_of, more_of, recommendation, style
from views.repeated import HOW_SURE, cluster_card, extent, repeated
from views.text import plain


def all_of_them(found: list[Cluster], how_much: Loaded) -> None:
    """The list, those asked in most reviews first."""
    st.caption(HOW_SURE)
    if not found:
        nothing("repeated recommendation", how_much.reviews)
        return
    asks = sum(len(cluster.asks) for cluster in found)
    many = "ask was" if len(found) == 1 else "asks were"
    st.markdown(
        f"**{len(found):,} {many}** made by more than one review: {asks:,} of the "
        f"{how_much.recommendations:,} recommendations and concerns loaded."
    )
    for cluster in first_of(found, "repeats"):
        cluster_card(cluster)
    more_of(found, "repeats")


def one_of_them(cluster: Cluster) -> None:
    """The wordings of one ask, the earliest first."""
    st.header(plain(cluster.label), anchor=False)
    st.markdown(f"{extent(cluster)}. The heading is taken from one of them.")
    step_to("All repeated asks", "all-repeats", cluster=None)
    rows = {
        row["recommendation_id"]: row
        for row in ask("recommendations_by_id", ids=" ".join(cluster.asks))
    }
    for id_ in cluster.asks:
        recommendation(rows[id_])


how_much = header("Repeats", "What reviews ask for again, and how long it has been asked.")
style()
found = repeated()
wanted = address("cluster")
# An address that was shared may name an ask of a cluster that has since grown an earlier one.
chosen = next((cluster for cluster in found if wanted in cluster.asks), None)
if chosen is None:
    all_of_them(found, how_much)
else:
    one_of_them(chosen)
