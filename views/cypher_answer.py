"""Cypher: an answer as a table, a graph, a chart, or the plan behind it; and to take along."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from exports.provenance import Provenance, corpus_of
from graph.catalogue import catalogue
from graph.elsewhere import for_browser, for_python
from graph.errors import (
    CommonThreadError,
    QueryFailedError,
    QueryLimitError,
    QueryRefusedError,
)
from graph.export import as_text
from graph.rows_graph import MOST, Named, named
from graph.store import Row, Step
from views.components.graph_view import in_order, still_view
from views.cypher_chart import chart
from views.data import ask, graph, stamp
from views.html_table import plain_table
from views.layout import table
from views.links import link_to_node, no_filter, switch
from views.parts import style
from views.text import plain, shorten

TIMEOUT_S = 10.0
_SHOW = {"table": "Table", "graph": "Graph", "chart": "Chart", "plan": "Plan"}
_INDENT = "\u2003"
_HEADINGS = {
    QueryRefusedError: "This query was not run",
    QueryLimitError: "This query was stopped at its limit",
    QueryFailedError: "The engine could not run this query",
}


@dataclass(frozen=True)
class Asked:
    """A query with its values; ``name`` is what its downloads are called."""

    name: str
    text: str
    given: Mapping[str, Any]
    timeout_s: float = TIMEOUT_S


@dataclass(frozen=True)
class Answer:
    """The rows of a query in the order of its columns, and the seconds they took."""

    rows: list[Row]
    seconds: float
    columns: list[str] = field(default_factory=list)
    truncated: bool = False
    warnings: list[str] = field(default_factory=list)


def show(asked: Asked, answer: Callable[[], Answer]) -> Answer | None:
    """Show a query's answer in the form that the address names, and what to take of it.

    The plan is shown without the rows, so that it can tell why they never come; then, and where
    the query fails, there is no answer. Raises what asking raises.
    """
    with st.container(horizontal=True, vertical_alignment="bottom"):
        form = switch("Show", _SHOW, "show")
        no_filter("Show")
        take_along(asked)
    if form == "plan":
        plan(asked)
        return None
    found = answer()
    for warning in found.warnings:
        st.markdown(f":blue-badge[Note] {plain(warning)}")
    noun = "row" if len(found.rows) == 1 else "rows"
    cut = f" The first {len(found.rows):,} are shown; there are more." if found.truncated else ""
    st.markdown(f"**{len(found.rows):,} {noun}**, in {found.seconds:.2f} seconds.{cut}")
    if not found.rows:
        st.caption("Nothing loaded answers this. Absence here is not absence in practice.")
    elif form == "graph":
        picture(asked, found.rows)
    elif form == "chart":
        chart(found.rows)
    else:
        columns = found.columns or list(found.rows[0])
        headings = {column: column for column in columns}
        table(found.rows, asked.name, headings, about=_about(asked, found))
    return found


def _about(asked: Asked, found: Answer) -> str:
    """What the rows are, in the files made of them: the query itself, and its values."""
    given = ", ".join(f"${name} = {value!r}" for name, value in asked.given.items())
    cut = f"the first {len(found.rows):,} rows, of more" if found.truncated else ""
    return "; ".join(filter(None, (" ".join(asked.text.split()), given, cut)))


def trouble(error: CommonThreadError, text: str = "") -> None:
    """Show calmly why a query gave no rows, at which line, and what to do."""
    at = getattr(error, "at", None)
    line = f", line {text.count(chr(10), 0, at) + 1}" if text and at is not None else ""
    with st.container(border=True):
        st.markdown(f"**{_HEADINGS.get(type(error), 'This query gave no rows')}{line}**")
        st.text(str(error))


def take_along(asked: Asked) -> None:
    """The query with its values as text for other tools, each with a button that copies it."""
    with st.popover("Copy for other tools", icon=":material/content_copy:"):
        st.markdown("**Neo4j Browser** or cypher-shell")
        st.code(for_browser(asked.text, asked.given), language="cypher", wrap_lines=True)
        st.markdown("**Python** with the neo4j driver")
        st.code(for_python(asked.text, asked.given), language="python", wrap_lines=True)
        st.markdown("**To cite** a count of this answer, after its denominator")
        st.code(citation(asked), language=None, wrap_lines=True)


def citation(asked: Asked) -> str:
    """How a count of an answer is cited; a value that was left empty filters nothing."""
    query = catalogue().get(asked.name)
    what = f"{query.title} (queries/{query.name}.cypher)" if query else "A query of our own"
    given = {name: as_text(value) for name, value in asked.given.items()}
    filters = {name: value for name, value in given.items() if value not in ("", "0")}
    return Provenance(what, corpus_of(ask("corpus")), filters).citation()


@st.cache_data(max_entries=16, show_spinner="Looking up nodes")
def nodes_of(state: str, rows: list[Row]) -> Named:
    """What the rows name, kept until the graph changes."""
    del state
    return named(graph(), rows)


def picture(asked: Asked, rows: list[Row]) -> None:
    """The nodes that rows name, and all relationships between them."""
    found = nodes_of(stamp(), rows)
    if found.picture is None:
        st.markdown(
            "These rows name no nodes. Return nodes themselves, or their ids in a column that "
            "holds nothing else: `RETURN r.id AS recommendation_id, t.id AS theme_id`."
        )
        return
    shown = [found.picture.centre, *found.picture.items]
    chosen = st.session_state.get(f"chosen-{asked.name}")
    still_view(
        found.picture,
        key=f"graph-{asked.name}",
        on_choose=lambda key: st.session_state.update({f"chosen-{asked.name}": key}),
        height=560,
    )
    cut = f"The first {MOST} of the " if found.total > MOST else ""
    st.caption(
        f"{cut}{found.total:,} {'node' if found.total == 1 else 'nodes'} named in "
        f"{plain(', '.join(found.columns))}, with all {len(found.picture.ties):,} relationships "
        "between them, whichever of them the query walked. Links rejected by a person are left out."
    )
    for one in shown:
        if one.key == chosen:
            link_to_node(f"What surrounds {shorten(one.title, 80)}", one.label, one.id)
    items = [{"kind": one.label, "title": one.title, "id": one.id} for one in in_order(shown)]
    headings = {"kind": "Kind", "title": "Title", "id": "Id"}
    table(items, f"{asked.name}-nodes", headings, about="Nodes that the answer names")


@st.cache_data(max_entries=32, show_spinner="Planning")
def steps_of(state: str, text: str, given: Mapping[str, Any], timeout_s: float) -> list[Step]:
    """The plan of a query, kept until the graph changes."""
    del state
    return graph().plan(text, given, timeout_s=timeout_s)


def plan(asked: Asked) -> None:
    """How the engine goes about a query."""
    steps = steps_of(stamp(), asked.text, dict(asked.given), asked.timeout_s)
    ran = any(step.micros is not None for step in steps)
    if ran:
        st.markdown(
            "What kglite did, in the order in which it ran, with the rows each step gave on. It "
            "lists no steps within a subquery, and none within a pattern."
        )
    else:
        st.markdown(
            "What Neo4j would do: it starts at the deepest step and goes up. Rows are what it "
            "expects from its statistics, and are not counted. A step over all nodes, or a product "
            "of two branches, is what makes a query slow."
        )
    style()
    headings = ["Step", "On what", "Rows given" if ran else "Rows expected"]
    rows = [
        [_INDENT * step.depth + step.operator, step.details, _rounded(step.rows)]
        + ([f"{step.micros or 0:,} µs"] if ran else [])
        for step in steps
    ]
    plain_table([*headings, *(["Time"] if ran else [])], rows)


def _rounded(rows: float | None) -> str:
    return "" if rows is None else f"{rows:,.0f}"
