"""Plain text into an ``Extract``: paragraphs out of wrapped lines, lists, headings and tables.

Form feeds count pages, and what stands at the top or foot of most of them (a running title, a
page number) is dropped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from pathlib import Path

from ingest.documents.decoding import decoded, file_bytes
from ingest.documents.marks import split_mark
from ingest.documents.model import Extract
from ingest.documents.plain_tables import table_rows
from ingest.documents.shaping import Counted, Gathering, Look, looks_like_heading, table_title
from ingest.tables import digest

_RULE = re.compile(r"^\s*([=\-_~*#])\1{2,}\s*$")
_PAGE_NUMBER = re.compile(r"^\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*$", re.IGNORECASE)
_GAP = re.compile(r"\S(?:\t| {2,})\S")
_CELLS = re.compile(r"\S[ ]*\t\s*\S|\|.*\S.*\||^[\s|+:=\-]*[+|][\s|+:=\-]*$")
_WIDEST = 120  # wider lines were never wrapped: each is a paragraph
_EDGE_LINES = 2
# "multi-" at a line's end keeps its hyphen; "safe-" does not.
_PREFIXES = re.compile(
    r"(?:^|\W)(?:multi|single|inter|intra|non|co|self|well|cross|post|pre|re|ex|anti|mid|long|"
    r"short|high|low|full|part|risk|evidence|trauma|follow|decision|face|to|in|on|up|out)-$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Row:
    """One line of the file, and the page it stands on (None: the file has no pages)."""

    text: str
    page: int | None


def read_plain(path: Path) -> Extract:
    """The extract of a text file. Raises InputRefusedError when it is far too large."""
    text = re.sub(r"\r\n?|\x85|\u2028|\u2029|\x0b", "\n", decoded(file_bytes(path)))
    sheets = text.split("\f")
    if len(sheets) > 1 and not sheets[-1].strip():
        sheets.pop()
    out = Gathering(Counted(path.name))
    rows = [
        _Row(line.rstrip(), number if len(sheets) > 1 else None)
        for number, lines in enumerate(_without_furniture(sheets), start=1)
        for line in lines
    ]
    width = _width(rows)
    for group in _groups(_chunks(rows)):
        _read(group, width, out)
    pages, blocks = len(sheets) if len(sheets) > 1 else None, out.finished()
    return Extract(path.name, digest(path), "txt", pages, blocks)


def _without_furniture(sheets: Sequence[str]) -> Iterator[list[str]]:
    """Each page's lines without running titles and page numbers."""
    pages = [[line.replace("\0", "") for line in sheet.split("\n")] for sheet in sheets]
    edges: Counter[str] = Counter()
    if len(pages) > 2:
        for lines in pages:
            edges.update({_shape(line) for line in _edges(lines)})
    for lines in pages:
        if len(pages) == 1:
            yield lines
            continue
        running = {
            line
            for line in _edges(lines)
            if _PAGE_NUMBER.match(line) or edges[_shape(line)] * 2 > len(pages)
        }
        filled = [at for at, line in enumerate(lines) if line.strip()]
        outer = {*filled[:_EDGE_LINES], *filled[-_EDGE_LINES:]}
        yield [line for at, line in enumerate(lines) if at not in outer or line not in running]


def _edges(lines: Sequence[str]) -> list[str]:
    filled = [line for line in lines if line.strip()]
    return filled[:_EDGE_LINES] + filled[-_EDGE_LINES:]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))


def _width(rows: Sequence[_Row]) -> int:
    """The width that lines were wrapped at; 0 when they were not."""
    lengths = sorted(len(row.text) for row in rows if row.text.strip())
    if not lengths:
        return 0
    width = lengths[int(len(lengths) * 0.95)] if len(lengths) > 20 else lengths[-1]
    return 0 if lengths[-1] > max(_WIDEST, width * 2) else width


def _chunks(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    """Lines that belong together: up to an empty line. A paragraph that goes on over a page is
    one."""
    chunk: list[_Row] = []
    gap = False
    for row in rows:
        if not row.text.strip():
            gap = bool(chunk)
            continue
        parted = gap or (chunk and row.page != chunk[-1].page)
        if chunk and parted and not _goes_on(chunk[-1], row):
            yield chunk
            chunk = []
        gap = False
        chunk.append(row)
    if chunk:
        yield chunk


def _goes_on(last: _Row, row: _Row) -> bool:
    """Whether a line after a gap goes on with the one before it: over a page, in mid-sentence."""
    ends = last.text.endswith((".", "?", "!", ":", ";"))
    return row.page != last.page and not ends and row.text.strip()[:1].islower()


def _groups(chunks: Iterable[list[_Row]]) -> Iterator[list[list[_Row]]]:
    """Chunks that may be rows of one table, because each has a wide gap in some line; others by
    themselves."""
    group: list[list[_Row]] = []
    for chunk in chunks:
        has_gap = any(_GAP.search(row.text) for row in chunk)
        if group and not has_gap:
            yield group
            group = []
        if has_gap:
            group.append(chunk)
        else:
            yield [chunk]
    if group:
        yield group


def _read(group: Sequence[list[_Row]], width: int, out: Gathering) -> None:
    lines = [row for chunk in group for row in chunk]
    starts = list(accumulate(map(len, group[:-1]), initial=0)) if len(group) > 2 else []
    if len(group) > 1 and _table(lines, starts, out):
        return
    for chunk in group:
        for is_table, rows in _runs(chunk):
            if not (is_table or len(rows) == len(chunk)) or not _table(rows, [], out):
                _with_rules(rows, width, out)


def _runs(chunk: Sequence[_Row]) -> Iterator[tuple[bool, list[_Row]]]:
    """Parts of a chunk: lines with tabs or bars between words, and others."""
    for is_table, rows in groupby(chunk, lambda row: _CELLS.search(row.text) is not None):
        yield is_table, list(rows)


def _table(rows: Sequence[_Row], starts: Sequence[int], out: Gathering) -> bool:
    found = table_rows([row.text for row in rows], [row.page for row in rows], starts)
    if found:
        out.counted.cell(sum(map(len, found)))
        out.table(found, table_title(out.blocks), Gathering(out.counted))
    return bool(found)


def _with_rules(rows: Sequence[_Row], width: int, out: Gathering) -> None:
    """Paragraphs and headings that are underlined; a rule that stands alone means nothing."""
    start = 0
    for at, row in enumerate(rows):
        if not _RULE.match(row.text):
            continue
        if at > start:
            _paragraphs(rows[start : at - 1], width, out)
            look = Look(bold=True, size=2 if "=" in row.text else 1)
            out.typed(rows[at - 1].text.strip(), rows[at - 1].page, look)
        start = at + 1
    _paragraphs(rows[start:], width, out)


def _paragraphs(rows: Sequence[_Row], width: int, out: Gathering) -> None:
    text, before = "", _Row("", None)
    page: int | None = None
    for row in rows:
        if text and not _wrapped(before.text, row.text, width):
            _add(text, page, out)
            text = ""
        page = page if text else row.page
        text = _joined(text, row.text.strip())
        before = row
    if text:
        _add(text, page, out)


def _add(text: str, page: int | None, out: Gathering) -> None:
    # In a typed text, capitals stand above what is underlined.
    out.typed(text, page, Look(size=3 if text.isupper() else 0))


def _wrapped(before: str, line: str, width: int) -> bool:
    """Whether a line goes on with the one before it. A writer's program breaks a line where the
    next word has no more room."""
    stripped = line.strip()
    if split_mark(stripped)[0] or width == 0:
        return False
    if looks_like_heading(stripped, Look()) or looks_like_heading(before.strip(), Look()):
        return stripped.isupper() and before.strip().isupper()
    if stripped[:1].islower():
        return True
    room = width - len(before.rstrip())
    first = len(stripped.split(maxsplit=1)[0])
    # Lines break a little before the edge where a program counts differently than we do.
    return first + 1 > room - width // 12


def _joined(text: str, line: str) -> str:
    if not text:
        return line
    if text.endswith("-") and not text.endswith(" -") and line[:1].isalpha():
        return text + line if _PREFIXES.search(text) else text[:-1] + line
    return f"{text} {line}"
