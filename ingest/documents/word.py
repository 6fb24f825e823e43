"""DOCX (also DOCM, DOTX, DOTM: macros are a part that is never opened) into an ``Extract``.

Read with lxml from the package's own parts. python-docx neither computes list numbers nor sees
content controls, text boxes, notes and tracked changes, refuses files with macros, and unpacks
every picture, which here nobody looks at.

What a reader of the result may rely on:
- a cell that goes on over several rows repeats its text in each of them;
- a cell's paragraphs are lines of its text, each with its number or bullet as printed;
- a table within a cell comes as a table of its own after the outer one, its title the cell's last
  line or the row's first;
- a table of one cell is a frame: what stands in it comes as if it stood outside;
- notes come after the paragraph or table that calls them.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from ingest.documents.marks import depth, split_mark
from ingest.documents.model import Block, Cell, Extract, Unread
from ingest.documents.package import Package, damaged
from ingest.documents.shaping import (
    Counted,
    Gathering,
    Look,
    is_sentence,
    lines_of,
    looks_like_heading,
    table_title,
    tidy,
)
from ingest.documents.word_styles import Numbering, Styles, W, child, flag, val, whole
from ingest.documents.word_tables import grid
from ingest.documents.word_text import Line, Runs, local
from ingest.tables import digest

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_STYLE_LEVELS = {"title": 1, "subtitle": 2}
_THROUGH = {"ins", "moveTo", "customXml", "smartTag", "sdtContent"}


def read_word(path: Path) -> Extract:
    """The extract of a Word document.

    Raises InputRefusedError for one that is protected or not safe to read, and the errors of
    ``package.DAMAGED`` for one that is damaged.
    """
    with Package(path) as package:
        main = package.related("", "officeDocument") or "word/document.xml"
        root = package.xml(main)
        body = child(root, "body")
        if body is None:
            raise damaged(path.name)
        reader = _Reader(package, main)
        reader.sections(body)
        reader.read(body)
        core = package.related("", "core-properties")
        properties = package.xml(core) if core else None
    found = None if properties is None else properties.find(f".//{_TITLE}")
    title = "" if found is None else tidy(found.text or "")
    pages, blocks = reader.runs.pages.told(reader.out.finished())
    unread = (*reader.runs.pages.unread(), *reader.unread)
    return Extract(path.name, digest(path), "docx", pages, blocks, unread, title=title)


class _Reader:
    """Walks the body once, in order; list counters, pages and notes go along."""

    def __init__(self, package: Package, main: str) -> None:
        def part(kind: str) -> Any:
            name = package.related(main, kind)
            return package.xml(name) if name else None

        self.styles = Styles(part("styles"))
        self.numbering = Numbering(part("numbering"))
        self.runs = Runs(self.styles)
        self.out = Gathering(Counted(package.name))
        self._notes = {
            (kind, note.get(f"{W}id", "")): note
            for kind in ("footnote", "endnote")
            for root in [part(f"{kind}s")]
            if root is not None
            for note in root.iterfind(f"{W}{kind}")
        }
        self.unread: list[Unread] = []
        self._noted = 0
        self._open: Line | None = None
        self._starts: list[str] = []

    def sections(self, body: Any) -> None:
        """How each section after the first begins: the break's kind stands at the end of the
        section that follows it."""
        kinds = [val(section, "type") or "nextPage" for section in body.iter(f"{W}sectPr")]
        self._starts = kinds[:0:-1]

    def read(self, parent: Any) -> None:
        """Read paragraphs and tables of a container into ``out``."""
        for element in parent:
            name = local(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._table(element)
            elif name == "sdt":
                content = child(element, "sdtContent")
                if content is not None and child(element, "sdtPr", "showingPlcHdr") is None:
                    self.read(content)
            elif name in _THROUGH:
                self.read(element)
            elif name == "altChunk":
                reason = "a part pasted in whole from another file; open and save it in Word"
                self.unread.append(Unread(None, reason))
            elif name == "AlternateContent" and len(element):
                self.read(element[0])

    def _paragraph(self, element: Any) -> None:
        properties = child(element, "pPr")
        style = val(properties, "pStyle") or self.styles.default
        breaks = self.styles.of_paragraph(properties, style, "pageBreakBefore")
        if breaks and breaks not in {"0", "false", "off"} and self._open is None:
            self.runs.pages.before()
        line = self.runs.read(element, style, self._open)
        self._open = None
        mark = child(properties, "rPr")
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            # The end of this paragraph was deleted: the next one goes on with it.
            self._open = line
            return
        if line.letters or not flag(mark, "vanish"):
            self._add(line, properties, style)
        for box in line.boxes:
            self.read(box)
        self._add_notes(line)
        if child(properties, "sectPr") is not None and self._starts:
            kind = self._starts.pop()
            if kind not in {"continuous", "nextColumn"}:
                self.runs.pages.broken()

    def _add(self, line: Line, properties: Any, style: str) -> None:
        printed, level, is_bullet = self._number(properties, style)
        text = tidy(line.text)
        if not text:
            return
        name = self.styles.name(style)
        page = line.page or self.runs.pages.number
        look = Look(line.bold == line.letters > 0, line.underlined == line.letters > 0, line.size)
        if line.in_contents or name.startswith(("toc ", "table of ")):
            self.out.add(Block("note", text, page), look)
            return
        heading = self._heading_level(properties, style, name)
        number = printed
        if not number:
            number, rest = split_mark(line.text.strip())
            rest = tidy(rest)
            number, text = (number, rest) if rest else ("", text)
        if heading and not is_sentence(text):
            self.out.add(Block("heading", text, page, heading, number, look.bold), look)
        elif printed and not is_bullet and looks_like_heading(text, look):
            self.out.add(Block("heading", text, page, 0, number, look.bold), look)
        elif printed:
            self._items(line.text, Block("item", text, page, level, printed, look.bold), look)
        else:
            self.out.typed(line.text.strip(), page, look)

    def _items(self, text: str, block: Block, look: Look) -> None:
        """An item of a list by Word, and those typed below it within the same paragraph."""
        first, *others = lines_of(text)
        self.out.add(replace(block, text=tidy(first)), look)
        for other in others:
            number, rest = split_mark(other.strip())
            deeper = min(6, block.level + depth(number))
            self.out.add(replace(block, text=tidy(rest), number=number, level=deeper), look)

    def _heading_level(self, properties: Any, style: str, name: str) -> int:
        outline = self.styles.of_paragraph(properties, style, "outlineLvl")
        if outline:
            level = whole(outline, 9)
            return min(level + 1, 6) if level < 9 else 0
        for known in self.styles.chain(style):
            first, _, rest = known.name.partition(" ")
            if first == "heading" and rest.isdigit():
                return min(max(int(rest), 1), 6)
        return _STYLE_LEVELS.get(name, 0)

    def _number(self, properties: Any, style: str) -> tuple[str, int, bool]:
        """What Word prints before a paragraph, its level from 1, and whether it is a bullet."""
        number = self.styles.of_paragraph(properties, style, "numPr", "numId")
        if number in {"", "0"} or not self.numbering.has(number):
            return "", 0, False
        own = val(properties, "numPr", "ilvl")
        if own or child(properties, "numPr", "numId") is not None:
            at = whole(own)
        else:
            named = self.styles.of_paragraph(None, style, "numPr", "ilvl")
            at = whole(named) if named else self._level_of(number, style)
        printed, is_bullet = self.numbering.next(number, at)
        return printed, min(at + 1, 6), is_bullet

    def _level_of(self, number: str, style: str) -> int:
        return self.numbering.level_of_style(number, style)

    def _add_notes(self, line: Line) -> None:
        for key in line.notes:
            self._noted += 1
            note = self._notes.pop(key, None)
            if note is None:
                continue
            outer, pages = self.out, self.runs.pages.number
            self.out = inner = Gathering(outer.counted)
            self.read(note)
            self.out, self.runs.pages.number = outer, pages
            text = " ".join(inner.cell_text().split("\n"))
            if text:
                page = line.page or pages
                self.out.add(Block("note", text, page, number=str(self._noted)))

    def _table(self, element: Any) -> None:
        caption = tidy(val(element, "tblPr", "tblCaption")) or table_title(self.out.blocks)
        outer = self.out
        rows, within = grid(element, self)
        self.out = outer
        outer.table(rows, caption, within)

    def cell(self, element: Any) -> tuple[Cell, Gathering]:
        """One cell, and what it was made of."""
        self.out.counted.cell()
        outer, page = self.out, self.runs.pages.number
        self.out = inner = Gathering(outer.counted)
        self.read(element)
        self.out = outer
        first = next((block.page for block in inner.blocks), None) or page
        span = whole(val(element, "tcPr", "gridSpan"), 1)
        return Cell(inner.cell_text(), first, max(1, span)), inner
