"""Counting pages in formats that flow: only by the breaks that a file holds."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ingest.documents.model import Block


@dataclass
class Pages:
    """Where we are. A word processor leaves a mark where it last broke a page by itself, also
    after a break that somebody set, which must not count twice."""

    number: int = 1
    has_signs: bool = False
    fresh: bool = True
    begun: bool = False

    def broken(self) -> None:
        """Somebody set a break here."""
        self.number += 1
        self.has_signs = self.fresh = self.begun = True

    def before(self) -> None:
        """What comes next begins a page, and so does nothing if it does already."""
        self.has_signs = True
        if self.begun and not self.fresh:
            self.broken()

    def rendered(self) -> None:
        """The program broke the page here when it last showed the file."""
        self.has_signs = True
        if not self.fresh:
            self.broken()

    def filled(self) -> None:
        """Something stands on the page."""
        self.fresh, self.begun = False, True

    def told(self, blocks: tuple[Block, ...]) -> tuple[int | None, tuple[Block, ...]]:
        """How many pages there are, and the blocks; without any sign of pages, None for both."""
        if self.has_signs:
            return self.number, blocks
        return None, tuple(_without_page(block) for block in blocks)


def _without_page(block: Block) -> Block:
    rows = tuple(tuple(replace(cell, page=None) for cell in row) for row in block.rows)
    return replace(block, page=None, rows=rows)
