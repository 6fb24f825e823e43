"""Gaps between agencies: joint work that was put to one agency in a case and not to another.

Two agencies are *in a case* together when the review names each as involved or addresses it; what
is asked of a national body reaches beyond the case, so that such a body is in it only if involved.
For a theme of joint work (``Theme.joint_work``) there is a *gap* between them in a review that puts
the theme to one and not to the other. An ask of "all agencies" is put to everyone in the case, so
that it leaves no gap. Boards and panels (sector ``partnership``) are no end of a gap, because they
act through their members; that a theme was put to one is kept and told. A gap is no fault of either
agency: there may be good reason for it, and the wording tells.

Agencies are compared as types ("Police force" stands for every force) or as single agencies. What
is put to the police as such is put to the single force that is in the case. What is put to a
council's own service, such as its social care, is put to the council; not the other way round.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from graph.store import Row

BOARDS = "partnership"
_Groups = dict[str, dict[str, set[str]]]


@dataclass(frozen=True)
class Cases:
    """Who was in which case, and to whom joint work was put there.

    ``there`` and ``involved`` map a review to agencies; ``put`` and ``boards`` map a review to its
    themes of joint work, and each to the agencies, or the boards, that it was put to. Agencies in
    ``put`` are all ``there``.
    """

    there: Mapping[str, set[str]]
    involved: Mapping[str, set[str]]
    put: Mapping[str, Mapping[str, set[str]]]
    boards: Mapping[str, Mapping[str, set[str]]]


@dataclass(frozen=True)
class Pair:
    """Two agencies, their ids in order, over the ``of`` reviews in whose case both were.

    In ``only_one`` of these a theme was put to ``one`` and not to ``other``, in ``only_other`` the
    other way round, in ``apart`` either; in ``both`` a theme was put to both. With several themes
    a review may count in each.
    """

    one: str
    other: str
    only_one: int
    only_other: int
    apart: int
    both: int
    of: int


@dataclass(frozen=True)
class Put:
    """One agency over the ``of`` reviews in whose case it was with another: in ``put`` a theme
    was put to it; in ``not_put`` one was put to another there and not to it."""

    agency: str
    put: int
    not_put: int
    of: int


@dataclass(frozen=True)
class Divided:
    """One theme over the ``of`` reviews in whose case two agencies or more were: in ``put`` it was
    put to any of them; in ``apart`` of these to some and not to others."""

    theme: str
    put: int
    apart: int
    of: int


@dataclass
class _Units:
    """What each agency of the graph counts as: types, or single agencies."""

    kinds: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    councils: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    types: set[str] = field(default_factory=set)
    national: set[str] = field(default_factory=set)
    boards: set[str] = field(default_factory=set)

    def of(self, agency: str, single: bool) -> set[str]:
        if single:
            return {agency} - self.types - self.boards
        return (({agency} | self.kinds[agency]) & self.types) - self.boards

    def asked_with(self, agency: str, single: bool) -> set[str]:
        """The agency, and the councils that are asked where their own service is."""
        services = {agency} if single else ({agency} | self.kinds[agency]) & self.types
        return {agency}.union(*(self.councils[one] for one in services))


def _units(kinds: Iterable[Row]) -> _Units:
    units = _Units()
    for row in kinds:
        agency = row["agency_id"]
        units.kinds[agency] |= {row["kind_id"]} - {None}
        units.councils[agency] |= {row["council_id"]} - {None}
        if row["is_type"]:
            units.types.add(agency)
        if row["level"] == "national":
            units.national.add(agency)
        if row["sector"] == BOARDS:
            units.boards.add(agency)
    return units


def cases(
    kinds: Iterable[Row],
    involved: Iterable[Row],
    addressed: Iterable[Row],
    joint_work: Iterable[Row],
    *,
    single: bool,
) -> Cases:
    """Put together the rows of ``agency_kinds``, ``agencies_involved``, ``agencies_addressed`` and
    ``joint_work``; ``single`` compares single agencies instead of types."""
    units = _units(kinds)
    took_part: dict[str, set[str]] = defaultdict(set)
    there: dict[str, set[str]] = defaultdict(set)
    asked = [row for row in addressed if row["agency_id"] not in units.national]
    for rows, maps in ((involved, (took_part, there)), (asked, (there,))):
        for row in rows:
            counted = units.of(row["agency_id"], single)
            for review in row["reviews"]:
                for each in maps:
                    each[review] |= counted
    put: _Groups = defaultdict(lambda: defaultdict(set))
    boards: _Groups = defaultdict(lambda: defaultdict(set))
    for row in joint_work:
        for review in row["reviews"]:
            put[review][row["theme_id"]] |= _reached(row, there[review], units, single)
            boards[review][row["theme_id"]] |= {row["agency_id"]} & units.boards
    return Cases(there, took_part, put, boards)


def _reached(row: Row, there: set[str], units: _Units, single: bool) -> set[str]:
    """The agencies in a case that one row of ``joint_work`` is put to."""
    if row["to_all"]:
        return there
    reached: set[str] = set()
    for agency in units.asked_with(row["agency_id"], single):
        if single and agency in units.types:
            reached |= {one for one in there if agency in units.kinds[one]}
        else:
            reached |= units.of(agency, single) & there
    return reached


def pairs(cases: Cases, theme: str = "") -> list[Pair]:
    """Every two agencies that were in a case together, in order of their ids; for one theme, or
    for every theme of joint work."""
    of: Counter[tuple[str, str]] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    only: Counter[tuple[str, str]] = Counter()
    apart: Counter[tuple[str, str]] = Counter()
    for review, there in cases.there.items():
        of.update(combinations(sorted(there), 2))
        put = _put(cases, review, theme)
        both.update({pair for told in put for pair in combinations(sorted(told), 2)})
        gaps = {(one, other) for told in put for one in told for other in there - told}
        only.update(gaps)
        apart.update({(min(gap), max(gap)) for gap in gaps})
    return [
        Pair(one, other, only[one, other], only[other, one], apart[one, other], both[one, other], n)
        for (one, other), n in sorted(of.items())
    ]


def pair(cases: Cases, one: str, other: str, theme: str = "") -> Pair | None:
    """Two agencies alone, as ``pairs`` has them; None where they were in no case together."""
    ends = {one, other}
    there = {review: ends for review, held in cases.there.items() if ends <= held}
    put = {
        review: {name: told & ends for name, told in cases.put.get(review, {}).items()}
        for review in there
    }
    return next(iter(pairs(Cases(there, {}, put, {}), theme)), None)


def by_agency(cases: Cases, theme: str = "") -> list[Put]:
    """Each agency in a case with another, in order of ids; for one theme or every one."""
    put: Counter[str] = Counter()
    not_put: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for review, there in cases.there.items():
        if len(there) < 2:
            continue
        of.update(there)
        told = _put(cases, review, theme)
        put.update(set().union(*told))
        not_put.update({one for each in told if each for one in there - each})
    return [Put(agency, put[agency], not_put[agency], n) for agency, n in sorted(of.items())]


def by_theme(cases: Cases, themes: Sequence[str]) -> list[Divided]:
    """Each of the themes given, in their order."""
    together = [review for review, there in cases.there.items() if len(there) > 1]
    put: Counter[str] = Counter()
    apart: Counter[str] = Counter()
    for review in together:
        for theme, told in cases.put.get(review, {}).items():
            put[theme] += bool(told)
            apart[theme] += bool(told) and told != cases.there[review]
    return [Divided(theme, put[theme], apart[theme], len(together)) for theme in themes]


def in_a_case(cases: Cases) -> float:
    """How many agencies are in a case on average, over the reviews with two or more in it; the
    more there are, the more surely a theme is put to some and not to others. 0 without any."""
    together = [len(there) for there in cases.there.values() if len(there) > 1]
    return sum(together) / len(together) if together else 0.0


def apart(cases: Cases, one: str, other: str, theme: str) -> list[str]:
    """The reviews that put a theme to ``one`` and not to ``other``, both in the case, by id."""
    return sorted(
        review
        for review, there in cases.there.items()
        if {one, other} <= there
        and one in (told := cases.put.get(review, {}).get(theme, set()))
        and other not in told
    )


def _put(cases: Cases, review: str, theme: str) -> list[set[str]]:
    """To whom each theme was put in a review; of one theme, or of every one."""
    put = cases.put.get(review, {})
    return [told for name, told in put.items() if theme in ("", name)]
