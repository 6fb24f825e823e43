"""Drafts that wait for a person, kept as files until they are saved to the graph or discarded.

In ``drafts/`` of the graph's home, ``<digest>.json`` is what was understood with the corrections
made so far, and ``<digest>.file`` the document itself, to be shown beside it. In ``documents/``,
``<digest>.json`` is what was understood of a document that the graph holds, so that it can be
corrected, or loaded by newer rules, without the file. Every file is written whole or not at all.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from graph.errors import CommonThreadError
from ingest.documents import wire
from ingest.documents.correction_data import as_data, from_data
from ingest.documents.corrections import Correction, corrected
from ingest.documents.model import Draft


@dataclass(frozen=True)
class Waiting:
    """A draft with what a person did to it. ``rules`` are the digest of the code that read it;
    ``replaces`` is the id of the document that it is a new version of, once a person (or the
    command line) has said so; ``since`` is when it was put here, ISO."""

    draft: Draft
    corrections: tuple[Correction, ...] = ()
    rules: str = ""
    replaces: str = ""
    since: str = ""

    @property
    def corrected(self) -> Draft:
        """The draft as the person has it."""
        return corrected(self.draft, self.corrections)


class Drafts:
    """The drafts of one home. Several processes may use it: each file is replaced whole."""

    def __init__(self, home: Path) -> None:
        self._waiting = home / "drafts"
        self._saved = home / "documents"

    def all(self) -> list[Waiting]:
        """Every draft that waits, the longest first. One that cannot be read is left out; ``get``
        says why."""
        found = []
        for path in sorted(self._waiting.glob("*.json")):
            try:
                found.append(_read(path))
            except (CommonThreadError, FileNotFoundError):
                continue
        return sorted(found, key=lambda each: (each.since, each.draft.digest))

    def digests(self) -> list[str]:
        """The digests of all that waits, what was changed last first; nothing is read for it."""
        times: dict[str, int] = {}
        for path in self._waiting.glob("*.json"):
            with contextlib.suppress(FileNotFoundError):  # saved or discarded meanwhile
                times[path.stem] = path.stat().st_mtime_ns
        return sorted(times, key=lambda digest: (-times[digest], digest))

    def get(self, digest: str) -> Waiting | None:
        """The draft of the file with this digest, None when none waits. Raises CommonThreadError
        when its file was damaged."""
        return _read_if_there(self._waiting / f"{digest}.json")

    def put(self, waiting: Waiting, source: Path | None = None) -> None:
        """Keep a draft, in the place of an earlier one of the same digest; ``source`` is the
        document, which is copied. Raises CommonThreadError when the disk cannot be written."""
        digest = waiting.draft.digest
        waiting = waiting if waiting.since else replace(waiting, since=_now())
        if source is not None:
            write_whole(self._waiting / f"{digest}.file", lambda file: _copy(source, file))
        write_whole(self._waiting / f"{digest}.json", lambda file: file.write(_encoded(waiting)))

    def source(self, digest: str) -> Path | None:
        """The document itself, while its draft waits and if it was kept."""
        path = self._waiting / f"{digest}.file"
        return path if path.exists() else None

    def discard(self, digest: str) -> None:
        """Forget a draft and its copy of the document; nothing happens when there is none."""
        for suffix in ("json", "file"):
            (self._waiting / f"{digest}.{suffix}").unlink(missing_ok=True)

    def saved(self, digest: str) -> Waiting | None:
        """What was understood of a document that the graph holds, if this home has kept it."""
        return _read_if_there(self._saved / f"{digest}.json")

    def keep_saved(self, waiting: Waiting) -> None:
        """Keep what was understood of a document that is now in the graph."""
        path = self._saved / f"{waiting.draft.digest}.json"
        write_whole(path, lambda file: file.write(_encoded(waiting)))

    def forget_saved(self, digest: str) -> None:
        """The graph no longer holds the document."""
        (self._saved / f"{digest}.json").unlink(missing_ok=True)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _encoded(waiting: Waiting) -> bytes:
    data = {
        "rules": waiting.rules,
        "replaces": waiting.replaces,
        "since": waiting.since,
        "corrections": [as_data(each) for each in waiting.corrections],
        "draft": wire.as_data(waiting.draft),
    }
    return json.dumps(data).encode()


def _read_if_there(path: Path) -> Waiting | None:
    try:
        return _read(path)
    except FileNotFoundError:
        return None


def _read(path: Path) -> Waiting:
    try:
        data = json.loads(path.read_bytes())
        return Waiting(
            draft=wire.record(Draft, data["draft"]),
            corrections=tuple(from_data(each) for each in data["corrections"]),
            rules=data["rules"],
            replaces=data["replaces"],
            since=data["since"],
        )
    except FileNotFoundError:
        raise
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CommonThreadError(
            f"The draft {path.name} in {path.parent.name} cannot be read ({type(error).__name__}). "
            "Delete it, and add its document again."
        ) from error


def _copy(source: Path, file: IO[bytes]) -> None:
    with source.open("rb") as original:
        shutil.copyfileobj(original, file)


def write_whole(path: Path, fill: Callable[[IO[bytes]], object]) -> None:
    """Write a file whole: under another name, forced to disk, then renamed."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}")
        try:
            with new.open("wb") as file:
                fill(file)
                file.flush()
                os.fsync(file.fileno())
            new.replace(path)
        finally:
            new.unlink(missing_ok=True)
        _force_names(path.parent)
    except OSError as error:
        raise CommonThreadError(
            f"{path.parent} cannot be written ({error.strerror}). Make room there, or name "
            "another folder in COMMON_THREAD_HOME; nothing that was there is lost."
        ) from error


def _force_names(folder: Path) -> None:
    if os.name == "nt":  # a folder cannot be opened there, and a rename is kept without it
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
