"""Cypher as tokens, read so that no engine can see code where this sees text, or the reverse.

Where engines differ in what a character means (a lone carriage return ends a comment in Neo4j and
not in kglite; ``\\u0027`` is a quote in both before anything is parsed), it is refused.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from graph.errors import QueryRefusedError


@dataclass(frozen=True)
class Token:
    """A piece of code: ``kind`` is word, name (in backticks), string, parameter, number or
    punctuation; names and strings stand without what quotes them. ``at`` is its place in the
    query, in characters from 0."""

    kind: str
    text: str
    at: int = field(default=0, compare=False)

    @property
    def upper(self) -> str:
        """A word as keywords are compared; empty for what cannot be a keyword."""
        return self.text.upper() if self.kind == "word" else ""

    @property
    def mark(self) -> str:
        """Punctuation; empty for all else, so that text in quotes is never taken for it."""
        return self.text if self.kind == "punctuation" else ""

    @property
    def is_name(self) -> bool:
        """A word or a name in backticks: what a variable, label or function may be."""
        return self.kind in ("word", "name")


_SPACE = re.compile(r"[ \t\r\n]+")
_TOKEN = re.compile(
    r"""(?P<comment> //[^\n]*
    )|(?P<block> /\*(?:[^*]|\*(?!/))*\*/
    )|(?P<string> '(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*"
    )|(?P<name> `[^`]*`(?!`)
    )|(?P<parameter> \$[A-Za-z0-9_]+
    )|(?P<number> (?:0[xX][0-9a-fA-F]+ | 0[oO][0-7]+ | [0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?
        | \.[0-9]+(?:[eE][+-]?[0-9]+)?)
    )|(?P<word> [A-Za-z_][A-Za-z0-9_]*
    )|(?P<punctuation> \.\. | (?!/\*|\*/) [()\[\]{}<>=~+\-*/%^|&!,.:;]
    )""",
    re.VERBOSE | re.DOTALL,
)
# Line and paragraph separators, which some parsers take for the end of a line.
_LINE_ENDS = {"\u0085", "\u2028", "\u2029"}
_COMMENT = re.compile(
    r"""(?P<kept> '(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*" | `[^`]*` )
    | //[^\n]* | /\*(?:[^*]|\*(?!/))*\*/""",
    re.VERBOSE | re.DOTALL,
)


def tokens(query: str) -> list[Token]:
    """The query's code, without comments. Raises QueryRefusedError for what is not clear."""
    _refuse_characters(query)
    found: list[Token] = []
    place = 0
    while place < len(query):
        if space := _SPACE.match(query, place):
            place = space.end()
            continue
        match = _TOKEN.match(query, place)
        if match is None:
            raise _refused(query, place)
        kind = str(match.lastgroup)
        at, place = place, match.end()
        if kind in ("comment", "block"):
            continue
        text = match.group()
        if kind == "name":
            _refuse_name(text, at)
        if kind in ("name", "string"):
            text = text[1:-1]
        found.append(Token(kind, text, at))
    return found


def without_comments(query: str) -> str:
    """The query with every comment blanked; lines and columns stay as they were.

    kglite does not know comments between ``/*`` and ``*/``.
    """

    def blank(match: re.Match[str]) -> str:
        return match["kept"] or re.sub(r"[^\n]", " ", match.group())

    return _COMMENT.sub(blank, query)


def _refuse_characters(query: str) -> None:
    if "\\u" in query.lower():
        raise QueryRefusedError(
            "'\\u' is not allowed, as it can hide words of a query. Write the character itself, "
            "or give the text as a parameter.",
            query.lower().index("\\u"),
        )
    for place, character in enumerate(query):
        category = unicodedata.category(character)
        if character in "\t\n" or (character == "\r" and query[place + 1 : place + 2] == "\n"):
            continue
        if category in ("Cc", "Cs") or character in _LINE_ENDS:
            raise QueryRefusedError(
                f"The invisible character U+{ord(character):04X} is not allowed. "
                "Type the line again, or give the text as a parameter.",
                place,
            )


def _refuse_name(text: str, at: int) -> None:
    hidden = any(unicodedata.category(character) in ("Cf", "Zl", "Zp") for character in text)
    if hidden or "\\" in text or "\n" in text or len(text) < 3:
        raise QueryRefusedError(
            "A name in backticks may hold letters, digits, spaces and signs on one line; "
            "backslashes and invisible characters are not allowed in it.",
            at,
        )


def _refused(query: str, place: int) -> QueryRefusedError:
    character = query[place]
    if character in "'\"`":
        return QueryRefusedError(
            f"A {character} is never closed, or is doubled. Close it; a quote inside text is "
            "written with a backslash before it.",
            place,
        )
    if query.startswith(("/*", "*/"), place):
        return QueryRefusedError("A comment between /* and */ has only one of its ends.", place)
    if character in "‘’“”":
        return QueryRefusedError(
            f"Text stands between straight quotes (' or \"); {character} is not allowed.",
            place,
        )
    if not character.isascii():
        return QueryRefusedError(
            f"Outside quotes and comments only plain letters are allowed; U+{ord(character):04X} "
            f"('{character}') is not. Put text in quotes, or give it as a parameter.",
            place,
        )
    return QueryRefusedError(
        f"'{character}' is not allowed outside quotes. Text stands between straight quotes.",
        place,
    )
