"""Depth: procedural, judgement, mixed, structural or none (domain/cues.md section 4).

Two flags and a residue. Whether practice is told what to do (procedural) or helped to think
(judgement) are flags; structural (people, money, law, systems) is read where neither stands, or
where what is built comes before the procedure it serves.
"""

from __future__ import annotations

import re

from linking.cues.asks import Ask, Reading
from linking.cues.bodies import NATIONAL
from linking.cues.model import Code
from linking.cues.patterns import Match, RuleSet, Text, rules, word_set

_JUDGEMENT = rules("depth", "judgement")
_PROCEDURAL = rules("depth", "procedural")
_STRUCTURAL = rules("depth", "structural")
# Supervision that is only to be recorded, counted or written about (the trap of section 4).
_COMPLIANCE = re.compile(
    r"\b(?:record\w*|audit\w*|log|logs|logged|document\w*|monitor\w*|sign\w*|form|polic\w+|"
    r"procedure\w*|check\w*|count\w*|spreadsheet|template|report\w*|number|dates?|evidence\w*|"
    r"compliance|sample)\b"
)
_ROOM = re.compile(
    r"\b(?:so\s+that|room|space|time\s+for|allow\w*|include\w*|to\s+include|support\w*)\b"
)
# An instruction to take a step in practice is procedural though it names no rule.
_STEPS = word_set(
    """
ask see tell notify inform send write ring telephone phone call visit check use speak read bring
attend sign list confirm refer hand wait follow complete return close treat stop start find meet
contact talk look store lock search weigh measure photograph copy make ensure collect test obtain
"""
)
# Rules of strength that name what is built: people, money, law, things and systems.
_BUILT = frozenset(
    {
        "strength.stronger.law",
        "strength.stronger.forcing-step",
        "strength.stronger.joint-team",
        "strength.stronger.physical",
        "strength.intermediate.posts",
        "strength.intermediate.software",
        "strength.intermediate.on-site",
        "strength.intermediate.alert",
    }
)
_CAMPAIGN = re.compile(r"\bcampaigns?\b")
_TEACHES = re.compile(r"\b(?:train\w*|e-learning|workshop\w*|course\w*|induction|brief\w*)\b")
_JOIN = re.compile(
    r"\s(?:of|on|for|to|in|with|that|so|about|from|which|until|who|when|where)\s|,\s"
)


def code_depth(reading: Reading, strength: Code) -> Code:
    """The two flags over all asks, else the residue.

    ``strength`` tells what is built where this table has no word for it: posts, forcing steps and
    law are structural. What is left is a step in practice, and so procedural, save leadership
    and campaigns, which are none.
    """
    judgement: Match | None = None
    procedural: Match | None = None
    structural: Match | None = None
    step: Match | None = None
    text = reading.text
    for ask in reading.asks:
        if ask.points_back:
            continue
        start, end = _scope(text, ask)
        first_p = _earliest(_PROCEDURAL, text, start, end)
        first_s = _earliest(_STRUCTURAL, text, start, end)
        judgement = judgement or _judgement(text, start, end)
        procedural = procedural or first_p
        if first_s and (first_p is None or _comes_first(text, first_s, first_p)):
            structural = structural or first_s
        if ask.verb in _STEPS:
            step = step or Match("depth.procedural.step", *ask.at)
    if strength.rule in _BUILT and structural is None:
        at = text.low.find(strength.words.lower())
        structural = Match(strength.rule, at, at + len(strength.words))
    found = _decide(text, judgement, procedural, structural, step, asked=bool(reading.asks))
    return _without_depth(reading, found, strength)


def _decide(
    text: Text,
    judgement: Match | None,
    procedural: Match | None,
    structural: Match | None,
    step: Match | None,
    *,
    asked: bool,
) -> Code:
    if not asked:
        return Code("", "", "no ask")
    if judgement:
        if procedural and _both(text, judgement, procedural):
            words = text.words(judgement.start, judgement.end)
            return Code("mixed", words, f"{procedural.rule}+{judgement.rule}")
        return Code("judgement", text.words(judgement.start, judgement.end), judgement.rule)
    chosen = structural or procedural or step
    if chosen:
        value = "structural" if chosen is structural else "procedural"
        return Code(value, text.words(chosen.start, chosen.end), chosen.rule)
    return Code("procedural", "", "depth.procedural.practice")


def _without_depth(reading: Reading, found: Code, strength: Code) -> Code:
    """ "none" for a leader's own visible acts and for campaigns."""
    if found.value != "procedural":
        return found
    if strength.rule == "strength.stronger.leadership":
        return Code("none", strength.words, "depth.none.leadership")
    for ask in reading.asks:
        campaign = _CAMPAIGN.search(reading.text.low, *ask.at[:1], ask.end)
        if campaign:
            return Code("none", reading.text.words(*campaign.span()), "depth.none.campaign")
    return found


def _scope(text: Text, ask: Ask) -> tuple[int, int]:
    """The verb and its object; for a passive, or a thing that is to be so, the subject too."""
    subject = text.low[ask.subject[0] : ask.subject[1]]
    thing = _PROCEDURAL.first(text, *ask.subject) or _STRUCTURAL.first(text, *ask.subject)
    discussion = _JUDGEMENT.first(text, *ask.subject)
    if subject and (ask.passive or thing or discussion) and ask.subject[0] < ask.at[0]:
        return ask.subject[0], ask.end
    return ask.at[0], ask.end


def _earliest(wanted: RuleSet, text: Text, start: int, end: int) -> Match | None:
    """The first match that is not part of a national body's name ("Care Quality Commission")."""
    matches = wanted.every(text, start, end)
    names = NATIONAL.every(text, start, end) if matches else []
    for found in matches:
        if not any(name.start <= found.start < name.end for name in names):
            return found
    return None


def _comes_first(text: Text, structural: Match, procedural: Match) -> bool:
    """What is built stands in the same phrase as, or before, the procedure it serves."""
    if structural.start <= procedural.start:
        return True
    between = text.low[procedural.start : structural.start + 1]
    return not _JOIN.search(between) and not _TEACHES.search(between)


def _judgement(text: Text, start: int, end: int) -> Match | None:
    """A judgement word that is more than the object of recording or auditing."""
    for found in _JUDGEMENT.every(text, start, end):
        if not found.rule.endswith("supervision"):
            around = text.low[max(start, found.start - 30) : found.end + 20]
            if not ("supervision" in around and _kept_only(text, start, end)):
                return found
        elif not _kept_only(text, start, end):
            return found
    return None


def _kept_only(text: Text, start: int, end: int) -> bool:
    said = text.low[start:end]
    return bool(_COMPLIANCE.search(said)) and not _ROOM.search(said)


def _both(text: Text, judgement: Match, procedural: Match) -> bool:
    """Mixed needs a procedural means (a policy, training) beside the judgement it serves."""
    if procedural.start == judgement.start:
        return False
    return procedural.rule.endswith((".rule", ".train", ".check", ".record"))
