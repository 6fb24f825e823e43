"""Reading and understanding documents, against the bare text extractor, on two processes each.

Both sides read the same PDFs of 60 pages, in turns, several times. There are two kinds of them:
reviews of the development half of the test corpus, brought to 60 pages with narrative pages of the
others (many layouts, short pages); and the covers and asking pages of these around full pages of
running text that no two documents share (``bench.full_reviews``).
"""

from __future__ import annotations

import argparse
import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from bench.full_reviews import Narrative
from bench.measured import Measured, run_module
from graph.settings import ROOT

CORPUS = ROOT / "tests" / "documents" / "development"
PAGES = 60
DOCUMENTS = 100
PROCESSES = 2
ROUNDS = 3
_WITH_TEXT = frozenset({".docx", ".odt", ".html", ".md"})


def documents(arguments: Sequence[str]) -> None:
    """Make the documents of each kind, run both sides in turns and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench documents")
    parser.add_argument("number", type=int, nargs="?", default=DOCUMENTS, help="of documents")
    number = parser.parse_args(arguments).number
    kinds: dict[str, Callable[[int], Iterator[pypdfium2.PdfDocument]]] = {
        "Pages of the corpus": _of_corpus,
        "Full pages, no sentence twice": _full,
    }
    for kind, make in kinds.items():
        with tempfile.TemporaryDirectory() as folder:
            for each, made in enumerate(make(number)):
                made.save(Path(folder) / f"review-{each:04}.pdf")
                made.close()
            _measure(kind, folder, number)


def _measure(kind: str, folder: str, number: int) -> None:
    few = run_module("bench.our_reading", folder, str(PROCESSES), str(max(2, number // 10)))
    rounds = [
        (
            run_module("bench.bare_text", folder, str(PROCESSES)),
            run_module("bench.our_reading", folder, str(PROCESSES), str(number)),
        )
        for _ in range(ROUNDS)
    ]
    _print(kind, few, rounds, number)


def _of_corpus(number: int) -> Iterator[pypdfium2.PdfDocument]:
    """Reviews with pages of other reviews' narrative before their recommendations, from another
    start in each."""
    reviews = _reviews()
    narrative = [
        (review, place)
        for review in reviews
        for place in range(1, len(review))
        if not _asks(review[place])
    ]
    for each in range(number):
        made = pypdfium2.PdfDocument.new()
        review = reviews[each % len(reviews)]
        asking = _asking(review)
        made.import_pages(review, [0])
        for step in range(PAGES - 1 - len(asking)):
            source, place = narrative[(each * 7 + step) % len(narrative)]
            made.import_pages(source, [place])
        _append(made, review, asking)
        _tell_apart(made, each)
        yield made


def _full(number: int) -> Iterator[pypdfium2.PdfDocument]:
    """Reviews with full pages of new narrative before their recommendations."""
    reviews = _reviews()
    writer = Narrative([p for p in sorted(CORPUS.iterdir()) if p.suffix in _WITH_TEXT])
    for each in range(number):
        review = reviews[each % len(reviews)]
        asking = _asking(review)
        between = PAGES - 1 - len(asking)
        made = pypdfium2.PdfDocument.new()
        made.import_pages(review, [0])
        made.import_pages(writer.pages(between, each), list(range(between)))
        _append(made, review, asking)
        yield made


def _reviews() -> list[pypdfium2.PdfDocument]:
    # A page that is a picture would measure OCR, which the bare extractor does not do.
    every = [pypdfium2.PdfDocument(path) for path in sorted(CORPUS.glob("*.pdf"))]
    return [review for review in every if all(len(_text(page)) > 100 for page in review)]


def _asking(review: pypdfium2.PdfDocument) -> list[int]:
    return [place for place in range(1, len(review)) if _asks(review[place])]


def _append(made: pypdfium2.PdfDocument, review: pypdfium2.PdfDocument, places: list[int]) -> None:
    if places:  # pdfium takes none for all
        made.import_pages(review, places)


def _asks(page: pypdfium2.PdfPage) -> bool:
    """Whether a page may hold recommendations: those shall not be in one document many times."""
    text = _text(page).casefold()
    return any(word in text for word in ("recommend", "action", "concern"))


def _text(page: pypdfium2.PdfPage) -> str:
    return str(page.get_textpage().get_text_range())


def _tell_apart(document: pypdfium2.PdfDocument, number: int) -> None:
    """A line at the foot of the first page that no other document has."""
    canvas = io.BytesIO()
    drawing = Canvas(canvas, pagesize=document[0].get_size())
    drawing.drawString(72, 14, f"Copy number {number} of this review, made for a benchmark")
    drawing.save()
    stamp = pypdfium2.PdfDocument(canvas.getvalue())
    document.import_pages(stamp, [0])
    page = document[len(document) - 1]
    text = next(iter(page.get_objects()))
    page.remove_obj(text)
    document[0].insert_obj(text)
    document[0].gen_content()
    document.del_page(len(document) - 1)


def _print(
    kind: str, few: Measured, rounds: Sequence[tuple[Measured, Measured]], number: int
) -> None:
    """Medians of the rounds, each ratio of two runs that followed one another."""
    print(f"\n{kind}: {number} documents of {PAGES} pages, {PROCESSES} processes on each side\n")
    print("| what | seconds | of the processor | pages a second | peak memory, MB |")
    print("|---|---:|---:|---:|---:|")
    for what, runs in zip(
        ("pypdfium2 get_text_range alone", "ours: read and understood"),
        zip(*rounds, strict=True),
        strict=True,
    ):
        clock = median(run.seconds for run in runs)
        print(
            f"| {what} | {clock:.1f} | {median(run.processor_s for run in runs):.1f} "
            f"| {number * PAGES / clock:.0f} | {max(run.peak_mb for run in runs):.0f} |"
        )
    clock_ratios = sorted(bare.seconds / ours.seconds for bare, ours in rounds)
    used_ratios = sorted(bare.processor_s / ours.processor_s for bare, ours in rounds)
    ours = rounds[-1][1]
    print(
        f"\nOurs at {median(clock_ratios):.2f} of the extractor's own rate by the clock "
        f"({clock_ratios[0]:.2f} to {clock_ratios[-1]:.2f} in {len(rounds)} turns), "
        f"{median(used_ratios):.2f} by the processor's time "
        f"({used_ratios[0]:.2f} to {used_ratios[-1]:.2f}). Peak memory of a tenth of the "
        f"documents {few.peak_mb:.0f} MB; {ours.report['recommendations']:.0f} recommendations "
        f"found, {ours.report['refused']:.0f} documents refused."
    )
