"""What somebody typed to find something: its words, phrases in quotes, and a number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from linking.lexical import terms

LONGEST = 500
"""Letters that are looked for; a sentence encoder reads about as many."""
# Control characters, marks without width, changes of direction, halves of characters.
_CONTROL = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ud800-\udfff]+"
)
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]")
_NUMBER = re.compile(
    r"\b(?:recommendations?|recs?|actions?|concerns?)\.?\s*(?:numbers?|no\.?|#)?\s*"
    r"(\d[\w.]{0,9})(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Typed:
    """``text`` is what was typed, on one line; ``words`` are its telling words, folded, each once;
    ``phrases`` must stand as they are, in small letters; ``number`` is that of a recommendation;
    ``said`` is what is looked for by meaning."""

    text: str
    words: tuple[str, ...]
    phrases: tuple[str, ...] = ()
    number: str = ""
    said: str = ""
    cut: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it to look for: no letter and no figure."""
        return not any(letter.isalnum() for letter in self.text)


def read_typed(text: str) -> Typed:
    """Understand what was typed; anything at all may stand in it."""
    line = " ".join(_CONTROL.sub(" ", text).split())
    cut = line[:LONGEST]
    numbered = _NUMBER.search(cut)
    rest = cut if numbered is None else f"{cut[: numbered.start()]} {cut[numbered.end() :]}"
    phrases = [" ".join(found.split()).casefold() for found in _QUOTED.findall(rest)]
    said = re.sub(r"[\"“”„«»]", " ", rest)
    return Typed(
        cut,
        tuple(dict.fromkeys(terms(said))),
        tuple(phrase for phrase in dict.fromkeys(phrases) if phrase),
        "" if numbered is None else numbered[1].rstrip("."),
        " ".join(said.split()),
        len(line) > LONGEST,
    )
