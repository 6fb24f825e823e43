"""One page of a PDF as a picture, with passages marked on it, for a person to compare with.

The page is drawn in a process of its own, with limits on memory and time: the file is somebody
else's. What the process is told and what it answers go through standard input and output.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw

from graph.errors import InputRefusedError
from graph.settings import ROOT
from ingest.documents.whereabouts import Letters

try:
    import resource
except ImportError:  # Windows has no such limits; time alone bounds it there
    resource = None  # type: ignore[assignment]

WIDTH = 1100  # pixels: twice what a column of the page shows, for screens with fine dots
_TALLEST = 4  # times its width; what is longer is cut off at the foot
_WITHIN_S = 30.0
_MEMORY_BYTES = 1_500_000_000
_MARK = (230, 159, 0, 80)  # the orange that wording is marked with on every page


def page_picture(path: Path, page: int, passages: Sequence[str] = ()) -> bytes:
    """Draw a page (from 1) of a PDF as a PNG, ``WIDTH`` pixels wide, with passages marked.

    A passage that is not on the page, or not as text (a scan), is not marked. Raises
    InputRefusedError when the page cannot be drawn within half a minute and 1.5 GB.
    """
    told = json.dumps({"path": str(path), "page": page, "passages": list(passages)})
    sorry = f"Page {page} of {path.name} cannot be drawn. The document itself shows it."
    try:
        drawn = subprocess.run(
            [sys.executable, "-m", "ingest.documents.picture"],
            cwd=ROOT,
            input=told.encode("ascii"),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_WITHIN_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise InputRefusedError(sorry) from error
    if drawn.returncode or not drawn.stdout:
        raise InputRefusedError(sorry)
    return drawn.stdout


def _main() -> None:
    if resource is not None and sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY_BYTES, _MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (int(_WITHIN_S), int(_WITHIN_S)))
    told = json.loads(sys.stdin.buffer.read())
    sys.stdout.buffer.write(_draw(told["path"], told["page"], told["passages"]))


def _draw(path: str, page: int, passages: Sequence[str]) -> bytes:
    pdf = pypdfium2.PdfDocument(path)
    sheet = pdf[page - 1]
    wide, high = sheet.get_size()
    scale = min(WIDTH / wide, _TALLEST * WIDTH / high)
    drawn = sheet.render(scale=scale).to_pil().convert("RGB")
    marks = Image.new("RGBA", drawn.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(marks)
    for left, bottom, right, top in _boxes(sheet, passages):
        pen.rectangle(
            (left * scale, (high - top) * scale, right * scale, (high - bottom) * scale),
            fill=_MARK,
        )
    drawn.paste(marks, mask=marks)
    told = io.BytesIO()
    drawn.save(told, "PNG", optimize=True)
    return told.getvalue()


def _boxes(sheet: Any, passages: Sequence[str]) -> Iterator[tuple[float, float, float, float]]:
    """Where the passages stand on the page: left, bottom, right, top, in points."""
    text = sheet.get_textpage()
    letters = Letters(text.get_text_range())
    for passage in passages:
        start, end = letters.find_part(passage)
        if start == end:
            continue
        for number in range(text.count_rects(start, end - start)):
            yield text.get_rect(number)


if __name__ == "__main__":
    _main()
