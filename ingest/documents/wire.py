"""Extracts and drafts as JSON, between the process that reads a document and the one that asked.

JSON and not pickle: what comes back was made by a process that a hostile file may have taken over.
"""

from __future__ import annotations

import json
import types
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from ingest.documents import model

_Record = TypeVar("_Record")


def as_data(value: Any) -> Any:
    """A record as plain lists: the values of its fields, in their order."""
    if is_dataclass(value):
        return [as_data(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, tuple | list):
        return [as_data(one) for one in value]
    return value


def to_line(record: Any) -> str:
    """A record of ``ingest.documents.model`` as one line of ASCII."""
    return json.dumps([type(record).__name__, as_data(record)], separators=(",", ":"))


def from_line(line: str) -> Any:
    """The record that ``to_line`` was given. Raises ValueError or TypeError for anything else."""
    name, data = json.loads(line)
    kind = getattr(model, str(name), None)
    if not (isinstance(kind, type) and is_dataclass(kind)):
        raise ValueError(f"no record is called {name!r:.40}")
    return record(kind, data)


def record(kind: type[_Record], data: Any) -> _Record:
    """A record of a kind out of ``as_data``'s lists; every value is checked against its type."""
    which: Any = kind  # a cache takes what can be hashed, which mypy does not know of a type
    hints = _hints(which)
    if not isinstance(data, list) or len(data) != len(hints):
        raise ValueError(f"this is no {kind.__name__}")
    return kind(*(_value(hint, value) for hint, value in zip(hints, data, strict=True)))


@cache
def _hints(kind: Any) -> tuple[Any, ...]:
    hints = get_type_hints(kind)
    return tuple(hints[field.name] for field in fields(kind))


def _value(hint: Any, value: Any) -> Any:
    if hint in (str, int, bool, float):
        if type(value) is not hint:
            raise TypeError(f"{value!r:.40} is no {hint.__name__}")
        return value
    origin = get_origin(hint)
    if origin is tuple:
        if not isinstance(value, list):
            raise TypeError(f"{value!r:.40} is no list")
        inner = get_args(hint)[0]
        return tuple(_value(inner, one) for one in value)
    if origin is Literal:
        if value not in get_args(hint):
            raise ValueError(f"{value!r:.40} is not known here")
        return value
    if origin in (Union, types.UnionType):
        if value is None:
            return None
        return _value(next(one for one in get_args(hint) if one is not type(None)), value)
    return record(hint, value)
