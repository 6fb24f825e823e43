"""Who is to act, and at what level.

domain/cues.md sections 2 and 5: only the words before the modal, then the inherited lead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from linking.cues import bodies
from linking.cues.asks import Reading
from linking.cues.lead import from_addressees, with_addressees
from linking.cues.model import Actor, Addressee, Code
from linking.cues.patterns import Text

_WORD = re.compile(r"[A-Za-z&][\w'&-]*")
# What follows belongs to the actor's description, not to its name.
_TAIL = re.compile(
    r"\s+(?:who|which|that|in|at|on|from|with|about|by|within|across|working|including|involved|"
    r"responsible|to|under|where|should|called|employed|based|"
    r"attending|dealing|caring|named|funded|commissioned|supported|as)\s"
)
_ARTICLES = frozenset({"a", "an", "the"})
_SHARE = re.compile(
    r"^(?:at\s+least\s+|over\s+|more\s+than\s+)?(?:[\w-]+\s+in\s+(?:two|three|four|five|ten|\d+)|"
    r"\d+\s*(?:%|per\s+cent)(?:\s+of)?|(?:half|most|a\s+third|two-thirds)\s+of)\s+",
    re.IGNORECASE,
)
# "Tidewater Recovery": capitals throughout name a body whatever its last word.
_CAPITALISED = re.compile(
    r"(?:[Tt]he\s+)?[A-Z][\w'&-]*(?:\s+(?:(?:and|of|for|&)\s+)?[A-Z][\w'&-]*)+$"
)
_BY_AGENT = re.compile(
    r"\s(?:out\s+|forward\s+)?by\s+(?P<agent>(?:the\s+|an?\s+|each\s+)?(?:[\w'&-]+\s+){0,6}?[\w'&-]+)"
    r"(?=[.,;]|\s(?:by|in|on|at|before|within|which|who|that|to|with|and|for|every|each|whenever)\s|$)"
)
# Names that hold an "and" themselves.
_PAIRED = re.compile(
    r"police\s+and\s+crime|fire\s+and\s+(?:rescue|crime)|health\s+and\s+(?:social|well|care)|"
    r"accident\s+and\s+emerg|crime\s+and\s+dis|courts\s+and\s+trib|children\s+and\s+(?:famil|young)|"
    r"drug\s+and\s+alc|alcohol\s+and\s+drug|child\s+and\s+adol|women\s+and\s+(?:child|girl)|"
    r"housing\s+and\s+home|devon\s+and\s+corn|avon\s+and\s+som|hampshire\s+and\s+isle|"
    r"brighton\s+and\s+hove|hammersmith\s+and\s+ful|kensington\s+and\s+ch|care\s+and\s+support|"
    r"nursing\s+and\s+mid|learning\s+and\s+dev|education\s+and\s+(?:skill|child)|"
    r"quality\s+and\s+(?:assur|safety|perf)|safety\s+and\s+quality|policy\s+and\s+proc|"
    r"telford\s+and\s+wre|stoke\s+and|cheshire\s+west\s+and|barking\s+and\s+dag|"
    r"policies\s+and\s+proc|audit\s+and\s+risk|mental\s+health\s+and\s+learn",
    re.IGNORECASE,
)
_OF = re.compile(r"\s+(?:of|for)\s+")
_RELATION = re.compile(
    r"\b(?:chair|head|chief|director|lead|leader|manager|governor|member|"
    r"commander|constable|executive|nurse|board|council|police|secretary|"
    r"office|university|royal|city|commissioner|team|minister)s?$"
)


def code_actor(reading: Reading, addressees: Sequence[Addressee]) -> Actor:
    """The actor in the words before the first modal that name one, else the addressees."""
    found = _from_text_or_lead(reading, addressees)
    return Actor(*(_written(reading.text, one) for one in (found.actor, found.level)))


def _written(text: Text, one: Code) -> Code:
    return Code(one.value, text.as_written(one.words), one.rule)


def _from_text_or_lead(reading: Reading, addressees: Sequence[Addressee]) -> Actor:
    subjects: list[tuple[int, int]] = []
    for ask in reading.asks:
        if ask.subject[0] < ask.subject[1] and ask.subject not in subjects:
            subjects.append(ask.subject)
    found = [_read_subject(reading.text, *place) for place in subjects]
    for wanted in ("named", "typed", "collective"):
        for one in found:
            if one.actor.value == wanted:
                return with_addressees(one, addressees)
    if addressees:
        return from_addressees(addressees)
    agent = _agent(reading)
    if agent:
        return agent
    return Actor(Code("none", "", "actor.none"), Code("unresolved", "", "level.no-actor"))


def _agent(reading: Reading) -> Actor | None:
    """The "by …" of a passive. Cues look before the modal only; but a body named as the doer is
    no mere mention, so it is the last resort before "none"."""
    for ask in reading.asks:
        found = _BY_AGENT.search(reading.text.flat, ask.at[1], ask.end) if ask.passive else None
        if found:
            one = _read_subject(reading.text, *found.span("agent"))
            if one.actor.value in {"named", "typed", "collective"}:
                return replace(one, actor=replace(one.actor, rule="actor.agent"))
    return None


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
        if _PAIRED.search(subject[max(0, joint.start() - 14) : joint.end() + 14]):
            continue
        if _in_phrase(subject[place : joint.start()], subject[joint.end() :]):
            continue
        parts.append((place, subject[place : joint.start()]))
        place = joint.end()
    parts.append((place, subject[place:]))
    return [(offset, part) for offset, part in parts if part.strip()] or [(0, subject)]


def _in_phrase(before: str, after: str) -> bool:
    """Is what follows the "and" still inside "planning with social care and housing"?"""
    tail = _TAIL.search(before + " ")
    head = before[: tail.start()] if tail else before
    if tail is None:
        return False
    return not _is_body(head) and not re.match(r"(?:the|all|each|every)\s", after)


def _read_part(text: Text, base: int, part: tuple[int, str]) -> Actor:
    offset, words = part
    at_start = offset == 0 and _starts_sentence(text, base)
    share = _SHARE.match(words)
    words = words[share.end() :] if share else words
    tail = _TAIL.search(words + " ")
    if tail and words[: tail.start()].lower() in _ARTICLES:  # "a named nurse"
        tail = None
    head = words[: tail.start()] if tail else words
    rest = words[tail.start() :] if tail else ""
    low = head.lower()
    collective = bodies.COLLECTIVE.search(low) and not bodies.NOT_COLLECTIVE.search(low)
    if collective and not bodies.names_one(head, at_start=at_start):
        return Actor(
            Code("collective", head.strip(), "actor.collective"),
            Code("all", head.strip(), "level.all"),
        )
    before_of = _OF.split(head)[0]
    if bodies.PEOPLE.search(before_of.lower()) and not bodies.OFFICE.search(low):
        return _people(words, head, rest)
    if _is_body(before_of) or (_is_body(head) and bodies.names_one(head, at_start=at_start)):
        return _body(words, head, at_start=at_start)
    if _CAPITALISED.match(head.strip()) and bodies.names_one(head, at_start=at_start):
        return _body(words, head, at_start=at_start)
    return Actor(Code("none", "", ""), Code("unresolved", "", "level.no-actor"))


def _people(words: str, head: str, rest: str) -> Actor:
    """Staff, practitioners, a profession: collective, unless one named body employs them."""
    before_of = _OF.split(head)[0]
    inner = _body_inside(rest or head[len(before_of) :]) or _employer(before_of)
    if inner and bodies.names_one(inner, at_start=False):
        return _body(words, inner, at_start=False)
    if re.search(r"\b(?:all|every|each)\s+(?:practitioner|professional)", head.lower()):
        level = Code("all", head.strip(), "level.all")
    else:
        level = Code("unresolved", "", "level.people")
    return Actor(Code("collective", head.strip(), "actor.people"), level)


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
    if words[-2:] in (["core", "group"], ["focus", "group"], ["core", "groups"]):
        return False
    if last in bodies.BODY_WORDS or last in bodies.ROLES:
        return True
    acronym = head.split()[-1]
    return (
        bool(re.fullmatch(r"[A-Z]{3,6}s?", acronym))
        and len(words) < 5
        and acronym.upper() not in bodies.NOT_BODIES
    )


def _employer(head: str) -> str:
    """The body before its people: "Housing Association staff"."""
    body = re.sub(
        r"\s+(?:[a-z-]+\s+)?(?:staff|practitioners?|managers?|workers?|leaders)$", "", head
    )
    return body if body != head and _is_body(body) else ""


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
    if re.match(r"(?:the\s+)?(?:government|ministers)$", head.strip(), re.IGNORECASE):
        return Actor(Code("named", shown, "actor.named.government"), level)
    if bodies.names_one(head, at_start=at_start) or bodies.PLACED.search(words):
        return Actor(Code("named", shown, "actor.named"), level)
    return Actor(Code("typed", shown, "actor.typed"), level)
