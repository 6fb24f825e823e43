"""The other side: the script a user would write, one text and one row at a time.

It is given the finished nodes and edges (a JSON file), so it has nothing to parse, split, resolve
or link; it only encodes each text with sentence-transformers, one call a text, and writes each
node and edge to Neo4j with py2neo, one at a time: as py2neo's objects, or as a statement of Cypher.
It is even given constraints on ids, which such scripts seldom have. All that favours it.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

from py2neo import Graph, Node, Relationship

Given = dict[str, Any]


def main(what: str, dump: Path, model_folder: str = "") -> None:
    """Encode or write (one statement a row, or one object a row) what ``dump`` holds; print the
    seconds as JSON. The database is emptied first."""
    data = json.loads(dump.read_text(encoding="utf-8"))
    if what == "encode":
        one, batched = _encode(data["texts"], model_folder)
        print(json.dumps({"one text a call": one, "one call": batched}))
    else:
        print(json.dumps({"write": _write(data, what)}))


def _encode(texts: list[str], model_folder: str) -> tuple[float, float]:
    """Seconds with one call a text, and with one call for all; both with loading the model."""
    start = perf_counter()
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(model_folder, device="cpu", local_files_only=True)
    loading = perf_counter() - start
    start = perf_counter()
    model.encode(texts)
    batched = perf_counter() - start
    start = perf_counter()
    for text in texts:
        model.encode(text)
    return loading + perf_counter() - start, loading + batched


def _write(data: Given, style: str) -> float:
    """Seconds to write all nodes and edges; constraints are there before, as for our side."""
    graph = Graph(
        os.environ["NEO4J_URI"], auth=(os.environ["NEO4J_USER"], os.environ["NEO4J_PASSWORD"])
    )
    graph.run("MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS")
    for label in data["nodes"]:
        graph.run(f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE")
    start = perf_counter()
    _STYLES[style](graph, data)
    return perf_counter() - start


def _by_statement(graph: Graph, data: Given) -> None:
    for label, rows in data["nodes"].items():
        for row in rows:
            graph.run(f"MERGE (n:{label} {{id: $id}}) SET n += $row", id=row["id"], row=row)
    for edge in data["edges"]:
        graph.run(
            f"MATCH (a:{edge['from']} {{id: $source}}), (b:{edge['to']} {{id: $target}}) "
            f"MERGE (a)-[e:{edge['type']}]->(b) SET e += $row",
            source=edge["source"],
            target=edge["target"],
            row=edge["properties"],
        )


def _by_object(graph: Graph, data: Given) -> None:
    nodes = {}
    for label, rows in data["nodes"].items():
        for row in rows:
            node = nodes[label, row["id"]] = Node(label, **row)
            graph.merge(node, label, "id")
    for edge in data["edges"]:
        source = nodes[edge["from"], edge["source"]]
        target = nodes[edge["to"], edge["target"]]
        graph.merge(Relationship(source, edge["type"], target, **edge["properties"]))


_STYLES = {"statement": _by_statement, "object": _by_object}


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
