"""An evidence pack for trainers as a document: what is said, before any form it is written in.

Everything in it comes from rows of the graph; the words around them are ours. In full, or as a
seven-minute briefing (``pack_brief``); slides have their own form of either (``pack_slides``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exports import pack_brief, pack_parts
from exports.document import Block, Document, Heading, Paragraph, Table
from exports.pack_cases import case, finding, wording
from exports.pack_chosen import Picked
from exports.pack_parts import points, said
from exports.pack_session import aim, number_of, plan, timetable
from exports.pack_subjects import Subject
from exports.provenance import Provenance
from graph.words import FINDINGS_ARE

FORMATS = ("docx", "pdf", "pptx", "md")
"""What a pack can be taken away as, of ``exports.document_forms``."""
_SUBTITLES = {
    "theme": "A theme of case reviews, in their own words and beside research",
    "agency": "What case reviews ask of an agency, in their own words and beside research",
    "cluster": "An ask that more than one review made, in their own words and beside research",
}


def pack(subject: Subject, picked: Picked, made: Provenance) -> Document:
    """The pack of a subject and a choice, to be read and handed out. ``made`` says where it is
    from."""
    said_in = _brief if picked.brief else _full
    return titled(subject, picked, said_in(subject, picked, made), made)


def titled(subject: Subject, picked: Picked, blocks: Iterable[Block], made: Provenance) -> Document:
    """The document of some blocks, named for its subject and form."""
    form = "seven-minute briefing" if picked.brief else "evidence pack"
    return Document(
        title=f"{subject.title}: {form}",
        subtitle=_SUBTITLES[subject.kind],
        blocks=list(blocks),
        keywords=(form, subject.title, "safeguarding", "case reviews"),
        foot=made.sentence(),
    )


def _brief(subject: Subject, picked: Picked, made: Provenance) -> Iterator[Block]:
    yield from pack_parts.opening(made)
    yield from pack_brief.boxes(subject, picked, made)
    yield from _ending(subject, picked, made)


def _full(subject: Subject, picked: Picked, made: Provenance) -> Iterator[Block]:
    yield from pack_parts.opening(made)
    yield from _session(subject, picked)
    yield from _point(subject)
    yield from _cases(picked, made)
    yield from _often(subject)
    yield from _research(subject, picked)
    yield from _stronger(subject, picked, made)
    yield from _to_talk_about(subject, picked)
    yield from _ending(subject, picked, made)


def _session(subject: Subject, picked: Picked) -> Iterator[Block]:
    yield Heading("The session")
    if not picked.cases:
        yield Paragraph(f"{pack_parts.NO_CASE} Without a case there is no session to plan.")
        return
    yield Paragraph(aim(subject, picked))
    yield timetable(plan(picked))


def _point(subject: Subject) -> Iterator[Block]:
    yield Heading("The practice point")
    if meant := pack_parts.meaning(subject):
        yield Paragraph(meant)
    asked = f" {pack_parts.NEXT_TIME}" if subject.spread.told.number else ""
    yield Paragraph(f"{pack_parts.comes_back(subject)}{asked}")


def _cases(picked: Picked, made: Provenance) -> Iterator[Block]:
    yield Heading(number_of(len(picked.cases), "case"))
    if not picked.cases:
        yield Paragraph(pack_parts.NO_CASE)
    for place, one in enumerate(picked.cases, start=1):
        yield from case(place, one, mixed=made.corpus.is_mixed)


def _often(subject: Subject) -> Iterator[Block]:
    yield Heading("How often it recurs, and where")
    counts = [subject.spread.told, *([subject.raised] if subject.raised else [])]
    yield points([f"{one.name}: {said(one)}" for one in counts])
    yield Paragraph(pack_parts.PUBLISHED, look="note")
    if years := pack_parts.by_year(subject):
        yield years
    yield from pack_parts.where(subject)
    yield from pack_parts.related(subject, 8)


def _research(subject: Subject, picked: Picked) -> Iterator[Block]:
    yield Heading("What research says")
    number = len(picked.findings)
    if not number:
        yield Paragraph(pack_parts.NO_FINDING)
        return
    yield Paragraph(
        f"{number} finding{'' if number == 1 else 's'}, chosen out of {len(subject.findings)} on "
        f"this. {subject.findings_by}"
    )
    yield Paragraph(FINDINGS_ARE, look="note")
    yield from map(finding, picked.findings)


def _stronger(subject: Subject, picked: Picked, made: Provenance) -> Iterator[Block]:
    yield Heading("Stronger wording to borrow")
    rows = pack_parts.stronger(subject, picked, 3)
    if not rows:
        yield Paragraph(pack_parts.no_stronger(picked))
        return
    yield Paragraph(
        "Coded by rule as stronger or intermediate actions on the patient-safety hierarchy, with "
        "somebody to act and a firm verb. Read them before you borrow.",
        look="note",
    )
    for row in rows:
        yield wording(row, mixed=made.corpus.is_mixed)


def _to_talk_about(subject: Subject, picked: Picked) -> Iterator[Block]:
    yield Heading("To talk about")
    if picked.cases:
        yield Paragraph(
            "Chosen by how the cases are coded, by rules that err. Each leaves the answer to the "
            "group; leave out one that does not fit its case.",
            look="note",
        )
    yield points(pack_parts.to_talk_about(subject, picked, 6), numbered=True)


def _ending(subject: Subject, picked: Picked, made: Provenance) -> Iterator[Block]:
    yield Heading("What this pack cannot say")
    yield points(pack_parts.cannot_say(subject, picked))
    yield Heading("Support")
    yield from pack_parts.support()
    yield Heading("Where this is from")
    yield Table("The corpus and the choice this was made of", ("Fact", "Here"), made.lines())
