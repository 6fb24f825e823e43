"""UK dates: what is read, how exact it stays, and what is refused with which reason."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.dates import DateRefusedError, read_date

READ = {
    "31/12/2020": "2020-12-31",
    "3/2/21": "2021-02-03",
    "31.12.1998": "1998-12-31",
    "1-3-2021": "2021-03-01",
    "1st March 2021": "2021-03-01",
    "Monday 22nd of February, 2021": "2021-02-22",
    "1-Mar-21": "2021-03-01",
    "March 3, 2021": "2021-03-03",
    "29/02/2020": "2020-02-29",
    "2021-03-01": "2021-03-01",
    "2021-03-01T09:30:00": "2021-03-01",
    "  Sept   2020 ": "2020-09",
    "Mar-21": "2021-03",
    "03/2021": "2021-03",
    "2021-03": "2021-03",
    "2021": "2021",
    "Spring 2019": "2019",
}
REFUSED = {
    "31/02/2020": "29 days",
    "29/02/2021": "28 days",
    "31 June 2020": "30 days",
    "00/01/2020": "calendar",
    "12/31/2020": "month 31",
    "2021-13": "month 13",
    "01/01/3021": "3021",
    "43831": "not a date",
    "soon": "not a date",
    "1 Marchember 2020": "not a date",
    "2020/21": "not a date",
    "": "not a date",
    "x" * 5000: "not a date",
}


@pytest.mark.parametrize(("text", "iso"), READ.items())
def test_a_date_is_kept_as_exact_as_it_was_written(text: str, iso: str) -> None:
    found = read_date(text)
    assert (found.iso, found.year) == (iso, int(iso[:4]))


@pytest.mark.parametrize(("text", "reason"), REFUSED.items())
def test_what_is_no_date_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(DateRefusedError, match=reason) as refused:
        read_date(text)
    assert len(str(refused.value)) < 200


def test_a_bare_number_is_a_date_only_where_a_workbook_counts_days() -> None:
    assert read_date("43831", date(1899, 12, 30)).iso == "2020-01-01"
    assert read_date("42369", date(1904, 1, 1)).iso == "2020-01-01"
