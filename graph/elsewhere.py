"""A query with its parameters as text for other tools: Neo4j Browser, and Python's neo4j driver."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def for_browser(query: str, given: Mapping[str, Any]) -> str:
    """The text to paste into Neo4j Browser or cypher-shell: a ``:param`` line for each parameter,
    then the query."""
    lines = [f":param {name} => {literal(value)}" for name, value in given.items()]
    return "\n".join([*lines, query.strip().rstrip(";") + ";"])


def literal(value: Any) -> str:
    """A value as Cypher writes it: text, numbers, true and false, null, lists and maps of them."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, dict):
        pairs = (f"{_key(str(key))}: {literal(item)}" for key, item in value.items())
        return f"{{{', '.join(pairs)}}}"
    return "'" + "".join(_ESCAPES.get(character, character) for character in str(value)) + "'"


def _key(name: str) -> str:
    return name if _NAME.fullmatch(name) else "`" + name.replace("`", "``") + "`"


def for_python(query: str, given: Mapping[str, Any]) -> str:
    """A Python programme that runs the query with the neo4j driver, from the same environment
    variables as Common Thread's own."""
    text = query.strip().replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    values = "".join(f"    {name!r}: {value!r},\n" for name, value in given.items())
    parameters = f"{{\n{values}}}" if values else "{}"
    return _PYTHON.format(text=text, parameters=parameters)


_PYTHON = '''import os

from neo4j import GraphDatabase, RoutingControl

QUERY = """
{text}
"""
PARAMETERS = {parameters}

uri = os.environ["NEO4J_URI"]
auth = (os.environ.get("NEO4J_USER", "neo4j"), os.environ["NEO4J_PASSWORD"])
with GraphDatabase.driver(uri, auth=auth) as driver:
    records, summary, keys = driver.execute_query(
        QUERY,
        PARAMETERS,
        database_=os.environ.get("NEO4J_DATABASE") or None,
        routing_=RoutingControl.READ,
    )
for record in records:
    print(record.data())
'''
