"""The text of one paragraph of a Word file, and on which page it begins.

Read are insertions, fields by their result, content controls and text boxes; not read are
deletions, hidden text, comments, prompts of empty content controls and pictures.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ingest.documents.pages import Pages
from ingest.documents.word_styles import Styles, W, child, val, whole

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = {
    "del", "moveFrom", "pPr", "rPr", "tblPr", "sdtPr", "sdtEndPr", "delText", "instrText",
    "delInstrText", "rt", "commentReference", "annotationRef",
}  # fmt: skip
_PRINTED = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_DRAWN = {"drawing", "pict", "object"}
_PER_CM = 360_000  # of Word's units
_TICKED = {"00FE", "00FD", "0052", "0054", "F0FE", "F0FD", "F052", "F054"}
_UNTICKED = {"00A8", "006F", "00A3", "F0A8", "F06F", "F0A3"}


def local(element: Any) -> str:
    """An element's name without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


@dataclass
class Line:
    """One paragraph: its text (line breaks and tabs kept), the page it begins on, how many of its
    letters are bold or underlined, the size of its first letter, its notes and text boxes."""

    parts: list[str] = field(default_factory=list)
    page: int = 0
    letters: int = 0
    bold: int = 0
    underlined: int = 0
    size: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    in_contents: bool = False

    @property
    def text(self) -> str:
        return "".join(self.parts)


class Runs:
    """Reads paragraphs one after another; keeps count of pages and of fields that are open."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.pages = Pages()
        self._fields: list[list[str]] = []

    def read(self, paragraph: Any, style: str, line: Line | None = None) -> Line:
        """The paragraph's line, or ``line`` gone on with."""
        line = line or Line()
        self._walk(paragraph, line, style)
        return line

    def _walk(self, parent: Any, line: Line, style: str) -> None:
        for element in parent:
            name = local(element)
            if name == "r" and element.tag.startswith(W):
                self._run(element, line, style)
            elif name == "AlternateContent":
                self._choice(element, line, style)
            elif name == "sdt":
                prompt = child(element, "sdtPr", "showingPlcHdr") is not None
                content = child(element, "sdtContent")
                if content is not None and not prompt:
                    self._walk(content, line, style)
            elif name == "fldSimple":
                is_contents = element.get(f"{W}instr", "").strip().upper().startswith("TOC")
                line.in_contents = line.in_contents or is_contents
                self._walk(element, line, style)
            elif name == "t":  # of a formula
                self._add(element.text or "", line, (False, False, 0))
            elif name and name not in _SKIPPED:
                self._walk(element, line, style)

    def _choice(self, element: Any, line: Line, style: str) -> None:
        """Of several ways to show the same thing, the first is read."""
        for name in ("Choice", "Fallback"):
            found = element.find(f"{_COMPATIBILITY}{name}")
            if found is not None:
                for drawn in found:
                    if local(drawn) in _DRAWN:
                        self._drawn(drawn, line)
                    else:
                        self._walk(found, line, style)
                return

    def _run(self, run: Any, line: Line, style: str) -> None:
        properties = child(run, "rPr")
        own = val(properties, "rStyle")
        if self.styles.flag("vanish", properties, own, style):
            for element in run:
                if local(element) == "lastRenderedPageBreak":
                    self.pages.rendered()
            return
        underline = val(properties, "u") not in {"", "none"}
        look = (
            self.styles.flag("b", properties, own, style),
            underline,
            self.styles.size(properties, own, style),
        )
        for element in run:
            self._piece(element, line, look, style)

    def _piece(self, element: Any, line: Line, look: tuple[bool, bool, int], style: str) -> None:
        name = local(element)
        if name == "t":
            self._add(element.text or "", line, look)
        elif name == "sym":
            self._add(_symbol(element), line, look)
        elif name in _PRINTED and element.get(f"{W}type", "") != "page":
            line.parts.append(_PRINTED[name])
        elif name in _DRAWN:
            self._drawn(element, line)
        elif name == "AlternateContent":
            self._choice(element, line, style)
        elif name == "ruby":
            self._walk(element, line, style)
        else:
            self._sign(name, element, line)

    def _sign(self, name: str, element: Any, line: Line) -> None:
        """What prints nothing itself: breaks of the page, calls of notes, fields."""
        if name == "br":
            self.pages.broken()
            line.parts.append("\n" if line.letters else "")
        elif name == "lastRenderedPageBreak":
            self.pages.rendered()
        elif name in {"footnoteReference", "endnoteReference"}:
            line.notes.append((name.removesuffix("Reference"), element.get(f"{W}id", "")))
        elif name == "fldChar":
            self._field(element.get(f"{W}fldCharType", ""))
        elif name == "instrText" and self._fields:
            self._fields[-1].append(element.text or "")

    def _add(self, text: str, line: Line, look: tuple[bool, bool, int]) -> None:
        if not text:
            return
        line.parts.append(text)
        letters = sum(map(str.isalnum, text))
        if not letters and not text.strip():
            return
        self.pages.filled()
        if not line.page:
            line.page = self.pages.number
        is_bold, is_underlined, size = look
        line.letters += letters
        line.bold += letters * is_bold
        line.underlined += letters * is_underlined
        line.size = line.size or size
        if any("".join(code).strip().upper().startswith("TOC") for code in self._fields):
            line.in_contents = True

    def _field(self, what: str) -> None:
        if what == "begin":
            self._fields.append([])
        elif what == "end" and self._fields:
            self._fields.pop()

    def _drawn(self, element: Any, line: Line) -> None:
        boxes = _boxes(element)
        size = next((one for one in element.iter() if local(one) == "extent"), None)
        if size is not None and not boxes:
            self.pages.picture(*(whole(size.get(side, "")) / _PER_CM for side in ("cx", "cy")))
        self.pages.filled()
        line.boxes.extend(boxes)


def _boxes(element: Any) -> list[Any]:
    """The text boxes of a drawing; a box within a box belongs to the outer one."""
    if element.tag == f"{W}txbxContent":
        return [element]
    # Only the first of several ways to draw the same box.
    inner = element[:1] if local(element) == "AlternateContent" else element
    return [box for part in inner for box in _boxes(part)]


def _symbol(element: Any) -> str:
    """Ticked and empty boxes and other letters of symbol fonts, as far as Unicode has them."""
    code = element.get(f"{W}char", "").upper()
    if "WINGDINGS" in element.get(f"{W}font", "").upper():
        return "☒" if code in _TICKED else "☐" if code in _UNTICKED else "•"
    return {"F0B7": "•", "F0A7": "▪", "F0B0": "°", "F0B1": "±"}.get(code, "")
