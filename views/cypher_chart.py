"""Cypher: an answer as a chart of the columns one chooses."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graph.store import Row
from views.charts_rows import MARKS, ROWS, Axes, draw, numbers, plain_columns
from views.links import choose, switch


def _across(columns: Sequence[str], counted: Sequence[str]) -> str:
    """What stands across at first: words rather than numbers, and names rather than ids."""
    words = [column for column in columns if column not in counted] or list(columns)
    return next((column for column in words if not column.endswith("_id")), words[0])


def chart(rows: Sequence[Row]) -> None:
    """Choose what is drawn across, up and in colours, and draw it."""
    columns = plain_columns(rows)
    if not columns:
        st.markdown("No column of this answer can stand on an axis: all hold lists, maps or nodes.")
        return
    counted = numbers(rows)
    across = _across(columns, counted)
    up = next((column for column in counted if column != across), ROWS)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        mark = switch("Drawn as", MARKS, "mark")
        x = choose("Across", {column: column for column in columns}, "x", default=across)
        heights = {**{column: column for column in counted}, ROWS: "Number of rows"}
        y = choose("Up", heights, "y", default=up)
        colours = {"": "One colour", **{column: column for column in columns}}
        colour = choose("Colour", colours, "colour")
    draw(rows, Axes(mark, x, y, colour))
