"""A held-out source as a flat OpenDocument text, which LibreOffice turns into PDF, DOCX or ODT.

The look (fonts, sizes, colours, margins, running header and footer, columns) comes from the
source's head, so that each document has its own.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from tests.documents.heldout.open_styles import automatic, fonts, masters, named
from tests.documents.heldout.source import Source, SourceBlock, runs

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "style": "style",
        "text": "text",
        "table": "table",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
    }.items()
)
TARGETS = {"pdf": "pdf:writer_pdf_Export", "docx": "docx:MS Word 2007 XML", "odt": "odt:writer8"}
INLINE = {"bold": '<text:span text:style-name="Bold">%s</text:span>', "plain": "%s"}


class _Writer:
    """Writes the body, and counts the notes and tables as it goes."""

    def __init__(self, margin: float) -> None:
        self.margin = margin  # of the page, in cm
        self.wide = False
        self.notes = 0
        self.tables = 0
        self.styles: list[str] = []
        self.master = ""
        self.lists = 0

    def inline(self, text: str) -> str:
        out = []
        for kind, words in runs(text):
            if kind == "note":
                self.notes += 1
                out.append(
                    f'<text:note text:note-class="footnote"><text:note-citation>{self.notes}'
                    f'</text:note-citation><text:note-body><text:p text:style-name="Footnote">'
                    f"{escape(words)}</text:p></text:note-body></text:note>"
                )
            else:
                out.append(INLINE[kind] % escape(words).replace("\t", "<text:tab/>"))
        return "".join(out)

    def paragraph(self, text: str, style: str, tag: str = "p", extra: str = "") -> str:
        if self.master:
            name = f"{style}_{self.master}_{len(self.styles)}"
            page = "auto" if self.master != "break" else ""
            self.styles.append(
                f'<style:style style:name="{name}" style:family="paragraph" '
                f'style:parent-style-name="{style}"'
                + (f' style:master-page-name="{self.master}">' if page else ">")
                + ("" if page else '<style:paragraph-properties fo:break-before="page"/>')
                + "</style:style>"
            )
            self.master, style = "", name
        return f'<text:{tag} text:style-name="{style}"{extra}>{self.inline(text)}</text:{tag}>'

    def block(self, block: SourceBlock) -> str:
        if block.kind == "heading":
            extra = f' text:outline-level="{block.level}"'
            return self.paragraph(block.text, f"Heading{block.level}", "h", extra)
        if block.kind in ("break", "landscape", "portrait"):
            names = {"break": "break", "landscape": "Wide", "portrait": "Standard"}
            self.master = names[block.kind]
            self.wide = block.kind == "landscape" or (self.wide and block.kind == "break")
            return ""
        if block.kind == "table":
            return self.table(block)
        if block.kind == "item" and block.number not in ("auto", "more", "bullet"):
            return self.paragraph(f"{block.number}\t{block.text}", f"Item{block.level}")
        if block.kind == "item":
            return self.listed(block)
        style = {"title": "Title", "box": "Box", "caption": "Caption"}.get(block.kind, "Body")
        return self.paragraph(block.text, style)

    def listed(self, block: SourceBlock) -> str:
        """An item that the word processor numbers: "auto" begins a list, "more" goes on."""
        style = "Dots" if block.number == "bullet" else "Counted"
        if block.number == "auto":
            self.lists += 1
        more = ' text:continue-numbering="true"' if block.number == "more" else ""
        return (
            f'<text:list text:style-name="{style}"{more}><text:list-item>'
            f"{self.paragraph(block.text, 'Body')}</text:list-item></text:list>"
        )

    def table(self, block: SourceBlock) -> str:
        self.tables += 1
        name = f"T{self.tables}"
        widths = [int(width) for width in block.options["widths"].split(",")]
        whole = (29.7 if self.wide else 21) - 2 * self.margin
        for at, width in enumerate(widths):
            share = f"{whole * width / sum(widths):.2f}cm"
            self.styles.append(
                f'<style:style style:name="{name}.{at}" style:family="table-column">'
                f'<style:table-column-properties style:column-width="{share}"/></style:style>'
            )
        self.styles.append(
            f'<style:style style:name="{name}" style:family="table"><style:table-properties '
            f'style:width="{whole:.2f}cm" table:align="left"/></style:style>'
        )
        columns = "".join(
            f'<table:table-column table:style-name="{name}.{i}"/>' for i in range(len(widths))
        )
        head = int(block.options.get("head", "1"))
        rows = [self.row(row, at < head) for at, row in enumerate(block.rows)]
        top = "".join(rows[:head])
        if top and block.options.get("repeat", "yes") == "yes":
            top = f"<table:table-header-rows>{top}</table:table-header-rows>"
        before = ""
        if self.master:
            before = self.paragraph("", "Body")
        return (
            f'{before}<table:table table:name="{name}" table:style-name="{name}">{columns}{top}'
            f"{''.join(rows[head:])}</table:table>{self.paragraph('', 'Small')}"
        )

    def row(self, cells: list[str], head: bool) -> str:
        out = []
        for cell in cells:
            style = "CellHead" if head else "Cell"
            paragraphs = "".join(self.paragraph(part, style) for part in cell.split("<br>"))
            colour = "HeadBox" if head else "CellBox"
            out.append(
                f'<table:table-cell table:style-name="{colour}" office:value-type="string">'
                f"{paragraphs}</table:table-cell>"
            )
        return f'<table:table-row table:style-name="Row">{"".join(out)}</table:table-row>'


def flat(source: Source) -> str:
    """The whole flat OpenDocument text of a source."""
    writer = _Writer(float(source.get("margin", "2.3cm").removesuffix("cm")))
    body = []
    columns = int(source.get("columns", "1"))
    inside = False
    for block in source.blocks:
        if columns > 1 and block.kind != "title" and not inside:
            body.append('<text:section text:style-name="Columns" text:name="Columns">')
            inside = True
        body.append(writer.block(block))
    if inside:
        body.append("</text:section>")
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {SPACES} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:font-face-decls>{fonts(source)}</office:font-face-decls>"
        f"<office:styles>{named(source)}</office:styles>"
        f"<office:automatic-styles>{automatic(source)}{''.join(writer.styles)}"
        "</office:automatic-styles>"
        f"<office:master-styles>{masters(source)}</office:master-styles>"
        f"<office:body><office:text>{''.join(body)}</office:text></office:body></office:document>"
    )


def convert(source: Source, target: Path) -> None:
    """Write a source as PDF, DOCX or ODT with LibreOffice, by the target's ending."""
    with tempfile.TemporaryDirectory() as folder:
        flat_file = Path(folder) / f"{target.stem}.fodt"
        flat_file.write_text(flat(source), encoding="utf-8")
        form = TARGETS[target.suffix[1:]]
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
             "--convert-to", form, "--outdir", str(target.parent), str(flat_file)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
