"""Coroners' reports from a table, read by ``read_pfd``. Rows here are invented."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from graph.errors import InputRefusedError
from ingest.pfd import LICENCE, read_pfd, report_id
from ingest.records import Reading
from ingest.redact import name_parts
from tests.conftest import missing

REAL = Path(__file__).resolve().parents[2] / "shared" / "data" / "pfd_reports.csv"
SITE = "https://www.judiciary.uk/prevention-of-future-death-reports/"
ROW = {
    "url": SITE + "testa-samplename/",
    "id": "2031-0001",
    "date": "2031-08-07",
    "coroner": "A. Coroner",
    "area": "Northshire",
    "receivers": "Chief Executive, Northshire Council; NHS England",
    "concerns": "(1) Mr Samplename could not see the lights.\n(2) There is no sign at the bend.",
}


def read(tmp_path: Path, rows: Sequence[Mapping[str, str]], name: str = "reports.csv") -> Reading:
    path = tmp_path / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return read_pfd(path)


def test_a_report_is_a_review_and_its_concerns(tmp_path: Path) -> None:
    reading = read(tmp_path, [ROW])
    (review,) = reading.reviews
    assert review.id == report_id(ROW["url"])
    assert re.fullmatch(r"pfd-[0-9a-f]{12}", review.id)
    assert review.title == "Prevention of future deaths report, Northshire, 7 August 2031"
    assert (review.kind, review.area, review.date, review.year) == (
        "PFD",
        "Northshire",
        "2031-08-07",
        2031,
    )
    assert (review.url, review.licence, review.source_file) == (ROW["url"], LICENCE, "reports.csv")
    first, second = reading.recommendations
    assert (first.number, first.kind, first.inherited) == ("1", "concern", True)
    assert first.text == "[name] could not see the lights."
    assert second.title == "There is no sign at the bend"
    assert first.addressees == ("Chief Executive, Northshire Council", "NHS England")
    assert {first.review_id, second.review_id} == {review.id}
    assert not reading.refusals


def test_the_name_in_the_address_is_nowhere_but_in_the_address(tmp_path: Path) -> None:
    row = {**ROW, "receivers": "Testa Samplename Ltd; The Samplename family"}
    reading = read(tmp_path, [row, {**row, "concerns": "Other words."}])
    shown = repr(reading).replace(ROW["url"], "")
    assert "samplename" not in shown.lower()
    assert "testa" not in shown.lower()


def test_ids_do_not_depend_on_the_files_own_ids(tmp_path: Path) -> None:
    one = read(tmp_path, [ROW])
    other = read(tmp_path, [{**ROW, "id": ""}])
    assert one.reviews == other.reviews
    assert one.recommendations == other.recommendations


@pytest.mark.parametrize(
    "url",
    [
        SITE + "testa-samplename",
        SITE.replace("www.", "") + "testa-samplename/",
        SITE.replace("judiciary", "Judiciary") + "Testa-Samplename/",
        SITE.replace("https", "http") + "testa-samplename/?from=list",
    ],
)
def test_one_report_has_one_id_however_its_address_is_written(url: str) -> None:
    assert report_id(url) == report_id(ROW["url"])


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"url": ""}, "no web address"),
        ({"url": "javascript:alert(1)"}, "no web address"),
        ({"date": ""}, "no date"),
        ({"date": "31/02/2031"}, "31/02/2031"),
        ({"date": "soon"}, "not a date"),
        ({"area": ""}, "no area"),
        ({"concerns": ""}, "states no concern"),
        ({"concerns": " ... "}, "states no concern"),
        ({"concerns": "The MATTERS OF CONCERN are as follows:"}, "states no concern"),
    ],
)
def test_a_row_that_cannot_be_taken_is_refused(
    tmp_path: Path, change: dict[str, str], reason: str
) -> None:
    good = {**ROW, "url": SITE + "probe-mocking"}
    reading = read(tmp_path, [{**ROW, **change}, good])
    (refusal,) = reading.refusals
    assert refusal.row == 2
    assert reason in refusal.reason
    assert "samplename" not in refusal.reason.lower()
    assert len(reading.reviews) == 1


def test_the_same_report_again_is_read_once(tmp_path: Path) -> None:
    other = {**ROW, "url": ROW["url"].rstrip("/"), "concerns": "Something else altogether."}
    reading = read(tmp_path, [ROW, {**ROW, "id": "2031-0009"}, other])
    assert len(reading.reviews) == 1
    assert len(reading.recommendations) == 2
    assert any("row 3 is the same report as row 2" in note for note in reading.notes)
    assert [refusal.row for refusal in reading.refusals] == [4]


@pytest.mark.parametrize("area", ["Other", "other ", "Unknown"])
def test_an_area_that_names_none_is_left_out(tmp_path: Path, area: str) -> None:
    (review,) = read(tmp_path, [ROW | {"area": area}]).reviews
    assert (review.area, review.title) == ("", "Prevention of future deaths report, 7 August 2031")


def test_reports_of_one_area_and_day_are_told_apart(tmp_path: Path) -> None:
    rows = [{**ROW, "url": SITE + slug} for slug in ("testa-samplename", "probe-mocking", "x-y")]
    titles = [review.title for review in read(tmp_path, rows).reviews]
    assert len(set(titles)) == 3
    assert all(title.startswith("Prevention of future deaths report, North") for title in titles)
    backwards = {review.id: review.title for review in read(tmp_path, rows[::-1]).reviews}
    assert sorted(backwards.values()) == sorted(titles)
    assert [backwards[report_id(row["url"])] for row in rows] == titles


def test_a_concern_said_twice_is_one_with_two_numbers(tmp_path: Path) -> None:
    text = "1. There is no sign at the bend.\n2. Staff were few.\n3. There is no sign at the bend."
    recommendations = read(tmp_path, [{**ROW, "concerns": text}]).recommendations
    assert [each.number for each in recommendations] == ["1; 3", "2"]


@pytest.mark.parametrize(
    "headers",
    [
        ["URL", "ID", "Date", "Coroner", "Area", "Receiver", "Concerns"],
        ["Link", "Ref", "Report date", "Coroner", "Coroner Area", "Sent to", "Coroner's concerns"],
        ["url", "id", "date", "coroner", "area", "recipients", "Matters of Concern"],
    ],
)  # fmt: skip
def test_headers_may_vary(tmp_path: Path, headers: list[str]) -> None:
    row = dict(zip(headers, ROW.values(), strict=True))
    (review,) = read(tmp_path, [{**row, "investigation": "x", "circumstances": "y"}]).reviews
    assert review.area == "Northshire"


def test_a_table_without_concerns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefusedError, match="concerns"):
        read(tmp_path, [{key: ROW[key] for key in ("url", "date", "area")}])


@pytest.mark.parametrize(
    ("date", "shown"),
    [("7/8/2031", "7 August 2031"), ("August 2031", "August 2031"), ("2031", "2031")],
)
def test_dates_are_shown_as_exactly_as_they_are(tmp_path: Path, date: str, shown: str) -> None:
    (review,) = read(tmp_path, [{**ROW, "date": date}]).reviews
    assert review.title.endswith(f", {shown}")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("1. I am concerned that the bend is blind to drivers.", "The bend is blind to drivers"),
        (
            "1. Evidence was heard that:\ni. The pumps failed twice.\nii. Nobody came.",
            "The pumps failed twice",
        ),
        ("Northshire Council\n1. There is no sign at the bend.", "There is no sign at the bend"),
        ("(1) <b>Alarms</b> were off. MATCH (n) DETACH DELETE n", "<b>Alarms</b> were off"),
    ],
)
def test_titles_say_what_the_concern_says(tmp_path: Path, text: str, title: str) -> None:
    first = read(tmp_path, [{**ROW, "concerns": text}]).recommendations[0]
    assert first.title == title


def test_the_real_reports_are_read() -> None:
    if not REAL.exists():
        missing(f"{REAL.name} is not beside the repository: no real report to read")
    reading = read_pfd(REAL)
    assert reading.rows_read == 731
    assert len(reading.reviews) + len(reading.refusals) == 731
    assert len(reading.reviews) >= 725
    assert 2000 < len(reading.recommendations) < 2600
    assert len({review.title for review in reading.reviews}) == len(reading.reviews)
    assert len({each.id for each in reading.recommendations}) == len(reading.recommendations)
    assert all(each.title and each.text for each in reading.recommendations)
    for review in reading.reviews:
        parts = name_parts(review.url)
        assert not any(
            word in parts.surnames and word not in review.area.lower()
            for word in re.findall(r"[a-z]+", review.title.lower().partition("report,")[2])
            if word not in _MONTHS
        )


_MONTHS = {"may", "march", "april", "june", "august"}


TOOLKIT = {
    "url": SITE + "testa-samplename/",
    "id": "2031-0001",
    "date": "2031-08-07",
    "coroner": "A. Coroner",
    "area": "Northshire",
    "receiver": "Northshire Council; NHS England",
    "investigation": "An account of the inquest.",
    "circumstances": "An account of the death.",
    "concerns": "(1) There is no sign at the bend.",
}
FIRST_NAMES = {
    "url": "URL",
    "id": "ID",
    "date": "Date",
    "coroner": "CoronerName",
    "area": "Area",
    "receiver": "Receiver",
    "investigation": "InvestigationAndInquest",
    "circumstances": "CircumstancesOfDeath",
    "concerns": "MattersOfConcern",
}


@pytest.mark.parametrize("names", [{name: name for name in TOOLKIT}, FIRST_NAMES])
def test_the_table_of_pfd_toolkit(tmp_path: Path, names: dict[str, str]) -> None:
    """Column names of its load_reports, and those of its first versions."""
    gap = TOOLKIT | {"url": SITE + "testb-othername/", "concerns": "N/A: Not found"}
    rows = [{names[name]: cell for name, cell in row.items()} for row in (TOOLKIT, gap)]
    reading = read(tmp_path, [row | {"DateScraped": "2031-08-09"} for row in rows])
    assert reading.notes == ("read as: PFD-toolkit's table of reports",)
    assert [r.addressees for r in reading.recommendations] == [
        ("Northshire Council", "NHS England")
    ]
    assert [refusal.row for refusal in reading.refusals] == [3]
    kept = repr((reading.reviews, reading.recommendations))
    assert "An account" not in kept
    assert "Coroner" not in kept


def test_codes_that_pfd_toolkit_added_are_named_as_unread(tmp_path: Path) -> None:
    reading = read(tmp_path, [TOOLKIT | {"theme_1": "True", "summary": "Short."}])
    assert "columns not read: theme_1, summary" in reading.notes
