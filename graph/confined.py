"""What runs inside the process of free queries; ``graph/sandbox.py`` starts it and ends it.

The first line it is given says what to open: ``{"path": …}`` or ``{"content": …}`` for the
embedded engine, ``{"uri": …, "user": …, "password": …, "database": …}`` for Neo4j, and
``memory_bytes``. Then each line is a query with its limits, and each answer its rows or the error
to raise.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TextIO

from graph.errors import CommonThreadError, QueryError, QueryLimitError
from graph.settings import Neo4jAddress
from graph.store import Row

try:
    import resource
except ImportError:  # Windows has no such limits; time alone bounds a query there
    resource = None  # type: ignore[assignment]

MAX_ANSWER_CHARACTERS = 50_000_000
ALARM_GRACE_S = 2.0

Ask = Callable[[str, Mapping[str, Any], float, int], tuple[list[str], list[Row], bool]]
"""Query, parameters, seconds, rows at most; gives columns, rows, and whether rows were cut."""

Opened = Mapping[str, Ask]
"""What an engine is asked for: ``rows`` of a query, or its ``plan`` (``graph.plan``), in rows."""


def main() -> None:
    """Answer lines from standard input until it ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)  # what an engine prints must not be taken for an answer
    first = json.loads(sys.stdin.readline())
    try:
        opened = _open(first)
        _confine(first["memory_bytes"], files="uri" in first)
    except CommonThreadError as error:
        _say(answers, _error(error))
        return
    _say(answers, {"ready": True})
    for line in sys.stdin:
        _say(answers, _answer(opened, json.loads(line)))


def _open(first: Mapping[str, Any]) -> Opened:
    if "uri" in first:
        from graph import bolt  # each engine is imported only where it is used

        names = ("uri", "user", "password", "database")
        address = Neo4jAddress(**{name: first[name] for name in names})
        store = bolt.BoltStore(address)
        return {"rows": store.ask, "plan": store.ask_plan}
    from graph import embedded

    return embedded.asking(first.get("path", ""), first.get("content", ""), first.get("part", ""))


def _confine(memory_bytes: int, *, files: bool) -> None:
    """Take away what a query has no use for. The graph is loaded by now."""
    if resource is None:
        return
    if sys.platform == "linux":
        # Data, not address space: threads reserve much of the latter and use none of it.
        limit = _data_bytes() + memory_bytes
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if not files:
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _data_bytes() -> int:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) * 1024
    return 0


def _answer(opened: Opened, request: Mapping[str, Any]) -> dict[str, Any]:
    timeout_s = request["timeout_s"]
    ask = opened[request["wanted"]]
    if hasattr(signal, "setitimer"):  # ends this process even while an engine holds it
        signal.setitimer(signal.ITIMER_REAL, timeout_s + ALARM_GRACE_S)
    try:
        columns, rows, truncated = ask(
            request["query"], request["parameters"], timeout_s, request["row_limit"]
        )
    except CommonThreadError as error:
        return _error(error)
    except MemoryError:
        return _error(QueryLimitError("The result needs more memory than a free query may have."))
    finally:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
    return {"columns": columns, "rows": rows, "truncated": truncated}


def _error(error: CommonThreadError) -> dict[str, Any]:
    return {
        "error": type(error).__name__,
        "message": str(error),
        "at": error.at if isinstance(error, QueryError) else None,
    }


def _say(answers: TextIO, answer: Mapping[str, Any]) -> None:
    line = json.dumps(answer)
    if len(line) > MAX_ANSWER_CHARACTERS:
        too_long = f"The rows are too long to show ({len(line) // 1_000_000} MB). "
        line = json.dumps(_error(QueryLimitError(too_long + "Return fewer columns, or less text.")))
    answers.write(line + "\n")
    answers.flush()


if __name__ == "__main__":
    main()
