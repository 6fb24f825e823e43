"""What a document says, apart from the form it is written in: headings, paragraphs, passages,
lists and tables. One module for each form writes it: ``markdown``, ``web``, ``word``, ``pdf`` and
``slides``.

Texts stand as they are; each writer escapes what its form would read as markup, and leaves out
what it cannot hold (``exports.text.printable``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from graph.settings import version
from linking.intervals import of_total


@dataclass(frozen=True)
class Link:
    """An address of the web behind some words. ``hidden`` where the address must not be read as
    text, as coroners' addresses carry the name of the person who died: forms whose readers see
    the address (Markdown) then give the words alone."""

    words: str
    address: str
    hidden: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading below the title: level 1 begins a section, 2 a part of one. ``notes`` are for who
    speaks to what stands under it; slides alone have a place for them."""

    text: str
    level: Literal[1, 2] = 1
    notes: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Some sentences. A ``notice`` is set apart from the rest, a ``note`` is small print, a
    ``lead`` says in a few words what the next blocks are."""

    text: str
    link: Link | None = None
    look: Literal["plain", "notice", "note", "lead"] = "plain"


@dataclass(frozen=True)
class Passage:
    """Words that keep their lines, and below them in small print where they are from. ``quoted``
    where they are a document's own, and not ours."""

    words: str
    notes: Sequence[str]
    link: Link | None = None
    quoted: bool = True


@dataclass(frozen=True)
class Points:
    """A list, numbered or not."""

    items: Sequence[Paragraph]
    numbered: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under headings; the first cell names its row. ``caption`` says what the table shows,
    for those too who cannot see it."""

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]

    @property
    def widths(self) -> list[float]:
        """The share of the width that each column should have, by its longest text: no column is
        so narrow that it cannot be read, nor takes more than three times as much as another."""
        longest = [max(map(len, column)) for column in zip(self.headings, *self.rows, strict=True)]
        wanted = [min(max(letters, 20), 60) for letters in longest]
        return [one / sum(wanted) for one in wanted]


@dataclass(frozen=True)
class Years:
    """How many of all, year by year: a chart in forms that hold pictures, with ``text`` for those
    who cannot see it, and a table in those that do not. ``counts`` are years, with how many of
    that year and out of how many."""

    caption: str
    counts: Sequence[tuple[int, int, int]]
    noun: str = "reviews"

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Each year in words: '2019', '3 of 5 reviews'."""
        return [(str(year), of_total(number, of, self.noun)) for year, number, of in self.counts]

    @property
    def text(self) -> str:
        """The whole chart in one line."""
        return f"{self.caption}. " + "; ".join(f"{year}: {said}" for year, said in self.rows)


Block = Heading | Paragraph | Passage | Points | Table | Years


@dataclass(frozen=True)
class Document:
    """A whole document; its title is no block. ``keywords`` are for the file's properties, and
    ``foot`` stands at the foot of each page of forms that have pages."""

    title: str
    subtitle: str
    blocks: Sequence[Block]
    keywords: Sequence[str] = ()
    foot: str = ""

    @property
    def author(self) -> str:
        """Who made the file, for its properties."""
        return f"Common Thread {version()}"
