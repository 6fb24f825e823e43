"""The whole job on the 731 coroners' reports, against the script a user would write otherwise.

Both sides run in this one run, each in a process of its own with an empty graph. What the encoder
needs (torch, model, encoding) is measured apart: the ratios leave it out on both sides. On Neo4j
all sides find a server that has been at work, as users do: one pass of the script goes before.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import neo4j

from bench.measured import Measured, run_module
from graph import schema
from graph.settings import ROOT, Neo4jAddress
from graph.store import Store
from linking.models import find_model
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
        encoding = run_module("bench.usual_script", "encode", str(dump), str(find_model().path))
        with running_neo4j(heap="1g") as address:
            usual = {
                style: _on_neo4j(address, "bench.usual_script", style, str(dump))
                # The first pass only warms the server.
                for style in ("object", "statement", "object")
            }
            _empty(address)
            # The vectors made above are still kept, so this run encodes nothing.
            ours = _on_neo4j(address, "bench.our_job", str(REPORTS), COMMON_THREAD_HOME=home)
    _print(first, again, ours, encoding, usual)


def _on_neo4j(address: Neo4jAddress, module: str, *arguments: str, **environment: str) -> Measured:
    return run_module(
        module,
        *arguments,
        NEO4J_URI=address.uri,
        NEO4J_USER=address.user,
        NEO4J_PASSWORD=address.password,
        NEO4J_DATABASE=address.database,
        **environment,
    )


def _empty(address: Neo4jAddress) -> None:
    auth = (address.user, address.password)
    with (
        neo4j.GraphDatabase.driver(address.uri, auth=auth) as driver,
        driver.session(database=address.database) as session,
    ):
        session.run("MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS").consume()


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


def _print(
    first: Measured,
    again: Measured,
    ours: Measured,
    encoding: Measured,
    usual: dict[str, Measured],
) -> None:
    batched = encoding.report["one call"]
    by_object, by_statement = usual["object"].report["write"], usual["statement"].report["write"]

    def times(measured: Measured) -> str:
        rest = _rest(measured)
        return f"{by_object / rest:.1f} and {by_statement / rest:.1f} times as fast"

    rows = [
        ("usual script, writing alone: py2neo, one object a row", by_object, ""),
        ("usual script, writing alone: py2neo, one statement a row", by_statement, ""),
        ("ours on Neo4j, all but the encoder", _rest(ours), times(ours)),
        ("ours embedded, all but the encoder", _rest(first), times(first)),
        ("encoding one text a call", encoding.report["one text a call"], ""),
        ("encoding all texts in one call", batched, ""),
        ("ours embedded, whole job", first.seconds, f"{first.seconds / batched:.2f} of one call"),
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
