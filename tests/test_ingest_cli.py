"""``python -m ingest`` from end to end: what ships, twice; corrections; dry runs; the ledger."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from graph.embedded import EmbeddedStore
from graph.store import Store, open_store
from ingest.__main__ import main
from ingest.known import known_in
from ingest.loader import load
from ingest.reviews import read_reviews
from tests.conftest import missing
from tests.ingesting import ROOT, dump, run_ingest, write_table

REPORTS = ROOT.parent / "shared" / "data" / "pfd_reports.csv"
COMMANDS = ["reviews", "pfd", "evidence", "agencies", "themes", "sample", "link"]


def _ledger(home: Path) -> dict[str, Any]:
    """The newest ledger."""
    newest = max((home / "ledgers").glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
    data: dict[str, Any] = json.loads(newest.read_text(encoding="utf-8"))
    return data


def _changes(home: Path) -> list[int]:
    total = _ledger(home)["total"]
    return [total[name] for name in ("created", "updated", "deleted")]


def _run(*arguments: str | Path) -> int:
    return main([*map(str, arguments), "--no-link"])


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_does(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])
    assert left.value.code == 0
    said = capsys.readouterr().out
    assert "exit status" in said
    assert "docs/formats.md" in said


def test_a_wrong_command_line_is_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], ["guess"], ["reviews"], ["link", "--dry-run"]):
        with pytest.raises(SystemExit) as left:
            main(arguments)
        assert left.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_the_sample_twice(home: Path) -> None:
    assert _run("sample") == 0
    ledger = _ledger(home)
    assert ledger["refused"] == 0
    assert [file["notes"] for file in ledger["files"]] == [[] for _ in ledger["files"]]
    first = dump()
    assert len(first["Review"]) >= 30
    assert len(first["Recommendation"]) >= 320
    assert all(review["invented"] for review in first["Review"])
    assert first["CITES"]
    assert first["RAISED"]
    with open_store() as store:
        made_on = store.rows("MATCH (i:Ingest) RETURN i.id AS id, i.made_on AS on ORDER BY id")
    assert _run("sample") == 0
    assert _changes(home) == [0, 0, 0]
    assert dump() == first
    with open_store() as store:
        again = store.rows("MATCH (i:Ingest) RETURN i.id AS id, i.made_on AS on ORDER BY id")
    assert again == made_on


def test_the_coroners_reports_twice(home: Path) -> None:
    if not REPORTS.is_file():
        missing("shared/data/pfd_reports.csv is not beside this checkout")
    assert _run("pfd", REPORTS) == 0
    first = dump()
    ledger = _ledger(home)
    assert ledger["files"][-1]["read"] == 731
    assert len(first["Review"]) + ledger["refused"] >= 730
    assert len(first["Recommendation"]) > 1500
    assert _run("pfd", REPORTS) == 0
    assert _changes(home) == [0, 0, 0]
    assert dump() == first


def test_linking_follows_by_itself_and_only_when_there_is_something_to_link(
    tmp_path: Path, known_vectors: None
) -> None:
    path = write_table(
        tmp_path / "one.csv",
        "r1,One,SAR,Northshire,2020,,,1,Use the DASH risk checklist at every visit.,Home Office,",
    )
    first = run_ingest("reviews", path)
    assert first.returncode == 0, first.stderr
    # Not a terminal: no progress bars, and no word of a library's.
    assert first.stderr == ""
    linked = dump()
    assert linked["ABOUT"]
    assert linked["Recommendation"][0]["action"]
    again = run_ingest("reviews", path)
    assert "Nothing to link" in again.stdout
    assert dump() == linked


def test_a_dry_run_counts_and_writes_nothing(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_table(
        tmp_path / "one.csv",
        "r1,One,SAR,Northshire,2020,,,1,Share alerts.,Home Office,",
        "r1,,,,,,,2,,Home Office,",
    )
    assert _run("reviews", path, "--dry-run") == 0
    said = capsys.readouterr().out
    assert "Dry run: nothing was written" in said
    assert "1 Review, 1 Recommendation, 1 MADE, 1 ADDRESSED_TO" in said
    assert "row 3: has no text" in said
    assert list(home.glob("**/*")) == []

    assert _run("reviews", path) == 0
    before = dump()
    write_table(path, "r1,One,SAR,Southshire,2020,,,1,Share alerts.,Home Office; B Unit,")
    assert _run("reviews", path, "--dry-run") == 0
    said = capsys.readouterr().out
    assert "created    2 (1 Agency, 1 ADDRESSED_TO)" in said
    assert "updated    1 (1 Review)" in said
    assert dump() == before
    assert len(list((home / "ledgers").iterdir())) == 2


ORIGINAL = (
    "r1,One,SAR,Northshire,2020,Home Office; Odd Unit,risk.tools: none,1,"
    "Ask the Home Office to write to police forces.,Odd Unit,",
    "r1,,,,,,,2,Train staff.,Home Office,",
    "r1,,,,,,,3,Keep a log.,Home Office,",
)


def test_a_corrected_file_changes_what_it_corrects(tmp_path: Path, home: Path) -> None:
    path = write_table(tmp_path / "plan.csv", *ORIGINAL)
    assert _run("reviews", path) == 0
    before = dump()
    write_table(
        path,
        "r1,One,SAR,Northshire,2020,Home Office,voice.child: none,1a,"
        "Ask the Home Office to write to police forces.,Home Office,",
        "r1,,,,,,,2,Train staff.,Home Office,",
    )
    assert _run("reviews", path) == 0
    after = dump()
    # A number; an addressee whose own node goes with it; a theme; a whole recommendation.
    ids = {row["text"]: row["id"] for row in after["Recommendation"]}
    assert ids == {
        row["text"]: row["id"] for row in before["Recommendation"] if row["text"] != "Keep a log."
    }
    first = ids["Ask the Home Office to write to police forces."]
    assert {row["id"]: row["number"] for row in after["Recommendation"]}[first] == "1a"
    assert [row["target"] for row in after["RAISED"]] == ["voice.child"]
    assert {row["target"] for row in after["ADDRESSED_TO"]} == {"gov-ho"}
    assert [row["target"] for row in after["INVOLVED"]] == ["gov-ho"]
    assert len(after["Agency"]) == len(before["Agency"]) - 1
    # Named, and now addressed: no longer a mere mention.
    assert (first, "gov-ho") in {(row["source"], row["target"]) for row in before["MENTIONS"]}
    assert (first, "gov-ho") not in {(row["source"], row["target"]) for row in after["MENTIONS"]}


def test_social_care_of_a_place_comes_and_goes_with_its_council(tmp_path: Path, home: Path) -> None:
    rows = (
        "r1,One,SAR,Northshire,2020,,,1,Keep a log.,Thornmere Adult Social Care,",
        "r1,,,,,,,2,Train staff.,Kent Police,",
    )
    path = write_table(tmp_path / "plan.csv", *rows)
    assert _run("reviews", path) == 0
    edges = [("PART_OF", "la-thornmere"), ("IS_A", "asc-type")]
    for type_, target in edges:
        made = {(row["source"], row["target"]) for row in dump()[type_]}
        assert ("asc-thornmere", target) in made
    assert ("la-thornmere", "la-council") in {(r["source"], r["target"]) for r in dump()["IS_A"]}
    assert _run("sample") == 0
    assert "la-thornmere" in {row["id"] for row in dump()["Agency"]}
    write_table(path, rows[0].replace("Thornmere Adult Social Care", "Kent Police"), rows[1])
    assert _run("reviews", path) == 0
    assert not {"asc-thornmere", "la-thornmere"} & {row["id"] for row in dump()["Agency"]}


def test_what_a_person_has_judged_is_kept(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_table(tmp_path / "plan.csv", *ORIGINAL)
    assert _run("reviews", path) == 0
    kept = next(row for row in dump()["Recommendation"] if row["text"] == "Keep a log.")
    with open_store(write=True) as store, store.writer() as writer:
        judged = {"source": kept["id"], "target": "info.records", "verdict": "accept"}
        theme = store.rows("MATCH (t:Theme) RETURN t.id AS id ORDER BY id LIMIT 1")[0]["id"]
        writer.upsert_edges("ABOUT", "Recommendation", "Theme", [{**judged, "target": theme}])
    write_table(path, *ORIGINAL[:1])
    assert _run("reviews", path) == 0
    assert "1 recommendations are no longer in the file but were kept" in capsys.readouterr().out
    assert {row["text"] for row in dump()["Recommendation"]} == {
        "Ask the Home Office to write to police forces.",
        "Keep a log.",
    }
    assert _run("reviews", path) == 0
    assert _changes(home) == [0, 0, 0]


def test_a_graph_that_lost_a_review_gets_it_back(tmp_path: Path, home: Path) -> None:
    path = write_table(tmp_path / "plan.csv", *ORIGINAL)
    assert _run("reviews", path) == 0
    before = dump()
    with open_store(write=True) as store, store.writer() as writer:
        writer.delete_nodes("Recommendation", [before["Recommendation"][0]["id"]])
    assert _run("reviews", path) == 0
    assert dump() == before


def test_a_new_registry_is_used_for_a_file_read_before(tmp_path: Path, home: Path) -> None:
    path = write_table(tmp_path / "plan.csv", *ORIGINAL)
    assert _run("reviews", path) == 0
    assert any(not row["resolved"] for row in dump()["Agency"])
    registry = write_table(
        tmp_path / "ours.csv",
        "odd-unit,Odd Unit,health,local,,",
        header="id,name,sector,level,aliases,parent_or_successor",
    )
    assert _run("agencies", registry) == 0
    assert _run("reviews", path) == 0
    after = dump()
    assert all(row["resolved"] for row in after["Agency"])
    assert "odd-unit" in {row["target"] for row in after["ADDRESSED_TO"]}


def test_the_ledger_lists_what_a_person_must_look_at(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long = "An Unheard-of Body With a Name That Goes On " + "and On " * 20
    path = write_table(
        tmp_path / "plan.csv",
        f"r1,One,SAR,Northshire,2020,,no such theme,1,Share alerts.,{long};Odd Unit,nobody1999: x",
        "r1,,,,,,,2,Train staff.,Odd Unit,",
    )
    assert _run("reviews", path) == 0
    said = capsys.readouterr().out
    assert "2 × Odd Unit" in said
    assert "theme 'no such theme' is not in the frame of themes" in said
    assert "cited source 'nobody1999' is not in the evidence" in said
    text = next((home / "ledgers").glob("*.txt")).read_text(encoding="utf-8")
    assert said.startswith(text.splitlines()[0])
    assert "An Unheard-of Body" in text
    assert long[:90] not in text
    file = _ledger(home)["files"][-1]
    assert sorted(file["unresolved"].values()) == [1, 2]


def test_a_file_of_the_sample_that_is_refused_stops_the_run(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sources.csv").write_bytes(b"")
    (tmp_path / "findings.csv").write_bytes(b"finding,source_id\nA,b\n")
    monkeypatch.setattr("ingest.jobs.EVIDENCE", tmp_path)
    assert _run("sample") == 1
    said = capsys.readouterr()
    assert "sources.csv is empty" in said.err
    assert [file["file"] for file in _ledger(home)["files"]] == [
        "agencies.csv",
        "themes.csv",
        "sample-agencies.csv",
    ]


def test_a_graph_in_use_is_one_sentence(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_table(tmp_path / "plan.csv", *ORIGINAL)
    with EmbeddedStore(home / "graph.kgl", write=True):
        assert _run("reviews", path) == 1
    said = capsys.readouterr().err
    assert "is being written by another process" in said or str(os.getpid()) in said
    assert said.count("\n") == 1


def test_both_engines_hold_the_same(store: Store, tmp_path: Path) -> None:
    path = write_table(tmp_path / "plan.csv", *ORIGINAL)
    reading = read_reviews(path)
    known = known_in(store)
    first = load(store, reading, known.registry).total
    assert (first.created > 0, first.updated, first.deleted) == (True, 0, 0)
    again = load(store, reading, known.registry)
    assert again.same
    assert again.total.created == again.total.updated == again.total.deleted == 0
    rows = store.rows(
        "MATCH (r:Recommendation)-[e:ADDRESSED_TO]->(a:Agency) "
        "RETURN r.number AS number, e.raw AS raw, a.resolved AS resolved ORDER BY number"
    )
    assert rows == [
        {"number": "1", "raw": "Odd Unit", "resolved": False},
        {"number": "2", "raw": "Home Office", "resolved": False},
        {"number": "3", "raw": "Home Office", "resolved": False},
    ]
