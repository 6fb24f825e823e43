"""Reading and understanding documents, against the bare text extractor, on two processes each.

Both sides read the same PDFs in the same run: reviews of the development half of the test corpus,
brought to 60 pages each with narrative pages of the others, and a line in each that tells it apart.
"""

from __future__ import annotations

import argparse
import io
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from bench.measured import Measured, run_module
from graph.settings import ROOT

CORPUS = ROOT / "tests" / "documents" / "development"
PAGES = 60
DOCUMENTS = 200
PROCESSES = 2


def documents(arguments: Sequence[str]) -> None:
    """Make the documents, run both sides and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench documents")
    parser.add_argument("number", type=int, nargs="?", default=DOCUMENTS, help="of documents")
    number = parser.parse_args(arguments).number
    with tempfile.TemporaryDirectory() as folder:
        _make(Path(folder), number)
        bare = run_module("bench.bare_text", folder, str(PROCESSES))
        few = run_module("bench.our_reading", folder, str(PROCESSES), str(max(2, number // 10)))
        ours = run_module("bench.our_reading", folder, str(PROCESSES), str(number))
    _print(bare, few, ours, number)


def _make(folder: Path, number: int) -> None:
    """PDFs of ``PAGES`` pages each: a review, with pages of other reviews' narrative before its
    recommendations, from another start in each."""
    # A page that is a picture would measure OCR, which the bare extractor does not do.
    every = [pypdfium2.PdfDocument(path) for path in sorted(CORPUS.glob("*.pdf"))]
    reviews = [review for review in every if all(len(_text(page)) > 100 for page in review)]
    narrative = [
        (review, place)
        for review in reviews
        for place in range(1, len(review))
        if not _asks(review[place])
    ]
    for each in range(number):
        made = pypdfium2.PdfDocument.new()
        review = reviews[each % len(reviews)]
        asking = [place for place in range(1, len(review)) if _asks(review[place])]
        made.import_pages(review, [0])
        for step in range(PAGES - 1 - len(asking)):
            source, place = narrative[(each * 7 + step) % len(narrative)]
            made.import_pages(source, [place])
        made.import_pages(review, asking)
        _tell_apart(made, each)
        made.save(folder / f"review-{each:04}.pdf")


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


def _print(bare: Measured, few: Measured, ours: Measured, number: int) -> None:
    pages = number * PAGES
    rates = {
        "pypdfium2 get_text_range alone": pages / bare.seconds,
        "ours: read and understood": pages / ours.seconds,
    }
    ratio = rates["ours: read and understood"] / rates["pypdfium2 get_text_range alone"]
    print(f"{number} documents of {PAGES} pages, {PROCESSES} processes on each side\n")
    print("| what | seconds | pages a second | peak memory, MB |\n|---|---|---|---|")
    for (what, rate), measured in zip(rates.items(), (bare, ours), strict=True):
        print(f"| {what} | {measured.seconds:.1f} | {rate:.0f} | {measured.peak_mb:.0f} |")
    print(f"\nOurs at {ratio:.2f} of the extractor's own rate.")
    print(
        f"Peak memory of a tenth of the documents {few.peak_mb:.0f} MB, of all "
        f"{ours.peak_mb:.0f} MB; {ours.report['recommendations']:.0f} recommendations found, "
        f"{ours.report['refused']:.0f} documents refused."
    )
