"""Cypher: a query of one's own, run within limits."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import streamlit as st

from graph.errors import CommonThreadError, QueryError, QueryLimitError
from graph.vocabulary import vocabulary
from views.components.cypher_editor import Trouble, cypher_editor
from views.cypher_answer import TIMEOUT_S, Answer, Asked, show, trouble
from views.cypher_saved import save_button
from views.cypher_text import LONGEST_ADDRESS, bring_back, current, is_long, keep, note, runs
from views.data import graph, stamp
from views.links import address, choose, remember
from views.parameters import known_parameters, values_for
from views.text import plain, shorten

ROW_LIMIT = 1000
_ROWS = (ROW_LIMIT, 5_000, 20_000)
_SECONDS = (TIMEOUT_S, 30.0, 60.0)
_START = """MATCH (v:Review)-[:MADE]->(r:Recommendation)-[:ABOUT]->(t:Theme)
RETURN t.title AS theme, count(DISTINCT v) AS reviews
ORDER BY reviews DESC, theme
LIMIT 20"""


@st.cache_data(max_entries=32, show_spinner="Asking")
def free_answer(
    state: str, text: str, given: Mapping[str, Any], timeout_s: float, row_limit: int
) -> Answer:
    """The result of a typed query, and the seconds it took."""
    del state
    began = time.perf_counter()
    result = graph().free(text, given, timeout_s=timeout_s, row_limit=row_limit)
    seconds = time.perf_counter() - began
    return Answer(result.rows, seconds, result.columns, result.truncated, result.warnings)


def free() -> None:
    """Type a query, run it within limits, and see its rows."""
    text = current()
    above = st.container()  # the editor shows the error that running its text below gives
    failed: CommonThreadError | None = None
    if text:
        try:
            run(text)
        except CommonThreadError as error:
            failed = error
            trouble(error, text)
            raise_limit(error)
            note(text, "not run" if isinstance(error, QueryError) else "stopped at a limit")
    with above:
        cypher_editor(
            text or _START,
            key="editor",
            on_run=keep,
            vocabulary=words(),
            trouble=mark(text, failed),
        )
        with st.container(horizontal=True):
            history()
            save_button(text or _START)
            limits()
        if is_long(text):
            st.caption(
                f"This query is too long to stand in the address ({LONGEST_ADDRESS:,} characters "
                "at most): it is gone when the page is loaded again. Save it to keep it."
            )


def mark(text: str, error: CommonThreadError | None) -> Trouble | None:
    """Where the editor marks an error; only an error of the query's own text has a place."""
    at = error.at if isinstance(error, QueryError) else None
    return None if at is None else Trouble(text, at, str(error))


def words() -> dict[str, Any]:
    """What the editor completes: the schema's words, and the parameters that questions take."""
    parameters = [
        {"name": p.name, "kind": p.type.replace("_", " "), "about": p.help}
        for p in known_parameters().values()
    ]
    return {**vocabulary(), "parameters": parameters}


def run(text: str) -> None:
    """Fill in the parameters of a query, run it, and show its answer."""
    given = values_for(text)
    if given is None:
        return
    timeout_s, row_limit = _limit("seconds", _SECONDS), int(_limit("rows", _ROWS))
    asked = Asked("query", text, given, timeout_s)
    found = show(asked, lambda: free_answer(stamp(), text, given, timeout_s, row_limit))
    if found is not None:
        more = " or more" if found.truncated else ""
        note(text, f"{len(found.rows):,}{more} rows, {found.seconds:.2f} seconds")
    if found is not None and found.truncated:
        _offer("rows", "rows", row_limit, _ROWS)


def _limit(name: str, steps: tuple[float, ...]) -> float:
    """A limit of the address, if it is one of the steps; or the least."""
    return next((step for step in steps if address(name) == f"{step:g}"), steps[0])


def limits() -> None:
    """Say, and let choose, how long a query may take and how many rows it may give."""
    timeout_s, row_limit = _limit("seconds", _SECONDS), int(_limit("rows", _ROWS))
    words = f"Limits: {timeout_s:g} seconds, {row_limit:,} rows"
    with st.popover(words, icon=":material/timer:"):
        seconds = {f"{step:g}": f"{step:g} seconds" for step in _SECONDS}
        choose("Stopped after", seconds, "seconds")
        choose("Rows shown", {f"{step:g}": f"{step:,}" for step in _ROWS}, "rows")


def raise_limit(error: CommonThreadError) -> None:
    """Where the time ran out, offer more of it, if there is more."""
    if isinstance(error, QueryLimitError) and "seconds" in str(error):
        _offer("seconds", "seconds", _limit("seconds", _SECONDS), _SECONDS)


def _offer(name: str, noun: str, limit: float, steps: tuple[float, ...]) -> None:
    more = [step for step in steps if step > limit]
    if not more:
        st.caption(
            f"{limit:,.0f} {noun} are the most here. Ask for less at a time; the command line "
            "(`python -m graph cypher`) takes other limits."
        )
        return
    st.button(
        f"Run again with {more[0]:,.0f} {noun}",
        key=f"more-{name}",
        on_click=lambda: remember(**{name: f"{more[0]:g}"}),
        icon=":material/more_time:",
    )


def history() -> None:
    """What this session has run, to bring back."""
    past = runs()
    with st.popover(f"History ({len(past)})", icon=":material/history:", disabled=not past):
        st.caption("Kept until this page is closed or loaded again, and nowhere stored.")
        for place, one in enumerate(past):
            values = ", ".join(f"{name} = {value}" for name, value in one.given.items())
            st.button(
                plain(shorten(" ".join(one.text.split()), 90)),
                key=f"past-{place}",
                on_click=bring_back,
                args=(one.text, one.given),
                type="tertiary",
            )
            st.caption(plain("; ".join(filter(None, (one.outcome, values)))))
