"""The baseline that the coding has to beat: key words anywhere in the text.

It uses the very tables of ``linking/cues``, so that what it lacks is only the reading: which
clause asks, who its subject is, what is hedged, negated, told or merely named.
"""

from __future__ import annotations

import re
from itertools import pairwise

from linking.cues import bodies
from linking.cues.patterns import RuleSet, Text, rules
from linking.cues.verbs import ASSURANCE_VERBS, SOFT_VERBS

_ASKS = re.compile(r"\b(?:should|must|shall|needs? to|recommend\w*|ought to)\b")
_RECURS = re.compile(
    r"\b(?:every|each|per)\s+(?:day|week|month|quarter|year)|\b(?:annual|month|week|quarter|dai|year)ly?\b"
)
_DATED = re.compile(r"\b(?:by|before|within)\s+[^.,;]{0,25}(?:(?:19|20)\d\d|months?|weeks?|days?)")
_STRENGTH = tuple(rules("strength", name) for name in ("stronger", "intermediate", "weaker"))
_DEPTH = {name: rules("depth", name) for name in ("judgement", "procedural", "structural")}
_MEASURABLE = tuple(rules("measure", name) for name in ("outcome", "output"))
_SOCIETAL = tuple(rules("reach", name) for name in ("change", "context"))
_EVIDENCE = tuple(rules("reach", n) for n in ("other-reviews", "research", "guidance", "case"))
_SOFT_TIME = rules("timing", "soft")


def keyword_codes(text: str, *, concern: bool) -> dict[str, str]:
    """Every code from the first key word that is met; a concern without a modal asks nothing."""
    read = Text(text)
    asks = len(_ASKS.findall(read.low))
    actor = _actor(read)
    found = {
        "actor": actor,
        "action": _action(read.low),
        "measurable": _first(read, _MEASURABLE, "none"),
        "time": _time(read),
        "strength": _first(read, _STRENGTH, "unclear"),
        "depth": _depth(read),
        "level": _level(read, actor),
        "societal": _first(read, _SOCIETAL, "none"),
        "evidence_base": _first(read, _EVIDENCE, "none"),
        "asks": str(max(1, asks)),
    }
    if concern and not asks:
        nothing = dict.fromkeys(found, "")
        return nothing | {
            "actor": "none",
            "level": "unresolved",
            "strength": "unclear",
            "asks": "0",
        }
    return found


def _first(text: Text, tables: tuple[RuleSet, ...], otherwise: str) -> str:
    for table in tables:
        found = table.first(text, 0, len(text.low))
        if found:
            return found.rule.split(".")[1]
    return otherwise


def _action(low: str) -> str:
    words = set(re.findall(r"[a-z-]+", low))
    if words & ASSURANCE_VERBS:
        return "assurance"
    return "soft" if words & SOFT_VERBS else "firm"


def _time(text: Text) -> str:
    if _DATED.search(text.low):
        return "dated"
    if _RECURS.search(text.low):
        return "recurring"
    return "soft" if _SOFT_TIME.first(text, 0, len(text.low)) else "none"


def _depth(text: Text) -> str:
    met = {name for name, table in _DEPTH.items() if table.first(text, 0, len(text.low))}
    if {"judgement", "procedural"} <= met:
        return "mixed"
    return next((name for name in ("judgement", "structural", "procedural") if name in met), "none")


def _actor(text: Text) -> str:
    if bodies.NATIONAL.first(text, 0, len(text.low)):
        return "named"
    words = re.findall(r"[\w'&-]+", text.flat)
    for word, following in pairwise(words):
        if word[0].isupper() and following[0].isupper() and following.lower() in bodies.BODY_WORDS:
            return "named"
    if re.search(r"\b(?:agencies|partners|organisations)\b", text.low):
        return "collective"
    if bodies.PEOPLE.search(text.low):
        return "collective"
    return "typed" if {word.lower() for word in words} & bodies.BODY_WORDS else "none"


def _level(text: Text, actor: str) -> str:
    if bodies.NATIONAL.first(text, 0, len(text.low)):
        return "national"
    return {"named": "local", "typed": "local", "collective": "all"}.get(actor, "unresolved")
