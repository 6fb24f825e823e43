"""Where a passage stands in a text whose lines wrap, and whose words are hyphenated, otherwise."""

from __future__ import annotations

from bisect import bisect_right

_AT_LEAST = 20  # letters of a passage that must be there, where only a part of it is
_BETWEEN = 10  # letters of the text that may stand between two parts of a passage


class Letters:
    """A text by its letters and figures alone, in lower case, to find passages in."""

    def __init__(self, text: str) -> None:
        self._kept, self._places = _letters(text)

    def find(self, passage: str) -> tuple[int, int]:
        """Start and end of the passage in the text; both 0 when it is not there as a whole."""
        return self._span(_letters(passage)[0])

    def find_part(self, passage: str) -> tuple[int, int]:
        """Start and end of the passage, or else of the longest part at its beginning or its end
        that the text has: it may begin on the page before, or go on over the next one. Where
        both are there and little stands between (a footnote's mark), they are one."""
        wanted, _ = _letters(passage)
        if wanted in self._kept:
            return self._span(wanted)
        lengths = range(_AT_LEAST, len(wanted))
        begins = bisect_right(lengths, 0, key=lambda n: int(wanted[:n] not in self._kept))
        ends = bisect_right(lengths, 0, key=lambda n: int(wanted[-n:] not in self._kept))
        head = self._span(wanted[: lengths[begins - 1]]) if begins else (0, 0)
        tail = self._span(wanted[-lengths[ends - 1] :]) if ends else (0, 0)
        if head[1] and 0 <= tail[0] - head[1] <= _BETWEEN + len(passage) // 10:
            return head[0], tail[1]
        return head if begins >= ends else tail

    def _span(self, wanted: str) -> tuple[int, int]:
        at = self._kept.find(wanted) if wanted else -1
        if at < 0:
            return 0, 0
        return self._places[at], self._places[at + len(wanted) - 1] + 1


def _letters(text: str) -> tuple[str, list[int]]:
    """The letters and figures of a text, and the place of each in it."""
    kept: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if letter.isalnum():
            low = letter.lower()
            kept.append(low)
            places += [place] * len(low)
    return "".join(kept), places
