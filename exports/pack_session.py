"""The session that a pack is for: its aim, and a plan whose minutes add up.

Times are ours, for a group of any size that can be parted into fives and sixes; they come from
what is in the pack, so that a pack with one case makes a shorter session than one with three.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exports.document import Table
from exports.pack_chosen import Picked
from exports.pack_subjects import Subject

_A_CASE = 25  # minutes for each of the first three, of the others 15
_WORDS = ("No", "One", "Two", "Three", "Four", "Five", "Six")


@dataclass(frozen=True)
class Step:
    """One part of the session: how many minutes, what it is, and what people do."""

    minutes: int
    name: str
    how: str


def aim(subject: Subject, picked: Picked) -> str:
    """What people have done by the end of a session."""
    heard = number_of(len(picked.cases), "case").lower()
    read = ", seen what research says and how sure it is" if picked.findings else ""
    on = {
        "theme": f"on {subject.title}",
        "agency": f"on what is asked of {subject.title}",
        "cluster": "of one ask that more than one review made",
    }[subject.kind]
    return (
        f"Aim: by the end, people have heard {heard} {on} in the reviews' own words{read}, and "
        "agreed one thing to do here, who does it and by when."
    )


def number_of(number: int, noun: str) -> str:
    """'Three cases', 'One case', '12 cases'."""
    words = _WORDS[number] if number < len(_WORDS) else f"{number}"
    return f"{words} {noun if number == 1 else f'{noun}s'}"


def plan(picked: Picked) -> list[Step]:
    """The session's parts, in order."""
    cases = len(picked.cases)
    steps = [
        Step(10, "Welcome", "The aim, the content note, and where support is."),
        Step(15, "How often it comes back", "Show the counts. In pairs: is it so here?"),
        *_cases(cases),
    ]
    if picked.findings:
        how = "Read the findings out with their strength. What surprises, and what does not fit?"
        steps.append(Step(20, "What research says", how))
    steps += [
        Step(25, "To talk about", "Small groups take two of the questions each, and report one."),
        Step(20, "What we will do", "Write one ask of our own: who, what, by when, what changes."),
        Step(10, "Close", "What this cannot say. The support lines. Time to leave quietly."),
    ]
    return steps


def _cases(number: int) -> Iterator[Step]:
    if not number:
        return
    minutes = _A_CASE * min(number, 3) + 15 * max(number - 3, 0)
    how = (
        "For each: read it out, then fives and sixes ask what they would have seen and done; "
        "bring it together."
    )
    yield Step(minutes, number_of(number, "case"), how)
    if minutes >= _A_CASE * 2:
        yield Step(15, "Break", "Be there for anybody who wants a word.")


def length(steps: Iterable[Step]) -> str:
    """The minutes of all, in words: '3 hours 15 minutes'."""
    hours, minutes = divmod(sum(step.minutes for step in steps), 60)
    said = [f"{hours} hour{'' if hours == 1 else 's'}"] if hours else []
    return " ".join([*said, *([f"{minutes} minutes"] if minutes else [])])


def starts(steps: Iterable[Step]) -> Iterator[tuple[str, Step]]:
    """Each step with when it starts, from the session's beginning: '1:55'."""
    passed = 0
    for step in steps:
        yield f"{passed // 60}:{passed % 60:02}", step
        passed += step.minutes


def timetable(steps: list[Step]) -> Table:
    """The plan as a table."""
    rows = [(at, f"{one.minutes} min", one.name, one.how) for at, one in starts(steps)]
    caption = f"A plan of {length(steps)} in all; the times are a proposal"
    return Table(caption, ("From", "For", "What", "How"), rows)
