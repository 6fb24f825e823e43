"""The study of 2011, run again, as a report: Markdown, a web page or a Word document."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.codes import REVIEW_KINDS
from graph.settings import version
from graph.store import Row
from linking.study import distribution
from linking.study_sections import HOW_MANY, THEMES_FOUND, Measure, Section, Study
from linking.study_words import HEADINGS, LIMITS, THEME_HEADINGS, how_many, in_words, left_out

TITLE = "The study of 2011, run again"
_PUNCTUATION = re.compile(r"([\\`*_{}\[\]<>#|~$]|^[-+=]|^\d+(?=[.)]))")


@dataclass
class Part:
    """A heading of the report, and the paragraphs and the table under it."""

    heading: str
    paragraphs: list[str]
    headings: Sequence[str] = ()
    rows: list[Sequence[str]] = field(default_factory=list)


def report(
    study: Study, corpus: Iterable[Row], kind: str = "", made_on: date | None = None
) -> list[Part]:
    """The parts of the report, the title's first: of what ``run`` gave for a kind of review, or
    for all, on a graph whose rows of ``corpus`` are given. ``made_on`` is the date on it, today
    unless told."""
    parts = [_corpus(corpus, kind, made_on or date.today()), _volume(study)]
    if study.volume is not None:
        parts += [_themes(study), *map(_section, study.sections)]
    return [*parts, Part("How to take these figures", list(LIMITS))]


def _corpus(corpus: Iterable[Row], kind: str, made_on: date) -> Part:
    """What the figures are of: version, date, kinds of review, and how much of it is invented."""
    loaded = list(corpus)
    counted = [row for row in loaded if kind in ("", row["kind"])]
    invented = sum(row["invented"] for row in counted)
    reviews = sum(row["reviews"] for row in counted)
    about = [
        "A study for the Department for Education asked what recommendations of serious case "
        "reviews are like (Brandon and others 2011, DFE-RR157). Here the same questions are asked "
        "of the reviews that are loaded.",
        f"Made on {made_on.isoformat()} with Common Thread {version()}, from "
        + (f"reviews of one kind: {_kind(kind)}." if kind else "all reviews loaded."),
    ]
    if invented:
        about.append(
            f"INVENTED: {invented:,} of the {reviews:,} reviews counted are invented sample data. "
            "No person, place or event in them is real, and no figure here says anything about "
            "practice where they are counted."
        )
    headings = ("Kind of review", "Reviews", "Invented", "Years", "Recommendations", "Concerns")
    return Part(TITLE, about, headings, [_of_kind(row) for row in counted])


def _of_kind(row: Row) -> Sequence[str]:
    years = "not known"
    if row["first_year"]:
        years = f"{row['first_year']} to {row['last_year']}"
    counts = [f"{row[name]:,}" for name in ("recommendations", "concerns")]
    return (_kind(row["kind"]), f"{row['reviews']:,}", f"{row['invented']:,}", years, *counts)


def _kind(code: object) -> str:
    return REVIEW_KINDS.get(str(code), str(code))


def _volume(study: Study) -> Part:
    told = [f"The study: {HOW_MANY}"]
    if study.volume is None:
        return Part("How many", [*told, "Here: no review that is loaded makes a recommendation."])
    told += [f"Here: {how_many(study.volume)}", left_out(study.volume)]
    rows = [(f"{low} to {high}", f"{n:,}") for low, high, n in distribution(study.counts)]
    return Part(
        "How many", [words for words in told if words], ("Recommendations", "Reviews"), list(rows)
    )


def _themes(study: Study) -> Part:
    rows = [
        (one.title, *in_words(one.recommendations)[:2], *in_words(one.reviews)[:2])
        for one in study.themes
    ]
    return Part("Themes", [f"The study: {THEMES_FOUND}"], THEME_HEADINGS, list(rows))


def _section(section: Section) -> Part:
    rows = [_measure(measure) for measure in section.measures]
    return Part(section.title, [f"The study: {section.found}"], HEADINGS, rows)


def _measure(measure: Measure) -> Sequence[str]:
    return (measure.name, *in_words(measure.share), measure.quality or "counted, not coded")


def as_markdown(parts: Sequence[Part]) -> bytes:
    """The report as Markdown; what could be markup in a text is escaped."""
    lines: list[str] = []
    for place, part in enumerate(parts):
        lines += [f"{'#' if place == 0 else '##'} {_escaped(part.heading)}", ""]
        for words in part.paragraphs:
            lines += [_escaped(words), ""]
        if part.rows:
            lines += [_line(part.headings), _line(["---"] * len(part.headings), str)]
            lines += [*map(_line, part.rows), ""]
    return "\n".join(lines).encode("utf-8")


def _escaped(text: str) -> str:
    return _PUNCTUATION.sub(_backslash, " ".join(text.split()))


def _backslash(found: re.Match[str]) -> str:
    """A backslash before a sign, and after a number that would begin a list."""
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


def _line(cells: Iterable[str], escaped: Callable[[str], str] = _escaped) -> str:
    return f"| {' | '.join(map(escaped, cells))} |"


_PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title><style>
body {{ font: 1rem/1.5 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }}
table {{ border-collapse: collapse; margin: 1rem 0; }}
th, td {{ text-align: left; vertical-align: top; padding: .3rem .9rem .3rem 0;
  border-bottom: 1px solid #ccd3da; font-weight: 400; }}
</style></head><body>
{body}
</body></html>
"""


def as_html(parts: Sequence[Part]) -> bytes:
    """The report as one page of HTML that asks for nothing else; every text is escaped."""
    body = []
    for place, part in enumerate(parts):
        tag = "h1" if place == 0 else "h2"
        body.append(f"<{tag}>{html.escape(part.heading)}</{tag}>")
        body += [f"<p>{html.escape(words)}</p>" for words in part.paragraphs]
        if part.rows:
            head = "".join(f'<th scope="col">{html.escape(cell)}</th>' for cell in part.headings)
            body.append(f"<table><thead><tr>{head}</tr></thead><tbody>")
            body += [f"<tr>{_cells(row)}</tr>" for row in part.rows]
            body.append("</tbody></table>")
    return _PAGE.format(title=html.escape(parts[0].heading), body="\n".join(body)).encode("utf-8")


def _cells(row: Sequence[str]) -> str:
    first, *rest = map(html.escape, row)
    return f'<th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in rest)


def as_word(parts: Sequence[Part]) -> bytes:
    """The report as a Word document (.docx)."""
    import docx  # here, so that no page waits for what only this needs

    document = docx.Document()
    document.core_properties.title = _printable(parts[0].heading)
    document.core_properties.author = f"Common Thread {version()}"
    for place, part in enumerate(parts):
        document.add_heading(_printable(part.heading), level=min(place, 1))
        for words in part.paragraphs:
            document.add_paragraph(_printable(words))
        if part.rows:
            _word_table(document, part)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _word_table(document: Any, part: Part) -> None:
    """A table with a wide first column, its small print as small as the page needs."""
    from docx.shared import Cm, Pt

    first, rest = Cm(6), Cm(9.5 / (len(part.headings) - 1))
    table = document.add_table(rows=0, cols=len(part.headings), style="Table Grid")
    table.autofit = False
    for place, column in enumerate(table.columns):
        column.width = rest if place else first
    for place, row in enumerate((part.headings, *part.rows)):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            run = cell.paragraphs[0].add_run(_printable(words))
            run.font.size = Pt(9)
            run.bold = place == 0
    document.add_paragraph()


def _printable(text: str) -> str:
    """Without control characters, which no Word document can hold."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


FORMATS: dict[str, Callable[[Sequence[Part]], bytes]] = {
    "md": as_markdown,
    "html": as_html,
    "docx": as_word,
}
