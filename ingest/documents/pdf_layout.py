"""From the lines of pages to blocks: furniture, tables, notes and columns in turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ingest.documents.pdf_aligned import aligned_tables
from ingest.documents.pdf_blocks import Builder
from ingest.documents.pdf_columns import regions
from ingest.documents.pdf_furniture import PageLines, without_furniture
from ingest.documents.pdf_made import Made, Type, body_type
from ingest.documents.pdf_notes import split_notes
from ingest.documents.pdf_tables import Table, append, goes_on, ruled_tables

_SAMPLE = 16  # pages whose type is looked at
_WIDE = 0.5  # of the page's width: running text in one column is wider


class Layout:
    """Takes pages in order, some hundred at a time, and makes blocks of them."""

    def __init__(self, outline: dict[int, dict[str, int]]) -> None:
        self._letters: Counter[tuple[float, bool]] = Counter()
        self._gaps: Counter[tuple[float, int]] = Counter()
        self._builder = Builder(outline)

    def take(self, pages: Sequence[PageLines]) -> None:
        """The next pages."""
        if not pages:
            return
        without_furniture(pages)
        body = self._type(pages)
        for page in pages:
            self._page(page, body)

    def finished(self) -> list[Made]:
        """All blocks; nothing can be taken afterwards."""
        self._builder.close()
        return self._builder.done

    def _type(self, pages: Sequence[PageLines]) -> Type:
        narrow: Counter[tuple[float, bool]] = Counter()
        # Some pages from everywhere show the type as well as all of them.
        for page in pages[:: max(1, len(pages) // _SAMPLE)]:
            wide, last, bottom = _WIDE * page.width, 0.0, 0.0
            for line in page.lines:
                size = line.size
                letters = self._letters if line.x1 - line.x0 > wide else narrow
                letters[size, line.bold] += len(line.text)
                if last == size:
                    self._gaps[size, round(2 * (line.y1 - bottom))] += 1
                last, bottom = size, line.y1
        enough = sum(self._letters.values()) > 0.2 * sum(narrow.values())
        body = body_type(self._letters if enough else self._letters + narrow, self._gaps)
        body.right = self._right(pages, body)
        return body

    @staticmethod
    def _right(pages: Sequence[PageLines], body: Type) -> float:
        """Where most lines of the running text end on upright pages; 0 when there are few."""
        ends = sorted(
            line.x1
            for page in pages[:20]
            if page.width < page.height
            for line in page.lines
            if line.size == body.size and line.x1 - line.x0 > _WIDE * page.width
        )
        return ends[int(0.9 * len(ends))] if len(ends) > 20 else 0.0

    def _page(self, page: PageLines, body: Type) -> None:
        builder, lines = self._builder, page.lines
        tables: list[Table] = []
        if page.grids:
            tables, lines = ruled_tables(page.grids, lines)
        lines, notes = split_notes(lines, page, body)
        before = builder.last_table()
        before = before if before and before.header and before.ends == page.number - 1 else None
        if page.headers or before:
            more, lines = aligned_tables(lines, page.headers, page.rules, before)
            tables = sorted([*tables, *more], key=lambda table: table.y0)
        for table in tables:
            above = [line for line in lines if line.y1 <= table.y0 + 2]
            lines = [line for line in lines if line.y1 > table.y0 + 2]
            for region in regions(above):
                builder.region(region, body)
            last = builder.last_table() if not above else None
            if last and last.ends == page.number - 1 and goes_on(last, table):
                append(last, table)
            else:
                builder.table(table)
        for region in regions(lines):
            builder.region(region, body)
        for note in notes:
            builder.note(note)
