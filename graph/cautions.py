"""Where an engine may answer otherwise than Cypher says; told beside a free query's rows.

Found by ``tests/test_differential.py``, which runs the same queries on kglite, on Neo4j and in
plain Python, and which says so when a new version mends one of these.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, pairwise

from graph.tokens import Token

REPEATED = (
    "A type of relationship stands twice inside one EXISTS { }, or in a pattern used as a "
    "condition. The embedded engine may then miss rows. COUNT { … } > 0 asks the same, and is "
    "answered rightly."
)
COLLECTED = (
    "collect() inside EXISTS { } or COUNT { } is an error in the embedded engine. Collect with "
    "WITH before the condition."
)
COUNTED = (
    "COUNT { } or a list of a pattern stands in the WHERE of an OPTIONAL MATCH. Neo4j may then "
    "lose rows where nothing is counted. Count with WITH after a MATCH of its own, or use EXISTS."
)
VIRTUAL = (
    "No node or relationship here has a property '{0}'. The embedded engine answers it with the "
    "title, the kind or an end of what was asked, where Neo4j answers nothing. Use title, "
    "labels(n), type(r) or the node itself."
)
JOINED = "|| joins text only in the embedded engine; it makes text of lists. Join lists with +."
LISTED = "keys() and properties() list a 'type' in the embedded engine that is no property."

_BEFORE_CONDITION = {"WHERE", "AND", "OR", "XOR", "NOT", "WHEN"}
_CLAUSES = {"MATCH", "OPTIONAL", "WITH", "RETURN", "UNWIND", "CALL", "UNION"}
_VIRTUAL = {"name", "label", "type", "node_type", "connection_type"}
_VIRTUAL |= {"start", "end", "start_id", "end_id"}
# Words before a brace that opens no map of a pattern's properties.
_BEFORE_BLOCK = {"RETURN", "WITH", "UNWIND", "IN", "CALL", "EXISTS", "COUNT", "COLLECT", "AS"}


def about(code: list[Token]) -> list[str]:
    """Warnings about a query's code, each said once."""
    found = []
    patterns = [part for block in _blocks(code, "EXISTS") for part in _matches(block)]
    if any(_may_repeat(pattern) for pattern in [*patterns, *_conditions(code)]):
        found.append(REPEATED)
    if any(_calls(block, "COLLECT") for block in _blocks(code, "EXISTS", "COUNT")):
        found.append(COLLECTED)
    if any(_counts_patterns(clause) for clause in _optional_matches(code)):
        found.append(COUNTED)
    found += [VIRTUAL.format(name) for name in sorted(_properties(code) & _VIRTUAL)]
    if any(one.mark == other.mark == "|" for one, other in pairwise(code)):
        found.append(JOINED)
    if _calls(code, "KEYS") or _calls(code, "PROPERTIES"):
        found.append(LISTED)
    return found


def _blocks(code: list[Token], *kinds: str) -> Iterator[list[Token]]:
    """The insides of ``EXISTS { … }`` and the like."""
    for index, token in enumerate(code[:-1]):
        if token.upper in kinds and code[index + 1].mark == "{":
            yield code[index + 2 : _closing(code, index + 1)]


def _conditions(code: list[Token]) -> Iterator[list[Token]]:
    """Patterns that stand as conditions, such as ``WHERE NOT (a)-->(b)<--()``."""
    for (before, token), index in zip(pairwise(code), count(1), strict=False):
        if token.mark == "(" and (before.upper in _BEFORE_CONDITION or before.mark == "("):
            yield code[index : _path_end(code, index)]


def _optional_matches(code: list[Token]) -> Iterator[list[Token]]:
    """Each OPTIONAL MATCH with its WHERE."""
    for index in range(1, len(code)):
        if code[index].upper == "MATCH" and code[index - 1].upper == "OPTIONAL":
            end = index + 1
            while end < len(code) and code[end].upper not in _CLAUSES:
                if code[end].mark in (")", "]", "}"):  # of the subquery this stands in
                    break
                end = 1 + (_closing(code, end) if code[end].mark in ("(", "[", "{") else end)
            yield code[index:end]


def _counts_patterns(clause: list[Token]) -> bool:
    return any(
        (before.upper == "COUNT" and after.mark == "{")
        or (before.mark == "[" and after.mark == "(")
        for before, after in pairwise(clause)
    )


def _path_end(code: list[Token], index: int) -> int:
    """Where the path that starts with a node at ``index`` ends."""
    while index < len(code) and code[index].mark == "(":
        end = _closing(code, index)
        if any(token.mark == "(" for token in code[index + 1 : end]):
            return index  # no node, but a bracket around conditions
        index = end + 1
        while index < len(code) and code[index].mark in ("-", "<", ">", "["):
            index = 1 + (_closing(code, index) if code[index].mark == "[" else index)
    return index


def _closing(code: list[Token], opening: int) -> int:
    """The index of the bracket that closes the one at ``opening``."""
    depth = 0
    for index in range(opening, len(code)):
        depth += (code[index].mark in ("(", "[", "{")) - (code[index].mark in (")", "]", "}"))
        if depth == 0:
            return index
    return len(code)


def _matches(block: list[Token]) -> list[list[Token]]:
    """A block's own MATCH clauses: in each, a relationship may be used once."""
    parts: list[list[Token]] = [[]]
    index = 0
    while index < len(block):
        token = block[index]
        if token.upper in ("EXISTS", "COUNT") and block[index + 1 : index + 2] == [_BRACE]:
            index = _closing(block, index + 1)
        elif token.upper == "MATCH":
            parts.append([])
        else:
            parts[-1].append(token)
        index += 1
    return parts


_BRACE = Token("punctuation", "{")


def _may_repeat(part: list[Token]) -> bool:
    seen: list[set[str]] = []
    for types in _relationships(part):
        if any(not types or not other or types & other for other in seen):
            return True
        seen.append(types)
    return False


def _relationships(part: list[Token]) -> Iterator[set[str]]:
    """The types each relationship of a pattern may have; an empty set stands for any type."""
    marks = [token.mark for token in part]
    for index, mark in enumerate(marks):
        if mark != "-" or marks[max(0, index - 1)] not in (")", "<"):
            continue
        following = marks[index + 1 : index + 2]
        if following == ["-"]:
            yield set()
        elif following == ["["]:
            yield _types(part[index + 2 : _closing(part, index + 1)])


def _types(inside: list[Token]) -> set[str]:
    types: set[str] = set()
    for index, token in enumerate(inside):
        if token.mark in ("*", "{"):
            break
        if token.mark in ("!", "%", "$"):
            return set()
        if token.is_name and index and inside[index - 1].mark in (":", "|", "&", "("):
            types.add(token.text)
    return types


def _calls(code: list[Token], name: str) -> bool:
    pairs = pairwise(code)
    return any(token.upper == name and after.mark == "(" for token, after in pairs)


def _properties(code: list[Token]) -> set[str]:
    """Names read as properties: after a dot, or as keys of a pattern's map."""
    found = set()
    for index, token in enumerate(code):
        after = code[index + 1 : index + 2]
        if index and code[index - 1].mark == "." and token.is_name and not _opens(after, "("):
            found.add(token.text)
        in_pattern = index and code[index - 1].is_name and token.mark == "{"
        if in_pattern and code[index - 1].upper not in _BEFORE_BLOCK:
            inside = code[index + 1 : _closing(code, index)]
            pairs = pairwise(inside)
            found |= {key.text for key, colon in pairs if key.is_name and colon.mark == ":"}
    return found


def _opens(tokens: list[Token], mark: str) -> bool:
    return bool(tokens) and tokens[0].mark == mark
