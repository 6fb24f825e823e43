"""How far two judges agree on what both have judged, apart from chance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from linking.verdicts import KINDS, Subject, Verdict


@dataclass(frozen=True)
class Agreement:
    """Two judges on one kind of thing: how many both judged, on how many they gave one word, and
    Cohen's kappa, which is None where chance alone makes them agree."""

    kind: str
    judges: tuple[str, str]
    both: int
    same: int
    kappa: float | None

    def __str__(self) -> str:
        kappa = "not defined" if self.kappa is None else f"{self.kappa:.2f}"
        return (
            f"{KINDS[self.kind]}: {' and '.join(self.judges)} both judged {self.both:,}, with the "
            f"same word on {self.same:,}; Cohen's kappa {kappa}"
        )


def cohens_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Agreement of two judges beyond what their own shares of each word make likely: 1 is full
    agreement, 0 what chance gives. ``pairs`` are their two words on each thing.

    (observed - expected) / (1 - expected), after Cohen, "A coefficient of agreement for nominal
    scales", Educational and Psychological Measurement 20 (1960), 37-46. None where both gave one
    and the same word throughout, or judged nothing: then it is not defined.
    """
    number = len(pairs)
    if not number:
        return None
    one, other = (Counter(words) for words in zip(*pairs, strict=True))
    # In whole numbers, so that "expected is 1" is told exactly.
    by_chance = sum(one[word] * other[word] for word in one)
    if by_chance == number * number:
        return None
    observed = sum(first == second for first, second in pairs) / number
    expected = by_chance / (number * number)
    return (observed - expected) / (1 - expected)


def agreements(verdicts: Iterable[Verdict]) -> list[Agreement]:
    """Every two judges who have judged the same things, by kind; in the order of ``KINDS``, then
    of the names. "unsure" is a word as the others are; on a code, two corrections to different
    values are two words."""
    by_subject: dict[Subject, dict[str, Verdict]] = defaultdict(dict)
    names: dict[str, str] = {}
    for one in verdicts:
        key = one.judge.casefold()
        names.setdefault(key, one.judge)
        by_subject[one.subject][key] = one
    pairs: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for subject, judged in by_subject.items():
        for left, right in combinations(sorted(judged), 2):
            pairs[subject.kind, left, right].append((_word(judged[left]), _word(judged[right])))
    return [
        Agreement(
            kind,
            (names[left], names[right]),
            len(both),
            sum(first == second for first, second in both),
            cohens_kappa(both),
        )
        for (kind, left, right), both in sorted(
            pairs.items(), key=lambda item: (list(KINDS).index(item[0][0]), item[0])
        )
    ]


def _word(one: Verdict) -> str:
    return f"{one.word} {one.value}" if one.word == "reject" and one.value else one.word
