"""Vectors kept on disk by content, so that a second run encodes only what is new."""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.errors import CommonThreadError
from graph.settings import home
from linking.encoder import Encoder, Progress, Vectors

FILE_NAME = "vectors.sqlite"
# Texts encoded between two commits: what a kill can lose, a few seconds of work.
_CHUNK = 256
_PER_QUERY = 500
_BUSY_SECONDS = 60.0
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_TABLE = """
CREATE TABLE IF NOT EXISTS vectors (
  model TEXT NOT NULL, digest BLOB NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (model, digest)
) WITHOUT ROWID
"""
_T = TypeVar("_T")
_log = logging.getLogger(__name__)


class VectorCacheError(CommonThreadError):
    """The file of vectors cannot be read or written."""


class VectorCache:
    """Vectors by model name and sha256 of the text, as float32 in one SQLite file.

    Several processes may use one file at once. A damaged file is moved aside and a new one
    begun, since vectors can always be made again; ``notes`` says so, for a ledger to show.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or home() / FILE_NAME
        self.notes: list[str] = []

    def read_into(self, vectors: Vectors, model: str, digests: Sequence[bytes]) -> list[int]:
        """Fill the rows of ``vectors`` that are kept under ``digests``; return the places of the
        others. A vector of another length than a row counts as not kept."""
        return self._attempt(lambda base: _read_into(base, vectors, model, digests))

    def write(self, model: str, digests: Sequence[bytes], vectors: Vectors) -> None:
        """Keep vectors, one row a digest, and commit."""
        rows = [
            (model, digest, np.ascontiguousarray(vector, dtype="<f4").tobytes())
            for digest, vector in zip(digests, vectors, strict=True)
        ]
        self._attempt(lambda base: _write(base, rows))

    def _attempt(self, action: Callable[[sqlite3.Connection], _T]) -> _T:
        try:
            try:
                return self._with_base(action)
            except sqlite3.DatabaseError as error:
                # The low byte is the kind of error; the rest tells variants apart.
                if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _DAMAGED:
                    raise
                self._move_aside()
                return self._with_base(action)
        except (sqlite3.Error, OSError) as error:
            raise VectorCacheError(
                f"The vectors in {self.path} cannot be read or written ({error}). Check that the "
                "folder can be written to and has space, or set COMMON_THREAD_HOME to another."
            ) from error

    def _with_base(self, action: Callable[[sqlite3.Connection], _T]) -> _T:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.path, timeout=_BUSY_SECONDS)) as base:
            base.execute("PRAGMA journal_mode = WAL")
            base.execute("PRAGMA synchronous = NORMAL")
            base.execute(_TABLE)
            return action(base)

    def _move_aside(self) -> None:
        number = 1
        while (aside := self.path.with_name(f"{self.path.name}.damaged-{number}")).exists():
            number += 1
        self.path.replace(aside)
        for suffix in ("-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        note = f"The file of vectors was damaged; it is now {aside.name}, and a new one was begun."
        self.notes.append(note)
        _log.warning(note)


def _read_into(
    base: sqlite3.Connection, vectors: Vectors, model: str, digests: Sequence[bytes]
) -> list[int]:
    missing: list[int] = []
    length = vectors.shape[1] * 4
    for start in range(0, len(digests), _PER_QUERY):
        part = digests[start : start + _PER_QUERY]
        marks = ",".join("?" * len(part))
        query = f"SELECT digest, vector FROM vectors WHERE model = ? AND digest IN ({marks})"  # noqa: S608 - only question marks are put in
        found = dict(base.execute(query, (model, *part)))
        for place, digest in enumerate(part, start):
            blob = found.get(digest, b"")
            if len(blob) == length:
                vectors[place] = np.frombuffer(blob, dtype="<f4")
            else:
                missing.append(place)
    return missing


def _write(base: sqlite3.Connection, rows: list[tuple[str, bytes, bytes]]) -> None:
    with base:
        base.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)


def cached_vectors(
    texts: Sequence[str], encoder: Encoder, cache: VectorCache
) -> tuple[Vectors, NDArray[np.bool_]]:
    """Vectors of ``texts`` as far as the cache has them, and for each text whether it has."""
    vectors = np.zeros((len(texts), encoder.dimension), dtype=np.float32)
    kept = np.ones(len(texts), dtype=np.bool_)
    kept[cache.read_into(vectors, encoder.name, [_digest(text) for text in texts])] = False
    return vectors, kept


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()


def vectors_for(
    texts: Sequence[str],
    encoder: Encoder,
    cache: VectorCache | None = None,
    progress: Progress | None = None,
) -> Vectors:
    """Vectors of ``texts`` in their order: float32, shape (texts, dimension), length one.

    Each different text is encoded once, and only when the cache has no vector for it, so an
    encoder that loads its model late never loads it for texts seen before. ``progress`` counts
    the texts that had to be encoded. Raises VectorCacheError or ModelUnavailableError.
    """
    name = encoder.name
    cache = cache or VectorCache()
    place: dict[bytes, int] = {}
    where = [place.setdefault(_digest(text), len(place)) for text in texts]
    digests = list(place)
    first = dict(zip(reversed(where), reversed(texts), strict=True))
    vectors = np.zeros((len(digests), encoder.dimension), dtype=np.float32)
    missing = cache.read_into(vectors, name, digests)
    # Sorted by length here as well, so that each chunk makes full batches of like texts.
    missing.sort(key=lambda i: (-len(first[i]), i))
    for start in range(0, len(missing), _CHUNK):
        part = missing[start : start + _CHUNK]
        made = encoder.encode([first[i] for i in part])
        if encoder.name != name:
            # The fast path could not be loaded: what was kept under its name does not mix.
            return vectors_for(texts, encoder, cache, progress)
        vectors[part] = made
        cache.write(name, [digests[i] for i in part], made)
        if progress:
            progress(start + len(part), len(missing))
    return vectors[where] if len(where) != len(digests) else vectors
