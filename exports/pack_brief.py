"""A seven-minute briefing: the seven headed boxes that safeguarding partnerships give one, each
short enough to be said in a minute. Background, why it matters, three of information, what to do,
questions to consider."""

from __future__ import annotations

from collections.abc import Iterator

from exports import pack_parts
from exports.document import Block, Heading, Paragraph, Passage, Points
from exports.pack_cases import became, facts, put_to, raised, title, wording
from exports.pack_chosen import Case, Picked
from exports.pack_subjects import Subject
from exports.provenance import Provenance
from exports.text import shorten
from graph.store import Row
from graph.words import citation, grade

_FIRST, _SHORT = 300, 200  # letters of the first case's ask, and of the others'
_FINDINGS, _QUESTIONS = 2, 2  # in a minute


def boxes(subject: Subject, picked: Picked, made: Provenance) -> Iterator[Block]:
    """The seven boxes, each under its heading, with what to say to it as the heading's notes."""
    mixed = made.corpus.is_mixed
    yield Heading(
        "1. Background", notes=_minute(1, "Say what this is about, and the content note.")
    )
    yield from _background(subject)
    yield Heading("2. Why it matters", notes=_minute(2, pack_parts.PUBLISHED))
    yield from _matters(subject)
    yield Heading("3. Information: a case", notes=_minute(3, _whole(picked.cases[:1])))
    yield from _first(picked, mixed)
    yield Heading("4. Information: elsewhere", notes=_minute(4, _whole(picked.cases[1:3])))
    yield from _elsewhere(subject, picked, mixed)
    yield Heading("5. Information: research", notes=_minute(5, _cited(picked)))
    yield from _research(subject, picked)
    yield Heading("6. What to do", notes=_minute(6, "Agree one thing before you go on."))
    yield from _to_do(subject, picked, mixed)
    yield Heading("7. Questions to consider", notes=_minute(7, _cannot(subject, picked)))
    yield Points([Paragraph(w) for w in _questions(subject, picked)], numbered=True)


def _minute(number: int, words: str) -> str:
    return f"Minute {number} of 7. {words}".strip()


def _background(subject: Subject) -> Iterator[Block]:
    if meant := pack_parts.meaning(subject):
        yield Paragraph(meant)
    yield Paragraph(
        "This briefing is made from published case reviews, in their own words, and from research "
        "nearby. It is about learning, and blames nobody."
    )


def _matters(subject: Subject) -> Iterator[Block]:
    yield Paragraph(pack_parts.comes_back(subject))
    if subject.raised and subject.raised.number:
        yield Paragraph(f"{subject.raised.name}: {pack_parts.said(subject.raised)}.")
    if years := pack_parts.by_year(subject):
        yield years


def _first(picked: Picked, mixed: bool) -> Iterator[Block]:
    if not picked.cases:
        yield Paragraph(pack_parts.NO_CASE)
        return
    one = picked.cases[0]
    yield Paragraph(title(1, one), look="lead")
    yield Paragraph(facts(one, mixed=mixed), look="note")
    if not one.is_concern:
        yield from raised(one, 1, mixed=mixed)
    yield wording(one.row, _FIRST, mixed=mixed)
    yield Paragraph(f"{put_to(one)} {became(one)}", look="note")


def _elsewhere(subject: Subject, picked: Picked, mixed: bool) -> Iterator[Block]:
    for one in picked.cases[1:3]:
        yield wording(one.row, _SHORT, mixed=mixed)
    if subject.related:
        most = "; ".join(f"{one.name}, {pack_parts.said(one)}" for one in subject.related[:3])
        yield Paragraph(f"{subject.related_title}: {most}.", look="note")
    elif not picked.cases[1:]:
        yield Paragraph("Nothing more on this is loaded.")


def _research(subject: Subject, picked: Picked) -> Iterator[Block]:
    if not picked.findings:
        yield Paragraph(pack_parts.NO_FINDING)
        return
    for row in picked.findings[:_FINDINGS]:
        yield Passage(row["finding"], [grade(row), citation(row)], quoted=False)
    yield Paragraph(
        "Findings of a starter evidence base, near in meaning or of the same theme: evidence "
        "nearby and no proof that an ask works.",
        look="note",
    )


def _to_do(subject: Subject, picked: Picked, mixed: bool) -> Iterator[Block]:
    if rows := pack_parts.stronger(subject, picked, 1):
        yield Paragraph("Firmer words that another review used, to start from:")
        yield wording(rows[0], _FIRST, mixed=mixed)
    yield Paragraph("Agree one thing for this team, so that somebody can say if it was done:")
    own = ("Who, by role, does what?", "By when?", "What would people notice if it had worked?")
    yield pack_parts.points(own)


def _questions(subject: Subject, picked: Picked) -> list[str]:
    return pack_parts.to_talk_about(subject, picked, _QUESTIONS)


def _whole(cases: tuple[Case, ...]) -> str:
    """The wordings that are shortened on a slide."""
    cut = [one.row["wording"] for one in cases if len(one.row["wording"]) > _SHORT]
    return "\n\n".join(["In full:", *cut]) if cut else ""


def _cited(picked: Picked) -> str:
    return "\n".join(_reference(row) for row in picked.findings[:_FINDINGS])


def _reference(row: Row) -> str:
    return f"{shorten(row['finding'], 60)} {citation(row)}"


def _cannot(subject: Subject, picked: Picked) -> str:
    return "What this briefing cannot say:\n" + "\n".join(pack_parts.cannot_say(subject, picked))
