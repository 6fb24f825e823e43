"""A name in a document replaced by a role, without keeping the name.

That a name was replaced must be known when the document is read again, but the graph is shared
and shall not hold it. So only a salted digest of its words is kept, and each run of as many
words in a text is held against that.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import pairwise
from typing import Any, TypeVar

from ingest.documents.model import Draft

# Words as they stand in "O'Brien", "12/03/1980" and "report_of_a.b.pdf": parts told apart.
_WORD = re.compile(r"[^\W_]+")
_WIDEST_GAP = 3
# Fields that are no wording of the document.
_KEPT = frozenset({"digest", "format", "key", "kind", "form", "inherited", "part", "scope"})
_T = TypeVar("_T")


@dataclass(frozen=True)
class ReplaceName:
    """Wherever these words stand, the role stands instead. Make it with ``replacing``."""

    mark: str
    words: int
    role: str


def replacing(name: str, role: str) -> ReplaceName:
    """Replace a name (or a date of birth, an address, a number) by a role such as "the mother".

    Raises ValueError when the name holds neither letter nor figure.
    """
    words = _WORD.findall(name.casefold())
    if not words:
        raise ValueError("A name to replace needs a letter or a figure.")
    salt = secrets.token_hex(8)
    return ReplaceName(f"{salt}:{_digest(salt, words)}", len(words), role)


def with_roles(draft: Draft, names: Sequence[ReplaceName]) -> Draft:
    """The draft with each of the names replaced wherever it stands, in any field."""
    # The longest first: "Ann Lee" before "Lee".
    ordered = sorted(names, key=lambda each: -each.words)
    return _each_text(draft, lambda text: in_text(text, ordered)) if ordered else draft


def in_text(text: str, names: Sequence[ReplaceName]) -> str:
    """One text with the names replaced."""
    for name in names:
        text = _replaced(text, name)
    return text


def _replaced(text: str, name: ReplaceName) -> str:
    salt, _, digest = name.mark.partition(":")
    found = list(_WORD.finditer(text))
    pieces: list[str] = []
    done = at = 0
    while at + name.words <= len(found):
        run = found[at : at + name.words]
        if _near(run) and _digest(salt, [each[0].casefold() for each in run]) == digest:
            pieces += [text[done : run[0].start()], name.role]
            done = run[-1].end()
            at += name.words
        else:
            at += 1
    return "".join([*pieces, text[done:]])


def _near(run: Sequence[re.Match[str]]) -> bool:
    return all(b.start() - a.end() <= _WIDEST_GAP for a, b in pairwise(run))


def _digest(salt: str, words: Sequence[str]) -> str:
    return hashlib.sha256(f"{salt} {' '.join(words)}".encode()).hexdigest()[:32]


def _each_text(record: _T, change: Callable[[str], str]) -> _T:
    changes: dict[str, Any] = {
        field.name: _value(getattr(record, field.name), change)
        for field in fields(record)  # type: ignore[arg-type]  # drafts are made of dataclasses
        if field.name not in _KEPT
    }
    return replace(record, **changes)  # type: ignore[type-var]


def _value(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_value(each, change) for each in value)
    return _each_text(value, change) if is_dataclass(value) else value
