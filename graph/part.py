"""A part of an embedded graph: the sample's invented reviews alone, or everything but them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# What leaves the graph for each part. What ships and belongs to no review stays in both: themes,
# the evidence base, the register of agencies; and verdicts, which outlive what they are about.
_INVENTED = "v.invented = true"
_REAL = "v.invented IS NULL OR v.invented = false"
PARTS: Mapping[str, str] = {"mine": _INVENTED, "sample": _REAL}


def keep(graph: Any, part: str) -> Any:
    """Take out of a kglite graph in memory what is not of the part (a key of ``PARTS``; "" keeps
    all), and return it: the other reviews, what they made, the files they were read from, and
    agencies that only they name. The file it came from is not touched."""
    if not part:
        return graph
    others = PARTS[part]
    for statement in (
        f"MATCH (v:Review)-[:MADE]->(r:Recommendation) WHERE {others} DETACH DELETE r",
        f"MATCH (v:Review)-[:READ_FROM]->(d:Document) WHERE {others} DETACH DELETE d",
        f"MATCH (v:Review) WHERE {others} DETACH DELETE v",
        "MATCH (a:Agency) WHERE (a.invented = true OR a.resolved = false) "
        "AND NOT EXISTS { (a)<-[:ADDRESSED_TO]-(:Recommendation) } "
        "AND NOT EXISTS { (a)<-[:MENTIONS]-(:Recommendation) } "
        "AND NOT EXISTS { (a)<-[:INVOLVED]-(:Review) } DETACH DELETE a",
    ):
        graph.cypher(statement, timeout_ms=0)
    return graph
