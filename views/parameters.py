"""The parameters of a query: fields to give them in, and finding them in a typed query."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import streamlit as st

from graph.catalogue import PARAMETER_TYPES, Parameter, catalogue, parse
from graph.errors import QueryFailedError
from graph.schema import REVIEW_KINDS
from views.data import ask, loaded
from views.links import address, choose, remember
from views.names import agency_name
from views.text import plain, shorten

TYPE_IN_ADDRESS = "t_"
IN_ADDRESS = "p_"  # before a parameter's name, so that none can be mistaken for the page's own
_CHOSEN = ("text", "agency", "theme", "review", "recommendation", "finding", "review_kind", "area")
_EMPTY = {"integer": 0, "year": 0, "number": 0.0, "boolean": False}
_AS_IT_LOOKS = (
    'A number, true or false, a list such as ["a", "b"], or text; in "quotes" always text'
)
_EXAMPLES = {"any": "2018, true, some text, or an id such as info.sharing"} | {
    type_: f"An id, as the column {type_}_id of an answer has it"
    for type_ in ("agency", "theme", "review", "recommendation", "finding")
}
_LARGEST = 2**53  # what a browser can hold in a number
_MANY = 2000  # choices, from which a box of them is no help
_QUOTED = re.compile(
    r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`|//[^\n]*|/\*.*?\*/", re.DOTALL
)


def options(type_: str) -> dict[str, str] | None:
    """What can be chosen for a parameter of a type, id to words; None when it is typed in. Short
    ids stand in the words, as an id is what the query is given."""
    if type_ == "theme":
        return {r["theme_id"]: f"{r['theme']} ({r['theme_id']})" for r in ask("theme_tree")}
    if type_ == "agency":
        return {
            row["agency_id"]: f"{agency_name(row['agency'])} ({row['agency_id']})"
            for row in ask("agencies")
        }
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


def missing(parameters: Sequence[Parameter], given: Mapping[str, str]) -> list[str]:
    """The parameters that a question cannot do without and that have not been chosen yet."""
    return [
        parameter.name
        for parameter in parameters
        if parameter.default == ""
        and "empty" not in parameter.help
        and not given.get(parameter.name)
    ]


def form(name: str, parameters: Sequence[Parameter]) -> None:
    """The form of a query's parameters; submitting writes them into the address. ``name`` tells
    one query's form from another's."""
    if not parameters:
        return
    with st.form(f"form-{name}", border=True):
        columns = st.columns(min(3, len(parameters)))
        given = {}
        for number, parameter in enumerate(parameters):
            with columns[number % len(columns)]:
                given[parameter.name] = field(name, parameter)
        if st.form_submit_button("Run"):
            remember(
                **{
                    IN_ADDRESS + p.name: None if given[p.name] == p.default else str(given[p.name])
                    for p in parameters
                }
            )


def field(name: str, parameter: Parameter) -> Any:
    """Draw one field of a form, with the address's value or the default in it."""
    key = f"{name}.{parameter.name}"
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
        return st.text_input(
            words,
            value=value,
            key=key,
            help=plain(parameter.help),
            placeholder=_EXAMPLES.get(parameter.type),
        )
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


@cache
def known_parameters() -> dict[str, Parameter]:
    """The parameters that questions of the catalogue take, by name, where all that have one of a
    name mean the same type; as a query of one's own takes them: what names something is to be
    chosen, and is not everything when it is left empty."""
    found: dict[str, list[Parameter]] = {}
    for query in catalogue().values():
        for parameter in query.parameters:
            found.setdefault(parameter.name, []).append(parameter)
    return {
        name: Parameter(name, first.type, "" if first.type in _CHOSEN else first.default, "")
        for name, (first, *others) in found.items()
        if all(other.type == first.type for other in others)
    }


def declared(text: str) -> tuple[Parameter, ...]:
    """The parameters of a typed query: as its own header has them, or else of the type chosen for
    it on the page, or else as the catalogue has those of that name, or else as they look.
    Raises CommonThreadError for a header that cannot be read."""
    _, given, _ = parse(text)
    in_header = {parameter.name: parameter for parameter in given}
    return tuple(in_header.get(name) or _undeclared(name) for name in names_in(text))


def _undeclared(name: str) -> Parameter:
    known = known_parameters().get(name)
    type_ = address(TYPE_IN_ADDRESS + name)
    if type_ not in PARAMETER_TYPES:
        return known or Parameter(name, "any", "", _AS_IT_LOOKS)
    if known is not None and known.type == type_:
        return known
    return Parameter(name, type_, _EMPTY.get(type_, ""), "")


def types(text: str) -> None:
    """Draw, for each parameter that a typed query does not declare, a choice of its type."""
    in_header = {parameter.name for parameter in parse(text)[1]}
    open_ = [one for one in declared(text) if one.name not in in_header]
    if not open_:
        return
    words = {type_: type_.replace("_", " ").capitalize() for type_ in PARAMETER_TYPES}
    words["any"] = "As it looks"
    with st.container(horizontal=True):
        for parameter in open_:
            name = TYPE_IN_ADDRESS + parameter.name
            with st.container(width=220):
                choose(f"Type of ${parameter.name}", words, name, default=parameter.type)


def values_for(text: str) -> dict[str, Any] | None:
    """Draw the form of a typed query's parameters and return their values, or say what is to be
    filled in first and return None. Raises CommonThreadError for what cannot be read."""
    types(text)
    parameters = declared(text)
    form("-".join(["free", *(f"{p.name}.{p.type}" for p in parameters)]), parameters)
    given = {p.name: address(IN_ADDRESS + p.name) for p in parameters}
    if lacking := missing(parameters, given):
        names = ", ".join(f"${name}" for name in lacking)
        st.markdown(f"Fill in first: {plain(names)}.")
        return None
    return {p.name: p.parse(given[p.name] or p.default) for p in parameters}
