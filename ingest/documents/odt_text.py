"""The text of one paragraph of an OpenDocument text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ingest.documents.odt_styles import DRAW, OFFICE, TEXT, Styles, centimetres, whole
from ingest.documents.pages import Pages
from ingest.documents.shaping import Look

_MOST_SPACES = 1000
_PRINTED = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
_SKIPPED = {
    f"{OFFICE}annotation", f"{OFFICE}annotation-end", f"{TEXT}hidden-text", f"{TEXT}ruby-text",
    f"{TEXT}change", f"{TEXT}change-start", f"{TEXT}change-end", f"{TEXT}page-variable-set",
}  # fmt: skip


@dataclass
class Line:
    """A paragraph's text, the page it begins on, how much of it looks how, its notes and boxes."""

    parts: list[str] = field(default_factory=list)
    page: int = 0
    letters: int = 0
    bold: int = 0
    underlined: int = 0
    size: float = 0
    notes: list[Any] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.parts)

    @property
    def look(self) -> Look:
        return Look(self.bold == self.letters > 0, self.underlined == self.letters > 0, self.size)


def read_line(paragraph: Any, styles: Styles, pages: Pages) -> Line:
    """The line of a paragraph or heading; hidden text, comments and prompts are not read."""
    line = Line()
    name = paragraph.get(f"{TEXT}style-name", "")
    if not styles.hidden("paragraph", name):
        _Walker(line, styles, pages).children(paragraph, styles.look(name))
    return line


class _Walker:
    def __init__(self, line: Line, styles: Styles, pages: Pages) -> None:
        self._line, self._styles, self._pages = line, styles, pages

    def children(self, element: Any, look: Look) -> None:
        self._add(element.text, look)
        for child in element:
            if isinstance(child.tag, str):
                self._piece(child, look)
            self._add(child.tail, look)

    def _piece(self, element: Any, look: Look) -> None:
        tag, line = element.tag, self._line
        if tag in _PRINTED:
            line.parts.append(_PRINTED[tag])
        elif tag == f"{TEXT}s":
            line.parts.append(" " * min(whole(element.get(f"{TEXT}c"), 1), _MOST_SPACES))
        elif tag == f"{TEXT}soft-page-break":
            self._pages.rendered()
        elif tag == f"{TEXT}note":
            line.notes.append(element)
        elif tag == f"{DRAW}text-box":
            line.boxes.append(element)
        elif tag == f"{TEXT}span":
            self._span(element, look)
        elif tag not in _SKIPPED:
            if tag == f"{DRAW}frame" and element.find(f"{DRAW}image") is not None:
                self._pages.picture(*(centimetres(element, side) for side in ("width", "height")))
            if tag.startswith(DRAW):
                self._pages.filled()
            self.children(element, look)

    def _span(self, element: Any, look: Look) -> None:
        name = element.get(f"{TEXT}style-name", "")
        if not self._styles.hidden("text", name):
            self.children(element, self._styles.look("", name, look))

    def _add(self, text: str | None, look: Look) -> None:
        if not text:
            return
        line = self._line
        line.parts.append(" ".join(text.split("\n")))
        if not text.strip():
            return
        self._pages.filled()
        line.page = line.page or self._pages.number
        letters = sum(map(str.isalnum, text))
        line.letters += letters
        line.bold += letters * look.bold
        line.underlined += letters * look.underlined
        line.size = line.size or look.size
