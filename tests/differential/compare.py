"""The answers of two voices to one query, set beside each other."""

from __future__ import annotations

import math
from typing import Any

from graph.store import Row, Store
from tests.differential import syntax as s


def ask(store: Store, query: s.Query | s.Union) -> list[Row]:
    """An engine's rows."""
    return store.rows(str(query), **parameters(query))


def parameters(tree: Any) -> dict[str, Any]:
    """Every parameter anywhere in a tree, with its value."""
    if isinstance(tree, s.Parameter):
        return {tree.name: tree.value}
    if isinstance(tree, tuple):
        parts = tree
    elif hasattr(tree, "__dataclass_fields__"):
        parts = tuple(getattr(tree, name) for name in tree.__dataclass_fields__)
    else:
        return {}
    return {name: value for part in parts for name, value in parameters(part).items()}


def difference(query: s.Query | s.Union, expected: list[Row], found: list[Row]) -> str:
    """Empty where the rows are the same, else what differs. Rows are in order where the query
    orders them; lists are compared sorted, and means to 1e-9."""
    last = query.clauses[-1] if isinstance(query, s.Query) else None
    ordered = isinstance(last, s.Projection) and bool(last.order)
    wanted, given = [_plain(row) for row in expected], [_plain(row) for row in found]
    if not ordered:
        wanted, given = sorted(wanted, key=_key), sorted(given, key=_key)
    if len(wanted) == len(given) and all(map(_same, wanted, given)):
        return ""
    return f"expected {len(wanted)} rows: {wanted[:12]}\n   found {len(given)} rows: {given[:12]}"


def _plain(row: Row) -> list[Any]:
    return [
        (name, sorted(value, key=repr) if isinstance(value, list) else value)
        for name, value in row.items()
    ]


def _key(row: list[Any]) -> str:
    return repr([(n, round(v, 6) if isinstance(v, float) else v) for n, v in row])


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and one == other
