"""Neo4j 5.26, and what speaks its Bolt: a cluster, Aura.

Reads run in read access mode, which the server itself enforces. Writes run in batches, each one
transaction. A free query is first explained, and refused when its plan holds an operator that
reaches beyond the graph: both engines' read modes still let those through.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from itertools import islice
from typing import Any

import neo4j
from neo4j import exceptions, graph, spatial, time

from graph import schema
from graph.bolt_errors import no_address, said
from graph.errors import CommonThreadError, QueryFailedError, QueryRefusedError
from graph.kept_back import refuse_computed, without
from graph.sandbox import Sandbox
from graph.settings import Neo4jAddress
from graph.store import Result, Row, Step
from graph.tokens import tokens
from graph.values import node, plain, relationship
from graph.writing import GraphWriter

ROWS_TIMEOUT_S = 180.0
CONNECT_TIMEOUT_S = 10.0
_ADDRESS = re.compile(r"(bolt|neo4j)(\+s|\+ssc)?://[^\s/]+/?(\?\S*)?")

_EXPLAIN = "EXPLAIN "

# The driver logs each try; the sentence that bolt_errors gives is what a user needs.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

# Plan operators that leave the graph or change it (names as EXPLAIN gives them, in lower case).
_REFUSED_OPERATORS = (
    *("loadcsv", "procedurecall", "show", "terminate"),
    *("create", "merge", "delete", "detachdelete", "set", "remove", "foreach", "drop"),
    *("transactionforeach", "transactionapply"),
)


class BoltStore:
    """A graph kept by a Neo4j server."""

    engine = "neo4j"

    def __init__(self, address: Neo4jAddress, *, write: bool = False) -> None:
        self._address = address
        self._database = address.database or None
        self._write = write
        self._sandbox = Sandbox(lambda: asdict(address), lambda: None)
        if not _ADDRESS.fullmatch(address.uri):
            raise no_address(address.uri)
        try:
            self._driver = neo4j.GraphDatabase.driver(
                address.uri,
                auth=(address.user, address.password),
                notifications_min_severity="OFF",
                connection_timeout=CONNECT_TIMEOUT_S,
                connection_acquisition_timeout=CONNECT_TIMEOUT_S,
                max_transaction_retry_time=CONNECT_TIMEOUT_S,
                telemetry_disabled=True,
            )
        except (exceptions.ConfigurationError, ValueError) as error:
            raise no_address(address.uri) from error
        try:
            with self._told():
                with self._session(neo4j.READ_ACCESS) as session:
                    session.run("RETURN 1").consume()  # unlike execute_query it tries only once
                if write:
                    self._prepare()
        except CommonThreadError:
            self._driver.close()
            raise

    @property
    def place(self) -> str:
        database = f", database {self._database}" if self._database else ""
        return f"{self._address.uri}{database}"

    def rows(self, query: str, /, **parameters: Any) -> list[Row]:
        """Run one of our own read queries. Raises QueryFailedError or QueryLimitError."""
        with self._told():
            records, _, _ = self._driver.execute_query(
                neo4j.Query(query, timeout=ROWS_TIMEOUT_S),
                parameters,
                database_=self._database,
                routing_=neo4j.RoutingControl.READ,
            )
        return [_row(record) for record in records]

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
        """What Neo4j would do for a query. See ``graph.store.Store``."""
        done = self._sandbox.run(query, parameters or {}, timeout_s, 1, wanted="plan")
        return [Step(**row) for row in done.rows]

    def ask(
        self, query: str, parameters: Mapping[str, Any], timeout_s: float, row_limit: int
    ) -> tuple[list[str], list[Row], bool]:
        """Run a free query that the guard let pass; columns, rows, and whether rows were cut."""
        refuse_computed(tokens(query))
        given = dict(parameters)
        with self._told(), self._session(neo4j.READ_ACCESS, fetch_size=row_limit + 1) as session:
            self._explain(session, query, given, timeout_s)
            with session.begin_transaction(timeout=timeout_s) as tx:
                result = tx.run(query, given)
                columns = list(result.keys())
                rows = [without(_row(record)) for record in islice(result, row_limit + 1)]
                tx.rollback()  # what the server still holds is not fetched
        return columns, rows[:row_limit], len(rows) > row_limit

    def ask_plan(
        self, query: str, parameters: Mapping[str, Any], timeout_s: float, _row_limit: int
    ) -> tuple[list[str], list[Row], bool]:
        """The plan of a free query that the guard let pass, as rows of ``graph.store.Step``."""
        with self._told(), self._session(neo4j.READ_ACCESS) as session:
            plan = self._explain(session, query, parameters, timeout_s)
        return [], list(_steps(plan)), False

    def _explain(
        self, session: neo4j.Session, query: str, given: Mapping[str, Any], timeout_s: float
    ) -> Mapping[str, Any]:
        """The server's plan. Raises QueryRefusedError for one that writes or leaves the graph."""
        with session.begin_transaction(timeout=timeout_s) as tx, self._told(len(_EXPLAIN)):
            plan = tx.run(_EXPLAIN + query, dict(given)).consume().plan or {}
        _refuse_operators(plan)
        return plan

    @contextmanager
    def writer(self) -> Iterator[GraphWriter]:
        """The writing side; each call's batches are committed when it returns."""
        if not self._write:
            raise CommonThreadError("This graph was opened to read; use open_store(write=True).")
        yield GraphWriter(self)

    @contextmanager
    def transaction(self) -> Iterator[_Together]:
        """One transaction of the server's, which holds it all in memory."""
        if not self._write:
            raise CommonThreadError("This graph was opened to read; use open_store(write=True).")
        with (
            self._told(),
            self._session(neo4j.WRITE_ACCESS) as session,
            session.begin_transaction() as together,
        ):
            yield _Together(together)
            together.commit()

    def write(self, statement: str, rows: Sequence[Any]) -> None:
        """Run one writing statement over ``$rows`` in one transaction."""

        def run(tx: neo4j.ManagedTransaction) -> None:
            tx.run(statement, rows=rows).consume()

        with self._told(), self._session(neo4j.WRITE_ACCESS) as session:
            session.execute_write(run)

    def close(self) -> None:
        self._sandbox.close()
        self._driver.close()

    def __enter__(self) -> BoltStore:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _session(self, access: str, fetch_size: int = 1000) -> neo4j.Session:
        return self._driver.session(
            database=self._database,
            default_access_mode=access,
            fetch_size=fetch_size,
            bookmark_manager=self._driver.execute_query_bookmark_manager,
        )

    def _prepare(self) -> None:
        """Ids are unique within a label; this is also the index that every lookup uses."""
        names = {f"{label.lower()}_id": label for label in schema.NODE}
        with self._session(neo4j.WRITE_ACCESS) as session:
            there = {row["name"] for row in session.run("SHOW CONSTRAINTS YIELD name")}
            for name in sorted(names.keys() - there):
                session.run(
                    f"CREATE CONSTRAINT {name} IF NOT EXISTS "
                    f"FOR (n:{names[name]}) REQUIRE n.id IS UNIQUE"
                ).consume()

    @contextmanager
    def _told(self, before: int = 0) -> Iterator[None]:
        """The driver's and the server's errors, said so that a user can act on them; ``before``
        are the characters that we put before the query."""
        try:
            yield
        except (exceptions.Neo4jError, exceptions.DriverError, OSError) as error:
            raise said(error, self._address, before) from error
        except (ValueError, TypeError, OverflowError, RecursionError) as error:
            raise QueryFailedError(f"The query could not be run. A value: {error}") from error


class _Together:
    """Reads and writes of one transaction."""

    def __init__(self, transaction: neo4j.Transaction) -> None:
        self._transaction = transaction

    def rows(self, query: str, /, **parameters: Any) -> list[Row]:
        return [_row(record) for record in self._transaction.run(query, parameters)]

    def write(self, statement: str, rows: Sequence[Any]) -> None:
        self._transaction.run(statement, rows=list(rows)).consume()


def _steps(plan: Mapping[str, Any], depth: int = 0) -> Iterator[Row]:
    """A plan and the plans below it, as rows of ``graph.store.Step``."""
    arguments = plan.get("args", {})
    yield {
        "depth": depth,
        "operator": str(plan["operatorType"]).split("@")[0],
        "details": str(arguments.get("Details", "")),
        "rows": arguments.get("EstimatedRows"),
    }
    for child in plan.get("children", ()):
        yield from _steps(child, depth + 1)


def _refuse_operators(plan: Mapping[str, Any]) -> None:
    """Refuse a plan with an operator that writes or leaves the graph, anywhere in it."""
    if not plan:
        return
    operator = str(plan["operatorType"]).split("@")[0].lower()
    if operator.startswith(_REFUSED_OPERATORS):
        raise QueryRefusedError(
            f"A query may only read the graph; this one would run {plan['operatorType']}."
        )
    for child in plan.get("children", ()):
        _refuse_operators(child)


def _row(record: neo4j.Record) -> Row:
    return {key: plain(value, _native) for key, value in zip(record.keys(), record, strict=True)}


def _native(value: Any) -> Any:
    """The driver's own kinds of value as maps, lists and Python's dates."""
    if isinstance(value, graph.Node):
        return node(value.labels, dict(value))
    if isinstance(value, graph.Relationship):
        return relationship(value.type, dict(value))
    if isinstance(value, graph.Path):
        return {"nodes": list(value.nodes), "relationships": list(value.relationships)}
    if isinstance(value, time.Duration):
        parts = {"months": value.months, "days": value.days, "seconds": value.seconds}
        return {**parts, "nanoseconds": value.nanoseconds} if value.nanoseconds else parts
    if isinstance(value, time.Date | time.Time | time.DateTime):
        return value.to_native()
    if isinstance(value, spatial.WGS84Point):
        return {"latitude": value.latitude, "longitude": value.longitude}
    if isinstance(value, spatial.Point):
        return dict(zip("xyz", value, strict=False))
    return value
