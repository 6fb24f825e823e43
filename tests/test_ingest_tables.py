"""Tables as rows of text: encodings, delimiters, workbooks, and bounds on what is read."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from graph.errors import InputRefusedError
from ingest.tables import MAX_CELL, Columns, Table, read_table

COLUMNS = Columns({"name": ("title",), "text": ("recommendation",)}, needed=(("text",),))


def _read(path: Path, content: bytes) -> Table:
    path.write_bytes(content)
    return read_table(path, COLUMNS)


def _values(table: Table) -> list[tuple[int, str, str]]:
    return [(row.number, row["name"], row["text"]) for row in table.rows]


def _workbook(path: Path, fill: Callable[[Worksheet], None]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    fill(sheet)
    book.save(path)
    return path


TEXT = "Title,Recommendation\nA,Café and “tea”\n"


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_encodings_are_told_from_the_bytes(tmp_path: Path, encoding: str, note: str) -> None:
    table = _read(tmp_path / "t.csv", TEXT.encode(encoding))
    assert _values(table) == [(2, "A", "Café and “tea”")]
    assert note in "".join(table.notes)
    assert bool(note) == bool(table.notes)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(tmp_path: Path, delimiter: str, newline: str) -> None:
    lines = [["Title", "Recommendation"], ["A", '"one, two; three\nfour"'], ["B", "five"]]
    text = newline.join(delimiter.join(line) for line in lines)
    table = _read(tmp_path / "t.csv", text.encode())
    assert _values(table) == [(2, "A", "one, two; three\nfour"), (3, "B", "five")]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    text = 'Plan of 2020\n\nRecommendation,Title\n"a\nb",A\n\n,,\nc,B\nd\ne,E,one cell too many\n'
    table = _read(tmp_path / "t.csv", text.encode())
    assert _values(table) == [(4, "A", "a\nb"), (7, "B", "c"), (8, "", "d")]
    assert [refusal.row for refusal in table.refusals] == [9]
    assert table.rows_read == 4


def test_headers_differ_in_case_and_marks_and_unknown_ones_are_named(tmp_path: Path) -> None:
    table = _read(tmp_path / "t.csv", b" RECOMMENDATION* ,Colour,Title\na,red,A\n")
    assert _values(table) == [(2, "A", "a")]
    assert table.notes == ("columns not read: Colour",)


def test_a_few_damaged_bytes_refuse_their_row_alone(tmp_path: Path) -> None:
    content = "Title,Recommendation\nA,Café über alles\n".encode() + b"B,caf\xe9\nC,d\0e\nD,f\n"
    table = _read(tmp_path / "t.csv", content)
    assert [number for number, _, _ in _values(table)] == [2, 5]
    assert [(r.row, r.reason) for r in table.refusals] == [
        (3, "column 'Recommendation' holds bytes that are not UTF-8 text"),
        (4, "column 'Recommendation' holds NUL bytes, which are not text"),
    ]


def test_the_longest_cell_is_taken_and_one_beyond_it_is_not(tmp_path: Path) -> None:
    table = _read(tmp_path / "t.csv", b"Recommendation\n" + b"x" * MAX_CELL + b"\n")
    assert len(table.rows[0]["text"]) == MAX_CELL
    with pytest.raises(InputRefusedError, match=r"^Row 2 of"):
        _read(tmp_path / "t.csv", b"Recommendation\n" + b"x" * (MAX_CELL + 1) + b"\n")


def test_a_workbook_gives_dates_numbers_and_merged_cells_as_text(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Action plan of the Partnership"])
        sheet.merge_cells("A1:B1")
        sheet.append(["Title", "Recommendation"])
        for row in ([datetime(2020, 12, 31), "a"], [3.0, "b"], [1.5, None], [True, "=c"]):
            sheet.append(row)
        sheet.merge_cells("B4:B5")
        sheet["B6"].data_type = "s"

    table = read_table(_workbook(tmp_path / "t.xlsx", fill), COLUMNS)
    assert _values(table) == [
        (3, "2020-12-31", "a"),
        (4, "3", "b"),
        (5, "1.5", "b"),
        (6, "yes", "=c"),
    ]


def test_the_sheet_that_fits_is_read_and_named(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.title = "Guidance"
        sheet.append(["How to fill in this workbook"])
        book = sheet.parent
        assert book is not None
        book.create_sheet("Plan").append(["Title", "Recommendation"])
        book["Plan"].append(["A", "a"])
        book.create_sheet("Old").append(["Title", "Recommendation"])
        book["Old"].append(["Z", "z"])
        book["Old"].sheet_state = "hidden"

    table = read_table(_workbook(tmp_path / "t.xlsx", fill), COLUMNS)
    assert _values(table) == [(2, "A", "a")]
    assert table.notes == ("sheet 'Plan' was read; not read: 'Guidance'",)


def test_formulas_count_with_their_stored_value_or_refuse_their_row(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (["Recommendation", "Days"], ["=A3", 1], ["a", "=1+1"], ["#REF!", 2]):
            sheet.append(row)

    path = _workbook(tmp_path / "t.xlsx", fill)
    table = read_table(path, COLUMNS)
    # The formula of a column that is not read does no harm.
    assert _values(table) == [(3, "", "a")]
    assert [refusal.row for refusal in table.refusals] == [2, 4]
    assert "cell A2 holds a formula without a stored value" in table.refusals[0].reason
    assert "cell A4 holds the error #REF!" in table.refusals[1].reason

    stored = tmp_path / "stored.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stored, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("sheet1.xml"):
                part = re.sub(
                    rb'<c r="A2"><f>A3</f><v ?(/>|></v>)',
                    b'<c r="A2" t="str"><f>A3</f><v>a</v>',
                    part,
                )
            new.writestr(name, part)
    assert _values(read_table(stored, COLUMNS)) == [(2, "", "a"), (3, "", "a")]


def test_a_workbook_that_unpacks_to_too_much_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (161 * 1024 * 1024))
    assert path.stat().st_size < 1024 * 1024
    with pytest.raises(InputRefusedError, match="unpacks to 161 MB"):
        read_table(path, COLUMNS)
