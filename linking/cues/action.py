"""Firm, soft or assurance: what kind of doing is asked (domain/cues.md section 2)."""

from __future__ import annotations

import re
from dataclasses import replace

from linking.cues.asks import Ask, Reading
from linking.cues.model import Code
from linking.cues.patterns import Match, Text, rules, word_set
from linking.cues.verbs import ASSURANCE_VERBS, BASES, SOFT_VERBS

# Matched at the verb of the ask.
_AT_VERB = rules("action", "at-verb")
# The patient of a passive: "Consideration should be given", "An audit should be carried out".
_PATIENT = rules("action", "patient")
_CARRIED_OUT = word_set(
    "give carry undertake conduct complete seek raise commission make hold obtain perform have do"
)
_NOUN_ALONE = rules("action", "noun-alone")
_TOWARDS = re.compile(
    r"(?:(?:begins?|starts?)\s+to|works?\s+(?:jointly\s+|closely\s+|together\s+)?(?:with\s+[^.;]{1,60}?\s+)?to|"
    r"takes?\s+(?:\w+\s+)?(?:steps|action|measures)\s+to|agrees?\s+to|commits?\s+to|"
    r"makes?\s+arrangements\s+to|puts?\s+in\s+place\s+(?:\w+\s+){1,3}to|meets?\s+to)\s+"
    r"(?P<verb>[a-z-]+)"
)
_HEDGES = word_set("consider explore examine think reflect reassess rethink reconsider study")
_WEIGHT = {"firm": 3, "assurance": 2, "soft": 1}


def code_action(reading: Reading) -> Code:
    """The firmest of the asks; empty, with the rule "no ask", where nothing is asked."""
    best: Code | None = None
    for ask in reading.asks:
        if ask.points_back:
            continue
        one = of_ask(reading.text, ask)
        if best is None or _WEIGHT[one.value] > _WEIGHT[best.value]:
            best = one
    return best or Code("", "", "no ask")


def of_ask(text: Text, ask: Ask) -> Code:
    """The action asked in one ask."""
    ask = really(text, ask)
    words = text.words(*ask.at)
    if ask.form == "noun":
        found = _NOUN_ALONE.first(text, ask.at[0], _head_end(text, ask))
        if found:
            return _code(text, found)
        return Code("firm", "", "action.firm.noun")
    if ask.gentle:
        return Code("soft", words, "action.soft.modal")
    found = _AT_VERB.at(text, _verb_phrase_start(text, ask), ask.end)
    if found:
        return _code(text, found)
    if ask.passive and ask.verb in _CARRIED_OUT:
        found = _PATIENT.first(text, *ask.subject)
        if found and not text.low[ask.subject[0] : found.start].count(" of "):
            return _code(text, found)
    if ask.verb in SOFT_VERBS:
        return Code("soft", words, f"action.soft.{ask.verb}")
    if ask.verb in ASSURANCE_VERBS:
        return Code("assurance", words, f"action.assurance.{ask.verb}")
    return Code("firm", words, "action.firm.verb")


def really(text: Text, ask: Ask) -> Ask:
    """The ask without "work with partners to", "take steps to": what is really to be done."""
    found = _TOWARDS.match(text.low, ask.at[0], ask.end)
    if found and found["verb"] in BASES:
        return replace(ask, verb=BASES[found["verb"]], at=found.span("verb"))
    return ask


def is_hedged(text: Text, ask: Ask) -> bool:
    """Is the ask only to think about something? That caps its strength (section 3)."""
    ask = really(text, ask)
    if ask.gentle:
        return True
    found = _AT_VERB.at(text, ask.at[0], ask.end)
    if found and found.rule == "action.firm.look":
        return False
    if ask.verb in _HEDGES:
        return True
    found = _AT_VERB.at(text, _verb_phrase_start(text, ask), ask.end)
    if found and found.rule == "action.soft.hedge":
        return text.low[found.start : found.start + 4] in {"give", "look", "take"}
    patient = _PATIENT.first(text, *ask.subject)
    return ask.passive and ask.verb == "give" and patient is not None


def _verb_phrase_start(text: Text, ask: Ask) -> int:
    """The place of the "be" before a participle, which some patterns name, else of the verb."""
    before = text.low[max(0, ask.at[0] - 3) : ask.at[0]]
    if ask.passive and before.strip() == "be" and ask.verb in {"assure", "satisfy"}:
        return ask.at[0] - len(before.lstrip())
    return ask.at[0]


def _head_end(text: Text, ask: Ask) -> int:
    """Where the head of a noun phrase ends: "Training" in "Training on audit"."""
    ends = [
        place
        for word in (" of ", " on ", " for ", " in ", " to ", " with ", ",")
        if (place := text.low.find(word, ask.at[0], ask.end)) >= 0
    ]
    return min([ask.end, *ends])


def _code(text: Text, found: Match) -> Code:
    value = found.rule.split(".")[1]
    return Code(value, text.words(found.start, found.end), found.rule)
