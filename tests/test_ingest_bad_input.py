"""Bad input: a clear message, nothing half-written, and the good rows beside it."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import openpyxl
import pytest

from graph.store import open_store
from ingest.__main__ import main
from tests.ingesting import HEADER, dump, run_ingest, write_table

BINARY = bytes(range(256)) * 40
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600

# A whole file: its name, its bytes, and words that the one sentence must hold.
REFUSED_FILES = {
    "empty": ("empty.csv", b"", ["empty.csv is empty"]),
    "spaces": ("spaces.csv", b"\n\n  \n", ["no rows"]),
    "header only": ("head.csv", HEADER.encode() + b"\n", ["header but no rows"]),
    "wrong columns": (
        "wrong.csv",
        b"Fruit,Colour\napple,red\n",
        ["no column for 'text'", "accepted: text, recommendation", "'Fruit', 'Colour'"],
    ),
    "binary": ("binary.csv", BINARY, ["binary.csv is not a text file", ".xlsx"]),
    "picture": ("picture.csv", b"\x89PNG\r\n\x1a\n" + BINARY, ["is a picture"]),
    "pdf": ("report.csv", b"%PDF-1.7\n" + BINARY, ["is a PDF document"]),
    "zip": ("zip.csv", b"PK\x03\x04" + BINARY, ["Excel workbook or another zipped file"]),
    "old excel": ("old.xls", OLE, ["save it as .xlsx or as .csv"]),
    "old excel, new name": ("old.xlsx", OLE, ["old Excel workbook"]),
    "password": (
        "secret.xlsx",
        OLE + "EncryptedPackage".encode("utf-16-le"),
        ["protected by a password"],
    ),
    "no workbook": ("none.xlsx", b"text", ["not an Excel workbook"]),
    "open quotation": (
        "open.csv",
        HEADER.encode() + b'\nr1,One,SAR,N,2020,,,1,"Share alerts.,,\nr1,,,,,,,2,b,,\n',
        ["Row 2 of open.csv", "quotation mark"],
    ),
    "no unicode": ("none.csv", b"text\n\x81\x8d\x8f\xe9\n", ["neither UTF-8 nor Windows-1252"]),
}


def _graph_is_untouched(home: Path) -> bool:
    return not (home / "graph.kgl").exists() and not (home / "ledgers").exists()


@pytest.mark.parametrize("case", REFUSED_FILES)
def test_a_file_that_cannot_be_read_leaves_nothing_behind(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str], case: str
) -> None:
    name, content, words = REFUSED_FILES[case]
    path = tmp_path / name
    path.write_bytes(content)
    assert main(["reviews", str(path), "--no-link"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    for word in words:
        assert word in said.err
    assert _graph_is_untouched(home)


@pytest.mark.parametrize("command", ["reviews", "evidence", "agencies", "themes", "pfd"])
def test_no_file_and_a_folder(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    for path in (tmp_path / "nowhere.csv", tmp_path):
        assert main([command, str(path), "--no-link"]) == 1
        said = capsys.readouterr().err
        assert "Traceback" not in said
        assert path.name in said
    assert _graph_is_untouched(home)


def test_a_cell_of_200_megabytes_is_refused_with_its_row_and_little_memory(
    tmp_path: Path, home: Path
) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.write(HEADER.encode() + b"\nr1,One,SAR,N,2020,,,1,Share alerts.,,\nr1,,,,,,,2,")
        for _ in range(200):
            file.write(b"word " * (1024 * 1024 // 5))
        file.write(b",,\n")
    source = (
        "import sys; from ingest.__main__ import main; status = main(sys.argv[1:]); "
        "print(open('/proc/self/status').read()); sys.exit(status)"
    )
    done = run_ingest("reviews", path, source=source)
    path.unlink()
    assert done.returncode == 1
    peak = re.search(r"VmHWM:\s+(\d+) kB", done.stdout)
    assert peak
    assert int(peak[1]) < 150 * 1024  # the cell alone has 200 MiB
    assert "Row 3 of huge.csv holds a cell of more than 131,072 characters" in done.stderr
    assert _graph_is_untouched(home)


def test_bad_rows_are_listed_and_the_good_ones_are_loaded(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_table(
        tmp_path / "mixed.csv",
        "r1,One,SAR,Northshire,2020,,,1,Share alerts.,Home Office,",
        "r1,,,,,,,2,,Home Office,",
        "r2,Two,SAR,Northshire,31/02/2020,,,1,Train staff.,Home Office,",
        "r1,,,,,,,3,Keep\0 a log.,Home Office,",
        "r1,Another title,SAR,Northshire,2020,,,4,Write it down.,Home Office,",
    )
    assert main(["reviews", str(path), "--no-link"]) == 0
    printed = capsys.readouterr().out
    ledgers = sorted((home / "ledgers").iterdir())
    assert [each.suffix for each in ledgers] == [".json", ".txt"]
    data = json.loads(ledgers[0].read_text(encoding="utf-8"))
    file = next(each for each in data["files"] if each["kind"] == "reviews")
    assert [each["row"] for each in file["refused"]] == [3, 4, 5, 6]
    for words in ("has no text", "31/02/2020", "NUL bytes", "another review title than row 2"):
        assert words in printed
        assert words in ledgers[1].read_text(encoding="utf-8")
    with open_store() as store:
        rows = store.rows("MATCH (v:Review)-[:MADE]->(r) RETURN v.id AS v, r.text AS text")
    assert rows == [{"v": "r1", "text": "Share alerts."}]


def test_a_file_of_which_no_row_is_taken_is_a_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_table(tmp_path / "none.csv", "r1,One,SAR,N,31/02/2020,,,1,Share alerts.,,")
    assert main(["reviews", str(path), "--no-link"]) == 1
    assert "is no day of the calendar" in capsys.readouterr().out
    assert dump()["Review"] == []


def test_a_formula_without_a_value_refuses_its_row(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["review", "text"], ["R", '=CONCAT("Share"," alerts")'], ["R", "Train staff."]):
        sheet.append(row)
    book.save(tmp_path / "formula.xlsx")
    assert main(["reviews", str(tmp_path / "formula.xlsx"), "--no-link"]) == 0
    assert [row["text"] for row in dump()["Recommendation"]] == ["Train staff."]


NASTY = [
    "<script>alert(1)</script> & <b>bold</b>",
    "'}) DETACH DELETE n //",
    '"); MATCH (n) DETACH DELETE n; RETURN ("',
    "`n` \\u0027 $id {id: 1} [[link](javascript:alert(1))]",
    "=HYPERLINK('http://example.org')",
    "../../etc/passwd %s {0} \\ \N{RIGHT-TO-LEFT OVERRIDE}abc",
]


@pytest.mark.parametrize("nasty", NASTY)
def test_markup_and_cypher_stay_text_in_every_field(
    tmp_path: Path, nasty: str, capsys: pytest.CaptureFixture[str]
) -> None:
    fields = {
        "review_id": f"id {nasty}",
        "review_title": f"Title {nasty}",
        "area": f"Area {nasty}",
        "licence": f"Licence {nasty}",
        "number": f"No {nasty}",
        "text": f"Text {nasty}",
        "plan_action": f"Action {nasty}",
        "plan_lead": "",
        "plan_target_date": f"Target {nasty}",
        "plan_status": f"Status {nasty}",
        "plan_outcome": f"Outcome {nasty}",
        "addressed_to": f"Addressee {nasty}",
        "themes_raised": f"Theme {nasty}",
        "cites": f"Source {nasty}",
    }
    cells = ['"' + value.replace('"', '""') + '"' for value in fields.values()]
    path = write_table(tmp_path / "nasty.csv", ",".join(cells), header=",".join(fields))
    assert main(["reviews", str(path), "--no-link"]) == 0
    assert "Traceback" not in capsys.readouterr().err
    found = dump()
    review, recommendation = found["Review"][0], found["Recommendation"][0]
    assert review["id"] == fields["review_id"]
    assert review["title"] == fields["review_title"]
    for name in ("area", "licence"):
        assert review[name] == fields[name]
    for name in ("number", "text", "plan_action", "plan_target_date", "plan_status"):
        assert recommendation[name] == fields[name]
    assert found["ADDRESSED_TO"]
    assert len(found["Theme"]) > 50


def test_a_folder_that_cannot_be_written_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("COMMON_THREAD_HOME", os.fspath(tmp_path / "file"))
    path = write_table(tmp_path / "good.csv", "r1,One,SAR,N,2020,,,1,Share alerts.,,")
    assert main(["reviews", str(path), "--no-link"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("ingest: ")
    assert said.count("\n") == 1
