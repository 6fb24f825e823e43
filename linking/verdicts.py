"""People's verdicts: accept, reject or unsure on a link or a code, by whom, when and why.

Each is a ``Verdict`` node of its own, one for each person and subject, so that several people can
judge one thing and their agreement be computed. The latest that decides, accept or reject, is the
effective one; an "unsure" counts only where nobody decided. What is effective is also written to
the link or code itself, so that questions need look nowhere else (``linking/effect.py``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime

from graph.codes import CODES
from graph.judging import VERDICT
from graph.store import Row, Store
from linking.links import EVIDENCE, FINDING_THEMES, RECOMMENDATION_THEMES, REPEATS, LinkKind

LINKED: dict[str, LinkKind] = {
    "theme": RECOMMENDATION_THEMES,
    "finding_theme": FINDING_THEMES,
    "evidence": EVIDENCE,
    "repeat": REPEATS,
}
CODE = "code"
LONGEST_NAME = 80
KINDS = {
    "theme": "themes",
    "code": "codes",
    "evidence": "evidence links",
    "repeat": "repeats",
    "finding_theme": "themes of findings",
}
"""What can be judged, in words for several of it."""
_COLUMNS = [prop.name for prop in VERDICT.properties]


@dataclass(frozen=True, order=True)
class Subject:
    """What is judged: a link between two ids, or (``kind`` "code") one code of a recommendation,
    by the name it has in ``graph.codes.CODES``."""

    kind: str
    of: str
    to: str

    @property
    def label(self) -> str:
        """The label of the node that ``of`` names."""
        return "Finding" if self.kind == "finding_theme" else "Recommendation"


@dataclass(frozen=True)
class Said:
    """What the machine said when it was judged: a code's value with its words and rule, or a
    link's score with its words and method. All empty where it made no such link."""

    said: str = ""
    said_words: str = ""
    said_by: str = ""


@dataclass(frozen=True)
class Verdict:
    """One person's word. ``value`` is, of a code, the one that the person says is right: with
    "accept" what was shown, with "reject" what it should be (empty where nothing was named)."""

    subject: Subject
    word: str
    judge: str
    judged_on: str = ""
    value: str = ""
    note: str = ""
    said: Said = field(default_factory=Said)

    @property
    def id(self) -> str:
        """Of the subject and the person: who judges again replaces their own word."""
        one = self.subject
        parts = "\x1f".join((one.kind, one.of, one.to, self.judge.casefold()))
        return "verdict-" + hashlib.sha1(parts.encode(), usedforsecurity=False).hexdigest()[:16]

    def row(self) -> Row:
        """The properties of its node."""
        return {
            "id": self.id,
            "title": f"{self.word}: {self.subject.kind}",
            "kind": self.subject.kind,
            "subject": self.subject.of,
            "object": self.subject.to,
            "verdict": self.word,
            "value": self.value,
            "judged_by": self.judge,
            "judged_on": self.judged_on,
            "note": self.note,
            **asdict(self.said),
        }


def read_verdicts(store: Store) -> list[Verdict]:
    """All verdicts of all people, in an order that does not depend on the engine."""
    names = ", ".join(f"v.{name} AS {name}" for name in _COLUMNS)
    rows = store.rows(f"MATCH (v:Verdict) RETURN {names}")
    return sorted((_verdict(row) for row in rows), key=lambda one: (one.subject, one.id))


def _verdict(row: Row) -> Verdict:
    text = {name: row[name] or "" for name in _COLUMNS}
    return Verdict(
        Subject(text["kind"], text["subject"], text["object"]),
        text["verdict"],
        text["judged_by"],
        text["judged_on"],
        text["value"],
        text["note"],
        Said(text["said"], text["said_words"], text["said_by"]),
    )


def effective(verdicts: Iterable[Verdict]) -> dict[Subject, Verdict]:
    """The verdict that counts on each subject: the latest accept or reject of anybody, else the
    latest "unsure"; of two given in one second, that of the name later in the alphabet."""
    chosen: dict[Subject, Verdict] = {}
    for one in verdicts:
        other = chosen.get(one.subject)
        if other is None or _weight(other) < _weight(one):
            chosen[one.subject] = one
    return chosen


def _weight(one: Verdict) -> tuple[bool, str, str]:
    return one.word != "unsure", one.judged_on, one.judge.casefold()


def tidy_name(name: str) -> str:
    """A judge's name as it is kept."""
    return " ".join(name.split())[:LONGEST_NAME]


def now() -> str:
    """The time as verdicts keep it: ISO, to the second, UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def machines_codes(row: Mapping[str, object], earlier: Iterable[Verdict]) -> dict[str, Said]:
    """What the machine said of each code of a recommendation, apart from people's corrections.

    ``row`` has the properties of the recommendation, ``earlier`` are verdicts on its codes: they
    keep what stood there before the first of them.
    """
    said = {
        name: Said(
            str(row[name] or ""), str(row[f"{name}_words"] or ""), str(row[f"{name}_rule"] or "")
        )
        for name in CODES
    }
    for one in earlier:
        if said[one.subject.to].said_by in RULES.values():
            said[one.subject.to] = one.said
    return said


RULES = {
    "accept": "accepted by a person",
    "correct": "corrected by a person",
    "reject": "rejected by a person",
}


def decided(verdict: Verdict, machine: Said) -> Said:
    """A code's value, words and rule under a verdict, where the machine says ``machine``.

    An accepted value stays whatever the machine says later. A rejected one gives way to the
    corrected one; where none was named, to nothing, until the machine says something else.
    """
    if verdict.word == "unsure":
        return machine
    if verdict.word == "accept" or verdict.value:
        rule = RULES["accept" if verdict.word == "accept" else "correct"]
        return machine if machine.said == verdict.value else Said(verdict.value, "", rule)
    return Said("", "", RULES["reject"]) if machine.said == verdict.said.said else machine
