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
_INNER = rf"(?:{_CAPITAL}|of|and|&|upon|on|the|in|le|under|with|for|,)"
_HEADS = (
    r"(?:NHS\s+(?:Foundation\s+)?Trust|Foundation\s+Trust|(?:NHS\s+)?Trust|Council|"
    r"Clinical\s+Commissioning\s+Group|CCG|Primary\s+Care\s+Trust|PCT|Integrated\s+Care\s+Board|"
    r"ICB|Health\s+Board|Safeguarding\s+(?:Adults?\s+|Child(?:ren)?(?:['’]?s)?\s+)?(?:Board|"
    r"Partnership)|LSCB|Community\s+Safety\s+Partnership|Fire\s+(?:and|&)\s+Rescue\s+Service|"
    r"Ambulance\s+Service|Police|Constabulary|Hospitals?|Infirmary|Hospice|Surgery|"
    r"(?:Medical|Health|Care)\s+(?:Centre|Practice|Group)|(?:Care|Nursing|Residential)\s+Home|"
    r"Housing\s+(?:Association|Group|Trust)|School|Academy|University|Combined\s+Authority|"
    r"Ltd|Limited|plc|PLC|Association|Federation)"
)
_SHAPE = re.compile(
    rf"\bHMP(?:/YOI|\s+YOI)?\s+{_CAPITAL}(?:\s+{_CAPITAL})?"
    rf"|\b(?:London|Royal|Metropolitan)?\s?Borough\s+of\s+{_CAPITAL}(?:\s+(?:and|&|upon)\s+{_CAPITAL})*"
    rf"|\b{_CAPITAL}(?:\s*{_INNER}(?=[\s,])){{0,7}}\s+{_HEADS}\b"
)
_OPENERS = re.compile(
    r"^(?:(?:The|In|At|On|When|While|After|Before|If|That|This|These|Both|All|Each|Every|And|But|"
    r"For|From|By|With|To|As|Although|However|Since|Neither|Either|Its|Their|His|Her|My|Our|"
    r"Chief|Executive|of|and|the|in|for|on|with|&|,)\b[\s,]*|,\s*)+"
)


def find_mentions(text: str, index: AliasIndex) -> list[Mention]:
    """The names of agencies in a text, in order of place, without overlaps."""
    found = list(_aliases(text, index))
    named = [mention for mention in found if mention.alias and not mention.alias.is_type]
    hidden = text
    for mention in named:
        hidden = hidden[: mention.start] + "|" * len(mention.raw) + hidden[mention.end :]
    shaped = list(_shaped(hidden))
    taken = [*named, *shaped]
    for mention in found:
        if (
            mention.alias
            and mention.alias.is_type
            and not any(mention.start < other.end and other.start < mention.end for other in taken)
        ):
            taken.append(mention)
    return sorted(taken, key=lambda mention: mention.start)


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
        for start in _starts(found[0]):
            name = found[0][start:]
            if typed(name):
                begin = found.start() + start
                yield Mention(begin, found.end(), name, None)
                break


def _starts(phrase: str) -> list[int]:
    """Where a name may begin within a capitalised phrase: after sentence openers."""
    opener = _OPENERS.match(phrase)
    first = opener.end() if opener else 0
    # "Example House and Northshire Council": the shape reaches back over another name.
    later = [m.end() for m in re.finditer(r",\s+|\s(?:and|at|of|in|for|the)\s+(?:the\s+)?", phrase)]
    return [
        first,
        *(place for place in later if place > first and phrase[place : place + 1].isupper()),
    ]
