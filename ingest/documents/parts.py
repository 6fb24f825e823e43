"""Which part of a document each block stands in: recommendations, plan, analysis and so on.

Headings decide. There has been no fixed template since 2013, so a part is known by any of many
names; a heading that says nothing keeps the part of the heading above it, and one that is not
below it ends it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.documents.model import Block
from ingest.documents.part_names import (
    ASKING,
    LABEL,
    SUMMARY,
    Division,
    part_of,
    plain_heading,
)
from ingest.documents.words import is_name_of_body, is_sentence


@dataclass(frozen=True)
class Situated:
    """A block with the headings above it (highest first), its part, and whether it stands in a
    summary. ``section`` counts headings, so that blocks of one section share it;
    ``below_asking`` says that some heading above, not only the nearest, opens recommendations;
    ``titled`` is how many of the headings are the document's own title."""

    block: Block
    headings: tuple[str, ...]
    part: Division
    in_summary: bool
    section: int
    below_asking: bool = False
    titled: int = 0


# "Questions for the Board:" above a list, set as a line of its own.
_ASKS_OF = re.compile(
    r"(?:[\w-]+ )?(?:recommendations?|considerations?|questions?|challenges?|actions?)"
    r"(?: (?:for|to|arising|from|of) [^.,;]{3,60})?:",
    re.IGNORECASE,
)
_NO_HEADING_END = frozenset(".;,!")
_LONGEST_HEADING = 14
_RUN_IN = 8


@dataclass
class _Open:
    level: int
    text: str
    part: Division
    summary: bool
    opens: bool
    is_title: bool


class _Outline:
    """The headings that are open at a place of the document.

    ``part`` is that of the nearest heading; ``below_asking``: some heading above opens
    recommendations; ``titled`` is how many of the headings are the document's own title.
    """

    def __init__(self) -> None:
        self._open: list[_Open] = []
        self.section = 0
        self.headings: tuple[str, ...] = ()
        self.part: Division = ""
        self.in_summary = self.below_asking = False
        self.titled = 0

    def take(self, text: str, level: int, *, is_title: bool) -> None:
        words = plain_heading(text)
        part = part_of(text)
        summary = bool(SUMMARY.search(words))
        if is_title:
            part, summary = "", False
        if LABEL.match(text.strip()) and self._is_below_history(level):
            part = "history"
        last_asking = next((o for o in reversed(self._open) if o.opens), None)
        if last_asking and level <= last_asking.level and _stays(text, part):
            # A label or an agency's name set as large as the heading it belongs under.
            level = last_asking.level + 1
        opens = part in ASKING and not LABEL.match(text.strip())
        while self._open and self._open[-1].level >= level:
            self._open.pop()
        if not part and self._open:
            part = self._open[-1].part
            if part == "rationale" or (part == "good practice" and level <= self._open[-1].level):
                part = ""
        self._open.append(_Open(level, text, part, summary, opens, is_title))
        self.section += 1
        self.headings = tuple(one.text for one in self._open)
        self.part = part
        self.in_summary = any(one.summary for one in self._open)
        self.below_asking = any(one.opens for one in self._open)
        self.titled = sum(one.is_title for one in self._open)

    def _is_below_history(self, level: int) -> bool:
        """Whether a label set at this level is one of the recommendations of a former review."""
        above = next((o for o in reversed(self._open) if not LABEL.match(o.text.strip())), None)
        return above is not None and above.part == "history" and above.level < level


def _stays(text: str, part: Division) -> bool:
    if LABEL.match(text.strip()):
        return True
    if part == "rationale":
        return not any(char.isdigit() for char in text)
    return not part and (
        is_name_of_body(text) or bool(re.match(r"(?:for|to) (?:the )?", text, re.I))
    )


_TYPED = re.compile(
    r"(?P<mark>\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}|[A-H](?:\.\d{1,2}){1,3}|"
    r"\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)|[a-z]\)|[•●▪◦])\s+(?=[A-Za-z“\"‘'(])"
)


def marked(block: Block) -> Block:
    """A paragraph as an item where its number or bullet was typed and left in its text."""
    if block.kind not in {"paragraph", "item"} or block.number or not block.text:
        return block
    found = (
        _TYPED.match(block.text)
        if not block.text[0].isalpha() or block.text[1:2] in {")", "."}
        else None
    )
    if not found:
        return block
    text = block.text[found.end() :]
    return replace(block, kind="item", level=max(1, block.level), number=found["mark"], text=text)


def lay_out(blocks: Sequence[Block], titles: Sequence[Block]) -> list[Situated]:
    """Every block but the headings themselves, with the part it stands in.

    A heading that is itself a recommendation, or its label, is kept among the blocks as well,
    under its own headings. ``titles`` are the blocks of the document's own title; they open no
    part.
    """
    outline, own = _Outline(), {id(block) for block in titles}
    placed: list[Situated] = []
    for block in blocks:
        level = _heading_level(block)
        if level:
            shown = f"{block.number} {block.text}".strip()
            outline.take(shown, level, is_title=id(block) in own)
        placed.append(
            Situated(
                block,
                outline.headings,
                outline.part,
                outline.in_summary,
                outline.section,
                outline.below_asking,
                outline.titled,
            )
        )
    return placed


def _heading_level(block: Block) -> int:
    """The level of a heading, also of one that is only bold or only named like one; 0 if none."""
    text = block.text.strip()
    if not text or block.kind in {"table", "note"}:
        return 0
    if block.kind == "heading":
        return block.level or _RUN_IN - 1
    if text[-1] in _NO_HEADING_END or not text[0].isupper():
        return 0
    words = text.split()
    if len(words) > _LONGEST_HEADING or is_sentence(text):
        return 0
    if block.kind == "paragraph" and block.bold:
        return _RUN_IN
    if _ASKS_OF.fullmatch(text) and block.kind == "paragraph":
        return _RUN_IN
    named = text.isupper() or len(words) <= (3 if text.endswith(":") else 6)
    if named and part_of(text) and block.kind == "paragraph":
        return _RUN_IN - 1
    return 0
