"""EPPI-Reviewer's exports: JSON with codes, and tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from graph.errors import InputRefusedError
from ingest.eppi import read_eppi_json, read_eppi_table
from ingest.records import SourceRecord

REFERENCE: dict[str, Any] = {
    "Codes": [{"AttributeId": 1, "AdditionalText": "a reviewer's remark"}],
    "ItemId": 101,
    "Title": "A study of handovers",
    "ParentTitle": "Journal of Examples",
    "ShortTitle": "Example (2019)",
    "Authors": "Example AB ; Home Office ; Third C.D. ; Fourth E ;",
    "Year": "2019",
    "Volume": "3",
    "Issue": "2",
    "Pages": "10-19",
    "DOI": "10.1000/ABC.1",
    "URL": "",
    "Abstract": "An abstract that is not ours to keep.",
    "TypeName": "Journal, Article",
}
SOURCE = SourceRecord(
    id="",
    title="A study of handovers",
    authors="Example AB, Home Office, Third CD, et al.",
    year=2019,
    container="Journal of Examples",
    volume_pages="3(2):10-19",
    doi="10.1000/ABC.1",
    kind="journal article",
    check_status="unchecked",
    made_id=True,
)


def _json(folder: Path, content: object, encoding: str = "utf-8") -> Path:
    path = folder / "export.json"
    path.write_bytes(json.dumps(content, ensure_ascii=False).encode(encoding))
    return path


def test_coded_references(tmp_path: Path) -> None:
    content = {"CodeSets": [{"SetName": "Data Extraction"}], "References": [REFERENCE]}
    found = read_eppi_json(_json(tmp_path, content))
    assert [vars(source) | {"id": ""} for source in found.sources] == [vars(SOURCE)]
    assert found.notes == ("read as: EPPI-Reviewer JSON",)
    assert found.findings == ()


def test_references_without_title_and_twice(tmp_path: Path) -> None:
    content = {
        "References": [REFERENCE, {**REFERENCE, "Title": ""}, "x", {**REFERENCE, "ItemId": 102}]
    }
    found = read_eppi_json(_json(tmp_path, content, "utf-8-sig"))
    assert len(found.sources) == 1
    assert [refusal.row for refusal in found.refusals] == [2, 3]
    assert "record 4 is the same work as record 1: read once" in found.notes


def test_a_table(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Items in this review"])
    sheet.append(["Item ID", "Short title", "Title", "Authors", "Parent title", "Year", "DOI"])
    sheet.append([101, "Example (2019)", *(REFERENCE[k] for k in ("Title", "Authors"))])
    for place, name in enumerate(("ParentTitle", "Year", "DOI"), start=5):
        sheet.cell(3, place, REFERENCE[name])
    book.save(tmp_path / "items.xlsx")
    only = read_eppi_table(tmp_path / "items.xlsx").sources[0]
    assert (only.title, only.authors, only.year) == (SOURCE.title, SOURCE.authors, SOURCE.year)
    assert only.id == read_eppi_json(_json(tmp_path, {"References": [REFERENCE]})).sources[0].id


@pytest.mark.parametrize("content", [{"References": []}, {"items": [1]}, [], {"References": [{}]}])
def test_other_json_is_refused(tmp_path: Path, content: object) -> None:
    with pytest.raises(InputRefusedError, match="no references with an ItemId"):
        read_eppi_json(_json(tmp_path, content))
