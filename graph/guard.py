"""Which free queries may run. Placeholder until the guard itself lands: reading verbs only."""

from __future__ import annotations

from graph.errors import QueryRefusedError

_FIRST_WORDS = {"MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN"}


def check(query: str) -> list[str]:
    """Warnings about a free query; raises QueryRefusedError when it may not run at all."""
    words = query.split(None, 1)
    if not words or words[0].upper() not in _FIRST_WORDS:
        raise QueryRefusedError("A query starts with MATCH, OPTIONAL, UNWIND, WITH or RETURN.")
    return []
