"""Questions for a group to talk about, chosen by what the codes of a pack's cases say.

The wording is ours. A code chooses a question and never answers it: codes are given by rules and
err (docs/quality.md), so each question quotes the words that its code rests on and leaves the
group to decide, which stays true where the code is wrong. A question names its cases; those that
most cases ask for come first, and open ones stand where there is room.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from exports.text import shorten
from graph.store import Row

_QUOTED = 100  # letters of a case's words in a question


@dataclass(frozen=True)
class _Template:
    """A question, and whether a case (a row of ``recommendations_by_id``) asks for it. ``code``
    names the code whose words are quoted; without one the cases are only named."""

    applies: Callable[[Row], bool]
    words: str
    code: str = ""


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
        "is training all that is asked for, or is something else to change? What would still make "
        "the right thing hard to do on the day after a course?",
        "strength",
    ),
    _Template(
        _is("depth", "procedural"),
        "is the answer asked for a rule, a form or a check, or does it change how people work? "
        "When has following a rule not settled what to do?",
        "depth",
    ),
    _Template(
        _is("depth", "judgement", "mixed"),
        "would it help people to judge, or tell them what to do? Where in an ordinary week is the "
        "time for that, and who protects it?",
        "depth",
    ),
    _Template(
        _is("strength", "intermediate", "stronger"),
        "would it change something besides people's effort, such as staffing, tools or how work is "
        "laid out? What would be the nearest to it that we could do?",
        "strength",
    ),
    _Template(
        _is_concern,
        "a coroner states a concern and leaves the action open. What would we answer, and what "
        "would we do first?",
    ),
    _Template(
        _is("actor", "none", "collective"),
        "can you tell from the words who is to act? Who would it be here, by role, and do they "
        "know?",
    ),
    _Template(
        _is("measurable", "none", "output"),
        "do the words say what people would notice if it had worked? What would it be, and how "
        "would we find out?",
    ),
    _Template(
        _is("action", "soft", "assurance"),
        "could somebody say afterwards whether it was done? If not, what would the firm version "
        "be?",
        "action",
    ),
    _Template(
        _is("evidence_base", "single_case"),
        "what does it rest on: this case alone, other cases, research? What does the rest of this "
        "pack add, and where does it not fit?",
    ),
    _Template(
        _is("time", "none", "soft"),
        "do the words say by when? By when would we want it, and who asks on that day?",
    ),
    _Template(
        _is("level", "national"),
        "is it ours to do, or a national body's? What can be done here in the meantime?",
        "level",
    ),
    _Template(
        _is("societal", "context", "change"),
        "do conditions of life play a part in it, such as housing, money or language? What of that "
        "can we see in our own work?",
        "societal",
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
            about = f"On {_cases(which)}{_said(cases, which, template.code)}:"
            fitting.append((-len(which), place, f"{about} {template.words}"))
    drawn = [words for _, _, words in sorted(fitting)]
    return [*drawn, *_OPEN][:limit]


def _said(cases: Sequence[Row], which: Sequence[int], code: str) -> str:
    """The words that a code rests on, of the first case that has them."""
    for number in which:
        if quoted := _quoted(cases[number - 1], code):
            who = "which" if len(which) == 1 else f"of which case {number}"
            return f", {who} says {quoted}"
    return ""


def _quoted(row: Row, code: str) -> str:
    """The sentence of a wording with the words that a code rests on, cut around them; empty where
    the words are not the wording's own, as a heading's or a column's."""
    words = str(row.get(f"{code}_words") or "") if code else ""
    wording = " ".join(str(row.get("wording") or "").split())
    at = wording.lower().find(" ".join(words.lower().split())) if words else -1
    if at < 0:
        return ""
    start = wording.rfind(". ", 0, at) + 2 if ". " in wording[:at] else 0
    if at + len(words) - start > _QUOTED:
        start = wording.rfind(" ", 0, max(at - _QUOTED // 2, 1)) + 1
    before = "" if start == 0 or wording[start - 2] == "." else "… "
    end = wording.find(". ", at + len(words))
    sentence = wording[start : end if end >= 0 else None].rstrip(".")
    return f"“{before}{shorten(sentence, max(_QUOTED, at + len(words) - start + 1))}”"


def _cases(which: Sequence[int]) -> str:
    """'case 2', 'cases 1 and 3', 'cases 1, 2 and 3'."""
    *first, last = map(str, which)
    return f"cases {', '.join(first)} and {last}" if first else f"case {last}"
