"""The agencies that had a part in the case or its review, from lists, tables and text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.agencies import Registry, read_hazards
from ingest.agency_names import normalise
from ingest.documents.addressees import is_actor
from ingest.documents.model import Block, DraftAgency, Part
from ingest.documents.parts import Situated
from ingest.documents.words import is_name_of_body
from ingest.known import REFERENCE
from ingest.reference import read_agencies

_MOST_NAMED = 40


@cache
def registry() -> Registry:
    """The reference table's agencies, read once."""
    agencies = read_agencies(REFERENCE / "agencies.csv").agencies
    return Registry(agencies, read_hazards(REFERENCE / "agency_alias_hazards.csv"))


_PARTS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    ("author of IMR", re.compile(r"\bimrs?\b|individual management review|single[- ]agency report", re.I)),
    ("panel", re.compile(r"panel|review team|membership|steering group", re.I)),
    ("contributor", re.compile(r"contribut|agencies (?:involved|participating|contacted|who)|"
                               r"participating|agency involvement|information (?:was )?(?:provided|"
                               r"received|supplied)", re.I)),
)  # fmt: skip
_COMMISSIONED = re.compile(
    r"(?:commissioned|undertaken|published) by (?:the )?(?P<who>[A-Z][\w'’&-]*(?: (?:and|of|&|for|the|"
    r"[A-Z][\w'’&-]*)){0,9})"
)


def agencies_of(placed: Sequence[Situated]) -> tuple[DraftAgency, ...]:
    """Agencies with their part, each once: what has a part in the review before mere mentions."""
    found: dict[str, DraftAgency] = {}
    for agency in (*_commissioners(placed), *_listed(placed)):
        found.setdefault(normalise(agency.raw), agency)
    return tuple(found.values())


def _commissioners(placed: Sequence[Situated]) -> Iterator[DraftAgency]:
    for here in placed[:60]:
        said = _COMMISSIONED.search(here.block.text)
        if said and is_name_of_body(said["who"]):
            yield DraftAgency(said["who"].strip(), "commissioner", here.block.page)


def _listed(placed: Sequence[Situated]) -> Iterator[DraftAgency]:
    for here in placed:
        if here.part != "people":
            continue
        part = _part(here)
        if part:
            for name in _names(here.block):
                yield DraftAgency(name, part, here.block.page)


def _part(here: Situated) -> Part | None:
    said = (*reversed(here.headings), here.block.title)
    for text in said:
        for part, pattern in _PARTS:
            if text and pattern.search(text):
                return part
    return None


def _names(block: Block) -> Iterator[str]:
    cells = [cell.text for row in block.rows for cell in row] or [block.text]
    for cell in cells:
        for line in re.split(r"[\n;•]", cell):
            line = line.strip(" .")
            if block.rows or block.kind == "item":
                yield from _in_line(line)


def _in_line(line: str) -> Iterator[str]:
    """ "Head of Safeguarding, Northshire Council" names the council."""
    if not line or len(line) > 200:
        return
    pieces = [p.strip() for p in re.split(r",\s+|\s+[–—-]\s+|:\s+|\t|\s+\(|\)", line) if p.strip()]
    for piece in reversed(pieces):
        if is_actor(piece) and is_name_of_body(piece) and _is_agency(piece):
            yield piece
            return


def _is_agency(piece: str) -> bool:
    from ingest.agency_names import is_role_word

    return (
        not is_role_word(piece.split()[-1])
        and any(r.agency_id or (r.record and r.record.is_a) for r in registry().resolve(piece))
        or is_name_of_body(piece)
        and not is_role_word(piece.split()[-1])
    )
