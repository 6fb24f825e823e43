"""Files on their way out: whole or not there at all, and what stands inside an archive."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO, TextIO
from zipfile import ZIP_DEFLATED, ZipFile

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
        with part.open("wb") as out:
            yield out
        part.replace(path)
    except OSError as error:
        raise CommonThreadError(
            f"{path} could not be written: {error.strerror or error}. Nothing was left behind; "
            "check the room on the disk and your right to write there."
        ) from error
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def zipped(out: BinaryIO) -> Iterator[ZipFile]:
    """A zip archive being written."""
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=4) as archive:
        yield archive


@contextmanager
def text_in(archive: ZipFile, name: str) -> Iterator[TextIO]:
    """A text file of the archive, written as it comes, in UTF-8 with plain line feeds."""
    with (
        archive.open(name, "w", force_zip64=True) as raw,
        TextIOWrapper(raw, encoding="utf-8", newline="") as out,
    ):
        yield out


def csv_line(values: Iterable[Any]) -> str:
    """One line of CSV for a program (RFC 4180): texts in quotation marks, empty for None, and
    nothing changed. A text that a spreadsheet would run as a formula stays what it is."""
    return ",".join(map(_field, values)) + "\n"


def _field(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return '"' + text.replace('"', '""') + '"'
