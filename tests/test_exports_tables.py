"""Tables as files: what a spreadsheet makes of XLSX, and what each file says of itself."""

from __future__ import annotations

import json
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from exports.provenance import Corpus, Provenance, file_name, mark
from exports.tables import to_json, to_xlsx
from graph.store import Row

ABOUT = Provenance(
    "Agencies and gaps: who is asked what",
    Corpus(reviews=2, invented=2, recommendations=3, concerns=0),
    {"Kind of review": "Serious case reviews (2)"},
    date(2026, 11, 23),
    "9.9",
)
FORMULAS = ["=1+1", "+44 20", "-1 day", "@SUM(A1)", '=HYPERLINK("http://x","y")', "\t=1", "#N/A"]
ADDRESS = "https://example.org/reports/someone-who-died"


def book(rows: list[Row], headings: dict[str, str] | None = None) -> Any:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    return openpyxl.load_workbook(BytesIO(to_xlsx(rows, columns, ABOUT, headings)))


def cell(value: Any) -> Any:
    """The cell that a value becomes in a table of its own."""
    return book([{"column": value}])["Table"]["A2"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula(text: str) -> None:
    made = cell(text)
    assert (made.value, made.data_type, made.quotePrefix) == (text, "s", True)
    heading = book([{text: 1}])["Table"]["A1"]
    assert (heading.value, heading.data_type) == (text, "s")


@pytest.mark.parametrize(
    ("value", "kind", "read"),
    [
        (12, "n", 12),
        (0.25, "n", 0.25),
        (True, "b", True),
        (10**15, "s", "1000000000000000"),  # more digits than a spreadsheet keeps
        ("12", "s", "12"),  # the number of a recommendation is a name
        ("2021-03-09", "d", datetime(2021, 3, 9)),
        ("2021-03-09T10:15", "d", datetime(2021, 3, 9, 10, 15)),
        ("2021-02-30", "s", "2021-02-30"),
        ("1888-03-09", "s", "1888-03-09"),
        (["a", "=b"], "s", '["a", "=b"]'),
        ("line\r\nline\rline", "s", "line\nline\nline"),
        ("nul \x00 and \ud800", "s", "nul \ufffd and \ufffd"),
        ("", "n", None),
        (None, "n", None),
    ],
)
def test_each_value_is_what_it_is(value: Any, kind: str, read: Any) -> None:
    made = cell(value)
    assert (made.data_type, made.value) == (kind, read)


def test_a_column_of_dates_and_words_stays_text() -> None:
    sheet = book([{"by": "2021-03-09"}, {"by": "ongoing"}])["Table"]
    assert [sheet["A2"].value, sheet["A3"].value] == ["2021-03-09", "ongoing"]


def test_an_address_is_a_link_that_does_not_show_it() -> None:
    made = cell(ADDRESS)
    assert (made.value, made.hyperlink.target) == ("Source report", ADDRESS)
    assert cell("javascript:alert(1)").hyperlink is None
    assert cell(f"see {ADDRESS}").hyperlink is None


def test_a_text_longer_than_a_cell_says_that_it_was_cut() -> None:
    made = cell("x" * 40_000).value
    assert len(made) == 32_767
    assert made.endswith("CSV and JSON have the whole)")


def test_a_workbook_says_where_it_comes_from() -> None:
    made = book([{"agency": "Police", "reviews": 2}], {"agency": "Agency"})
    assert made.sheetnames == ["Table", "About this table"]
    sheet = made["Table"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B2")
    assert [sheet["A1"].value, sheet["B1"].value] == ["Agency", "reviews"]
    facts = {row[0].value: row[1].value for row in made["About this table"].iter_rows()}
    assert facts["What this is"] == ABOUT.question
    assert facts["Invented or real"].startswith("INVENTED SAMPLE DATA: all 2 reviews")
    assert facts["Corpus"].startswith("2 reviews, 3 recommendations")
    assert facts["Filters in force"] == "Kind of review: Serious case reviews (2)"
    assert (facts["Made on"], facts["Made with"]) == ("2026-11-23", "Common Thread 9.9")
    assert facts["Column 'Agency'"] == "'agency' in CSV and JSON"


def test_json_says_where_it_comes_from() -> None:
    rows = [{"wording": "=1 \u2028 «é»", "known": None}]
    made = json.loads(to_json(rows, ABOUT))
    assert made["rows"] == rows
    assert made["about"]["corpus"]["invented_reviews"] == 2
    assert made["about"]["filters"] == {"Kind of review": "Serious case reviews (2)"}


@pytest.mark.parametrize(
    ("name", "invented", "expected"),
    [
        ("reviews-by-kind", 0, "reviews-by-kind-2026-11-23.csv"),
        ("reviews-by-kind", 2, "reviews-by-kind-INVENTED-2026-11-23.csv"),
        ("told to pol/../force", 1, "told-to-pol-..-force-PARTLY-INVENTED-2026-11-23.csv"),
        ("", 0, "table-2026-11-23.csv"),
    ],
)
def test_a_files_name(name: str, invented: int, expected: str) -> None:
    assert file_name(name, mark(2, invented), "csv", date(2026, 11, 23)) == expected
