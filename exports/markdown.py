"""A document as Markdown (CommonMark, with tables); no text of it becomes markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from exports.document import (
    Block,
    Document,
    Heading,
    Link,
    Paragraph,
    Passage,
    Points,
    Table,
    Years,
)
from exports.text import one_line, printable, safe_url

_PUNCTUATION = re.compile(r"([\\`*_{}\[\]<>#|~$&]|^[-+=]|^\d+(?=[.)]))")
# Readers of Markdown make links of bare addresses; a backslash parts them and is not shown.
_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)

_LOOKS = {"notice": "> {}", "lead": "**{}**"}


def as_markdown(document: Document) -> bytes:
    """The document in UTF-8."""
    lines = [f"# {_escaped(document.title)}", ""]
    if document.subtitle:
        lines += [_escaped(document.subtitle), ""]
    for block in document.blocks:
        lines += [*_lines(block), ""]
    return "\n".join(lines).encode("utf-8")


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * (block.level + 1)} {_escaped(block.text)}"
    elif isinstance(block, Passage):
        yield from _passage(block)
    elif isinstance(block, Points):
        for number, item in enumerate(block.items, start=1):
            yield f"{f'{number}.' if block.numbered else '-'} {_paragraph(item)}"
    elif isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Years):
        yield from _table(Table(block.caption, ("Year", block.noun.capitalize()), block.rows))
    else:
        yield _LOOKS.get(block.look, "{}").format(_paragraph(block))


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield _escaped(table.caption)
        yield ""
    yield _row(table.headings)
    yield _row(["---"] * len(table.headings), str)
    yield from map(_row, table.rows)


def _passage(passage: Passage) -> Iterator[str]:
    """Line by line, each of ours and of theirs kept by a backslash at its end."""
    said = [_escaped(line) for line in printable(passage.words).split("\n") if line.strip()]
    notes = [_escaped(note) for note in passage.notes]
    notes[-1:] = [notes[-1] + _link(passage.link)] if notes else []
    before = "> " if passage.quoted else ""
    yield "\\\n".join(f"{before}{line}" for line in said)
    yield before.strip()
    yield "\\\n".join(f"{before}{line}" for line in notes)


def _paragraph(paragraph: Paragraph) -> str:
    return _escaped(paragraph.text) + _link(paragraph.link)


def _link(link: Link | None) -> str:
    if link is None or not safe_url(link.address):
        return ""
    if link.hidden:
        return f" ({_escaped(link.words)})"
    # Nothing in the address may end the place it stands in.
    address = safe_url(link.address).translate({ord(sign): f"%{ord(sign):X}" for sign in "\\<>"})
    return f" [{_escaped(link.words)}](<{address}>)"


def _row(cells: Iterable[str], escaped: Callable[[str], str] | None = None) -> str:
    return f"| {' | '.join(map(escaped or _escaped, cells))} |"


def _escaped(text: str) -> str:
    escaped = _PUNCTUATION.sub(_backslash, one_line(text))
    return _ADDRESS.sub(r"\\", escaped)


def _backslash(found: re.Match[str]) -> str:
    """A backslash before a sign, and after a number that would begin a list."""
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"
