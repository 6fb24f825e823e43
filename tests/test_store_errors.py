"""A graph that cannot be opened says so in one sentence that tells what to do: no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.embedded import EmbeddedStore
from graph.errors import StoreUnavailableError
from graph.settings import Neo4jAddress
from graph.store import open_store
from tests.neo4j_server import free_port

ROOT = Path(__file__).parent.parent


def status() -> tuple[int, str]:
    """What `python -m graph status` exits with and says."""
    done = subprocess.run(
        [sys.executable, "-m", "graph", "status"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def assert_told(*words: str) -> None:
    """Reading, writing and the command line all refuse with these words, on one line."""
    for write in (False, True):
        with pytest.raises(StoreUnavailableError) as caught:
            open_store(write=write).close()
        assert all(word in str(caught.value) for word in words), str(caught.value)
        assert "\n" not in str(caught.value)
    code, said = status()
    assert code == 1
    assert all(word in said for word in words), said
    assert "Traceback" not in said
    assert len(said.strip().splitlines()) == 1


def text_file(path: Path) -> None:
    path.write_text("id,title\n1,A spreadsheet that somebody renamed\n")


def empty_file(path: Path) -> None:
    path.touch()


def half_a_graph(path: Path) -> None:
    whole_graph(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def overwritten_in_the_middle(path: Path) -> None:
    whole_graph(path)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle - 200 : middle + 200] = bytes(400)
    path.write_bytes(content)


def an_older_format(path: Path) -> None:
    whole_graph(path)
    content = bytearray(path.read_bytes())
    content[:8] = b"RGF\x01\x01\x00\x00\x00"
    path.write_bytes(content)


def a_folder(path: Path) -> None:
    path.mkdir()


def whole_graph(path: Path) -> None:
    with EmbeddedStore(path, write=True) as store, store.writer() as writer:
        rows = [{"id": f"t{i}", "title": f"Theme number {i}"} for i in range(2000)]
        writer.upsert_nodes("Theme", rows)


@pytest.mark.parametrize(
    "spoil",
    [text_file, empty_file, half_a_graph, overwritten_in_the_middle, an_older_format, a_folder],
)
def test_a_file_that_is_no_graph(home: Path, spoil: Callable[[Path], None]) -> None:
    home.mkdir()
    path = home / "graph.kgl"
    spoil(path)
    before = None if path.is_dir() else path.read_bytes()
    assert_told(str(path), "Move it", "python -m ingest")
    assert before is None or path.read_bytes() == before, "a file that is refused stays as it was"


def test_a_spoilt_log_is_told_to_readers_too(home: Path) -> None:
    home.mkdir()
    whole_graph(home / "graph.kgl")
    (home / "graph.kgl-wal").write_bytes(b"this is no log of a graph " * 20)
    assert_told(str(home), "Move it")


def test_a_file_that_another_process_writes(home: Path) -> None:
    whole_graph(home / "graph.kgl")
    code = (
        "import sys; from pathlib import Path; from graph.embedded import EmbeddedStore\n"
        "store = EmbeddedStore(Path(sys.argv[1]), write=True)\n"
        "print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(home / "graph.kgl")],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(StoreUnavailableError, match=rf"pid {other.pid}\).*Wait until") as told:
            open_store(write=True)
        assert "\n" not in str(told.value)
        code_, said = status()  # to read is no matter
        assert code_ == 0
        assert "2000" in said
        other.kill()
    with open_store(write=True) as store:
        assert store.rows("MATCH (n) RETURN count(n) AS n") == [{"n": 2000}]


def test_a_home_that_cannot_be_written(home: Path) -> None:
    home.parent.mkdir(exist_ok=True)
    home.write_text("a file where the folder should be")
    with pytest.raises(StoreUnavailableError, match="COMMON_THREAD_HOME") as told:
        open_store(write=True)
    assert "\n" not in str(told.value)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_home_without_the_right_to_write(home: Path) -> None:
    home.mkdir()
    home.chmod(0o500)
    with pytest.raises(StoreUnavailableError, match="COMMON_THREAD_HOME"):
        open_store(write=True)


def test_no_neo4j_at_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    for scheme in ("bolt", "neo4j"):
        monkeypatch.setenv("NEO4J_URI", f"{scheme}://127.0.0.1:{free_port()}")
        assert_told("Neo4j does not answer", "Start it", "NEO4J_URI")


@pytest.mark.parametrize(
    "uri", ["http://localhost:7474", "localhost:7687", "bolt:/", "neo4j", "://", "bolt://a b"]
)
def test_an_address_of_the_wrong_kind(monkeypatch: pytest.MonkeyPatch, uri: str) -> None:
    monkeypatch.setenv("NEO4J_URI", uri)
    assert_told("NEO4J_URI", "bolt://")


@pytest.mark.neo4j
def test_a_wrong_password(neo4j_chosen: Neo4jAddress, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "not the password")
    assert_told("neo4j", "NEO4J_PASSWORD")
    said = status()[1]
    assert "not the password" not in said
    assert neo4j_chosen.password not in said


@pytest.mark.neo4j
def test_no_password(neo4j_chosen: Neo4jAddress, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEO4J_PASSWORD")
    assert_told(neo4j_chosen.uri, "NEO4J_PASSWORD")


@pytest.mark.neo4j
def test_a_database_that_is_not_there(
    neo4j_chosen: Neo4jAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_DATABASE", "nowhere")
    assert_told(neo4j_chosen.uri, "'nowhere'", "NEO4J_DATABASE")
