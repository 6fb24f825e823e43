"""The findings of the evidence base: all of them with filters, and those nothing is near."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from graph.store import Row
from views.data import ask
from views.findings import finding_card, how_to_take_it
from views.layout import table
from views.links import address, choose_some, remember
from views.names import CHECKED, DIRECTIONS, sentence_case
from views.parts import first_of, more_of

STRENGTHS = ("high", "moderate", "low", "very low")
HEADINGS = {
    "finding": "Finding",
    "strength": "Strength",
    "direction": "Direction",
    "design": "Design",
    "year": "Year",
    "authors": "Authors",
    "check_status": "Citation",
}
WORDS: dict[str, Callable[[str], str]] = {
    "direction": lambda value: DIRECTIONS.get(value, value),
    "check_status": lambda value: sentence_case(CHECKED.get(value, value)),
}


def findings_table() -> None:
    """All findings, narrowed by what they are and what they say."""
    rows = [{**row, "topic": _topic(row)} for row in ask("findings")]
    if not rows:
        st.markdown(
            "No finding is loaded. `python -m ingest evidence` reads the evidence base that ships "
            "with Common Thread, or your own."
        )
        return
    how_to_take_it(len(rows))
    shown = _narrowed(rows)
    if not shown:
        st.markdown(f"None of the {len(rows):,} findings matches. Take a filter away.")
        return
    st.caption(f"{len(shown):,} of {len(rows):,} findings.")
    _listed(shown, "findings")


def _topic(row: Row) -> str:
    """A finding's topic is the first of its keywords."""
    return str(row["keywords"] or "").split(";")[0].strip() or "no topic"


def _narrowed(rows: list[Row]) -> list[Row]:
    words = st.text_input(
        "Words in the finding, its population, topic or publication",
        value=address("words"),
        key="finding-words",
        placeholder="bystander, GP, supervision …",
        on_change=lambda: remember(words=st.session_state["finding-words"]),
    )
    kept = rows
    for fields in (("design", "strength", "direction"), ("topic", "check_status")):
        for name, column in zip(fields, st.columns(len(fields)), strict=True):
            with column:
                chosen = _filter(rows, name)
            kept = [row for row in kept if not chosen or str(row[name] or "") in chosen]
    wanted = words.casefold().split()
    return [row for row in kept if all(word in _text(row) for word in wanted)]


def _filter(rows: list[Row], name: str) -> list[str]:
    """The values chosen of one property; every value is offered, whatever the others leave."""
    values = sorted({str(row[name] or "") for row in rows} - {""})
    if name == "strength":
        values = [v for v in STRENGTHS if v in values] + [v for v in values if v not in STRENGTHS]
    label = "Citation" if name == "check_status" else name.capitalize()
    say = WORDS.get(name, sentence_case)
    return choose_some(label, {value: say(value) for value in values}, name, empty="Any")


def _text(row: Row) -> str:
    fields = ("finding", "population", "keywords", "authors", "source", "design", "country")
    return " ".join(str(row[name] or "") for name in fields).casefold()


def _listed(rows: list[Row], key: str) -> None:
    """Findings as cards, ten at a time, and as a table."""
    for row in first_of(rows, key):
        near = row.get("recommendations")
        noun = "recommendation or concern" if near == 1 else "recommendations and concerns"
        finding_card(row, notes=[f"Near {near:,} {noun}"] if near is not None else [])
    more_of(rows, key)
    with st.expander("The same as a table"):
        said = [
            {**row, **{name: say(str(row[name])) for name, say in WORDS.items()}} for row in rows
        ]
        table(said, key, HEADINGS, height=420, widths={"finding": 420})


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
        "Well supported on what works or does not, and no recommendation or concern loaded is "
        "near: something that reviews do not seem to draw on yet."
    )
    _listed(rows, "alone")
