"""Wording made by variation: one telling word in five replaced by another text's, so that no two
are alike and the grammar stays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from random import Random

from linking.lexical import FUNCTION_WORDS, fold

REPLACED = 0.2
_WORD = re.compile(r"\b[a-z]{4,}\b")


class Wording:
    """Varies texts, with words drawn from all of them; the same order of calls gives the same."""

    def __init__(self, texts: Iterable[str], seed: int) -> None:
        self._random = Random(seed)
        self._pool: Sequence[str] = sorted({word for text in texts for word in _telling(text)})

    def vary(self, text: str) -> str:
        """The text with some of its telling words replaced."""
        return _WORD.sub(self._other, text)

    def _other(self, match: re.Match[str]) -> str:
        keep = fold(match.group()) in FUNCTION_WORDS or self._random.random() > REPLACED
        return match.group() if keep else self._random.choice(self._pool)


def _telling(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if fold(word) not in FUNCTION_WORDS]
