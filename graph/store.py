"""The store: a reading side that cannot write, and a writing side that is separate.

Two engines implement it, ``graph/embedded.py`` (kglite, in process) and ``graph/bolt.py``
(Neo4j over Bolt); ``open_store`` picks one from the environment. What both share is in
``graph/writing.py`` (what a write changes) and ``graph/values.py`` (plain values).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from graph import settings
from graph.errors import CommonThreadError

Row = dict[str, Any]


@dataclass(frozen=True)
class Counts:
    """What a write did: how many things were created, updated, left unchanged or deleted."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    deleted: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.created + other.created,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
            self.deleted + other.deleted,
        )


@dataclass(frozen=True)
class Result:
    """Rows of a free query, in order, with column names and whether the row limit cut them."""

    columns: list[str]
    rows: list[Row]
    truncated: bool
    warnings: list[str]


@dataclass(frozen=True)
class Step:
    """One step of a plan. ``depth`` counts the steps it stands under; the deepest runs first.

    ``rows`` are those it gives: estimated where the engine only planned, counted where it ran;
    ``micros`` what it took then, in millionths of a second."""

    depth: int
    operator: str
    details: str = ""
    rows: float | None = None
    micros: int | None = None


class Writer(Protocol):
    """The writing side. Writes are idempotent: the same rows again change nothing."""

    def upsert_nodes(self, label: str, rows: Iterable[Mapping[str, Any]]) -> Counts:
        """Create or update nodes by ``id``; properties not given are left as they are,
        properties given as ``None`` are removed. A new node needs a ``title``. Raises
        CommonThreadError for a label, property or value the schema does not know."""

    def made(self, label: str) -> Set[str]:
        """Ids of the nodes of a label that this writer has created."""

    def upsert_edges(
        self,
        type_: str,
        source_label: str,
        target_label: str,
        rows: Iterable[Mapping[str, Any]],
        there: Mapping[tuple[str, str], Row] | None = None,
    ) -> Counts:
        """Create or update edges; each row has ``source`` and ``target`` (ids) and properties.
        One edge of a type between two nodes. ``there`` are the edges that the graph holds, by
        (source, target), from a caller that has just read them.
        Raises CommonThreadError when an end is missing."""

    def delete_edges(
        self, type_: str, source_label: str, target_label: str, pairs: Iterable[tuple[str, str]]
    ) -> Counts:
        """Delete the edges of a type between the given (source, target) ids."""

    def delete_nodes(self, label: str, ids: Iterable[str]) -> Counts:
        """Delete nodes by id, with their edges."""


class Transaction(Protocol):
    """Reads, and writes that count together or not at all."""

    def rows(self, query: str, /, **parameters: Any) -> list[Row]:
        """Run one of our own read queries on the graph as this transaction has it."""

    def write(self, statement: str, rows: Sequence[Any]) -> None:
        """Run one writing statement over ``$rows``."""


class Store(Protocol):
    """An open graph. Close it, or use it as a context manager."""

    @property
    def engine(self) -> str:
        """ "embedded" or "neo4j"."""

    @property
    def place(self) -> str:
        """Where the graph is kept: a file, or an address with its database."""

    def rows(self, query: str, /, **parameters: Any) -> list[Row]:
        """Run one of our own read queries and return its rows; it cannot write."""

    def free(
        self,
        query: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout_s: float = 10.0,
        row_limit: int = 1000,
    ) -> Result:
        """Run a query that somebody typed: guarded, read-only, limited in time and rows.
        Raises QueryRefusedError, QueryLimitError or QueryFailedError."""

    def plan(
        self,
        query: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout_s: float = 10.0,
    ) -> list[Step]:
        """How the engine goes about a query that somebody typed: guarded like ``free``. Neo4j
        says what it would do, kglite does it and says what that took. Raises as ``free`` does."""

    def writer(self) -> AbstractContextManager[Writer]:
        """The writing side; leaving the block makes what was written durable."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """All that is written within counts on leaving the block; nothing of it does when the
        block ends in an error, or its process is killed. The whole is held in memory."""

    def close(self) -> None: ...

    def __enter__(self) -> Store: ...

    def __exit__(self, *exc: object) -> None: ...


def open_store(*, write: bool = False, part: str = "") -> Store:
    """Open the graph that the environment names.

    ``NEO4J_URI`` (with ``NEO4J_USER``, ``NEO4J_PASSWORD``, ``NEO4J_DATABASE``) chooses Neo4j;
    otherwise the embedded file in ``COMMON_THREAD_HOME`` (default ``.common-thread``). To read
    a graph that was never written is to read an empty one. ``part`` ("mine" or "sample") leaves
    out the sample's invented reviews, or all but them; it is for reading the embedded engine.
    Raises StoreUnavailableError with one sentence saying what to do.
    """
    neo4j = settings.neo4j()
    if neo4j is not None:
        from graph.bolt import BoltStore  # the driver is imported only where it is used

        if part:
            raise CommonThreadError("Neo4j shows all its reviews; a part cannot be chosen there.")
        return BoltStore(neo4j, write=write)
    from graph.embedded import EmbeddedStore

    return EmbeddedStore(settings.home() / "graph.kgl", write=write, part=part)
