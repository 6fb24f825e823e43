"""A back-up: one file with all that cannot be made again, for either engine.

A zip of JSON lines: ``graph/`` has every node and edge with every property (a document's
``corrections`` too, with the names people took out: keep it as the graph is kept), ``home/`` the
files beside the graph, and ``backup.json``, written last, the rows and the sha256 of each. Vectors
are left out unless asked for: they can be made again, and take ten times the room.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, BinaryIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from graph.errors import CommonThreadError, InputRefusedError
from graph.everything import Everything, Reads, changed
from graph.new_file import new_file
from graph.settings import home, version
from graph.store import Row, Store

HOME_FOLDERS = ("queries", "drafts", "documents", "ledgers")
HOME_FILES = ("evidence_model.json", "verdict_shifts.json")
VECTORS = "vectors.sqlite"
MANIFEST = "backup.json"
_FORMAT = 1
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Saved:
    """What a back-up says of itself: ``rows`` and ``sha256`` by the name of each file in it."""

    made_on: str
    made_by: str
    engine: str
    nodes: int
    edges: int
    rows: dict[str, int]
    sha256: dict[str, str]

    @property
    def summary(self) -> str:
        """What is in it, for a line on a terminal."""
        files = sum(name.startswith("home/") for name in self.sha256)
        return f"{self.nodes:,} nodes, {self.edges:,} relationships, {files} files beside the graph"


def back_up(store: Store, path: Path, *, vectors: bool = False, force: bool = False) -> Saved:
    """Write a back-up and read it again, with the graph, to see that it is the same.
    Raises CommonThreadError when the graph is empty, when it changes meanwhile, and where the
    file cannot be written or is there already, unless by ``force``."""
    everything = Everything(store)
    nodes, edges = everything.size
    rows: dict[str, int] = {}
    sums: dict[str, str] = {}
    with new_file(path, force=force) as out:
        if os.name == "posix":
            os.fchmod(out.fileno(), 0o600)  # it may hold names
        with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=4) as archive:
            for name, lines in graph_lines(everything):
                rows[name], sums[name] = _put(archive, name, lines)
            for name, source in _home_files(vectors):
                with source.open("rb") as content:
                    rows[name], sums[name] = _put(archive, name, _chunks(content))
            now = datetime.now(UTC).isoformat(timespec="seconds")
            made_by = f"Common Thread {version()}"
            saved = Saved(now, made_by, store.engine, nodes, edges, rows, sums)
            archive.writestr(MANIFEST, json.dumps({"format": _FORMAT, **vars(saved)}, indent=1))
        check(out, saved)
        if digests(Everything(store)) != of_graph(saved.sha256):
            raise changed()
    return saved


def opened(source: Path | BinaryIO) -> tuple[ZipFile, Saved]:
    """A back-up and what it says of itself. Raises InputRefusedError where it is none."""
    try:
        archive = ZipFile(source)
        said: dict[str, Any] = json.loads(archive.read(MANIFEST))
        if said.pop("format") != _FORMAT:
            raise InputRefusedError(
                "The back-up was made by a newer version. Restore it with that version."
            )
        return archive, Saved(**said)
    except OSError as error:
        raise InputRefusedError(
            f"{source} cannot be read ({error.strerror}). Check its name and your rights."
        ) from error
    except (BadZipFile, KeyError, ValueError, TypeError, AttributeError) as error:
        raise InputRefusedError(
            "This is no whole back-up: it was cut short, changed, or is another kind of file. "
            "Take an older one."
        ) from error


def check(source: Path | BinaryIO, expected: Saved | None = None) -> Saved:
    """Read all of a back-up against its sums. Raises InputRefusedError for a damaged one."""
    archive, saved = opened(source)
    with archive:
        names = sorted(set(archive.namelist()) - {MANIFEST})
        right = names == sorted(saved.sha256) and expected in (None, saved)
        for name in names if right else ():
            try:
                with archive.open(name) as content:
                    right = right and _sum(_chunks(content))[1] == saved.sha256[name]
            except (BadZipFile, OSError, ValueError) as error:
                raise _damaged(name) from error
    if not right:
        raise _damaged("it")
    return saved


def graph_lines(everything: Everything) -> Iterator[tuple[str, Iterable[bytes]]]:
    """The files of a graph by name, each as lines of JSON in the order of ids."""
    for node in everything.labels:
        yield f"graph/nodes/{node.label}.jsonl", _lines(everything.nodes(node.label))
    for ends in everything.types:
        yield f"graph/edges/{ends.name}.jsonl", _lines(everything.edges(ends))


def digests(everything: Everything) -> dict[str, str]:
    """The sha256 of each file of a graph, without writing one."""
    return {name: _sum(lines)[1] for name, lines in graph_lines(everything)}


def of_graph(sums: dict[str, str]) -> dict[str, str]:
    """Those of the files that are the graph's."""
    return {name: sum_ for name, sum_ in sums.items() if name.startswith("graph/")}


def others(graph: Reads, saved: Saved) -> int:
    """How many nodes a graph holds that the schema does not know, and no back-up keeps."""
    return int(graph.rows("MATCH (n) RETURN count(n) AS n")[0]["n"]) - saved.nodes


def _lines(pieces: Iterable[list[Row]]) -> Iterator[bytes]:
    for rows in pieces:
        for row in rows:
            held = {name: value for name, value in row.items() if value is not None}
            yield json.dumps(held, sort_keys=True).encode() + b"\n"


def _home_files(vectors: bool) -> Iterator[tuple[str, Path]]:
    for folder in HOME_FOLDERS:
        for path in sorted((home() / folder).glob("*")):
            if path.is_file() and path.suffix != ".new":  # one being written
                yield f"home/{folder}/{path.name}", path
    for path in (home() / name for name in HOME_FILES):
        if path.is_file():
            yield f"home/{path.name}", path
    if vectors and (home() / VECTORS).is_file():
        with tempfile.TemporaryDirectory(prefix="common-thread-") as folder:
            copy = Path(folder) / VECTORS
            with closing(sqlite3.connect(home() / VECTORS)) as base:
                base.execute("VACUUM INTO ?", (str(copy),))  # whole, though others write to it
            yield f"home/{VECTORS}", copy


def _chunks(content: IO[bytes]) -> Iterator[bytes]:
    while chunk := content.read(_CHUNK):
        yield chunk


def _put(archive: ZipFile, name: str, pieces: Iterable[bytes]) -> tuple[int, str]:
    """Write a file of the archive; how many pieces it had, and its sha256."""
    with archive.open(name, "w", force_zip64=True) as out:
        return _sum(pieces, out)


def _sum(pieces: Iterable[bytes], out: IO[bytes] | None = None) -> tuple[int, str]:
    sum_, number = hashlib.sha256(), 0
    for piece in pieces:
        sum_.update(piece)
        number += 1
        if out is not None:
            out.write(piece)
    return number, sum_.hexdigest()


def _damaged(name: str) -> CommonThreadError:
    return InputRefusedError(
        f"The back-up is damaged: {name} is not what was written. Take another."
    )
