"""Random queries for as long as one likes: ``python -m tests.differential --queries 5000``."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from graph import settings
from tests.differential.trial import Counted, Engines, differences


def main() -> int:
    """Print each difference; the exit status says whether there was one."""
    parser = argparse.ArgumentParser(prog="python -m tests.differential", description=__doc__)
    parser.add_argument("--queries", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--neo4j",
        action="store_true",
        help="ask the Neo4j that NEO4J_URI names too; everything in it is deleted",
    )
    options = parser.parse_args()
    address = settings.neo4j() if options.neo4j else None
    counted, found = Counted(), 0
    with tempfile.TemporaryDirectory() as folder:
        engines = Engines(Path(folder), address)
        for told in differences(engines, options.queries, options.seed, counted):
            found += 1
            print(told, end="\n\n", flush=True)
        engines.close()
    print(f"{counted}; {found} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
