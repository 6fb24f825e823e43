"""A document as slides (PPTX): a slide for each section and part, none of them overfull.

A section is shared out over as many slides as it needs. A passage of more than two slides is
shortened there and stands whole in the notes of its first slide. A heading's notes are the
speaker's. What stands before any heading goes below the title, where there is room.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from exports.document import (
    Block,
    Document,
    Heading,
    Link,
    Paragraph,
    Passage,
    Points,
    Table,
    Years,
)
from exports.slide_deck import AFTER_PT, BODY_PT, Deck, Look, Slide, Text
from exports.text import one_line, printable, shorten

_FIRST = "Before you begin"  # the title of what stands before any heading
_ROOM_PT = 375  # of height, below a slide's title
_FIRST_ROOM_PT = 120  # of height, below the document's title
_CHART_PT = 200  # the least height of a chart
_WIDTH_PT = 870
_LETTER = 0.5  # the width of a letter of Arial, on the safe side, for each point of its size
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+|\n+")
_MOST_SLIDES = 2  # of one passage
_LONGEST_CELL = 160


def as_slides(document: Document) -> bytes:
    """The document as the bytes of a .pptx file."""
    found = slides(document.blocks)
    below = [slide.texts for slide in found[:1] if _fits_below_the_title(slide)]
    deck = Deck(document, *below)
    for slide in found[len(below) :]:
        deck.add(slide, _ROOM_PT - _height(slide.texts))
    return deck.written()


def _fits_below_the_title(slide: Slide) -> bool:
    texts_alone = not slide.table and not slide.chart
    return slide.title == _FIRST and texts_alone and _height(slide.texts) <= _FIRST_ROOM_PT


def slides(blocks: Iterable[Block]) -> list[Slide]:
    """The slides of a document after its first, which has its title."""
    found: list[Slide] = []
    title, section, notes = _FIRST, "", ""
    fresh = True
    for block in blocks:
        if isinstance(block, Heading):
            section = block.text if block.level == 1 else section
            title = block.text if block.level == 1 else f"{section}: {block.text}"
            fresh, notes = True, block.notes
            continue
        for slide in _of_block(title, block):
            if fresh:
                slide.notes = "\n".join(filter(None, [notes, slide.notes]))
                found.append(slide)
            elif not _joined(found[-1], slide):
                found.append(slide)
            fresh = False
    return _numbered(found)


def _numbered(found: Sequence[Slide]) -> list[Slide]:
    """Slides of one title in a row are counted, so that each is known by its own."""
    titles = [slide.title for slide in found]
    for place, slide in enumerate(found):
        total = titles.count(titles[place])
        if total > 1:
            slide.title = f"{slide.title} ({titles[: place + 1].count(titles[place])} of {total})"
    return list(found)


def _joined(before: Slide, slide: Slide) -> bool:
    """Put what a slide holds on the one before where there is room for all of it."""
    if before.table or slide.table or slide.notes or (before.chart and slide.chart):
        return False
    chart = before.chart or slide.chart
    needed = _height([*before.texts, *slide.texts]) + (_CHART_PT if chart else 0)
    if needed > _ROOM_PT:
        return False
    before.texts += slide.texts
    before.chart = chart
    return True


def _of_block(title: str, block: Block) -> Iterator[Slide]:
    if isinstance(block, Table):
        yield from _of_table(title, block)
    elif isinstance(block, Years):
        yield Slide(title, [Text(one_line(block.caption), "note")], chart=block)
    elif isinstance(block, Passage):
        yield from _of_passage(title, block)
    elif isinstance(block, Points):
        for number, item in enumerate(block.items, start=1):
            look: Look = "point"
            words = f"{number}. {one_line(item.text)}" if block.numbered else one_line(item.text)
            look = "plain" if block.numbered else "point"
            yield from _of_text(title, words, look, item.link)
    elif isinstance(block, Paragraph):
        yield from _of_text(title, one_line(block.text), block.look, block.link)


def _of_text(title: str, words: str, look: Look, link: Link | None) -> Iterator[Slide]:
    """A text, over more than one slide where it is very long; its link stands at its end."""
    pieces = list(_pieces(words, look, _ROOM_PT))
    for place, piece in enumerate(pieces, start=1):
        yield Slide(title, [Text(piece, look, link if place == len(pieces) else None)])


def _of_passage(title: str, passage: Passage) -> Iterator[Slide]:
    look: Look = "quoted" if passage.quoted else "plain"
    said = " · ".join(map(one_line, passage.notes))
    sources = [Text(said, "note", passage.link)] if said else []
    words = printable(passage.words).strip()
    if passage.quoted:
        words = f"“{words}”"
    pieces = list(_pieces(words, look, _ROOM_PT - _height(sources)))
    notes = ""
    if len(pieces) > _MOST_SLIDES:
        notes = "\n".join((words, *map(one_line, passage.notes)))
        pieces = pieces[:_MOST_SLIDES]
        pieces[-1] = f"{pieces[-1].rstrip(' ,;:.')} … [shortened; whole in the notes]"
    for place, piece in enumerate(pieces):
        yield Slide(title, [Text(piece, look), *sources], notes="" if place else notes)


def _of_table(title: str, table: Table) -> Iterator[Slide]:
    """A table over as many slides as its rows need, its headings on each."""
    rows: list[Sequence[str]] = []
    used = 0.0
    for row in table.rows:
        cells = [shorten(one_line(cell), _LONGEST_CELL) for cell in row]
        wide = zip(cells, table.widths, strict=True)
        height = max(_lines(cell, "cell", share * _WIDTH_PT) for cell, share in wide) * 18 + 8
        if rows and used + height > _ROOM_PT - 70:
            yield Slide(title, table=Table(table.caption, table.headings, rows))
            rows, used = [], 0.0
        rows.append(cells)
        used += height
    if rows:
        yield Slide(title, table=Table(table.caption, table.headings, rows))


def _height(texts: Iterable[Text]) -> float:
    return sum(_lines(one.words, one.look) * BODY_PT[one.look] * 1.22 + AFTER_PT for one in texts)


def _lines(words: str, look: Look, width: float = _WIDTH_PT) -> int:
    letters = width / (BODY_PT[look] * _LETTER)
    return sum(max(ceil(len(line) / letters), 1) for line in words.split("\n"))


def _pieces(words: str, look: Look, room: float) -> Iterator[str]:
    """A text in parts that each fit a slide, parted between sentences, or within one that is
    longer than a slide."""
    piece = ""
    for sentence in _sentences(words, int(room / BODY_PT[look] / 1.22) - 1, look):
        if piece and _height([Text(piece + sentence, look)]) > room:
            yield piece.strip()
            piece = ""
        piece += sentence
    yield piece.strip()


def _sentences(words: str, lines: int, look: Look) -> Iterator[str]:
    """Sentences with the space after them; of those longer than a slide, so many letters."""
    most = max(int(lines * _WIDTH_PT / (BODY_PT[look] * _LETTER)), 1)
    ends = [found.end() for found in _SENTENCE.finditer(words)]
    for start, end in zip([0, *ends], [*ends, len(words)], strict=True):
        for at in range(start, end, most):
            yield words[at : min(at + most, end)]
