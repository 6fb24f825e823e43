"""The bodies that the subject of a sentence, a heading or a lead-in names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.documents.actor_words import ARTICLE, CAPITALS, PEOPLE, is_actor, split_bodies
from ingest.documents.bodies import is_known, is_one_name
from ingest.documents.words import label_of
from linking.cues.bodies import COLLECTIVE

# What follows belongs to the actor's description or company, not to its name.
_TAIL = re.compile(
    r"(?:,|\s+[–(-])?\s+(?:who|which|that|with|about|by|within|across|working|including|involved|"
    r"responsible|to|under|where|called|employed|based|attending|dealing|caring|named (?=in|by|"
    r"on)|funded|"
    r"commissioned|supported (?=by|with)|as|together|alongside|along|in (?:partnership|conjunction|"
    r"consultation|"
    r"collaboration|liaison|discussion|order|line|association|their|its|light|this|addition|"
    r"agreement|response|co-operation|cooperation|future)|through|via|on behalf|when|if|also|"
    r"therefore|now|jointly|collectively|should|must|has|have|is|are)\b.*$",
    re.DOTALL,
)
# "Staff in Northmoor Council" act for the council; "staff on the wards" for whoever runs them.
_PEOPLE_OF = re.compile(
    rf"{PEOPLE.pattern}\s+(?:in|of|at|for|from|within|across|on|with|working)\s+(?P<body>.+)",
    re.IGNORECASE,
)
# "is not at school, the Trust": the end of an opening clause, and the subject after it.
_CLAUSE = re.compile(r"\b(?:is|are|was|were|has|have|does|do|did)\b")
_LONGEST_COLLECTIVE = 12
# "Third, the Partnership": the word that counts or joins is no part of the name.
_OPENER = re.compile(
    r"^(?:first|second|third|fourth|fifth|sixth|seventh|eighth|last|final|further|furthermore|also|"
    r"moreover|equally|similarly|accordingly|therefore|in addition|in particular)(?:ly)?"
    r"(?:,? and last(?:ly)?)?,\s+",
    re.IGNORECASE,
)
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
_TO_DO = re.compile(
    r"(?!To |That )(?P<who>[A-Z][^.;:]{2,90}?) (?:are |is )?to (?:not )?"
    r"(?!the\b|an?\b|its\b|their\b|all\b|any\b|each\b|be (?:sent|made|given)\b)[a-z]{3,}\b"
)


# "Open the group to carers" begins with its verb.
_VERB_FIRST = re.compile(r"[A-Z][a-z]+ (?:the|an?|its|their|each|every|all|any|new|more)\b")


def told_to(text: str, near: Sequence[str] = ()) -> list[str]:
    """The bodies of "The hospital trust to roster a second doctor", whatever the verb is."""
    found = None if _VERB_FIRST.match(text) else _TO_DO.match(text)
    return actors_in(found["who"], near, proper=False) if found else []


# "Doctors prescribing for carers": what they do is no part of their name.
_DOING = re.compile(
    r" (?!housing|safeguarding|nursing|training|commissioning|policing|learning|planning|nursing|"
    r"visiting|fostering|counselling|teaching)[a-z]{3,}ing\b"
)
_OTHERS = re.compile(r"(?:its|their|other) (?:\w+ )*(?:partners?|agenc\w+)", re.IGNORECASE)
_PRONOUN = re.compile(
    r"(?:no|it|they|this|these|those|there|we|you|he|she|that|who|which|i|such|one|nobody|everyone)\b"
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
    r"(?:\(.*\))?$|\s*\(\d+ \w+\)$",
    re.IGNORECASE,
)
# "Action plan: Connexions Marlpit": what follows such a lead is a body if it has capitals.
_TITLED = re.compile(r"[A-Z][\w'’&.-]*(?: (?:(?:and|of|for|&|in|the) )?[A-Z][\w'’&.-]*)*")
_THEMES = (
    r"(?:key|main|summary|overarching|core|new|specific|early|wider|immediate|urgent|further|"
    r"additional|agreed|proposed|required|suggested|outstanding|initial|interim|other|final|"
    r"practice|mental health|domestic (?:abuse|violence)|policy|training|"
    r"changes?|improvements?|actions?|learning|implementation|themes?|"
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
    r"\s*(?:\b(?:are|is|to consider)\b|:|$)|\b(?:asks?|invites?|urges?|"
    r"recommends? to|recommends? that|advises?)\s+(?:the\s+)?(?P<whom>[\w&'’ ,/()-]{2,90}?)\s*"
    r"(?:to\b|should|must|:|$)",
    re.IGNORECASE,
)
_DUTY_END = re.compile(r"\s+(?:should|must|needs? to|ought to|shall)\b")
_PER_AGENCY = re.compile(
    r"\b(?:single|individual)[- ]agenc\w+|\b(?:by|for each|per) agency\b", re.IGNORECASE
)


def actors_in(subject: str, near: Sequence[str] = (), *, proper: bool = True) -> list[str]:
    """The bodies of a subject: one each where several are joined; [] where it is no body.

    ``proper``: names of another shape count too, if they are known, near, or all capitals.
    """
    subject = " ".join(subject.split()).strip(" ,;:")
    before, comma, last = subject.rpartition(", ")
    if comma and _CLAUSE.search(before):
        subject = last
    subject = _WHEN.sub("", _OPENER.sub("", subject))
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
    doing = _DOING.search(plain)
    if doing and len(parts) == 1 and is_actor(plain[: doing.start()]):
        parts = [plain[: doing.start()]]
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


_NUMBERING = re.compile(
    r"^(?:(?:appendix|section|part|table)\s+\w{1,3}|\(?\d+(?:\.\d+)*[.)]?|[A-Z][.)])(?!-\d)[\s:.–—-]+",
    re.IGNORECASE,
)
_SPEAKING = re.compile(r"\brecommendation|\bplan\b|\breview\b(?! panel)", re.IGNORECASE)
_LONGEST_HEADING = 260


def heading_bodies(heading: str) -> list[str]:
    """The bodies that a heading, a table's title or a lead-in addresses; [] if it names none."""
    text = " ".join(heading.split()).strip(" .:–—-")
    text = _NUMBERING.sub("", re.sub(r"\s+from (?:the|this) review$", "", text))
    label = label_of(text)
    if label:
        text = label.lead
    if not text or len(text) > _LONGEST_HEADING:
        return []
    subject = _subject(text)
    if subject:
        return actors_in(subject)
    bare, led = _HEADING_TRAIL.sub("", text), _HEADING_LEAD.sub("", text)
    for said in (_FOR.sub("", text) if _FOR.match(text) else "", led if led != text else "",
                 bare if bare != text else "", text):  # fmt: skip
        said = _HEADING_TRAIL.sub("", said).strip(" .:–—-")
        bodies = _named(said, is_part=said != text) if not _SPEAKING.search(said) else []
        if bodies:
            return bodies
    return []


def _subject(text: str) -> str:
    """Who is asked in a heading that is half a sentence: "The Board is asked to"; "" in others."""
    opens = len(text.split()) > 2 and bool(_DUTY_END.search(text))
    if not (len(text.split()) > 5 or "asked" in text or opens):
        return ""
    asked = _ASKED.search(text)
    if asked:
        return asked["who"] or asked["to"] or asked["whom"]
    duty = _DUTY_END.search(text)
    if not (duty or re.search(r"\brecommend\w* that ", text)):
        return ""
    subject = text[: duty.start()] if duty else text
    return re.sub(r"^.*\b(?:recommend\w*|propose\w*) that |^what ", "", subject, flags=re.I)


def _named(said: str, *, is_part: bool) -> list[str]:
    """The bodies that words name, where they name nothing else. ``is_part``: they stood behind
    "Recommendations for" or the like, so that capitals alone make a name."""
    sure = not is_part and len(said.split()) > 1 and is_one_name(said)
    if sure or said.lower() == "general practice":
        return [said]
    if not said or (_THEME.fullmatch(said) and not (is_part and _COLLECTIVE.fullmatch(said))):
        return []
    led_to = is_part and not _NO_BODY.fullmatch(said)
    bodies = [b for b in split_bodies(ARTICLE.sub("", said)) if b]
    fit = all(is_actor(b) or (led_to and _TITLED.fullmatch(b)) for b in bodies)
    return bodies if fit else []


def agency_below(above: Sequence[str], heading: str) -> list[str]:
    """What stands in capitals below "Single agency recommendations" is an agency, if not a theme,
    even where nothing in its name says so."""
    name = heading.strip(" .:–—-")
    is_name = 1 < len(name.split()) < 7 and _TITLED.fullmatch(name) and not _THEME.fullmatch(name)
    under = above and _PER_AGENCY.search(above[-1])
    return [name] if is_name and under and not label_of(name) else []
