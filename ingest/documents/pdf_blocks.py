"""Blocks out of lines: paragraphs, items, headings and notes, over the ends of pages."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from ingest.documents.model import BlockKind
from ingest.documents.pdf_columns import Region
from ingest.documents.pdf_lines import Line
from ingest.documents.pdf_marks import is_contents_line, split_number
from ingest.documents.pdf_outline import key
from ingest.documents.pdf_tables import Table
from ingest.documents.pdf_words import joined

_ENDED = re.compile(r"[.!?:;][”’\"')\]]*$")
_SENTENCE = re.compile(r"[.!?;,][”’\"')\]]*$")
_CONTENTS = re.compile(r"(?:table of )?contents(?: page)?$|index$", re.IGNORECASE)
_TRAILING_PAGE = re.compile(r"\s\d{1,3}$")
_NOTE = re.compile(r"(\d{1,3}|[*†‡])[.)]?\s*")
_DEEP = re.compile(r"\d+(?:\.\d+)+\.?$")


@dataclass
class Made:
    """A block while it is made. ``style`` ranks headings: size, bold and capitals."""

    kind: BlockKind
    text: str
    page: int
    number: str = ""
    bold: bool = False
    style: tuple[float, bool, bool] = (0.0, False, False)
    indent: float = 0.0
    table: Table | None = None
    last: Line | None = None
    right: float = 0.0
    leading: float = 0.0
    level: int = 0


@dataclass
class Type:
    """The type of the running text: its size, and the usual distance of lines of each size."""

    size: float
    leadings: dict[float, float]
    bold: bool = False

    def leading(self, size: float) -> float:
        """The usual distance from line to line in type of a size."""
        return self.leadings.get(size, 1.25 * size)


def body_type(letters: Counter[tuple[float, bool]], gaps: Counter[tuple[float, int]]) -> Type:
    """The type that most letters of a document are set in; ``gaps`` count distances of lines, in
    half points, by size."""
    if not letters:
        return Type(11.0, {})
    (size, bold), _ = letters.most_common(1)[0]
    leadings: dict[float, float] = {}
    for (own, gap), _ in gaps.most_common():
        if own not in leadings and 0.9 * own <= gap / 2 <= 2.4 * own:
            leadings[own] = gap / 2
    return Type(size, leadings, bold)


@dataclass
class Builder:
    """Takes regions and tables in reading order and makes blocks; one may stay open over pages."""

    outline: dict[int, dict[str, int]]
    done: list[Made] = field(default_factory=list)
    _open: Made | None = None
    _notes: list[Made] = field(default_factory=list)
    _contents: bool = False

    def table(self, table: Table) -> None:
        """A table, after what stands above it."""
        self.close()
        self.done.append(Made("table", "", table.page, table=table))

    def last_table(self) -> Table | None:
        """The table that stands directly above, footnotes aside."""
        if self._open:
            return None
        above = next((made for made in reversed(self.done) if made.kind != "note"), None)
        return above.table if above else None

    def note(self, lines: list[Line]) -> None:
        """A footnote, kept until the paragraph it stands below has ended."""
        text = ""
        for before, line in zip([None, *lines], lines, strict=False):
            text = joined(text, line.text, bool(before and before.hyphen))
        found = _NOTE.match(text)
        number, rest = (found[1], text[found.end() :]) if found else (lines[0].mark, text)
        made = Made("note", rest.replace("\t", " "), lines[0].page, number)
        if self._open:
            self._notes.append(made)
        else:
            self.done.append(made)

    def region(self, region: Region, body: Type) -> None:
        """The lines of one column."""
        before: Line | None = None
        for line in region.lines:
            self._line(line, before, region, body)
            before = line

    def close(self) -> None:
        """The open block ends."""
        if self._open:
            self.done.append(self._open)
            self._open = None
        self.done += self._notes
        self._notes.clear()

    def _line(self, line: Line, before: Line | None, region: Region, body: Type) -> None:
        if is_contents_line(line.text) or (
            self._contents and _TRAILING_PAGE.search(line.text) and not _ENDED.search(line.text)
        ):
            self.close()
            self.done.append(Made("note", line.text.replace("\t", " "), line.page))
            self._contents = True
            return
        level = self._outlined(line)
        heading = level > 0 or is_heading(line, body)
        if self._open and self._goes_on(line, before, region, body, heading):
            self._add(line)
            return
        self.close()
        number, text = split_number(line.text)
        kind: BlockKind = "heading" if heading else "item" if number else "paragraph"
        self._open = Made(
            kind,
            text,
            line.page,
            number,
            line.bold,
            (line.size, line.bold, _capitals(line.text)),
            line.x0,
            last=line,
            right=region.right,
            level=level,
        )
        if heading:
            self._contents = bool(_CONTENTS.match(text))

    def _outlined(self, line: Line) -> int:
        """How deep the outline has this line as a heading; 0 when it has not."""
        here = self.outline.get(line.page)
        return here.get(key(line.text), 0) if here and len(line.text) < 200 else 0

    def _add(self, line: Line) -> None:
        made = self._open
        assert made is not None and made.last is not None  # noqa: S101 - for the type checker
        made.text = joined(made.text, line.text.replace("\t", " "), made.last.hyphen)
        made.bold = made.bold and line.bold
        if line.page == made.last.page and line.y1 > made.last.y1:
            made.leading = line.y1 - made.last.y1
        made.last = line

    def _goes_on(
        self, line: Line, before: Line | None, region: Region, body: Type, heading: bool
    ) -> bool:
        made = self._open
        last = made.last if made else None
        if made is None or last is None:
            return False
        if (made.kind == "heading") != heading:
            return False
        other = abs(line.size - last.size) > 0.09 * last.size or line.bold != last.bold
        if other and (heading or not self._unfinished(last, line)):
            return False
        if before is None:
            return made.kind != "heading" and self._over(last, line, made)
        gap = line.y1 - last.y1
        usual = made.leading or max(body.leading(last.size), line.y1 - line.y0)
        if gap > 1.3 * usual or gap < 0.3 * line.size:
            return False
        if made.kind == "heading":
            return not split_number(line.text)[0] or not made.number
        if last.hyphen:
            return True
        if split_number(line.text)[0] and self._may_open(last, line, made):
            return False
        return not self._short(last, line, region)

    def _may_open(self, last: Line, line: Line, made: Made) -> bool:
        """Whether a line that begins as an item does may be one: a number in running text that
        was wrapped to a line's start is none."""
        return bool(_ENDED.search(last.text)) or abs(line.x0 - last.x0) > 3 or bool(made.number)

    @staticmethod
    def _unfinished(last: Line, line: Line) -> bool:
        return not _SENTENCE.search(last.text) and line.text[:1].islower()

    @staticmethod
    def _over(last: Line, line: Line, made: Made) -> bool:
        """Whether a block goes on in the next column or page."""
        if split_number(line.text)[0]:
            return False
        if last.hyphen or line.text[:1].islower():
            return True
        return not _ENDED.search(last.text) and last.x1 > 0.75 * made.right

    @staticmethod
    def _short(last: Line, line: Line, region: Region) -> bool:
        """Whether a line ends well before the edge although the next word would have fitted, and
        the sentence has ended: a paragraph's end."""
        if not _ENDED.search(last.text) or line.text[:1].islower():
            return False
        word = len(line.text.split(" ", 1)[0]) + 1
        letter = (last.x1 - last.x0) / max(1, len(last.text))
        if last.x1 + 1.3 * word * letter < region.right:
            return True
        return line.x0 > last.x0 + 0.8 * line.size and line.text[:1].isupper()


def is_heading(line: Line, body: Type) -> bool:
    """Whether a line is set as a heading: larger than the text, or bold or in capitals, and
    short, without a full stop at its end."""
    text = line.text
    if not any(char.isalpha() for char in text):
        return False
    if line.size >= 1.12 * body.size:
        return not (_SENTENCE.search(text) and len(text) > 90)
    if line.size < 0.93 * body.size or len(text) > 120 or text[:1].islower():
        return False
    if _SENTENCE.search(text):
        return False
    return (line.bold and not body.bold) or (_capitals(text) and len(text) > 3)


def _capitals(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 2 and all(char.isupper() for char in letters)


def depth(number: str) -> int:
    """How deep a printed number is: "4" 1, "4.2" 2."""
    return number.strip(".").count(".") + 1 if _DEEP.match(number) else 1
