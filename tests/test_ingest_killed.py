"""``kill -9`` in the middle of each stage: the graph opens, and a re-run completes it."""

from __future__ import annotations

import json
import os
import shutil
import signal
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from graph.embedded import EmbeddedStore
from graph.settings import Neo4jAddress
from ingest.__main__ import main
from linking.vectors import FILE_NAME as VECTORS
from tests.ingesting import dump, run_ingest, write_table

# Runs a command and dies, as from kill -9, once half of a batch of the named write is done.
DEADLY = """
import os, signal, sys
from ingest.__main__ import main
from graph import bolt, embedded

mark, arguments = sys.argv[1], sys.argv[2:]
for engine in (bolt.BoltStore, embedded.EmbeddedStore):
    def write(self, statement, rows, real=engine.write):
        if mark in statement:
            real(self, statement, rows[: len(rows) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        real(self, statement, rows)
    engine.write = write
sys.exit(main(arguments))
"""
FIRST = [
    "r1,First review,SAR,Northshire,2020,Home Office; A Board,risk.tools: no list,1,"
    "The Home Office should share every alert with the police.,Home Office,s1: they say",
    "r1,,,,,,,2,Practices should train all new staff in the use of the checklist.,B Unit,",
    "r2,Second review,DHR,Southshire,2021,Northern Keepers,voice.child,1,"
    "The Home Office should share every alert with the police force.,C Unit,",
    "r2,,,,,,,2,Keep a log of keys.,D Unit; Home Office,",
]
# A review less its second recommendation, another addressee, a new recommendation.
SECOND = [
    FIRST[0],
    FIRST[2].replace("C Unit", "E Unit").replace("Northern Keepers", "Southern Keepers"),
    FIRST[3],
    "r2,,,,,,,3,Ask every adult alone whether they are safe.,B Unit,",
]


class Workplace:
    """A home of its own with two tables: ``evidence`` and ``reviews.csv``."""

    def __init__(self, folder: Path, neo4j: Neo4jAddress | None = None) -> None:
        self.home = folder / "home"
        self.neo4j = neo4j
        self.reviews = folder / "reviews.csv"
        self.evidence = folder / "evidence"
        self.evidence.mkdir(parents=True)
        write_table(
            self.evidence / "sources.csv",
            "s1,A study of alerts,2019",
            header="source_id,title,year",
        )
        write_table(
            self.evidence / "findings.csv",
            "F1,Sharing alerts with the police brought earlier visits.,s1",
            "F2,Training new staff in a checklist raised its use.,s1",
            header="finding_id,finding,source_id",
        )

    @property
    def environment(self) -> dict[str, str]:
        return {"COMMON_THREAD_HOME": os.fspath(self.home)}

    def run(self, *arguments: str | Path) -> dict[str, Any]:
        """Run a command to its end and give the counts of its ledger."""
        before = set(self._ledgers())
        with patch.dict(os.environ, self.environment):
            assert main([*map(str, arguments), "--no-link"]) == 0
        (ledger,) = set(self._ledgers()) - before
        total: dict[str, Any] = json.loads(ledger.read_text(encoding="utf-8"))["total"]
        return total

    def _ledgers(self) -> list[Path]:
        return sorted((self.home / "ledgers").glob("*.json"))

    def die(self, mark: str, *arguments: str | Path) -> None:
        """Run a command and have it killed in the middle of the write that ``mark`` names."""
        done = run_ingest(mark, *arguments, source=DEADLY, environment=self.environment)
        assert done.returncode == -signal.SIGKILL, (done.returncode, done.stderr)

    def dump(self) -> dict[str, list[dict[str, Any]]]:
        return dump(None if self.neo4j else self.home)

    def load(self, rows: list[str]) -> dict[str, Any]:
        write_table(self.reviews, *rows)
        self.run("evidence", self.evidence)
        return self.run("reviews", self.reviews)


UNCHANGED = ("created", "updated", "deleted")


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The graph of FIRST, then of SECOND, that nothing disturbed."""
    place = Workplace(tmp_path_factory.mktemp("undisturbed"))
    place.load(FIRST)
    first = place.dump()
    place.load(SECOND)
    return {"first": first, "second": place.dump()}


@pytest.mark.parametrize(
    ("mark", "command"),
    [
        ("CREATE (n:Theme", "evidence"),
        ("CREATE (n:Agency", "evidence"),
        ("-[e:IS_A]->", "evidence"),
        ("-[e:FROM_SOURCE]->", "evidence"),
        ("CREATE (n:Review", "reviews"),
        ("CREATE (n:Recommendation", "reviews"),
        ("-[e:MADE]->", "reviews"),
        ("-[e:ADDRESSED_TO]->", "reviews"),
        ("CREATE (n:Ingest", "reviews"),
    ],
)
def test_killed_while_loading(
    tmp_path: Path, undisturbed: dict[str, Any], mark: str, command: str
) -> None:
    place = Workplace(tmp_path)
    write_table(place.reviews, *FIRST)
    if command == "reviews":
        place.run("evidence", place.evidence)
        place.die(mark, "reviews", place.reviews, "--no-link")
    else:
        place.die(mark, "evidence", place.evidence, "--no-link")
    place.load(FIRST)
    assert place.dump() == undisturbed["first"]
    again = place.run("reviews", place.reviews)
    assert [again[name] for name in UNCHANGED] == [0, 0, 0]


@pytest.mark.parametrize(
    "mark",
    ["n:Ingest {id", "-[e:ADDRESSED_TO]->", "DELETE e", "(n:Recommendation {id: r.id}) DETACH"],
)
def test_killed_while_replacing(tmp_path: Path, undisturbed: dict[str, Any], mark: str) -> None:
    place = Workplace(tmp_path)
    place.load(FIRST)
    write_table(place.reviews, *SECOND)
    place.die(mark, "reviews", place.reviews, "--no-link")
    place.run("reviews", place.reviews)
    assert place.dump() == undisturbed["second"]


def test_killed_while_replacing_and_then_put_back(
    tmp_path: Path, undisturbed: dict[str, Any]
) -> None:
    place = Workplace(tmp_path)
    place.load(FIRST)
    write_table(place.reviews, *SECOND)
    place.die("-[e:ADDRESSED_TO]->", "reviews", place.reviews, "--no-link")
    place.load(FIRST)
    assert place.dump() == undisturbed["first"]


def test_killed_while_linking(tmp_path: Path, home: Path, known_vectors: None) -> None:
    whole = Workplace(tmp_path)  # its home is the test's
    whole.load(FIRST)
    assert main(["link"]) == 0
    linked = whole.dump()
    assert linked["NEAR_EVIDENCE"]
    for number, mark in enumerate(("-[e:NEAR_EVIDENCE]->", "n:Recommendation {id")):
        place = Workplace(tmp_path / f"killed {number}")
        place.load(FIRST)
        # The texts' vectors are the same; encoding them again would only take time.
        shutil.copyfile(home / VECTORS, place.home / VECTORS)
        place.die(mark, "link")
        with EmbeddedStore(place.home / "graph.kgl") as store:
            assert store.rows("MATCH (r:Recommendation) RETURN count(r) AS n") == [{"n": 4}]
        with patch.dict(os.environ, place.environment):
            assert main(["link"]) == 0
        assert place.dump() == linked


@pytest.mark.neo4j
@pytest.mark.parametrize("mark", ["CREATE (n:Recommendation", "-[e:ADDRESSED_TO]->"])
def test_killed_while_loading_into_neo4j(
    tmp_path: Path, neo4j_chosen: Neo4jAddress, undisturbed: dict[str, Any], mark: str
) -> None:
    place = Workplace(tmp_path, neo4j_chosen)
    place.run("evidence", place.evidence)
    write_table(place.reviews, *FIRST)
    place.die(mark, "reviews", place.reviews, "--no-link")
    place.run("reviews", place.reviews)
    assert place.dump() == undisturbed["first"]
