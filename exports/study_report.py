"""The study of 2011, run again, as a document to take away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from exports.document import Block, Document, Heading, Paragraph, Points, Table
from graph.codes import REVIEW_KINDS
from graph.settings import version
from graph.store import Row
from linking.study import distribution
from linking.study_sections import HOW_MANY, THEMES_FOUND, Measure, Section, Study
from linking.study_words import HEADINGS, LIMITS, THEME_HEADINGS, how_many, in_words, left_out

TITLE = "The study of 2011, run again"
FORMATS = ("md", "html", "docx", "pdf")
"""What it can be taken away as, of ``exports.document_forms``."""


def report(
    study: Study, corpus: Iterable[Row], kind: str = "", made_on: date | None = None
) -> Document:
    """The report of what ``run`` gave for a kind of review, or for all, on a graph whose rows of
    ``corpus`` are given. ``made_on`` is the date on it, today unless told."""
    made = (
        f"Made on {(made_on or date.today()).isoformat()} with Common Thread {version()}, from "
        + (f"reviews of one kind: {_kind(kind)}." if kind else "all reviews loaded.")
    )
    blocks = [*_corpus(corpus, kind, made), *_volume(study)]
    if study.volume is not None:
        blocks += _themes(study)
        blocks += [block for section in study.sections for block in _section(section)]
    blocks += [Heading("How to take these figures"), Points([Paragraph(one) for one in LIMITS])]
    return Document(TITLE, "", blocks, ("case reviews", "recommendations", "RR157"), made)


def _corpus(corpus: Iterable[Row], kind: str, made: str) -> Iterator[Block]:
    """What the figures are of: version, date, kinds of review, and how much of it is invented."""
    counted = [row for row in corpus if kind in ("", row["kind"])]
    invented = sum(row["invented"] for row in counted)
    reviews = sum(row["reviews"] for row in counted)
    yield Paragraph(
        "A study for the Department for Education asked what recommendations of serious case "
        "reviews are like (Brandon and others 2011, DFE-RR157). Here the same questions are asked "
        "of the reviews that are loaded."
    )
    yield Paragraph(made)
    if invented:
        yield Paragraph(
            f"INVENTED: {invented:,} of the {reviews:,} reviews counted are invented sample data. "
            "No person, place or event in them is real, and no figure here says anything about "
            "practice where they are counted.",
            look="notice",
        )
    headings = ("Kind of review", "Reviews", "Invented", "Years", "Recommendations", "Concerns")
    if counted:
        yield Table("What is loaded", headings, [_of_kind(row) for row in counted])


def _of_kind(row: Row) -> Sequence[str]:
    years = "not known"
    if row["first_year"]:
        years = f"{row['first_year']} to {row['last_year']}"
    counts = [f"{row[name]:,}" for name in ("recommendations", "concerns")]
    return (_kind(row["kind"]), f"{row['reviews']:,}", f"{row['invented']:,}", years, *counts)


def _kind(code: object) -> str:
    return REVIEW_KINDS.get(str(code), str(code))


def _volume(study: Study) -> Iterator[Block]:
    yield Heading("How many")
    yield Paragraph(f"The study: {HOW_MANY}")
    if study.volume is None:
        yield Paragraph("Here: no review that is loaded makes a recommendation.")
        return
    yield Paragraph(f"Here: {how_many(study.volume)}")
    if words := left_out(study.volume):
        yield Paragraph(words)
    rows = [(f"{low} to {high}", f"{n:,}") for low, high, n in distribution(study.counts)]
    yield Table("Reviews by how many they make", ("Recommendations", "Reviews"), rows)


def _themes(study: Study) -> Iterator[Block]:
    yield Heading("Themes")
    yield Paragraph(f"The study: {THEMES_FOUND}")
    rows = [
        (one.title, *in_words(one.recommendations)[:2], *in_words(one.reviews)[:2])
        for one in study.themes
    ]
    if rows:
        yield Table("Broad themes, by recommendations and by reviews", THEME_HEADINGS, rows)


def _section(section: Section) -> Iterator[Block]:
    yield Heading(section.title)
    yield Paragraph(f"The study: {section.found}")
    yield Table(section.title, HEADINGS, [_measure(measure) for measure in section.measures])


def _measure(measure: Measure) -> Sequence[str]:
    return (measure.name, *in_words(measure.share), measure.quality or "counted, not coded")
