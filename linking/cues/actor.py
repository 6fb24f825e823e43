"""Who is to act, at what level, and whether a local body is asked to turn to a national one.

domain/cues.md sections 2 and 5: only the words before the modal, then the inherited lead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from linking.cues import bodies
from linking.cues.asks import Reading
from linking.cues.model import Addressee, Code
from linking.cues.patterns import Text, rules

_WORD = re.compile(r"[A-Za-z&][\w'&-]*")
# What follows belongs to the actor's description, not to its name.
_TAIL = re.compile(
    r"\s+(?:who|which|that|in|at|on|from|with|about|by|within|across|working|including|involved|"
    r"responsible|to|under|where|should)\s"
)
_SHARE = re.compile(
    r"^(?:at\s+least\s+|over\s+|more\s+than\s+)?(?:[\w-]+\s+in\s+(?:two|three|four|five|ten|\d+)|"
    r"\d+\s*(?:%|per\s+cent)(?:\s+of)?|(?:half|most|a\s+third|two-thirds)\s+of)\s+",
    re.IGNORECASE,
)
_OF = re.compile(r"\s+(?:of|for)\s+")
_RELATION = re.compile(
    r"\b(?:chair|head|chief|director|lead|leader|manager|governor|member|"
    r"commander|constable|executive|nurse|board|council|police|secretary|"
    r"office|university|royal|city|commissioner|team|minister)s?$"
)

_TURNS_TO = rules("actor", "turns-to")


@dataclass(frozen=True)
class Actor:
    """The actor and the level it works at."""

    actor: Code
    level: Code


def code_actor(reading: Reading, addressees: Sequence[Addressee]) -> Actor:
    """The actor in the words before the first modal that name one, else the addressees."""
    subjects: list[tuple[int, int]] = []
    for ask in reading.asks:
        if ask.subject[0] < ask.subject[1] and ask.subject not in subjects:
            subjects.append(ask.subject)
    found = [_read_subject(reading.text, *place) for place in subjects]
    for wanted in ("named", "typed", "collective"):
        for one in found:
            if one.actor.value == wanted:
                return _with_addressees(one, addressees)
    people = next((one for one in found if one.actor.rule == "actor.people"), None)
    if addressees:
        return _from_addressees(addressees)
    if people:
        return Actor(Code("collective", people.actor.words, "actor.people"), people.level)
    return Actor(Code("none", "", "actor.none"), Code("unresolved", "", "level.no-actor"))


def escalates_to(reading: Reading, level: str) -> str:
    """The national body that a body which is not national itself is asked to turn to."""
    if level == "national":
        return ""
    text = reading.text
    for ask in reading.asks:
        for turn in _TURNS_TO.every(text, ask.at[0], ask.end):
            for body in bodies.NATIONAL.every(text, turn.end, min(ask.end, turn.end + 60)):
                between = text.low[turn.end : body.start]
                if re.fullmatch(r"\s*(?:[\w'-]+\s+){0,4}?(?:the\s+)?", between) and not re.search(
                    r"\b(?:about|by|on|under|with|whether|how|if|guidance)\b", between
                ):
                    return re.sub(r"^[Tt]he\s+", "", text.words(body.start, body.end))
    return ""


def _read_subject(text: Text, start: int, end: int) -> Actor:
    """The best actor among the coordinated parts of one subject."""
    whole = text.flat[start:end]
    national = bodies.NATIONAL.every(text, start, end)
    held = [(body.start - start, body.end - start) for body in national]
    parts = []
    for offset, words in _parts(whole, held):
        begin, finish = start + offset, start + offset + len(words)
        inside = [body for body in national if begin <= body.start and body.end <= finish]
        if inside and _leads(text.flat[begin : inside[0].start]):
            parts.append(_national(text, begin, finish, inside[0].start, inside[-1].end))
        else:
            parts.append(_read_part(text, start, (offset, words)))
    for wanted in ("named", "typed", "collective"):
        for part in parts:
            if part.actor.value == wanted:
                return part
    return next((part for part in parts if part.actor.rule), parts[0])


def _leads(before: str) -> bool:
    """Do these words before a body's name leave that body the actor, as "the Chief Constable of"
    or "staff in" do, and "guidance of" does not?"""
    words = re.sub(r"^(?:the|each|all|both)\s+", "", before.strip().lower() + " ")
    return (
        not words.strip()
        or bool(re.search(r"(?:^|\s)(?:and|,)\s*(?:the\s+)?$", words))
        or bool(_RELATION.search(re.split(r"\s+(?:of|for|at|in|from)\s+", words)[0].strip()))
        or bool(bodies.PEOPLE.match(words))
    )


def _national(text: Text, start: int, end: int, first: int, last: int) -> Actor:
    words = text.words(start, end)
    placed = bodies.PLACED.search(text.flat, last, end)
    if placed:
        level = Code("local", placed[0].strip(), "level.local.place-phrase")
    else:
        level = Code("national", text.words(first, last), "level.national.body")
    return Actor(Code("named", words, "actor.named.national"), level)


def _parts(subject: str, held: list[tuple[int, int]]) -> list[tuple[int, str]]:
    """The coordinated parts of a subject, each with its offset; ``held`` names stay whole."""
    parts = []
    place = 0
    for joint in re.finditer(r",\s+(?:and\s+)?|\s+and\s+", subject):
        if any(start < joint.end() and joint.start() < end for start, end in held):
            continue
        parts.append((place, subject[place : joint.start()]))
        place = joint.end()
    parts.append((place, subject[place:]))
    return [(offset, part) for offset, part in parts if part.strip()] or [(0, subject)]


def _read_part(text: Text, base: int, part: tuple[int, str]) -> Actor:
    offset, words = part
    at_start = offset == 0 and _starts_sentence(text, base)
    share = _SHARE.match(words)
    words = words[share.end() :] if share else words
    tail = _TAIL.search(words + " ")
    head = words[: tail.start()] if tail else words
    rest = words[tail.start() :] if tail else ""
    low = head.lower()
    collective = bodies.COLLECTIVE.search(low) and not bodies.NOT_COLLECTIVE.search(low)
    if collective and not _proper(head, at_start=at_start):
        return Actor(
            Code("collective", head.strip(), "actor.collective"),
            Code("all", head.strip(), "level.all"),
        )
    before_of = _OF.split(head)[0]
    if _is_body(before_of) or (_is_body(head) and _proper(head, at_start=at_start)):
        return _body(words, head, at_start=at_start)
    if bodies.PEOPLE.search(before_of.lower()):
        inner = _body_inside(rest or head[len(before_of) :])
        if inner:
            return _body(words, inner, at_start=False)
        every = re.search(r"\b(?:all|every|each)\s+(?:practitioner|professional)", low)
        level = (
            Code("all", head.strip(), "level.all")
            if every
            else Code("unresolved", "", "level.people")
        )
        return Actor(Code("none", head.strip(), "actor.people"), level)
    return Actor(Code("none", "", ""), Code("unresolved", "", "level.no-actor"))


def _starts_sentence(text: Text, start: int) -> bool:
    before = text.flat[:start].rstrip()
    return not before or before[-1] in ".!?:)"


def _is_body(head: str) -> bool:
    """Is the head noun a body, a role or a profession?"""
    words = [word.lower().removesuffix("'s") for word in _WORD.findall(head)]
    if not words:
        return False
    if bodies.TYPED_TWO_WORDS.search(head.lower()):
        return True
    last = words[-1]
    if last in bodies.BODY_WORDS or last in bodies.ROLES:
        return True
    acronym = head.split()[-1]
    return (
        bool(re.fullmatch(r"[A-Z]{3,6}s?", acronym))
        and len(words) < 5
        and acronym.upper() not in bodies.NOT_BODIES
    )


def _body_inside(rest: str) -> str:
    """A body in the words after "staff in …", or nothing."""
    body = re.sub(
        r"^\s*(?:of|for|in|at|from|within|across|working|with|by)\s+(?:in|for|at|within)?\s*",
        "",
        rest,
    )
    first = re.split(r"\s+(?:who|which|that|should|to)\s+", body)[0].strip()
    return first if first and _is_body(first) else ""


def _body(words: str, head: str, *, at_start: bool) -> Actor:
    shown = words.strip()
    if bodies.NATIONALLY.search(head.strip()):
        level = Code("national", head.strip(), "level.national.wording")
    elif bodies.REGIONAL.search(words.lower()):
        level = Code("regional", shown, "level.regional")
    else:
        level = Code("local", shown, "level.local")
    if re.match(r"(?:the\s+)?government$", head.strip(), re.IGNORECASE):
        return Actor(Code("named", shown, "actor.named.government"), level)
    if _proper(head, at_start=at_start) or bodies.PLACED.search(words):
        return Actor(Code("named", shown, "actor.named"), level)
    return Actor(Code("typed", shown, "actor.typed"), level)


def _proper(head: str, *, at_start: bool) -> bool:
    """Does a capital that the type of body does not explain make it one body's name?"""
    found = _WORD.findall(head)
    for place, word in enumerate(found):
        plain = word.lower().removesuffix("'s")
        if not word[0].isupper() or plain in bodies.TYPE_WORDS or word.lower() in bodies.TYPE_WORDS:
            continue
        if plain.rstrip("s") in bodies.TYPE_WORDS:
            continue
        if place == 0 and at_start:
            following = found[1] if len(found) > 1 else ""
            if not (following[:1].isupper() or word.endswith("'s") or word.isupper()):
                continue
        return True
    return False


def _with_addressees(found: Actor, addressees: Sequence[Addressee]) -> Actor:
    """ "The Trust" is the body the recommendation is known to be addressed to."""
    if not addressees or found.actor.value == "collective":
        return found
    words = found.actor.words.lower()
    for one in addressees:
        names = {one.title.lower(), one.raw.lower()} - {""}
        if any(name in words or words in name for name in names):
            return Actor(
                Code(
                    "typed" if one.is_type and found.actor.value == "typed" else "named",
                    found.actor.words,
                    "actor.addressee.in-text",
                ),
                _level(one) if one.level else found.level,
            )
    named = [one for one in addressees if not one.is_type]
    if found.actor.value == "typed" and named and bodies.DEFINITE.match(words):
        return Actor(
            Code("named", found.actor.words, "actor.addressee.definite"),
            _level(named[0]) if named[0].level else found.level,
        )
    return found


def _from_addressees(addressees: Sequence[Addressee]) -> Actor:
    chosen = next((one for one in addressees if not one.is_type), addressees[0])
    value = "typed" if chosen.is_type else "named"
    levels = [_level(one) for one in addressees]
    # One national body among several makes it a national ask: that is the question asked of it.
    level = next((one for one in levels if one.value == "national"), _level(chosen))
    rule = "actor.addressee.inherited" if chosen.inherited else "actor.addressee"
    return Actor(Code(value, chosen.raw or chosen.title, rule), level)


def _level(one: Addressee) -> Code:
    words = one.raw or one.title
    if one.level in {"local", "regional", "national"}:
        return Code(one.level, words, "level.addressee")
    if one.is_type or one.level == "type":
        return Code("local", words, "level.addressee.type")
    return Code("unresolved", words, "level.addressee.unknown")
