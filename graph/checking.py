"""What may be written: labels, types, properties and kinds of value that the schema knows."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from graph import schema
from graph.errors import CommonThreadError


def known_node(label: str) -> schema.Node:
    """The node of this label. Raises CommonThreadError for a label the schema does not know."""
    if label not in schema.NODE:
        raise CommonThreadError(
            f"graph/schema.py knows no node '{label}'. It knows: {', '.join(schema.NODE)}."
        )
    return schema.NODE[label]


def known_edge(type_: str, source_label: str, target_label: str) -> schema.Edge:
    """The edge of this type. Raises CommonThreadError when it cannot join these two labels."""
    if type_ not in schema.EDGE:
        raise CommonThreadError(
            f"graph/schema.py knows no edge '{type_}'. It knows: {', '.join(schema.EDGE)}."
        )
    edge = schema.EDGE[type_]
    if source_label not in edge.sources or target_label not in edge.targets:
        raise CommonThreadError(
            f"{type_} goes from {' or '.join(edge.sources)} to {' or '.join(edge.targets)}, "
            f"not from {source_label} to {target_label}."
        )
    return edge


def checked(owner: str, kinds: Mapping[str, schema.Kind], name: str, value: Any) -> Any:
    """The value as the property's kind; ``owner`` is a label or type, for the message.
    Raises CommonThreadError for an unknown property or a value of another kind."""
    kind = kinds.get(name)
    if kind is None:
        raise CommonThreadError(
            f"{owner} has no property '{name}' in graph/schema.py. "
            f"It has: {', '.join(kinds) or 'none'}."
        )
    if value is None:
        return None
    try:
        return _OF_KIND[kind](value)
    except (TypeError, ValueError) as error:
        raise CommonThreadError(
            f"{owner}.{name} must be {_KIND_WORDS[kind]}, and {error}."
        ) from error


def _as_text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"this is {type(value).__name__}")
    try:
        value.isascii() or value.encode()
    except UnicodeEncodeError as error:
        raise ValueError("this text holds half of a surrogate pair") from error
    return str(value)


def _as_integer(value: Any) -> int:
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise TypeError(f"this is {type(value).__name__}")
    number = int(value.__index__())
    if not -(2**63) <= number < 2**63:
        raise ValueError("this one does not fit in 64 bits")
    return number


def _as_number(value: Any) -> float:
    if isinstance(value, bool | str):
        raise TypeError(f"this is {type(value).__name__}")
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"this is {number}")
    return number


def _as_boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"this is {type(value).__name__}")
    return value


_OF_KIND: dict[schema.Kind, Callable[[Any], Any]] = {
    "text": _as_text,
    "integer": _as_integer,
    "number": _as_number,
    "boolean": _as_boolean,
}
_KIND_WORDS: dict[schema.Kind, str] = {
    "text": "text",
    "integer": "a whole number",
    "number": "a finite number",
    "boolean": "true or false",
}
