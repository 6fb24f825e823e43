"""Action strength, after the RCA2 hierarchy as safeguarding reads it (domain/cues.md section 3).

Order: a hedge caps at weaker; then stronger, intermediate, weaker words, looked for from the head
of what is done outwards, so that training *about* a checklist stays training; else unclear.
"""

from __future__ import annotations

import re
from itertools import pairwise

from linking.cues.action import is_hedged, of_ask, really
from linking.cues.asks import Ask, Reading
from linking.cues.model import Code
from linking.cues.patterns import Match, Text, rules, word_set

_WEAKER_VERBS = {
    "reminder": "remind reiterate reinforce re-emphasise emphasise encourage highlight promote "
    "reissue re-issue circulate disseminate publicise",
    "training": "train retrain brief teach educate upskill coach",
    "review": "review audit monitor sample scrutinise evaluate dip-sample revisit inspect assure "
    "satisfy verify",
    "policy": "comply adhere",
}
_WEAKER_VERB = {verb: name for name, verbs in _WEAKER_VERBS.items() for verb in verbs.split()}

_STRONGER = rules("strength", "stronger")
_LEADER = re.compile(
    r"\b(?:chief\s+\w+|executives?|directors?|leaders?|chairs?|ministers?|headteachers?|principal|"
    r"lead\s+members?|commissioner|secretary\s+of\s+state|governing\s+governor|senior\s+\w+|board\s+members)\b"
)
_VISIBLY = rules("strength", "visibly")
_INTERMEDIATE = rules("strength", "intermediate")
_FORM_CHANGED = rules("strength", "form-changed")
_CHANGES_FORM = word_set(
    "add introduce redesign update amend change create develop revise include insert produce "
    "rewrite replace adapt modify design"
)
_HOLDS = frozenset({"have", "carry", "contain", "hold", "include", "ask", "show"})
_ON_SITE = rules("strength", "on-site")
_PLACES = word_set(
    "put place base move embed station co-locate fund recruit appoint employ hire pay locate "
    "deploy second provide double increase raise"
)
_WEAKER = rules("strength", "weaker")
_IN_CARE = rules("strength", "in-care")
_THING = re.compile(
    r"\b(?:system|software|database|form|assessment|answer|record|template|portal|app|training|"
    r"policy|guidance|course|programme|procedure|induction|tool|clinic|second|independent|"
    r"not\s+met|uninvolved)s?\b"
)
_SUPERVISION = re.compile(r"\bsupervis(?:ion|ed|ees?|e|es|ory)\b")
_RATIO = re.compile(
    r"\b(?:monthly|weekly|fortnightly|quarterly|every\s+\w+|each\s+(?:month|week|quarter|fortnight)|"
    r"(?:once|twice)\s+(?:a|every)|hours?\b|minutes?\b|no\s+more\s+than|at\s+least|ratio|protected)"
)
_JOIN = re.compile(
    r"\s(?:on|about|in|into|for|of|to|with|regarding|concerning|covering|that|which|who|so|by|at|"
    r"from|when|where|how|whether|if|until|unless|as|under|through|across|around|explaining|"
    r"describing|setting|out|cover|covers|include|includes|using|before|after|than|while)\s|,\s"
)
# What stands behind one of these says how or when, not what is done: "escalate using the policy".
_ASIDE = re.compile(
    r"\s*(?:who|which|where|when|while|using|under|before|after|until|unless|than|if)\s"
)
# "No new form should be introduced", "Leaflets should be removed": the thing is not to be.
_TAKES_AWAY = frozenset({"remove", "withdraw", "stop", "cease", "discontinue", "scrap", "end"})
_NOT_WITHOUT = (
    *(f"weaker.{kind}" for kind in ("training", "policy", "reminder", "leaflet", "review")),
    *(
        f"intermediate.{kind}"
        for kind in ("form", "checklist", "alert", "software", "simulation", "on-site")
    ),
)
_ORDER = {"unclear": 0, "weaker": 1, "intermediate": 2, "stronger": 3}


def code_strength(reading: Reading, *, escalates: bool) -> Code:
    """The best of the asks. ``escalates``: a local body only writes to a national one, so the
    law or standard it hopes for is not yet an action."""
    best = Code("unclear", "", "strength.unclear" if reading.asks else "no ask")
    for ask in reading.asks:
        if ask.points_back:
            continue
        one = _of_ask(reading.text, ask, escalates=escalates)
        if _ORDER[one.value] > _ORDER[best.value]:
            best = one
    return best


def _of_ask(text: Text, ask: Ask, *, escalates: bool) -> Code:
    if escalates:
        return Code("unclear", "", "strength.unclear.escalates")
    ask = really(text, ask)
    if is_hedged(text, ask):
        return Code("weaker", text.words(*ask.at), "strength.weaker.hedge")
    spans = _spans(text, ask)
    if not spans:
        return Code("unclear", "", "strength.unclear")
    head = _head_class(text, ask, spans)
    if head and (ask.negated or ask.verb in _TAKES_AWAY) and head.rule.endswith(_NOT_WITHOUT):
        head = None
    taught = head is not None and head.rule.startswith("strength.weaker")
    simulated = _INTERMEDIATE.first(text, ask.at[0], ask.end)
    if taught and simulated and simulated.rule.endswith("simulation"):
        return _code(text, simulated)
    stronger = None if taught else _stronger(text, ask, spans)
    found = stronger or head
    if found is None or found.rule.startswith("strength.weaker"):
        supervised = _supervised(text, ask)
        found = supervised or found
    return _code(text, found) if found else Code("unclear", "", "strength.unclear")


def _stronger(text: Text, ask: Ask, spans: list[tuple[int, int]]) -> Match | None:
    start = spans[0][0] if ask.passive or _is_thing(text, ask) else ask.at[0]
    if ask.negated:
        start = min(start, text.low.rfind(" ", 0, max(0, ask.at[0] - 6)) + 1)
    found = _STRONGER.first(text, start, ask.end)
    if found:
        return found
    if _LEADER.search(text.low, *ask.subject):
        return _VISIBLY.first(text, ask.subject[0], ask.end)
    return None


def _is_thing(text: Text, ask: Ask) -> bool:
    """Is the subject a system or a document, of which the clause says what it is to do?"""
    return bool(_THING.search(text.low[ask.subject[0] : ask.subject[1]]))


def _spans(text: Text, ask: Ask) -> list[tuple[int, int]]:
    """Verb and object, cut at prepositions, in order; a passive's subject stands first."""
    places: list[tuple[int, int]] = []
    if (ask.passive or _is_thing(text, ask)) and ask.subject[0] < ask.subject[1]:
        label = text.low.rfind(": ", *ask.subject) + 2
        places += _cut(text, max(ask.subject[0], label if label > 1 else 0), ask.subject[1])
    return places + _cut(text, ask.at[0], ask.end)


def _cut(text: Text, start: int, end: int) -> list[tuple[int, int]]:
    edges = [start]
    for joint in _JOIN.finditer(text.low, start, end):
        edges.append(joint.start() + 1)
    edges.append(end)
    return [(a, b) for a, b in pairwise(edges) if b > a]


def _head_class(text: Text, ask: Ask, spans: list[tuple[int, int]]) -> Match | None:
    """The first class met from the head outwards; in one span intermediate before weaker."""
    by_verb = _WEAKER_VERB.get(ask.verb)
    if by_verb:
        return Match(f"strength.weaker.{by_verb}", *ask.at)
    if of_ask(text, ask).value == "assurance":
        return Match("strength.weaker.review", *ask.at)
    for start, end in spans:
        weaker = [] if _ASIDE.match(text.low, start) else _weaker(text, start, end)
        reach = _reach(text, start, end)
        middle = [m for m in _middle_rules(ask, text, start, reach) if m.start < end]
        if middle and (not weaker or _coordinated(text, middle, weaker)):
            return middle[0]
        if middle and weaker:
            return max([middle[-1], weaker[-1]], key=lambda match: match.end)
        if weaker:
            return weaker[-1]
    return None


def _weaker(text: Text, start: int, end: int) -> list[Match]:
    """Weaker words that are no step in a person's care ("the annual dementia review")."""
    weaker = _WEAKER.every(text, start, end)
    masks = _IN_CARE.every(text, 0, len(text.low)) if weaker else []
    return [
        found for found in weaker if not any(mask.start <= found.start < mask.end for mask in masks)
    ]


def _reach(text: Text, start: int, end: int) -> int:
    """Patterns that run over a preposition ("alert to", "number of advisers") may read on."""
    return min(len(text.low), end + 40)


def _middle_rules(ask: Ask, text: Text, start: int, end: int) -> list[Match]:
    end = min(end, max(ask.end, ask.subject[1]))
    found = _INTERMEDIATE.every(text, start, end)
    if ask.verb in _CHANGES_FORM or (ask.verb in _HOLDS and _is_thing(text, ask)):
        found = found + _FORM_CHANGED.every(text, start, end)
    if ask.verb in _PLACES:
        found = found + _ON_SITE.every(text, start, end)
    return sorted(found, key=lambda match: match.start)


def _coordinated(text: Text, middle: list[Match], weaker: list[Match]) -> bool:
    """ "a policy and a checklist": two things, the better of which counts."""
    low, high = sorted((middle[0], weaker[-1]), key=lambda match: match.start)
    return " and " in text.low[low.end - 1 : high.start + 1]


def _supervised(text: Text, ask: Ask) -> Match | None:
    """Supervision counts only where the clause gives it time, a ratio or a forcing step."""
    low = text.low[ask.subject[0] : ask.end] if ask.passive else text.low[ask.at[0] : ask.end]
    offset = ask.subject[0] if ask.passive else ask.at[0]
    named = _SUPERVISION.search(low)
    timed = _RATIO.search(low)
    if not (named and timed) or re.search(r"\b(?:record|audit|polic|sign|form\b|log\b)", low):
        return None
    return Match("strength.intermediate.supervision", offset + timed.start(), offset + timed.end())


def _code(text: Text, found: Match) -> Code:
    return Code(found.rule.split(".")[1], text.words(found.start, found.end), found.rule)
