"""What a file is, told by its content; its name is only believed where text could be either."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Literal

from graph.errors import InputRefusedError
from ingest.documents.package import DAMAGED, damaged, named
from ingest.tables import check_file

Kind = Literal["pdf", "docx", "odt", "html", "txt", "md", "xlsx", "zip"]

HEAD_BYTES = 8192
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# "Open it in a word processor" is what helps with nearly all of them.
_SAVE = "Open it and save it as DOCX or PDF."
_SIGNATURES = {
    b"\x89PNG": "is a picture (PNG). Save the scan as a PDF, or give the document itself.",
    b"\xff\xd8\xff": "is a picture (JPEG). Save the scan as a PDF, or give the document itself.",
    b"GIF8": "is a picture (GIF). Save the scan as a PDF, or give the document itself.",
    b"II*\0": "is a picture (TIFF). Save the scan as a PDF, or give the document itself.",
    b"MM\0*": "is a picture (TIFF). Save the scan as a PDF, or give the document itself.",
    b"BM": "is a picture (BMP). Save the scan as a PDF, or give the document itself.",
    b"RIFF": "is a picture or a recording. Give the document itself.",
    b"{\\rtf": f"is a Rich Text file, which is not read. {_SAVE}",
    b"\x7fELF": "is a program, no document. Nothing of it was run.",
    b"MZ": "is a program, no document. Nothing of it was run.",
    b"SQLite format 3": "is a database, no document.",
    b"\x1f\x8b": "is a compressed file (gzip). Unpack it, or give a zip.",
    b"7z\xbc\xaf\x27\x1c": "is a compressed file (7z). Unpack it, or give a zip.",
    b"Rar!": "is a compressed file (RAR). Unpack it, or give a zip.",
    b"%!PS": "is a PostScript file, which is not read. Save it as PDF.",
    b"MIME-Version:": f"is a saved web archive or e-mail, which is not read. {_SAVE}",
}
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|div|article|main|section|h[1-6]|p|table|ol|ul)"
    rb"[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
_SVG = re.compile(rb"<(?:!DOCTYPE\s+)?svg[\s>]", re.IGNORECASE)
_XML = re.compile(rb"^\s*<(?:\?xml|!DOCTYPE)", re.IGNORECASE)
_MARKDOWN = re.compile(rb"^ {0,3}#{1,6} \S|^ {0,3}\|?(?: *:?-{3,}:? *\|)+", re.MULTILINE)
_ODF = b"application/vnd.oasis.opendocument."


def kind_of(path: Path) -> Kind:
    """What ``path`` holds. Raises InputRefusedError for what is not read, saying what it looks
    like and what to do."""
    try:
        check_file(path)
    except InputRefusedError as error:
        raise named(path.name, str(error)) from None
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(path)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_OLE):
        raise _refused(path, _old_office(path))
    for signature, what in _SIGNATURES.items():
        if head.startswith(signature) and (len(signature) > 2 or b"\0" in head):
            raise _refused(path, what)
    return _text(path, head)


def _refused(path: Path, what: str) -> InputRefusedError:
    return InputRefusedError(f"{path.name}: {what}")


def _zipped(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = {name.lstrip("/") for name in archive.namelist()}
            form = archive.read("mimetype")[:200] if "mimetype" in names else b""
    except DAMAGED:
        raise damaged(path.name) from None
    if form.startswith(_ODF):
        kind = form.removeprefix(_ODF).split(b"-")[0].strip()
        if kind == b"text":
            return "odt"
        raise _refused(
            path, "is an OpenDocument spreadsheet or drawing. Save it as XLSX, DOCX or PDF."
        )
    if "[Content_Types].xml" in names:
        for folder, found in (("word/", "docx"), ("xl/", "xlsx")):
            if any(name.startswith(folder) for name in names):
                return "docx" if found == "docx" else "xlsx"
        if any(name.startswith("ppt/") for name in names):
            raise _refused(path, "is a presentation, which is not read. Save it as PDF.")
        raise _refused(path, f"is an Office file of a kind that is not read. {_SAVE}")
    if "Index/Document.iwa" in names:
        raise _refused(path, f"is a Pages document, which is not read. {_SAVE}")
    return "zip"


def _old_office(path: Path) -> str:
    size = min(path.stat().st_size, 64 * 1024 * 1024)
    with path.open("rb") as file:
        data = file.read(size)
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "is protected by a password. Open it, take the password off, save it."
    if "WordDocument".encode("utf-16-le") in data:
        return f"is an old Word document (.doc). {_SAVE}"
    if "Workbook".encode("utf-16-le") in data or "Book\0".encode("utf-16-le") in data:
        return "is an old Excel workbook (.xls). Open it and save it as XLSX."
    return f"is an old Office file (or an e-mail), which is not read. {_SAVE}"


def _text(path: Path, head: bytes) -> Kind:
    suffix = path.suffix.lower()
    has_bom = head.startswith(_BOMS)
    plain = head.replace(b"\0", b"") if has_bom else head
    for bom in _BOMS:
        plain = plain.removeprefix(bom)
    if not has_bom and _is_binary(head):
        raise _refused(path, "is no document: it holds bytes that are not text. Check the file.")
    if not plain.strip():
        raise _refused(path, "holds no text. Nothing was read.")
    if _SVG.search(plain) and not _HTML.match(plain):
        raise _refused(path, "is a picture (SVG), no document.")
    if _HTML.match(plain):
        return "html"
    if _XML.match(plain):
        raise _refused(path, f"is an XML file of a kind that is not read. {_SAVE}")
    if suffix in {".csv", ".tsv"}:
        raise _refused(
            path, "is a table, no document. Load it with: python -m ingest reviews FILE."
        )
    is_markdown = suffix in {".md", ".markdown"} or _MARKDOWN.search(plain)
    return "md" if is_markdown else "txt"


def _is_binary(head: bytes) -> bool:
    """NUL bytes (but for every other byte, UTF-16 without its mark), or one control in ten."""
    if b"\0" in head:
        return head[1::2].count(0) < len(head) // 3 and head[::2].count(0) < len(head) // 3
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b\x0b" for byte in head)
    return controls * 10 > len(head)
