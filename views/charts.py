"""Charts: reviews by year, and the map of agencies and themes. One hue, both themes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

_LIGHT = ["#F1F5F9", "#C3D8E9", "#81ADD0", "#437BAB", "#14375A"]
_DARK = ["#1C2530", "#244160", "#33608D", "#5A89B8", "#C4D9EC"]
_TEXT_TURNS = 0.67  # the share from which text of the other colour reads better in the cell


def dark() -> bool:
    """Whether the visitor sees the dark theme."""
    return st.context.theme.type == "dark"


def _ink() -> dict[str, str]:
    """Colours of text and marks, for canvas drawings that cannot inherit them."""
    if dark():
        return {"text": "#E6E9ED", "soft": "#A9B3BD", "mark": "#7FB0DC", "pale": "#2B3A48"}
    return {"text": "#1B2733", "soft": "#54606C", "mark": "#2B5C8A", "pale": "#DCE6EF"}


def by_year(rows: Sequence[Mapping[str, Any]], what: str) -> None:
    """Draw, for each year, the reviews counted within all reviews of that year.

    ``rows`` have ``year``, ``reviews`` and ``of_reviews``; years between that have no review are
    filled in. ``what`` names what was counted, for the tip and for screen readers.
    """
    found = {int(row["year"]): row for row in rows}
    span = range(min(found), max(found) + 1)
    data = pd.DataFrame(
        {
            "year": [str(year) for year in span],
            "reviews": [int(found.get(year, {}).get("reviews", 0)) for year in span],
            "all": [int(found.get(year, {}).get("of_reviews", 0)) for year in span],
        }
    )
    counted = list(zip(data["reviews"], data["all"], strict=True))
    data["words"] = [f"{n} of {of}" if of else "no review loaded" for n, of in counted]
    data["short"] = [f"{n}/{of}" if of else "" for n, of in counted]
    data["share"] = [n / of if of else 0.0 for n, of in counted]
    ink = _ink()
    tip = [
        alt.Tooltip("year:N", title="Year"),
        alt.Tooltip("words:N", title="Reviews"),
        alt.Tooltip("share:Q", title="Share", format=".0%"),
    ]
    x = alt.X("year:N", title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True, ticks=False))
    base = alt.Chart(data)
    height = alt.Y("all:Q", title="Reviews", axis=alt.Axis(tickMinStep=1, tickCount=4))
    whole = base.mark_bar(color=ink["pale"], cornerRadiusEnd=2).encode(x, height, tooltip=tip)
    part = base.mark_bar(color=ink["mark"], cornerRadiusEnd=2).encode(
        x, alt.Y("reviews:Q", title="Reviews"), tooltip=tip
    )
    label = base.mark_text(dy=-8, color=ink["text"], fontSize=11).encode(
        x, alt.Y("all:Q"), text="short:N"
    )
    chart = alt.layer(whole, part, label).properties(
        height=220, description=f"{what}, by year: " + "; ".join(data.year + " " + data.words)
    )
    st.altair_chart(chart, width="stretch", key=None)


def heat_map(
    cells: pd.DataFrame, rows: Sequence[str], columns: Sequence[str], *, key: str, on_pick: Any
) -> None:
    """Draw shares as a grid of one hue with the counts printed in the cells.

    ``cells`` hold ``row``, ``column``, ``row_id``, ``column_id``, ``share``, ``count``,
    ``chosen`` and ``words`` (for the tip), with zero cells filled in. A click calls ``on_pick``
    with the two ids.
    """
    ink = _ink()
    data = cells.assign(column=["\n".join(wrap(name, 26)) for name in cells["column"]])
    order = ["\n".join(wrap(name, 26)) for name in columns]
    across = alt.X(
        "column:N",
        sort=order,
        title=None,
        axis=alt.Axis(
            orient="top",
            labelAngle=-50,
            labelOverlap=False,
            labelAlign="left",
            labelLimit=400,
            labelColor=ink["text"],
            labelFontSize=12,
            labelExpr="split(datum.label, '\\n')",
            ticks=False,
            domain=False,
            labelPadding=14,
        ),
    )
    down = alt.Y(
        "row:N",
        sort=list(rows),
        title=None,
        axis=alt.Axis(
            labelLimit=320,
            labelFlush=False,
            labelColor=ink["text"],
            labelFontSize=12,
            ticks=False,
            domain=False,
        ),
    )
    pick = alt.selection_point(name="cell", fields=["row_id", "column_id"], empty=False)
    hue = alt.Scale(domain=[0, 1], range=_DARK if dark() else _LIGHT, interpolate="rgb")
    base = alt.Chart(data)
    square = (
        base.mark_rect(cornerRadius=2)
        .encode(
            across,
            down,
            color=alt.Color("share:Q", scale=hue, legend=None),
            tooltip=[alt.Tooltip("words:N", title=" ")],
        )
        .add_params(pick)
    )
    frame = base.mark_rect(
        cornerRadius=2, filled=False, stroke="#D55E00" if not dark() else "#E69F00", strokeWidth=2.5
    ).encode(across, down)
    on_deep = "#14191F" if dark() else "#FFFFFF"
    count = base.mark_text(fontSize=12).encode(
        across,
        down,
        text="count:Q",
        color=alt.when(alt.datum.share >= _TEXT_TURNS)
        .then(alt.value(on_deep))
        .when(alt.datum.share > 0)
        .then(alt.value(ink["text"]))
        .otherwise(alt.value(ink["soft"])),
    )
    chart = (
        alt.layer(square, frame.transform_filter(alt.datum.chosen), count)
        .properties(width=alt.Step(49), height=alt.Step(29))
        .configure_view(stroke=None)
        .configure_scale(bandPaddingInner=0.06)
    )

    def clicked() -> None:
        points = st.session_state[key].selection.get("cell") or []
        if points:
            on_pick(points[0]["row_id"], points[0]["column_id"])

    with st.container(key="wide"):  # on a narrow screen it scrolls by itself
        st.altair_chart(chart, key=key, on_select=clicked, selection_mode=["cell"], width="content")
