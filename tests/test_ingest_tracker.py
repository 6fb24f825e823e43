"""Recommendation trackers as boards keep them in workbooks, read without editing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from graph.errors import InputRefusedError
from ingest.__main__ import main
from ingest.records import Reading, RecommendationRecord
from ingest.review_files import read_review_file
from tests.ingesting import dump

HEADER = ["No.", "Agency", "Recommendation", "Action", "Lead officer", "RAG", "Date"]


class _Book:
    """A workbook in the making."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.Workbook()
        assert self.book.active is not None
        self.book.remove(self.book.active)

    def sheet(self, title: str, *rows: Sequence[Any]) -> Worksheet:
        sheet = self.book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        return sheet

    def read(self) -> Reading:
        self.book.save(self.path)
        return read_review_file(self.path)


@pytest.fixture
def book(tmp_path: Path) -> _Book:
    return _Book(tmp_path / "SAB tracker_2024.xlsx")


def _said(found: Reading) -> list[tuple[str, tuple[str, ...], str, str]]:
    return [
        (r.text, r.addressees, r.plan_status, r.plan_target_date) for r in found.recommendations
    ]


def _by_text(found: Reading) -> dict[str, RecommendationRecord]:
    return {record.text: record for record in found.recommendations}


def test_a_plain_tracker_is_named_after_its_file(book: _Book) -> None:
    book.sheet(
        "Sheet1",
        HEADER,
        [1, "Northshire Police", "Train officers.", "Write a course.", "DI", "G", date(2024, 3, 1)],
        [2, "", "Audit cases.", "Audit ten.", "", "A", 45383],
        [3, "NHS England", "Publish a guide.", "Draft it.", "", "R", "Spring 2024"],
    )
    found = book.read()
    assert [review.title for review in found.reviews] == ["SAB tracker 2024"]
    assert _said(found) == [
        ("Train officers.", ("Northshire Police",), "green", "2024-03-01"),
        ("Audit cases.", ("Northshire Police",), "amber", "2024-04-01"),
        ("Publish a guide.", ("NHS England",), "red", "2024"),
    ]
    assert found.notes == (
        "no column names a review: read as one action plan, titled 'SAB tracker 2024'",
    )


def test_title_rows_merged_cells_and_further_actions(book: _Book) -> None:
    sheet = book.sheet(
        "Plan",
        ["Northshire Safeguarding Adults Board"],
        ["Action plan: Safeguarding Adults Review Adult W (2021)"],
        [],
        HEADER,
        [1, "Northshire Police", "Train officers.", "Write a course.", "", "Green", "01/03/2024"],
        ["", "", "", "Run the course.", "", "Amber", "01/06/2024"],
        [2, "", "Audit cases.", "Audit ten.", "", "Blue - complete", ""],
    )
    sheet.merge_cells("A1:G1")
    sheet.merge_cells("A2:G2")
    sheet.merge_cells("B5:B7")
    sheet.merge_cells("C5:C6")
    found = book.read()
    assert [(r.title, r.kind) for r in found.reviews] == [
        ("Safeguarding Adults Review Adult W (2021)", "SAR")
    ]
    first, second = found.recommendations
    assert (first.text, first.plan_action, first.plan_status) == (
        "Train officers.",
        "Write a course.; Run the course.",
        "Green; Amber",
    )
    assert second.addressees == ("Northshire Police",)
    assert second.plan_status == "Blue - complete"
    assert "sheet 'Plan': review 'Safeguarding Adults Review Adult W (2021)', from a title row" in (
        found.notes
    )


def test_a_sheet_for_each_review(book: _Book) -> None:
    rows = [["Agency", "Recommendation", "RAG"], ["Northshire Police", "Train officers.", "g"]]
    book.sheet("DHR Willow 2020", *rows)
    book.sheet("SAR Adult B", *rows, ["", "", ""], ["", "Keep a log.", ""], ["x", "", "r"])
    book.sheet("Lists", ["Agency", "RAG"], ["Northshire Police", "Red"])
    book.sheet("Notes", ["How to use this workbook"])
    hidden = book.sheet("SAR Adult Z", *rows)
    hidden.sheet_state = "hidden"
    found = book.read()
    assert [review.title for review in found.reviews] == ["DHR Willow 2020", "SAR Adult B"]
    assert len(found.recommendations) == 3
    assert [(r.row, r.reason) for r in found.refusals] == [
        (5, "(sheet 'SAR Adult B') has no text in column 'Recommendation'")
    ]
    assert "sheets read: 'DHR Willow 2020', 'SAR Adult B'" in found.notes
    assert "sheets not read, as they hold no recommendations: 'Lists', 'Notes'" in found.notes
    assert "1 hidden sheets were not read" in found.notes


def test_a_sheet_for_each_agency(book: _Book) -> None:
    rows = [["Ref", "Recommendation", "Status", "Due date"], ["1", "Train staff.", "Open", ""]]
    book.sheet("Northshire Police", *rows)
    book.sheet("Probation Service", rows[0], ["1", "Check records.", "Open", ""])
    found = book.read()
    assert len(found.reviews) == 1
    assert [record.addressees for record in found.recommendations] == [
        ("Northshire Police",),
        ("Probation Service",),
    ]
    assert any("its name is who is asked" in note for note in found.notes)


def test_headings_between_rows(book: _Book) -> None:
    sheet = book.sheet(
        "Tracker",
        ["Recommendation", "Action", "Lead", "RAG rating"],
        ["DHR Case 12"],
        ["Northshire Police"],
        ["Train officers.", "Write a course.", "DI", "G"],
        ["Multi-agency"],
        ["Share alerts.", "Agree a form.", "", "A"],
        ["Child Safeguarding Practice Review Child D"],
        ["Theme 1: listening"],
        ["Listen to children.", "Ask them.", "", "R"],
    )
    for row in (2, 3, 5, 7, 8):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=4)
    found = book.read()
    titles = {review.id: (review.title, review.kind) for review in found.reviews}
    made = _by_text(found)
    assert titles[made["Train officers."].review_id] == ("DHR Case 12", "DHR")
    assert made["Train officers."].addressees == ("Northshire Police",)
    assert made["Share alerts."].scope == "overview"
    assert made["Share alerts."].addressees == ()
    assert titles[made["Listen to children."].review_id][1] == "LCSPR"


def test_ratings_that_are_only_a_colour(book: _Book) -> None:
    sheet = book.sheet(
        "Actions",
        ["Agency", "Recommendation", "RAG"],
        *(["Northshire Police", f"Do thing {n}.", ""] for n in range(6)),
    )
    for row, colour in enumerate(("FF0000", "FFC000", "00B050", "0070C0", "FFFFFF"), start=2):
        sheet.cell(row, 3).fill = PatternFill("solid", fgColor=colour)
    found = book.read()
    ratings = [record.plan_status for record in found.recommendations]
    assert ratings == ["red", "amber", "green", "blue", "", ""]
    assert any("only a colour" in note for note in found.notes)


def test_hidden_rows_and_columns_are_read_and_rows_are_counted(book: _Book) -> None:
    sheet = book.sheet(
        "Actions",
        ["Agency", "Recommendation", "RAG"],
        ["Northshire Police", "Train officers.", "Green"],
        ["Northshire Police", "Audit cases.", "Red"],
    )
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["A"].hidden = True
    found = book.read()
    assert [record.addressees for record in found.recommendations] == [("Northshire Police",)] * 2
    assert any(note.startswith("1 hidden rows were read") for note in found.notes)


def test_a_column_of_reviews_is_what_counts(book: _Book) -> None:
    header = ["Review name", "Organisation", "Recommendation", "Progress", "Timescale"]
    for year in (2022, 2023):
        book.sheet(
            str(year),
            header,
            [f"SAR {year}", "Northshire Police", "Train officers.", "Open", datetime(2024, 1, 1)],
            ["", "", "Keep a log.", "Open", ""],
            [f"DHR {year}", "", "Share alerts.", "Open", ""],
        )
    found = book.read()
    assert {review.title for review in found.reviews} == {
        f"{kind} {year}" for kind in ("SAR", "DHR") for year in (2022, 2023)
    }
    of = {record.text: record.addressees for record in found.recommendations}
    assert of["Keep a log."] == ("Northshire Police",)
    assert of["Share alerts."] == ()


def test_a_table_of_reviews_keeps_its_blanks(book: _Book) -> None:
    book.sheet(
        "Data",
        ["review title", "text", "addressed to"],
        ["SAR One", "Train officers.", "Northshire Police"],
        ["SAR One", "The Board should keep a log.", ""],
    )
    assert [record.addressees for record in book.read().recommendations] == [
        ("Northshire Police",),
        (),
    ]


def test_into_the_graph_twice(book: _Book, home: Path) -> None:
    book.sheet(
        "Actions",
        ["Agency", "Recommendation", "Action", "RAG", "Date"],
        ["Northshire Police", "Train officers.", "Write a course.", "G", "01/03/2024"],
    )
    book.read()
    for _ in range(2):
        assert main(["reviews", str(book.path), "--no-link"]) == 0
        first = dump()
    assert main(["reviews", str(book.path), "--no-link"]) == 0
    assert dump() == first
    assert [row["plan_status"] for row in first["Recommendation"]] == ["green"]
    assert first["Review"][0]["title"] == "SAB tracker 2024"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "no sheet with rows"),
        ([["Agency", "RAG"], ["Northshire Police", "Red"]], "has no column for 'text'"),
        ([HEADER], "header but no rows"),
    ],
)
def test_what_is_no_tracker_is_refused(book: _Book, rows: list[list[str]], words: str) -> None:
    book.sheet("Sheet1", *rows)
    with pytest.raises(InputRefusedError, match=words):
        book.read()
