"""Sources into HTML, Markdown, plain text and XLSX."""

from __future__ import annotations

import textwrap
from html import escape
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from tests.documents.layouts import (
    Element,
    Heading,
    Item,
    Para,
    Source,
    Table,
    plain,
    runs,
    unmarked,
)

_WIDTH = 78


def write_html(source: Source, path: Path) -> None:
    """A council's page: navigation and a footer of its own around the text."""
    body: list[str] = []
    depth = 0
    folded = False
    for element in source.elements:
        deeper = element.depth if isinstance(element, Item) else 0
        body += ["<ol>"] * (deeper - depth) + ["</ol>"] * (depth - deeper)
        depth = deeper
        if source.make.get("accordion") and isinstance(element, Heading) and element.level > 1:
            body += ["</div></section>"] * folded + [_folded(element)]
            folded = True
        else:
            body.append(_html(element))
    body += ["</ol>"] * depth + ["</div></section>"] * folded
    notes = [f'<li id="fn{mark}">{escape(text)}</li>' for mark, text in source.notes.items()]
    if notes:
        body.append("<hr><ol class='footnotes'>" + "".join(notes) + "</ol>")
    header = escape(source.make.get("header", ""))
    links = "".join(f'<li><a href="/{w.lower()}">{w}</a></li>' for w in ("Home", "News", "Contact"))
    path.write_text(
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        f"<title>{escape(source.make.get('property_title', ''))}</title>"
        "<style>body { font-family: sans-serif }</style>"
        f"<script>document.title += '';</script></head>\n<body>\n<header>{header}</header>"
        f"<nav><ul>{links}</ul></nav>\n<main>\n" + "\n".join(body) + "\n</main>\n"
        f"<footer>{escape(source.make.get('footer', ''))}</footer>\n</body></html>\n",
        encoding="utf-8",
    )


def _folded(heading: Heading) -> str:
    """A part of an accordion, closed until its button is pressed."""
    button = f'<button type="button" aria-expanded="false">{escape(heading.text)}</button>'
    show = '<span class="icon">Show</span>'
    title = f"<h{heading.level}>{button}{show}</h{heading.level}>"
    return f'<section class="accordion">{title}<div class="panel" hidden>'


def _inline(text: str) -> str:
    shown = []
    for kind, words in runs(unmarked(text)):
        if kind == "note":
            shown.append(f'<sup><a href="#fn{words}">{words}</a></sup>')
        else:
            shown.append(f"<strong>{escape(words)}</strong>" if kind else escape(words))
    return "".join(shown)


def _html(element: Element) -> str:
    if isinstance(element, Heading):
        return f"<h{element.level}>{escape(element.text)}</h{element.level}>"
    if isinstance(element, Item):
        if element.number.startswith(("#", "-")):
            return f"<li>{_inline(element.text)}</li>"
        return f'<li style="list-style: none">{escape(element.number)} {_inline(element.text)}</li>'
    if isinstance(element, Para):
        return (
            f"<p><b>{_inline(element.text)}</b></p>"
            if element.style
            else (f"<p>{_inline(element.text)}</p>")
        )
    if not isinstance(element, Table):
        return ""
    rows = []
    for y, row in enumerate(element.rows):
        tag = "th" if y < element.header else "td"
        cells = "".join(
            f'<{tag} colspan="{cell.span}">{"<br>".join(_inline(t) for t in cell.texts)}</{tag}>'
            for cell in row
        )
        rows.append(f"<tr>{cells}</tr>")
    title = f"<caption>{_inline(element.title)}</caption>" if element.title else ""
    return f"<table>{title}{''.join(rows)}</table>"


def write_markdown(source: Source, path: Path) -> None:
    """Markdown, with tables of pipes."""
    lines: list[str] = []
    for element in source.elements:
        if isinstance(element, Heading):
            lines += ["#" * element.level + " " + element.text, ""]
        elif isinstance(element, Item):
            number = {"-": "-", "#": "1."}.get(element.number, element.number)
            lines += ["   " * (element.depth - 1) + f"{number} {unmarked(element.text)}", ""]
        elif isinstance(element, Para):
            text = unmarked(element.text)
            lines += [f"**{text}**" if element.style else text, ""]
        elif isinstance(element, Table):
            if element.title:
                lines += [f"**{element.title}**", ""]
            rows = [[unmarked("<br>".join(c.texts)) for c in row] for row in element.rows]
            shown = ["| " + " | ".join(row) + " |" for row in rows]
            lines += [shown[0], "|" + " --- |" * len(element.widths), *shown[1:], ""]
    lines += [f"[^{mark}]: {text}" for mark, text in source.notes.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_text(source: Source, path: Path) -> None:
    """Plain text as typed or saved by an old word processor: wrapped lines, ruled headings."""
    lines: list[str] = []
    for element in source.elements:
        if isinstance(element, Heading):
            under = "=" if element.level == 1 else "-"
            lines += ["", element.text, under * len(element.text), ""]
        elif isinstance(element, Item):
            mark = "*" if element.number == "-" else element.number
            before = "   " * (element.depth - 1) + mark + " "
            lines += [_wrapped(element.text, before, " " * len(before)), ""]
        elif isinstance(element, Para):
            text = element.text.upper() if element.style == "cover" else element.text
            lines += [_wrapped(text), ""]
        elif isinstance(element, Table):
            lines += [element.title, ""] if element.title else []
            for row in element.rows:
                lines.append("\t".join(plain(" ".join(cell.texts)) for cell in row))
            lines.append("")
    path.write_text("\n".join(lines), encoding="utf-8")


def _wrapped(text: str, before: str = "", later: str = "") -> str:
    return textwrap.fill(
        plain(text), _WIDTH, initial_indent=before, subsequent_indent=later, break_on_hyphens=False
    )


def write_sheets(source: Source, path: Path) -> None:
    """A workbook: one sheet per table, named by its title; paragraphs stand above the next one."""
    book = Workbook()
    book.remove(book.active)
    above: list[str] = []
    for element in source.elements:
        if isinstance(element, Para | Heading):
            above.append(plain(element.text))
        if not isinstance(element, Table):
            continue
        sheet = book.create_sheet(element.title or None)
        for text in above:
            sheet.append([text])
        above.clear()
        for y, row in enumerate(element.rows):
            cells: list[str] = []
            for cell in row:
                cells += [plain("\n".join(cell.texts)), *[""] * (cell.span - 1)]
            sheet.append([c or None for c in cells])
            for made in sheet[sheet.max_row]:
                made.alignment = Alignment(wrap_text=True, vertical="top")
                made.font = Font(bold=y < element.header)
        for letter, width in zip("ABCDEFGHIJKL", element.widths, strict=False):
            sheet.column_dimensions[letter].width = width
    book.save(path)
