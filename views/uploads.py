"""Files dropped on the page: kept at once, read in the background, turned into drafts.

In ``uploads/`` of the graph's home each file lies in a folder of its own until it has been read,
so that a server that is stopped meanwhile reads it when it comes back. A file at which the server
was stopped twice is not tried again.
"""

from __future__ import annotations

import contextlib
import shutil
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from graph import settings
from graph.errors import CommonThreadError, InputRefusedError
from graph.store import open_store
from ingest.documents.drafts import Drafts, Waiting
from ingest.documents.find import find
from ingest.documents.model import Draft
from ingest.documents.safely import read_many
from ingest.documents.saving import as_new_version, held_in, waiting_for
from views.access import require
from views.work import Progress, Task, work

_TRIED = ".tried again"  # a file of this name beside the document
_REPLACES = ".replaces"  # and this one names the document whose new version it is
_LONGEST = 120  # letters of a file's name that are kept


@dataclass(frozen=True)
class Read:
    """What came of a file: what was found in it, whether its draft had waited here already, or
    why it was not read."""

    name: str
    recommendations: int = 0
    doubtful: int = 0
    known: bool = False
    refused: str = ""


def _folder() -> Path:
    return settings.home() / "uploads"


def take(name: str, content: IO[bytes], replaces: str = "") -> None:
    """Keep a file that was dropped, and begin to read it; ``replaces`` is the id of the document
    that it is a new version of. Raises CommonThreadError when the disk cannot be written, and
    NotAllowedError."""
    require("editor")
    folder = _folder() / uuid.uuid4().hex
    path = folder / _safe(name)
    try:
        folder.mkdir(parents=True)
        path.with_name(_REPLACES).write_text(replaces, encoding="utf-8")
        with path.with_name(".part").open("wb") as file:
            shutil.copyfileobj(content, file)
        path.with_name(".part").replace(path)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise CommonThreadError(
            f"{path.name} could not be kept ({error.strerror}). Make room where Common Thread "
            "keeps its files, then add it again."
        ) from error
    _begin(path)


def _safe(name: str) -> str:
    """A file's name without folders and without what no file system takes."""
    bare = name.replace("\\", "/").rpartition("/")[2].replace("\0", "").strip().lstrip(".")
    stem, dot, suffix = bare.rpartition(".")
    if dot and len(suffix) <= 8:
        return f"{stem[:_LONGEST]}.{suffix}" if stem else f"document.{suffix}"
    return bare[:_LONGEST] or "document"


def resume() -> None:
    """Begin to read what was waiting when the server was stopped."""
    for path in sorted(_folder().glob("*/*")):
        if path.name.startswith(".") or work().get(_key(path)):
            continue
        again = path.with_name(_TRIED)
        if again.exists():
            shutil.rmtree(path.parent, ignore_errors=True)
            work().start(_key(path), path.name, _gave_up(path.name))
            continue
        with contextlib.suppress(OSError):
            again.touch()
        _begin(path)


def under_way() -> list[Task]:
    """The files being read and those that were, since the list was last cleared."""
    return work().of_kind("read")


def clear() -> None:
    """Take the files that have been read off the list."""
    for task in under_way():
        work().forget(task.key)


def _key(path: Path) -> str:
    return f"read:{path.parent.name}"


def _begin(path: Path) -> None:
    home = settings.home()

    def read(progress: Progress) -> list[Read]:
        try:
            return list(_read(Drafts(home), path, progress))
        finally:
            shutil.rmtree(path.parent, ignore_errors=True)

    work().start(_key(path), path.name, read)


def _gave_up(name: str) -> Callable[[Progress], list[Read]]:
    refused = "Common Thread was stopped twice while reading it, so it was left out."
    return lambda progress: [Read(name, refused=refused)]


def _read(drafts: Drafts, path: Path, progress: Progress) -> Iterator[Read]:
    """Read a file, or every document of an archive, into drafts."""
    found = find([path])
    done = 0
    progress("reading", 0, len(found))
    for one, draft in read_many(found, workers=1):
        done += 1
        progress("reading", done, len(found))
        if isinstance(draft, InputRefusedError):
            yield Read(one.name, refused=str(draft).removeprefix(one.name).lstrip(": "))
            continue
        waiting = drafts.get(draft.digest)
        known = waiting is not None
        if waiting is None:
            waiting = _new(drafts, draft, path)
        if not known or drafts.source(draft.digest) is None:
            with one.opened() as source:
                drafts.put(waiting, source)
        shown = waiting.corrected.recommendations
        yield Read(one.name, len(shown), sum(bool(each.doubts) for each in shown), known)


def _new(drafts: Drafts, draft: Draft, path: Path) -> Waiting:
    with open_store() as store:
        held = held_in(store)
    waiting = waiting_for(draft, held, drafts.saved(draft.digest))
    replaces = path.with_name(_REPLACES).read_text(encoding="utf-8")
    old = next((each for each in held.values() if each.id == replaces), None)
    if old is None or old.digest == draft.digest:
        return waiting
    return as_new_version(waiting, old, drafts.saved(old.digest))
