"""Counting pages in formats that flow: only by the breaks that a file holds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ingest.documents.model import Block, Unread

_LARGE_CM = (9.0, 6.0)  # a table or plan pasted as a picture is as large; logos are smaller


@dataclass
class Pages:
    """Where we are. A word processor leaves a mark where it last broke a page by itself, also
    after a break that somebody set, which must not count twice."""

    number: int = 1
    has_signs: bool = False
    fresh: bool = True
    begun: bool = False
    pictures: list[int] = field(default_factory=list)

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

    def picture(self, width_cm: float, height_cm: float) -> None:
        """A picture stands here; a large one may hold text, which nobody reads. The first thing in
        a document is its cover."""
        if self.begun and width_cm >= _LARGE_CM[0] and height_cm >= _LARGE_CM[1]:
            self.pictures.append(self.number)

    def unread(self) -> tuple[Unread, ...]:
        """Large pictures, for a person to look at: parts of pages, whose text was read."""
        pages = [f" on page {page}" if self.has_signs else "" for page in self.pictures]
        return tuple(
            Unread(None, f"a large picture{where}; text in it was not read")
            for where in dict.fromkeys(pages)
        )

    def told(self, blocks: tuple[Block, ...]) -> tuple[int | None, tuple[Block, ...]]:
        """How many pages there are, and the blocks; without any sign of pages, None for both."""
        if self.has_signs:
            return self.number, blocks
        return None, tuple(_without_page(block) for block in blocks)


def _without_page(block: Block) -> Block:
    rows = tuple(tuple(replace(cell, page=None) for cell in row) for row in block.rows)
    return replace(block, page=None, rows=rows)
