"""What somebody may have meant to type. It only suggests: fuzzy matching is wrong too often."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process, utils

from linking.lexical import FUNCTION_WORDS, words

_ALIKE = 80.0
_NAMED_ALIKE = 86.0
_SHORTEST = 4
_MOST = 3


def corrected(text: str, vocabulary: Mapping[str, int]) -> str:
    """``text`` with the words that stand nowhere replaced by those most like them, or empty where
    there is nothing to replace. ``vocabulary`` tells in how many texts each word stands."""
    pieces, end = [], 0
    changed = False
    for word in words(text):
        if word.fold in vocabulary or word.fold in FUNCTION_WORDS or len(word.fold) < _SHORTEST:
            continue
        alike = process.extract(
            word.fold, vocabulary.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_MOST
        )
        if alike:
            best = max(alike, key=lambda one: (one[1], vocabulary[one[0]], one[0]))[0]
            pieces += [text[end : word.start], best]
            end, changed = word.end, True
    return "".join(pieces) + text[end:] if changed else ""


def like_names(text: str, names: Iterable[str]) -> list[str]:
    """The few names most like ``text``, the most like first; none for a long text, which is no
    name, or when one is just that."""
    typed = utils.default_process(text)
    if not typed or len(re.findall(r"\w+", typed)) > 8:
        return []
    found = process.extract(
        typed,
        list(dict.fromkeys(names)),
        scorer=fuzz.ratio,
        processor=utils.default_process,
        score_cutoff=_NAMED_ALIKE,
        limit=_MOST,
    )
    return [] if any(score == 100.0 for _, score, _ in found) else [name for name, _, _ in found]
