"""A table to take away: XLSX for people, JSON for programs, each with where it comes from.

CSV (``graph/export.py``) holds plain rows and nothing else: a line of comment before the header
would be the header to a spreadsheet and to pandas. What a CSV file is of stands in its name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from exports.graph_files import xml_text
from exports.provenance import Provenance
from graph.export import as_text
from graph.store import Row

_WIDEST = 60  # of a column, in characters; longer texts are wrapped
_LONGEST = 32_767  # characters that a cell of a spreadsheet holds
_MOST_LINKS = 65_000  # a sheet with more than 65,530 does not open
_LONGEST_LINK = 2_079
_MOST_DIGITS = 10**15  # of a whole number that a spreadsheet keeps exactly
_CUT = " … (cut here: a cell holds no more; CSV and JSON have the whole)"
_ISO = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?")
_FIRST_YEAR = 1901  # before that, spreadsheets do not agree on dates
_LINK_WORDS = "Source report"
_FONT = "Calibri"  # openpyxl's own for what has no font of its own
_LINE = 15  # points; a row's height is told, as not every spreadsheet works it out
_MOST_LINES = 12


def to_json(rows: Sequence[Row], about: Provenance) -> str:
    """``{"about": …, "rows": […]}``: where the rows come from, and the rows."""
    whole = {"about": about.as_json(), "rows": list(rows)}
    return json.dumps(whole, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def to_xlsx(
    rows: Sequence[Row],
    columns: Sequence[str],
    about: Provenance,
    headings: Mapping[str, str] | None = None,
) -> bytes:
    """A workbook: the rows under a header that stays in sight, and a sheet 'About this table'.

    Numbers, truths and columns of ISO dates are such; addresses are links named 'Source report',
    since a coroner's address carries the name of the person who died. No text is a formula, not
    even when its cell is edited. ``headings`` names columns in a reader's words.
    """
    from openpyxl import Workbook  # over a second to import, and needed at a click only

    book = Workbook(write_only=True)
    shown = [(column, (headings or {}).get(column, column)) for column in columns]
    _rows_sheet(book, rows, shown)
    names = [
        (f"Column '{heading}'", f"'{name}' in CSV and JSON")
        for name, heading in shown
        if heading != name
    ]
    _about_sheet(book, about.lines() + names)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


class _Sheet:
    """One sheet being written. A look is made once and shared by its cells: made anew for each,
    looks take nine tenths of the time."""

    def __init__(self, book: Any, title: str) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font
        from openpyxl.worksheet.properties import PageSetupProperties

        self._new = WriteOnlyCell
        self._rows = 0
        self.sheet = book.create_sheet(title)
        self.sheet.page_setup.orientation = "landscape"
        self.sheet.page_setup.paperSize = "9"  # A4
        self.sheet.page_setup.fitToHeight = 0  # as wide as a page, as long as it takes
        self.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self._looks: dict[str, Any] = {}
        for name, wrapped, font, format_ in (
            ("text", False, None, None),
            ("wrapped", True, None, None),
            ("bold", False, Font(name=_FONT, size=11, bold=True), None),
            ("link", False, Font(name=_FONT, size=11, color="0563C1", underline="single"), None),
            ("number", False, None, "General"),
            ("date", False, None, "yyyy-mm-dd"),
            ("time", False, None, "yyyy-mm-dd hh:mm"),
        ):
            cell = WriteOnlyCell(self.sheet)
            cell.alignment = Alignment(vertical="top", wrap_text=wrapped)
            if font:
                cell.font = font
            if format_:
                cell.number_format = format_
            else:  # a spreadsheet may not take the text for something else when it is edited
                cell.quotePrefix = True
            self._looks[name] = cell._style

    def cell(self, value: Any, *, dated: bool = False) -> Any:
        """The cell that a value makes."""
        if value is None or value == "":
            return None
        if isinstance(value, bool | float | int):
            if abs(value) >= _MOST_DIGITS:
                return self.text(str(value))
            return self._look(self._new(self.sheet, value), "number")
        if not dated:
            return self.text(as_text(value))
        timed = "T" in value
        moment = datetime.fromisoformat(value) if timed else date.fromisoformat(value)
        return self._look(self._new(self.sheet, moment), "time" if timed else "date")

    def text(self, text: str, look: str = "") -> Any:
        """A cell that is text whatever it says: its type is set after openpyxl has guessed one."""
        said = xml_text(text).replace("\r\n", "\n").replace("\r", "\n")
        if len(said) > _LONGEST:
            said = said[: _LONGEST - len(_CUT)] + _CUT
        cell = self._new(self.sheet, said)
        cell.data_type = "s"
        return self._look(
            cell, look or ("wrapped" if len(said) > _WIDEST or "\n" in said else "text")
        )

    def link(self, address: str) -> Any:
        cell = self.text(_LINK_WORDS, "link")
        cell.hyperlink = address
        return cell

    def append(self, cells: Sequence[Any]) -> None:
        """Add a row, as high as the longest of its wrapped texts needs within reason."""
        self._rows += 1
        texts = [cell.value for cell in cells if isinstance(getattr(cell, "value", None), str)]
        lines = max(
            (sum(1 + len(line) // _WIDEST for line in t.split("\n")) for t in texts), default=1
        )
        if lines > 1:
            self.sheet.row_dimensions[self._rows].height = _LINE * min(lines, _MOST_LINES)
        self.sheet.append(cells)

    def _look(self, cell: Any, name: str) -> Any:
        cell._style = self._looks[name]
        return cell


def _rows_sheet(book: Any, rows: Sequence[Row], shown: Sequence[tuple[str, str]]) -> None:
    from openpyxl.utils import get_column_letter

    page = _Sheet(book, "Table")
    page.sheet.freeze_panes = "A2"
    page.sheet.print_title_rows = "1:1"
    for place, (name, heading) in enumerate(shown, start=1):
        width = _width(rows, name, heading)
        page.sheet.column_dimensions[get_column_letter(place)].width = width
    if shown:
        page.sheet.auto_filter.ref = f"A1:{get_column_letter(len(shown))}{len(rows) + 1}"
    dated = {name for name, _ in shown if _all_dates(rows, name)}
    page.append([page.text(heading, "bold") for _, heading in shown])
    links = 0
    for row in rows:
        cells = []
        for name, _ in shown:
            value = row.get(name)
            if links < _MOST_LINKS and _is_address(value):
                links += 1
                cells.append(page.link(str(value)))
            else:
                cells.append(page.cell(value, dated=name in dated))
        page.append(cells)


def _about_sheet(book: Any, facts: Sequence[tuple[str, str]]) -> None:
    page = _Sheet(book, "About this table")
    page.sheet.column_dimensions["A"].width = 24
    page.sheet.column_dimensions["B"].width = _WIDEST + 6
    for name, words in facts:
        page.append([page.text(name, "bold"), page.text(words, "wrapped")])


def _is_address(value: Any) -> bool:
    if not isinstance(value, str) or len(value) > _LONGEST_LINK:
        return False
    return bool(re.fullmatch(r"https?://[^\s/]\S*", value, re.IGNORECASE))


def _all_dates(rows: Sequence[Row], name: str) -> bool:
    """Whether a column has dates and nothing else, so that none of it would stay text."""
    known = [row[name] for row in rows if row.get(name) not in (None, "")]
    return bool(known) and all(_is_date(value) for value in known)


def _is_date(value: Any) -> bool:
    if not isinstance(value, str) or not _ISO.fullmatch(value):
        return False
    try:
        return datetime.fromisoformat(value).year >= _FIRST_YEAR
    except ValueError:
        return False


def _width(rows: Sequence[Row], name: str, heading: str) -> int:
    """Room for the heading with its filter's button, and for most of what stands below."""
    lengths = sorted(
        len(_LINK_WORDS) if _is_address(row.get(name)) else len(as_text(row.get(name)))
        for row in rows
    )
    most = lengths[int(len(lengths) * 0.9)] if lengths else 0
    return min(_WIDEST, max(len(heading) + 4, most + 2))
