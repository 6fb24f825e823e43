"""One page of a PDF as a picture, with passages marked on it, for a person to compare with.

The page is drawn in a process of its own, with limits on memory and time: the file is somebody
else's. What the process is told and what it answers go through standard input and output.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw

from graph.errors import InputRefusedError
from graph.settings import ROOT

try:
    import resource
except ImportError:  # Windows has no such limits; time alone bounds it there
    resource = None  # type: ignore[assignment]

WIDTH = 1100  # pixels: twice what a column of the page shows, for screens with fine dots
_TALLEST = 4  # times its width; what is longer is cut off at the foot
_WITHIN_S = 30.0
_MEMORY_BYTES = 1_500_000_000
_MARK = (230, 159, 0, 80)  # the orange that wording is marked with on every page
_AT_LEAST = 20  # letters that must be found for a mark to be made


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
    letters, places = _letters(text.get_text_range())
    for passage in passages:
        start, end = where(letters, passage)
        if start == end:
            continue
        first, last = places[start], places[end - 1]
        for number in range(text.count_rects(first, last - first + 1)):
            yield text.get_rect(number)


def where(letters: str, passage: str) -> tuple[int, int]:
    """Find a passage among letters (lower case, none but letters and digits): start and end.

    A passage may begin on the page before or go on over the next one, so that its longest part
    at the foot or at the head of the page counts too. Both are 0 when it is not there.
    """
    wanted, _ = _letters(passage)
    at = letters.find(wanted) if len(wanted) >= _AT_LEAST else -1
    if at >= 0:
        return at, at + len(wanted)
    lengths = range(_AT_LEAST, len(wanted))
    # The longest beginning of it, then the longest end of it, that the page has.
    begins = bisect_right(lengths, 0, key=lambda n: 0 if wanted[:n] in letters else 1)
    ends = bisect_right(lengths, 0, key=lambda n: 0 if wanted[-n:] in letters else 1)
    if begins >= ends and begins:
        part = wanted[: lengths[begins - 1]]
    elif ends:
        part = wanted[-lengths[ends - 1] :]
    else:
        return 0, 0
    at = letters.find(part)
    return at, at + len(part)


def _letters(text: str) -> tuple[str, list[int]]:
    """The letters and digits of a text in lower case, and the place of each in it: what is left
    when lines are wrapped otherwise and words are hyphenated."""
    kept: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if letter.isalnum():
            low = letter.lower()
            kept.append(low)
            places += [place] * len(low)
    return "".join(kept), places


if __name__ == "__main__":
    _main()
