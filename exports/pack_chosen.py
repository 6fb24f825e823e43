"""What a trainer chose for a pack: cases and findings, and what the graph tells of each case."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from exports.pack_subjects import Ask, Subject
from graph.store import Row
from graph.words import agency_name

CASES, FINDINGS = 3, 3  # chosen beforehand


@dataclass(frozen=True)
class Choice:
    """What a trainer picked: cases and findings by id, in order, and the form. Nothing picked
    stands for what suggests itself (``suggested``)."""

    cases: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    brief: bool = False


@dataclass(frozen=True)
class Case:
    """One recommendation or concern (``row``, of ``recommendations_by_id``) and its case:
    agencies ``involved`` there, agencies it is put ``to``, ``passages`` that show what the case
    raised (rows of ``cases_raised``, those on the pack's theme first), and later reviews that say
    it ``again`` (rows of ``repeats_of_recommendation``, the earliest first)."""

    row: Row
    involved: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    passages: tuple[Row, ...] = ()
    again: tuple[Row, ...] = ()

    @property
    def is_concern(self) -> bool:
        """A coroner's concern: it shows what the case raised and leaves the action open."""
        return bool(self.row["kind"] == "concern")


@dataclass(frozen=True)
class Picked:
    """What a choice stands for; findings are rows of ``findings_by_id``."""

    cases: tuple[Case, ...]
    findings: tuple[Row, ...]
    brief: bool = False


def suggested(subject: Subject) -> tuple[list[str], list[str]]:
    """Cases and findings chosen beforehand, in the subject's order: cases of different reviews and
    of each kind of review in turn, real ones first, of a length that can be read aloud and of
    reviews that show in their own words what the case was, where there are any; and findings of
    different publications."""
    handy = sorted(
        subject.asks,
        key=lambda row: (
            (not 60 <= len(row["wording"]) <= 700) + (row["recommendation_id"] not in subject.shown)
        ),
    )
    turns: Counter[tuple[bool, str]] = Counter()
    in_turn: list[tuple[bool, int, Row]] = []
    for row in _first_of_each(handy, "review_id"):
        sort = (bool(row["invented"]), row["review_kind"])
        turns[sort] += 1
        in_turn.append((sort[0], turns[sort], row))
    cases = [row["recommendation_id"] for *_, row in sorted(in_turn, key=lambda one: one[:2])]
    findings = [row["finding_id"] for row in _first_of_each(subject.findings, "source_id")]
    return cases[:CASES], findings[:FINDINGS]


def _first_of_each(rows: Iterable[Row], name: str) -> list[Row]:
    first: dict[str, Row] = {}
    for row in rows:
        first.setdefault(row[name], row)
    return list(first.values())


def chosen(subject: Subject, choice: Choice) -> tuple[list[Row], list[Row]]:
    """The rows of the cases and findings that a choice stands for; ids that are not the
    subject's are passed over."""
    cases, findings = suggested(subject)
    by_case = {row["recommendation_id"]: row for row in subject.asks}
    by_finding = {row["finding_id"]: row for row in subject.findings}
    return (
        [by_case[id_] for id_ in choice.cases if id_ in by_case] or [by_case[id_] for id_ in cases],
        [by_finding[id_] for id_ in choice.findings if id_ in by_finding]
        or [by_finding[id_] for id_ in findings],
    )


def gathered(ask: Ask, subject: Subject, choice: Choice) -> Picked:
    """What a choice stands for, with all that the graph tells of each case."""
    rows, findings = chosen(subject, choice)
    ids = " ".join(row["recommendation_id"] for row in rows)
    about = subject.id if subject.kind == "theme" else ""
    involved = _by_case(ask("cases_involved", ids=ids))
    to = _by_case(ask("addressees_by_id", ids=ids))
    passages = _by_case(ask("cases_raised", ids=ids, theme=about))
    cases = [
        Case(
            row,
            tuple(agency_name(one["agency"]) for one in involved[row["recommendation_id"]]),
            tuple(agency_name(one["agency"]) for one in to[row["recommendation_id"]]),
            tuple(sorted(passages[row["recommendation_id"]], key=_nearest_first)),
            _again(ask, row),
        )
        for row in rows
    ]
    return Picked(tuple(cases), tuple(findings), choice.brief)


def _by_case(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["recommendation_id"]].append(row)
    return found


def _nearest_first(row: Row) -> tuple[bool, bool]:
    return (not row["on_theme"], not row["asked_about"])


def _again(ask: Ask, row: Row) -> tuple[Row, ...]:
    """Later reviews that repeat a recommendation, one row each. Of a review without a year
    nothing is later."""
    repeats = ask("repeats_of_recommendation", recommendation=row["recommendation_id"])
    later = [one for one in repeats if one["year"] and row["year"] and one["year"] > row["year"]]
    return tuple(sorted(_first_of_each(later, "review_id"), key=lambda one: one["year"]))
