"""Societal reach and stated evidence (domain/cues.md sections 6 and 7)."""

from __future__ import annotations

import re

from linking.cues import bodies
from linking.cues.asks import Reading
from linking.cues.model import Code
from linking.cues.patterns import Match, RuleSet, Text, rules, word_set

_CHANGE = rules("reach", "change")
_CONTEXT = rules("reach", "context")
# Names of bodies and jobs, and idioms, in which a word of context says nothing of conditions.
_MASKED = rules("reach", "masked")

_DUTY = re.compile(r"\b(?:should|must|shall)\b")
_CASE = rules("reach", "case")
_GUIDANCE = rules("reach", "guidance")
_RESEARCH = rules("reach", "research")
_OTHER_REVIEWS = rules("reach", "other-reviews")
_FRAMES = (_OTHER_REVIEWS, _RESEARCH, _GUIDANCE, _CASE)
# Bodies that write guidance are asked to write it; that is no reliance on it.
_WRITES = word_set(
    "issue publish amend revise update write rewrite produce develop review add draft change "
    "commission fund undertake conduct strengthen clarify share disseminate read"
)


def code_societal(reading: Reading) -> Code:
    """Change before context, in what is asked; names of bodies do not count."""
    if not reading.asks:
        return Code("", "", "no ask")
    text = reading.text
    for wanted in (_CHANGE, _CONTEXT):
        for start, end in _asked(reading):
            found = _unmasked(text, wanted, start, end)
            if found:
                value = found.rule.split(".")[1]
                return Code(value, text.words(found.start, found.end), found.rule)
    return Code("none", "", "societal.none")


def _asked(reading: Reading) -> list[tuple[int, int]]:
    """What is asked: predicates, openings ("Where a tenant is in debt, …"), and subjects that
    name no body."""
    places = []
    for ask in reading.asks:
        places.append((ask.at[0], ask.end))
        if ask.form in {"modal", "participle"} and ask.subject[0] < ask.subject[1]:
            subject = ask.subject
            head = reading.text.low[subject[0] : subject[1]].split(" of ")[0].split()
            last = head[-1] if head else ""
            if ask.sentence[0] < subject[0]:
                places.append((ask.sentence[0], subject[0]))
            if ask.passive or not (last in bodies.BODY_WORDS or last in bodies.ROLES):
                places.append(subject)
    return places


def _unmasked(text: Text, wanted: RuleSet, start: int, end: int) -> Match | None:
    matches = wanted.every(text, start, end)
    if not matches:
        return None
    hidden = _MASKED.every(text, 0, len(text.low))
    hidden += bodies.NATIONAL.every(text, start, end)
    for found in matches:
        if not any(mask.start < found.end and found.start < mask.end for mask in hidden):
            return found
    return None


def code_evidence(reading: Reading, context: str) -> Code:
    """What the text, or the paragraph above it, says it rests on; empty where nothing is asked."""
    if not reading.asks:
        return Code("", "", "no ask")
    own = _stated(reading, reading.text)
    if own:
        return own
    if context.strip():
        above = _stated(None, Text(context))
        if above:
            return Code(above.value, above.words, f"{above.rule}.context")
    return Code("none", "", "evidence_base.none")


def _stated(reading: Reading | None, text: Text) -> Code | None:
    for frame in _FRAMES:
        for found in frame.every(text, 0, len(text.low)):
            if reading and _is_asked_for(reading, found):
                continue
            if _DUTY.search(text.low, found.start, found.end):
                continue  # "Guidance should say …" asks for guidance
            return Code(found.rule.split(".")[1], text.words(found.start, found.end), found.rule)
    return None


def _is_asked_for(reading: Reading, found: Match) -> bool:
    """Is the evidence itself what is to be made ("should issue guidance", "share the review")?"""
    guidance = found.rule.startswith("evidence_base.guidance")
    for ask in reading.asks:
        if ask.at[0] <= found.start < ask.end and ask.verb in _WRITES:
            between = reading.text.low[ask.at[1] : found.start]
            if not guidance or len(between.split()) < 4:
                return not re.search(r"\b(?:in|as|because|since|so|given)\b", between)
    return False
