"""An evidence pack for trainers as a document: what is said, before any form it is written in.

Everything in it comes from rows of the graph; the words around them are ours. In full, or as a
seven-minute briefing: the same seven sections, each cut to what can be read aloud.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from exports.document import Block, Document, Heading, Paragraph, Points, Table
from exports.pack_cases import case, finding, minutes
from exports.pack_questions import questions
from exports.pack_subjects import Count, Subject
from exports.provenance import Provenance
from graph.store import Row
from graph.words import FINDINGS_ARE, SUPPORT
from linking.intervals import of_total
from linking.measured import quality_of

FORMATS = ("docx", "pdf", "pptx", "md")
"""What a pack can be taken away as, of ``exports.document_forms``."""
CASES, FINDINGS = 3, 3  # chosen beforehand
_SUBTITLES = {
    "theme": "A theme of case reviews, in their own words and beside research",
    "agency": "What case reviews ask of an agency, in their own words and beside research",
    "cluster": "An ask that more than one review made, in their own words and beside research",
}
_COMES_BACK = {
    "theme": "It comes back",
    "agency": "It is asked to act, or a concern is put to it,",
    "cluster": "It is asked",
}
CONTENT_NOTE = (
    "Content note: this quotes reviews of deaths and of serious harm. Tell a group beforehand, let "
    "people leave and come back without giving a reason, and end with the support lines."
)
_WORDS = ("No", "One", "Two", "Three", "Four", "Five", "Six")


@dataclass(frozen=True)
class Choice:
    """What a trainer picked: cases and findings by id, in order, and the form. Nothing picked
    stands for what suggests itself (``suggested``)."""

    cases: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    brief: bool = False


def suggested(subject: Subject) -> tuple[list[str], list[str]]:
    """Cases and findings chosen beforehand, in the subject's order: cases of different reviews and
    of each kind of review in turn, real ones first, of a length that can be read aloud where there
    are any; and findings of different publications."""
    handy = sorted(subject.asks, key=lambda row: not 60 <= len(row["wording"]) <= 700)
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


def pack(subject: Subject, choice: Choice, made: Provenance) -> Document:
    """The pack of a subject and a choice. ``made`` says where it is from."""
    cases, findings = chosen(subject, choice)
    blocks = [
        *_opening(made),
        *_point(subject),
        *_cases(cases, choice.brief, made),
        *_often(subject, choice.brief),
        *_research(subject, findings),
        *_stronger(subject, cases, choice.brief, made),
        *_to_talk_about(subject, cases, choice.brief),
        *_cannot_say(subject, len(cases)),
        *_support(),
        *_provenance(made),
    ]
    form = "seven-minute briefing" if choice.brief else "evidence pack"
    subtitle = _SUBTITLES[subject.kind]
    if choice.brief:
        subtitle += f". {minutes(blocks)}"
    return Document(
        title=f"{subject.title}: {form}",
        subtitle=subtitle,
        blocks=blocks,
        keywords=(form, subject.title, "safeguarding", "case reviews"),
        foot=made.sentence(),
    )


def _opening(made: Provenance) -> Iterator[Block]:
    if made.corpus.invented:
        yield Paragraph(made.corpus.invented_words, look="notice")
    yield Paragraph(CONTENT_NOTE, look="notice")


def _point(subject: Subject) -> Iterator[Block]:
    yield Heading("The practice point")
    told = subject.spread.told
    if subject.kind == "cluster":
        yield Paragraph(f"Reviews ask for it again, in words like: “{subject.title}”.")
    elif subject.kind == "agency" and subject.related:
        most = "; ".join(f"{one.name}, {_said(one)}" for one in subject.related[:3])
        yield Paragraph(f"What {subject.title} is told about most often: {most}.")
    elif subject.meaning:
        yield Paragraph(subject.meaning)
    if not told.number:
        yield Paragraph(
            f"None of the {told.of:,} reviews loaded that make any recommendation or state any "
            "concern says anything of it. Absence here is not absence in practice."
        )
        return
    when = f", {subject.spread.years}" if subject.spread.years else ""
    said = of_total(told.number, told.of, told.noun)
    yield Paragraph(
        f"{_COMES_BACK[subject.kind]} in {said} that make any recommendation or state any "
        f"concern{when}. What would have to be in place here for the next review not to ask again?"
    )


def _cases(cases: Sequence[Row], brief: bool, made: Provenance) -> Iterator[Block]:
    number = len(cases)
    words = _WORDS[number] if number < len(_WORDS) else f"{number}"
    noun = "case" if number == 1 else "cases"
    yield Heading(f"{words} {noun} in their own words")
    if not cases:
        yield Paragraph("There is no recommendation or concern on this among the reviews loaded.")
    for place, row in enumerate(cases, start=1):
        yield Heading(f"Case {place}", 2)
        yield case(row, brief, mixed=made.corpus.is_mixed)


def _often(subject: Subject, brief: bool) -> Iterator[Block]:
    yield Heading("How often it recurs, and where")
    counts = [subject.spread.told, *([subject.raised] if subject.raised else [])]
    yield Points([Paragraph(f"{one.name}: {_said(one)}") for one in counts])
    yield Paragraph(
        "Counts follow publication, and the latest years are incomplete: reviews are published "
        "late. Nobody is ranked by them.",
        look="note",
    )
    rows = [(one.kind, _said(one.reviews), _said(one.areas)) for one in subject.spread.places]
    if rows:
        caption = "By kind of review, of the reviews of that kind that ask for anything"
        yield Table(caption, ("Kind of review", "Reviews", "Areas"), rows)
    related = subject.related[: 3 if brief else 8]
    if related:
        left = len(subject.related) - len(related)
        caption = subject.related_title + (
            f" (the first {len(related)} of {len(related) + left})" if left else ""
        )
        yield Table(caption, ("Name", "How many"), [(one.name, _said(one)) for one in related])
    if subject.spread.by_year and not brief:
        yield Table(
            "Year by year, of the reviews of that year that ask for anything",
            ("Year", "Reviews"),
            [(one.name, _said(one)) for one in subject.spread.by_year],
        )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun if number == 1 else f'{noun}s'}"


def _said(count: Count) -> str:
    return of_total(count.number, count.of, count.noun)


def _research(subject: Subject, findings: Sequence[Row]) -> Iterator[Block]:
    yield Heading("What research says")
    if not findings:
        yield Paragraph(
            "No finding on this in the evidence base that is loaded. It is a starter set: this "
            "does not mean that nothing is known."
        )
        return
    yield Paragraph(
        f"{_count(len(findings), 'finding')}, chosen out of {len(subject.findings)} on this. "
        f"{subject.findings_by}"
    )
    yield Paragraph(FINDINGS_ARE, look="note")
    for row in findings:
        yield finding(row)


def _stronger(
    subject: Subject, cases: Sequence[Row], brief: bool, made: Provenance
) -> Iterator[Block]:
    yield Heading("Stronger wording to borrow")
    used = {row["recommendation_id"] for row in cases}
    rows = [row for row in subject.stronger if row["recommendation_id"] not in used]
    handy = sorted(rows, key=lambda row: len(row["wording"]) > 500)[: 1 if brief else 3]
    if not handy:
        others = "other " if used else ""
        yield Paragraph(
            f"No {others}ask on this is coded as a stronger or intermediate action with somebody "
            "named to act and a firm verb. The codes are given by rule: read for yourself."
        )
        return
    yield Paragraph(
        "Coded by rule as stronger or intermediate actions on the patient-safety hierarchy, with "
        "somebody to act and a firm verb. Read them before you borrow.",
        look="note",
    )
    for row in handy:
        yield case(row, brief, mixed=made.corpus.is_mixed)


def _to_talk_about(subject: Subject, cases: Sequence[Row], brief: bool) -> Iterator[Block]:
    yield Heading("To talk about")
    if cases:
        yield Paragraph(
            "Drawn by rule from how the cases are coded. Leave out one that does not fit its case.",
            look="note",
        )
    told = subject.spread.told
    items = questions(cases, 3 if brief else 6)
    if told.number:
        items.append(
            f"{_COMES_BACK[subject.kind]} in {_said(told)}. When was it last asked of us, what did "
            "we do, and what came of it?"
        )
    yield Points([Paragraph(words) for words in items], numbered=True)


def _cannot_say(subject: Subject, cases: int) -> Iterator[Block]:
    yield Heading("What this pack cannot say")
    items = [
        f"How common this is in practice. It counts what {subject.spread.told.of:,} published "
        "reviews say, of those that are loaded here. Absence here is not absence in practice.",
        f"What is typical. The {'case was' if cases == 1 else 'cases were'} chosen to be read, "
        f"out of {subject.asks_in_all:,}, not drawn at random.",
        "Whether anything was done, or helped: reviews say what was asked, not what came of it.",
        "That a finding supports an ask. They are near in meaning, or of one theme; that is "
        "evidence nearby and no proof.",
        "More than the coding does. Themes and codes are given by rules and a model, which err: "
        f"themes {quality_of('themes')}; strength {quality_of('strength')}, by judges who were "
        "no practitioners. F1 falls with themes wrongly given and with themes missed; 1 is best.",
    ]
    if subject.kind == "cluster":
        items.append(
            "That these asks are one for certain: which asks are the same is told by machine."
        )
    if subject.spread.told.number == 1:
        items.append("That it recurs: one review alone says it here.")
    yield Points([Paragraph(words) for words in items])


def _support() -> Iterator[Block]:
    yield Heading("Support")
    yield Paragraph("In danger now: call 999.")
    yield Points([Paragraph(f"{who}: {number}") for who, number in SUPPORT])


def _provenance(made: Provenance) -> Iterator[Block]:
    yield Heading("Where this is from")
    yield Table("The corpus and the choice this was made of", ("Fact", "Here"), made.lines())
