"""The forms a document can be written in, one home for all that write one.

The modules that write Word, PDF and slides are loaded when a file is asked for: their libraries
take longer to load than a page takes to draw.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from exports.document import Document
from exports.markdown import as_markdown
from exports.web import as_web_page

_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Form:
    """What people call a form, its media type, and what writes it."""

    words: str
    mime: str
    write: Callable[[Document], bytes]


def _word(document: Document) -> bytes:
    from exports.word import as_word

    return as_word(document)


def _pdf(document: Document) -> bytes:
    from exports.pdf import as_pdf

    return as_pdf(document)


def _slides(document: Document) -> bytes:
    from exports.slides import as_slides

    return as_slides(document)


FORMS = {
    "docx": Form("Word", f"{_OFFICE}.wordprocessingml.document", _word),
    "pdf": Form("PDF", "application/pdf", _pdf),
    "pptx": Form("Slides", f"{_OFFICE}.presentationml.presentation", _slides),
    "md": Form("Markdown", "text/markdown", as_markdown),
    "html": Form("Web page", "text/html", as_web_page),
}
"""By the end of a file's name."""
