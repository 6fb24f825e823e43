"""The parts that a pack in full, a briefing and their slides are made of: blocks and sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exports.document import Block, Paragraph, Points, Table, Years
from exports.pack_chosen import Picked
from exports.pack_questions import questions
from exports.pack_subjects import Count, Subject
from exports.provenance import Provenance
from graph.store import Row
from graph.words import SUPPORT
from linking.intervals import of_total
from linking.measured import quality_of

_COMES_BACK = {
    "theme": "It comes back",
    "agency": "It is asked to act, or a concern is put to it,",
    "cluster": "It is asked",
}
CONTENT_NOTE = (
    "Content note: this quotes reviews of deaths and of serious harm. Tell a group beforehand, let "
    "people leave and come back without giving a reason, and end with the support lines."
)
NEXT_TIME = "What would have to be in place here for the next review not to ask again?"
DANGER = "In danger now: call 999."
PUBLISHED = (
    "Counts follow publication, and the latest years are incomplete: reviews are published late. "
    "Nobody is ranked by them."
)
NO_CASE = "There is no recommendation or concern on this among the reviews loaded."
NO_FINDING = (
    "No finding on this in the evidence base that is loaded. It is a starter set: this does not "
    "mean that nothing is known."
)
_LEAST_YEARS, _LEAST_REVIEWS = 5, 3  # with reviews loaded, and that say it, for a chart


def opening(made: Provenance) -> Iterator[Paragraph]:
    """What has to be known before anything is read."""
    if made.corpus.invented:
        yield Paragraph(made.corpus.invented_words, look="notice")
    yield Paragraph(CONTENT_NOTE, look="notice")


def meaning(subject: Subject) -> str:
    """What the pack is about, in a sentence or two; nothing where the title says it all."""
    if subject.kind == "cluster":
        return f"Reviews ask for it again, in words like: “{subject.title}”."
    if subject.kind == "agency" and subject.related:
        most = "; ".join(f"{one.name}, {said(one)}" for one in subject.related[:3])
        return f"What {subject.title} is told about most often: {most}."
    return subject.meaning


def comes_back(subject: Subject) -> str:
    """How often, out of how many, and from when to when."""
    told = subject.spread.told
    if not told.number:
        return (
            f"None of the {told.of:,} reviews loaded that make any recommendation or state any "
            "concern says anything of it. Absence here is not absence in practice."
        )
    when = f", {subject.spread.years}" if subject.spread.years else ""
    return (
        f"{_COMES_BACK[subject.kind]} in {said(told)} that make any recommendation or state any "
        f"concern{when}."
    )


def said(count: Count) -> str:
    """'4 of 14 reviews'."""
    return of_total(count.number, count.of, count.noun)


def by_year(subject: Subject) -> Block | None:
    """A chart; a sentence where there are too few years, or too few reviews that say it, for a
    chart to show anything; None where no year is known."""
    loaded = {int(one.name): one for one in subject.spread.by_year if one.of}
    told = [one for one in loaded.values() if one.number]
    if not told:
        return None
    if len(loaded) < _LEAST_YEARS or sum(one.number for one in told) < _LEAST_REVIEWS:
        years = "; ".join(f"{one.name}, {said(one)}" for one in told)
        return Paragraph(f"By year: {years}. Too few for a chart.")
    every = range(min(loaded), max(loaded) + 1)
    nothing = Count("", 0, 0)
    counts = [
        (year, loaded.get(year, nothing).number, loaded.get(year, nothing).of) for year in every
    ]
    return Years(
        "Year by year: dark, the reviews that say it; pale, all of that year that ask for "
        "anything or state a concern",
        tuple(counts),
    )


def where(subject: Subject) -> Iterator[Block]:
    """In which kinds of review and how many areas, and in which kinds never."""
    found = [one for one in subject.spread.places if one.reviews.number]
    if found:
        caption = "By kind of review, of the reviews of that kind that ask for anything"
        rows = [(one.kind, said(one.reviews), _areas(one.areas)) for one in found]
        yield Table(caption, ("Kind of review", "Reviews", "Areas"), rows)
    never = [
        f"{one.reviews.of:,} {one.kind[:1].lower()}{one.kind[1:]}"
        for one in subject.spread.places
        if not one.reviews.number and one.reviews.of
    ]
    if found and never:
        yield Paragraph(f"In none of the {', '.join(never)} that are loaded.", look="note")


def _areas(areas: Count) -> str:
    """Areas in words; of one alone there is no share."""
    if not areas.of:
        return "Area not known"
    return said(areas) if areas.of > 1 else "The one area that is loaded"


def related(subject: Subject, most: int) -> Iterator[Table]:
    """Whom it is told to, or of what it is told: the first few."""
    first = subject.related[:most]
    if first:
        left = len(subject.related) - len(first)
        caption = subject.related_title + (
            f" (the first {len(first)} of {len(subject.related)})" if left else ""
        )
        yield Table(caption, ("Name", "How many"), [(one.name, said(one)) for one in first])


def stronger(subject: Subject, picked: Picked, most: int) -> list[Row]:
    """Other asks to borrow words from, those that can be read aloud first."""
    used = {one.row["recommendation_id"] for one in picked.cases}
    rows = [row for row in subject.stronger if row["recommendation_id"] not in used]
    return sorted(rows, key=lambda row: len(row["wording"]) > 500)[:most]


def no_stronger(picked: Picked) -> str:
    """What stands in their place where there are none."""
    others = "other " if picked.cases else ""
    return (
        f"No {others}ask on this is coded as a stronger or intermediate action with somebody named "
        "to act and a firm verb. The codes are given by rule: read for yourself."
    )


def to_talk_about(subject: Subject, picked: Picked, most: int) -> list[str]:
    """At most so many questions drawn from the cases, and one on what became of it here."""
    items = questions([one.row for one in picked.cases], most)
    if subject.spread.told.number:
        items.append(
            f"{_COMES_BACK[subject.kind]} in {said(subject.spread.told)}. When was it last asked "
            "of us, what did we do, and what came of it?"
        )
    return items


def cannot_say(subject: Subject, picked: Picked) -> list[str]:
    """What nobody should take from the pack, the weightiest first."""
    cases = "case was" if len(picked.cases) == 1 else "cases were"
    items = [
        f"How common this is in practice. It counts what {subject.spread.told.of:,} published "
        "reviews say, of those that are loaded here. Absence here is not absence in practice.",
        "That a finding supports an ask. They are near in meaning, or of one theme; that is "
        "evidence nearby and no proof.",
        f"What is typical. The {cases} chosen to be read, out of {subject.asks_in_all:,}, not "
        "drawn at random.",
        "Whether anything was done, or helped, beyond what an action plan says of itself.",
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
    return items


def points(items: Sequence[str], *, numbered: bool = False) -> Points:
    """A list of sentences."""
    return Points([Paragraph(words) for words in items], numbered=numbered)


def support() -> Iterator[Block]:
    """Whom to call."""
    yield Paragraph(DANGER)
    yield points([f"{who}: {number}" for who, number in SUPPORT])


def support_line() -> str:
    """The same in a few lines of text."""
    lines = "; ".join(f"{who}: {number}" for who, number in SUPPORT)
    return f"{DANGER} {lines}."
