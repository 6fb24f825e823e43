"""Rows of a CSV file: its encoding, its delimiter, and bounds on what one cell may hold."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TextIO

from graph.errors import InputRefusedError
from ingest.tables import (
    HEADER_WITHIN,
    MAX_CELL,
    Columns,
    RawRow,
    Table,
    check_file,
    find_header,
    fitness,
    make_table,
    refuse_other_kinds,
)

DELIMITERS = (",", ";", "\t", "|")
_CHUNK = 1024 * 1024
# A line may hold several long cells; beyond this it is not read on, so that memory stays flat.
_MAX_LINE = 20 * MAX_CELL
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Control characters that no text editor writes; a file with many of them is not text.
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 26, 27})
# Where "surrogateescape" puts the bytes that are not UTF-8.
_NOT_UTF8 = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True)
class _Encoding:
    name: str
    errors: str = "strict"
    note: str = ""


def best_delimiter(path: Path, columns: Columns) -> Table:
    """Read a CSV file with the delimiter under which its header fits best.

    Raises InputRefusedError for what is no text, for a cell beyond the limit (with its row),
    and for quotation marks that do not close.
    """
    encoding = _encoding(path)
    best = max(DELIMITERS, key=lambda delimiter: _fit(path, encoding, delimiter, columns))
    rows = list(_rows(path, encoding, best))
    return make_table(path, rows, columns, [encoding.note] if encoding.note else [])


def read_text(path: Path) -> tuple[str, str]:
    """A text file's content by the same rules of encoding, and a note on which it was."""
    check_file(path)
    encoding = _encoding(path)
    try:
        return path.read_text(encoding=encoding.name, errors="replace"), encoding.note
    except UnicodeError:
        raise InputRefusedError(f"{path.name} is damaged. Save it again as UTF-8 text.") from None


def _fit(
    path: Path, encoding: _Encoding, delimiter: str, columns: Columns
) -> tuple[tuple[int, int], int]:
    head: list[RawRow] = []
    # The wrong delimiter can break quoting; the one that is chosen will say what is wrong.
    with suppress(InputRefusedError):
        head.extend(islice(_rows(path, encoding, delimiter), HEADER_WITHIN))
    widest = max((len(row.cells) for row in head), default=0)
    return fitness(find_header(head, columns)[1], columns), widest


def _encoding(path: Path) -> _Encoding:
    """The file's encoding, by its mark, else UTF-8 if the bytes are that, else Windows-1252."""
    with path.open("rb") as file:
        head = file.read(65536)
    refuse_other_kinds(path, head)
    for mark, name in _BOMS:
        if head.startswith(mark):
            return _Encoding(name, note="" if name == "utf-8-sig" else "read as UTF-16")
    for name, nuls in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if len(nuls) > 1 and nuls.count(0) > 0.7 * len(nuls):
            return _Encoding(name, note="read as UTF-16")
    stray = len(head) - len(head.translate(None, _CONTROLS))
    if stray > 0.01 * len(head) + 8:
        raise InputRefusedError(
            f"{path.name} is not a text file (it holds bytes that no table has). "
            "Save the table as .csv or .xlsx."
        )
    good, bad, undefined = _count_utf8(path)
    if not bad:
        return _Encoding("utf-8")
    if good > bad:
        return _Encoding("utf-8", "surrogateescape", "read as UTF-8, though some bytes are not")
    if undefined:
        raise InputRefusedError(
            f"{path.name} is neither UTF-8 nor Windows-1252 text. Save it as .csv (UTF-8)."
        )
    return _Encoding("cp1252", note="read as Windows-1252, because the bytes are not UTF-8")


def _count_utf8(path: Path) -> tuple[int, int, int]:
    """Characters beyond ASCII that are good UTF-8, bytes that are not, and bytes that
    Windows-1252 does not know."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    good = bad = undefined = 0
    with path.open("rb") as file:
        for chunk in iter(lambda: file.read(_CHUNK), b""):
            text = decoder.decode(chunk)
            wrong = len(_NOT_UTF8.findall(text))
            good += len(text) - len(text.encode("ascii", "ignore")) - wrong
            bad += wrong
            undefined += sum(chunk.count(byte) for byte in b"\x81\x8d\x8f\x90\x9d")
    return good, bad + len(decoder.getstate()[0]), undefined


def _lines(file: TextIO) -> Iterator[str]:
    for line in iter(lambda: file.readline(_MAX_LINE), ""):
        if len(line) == _MAX_LINE:
            raise csv.Error("line beyond the limit")
        yield line


def _rows(path: Path, encoding: _Encoding, delimiter: str) -> Iterator[RawRow]:
    number = 0
    try:
        with path.open(encoding=encoding.name, errors=encoding.errors, newline="") as file:
            reader = csv.reader(_lines(file), delimiter=delimiter, strict=True)
            for number, cells in enumerate(reader, start=1):
                yield RawRow(number, tuple(cells))
    except csv.Error as error:
        if "limit" in str(error):
            raise InputRefusedError(
                f"Row {number + 1} of {path.name} holds a cell of more than {MAX_CELL:,} "
                "characters; often a quotation mark was never closed. Nothing of the file was read."
            ) from None
        raise InputRefusedError(
            f"Row {number + 1} of {path.name} has a quotation mark that is never closed or stands "
            "inside a cell by itself. Correct it, or save the table again from a spreadsheet."
        ) from None
    except UnicodeError:
        raise InputRefusedError(
            f"{path.name} is damaged after row {number}: its {encoding.name} text breaks off. "
            "Save it again as .csv (UTF-8)."
        ) from None
