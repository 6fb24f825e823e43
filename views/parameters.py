"""The parameters of a query: fields to give them in, and finding them in a typed query."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import streamlit as st

from graph.catalogue import Parameter, Query
from graph.errors import QueryFailedError
from graph.schema import REVIEW_KINDS
from views.data import ask, loaded
from views.links import address
from views.names import agency_name
from views.text import plain, shorten

IN_ADDRESS = "p_"  # before a parameter's name, so that none can be mistaken for the page's own
_LARGEST = 2**53  # what a browser can hold in a number
_MANY = 2000  # choices, from which a box of them is no help
_QUOTED = re.compile(
    r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`|//[^\n]*|/\*.*?\*/", re.DOTALL
)


def options(type_: str) -> dict[str, str] | None:
    """What can be chosen for a parameter of a type, id to words; None when it is typed in."""
    if type_ == "theme":
        return {row["theme_id"]: row["theme"] for row in ask("theme_tree")}
    if type_ == "agency":
        return {row["agency_id"]: agency_name(row["agency"]) for row in ask("agencies")}
    if type_ == "review":
        return {row["review_id"]: row["review"] for row in ask("reviews")}
    if type_ == "finding":
        return {r["finding_id"]: f"{r['finding_id']}: {r['finding']}" for r in ask("findings")}
    if type_ == "recommendation" and loaded().recommendations <= _MANY:
        return {
            row["recommendation_id"]: f"{shorten(row['wording'], 100)} ({row['review']})"
            for row in ask("all_recommendations")
        }
    if type_ == "review_kind":
        return REVIEW_KINDS
    if type_ == "area":
        return {area: area for area in sorted({row["area"] or "" for row in ask("reviews")} - {""})}
    return None


def missing(query: Query, given: Mapping[str, str]) -> list[str]:
    """The parameters that a question cannot do without and that have not been chosen yet."""
    return [
        parameter.name
        for parameter in query.parameters
        if parameter.default == ""
        and "empty" not in parameter.help
        and not given.get(parameter.name)
    ]


def field(query: Query, parameter: Parameter) -> Any:
    """Draw one field of a question's form, with the address's value or the default in it."""
    key = f"{query.name}.{parameter.name}"
    words = parameter.name.replace("_", " ").capitalize()
    given = address(IN_ADDRESS + parameter.name, str(parameter.default))
    try:
        value = parameter.parse(given)
    except QueryFailedError:
        value = parameter.default
    if isinstance(value, int | float) and not abs(value) < _LARGEST:
        value = parameter.default
    if parameter.type == "boolean":
        return st.checkbox(words, value=value, key=key, help=plain(parameter.help))
    if parameter.type in ("integer", "year", "number"):
        step = 0.05 if parameter.type == "number" else 1
        return st.number_input(words, value=value, step=step, key=key, help=plain(parameter.help))
    choices = options(parameter.type)
    if choices is None or len(choices) > _MANY:
        return st.text_input(words, value=value, key=key, help=plain(parameter.help))
    if value not in choices and value != "":
        choices = {value: f"{value} (not loaded)", **choices}
    if parameter.default == "":
        choices = {"": "Any" if "empty" in parameter.help else "Choose one", **choices}
    values = list(choices)
    return st.selectbox(
        words,
        values,
        index=values.index(value),
        format_func=choices.get,
        key=key,
        help=plain(parameter.help),
    )


def names_in(text: str) -> list[str]:
    """The parameters a typed query uses (``$theme``), in order, outside strings and comments."""
    bare = _QUOTED.sub(" ", text)
    return list(dict.fromkeys(re.findall(r"\$([A-Za-z_]\w*)", bare)))


def typed(words: str) -> Any:
    """A parameter's value from what was typed: a number, true or false, or else a text.

    Quotes around it make it a text whatever it looks like: ``"2019"``.
    """
    words = words.strip()
    if len(words) >= 2 and words[0] == words[-1] and words[0] in "'\"":
        return words[1:-1]
    if words.lower() in ("true", "false"):
        return words.lower() == "true"
    if re.fullmatch(r"[+-]?\d{1,18}", words, re.ASCII):
        return int(words)
    if re.fullmatch(r"[+-]?\d*\.\d+", words, re.ASCII):
        return float(words)
    return words
