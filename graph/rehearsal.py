"""A store that is asked to write and does not: what ``--dry-run`` counts with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from graph.store import Result, Row, Step, Store, Transaction
from graph.writing import GraphWriter


class RehearsalStore:
    """Reads the store it is given; its writer compares and counts, and changes nothing.

    Rows that an earlier rehearsed call would have created are not there for the next, so a node
    that two files bring is counted as created twice.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def engine(self) -> str:
        return self._store.engine

    @property
    def place(self) -> str:
        return self._store.place

    def rows(self, query: str, /, **parameters: Any) -> list[Row]:
        """Run one of our own read queries on the real graph."""
        return self._store.rows(query, **parameters)

    def free(
        self,
        query: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout_s: float = 10.0,
        row_limit: int = 1000,
    ) -> Result:
        """Run a query that somebody typed on the real graph."""
        return self._store.free(query, parameters, timeout_s=timeout_s, row_limit=row_limit)

    def plan(
        self,
        query: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout_s: float = 10.0,
    ) -> list[Step]:
        """The plan of a query that somebody typed on the real graph."""
        return self._store.plan(query, parameters, timeout_s=timeout_s)

    @contextmanager
    def writer(self) -> Iterator[GraphWriter]:
        """A writer that counts as the real one does."""
        yield _Rehearsal(self)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """A transaction that writes nothing."""
        yield self

    def write(self, statement: str, rows: Sequence[Any]) -> None:
        """Write nothing."""

    def close(self) -> None:
        """The real store is its owner's to close."""

    def __enter__(self) -> RehearsalStore:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


class _Rehearsal(GraphWriter):
    def _refuse_missing_ends(self, type_: str, label: str, ids: set[str]) -> None:
        """Ends may be nodes that a real run would have written a moment before."""
