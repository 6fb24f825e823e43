"""Further verbs of the same ask's clause: "revise its policy, retrain staff and audit results"."""

from __future__ import annotations

import re

from linking.cues.patterns import word_set
from linking.cues.sentences import Token
from linking.cues.verbs import BASES, MANAGING_VERBS, NOUNS_TOO, PARTICIPLES, THIRDS

# What follows a verb that is also a noun when it is meant as a verb.
_OBJECTS = word_set(
    "the a an its their his her this that these those any all each every whether how what who if "
    "them it no more at up staff officers practitioners professionals managers patients victims "
    "children families parents people residents tenants agencies partners results compliance "
    "progress findings outcomes performance practice cases files learning risk risks referrals "
    "concerns information again back annually quarterly monthly regularly on with one two three "
    "four five six ten twenty"
)
_ENTERS = word_set(
    "that which who whose whether how what when where if because until unless so while"
)
_JOINS = frozenset({"and", ",", ";", "then", "&", "but", "or", "(", ")"})
_STEPPED_OVER = word_set("also then should must shall will to not never in turn further thereby")
_AFTER_PARTICIPLE = word_set(
    "to by in on at with for into and , . ; as every each monthly annually across within"
)
_MARK = re.compile(r"[a-h]|i{1,3}|iv|vi{0,3}|\d")


def further_verbs(words: list[Token], form: str) -> list[tuple[Token, str]]:
    """Tokens that start a further ask, with the base of their verb.

    ``form`` is that of the first verb: modal, to, bare (base forms), third ("That X appoints")
    or participle ("should be revised and reissued").
    """
    found: list[tuple[Token, str]] = []
    nested = ""
    place = 0
    while place < len(words):
        word = words[place]
        if word.low in _JOINS and not (word.low == "(" and not _is_mark(words, place)):
            joint = _step_over(words, place)
            # "need to be seen and to act": after "and to" a passive may turn active.
            turned = "to" if form == "participle" and joint.to and not joint.purpose else form
            verb = _verb_at(words, joint.place, turned, marked=joint.strong)
            if verb and (_is_outer(verb, nested, joint, form) or (found and joint.plain_and)):
                found.append((words[joint.place], verb))
                nested = ""
                place = joint.place
            elif joint.place > place:
                place = joint.place - 1
        elif word.low in _ENTERS:
            nested = "clause"
        elif word.low == "to" and _base(words, place + 1) and not nested:
            nested = "infinitive"
        place += 1
    return found


class _Joint:
    """The joining words between two verbs, stepped over."""

    def __init__(
        self, place: int, *, strong: bool, comma_and: bool, to: bool, purpose: bool, plain_and: bool
    ) -> None:
        self.place, self.strong, self.comma_and = place, strong, comma_and
        self.to, self.purpose = to, purpose
        self.plain_and = plain_and


def _step_over(words: list[Token], place: int) -> _Joint:
    met: list[str] = []
    strong = False
    while place < len(words):
        low = words[place].low
        if low == "(" and _is_mark(words, place):
            strong, place = True, place + 2
        elif low == ";":
            strong = True
        elif not (low in _JOINS or low in _STEPPED_OVER or low.endswith("ly")):
            break
        met.append(low)
        place += 1
    return _Joint(
        place,
        strong=strong,
        comma_and={",", "and"} <= set(met),
        to="to" in met,
        purpose="to" in met and "and" not in met,
        plain_and="and" in met and "to" not in met,
    )


def _is_mark(words: list[Token], place: int) -> bool:
    return (
        place + 2 < len(words)
        and words[place + 2].low == ")"
        and bool(_MARK.fullmatch(words[place + 1].low))
    )


def _verb_at(words: list[Token], place: int, form: str, *, marked: bool) -> str:
    """The base of the verb that stands here in the form asked for, or nothing."""
    if place >= len(words):
        return ""
    word = words[place].low
    following = words[place + 1].low if place + 1 < len(words) else "."
    if form == "participle":
        if word in PARTICIPLES and (following in _AFTER_PARTICIPLE or following == "."):
            return PARTICIPLES[word]
        return ""
    verb = THIRDS.get(word, "") if form == "third" else BASES.get(word, "")
    if not verb or verb in {"be", "have", "do"}:
        return ""
    if marked:
        return verb
    if verb in NOUNS_TOO:
        speaks = verb in {"report", "act", "work"} and following in {"in", "to"}
        return verb if speaks or following in _OBJECTS else ""
    return "" if following in {"of", "is", "are", "was", "should", "must"} else verb


def _is_outer(verb: str, nested: str, joint: _Joint, form: str) -> bool:
    """Does the verb stand beside the first one, and not inside a clause that hangs on it?

    A comma before "and" closes a nested clause; a verb of managing ("train staff to use the tool
    and audit its use") belongs to the body that is asked.
    """
    if joint.purpose and not joint.strong:
        return False
    if not nested or joint.strong:
        return True
    if joint.to:
        return form in {"to", "participle"} and nested != "infinitive"
    return joint.comma_and or verb in MANAGING_VERBS


def _base(words: list[Token], place: int) -> bool:
    return place < len(words) and (
        words[place].low in BASES or words[place].low in {"be", "have", "do"}
    )
