"""Files on their way out: whole or not there at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from graph.errors import CommonThreadError


@contextmanager
def new_file(path: Path, *, force: bool = False) -> Iterator[BinaryIO]:
    """A file that gets its name when it is whole; until then it stands beside it as ``.part``,
    and is gone when anything goes wrong. Raises CommonThreadError where it cannot be written,
    and where there is one already, unless by ``force``."""
    if path.is_dir():
        raise CommonThreadError(f"{path} is a folder. Name a file in it.")
    if not path.parent.is_dir():
        raise CommonThreadError(f"There is no folder {path.parent}. Make it, or name another.")
    if path.exists() and not force:
        raise CommonThreadError(f"{path} is there already. Name another, or say --force.")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("w+b") as out:
            yield out
        part.replace(path)
    except OSError as error:
        raise CommonThreadError(
            f"{path} could not be written: {error.strerror or error}. Nothing was left behind; "
            "check the room on the disk and your right to write there."
        ) from error
    finally:
        part.unlink(missing_ok=True)
