"""Recommendations in running text: "The panel recommends that …", "The Trust should …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.documents.addressees import PANEL_ASKS, own_actors
from ingest.documents.asking import announces, ask_form
from ingest.documents.candidates import Candidate
from ingest.documents.named_bodies import actors_in
from ingest.documents.parts import Situated
from ingest.documents.words import number_behind, number_of, sentences, tidy

_RECOMMENDS = re.compile(
    r"\b(?:(?:review|panel|authors?|report|reviewers?|chair|board|overview|partnership|enquiry|"
    r"inquiry|investigators?|team|imr|dhr|sar|lcspr|scr|i|we)(?: \w+)?(?: (?:therefore|also|"
    r"further|"
    r"strongly|would|accordingly|and \w+))* (?:recommends?|proposes?|suggests?)(?: that)?|"
    r"(?:it )?is "
    r"(?:therefore |also |further |strongly |accordingly )*(?:recommended|proposed|"
    r"suggested)(?: that)?|"
    r"(?:my|our|the|the panel['’]s|the review['’]s) (?:\w+ )?recommendation(?: \w+)? (?:is|"
    r"that))\b",
    re.IGNORECASE,
)
_HINT = re.compile(
    r"ecommend|propose|suggest|\b(?:asks?|urges?|invites?|requests?|would like|calls? (?:up)?on)\b"
)
# A word of each choice of _RECOMMENDS and PANEL_ASKS.
_HINT_ANY_CASE = re.compile(r"recommend|propose|suggest|ask|urge|invite|advise|request|like|call")
# One of these stands in every text in which a hint or a duty is found; most texts have none.
_EITHER = (
    "should", "must", "need", "ecommend", "ask", "ought to", "has to", "have to", "invite", "urge",
    "essential that", "propose", "suggest", "request", "would like", "call",
)  # fmt: skip
_ELSEWHERE = re.compile(
    r"\b(?:previous|earlier|nice|guidance|inspectorate|ofsted|hmicfrs?|cqc|iopc|national panel|"
    r"statutory|college|policy|protocol|already|at the time|in (?:19|20)\d\d|research|literature|"
    r"home office guidance|working together)\b",
    re.IGNORECASE,
)
_DUTY = re.compile(
    r"\b(?:should|must|ought to|needs? to|ha(?:s|ve) to|(?:is|are) (?:asked|invited|urged) to|"
    r"essential that)\b(?! (?:also |not |never |always )?have\b)(?! be (?:\w+ )?(?:proud|"
    r"praised|commended|thanked|congratulated|remembered|welcomed|recogni[sz]ed|noted|told)\b)"
)
# What follows is comment, not asked: "…, and I am glad to say that …".
_COMMENT = re.compile(
    r",? (?:and|but|which|although|though|while) (?:(?:I|we) (?:am|are|was|were|have|understand|"
    r"know"
    r"|note)|(?:it|this) (?:is|was|has) (?:pleased|pleasing|welcome|good|already|now|understood|"
    r"noted)|(?:the )?(?:panel|review|reviewers?|author|investigator) (?:is|are|was|were|has|have|"
    r"understands?|notes?|heard|welcomes?)|(?:has|have) (?:already|since|now))\b.*$",
    re.DOTALL,
)
_REPORTED = re.compile(
    r"\b(?:recommended|required|said|told|states?|stated|guidance|polic(?:y|ies)|procedures?|"
    r"protocols?|according|expected|law|act|standards?|regulations?|agreed|felt|thought|believed|"
    r"considered|asked)\b[^.]{0,120}\b(?:should|must|needs? to)\b",
    re.IGNORECASE,
)
_NOT_HERE = frozenset({"terms", "history", "apart", "form", "good practice", "people"})


def in_text(here: Situated) -> Iterator[Candidate]:
    """The sentences of running text that recommend, and those that only say what a body should
    do; the latter are ``faint``: they count beside a list only where they repeat it."""
    block = here.block
    if here.part in _NOT_HERE or not any(word in block.text for word in _EITHER):
        return
    recommends = bool(_HINT.search(block.text))
    if not (recommends or _DUTY.search(block.text)):
        return
    for place, sentence in enumerate(sentences(tidy(block.text))):
        found = _recommends(sentence) if recommends else None
        if found and (_ELSEWHERE.search(sentence[: found.end()]) or announces(sentence)):
            continue
        if not found and not _says_duty(sentence, here):
            continue
        said, number = number_behind(_COMMENT.sub("", tidy(sentence)))
        clause = found and _says_what(found, said)
        if not clause and ask_form(said, in_list=False) in {"", "noun"}:
            continue
        yield Candidate(
            text=said,
            number=number or ("" if place else number_of(block.number)),
            page=block.page,
            headings=here.headings,
            form="summary" if here.in_summary else "text",
            faint=not found and not number,
            titled=here.titled,
        )


def _recommends(sentence: str) -> re.Match[str] | None:
    """Where a sentence recommends in so many words, or asks a body to do something."""
    if not _HINT_ANY_CASE.search(sentence.lower()):
        return None
    found = _RECOMMENDS.search(sentence)
    asked = None if found else PANEL_ASKS.search(sentence)
    return found or (asked if asked and actors_in(asked["who"] or asked["to"]) else None)


def _says_what(found: re.Match[str], said: str) -> bool:
    opens = found.re is PANEL_ASKS or found[0].endswith(" that")
    return opens and len(said[found.start() :].split()) > 7


def _says_duty(sentence: str, here: Situated) -> bool:
    """ "The Trust must …", of a body; not "should have", nor "staff should"."""
    if here.part == "front" or not _DUTY.search(sentence) or '"' in sentence or "“" in sentence:
        return False
    if _REPORTED.search(sentence):
        return False
    return ask_form(sentence, in_list=False) in {"modal", "third"} and bool(own_actors(sentence))
