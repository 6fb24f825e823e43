"""A back-up loses nothing, on both engines and across; one that cannot be restored says why."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from graph import backup, schema
from graph.__main__ import main
from graph.backup import MANIFEST, VECTORS, back_up
from graph.errors import CommonThreadError, InputRefusedError
from graph.restoring import restore
from graph.saved import folder as saved_queries
from graph.shape import Kind
from graph.store import Row, Store, open_store
from linking import evidence_model, shifts, vectors
from tests.small_graph import build

ROOT = Path(__file__).parent.parent
AWKWARD = '=1+1, "quoted", \\"back\\"\r\n\t| <b>&amp;</b> ]]> \u2028 \U0001f9f5 é e\u0301'
VALUES: dict[Kind, object] = {
    "text": AWKWARD,
    "integer": 2**53 + 1,
    "number": 0.1 + 0.2,
    "boolean": False,
}


def fill(store: Store) -> None:
    """The small graph, and beside it a node of every label and an edge of every type between all
    labels it may join, each with every property; verdicts are such nodes too."""
    build(store)
    with store.writer() as writer:
        for node in schema.NODES:
            full = {p.name: VALUES[p.kind] for p in node.properties}
            rows = [full | {"id": f"{node.label} {i} {AWKWARD}"} for i in range(2)]
            writer.upsert_nodes(node.label, [*rows, {"id": "bare", "title": ""}])
        for edge in schema.EDGES:
            for source in edge.sources:
                for target in edge.targets:
                    row: Row = {p.name: VALUES[p.kind] for p in edge.properties}
                    row |= {"source": f"{source} 0 {AWKWARD}", "target": f"{target} 1 {AWKWARD}"}
                    writer.upsert_edges(edge.type, source, target, [row])


def held(store: Store) -> tuple[list[str], list[str]]:
    """Every node and edge as the engine has it, whatever the schema says, in a set order."""
    nodes = store.rows("MATCH (n) RETURN n AS node")
    edges = store.rows("MATCH (a)-[e]->(b) RETURN a.id AS source, e AS edge, b.id AS target")
    return sorted(map(_text, nodes)), sorted(map(_text, edges))


def _text(row: Row) -> str:
    return json.dumps(row, sort_keys=True)


def empty(store: Store) -> None:
    with store.writer() as writer:
        for node in schema.NODES:
            rows = store.rows(f"MATCH (n:{node.label}) RETURN n.id AS id")
            writer.delete_nodes(node.label, [row["id"] for row in rows])


def test_nothing_is_lost(store: Store, tmp_path: Path) -> None:
    fill(store)
    before = held(store)
    assert (len(before[0]), len(before[1])) == (24 + 3 * len(schema.NODES), 41 + 18)
    saved = back_up(store, tmp_path / "b.zip")
    assert (saved.nodes, saved.edges) == (len(before[0]), len(before[1]))
    empty(store)
    assert held(store) == ([], [])
    restore(store, tmp_path / "b.zip")
    assert held(store) == before
    with store.writer() as writer:
        writer.upsert_nodes("Theme", [{"id": "new", "title": "new"}])
        writer.delete_nodes("Verdict", ["bare"])
    with pytest.raises(CommonThreadError, match="nodes already"):
        restore(store, tmp_path / "b.zip")
    restore(store, tmp_path / "b.zip", replace=True)
    assert held(store) == before


@pytest.mark.neo4j
def test_a_back_up_of_one_engine_restores_into_the_other(
    embedded_store: Store, neo4j_store: Store, tmp_path: Path
) -> None:
    fill(embedded_store)
    before = held(embedded_store)
    back_up(embedded_store, tmp_path / "there.zip")
    restore(neo4j_store, tmp_path / "there.zip")
    assert held(neo4j_store) == before
    saved = back_up(neo4j_store, tmp_path / "back.zip")
    assert saved.engine == "neo4j"
    empty(embedded_store)
    restore(embedded_store, tmp_path / "back.zip")
    assert held(embedded_store) == before


# Empties the graph and fills it again, as restoring does, and stops before it is done.
CHILD = """
from graph.restoring import _empty
from graph.store import open_store
from graph.writing import GraphWriter
with open_store(write=True) as store, store.transaction() as graph:
    _empty(graph)
    rows = [{"id": str(i), "title": "x" * 1000} for i in range(1000)]
    GraphWriter(graph).upsert_nodes("Theme", rows)
    assert graph.rows("MATCH (n) RETURN count(n) AS n") == [{"n": 1000}]
    print("half", flush=True)
    input()
"""


def test_killed_in_the_middle_leaves_the_old_graph(store: Store) -> None:
    build(store)
    before = held(store)
    store.close()
    with subprocess.Popen(
        [sys.executable, "-c", CHILD], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout
        assert child.stdout.readline() == b"half\n"
        child.kill()
    with open_store(write=True) as again:
        assert held(again) == before


def test_files_beside_the_graph_come_along(embedded_store: Store, home: Path) -> None:
    """Also in use: another process has the vectors open, and a reader the graph."""
    build(embedded_store)
    embedded_store.close()
    files = {"queries/a.cypher": "RETURN 1", "drafts/x.json": "{}", "drafts/x.file": "é"}
    files |= {"documents/y.json": "{}", "ledgers/l.txt": "read", "verdict_shifts.json": "{}"}
    left = {"uploads/u": "mid-way", "queries/a.new": "half", "notes.txt": "not ours"}
    for name, text in (files | left).items():
        (home / name).parent.mkdir(exist_ok=True)
        (home / name).write_text(text, encoding="utf-8")
    with sqlite3.connect(home / VECTORS) as base, open_store() as reader:
        base.execute("CREATE TABLE t AS SELECT 7 AS x")
        base.commit()
        back_up(reader, home / "b.zip", vectors=True)
        assert back_up(reader, home / "small.zip").summary.endswith("6 files beside the graph")
    base.close()
    for name in [*files, *left, VECTORS, "graph.kgl"]:
        (home / name).unlink()
    with open_store(write=True) as store:
        restore(store, home / "b.zip")
    assert {n: (home / n).read_text(encoding="utf-8") for n in files} == files
    assert not any((home / name).exists() for name in left)
    with sqlite3.connect(home / VECTORS) as base:
        assert base.execute("SELECT x FROM t").fetchall() == [(7,)]
    base.close()


def test_names_of_files_are_those_their_owners_use() -> None:
    assert {evidence_model.FILE_NAME, shifts.FILE_NAME} == set(backup.HOME_FILES)
    assert vectors.FILE_NAME == backup.VECTORS
    assert saved_queries().name in backup.HOME_FOLDERS


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def other_kind(path: Path) -> None:
    path.write_text("not a zip")


def other_zip(path: Path) -> None:
    with ZipFile(path, "w") as archive:
        archive.writestr("a", "b")


def rewritten(change: Callable[[dict[str, bytes]], None]) -> Callable[[Path], None]:
    def rewrite(path: Path) -> None:
        with ZipFile(path) as archive:
            content = {name: archive.read(name) for name in archive.namelist()}
        change(content)
        with ZipFile(path, "w") as archive:
            for name, data in content.items():
                archive.writestr(name, data)

    return rewrite


def newer(content: dict[str, bytes]) -> None:
    content[MANIFEST] = content[MANIFEST].replace(b'"format": 1', b'"format": 2')


def other_words(content: dict[str, bytes]) -> None:
    content["graph/nodes/Theme.jsonl"] = content["graph/nodes/Theme.jsonl"].replace(b"S", b"Z")


def one_less(content: dict[str, bytes]) -> None:
    del content["graph/nodes/Theme.jsonl"]


def climbing(content: dict[str, bytes]) -> None:
    said = json.loads(content[MANIFEST])
    content["home/../../evil"] = b""
    said["sha256"]["home/../../evil"] = backup._sum([])[1]
    content[MANIFEST] = json.dumps(said).encode()


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (cut_short, "no whole back-up"),
        (other_kind, "no whole back-up"),
        (other_zip, "no whole back-up"),
        (Path.unlink, "cannot be read"),
        (rewritten(newer), "newer version"),
        (rewritten(other_words), "damaged"),
        (rewritten(one_less), "damaged"),
        (rewritten(climbing), "no place in a home"),
    ],
)
def test_what_is_no_whole_back_up_changes_nothing(
    embedded_store: Store, tmp_path: Path, damage: Callable[[Path], None], said: str
) -> None:
    build(embedded_store)
    path = tmp_path / "b.zip"
    back_up(embedded_store, path)
    damage(path)
    before = held(embedded_store)
    with pytest.raises(InputRefusedError, match=said):
        restore(embedded_store, path, replace=True)
    assert held(embedded_store) == before


def test_the_command_line(
    embedded_store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    embedded_store.close()
    path = str(tmp_path / "b.zip")

    def said(*arguments: str) -> tuple[int, str]:
        status = main(arguments)
        out = capsys.readouterr()
        return status, out.out + out.err

    assert "nothing to take away" in said("backup", path)[1]
    with open_store(write=True) as store:
        build(store)
    status, words = said("backup", path)
    assert (status, "24 nodes, 41 relationships, 0 files" in words) == (0, True)
    assert Path(path).stat().st_mode & 0o077 == 0
    assert said("backup", path) == (1, f"{path} is there already. Name another, or say --force.\n")
    assert said("backup", path, "--force")[0] == 0
    status, words = said("restore", path)
    assert (status, "Say --replace" in words) == (1, True)
    status, words = said("restore", path, "--replace")
    assert (status, "the same as in the back-up" in words) == (0, True)
