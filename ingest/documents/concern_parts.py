"""A coroner's report to prevent future deaths: its concerns and whom it is sent to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.agency_names import without_persons
from ingest.concerns import split_concerns
from ingest.documents.actor_words import split_bodies
from ingest.documents.candidates import Candidate
from ingest.documents.model import Block
from ingest.documents.words import plain_words, tidy

_CONCERNS = re.compile(
    r"^\W*(?:\d+\W*)?(?:coroner['’]?s['’]? concerns?|(?:the )?matters? of concern)", re.I
)
_AFTER = re.compile(
    r"^\W*(?:\d+\W*)?(?:action should be taken|your response|copies and publication|"
    r"in my opinion,? (?:urgent )?action should be taken)",
    re.IGNORECASE,
)
_SENT = re.compile(
    r"this report is being sent to|^\W*report (?:is )?(?:being )?sent to|^to\s*:", re.I
)
_SENT_END = re.compile(
    r"^\W*(?:1\W+)?(?:the )?coroner\b(?!['’]s concern)|^\W*i am\b|legal powers|^\W*(?:\d\W*)?"
    r"investigation|make this report|^\W*\d+\s+coroner",
    re.IGNORECASE,
)


def flat(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with tables as lines: the form is often set as one table of numbered rows."""
    lines: list[Block] = []
    for block in blocks:
        if block.kind != "table":
            lines.append(block)
            continue
        for row in block.rows:
            for cell in row:
                for line in cell.text.split("\n"):
                    if re.search(r"\w\w", line):
                        lines.append(Block("paragraph", line.strip(), cell.page))
    return lines


def concerns(blocks: Sequence[Block]) -> list[Candidate]:
    """The concerns of a report, each with its number and page."""
    held: list[Block] = []
    heading, reading = "", False
    for block in blocks:
        shown = f"{block.number} {block.text}".strip()
        if _AFTER.match(shown):
            if held:
                break
            continue
        found = _CONCERNS.match(shown)
        if found and len(block.text) < 60:
            heading, reading = heading or shown, True
            continue
        if found and not reading:
            heading, reading = found[0].strip(), True
            block = Block("paragraph", shown[found.end() :].strip(" :.–—-"), block.page)
        if reading and block.text and block.kind != "note":
            held.append(block)
    text = "\n\n".join(_line(block) for block in held)
    return [
        Candidate(
            text=tidy(concern.text),
            number=concern.number,
            page=_page(concern.text, held),
            headings=(heading,),
            form="list",
            kind="concern",
            group="concerns",
        )
        for concern in split_concerns(text)
    ]


def _line(block: Block) -> str:
    mark = block.number.strip()
    if mark and mark[-1].isalnum():
        mark += "."
    return f"{mark} {block.text}".strip()


def _page(text: str, held: Sequence[Block]) -> int | None:
    """The page of the block in which the concern's longest line begins."""
    longest = max((line for line in text.split("\n")), key=len)
    words = " ".join(plain_words(longest)[:8])
    for block in held:
        if words in " ".join(plain_words(f"{block.number} {block.text}")):
            return block.page
    return held[0].page if held else None


def sent_to(blocks: Sequence[Block]) -> list[str]:
    """Whom the report is sent to, persons' names left out."""
    found: list[str] = []
    reading = False
    for block in blocks[:60]:
        shown = f"{block.number} {block.text}".strip()
        sent = _SENT.search(shown)
        if sent and not reading:
            reading = True
            rest = shown[sent.end() :].strip(" :.")
            found += _recipients(rest)
            continue
        if reading:
            if _SENT_END.search(shown) or _CONCERNS.match(shown):
                break
            found += _recipients(block.text)
    return list(dict.fromkeys(found))


def _recipients(text: str) -> list[str]:
    found = []
    for line in re.split(r"\n|;|(?<=\w)\s+\(?\d\)?[.)]\s+(?=[A-Z])", text):
        kept = without_persons(re.sub(r"^\W*(?:\d+|[a-z])[.)]\s*", "", line)).strip(" ,.;:")
        if len(kept) > 2 and any(char.isupper() for char in kept):
            found += [kept] if "," in kept else split_bodies(kept)
    return found
