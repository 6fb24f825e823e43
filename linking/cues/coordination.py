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
    "that which who whose whether how what when where if because until unless so while they he she "
    "we you"
)
_JOINS = frozenset({"and", ",", ";", "then", "&", "but", "or", "(", ")"})
_STEPPED_OVER = word_set("also then should must shall will to not never in turn further thereby")
_AFTER_PARTICIPLE = word_set(
    "to by in on at with for into and , . ; as so or where when every each monthly annually across "
    "within"
)
_AFTER_NOUN = word_set(
    "of for and or in on to is are was were has have should must from by that which who with at "
    "as than between"
)
_DETERMINERS = word_set("the its their any all each every")
_LONGEST_PATIENT = 4
_MARK = re.compile(r"[a-h]|i{1,3}|iv|vi{0,3}|\d")


def further_verbs(words: list[Token], form: str) -> list[tuple[Token, str]]:
    """Tokens that start a further ask, with the base of their verb.

    ``form`` is that of the first verb: modal, to, bare (base forms), third ("That X appoints")
    or participle ("should be revised and reissued").
    """
    found: list[tuple[Token, str]] = []
    marked = sum(_is_mark(words, place) for place in range(len(words))) > 1
    nested = ""
    place = 0
    while place < len(words):
        word = words[place]
        if word.low in _JOINS and not (word.low == "(" and not _is_mark(words, place)):
            joint = _step_over(words, place)
            # "need to be seen and to act": after "and to" a passive may turn active.
            turned = "to" if form == "participle" and joint.to and not joint.purpose else form
            marked_verb = joint.strong or (joint.to and not joint.purpose)
            verb = _verb_at(words, joint.place, turned, marked=marked_verb)
            verb = verb or _verb_later(words, joint, form, known=bool(found))
            counts = joint.strong or not (marked or joint.contrast)
            if (
                verb
                and counts
                and (_is_outer(verb, nested, joint, form) or (found and joint.plain_and))
            ):
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

    def __init__(self, place: int, met: list[str], *, strong: bool) -> None:
        self.place, self.strong = place, strong
        self.comma_and = {",", "and"} <= set(met)
        self.to = "to" in met
        self.purpose = self.to and "and" not in met
        self.plain_and = "and" in met and not self.to
        # "arrange the scan and not leave it to the family" asks for one thing.
        self.contrast = "and" in met and "not" in met


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
    return _Joint(place, met, strong=strong)


def _verb_later(words: list[Token], joint: _Joint, form: str, *, known: bool) -> str:
    """A verb that does not stand right behind the joint, which is moved to it; ``known``: a row
    of verbs has begun."""
    verb = ""
    if form != "participle":
        return _verb_by_place(words, joint.place, form) if known and joint.comma_and else ""
    if joint.plain_and:
        joint.place, verb = _with_own_patient(words, joint.place)
    if not verb and joint.to:
        joint.place, verb = _to_be_done(words, joint.place)
        joint.purpose = joint.purpose and not verb
    return verb


def _verb_by_place(words: list[Token], place: int, form: str) -> str:
    """ "count its use, publish the number, and treat nought as a warning": the last of a row of
    verbs is one though it could be a noun, unless a word follows that only nouns have."""
    if place + 1 >= len(words) or not words[place + 1].low[0].isalpha():
        return ""
    if words[place + 1].low in _AFTER_NOUN or words[place].low not in BASES:
        return ""
    return "" if form == "third" else BASES[words[place].low]


def _to_be_done(words: list[Token], place: int) -> tuple[int, str]:
    """ "to be told in person, to be put in touch": the place and base of "put"."""
    if place < len(words) and words[place].low == "be":
        return place + 1, _verb_at(words, place + 1, "participle", marked=False)
    return place, ""


def _with_own_patient(words: list[Token], place: int) -> tuple[int, str]:
    """ "… to be audited and the results taken to the board": the place and base of "taken"."""
    if place < len(words) and words[place].low in _DETERMINERS:
        for later in range(place + 2, min(place + 2 + _LONGEST_PATIENT, len(words))):
            verb = _verb_at(words, later, "participle", marked=False)
            if verb:
                return later, verb
    return place, ""


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
