"""Giving a verdict and taking one back: what can be judged, and what is refused and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from graph.codes import CODES
from graph.errors import CommonThreadError
from graph.judging import VERDICTS
from graph.schema import NODE
from graph.store import Counts, Row, Store
from linking.described import machine_says
from linking.effect import (
    apply_to_codes,
    apply_to_links,
    clear_links,
    held_subjects,
    join,
    links_from,
)
from linking.verdicts import (
    CODE,
    KINDS,
    LINKED,
    Said,
    Subject,
    Verdict,
    now,
    read_verdicts,
    tidy_name,
)

LONGEST_NOTE = 2000
_REPEAT = "repeat"
_DATE = len("2026-01-31")


class VerdictRefusedError(CommonThreadError):
    """A verdict that cannot be kept; the message says why."""


@dataclass(frozen=True)
class Kept:
    """What became of verdicts: counts of their nodes, and those refused by their place in what
    was given."""

    counts: Counts = field(default_factory=Counts)
    refused: Mapping[int, str] = field(default_factory=dict)


def judge(store: Store, verdict: Verdict) -> None:
    """Keep one verdict, dated now unless it has a date. Raises VerdictRefusedError."""
    refused = keep(store, [verdict]).refused
    if refused:
        raise VerdictRefusedError(refused[0])


def keep(store: Store, given: Sequence[Verdict]) -> Kept:
    """Keep verdicts and let the links and codes say what counts now.

    A person's new word on a thing takes the place of their earlier one; an older word than that
    is refused, and the same word again changes nothing. What cannot be kept is refused alone.
    """
    return _Keeping(store, given).run()


def withdraw(store: Store, subject: Subject, judge: str) -> Counts:
    """Take back a person's verdict. Other people's stay; without one, a link or code is again
    what the machine says, and a link that only people made goes."""
    everyone = read_verdicts(store)
    subject = _directed(subject, {one.subject for one in everyone})
    about = [one for one in everyone if one.subject == subject]
    gone = [one for one in about if one.judge.casefold() == judge.casefold()]
    left = [one for one in about if one not in gone]
    with store.writer() as writer:
        counts = writer.delete_nodes("Verdict", [one.id for one in gone])
    if subject.kind == CODE:
        apply_to_codes(store, left, gone)
    elif left:
        apply_to_links(store, left)
    elif gone:
        clear_links(store, [subject])
    return counts


class _Keeping:
    def __init__(self, store: Store, given: Sequence[Verdict]) -> None:
        self._store = store
        self._before = read_verdicts(store)
        self._reviews = _reviews(store, given)
        there = links_from(store, LINKED[_REPEAT], self._reviews)
        self._known = {Subject(_REPEAT, *pair) for pair in there}
        self._known |= {one.subject for one in self._before}
        self._mine = {one.id: one for one in self._before}
        self._given = [self._normal(one) for one in given]
        self._held = held_subjects(store, [one.subject for one in self._given])

    def run(self) -> Kept:
        refused = {}
        good: dict[str, Verdict] = {}
        fine = {one.subject for one in self._given if not self._problem(one)}
        said = machine_says(self._store, fine)
        for place, one in enumerate(self._given):
            if problem := self._problem(one) or _older(
                one, good.get(one.id) or self._mine.get(one.id)
            ):
                refused[place] = problem
                continue
            good[one.id] = _completed(one, self._mine.get(one.id), said.get(one.subject, Said()))
        counts = self._write(list(good.values()))
        same = len(self._given) - len(refused) - len(good)
        return Kept(counts + Counts(unchanged=same), refused)

    def _write(self, good: list[Verdict]) -> Counts:
        with self._store.writer() as writer:
            counts = writer.upsert_nodes("Verdict", [one.row() for one in good])
        join(self._store, good)
        subjects = {one.subject for one in good}
        codes_of = {one.subject.of for one in good if one.subject.kind == CODE}
        ids = {one.id for one in good}
        everyone = [*good, *(one for one in self._before if one.id not in ids)]
        apply_to_links(self._store, [one for one in everyone if one.subject in subjects])
        about = [v for v in everyone if v.subject.kind == CODE and v.subject.of in codes_of]
        apply_to_codes(self._store, about, ())
        return counts

    def _normal(self, one: Verdict) -> Verdict:
        """With a tidy name, a date, and a repeat from the later to the earlier."""
        subject = one.subject
        if subject.kind == _REPEAT:
            subject = _directed(subject, self._known)
            if subject not in self._known and self._dated(subject.of) < self._dated(subject.to):
                subject = Subject(_REPEAT, subject.to, subject.of)
        note = one.note.strip()[:LONGEST_NOTE]
        one = replace(one, subject=subject, judge=tidy_name(one.judge), note=note)
        return replace(one, judged_on=self._moment(one))

    def _moment(self, one: Verdict) -> str:
        """When it was said. What stands here already keeps its date, so that a table without
        dates, or one whose times a spreadsheet cut off, can be read twice."""
        date = _in_utc(one.judged_on)
        before = self._mine.get(one.id)
        same = before and (before.word, before.note) == (one.word, one.note)
        if before and same and one.value in ("", before.value) and date <= before.judged_on:
            return before.judged_on
        return date or now()

    def _dated(self, id_: str) -> tuple[str, str]:
        row = self._reviews.get(id_, {})
        return str(row.get("date") or row.get("year") or ""), id_

    def _problem(self, one: Verdict) -> str:
        """Why a verdict cannot be kept; empty when it can."""
        checks: tuple[Callable[[Verdict], str], ...] = (_ill_formed, self._unknown, self._within)
        return next((problem for check in checks if (problem := check(one))), "")

    def _unknown(self, one: Verdict) -> str:
        subject = one.subject
        ends = [(subject.label, subject.of)]
        if subject.kind in LINKED:
            ends.append((LINKED[subject.kind].target, subject.to))
        for label, id_ in ends:
            if id_ not in self._held.get(label, ()):
                return f"the graph holds no {NODE[label].label.lower()} '{id_}'"
        return ""

    def _within(self, one: Verdict) -> str:
        if one.subject.kind != _REPEAT:
            return ""
        reviews = [
            self._reviews.get(id_, {}).get("review") for id_ in (one.subject.of, one.subject.to)
        ]
        if reviews[0] == reviews[1] and reviews[0] is not None:
            return "both recommendations are of one review, and repeats are across reviews"
        return ""


def _reviews(store: Store, given: Iterable[Verdict]) -> dict[str, Row]:
    """Review and date of each recommendation that a repeat is said of."""
    ids = {i for v in given if v.subject.kind == _REPEAT for i in (v.subject.of, v.subject.to)}
    rows = store.rows(
        "UNWIND $ids AS id MATCH (r:Recommendation {id: id})<-[:MADE]-(v:Review) "
        "RETURN r.id AS id, v.id AS review, v.date AS date, v.year AS year",
        ids=sorted(ids),
    )
    return {row["id"]: row for row in rows}


def _directed(subject: Subject, known: set[Subject]) -> Subject:
    """A repeat as it is known already, whichever end was named first."""
    other = Subject(subject.kind, subject.to, subject.of)
    turned = subject.kind == _REPEAT and subject not in known and other in known
    return other if turned else subject


def _completed(one: Verdict, before: Verdict | None, said: Said) -> Verdict:
    """With what the machine had said when this was first judged, and with an accepted code the
    value that was accepted."""
    if one.said == Said():
        one = replace(one, said=before.said if before and before.said != Said() else said)
    if one.subject.kind == CODE and one.word == "accept" and not one.value:
        one = replace(one, value=one.said.said)
    return one


def _older(one: Verdict, before: Verdict | None) -> str:
    if before is None or one.judged_on >= before.judged_on:
        return ""
    return f"a later verdict of {before.judge} on it is here, of {before.judged_on}"


def _ill_formed(one: Verdict) -> str:
    """What is wrong with a verdict whatever the graph holds."""
    code = one.subject.kind == CODE
    values = CODES.get(one.subject.to, ())
    checks = (
        (one.subject.kind in KINDS, f"the kind must be one of {', '.join(KINDS)}"),
        (one.word in VERDICTS, f"the verdict must be one of {', '.join(VERDICTS)}"),
        (bool(one.judge), "it does not say who judged"),
        (_is_date(one.judged_on), f"'{one.judged_on}' is no date as 2026-01-31 or with a time"),
        (bool(one.subject.of and one.subject.to), "it does not say what is judged"),
        (one.subject.of != one.subject.to, "a recommendation does not repeat itself"),
        (not code or bool(values), f"there is no code '{one.subject.to}'"),
        (code or not one.value, "only a code has a value"),
        (
            not (code and one.value) or one.value in values,
            f"'{one.value}' is no value of '{one.subject.to}': {', '.join(values)}",
        ),
    )
    return next((problem for fine, problem in checks if not fine), "")


def _in_utc(text: str) -> str:
    """A date, or a date and time, as verdicts keep it; what is neither, as it stands."""
    text = text.strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    if len(text) <= _DATE:
        return moment.date().isoformat()
    moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.isoformat(timespec="seconds")


def _is_date(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
