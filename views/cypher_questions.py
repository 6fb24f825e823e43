"""Cypher: the questions of the catalogue, with a form each."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import streamlit as st

from graph.catalogue import AUDIENCES, Query, by_audience, catalogue, header_of
from graph.errors import CommonThreadError
from views.cypher_answer import Answer, Asked, show, trouble
from views.cypher_text import FREE, keep
from views.data import graph, stamp
from views.links import address, choose, no_filter, type_in
from views.parameters import IN_ADDRESS, form, missing
from views.text import plain

_FIND = "Find questions that say"


@st.cache_data(max_entries=64, show_spinner="Asking")
def answer(state: str, name: str, given: Mapping[str, Any]) -> Answer:
    """The rows of a catalogue question, and the seconds they took when they were first asked."""
    del state
    began = time.perf_counter()
    rows = catalogue()[name].run(graph(), **given)
    return Answer(rows, time.perf_counter() - began)


def chosen() -> str:
    """Choose a question, under whom it is for, among those that say the words that were typed."""
    known = catalogue()
    narrow, wide = st.columns([1, 2])
    with narrow:
        words = type_in(_FIND, "find")
        no_filter(_FIND)
    found = by_audience(words)
    titles = {
        query.name: f"{AUDIENCES[audience]} · {query.title}"
        for audience, queries in (found or by_audience()).items()
        for query in queries
    }
    with wide:
        name = choose("Question", titles, "query", default="theme_shares")
    if words and not found:
        st.caption(f"None of the {len(known)} questions says '{plain(words)}'; here are all.")
    elif words:
        st.caption(f"{len(titles)} of {len(known)} questions say '{plain(words)}'.")
    before = address("query")
    if before and before not in known:
        st.caption(f"There is no question called '{plain(before)}'; here is another.")
    return name


def questions() -> None:
    """Choose a question of the catalogue, fill in its form, and see the answer."""
    name = chosen()
    query = catalogue()[name]
    others = ", ".join(AUDIENCES[one].lower() for one in query.audience[1:])
    st.caption(plain(query.description) + (f" Also for {others}." if others else ""))
    form(query.name, query.parameters)
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
    if lacking := missing(query.parameters, given):
        st.markdown(f"Choose first: {plain(', '.join(lacking).replace('_', ' '))}.")
        return
    try:
        asked = Asked(name, query.text, query.arguments(given))
        show(asked, lambda: answer(stamp(), name, given))
    except CommonThreadError as error:
        trouble(error)


def edit(query: Query, given: Mapping[str, str]) -> None:
    """Put a question's text, its parameters and their values into the editor."""
    declared = "".join(f"{header_of(parameter)}\n" for parameter in query.parameters)
    st.query_params.from_dict({IN_ADDRESS + name: value for name, value in given.items()})
    keep(declared + query.text.strip(), mode=FREE)
