"""The forms that a document, or what it cites, can be written in: one home for all that do.

The modules that write Word, PDF and slides are loaded when a file is asked for: their libraries
take longer to load than a page takes to draw.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from exports.citations import Reference, as_bibtex, as_ris
from exports.document import Document
from exports.markdown import as_markdown
from exports.web import as_web_page

_OFFICE = "application/vnd.openxmlformats-officedocument"


Given = TypeVar("Given")


@dataclass(frozen=True)
class Form(Generic[Given]):
    """What people call a form, its media type, and what writes it."""

    words: str
    mime: str
    write: Callable[[Given], bytes]


def _word(document: Document) -> bytes:
    from exports.word import as_word

    return as_word(document)


def _pdf(document: Document) -> bytes:
    from exports.pdf import as_pdf

    return as_pdf(document)


def _slides(document: Document) -> bytes:
    from exports.slides import as_slides

    return as_slides(document)


FORMS: dict[str, Form[Document]] = {
    "docx": Form("Word", f"{_OFFICE}.wordprocessingml.document", _word),
    "pdf": Form("PDF", "application/pdf", _pdf),
    "pptx": Form("Slides", f"{_OFFICE}.presentationml.presentation", _slides),
    "md": Form("Markdown", "text/markdown", as_markdown),
    "html": Form("Web page", "text/html", as_web_page),
}
"""By the end of a file's name."""

CITATIONS: dict[str, Form[Iterable[Reference]]] = {
    "ris": Form("Citations (RIS)", "application/x-research-info-systems", as_ris),
    "bib": Form("Citations (BibTeX)", "application/x-bibtex", as_bibtex),
}
