"""A writer killed at any moment loses nothing it acknowledged, and a re-run completes the graph."""

from __future__ import annotations

import random
import subprocess
import sys
import textwrap
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph.embedded import EmbeddedStore
from graph.store import Counts, Store

SEED = random.SystemRandom().randrange(10**6)
BATCHES, SIZE = 40, 50

# Writes batch after batch and says, after each call has returned, which one it was.
CHILD = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from tests.test_killed_writer import write_batches
    from graph.embedded import EmbeddedStore

    with EmbeddedStore(Path(sys.argv[1]), write=True) as store:
        print("open", flush=True)
        write_batches(store, lambda name: print(name, flush=True))
        print("closing", flush=True)
    print("closed", flush=True)
    """
)


def batch(i: int) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    rows: list[dict[str, object]] = [
        {"id": f"t{i:02}-{j:02}", "title": f"Theme {i} {j}", "definition": "words " * 40}
        for j in range(SIZE)
    ]
    edges: list[dict[str, object]] = [
        {"source": row["id"], "target": f"t{max(i - 1, 0):02}-00"} for row in rows
    ]
    return rows, edges


def write_batches(store: Store, acknowledged=lambda name: None) -> Counts:  # type: ignore[no-untyped-def]
    counts = Counts()
    with store.writer() as writer:
        for i in range(BATCHES):
            nodes, edges = batch(i)
            counts += writer.upsert_nodes("Theme", nodes)
            acknowledged(f"nodes {i}")
            counts += writer.upsert_edges("WITHIN", "Theme", "Theme", edges)
            acknowledged(f"edges {i}")
    return counts


def held(store: Store) -> tuple[dict[str, int], dict[str, int]]:
    """Nodes, and edges, by the batch of their source."""
    nodes = store.rows("MATCH (n:Theme) RETURN substring(n.id, 1, 2) AS b, count(n) AS n")
    edges = store.rows(
        "MATCH (a:Theme)-[:WITHIN]->(:Theme) RETURN substring(a.id, 1, 2) AS b, count(a) AS n"
    )
    return {r["b"]: r["n"] for r in nodes}, {r["b"]: r["n"] for r in edges}


def killed_after(path: Path, lines: int, pause: float) -> list[str]:
    """Start the child, kill it some lines and a moment later; what it had acknowledged."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent,
    )
    assert child.stdout is not None
    said = [line for _ in range(lines) if (line := child.stdout.readline())]
    time.sleep(pause)
    child.kill()
    said += child.stdout.readlines()  # said before it died
    child.stdout.close()
    child.wait()
    return [line.strip() for line in said if line.endswith("\n")]


@pytest.mark.parametrize("opened_by", ["a reader", "a writer"])
@pytest.mark.parametrize("stage", ["opening", "early", "middle", "late", "closing"])
def test_nothing_acknowledged_is_lost(tmp_path: Path, stage: str, opened_by: str) -> None:
    chance = random.Random(f"{SEED} {stage} {opened_by}")
    after = {"opening": 0, "early": 3, "middle": BATCHES, "late": 2 * BATCHES - 4}
    path = tmp_path / "graph.kgl"
    lines = after.get(stage, 2 * BATCHES + 2) + (chance.randrange(3) if stage in after else 0)
    said = killed_after(path, lines, chance.uniform(0, 0.02))

    with EmbeddedStore(path, write=opened_by == "a writer") as store:
        nodes, edges = held(store)
    for line in said:
        kind, _, number = line.partition(" ")
        if kind in ("nodes", "edges"):
            there = (nodes if kind == "nodes" else edges).get(f"{int(number):02}", 0)
            assert there == SIZE, f"{line}: {there} of {SIZE} are left (seed {SEED})"
    assert set(nodes.values()) | set(edges.values()) <= {SIZE}, f"half a batch (seed {SEED})"

    with EmbeddedStore(path, write=True) as store:
        counts = write_batches(store)
        assert counts.created == 2 * BATCHES * SIZE - sum(nodes.values()) - sum(edges.values())
        assert counts.updated == 0
        complete = {f"{i:02}": SIZE for i in range(BATCHES)}
        assert held(store) == (complete, complete)
    with EmbeddedStore(path) as store:
        assert held(store) == (complete, complete)


def test_a_reader_beside_a_writer_sees_a_whole_older_graph_then_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "graph.kgl"
    with EmbeddedStore(path) as reader:
        assert held(reader) == ({}, {})
        with EmbeddedStore(path, write=True) as writing:
            write_batches(writing)
            assert held(reader) == ({}, {})
            with EmbeddedStore(path) as late:
                assert held(late) == ({}, {})
        complete = {f"{i:02}": SIZE for i in range(BATCHES)}
        assert held(reader) == (complete, complete)


def test_however_much_is_written_readers_see_it_whole(tmp_path: Path) -> None:
    """kglite by itself would show readers what is in its log whenever that passes 16 MiB."""
    path = tmp_path / "graph.kgl"
    with EmbeddedStore(path) as reader, EmbeddedStore(path, write=True) as writing:
        with writing.writer() as writer:
            for i in range(8):
                text = f"{i} sentence " * 40_000
                rows = [{"id": f"c{i}-{j}", "title": "x", "text": text + str(j)} for j in range(10)]
                writer.upsert_nodes("Recommendation", rows)
        assert sum(file.stat().st_size for file in tmp_path.iterdir()) > 17 * 2**20
        assert reader.rows("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]
        writing.close()
        assert reader.rows("MATCH (n) RETURN count(n) AS n") == [{"n": 80}]


def test_threads_share_a_reader_while_writers_come_and_go(tmp_path: Path) -> None:
    path = tmp_path / "graph.kgl"
    stop = threading.Event()
    asked = "MATCH (n:Theme) RETURN count(n) AS n, count(n.definition) AS d"

    def read(store: Store) -> list[int]:
        seen = []
        while not stop.is_set():
            (row,) = store.rows(asked)
            assert row["n"] == row["d"], "a graph that was never there"
            seen.append(row["n"])
        return seen

    with EmbeddedStore(path) as reader, ThreadPoolExecutor(4) as pool:
        reads = [pool.submit(read, reader) for _ in range(4)]
        try:
            for i in range(6):
                with EmbeddedStore(path, write=True) as store, store.writer() as writer:
                    ids = [f"{i}-{j}" for j in range(10)]
                    writer.upsert_nodes("Theme", [{"id": id_, "title": id_} for id_ in ids])
                    writer.upsert_nodes("Theme", [{"id": id_, "definition": "d"} for id_ in ids])
        finally:
            stop.set()
        for done in reads:
            seen = done.result()
            assert seen == sorted(seen)
            assert set(seen) <= set(range(0, 61, 10))
        assert reader.rows(asked) == [{"n": 60, "d": 60}]
