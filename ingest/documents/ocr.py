"""Text of a page's picture, recognised by tesseract where it is installed.

Tesseract runs as a program of its own on this machine. It gives each word with its box; the words
become lines as a PDF's own text does, so that one layout code makes blocks of both.
"""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from dataclasses import dataclass
from statistics import median
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytesseract
from PIL import ImageFilter

from graph.errors import CommonThreadError
from ingest.documents.pdf_lines import Line
from ingest.documents.pdf_words import printable

INSTALL = "it has no text; install tesseract (Debian: tesseract-ocr) to have its picture read"
_DPI = 300
_MOST_PIXELS = 16_000_000  # of the picture given to tesseract: A4 at 340 dpi
_MOST_IN_FILE = 80_000_000  # of a picture in the file, which is unpacked in memory: A4 at 900 dpi
_SECONDS = 120.0  # a page; an ordinary one takes two to five
_SURE = 25  # tesseract's confidence: below are specks and rules
_DESCENDS = re.compile(r"[gjpqy,;()\[\]|/Q]")
_ASCENDS = re.compile(r"[A-Zbdfhklt0-9]")
_PLAIN_WORD = re.compile(r"[A-Za-z][a-z]+[’'\w]*[.,;:)]?$")
_CAP_HEIGHT = 0.7  # of the size, in most text types


class NotRecognisedError(CommonThreadError):
    """A page's picture could not be read; the message says why."""


@dataclass(slots=True)
class _Word:
    text: str
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def base(self) -> float:
        """Where the word stands on its line."""
        return self.y1 - (0.24 * (self.y1 - self.y0) if _DESCENDS.search(self.text) else 0.0)

    @property
    def size(self) -> float:
        """The size of type that letters as high as these belong to."""
        tall, deep = _ASCENDS.search(self.text), _DESCENDS.search(self.text)
        share = (_CAP_HEIGHT if tall else 0.5) + (0.2 if deep else 0.0)
        return (self.y1 - self.y0) / share


def is_installed() -> bool:
    """Whether tesseract can be run on this machine."""
    return shutil.which("tesseract") is not None


def recognise(page: Any, number: int) -> tuple[list[Line], tuple[float, float]]:
    """The lines in a page's picture, and the page's width and height in points.

    ``page`` is pdfium's handle. Raises NotRecognisedError when tesseract is missing, takes longer
    than two minutes or fails, and when a picture is too large to unpack.
    """
    if not is_installed():
        raise NotRecognisedError(INSTALL)
    _check_pictures(page)
    width, height = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
    if width <= 0 or height <= 0:
        raise NotRecognisedError("the page has no size")
    scale = min(_DPI / 72, (_MOST_PIXELS / (width * height)) ** 0.5)
    bitmap = pdfium.PdfBitmap.new_native(
        max(1, round(width * scale)), max(1, round(height * scale)), raw.FPDFBitmap_Gray
    )
    try:
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, bitmap.width, bitmap.height)
        raw.FPDF_RenderPageBitmap(
            bitmap.raw, page, 0, 0, bitmap.width, bitmap.height, 0, raw.FPDF_ANNOT
        )
        data = pytesseract.image_to_data(
            # Specks of a scan become full stops and dashes; the filter takes out single points.
            bitmap.to_pil().filter(ImageFilter.MedianFilter(3)),
            lang="eng",
            config=f"--dpi {round(72 * scale)}",
            output_type=pytesseract.Output.DICT,
            timeout=_SECONDS,
        )
    except pytesseract.TesseractError as error:
        raise NotRecognisedError(f"tesseract could not read it: {error}") from error
    except RuntimeError as error:
        raise NotRecognisedError(f"tesseract took longer than {_SECONDS:.0f} seconds") from error
    finally:
        bitmap.close()
    return _lines(data, scale, number), (width, height)


def _check_pictures(page: Any) -> None:
    across, down = raw.c_uint(), raw.c_uint()
    for place in range(min(raw.FPDFPage_CountObjects(page), 5000)):
        item = raw.FPDFPage_GetObject(page, place)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_IMAGE:
            continue
        raw.FPDFImageObj_GetImagePixelSize(item, across, down)
        if across.value * down.value > _MOST_IN_FILE:
            raise NotRecognisedError(
                f"its picture of {across.value} by {down.value} points is too large to read"
            )


def _lines(data: dict[str, list[Any]], scale: float, number: int) -> list[Line]:
    groups: dict[tuple[int, int, int], list[_Word]] = defaultdict(list)
    for at, text in enumerate(data["text"]):
        clean = printable(text)
        if not clean or (float(data["conf"][at]) < _SURE and not _PLAIN_WORD.match(clean)):
            continue
        if not any(char.isalnum() for char in clean) and len(clean) > 1:
            continue
        x0, y0 = data["left"][at] / scale, data["top"][at] / scale
        word = _Word(clean, x0, y0, x0 + data["width"][at] / scale, y0)
        word.y1 = y0 + data["height"][at] / scale
        groups[data["block_num"][at], data["par_num"][at], data["line_num"][at]].append(word)
    rows = list(groups.values())
    _straighten(rows)
    if not rows:
        return []
    usual = median(word.size for row in rows for word in row)
    return [line for row in rows for line in _parts(row, usual, number)]


def _straighten(rows: list[list[_Word]]) -> None:
    """Undo the tilt of a page laid askew on the scanner."""
    slopes = [
        (row[-1].base - row[0].base) / (row[-1].x0 - row[0].x0)
        for row in rows
        if len(row) > 4 and row[-1].x0 - row[0].x0 > 100
    ]
    tilt = median(slopes) if slopes else 0.0
    for row in rows:
        for word in row:
            shift = tilt * word.x0
            word.y0 -= shift
            word.y1 -= shift


def _parts(row: list[_Word], usual: float, number: int) -> list[Line]:
    own = median(word.size for word in row)
    size = usual if 0.78 * usual < own < 1.2 * usual else own
    base = median(word.base for word in row)
    parts: list[list[_Word]] = []
    for word in sorted(row, key=lambda word: word.x0):
        if parts and word.x0 - parts[-1][-1].x1 < 1.1 * size:
            parts[-1].append(word)
        else:
            parts.append([word])
    return [
        Line(
            " ".join(word.text for word in part),
            part[0].x0,
            base - 0.9 * size,
            part[-1].x1,
            base + 0.25 * size,
            round(size, 1),
            False,
            number,
        )
        for part in parts
    ]
