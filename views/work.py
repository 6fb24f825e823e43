"""Work that goes on while nobody looks at its page: files being read, reviews being saved.

A page's own run ends when somebody moves on or closes the browser; halfway through saving that
would leave half a review. So such work runs in threads of the server, and pages ask how it goes.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import streamlit as st

from graph.errors import CommonThreadError
from views.access import require

Progress = Callable[[str, int, int], None]
"""Told the stage, how much of it is done, and how much there is."""

_READ_AT_ONCE = 2  # each in a process of its own; a laptop has two cores to spare
_LOG = logging.getLogger(__name__)


@dataclass
class Task:
    """One piece of work: what it is about, how far it is, and how it ended.

    ``trouble`` is a sentence when it ended badly; otherwise ``result`` is what the work gave.
    """

    key: str
    title: str
    stage: str = ""
    done: int = 0
    of: int = 0
    ended: bool = False
    trouble: str = ""
    result: Any = None


class Work:
    """The server's tasks by key. Shared between all sessions."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tasks: dict[str, Task] = {}
        self._reading = ThreadPoolExecutor(_READ_AT_ONCE, thread_name_prefix="reading")
        # One at a time: the graph has one writer.
        self._writing = ThreadPoolExecutor(1, thread_name_prefix="writing")

    def start(
        self, key: str, title: str, what: Callable[[Progress], Any], *, writes: bool = False
    ) -> None:
        """Begin a task, unless one of that key is under way. Raises NotAllowedError when it
        writes and who looks may not."""
        if writes:
            require("editor")
        with self._lock:
            before = self._tasks.get(key)
            if before is not None and not before.ended:
                return
            task = self._tasks[key] = Task(key, title)
        pool = self._writing if writes else self._reading
        pool.submit(self._run, task, what)

    def _run(self, task: Task, what: Callable[[Progress], Any]) -> None:
        def progress(stage: str, done: int, of: int) -> None:
            task.stage, task.done, task.of = stage, done, of

        try:
            task.result = what(progress)
        except CommonThreadError as error:
            task.trouble = str(error)
        except Exception:  # nobody waits for this thread: what is not said here is never said
            _LOG.exception("A task broke down")
            task.trouble = "This stopped on an error in Common Thread itself. Try it again."
        finally:
            task.ended = True

    def of_kind(self, kind: str) -> list[Task]:
        """The tasks whose key begins with ``kind:``, oldest first."""
        with self._lock:
            return [task for key, task in self._tasks.items() if key.startswith(f"{kind}:")]

    def get(self, key: str) -> Task | None:
        """The task of that key, if there is one."""
        return self._tasks.get(key)

    def forget(self, key: str) -> None:
        """Take a task that has ended off the list."""
        with self._lock:
            task = self._tasks.get(key)
            if task is not None and task.ended:
                del self._tasks[key]


@st.cache_resource(show_spinner=False)
def work() -> Work:
    """The server's one list of tasks."""
    return Work()
