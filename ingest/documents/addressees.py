"""Who is asked: the sentence's own actor, else what stands above it or beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.agency_names import without_persons
from ingest.documents.actor_words import (
    ARTICLE,
    CAPITALS,
    PEOPLE,
    is_actor,
    split_bodies,
)
from ingest.documents.asking import reading_of
from ingest.documents.bodies import is_known
from ingest.documents.candidates import Candidate
from ingest.documents.model import DraftAddressee, Inherited
from ingest.documents.words import label_of
from linking.cues.bodies import COLLECTIVE
from linking.cues.verbs import BASES, THIRDS

# What follows belongs to the actor's description or company, not to its name.
_TAIL = re.compile(
    r"(?:,|\s+[–(-])?\s+(?:who|which|that|with|about|by|within|across|working|including|involved|"
    r"responsible|to|under|where|called|employed|based|attending|dealing|caring|named (?=in|by|"
    r"on)|funded|"
    r"commissioned|supported|as|together|alongside|along|in (?:partnership|conjunction|"
    r"consultation|"
    r"collaboration|liaison|discussion|order|line|association|their|its|light|this|addition|"
    r"agreement|response|co-operation|cooperation|future)|through|via|on behalf|when|if|also|"
    r"therefore|now|jointly|collectively|should|must|has|have|is|are)\b.*$",
    re.DOTALL,
)
_AT_START = 30
# "The panel asks the Trust to …", "My recommendation to the Trust is that it …".
PANEL_ASKS = re.compile(
    r"\b(?:panel|review|reviewers?|authors?|report|investigators?|team|i|we)"
    r"(?: (?:therefore|also|further|strongly|would|now))* (?:asks?|urges?|invites?|advises?|"
    r"requests?|"
    r"likes?|recommends? to|calls? (?:up)?on) (?:that )?(?P<who>.{3,90}?) to [a-z]+\b|"
    r"\brecommendation (?:to|for) (?P<to>.{3,90}?) is (?:that|to)\b",
    re.IGNORECASE,
)
# "Staff in Northmoor Council" act for the council; "staff on the wards" for whoever runs them.
_PEOPLE_OF = re.compile(
    rf"{PEOPLE.pattern}\s+(?:in|of|at|for|from|within|across|on|with|working)\s+(?P<body>.+)",
    re.IGNORECASE,
)
# "is not at school, the Trust": the end of an opening clause, and the subject after it.
_CLAUSE = re.compile(r"\b(?:is|are|was|were|has|have|does|do|did)\b")
_LONGEST_COLLECTIVE = 12
# An opening phrase without a comma: "By March 2024 the Council should …".
_WHEN = re.compile(
    r"^(?:by|from|before|within|until|after|during)\s+(?:the\s+)?(?:(?:end|start|"
    r"beginning)\s+of\s+)?"
    r"(?:(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:january|february|march|april|may|june|july|august|"
    r"september|"
    r"october|november|december|spring|summer|autumn|winter)(?:\s+\d{4})?|\d{4}|\w+\s+(?:weeks|"
    r"months|"
    r"days|years?)(?:\s+of\s+(?:publication|this\s+report))?|publication)\s+(?=\w)",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"(?:its|their|other) (?:\w+ )*(?:partners?|agenc\w+)", re.IGNORECASE)
_PRONOUN = re.compile(
    r"(?:it|they|this|these|those|there|we|you|he|she|that|who|which|i|such|one|nobody|everyone)\b"
    r"|(?:this|these|those|its|their) (?!board|trust|partnership|service|force|council|agency)",
    re.IGNORECASE,
)
_HEADING_LEAD = re.compile(
    r"^(?:(?:single[- ]agency|individual agency|agency|multi[- ]agency|overview|key|local|national|"
    r"further|specific|additional|strategic|the|imr|internal)\s+)*"
    r"(?:recommendations?|considerations?|questions?|challenges?|actions?|proposals?|action plan|"
    r"improvement plan|learning|asks?|points)(?: plan)?"
    r"(?:\s+(?:and|&)\s+(?:actions?|learning|recommendations?))?(?:\s+points?)?\s*"
    r"(?:(?:are|is)?\s*(?:made|directed|addressed|set|posed|proposed)?\s*(?:for|to|"
    r"of|by)\s+(?:action by|"
    r"consideration by|the attention of)?|[-–—:]|from|by)\s*(?:the\s+)?",
    re.IGNORECASE,
)
_HEADING_TRAIL = re.compile(
    r"\s*[-–—:]?\s*(?:single[- ]agency |individual |agency |imr |internal )*(?:recommendations?|"
    r"action plan|actions|improvement plan|considerations|proposals)(?:\s+and\s+\w+)*\s*"
    r"(?:\(.*\))?$",
    re.IGNORECASE,
)
# "Action plan: Connexions Marlpit": what follows such a lead is a body if it has capitals.
_TITLED = re.compile(r"[A-Z][\w'’&.-]*(?: (?:(?:and|of|for|&|in|the) )?[A-Z][\w'’&.-]*)*")
_THEMES = (
    r"(?:practice|mental health|domestic (?:abuse|violence)|policy|training|changes?|"
    r"improvements?|actions?|learning|implementation|themes?|"
    r"individual|direct|national|local|regional|general|strategic|operational|future|working|"
    r"front-?line|priority|priorities|practitioners|professionals|managers|staff|leaders|services|"
    r"agencies|organi[sz]ations|partners|systems?|commissioning|people|families|children|adults)"
)
_THEME = re.compile(rf"(?:{_THEMES}(?: and | |, |$))+", re.IGNORECASE)
_NO_BODY = re.compile(
    r"(?:overview|single|multi|individual|summary|consideration|table|update|progress|appendix|"
    r"review|report|\d.*)\b.*",
    re.IGNORECASE,
)
_COLLECTIVE = re.compile(
    r"(?:all |every |each |both |partner |local |statutory )*(?:agencies|organi[sz]ations|partners|"
    r"services)",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"^(?:(?:for|to)\s+(?:action by\s+|consideration by\s+|the attention of\s+)?(?:the\s+)?|"
    r"(?:lead |responsible )?(?:agency|organi[sz]ation|body|partner)\s*:\s*|"
    r"what (?:we|the review) (?:asks?|wants?) (?:of|from) (?:the\s+)?)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"^(?:(?:it is |we |the (?:review|panel|author|reviewer)\w* )?(?:recommended|recommends?|"
    r"asks?) "
    r"that )?(?:the\s+)?(?P<who>[\w&'’ ,/()-]{2,90}?)\s+(?:is|are)\s+(?:therefore\s+)?"
    r"(?:asked|invited|requested|recommended|urged|encouraged|advised)\b|"
    r"\b(?:recommendations?|questions?|considerations?|actions?|proposals?)\s+(?:are |is |were )?"
    r"(?:made |directed |addressed |posed |put |set )?(?:for|"
    r"to)\s+(?:the\s+)?(?P<to>[\w&'’ ,/()-]{2,90}?)"
    r"\s*(?:are|is|to consider|:|$)|\b(?:asks?|invites?|urges?|recommends? to|recommends? that|"
    r"advises?)"
    r"\s+(?:the\s+)?(?P<whom>[\w&'’ ,/()-]{2,90}?)\s*(?:to\b|should|must|:|$)",
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
    recommended = re.search(r"\b(?:recommend\w*|suggested|proposed) that (.+)", text)
    clause = question["asked"] if question else recommended[1] if recommended else ""
    return _before_verb(clause, near)


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
    for place in range(1, min(len(words), 10)):
        if re.fullmatch(r"[a-z-]{3,}s", words[place]):  # a verb that no list holds: "relaunches"
            actors = actors_in(" ".join(words[:place]), near)
            if actors:
                return actors
    return []


def actors_in(subject: str, near: Sequence[str] = (), *, proper: bool = True) -> list[str]:
    """The bodies of a subject: one each where several are joined; [] where it is no body.

    ``proper``: names of another shape count too, if they are known, near, or all capitals.
    """
    subject = " ".join(subject.split()).strip(" ,;:")
    before, comma, last = subject.rpartition(", ")
    if comma and _CLAUSE.search(before):
        subject = last
    subject = _WHEN.sub("", subject)
    head = _TAIL.sub("", subject).strip(" ,;:–-")
    if COLLECTIVE.fullmatch(head.lower()) and len(subject.split()) < _LONGEST_COLLECTIVE:
        head = subject  # "All agencies involved in this review" is what they are called
    plain = ARTICLE.sub("", head)
    if not plain or _PRONOUN.match(subject) or PEOPLE.fullmatch(plain):
        return []
    inside = _PEOPLE_OF.match(plain)
    if inside:
        body = ARTICLE.sub("", inside["body"])
        return [body] if is_actor(body) and CAPITALS.fullmatch(body) else []
    parts = split_bodies(plain)
    found = [part for part in parts if is_actor(part) or (proper and _is_name(part, near))]
    return [part for part in found if not _OTHERS.match(part)] or found


def _is_name(words: str, near: Sequence[str]) -> bool:
    if not words[:1].isupper() or len(words.split()) > 8 or PEOPLE.fullmatch(words):
        return False
    if CAPITALS.fullmatch(words):
        return True
    beside = re.compile(rf"\b{re.escape(words)}\b")
    return any(beside.search(said) and heading_bodies(said) for said in near) or (
        len(words.split()) < 4 and is_known(words)
    )


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
    for heading in reversed(headings):
        bodies = heading_bodies(heading)
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


_DUTY_END = re.compile(r"\s+(?:should|must|needs? to|ought to|shall)\b")


def heading_bodies(heading: str) -> list[str]:
    """The bodies that a heading, a table's title or a lead-in addresses; [] if it names none."""
    text = " ".join(heading.split()).strip(" .:–—-")
    text = re.sub(r"\s+from (?:the|this) review$", "", text)
    text = re.sub(
        r"^(?:(?:appendix|section|part|table)\s+\w{1,3}|\(?\d+(?:\.\d+)*[.)]?|[A-Z][.)])[\s:.–—-]+",
        "",
        text,
        flags=re.I,
    )
    label = label_of(text)
    if label:
        text = label.lead
    if not text or len(text) > 260:
        return []
    opens = len(text.split()) > 2 and bool(_DUTY_END.search(text))
    if len(text.split()) > 5 or "asked" in text or opens:
        asked = _ASKED.search(text)
        if asked:
            return actors_in(asked["who"] or asked["to"] or asked["whom"])
        opened = _DUTY_END.search(text) or re.search(r"\brecommend\w* that ", text)
        if opened:
            subject = text[: opened.start()] if _DUTY_END.search(text) else text
            subject = re.sub(
                r"^.*\b(?:recommend\w*|propose\w*) that |^what ", "", subject, flags=re.I
            )
            return actors_in(subject)
    bare = _HEADING_TRAIL.sub("", text)
    led = _HEADING_LEAD.sub("", text)
    for said in (_FOR.sub("", text) if _FOR.match(text) else "", led if led != text else "",
                 bare if bare != text else "", text):  # fmt: skip
        said = _HEADING_TRAIL.sub("", said).strip(" .:–—-")
        if said and not re.search(r"\brecommendation|\bplan\b|\breview\b(?! panel)", said, re.I):
            if _THEME.fullmatch(said) and (said == text or not _COLLECTIVE.fullmatch(said)):
                continue
            led_to = said != text and not _NO_BODY.fullmatch(said)
            bodies = [b for b in split_bodies(ARTICLE.sub("", said)) if b]
            if bodies and all(is_actor(b) or (led_to and _TITLED.fullmatch(b)) for b in bodies):
                return bodies
    return []
