"""Publications from a BibTeX or BibLaTeX file: accents decoded, strings and crossrefs resolved."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from bibtexparser.model import (
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ParsingFailedBlock,
)
from pylatexenc.latex2text import LatexNodes2Text

from graph.errors import InputRefusedError
from ingest.delimited import read_text
from ingest.publications import Publication, publications_reading
from ingest.records import Reading, Refusal
from ingest.tables import MAX_CELL
from ingest.titles import cut

_ENTRY = re.compile(r"^\s*@\s*(?!comment|string|preamble)[A-Za-z]+\s*[{(]", re.I | re.M)
_KINDS = {
    "article": "journal article",
    "book": "book",
    "mvbook": "book",
    "collection": "book",
    "inbook": "book chapter",
    "incollection": "book chapter",
    "inproceedings": "conference paper",
    "conference": "conference paper",
    "techreport": "report",
    "report": "report",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "online": "web page",
    "electronic": "web page",
    "www": "web page",
    "legislation": "legislation",
}
# What a part of a book or of proceedings inherits from the entry that its crossref names.
_INHERITED = ("year", "date", "publisher", "editor", "volume", "series")
_CONTAINERS = ("journal", "journaltitle", "booktitle", "series", "publisher", "institution")
_CONTAINERS_LAST = ("organization", "school", "howpublished")
_BARE = re.compile(r"(?<!\\)([%&])")
_ESCAPED = re.compile(r"\\([_&%#$~{}])")
_latex = LatexNodes2Text(math_mode="text", keep_comments=True)


def is_bibtex(text: str) -> bool:
    """Whether a text holds an entry as BibTeX writes it: ``@article{``."""
    return _ENTRY.search(text) is not None


def read_bibtex(path: Path) -> Reading:
    """Read publications from a ``.bib`` file. Abstracts and notes are not kept.

    Raises InputRefusedError for a file without one entry; an entry that is broken or has no
    title is refused, with the line it starts at, and the others are read.
    """
    text, note = read_text(path)
    notes = [note] if note else []
    if not is_bibtex(text):
        raise InputRefusedError(
            f"{path.name} is not a BibTeX file: it holds no entry such as '@article{{'. Export the "
            "references again and choose the format BibTeX."
        )
    # What they log of broken entries and unknown macros is said by refusals, or is of no use.
    for library_name in ("bibtexparser", "pylatexenc"):
        logging.getLogger(library_name).setLevel(logging.CRITICAL)
    # No middleware: it leaves out the entries that the parser sets aside.
    library = parse_string(text, parse_stack=[])
    refusals: list[Refusal] = []
    entries = _entries(library, refusals, notes)
    rows_read = len(entries) + len(refusals)
    found = _publications(entries, library, refusals, notes)
    return publications_reading(path, "BibTeX", rows_read, found, refusals, notes, unit="line")


def _entries(
    library: Library, refusals: list[Refusal], notes: list[str]
) -> list[tuple[int, Entry]]:
    """Every entry with the line it starts at, those too that the parser sets aside for a key
    that stands twice."""
    entries: list[tuple[int, Entry]] = []
    for block in library.blocks:
        row = (block.start_line or 0) + 1
        if isinstance(block, Entry):
            entries.append((row, block))
        elif isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
            inner = block.ignore_error_block
            if isinstance(inner, Entry):
                entries.append((row, inner))
                what = "key" if isinstance(block, DuplicateBlockKeyBlock) else "field"
                notes.append(f"line {row}: a {what} stands twice; the entry was read")
        elif isinstance(block, ParsingFailedBlock):
            refusals.append(Refusal(row, "the entry that starts here is broken, often by a brace"))
    return entries


def _publications(
    entries: list[tuple[int, Entry]],
    library: Library,
    refusals: list[Refusal],
    notes: list[str],
) -> Iterator[Publication]:
    by_key = {entry.key.casefold(): entry for _, entry in entries if entry.key}
    strings: dict[str, str] = {}
    for key, each in library.strings_dict.items():
        strings[key.casefold()], _ = _value(str(each.value), strings)
    for row, entry in entries:
        fields = _fields(entry, row, strings, notes)
        if "\0" in (entry.raw or "") or any(len(value) > MAX_CELL for value in fields.values()):
            refusals.append(Refusal(row, "holds NUL bytes or a field that is far too long"))
            continue
        _inherit(entry, row, fields, by_key, strings, notes)
        try:
            yield _publication(row, entry.entry_type.casefold(), fields)
        except RecursionError:
            refusals.append(Refusal(row, "the entry that starts here has braces without end"))


def _inherit(
    entry: Entry,
    row: int,
    fields: dict[str, str],
    by_key: Mapping[str, Entry],
    strings: Mapping[str, str],
    notes: list[str],
) -> None:
    """Fill in what a crossref gives: a chapter has its year, publisher and book from there."""
    parent = by_key.get(fields.get("crossref", "").casefold())
    if parent and parent is not entry:
        above = _fields(parent, row, strings, notes)
        for name in _INHERITED:
            if name in above:
                fields.setdefault(name, above[name])
        fields.setdefault("booktitle", above.get("title", ""))
    elif fields.get("crossref"):
        notes.append(f"line {row}: crossref '{cut(fields['crossref'], 40)}' is not in the file")


def _fields(entry: Entry, row: int, strings: Mapping[str, str], notes: list[str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for field in entry.fields:
        value, unknown = _value(str(field.value), strings)
        if unknown and field.key.casefold() != "month":
            notes.append(f"line {row}: the string '{cut(unknown, 40)}' is not defined")
        fields.setdefault(field.key.casefold(), value)
    return fields


def _value(raw: str, strings: Mapping[str, str]) -> tuple[str, str]:
    """``jfv # { (Online)}`` with the string of that name filled in, and a name that no string
    of the file has."""
    pieces, unknown = [], ""
    for piece in _pieces(raw):
        if piece[:1] in ("{", '"'):
            pieces.append(piece[1:-1])
        elif piece.casefold() in strings:
            pieces.append(strings[piece.casefold()])
        else:
            unknown = "" if piece.isdigit() else piece
            pieces.append(piece)
    return "".join(pieces), unknown


def _pieces(raw: str) -> Iterator[str]:
    """The parts of a value that ``#`` joins; one within braces or quotation marks joins none."""
    depth, quoted, start = 0, False, 0
    for place, char in enumerate(raw):
        if raw[place - 1 : place] == "\\":
            continue
        depth += {"{": 1, "}": -1}.get(char, 0)
        quoted ^= char == '"' and depth == 0
        if char == "#" and not depth and not quoted:
            yield raw[start:place].strip()
            start = place + 1
    yield raw[start:].strip()


def _publication(row: int, kind: str, fields: Mapping[str, str]) -> Publication:
    names = fields.get("author") or fields.get("editor") or ""
    title = _text(fields.get("title", ""))
    subtitle = _text(fields.get("subtitle", ""))
    containers = (*_CONTAINERS, *_CONTAINERS_LAST)
    address = _ESCAPED.sub(r"\1", fields.get("url", ""))
    return Publication(
        row=row,
        title=f"{title}: {subtitle}" if title and subtitle else title,
        authors=[_author(name) for name in split_multiple_persons_names(names)],
        date=fields.get("year") or fields.get("date") or "",
        container=next((_text(fields[name]) for name in containers if fields.get(name)), ""),
        volume=_text(fields.get("volume", "")),
        number=_text(fields.get("number") or fields.get("issue", "")),
        pages=_text(fields.get("pages", "")),
        doi=_ESCAPED.sub(r"\1", fields.get("doi", "")),
        urls=(address,) if address else (),
        kind=_KINDS.get(kind, "publication"),
    )


def _author(name: str) -> str:
    """``{Home Office}`` stays whole; ``Anna B. Example`` becomes ``Example, Anna B.``;
    ``others`` are BibTeX's word for those who are not named."""
    if name == "others":
        return "et al."
    if name.startswith("{") and name.endswith("}"):
        return f"{{{_text(name)}}}"
    try:
        parts = parse_single_name_into_parts(name, strict=False)
    except InvalidNameError:
        return _text(name)
    family = _text(" ".join((*parts.von, *parts.last)))
    given = _text(" ".join(parts.first))
    return f"{family}, {given}" if given else family


def _text(value: str) -> str:
    r"""LaTeX as text: ``Se{\'a}n`` → ``Seán``. A bare ``%`` or ``&`` is meant as one."""
    return " ".join(_latex.latex_to_text(_BARE.sub(r"\\\1", value)).split())
