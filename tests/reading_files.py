"""Files that leave, read by others than those that wrote them: OOXML by lxml, PDF by pdfium."""

from __future__ import annotations

import io
import zipfile

import pypdfium2
import pypdfium2.raw as pdfium
from lxml import etree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SLIDE = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


def parts(content: bytes, folder: str) -> list[etree._Element]:
    """The XML files of a folder in an OOXML file, by their numbers."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [n for n in archive.namelist() if n.startswith(folder) and n.endswith(".xml")]
        names.sort(key=lambda name: (len(name), name))
        return [etree.fromstring(archive.read(name)) for name in names]


def links(content: bytes) -> list[str]:
    """The addresses that an OOXML file links to, outside itself."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found = [etree.fromstring(archive.read(n)) for n in archive.namelist() if ".rels" in n]
    return [
        one.get("Target") for rels in found for one in rels if one.get("TargetMode") == "External"
    ]


def paragraphs(content: bytes) -> list[tuple[str, str]]:
    """Style and words of each paragraph of a Word file, line breaks as newlines."""
    (document,) = parts(content, "word/document.xml")
    found = []
    for paragraph in document.iter(f"{WORD}p"):
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        said = "".join(
            one.text or "" if one.tag == f"{WORD}t" else "\n"
            for one in paragraph.iter(f"{WORD}t", f"{WORD}br")
        )
        found.append(("" if style is None else style.get(f"{WORD}val"), said))
    return found


def slide_texts(content: bytes, folder: str = "ppt/slides/slide") -> list[list[str]]:
    """The paragraphs of each slide."""
    return [
        [
            "".join(
                one.text or "" if one.tag.endswith("}t") else "\n"
                for one in paragraph.iter(f"{DRAWING}t", f"{DRAWING}br")
            )
            for paragraph in slide.iter(f"{DRAWING}p")
        ]
        for slide in parts(content, folder)
    ]


def pdf_words(content: bytes) -> str:
    """The text of a PDF, with single spaces."""
    with pypdfium2.PdfDocument(content) as pdf:
        said = [page.get_textpage().get_text_bounded() for page in pdf]
    return " ".join(" ".join(said).split())


def pdf_is_tagged(content: bytes) -> bool:
    """Whether screen readers find its structure."""
    with pypdfium2.PdfDocument(content) as pdf:
        return bool(pdfium.FPDFCatalog_IsTagged(pdf))
