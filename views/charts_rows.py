"""A chart of any rows: bars, a line or points, of the columns that are chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd
import streamlit as st

from graph.store import Row
from views.charts import ink, show
from views.text import safe_url

MARKS = {"bar": "Bars", "line": "A line", "point": "Points"}
ROWS = "#"  # instead of a column: how many rows there are
MOST_BARS = 40
MOST_POINTS = 2_000
# Okabe and Ito's colours that can be told on white and on black; more values share the last.
_COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#8C6D1F", "#56B4E9", "#7A7A7A"]


@dataclass(frozen=True)
class Axes:
    """What is drawn: the mark, the columns across and up (or ROWS), and the column of colours."""

    mark: str
    x: str
    y: str
    colour: str = ""


def numbers(rows: Sequence[Row]) -> list[str]:
    """The columns that hold numbers, and nothing else."""
    return [column for column in _columns(rows) if all(map(_is_number, _values(rows, column)))]


def plain_columns(rows: Sequence[Row]) -> list[str]:
    """The columns that an axis can show: texts, numbers, yes and no. No addresses: a coroner's
    carries the name of the person who died."""
    return [
        column
        for column in _columns(rows)
        if all(isinstance(v, str | int | float) for v in _values(rows, column))
        and not any(safe_url(v) for v in _values(rows, column))
    ]


def _columns(rows: Sequence[Row]) -> list[str]:
    return [column for column in (rows[0] if rows else ()) if list(_values(rows, column))]


def _values(rows: Sequence[Row], column: str) -> list[object]:
    return [row[column] for row in rows if row.get(column) is not None]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def chart_of(rows: Sequence[Row], axes: Axes) -> tuple[alt.Chart, str]:
    """The chart, and a sentence on what of the rows it leaves out (empty when nothing).

    Rows without a value on an axis are left out; bars stand in the order of the rows.
    """
    data = _counted(rows, axes) if axes.y == ROWS else _as_they_are(rows, axes)
    whole = len(data)
    if axes.mark == "bar":
        kept = list(dict.fromkeys(data["x"]))[:MOST_BARS]
        bars = data["x"].nunique()
        said = f"The first {MOST_BARS} of {bars:,} bars are drawn. " if bars > len(kept) else ""
        data = data[data["x"].isin(kept)]
    else:
        said = f"The first {MOST_POINTS:,} of {whole:,} are drawn. " if whole > MOST_POINTS else ""
        data = data.head(MOST_POINTS)
    lacking = len(rows) - sum(_complete(row, axes) for row in rows)
    if lacking:
        said += f"{lacking:,} of {len(rows):,} rows have no value here and are left out."
    return _drawn(data, axes), said


def _complete(row: Row, axes: Axes) -> bool:
    return row.get(axes.x) is not None and (axes.y == ROWS or row.get(axes.y) is not None)


def _as_they_are(rows: Sequence[Row], axes: Axes) -> pd.DataFrame:
    """Columns x, y and colour; their own names would be read as paths where they have dots."""
    return pd.DataFrame(
        [
            {"x": row[axes.x], "y": row[axes.y], "colour": _said(row.get(axes.colour))}
            for row in rows
            if _complete(row, axes)
        ],
        columns=["x", "y", "colour"],
    )


def _counted(rows: Sequence[Row], axes: Axes) -> pd.DataFrame:
    counts: dict[tuple[object, str], int] = {}
    for row in rows:
        if _complete(row, axes):
            pair = (row[axes.x], _said(row.get(axes.colour)))
            counts[pair] = counts.get(pair, 0) + 1
    return pd.DataFrame(
        [{"x": x, "y": n, "colour": colour} for (x, colour), n in counts.items()],
        columns=["x", "y", "colour"],
    )


def _said(value: object) -> str:
    return "not given" if value is None else str(value)


def _drawn(data: pd.DataFrame, axes: Axes) -> alt.Chart:
    y_title = "rows" if axes.y == ROWS else axes.y
    measured = axes.mark != "bar" and pd.api.types.is_numeric_dtype(data["x"])
    scale = alt.Scale(zero=False)
    x = (
        alt.X("x:Q", title=axes.x, scale=scale, axis=alt.Axis(format="~d"))
        if measured
        else alt.X("x:O", title=axes.x, sort=None, axis=alt.Axis(labelLimit=180, labelAngle=-40))
    )
    tips = [alt.Tooltip("x", title=axes.x), alt.Tooltip("y", title=y_title)]
    whole = pd.api.types.is_integer_dtype(data["y"])
    steps = alt.Axis(tickMinStep=1) if whole else alt.Axis()
    channels = {"x": x, "y": alt.Y("y:Q", title=y_title, axis=steps)}
    if axes.colour:
        hue = alt.Scale(range=_COLOURS)
        channels["color"] = alt.Color("colour:N", title=axes.colour, scale=hue)
        tips.append(alt.Tooltip("colour:N", title=axes.colour))
    base = alt.Chart(data)
    one = {} if axes.colour else {"color": ink()["mark"]}
    marked = {
        "bar": lambda: base.mark_bar(cornerRadiusEnd=2, **one),
        "line": lambda: base.mark_line(point=True, **one),
        "point": lambda: base.mark_circle(size=70, opacity=0.8, **one),
    }[axes.mark]()
    said = f"{MARKS[axes.mark]}: {y_title} by {axes.x}"
    return marked.encode(**channels, tooltip=tips).properties(height=420, description=said)


def draw(rows: Sequence[Row], axes: Axes) -> None:
    """Draw the chart, and below it what it leaves out."""
    said = chart_of(rows, axes)[1]
    of = "rows" if axes.y == ROWS else axes.y
    show(lambda: chart_of(rows, axes)[0], "chart", f"{of} by {axes.x}", width="stretch", key=None)
    if said:
        st.caption(said)
