"""Exports told apart by their content, one work once over all of them, and refusals of others."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from graph.embedded import EmbeddedStore
from graph.errors import InputRefusedError
from ingest.__main__ import main
from ingest.exports import read_export
from ingest.records import Reading
from tests.ingesting import dump

DOI = "10.1000/abc.1"
RIS = (
    f"Provider: a database\n\nTY  - JOUR\nTI  - A study of risk\nPY  - 2019\nDO  - {DOI}\nER  - \n"
)
BIBTEX = f"@article{{a, title={{A Study of Risk}}, year=2019, doi={{{DOI.upper()}}}}}\n"
ZOTERO = f"Key;Item Type;Publication Year;Title;DOI\nA;journalArticle;2019;A study of risk;{DOI}\n"
OPENALEX = (
    "id,display_name,publication_year,doi\n"
    f"https://openalex.org/W1,A study of risk.,2019,https://doi.org/{DOI}\n"
)
WORKS = json.dumps(
    {
        "results": [
            {
                "id": "https://openalex.org/W1",
                "title": "A study of risk",
                "doi": f"https://doi.org/{DOI}",
                "publication_year": 2019,
            }
        ]
    }
)
EPPI = json.dumps({"References": [{"ItemId": 1, "Title": "A study of risk", "DOI": DOI}]})
EPPI_TABLE = f"ItemId,Title,ShortTitle,Year,DOI\n1,A study of risk,Example (2019),2019,{DOI}\n"
EXPORTS = {
    "RIS": RIS,
    "BibTeX": BIBTEX,
    "Zotero CSV": ZOTERO,
    "OpenAlex CSV": OPENALEX,
    "OpenAlex JSON": WORKS,
    "EPPI-Reviewer JSON": EPPI,
    "EPPI-Reviewer table": EPPI_TABLE,
}


def _read(folder: Path, content: str, name: str = "export.txt") -> Reading:
    (folder / name).write_text(content, encoding="utf-8")
    return read_export(folder / name)


@pytest.mark.parametrize("read_as", EXPORTS)
@pytest.mark.parametrize("name", ["export.txt", "export.ris", "export.csv"])
def test_content_tells_what_a_file_is_and_its_name_does_not(
    tmp_path: Path, read_as: str, name: str
) -> None:
    found = _read(tmp_path, EXPORTS[read_as], name)
    assert found.notes == (f"read as: {read_as}",)
    assert len(found.sources) == 1


def test_a_workbook_is_told_by_its_columns_too(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in ZOTERO.splitlines():
        sheet.append(line.split(";"))
    book.save(tmp_path / "library.xlsx")
    assert read_export(tmp_path / "library.xlsx").notes == ("read as: Zotero CSV",)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "is empty"),
        ("Some words about risk.\nAnd more.\n", "no export that is known for certain"),
        ("Title,Author,Year\nA study,Somebody,2019\n", "no export that is known for certain"),
        ("Key,Title\nA,B\n", "no export that is known for certain"),
        (RIS + BIBTEX, "records of RIS and of BibTeX"),
        (
            "id,display name,publication year,key,item type,title\n1,2,3,4,5,6\n",
            "columns of Zotero CSV and OpenAlex CSV",
        ),
        ('{"items": [{"label": "A study"}]}', "neither of EPPI-Reviewer"),
        ("[1, 2]", "It holds: no records"),
        ("%PDF-1.4 x", "is a PDF document"),
    ],
)
def test_what_is_not_certain_is_refused(tmp_path: Path, content: str, words: str) -> None:
    with pytest.raises(InputRefusedError, match=words):
        _read(tmp_path, content)


def test_findings_need_no_name_but_their_sources_beside_them(tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_text("source_id,title\ns1,A study\n", encoding="utf-8")
    found = _read(tmp_path, "finding,source_id\nTraining helps.,s1\n", "claims.csv")
    assert len(found.findings) == len(found.sources) == 1


def _run(path: Path) -> int:
    return main(["evidence", str(path), "--no-link"])


def test_one_work_in_all_exports_is_one_source(home: Path, tmp_path: Path) -> None:
    for number, content in enumerate(EXPORTS.values()):
        path = tmp_path / f"export{number}.txt"
        path.write_text(content, encoding="utf-8")
        assert _run(path) == 0
    first = dump()["Source"]
    assert [(row["title"], row["doi"]) for row in first] == [("A study of risk", DOI)]
    for number in range(len(EXPORTS)):
        assert _run(tmp_path / f"export{number}.txt") == 0
        assert dump()["Source"] == first


def test_an_export_adds_nothing_to_the_evidence_that_names_the_work(
    home: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "evidence"
    folder.mkdir()
    (folder / "findings.csv").write_text("finding,source_id\nIt helps.,s1\n", encoding="utf-8")
    (folder / "sources.csv").write_text(
        f"source_id,title,year,doi\ns1,A study of risk,2019,{DOI}\n"
        "s2,Another study of risk,2020,\n",
        encoding="utf-8",
    )
    assert _run(folder) == 0
    before = dump()
    path = tmp_path / "export.bib"
    path.write_text(BIBTEX + "@book{b, title={Another study of risk}, year=2020}\n")
    assert _run(path) == 0
    assert dump()["Source"] == before["Source"]
    assert _run(folder) == 0
    assert dump()["Source"] == before["Source"]


def test_a_corrected_export_corrects_what_it_brought(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "export.ris"
    path.write_text(RIS, encoding="utf-8")
    assert _run(path) == 0
    path.write_text(RIS.replace("A study", "A second study"), encoding="utf-8")
    assert _run(path) == 0
    with EmbeddedStore(home / "graph.kgl") as store:
        rows = store.rows("MATCH (s:Source) RETURN s.title AS title")
    assert rows == [{"title": "A second study of risk"}]


def test_evidence_that_gives_a_work_its_id_stands_instead_of_an_export(
    home: Path, tmp_path: Path
) -> None:
    export = tmp_path / "export.ris"
    export.write_text(RIS, encoding="utf-8")
    assert _run(export) == 0
    folder = tmp_path / "evidence"
    folder.mkdir()
    (folder / "findings.csv").write_text("finding,source_id\nIt helps.,s1\n", encoding="utf-8")
    (folder / "sources.csv").write_text(f"source_id,title,doi\ns1,Risk,{DOI}\n", encoding="utf-8")
    for path in (folder, export, folder):
        assert _run(path) == 0
        assert [row["id"] for row in dump()["Source"]] == ["s1"]


def test_a_doi_that_is_added_later_makes_no_second_source(home: Path, tmp_path: Path) -> None:
    export = tmp_path / "export.ris"
    for content in (RIS.replace(f"DO  - {DOI}\n", ""), RIS, RIS):
        export.write_text(content, encoding="utf-8")
        assert _run(export) == 0
    assert [row["doi"] for row in dump()["Source"]] == [DOI]
