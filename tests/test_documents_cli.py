"""``python -m ingest documents``, ``replace`` and ``remove`` as a person runs them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from graph.store import open_store
from ingest.__main__ import main
from ingest.documents.corrections import Change
from ingest.documents.drafts import Drafts
from ingest.documents.saving import held_in
from tests.ingesting import dump
from tests.test_documents_killed import ASKS, NEW_ASKS, write_review


def run(*arguments: str | Path) -> int:
    command, *rest = map(str, arguments)
    extra = [] if command == "remove" else ["--no-link"]
    return main([command, *rest, *extra])


def ledger(home: Path) -> dict[str, Any]:
    """What the last command's ledger holds."""
    path = max((home / "ledgers").glob("*.json"), key=lambda each: each.stat().st_mtime_ns)
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def texts() -> list[str]:
    with open_store() as store:
        rows = store.rows("MATCH (r:Recommendation) RETURN r.text AS text ORDER BY text")
        return [row["text"] for row in rows]


@pytest.fixture
def reviews(tmp_path: Path) -> Path:
    """A folder with two reviews, one of them twice, and three files that cannot be read."""
    folder = tmp_path / "reviews"
    write_review(folder / "adult k.md", "Adult K", "Northshire", ASKS)
    write_review(folder / "below" / "copy.md", "Adult K", "Northshire", ASKS)
    write_review(folder / "below" / "adult l.md", "Adult L", "Southshire", ASKS[:2])
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "torn.docx").write_bytes(b"PK\x03\x04torn")
    (folder / "style.css").write_text("p {}", encoding="utf-8")
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("adult m.md", (folder / "adult k.md").read_text().replace(" K", " M"))
        archive.writestr("../out.md", "# Out")
    return folder


def test_a_folder_with_broken_files(
    reviews: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("documents", reviews) == 0
    said = ledger(home)
    assert [each["file"] for each in said["files"]][2:] == [
        "adult k.md",
        "adult m.md",
        "adult l.md",
    ]
    assert [each["file"] for each in said["left"]] == ["below/copy.md"]
    refused = {each["file"]: each["reason"] for each in said["not_read"]}
    assert set(refused) == {"empty.pdf", "torn.docx", "more.zip › ../out.md"}
    assert said["recommendations"] == 8 and said["skipped"] == {"no documents": 1}
    shown = capsys.readouterr().out
    for name, reason in refused.items():
        assert f"    {name}: {reason}" in shown and "\n" not in reason
    before = dump()
    assert run("documents", reviews) == 0
    again = ledger(home)
    assert len(again["unchanged"]) == 3 and not again["files"]
    assert dump() == before


def test_a_dry_run_writes_nothing(
    reviews: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["documents", str(reviews), "--dry-run"]) == 0
    assert "3 saved, 0 unchanged" in capsys.readouterr().out
    assert not list(home.rglob("*.json"))
    assert not (home / "graph.kgl").exists()


def test_nothing_that_can_be_read(reviews: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("documents", reviews / "empty.pdf", reviews / "missing.pdf") == 1
    assert "2 not read" in capsys.readouterr().out


def test_drafts_are_left_for_a_person(reviews: Path, home: Path) -> None:
    file = reviews / "adult k.md"
    assert run("documents", file, "--draft") == 0
    (waiting,) = Drafts(home).all()
    source = Drafts(home).source(waiting.draft.digest)
    assert source and source.read_bytes() == file.read_bytes()
    assert texts() == []
    assert run("documents", file) == 0
    assert ledger(home)["left"] == [{"file": "adult k.md", "reason": "waits to be checked already"}]
    assert Drafts(home).all() == [waiting]


def correct(home: Path, digest: str, text: str) -> None:
    """Correct the first recommendation of a saved document, as the page does."""
    from ingest.documents.saving import Saver, waiting_for

    drafts = Drafts(home)
    saved = drafts.saved(digest)
    assert saved
    with open_store(write=True) as store:
        saver = Saver(store, drafts)
        waiting = waiting_for(saved.draft, saver.held)
        key = waiting.draft.recommendations[0].key
        saver.save(type(waiting)(waiting.draft, (Change(key, "text", text),), rules=waiting.rules))


def test_a_new_version(reviews: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("documents", reviews / "adult k.md")
    with open_store() as store:
        (old,) = held_in(store)
    correct(home, old, "Share each alert.")
    new = write_review(reviews / "later" / "adult k.md", "Adult K", "Northshire", NEW_ASKS)
    assert run("documents", new) == 0
    assert ledger(home)["left"] == [
        {"file": "adult k.md", "reason": "looks like a new version of 'adult k.md'"}
    ]
    (waiting,) = Drafts(home).all()
    Drafts(home).discard(waiting.draft.digest)
    assert run("replace", "adult k.md", new) == 0
    # Renumbered, and yet corrected: its words are those of the version before.
    assert texts() == sorted(["Share each alert.", NEW_ASKS[0], NEW_ASKS[2]])
    assert run("documents", reviews / "adult k.md") == 0
    assert ledger(home)["left"] == [
        {
            "file": "adult k.md",
            "reason": "is an earlier version of 'adult k.md', which the graph holds",
        }
    ]
    assert run("replace", "none.md", new) == 1
    assert "holds no document 'none.md'" in capsys.readouterr().err


def test_removing_asks_first(
    reviews: Path, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run("documents", reviews / "adult k.md")
    assert run("remove", "adult k.md") == 1
    assert "add --yes" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: "no")
    assert run("remove", "adult k.md") == 1
    assert len(texts()) == 3
    monkeypatch.setattr("builtins.input", lambda _: "yes")
    assert run("remove", "adult k.md") == 0
    assert texts() == []
    assert list((home / "removed").iterdir())
    assert not list((home / "documents").iterdir())


def test_help_and_wrong_arguments(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["documents"], ["documents", "x", "--workers", "0"], ["replace", "x"]):
        with pytest.raises(SystemExit) as left:
            main(arguments)
        assert left.value.code == 2
    with pytest.raises(SystemExit) as left:
        main(["documents", "--help"])
    assert left.value.code == 0
    assert "replace OLD NEW" in capsys.readouterr().out
