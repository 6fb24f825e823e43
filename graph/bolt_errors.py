"""The errors of Neo4j and of its driver, said so that a user can act on them."""

from __future__ import annotations

import re

from neo4j import exceptions

from graph.errors import (
    CommonThreadError,
    QueryFailedError,
    QueryLimitError,
    QueryRefusedError,
    StoreUnavailableError,
)
from graph.settings import Neo4jAddress

_PLACE = re.compile(r"\(line (\d+), column (\d+) \(offset: (\d+)\)\)")


def said(error: Exception, address: Neo4jAddress, before: int) -> CommonThreadError:
    """What went wrong, as an error that tells what to do; ``before`` are the characters that we
    put before the query."""
    code = getattr(error, "code", None) or ""
    if isinstance(error, exceptions.AuthError) or "Security" in code:
        return StoreUnavailableError(
            f"Neo4j at {address.uri} does not let user '{address.user}' do this. "
            "Check NEO4J_USER and NEO4J_PASSWORD, and the rights of that account."
        )
    if code.startswith("Neo.ClientError.Database."):
        return StoreUnavailableError(
            f"Neo4j at {address.uri} has no open database '{address.database}'. "
            "Name one it has in NEO4J_DATABASE, or leave that empty."
        )
    if "TransactionTimedOut" in code or "Transaction.Terminated" in code:
        return QueryLimitError(
            "The query ran longer than it may and was stopped. "
            "Start it from fewer nodes, or name the types of the relationships."
        )
    if "OutOfMemory" in code or "StackOverFlow" in code:
        return QueryLimitError(
            "The query needed more memory than the server gives one. "
            "Start it from fewer nodes, or name the types of the relationships."
        )
    if "AccessMode" in code:
        return QueryRefusedError("A query may only read the graph; this one writes.")
    if "ConstraintValidationFailed" in code:
        return StoreUnavailableError(
            f"Another process wrote the same things to {address.uri} at the same time. "
            "Nothing of this batch was written: run the same again."
        )
    if isinstance(error, exceptions.Neo4jError) and code.startswith("Neo.ClientError."):
        return _failed(str(error.message), before)
    return StoreUnavailableError(
        f"Neo4j does not answer at {address.uri}. Start it, or correct NEO4J_URI; "
        "with NEO4J_URI unset the embedded graph is used."
    )


def no_address(uri: str) -> StoreUnavailableError:
    """For a NEO4J_URI that names no Bolt."""
    return StoreUnavailableError(
        f"NEO4J_URI is '{uri}', which is no address of a Neo4j's Bolt. Write it as "
        "neo4j://host:7687 or bolt://host:7687 (neo4j+s:// or bolt+s:// with TLS)."
    )


def _failed(message: str, before: int) -> QueryFailedError:
    """The server's words on a query, and the place in it, which both count from the query's own
    beginning; the line that the server quotes is left out, as it has what we put before it."""
    place = _PLACE.search(message)
    if place is None:
        return QueryFailedError(f"The query could not be run. {message}")
    line, column, offset = map(int, place.groups())
    column -= before if line == 1 else 0
    said = f"{message[: place.start()].strip()} (line {line}, column {column})"
    return QueryFailedError(f"The query could not be run. {said}", max(0, offset - before))
