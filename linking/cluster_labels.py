"""What a cluster of asks is called: a few words that one of them uses, never words of ours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from linking.fixed_wording import without_fixed_wording
from linking.lexical import terms

_SENTENCE = re.compile(r"[.;:!?•\n]+(?:\s|$)|\s[–-]\s")
# Who is to act differs from one review to the next; what is to be done is the ask.
_TO_DO = re.compile(
    r"^.*?\b(?:should|must|shall|ought to|needs? to|is to|are to)\s+"
    r"(?!not\b|never\b|no\b|be\b)",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"^(?:(?:and|but|also|further|furthermore|currently|that),?\s+|i (?:am|was|remain) (?:also )?"
    r"concerned (?:that )?|(?:my|the) concerns? (?:is|are|was) (?:that )?|i (?:also )?heard "
    r"(?:\w+ )?evidence (?:that )?|the evidence (?:showed|established|was) (?:that )?)+",
    re.IGNORECASE,
)
_JOINS = frozenset(
    (
        *("and", "or", "but", "before", "after", "so", "which", "who", "that", "when", "where"),
        *("while", "with", "without", "by", "in", "of", "for", "from", "to", "at", "on", "as"),
        *("into", "about", "the", "a", "an"),
    )
)
_LEAST_WORDS, _MOST_WORDS = 4, 14
_REMOVED = re.compile(r"[\[\]]|REDACTED")


def label(texts: Sequence[str]) -> str:
    """What is to be done by the sentence whose words most of ``texts`` share, from the first that
    has it; at most fourteen words, the rest left out with an ellipsis. Sentences with a name taken
    out come last."""
    counted = [frozenset(terms(text)) for text in texts]
    known = Counter(term for found in counted for term in found)

    def worth(words: str) -> tuple[bool, float]:
        shared = sum(known[term] / len(texts) - 0.5 for term in set(terms(words)))
        return not _REMOVED.search(words), shared

    said = [words for text in texts for words in _said(text)]
    best = max(said, key=worth, default=" ".join(texts[0].split()))
    return best[:1].upper() + best[1:]


def _said(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.split(without_fixed_wording(text)):
        words = _LEAD_IN.sub("", _TO_DO.sub("", sentence.strip())).strip(" \"'“”‘’()").split()
        if len(words) >= _LEAST_WORDS:
            yield _shortened(words)


def _shortened(words: Sequence[str]) -> str:
    """The first words, ending before one that would leave the thought open."""
    if len(words) <= _MOST_WORDS:
        return " ".join(words)
    ends = [
        place
        for place in range(_LEAST_WORDS, _MOST_WORDS + 1)
        if words[place].lower() in _JOINS and words[place - 1].lower() not in _JOINS
    ]
    return " ".join(words[: max(ends, default=_MOST_WORDS)]).rstrip(",") + " …"
