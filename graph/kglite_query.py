"""Asking kglite: rows as Cypher means them, and its errors said so that a user can act on them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import kglite

from graph.errors import CommonThreadError, QueryFailedError, QueryLimitError, QueryRefusedError
from graph.store import Row
from graph.values import node, plain, relationship

ROWS_TIMEOUT_MS = 180_000

# Passes of kglite 0.21.2's optimiser that are left out, as they give other rows than Cypher says
# (tests/test_differential.py shows the first at it), or are next of kin to such a one. The
# questions of queries/ are as fast without them, on a graph of 36,000 nodes and 94,000 edges.
_UNSOUND = [
    "fuse_match_return_aggregate",  # (a)-[:X]-(b)-[:Y]->(c) RETURN count(*) is 0
    "fuse_optional_match_aggregate",
    "push_distinct_into_match",
    "fold_aliasing_with",  # an ORDER BY after it is lost
    "fold_pass_through_with",
    "fuse_match_with_aggregate",
    "fuse_match_with_aggregate_top_k",
    "fuse_chain_path_count",
    "fuse_anchored_edge_count",
    "fuse_with_top_k",
    "hoist_terminal_return_over_with_top_k",
    "hoist_where_over_call_subquery",
    "hoist_with_where",
    "desugar_multi_match_return_aggregate",
    "push_limit_into_aggregate",
    "rewrite_count_bound_var_to_star",
]

_UNDEFINED = re.compile(r"Undefined variable '(\w+)'")

kglite.set_query_warning_policy("silent")  # its advice goes to stderr otherwise


def run(view: Any, query: str, parameters: Mapping[str, Any], **limits: int) -> Any:
    """What a query gives, as kglite has it. Raises QueryFailedError, QueryLimitError or
    QueryRefusedError."""
    try:
        return view.cypher(query, params=dict(parameters), disabled_passes=_UNSOUND, **limits)
    except kglite.CypherTimeoutError as error:
        seconds = limits["timeout_ms"] / 1000
        raise QueryLimitError(
            f"The query ran longer than {seconds:g} seconds and was stopped. "
            "Start it from fewer nodes, or name the types of the relationships."
        ) from error
    except kglite.ReadOnlyError as error:
        raise QueryRefusedError("A query may only read the graph; this one writes.") from error
    except (kglite.KgError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise _query_error(error, query) from error


def _query_error(error: Exception, query: str) -> CommonThreadError:
    if "max_work_units" in str(error) or "safety limit" in str(error):
        return QueryLimitError(
            "The query took more steps than a free query may. Start it from fewer nodes, "
            "or name the types of the relationships."
        )
    return QueryFailedError(f"The query could not be run. {error}", _place(error, query))


def _place(error: Exception, query: str) -> int | None:
    """Where in the query an error is: by its line and column, or by the variable it names."""
    line: int | None = getattr(error, "line", None)
    column: int | None = getattr(error, "col", None)
    if line is not None and column is not None:
        above = query.splitlines(keepends=True)[: line - 1]
        return min(sum(map(len, above)) + column - 1, len(query))
    if named := _UNDEFINED.search(str(error)):
        used = re.search(rf"(?<!\w){re.escape(named[1])}(?!\w)", query)
        return used.start() if used else None
    return None


def as_rows(view: Any) -> list[Row]:
    """What a query gave, as rows of plain values."""
    return [{key: plain(value, _native) for key, value in row.items()} for row in view.to_list()]


def _native(value: Any) -> Any:
    """kglite's nodes, relationships and durations are maps, told by their keys."""
    if isinstance(value, dict):
        keys = value.keys()
        if keys == {"id", "labels", "properties"}:
            shown = {k: v for k, v in value["properties"].items() if k != "type"}  # virtual
            return node(value["labels"], shown)
        if keys == {"id", "start", "end", "type", "properties"}:
            shown = {k: v for k, v in value["properties"].items() if k != "type"}
            return relationship(value["type"], shown)
    return value
