"""The one error root. Every message says what happened and what to do next."""

from __future__ import annotations


class CommonThreadError(Exception):
    """Something a user can act on; the message is shown as it stands, without a traceback."""


class StoreUnavailableError(CommonThreadError):
    """The graph cannot be opened: Neo4j is down, a password is wrong, a file is locked or old."""


class QueryError(CommonThreadError):
    """A query that does not run as it stands. ``at`` is the place in its text that this is about,
    counted in characters from 0, or None where nobody says."""

    def __init__(self, message: str, at: int | None = None) -> None:
        super().__init__(message)
        self.at = at


class QueryRefusedError(QueryError):
    """A free query asked for something other than reading the graph."""


class QueryLimitError(CommonThreadError):
    """A query ran past its time, row or work limit."""


class QueryFailedError(QueryError):
    """The engine could not run a query: its syntax, or a parameter, is wrong."""


class InputRefusedError(CommonThreadError):
    """A whole input file cannot be read: empty, binary, without the columns needed."""


class ModelUnavailableError(CommonThreadError):
    """The sentence encoder cannot be found on this machine."""
