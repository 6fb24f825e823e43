"""Reviews of 60 full pages of running text, no sentence twice, in one embedded font.

Pages of the corpus are short, and few: a reader that remembers what it has read would look fast
on copies of them. Here sentences of its narrative are drawn anew for each document, and every
seventh word or so is another of the corpus with the same ending, so that nothing can be known
before. A review's own cover and its pages that ask for something stand around them as they are.
"""

from __future__ import annotations

import io
import random
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from ingest.documents.asking import asks
from ingest.documents.read import read_document
from ingest.documents.words import sentences

_WORD = re.compile(r"\b[a-z]{5,}\b")
_RUNNING = 120  # characters of a paragraph, at least; shorter ones are lines of lists
_CHANGED = 0.15  # of the words of five letters or more
_ASKING = re.compile(r"recommend|should|must|action|concern", re.IGNORECASE)
_BODY = ParagraphStyle("body", fontName="Vera", fontSize=10, leading=13, spaceAfter=8)
_HEADING = ParagraphStyle("heading", fontName="VeraBd", fontSize=13, leading=18, spaceAfter=6)
_PARAGRAPHS = 14  # more than a page holds
_IN_SECTION = 9


class Narrative:
    """Writes narrative pages out of the sentences and words of documents."""

    def __init__(self, paths: Sequence[Path]) -> None:
        pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
        pdfmetrics.registerFont(TTFont("VeraBd", "VeraBd.ttf"))
        said = {
            sentence
            for path in paths
            for block in read_document(path).blocks
            if block.kind == "paragraph" and len(block.text) > _RUNNING
            for sentence in sentences(block.text)
        }
        self._said = sorted(s for s in said if not (_ASKING.search(s) or asks(s)))
        by_ending: dict[str, set[str]] = defaultdict(set)
        for word in _WORD.findall(" ".join(self._said)):
            by_ending[word[-2:]].add(word)
        self._words = {ending: sorted(words) for ending, words in by_ending.items()}

    def pages(self, number: int, seed: int) -> pypdfium2.PdfDocument:
        """A document of at least so many full pages, the same for the same seed."""
        chance = random.Random(seed)
        flow = []
        for place in range(number * _PARAGRAPHS):
            section, step = divmod(place, _IN_SECTION)
            if not step:
                title = " ".join(self._sentence(chance).rstrip(".").split()[:5])
                flow.append(Paragraph(f"{section + 1}. {title}", _HEADING))
            text = " ".join(self._sentence(chance) for _ in range(chance.randint(2, 7)))
            flow.append(Paragraph(f"{section + 1}.{step + 1} {text}", _BODY))
        made = io.BytesIO()
        SimpleDocTemplate(made, pagesize=A4).build(flow, onFirstPage=_edges, onLaterPages=_edges)
        return pypdfium2.PdfDocument(made.getvalue())

    def _sentence(self, chance: random.Random) -> str:
        def changed(found: re.Match[str]) -> str:
            word = found[0]
            return chance.choice(self._words[word[-2:]]) if chance.random() < _CHANGED else word

        return _WORD.sub(changed, chance.choice(self._said))


def _edges(canvas: Canvas, document: SimpleDocTemplate) -> None:
    """A running header and a page number."""
    canvas.setFont("Vera", 8)
    canvas.drawString(72, 800, "Overview report")
    canvas.drawString(280, 30, f"Page {document.page}")
