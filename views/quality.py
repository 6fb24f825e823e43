"""How good is the coding? What was judged, by whom, and how often the machine was right."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import altair as alt
import streamlit as st

from graph.settings import DATA
from views.charts import show
from views.html_table import plain_table
from views.layout import heading
from views.leaving import downloads
from views.links import note
from views.parts import style
from views.text import plain

FIGURES = DATA / "reference" / "quality.json"
_SAID, _RIGHT = "score said", "share that was right"
_WHO = """
Everything here that a machine has judged can be wrong: which themes a text is about, what it asks
for and of whom, which evidence is near it, and which recommendations repeat. Samples drawn by
chance were judged, without sight of what the rules here had said, and half of them were held back
until the rules were done. The figures below are of that half.

**The judges were not practitioners.** They were large language models, working apart from written
definitions. A third of the items was judged twice, by judges who did not see each other's answers;
how far they agree is the last part of this page, and no rule can be shown to do better than that.
Half of the texts are from the invented sample, half from published coroners' reports. On other
documents it may do worse.
"""


def _short(value: float) -> str:
    """A figure to two places."""
    return f"{value:.2f}"


def _cell(cell: Any) -> str:
    if isinstance(cell, dict):
        over = f" of {cell['of']:,}" if cell["of"] else ""
        between = f"{_short(cell['low'])} to {_short(cell['high'])}"
        return f"{_short(cell['value'])} ({between}){over}"
    return _short(cell) if isinstance(cell, float) else str(cell)


def _curve(rows: Iterable[list[Any]], title: str) -> None:
    """Score said against share right, with intervals; on the grey line they would be equal."""
    points = [
        {_SAID: said, _RIGHT: right["value"], "low": right["low"], "high": right["high"]}
        for said, right in rows
    ]

    def draw() -> alt.LayerChart:
        axis = alt.Scale(domain=[0, 1])
        base = alt.Chart(alt.Data(values=points)).encode(x=alt.X(f"{_SAID}:Q", scale=axis))
        ideal = alt.Chart(alt.Data(values=[{_SAID: 0, _RIGHT: 0}, {_SAID: 1, _RIGHT: 1}]))
        layers = (
            ideal.mark_line(color="grey", strokeDash=[4, 4]).encode(x=f"{_SAID}:Q", y=f"{_RIGHT}:Q")
            + base.mark_rule(color="#4A80B0").encode(y="low:Q", y2="high:Q")
            + base.mark_circle(color="#4A80B0", size=70, opacity=1).encode(
                y=alt.Y(f"{_RIGHT}:Q", scale=axis)
            )
        )
        return layers.properties(width=420, height=320)

    show(draw, title, title, points, width="content")


def _table(table: dict[str, Any]) -> None:
    st.markdown(f"**{plain(table['title'])}**")
    plain_table(table["columns"], ([_cell(cell) for cell in row] for row in table["rows"]))
    if table["note"]:
        st.caption(plain(table["note"]))
    if table["calibration"]:
        _curve(table["rows"], table["title"])


def _every_figure(parts: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each cell of each table as a row: what was measured of what, with its interval."""
    for part in parts:
        for table in part["heldout"]:
            for first, *rest in table["rows"]:
                of = first if isinstance(first, str) else _short(first)
                for name, cell in zip(table["columns"][1:], rest, strict=True):
                    figure = cell if isinstance(cell, dict) else {"value": cell}
                    asked = {"part": part["title"], "table": table["title"]}
                    yield asked | {"of_what": of, "measure": name, **figure}


def _part(part: dict[str, Any]) -> None:
    """Plain words first, the tables on request."""
    st.subheader(plain(part["title"]), anchor=False)
    for table in part["heldout"]:
        if table["plain"]:
            st.markdown(plain(table["plain"]))
    labels = f"labels held back ({part['measured_on']}), and not the reviews loaded"
    note("Measured on", labels)
    with st.expander("Figures, with their intervals"):
        for table in part["heldout"]:
            _table(table)
        st.caption(f"Measured on {part['measured_on']}. In brackets: the 95% interval.")


heading(
    "How good is the coding?",
    "What was judged, by whom, and how often the machine was right, of how many.",
)
style()
st.markdown(_WHO)
_parts = list(json.loads(FIGURES.read_text(encoding="utf-8"))["parts"].values())
for _each in _parts:
    _part(_each)
downloads(list(_every_figure(_parts)), "quality", about="every figure, with its interval")
st.caption(
    "`make quality` measures all this anew; docs/quality.md has the same figures and tells what "
    "else was tried."
)
