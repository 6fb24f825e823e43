"""One repeated ask: its timeline, and its wordings through the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from graph.store import Row
from linking.clusters import Cluster
from linking.intervals import of_total
from linking.recurrence import Dot, timeline
from views import charts_years
from views.data import ask
from views.links import choose, link_to, remember, step_to, switch
from views.names import agency_name, count_asks
from views.parts import first_of, more_of, recommendation
from views.repeated import addressees, asked_of, asks_by_id, extent, predecessor
from views.text import plain

_BY = {"area": "By area", "addressee": "By who is asked"}
_UNKNOWN = {"area": "Area not known", "addressee": "Nobody named"}
_MOST_ROWS = 30


def one_ask(cluster: Cluster) -> None:
    """The timeline of one ask, and the wordings, the earliest first."""
    st.header(plain(cluster.label), anchor=False)
    of = addressees(cluster.asks)
    st.markdown(f"{plain(extent(cluster))}. {plain(asked_of(cluster, of))}")
    st.caption("The heading is taken from one of the wordings.")
    with st.container(horizontal=True):
        step_to("All repeated asks", "all-repeats", cluster=None, at=None, by=None)
        link_to("Evidence pack", "pack", about="cluster", cluster=cluster.id)
    asks = [asks_by_id()[id_] for id_ in cluster.asks]
    by = switch("Timeline", _BY, "by")
    dots = timeline(asks, _areas(asks) if by == "area" else _addressed(asks, of))
    chosen = _at(dots, cluster)
    _draw(dots, chosen, asks)
    shown = next((dot.asks for dot in dots if _value(dot) == chosen), cluster.asks)
    _wordings(shown, of)


def _areas(asks: Sequence[Row]) -> dict[str, list[str]]:
    return {row["recommendation_id"]: [row["area"] or _UNKNOWN["area"]] for row in asks}


def _addressed(asks: Sequence[Row], of: Mapping[str, list[Row]]) -> dict[str, list[str]]:
    """The agencies each ask is put to, predecessors under who holds their work now."""
    ids = [row["recommendation_id"] for row in asks]
    return {
        id_: sorted({agency_name(row["agency"]) for row in of.get(id_, ())})
        or [_UNKNOWN["addressee"]]
        for id_ in ids
    }


def _value(dot: Dot) -> str:
    return f"{dot.row} · {dot.year or 'no year'}"


def _at(dots: Sequence[Dot], cluster: Cluster) -> str:
    """The box that chooses one dot without a mouse; empty for all wordings."""
    options = {"": f"All {len(cluster.asks)} wordings"}
    options |= {_value(dot): f"{_value(dot)} ({len(dot.asks)})" for dot in dots}
    return choose("Read", options, "at")


def _draw(dots: Sequence[Dot], chosen: str, asks: Sequence[Row]) -> None:
    undated = sum(not row["year"] for row in asks)
    rows = list(dict.fromkeys(dot.row for dot in dots if dot.year))
    drawn = set(rows[:_MOST_ROWS])
    data = [
        {
            "row": dot.row,
            "year": dot.year,
            "asks": len(dot.asks),
            "value": _value(dot),
            "chosen": _value(dot) == chosen,
            "words": f"{_value(dot)}: {len(dot.asks)} of {len(asks)} wordings",
        }
        for dot in dots
        if dot.year and dot.row in drawn
    ]
    notes = []
    if data:
        charts_years.timeline(
            pd.DataFrame(data),
            rows[:_MOST_ROWS],
            about=f"when it was asked, of {len(asks)} wordings",
            key="timeline",
            on_pick=_picked,
        )
        notes.append("Choose a dot to read what was said then; the larger, the more wordings.")
    if len(rows) > _MOST_ROWS:
        notes.append(f"{len(rows) - _MOST_ROWS} more are not drawn; the box above has them all.")
    if undated:
        of = of_total(undated, len(asks), "wordings")
        verb = "has" if undated == 1 else "have"
        notes.append(f"{of} {verb} no year and cannot be drawn; they stand last below.")
    st.caption(" ".join(notes))


def _picked(value: str) -> None:
    remember(at=value)


def _wordings(ids: Sequence[str], of: Mapping[str, list[Row]]) -> None:
    rows = {
        row["recommendation_id"]: row for row in ask("recommendations_by_id", ids=" ".join(ids))
    }
    st.caption(f"{count_asks(list(rows.values()))}, earliest first.")
    for id_ in first_of(ids, "wordings"):
        recommendation(rows[id_], notes=[_asked(of.get(id_, ()))])
    more_of(ids, "wordings")


def _asked(rows: Sequence[Row]) -> str:
    """Whom one wording asks, and which of them by a predecessor's name."""
    if not rows:
        return ""
    names = ", ".join(dict.fromkeys(agency_name(row["agency"]) for row in rows))
    before = [predecessor(row) for row in rows if row["predecessor"]]
    return "Asked of " + "; ".join([names, *before])
