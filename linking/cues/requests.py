"""Asks put in the first person or impersonally: "I invite you to …", "Please consider …",
"Action is needed by X to …", "It might be useful for staff to …". Coroners ask in these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from linking.cues.patterns import Text
from linking.cues.sentences import tokens
from linking.cues.verbs import BASES, PARTICIPLES

_ADVERBS = r"(?:(?:[a-z]+ly|also|now|again|then|not|first|jointly)\s+){0,2}"
_ASKER = (
    r"(?:\b(?:i|we)\s+(?:(?:would|do|must|also|therefore|further|now|again|strongly|respectfully|"
    r"hereby|like|to|want|wish)\s+){0,4}|\b(?:the\s+)?(?:coroner|review|panel|author|report|jury)\s+)"
)
_TO_WHOM = r"(?P<to>(?:the\s+|all\s+|each\s+|both\s+)?[\w'&-]+(?:\s+[\w'&-]+){0,8}?)"
_BE = r"(?:is|are|will\s+be|would\s+be)"
_GOOD = (
    r"(?:useful|helpful|sensible|prudent|appropriate|worthwhile|beneficial|advisable|wise|"
    r"desirable|of\s+(?:benefit|value|assistance|help|use)|good\s+practice|preferable)"
)
# Firm: the wording leaves no choice. Gentle: it invites.
_FIRM = (
    rf"{_ASKER}(?:ask|asks|urge|urges|request|requests|call\s+(?:up)?on|calls\s+(?:up)?on)\s+"
    rf"(?!(?:him|her|them|whether|how|what|why)\b){_TO_WHOM}\s+to\s+{_ADVERBS}(?P<verb>[a-z-]+)",
    rf"\b(?:action|steps|work|measures|effort|change)\s+(?:{_BE}\s+)?(?:also\s+|urgently\s+)?"
    rf"(?:required|needed|necessary)\s+(?:(?:by|from)\s+{_TO_WHOM}\s+)?(?:in\s+order\s+)?to\s+"
    rf"{_ADVERBS}(?P<verb>[a-z-]+)",
    rf"\b(?:could|can|will|would)\s+{_TO_WHOM}\s+(?:now\s+)?please\s+{_ADVERBS}(?P<verb>[a-z-]+)",
    rf"\bplease\s+{_ADVERBS}(?P<verb>[a-z-]+)",
    r"(?P<noun>\b(?:urgent|further|additional|more|greater|meaningful|clear|clearer|national|better|"
    r"robust|immediate|improved|regular|refresher)\s+(?:[\w-]+\s+){0,3}?(?:action|training|guidance|"
    r"improvements?|changes?|clarity|clarification|measures|investment|resources|resourcing|work|"
    r"audits?|review|oversight|supervision|communication|awareness|information))\s+(?:is|are)\s+"
    r"(?:also\s+|now\s+|urgently\s+|therefore\s+|clearly\s+)?(?P<verb>required|needed|necessary|"
    r"essential|important)\b",
    rf"\bthere\s+is\s+(?:a|an|the)\s+(?:clear\s+|urgent\s+|pressing\s+|real\s+)?need\s+"
    rf"(?:for\s+{_TO_WHOM}\s+)?to\s+{_ADVERBS}(?P<verb>[a-z-]+)",
)
_GENTLE = (
    rf"{_ASKER}(?:invite|invites|encourage|encourages)\s+{_TO_WHOM}\s+to\s+"
    rf"{_ADVERBS}(?P<verb>[a-z-]+)",
    rf"\bit\s+(?:would|might|may|could)\s+(?:well\s+|also\s+|therefore\s+)?be\s+{_GOOD}\s+"
    rf"(?:for\s+{_TO_WHOM}\s+)?{_ADVERBS}to\s+{_ADVERBS}(?P<verb>[a-z-]+)",
    rf"\b(?:i|we)\s+(?:should|would)\s+(?:\w+\s+)?be\s+(?:grateful|obliged|glad)\s+if\s+{_TO_WHOM}\s+"
    rf"(?:could|would|can)\s+{_ADVERBS}(?P<verb>[a-z-]+)",
    rf"\bit\s+(?:would|might|may|could)\s+(?:well\s+|also\s+)?be\s+{_GOOD}\s+if\s+"
    rf"{_TO_WHOM}\s+(?:(?:were|was)\s+to|could|would|can|should)\s+{_ADVERBS}(?P<verb>[a-z-]+)",
)
_REQUESTS = tuple(
    (re.compile(shape), gentle)
    for shapes, gentle in ((_FIRM, False), (_GENTLE, True))
    for shape in shapes
)
# Every request has one of these; most sentences have none, and eleven searches are spared.
_TELLING = re.compile(
    r"\b(?:ask|urge|request|call|require|need|necessary|essential|important|please|invite|"
    r"encourage|grateful|obliged|glad|it\s+(?:would|might|may|could)\b)"
)
# "Please note that …" asks for nothing to be done.
_POLITE_ONLY = frozenset({"note", "see", "find", "refer", "read"})
# "I ask you": the one addressed is no wording for an actor.
_YOU = frozenset({"you", "it", "us", "there", "this", "that", "those", "others", "anyone"})
# Whether something was asked is told, not asked: "I was told that action was needed to …".
_TOLD = re.compile(r"\b(?:was|were|had|did|told|said|heard|informed|accepted|agreed)\b[^.:;]*$")
_PASSIVE = frozenset({"be", "is", "are", "was", "were"})


@dataclass(frozen=True)
class Request:
    """Where a request stands: whom it is put to, its verb, and whether it only invites."""

    start: int
    subject: tuple[int, int]
    verb: str
    at: tuple[int, int]
    gentle: bool
    passive: bool


def find_request(text: Text, place: tuple[int, int]) -> Request | None:
    """The first request in this sentence, or None."""
    if not _TELLING.search(text.low, *place):
        return None
    found = [
        (match, gentle)
        for shape, gentle in _REQUESTS
        if (match := shape.search(text.low, *place))
        and not _TOLD.search(text.low, place[0], match.start())
    ]
    for match, gentle in sorted(found, key=lambda one: one[0].start()):
        request = _request(text, place, match, gentle=gentle)
        if request:
            return request
    return None


def _request(
    text: Text, place: tuple[int, int], match: re.Match[str], *, gentle: bool
) -> Request | None:
    groups = match.groupdict()
    at, word = match.span("verb"), match["verb"]
    if groups.get("noun"):
        return Request(match.start(), match.span("noun"), "need", at, gentle, passive=True)
    passive = word in _PASSIVE
    if passive:
        following = tokens(text, at[1], place[1])
        if not following:
            return None
        at, word = (following[0].start, following[0].end), following[0].low
    verb = BASES.get(word) or PARTICIPLES.get(word)
    if verb is None or (verb in _POLITE_ONLY and match[0].startswith("please")):
        return None
    subject = match.span("to") if groups.get("to") else (match.start(), match.start())
    if text.low[slice(*subject)].strip() in _YOU:
        subject = (match.start(), match.start())
    return Request(match.start(), subject, verb, at, gentle, passive)
