"""Rows of an XLSX workbook: dates, formulas, merged cells, and bounds on what it unpacks to."""

from __future__ import annotations

import colorsys
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries

from graph.errors import InputRefusedError
from ingest.tables import MAX_CELL, Columns, RawRow, Table, find_header, fitness, make_table

# A workbook of 100,000 recommendations unpacks to about 60 MB; a "zip bomb" to gigabytes.
MAX_UNPACKED_BYTES = 160 * 1024 * 1024
_CHUNK = 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MERGED = re.compile(rb'<mergeCell\s[^>]*?ref="([A-Z0-9:]+)"')
_HIDDEN = re.compile(rb'<row\s(?=[^>]*?hidden="(?:1|true)")[^>]*?\br="(\d+)"')
_FORMULA = re.compile(rb"<f[\s>/]")
# What zipfile and openpyxl raise for damaged parts; defusedxml's refusals are ValueErrors, and
# broken XML is a SyntaxError.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    SyntaxError,
    NotImplementedError,
    OverflowError,
)
# Long enough that a tag cut by a chunk's end is whole in the next search.
_OVERLAP = 256


@dataclass(frozen=True)
class Sheet:
    """A visible sheet: its title, its rows, and how many of them are hidden (read all the same:
    a filter that somebody left on hides what still belongs to the table)."""

    title: str
    rows: list[RawRow]
    hidden_rows: int = 0


@dataclass(frozen=True)
class Workbook:
    """The visible sheets of a workbook, titles of hidden ones, and the day it counts from."""

    sheets: list[Sheet]
    hidden: list[str]
    serials_from: date


def best_sheet(path: Path, columns: Columns) -> Table:
    """Read the sheet whose header fits best; a note says which when there are several.

    Raises InputRefusedError for what is no workbook, is encrypted or damaged, or unpacks to
    more than can be taken in.
    """
    book = read_workbook(path)
    filled = [sheet for sheet in book.sheets if sheet.rows]
    if not filled:
        raise InputRefusedError(f"{path.name} has no sheet with rows. Nothing was read.")
    best = max(filled, key=lambda sheet: fitness(find_header(sheet.rows, columns)[1], columns))
    notes = []
    if len(filled) > 1:
        others = ", ".join(f"'{sheet.title}'" for sheet in filled if sheet is not best)
        notes.append(f"sheet '{best.title}' was read; not read: {others}")
    return make_table(path, best.rows, columns, notes, book.serials_from)


def visible_sheets(path: Path) -> list[tuple[str, list[RawRow]]]:
    """Title and rows of every visible sheet; raises InputRefusedError as ``best_sheet`` does."""
    return [(sheet.title, sheet.rows) for sheet in read_workbook(path).sheets]


def read_workbook(path: Path) -> Workbook:
    """All that a workbook shows; raises InputRefusedError as ``best_sheet`` does."""
    try:
        _check_zip(path)
        with warnings.catch_warnings():
            # openpyxl tells of parts it leaves out (drop-down lists, colours); none matters here.
            warnings.simplefilter("ignore", UserWarning)
            return _sheets(path)
    except _DAMAGED:
        raise InputRefusedError(
            f"{path.name} is damaged or holds parts that are not safe to read. "
            "Open it in a spreadsheet and save it again as .xlsx or .csv."
        ) from None


def _check_zip(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(_OLE):
        if _contains(path, _ENCRYPTED):
            raise InputRefusedError(
                f"{path.name} is protected by a password. Open it, take the password off, save it."
            )
        raise InputRefusedError(
            f"{path.name} is an old Excel workbook. Open it and save it as .xlsx or .csv (UTF-8)."
        )
    if not zipfile.is_zipfile(path):
        raise InputRefusedError(f"{path.name} is not an Excel workbook, whatever its name says.")
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
    if "xl/workbook.xml" not in {member.filename for member in members}:
        raise InputRefusedError(
            f"{path.name} is not an .xlsx workbook. Open it and save it as .xlsx or .csv (UTF-8)."
        )
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED_BYTES:
        raise InputRefusedError(
            f"{path.name} unpacks to {unpacked / 1024**2:,.0f} MB; at most "
            f"{MAX_UNPACKED_BYTES // 1024**2} MB are read. Take out sheets and pictures that are "
            "not needed, or a cell that holds far too much."
        )


def _contains(path: Path, needle: bytes) -> bool:
    tail = b""
    with path.open("rb") as file:
        for chunk in iter(lambda: file.read(_CHUNK), b""):
            if needle in tail + chunk:
                return True
            tail = chunk[-_OVERLAP:]
    return False


def _sheets(path: Path) -> Workbook:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    try:
        sheets = []
        formulas: Any = None
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            has_formula, merged, hidden = _scan(path, sheet)
            if has_formula and formulas is None:
                formulas = openpyxl.load_workbook(path, read_only=True, keep_links=False)
            twin = formulas[sheet.title] if has_formula else None
            sheets.append(Sheet(sheet.title, _fill(list(_rows(sheet, twin)), merged), hidden))
        if formulas is not None:
            formulas.close()
        away = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
        return Workbook(sheets, away, book.epoch.date())
    finally:
        book.close()


def _scan(path: Path, sheet: Any) -> tuple[bool, list[str], int]:
    """Whether a sheet holds formulas, its merged ranges, and how many rows are hidden:
    read-only mode shows none of these."""
    formula, merged, hidden, tail = False, {}, set[bytes](), b""
    with zipfile.ZipFile(path) as archive, archive.open(sheet._worksheet_path.lstrip("/")) as part:
        for chunk in iter(lambda: part.read(_CHUNK), b""):
            window = tail + chunk
            formula = formula or _FORMULA.search(window) is not None
            merged.update(dict.fromkeys(_MERGED.findall(window)))
            hidden.update(_HIDDEN.findall(window))
            tail = window[-_OVERLAP:]
    return formula, [found.decode() for found in merged], len(hidden)


def _rows(sheet: Any, twin: Any) -> Iterator[RawRow]:
    # The size a sheet states of itself may be wrong; without it every row is read.
    sheet.reset_dimensions()
    if twin is not None:
        twin.reset_dimensions()
    formulas = twin.iter_rows() if twin is not None else None
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        beside = next(formulas, ()) if formulas is not None else ()
        texts, faults, colours = [], {}, {}
        for place, cell in enumerate(cells):
            text = _text(cell.value)
            written = beside[place] if place < len(beside) else None
            fault = _fault(cell, text, written, f"{get_column_letter(place + 1)}{number}")
            if fault:
                faults[place] = fault
            if not text and getattr(cell, "has_style", False):
                colours[place] = _colour(cell.fill)
            texts.append(text)
        yield RawRow(number, tuple(texts), faults, {at: c for at, c in colours.items() if c})


def _colour(fill: Any) -> str:
    """The colour of a filled cell, if it is one that a rating has; theme colours have no value
    of their own."""
    code = fill.fgColor.rgb if fill is not None and fill.patternType == "solid" else None
    if not isinstance(code, str) or not re.fullmatch("[0-9A-Fa-f]{8}", code):
        return ""
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (2, 4, 6))
    hue, light, strong = colorsys.rgb_to_hls(red, green, blue)
    if strong < 0.25 or not 0.15 < light < 0.93:
        return ""
    degrees = hue * 360
    named = ((20, "red"), (65, "amber"), (170, "green"), (260, "blue"), (330, ""), (361, "red"))
    return next(name for limit, name in named if degrees < limit)


def _fault(cell: Any, text: str, written: Any, name: str) -> str:
    if cell.data_type == "e":
        return f"cell {name} holds the error {text}"
    if len(text) > MAX_CELL:
        return f"cell {name} holds more than {MAX_CELL:,} characters"
    if cell.value is None and written is not None and written.data_type == "f":
        return (
            f"cell {name} holds a formula without a stored value; open the workbook in a "
            "spreadsheet and save it, or paste the value"
        )
    return ""


def _text(value: Any) -> str:
    """A cell's value as text: dates as ISO, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _fill(rows: list[RawRow], merged: Sequence[str]) -> list[RawRow]:
    """Give merged cells below the first its value, and every row the width of the widest.

    Cells to the right stay empty: a heading over a whole row is no value of each column.
    """
    width = max((len(row.cells) for row in rows), default=0)
    cells = [[*row.cells, *[""] * (width - len(row.cells))] for row in rows]
    for reference in merged:
        left, top, _, bottom = (edge or 0 for edge in range_boundaries(reference))
        if not (0 < top <= len(cells) and 0 < left <= width):
            continue
        value = cells[top - 1][left - 1]
        for row in cells[top - 1 : bottom]:
            row[left - 1] = value
    while cells and not any(cell.strip() for cell in cells[-1]) and not rows[len(cells) - 1].faults:
        cells.pop()
    return [
        RawRow(row.number, tuple(filled), row.faults, row.colours)
        for row, filled in zip(rows, cells, strict=False)
    ]
