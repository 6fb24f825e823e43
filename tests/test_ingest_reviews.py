"""Reviews from tables: headers, kinds, several in a cell, ids, and rows that say the same."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from graph.errors import InputRefusedError
from ingest.evidence import FINDINGS, SOURCES
from ingest.records import Reading
from ingest.reference import AGENCIES, THEMES
from ingest.review_columns import (
    REVIEW_COLUMNS,
    REVIEW_KIND_NAMES,
    ROW_COLUMNS,
    ROW_KIND_NAMES,
    SCOPE_NAMES,
    review_kind,
)
from ingest.reviews import read_reviews
from ingest.verdict_table import VERDICTS
from tests.ingesting import ROOT


def _read(tmp_path: Path, text: str, name: str = "reviews.csv") -> Reading:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_reviews(path)


def test_columns_of_the_review_may_stand_in_every_row_or_in_the_first(tmp_path: Path) -> None:
    rows = (("1", "Share alerts."), ("2", "Train staff."))
    head = "review_id,title,type,area,date,number,recommendation\n"
    every = "".join(f"r1,A review,SAR,Northshire,2/3/2021,{n},{text}\n" for n, text in rows)
    first = "r1,A review,SAR,Northshire,2/3/2021,1,Share alerts.\n,,,,,2,Train staff.\n"
    one, other = _read(tmp_path, head + every), _read(tmp_path, head + first)
    assert one.reviews == other.reviews
    assert one.recommendations == other.recommendations
    review = one.reviews[0]
    assert (review.id, review.kind, review.date, review.year) == ("r1", "SAR", "2021-03-02", 2021)
    assert [(r.number, r.text, r.kind) for r in one.recommendations] == [
        ("1", "Share alerts.", "recommendation"),
        ("2", "Train staff.", "recommendation"),
    ]


def test_ids_are_made_of_content_and_outlive_a_corrected_number(tmp_path: Path) -> None:
    head = "title,area,date,no,text\n"
    before = _read(tmp_path, head + "A review,Northshire,2021,1,Share alerts.\n")
    after = _read(tmp_path, head + "A Review,Northshire,2021,1.2,Share  alerts\n")
    other = _read(tmp_path, head + "A review,Southshire,2021,1,Share alerts.\n")
    assert before.reviews[0].id == after.reviews[0].id != other.reviews[0].id
    assert before.recommendations[0].id == after.recommendations[0].id
    assert before.recommendations[0].id != other.recommendations[0].id
    assert after.recommendations[0].number == "1.2"


def test_a_tracker_without_reviews_is_one_action_plan(tmp_path: Path) -> None:
    text = (
        "Agency;Recommendation;Action;RAG;Date\n"
        "Northshire Police;Train all officers;Course;Amber;31/03/2023\n"
        "Northshire Police;Train all officers;Follow-up;Red;ongoing\n"
        "Southtown Housing;Review the policy;;Green;2024\n"
    )
    found = _read(tmp_path, text, "plan_of-2023.csv")
    assert [(r.title, r.kind, r.date) for r in found.reviews] == [("plan of 2023", "other", "")]
    first, second = found.recommendations
    assert first.addressees == ("Northshire Police",)
    assert first.plan_action == "Course; Follow-up"
    assert first.plan_target_date == "2023-03-31; ongoing"
    assert first.plan_status == "Amber; Red"
    assert second.plan_target_date == "2024"
    assert any("row 3 repeats the wording of row 2" in note for note in found.notes)


def test_a_plan_of_actions_alone_has_actions(tmp_path: Path) -> None:
    found = _read(tmp_path, "Review,Action to be taken,By whom\nR,Write a leaflet,Head of Care\n")
    only = found.recommendations[0]
    assert (only.text, only.kind, only.addressees) == (
        "Write a leaflet",
        "action",
        ("Head of Care",),
    )
    assert only.inherited
    assert only.plan_action == ""


def test_the_lead_is_addressed_only_where_nobody_else_is(tmp_path: Path) -> None:
    text = "review,text,addressed_to,lead\nR,Do this now.,A Board,B Lead\nR,Do that now.,,B Lead\n"
    found = _read(tmp_path, text).recommendations
    assert [(r.addressees, r.inherited) for r in found] == [
        (("A Board",), False),
        (("B Lead",), True),
    ]


def test_several_in_a_cell(tmp_path: Path) -> None:
    text = (
        "review,text,addressed_to,agencies_involved,themes_raised,cites\n"
        'R,Do it soon.,"A Police; B Council (housing; care) | C Trust\n• D, E and F Board;'
        'A Police",'
        '"X; Y",risk.tools: no list was used; nor asked for;info.share;Supervision: none,'
        '"smith2020: they say; so; jones2019"\n'
    )
    found = _read(tmp_path, text)
    assert found.recommendations[0].addressees == (
        "A Police",
        "B Council (housing; care)",
        "C Trust",
        "D, E and F Board",
    )
    assert found.recommendations[0].cites == (("smith2020", "they say; so"), ("jones2019", ""))
    assert found.reviews[0].involved == ("X", "Y")
    assert found.reviews[0].raised == (
        ("risk.tools", "no list was used; nor asked for"),
        ("info.share", ""),
        ("Supervision", "none"),
    )


@pytest.mark.parametrize(
    ("text", "title", "kind"),
    [
        ("DARDR", "", "DHR"),
        ("Domestic Homicide Review", "", "DHR"),
        ("Overview report of a Domestic Homicide Review", "", "DHR"),
        ("APR", "", "SUSR"),
        ("Child Practice Review", "", "SUSR"),
        ("Rule 43", "", "PFD"),
        ("Reg. 28", "", "PFD"),
        ("serious case review", "", "SCR"),
        ("LCSPR", "", "LCSPR"),
        ("Safeguarding Adult Review", "", "SAR"),
        ("", "Local child safeguarding practice review 12", "LCSPR"),
        ("something new", "A title", "other"),
    ],
)
def test_kinds_of_review_by_old_and_new_names(text: str, title: str, kind: str) -> None:
    assert review_kind(text, title) == kind


def test_a_kind_column_may_speak_of_the_row(tmp_path: Path) -> None:
    found = _read(tmp_path, "review,type,text\nR,Action,Write to GPs.\nR,,Share alerts.\n")
    assert [r.kind for r in found.recommendations] == ["action", "recommendation"]
    assert found.reviews[0].kind == "other"


def test_concerns_of_a_coroner_are_concerns(tmp_path: Path) -> None:
    found = _read(tmp_path, "review,kind,text\nR,Rule 43,No handover took place.\n")
    assert found.recommendations[0].kind == "concern"


def test_rows_that_cannot_be_taken_are_refused_each_with_its_reason(tmp_path: Path) -> None:
    text = (
        "review_id,review_title,date,recommendation_id,kind_of_row,text,invented\n"
        ",,,,,No review above.,\n"
        "r1,One,2020,,,Share alerts.,\n"
        "r1,One,2020,,, - ,\n"
        "r1,One,2020,,lesson,Learn from this.,\n"
        "r1,Another,2020,,,Share more.,\n"
        "r2,Two,31/02/2020,,,Train staff.,\n"
        "r2,,,,,Train more staff.,\n"
        "r1,One,2020,a,,Ask twice.,\n"
        "r1,One,2020,a,,Ask twice.,\n"
        "r1,One,2020,a,,Ask three times.,\n"
        "r3,Three,2020,,,Do not guess.,perhaps\n"
    )
    found = _read(tmp_path, text)
    assert [(r.row, re.sub(r"'[^']*'", "…", r.reason)[:48]) for r in found.refusals] == [
        (2, "names no review, and no row above it does"),
        (4, "has no text in column …"),
        (5, "is of kind …; known are recommendation, action, "),
        (6, "gives review … another review title than row 3 d"),
        (7, "the date of its review (row 7) is refused: … is "),
        (8, "the date of its review (row 7) is refused: … is "),
        (11, "has the id … of row 9, but another text"),
        (12, "column … says …; write yes or no"),
    ]
    assert [review.id for review in found.reviews] == ["r1"]
    assert [r.text for r in found.recommendations] == ["Share alerts.", "Ask twice."]
    assert "row 10 is the same as row 9 and was read once" in found.notes
    assert found.rows_read == 11


def test_ids_and_numbers_that_stand_twice(tmp_path: Path) -> None:
    rows = "r1,1,Share alerts.\nr1,1,Train staff.\nr1,2,Keep a log.\nr2,1,Train staff.\n"
    by_id = _read(tmp_path, "review_id,id,text\n" + rows)
    assert [(r.row, r.reason) for r in by_id.refusals] == [
        (3, "has the id '1' of row 2, but another text")
    ]
    assert [r.number for r in by_id.recommendations] == ["1", "2", "1"]
    by_number = _read(tmp_path, "review_id,no,text\n" + rows)
    assert by_number.refusals == ()
    assert by_number.notes == ("review 'r1' has numbers more than once: 1",)


def test_what_is_left_out_is_said(tmp_path: Path) -> None:
    text = (
        "review,text,url,page,scope,target date\n"
        "R,Share alerts.,javascript:alert(1),two,national,31/02/2020\n"
    )
    found = _read(tmp_path, text)
    only = found.recommendations[0]
    assert (found.reviews[0].url, only.page, only.scope) == ("", None, "")
    assert only.plan_target_date == "31/02/2020"
    for words in ("no web address", "page 'two'", "scope 'national'", "target date kept"):
        assert any(words in note for note in found.notes), words


def test_what_is_missing_is_named_with_what_would_do(tmp_path: Path) -> None:
    with pytest.raises(InputRefusedError) as refused:
        _read(tmp_path, "Case,Colour\nA,red\n")
    message = str(refused.value)
    assert "'text'" in message
    assert "recommendation text" in message
    assert "'Case', 'Colour'" in message


def test_a_workbook_reads_as_the_same_table_does(tmp_path: Path) -> None:
    header = ["review_id", "title", "date", "text", "target date"]
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (header, ["r1", "One", 44256, "Share alerts.", 44286]):
        sheet.append(row)
    book.save(tmp_path / "reviews.xlsx")
    found = read_reviews(tmp_path / "reviews.xlsx")
    assert found.reviews[0].date == "2021-03-01"
    assert found.recommendations[0].plan_target_date == "2021-03-31"
    text = ",".join(header) + "\nr1,One,1/3/2021,Share alerts.,31/3/2021\n"
    assert _read(tmp_path, text).recommendations == found.recommendations


def _tables(markdown: str) -> list[dict[str, str]]:
    """The tables of a page: first cell, without its code marks, to second."""
    tables: list[dict[str, str]] = [{}]
    for line in markdown.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|"):
            tables.append({})
        elif cells[0].startswith("`"):
            tables[-1][cells[0].strip("`")] = cells[1]
    return [table for table in tables if table]


def test_the_documented_names_are_the_names_in_force() -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    in_force = (
        REVIEW_COLUMNS,
        ROW_COLUMNS,
        REVIEW_KIND_NAMES,
        ROW_KIND_NAMES,
        SCOPE_NAMES,
        FINDINGS.synonyms,
        SOURCES.synonyms,
        AGENCIES.synonyms,
        THEMES.synonyms,
        VERDICTS.synonyms,
    )
    assert _tables(page) == [
        {name: ", ".join(accepted) or "–" for name, accepted in table.items()} for table in in_force
    ]
