"""ODT into an ``Extract``; what a reader may rely on is as in ``ingest.documents.word``.

Pages are counted by breaks that were set and by the soft breaks that LibreOffice stores; a file
with neither has none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from graph.errors import InputRefusedError
from ingest.documents.marks import depth, split_mark
from ingest.documents.model import Block, Cell, Extract
from ingest.documents.odt_styles import OFFICE, STYLE, TABLE, TEXT, Chain, Styles, whole
from ingest.documents.odt_tables import grid
from ingest.documents.odt_text import Line, read_line
from ingest.documents.package import Package, damaged
from ingest.documents.pages import Pages
from ingest.documents.shaping import (
    Counted,
    Gathering,
    is_sentence,
    lines_of,
    looks_like_heading,
    table_title,
    tidy,
)
from ingest.tables import digest

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_ENCRYPTION = b"manifest:encryption-data"
_INDEXES = {
    f"{TEXT}{kind}"
    for kind in (
        "table-of-content", "illustration-index", "table-index", "alphabetical-index",
        "user-index", "object-index", "bibliography",
    )
}  # fmt: skip
_SKIPPED = {f"{TEXT}tracked-changes", f"{OFFICE}forms", f"{TEXT}sequence-decls",
            f"{TEXT}variable-decls", f"{TEXT}user-field-decls"}  # fmt: skip
_STYLE_LEVELS = {"title": 1, "subtitle": 2}


def read_odt(path: Path) -> Extract:
    """The extract of an OpenDocument text.

    Raises InputRefusedError for one that is protected or not safe to read, and the errors of
    ``package.DAMAGED`` for one that is damaged.
    """
    with Package(path) as package:
        if _ENCRYPTION in (package.data("META-INF/manifest.xml") or b""):
            raise InputRefusedError(
                f"{path.name}: is protected by a password. Open it, take the password off, save it."
            )
        root = package.xml("content.xml")
        if root is None:
            raise damaged(path.name)
        body = root.find(f"{OFFICE}body/{OFFICE}text")
        if body is None:
            raise damaged(path.name)
        reader = _Reader(Styles(package.xml("styles.xml"), root), path.name)
        reader.read(body)
        meta = package.xml("meta.xml")
    found = None if meta is None else meta.find(f".//{_TITLE}")
    title = "" if found is None else tidy(found.text or "")
    pages, blocks = reader.pages.told(reader.out.finished())
    unread = reader.pages.unread()
    return Extract(path.name, digest(path), "odt", pages, blocks, unread, title=title)


@dataclass
class _Place:
    """A list that is open: its style, depth, what it counts with, and the item's next mark."""

    style: str
    depth: int
    chain: Chain
    waiting: bool = False
    value: int | None = None


class _Reader:
    """Walks the body once, in order; list counters, pages and notes go along."""

    def __init__(self, styles: Styles, name: str) -> None:
        self.styles = styles
        self.pages = Pages()
        self.out = Gathering(Counted(name))
        self._place: _Place | None = None
        self._chains: dict[str, Chain] = {}
        self._last: dict[str, Chain] = {}
        self._outline = Chain()
        self._noted = 0
        self._master = ""

    def read(self, parent: Any) -> None:
        """Read paragraphs, lists and tables of a container into ``out``."""
        for element in parent:
            tag = element.tag
            if tag in {f"{TEXT}p", f"{TEXT}h"}:
                self._paragraph(element)
            elif tag == f"{TEXT}list":
                self._list(element)
            elif tag == f"{TABLE}table":
                self._table(element)
            elif tag == f"{TEXT}soft-page-break":
                self.pages.rendered()
            elif tag in _INDEXES:
                self._index(element)
            elif isinstance(tag, str) and tag not in _SKIPPED:
                self.read(element)

    def _index(self, element: Any) -> None:
        for paragraph in element.iter(f"{TEXT}p"):
            line = read_line(paragraph, self.styles, self.pages)
            if tidy(line.text):
                self.out.add(Block("note", tidy(line.text), line.page))

    def _list(self, element: Any) -> None:
        outer = self._place
        own = element.get(f"{TEXT}style-name", "")
        if outer is not None:
            self._place = _Place(own or outer.style, outer.depth + 1, outer.chain)
        else:
            style = own or self._style_within(element)
            chain = self._chain(element, style)
            self._last[style] = chain
            self._chains[element.get(_ID, "")] = chain
            self._place = _Place(style, 1, chain)
        for item in element:
            if item.tag == f"{TEXT}list-item":
                start = item.get(f"{TEXT}start-value")
                self._place.waiting = True
                self._place.value = whole(start, 1) if start else None
            self.read(item)
        self._place = outer

    def _chain(self, element: Any, style: str) -> Chain:
        before = element.get(f"{TEXT}continue-list")
        if before in self._chains:
            return self._chains[before]
        if element.get(f"{TEXT}continue-numbering") == "true" and style in self._last:
            return self._last[style]
        return Chain()

    def _style_within(self, element: Any) -> str:
        """A list without a style has that of its first paragraph's style."""
        first = next(element.iter(f"{TEXT}p", f"{TEXT}h"), None)
        if first is None:
            return ""
        name = first.get(f"{TEXT}style-name", "")
        return self.styles.of_paragraph(name, f"{STYLE}list-style-name")

    def _paragraph(self, element: Any) -> None:
        style = element.get(f"{TEXT}style-name", "")
        master = self.styles.of_paragraph(style, f"{STYLE}master-page-name")
        if (master and self.out.blocks) or self.styles.breaks(style, "before"):
            self.pages.before()
        line = read_line(element, self.styles, self.pages)
        self._add(element, line, style)
        place, self._place = self._place, None
        for box in line.boxes:
            self.read(box)
        self._add_notes(line)
        self._place = place
        if self.styles.breaks(style, "after"):
            self.pages.broken()

    def _add(self, element: Any, line: Line, style: str) -> None:
        text = tidy(line.text)
        level = self._heading_level(element, style) if text else 0
        printed, is_bullet = self._number(element, level)
        if not text:
            return
        page, look = line.page or self.pages.number, line.look
        number = printed
        if not number:
            number, rest = split_mark(line.text.strip())
            number, text = (number, tidy(rest)) if tidy(rest) else ("", text)
        if level and not is_sentence(text):
            self.out.add(Block("heading", text, page, level, number, look.bold), look)
        elif printed and not is_bullet and looks_like_heading(text, look):
            self.out.add(Block("heading", text, page, 0, number, look.bold), look)
        elif printed:
            at = min(self._place.depth, 6) if self._place else 1
            self._items(line.text, Block("item", text, page, at, printed, look.bold))
        else:
            self.out.typed(line.text.strip(), page, look)

    def _items(self, text: str, block: Block) -> None:
        first, *others = lines_of(text)
        self.out.add(replace(block, text=tidy(first)))
        for other in others:
            number, rest = split_mark(other.strip())
            deeper = min(6, block.level + depth(number))
            self.out.add(replace(block, text=tidy(rest), number=number, level=deeper))

    def _heading_level(self, element: Any, style: str) -> int:
        if element.tag == f"{TEXT}h":
            return min(max(whole(element.get(f"{TEXT}outline-level"), 1), 1), 6)
        names = self.styles.names(style)
        return next((_STYLE_LEVELS[name] for name in names if name in _STYLE_LEVELS), 0)

    def _number(self, element: Any, level: int) -> tuple[str, bool]:
        """What is printed before a paragraph, and whether that is a bullet; advances the count."""
        place = self._place
        if place is not None and place.waiting:
            place.waiting = False
            counters = place.chain.counters
            _advance(
                counters, place.depth, place.value, self.styles.start(place.style, place.depth)
            )
            return self.styles.mark(place.style, place.depth, counters)
        is_listed = place is None and element.get(f"{TEXT}is-list-header") != "true"
        if level and element.tag == f"{TEXT}h" and is_listed and self.styles.has_list("outline"):
            counters = self._outline.counters
            _advance(counters, level, None, self.styles.start("outline", level))
            return self.styles.mark("outline", level, counters)
        return "", False

    def _add_notes(self, line: Line) -> None:
        for note in line.notes:
            self._noted += 1
            cited = note.find(f"{TEXT}note-citation")
            mark = "" if cited is None else tidy("".join(cited.itertext()))
            body = note.find(f"{TEXT}note-body")
            if body is None:
                continue
            inner = self._inside(body)
            text = " ".join(inner.cell_text().split("\n"))
            if text:
                page = line.page or self.pages.number
                self.out.add(Block("note", text, page, number=mark or str(self._noted)))

    def _inside(self, element: Any) -> Gathering:
        outer, place = self.out, self._place
        self.out, self._place = Gathering(outer.counted), None
        self.read(element)
        inner, self.out, self._place = self.out, outer, place
        return inner

    def _table(self, element: Any) -> None:
        if self.styles.breaks(element.get(f"{TABLE}style-name", ""), "before"):
            self.pages.before()
        title = tidy(element.get(f"{TABLE}title", "")) or table_title(self.out.blocks)
        rows, within = grid(element, self)
        self.out.table(rows, title, within)

    def cell(self, element: Any) -> tuple[Cell, Gathering]:
        """One cell, and what it was made of."""
        self.out.counted.cell()
        page = self.pages.number
        inner = self._inside(element)
        first = next((block.page for block in inner.blocks), None) or page
        span = min(whole(element.get(f"{TABLE}number-columns-spanned"), 1), 1000)
        return Cell(inner.cell_text(), first, max(1, span)), inner


def _advance(counters: dict[int, int], at: int, value: int | None, start: int) -> None:
    if value is not None:
        counters[at] = value
    else:
        counters[at] = counters[at] + 1 if at in counters else start
    for lower in [one for one in counters if one > at]:
        del counters[lower]
