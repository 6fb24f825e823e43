"""Our side: documents read and understood as ``python -m ingest documents`` does it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from graph.errors import InputRefusedError
from ingest.documents.find import find
from ingest.documents.safely import read_many


def main(folder: Path, processes: int, number: int) -> None:
    """Read the first documents of a folder and print what they gave."""
    refused = recommendations = 0
    for _, result in read_many(find([folder])[:number], workers=processes):
        if isinstance(result, InputRefusedError):
            refused += 1
        else:
            recommendations += len(result.recommendations)
    print(json.dumps({"refused": refused, "recommendations": recommendations}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
