"""Word and OpenDocument files out of hand-written XML, for what no library writes on purpose."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

from ingest.documents import steps
from ingest.documents.model import Extract

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for name, full in {
        "office": "office", "text": "text", "table": "table", "style": "style",
        "draw": "drawing", "fo": "xsl-fo-compatible",
    }.items()
)  # fmt: skip


def docx(path: Path, body: str, *, prolog: str = "", **parts: str) -> Path:
    """A Word file with this body; ``parts`` are the insides of styles, numbering, footnotes."""
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes"}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _types(["document", *parts]))
        archive.writestr("_rels/.rels", _relations({"officeDocument": "word/document.xml"}))
        related = {name: f"{name}.xml" for name in parts}
        archive.writestr("word/_rels/document.xml.rels", _relations(related))
        archive.writestr(
            "word/document.xml", f"{prolog}<w:document {_W}><w:body>{body}</w:body></w:document>"
        )
        for name, inside in parts.items():
            root = roots[name]
            archive.writestr(f"word/{name}.xml", f"<w:{root} {_W}>{inside}</w:{root}>")
    return path


def _types(parts: Sequence[str]) -> str:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    main = {"document": "document.main"}
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{kind}.{main.get(part, part)}+xml"/>'
        for part in parts
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{overrides}</Types>"
    )


def _relations(targets: dict[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="r{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def odt(path: Path, body: str, *, automatic: str = "", prolog: str = "") -> Path:
    """An OpenDocument text with this body and these automatic styles."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"{prolog}<office:document-content {_ODF}>"
            f"<office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
        )
    return path


def para(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph of one run in Word's XML."""
    look = f"<w:rPr>{run}</w:rPr>" if run else ""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r>{look}"
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def listed(text: str, number: int, level: int = 0) -> str:
    """A paragraph of a list in Word's XML."""
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return para(text, place)


def in_steps(path: Path) -> Extract:
    """Work for a process that reads documents: eight slow steps, as of pages recognised."""
    for _ in range(8):
        time.sleep(0.5)
        steps.done()
    return Extract(path.name, "", "pdf", 8, ())
