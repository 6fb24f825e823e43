"""Which free queries may run: they read the graph, and reach nothing beyond it.

Both engines' read modes still let a query read local files, and one of them fetch addresses,
show settings and stop other people's transactions. This is the outermost of several layers; the
others are a store that cannot write, a process of its own with limits (``graph/sandbox.py``), and
on Neo4j the plan, which is looked through before anything runs. What is not known is refused:
words are taken from lists of what may stand there, not only of what may not.
"""

from __future__ import annotations

import re

from graph import cautions, kept_back
from graph.cypher_words import DENIED, FIRST_WORDS, FUNCTIONS, OPENS_BRACKET
from graph.errors import QueryRefusedError
from graph.tokens import Token, tokens

MAX_CHARACTERS = 20_000
# kglite's parser overflows its stack, which ends the process, from some 600 nested CALL { or
# 1000 UNIONs on; in the smaller stacks of threads and other systems, sooner.
MAX_DEPTH = 60
MAX_UNIONS = 60
# No engine looks at the time inside one expression: Neo4j builds a text of a million pieces, or
# goes twice through a list of a million, for minutes after the client has gone.
MAX_LOOPS = 2
MAX_RANGE = 10_000

_PAIRS = {")": "(", "]": "[", "}": "{"}
_QUANTIFIERS = {"ANY", "ALL", "NONE", "SINGLE"}
_TILDE = Token("punctuation", "~")
_INTEGER = r"(-?(?:0[xX][0-9a-fA-F]+|0[oO][0-7]+|[0-9]+))"
_LITERAL_RANGE = re.compile(rf"\({_INTEGER},{_INTEGER}(?:,{_INTEGER})?\)")
_NESTED_REPEAT = re.compile(r"\((?:[^()\\]|\\.)*[+*}](?:[^()\\]|\\.)*\)[+*{]")


def check(query: str) -> list[str]:
    """Warnings about a free query, each one sentence for the person who typed it.

    Raises QueryRefusedError, which says what was refused and what is allowed.
    """
    if len(query) > MAX_CHARACTERS:
        raise QueryRefusedError(
            f"A query may have {MAX_CHARACTERS:,} characters; this one has {len(query):,}. "
            "Give long lists as parameters."
        )
    code = _one_statement(tokens(query))
    _refuse_first_word(code)
    _refuse_nesting(code)
    _refuse_effort(code)
    kept_back.refuse_named(code)
    for index, token in enumerate(code):
        if token.kind == "word":
            _refuse_word(code, index)
        if token.mark == "(" and index:
            _refuse_call(code, index)
    return cautions.about(code)


def _one_statement(code: list[Token]) -> list[Token]:
    if code and code[-1].mark == ";":
        code = code[:-1]
    if not code:
        raise QueryRefusedError("There is no query. Write one, such as: MATCH (n) RETURN count(n)")
    if middle := [token.at for token in code if token.mark == ";"]:
        raise QueryRefusedError(
            "Only one query at a time may run; this has a ';' in the middle. Run them one by one.",
            middle[0],
        )
    return code


def _refuse_first_word(code: list[Token]) -> None:
    first = code[0].upper
    if first not in FIRST_WORDS:
        raise QueryRefusedError(
            f"A query may not start with {_shown(code[0])}. It may only read the graph, and "
            "starts with MATCH, OPTIONAL MATCH, UNWIND, WITH, RETURN or CALL {.",
            code[0].at,
        )


def _refuse_nesting(code: list[Token]) -> None:
    """Brackets must match, and no more of them be open at once than the limits say."""
    # With the place of each; CASE too, and a loop over a list has "loop" beside its bracket.
    open_: list[tuple[str, int]] = []
    for index, token in enumerate(code):
        if token.upper == "CASE":
            open_.append(("CASE", token.at))
        elif token.upper == "END" and open_ and open_[-1][0] == "CASE":
            open_.pop()
        elif token.mark in _PAIRS.values():
            loop = "loop" if _starts_loop(code, index) else ""
            open_.append((token.mark + loop, token.at))
        elif token.mark in _PAIRS:
            while open_ and open_[-1][0] == "CASE":  # a name, as it has no END
                open_.pop()
            if not open_ or open_.pop()[0][0] != _PAIRS[token.mark]:
                raise QueryRefusedError(
                    f"A '{token.mark}' closes nothing. Every bracket needs its other half.",
                    token.at,
                )
        _refuse_depth([bracket for bracket, _ in open_], token.at)
    if unclosed := [(bracket[0], at) for bracket, at in open_ if bracket != "CASE"]:
        bracket, at = unclosed[-1]
        raise QueryRefusedError(
            f"A '{bracket}' is never closed. Every bracket needs its other half.", at
        )


def _refuse_depth(open_: list[str], at: int) -> None:
    if len(open_) > MAX_DEPTH:
        raise QueryRefusedError(
            f"Brackets may stand in each other {MAX_DEPTH} deep; these stand deeper. "
            "Write the query in steps, with WITH.",
            at,
        )
    if sum(bracket.endswith("loop") for bracket in open_) > MAX_LOOPS:
        raise QueryRefusedError(
            f"Loops over lists may stand in each other {MAX_LOOPS} deep: an engine cannot be "
            "stopped inside them. Use UNWIND instead.",
            at,
        )


def _starts_loop(code: list[Token], index: int) -> bool:
    """Whether this bracket opens ``[x IN …``, ``any(x IN …`` and the like, or ``reduce(``."""
    after = [token.upper for token in code[index + 1 : index + 3]]
    if code[index].mark == "[":
        return after[1:] == ["IN"]
    before = code[index - 1].upper if index else ""
    return before == "REDUCE" or (before in _QUANTIFIERS and after[1:] == ["IN"])


def _refuse_effort(code: list[Token]) -> None:
    """What no engine can be stopped in: one expression that takes forever."""
    unions = sum(token.upper == "UNION" for token in code)
    if unions > MAX_UNIONS:
        raise QueryRefusedError(
            f"A query may have {MAX_UNIONS} UNIONs; this one has {unions}. Use UNWIND over a list."
        )
    for index, token in enumerate(code):
        if token.upper == "RANGE" and _literal_size(code, index + 1) > MAX_RANGE:
            raise QueryRefusedError(
                f"range() may make at most {MAX_RANGE:,} numbers here. Match nodes instead, or use "
                "UNWIND on several ranges.",
                token.at,
            )
        if token.mark == "=" and code[index + 1 : index + 2] == [_TILDE]:
            pattern = "".join(token.text for token in code[index + 2 : index + 3])
            if _NESTED_REPEAT.search(pattern):
                raise QueryRefusedError(
                    "A repeated group with a repeat inside, such as (a+)+, is not allowed after "
                    "=~, as it may never end. Write the pattern without the inner repeat.",
                    token.at,
                )


def _literal_size(code: list[Token], index: int) -> int:
    """How many numbers range(a, b) makes, when its bounds are numbers; 0 when they are not."""
    text = ""
    for token in code[index : index + 10]:
        if token.kind not in ("number", "punctuation"):
            return 0
        text += token.text
        if token.mark == ")":
            break
    match = _LITERAL_RANGE.fullmatch(text)
    if match is None:
        return 0
    first, last, step = (_integer(number or "1") for number in match.groups())
    return max(0, (last - first) // step + 1) if step else 0


def _integer(text: str) -> int:
    return int(text, 0) if "x" in text.lower() or "o" in text.lower() else int(text)


def _refuse_word(code: list[Token], index: int) -> None:
    word = code[index]
    if word.upper in DENIED and not _is_property(code, index):
        raise QueryRefusedError(
            f"{word.upper} is not allowed: a query may only read the graph. If it is a name of "
            f"yours, write it in backticks: `{word.text}`.",
            word.at,
        )
    if word.upper == "CALL" and not _is_property(code, index):
        _refuse_procedure(code, index)


def _is_property(code: list[Token], index: int) -> bool:
    """Whether a word is what follows the dot in ``n.word``."""
    if index < 2 or code[index - 1].mark != ".":
        return False
    before = code[index - 2]
    return before.is_name or before.mark in (")", "]", "}")


def _refuse_procedure(code: list[Token], index: int) -> None:
    """After CALL comes a subquery: ``{`` or ``(a, b) {``; a procedure's name does not pass."""
    after = index + 1
    if after < len(code) and code[after].mark == "(":
        while after < len(code) and code[after].mark != ")":
            after += 1
        after += 1
    if after >= len(code) or code[after].mark != "{":
        raise QueryRefusedError(
            "CALL of a procedure is not allowed; CALL { … } with a query in it is. For the kinds "
            "of node, ask: MATCH (n) RETURN DISTINCT labels(n)",
            code[index].at,
        )


def _refuse_call(code: list[Token], index: int) -> None:
    """A name before a bracket is a function's, and must be known to touch nothing else."""
    start = index - 1
    if not code[start].is_name:
        return
    while start >= 2 and code[start - 1].mark == "." and code[start - 2].is_name:
        start -= 2
    name = "".join(token.text for token in code[start:index])
    if start == index - 1 and code[start].kind == "word" and name.upper() in OPENS_BRACKET:
        return
    if name.lower() not in FUNCTIONS:
        raise QueryRefusedError(
            f"The function {name}() is not among those a query may use. Standard Cypher's "
            "functions over values, lists, text, dates, nodes and relationships are.",
            code[start].at,
        )


def _shown(token: Token) -> str:
    return token.upper if token.kind == "word" else f"'{token.text[:20]}'"
