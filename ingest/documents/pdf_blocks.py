"""Blocks out of lines: paragraphs, items, headings and notes, over the ends of pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.documents.pdf_columns import Region
from ingest.documents.pdf_lines import Line
from ingest.documents.pdf_made import Made, Type, capitals, settle
from ingest.documents.pdf_marks import is_contents_line, split_number
from ingest.documents.pdf_outline import key
from ingest.documents.pdf_tables import Table
from ingest.documents.pdf_words import joined

_ENDED = re.compile(r"[.!?:;][”’\"')\]]*$")
_ITEM_ENDED = re.compile(r"(?:[,;:.!?][”’\"')\]]*|\b(?:and|or))$")
_TRAILING_PAGE = re.compile(r"\s\d{1,3}$")
_NOTE = re.compile(r"(\d{1,3}|[*†‡])[.)]?\s*")
_CAPTION = re.compile(r"(?:table|figure|appendix|annex|action plan)\b", re.IGNORECASE)


@dataclass
class Builder:
    """Takes regions and tables in reading order and makes blocks; one may stay open over pages."""

    outline: dict[int, dict[str, int]]
    done: list[Made] = field(default_factory=list)
    _open: Made | None = None
    _notes: list[Made] = field(default_factory=list)
    _contents: bool = False

    def table(self, table: Table) -> None:
        """A table, after what stands above it, which may be its title."""
        self.close()
        above = self.done[-1] if self.done else None
        if above and (
            above.kind == "heading" or (_CAPTION.match(above.text) and len(above.text) < 150)
        ):
            table.title = f"{above.number} {above.text}".strip()
        self.done.append(Made("table", "", table.page, table=table))

    def last_table(self) -> Table | None:
        """The table that stands directly above, footnotes aside."""
        if self._open:
            return None
        above = next((made for made in reversed(self.done) if made.kind != "note"), None)
        return above.table if above else None

    def note(self, lines: list[Line]) -> None:
        """A footnote, kept until the paragraph it stands below has ended."""
        text, hyphen = "", False
        for line in lines:
            text, hyphen = joined(text, line.text, hyphen), line.hyphen
        found = _NOTE.match(text)
        number, rest = (found[1], text[found.end() :]) if found else (lines[0].mark, text)
        made = Made("note", rest.replace("\t", " "), lines[0].page, number)
        (self._notes if self._open else self.done).append(made)

    def region(self, region: Region, body: Type) -> None:
        """The lines of one column."""
        before: Line | None = None
        for line in region.lines:
            self._line(line, before, region, body)
            before = line

    def close(self) -> None:
        """The open block ends."""
        if self._open:
            made = settle(self._open)
            self._contents = made.opens_contents or (self._contents and made.kind != "heading")
            self.done.append(made)
            self._open = None
        if self._notes:
            self.done += self._notes
            self._notes.clear()

    def _line(self, line: Line, before: Line | None, region: Region, body: Type) -> None:
        if is_contents_line(line.text) or (self._contents and _TRAILING_PAGE.search(line.text)):
            self.close()
            self.done.append(Made("note", line.text.replace("\t", " "), line.page))
            self._contents = True
            return
        number, text = split_number(line.text)
        level = self._outlined(line) if self.outline else 0
        set_off = body.sets_off(line)
        made = self._open
        if made and _goes_on(
            made, line, (number, text), before, region, body, set_off or level > 0
        ):
            _add(made, line)
            return
        self.close()
        made = Made("item" if number else "paragraph", text, line.page, number, line.bold)
        made.style = line.size, line.bold, capitals(text)
        made.indent, made.last, made.right = line.x0, line, region.right
        made.level, made.set_off = level, set_off
        self._open = made
        self._contents = self._contents and not set_off

    def _outlined(self, line: Line) -> int:
        """How deep the outline has this line as a heading; 0 when it has not."""
        here = self.outline.get(line.page)
        return here.get(key(line.text), 0) if here and len(line.text) < 200 else 0


def _add(made: Made, line: Line) -> None:
    last = made.last
    if last is None:
        return
    made.text = joined(made.text, line.text.replace("\t", " "), last.hyphen)
    made.bold = made.bold and line.bold
    if line.page == last.page and line.y1 > last.y1:
        made.leading = line.y1 - last.y1
        made.hanging = line.x0
    made.last = line


def _goes_on(
    made: Made,
    line: Line,
    split: tuple[str, str],
    before: Line | None,
    region: Region,
    body: Type,
    set_off: bool,
) -> bool:
    """Whether a line goes on with the block that is open."""
    last = made.last
    if last is None:
        return False
    other = abs(line.size - last.size) > 0.12 * last.size or line.bold != last.bold
    if other and (_differs(made, line, body) or not _in_sentence(last, line)):
        return False
    if before is None or line.page != last.page or line.y1 < last.y0:
        return not set_off and not split[0] and not made.level and _over(last, line, made)
    gap = line.y1 - last.y1
    usual = made.leading or max(body.leading(last.size), 1.1 * line.size)
    if gap > 1.3 * usual + 0.5 or gap < 0.3 * line.size:
        return False
    if last.hyphen:
        return True
    if split[0] and _may_open(made, last, line):
        return False
    if made.set_off or made.level:
        return not _room(last, line, region, body) or line.text[:1].islower()
    return not _ends(made, last, line, region, body)


def _differs(made: Made, line: Line, body: Type) -> bool:
    """Whether one is set as headings are by its size, and the other is not."""
    return (made.style[0] >= 1.12 * body.size) != (line.size >= 1.12 * body.size)


def _in_sentence(last: Line, line: Line) -> bool:
    return not _ENDED.search(last.text) and line.text[:1].islower()


def _may_open(made: Made, last: Line, line: Line) -> bool:
    """Whether a line that begins as an item does may be one: a number in running text that was
    wrapped to a line's start is none."""
    if made.number:
        return bool(_ITEM_ENDED.search(last.text)) or abs(line.x0 - made.indent) < 3
    return bool(_ENDED.search(last.text)) or abs(line.x0 - last.x0) > 3


def _over(last: Line, line: Line, made: Made) -> bool:
    """Whether a block goes on in the next column or page."""
    if made.set_off:
        return False
    if last.hyphen or line.text[:1].islower():
        return True
    return not _ENDED.search(last.text) and last.x1 > 0.75 * made.right


def _ends(made: Made, last: Line, line: Line, region: Region, body: Type) -> bool:
    """Whether a paragraph ended with the line above: its sentence did, and the next word would
    have fitted or the new line is set in or out; or it was in capitals, and short."""
    if capitals(made.text) and not capitals(line.text):
        return _room(last, line, region, body)
    if not _ENDED.search(last.text) or line.text[:1].islower():
        return False
    if _room(last, line, region, body):
        return True
    left = last.x0 if made.hanging is None else made.hanging
    return line.x0 > left + 0.8 * line.size or (
        made.hanging is not None and line.x0 < left - 0.8 * line.size
    )


def _room(last: Line, line: Line, region: Region, body: Type) -> bool:
    """Whether the first word of a line would have fitted at the end of the line above."""
    word = len(line.text.split(" ", 1)[0]) + 1
    letter = (last.x1 - last.x0) / max(1, len(last.text))
    right = max(region.right, body.right) if region.whole else region.right
    return last.x1 + 1.3 * word * letter < right
