"""The embedded engine: kglite, in this process, one file with a write-ahead log beside it.

One process writes at a time. Every batch is forced to disk before the call returns
(``durable="full"``: with ten thousand rows a batch it costs no more than the weaker levels, 0.26 s
against 0.25 s for 24,000 rows), so a process that is killed loses nothing that was acknowledged.
Readers take no lock: they see what the last writer left on closing, all of it or none, and follow
when a later writer closes.
"""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import kglite

from graph import graph_file
from graph.confined import Opened
from graph.errors import CommonThreadError, QueryFailedError, StoreUnavailableError
from graph.kept_back import take_out
from graph.kglite_query import ROWS_TIMEOUT_MS, as_rows, run
from graph.sandbox import Sandbox
from graph.store import Result, Row, Step
from graph.writing import GraphWriter

# An intermediate row holds some 250 to 700 bytes, so this keeps a query under about 1.4 GB.
MAX_WORK_UNITS = 2_000_000


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
        return as_rows(self._run(query, parameters, timeout_ms=ROWS_TIMEOUT_MS))

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

    @contextmanager
    def transaction(self) -> Iterator[_Together]:
        """One frame of the log, which a killed process has written whole or not at all."""
        if self._graph is None:
            raise CommonThreadError("This graph was opened to read; use open_store(write=True).")
        self._writes += 1
        together = self._graph.begin()
        try:
            yield _Together(together, self._path)
        except BaseException:
            together.rollback()
            raise
        try:
            together.commit()
        except (kglite.KgError, OSError) as error:
            raise _not_written(self._path, error) from error

    def write(self, statement: str, rows: Sequence[Any]) -> None:
        """Run one writing statement over ``$rows``: whole, and forced to disk, or not at all."""
        self._writes += 1
        _write(self._graph, self._path, statement, rows)

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
        return run(self._snapshot(), query, parameters, **limits)

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


class _Together:
    """Writes of one transaction. Its reads are for plain patterns: kglite's transactions cannot
    leave out the passes that give wrong rows for longer ones (``graph/kglite_query.py``)."""

    def __init__(self, graph: Any, path: Path) -> None:
        self._graph = graph
        self._path = path

    def rows(self, query: str, /, **parameters: Any) -> list[Row]:
        try:
            return as_rows(self._graph.cypher(query, params=parameters, timeout_ms=ROWS_TIMEOUT_MS))
        except (kglite.KgError, ValueError) as error:
            raise QueryFailedError(f"The query could not be run. {error}") from error

    def write(self, statement: str, rows: Sequence[Any]) -> None:
        _write(self._graph, self._path, statement, rows)


def _write(graph: Any, path: Path, statement: str, rows: Sequence[Any]) -> None:
    try:
        graph.cypher(statement, params={"rows": list(rows)}, timeout_ms=0)
    except (kglite.KgError, OSError) as error:
        raise _not_written(path, error) from error


def _not_written(path: Path, error: Exception) -> StoreUnavailableError:
    return StoreUnavailableError(
        f"{path} could not be written ({graph_file.first_line(error)}). "
        "Check the free space and the rights of its folder, then run the same again."
    )


def asking(path: str = "", content: str = "", part: str = "") -> Opened:
    """Load a graph from its file, or a part of it, or what ``EmbeddedStore`` sent of it, to answer
    free queries about it as it was then."""
    if content:
        graph = graph_file.knowing(kglite.from_bytes(base64.b64decode(content)))
        view = graph_file.reading(take_out(graph))
    elif Path(path).exists():
        view = graph_file.load(Path(path), part, typed=True)
    else:
        view = _nothing()
    view.cypher("RETURN datetime() AS now", timeout_ms=1000)  # reads the system's time zone

    def ask(
        query: str, parameters: Mapping[str, Any], timeout_s: float, row_limit: int
    ) -> tuple[list[str], list[Row], bool]:
        result = _limited(view, query, parameters, timeout_s, row_limit)
        rows = as_rows(result)
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
    return run(
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
