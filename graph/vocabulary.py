"""What can stand in a query on this graph: the words an editor completes, from the schema."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from graph.cypher_words import FUNCTION_NAMES, KEYWORDS
from graph.kept_back import KEPT_BACK
from graph.schema import EDGES, NODES
from graph.shape import Property


def vocabulary() -> dict[str, Any]:
    """Labels and relationship types with their properties and what each means, functions and
    keywords, as an editor takes them: JSON's own kinds of value only."""
    return {
        "labels": [
            {
                "name": one.label,
                "about": one.about,
                "properties": _listed(one.properties, KEPT_BACK.get(one.label, ())),
            }
            for one in NODES
        ],
        "types": [
            {
                "name": one.type,
                "about": one.about,
                "properties": _listed(one.properties),
                "sources": list(one.sources),
                "targets": list(one.targets),
            }
            for one in EDGES
        ],
        "functions": sorted(FUNCTION_NAMES, key=str.lower),
        "keywords": list(KEYWORDS),
    }


def _listed(properties: Iterable[Property], without: Collection[str] = ()) -> list[dict[str, str]]:
    return [
        {"name": p.name, "kind": p.kind, "about": p.about}
        for p in properties
        if p.name not in without
    ]
