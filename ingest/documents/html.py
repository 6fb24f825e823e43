"""HTML into an ``Extract``: what a browser would print, without the page around it.

Nothing is fetched and no script runs. A cell over several rows repeats its text in each; a cell's
paragraphs are lines of its text; a table used for layout (one cell, or marked so) is no table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bs4.dammit import EncodingDetector
from lxml import etree

from graph.errors import InputRefusedError
from ingest.documents.decoding import decoded, file_bytes
from ingest.documents.html_lists import Lists
from ingest.documents.html_tables import caption, grid
from ingest.documents.marks import split_mark
from ingest.documents.model import Block, Extract
from ingest.documents.shaping import Counted, Gathering, Look, is_sentence, table_title, tidy
from ingest.tables import digest

_DROPPED = {
    "script", "style", "nav", "footer", "noscript", "template", "head", "svg", "math", "iframe",
    "object", "embed", "select", "textarea", "input", "audio", "video", "canvas", "del",
    "s", "strike", "caption", "colgroup", "rp", "rt",
}  # fmt: skip
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "form", "header", "hgroup", "hr",
    "html", "li", "main", "menu", "ol", "p", "pre", "section", "summary", "table", "ul",
}  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = {"ol", "ul", "menu"}
_BOLD = {"b", "strong", "th", "dt"}
# A part of the page that a button opens: closed when the page was saved, but meant to be read.
_FOLDED = re.compile(
    r"accordion|collaps|panel|tab-?pane|tab-?content|toggle|expand|disclosure|faq", re.IGNORECASE
)
_NO_PART = re.compile(r"cookie|modal|dialog|menu|nav|search|share|banner|popup", re.IGNORECASE)
_FOR_MACHINES = re.compile(
    r"icon|chevron|toggle-text|visually-?hidden|sr-only|screen-reader", re.IGNORECASE
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_NOTES = re.compile(r"doc-(?:endnotes?|footnotes?)|\bfoot-?notes?\b|\bend-?notes?\b", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read_html(path: Path) -> Extract:
    """The extract of a page. Raises InputRefusedError when it is far too large."""
    data = file_bytes(path)
    stated = EncodingDetector.find_declared_encoding(data, is_html=True)
    text = _by_statement(data, stated) or decoded(data)
    blocks, title = from_text(text, path.name)
    return Extract(path.name, digest(path), "html", None, blocks, title=title)


def from_text(text: str, name: str) -> tuple[tuple[Block, ...], str]:
    """The blocks of a page and its title. Raises InputRefusedError for one nested too deep."""
    # Without huge_tree, what is nested deeper than 256 tags would be left out in silence.
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, huge_tree=True
    )
    clean = _DECLARATION.sub("", text.replace("\0", ""))
    root = etree.fromstring(clean.encode("utf-8", "replace"), parser)
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise InputRefusedError(
            f"{name}: its tags are nested thousands deep, as no page is, so it was not read. Open "
            "it in a browser and save it as PDF."
        )
    if root is None:
        return (), ""
    walker = _Walker(Gathering(Counted(name)))
    walker.walk(root)
    walker.flush()
    found = root.find(".//title")
    title = "" if found is None else tidy("".join(found.itertext()))
    return walker.out.finished(), title


def _by_statement(data: bytes, stated: str | None) -> str:
    """The text in the encoding that the page states; "" when it states none or a wrong one."""
    if not stated or data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return ""
    # Browsers read these as Windows' own, and so do those who state them.
    usual = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}
    try:
        return data.decode(usual.get(stated.lower(), stated))
    except (LookupError, UnicodeError):
        return ""


@dataclass
class _Line:
    """The text since the last block began, and how many of its letters are bold."""

    parts: list[str] = field(default_factory=list)
    letters: int = 0
    bold: int = 0


class _Walker:
    """Walks the tree once; text gathers in a line until a block begins or ends."""

    def __init__(self, out: Gathering) -> None:
        self.out = out
        self._line = _Line()
        self._lists = Lists()
        self._heading = 0
        self._level = 1  # of the last heading
        self._note = False
        self._bold = 0

    def walk(self, element: Any) -> None:
        tag = element.tag
        if not isinstance(tag, str) or self._leaves_out(element):
            return
        if tag == "br":
            self._line.parts.append("\n")
        elif tag == "sup" and _is_call(element):
            return
        elif tag == "table":
            self._table(element)
        elif tag in _HEADINGS:
            self._in_heading(element, _HEADINGS[tag])
        elif tag in {"summary", "button"}:
            self._opener(element)
        elif tag in _LISTS:
            self.flush()
            with self._lists.within(element):
                self._children(element)
                self.flush()
        elif tag in _BLOCKS:
            self._block(element)
        else:
            self._inline(element)

    def _leaves_out(self, element: Any) -> bool:
        tag = element.tag
        if tag in _DROPPED or _is_hidden(element):
            return True
        if tag == "button":
            return not _opens_part(element)
        return bool(self._heading and _FOR_MACHINES.search(element.get("class", "")))

    def flush(self) -> None:
        """The gathered text as a block."""
        line, self._line = self._line, _Line()
        text = "".join(line.parts).strip()
        if not tidy(text):
            return
        look = Look(line.bold == line.letters > 0)
        if self._note:
            self.out.add(Block("note", tidy(text)))
        elif self._heading and not is_sentence(tidy(text)):
            number, rest = split_mark(text)
            number, text = (number, tidy(rest)) if tidy(rest) else ("", tidy(text))
            self.out.add(Block("heading", text, None, self._heading, number, look.bold), look)
        elif mark := self._lists.take():
            number, rest = split_mark(text)
            # A list without marks of its own, numbered by hand.
            if mark in {"", "•"} and number:
                mark, text = number, rest
            self.out.add(
                Block("item", tidy(text), None, self._lists.depth, mark or "•", look.bold), look
            )
        else:
            self.out.typed(text, None, look)

    def _children(self, element: Any) -> None:
        self._text(element.text)
        for child in element:
            self.walk(child)
            self._text(child.tail)

    def _text(self, text: str | None) -> None:
        if not text:
            return
        self._line.parts.append(re.sub(r"\s+", " ", text))
        letters = sum(map(str.isalnum, text))
        self._line.letters += letters
        self._line.bold += letters * bool(self._bold)

    def _inline(self, element: Any) -> None:
        is_bold = element.tag in _BOLD or _BOLD_STYLE.search(element.get("style", ""))
        self._bold += bool(is_bold)
        self._children(element)
        self._bold -= bool(is_bold)

    def _block(self, element: Any) -> None:
        self.flush()
        was_note = self._note
        about = f"{element.get('role', '')} {element.get('class', '')} {element.get('id', '')}"
        self._note = was_note or _NOTES.search(about) is not None
        if element.tag == "li":
            self._lists.item(element)
        self._inline(element)
        self.flush()
        self._note = was_note

    def _opener(self, button: Any) -> None:
        """The button of a part that can be closed is its heading."""
        if self._heading:
            self._children(button)
        else:
            self._in_heading(button, min(self._level + 1, 6))

    def _in_heading(self, element: Any, level: int) -> None:
        self.flush()
        outer, self._heading = self._heading, level
        self._level = level if element.tag in _HEADINGS else self._level
        self._children(element)
        self.flush()
        self._heading = outer

    def _table(self, element: Any) -> None:
        self.flush()
        if element.get("role") in {"presentation", "none"}:
            for cell in element.iter("td", "th"):
                if next(cell.iterancestors("table")) is element:
                    self._block(cell)
            return
        title = tidy(caption(element)) or table_title(self.out.blocks)
        rows, within = grid(element, self.out.counted, self._cell)
        self.out.table(rows, title, within)

    def _cell(self, element: Any) -> Gathering:
        inner = _Walker(Gathering(self.out.counted))
        inner._children(element)
        inner.flush()
        return inner.out


def _is_hidden(element: Any) -> bool:
    hidden = "hidden" in element.attrib or _HIDDEN.search(element.get("style", "")) is not None
    return hidden and not _is_folded(element)


def _about(element: Any) -> str:
    return " ".join(element.get(name, "") for name in ("class", "id", "role"))


def _is_folded(element: Any) -> bool:
    """Whether a hidden element is the closed part of an accordion, of tabs or the like."""
    if _NO_PART.search(_about(element)):
        return False
    before = element.getprevious()
    opened = before is not None and any(
        "aria-expanded" in one.attrib or "aria-controls" in one.attrib for one in before.iter()
    )
    return opened or _FOLDED.search(_about(element)) is not None


def _opens_part(button: Any) -> bool:
    """Whether a button opens a part of the page: it stands in a heading, or before that part."""
    if _NO_PART.search(_about(button)):
        return False
    if any(parent.tag in _HEADINGS for parent in button.iterancestors()):
        return True
    after = button.getnext()
    if after is None or _NO_PART.search(_about(after)):
        return False
    return bool(
        button.get("aria-controls") and button.get("aria-controls") == after.get("id")
    ) or bool(_FOLDED.search(_about(button)) and _FOLDED.search(_about(after)))


def _is_call(element: Any) -> bool:
    """Whether a raised text calls a note: a link within the page, or a bare number."""
    link = element.find(".//a")
    inside = link is not None and link.get("href", "").startswith("#")
    return inside or re.fullmatch(r"\s*\[?\d{1,3}\]?\s*", "".join(element.itertext())) is not None
