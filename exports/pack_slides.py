"""The slides of a pack: a dozen for half a day, eight for a seven-minute briefing. Each section
is one slide where its words allow, and its notes say what the speaker needs."""

from __future__ import annotations

from collections.abc import Iterator

from exports import pack_brief, pack_parts
from exports.document import Block, Document, Heading, Paragraph, Passage
from exports.pack import titled
from exports.pack_cases import BRIEF, became, facts, put_to, raised, title, wording
from exports.pack_chosen import Case, Picked
from exports.pack_parts import points
from exports.pack_session import Step, aim, length, plan, starts
from exports.pack_subjects import Subject
from exports.provenance import Provenance
from exports.text import shorten
from graph.words import FINDINGS_ARE, citation, grade

_QUESTIONS, _LIMITS = 4, 3  # that fit a slide; the others stand in its notes


def deck(subject: Subject, picked: Picked, made: Provenance) -> Document:
    """The pack of a subject and a choice, to be shown and spoken to."""
    said_in = _brief if picked.brief else _full
    return titled(subject, picked, said_in(subject, picked, made), made)


def _brief(subject: Subject, picked: Picked, made: Provenance) -> Iterator[Block]:
    yield from pack_parts.opening(made)
    yield from pack_brief.boxes(subject, picked, made)
    yield Paragraph(pack_parts.support_line(), look="note")


def _full(subject: Subject, picked: Picked, made: Provenance) -> Iterator[Block]:
    steps = {one.name: (at, one) for at, one in starts(plan(picked))}
    yield from pack_parts.opening(made)
    yield from _today(subject, picked)
    yield from _often(subject, _timed(steps, "How often it comes back"))
    for place, one in enumerate(picked.cases, start=1):
        yield from _case(place, one, made.corpus.is_mixed)
    yield from _research(subject, picked, _timed(steps, "What research says"))
    yield from _stronger(subject, picked, made.corpus.is_mixed)
    yield from _talk(subject, picked, _timed(steps, "To talk about"))
    yield from _own(_timed(steps, "What we will do"))
    yield from _close(subject, picked, made, _timed(steps, "Close"))


def _timed(steps: dict[str, tuple[str, Step]], name: str) -> str:
    """When a part of the session starts, how long it is and what people do, for the notes."""
    if name not in steps:
        return ""
    at, step = steps[name]
    return f"From {at}, {step.minutes} minutes. {step.how}"


def _today(subject: Subject, picked: Picked) -> Iterator[Block]:
    steps = plan(picked)
    notes = "\n".join(
        f"{at} {one.name}, {one.minutes} minutes. {one.how}" for at, one in starts(steps)
    )
    yield Heading("Today", notes=f"{length(steps)} in all; the times are a proposal.\n{notes}")
    if not picked.cases:
        yield Paragraph(f"{pack_parts.NO_CASE} Without a case there is no session to plan.")
        return
    yield Paragraph(aim(subject, picked))
    yield points([f"{at}  {one.name} ({one.minutes} minutes)" for at, one in starts(steps)])


def _often(subject: Subject, timed: str) -> Iterator[Block]:
    notes = "\n".join(filter(None, [timed, pack_parts.PUBLISHED]))
    yield Heading("The practice point", notes=notes)
    if meant := pack_parts.meaning(subject):
        yield Paragraph(meant)
    yield Paragraph(pack_parts.comes_back(subject))
    if subject.spread.told.number:
        yield Paragraph(pack_parts.NEXT_TIME)
    yield Heading("How often it comes back", notes=_counts(subject))
    if subject.raised and subject.raised.number:
        yield Paragraph(f"{subject.raised.name}: {pack_parts.said(subject.raised)}.")
    told = [f"{one.name}, {pack_parts.said(one)}" for one in subject.related[:3]]
    if told:
        yield Paragraph(f"{subject.related_title}: {'; '.join(told)}.", look="note")
    if years := pack_parts.by_year(subject):
        yield years


def _counts(subject: Subject) -> str:
    """By kind of review, for the speaker."""
    rows = [
        f"{one.kind}: {pack_parts.said(one.reviews)}"
        for one in subject.spread.places
        if one.reviews.of
    ]
    return "\n".join([pack_parts.PUBLISHED, *rows])


def _case(place: int, one: Case, mixed: bool) -> Iterator[Block]:
    notes = [
        facts(one, mixed=mixed),
        *[f"“{row['passage']}” ({row['theme']})" for row in one.passages[1:4]],
        f"In full: “{one.row['wording']}”" if len(one.row["wording"]) > BRIEF else "",
        became(one),
        "Ask: what would we have seen, and what would we have done? What was asked for here, and "
        "would it have helped?",
    ]
    yield Heading(title(place, one), notes="\n".join(filter(None, notes)))
    if not one.is_concern:
        yield Paragraph("What the case raised", look="lead")
        yield from raised(one, 1, mixed=mixed)
        yield Paragraph("What was asked", look="lead")
    yield wording(one.row, BRIEF, mixed=mixed)
    yield Paragraph(f"{put_to(one)} {became(one)}", look="note")


def _research(subject: Subject, picked: Picked, timed: str) -> Iterator[Block]:
    cited = [f"{shorten(row['finding'], 60)} {citation(row)}" for row in picked.findings]
    yield Heading("What research says", notes="\n".join([timed, FINDINGS_ARE, *cited]).strip())
    if not picked.findings:
        yield Paragraph(pack_parts.NO_FINDING)
    for row in picked.findings:
        yield Passage(
            row["finding"], [f"{grade(row)} · {_short(row['authors'], row['year'])}"], quoted=False
        )


def _short(authors: object, year: object) -> str:
    """'Doe J and others, 2015'; the whole citation is in the notes."""
    first, _, others = str(authors or "Author not known").partition(",")
    return ", ".join(filter(None, [f"{first}{' and others' if others else ''}", str(year or "")]))


def _stronger(subject: Subject, picked: Picked, mixed: bool) -> Iterator[Block]:
    rows = pack_parts.stronger(subject, picked, 2)
    if not rows:
        return
    whole = "\n\n".join(row["wording"] for row in rows if len(row["wording"]) > BRIEF)
    yield Heading(
        "Stronger wording to borrow", notes=f"Before the group writes its own. {whole}".strip()
    )
    for row in rows:
        yield wording(row, BRIEF, mixed=mixed)


def _talk(subject: Subject, picked: Picked, timed: str) -> Iterator[Block]:
    items = pack_parts.to_talk_about(subject, picked, 6)
    more = "\n".join(["More:", *items[_QUESTIONS:]]) if items[_QUESTIONS:] else ""
    yield Heading("To talk about", notes="\n".join(filter(None, [timed, more])))
    yield points(items[:_QUESTIONS], numbered=True)


def _own(timed: str) -> Iterator[Block]:
    yield Heading("What we will do", notes=timed)
    yield points(
        [
            "Who, by role:",
            "Does what:",
            "By when, and who asks on that day:",
            "What people will notice if it has worked:",
        ]
    )


def _close(subject: Subject, picked: Picked, made: Provenance, timed: str) -> Iterator[Block]:
    limits = pack_parts.cannot_say(subject, picked)
    whence = [f"{name}: {words}" for name, words in made.lines()]
    notes = [timed, "What this cannot say, too:", *limits[_LIMITS:], *whence]
    yield Heading("Before you leave", notes="\n".join(filter(None, notes)))
    yield Paragraph("What this cannot say", look="lead")
    yield points(limits[:_LIMITS])
    yield Paragraph("Support", look="lead")
    yield Paragraph(pack_parts.support_line())
