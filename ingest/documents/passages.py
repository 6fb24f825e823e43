"""Where a passage stands in a text whose white space, hyphens and line ends may differ."""

from __future__ import annotations

import unicodedata

# A passage split over two pages is found by its longest part that stands on one.
_LEAST_PART = 24


class Letters:
    """The letters and digits of a text, each with its place in it."""

    def __init__(self, text: str) -> None:
        pairs = [(place, char) for place, letter in enumerate(text) for char in _plain(letter)]
        self._places = [place for place, _ in pairs]
        self._letters = "".join(char for _, char in pairs)

    def find(self, passage: str) -> tuple[int, int]:
        """Start and end of a passage in the text; (0, 0) where it does not stand whole."""
        return self._span(_letters(passage))

    def find_part(self, passage: str) -> tuple[int, int]:
        """As ``find``; else of the passage's longest beginning or end that stands in the text."""
        letters = _letters(passage)
        whole = self._span(letters)
        if whole[1]:
            return whole
        for size in range(len(letters) - 1, _LEAST_PART - 1, -8):
            for part in (letters[:size], letters[-size:]):
                found = self._span(part)
                if found[1]:
                    return found
        return (0, 0)

    def _span(self, letters: str) -> tuple[int, int]:
        place = self._letters.find(letters) if letters else -1
        if place < 0:
            return (0, 0)
        return (self._places[place], self._places[place + len(letters) - 1] + 1)


def _letters(text: str) -> str:
    return "".join(char for letter in text for char in _plain(letter))


def _plain(letter: str) -> str:
    """A letter without case and accent; nothing for what is no letter or digit."""
    return "".join(c for c in unicodedata.normalize("NFKD", letter).casefold() if c.isalnum())
