"""Who is asked: the sentence's own actor, else what stands above it or beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.agency_names import without_persons
from ingest.documents.actor_words import split_bodies
from ingest.documents.asking import reading_of
from ingest.documents.candidates import Candidate
from ingest.documents.model import DraftAddressee, Inherited
from ingest.documents.named_bodies import actors_in, agency_below, heading_bodies, told_to
from linking.cues.bodies import BODY_WORDS
from linking.cues.verbs import BASES, THIRDS

_AT_START = 30
# "The panel asks the Trust to …", "My recommendation to the Trust is that it …".
PANEL_ASKS = re.compile(
    r"\b(?:panel|review|reviewers?|authors?|report|investigators?|team|i|we)"
    r"(?: (?:therefore|also|further|strongly|would|now))* (?:asks?|urges?|invites?|advises?|"
    r"requests?|"
    r"likes?|recommends? to|calls? (?:up)?on) (?:that )?(?P<who>.{3,90}?) to [a-z]+\b|"
    r"\brecommend(?:ation (?:to|for)|s? to) (?P<to>.{3,90}?) (?:is )?(?:that|to)\b",
    re.IGNORECASE,
)
# What is made or named by the asking is not who is asked: "A lead should be named in each team".
_MADE = frozenset(
    {"name", "appoint", "identify", "establish", "create", "introduce", "develop", "commission",
     "recruit", "employ", "designate", "nominate", "set", "fund", "provide", "deliver", "publish",
     "agree", "convene", "hold", "write", "make", "use", "put"}
)  # fmt: skip
_QUESTION = re.compile(
    r"(?:(?:how|what|when|why|where|which \w+|in what ways?|to what extent|by what means)\b,? )?"
    r"(?:will|would|could|can|should|does|do|is|are|might|has|have|did) (?P<asked>.+)|"
    r"(?:how(?: well| far| often| effectively| best)?|whether|what|why|when|where|if|the extent to "
    r"which) (?P<told>.+?) "
    r"(?:can|could|will|would|might|should|is|are|has|have|does|do|may|needs?)\b",
    re.IGNORECASE,
)
# "(Would) the Board support …": the verb looks like a part of a name.
_QUESTIONED = re.compile(
    r"(?P<who>(?:the )?[A-Z][\w ]{2,40}?) (?:support|house|staff|board|care)\b"
)


def own_actors(text: str, near: Sequence[str] = ()) -> list[str]:
    """The bodies that the sentence itself asks, as printed without the article; [] if none.

    ``near`` are headings and titles: a short form of what they name is a name as well.
    """
    asked = PANEL_ASKS.search(text[:160])
    if asked and asked.start() < _AT_START:
        found = actors_in(asked["who"] or asked["to"], near)
        if found:
            return found
    for ask in reading_of(text, in_list=True).asks[:4]:
        if ask.subject[1] <= ask.subject[0] or (ask.passive and ask.verb in _MADE):
            continue
        found = actors_in(text[slice(*ask.subject)], near, proper=not ask.passive)
        if found:
            return found
    question = _QUESTION.match(text)
    if question and question["told"]:
        return actors_in(question["told"], near)
    recommended = re.search(
        r"\b(?:recommend\w*|suggest\w*|propose\w*|asks?|urges?) that (.+)", text
    )
    clause = question["asked"] if question else recommended[1] if recommended else ""
    return _before_verb(clause, near) or told_to(text, near) or _by_whom(text, near)


# "… should be changed by commissioners within a year": who acts stands behind the verb.
_BY = re.compile(
    r"\b(?:should|must|shall|ought to|needs? to|to)(?: \w+ly)? be (?:\w+ly )?[a-z]+"
    r"(?: (?!by\b)[\w'’-]+){0,5} by (?P<who>[^.;:]{3,90})"
)
_BEHIND = re.compile(
    r"\s+(?:at|to|in|on|so|before|after|when|if|as|with|within|for|by)\s+(?=[a-z\d]).*$"
)


def _by_whom(text: str, near: Sequence[str]) -> list[str]:
    """Bodies and whole professions only: what is done "by a nurse" is asked of who employs her."""
    found = _BY.search(text)
    who = actors_in(_BEHIND.sub("", found["who"]), near) if found else []
    return [raw for raw in who if _acts_as_a_whole(raw)]


def _acts_as_a_whole(raw: str) -> bool:
    """A name, a plural or a body: not "head of service", nor "qualified nurse"."""
    if re.match(r"(?:head|chair|lead|director|manager|member|officer)\b", raw):
        return False
    return raw[0].isupper() or raw.endswith("s") or raw.split()[-1] in BODY_WORDS


def _before_verb(clause: str, near: Sequence[str]) -> list[str]:
    """ "(How will) the Board assure itself …": the words up to the verb."""
    words = clause.split()
    for place in range(1, min(len(words), 16)):
        low = words[place].lower().strip(",?.")
        if (low in BASES or low in THIRDS) and low not in {
            "police",
            "care",
            "support",
            "house",
            "staff",
            "board",
        }:
            actors = actors_in(" ".join(words[:place]), near)
            if actors:
                return actors
    if found := _QUESTIONED.match(clause):
        return actors_in(found["who"], near)
    for place in range(1, min(len(words), 10)):
        if re.fullmatch(r"[a-z-]{3,}s", words[place]):  # a verb that no list holds: "relaunches"
            actors = actors_in(" ".join(words[:place]), near)
            if actors:
                return actors
    return []


def addressees_of(one: Candidate) -> tuple[DraftAddressee, ...]:
    """Who is asked: the sentence's actor, else the column, the table's title, the lead-in or the
    nearest heading that names one."""
    headings = one.headings[one.titled :]
    near = [*(said for said, _ in one.above), *headings]
    own = own_actors(one.text, near)
    if own:
        return tuple(DraftAddressee(raw) for raw in dict.fromkeys(own))
    for said, how in one.above:
        bodies = _column(said) if how == "column" else heading_bodies(said)
        if bodies:
            return tuple(DraftAddressee(raw, how) for raw in dict.fromkeys(bodies))
    how_heading: Inherited = "heading"
    for place in reversed(range(len(headings))):
        bodies = heading_bodies(headings[place]) or agency_below(headings[:place], headings[place])
        if bodies:
            return tuple(DraftAddressee(raw, how_heading) for raw in dict.fromkeys(bodies))
    return tuple(DraftAddressee(raw, "column") for raw in _column(one.lead_person))


def _column(cell: str) -> list[str]:
    """The bodies and offices of a lead or agency cell, without persons' names."""
    found = []
    for line in re.split(r"[;\n•|]", cell):
        kept = without_persons(line).strip(" ,.;:-–")
        if kept:
            found += split_bodies(kept)
    return [raw for raw in found if any(char.isalpha() for char in raw) and len(raw) < 160]
