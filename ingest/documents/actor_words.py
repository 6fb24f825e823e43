"""Whether words are what a body, an office or a kind of body is called, and where two join."""

from __future__ import annotations

import re

from ingest.agency_names import is_role_word
from ingest.documents.bodies import is_known, is_one_name
from ingest.documents.words import is_name_of_body
from linking.cues.bodies import (
    BODY_WORDS,
    COLLECTIVE,
    NOT_COLLECTIVE,
    ROLES,
    TYPED_TWO_WORDS,
)

_PAIRED = re.compile(
    r"(?:police|crime|fire|rescue|health|social|education|housing|accident|emergency|quality|"
    r"safety|learning|development|policy|drugs?|alcohol|women|women['’]s|children|children['’]s|"
    r"families|adults?|young people|standards|nursing|midwifery|courts|care|support|community|"
    r"wellbeing|well-being|skills|justice|public|adult|substance|mental health|neighbourhoods?|"
    r"environment|planning|performance|governance|training|prison|prisons|strategy|outpatients?)"
)
ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
PEOPLE = re.compile(
    r"(?:(?:all|every|each|any|both|relevant|front-?line|their|its|our|these|such|other|key|new|"
    r"senior|the|operational|clinical|individual|local|partner|agency|multi-agency)\s+)*(?:staff|"
    r"practitioners?|professionals?|managers?|workers?|(?:police )?officers|employees|colleagues|"
    r"personnel|workforce|members|(?:\w+[ -])?(?:co-?ordinators?|handlers|supervisors|"
    r"receptionists|assessors|dispatchers|sergeants|inspectors)|chief officers|"
    r"everyone|anyone|leaders|volunteers|leads?|teams?|individuals|people)(?:\s+(?:members|"
    r"groups))?",
    re.IGNORECASE,
)
CAPITALS = re.compile(r"[A-Z][\w'’&-]*(?: (?:(?:and|of|for|&|the|in) )?[A-Z][\w'’&-]*)+")
# Offices and services that no list of kinds of body holds.
_OFFICE = re.compile(
    r"\b(?:business|programme|partnership|board) (?:manager|unit)$|^secretar(?:y|ies) of state\b|"
    r"\bearly help(?: hub| service)?$|^heads? of [a-z]+|^(?:lead|cabinet) members?\b|"
    r"\bportfolio holder|\bsub-?(?:group|committee)$|\b(?:working|task and finish) group$"
)
_JOINT = re.compile(
    r"\s*,\s*(?:and\s+|as well as\s+)?(?:the\s+)?|\s+(?:and|&|as well as)\s+(?:the\s+)?|\s*;\s*|"
    r"\n|\s+/\s+"
)


def is_actor(words: str) -> bool:
    """Whether words name a body, an office, a type of body or a collective of agencies."""
    words = ARTICLE.sub("", words.strip(" .,;:"))
    low = words.lower()
    if not words or PEOPLE.fullmatch(words) or len(words.split()) > 14:
        return False
    if re.search(r"\bstaff$", low):
        return False
    if _OFFICE.search(low):
        return True
    if COLLECTIVE.search(low) or NOT_COLLECTIVE.search(low) or TYPED_TWO_WORDS.search(low):
        return True
    head = re.split(r"\s+(?:of|for|in|at|on|from)\s+", low)[0]
    last = re.sub(r"['’]s?$", "", re.split(r"\s+", head)[-1].strip("(),"))
    if last in BODY_WORDS or last in ROLES:
        return not re.search(r"\b(?:the|an?) (?:care|support|early help)$", low)
    shouted = words.isupper() and len(words.split()) > 1  # all capitals: no short form of a name
    short_form = re.fullmatch(r"[A-Z][A-Z&]{1,6}s?(?: \([^)]*\))?", words.split()[-1])
    return is_name_of_body(words) or bool(short_form and not shouted)


def split_bodies(words: str) -> list[str]:
    """Bodies joined by commas and "and", each without its article; a name that holds an "and"
    stays whole."""
    pieces: list[str] = []
    start = 0
    for joint in _JOINT.finditer(words):
        before, after = words[start : joint.start()].strip(), words[joint.end() :].strip()
        if "(" in before and ")" not in before:
            continue
        in_row = bool(pieces) and _is_body(before) and _is_body(after)
        if is_one_name(ARTICLE.sub("", words[start:].strip())):
            break
        if not before or not after or not (in_row or _parts(before, after, joint[0])):
            continue
        pieces.append(before)
        start = joint.end()
    pieces.append(words[start:].strip())
    return [ARTICLE.sub("", piece).strip(" ,") for piece in pieces if piece.strip(" ,")]


def _is_body(words: str) -> bool:
    return is_actor(words) or (words[:1].isupper() and len(words.split()) < 7 and is_known(words))


def _is_office(words: str) -> bool:
    head = re.split(r"\s+(?:of|for)\s+", words)[0].split()
    return bool(head) and (
        is_role_word(head[-1])
        or words.split()[-1].lower() in ROLES
        or bool(_OFFICE.search(words.lower()))
    )


def _parts(before: str, after: str, joint: str) -> bool:
    """Whether two stretches are two bodies: both are, and the first is no half of a name."""
    following = re.split(r"\s*,\s*|\s+and\s+|\s+&\s+", after)[0]
    if not _is_body(before) or not (_is_body(after) or _is_body(following)):
        return False
    if joint.strip() == "," and _is_office(before) and not _is_office(following):
        return False  # "Head of Safeguarding, Northshire Council" is one
    if re.search(r"\bthe\s+$", joint) or joint.strip() in {";", "", "/"}:
        return True
    last = " ".join(before.split()[-1:]).lower()
    if not _PAIRED.fullmatch(last):
        return True
    if last == "police":
        return not re.match(r"crime\b|fire\b", after, re.I)
    ministry = re.match(r"(?:department|ministry|office) ", before, re.IGNORECASE)
    if joint.strip() == "," and len(before.split()) > 1 and is_actor(following) and not ministry:
        return True  # "children's social care, police and health"
    first = after.split()[0].lower().strip(",")
    alone = len(following.split()) == 1 and len(before.split()) == 1
    if alone:
        return (last, first) not in {("health", "care"), ("care", "support"), ("health", "safety")}
    return not _PAIRED.fullmatch(first)
