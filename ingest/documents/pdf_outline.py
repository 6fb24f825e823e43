"""A PDF's outline (bookmarks): which headings stand on which page, and how deep."""

from __future__ import annotations

import re
from itertools import islice

import pypdfium2 as pdfium

_MOST = 5_000
_OTHER = re.compile(r"[\W_]+")


def outline(document: pdfium.PdfDocument) -> dict[int, dict[str, int]]:
    """For each page, the headings that the outline leads to: their letters alone (``key``), and
    how deep they are, from 1. Empty when there is none."""
    found: dict[int, dict[str, int]] = {}
    for bookmark in islice(document.get_toc(max_depth=8), _MOST):
        target = bookmark.get_dest()
        place = target.get_index() if target else None
        try:
            text = key(bookmark.get_title())
        except UnicodeDecodeError:  # a damaged title leads to no heading
            continue
        if place is not None and len(text) > 2:
            found.setdefault(place + 1, {})[text] = min(6, bookmark.level + 1)
    return found


def key(text: str) -> str:
    """A heading's letters and digits alone, to compare it with one set in another way."""
    return _OTHER.sub("", text.casefold())
