"""Values as rows hold them: plain, and the same whichever engine answered.

A row holds text, integers, numbers, booleans, None, lists and maps with text keys; any of it
can be written as JSON. What an engine has beyond that becomes:

==================  =====================================================================
a node              ``{"labels": [...], "id": ..., "title": ..., ...its properties}``
a relationship      ``{"type": ..., ...its properties}``
a path              ``{"nodes": [...], "relationships": [...]}``
a date or time      ISO text
a duration          ``{"months": ..., "days": ..., "seconds": ...}``
a point             a map of its coordinates
bytes               hexadecimal text
NaN, Infinity       None, as there is no such number
==================  =====================================================================
"""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

Convert = Callable[[Any], Any]
"""Turns one engine's own kind of value into maps, lists and Python's dates; others unchanged."""


def plain(value: Any, native: Convert) -> Any:
    """The value as the table above says; ``native`` knows the engine's own kinds."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    value = native(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item, native) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item, native) for item in value]
    if isinstance(value, dt.date | dt.time):  # a datetime is a date
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        return {"months": 0, "days": value.days, "seconds": value.seconds}
    if isinstance(value, bytes | bytearray):
        return value.hex()
    return value if value is None or isinstance(value, str | bool | int | float) else str(value)


def guessed(text: str) -> Any:
    """A parameter that somebody typed: JSON where it is JSON (2018, true, ["a"], "007"), else
    the text itself."""
    try:
        return json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return text


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is a word of Python's, not of JSON")


def node(labels: Iterable[str], properties: Mapping[str, Any]) -> dict[str, Any]:
    """A node as a map: labels, id and title first, then its other properties by name."""
    first = {key: properties[key] for key in ("id", "title") if key in properties}
    return {"labels": sorted(labels), **first, **dict(sorted(properties.items()))}


def relationship(type_: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    """A relationship as a map: its type, then its properties by name."""
    return {"type": type_, **dict(sorted(properties.items()))}
