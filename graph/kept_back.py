"""What the graph holds and nobody reads by asking: names that people took out of documents.

A document's ``corrections`` say what a person changed, so that it can be changed again when the
document is read again; among them are the names that were replaced by roles. Our own code reads
them (``ingest/documents/saving.py``), and a back-up keeps them, as it must lose nothing. Exports
leave them out, and a query that somebody types cannot reach them:

- one that names the property is refused, on both engines, so that nobody takes its absence for
  "nothing was corrected";
- in the embedded engine the graph that typed queries see has them no more (``take_out``);
- Neo4j can hide no property of a graph from a query. There a query is refused that reads a
  property by a name it works out (``node[key]``), and nodes and maps come without it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from graph.errors import QueryRefusedError
from graph.tokens import Token

KEPT_BACK: Mapping[str, tuple[str, ...]] = {"Document": ("corrections",)}
"""Properties that do not leave, by label."""

_NAMES = frozenset(name for names in KEPT_BACK.values() for name in names)
_LIST_FOLLOWS = frozenset(
    ("RETURN", "WITH", "UNWIND", "WHERE", "AND", "OR", "XOR", "IN", "WHEN", "THEN", "ELSE", "BY")
)
_COMPUTED = (
    "On Neo4j a bracket after a value takes whole numbers, such as names[0], names[1..3], "
    "names[size(names) - 1] or names[i] where i comes from range(): by a name that is worked out, "
    "a query could read what people took out of documents. Write the property's name, node.title, "
    "or go through a list with UNWIND."
)
_COUNTING = frozenset(("SIZE", "LENGTH"))
_REACHING = frozenset(("-", "+", "*", "/", "%", "(", ")", ".."))


def take_out(graph: Any) -> Any:
    """Take them out of a kglite graph in memory, and return it; its file is not touched."""
    for label, names in KEPT_BACK.items():
        for name in names:
            graph.cypher(f"MATCH (n:{label}) REMOVE n.{name}", timeout_ms=0)
    return graph


def refuse_named(code: Sequence[Token]) -> None:
    """Raises QueryRefusedError where a query names such a property: ``n.it`` or ``{it: …}``."""
    for index, token in enumerate(code):
        beside = {one.mark for one in (*code[max(0, index - 1) : index], *code[index + 1 :][:1])}
        if token.is_name and token.text in _NAMES and beside & {".", ":"}:
            raise QueryRefusedError(
                f"'{token.text}' may hold names that people took out of documents, so no query "
                "reads it.",
                token.at,
            )


def refuse_computed(code: Sequence[Token]) -> None:
    """Raises QueryRefusedError where a bracket after a value holds more than whole numbers."""
    for index, token in enumerate(code):
        after_a_value = token.mark == "[" and index and _is_value(code, index - 1)
        if after_a_value and not _whole(_inside(code, index), code):
            raise QueryRefusedError(_COMPUTED, token.at)


def _whole(inside: Sequence[Token], code: Sequence[Token]) -> bool:
    """Whether what a bracket holds is whole numbers and reckoning with them: figures, how long
    something is, and variables that run through a range()."""
    at = 0
    while at < len(inside):
        token = inside[at]
        if token.upper in _COUNTING and inside[at + 1 : at + 2] == [Token("punctuation", "(")]:
            at += len(_inside(inside, at + 1)) + 3  # how long, whatever of
        elif token.kind == "number" or token.mark in _REACHING or _runs(token, code):
            at += 1
        else:
            return False
    return True


def _runs(token: Token, code: Sequence[Token]) -> bool:
    """Whether a variable stands for the numbers of a range(), wherever the query declares it:
    ``i IN range(…)`` or ``range(…) AS i``."""
    if not token.is_name:
        return False
    of_ranges = {
        at + len(_inside(code, at + 1)) + 3
        for at, one in enumerate(code[:-1])
        if one.upper == "RANGE" and code[at + 1].mark == "("
    }
    declared = [
        code[at + 1].upper == "RANGE" if code[at].upper == "IN" else at in of_ranges
        for at in range(1, len(code) - 1)
        if (code[at].upper == "IN" and code[at - 1].text == token.text)
        or (code[at].upper == "AS" and code[at + 1].text == token.text)
    ]
    return bool(declared) and all(declared)


def without(value: Any) -> Any:
    """A value of a row without them, in nodes and maps at any depth."""
    if isinstance(value, Mapping):
        return {key: without(item) for key, item in value.items() if key not in _NAMES}
    return [without(item) for item in value] if isinstance(value, list) else value


def _is_value(code: Sequence[Token], index: int) -> bool:
    """Whether a value ends here. A keyword may be a variable's name too: then it is somewhere
    declared, where the keyword cannot stand."""
    token = code[index]
    before = code[index - 1] if index else Token("punctuation", "")
    if token.upper in _LIST_FOLLOWS and before.mark != ".":
        return any(
            one.upper == token.upper and (last.mark in ("(", "[", ",") or last.upper == "AS")
            for last, one in pairwise(code)
        )
    return token.is_name or token.kind == "parameter" or token.mark in (")", "]", "}")


def _inside(code: Sequence[Token], start: int) -> Sequence[Token]:
    """The tokens between the bracket at ``start``, round or square, and its other half."""
    depth = 0
    for index in range(start, len(code)):
        depth += (code[index].mark in ("[", "(")) - (code[index].mark in ("]", ")"))
        if not depth:
            return code[start + 1 : index]
    return code[start + 1 :]
