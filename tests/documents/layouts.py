"""The light markup in which test documents are written by hand, read into elements.

A source (``NAME.src``) is TOML (how to make it, and its truth), a line ``%%%``, then the body::

    # Heading            (## to ######; one line)
    !cover Big centred line        !bold A bold line       !small Small print
    !centre A centred line         !toc Recommendations | 14
    A paragraph: lines that follow
    one another are joined.
    * [1.] An item with its number as printed; leading spaces are its depth
      * [a)] one deeper           * [-] a bullet
      * [#] numbered by Word or HTML itself, not in the text (also #a, #i; and through the
    whole document #+, #R, #rec); not in PDF
    +++                            a new page
    [[columns 2]]                  two columns from here, on a new page (PDF only); [[columns 1]]
    [[turned]]                     pages on their side from here until [[columns 1]] (PDF only)
    !box Words in a text box       (in Word a drawn one, as Word saves it: twice)
    |table widths=30,70 title="Action plan: Police" header=1
    |row                           (each row; cells are divided by a line ||, or ||2 when the next
    first cell                      covers two columns; a blank line divides a cell's paragraphs;
                                    a cell "^" is one with the cell above: PDF only)
    ||
    second cell
    |end
    Text with **bold**, a footnote[^1] and «r1 list|the words of recommendation r1».
    [^1]: The footnote.
    {+words+} inserted and {-words-} deleted as tracked changes (Word only)

A mark ``«id form|words»`` says that these words are the recommendation ``id`` standing there as
``form`` (summary, text, list, plan); ``+`` instead of a form: goes on there (a lettered point);
``action``, ``lead``, ``date``, ``status``, ``outcome``: its cell of the plan.
"""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MARK = re.compile(r"«(?P<id>\S+) (?P<form>[a-z+]+)\|(?P<words>.*?)»", re.DOTALL)
MERGED = ("^",)  # the text of a cell that is one with the cell above
NOTE = re.compile(r"\[\^(\w+)\]")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_TRACKED = re.compile(r"\{\+(.+?)\+\}|\{-(.+?)-\}")
_ITEM = re.compile(r"(?P<depth> *)\* \[(?P<number>[^\]]+)\] (?P<text>.*)", re.DOTALL)
_STYLED = re.compile(r"!(?P<style>cover|centre|bold|small|toc|right|box) (?P<text>.*)", re.DOTALL)
_HEADING = re.compile(r"(?P<level>#{1,6}) (?P<text>.*)", re.DOTALL)


@dataclass(frozen=True)
class Heading:
    text: str
    level: int


@dataclass(frozen=True)
class Para:
    text: str
    style: str = ""


@dataclass(frozen=True)
class Item:
    text: str
    number: str
    depth: int


@dataclass(frozen=True)
class Cell:
    texts: tuple[str, ...]
    span: int = 1


@dataclass(frozen=True)
class Table:
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    title: str = ""
    header: int = 1


@dataclass(frozen=True)
class PageBreak:
    pass


@dataclass(frozen=True)
class Columns:
    count: int


@dataclass(frozen=True)
class Turned:
    """Pages on their side from here on."""


Element = Heading | Para | Item | Table | PageBreak | Columns | Turned


@dataclass
class Source:
    """One source: how to make it and its truth (``head``), elements and footnotes."""

    path: Path
    head: dict[str, Any]
    elements: list[Element] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def make(self) -> dict[str, Any]:
        return self.head.get("make", {})


def read_source(path: Path) -> Source:
    """Read one ``.src``."""
    head, body = path.read_text(encoding="utf-8").split("\n%%%\n", 1)
    source = Source(path, tomllib.loads(head))
    curly = source.make.get("curly", True)
    lines = (_curly(line) if curly else line for line in body.splitlines())
    held: list[str] = []

    def flush() -> None:
        if held:
            source.elements.append(_element("\n".join(held)))
            held.clear()

    for line in lines:
        if note := re.match(r"\[\^(\w+)\]: (.*)", line):
            source.notes[note[1]] = note[2]
        elif line.startswith("|table"):
            flush()
            source.elements.append(_table(line, lines))
        elif single := _line_alone(line):
            flush()
            source.elements.append(single)
        elif not line.strip():
            flush()
        else:
            if re.match(r" *\* \[|!\w", line):
                flush()
            held.append(line)
            if line.startswith("!bold"):
                flush()
    flush()
    return source


def _curly(line: str) -> str:
    """Quotation marks as a word processor sets them."""
    if line.startswith("|table"):
        return line
    line = re.sub(r'(?<![^\s(«|])"', "“", line).replace('"', "”")
    return re.sub(r"(?<![^\s(«|“])'", "‘", line).replace("'", "’")


def _line_alone(line: str) -> Element | None:
    """A heading, page break or change of columns, each a line that nothing goes on from."""
    if found := _HEADING.fullmatch(line):
        return Heading(_joined(found["text"]), len(found["level"]))
    if columns := re.fullmatch(r"\[\[columns (\d)\]\]", line.strip()):
        return Columns(int(columns[1]))
    if line.strip() == "[[turned]]":
        return Turned()
    return PageBreak() if line.strip() == "+++" else None


def _element(text: str) -> Element:
    if found := _STYLED.fullmatch(text):
        return Para(_joined(found["text"]), found["style"])
    if found := _ITEM.fullmatch(text):
        return Item(_joined(found["text"]), found["number"], len(found["depth"]) // 2 + 1)
    return Para(_joined(text))


def _table(line: str, lines: Iterator[str]) -> Table:
    options = dict(word.split("=", 1) for word in shlex.split(line)[1:])
    rows: list[list[Cell]] = []
    held: list[str] = []
    span = 1

    def flush() -> None:
        texts = tuple(_joined(t) for t in "\n".join(held).split("\n\n"))
        rows[-1].append(Cell(texts, span))
        held.clear()

    for line in lines:
        if line.startswith("||"):
            flush()
            span = int(line[2:].strip() or 1)
        elif line.startswith(("|row", "|end")):
            if rows:
                flush()
            if line.startswith("|end"):
                break
            rows.append([])
            span = int(line[4:].strip() or 1)
        else:
            held.append(line.strip())
    widths = tuple(int(w) for w in options["widths"].split(","))
    title, header = options.get("title", ""), int(options.get("header", 1))
    return Table(tuple(tuple(row) for row in rows), widths, title, header)


def _joined(text: str) -> str:
    return " ".join(text.split())


def texts(element: Element) -> Iterator[str]:
    """The marked texts of an element, in reading order."""
    if isinstance(element, Heading | Para | Item):
        yield element.text
    elif isinstance(element, Table):
        yield element.title
        for row in element.rows:
            for cell in row:
                yield from cell.texts


def unmarked(text: str) -> str:
    """Without the marks of recommendations; bold and footnote marks stay."""
    return MARK.sub(lambda found: found["words"], text)


def plain(text: str) -> str:
    """The bare words: without any mark, with tracked changes accepted."""
    accepted = _TRACKED.sub(lambda found: found[1] or "", unmarked(text))
    return NOTE.sub("", _BOLD.sub(r"\1", accepted))


def runs(text: str) -> Iterator[tuple[str, str]]:
    """The pieces of an unmarked text: ("", words), ("bold", words), ("note", its mark),
    ("inserted", words) or ("deleted", words)."""
    place = 0
    kinds = ("", "bold", "note", "inserted", "deleted")
    for found in re.finditer(rf"{_BOLD.pattern}|{NOTE.pattern}|{_TRACKED.pattern}", text):
        if found.start() > place:
            yield "", text[place : found.start()]
        yield kinds[found.lastindex or 0], found[found.lastindex or 0]
        place = found.end()
    if place < len(text):
        yield "", text[place:]
