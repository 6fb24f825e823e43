"""Zotero's CSV export."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InputRefusedError
from ingest.records import Reading, SourceRecord
from ingest.zotero import read_zotero

HEADER = (
    '"Key","Item Type","Publication Year","Author","Title","Publication Title","ISBN","ISSN",'
    '"DOI","Url","Abstract Note","Date","Pages","Issue","Volume","Publisher","Extra",'
    '"File Attachments","Manual Tags","Editor","Number","Conference Name"'
)
WIDTH = 22


def _row(**values: str) -> str:
    names = [name.strip('"') for name in HEADER.split(",")]
    cells = {name.replace(" ", "_").casefold(): "" for name in names} | values
    assert len(cells) == WIDTH
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells.values())


def _read(folder: Path, *rows: str, encoding: str = "utf-8-sig", mark: str = ",") -> Reading:
    path = folder / "My Library.csv"
    text = "\n".join([HEADER, *rows]) + "\n"
    path.write_bytes(text.replace('","', f'"{mark}"').encode(encoding))
    return read_zotero(path)


ARTICLE = _row(
    key="AB12CD34",
    item_type="journalArticle",
    publication_year="2019",
    author="Example, Anna B.; Home Office; Third, Carl; Fourth, D.",
    title="A <i>study</i> of handovers &amp; risk",
    publication_title="Journal of Examples",
    doi="10.1000/ABC.1",
    url="https://example.org/study",
    abstract_note="An abstract that is not ours to keep.",
    pages="10–19",
    issue="2",
    volume="3",
    file_attachments="C:\\Users\\someone\\study.pdf",
    manual_tags="handover",
)


def test_an_article(tmp_path: Path) -> None:
    found = _read(tmp_path, ARTICLE)
    only = found.sources[0]
    assert only == SourceRecord(
        id=only.id,
        title="A study of handovers & risk",
        authors="Example AB, Home Office, Third C, et al.",
        year=2019,
        container="Journal of Examples",
        volume_pages="3(2):10-19",
        doi="10.1000/ABC.1",
        url="https://example.org/study",
        kind="journal article",
        check_status="unchecked",
        made_id=True,
    )
    assert (found.notes, found.refusals, found.findings) == (("read as: Zotero CSV",), (), ())


def test_other_types_and_what_is_no_publication(tmp_path: Path) -> None:
    report = _row(
        key="R",
        item_type="report",
        date="March 2021",
        title="A report on risk",
        publisher="A Board",
        extra="Citation Key: x\nDOI: 10.1000/rep.2",
        number="7",
    )
    found = _read(
        tmp_path,
        _row(key="A", item_type="attachment", title="study.pdf"),
        report,
        _row(key="N", item_type="journalArticle", publication_year="2020"),
        ARTICLE,
        ARTICLE.replace("AB12CD34", "ZZ").replace("10.1000/ABC.1", "https://doi.org/10.1000/abc.1"),
    )
    assert [(s.title, s.year, s.kind, s.doi) for s in found.sources] == [
        ("A report on risk", 2021, "report", "10.1000/rep.2"),
        ("A study of handovers & risk", 2019, "journal article", "10.1000/ABC.1"),
    ]
    assert [refusal.row for refusal in found.refusals] == [4]
    assert found.rows_read == 4
    assert found.notes == (
        "read as: Zotero CSV",
        "1 notes and attachments are no publications: left out",
        "row 6 is the same work as row 5: read once",
    )


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-8", ";"), ("cp1252", ","), ("utf-16", "\t"), ("utf-8-sig", ";")]
)
def test_as_spreadsheets_save_it_again(tmp_path: Path, encoding: str, mark: str) -> None:
    found = _read(tmp_path, ARTICLE, encoding=encoding, mark=mark)
    assert found.sources[0].volume_pages == "3(2):10-19"


def test_another_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Key,Title\nA,B\n", encoding="utf-8")
    with pytest.raises(InputRefusedError, match="'item type'"):
        read_zotero(path)
    path.write_text("", encoding="utf-8")
    with pytest.raises(InputRefusedError, match="is empty"):
        read_zotero(path)
