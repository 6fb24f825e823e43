"""A line of JSON on stderr for each run of a page, for whoever runs this for a team.

Off unless ``COMMON_THREAD_LOG`` is "json". A line says when, which page, how long it took and the
class of an error: never an address's parameters, a text, a query, an error's words, nor who looked.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime


@contextmanager
def logged(page: str) -> Iterator[None]:
    """Log one run of a page (its name in the address, empty for the first)."""
    if os.environ.get("COMMON_THREAD_LOG") != "json":
        yield
        return
    began, error = time.perf_counter(), ""
    try:
        yield
    except Exception as raised:  # Streamlit ends and begins a run anew by what is no Exception
        error = type(raised).__name__
        raise
    finally:
        line = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "page": page or "overview",
            "seconds": round(time.perf_counter() - began, 3),
            "error": error,
        }
        print(json.dumps(line), file=sys.stderr, flush=True)
