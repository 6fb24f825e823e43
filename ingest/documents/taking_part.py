"""The agencies that had a part in the case or its review, from lists, tables and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ingest.agency_names import is_role_word, normalise
from ingest.documents.actor_words import split_bodies
from ingest.documents.bodies import is_known, is_one_name
from ingest.documents.model import DraftAddressee, DraftAgency, Part
from ingest.documents.part_names import part_of
from ingest.documents.parts import Situated
from ingest.documents.words import is_name_of_body, sentences
from ingest.people import without_names
from linking.cues.patterns import word_set

_GAVE = (
    r" (?:(?:an?|its|their|short|us|all) )*"
    r"(?:reports?|accounts?|information|records|evidence|chronolog\w+)"
)
_CAME = r" (?:came|were (?:received|provided|sent)|from)"
# Searched in lower case, which takes a third of the time of a search whatever the case; that
# each choice begins with a letter lets a search pass over all places where none of them stands.
_PARTS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    (
        "author of IMR",
        re.compile(
            r"\bimrs?\b|individual management reviews?\b|individual reports?\b|agency reports?\b"
        ),
    ),
    (
        "panel",
        re.compile(r"\bpanel\b|review team|membership|steering group|^present\b"),
    ),
    (
        "contributor",
        re.compile(
            r"contribut\w+|agencies (?:involved|participating|contacted|who|that)|participating|"
            r"agency involvement|information (?:was |came )?(?:provided|received|supplied|from)|"
            r"took part|take part|taken part|short reports?|spoke|written by|helped to|"
            rf"gave{_GAVE}|sent{_GAVE}|provided{_GAVE}|shared{_GAVE}|supplied{_GAVE}|"
            rf"submitted{_GAVE}|reports?{_CAME}|records{_CAME}|chronologies{_CAME}"
        ),
    ),
)
# One of them, wherever it stands: a cheap look at a whole paragraph.
_SOME_PART = re.compile(
    "|".join(pattern.pattern.replace(r"\b", "").replace("^", "") for _, pattern in _PARTS)
)
_CAPITALS = r"[A-Z][\w'’&-]*(?: (?:(?:and|of|&|for|the|on) )?[A-Z][\w'’&-]*){0,9}"
_COMMISSIONED = re.compile(
    r"\b(?i:commissioned|undertaken|published|carried out|requested)(?: (?:on |in )?[\w ]{4,20})? "
    r"(?:by|for|on behalf of) "
    rf"(?:the )?(?P<who>{_CAPITALS})"
)
_COMMISSIONS = re.compile(
    rf"(?P<who>{_CAPITALS})(?: \([^)]*\))? (?:commissioned|asked for|held|decided|resolved|started|"
    rf"set up|requested)\b|\b(?i:review|report|investigation) for (?:the )?(?P<for>{_CAPITALS})"
)
_NAMES = re.compile(
    r"(?:[A-Z][\w'’&-]*|St\.)(?:(?:,? (?:and|&) (?:the )?| of (?:the )?| for | in | upon |"
    r", (?:the )?|"
    r" )(?:[A-Z][\w'’&-]*|St\.))*(?: \([A-Z][\w &]*\))?"
)
# The commissioner stands alone on the cover.
_COMMISSIONER = re.compile(
    r"(?:partnership|board|council|csp|lscb|sab|lscp|scp)(?: \([A-Z]+\))?\.?$", re.IGNORECASE
)
_LONGEST = 110
_TELLING = frozenset({"", "front", "terms", "rationale"})  # parts that say who took part
_EARLY = 20
_HAS_PART = re.compile(
    r"\b(?:members?|received|provided|written|from|by|present|gave|sent|shared|supplied|submitted|"
    r"part|contribut\w+|helped|wrote)\b"
)
# "Health and Care", "Fire and Rescue": the second half of one name.
_SHARED = re.compile(
    r"(?:Health|Care|Social|Children|Adult|Rescue|Famil|Wellbeing|Communit|Mental|Local|Probation|"
    r"Crime|District|County|Partnership)",
)
# What the name of a body ends in where another may follow after "and".
_ENDS = re.compile(
    r"(?:Trust|Council|Police|Constabulary|Board|Services?|Group|Partnership|Association|Limited|"
    r"Ltd|School|Academy|Homes?|Hospitals?|Centre|College|Authority|Aid|Team|Practice|Surgery|"
    r"Federation|University|Agency|Office|Housing|Society|Mind|Support|England|Wales)"
)


def agencies_of(
    placed: Sequence[Situated], asked: Sequence[DraftAddressee]
) -> tuple[DraftAgency, ...]:
    """Agencies with their part, each once a part; ``asked`` are the addressees, who are at least
    named."""
    found: dict[tuple[str, str], DraftAgency] = {}
    named: set[str] = set()
    for agency in (*_commissioners(placed), *_taking_part(placed)):
        key = normalise(agency.raw)
        found.setdefault((key, agency.part), agency)
        named.add(key)
    for one in asked:
        key = normalise(one.raw)
        part_of_other = any(key in known or _initials(known) == key for known in named)
        if key not in named and _is_agency(one.raw) and not part_of_other:
            found.setdefault((key, "named"), DraftAgency(one.raw, "named", None))
            named.add(key)
    return tuple(found.values())


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word not in {"and", "of", "the", "for"})


def _commissioners(placed: Sequence[Situated]) -> Iterator[DraftAgency]:
    for here in placed[:40]:
        text = here.block.text.strip()
        said = _COMMISSIONED.search(text)
        if said and _is_agency(said["who"]):
            yield DraftAgency(said["who"].strip(), "commissioner", here.block.page)
            return
    for here in placed[:12]:
        opening = re.split(r"(?<=[a-z)])[.,](?: |$)|: ", here.block.text.strip(), maxsplit=1)[0]
        text = re.sub(
            r"^(?:.*\b(?:review|report) )?(?:on behalf of|for|by) (?:the )?",
            "",
            opening,
            flags=re.I,
        )
        short = here.block.kind != "item" and len(text.split()) < 10
        alone = short and _COMMISSIONER.search(text) and is_name_of_body(text)
        if alone and len(text.split()) > 1 and _is_agency(text.rstrip(".")) and not part_of(text):
            name = text.rstrip(".")
            yield DraftAgency(
                name.title() if name.isupper() else name, "commissioner", here.block.page
            )
            return
    for here in placed[:_EARLY]:
        said = _COMMISSIONS.search(here.block.text)
        if said and _is_agency(said["who"] or said["for"]):
            yield DraftAgency(said["who"] or said["for"], "commissioner", here.block.page)
            return


def _taking_part(placed: Sequence[Situated]) -> Iterator[DraftAgency]:
    for place, here in enumerate(placed):
        block = here.block
        if block.kind in {"heading", "note"}:
            continue
        if here.part == "people":
            yield from _in_people(here)
        elif block.text and (here.part in _TELLING or (here.part == "analysis" and place < _EARLY)):
            if not _SOME_PART.search(block.text.lower()):
                continue
            for sentence in sentences(block.text):
                part = _part_said(sentence) if _HAS_PART.search(sentence.lower()) else None
                if part:
                    yield from (DraftAgency(n, part, block.page) for n in _names(sentence))


def _in_people(here: Situated) -> Iterator[DraftAgency]:
    block = here.block
    heading = next((p for h in reversed(here.headings) if (p := _part_said(h))), None)
    if block.rows:
        for row in block.rows:
            line = " ".join(cell.text for cell in row)
            part = _part_said(line) or heading
            names = [n for cell in row for n in _of_line(cell.text)]
            yield from (DraftAgency(n, part, row[0].page) for n in names if part)
        return
    if block.kind == "item" or len(block.text) < _LONGEST:
        part = _part_said(block.text) or heading
        found = _of_line(block.text)
        if found and part:
            yield from (DraftAgency(n, part, block.page) for n in found)
            return
    for sentence in sentences(block.text):
        part = _part_said(sentence) or heading
        if part:
            yield from (DraftAgency(n, part, block.page) for n in _names(sentence))


def _part_said(text: str) -> Part | None:
    low = text.lower()
    return next((part for part, pattern in _PARTS if pattern.search(low)), None)


def _of_line(text: str) -> list[str]:
    """The agencies of a line or cell: "Head of Safeguarding, Northshire Council" names one."""
    found = []
    for line in re.split(r"[\n;•]", text):
        line = line.strip(" .")
        if not line or len(line) > 2 * _LONGEST:
            continue
        pieces = re.split(r",\s+|\s+[–—-]\s+|:\s+|\t|\s+\(for |\s+\(|\)", line)
        fit = [p.strip() for p in pieces if p.strip() and _is_agency(p.strip())]
        found += fit[-1:]
    return found


def _names(sentence: str) -> list[str]:
    """The agencies that a sentence names."""
    found = []
    for run in _NAMES.finditer(sentence):
        pieces = re.split(r",\s+(?:and\s+)?(?:the\s+)?", run[0])
        names = [name for piece in pieces for name in _apart(piece)]
        agencies = [name for name in names if _is_agency(name)]
        # "Northshire Police, Galop House and Open Door": what stands among agencies is one too.
        in_list = len(agencies) > 1 or (agencies and len(names) == 2)
        found += [n for n in names if n in agencies or (in_list and _may_be_agency(n))]
    return found


def _may_be_agency(name: str) -> bool:
    """A name of several words in capitals that is no person's and no role's."""
    words = name.split()
    roles = any(is_role_word(word) for word in (words[0], words[-1])) if words else True
    return len(words) > 1 and not roles and _is_proper(name) and without_names(name) == name


def _apart(piece: str) -> list[str]:
    """Names joined by "and": apart where both halves are names, whole where the name holds it."""
    if is_one_name(piece):
        return [piece]
    halves = re.split(r"\s+(?:and|&)\s+(?:the\s+)?", piece)
    for place in range(1, len(halves)):
        first, rest = " and ".join(halves[:place]), " and ".join(halves[place:])
        ends = bool(_ENDS.fullmatch(first.split()[-1])) or is_one_name(first)
        ends = ends or (
            first.startswith("NHS ") and not piece.endswith(("ICB", "CCG", "Care Board"))
        )
        own = _is_agency(rest) or (not _SHARED.match(rest) and _may_be_agency(rest))
        if len(first.split()) > 1 and ends and _is_proper(first) and own:
            return [first, *_apart(rest)]
    return [piece] if _is_agency(piece) else split_bodies(piece)


@lru_cache(maxsize=4096)
def _is_agency(name: str) -> bool:
    """A name with capitals that no role ends: "Northshire Police", not "Named GP", "Agency"."""
    words = name.split()
    if not words or len(name) > _LONGEST or is_role_word(words[0]):
        return False
    if is_role_word(words[-1]) and not name.endswith("Commissioning Group"):
        return False
    return _is_proper(name) and (is_name_of_body(name) or is_known(name))


_PLAIN = word_set(
    "the review panel report agency agencies board trust partnership council service services "
    "individual management imr author chair independent team group"
)


def _is_proper(name: str) -> bool:
    """Whether a name has a word of its own beside those of its kind."""
    words = [w for w in re.findall(r"[\w'’&-]+", name) if w.lower() not in {"of", "and", "for"}]
    speaking = [w for w in words if w[:1].isupper() and w.lower() not in _PLAIN]
    if not speaking:
        return False
    return len(words) > 1 or (is_known(name) and len(name) > 3)
