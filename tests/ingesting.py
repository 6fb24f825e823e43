"""How tests run ``python -m ingest`` and look at all that a graph holds."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graph import schema
from graph.embedded import EmbeddedStore
from graph.store import open_store

ROOT = Path(__file__).resolve().parents[1]
# When a thing was done differs between two runs; nothing else may.
_WHEN = {"made_on"}

HEADER = (
    "review_id,review_title,kind,area,date,agencies_involved,themes_raised,number,text,"
    "addressed_to,cites"
)


def run_ingest(
    *arguments: str | Path, source: str = "", environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """``python -m ingest …`` (or Python ``source``) in a process of its own, and what it said."""
    program = ["-c", source] if source else ["-m", "ingest"]
    return subprocess.run(
        [sys.executable, *program, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def dump(home: Path | None = None) -> dict[str, list[dict[str, Any]]]:
    """All nodes and edges, but for when they were made: of the graph in a home, or of the one
    that the environment names."""
    everything: dict[str, list[dict[str, Any]]] = {}
    with EmbeddedStore(home / "graph.kgl") if home else open_store() as store:
        for label, node in schema.NODE.items():
            names = ", ".join(f"n.{p.name} AS {p.name}" for p in node.properties)
            everything[label] = store.rows(f"MATCH (n:{label}) RETURN {names} ORDER BY id")
        for type_, edge in schema.EDGE.items():
            names = "".join(f", e.{p.name} AS {p.name}" for p in edge.properties)
            everything[type_] = store.rows(
                f"MATCH (a)-[e:{type_}]->(b) RETURN a.id AS source, b.id AS target{names} "
                "ORDER BY source, target"
            )
    for rows in everything.values():
        for row in rows:
            for name in _WHEN & set(row):
                del row[name]
    return everything


def write_table(path: Path, *rows: str, header: str = HEADER) -> Path:
    """A CSV file of these lines below the header."""
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path
