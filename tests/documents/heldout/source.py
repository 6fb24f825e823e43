"""The held-out documents' source texts: what is written by hand, with its truth marked in place.

A source has lines "key: value" up to a line "---", then blocks parted by blank lines. The words of
a recommendation stand in braces, ``{4|The Board should …}``, wherever they stand; ``^[…]`` is a
footnote, ``**…**`` is bold, ``\\-`` a place where a word may be hyphenated.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

MARK = re.compile(r"\{([\w.+]+)\|((?:[^{}])*)\}", re.DOTALL)
BAR = re.compile(r"\|(?![^{}]*\})")
NOTE = re.compile(r"\^\[([^\]]*)\]")


@dataclass
class SourceBlock:
    """One block of a source: its kind, and where in the document it stands."""

    kind: str
    text: str = ""
    level: int = 0
    number: str = ""
    form: str = "text"
    headings: tuple[str, ...] = ()
    rows: list[list[str]] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)


@dataclass
class Source:
    """A source as parsed: its head (repeated keys are kept in order) and its blocks."""

    name: str
    head: list[tuple[str, str]]
    blocks: list[SourceBlock]

    def get(self, key: str, otherwise: str = "") -> str:
        return next((value for name, value in self.head if name == key), otherwise)

    def all(self, key: str) -> list[str]:
        return [value for name, value in self.head if name == key]


def plain(text: str) -> str:
    """The words as a reader sees them, without marks, footnotes and hyphenation points."""
    text = MARK.sub(lambda found: found.group(2), text)
    return " ".join(NOTE.sub("", text).replace("**", "").replace("\\-", "").split())


def marks(text: str) -> list[tuple[str, str]]:
    """Every marked recommendation in a text: its key and its words."""
    return [(found.group(1), plain(found.group(2))) for found in MARK.finditer(text)]


def runs(text: str) -> list[tuple[str, str]]:
    """The text as runs ("plain" | "bold" | "note", words), for a writer of a format."""
    text = MARK.sub(lambda found: found.group(2), text).replace("\\-", "\u00ad")
    pieces: list[tuple[str, str]] = []
    for part in re.split(r"(\*\*.+?\*\*|\^\[[^\]]*\])", text, flags=re.DOTALL):
        words = " ".join(part.split("\n"))
        if part.startswith("**"):
            pieces.append(("bold", words[2:-2]))
        elif part.startswith("^["):
            pieces.append(("note", words[2:-1]))
        elif words:
            pieces.append(("plain", words))
    return pieces


def read_source(path: Path) -> Source:
    """Parse one source text."""
    head_text, body = path.read_text(encoding="utf-8").split("\n---\n", 1)
    head = []
    for line in head_text.splitlines():
        if line.strip():
            key, value = line.split(":", 1)
            head.append((key.strip(), value.strip()))
    blocks: list[SourceBlock] = []
    path_of: list[tuple[int, str]] = []
    form = "text"
    for chunk in re.split(r"\n\s*\n", body.strip()):
        lines = chunk.splitlines()
        while lines and lines[0].startswith("@form"):
            form = lines.pop(0).split()[1]
        if not lines:
            continue
        for block in _blocks(lines):
            if block.kind == "heading":
                path_of = [entry for entry in path_of if entry[0] < block.level]
                path_of.append((block.level, plain(block.text)))
            block.form = form
            block.headings = tuple(words for _, words in path_of)
            blocks.append(block)
    return Source(path.stem, head, blocks)


def _blocks(lines: list[str]) -> list[SourceBlock]:
    first = lines[0]
    if first.startswith("@table"):
        options = dict(re.findall(r'(\w+)="([^"]*)"', first))
        return [SourceBlock("table", rows=_rows(lines), options=options)]
    if first.startswith("@"):
        words = first[1:].split(None, 1)
        return [SourceBlock(words[0], text=words[1] if len(words) > 1 else "")]
    if first.startswith("#"):
        depth = len(first) - len(first.lstrip("#"))
        return [SourceBlock("heading", " ".join(lines).lstrip("# "), level=depth)]
    if first.startswith("% "):
        return [SourceBlock("title", line.lstrip("% ")) for line in lines]
    if first.startswith("+"):
        return _items(lines)
    return [SourceBlock("paragraph", "\n".join(lines))]


def _rows(lines: list[str]) -> list[list[str]]:
    """A table's rows: a line that does not begin with a bar goes on with the row before it. The
    bar inside a mark's braces parts no cells."""
    rows: list[str] = []
    for line in lines[1:]:
        if line.lstrip().startswith("|"):
            rows.append(line.strip())
        else:
            rows[-1] += " " + line.strip()
    return [[cell.strip() for cell in BAR.split(row)[1:-1]] for row in rows]


def _items(lines: list[str]) -> list[SourceBlock]:
    items: list[SourceBlock] = []
    for line in lines:
        found = re.match(r"(\++) (.*?) :: (.*)", line)
        if found:
            items.append(
                SourceBlock("item", found.group(3), len(found.group(1)), found.group(2).strip())
            )
        else:
            items[-1].text += "\n" + line
    return items
