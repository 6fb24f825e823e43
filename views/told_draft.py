"""What a pasted or given draft asks, one ask at a time; nothing of it is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.errors import InputRefusedError
from ingest.documents.model import DraftRecommendation
from ingest.documents.safely import understand_safely
from linking.cues import Addressee
from views.text import plain

LONGEST = 60_000
"""Letters that can be pasted: some thirty pages."""
MOST = 100
_ONE_ASK = 1_500  # letters of a text without line breaks that is taken as one ask
_LISTED = re.compile(r"\s*(?:[-–•*]|\(?(?P<number>\d{1,2}|[a-z])[.)])\s+(?P<text>\S.*)")


@dataclass(frozen=True)
class DraftAsk:
    """One ask of a draft: its words, its number there, and those it is addressed to."""

    text: str
    number: str = ""
    addressees: tuple[Addressee, ...] = ()


def asks_in_text(text: str) -> tuple[list[DraftAsk], str]:
    """The asks of a pasted text, and what to say about how it was read. A single paragraph is
    one ask, and so is each line of a list that is nothing but a list; what is longer is read as a
    document, and taken whole if that finds nothing."""
    text = text.strip()
    if "\n" not in text and len(text) <= _ONE_ASK:
        return [DraftAsk(text)], ""
    listed = [_LISTED.match(line) for line in text.splitlines() if line.strip()]
    if all(listed):
        return _first([DraftAsk(one["text"], one["number"] or "") for one in listed if one])
    try:
        asks = _read("pasted.txt", text.encode("utf-8", "replace"))
    except InputRefusedError as error:
        return [DraftAsk(_in_one(text))], plain(error)
    if not asks:
        return [DraftAsk(_in_one(text))], (
            "No list of recommendations was recognised in it, so it is taken as one. Paste them "
            "one to a line, each with its number, to have them looked up one by one."
        )
    return _first(asks)


def asks_in_file(name: str, content: bytes) -> tuple[list[DraftAsk], str]:
    """The asks of a file, and what to say about how it was read."""
    try:
        asks = _read(name, content)
    except InputRefusedError as error:
        return [], f"**✗ Not read.** {plain(error)}"
    if not asks:
        return [], "No recommendation was recognised in this file. Paste its wording above instead."
    return _first(asks)


def _read(name: str, content: bytes) -> list[DraftAsk]:
    # The readers take files, and run in a process with limits; the folder is gone at the end.
    with TemporaryDirectory() as folder:
        path = Path(folder) / (Path(name.replace("\\", "/")).name[-120:] or "draft")
        path.write_bytes(content)
        found = understand_safely(path).recommendations
    return [_ask(one) for one in found]


def _ask(one: DraftRecommendation) -> DraftAsk:
    bodies = tuple(
        Addressee(title=body.raw, raw=body.raw, inherited=bool(body.inherited))
        for body in one.addressees
    )
    return DraftAsk(one.text, one.number, bodies)


def _first(asks: list[DraftAsk]) -> tuple[list[DraftAsk], str]:
    if len(asks) <= MOST:
        return asks, ""
    return asks[:MOST], f"{len(asks):,} asks were found; the first {MOST} are looked up."


def _in_one(text: str) -> str:
    return " ".join(text.split())[:_ONE_ASK]
