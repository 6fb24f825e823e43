"""Agencies in running text: one pass over the tokens, longest wording first, traps obeyed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.agency_hazards import Place, blocks
from ingest.agency_index import TOKEN, Alias, AliasIndex, token_key
from ingest.agency_types import typed


@dataclass(frozen=True)
class Mention:
    """A name in a text; ``alias`` is None where only the name's own shape tells the body."""

    start: int
    end: int
    raw: str
    alias: Alias | None


_GAP = re.compile(r"[ \t\n,/()'’&-]{0,4}")
_CAPITAL = r"(?:[A-Z][\w'’-]*|St\.)"
_INNER = rf"(?:{_CAPITAL}|of|and|&|upon|on|the|in|le|under|with|for)"
# Police forces are not among these: the registry holds them all.
_HEADS = (
    r"(?:NHS\s+(?:Foundation\s+)?Trust|Foundation\s+Trust|(?:NHS\s+)?Trust|Council|"
    r"Clinical\s+Commissioning\s+Group|CCG|Primary\s+Care\s+Trust|PCT|Integrated\s+Care\s+Board|"
    r"ICB|Health\s+Board|Safeguarding\s+(?:Adults?\s+|Child(?:ren)?(?:['’]?s)?\s+)?(?:Board|"
    r"Partnership)|LSCB|Community\s+Safety\s+Partnership|Fire\s+(?:and|&)\s+Rescue\s+Service|"
    r"Ambulance\s+Service|Hospital|Infirmary|Hospice|Surgery|"
    r"(?:Medical|Health|Care)\s+(?:Centre|Practice|Group)|(?:Care|Nursing|Residential)\s+Home|"
    r"Housing\s+(?:Association|Group|Trust)|School|Academy|University|Combined\s+Authority|"
    r"Ltd|Limited|plc|PLC|Association|Federation)"
)
_PRISON = re.compile(rf"\bHMP(?:/YOI|\s+YOI)?\s+{_CAPITAL}(?:\s+{_CAPITAL})?")
_SHAPE = re.compile(
    rf"\b(?:(?:London|Royal|Metropolitan)\s+)?Borough\s+of\s+{_CAPITAL}"
    rf"(?:\s+(?:and|&|upon)\s+{_CAPITAL}\b(?!\s+Borough))*"
    rf"|\b{_CAPITAL}(?:\s+{_INNER}(?=\s)){{0,7}}\s+{_HEADS}\b"
)
# Where one body ends and the next begins: "Northshire Trust and Southshire Council".
_BETWEEN = re.compile(
    r"\b(?:Trust|Council|Hospital|School|University|Association|Board|Service|Partnership|"
    r"Limited|Ltd|Group|Bikes|Surgery|Practice)(\s+(?:and|&)\s+(?:the\s+)?)(?=[A-Z])"
)
# "of" is inside a name after these only: "Policy of Northshire Trust" is not a trust's name.
_OF = re.compile(
    r"(?<!\bIsle)(?<!\bEast)(?<!\bHeart)(?<!\bBorough)(?<!\bCity)(?<!\bUniversity)(?<!\bVale)"
    r"(?<!\bCounty)(?<!\bForest)(?<!\bHospitals)(?<!\bBank)(?<!\bOur Lady)"
    r"\s+of\s+(?:the\s+)?(?=[A-Z])"
)
_OPENERS = re.compile(
    r"^(?:(?:The|In|At|On|When|While|After|Before|If|That|This|These|Both|All|Each|Every|And|But|"
    r"For|From|By|With|To|As|Although|However|Since|Neither|Either|Its|Their|His|Her|My|Our|"
    r"Chief|Executive|of|and|the|in|for|on|with|&)\b\s*)+"
)


def find_mentions(text: str, index: AliasIndex) -> list[Mention]:
    """The names of agencies in a text, in order of place, without overlaps."""
    prisons = [Mention(m.start(), m.end(), m[0], None) for m in _PRISON.finditer(text)]
    found = [m for m in _aliases(text, index) if not _overlaps(m, prisons)]
    named = [m for m in found if m.alias and not m.alias.is_type]
    taken = [*prisons, *named]
    taken += [m for m in _shaped(_hidden(text, taken)) if not _overlaps(m, taken)]
    taken += [m for m in found if m.alias and m.alias.is_type and not _overlaps(m, taken)]
    return sorted(taken, key=lambda mention: mention.start)


def _overlaps(mention: Mention, others: list[Mention]) -> bool:
    return any(mention.start < other.end and other.start < mention.end for other in others)


def _hidden(text: str, mentions: list[Mention]) -> str:
    for mention in mentions:
        text = text[: mention.start] + "|" * len(mention.raw) + text[mention.end :]
    return text


def _aliases(text: str, index: AliasIndex) -> Iterator[Mention]:
    spans = [(m.start(), m.end(), token_key(m[0])) for m in TOKEN.finditer(text)]
    by_first = index.by_first
    place, count = 0, len(spans)
    while place < count:
        step = 1
        for alias in by_first.get(spans[place][2], ()):
            size = len(alias.tokens)
            if size > 1 and not _matches(spans, place, alias, text):
                continue
            start, end = spans[place][0], spans[place + size - 1][1]
            if _allowed(alias, text, start, end, index):
                yield Mention(start, end, text[start:end], alias)
                step = size
                break
        place += step


def _matches(spans: list[tuple[int, int, str]], place: int, alias: Alias, text: str) -> bool:
    size = len(alias.tokens)
    if place + size > len(spans):
        return False
    for offset in range(1, size):
        if spans[place + offset][2] != alias.tokens[offset]:
            return False
        if not _GAP.fullmatch(text, spans[place + offset - 1][1], spans[place + offset][0]):
            return False
    return True


def _allowed(alias: Alias, text: str, start: int, end: int, index: AliasIndex) -> bool:
    written = text[start:end]
    if not _case_fits(alias, written):
        return False
    if not alias.traps:
        return True
    place = Place(text, start, end, index.long_forms(alias), text)
    if any("last_named" in trap.checks for trap in alias.traps):
        return False
    return not any(blocks(trap, place, cell=False) for trap in alias.traps)


def _case_fits(alias: Alias, written: str) -> bool:
    """Short forms keep their case; words of a proper name are capitalised as in the alias."""
    ours = TOKEN.findall(alias.text)[-len(alias.tokens) :]
    theirs = TOKEN.findall(written)
    for our, their in zip(ours, theirs, strict=False):
        if our[1:] != our[1:].lower() and our.replace("’", "'") != their.replace("’", "'"):
            return False
        if our[0].isupper() and their[0].islower():
            return False
    return True


def _shaped(text: str) -> Iterator[Mention]:
    for found in _SHAPE.finditer(text):
        cuts = [(m.start(1), m.end(1)) for m in _BETWEEN.finditer(found[0])]
        starts = [0, *(end for _, end in cuts)]
        ends = [*(start for start, _ in cuts), len(found[0])]
        for start, end in zip(starts, ends, strict=True):
            mention = _first_name(found[0][start:end], found.start() + start)
            if mention:
                yield mention


def _first_name(phrase: str, offset: int) -> Mention | None:
    """The longest name that ends the phrase, sentence openers and "Policy of" left out."""
    opener = _OPENERS.match(phrase)
    starts = [opener.end() if opener else 0]
    starts = [m.end() for m in _OF.finditer(phrase)][-1:] or starts
    starts += [m.end() for m in re.finditer(r"\s(?:and|at|in|for|the|&)\s+(?:the\s+)?", phrase)]
    for start in starts:
        name = phrase[start:]
        if name[:1].isupper() and typed(name):
            return Mention(offset + start, offset + len(phrase), name, None)
    return None
