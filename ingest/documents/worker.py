"""The process that reads documents for others; ``ingest.documents.safely`` starts and ends it.

Its first line of input says what to do with a file ("module:function") and how much memory it may
take; each further line names a file and its seconds, and is answered by one line, after one for
each slow step that was done, from which its seconds count anew. It ends when its input does, or
when it has used more processor time than a file may, whoever is left to notice.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TextIO

from graph.errors import InputRefusedError
from ingest.documents import steps
from ingest.documents.wire import to_line

try:
    import resource
except ImportError:  # Windows has no such limits; time alone bounds a file there
    resource = None  # type: ignore[assignment]

# OCR writes a page's picture to a file; nothing that a reader writes is larger.
_FILE_BYTES = 256 * 1024 * 1024
_CPU_GRACE_S = 10
# Old web pages nest hundreds of tags that nobody closed; Python's own limit is a thousand calls.
_CALLS = 10_000
# A page is thousands of small objects, few of them in cycles: looking for these after every 700,
# as Python does, takes a twentieth of the time.
_KEPT = 20_000


def main() -> None:
    """Answer lines from standard input until it ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    sys.setrecursionlimit(_CALLS)
    gc.set_threshold(_KEPT)
    os.dup2(2, 1)  # what a library prints must not be taken for an answer
    first = json.loads(sys.stdin.readline())
    module, _, name = first["work"].partition(":")
    work = getattr(importlib.import_module(module), name)
    _confine(first["megabytes"] * 1024 * 1024)
    _say(answers, "ready", "")
    seconds = 0.0

    def step() -> None:
        _limit_cpu(seconds)
        _say(answers, "step", "")

    steps.tell(step)
    for line in sys.stdin:
        asked = json.loads(line)
        seconds = asked["seconds"]
        _limit_cpu(seconds)
        _say(answers, *_answer(work, asked))


def read_and_understand(path: Path) -> Any:
    """The draft of a document: what stands in it and what was understood."""
    from ingest.documents.read import read_document
    from ingest.documents.understand import understand

    return understand(read_document(path))


def _answer(work: Callable[[Path], Any], asked: Mapping[str, Any]) -> tuple[str, str]:
    """What kind of answer, and the answer."""
    try:
        return "record", to_line(work(Path(asked["path"])))
    except InputRefusedError as error:
        return "refused", str(error)
    except MemoryError:
        return "memory", ""
    except Exception as error:  # a fault of ours ends one file, and says where it is
        last = traceback.extract_tb(error.__traceback__)[-1]
        return "fault", f"{type(error).__name__}, {Path(last.filename).name} line {last.lineno}"


def _say(answers: TextIO, kind: str, what: str) -> None:
    answers.write(json.dumps([kind, what]) + "\n")
    answers.flush()


def _confine(memory_bytes: int) -> None:
    if resource is None:
        return
    if sys.platform == "linux":
        # Data, not address space: threads reserve much of the latter and use none of it.
        limit = _data_bytes() + memory_bytes
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE_BYTES, _FILE_BYTES))


def _limit_cpu(seconds: float) -> None:
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime + seconds) + _CPU_GRACE_S
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


def _data_bytes() -> int:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) * 1024
    return 0


if __name__ == "__main__":
    main()
