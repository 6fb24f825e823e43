"""What stands inside an archive on its way out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import Any, BinaryIO, TextIO
from zipfile import ZIP_DEFLATED, ZipFile


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
