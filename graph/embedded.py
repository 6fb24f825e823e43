"""The embedded engine: kglite, in this process, one file with a write-ahead log beside it.

One process writes at a time. Every batch is forced to disk before the call returns
(``durable="full"``: with ten thousand rows a batch it costs no more than the weaker levels, 0.26 s
against 0.25 s for 24,000 rows), so a process that is killed loses nothing that was acknowledged.
Readers take no lock: they see what the last writer left on closing, all of it or none, and follow
when a later writer closes.
"""

from __future__ import annotations

import base64
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import kglite

from graph import graph_file
from graph.confined import Opened
from graph.errors import (
    CommonThreadError,
    QueryFailedError,
    QueryLimitError,
    QueryRefusedError,
    StoreUnavailableError,
)
from graph.sandbox import Sandbox
from graph.store import Result, Row, Step
from graph.values import node, plain, relationship
from graph.writing import GraphWriter

ROWS_TIMEOUT_MS = 180_000
# An intermediate row holds some 250 to 700 bytes, so this keeps a query under about 1.4 GB.
MAX_WORK_UNITS = 2_000_000

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


class EmbeddedStore:
    """A graph kept in one file. Reading may be shared between threads; writing may not.

    To read, a ``part`` of it can be named (``graph.part.PARTS``): there is nothing else then."""

    engine = "embedded"

    def __init__(self, path: Path, *, write: bool = False, part: str = "") -> None:
        self._path = path
        self._part = part
        self._lock = threading.Lock()
        self._signature: tuple[int, ...] | None = None
        self._view: Any = None
        self._graph: Any = None
        self._writes = 0
        self._sandbox = Sandbox(self._opening, self._stamp)
        if write:
            self._graph = graph_file.open_to_write(path)
        else:
            graph_file.recover(path)
            self._view = self._snapshot()

    @property
    def place(self) -> str:
        return str(self._path)

    def rows(self, query: str, /, **parameters: Any) -> list[Row]:
        """Run one of our own read queries. Raises QueryFailedError or QueryLimitError."""
        return _rows(self._run(query, parameters, timeout_ms=ROWS_TIMEOUT_MS))

    def free(
        self,
        query: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout_s: float = 10.0,
        row_limit: int = 1000,
    ) -> Result:
        """Run a query that somebody typed, within limits. See ``graph.store.Store``."""
        return self._sandbox.run(query, parameters or {}, timeout_s, row_limit)

    def plan(
        self,
        query: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout_s: float = 10.0,
    ) -> list[Step]:
        """What kglite did for a query, step by step as it ran. See ``graph.store.Store``."""
        done = self._sandbox.run(query, parameters or {}, timeout_s, 1, wanted="plan")
        return [Step(**row) for row in done.rows]

    @contextmanager
    def writer(self) -> Iterator[GraphWriter]:
        """The writing side; what is written is on disk when each call returns."""
        if self._graph is None:
            raise CommonThreadError("This graph was opened to read; use open_store(write=True).")
        yield GraphWriter(self)

    def write(self, statement: str, rows: Sequence[Any]) -> None:
        """Run one writing statement over ``$rows``: whole, and forced to disk, or not at all."""
        self._writes += 1
        try:
            self._graph.cypher(statement, params={"rows": list(rows)}, timeout_ms=0)
        except (kglite.KgError, OSError) as error:
            raise StoreUnavailableError(
                f"{self._path} could not be written ({graph_file.first_line(error)}). "
                "Check the free space and the rights of its folder, then run the same again."
            ) from error

    def close(self) -> None:
        """Let go of the file; a writer first makes what it wrote visible to readers."""
        self._sandbox.close()
        graph, self._graph, self._view = self._graph, None, None
        if graph is None:
            return
        try:
            graph.close()
        except (kglite.KgError, OSError) as error:
            raise StoreUnavailableError(
                f"{self._path} could not be closed properly ({graph_file.first_line(error)}). "
                "Nothing is lost: free some space on the disk, and the next command takes it up."
            ) from error

    def __enter__(self) -> EmbeddedStore:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _stamp(self) -> object:
        return graph_file.signature(self._path) if self._graph is None else self._writes

    def _opening(self) -> dict[str, Any]:
        """What a process for free queries opens; a writer's work is not in the file yet."""
        if self._graph is None:
            return {"path": str(self._path), "part": self._part}
        return {"content": base64.b64encode(self._graph.to_bytes()).decode()}

    def _run(self, query: str, parameters: Mapping[str, Any], **limits: int) -> Any:
        return _run(self._snapshot(), query, parameters, **limits)

    def _snapshot(self) -> Any:
        """A view that cannot write: of this writer's graph, or of the newest file."""
        if self._graph is not None:
            return graph_file.reading(self._graph)
        with self._lock:
            signature = graph_file.signature(self._path)
            if self._view is None or signature != self._signature:
                self._view = graph_file.load(self._path, self._part) if signature else _nothing()
                self._signature = signature
            return self._view


def asking(path: str = "", content: str = "", part: str = "") -> Opened:
    """Load a graph from its file, or a part of it, or what ``EmbeddedStore`` sent of it, to answer
    free queries about it as it was then."""
    if content:
        graph = graph_file.knowing(kglite.from_bytes(base64.b64decode(content)))
        view = graph_file.reading(graph)
    elif Path(path).exists():
        view = graph_file.load(Path(path), part)
    else:
        view = _nothing()
    view.cypher("RETURN datetime() AS now", timeout_ms=1000)  # reads the system's time zone

    def ask(
        query: str, parameters: Mapping[str, Any], timeout_s: float, row_limit: int
    ) -> tuple[list[str], list[Row], bool]:
        result = _limited(view, query, parameters, timeout_s, row_limit)
        rows = _rows(result)
        return list(result.columns), rows[:row_limit], len(rows) > row_limit

    def plan(
        query: str, parameters: Mapping[str, Any], timeout_s: float, row_limit: int
    ) -> tuple[list[str], list[Row], bool]:
        try:
            profile = _limited(view, "PROFILE " + query, parameters, timeout_s, row_limit).profile
        except QueryFailedError:
            _limited(view, query, parameters, timeout_s, row_limit)  # the places as typed
            raise
        return [], [_step(clause) for clause in profile or []], False

    return {"rows": ask, "plan": plan}


def _limited(
    view: Any, query: str, parameters: Mapping[str, Any], timeout_s: float, row_limit: int
) -> Any:
    return _run(
        view,
        query,
        parameters,
        timeout_ms=max(1, int(timeout_s * 1000)),  # 0 would mean no limit
        max_work_units=MAX_WORK_UNITS,
        row_limit=row_limit + 1,
    )


def _step(clause: Mapping[str, Any]) -> Row:
    """A clause of kglite's profile as a row of ``graph.store.Step``: "Match :Theme" and what it
    took. It lists them as they ran, none within another."""
    operator, _, details = str(clause["clause"]).partition(" ")
    row = {"operator": operator, "details": details, "rows": clause["rows_out"]}
    return {"depth": 0, **row, "micros": clause["elapsed_us"]}


def _nothing() -> Any:
    return graph_file.reading(kglite.KnowledgeGraph())


def _run(view: Any, query: str, parameters: Mapping[str, Any], **limits: int) -> Any:
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


def _rows(view: Any) -> list[Row]:
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
