"""Charts over years: the timeline of an ask, and shares with their intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import altair as alt
import pandas as pd
import streamlit as st

from views.charts import ink


def timeline(
    dots: pd.DataFrame, rows: Sequence[str], *, key: str, on_pick: Callable[[str], None]
) -> None:
    """Draw one row for each area or addressee, and in it a dot for each year in which it asked or
    was asked.

    ``dots`` hold ``row``, ``year``, ``asks`` (how many), ``value`` (what a click gives to
    ``on_pick``), ``chosen`` and ``words`` (for the tip and for screen readers); ``rows`` is the
    order of the rows.
    """
    colours = ink()
    first, last = int(dots["year"].min()), int(dots["year"].max())
    years = [str(year) for year in range(first, last + 1)]
    base = alt.Chart(dots.assign(year=dots["year"].astype(str))).encode(
        alt.X("year:N", title=None, scale=alt.Scale(domain=years), axis=_years()),
        alt.Y("row:N", title=None, sort=list(rows), axis=_names()),
    )
    pick = alt.selection_point(name="dot", fields=["value"], empty=False)
    spans = base.mark_line(color=colours["pale"], strokeWidth=3).encode(detail="row:N")
    marks = (
        base.mark_circle(color=colours["mark"], opacity=1)
        .encode(
            size=alt.Size("asks:Q", scale=alt.Scale(domain=[1, 10], range=[90, 400]), legend=None),
            stroke=alt.when(alt.datum.chosen).then(alt.value("#D55E00")).otherwise(alt.value(None)),
            strokeWidth=alt.value(3),
            tooltip=alt.Tooltip("words:N"),
            description=alt.Description("words:N"),
        )
        .add_params(pick)
    )
    chart = alt.layer(spans, marks).properties(
        height=alt.Step(28), description="When each of them made this ask or was asked, by year"
    )

    def clicked() -> None:
        points = st.session_state[key].selection.get("dot") or []
        if points:
            on_pick(points[0]["value"])

    st.altair_chart(chart, key=key, on_select=clicked, selection_mode=["dot"], width="stretch")


def _years() -> alt.Axis:
    return alt.Axis(labelAngle=0, labelOverlap=True, ticks=False, grid=False)


def _names() -> alt.Axis:
    """Names of rows, as wide as most need; the tip has the rest."""
    return alt.Axis(labelLimit=300, labelColor=ink()["text"], ticks=False, domain=False)
