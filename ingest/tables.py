"""Tables from CSV and XLSX files, as text with row numbers: the one door for every table.

A reader says which columns it knows and by what names (``Columns``); what comes back is a
``Table`` whose rows hold those columns by our names. Rows are numbered as a spreadsheet shows
them, so that a person finds the row a refusal speaks of.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from graph.errors import InputRefusedError
from ingest.records import Refusal

MAX_FILE_BYTES = 256 * 1024 * 1024
# The limit of Python's csv module, kept for workbooks too; the longest cell seen has 15,000.
MAX_CELL = 131_072
# Headers are looked for below titles and notes that people put on top of a table.
HEADER_WITHIN = 20

# Bytes that are not UTF-8 are decoded to halves of surrogate pairs, and workbooks can hold such.
_NOT_TEXT = (
    (re.compile("\0"), "NUL bytes, which are not text"),
    (re.compile("[\ud800-\udfff]"), "bytes that are not UTF-8 text"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = {
    b"%PDF": "a PDF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
    b"Rar!": "a compressed file",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"SQLite format 3": "a database",
    _OLE: "an old Excel or Word document",
    b"PK\x03\x04": "an Excel workbook or another zipped file",
}


@dataclass(frozen=True)
class Columns:
    """The columns a reader knows: our name for each, and the headers it is found under.

    ``needed`` names groups of columns; of each group at least one must be there.
    """

    synonyms: Mapping[str, Sequence[str]]
    needed: Sequence[Sequence[str]]

    def match(self, header: Sequence[str]) -> dict[str, int]:
        """Which of our columns stand in a header row, and where (counted from 0).

        Earlier synonyms win over later ones, so that the plainest name decides.
        """
        places: dict[str, int] = {}
        for place, cell in enumerate(header):
            places.setdefault(plain(cell), place)
        found: dict[str, int] = {}
        for name, synonyms in self.synonyms.items():
            for synonym in (name, *synonyms):
                place = places.get(plain(synonym), -1)
                if place >= 0 and place not in found.values():
                    found[name] = place
                    break
        return found

    def missing(self, found: Mapping[str, int]) -> list[Sequence[str]]:
        """The needed groups of which no column was found."""
        return [group for group in self.needed if not any(name in found for name in group)]


@dataclass(frozen=True)
class RawRow:
    """One row as it stands in the file: its number, its cells, and cells that cannot be used.
    ``colours`` are those of cells that hold a fill and nothing else: red, amber, green, blue."""

    number: int
    cells: tuple[str, ...]
    faults: Mapping[int, str] = field(default_factory=dict)
    colours: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """One row under our column names; a column that is not in the file is empty text."""

    number: int
    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")


@dataclass(frozen=True)
class Table:
    """A table that was read. ``headers`` tells under which header each of our columns was found;
    ``serials_from`` is the day from which a workbook counts days."""

    headers: Mapping[str, str]
    rows: tuple[Row, ...]
    rows_read: int
    refusals: tuple[Refusal, ...]
    notes: tuple[str, ...]
    serials_from: date | None = None


def plain(text: str) -> str:
    """A header without case, punctuation and spare spaces: ``Review_ID `` → ``review id``."""
    return " ".join(re.sub(r"[^0-9a-z]+", " ", text.casefold()).split())


def digest(path: Path) -> str:
    """sha256 of a file's bytes, as hex. Raises InputRefusedError when it cannot be read."""
    check_file(path)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_file(path: Path) -> None:
    """Raise InputRefusedError unless the path is a readable file of a size we can take in."""
    if path.is_dir():
        raise InputRefusedError(f"{path.name} is a folder. Give the file inside it.")
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            file.read(1)
    except FileNotFoundError:
        raise InputRefusedError(f"There is no file {path}. Check the name and folder.") from None
    except OSError as error:
        reason = error.strerror or "the system refuses it"
        raise InputRefusedError(f"{path.name} cannot be opened: {reason.lower()}.") from None
    if size == 0:
        raise InputRefusedError(f"{path.name} is empty. Nothing was read.")
    if size > MAX_FILE_BYTES:
        raise InputRefusedError(
            f"{path.name} has {size / 1024**2:,.0f} MB; at most {MAX_FILE_BYTES // 1024**2} MB are "
            "read from one file. Split it, or look for a cell that holds far too much."
        )


def read_table(path: Path, columns: Columns) -> Table:
    """Read a CSV or XLSX file into rows under our column names.

    Raises InputRefusedError for a file that is empty, binary, of another kind, damaged, or
    without the columns needed. Rows that cannot be used come back as refusals.
    """
    check_file(path)
    # Imported here: openpyxl is slow to import, and most files are CSV.
    if path.suffix.lower() in {".xlsx", ".xlsm"}:
        from ingest.sheets import best_sheet

        return best_sheet(path, columns)
    from ingest.delimited import best_delimiter

    return best_delimiter(path, columns)


def refuse_other_kinds(path: Path, head: bytes) -> None:
    """Raise InputRefusedError when the first bytes show that a .csv is something else."""
    if path.suffix.lower() in {".xls", ".ods", ".xlsb", ".numbers"}:
        raise InputRefusedError(
            f"{path.name} is a {path.suffix.lower()} workbook, which is not read. "
            "Open it and save it as .xlsx or as .csv (UTF-8)."
        )
    for signature, what in _SIGNATURES.items():
        if head.startswith(signature):
            raise InputRefusedError(
                f"{path.name} is {what}, not a table of text. Save the table as .csv or .xlsx."
            )


def find_header(rows: Sequence[RawRow], columns: Columns) -> tuple[int, dict[str, int]]:
    """The row among the first ones that fits our columns best: its place, and what was found."""
    best: tuple[int, dict[str, int]] = (0, {})
    for place, row in enumerate(rows[:HEADER_WITHIN]):
        found = columns.match(row.cells)
        if fitness(found, columns) > fitness(best[1], columns):
            best = (place, found)
    return best


def fitness(found: Mapping[str, int], columns: Columns) -> tuple[int, int]:
    """How well a header fits: needed groups met first, then columns known."""
    return (len(columns.needed) - len(columns.missing(found)), len(found))


def make_table(
    path: Path,
    rows: Sequence[RawRow],
    columns: Columns,
    notes: Sequence[str] = (),
    serials_from: date | None = None,
) -> Table:
    """Put rows under our column names; raises InputRefusedError when a needed one is missing."""
    place, found = find_header(rows, columns)
    if columns.missing(found):
        raise InputRefusedError(_what_is_missing(path, rows, place, found, columns))
    header = rows[place]
    kept, refusals = [], []
    body = [row for row in rows[place + 1 :] if any(c.strip() for c in row.cells) or row.faults]
    for row in body:
        fault = _fault(row, header, set(found.values()))
        if fault:
            refusals.append(Refusal(row.number, fault))
            continue
        cells = dict(enumerate(row.cells))
        kept.append(
            Row(row.number, {name: cells.get(at, "").strip() for name, at in found.items()})
        )
    if not body:
        raise InputRefusedError(f"{path.name} has a header but no rows. Nothing was read.")
    return Table(
        {name: header.cells[at] for name, at in found.items()},
        tuple(kept),
        len(body),
        tuple(refusals),
        (*notes, *_unread(header, found)),
        serials_from,
    )


def _fault(row: RawRow, header: RawRow, used: set[int]) -> str:
    for place, fault in sorted(row.faults.items()):
        if place in used:
            return fault
    for place in sorted(used & set(range(len(row.cells)))):
        for pattern, what in _NOT_TEXT:
            if pattern.search(row.cells[place]):
                return f"column '{_shown(header.cells[place])}' holds {what}"
    spare = [cell for cell in row.cells[len(header.cells) :] if cell.strip()]
    if spare:
        return (
            f"has {len(row.cells)} cells where the header has {len(header.cells)}; "
            "a cell with a comma in it needs quotation marks"
        )
    return ""


def _unread(header: RawRow, found: Mapping[str, int]) -> Iterator[str]:
    used = set(found.values())
    unread = [_shown(c) for at, c in enumerate(header.cells) if c.strip() and at not in used]
    if unread:
        yield "columns not read: " + ", ".join(unread)


def _shown(text: str) -> str:
    text = text.replace("\0", " ").encode(errors="replace").decode()
    short = " ".join(text.split())
    return short if len(short) <= 40 else short[:39] + "…"


def _what_is_missing(
    path: Path,
    rows: Sequence[RawRow],
    place: int,
    found: Mapping[str, int],
    columns: Columns,
) -> str:
    if not found:
        place = next((at for at, row in enumerate(rows) if any(c.strip() for c in row.cells)), 0)
    cells = rows[place].cells if rows else ()
    headers = ", ".join(f"'{_shown(c)}'" for c in cells[:30] if c.strip()) or "none"
    lacking = []
    for group in columns.missing(found):
        accepted = [synonym for name in group for synonym in (name, *columns.synonyms[name])]
        lacking.append(f"'{group[0]}' (accepted: {', '.join(dict.fromkeys(accepted))})")
    return (
        f"{path.name} has no column for {'; nor for '.join(lacking)}. "
        f"Headers found: {headers}. Rename a column and read the file again."
    )
