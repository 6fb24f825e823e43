"""Asks that several reviews made: what the Overview and the page Repeats both show."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

import streamlit as st

from graph.store import Row
from linking.clusters import Cluster, clusters
from views.data import ask, stamp
from views.links import link_to, step_to
from views.names import agency_name, years
from views.parts import footing
from views.text import plain

HOW_SURE = (
    "The same ask made by other reviews, in words of their own. Which asks are the same is told "
    "by machine: of those not nearly in the same words, about three in four were right when "
    "judged. Read them before you say so."
)
_NAMED = 4


def repeated() -> list[Cluster]:
    """Every ask that more than one review made, those of most reviews first."""
    return _found(stamp())[0]


def asks_by_id() -> dict[str, Row]:
    """The recommendations and concerns that clusters are made of, by their ids."""
    return _found(stamp())[1]


# Not copied for every run of a page, as other answers are: of a large corpus it is thousands.
@st.cache_resource(max_entries=2, show_spinner=False)
def _found(state: str) -> tuple[list[Cluster], dict[str, Row]]:
    del state
    asks = {row["recommendation_id"]: row for row in ask("repeated_asks")}
    return clusters(ask("repeat_links"), asks.values()), asks


def addressees(asks: Iterable[str]) -> dict[str, list[Row]]:
    """Who is asked by each of some recommendations, by the recommendation's id."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in ask("addressees_by_id", ids=" ".join(asks)):
        found[row["recommendation_id"]].append(row)
    return found


def cluster_card(cluster: Cluster) -> None:
    """One ask on another page: its words, where and when, and the way to its wordings."""
    with _card(cluster):
        link_to(f"Read all {len(cluster.asks)}", "repeats", cluster=cluster.id)


def cluster_step(cluster: Cluster, *notes: str) -> None:
    """The same on the page Repeats, which stays as it was chosen behind it."""
    with _card(cluster, *notes):
        step_to(f"Read all {len(cluster.asks)}", f"{cluster.id} {notes}", cluster=cluster.id)


@contextmanager
def _card(cluster: Cluster, *notes: str) -> Iterator[None]:
    with st.container(border=True):
        st.markdown(f"**{plain(cluster.label)}**")
        with footing([extent(cluster), *notes]):
            yield


def extent(cluster: Cluster) -> str:
    """How many reviews, over which years, in which areas."""
    parts = [f"Asked in {len(cluster.reviews)} reviews"]
    if span := years(cluster.first_year, cluster.last_year):
        parts.append(span)
    if cluster.areas:
        parts.append(_some(cluster.areas, "areas"))
    return "; ".join(parts)


def asked_of(cluster: Cluster, of: Mapping[str, list[Row]]) -> str:
    """Whom its wordings ask, those asked most often first, and which by a predecessor's name."""
    rows = [row for id_ in cluster.asks for row in of.get(id_, ())]
    if not rows:
        return ""
    often = Counter(agency_name(row["agency"]) for row in rows)
    names = sorted(often, key=lambda name: (-often[name], name))
    before: dict[str, None] = {}
    for row in rows:
        if row["predecessor"]:
            before.setdefault(predecessor(row))
    return "Asked of " + "; ".join([_some(names, "agencies"), *before])


def predecessor(row: Row) -> str:
    """What to say of an ask that names a body since replaced."""
    name = agency_name(row["agency"])
    if str(row["raw"]).casefold() == name.casefold():
        return f"{name} has since been replaced"
    return f"for {name}, asked of its predecessor, {row['raw']}"


def _some(names: Iterable[str], what: str) -> str:
    """The first few names, and how many more there are."""
    listed = list(names)
    more = len(listed) - _NAMED
    shown = ", ".join(listed[:_NAMED])
    return f"{shown} and {more} more {what}" if more > 0 else shown
