"""Cypher's operators and functions over values; None stands for null."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def _both(rule: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """Null where either side is."""
    return lambda a, b: None if a is None or b is None else rule(a, b)


def _and(a: Any, b: Any) -> Any:
    if a is False or b is False:
        return False
    return None if a is None or b is None else True


def _or(a: Any, b: Any) -> Any:
    if a is True or b is True:
        return True
    return None if a is None or b is None else False


def _in(value: Any, items: Any) -> Any:
    if items is None:
        return None
    if value is None:
        return None if items else False
    if any(item == value for item in items if item is not None):
        return True
    return None if None in items else False


def _divided(a: Any, b: Any) -> Any:
    if isinstance(a, int) and isinstance(b, int):
        return int(a / b)
    return a / b


def _remainder(a: int, b: int) -> int:
    return a - b * int(a / b)


LOGIC: dict[str, Callable[[Any, Any], Any]] = {
    "AND": _and,
    "OR": _or,
    "XOR": _both(lambda a, b: a != b),
}
OPERATORS: dict[str, Callable[..., Any]] = {
    "NOT": lambda a: None if a is None else not a,
    "IS NULL": lambda a: a is None,
    "IS NOT NULL": lambda a: a is not None,
    "=": _both(lambda a, b: a == b),
    "<>": _both(lambda a, b: a != b),
    "<": _both(lambda a, b: a < b),
    "<=": _both(lambda a, b: a <= b),
    ">": _both(lambda a, b: a > b),
    ">=": _both(lambda a, b: a >= b),
    "+": _both(lambda a, b: a + b),
    "-": _both(lambda a, b: a - b),
    "*": _both(lambda a, b: a * b),
    "/": _both(_divided),
    "%": _both(_remainder),
    "IN": _in,
    "STARTS WITH": _both(str.startswith),
    "ENDS WITH": _both(str.endswith),
    "CONTAINS": _both(str.__contains__),
}
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "toLower": str.lower,
    "toUpper": str.upper,
    "toString": lambda a: str(a).lower() if isinstance(a, bool) else str(a),
    "toInteger": int,
    "toFloat": float,
    "trim": str.strip,
    "reverse": lambda a: a[::-1],
    "substring": lambda text, start, length: text[start : start + length],
    "left": lambda text, length: text[:length],
    "right": lambda text, length: text[len(text) - min(length, len(text)) :],
    "replace": str.replace,
    "split": str.split,
    "size": len,
    "abs": abs,
    "sign": lambda a: (a > 0) - (a < 0),
    "head": lambda items: items[0] if items else None,
    "last": lambda items: items[-1] if items else None,
    "tail": lambda items: items[1:],
    "range": lambda first, last: list(range(first, last + 1)),
    "type": lambda edge: edge.type,
    "labels": lambda node: [node.label],
    "startNode": lambda edge: edge.source,
    "endNode": lambda edge: edge.target,
}
TOTALS: dict[str, Callable[[list[Any]], Any]] = {
    "count": len,
    "sum": sum,
    "avg": lambda values: sum(values) / len(values) if values else None,
    "min": lambda values: min(values, default=None),
    "max": lambda values: max(values, default=None),
    "collect": list,
}
QUANTIFIERS: dict[str, Callable[[list[Any]], Any]] = {
    "any": lambda found: True if True in found else (None if None in found else False),
    "all": lambda found: False if False in found else (None if None in found else True),
    "none": lambda found: False if True in found else (None if None in found else True),
    "single": lambda found: _single(found),
}


def _single(found: list[Any]) -> Any:
    if found.count(True) > 1:
        return False
    return None if None in found else found.count(True) == 1
