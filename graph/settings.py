"""Where things are kept, and which engine is meant: read from the environment, nowhere else."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
QUERIES = ROOT / "queries"


def version() -> str:
    """The version of Common Thread, as ``pyproject.toml`` has it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


def home() -> Path:
    """The folder for the embedded graph, the vectors and the ledgers (``COMMON_THREAD_HOME``)."""
    return Path(os.environ.get("COMMON_THREAD_HOME") or ROOT / ".common-thread")


@dataclass(frozen=True)
class Neo4jAddress:
    """Where a Neo4j is, and who asks. An empty database name means the server's own default."""

    uri: str
    user: str = "neo4j"
    password: str = field(default="", repr=False)
    database: str = ""


def neo4j() -> Neo4jAddress | None:
    """The Neo4j that ``NEO4J_URI`` names, or None: then the embedded engine is meant."""
    uri = os.environ.get("NEO4J_URI", "").strip()
    if not uri:
        return None
    return Neo4jAddress(
        uri,
        os.environ.get("NEO4J_USER", "").strip() or "neo4j",
        os.environ.get("NEO4J_PASSWORD", ""),
        os.environ.get("NEO4J_DATABASE", "").strip(),
    )
