"""Free queries run in a process of their own, which may be ended from outside at any moment.

Neither engine can be relied on to end a query: kglite looks at the time between rows, not inside
an expression, and asks for memory until the system ends the process (``replace`` of a text by
itself three times over asks for gigabytes); Neo4j's driver takes in one row of any size. So the
engine, or the driver, sits in a child that

- is killed a moment after the time a query may take,
- may take MEMORY_BYTES more than it had with the graph loaded (Linux; elsewhere time alone
  bounds it),
- with the embedded engine can open no file and write none (``graph/confined.py``).

A child is started for the first free query, kept for the next ones, and replaced when the graph
has changed. Requests and answers are lines of JSON.
"""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from typing import Any, Literal

from graph import errors, guard
from graph.errors import CommonThreadError, QueryError, QueryFailedError, QueryLimitError
from graph.settings import ROOT
from graph.store import Result
from graph.tokens import without_comments

AT_ONCE = 2
WAIT_S = 30.0  # for one of those to end
START_WITHIN_S = 120.0  # a graph of 100,000 recommendations loads in under a second
GRACE_S = 3.0  # what an engine may need to end a query by itself, which says more
MEMORY_BYTES = 1_500_000_000

Wanted = Literal["rows", "plan"]

_SAYS_TIME = (
    "The query ran longer than {0:g} seconds and was stopped. "
    "Start it from fewer nodes, or name the types of the relationships."
)
_SAYS_MEMORY = (
    "The query needed more memory than a free query may have and was stopped. "
    "Start it from fewer nodes, or build no long lists or texts."
)


class Sandbox:
    """Runs free queries of one store. May be shared between threads.

    ``opening`` says what the child must open (see ``graph/confined.py``) and ``stamp`` changes
    when the graph has changed since.
    """

    def __init__(self, opening: Callable[[], dict[str, Any]], stamp: Callable[[], object]) -> None:
        self._opening = opening
        self._stamp = stamp
        self._places = threading.BoundedSemaphore(AT_ONCE)
        self._lock = threading.Lock()
        self._idle: list[tuple[object, _Child]] = []

    def run(
        self,
        query: str,
        parameters: Mapping[str, Any],
        timeout_s: float,
        row_limit: int,
        wanted: Wanted = "rows",
    ) -> Result:
        """See ``graph.store.Store.free``, and for a plan ``Store.plan``."""
        warnings = guard.check(query)
        request = {
            "wanted": wanted,
            "query": without_comments(query),
            "parameters": dict(parameters),
            "timeout_s": max(0.001, timeout_s),  # to an engine, none would mean no limit
            "row_limit": row_limit,
        }
        try:
            line = json.dumps(request, allow_nan=False)
        except (TypeError, ValueError, RecursionError) as error:
            raise QueryFailedError(
                f"A parameter cannot be given to a query ({error}). Give text, numbers, yes or "
                "no, or lists of them."
            ) from error
        if not self._places.acquire(timeout=WAIT_S):
            raise QueryLimitError("Other free queries are running. Try again in a minute.")
        try:
            stamp, child = self._take()
            try:
                answer = child.ask(line, timeout_s + GRACE_S, _SAYS_TIME.format(timeout_s))
            except BaseException:
                child.kill()
                raise
            with self._lock:
                self._idle.append((stamp, child))
        finally:
            self._places.release()
        _raise_error(answer)
        return Result(answer["columns"], answer["rows"], answer["truncated"], warnings)

    def close(self) -> None:
        """End the children; a later query would start another."""
        with self._lock:
            idle, self._idle = self._idle, []
        for _, child in idle:
            child.kill()

    def _take(self) -> tuple[object, _Child]:
        stamp = self._stamp()
        with self._lock:
            idle = self._idle.pop() if self._idle else None
        if idle is not None:
            if idle[0] == stamp and idle[1].is_alive():
                return idle
            idle[1].kill()
        return stamp, _Child(self._opening())


class _Child:
    """One process that has the graph open and answers one query after another."""

    def __init__(self, opening: Mapping[str, Any]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "graph.confined"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # Rust prints what it says of its own end here
            text=True,
            encoding="ascii",
        )
        try:
            late = "The process for free queries did not start. Try again."
            answer = self.ask(
                json.dumps({**opening, "memory_bytes": MEMORY_BYTES}), START_WITHIN_S, late
            )
            _raise_error(answer)
        except BaseException:
            self.kill()
            raise

    def ask(self, line: str, within_s: float, late: str) -> dict[str, Any]:
        """Send a line and wait for the answer. Raises QueryLimitError, saying ``late`` or that
        the memory ran out, or QueryFailedError; the process is then no more."""
        is_late = threading.Event()

        def end() -> None:
            is_late.set()
            self._process.kill()

        assert self._process.stdin is not None and self._process.stdout is not None  # noqa: S101
        timer = threading.Timer(within_s, end)
        timer.start()
        try:
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.write(line + "\n")
                self._process.stdin.flush()
            said = self._process.stdout.readline()
        finally:
            timer.cancel()
        if said.endswith("\n"):
            answer: dict[str, Any] = json.loads(said)
            return answer
        code = self._process.wait()
        by_alarm = hasattr(signal, "SIGALRM") and code == -signal.SIGALRM
        if is_late.is_set() or by_alarm:
            raise QueryLimitError(late)
        if code == 1:  # Python's own end, after an error that no engine should raise
            raise QueryFailedError("The engine broke down over the query. Write it another way.")
        raise QueryLimitError(_SAYS_MEMORY)

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _raise_error(answer: Mapping[str, Any]) -> None:
    if "error" in answer:
        kind = getattr(errors, answer["error"], CommonThreadError)
        if issubclass(kind, QueryError):
            raise kind(answer["message"], answer["at"])
        raise kind(answer["message"])
