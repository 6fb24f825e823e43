"""Cypher's words, as the guard of free queries needs them.

Functions are those that Neo4j 5.26 and kglite 0.21.2 list (``SHOW FUNCTIONS``), without what
names files (``file``, ``linenumber``), reaches other databases (``graph.*``) or calls a model
(``text_score``, ``embedding``, ``vector_score``). A function of neither list is refused: plugins
bring functions that read files and addresses.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FIRST_WORDS = _words("MATCH OPTIONAL UNWIND WITH RETURN CALL")

# Clauses that write, reach beyond the graph or govern the server, wherever they stand.
DENIED = _words(
    """
    LOAD CSV PERIODIC COMMIT TRANSACTIONS
    CREATE INSERT MERGE SET DELETE DETACH NODETACH REMOVE FOREACH DROP ALTER
    SHOW TERMINATE GRANT DENY REVOKE
    USE CYPHER EXPLAIN PROFILE VALID_TIME
    """
)

# Keywords after which a bracket opens an expression, a pattern or a list of names.
OPENS_BRACKET = _words(
    """
    MATCH WHERE FILTER RETURN WITH UNWIND AND OR XOR NOT IN CONTAINS CASE WHEN THEN ELSE BY
    DISTINCT LIMIT SKIP OFFSET HAVING CALL OVER SHORTEST PATH PATHS GROUP GROUPS WALK TRAIL
    ACYCLIC ASC ASCENDING DESC DESCENDING
    ALL ANY NONE SINGLE EXISTS REDUCE SHORTESTPATH ALLSHORTESTPATHS
    """
)

FUNCTION_NAMES = _words(
    """
    abs ceil floor rand round sign e exp log log10 sqrt pi pow
    acos asin atan atan2 cos cot degrees haversin radians sin tan isNaN
    avg collect count max min percentileCont percentileDisc percentile_cont percentile_disc
    stDev stDevP sum median mode variance
    coalesce elementId endNode head id last length nullIf properties randomUUID size startNode
    type valueType keys labels nodes range relationships reverse tail isEmpty
    toBoolean toBooleanOrNull toFloat toFloatOrNull toInteger toIntegerOrNull toString
    toStringOrNull toBooleanList toFloatList toIntegerList toStringList timestamp
    char_length character_length btrim left lower ltrim normalize replace right rtrim split
    substring toLower toUpper trim upper
    date date.realtime date.statement date.transaction date.truncate
    datetime datetime.fromEpoch datetime.fromEpochMillis datetime.realtime datetime.statement
    datetime.transaction datetime.truncate
    localdatetime localdatetime.realtime localdatetime.statement localdatetime.transaction
    localdatetime.truncate
    localtime localtime.realtime localtime.statement localtime.transaction localtime.truncate
    time time.realtime time.statement time.transaction time.truncate
    duration duration.between duration.inDays duration.inMonths duration.inSeconds
    point point.distance point.withinBBox distance
    vector.similarity.cosine vector.similarity.euclidean
    row_number rank dense_rank indegree outdegree degree shortest_path_length
    text_edit_distance text_jaccard text_contains_any text_starts_with_any text_normalize
    """
)
FUNCTIONS = frozenset(name.lower() for name in FUNCTION_NAMES)  # as an engine compares them

# What a query that reads is made of, as it is usually written.
KEYWORDS = (
    "MATCH",
    "OPTIONAL MATCH",
    "WHERE",
    "RETURN",
    "RETURN DISTINCT",
    "WITH",
    "UNWIND",
    "CALL {",
    "UNION",
    "UNION ALL",
    "ORDER BY",
    "SKIP",
    "LIMIT",
    "AS",
    "ASC",
    "DESC",
    "DISTINCT",
    "AND",
    "OR",
    "XOR",
    "NOT",
    "IN",
    "IS NULL",
    "IS NOT NULL",
    "STARTS WITH",
    "ENDS WITH",
    "CONTAINS",
    "CASE",
    "WHEN",
    "THEN",
    "ELSE",
    "END",
    "EXISTS {",
    "COUNT {",
    "true",
    "false",
    "null",
)
