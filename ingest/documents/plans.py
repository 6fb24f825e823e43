"""Recommendations and actions in tables: plans, trackers, lists set as tables, boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.documents.candidates import Candidate
from ingest.documents.cards import cards
from ingest.documents.columns import by_cells, by_headers
from ingest.documents.model import Block, Cell
from ingest.documents.part_names import ASKING
from ingest.documents.parts import Situated
from ingest.documents.plan_fields import MARK
from ingest.documents.plan_rows import Rows


@dataclass
class Columns:
    """The columns of the table read last: a table that goes on without a header uses them."""

    places: dict[str, int] = field(default_factory=dict)
    width: int = 0
    persons: bool = False


def is_box(block: Block) -> bool:
    """Whether a table is a callout: one cell, or one filled cell in each of its rows."""
    return all(sum(bool(cell.text.strip()) for cell in row) <= 1 for row in block.rows)


def boxed(here: Situated) -> Iterator[Situated]:
    """The lines of a callout as blocks of their own."""
    for row in here.block.rows:
        for cell in row:
            for line in cell.text.split("\n"):
                if line.strip():
                    yield replace(here, block=_line(line.strip(), cell.page))


def _line(text: str, page: int | None) -> Block:
    found = MARK.match(text)
    if found:
        return Block("item", text[found.end() :], page, 1, found["mark"])
    return Block("paragraph", text, page)


def plan_rows(here: Situated, known: Columns) -> Iterator[Candidate]:
    """The recommendations and actions of a table; none where it is no such table.

    ``known`` are the columns of the table before, and are changed to those of this one.
    """
    texts = [[cell.text.strip() for cell in spread(row)] for row in here.block.rows]
    turned = cards(here, texts)
    if turned is not None:
        yield from turned
        return
    start, places = _columns(here, texts, known)
    if not places:
        return
    known.places, known.width = places, max(map(len, texts))
    known.persons = known.persons if not start else _of_persons(texts[start - 1], places)
    reader = Rows(here, places, _titles(here, texts[:start]), persons=known.persons)
    headed = bool(start)
    for cells, row in zip(texts[start:], here.block.rows[start:], strict=True):
        again = by_headers(cells)
        if again and headed:
            reader.places = again
            continue
        yield from reader.take(cells, row)
    yield from reader.rest()


def spread(row: Sequence[Cell]) -> list[Cell]:
    """The cells of a row, one a column: what a wide cell covers besides its first is empty."""
    cells: list[Cell] = []
    for cell in row:
        cells.append(cell)
        cells.extend([Cell("", cell.page)] * (cell.span - 1))
    return cells


def _titles(here: Situated, before: Sequence[Sequence[str]]) -> list[str]:
    """What names the table as a whole: rows of one cell above the header, and its caption."""
    said = [next(c for c in row if c) for row in before if sum(map(bool, row)) == 1]
    return [*reversed(said), *([here.block.title] if here.block.title else [])]


_PERSON = re.compile(
    r"person|officer|\bname|by whom|\bwho|role|manager|director|professional", re.I
)


def _of_persons(header: Sequence[str], places: dict[str, int]) -> bool:
    """Whether the lead column holds persons or offices rather than agencies."""
    place = places.get("lead", -1)
    return 0 <= place < len(header) and bool(_PERSON.search(header[place]))


def _columns(here: Situated, texts: list[list[str]], known: Columns) -> tuple[int, dict[str, int]]:
    """How many rows stand above the first recommendation, and what the columns hold."""
    for place, row in enumerate(texts[:4]):
        found = by_headers(row)
        if found:
            if "recommendation" in found or here.part in ASKING or len(found) > 2:
                return place + 1, found
            return 0, {}
    width = max(map(len, texts), default=0)
    if known.places and width == known.width and here.part in ASKING:
        return 0, known.places
    if here.part not in ASKING:
        return 0, {}
    return 0, by_cells([row for row in texts if sum(map(bool, row)) > 1])
