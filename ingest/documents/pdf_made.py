"""What blocks are made of while a PDF is read, the type of its text, and its headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.documents.marks import depth
from ingest.documents.model import BlockKind
from ingest.documents.pdf_lines import Line
from ingest.documents.pdf_tables import Table

LARGER = 1.12  # of the size of the text: a heading's is larger by as much
_STOPPED = re.compile(r"[.!?;,][”’\"')\]]*$")
_CONTENTS = re.compile(r"(?:table of )?contents(?: page)?$", re.IGNORECASE)
_BARE = re.compile(r"(\d{1,2}|[B-HJ-Z])\s+(?=[A-Z])(?!Minute)")  # no chapter: "A Second Review"
_QUESTION = re.compile(r"(?:\S+ ){1,8}\S+\?")  # a heading may ask: "How will we know?"
_MOST_LETTERS = 160  # of a heading; two full lines
_STEP = 6.0  # points by which an item inside another is set in

Style = tuple[float, bool, bool]


@dataclass(slots=True)
class Made:
    """A block while it is made. ``style`` ranks headings: size, bold and capitals. ``set_off``:
    set as headings are, which its length and its last sign decide in the end."""

    kind: BlockKind
    text: str
    page: int
    number: str = ""
    bold: bool = False
    style: Style = (0.0, False, False)
    indent: float = 0.0
    table: Table | None = None
    last: Line | None = None
    right: float = 0.0
    leading: float = 0.0
    level: int = 0
    set_off: bool = False
    hanging: float | None = None

    @property
    def opens_contents(self) -> bool:
        """Whether this is the heading of a table of contents."""
        return self.kind == "heading" and bool(_CONTENTS.match(self.text))


@dataclass
class Type:
    """The type of the running text: its size, whether it is bold, how far apart the lines of
    each size usually are, and the right edge that lines run to."""

    size: float
    bold: bool = False
    leadings: dict[float, float] = field(default_factory=dict)
    right: float = 0.0

    def leading(self, size: float) -> float:
        """The usual distance from line to line in type of a size."""
        return self.leadings.get(size, 1.25 * size)

    def sets_off(self, line: Line) -> bool:
        """Whether a line is set as headings are: larger, or bold where the text is not."""
        if line.size >= LARGER * self.size:
            return True
        return line.bold and not self.bold and line.size >= 0.93 * self.size


def body_type(letters: Counter[tuple[float, bool]], gaps: Counter[tuple[float, int]]) -> Type:
    """The type that most letters of a document are set in; ``gaps`` count distances of lines, in
    half points, by size."""
    if not letters:
        return Type(11.0)
    (size, bold), _ = letters.most_common(1)[0]
    leadings: dict[float, float] = {}
    for (own, gap), _ in gaps.most_common():
        if own not in leadings and 0.9 * own <= gap / 2 <= 2.4 * own:
            leadings[own] = gap / 2
    return Type(size, bold, leadings)


def settle(made: Made) -> Made:
    """Decide, when a block has ended, whether it is a heading: it is short, and does not end as
    a sentence does. A line in capitals is one too."""
    text = made.text
    if made.kind == "note" or not any(char.isalpha() for char in text):
        made.kind = "item" if made.kind == "heading" and made.number else made.kind
        return made
    shouted = capitals(text) and len(text) > 3 and not made.table
    headed = made.level > 0 or (
        (made.set_off or shouted)
        and len(text) <= _MOST_LETTERS
        and not (_STOPPED.search(text) and not _QUESTION.fullmatch(text))
        and not (text[0].islower() and not made.number)
    )
    if headed:
        made.kind = "heading"
        found = None if made.number else _BARE.match(text)
        if found:
            made.number, made.text = found[1], text[found.end() :]
    elif made.kind == "heading":
        made.kind = "item" if made.number else "paragraph"
    return made


def capitals(text: str) -> bool:
    """Whether all letters are capitals, and there are some."""
    return text.isupper() and sum(map(str.isalpha, text)) > 2


def set_levels(made: Sequence[Made]) -> None:
    """Give headings their level, by the outline where the document has one, else by the rank of
    their style and how deep their number is; and items theirs, by number and by how far in."""
    ranks = _ranks(made)
    shallowest: dict[Style, int] = {}
    for one in made:
        if one.kind == "heading" and one.number:
            own = depth(one.number)
            shallowest[one.style] = min(own, shallowest.get(one.style, own))
    indents: list[tuple[float, int]] = []
    for one in made:
        if one.kind == "heading":
            if not one.level:
                deeper = depth(one.number) - shallowest[one.style] if one.number else 0
                one.level = min(6, ranks[one.style] + deeper)
            indents.clear()
        elif one.kind == "item":
            while indents and indents[-1][0] > one.indent - _STEP:
                indents.pop()
            inner = indents[-1][1] + 1 if indents else 1
            one.level = min(6, max(depth(one.number), inner))
            indents.append((one.indent, one.level))


def _ranks(made: Sequence[Made]) -> dict[Style, int]:
    """The rank of each style of headings: sizes that differ by a twentieth are one, bold before
    plain, capitals before small letters. Where the outline knows headings of a style, its level."""
    known: dict[Style, Counter[int]] = {}
    styles: set[Style] = set()
    for one in made:
        if one.kind == "heading":
            styles.add(one.style)
            if one.level:
                known.setdefault(one.style, Counter())[one.level] += 1
    ranks: dict[Style, int] = {}
    rank, before = 0, None
    for style in sorted(styles, reverse=True):
        if not before or style[1:] != before[1:] or style[0] < 0.95 * before[0]:
            rank, before = rank + 1, style
        ranks[style] = known[style].most_common(1)[0][0] if style in known else min(6, rank)
    return ranks
