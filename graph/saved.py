"""Queries that somebody saved: files in the home folder, of the same form as those of ``queries/``.

Nothing is saved that nobody asked to have saved. A file may be moved into ``queries/`` as it is,
and is then a question of the catalogue.
"""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

from graph.catalogue import Query, read, source
from graph.errors import CommonThreadError
from graph.settings import home

LONGEST_NAME = 60
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)")  # no names of files on Windows


def folder() -> Path:
    """Where saved queries are kept."""
    return home() / "queries"


def name_of(title: str) -> str:
    """A title as the name of a file: small letters, digits and underscores.
    Raises CommonThreadError when nothing is left of it."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:LONGEST_NAME].rstrip("_")
    if not name or _RESERVED.fullmatch(name):
        raise CommonThreadError("A query is saved under its title: give it a few words.")
    return name


def saved() -> tuple[dict[str, Query], list[str]]:
    """All saved queries by name, and a sentence on each file there that is no query."""
    found: dict[str, Query] = {}
    refused: list[str] = []
    for path in sorted(folder().glob("*.cypher")):
        try:
            found[path.stem] = read(path)
        except (CommonThreadError, OSError, UnicodeDecodeError) as error:
            refused.append(f"{path.name} cannot be read as a query. {error}")
    return found, refused


def save(query: Query) -> Path:
    """Keep a query under its name, in place of one that is there, whole or not at all; its file.
    Raises CommonThreadError when the folder cannot be written."""
    path = folder() / f"{query.name}.cypher"
    fresh = path.with_suffix(".new")
    try:
        folder().mkdir(parents=True, exist_ok=True)
        fresh.write_text(source(query), encoding="utf-8")
        os.replace(fresh, path)  # noqa: PTH105 - what replaces a file on Windows too
    except OSError as error:
        raise CommonThreadError(
            f"The query could not be saved in {folder()} ({error.strerror}). "
            "Check the free space and the rights of that folder."
        ) from error
    return path


def delete(name: str) -> None:
    """Take away a saved query; nothing happens when it is gone already."""
    if name in saved()[0]:  # so that no name leads out of the folder
        (folder() / f"{name}.cypher").unlink(missing_ok=True)
