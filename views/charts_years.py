"""Charts over years: the timeline of an ask, and shares with their intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import altair as alt
import pandas as pd
import streamlit as st

from views.charts import ink, show

_TIMELINE = "When each of them made this ask or was asked, by year"
CHOSEN = "#D55E00"  # what the address names; it stands out from the marks in both themes


def timeline(
    dots: pd.DataFrame,
    rows: Sequence[str],
    *,
    about: str,
    key: str,
    on_pick: Callable[[str], None],
) -> None:
    """Draw one row for each area or addressee, and in it a dot for each year in which it asked or
    was asked.

    ``dots`` hold ``row``, ``year``, ``asks`` (how many), ``value`` (what a click gives to
    ``on_pick``), ``chosen`` and ``words`` (for the tip and for screen readers); ``rows`` is the
    order of the rows, ``about`` the title of its picture.
    """

    def clicked() -> None:
        points = st.session_state[key].selection.get("dot") or []
        if points:
            on_pick(points[0]["value"])

    show(
        lambda: _dots(dots, rows),
        key,
        about,
        dots[["row", "year", "asks"]].to_dict("records"),
        key=key,
        on_select=clicked,
        selection_mode=["dot"],
        width="stretch",
    )


def _dots(dots: pd.DataFrame, rows: Sequence[str]) -> alt.LayerChart:
    """Each row's span of years, and its dots."""
    colours = ink()
    years = [str(year) for year in range(dots["year"].min(), dots["year"].max() + 1)]
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
            stroke=alt.when(alt.datum.chosen).then(alt.value(CHOSEN)).otherwise(alt.value(None)),
            strokeWidth=alt.value(3),
            tooltip=alt.Tooltip("words:N"),
            description=alt.Description("words:N"),
        )
        .add_params(pick)
    )
    return alt.layer(spans, marks).properties(height=alt.Step(28), description=_TIMELINE)


def shares(
    points: pd.DataFrame, of: str, *, what: str, key: str, on_pick: Callable[[str], None]
) -> None:
    """Draw a share for each year with its interval, and N below the year.

    ``points`` hold ``year``, ``share``, ``low``, ``high`` (0 to 1; empty for a year of which
    nothing is loaded), ``of``, ``few`` (drawn hollow), ``chosen`` and ``words`` (for the tip and
    for screen readers). A click gives the year to ``on_pick``. ``of`` names what N counts,
    ``what`` what the share is of.
    """

    def draw() -> alt.LayerChart:
        return _points_and_intervals(points, of).properties(height=300, description=what)

    def clicked() -> None:
        chosen = st.session_state[key].selection.get("year") or []
        if chosen:
            on_pick(str(chosen[0]["value"]))

    screen = {"key": key, "on_select": clicked, "selection_mode": ["year"], "width": "stretch"}
    show(draw, key, what, **screen)


def _points_and_intervals(points: pd.DataFrame, of: str) -> alt.LayerChart:
    value = points["year"].astype(str)
    data = points.assign(value=value, label=value + "\n" + points["of"].map("{:,}".format))
    pick = alt.selection_point(name="year", fields=["value"], empty=False)
    base = alt.Chart(data).encode(
        alt.X("label:N", title=f"Year, and {of} of that year", sort=None, axis=_years_and_n())
    )
    drawn = base.transform_filter("isValid(datum.share)")
    rules = drawn.mark_rule(color=ink()["mark"], strokeWidth=2, opacity=0.55).encode(
        alt.Y("low:Q", title="Share", scale=alt.Scale(domain=[0, 1]), axis=_per_cent()),
        alt.Y2("high:Q"),
    )
    return alt.layer(rules, _points(drawn).add_params(pick))


def _points(base: alt.Chart) -> alt.Chart:
    """The shares themselves: hollow where they are of few, in another colour where chosen."""
    colours = ink()
    return base.mark_point(filled=True, size=110, opacity=1, strokeWidth=2).encode(
        alt.Y("share:Q"),
        fill=alt.when(alt.datum.few)
        .then(alt.value(colours["ground"]))
        .otherwise(alt.value(colours["mark"])),
        stroke=alt.when(alt.datum.chosen)
        .then(alt.value(CHOSEN))
        .otherwise(alt.value(colours["mark"])),
        tooltip=alt.Tooltip("words:N"),
        description=alt.Description("words:N"),
    )


def _per_cent() -> alt.Axis:
    return alt.Axis(format=".0%", tickCount=5)


def _years_and_n() -> alt.Axis:
    return alt.Axis(
        labelAngle=0,
        labelFlush=False,
        labelOverlap=True,
        ticks=False,
        labelExpr="split(datum.label, '\\n')",
    )


def _years() -> alt.Axis:
    return alt.Axis(labelAngle=0, labelOverlap=True, ticks=False, grid=False)


def _names() -> alt.Axis:
    """Names of rows, as wide as most need; the tip has the rest."""
    return alt.Axis(labelLimit=300, labelColor=ink()["text"], ticks=False, domain=False)
