"""Questions for a group to talk about, chosen by what the codes of a pack's cases say.

The wording is ours. A question that a code asks for names its cases; those that most cases ask for
come first, and open ones stand where there is room. Codes are given by rules and err
(docs/quality.md), so each question says what seems to stand in the case and leaves it open.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph.store import Row


@dataclass(frozen=True)
class _Template:
    """A question, and whether a case (a row of ``recommendations_by_id``) asks for it."""

    applies: Callable[[Row], bool]
    words: str


def _is(code: str, *values: str) -> Callable[[Row], bool]:
    return lambda row: row.get(code) in values


def _is_training(row: Row) -> bool:
    words = str(row.get("strength_words") or "").lower()
    return row.get("strength") == "weaker" and "train" in words


def _is_concern(row: Row) -> bool:
    return row.get("kind") == "concern"


def _asks(template: _Template, row: Row) -> bool:
    """Whether a question fits a case. Concerns ask for no action, so their codes tell nothing
    but that."""
    return template.applies is _is_concern if _is_concern(row) else template.applies(row)


_TEMPLATES = (
    _Template(
        _is_training,
        "the answer is training. What would still make the right thing hard to do on the day "
        "after the course, and who could change that?",
    ),
    _Template(
        _is("depth", "procedural"),
        "the answer is a rule, a form or a check. When has following one not settled what to do, "
        "and what helped people to judge then?",
    ),
    _Template(
        _is("depth", "judgement", "mixed"),
        "people are to be helped to judge. Where in an ordinary week is the time for that, and "
        "who protects it?",
    ),
    _Template(
        _is("strength", "intermediate", "stronger"),
        "something besides people's effort is to change. What would be the nearest to it that we "
        "could do, and what stands in the way?",
    ),
    _Template(
        _is_concern,
        "a coroner states a concern and leaves the action open. What would we answer, and what "
        "would we do first?",
    ),
    _Template(
        _is("actor", "none", "collective"),
        "nobody is named to act, or everybody is. Who would it be here, by role, and do they know?",
    ),
    _Template(
        _is("measurable", "none", "output"),
        "nothing is said of what should change for people. What would they notice if it had "
        "worked, and how would we find out?",
    ),
    _Template(
        _is("action", "soft", "assurance"),
        "the verb is soft, or asks for assurance. What would the firm version say?",
    ),
    _Template(
        _is("evidence_base", "single_case"),
        "the ground that is given is this case alone. What do the other cases and the research in "
        "this pack add, and where do they not fit?",
    ),
    _Template(
        _is("time", "none", "soft"),
        "no date is given. By when would we want it, and who asks on that day?",
    ),
    _Template(
        _is("level", "national"),
        "a national body is to act. What can be done here in the meantime?",
    ),
    _Template(
        _is("societal", "context", "change"),
        "conditions of life play a part, such as housing, money or language. What of that can we "
        "see in our own work, and what can we do about it?",
    ),
)

_OPEN = (
    "What in these words could be said of us, and how would we know before a review says it?",
    "Whose voice is missing from them: the person's, the family's, the practitioner's?",
)


def questions(cases: Sequence[Row], limit: int) -> list[str]:
    """At most ``limit`` questions on some cases, which are rows of ``recommendations_by_id``."""
    fitting = []
    for place, template in enumerate(_TEMPLATES):
        which = [n for n, row in enumerate(cases, start=1) if _asks(template, row)]
        if which:
            fitting.append((-len(which), place, f"In {_cases(which)}, it seems, {template.words}"))
    drawn = [words for _, _, words in sorted(fitting)]
    return [*drawn, *_OPEN][:limit]


def _cases(which: Sequence[int]) -> str:
    """'case 2', 'cases 1 and 3', 'cases 1, 2 and 3'."""
    *first, last = map(str, which)
    return f"cases {', '.join(first)} and {last}" if first else f"case {last}"
