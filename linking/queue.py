"""What is most worth judging: the least sure first, above all where much rests on it.

Links are least sure where their score is lowest, counted among those of their kind, so that it
does not matter how a kind is scored. Codes are least sure where people have found their rule wrong
most often; each rule is asked about in turn, so that every one is soon known. A link that is its
recommendation's only one counts double: without it the pages say that there is none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import zip_longest

from graph.store import Store
from linking.effect import by_recommendation, code_rows
from linking.links import PERSON
from linking.verdicts import CODE, KINDS, LINKED, Subject, Verdict, machines_codes

_ONLY = 2.0
_NO_ASK = "no ask"  # one judgement that leaves several codes empty
# A rule nobody has judged counts as one found right three times in four: below one that people
# have confirmed, above one that they have found wrong.
_PRIOR_RIGHT, _PRIOR_JUDGED = 3, 4


@dataclass(frozen=True)
class Waiting:
    """Something to judge: ``worth`` orders within a kind, and ``why`` says why it is asked."""

    subject: Subject
    worth: float
    why: str


def most_worth_judging(
    store: Store, verdicts: Collection[Verdict], judge: str, kinds: Iterable[str], most: int
) -> list[Waiting]:
    """At most ``most`` things that this judge has not judged yet, of each kind in turn.

    Other people's verdicts (``verdicts`` are everybody's) do not take a thing off the list: that
    two judge the same things is how their agreement is known.
    """
    mine = {one.subject for one in verdicts if one.judge.casefold() == judge.casefold()}
    queues = [
        [one for one in _waiting(store, kind, verdicts) if one.subject not in mine]
        for kind in kinds
    ]
    turns = (one for turn in zip_longest(*queues) for one in turn if one is not None)
    return [one for one, _ in zip(turns, range(most), strict=False)]


def _waiting(store: Store, kind: str, verdicts: Collection[Verdict]) -> list[Waiting]:
    return _codes(store, verdicts) if kind == CODE else _links(store, kind)


def _links(store: Store, kind: str) -> list[Waiting]:
    link = LINKED[kind]
    rows = store.rows(
        f"MATCH (a:{link.source})-[e:{link.type}]->(b:{link.target}) "
        "RETURN a.id AS of, b.id AS to, e.score AS score, e.method AS method"
    )
    rows = [row for row in rows if row["score"] is not None and row["method"] != PERSON]
    rows.sort(key=lambda row: (row["score"], row["of"], row["to"]))
    links_of = Counter(row["of"] for row in rows)
    found = []
    for place, row in enumerate(rows):
        surer = len(rows) - place - 1
        why = (
            f"score {row['score']:.2f}, and {surer:,} of {len(rows):,} {KINDS[kind]} score higher."
        )
        worth = surer / len(rows)
        if links_of[row["of"]] == 1:
            worth *= _ONLY
            why += " It is the only one: without it the page says that there is none."
        found.append(Waiting(Subject(kind, row["of"], row["to"]), worth, why))
    return sorted(found, key=lambda one: (-one.worth, one.subject))


def _codes(store: Store, verdicts: Collection[Verdict]) -> list[Waiting]:
    """Codes by rule, the least sure rule first, one of each rule in turn."""
    query = "MATCH (r:Recommendation) RETURN r.id AS id, r.kind = 'concern' AS concern"
    # Concerns last: the questions that count by strength and depth leave them out.
    asks = sorted(store.rows(query), key=lambda row: (row["concern"] or False, row["id"]))
    rows = code_rows(store, [row["id"] for row in asks])
    judged = by_recommendation(verdicts)
    made_by: dict[tuple[str, str], list[Subject]] = defaultdict(list)
    for id_ in (row["id"] for row in asks):
        for name, code in machines_codes(rows[id_], judged[id_]).items():
            if code.said and code.said_by != _NO_ASK:
                made_by[name, code.said_by].append(Subject(CODE, id_, name))
    right, of = _record(verdicts)
    groups = [_of_rule(rule, subjects, right[rule], of[rule]) for rule, subjects in made_by.items()]
    groups.sort(key=lambda group: (-group[0].worth, -len(group), group[0].subject))
    return [one for turn in zip_longest(*groups) for one in turn if one is not None]


def _of_rule(rule: tuple[str, str], subjects: list[Subject], right: int, of: int) -> list[Waiting]:
    record = f"{right} of {of} judged were right" if of else "nobody has judged it yet"
    number = len(subjects)
    why = f"the rule {rule[1]} gave {number:,} {'code' if number == 1 else 'codes'}; {record}."
    worth = 1 - (right + _PRIOR_RIGHT) / (of + _PRIOR_JUDGED)
    return [Waiting(subject, worth, why) for subject in subjects]


def _record(verdicts: Iterable[Verdict]) -> tuple[Counter[tuple[str, str]], ...]:
    """Of each code's rules: how often it was found right, and how often judged."""
    right: Counter[tuple[str, str]] = Counter()
    of: Counter[tuple[str, str]] = Counter()
    for one in verdicts:
        if one.subject.kind == CODE and one.word != "unsure":
            rule = (one.subject.to, one.said.said_by)
            of[rule] += 1
            right[rule] += one.word == "accept"
    return right, of
