"""Charts: reviews by year, and the map of agencies and themes. One hue, both themes.

Every chart of the explorer is drawn by ``show``, which offers it as a picture too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from exports.chart import to_png, to_svg
from graph.store import Row
from linking.study import distribution
from views.leaving import offer, offers, provenance_of

_LIGHT = ["#F1F5F9", "#C3D8E9", "#81ADD0", "#437BAB", "#14375A"]
_DARK = ["#1C2530", "#244160", "#33608D", "#5A89B8", "#C4D9EC"]
_TEXT_TURNS = 0.67  # the share from which text of the other colour reads better in the cell


_ON_PAPER: ContextVar[bool] = ContextVar("on paper", default=False)


def dark() -> bool:
    """Whether the visitor sees the dark theme; a picture to take away is on white paper."""
    return not _ON_PAPER.get() and st.context.theme.type == "dark"


def show(
    draw: Callable[[], alt.TopLevelMixin],
    name: str,
    about: str,
    rows: Sequence[Row] = (),
    **on_screen: Any,
) -> None:
    """Show a chart, and offer it as PNG and SVG below; with ``rows``, its data too (for a chart
    that has no table beside it).

    ``draw`` makes the chart in the colours of ``ink``; it is called again for a picture, when its
    button is pressed. ``name`` is the name of the files, ``about`` their title. ``on_screen`` goes
    to ``st.altair_chart``.
    """
    st.altair_chart(draw(), **on_screen)
    made = provenance_of(about)
    with st.container(horizontal=True):
        offer("PNG", lambda: to_png(_on_paper(draw), made()), name, "png", "image/png")
        offer("SVG", lambda: to_svg(_on_paper(draw), made()), name, "svg", "image/svg+xml")
        if rows:
            offers(rows, name, about)


def _on_paper(draw: Callable[[], alt.TopLevelMixin]) -> dict[str, Any]:
    """The chart in the colours of paper, as Vega-Lite."""
    before = _ON_PAPER.set(True)
    try:
        return draw().to_dict()
    finally:
        _ON_PAPER.reset(before)


def ink() -> dict[str, str]:
    """Colours of text and marks, for canvas drawings that cannot inherit them."""
    if dark():
        return {
            "text": "#E6E9ED",
            "soft": "#A9B3BD",
            "mark": "#7FB0DC",
            "pale": "#2B3A48",
            "ground": "#14191F",
        }
    return {
        "text": "#1B2733",
        "soft": "#54606C",
        "mark": "#2B5C8A",
        "pale": "#DCE6EF",
        "ground": "#FFFFFF",
    }


def per_review(counts: Sequence[int], mean_elsewhere: float) -> None:
    """Draw how many reviews make how many recommendations, in steps of five, with a line where
    another study's average stands."""
    steps = [
        {"least": low, "most": high + 1, "reviews": reviews, "words": f"{low} to {high}"}
        for low, high, reviews in distribution(counts, round(mean_elsewhere))
    ]
    title = "Reviews by how many recommendations they make, beside the study's average"

    def draw() -> alt.LayerChart:
        layers = (_steps(pd.DataFrame(steps)), *_average(mean_elsewhere))
        return alt.layer(*layers).properties(height=200, description=title)

    rows = [{"recommendations": one["words"], "reviews": one["reviews"]} for one in steps]
    show(draw, "recommendations-a-review", title, rows, width="stretch", key=None)


def _steps(data: pd.DataFrame) -> alt.Chart:
    """Bars from ``least`` to ``most``, as high as ``reviews``."""
    return (
        alt.Chart(data)
        .mark_bar(color=ink()["mark"], cornerRadiusEnd=2)
        .encode(
            alt.X("least:Q", bin="binned", title="Recommendations a review makes"),
            alt.X2("most:Q"),
            alt.Y("reviews:Q", title="Reviews", axis=alt.Axis(tickMinStep=1, tickCount=4)),
            alt.Y2(datum=0),
            tooltip=[
                alt.Tooltip("words:N", title="Recommendations"),
                alt.Tooltip("reviews:Q", title="Reviews"),
            ],
        )
    )


def _average(mean: float) -> tuple[alt.Chart, alt.Chart]:
    """A broken line at an average, and what it is."""
    soft = ink()["soft"]
    base = alt.Chart(pd.DataFrame({"mean": [mean], "words": ["average of the study"]}))
    rule = base.mark_rule(color=soft, strokeDash=[4, 3]).encode(alt.X("mean:Q"))
    label = base.mark_text(color=soft, align="right", dx=-4, baseline="top").encode(
        alt.X("mean:Q"), y=alt.value(4), text="words:N"
    )
    return rule, label


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
    told = f"{what}, by year: " + "; ".join(data.year + " " + data.words)
    columns = {"all": "of_reviews"}
    show(
        lambda: _year_bars(data).properties(height=220, description=told),
        f"by-year-{what}",
        f"{what}, by year, of all reviews of that year",
        data[["year", "reviews", "all"]].rename(columns=columns).to_dict("records"),
        width="stretch",
        key=None,
    )


def _year_bars(data: pd.DataFrame) -> alt.LayerChart:
    """For each year a bar of ``all``, in it one of ``reviews``, and ``short`` above."""
    colours = ink()
    tip = [
        alt.Tooltip("year:N", title="Year"),
        alt.Tooltip("words:N", title="Reviews"),
        alt.Tooltip("share:Q", title="Share", format=".0%"),
    ]
    x = alt.X("year:N", title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True, ticks=False))
    base = alt.Chart(data)
    height = alt.Y("all:Q", title="Reviews", axis=alt.Axis(tickMinStep=1, tickCount=4))
    whole = base.mark_bar(color=colours["pale"], cornerRadiusEnd=2).encode(x, height, tooltip=tip)
    part = base.mark_bar(color=colours["mark"], cornerRadiusEnd=2).encode(
        x, alt.Y("reviews:Q", title="Reviews"), tooltip=tip
    )
    label = base.mark_text(dy=-8, color=colours["text"], fontSize=11).encode(
        x, alt.Y("all:Q"), text="short:N"
    )
    return alt.layer(whole, part, label)


def heat_map(
    cells: pd.DataFrame,
    rows: Sequence[str],
    columns: Sequence[str],
    *,
    about: str,
    key: str,
    on_pick: Callable[[str, str], None],
) -> None:
    """Draw shares as a grid of one hue with the counts printed in the cells.

    ``cells`` hold ``row``, ``column``, ``row_id``, ``column_id``, ``share``, ``count``,
    ``chosen`` and ``words`` (for the tip and for screen readers), with zero cells filled in. A
    click calls ``on_pick`` with the ids of row and column.
    """

    def draw() -> alt.LayerChart:
        named = {"row": cells["row"].map(_row_label), "column": cells["column"].map(_column_label)}
        base = alt.Chart(cells.assign(**named)).encode(
            alt.X("column:N", sort=[_column_label(name) for name in columns], axis=_slanting()),
            alt.Y("row:N", sort=[_row_label(name) for name in rows], axis=_lying()),
        )
        # room at the right for the last slanting name, which Vega does not count
        room = {"left": 0, "top": 5, "bottom": 5, "right": 85}
        step = 45 if len(columns) <= 14 else 36  # all broad themes side by side on a laptop
        return (
            alt.layer(_squares(base), _chosen(base), _counts(base))
            .properties(padding=room, width=alt.Step(step), height=alt.Step(30))
            .configure_view(stroke=None)
            .configure_scale(bandPaddingInner=0.06)
        )

    def clicked() -> None:
        points = st.session_state[key].selection.get("cell") or []
        if points:
            on_pick(points[0]["row_id"], points[0]["column_id"])

    with st.container(key="wide"):  # on a narrow screen it scrolls by itself
        screen = {"key": key, "on_select": clicked, "selection_mode": ["cell"], "width": "content"}
        show(draw, key, about, **screen)


def _squares(base: alt.Chart) -> alt.Chart:
    """The cells, which can be chosen and say in words what they hold."""
    pick = alt.selection_point(name="cell", fields=["row_id", "column_id"], empty=False)
    hue = alt.Scale(domain=[0, 1], range=_DARK if dark() else _LIGHT, interpolate="rgb")
    return (
        base.mark_rect(cornerRadius=2)
        .encode(
            color=alt.Color("share:Q", scale=hue, legend=None),
            tooltip=alt.Tooltip("words:N"),
            description=alt.Description("words:N"),
        )
        .add_params(pick)
    )


def _chosen(base: alt.Chart) -> alt.Chart:
    """A frame around the cell that the address names."""
    orange = "#E69F00" if dark() else "#D55E00"
    # it says nothing of its own, and when no cell is chosen it is empty
    frame = base.mark_rect(cornerRadius=2, filled=False, stroke=orange, strokeWidth=2.5, aria=False)
    return frame.transform_filter(alt.datum.chosen)


def _column_label(name: str) -> str:
    return "\n".join(wrap(name, 26))


def _row_label(name: str) -> str:
    return "\n".join(wrap(name, 54))


def _slanting() -> alt.Axis:
    """The axis of columns: names aslant above the grid, on one line or two."""
    return alt.Axis(
        orient="top", labelAngle=-50, labelAlign="left", labelPadding=14, title=None, **_names()
    )


def _lying() -> alt.Axis:
    """The axis of rows."""
    return alt.Axis(labelFlush=False, labelLineHeight=13, title=None, **_names())


def _names() -> dict[str, Any]:
    """What both axes have in common: every name is drawn whole."""
    return {
        "labelOverlap": False,
        "labelLimit": 400,
        "labelColor": ink()["text"],
        "labelFontSize": 12,
        "labelExpr": "split(datum.label, '\\n')",
        "ticks": False,
        "domain": False,
    }


def _counts(base: alt.Chart) -> alt.Chart:
    """The counts in the cells, in the colour that can be read on the cell."""
    colours = ink()
    colour = (
        alt.when(alt.datum.share >= _TEXT_TURNS)
        .then(alt.value("#14191F" if dark() else "#FFFFFF"))
        .when(alt.datum.share > 0)
        .then(alt.value(colours["text"]))
        .otherwise(alt.value(colours["soft"]))
    )
    return base.mark_text(fontSize=12, aria=False).encode(text="count:Q", color=colour)
