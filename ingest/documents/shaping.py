"""What the readers of flowing formats (Word, ODT, HTML, text) share: tidy text, paragraphs that
are headings though no style says so, and the levels of those."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.errors import InputRefusedError
from ingest.documents.marks import BULLETS, depth, split_mark
from ingest.documents.model import Block, Cell

MAX_CELLS = 200_000
"""Cells of one document that are read; the largest tracker seen has some thousands."""
MAX_BLOCKS = 200_000
_HEADING_LETTERS = 120
_SENTENCE_WORDS = 12
_TITLE_LETTERS = 200
_CAPTION = re.compile(r"(?:table|figure|appendix|annex)\s+[\dA-Z]", re.IGNORECASE)
# What XML and JSON cannot hold, and characters that show nothing: soft hyphen, zero width, BOM.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ud800-\udfff]"
)


@dataclass(frozen=True)
class Look:
    """How a paragraph looks, as far as a file says: all bold, all underlined, size in any unit."""

    bold: bool = False
    underlined: bool = False
    size: float = 0


_PLAIN = Look()


def tidy(text: str) -> str:
    """Text on one line, without characters that show nothing."""
    return " ".join(_UNSEEN.sub("", text).split())


def is_sentence(text: str) -> bool:
    """Whether a text styled as a heading is a whole sentence or more: people number paragraphs
    with heading styles."""
    words = text.split()
    return len(words) > 40 or (len(words) > _SENTENCE_WORDS and text.endswith((".", ";")))


def looks_like_heading(text: str, look: Look) -> bool:
    """Whether a paragraph that no style calls a heading is meant as one: short, no sentence, and
    bold, underlined or in capitals throughout."""
    if len(text) > _HEADING_LETTERS or text.endswith((".", ";", ",")):
        return False
    letters = [one for one in text if one.isalpha()]
    if len(letters) < 3:
        return False
    capitals = len(letters) >= 6 and all(one.isupper() for one in letters)
    return look.bold or look.underlined or capitals


def lines_of(text: str) -> list[str]:
    """A paragraph's parts: its line breaks only count where the next line begins with a number or
    bullet, because people break a line by hand to make a list."""
    parts: list[str] = []
    for line in text.split("\n"):
        if not line.strip():
            continue
        if parts and not split_mark(line.lstrip())[0]:
            parts[-1] += " " + line
        else:
            parts.append(line)
    return parts


def typed(text: str, page: int | None, look: Look) -> Iterator[Block]:
    """Blocks of a paragraph that has no style or list of its own: items where numbers were typed,
    headings by their look, else a paragraph."""
    for line in lines_of(text):
        number, rest = split_mark(line.strip())
        rest = tidy(rest)
        if not rest:
            continue
        if number not in BULLETS and looks_like_heading(rest, look):
            yield Block("heading", rest, page, 0, number, look.bold)
        elif number:
            yield Block("item", rest, page, depth(number), number, look.bold)
        else:
            yield Block("paragraph", rest, page, bold=look.bold)


def with_levels(blocks: Sequence[Block], looks: dict[int, Look]) -> list[Block]:
    """Give headings without a level (0) one: below the last styled heading, else by number
    ("2.1") or by size and weight among all such headings. ``looks`` are by place in ``blocks``."""
    unstyled = [
        at for at, block in enumerate(blocks) if block.kind == "heading" and not block.level
    ]
    ranks = sorted({_weight(blocks[at], looks.get(at, Look())) for at in unstyled}, reverse=True)
    levelled = list(blocks)
    above = 0
    for at, block in enumerate(blocks):
        if block.kind != "heading":
            continue
        if block.level:
            above = block.level
            continue
        rank = ranks.index(_weight(block, looks.get(at, Look()))) + 1
        levelled[at] = replace(block, level=min(6, above + min(rank, 2) if above else rank))
    return levelled


def _weight(block: Block, look: Look) -> tuple[float, bool, bool]:
    capitals = block.text.isupper()
    return (look.size, capitals, look.bold)


def table_title(before: Sequence[Block]) -> str:
    """The title of a table that comes after ``before``: the heading, caption or short line
    directly above it."""
    for block in reversed(before):
        if block.kind == "note":
            continue
        if block.kind == "table" or len(block.text) > _TITLE_LETTERS:
            return ""
        plain = block.kind == "heading" or _CAPTION.match(block.text) is not None
        if plain or not block.text.endswith((".", ";")):
            return f"{block.number} {block.text}".strip()
        return ""
    return ""


def _table(rows: Sequence[Sequence[Cell]], title: str) -> Block | None:
    """A table block without empty rows; None for a table without text."""
    kept = tuple(tuple(row) for row in rows if any(cell.text for cell in row))
    if not kept:
        return None
    page = next((cell.page for row in kept for cell in row if cell.text), None)
    return Block("table", "", page, rows=kept, title=title)


class Gathering:
    """Blocks of one document, or of one cell of it, with the looks that heading levels come from.

    ``counted`` is the document's, so that cells count with the rest.
    """

    def __init__(self, counted: Counted) -> None:
        self.counted = counted
        self.blocks: list[Block] = []
        self.looks: dict[int, Look] = {}

    def add(self, block: Block, look: Look = _PLAIN) -> None:
        """One more block."""
        self.counted.block()
        if block.kind == "heading":
            self.looks[len(self.blocks)] = look
        self.blocks.append(block)

    def typed(self, text: str, page: int | None, look: Look = _PLAIN) -> None:
        """The blocks of a paragraph that has no style or list of its own."""
        for block in typed(text, page, look):
            self.add(block, look)

    def table(self, rows: Sequence[Sequence[Cell]], title: str, within: Gathering) -> None:
        """A table, then the tables and notes that stood in its cells. A table of one cell is a
        frame: what stands in it comes as if it stood outside."""
        frame = len(rows) == 1 and len(rows[0]) == 1
        found = None if frame else _table(rows, title)
        if found:
            self.add(found)
        for at, block in enumerate(within.blocks):
            if frame or block.kind in {"table", "note"}:
                self.add(block, within.looks.get(at, _PLAIN))

    def cell_text(self) -> str:
        """The text of a cell whose blocks were gathered: one line for each, with its number."""
        return "\n".join(
            f"{block.number} {block.text}".strip()
            for block in self.blocks
            if block.kind not in {"table", "note"}
        )

    def take(self, other: Gathering, title: str = "") -> None:
        """The blocks of ``other`` after our own; tables without a title get ``title``."""
        for at, block in enumerate(other.blocks):
            if block.kind == "heading":
                self.looks[len(self.blocks)] = other.looks.get(at, _PLAIN)
            named = block.kind == "table" and not block.title
            self.blocks.append(replace(block, title=title) if named else block)

    def finished(self) -> tuple[Block, ...]:
        """The blocks, every heading with a level."""
        return tuple(with_levels(self.blocks, self.looks))


class Counted:
    """Counts cells and blocks of one document, so that none can fill the memory of the process
    that asked for it. Raises InputRefusedError past MAX_CELLS or MAX_BLOCKS."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._cells = 0
        self._blocks = 0

    def cell(self, count: int = 1) -> None:
        self._cells += count
        if self._cells > MAX_CELLS:
            raise InputRefusedError(
                f"{self._name}: holds more than {MAX_CELLS:,} table cells, more than any review. "
                "Not read; save the part you need as a file of its own."
            )

    def block(self) -> None:
        self._blocks += 1
        if self._blocks > MAX_BLOCKS:
            raise InputRefusedError(
                f"{self._name}: holds more than {MAX_BLOCKS:,} paragraphs, more than any review. "
                "Not read; split it, if it is one."
            )
