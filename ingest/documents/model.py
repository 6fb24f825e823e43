"""The two records that documents pass through: ``Extract``, then ``Draft``.

An extract says what stands in a file, in reading order, and on which page; it judges nothing. A
draft says what was understood, each part with its place and its doubts, for a person to check.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "table", "note"]


@dataclass(frozen=True)
class Cell:
    """One cell of a table: its text, the page it begins on, and how many columns it covers."""

    text: str
    page: int | None
    span: int = 1


@dataclass(frozen=True)
class Block:
    """One block of a document, in reading order.

    Wrapped lines are joined, words hyphenated at a line's end are whole, running headers and
    footers are gone, a paragraph that goes on over a page is one block, and a table that goes on
    over pages is one table (a repeated header row stands once). ``number`` is the list number or
    bullet as printed ("3", "1.2", "(a)", "R4", "•"), also where Word numbers by itself; it is not
    part of ``text``. ``level`` is 1 to 6 for a heading (1 the highest; guessed from size and
    weight in a PDF), the depth from 1 of an item, else 0. ``page`` counts pages of the file from
    1, and is None where the format has none. ``rows`` are a table's, else empty; ``title`` is a
    table's caption where the file marks one.
    """

    kind: BlockKind
    text: str
    page: int | None = None
    level: int = 0
    number: str = ""
    bold: bool = False
    rows: tuple[tuple[Cell, ...], ...] = ()
    title: str = ""


@dataclass(frozen=True)
class Unread:
    """A page (None: a part without page) that gave no text, and why, for a person to read."""

    page: int | None
    reason: str


@dataclass(frozen=True)
class Extract:
    """What stands in one file. ``format`` is pdf, docx, odt, html, txt, md or xlsx; ``pages`` is
    None where the format has none; ``recognised`` are pages whose text OCR read."""

    file_name: str
    digest: str
    format: str
    pages: int | None
    blocks: tuple[Block, ...]
    unread: tuple[Unread, ...] = ()
    recognised: tuple[int, ...] = ()
    title: str = ""
    """The title in the file's own properties; often wrong, so only a last resort."""


Form = Literal["summary", "text", "list", "plan"]


@dataclass(frozen=True)
class Place:
    """One place where a recommendation stands: page, headings above it (highest first), and
    whether that is the summary, running text, the list of recommendations or the action plan."""

    page: int | None
    headings: tuple[str, ...]
    form: Form


Inherited = Literal["", "heading", "column", "table title"]


@dataclass(frozen=True)
class DraftAddressee:
    """Who is asked to act, in the document's words; ``inherited`` says where from, and is empty
    when the sentence itself says so."""

    raw: str
    inherited: Inherited = ""


@dataclass(frozen=True)
class DraftRecommendation:
    """One recommendation as understood. ``key`` is stable within a document as long as its words
    and number are; ``text`` are the exact words, without the number. ``doubts`` are reasons, for
    a person, why this may be wrong; empty when nothing is doubtful."""

    key: str
    text: str
    number: str
    kind: str
    scope: str
    addressees: tuple[DraftAddressee, ...]
    places: tuple[Place, ...]
    plan_action: str = ""
    plan_lead: str = ""
    plan_target_date: str = ""
    plan_status: str = ""
    plan_outcome: str = ""
    doubts: tuple[str, ...] = ()


Part = Literal["panel", "contributor", "author of IMR", "commissioner", "named"]


@dataclass(frozen=True)
class DraftAgency:
    """An agency that had a part in the case or its review, in the document's words."""

    raw: str
    part: Part
    page: int | None


@dataclass(frozen=True)
class Passage:
    """A passage that shows what the case raised (a finding, lesson or missed chance)."""

    text: str
    page: int | None
    headings: tuple[str, ...]


@dataclass(frozen=True)
class Draft:
    """What was understood of one document. ``kind`` is one of ``graph.schema.REVIEW_KINDS``;
    ``date`` is ISO, as exact as the document says ("2021", "2021-03", "2021-03-09") or empty;
    ``author`` is a role ("independent chair"), never a name. ``warnings`` are about the document
    as a whole (no recommendation found, over sixty, pages not read)."""

    file_name: str
    digest: str
    format: str
    pages: int | None
    unread: tuple[Unread, ...]
    title: str
    kind: str
    area: str
    date: str
    author: str
    agencies: tuple[DraftAgency, ...]
    passages: tuple[Passage, ...]
    recommendations: tuple[DraftRecommendation, ...]
    warnings: tuple[str, ...] = ()
