"""The embedded graph's file: opening it, taking up a killed writer's work, what can be wrong."""

from __future__ import annotations

import time
import warnings
from pathlib import Path
from typing import Any

import kglite

from graph import schema
from graph.errors import StoreUnavailableError
from graph.kept_back import take_out
from graph.part import keep

LEASE_WAIT_S = 3.0  # as long as two people's verdicts may get in each other's way
_EMPTY_LOG_BYTES = 5  # the log's header; more than that is work the file does not hold yet

warnings.filterwarnings("ignore", category=kglite.MappedFallbackWarning)  # memory's layout only
warnings.filterwarnings("ignore", message="the write-ahead log at ")  # a writer is at work


def open_to_write(path: Path) -> Any:
    """The graph of the file, locked for this process; made where there is none.
    Raises StoreUnavailableError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _no_access(path, error) from error
    deadline = time.monotonic() + LEASE_WAIT_S
    while True:
        try:
            # No checkpoint midway: readers would see it, and half an ingest is no graph.
            graph = kglite.open(str(path), durable="full", auto_checkpoint_wal_mib=0)
            return knowing(graph)
        except kglite.WriterLeaseHeldError as error:
            if time.monotonic() > deadline:
                raise StoreUnavailableError(
                    f"{path} is being written by another process (pid {error.holder['pid']}). "
                    "Wait until it has finished, or stop it, then run this again."
                ) from error
            time.sleep(0.05)
        except (kglite.KgError, OSError, ValueError, RuntimeError) as error:
            raise _cannot_open(path, error) from error


def recover(path: Path) -> None:
    """Take up what a killed writer left in its log, so that a reader sees all of it.

    kglite's readers see the file alone, not the log. Where a writer is at work now, its log is
    its own affair, and the file as it stands is a whole, older graph.
    """
    log = path.with_name(path.name + "-wal")
    try:
        if log.stat().st_size <= _EMPTY_LOG_BYTES:
            return
    except FileNotFoundError:
        return
    except OSError as error:
        raise _no_access(path, error) from error
    try:
        kglite.open(str(path), durable="full").close()
    except kglite.WriterLeaseHeldError:
        return
    except (kglite.KgError, OSError, ValueError, RuntimeError) as error:
        raise _cannot_open(path, error) from error


def load(path: Path, part: str = "", *, typed: bool = False) -> Any:
    """The graph of the file, or a part of it, to read only; for ``typed`` queries without what
    is kept back. Raises StoreUnavailableError."""
    try:
        graph = keep(knowing(kglite.load(str(path), verify="eager")), part)
        return reading(take_out(graph) if typed else graph)
    except (kglite.KgError, OSError, ValueError, RuntimeError) as error:
        raise _cannot_open(path, error) from error


def reading(graph: Any) -> Any:
    """The graph as it is now, refusing to be written. Takes microseconds: a copy shares what it
    shows. (``freeze()`` would do, had its ``cypher`` a way to leave passes out.)"""
    view = graph.copy()
    view.read_only(True)
    return view


def knowing(graph: Any) -> Any:
    """Tell kglite which properties there can be: it takes one that no node of a label has had
    yet for a slip of the pen, and refuses to make such a node or to match by it."""
    names = {n.label: [p.name for p in n.properties if p.name != "id"] for n in schema.NODES}
    return graph.define_schema({"nodes": {k: {"optional": v} for k, v in names.items()}})


def signature(path: Path) -> tuple[int, ...] | None:
    """Changes whenever a writer has replaced the file; None while there is none."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _no_access(path, error) from error
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


def _cannot_open(path: Path, error: Exception) -> StoreUnavailableError:
    if isinstance(error, PermissionError) or "ermission denied" in str(error):
        return _no_access(path, error)
    return StoreUnavailableError(
        f"{path} is not a graph this version can open ({first_line(error)}). Move it and the "
        "files beside it elsewhere, then load again: python -m ingest sample"
    )


def _no_access(path: Path, error: Exception) -> StoreUnavailableError:
    return StoreUnavailableError(
        f"{path.parent} cannot be used ({first_line(error)}). Give yourself the right to write "
        "there, or name another folder in COMMON_THREAD_HOME."
    )


def first_line(error: BaseException) -> str:
    """What an error says, short enough for a sentence of ours."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
