"""What ``personal`` finds in the marked sentences; ``python -m tests.personal.measure`` shows it.

Something marked is found when flags of its kind cover all of it (half a name that is left is a
leak); a flag is right when it lies over something marked of its kind.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.documents.personal import personal

SENTENCES = Path(__file__).with_name("sentences.txt")
_MARK = re.compile(r"<(name|born|address|nhs|phone|email)>(.*?)</\1>")
KINDS = {
    "name": "person's name",
    "born": "date of birth",
    "address": "address",
    "nhs": "NHS number",
    "phone": "telephone number",
    "email": "email",
}
Found = tuple[int, int, str]
"""Start, end and kind of a stretch."""


@dataclass(frozen=True)
class Sentence:
    """A sentence, what is personal in it, and whether it was held back from those who write
    the rules."""

    text: str
    marked: tuple[Found, ...]
    held: bool


@dataclass
class Score:
    """Counts over sentences, and the sentences where something is wrong."""

    marked: int = 0
    covered: int = 0
    flags: int = 0
    right: int = 0
    wrong: tuple[str, ...] = ()

    @property
    def recall(self) -> float:
        return self.covered / self.marked if self.marked else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.flags if self.flags else 1.0


def sentences() -> list[Sentence]:
    """The marked sentences; every second pair of lines is held back."""
    lines = [
        line
        for line in SENTENCES.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return [_read(line, held=place // 2 % 2 == 1) for place, line in enumerate(lines)]


def _read(line: str, *, held: bool) -> Sentence:
    text, marked, end = "", [], 0
    for found in _MARK.finditer(line):
        text += line[end : found.start()]
        marked.append((len(text), len(text) + len(found[2]), KINDS[found[1]]))
        text += found[2]
        end = found.end()
    return Sentence(text + line[end:], tuple(marked), held)


def flagged(text: str) -> list[Found]:
    """What ``personal`` flags."""
    return [(flag.start, flag.end, flag.what) for flag in personal(text)]


def score(
    given: Iterable[Sentence],
    find: Callable[[str], Sequence[Found]] = flagged,
    kinds: Sequence[str] = tuple(KINDS.values()),
) -> Score:
    """Score a finder on some sentences, for these kinds."""
    total = Score()
    for sentence in given:
        marked = [each for each in sentence.marked if each[2] in kinds]
        flags = [each for each in find(sentence.text) if each[2] in kinds]
        covered = [each for each in marked if _covers(flags, each)]
        right = [flag for flag in flags if any(_over(flag, each) for each in marked)]
        total.marked += len(marked)
        total.covered += len(covered)
        total.flags += len(flags)
        total.right += len(right)
        missed = [sentence.text[a:b] for a, b, what in marked if (a, b, what) not in covered]
        extra = [sentence.text[a:b] for a, b, what in flags if (a, b, what) not in right]
        if missed or extra:
            total.wrong += (f"missed {missed}, extra {extra}: {sentence.text}",)
    return total


def _covers(flags: Sequence[Found], each: Found) -> bool:
    places = {at for a, b, what in flags if what == each[2] for at in range(a, b)}
    return all(at in places for at in range(each[0], each[1]))


def _over(one: Found, other: Found) -> bool:
    return one[2] == other[2] and one[0] < other[1] and other[0] < one[1]


def main() -> None:
    """Print the scores of both halves; with "dev" also what is wrong in the open half."""
    for held in (False, True):
        part = [each for each in sentences() if each.held is held]
        result = score(part)
        print(
            f"{'held back' if held else 'open'}: {len(part)} sentences, {result.marked} marked, "
            f"precision {result.precision:.3f}, recall {result.recall:.3f}"
        )
        if not held and "dev" in sys.argv:
            print("\n".join(result.wrong))


if __name__ == "__main__":
    main()
