"""Where things are kept, and which engine is meant: read from the environment, nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
QUERIES = ROOT / "queries"


def home() -> Path:
    """The folder for the embedded graph, the vectors and the ledgers (``COMMON_THREAD_HOME``)."""
    return Path(os.environ.get("COMMON_THREAD_HOME") or ROOT / ".common-thread")
