"""``kill -9`` while documents are read, saved, replaced or removed: a re-run completes it."""

from __future__ import annotations

import json
import os
import shutil
import signal
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from graph.settings import Neo4jAddress
from ingest.__main__ import main
from tests.ingesting import dump, run_ingest

# Runs a command and dies, as from kill -9, once half of a batch of the named write is done, or
# (mark "file") when the second file of what was understood is half written.
DEADLY = """
import os, signal, sys
from ingest.__main__ import main
from graph import bolt, embedded
from ingest.documents import drafts

mark, arguments = sys.argv[1], sys.argv[2:]
for engine in (bolt.BoltStore, embedded.EmbeddedStore):
    def write(self, statement, rows, real=engine.write):
        if mark in statement:
            real(self, statement, rows[: len(rows) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        real(self, statement, rows)
    engine.write = write
files = []
def write_whole(path, fill, real=drafts.write_whole):
    def half(file):
        fill(file)
        file.flush()
        file.truncate(file.tell() // 2)
        os.kill(os.getpid(), signal.SIGKILL)
    files.append(path)
    real(path, half if mark == "file" and len(files) == 2 else fill)
drafts.write_whole = write_whole
sys.exit(main(arguments))
"""
REVIEW = """# Safeguarding Adults Review: {who}

Commissioned by the {area} Safeguarding Adults Board

March 2021

## Recommendations

{asks}
"""
ASKS = [
    "The Home Office should share every alert with the police.",
    "Northern Keepers should train all new staff in the use of the checklist.",
    "The Safeguarding Adults Board should audit the log of keys every year.",
]
NEW_ASKS = [ASKS[2], ASKS[0], "The Board should fund a post to look after the keys."]


def write_review(path: Path, who: str, area: str, asks: list[str]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    listed = "\n".join(f"{number}. {ask}" for number, ask in enumerate(asks, 1))
    path.write_text(REVIEW.format(who=who, area=area, asks=listed), encoding="utf-8")
    return path


class Workplace:
    """A home of its own, a folder with two reviews, and a new version of the first."""

    def __init__(
        self, folder: Path, neo4j: Neo4jAddress | None = None, start: Path | None = None
    ) -> None:
        """``start`` is a home to begin with a copy of."""
        self.home = folder / "home"
        if start:
            shutil.copytree(start, self.home)
        self.neo4j = neo4j
        self.folder = folder / "reviews"
        self.first = write_review(self.folder / "adult k.md", "Adult K", "Northshire", ASKS)
        write_review(self.folder / "adult l.md", "Adult L", "Southshire", ASKS[:2])
        self.new = write_review(folder / "adult k (2).md", "Adult K", "Northshire", NEW_ASKS)
        self.commands: dict[str, list[str | Path]] = {
            "documents": ["documents", self.folder, "--no-link", "--workers", "1"],
            "replace": ["replace", "adult k.md", self.new, "--no-link"],
            "remove": ["remove", "adult l.md", "--yes"],
        }

    @property
    def environment(self) -> dict[str, str]:
        return {"COMMON_THREAD_HOME": os.fspath(self.home)}

    def run(self, command: str) -> None:
        with patch.dict(os.environ, self.environment):
            assert main([*map(str, self.commands[command])]) == 0

    def die(self, mark: str, command: str) -> None:
        done = run_ingest(
            mark, *self.commands[command], source=DEADLY, environment=self.environment
        )
        assert done.returncode == -signal.SIGKILL, (done.returncode, done.stdout, done.stderr)

    def dump(self) -> dict[str, list[dict[str, Any]]]:
        return dump(None if self.neo4j else self.home)

    def last_ledger(self) -> dict[str, Any]:
        path = max((self.home / "ledgers").glob("*.json"), key=lambda each: each.stat().st_mtime_ns)
        ledger: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return ledger


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The graph after each command in turn, that nothing disturbed."""
    folder = tmp_path_factory.mktemp("undisturbed")
    place = Workplace(folder)
    after: dict[str, Any] = {"homes": {}}
    for command in place.commands:
        place.run(command)
        after[command] = place.dump()
        after["homes"][command] = shutil.copytree(place.home, folder / f"after {command}")
    assert [len(after[name]["Review"]) for name in place.commands] == [2, 2, 1]
    made = [len(after[name]["Recommendation"]) for name in place.commands]
    assert made == [5, 5, 3]
    return after


@pytest.mark.parametrize(
    "mark",
    [
        "file",
        "CREATE (n:Agency",
        "CREATE (n:Document",
        "CREATE (n:Review",
        "CREATE (n:Recommendation",
        "-[e:MADE]->",
        "-[e:ADDRESSED_TO]->",
        "-[e:STANDS_IN]->",
        "CREATE (n:Ingest",
    ],
)
def test_killed_while_saving(tmp_path: Path, undisturbed: dict[str, Any], mark: str) -> None:
    place = Workplace(tmp_path)
    place.die(mark, "documents")
    place.run("documents")
    assert place.dump() == undisturbed["documents"]
    place.run("documents")
    assert place.last_ledger()["unchanged"] == ["adult k.md", "adult l.md"]
    assert not list(place.home.glob("drafts/*"))


@pytest.mark.parametrize(
    "mark",
    [
        "CREATE (n:Document",
        "-[e:READ_FROM]->",
        "-[e:STANDS_IN]->",
        "DELETE e",
        "(n:Recommendation {id: r.id}) DETACH",
        "(n:Ingest {id: r.id}) DETACH",
        "(n:Document {id: r.id}) DETACH",
        "CREATE (n:Ingest",
    ],
)
def test_killed_while_replacing(tmp_path: Path, undisturbed: dict[str, Any], mark: str) -> None:
    place = Workplace(tmp_path, start=undisturbed["homes"]["documents"])
    place.die(mark, "replace")
    place.run("replace")
    assert place.dump() == undisturbed["replace"]


@pytest.mark.parametrize(
    "mark",
    [
        "(n:Ingest {id: r.id}) DETACH",
        "(n:Recommendation {id: r.id}) DETACH",
        "(n:Review {id: r.id}) DETACH",
        "(n:Agency {id: r.id}) DETACH",
        "(n:Document {id: r.id}) DETACH",
    ],
)
def test_killed_while_removing(tmp_path: Path, undisturbed: dict[str, Any], mark: str) -> None:
    place = Workplace(tmp_path, start=undisturbed["homes"]["replace"])
    place.die(mark, "remove")
    place.run("remove")
    assert place.dump() == undisturbed["remove"]


@pytest.mark.neo4j
@pytest.mark.parametrize(
    ("mark", "command"),
    [("CREATE (n:Recommendation", "documents"), ("DELETE e", "replace"), ("n:Review", "remove")],
)
def test_killed_on_neo4j(
    tmp_path: Path, neo4j_chosen: Neo4jAddress, undisturbed: dict[str, Any], mark: str, command: str
) -> None:
    place = Workplace(tmp_path, neo4j_chosen)
    for each in place.commands:
        if each == command:
            place.die(mark, command)
        place.run(each)
        if each == command:
            break
    assert place.dump() == undisturbed[command]
