"""The whole job on the 731 coroners' reports, against the script a user would write otherwise.

Both sides run in this one run, each in a process of its own with an empty graph and an empty
cache of vectors. What the encoder needs (torch, model, encoding) is measured apart: the ratios
leave it out on both sides.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from bench.measured import Measured, run_module
from graph import schema
from graph.settings import ROOT
from graph.store import Store
from linking.encoder import find_model
from tests.neo4j_server import running_neo4j

REPORTS = ROOT.parent / "shared" / "data" / "pfd_reports.csv"


def whole_job() -> None:
    """Run it all and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        home = str(place / "embedded")
        first = run_module("bench.our_job", str(REPORTS), COMMON_THREAD_HOME=home, NEO4J_URI="")
        again = run_module("bench.our_job", str(REPORTS), COMMON_THREAD_HOME=home, NEO4J_URI="")
        dump = place / "graph.json"
        dump.write_text(json.dumps(_everything(Path(home))), encoding="utf-8")
        ours = _with_neo4j("bench.our_job", str(REPORTS), COMMON_THREAD_HOME=str(place / "bolt"))
        usual = _with_neo4j("bench.usual_script", str(dump), str(find_model().path))
    _print(first, again, ours, usual)


def _with_neo4j(module: str, *arguments: str, **environment: str) -> Measured:
    with running_neo4j(heap="1g") as address:
        return run_module(
            module,
            *arguments,
            NEO4J_URI=address.uri,
            NEO4J_USER=address.user,
            NEO4J_PASSWORD=address.password,
            NEO4J_DATABASE=address.database,
            **environment,
        )


def _everything(home: Path) -> dict[str, object]:
    """All nodes and edges of a graph, and the texts that were encoded for it."""
    from graph.embedded import EmbeddedStore

    with EmbeddedStore(home / "graph.kgl") as store:
        nodes = {node.label: _nodes(store, node) for node in schema.NODES}
        edges = [
            row
            for edge in schema.EDGES
            for source in edge.sources
            for target in edge.targets
            for row in _edges(store, edge, source, target)
        ]
    texts = [row["text"] for row in (*nodes["Recommendation"], *nodes["Finding"])]
    texts += [f"{row['title']}. {row.get('definition') or ''}" for row in nodes["Theme"]]
    return {"nodes": nodes, "edges": edges, "texts": list(dict.fromkeys(texts))}


def _nodes(store: Store, node: schema.Node) -> list[dict[str, object]]:
    names = ", ".join(f"n.{p.name} AS {p.name}" for p in node.properties)
    return [_given(row) for row in store.rows(f"MATCH (n:{node.label}) RETURN {names}")]


def _edges(store: Store, edge: schema.Edge, source: str, target: str) -> list[dict[str, object]]:
    names = "".join(f", e.{p.name} AS {p.name}" for p in edge.properties)
    rows = store.rows(
        f"MATCH (a:{source})-[e:{edge.type}]->(b:{target}) "
        f"RETURN a.id AS source_id, b.id AS target_id{names}"
    )
    return [
        {
            "type": edge.type,
            "from": source,
            "to": target,
            "source": row.pop("source_id"),
            "target": row.pop("target_id"),
            "properties": _given(row),
        }
        for row in rows
    ]


def _given(row: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if value is not None}


def _print(first: Measured, again: Measured, ours: Measured, usual: Measured) -> None:
    theirs = usual.report["write"]
    batched = usual.report["encode in one call"]
    rows = [
        ("the usual script, rows only (Neo4j)", theirs, ""),
        ("ours on Neo4j, without the encoder", _rest(ours), f"{theirs / _rest(ours):.1f} times"),
        ("ours embedded, without the encoder", _rest(first), f"{theirs / _rest(first):.1f} times"),
        ("encoding one text a call", usual.report["encode"], ""),
        ("encoding all texts in one call", batched, ""),
        (
            "ours embedded, whole job",
            first.seconds,
            f"{first.seconds / batched:.2f} of one batched call",
        ),
        (
            "ours embedded, unchanged files again",
            again.seconds,
            f"{again.seconds / first.seconds:.1%} of the first",
        ),
    ]
    print("| what | seconds | ratio |\n|---|---|---|")
    for what, seconds, ratio in rows:
        print(f"| {what} | {seconds:.1f} | {ratio} |")
    print(f"\nPeak memory, the encoder's process with it: {first.peak_mb:.0f} MB embedded.")
    for name, measured in (("embedded", first), ("Neo4j", ours)):
        stages = ", ".join(f"{stage} {s:.2f}" for stage, s in measured.report.items())
        print(f"Stages, {name}: {stages}")


def _rest(measured: Measured) -> float:
    """Seconds from start to end of the process, without what the encoder needs."""
    return measured.seconds - measured.report["encode"]
