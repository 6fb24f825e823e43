"""Documents are read in processes of their own, which may be ended from outside at any moment.

A file from anywhere can make a parser run for ever, ask for all memory or crash. The child that
reads it is killed when its time is over, may take so much memory and no more (Linux; elsewhere
time alone bounds it), and is replaced when it ends; whatever happens to it becomes one line that
names the file and the reason.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Literal, overload

from graph.errors import InputRefusedError
from graph.settings import ROOT
from ingest.documents.find import Found
from ingest.documents.model import Draft, Extract
from ingest.documents.package import named
from ingest.documents.wire import from_line

READ: Final = "ingest.documents.read:read_document"
UNDERSTAND: Final = "ingest.documents.worker:read_and_understand"
"""What a worker does with a file: gives its extract, or its draft."""
Work = Literal["ingest.documents.read:read_document", "ingest.documents.worker:read_and_understand"]

SECONDS = 120.0  # a review of 300 pages takes five
LONGEST_S = 3600.0  # for a scan, whose seconds count anew with each page that was recognised
MEGABYTES = 1_500
_START_WITHIN_S = 60.0
_STEP = '["step", ""]\n'
_MAX_ANSWER = 128 * 1024 * 1024
_AHEAD = 4  # files in work or waiting for their turn, for each worker


def read_safely(path: Path, *, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> Extract:
    """What stands in a file, read in a process of its own.

    Raises InputRefusedError as ``read_document`` does, and when reading took more than
    ``seconds`` or ``megabytes``, or crashed.
    """
    with Worker(READ, megabytes) as worker:
        extract = worker.ask(path, seconds)
    assert isinstance(extract, Extract)  # noqa: S101
    return extract


def understand_safely(path: Path, *, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> Draft:
    """What was understood of a file, in a process of its own; raises as ``read_safely``."""
    with Worker(UNDERSTAND, megabytes) as worker:
        draft = worker.ask(path, seconds)
    assert isinstance(draft, Draft)  # noqa: S101
    return draft


@overload
def read_many(
    found: Iterable[Found],
    work: Literal["ingest.documents.read:read_document"],
    workers: int = ...,
    *,
    seconds: float = ...,
    megabytes: int = ...,
) -> Iterator[tuple[Found, Extract | InputRefusedError]]: ...
@overload
def read_many(
    found: Iterable[Found],
    work: Literal["ingest.documents.worker:read_and_understand"] = ...,
    workers: int = ...,
    *,
    seconds: float = ...,
    megabytes: int = ...,
) -> Iterator[tuple[Found, Draft | InputRefusedError]]: ...
def read_many(
    found: Iterable[Found],
    work: Work = UNDERSTAND,
    workers: int = 0,
    *,
    seconds: float = SECONDS,
    megabytes: int = MEGABYTES,
) -> Iterator[tuple[Found, Any]]:
    """Each file with its draft (or extract), or with the error that says why there is none, in
    the order given.

    ``workers`` is the number of processes, 0 for one a core. They stay for many files. No more
    than a few files are ahead of whoever takes the results, so memory stays the same however
    many there are.
    """
    workers = workers or os.cpu_count() or 1
    crew = _Crew([Worker(work, megabytes) for _ in range(workers)], seconds)
    ahead: deque[tuple[Found, Future[Extract | Draft | InputRefusedError]]] = deque()
    threads = ThreadPoolExecutor(workers)
    try:
        for one in found:
            ahead.append((one, threads.submit(crew.read, one)))
            if len(ahead) >= _AHEAD * workers:
                first, future = ahead.popleft()
                yield first, future.result()
        while ahead:
            first, future = ahead.popleft()
            yield first, future.result()
    finally:
        # Whoever stops half way waits for no file: killed workers end their threads' waiting.
        for _, future in ahead:
            future.cancel()
        crew.close()
        threads.shutdown()


class _Crew:
    """Workers, any of which may be given the next file; as many threads as workers may ask."""

    def __init__(self, workers: Sequence[Worker], seconds: float) -> None:
        self._workers, self._seconds = workers, seconds
        self._idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        for worker in workers:
            self._idle.put(worker)

    def read(self, one: Found) -> Extract | Draft | InputRefusedError:
        """What one of them says of a file, or why it says nothing."""
        worker = self._idle.get()
        try:
            with one.opened() as path:
                return worker.ask(path, self._seconds, one.name)
        except InputRefusedError as error:
            return error
        finally:
            self._idle.put(worker)

    def close(self) -> None:
        """End all of them, whatever they do."""
        for worker in self._workers:
            worker.close()


class Worker:
    """A process that reads one file after another; started for the first, replaced when it ends.
    One thread at a time may ask."""

    def __init__(self, work: Work, megabytes: int = MEGABYTES) -> None:
        self._first = json.dumps({"work": work, "megabytes": megabytes})
        self._megabytes = megabytes
        self._process: subprocess.Popen[str] | None = None
        self._is_closed = False

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def ask(self, path: Path, seconds: float, name: str = "") -> Extract | Draft:
        """The extract or draft of a file. Raises InputRefusedError, which names it ``name``."""
        name = name or path.name
        process = self._started()
        line = json.dumps({"path": str(path.absolute()), "seconds": seconds})
        said, is_late = _answer(process, line, seconds)
        if not said.endswith("\n"):
            raise InputRefusedError(f"{name}: {self._how_it_ended(process, is_late, seconds)}")
        try:
            kind, what = json.loads(said)
            if kind == "record":
                result: Extract | Draft = from_line(what)
                return result
        except (ValueError, TypeError):
            self._end()
            raise InputRefusedError(f"{name}: {_CRASHED}") from None
        if kind == "memory":
            self._end()  # what is left of its memory may be in pieces
            raise InputRefusedError(f"{name}: {self._too_much()}")
        if kind == "refused":
            said, own = (text.encode("utf-8", "replace").decode() for text in (what, path.name))
            raise named(name, said.removeprefix(own))
        raise InputRefusedError(
            f"{name}: Common Thread broke down over it ({what}). It was left out; please report "
            "this, with the file if it may be shared."
        )

    def close(self) -> None:
        """End the process, whatever it does."""
        self._is_closed = True
        self._end()

    def _started(self) -> subprocess.Popen[str]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._end()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ingest.documents.worker"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # libraries' warnings about files
            text=True,
            encoding="ascii",
            start_new_session=True,  # so that OCR's own processes can be ended with it
        )
        if self._is_closed:  # closed by another thread meanwhile
            self._end()
            raise InputRefusedError("Reading was stopped.")
        said, _ = _answer(self._process, self._first, _START_WITHIN_S)
        if said != '["ready", ""]\n':
            self._end()
            raise InputRefusedError("The process that reads documents did not start. Try again.")
        return self._process

    def _how_it_ended(self, process: subprocess.Popen[str], is_late: bool, seconds: float) -> str:
        self._end()
        code = process.returncode
        by_cpu = hasattr(signal, "SIGXCPU") and code == -signal.SIGXCPU
        if is_late or by_cpu:
            return (
                f"took longer than {seconds:g} seconds to read and was left out. Save it again "
                "from the program that made it, or split it."
            )
        by_system = hasattr(signal, "SIGKILL") and code == -signal.SIGKILL
        return self._too_much() if by_system else _CRASHED

    def _too_much(self) -> str:
        return (
            f"needed more than {self._megabytes:,} MB of memory to read and was left out. Save it "
            "again without its pictures, or split it."
        )

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        _kill(process)
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


_CRASHED = (
    "crashed the program that reads it, so it is damaged or hostile, and was left out. Save it "
    "again from the program that made it."
)


def _answer(process: subprocess.Popen[str], line: str, within_s: float) -> tuple[str, bool]:
    """What the process says to a line, cut short if it ends first; and whether it was too late."""
    is_late = threading.Event()

    def end() -> None:
        is_late.set()
        _kill(process)

    assert process.stdin is not None and process.stdout is not None  # noqa: S101
    last = time.monotonic() + LONGEST_S
    said = ""
    # A pipe that broke, or was closed by another thread, means that the process is no more.
    with contextlib.suppress(OSError, ValueError):
        process.stdin.write(line + "\n")
        process.stdin.flush()
        while True:
            said = ""
            timer = threading.Timer(min(within_s, max(0.0, last - time.monotonic())), end)
            timer.daemon = True
            timer.start()
            try:
                said = process.stdout.readline(_MAX_ANSWER)
            finally:
                timer.cancel()
            if said != _STEP:
                break
    return said, is_late.is_set()


def _kill(process: subprocess.Popen[str]) -> None:
    """End a process with those it started."""
    if process.poll() is None and hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
