"""Cypher: the questions of the catalogue with a form each, and free queries that only read."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import streamlit as st

from graph.catalogue import Query, catalogue
from graph.errors import (
    CommonThreadError,
    QueryFailedError,
    QueryLimitError,
    QueryRefusedError,
)
from graph.store import Result, Row
from views.components.cypher_editor import cypher_editor
from views.data import graph, stamp
from views.layout import header, table
from views.links import address, choose, remember, switch, type_in
from views.parameters import IN_ADDRESS, field, missing, names_in, typed
from views.text import plain

TIMEOUT_S = 10.0
ROW_LIMIT = 1000
_FREE = "free"
_START = """MATCH (v:Review)-[:MADE]->(r:Recommendation)-[:ABOUT]->(t:Theme)
RETURN t.title AS theme, count(DISTINCT v) AS reviews
ORDER BY reviews DESC, theme
LIMIT 20"""
_ASKED_BY = {"explorer": "asked by the pages themselves"}
_HEADINGS = {
    QueryRefusedError: "This query was not run",
    QueryLimitError: "This query was stopped at its limit",
    QueryFailedError: "The engine could not run this query",
}


@st.cache_data(max_entries=64, show_spinner="Asking")
def answer(state: str, name: str, given: Mapping[str, Any]) -> tuple[list[Row], float]:
    """The rows of a catalogue question, and the seconds they took when they were first asked."""
    del state
    began = time.perf_counter()
    rows = catalogue()[name].run(graph(), **given)
    return rows, time.perf_counter() - began


@st.cache_data(max_entries=64, show_spinner="Asking")
def free_answer(state: str, text: str, given: Mapping[str, Any]) -> tuple[Result, float]:
    """The result of a typed query, and the seconds it took."""
    del state
    began = time.perf_counter()
    result = graph().free(text, given, timeout_s=TIMEOUT_S, row_limit=ROW_LIMIT)
    return result, time.perf_counter() - began


def trouble(error: CommonThreadError) -> None:
    """Show calmly why a query gave no rows, and what to do."""
    with st.container(border=True):
        st.markdown(f"**{_HEADINGS.get(type(error), 'This query gave no rows')}**")
        st.text(str(error))


def form(query: Query) -> None:
    """The form of a question's parameters; submitting writes them into the address."""
    if not query.parameters:
        return
    with st.form(f"form-{query.name}", border=True):
        columns = st.columns(min(3, len(query.parameters)))
        given = {}
        for number, parameter in enumerate(query.parameters):
            with columns[number % len(columns)]:
                given[parameter.name] = field(query, parameter)
        if st.form_submit_button("Run"):
            remember(
                **{
                    IN_ADDRESS + p.name: None if given[p.name] == p.default else str(given[p.name])
                    for p in query.parameters
                }
            )


def by_audience(pair: tuple[str, Query]) -> tuple[bool, str]:
    """Questions people ask come first, those only the pages ask last; by title within each."""
    return pair[1].audience == ("explorer",), pair[1].title.casefold()


def questions() -> None:
    """Choose a question of the catalogue, fill in its form, and see the answer."""
    known = catalogue()
    titles = {
        name: f"{query.title}  ({', '.join(_ASKED_BY.get(who, who) for who in query.audience)})"
        for name, query in sorted(known.items(), key=by_audience)
    }
    before = address("query")
    name = choose("Question", titles, "query", default="theme_shares")
    if before and before not in known:
        st.caption(f"There is no question called '{plain(before)}'; here is another.")
    query = known[name]
    st.caption(plain(query.description))
    form(query)
    given = {
        p.name: address(IN_ADDRESS + p.name)
        for p in query.parameters
        if IN_ADDRESS + p.name in st.query_params
    }
    st.button(
        "View and edit the query",
        on_click=edit,
        args=(query, given),
        type="tertiary",
        icon=":material/edit:",
    )
    if lacking := missing(query, given):
        st.markdown(f"Choose first: {plain(', '.join(lacking).replace('_', ' '))}.")
        return
    try:
        rows, seconds = answer(stamp(), name, given)
    except CommonThreadError as error:
        trouble(error)
        return
    show(rows, seconds, name)


def edit(query: Query, given: Mapping[str, str]) -> None:
    """Put a question's text and values into the editor for a free query."""
    values = {IN_ADDRESS + name: value for name, value in given.items()}
    st.query_params.from_dict({"mode": _FREE, "cypher": query.text.strip(), **values})


def run_free(text: str) -> None:
    """Take what was typed as the query of this address."""
    remember(mode=_FREE, cypher=text.strip())


def values_for(text: str) -> dict[str, Any]:
    """Draw a field for each parameter of a typed query, and return their values."""
    names = names_in(text)
    if not names:
        return {}
    known = {
        p.name: p for q in catalogue().values() if q.text.strip() == text for p in q.parameters
    }
    given: dict[str, Any] = {}
    columns = st.columns(min(4, len(names)))
    for number, name in enumerate(names):
        parameter = known.get(name)
        default = str(parameter.default) if parameter else ""
        with columns[number % len(columns)]:
            words = type_in(f"${name}", IN_ADDRESS + name, default=default)
        given[name] = parameter.parse(words) if parameter else typed(words)
    return given


def free() -> None:
    """Type a query, run it within limits, and see its rows."""
    text = address("cypher")
    cypher_editor(text or _START, key="editor", on_run=run_free)
    st.caption(
        f"Read-only. A query is stopped after {TIMEOUT_S:g} seconds; "
        f"the first {ROW_LIMIT:,} rows are shown."
    )
    if not text:
        return
    try:
        given = values_for(text)
        result, seconds = free_answer(stamp(), text, given)
    except CommonThreadError as error:
        trouble(error)
        return
    for warning in result.warnings:
        st.markdown(f":blue-badge[Note] {plain(warning)}")
    show(result.rows, seconds, "query", columns=result.columns, truncated=result.truncated)


def show(
    rows: list[Row],
    seconds: float,
    name: str,
    *,
    columns: list[str] | None = None,
    truncated: bool = False,
) -> None:
    """Show an answer: how many rows, how long it took, the table and its downloads."""
    noun = "row" if len(rows) == 1 else "rows"
    cut = f" The first {len(rows):,} are shown; there are more." if truncated else ""
    st.markdown(f"**{len(rows):,} {noun}**, in {seconds:.2f} seconds.{cut}")
    if not rows:
        st.caption("Nothing loaded answers this. Absence here is not absence in practice.")
        return
    table(rows, name, {column: column for column in columns or rows[0]})


header("Cypher", "Ask the graph directly: a question from the catalogue, or your own.")
ways = {"catalogue": "A question from the catalogue", _FREE: "A query of my own"}
if switch("Ask", ways, "mode") == _FREE:
    free()
else:
    questions()
