"""One door for every document: ``read_document`` tells the format by content and reads it.

Files come from anywhere. Reading one that nobody vouches for belongs in a process of its own, with
limits: ``ingest.documents.safely``.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from graph.errors import InputRefusedError
from ingest.documents.archives import clean_name
from ingest.documents.kinds import kind_of
from ingest.documents.model import Extract
from ingest.documents.package import DAMAGED, damaged, named

# Imported when first needed: a folder of PDFs needs no HTML parser.
_READERS = {
    "pdf": ("ingest.documents.pdf", "read_pdf"),
    "docx": ("ingest.documents.word", "read_word"),
    "odt": ("ingest.documents.odt", "read_odt"),
    "html": ("ingest.documents.html", "read_html"),
    "txt": ("ingest.documents.plain", "read_plain"),
    "md": ("ingest.documents.markdown", "read_markdown"),
    "xlsx": ("ingest.documents.workbook", "read_workbook"),
}


def read_document(path: Path) -> Extract:
    """What stands in a file: PDF, DOCX, ODT, HTML, TXT, Markdown or XLSX, whatever its name says.

    Raises InputRefusedError ("NAME: reason, what to do") for anything else, and for what is
    empty, damaged, protected or not safe to read.
    """
    kind = kind_of(path)
    if kind == "zip":
        raise InputRefusedError(
            f"{path.name}: is a zip archive, no document. Give it a name that ends in .zip, and "
            "the documents in it are read."
        )
    module, name = _READERS[kind]
    reader: Callable[[Path], Extract] = getattr(importlib.import_module(module), name)
    try:
        extract = reader(path)
    except InputRefusedError as error:
        raise named(path.name, str(error)) from None
    except DAMAGED:
        raise damaged(path.name) from None
    if not extract.blocks and not extract.unread:
        raise InputRefusedError(
            f"{path.name}: no text was found in it. If it holds pictures of pages, save it as PDF "
            "and install tesseract, which reads them."
        )
    # A name may hold bytes that are no text, which no page or file of ours can show.
    return replace(extract, file_name=clean_name(path.name))
