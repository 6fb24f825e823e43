"""The findings of the evidence base: all of them with filters, and those nothing is near."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from graph.store import Row
from views.data import ask
from views.findings import how_to_take_it
from views.layout import table
from views.links import address, choose_some, remember
from views.names import CHECKED, DIRECTIONS, sentence_case
from views.text import plain

STRENGTHS = ("high", "moderate", "low", "very low")
HEADINGS = {
    "finding": "Finding",
    "design": "Design",
    "strength": "Strength",
    "direction": "Direction",
    "authors": "Authors",
    "year": "Year",
    "check_status": "Citation",
    "recommendations": "Near",
}


def open_finding(row: Mapping[str, Any]) -> None:
    """Go to the page of the row that was chosen."""
    remember(finding=str(row["finding_id"]))


def findings_table() -> None:
    """All findings, narrowed by what they are and what they say."""
    rows = ask("findings")
    if not rows:
        st.markdown(
            "No finding is loaded. `python -m ingest evidence` reads the evidence base that ships "
            "with Common Thread, or your own."
        )
        return
    how_to_take_it(len(rows))
    for row in rows:
        row["topic"] = str(row["keywords"] or "").split(";")[0].strip() or "no topic"
    shown = _narrowed(rows)
    if not shown:
        st.markdown(f"None of the {len(rows):,} findings matches. Take a filter away.")
        return
    st.caption(
        f"{len(shown):,} of {len(rows):,} findings. *Near* counts the recommendations and "
        "concerns near it in meaning. Choose a row to open it."
    )
    for row in shown:
        row["direction"] = DIRECTIONS.get(row["direction"], row["direction"])
        row["check_status"] = CHECKED.get(row["check_status"], row["check_status"])
    table(shown, "findings", HEADINGS, height=560, on_pick=open_finding)


def _narrowed(rows: list[Row]) -> list[Row]:
    words = st.text_input(
        "Words in the finding, its population, topic or publication",
        value=address("words"),
        key="finding-words",
        placeholder="bystander, GP, supervision …",
        on_change=lambda: remember(words=st.session_state["finding-words"]),
    )
    for fields in (("design", "strength", "direction"), ("topic", "check_status")):
        for name, column in zip(fields, st.columns(len(fields)), strict=True):
            with column:
                rows = _by(rows, name)
    wanted = words.casefold().split()
    return [row for row in rows if all(word in _text(row) for word in wanted)]


def _by(rows: list[Row], name: str) -> list[Row]:
    """Draw the filter on one property, and keep the rows that pass it."""
    words: dict[str, Callable[[str], str]] = {
        "direction": lambda value: DIRECTIONS.get(value, value),
        "check_status": lambda value: sentence_case(CHECKED.get(value, value)),
    }
    say = words.get(name, sentence_case)
    values = sorted({str(row[name] or "") for row in ask_all(name)} - {""})
    if name == "strength":
        values = [v for v in STRENGTHS if v in values] + [v for v in values if v not in STRENGTHS]
    label = {"check_status": "Citation"}.get(name, name.capitalize())
    chosen = choose_some(label, {v: say(v) for v in values}, name, empty="Any")
    return [row for row in rows if not chosen or str(row[name] or "") in chosen]


def ask_all(name: str) -> list[Row]:
    """All findings, with their topic: a filter offers every value, whatever the others hold."""
    rows = ask("findings")
    if name == "topic":
        for row in rows:
            row["topic"] = str(row["keywords"] or "").split(";")[0].strip() or "no topic"
    return rows


def _text(row: Row) -> str:
    fields = ("finding", "population", "keywords", "authors", "source", "design", "country")
    return " ".join(str(row[name] or "") for name in fields).casefold()


def findings_alone() -> None:
    """Findings of high or moderate strength about what works that no recommendation is near."""
    rows = ask("findings_nobody_draws_on")
    if not rows:
        st.markdown(
            "Every finding of high or moderate strength on what works or does not has a "
            "recommendation or concern near it, or none is loaded."
        )
        return
    how_to_take_it(len(rows))
    st.markdown(
        plain(
            "Well supported on what works or does not, and no recommendation or concern loaded is "
            "near: something that reviews do not seem to draw on yet."
        )
    )
    headings = {name: HEADINGS[name] for name in HEADINGS if name != "recommendations"}
    for row in rows:
        row["direction"] = DIRECTIONS.get(row["direction"], row["direction"])
        row["check_status"] = CHECKED.get(row["check_status"], row["check_status"])
    table(rows, "findings-nobody-is-near", headings, on_pick=open_finding)
