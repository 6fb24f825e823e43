"""A document as PDF, tagged for screen readers (PDF/UA-1), typeset by Typst with the letters of
Inter, which are embedded. ``document.typ`` says how it looks; texts reach it as data."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import typst

from exports import year_chart
from exports.document import Block, Document, Paragraph, Points, Table, Years
from exports.text import one_line, printable, safe_url

_HERE = Path(__file__).parent
_NOT_DRAWN = (
    "Some letters of this document are not in the typeface of this PDF and stand as empty boxes. "
    "The Word file has them."
)


def as_pdf(document: Document) -> bytes:
    """The document as the bytes of a PDF. Where a letter cannot be drawn, the file says so and
    makes no claim to PDF/UA, which asks that each can."""
    given = _data(document)
    try:
        return _compiled(given, ["ua-1"])
    except typst.TypstError:
        given["blocks"].append(_block(Paragraph(_NOT_DRAWN, look="note")))
        return _compiled(given, [])


def _compiled(given: dict[str, Any], standards: list[Any]) -> bytes:
    written = compiler().compile(
        (_HERE / "document.typ").read_bytes(),
        format="pdf",
        sys_inputs={"document": json.dumps(given)},
        pdf_standards=standards,
    )
    if not isinstance(written, bytes):
        raise TypeError("Typst gave no single PDF")
    return written


@cache
def compiler() -> Any:
    """Typst with the fonts of this folder and those it carries, and none of the machine's: a file
    looks the same wherever it is made."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(_HERE / "fonts")])
    return typst.Compiler(root=str(_HERE), font_paths=fonts)


def _data(document: Document) -> dict[str, Any]:
    return {
        "title": one_line(document.title),
        "subtitle": one_line(document.subtitle),
        "author": document.author,
        "keywords": [one_line(word) for word in document.keywords],
        "foot": one_line(document.foot),
        "blocks": [_block(block) for block in document.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Points):
        items = [_block(item) for item in block.items]
        return {"kind": "points", "numbered": block.numbered, "items": items}
    if isinstance(block, Years):
        caption, text = one_line(block.caption), one_line(block.text)
        svg = year_chart.svg(block, year_chart.PAGE)
        return {"kind": "years", "caption": caption, "text": text, "svg": svg}
    widths = {"widths": block.widths} if isinstance(block, Table) else {}
    return (
        {"kind": type(block).__name__.lower()}
        | {name: _value(name, value) for name, value in asdict(block).items()}
        | widths
    )


def _value(name: str, value: Any) -> Any:
    """A value of a block as the template takes it: texts in one line, but for quotations, and
    links only to addresses of the web."""
    if name == "link":
        known = value is not None and safe_url(value["address"])
        return {"words": one_line(value["words"]), "address": known} if known else None
    if isinstance(value, str):
        return printable(value).strip() if name == "words" else one_line(value)
    if isinstance(value, list | tuple):
        return [_value(name, one) for one in value]
    return value
