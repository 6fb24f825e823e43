"""The other side: the script a user would write, one text and one row at a time.

It is given the finished nodes and edges (a JSON file), so it has nothing to parse, split, resolve
or link; it only encodes each text with sentence-transformers, one call a text, and writes each
node and edge to Neo4j with py2neo, one statement a row. That favours it.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from time import perf_counter


def main(dump: Path, model_folder: str) -> None:
    """Encode and write what ``dump`` holds; print the seconds of both as JSON."""
    data = json.loads(dump.read_text(encoding="utf-8"))
    encode_one, encode_batched = _encode(data["texts"], model_folder)
    write = _write(data["nodes"], data["edges"])
    print(json.dumps({"encode": encode_one, "write": write, "encode in one call": encode_batched}))


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


def _write(nodes: dict[str, list[dict[str, object]]], edges: list[dict[str, object]]) -> float:
    from py2neo import Graph

    graph = Graph(
        os.environ["NEO4J_URI"], auth=(os.environ["NEO4J_USER"], os.environ["NEO4J_PASSWORD"])
    )
    start = perf_counter()
    for label, rows in nodes.items():
        graph.run(f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE")
        for row in rows:
            graph.run(f"MERGE (n:{label} {{id: $id}}) SET n += $row", id=row["id"], row=row)
    for edge in edges:
        graph.run(
            f"MATCH (a:{edge['from']} {{id: $source}}), (b:{edge['to']} {{id: $target}}) "
            f"MERGE (a)-[e:{edge['type']}]->(b) SET e += $row",
            source=edge["source"],
            target=edge["target"],
            row=edge["properties"],
        )
    return perf_counter() - start


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
