"""Asks without a modal: "Introduce …", "To ensure …", "X to do Y", "That X does …", a noun alone.

Shapes of domain/cues.md section 1; action-plan rows mostly come in these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from linking.cues.coordination import further_verbs
from linking.cues.patterns import Text, word_set
from linking.cues.sentences import Token, tokens
from linking.cues.verbs import BASES, NOUNS_TOO, PARTICIPLES, THIRDS, is_participle

_PAST = re.compile(
    r"\b(?:was|were|had|did|has\s+been|have\s+been|went|came|gave|took|saw|told|found|felt|"
    r"knew|thought|said|i\s+am|i\s+have|there\s+(?:is|are))\b|\b(?:is|are)\s+(?:not|no)\b"
)
_FINITE = word_set(
    "was were had did is are has have does can could may might would will be been went came "
    "gave took saw said knew thought"
)
# "The manager failed to send": the words before "to" govern it, nobody is asked.
_GOVERNS = word_set(
    "able unable likely unlikely continue began fail fails seems seem appears appear opportunity "
    "need time duty right ability want wanted chose how what where when plan plans due "
    "according access referral referrals response responses regard relation prior addition"
)
_RECOMMENDS = re.compile(
    r"\b(?:recommends?|recommended|recommendation\s+is|recommendations\s+are|propos(?:es|ed)|"
    r"(?<=panel )suggests?|(?<=review )suggests?|requests?|asks(?=\s+that\b)|"
    r"essential|important|vital|imperative)"
    r"(?P<that>\s*:?\s+that)?\b"
)
_PRESENT = re.compile(
    r"\b(?:recommends?|proposes|(?:panel|review)\s+suggests|i\s+request|(?:requests|asks)\s+that)\b"
)
_IMPERSONAL = re.compile(
    r"\b(?:it\s+is|it\s+was|is|are)\s+(?:therefore\s+|also\s+|further\s+|strongly\s+)?"
    r"(?:recommended|proposed|essential|important|vital|imperative)(?!\s+by\b)|"
    r"\b(?:review|panel|report|authors?|chair)(?:\s+\w+)?\s+(?:recommended|proposed)\s+that|"
    r"recommendation\s+is|recommendations\s+are"
)
# After these a verb form is a noun, an infinitive, or the verb of a relative clause.
_NO_VERB_AFTER = frozenset({"of", "to", "the", "a", "an", "who", "which", "that", "whose", "and"})
_BETWEEN = frozenset({"no", "longer", "not", "always", "also", "both", "all", "never", "then"})
_LONGEST_LABEL = 6
_ADVERBS = word_set("also then further finally and please additionally")
_NOT_AFTER_BARE = word_set(
    "of is was were had has have are for and should must from by , . : until"
)
_LONGEST_SUBJECT = 16
_LONGEST_RECOMMENDED = 32
_AND_ANOTHER = re.compile(
    r"[,;]\s+and\s+(?=(?:the|all|each|every|any|what|their|its|his|her)\b|[a-z]+\s+to\s+be\b)"
)
_AND_THAT = re.compile(r"[,;]?\s+and\s+that\s+|;\s+that\s+")


@dataclass(frozen=True)
class Opening:
    """How an ask without a modal begins."""

    subject: tuple[int, int]
    verb: str
    at: tuple[int, int]
    form: str
    passive: bool = False


def find_opening(text: Text, place: tuple[int, int], *, in_list: bool) -> Opening | None:
    """The opening of an ask in this sentence, or None when it asks for nothing."""
    recommended = _after_recommends(text, place)
    if recommended:
        return recommended
    # Most sentences of a document open with none of these: their words are not looked at.
    if not (in_list or text.low.startswith(("that", "to"), place[0])):
        return None
    words = tokens(text, *place)
    if not words:
        return None
    if words[0].low == "that":
        told = not in_list and _PAST.search(text.low, *place)
        return None if told else _that_clause(words[1:])
    if words[0].low == "to":
        return _to_start(text, words, place)
    if in_list:
        return (
            _labelled(words)
            or _bare(words)
            or _subject_to_verb(words)
            or _noun_alone(text, words, place)
        )
    return None


def _after_recommends(text: Text, place: tuple[int, int]) -> Opening | None:
    """ "It is recommended that X publishes", "the panel recommends a joint protocol"."""
    found = _RECOMMENDS.search(text.low, *place)
    if not found:
        return None
    if not (_PRESENT.search(text.low, *place) or _IMPERSONAL.search(text.low, *place)):
        return None
    words = tokens(text, found.end(), place[1])
    if words and words[0].low == "that":
        words = words[1:]
    if not (found["that"] or found[0].startswith(("recommend", "propos"))):
        return None
    clause = _that_clause(words, longest=_LONGEST_RECOMMENDED)
    if clause or found["that"]:
        return clause
    return Opening((found.start(), found.start()), "recommend", found.span(), "third")


def further_openings(text: Text, first: Opening, end: int) -> list[Opening]:
    """The further clauses of "That X does …, and that Y does …" and "X to do …, and Y to do …"."""
    if first.subject[0] == first.subject[1]:
        return []
    found = []
    if first.form in {"third", "participle", "bare"}:
        for joint in _AND_THAT.finditer(text.low, first.at[1], end):
            found.append(_that_clause(tokens(text, joint.end(), end)))
    if first.form in {"to", "participle"}:
        for joint in _AND_ANOTHER.finditer(text.low, first.at[1], end):
            found.append(_subject_to_verb(tokens(text, joint.end(), end)))
    return [clause for clause in found if clause]


def _that_clause(words: list[Token], longest: int = _LONGEST_SUBJECT) -> Opening | None:
    """ "(That) X appoints": the first finite verb, in the third person or the subjunctive."""
    if words and (words[0].low in THIRDS or words[0].low in _FINITE):
        return None
    for place, word in enumerate(words[: longest + 1]):
        if place == 0:
            continue
        subject = (words[0].start, words[place - 1].end)
        following = words[place + 1] if place + 1 < len(words) else None
        if word.low in {"does", "do"} and following and following.low == "not":
            return _infinitive([*words[: place + 1], *words[place + 2 :]], place, subject)
        if word.low in {"is", "are", "be"}:
            beyond = words[place + 1 :]
            while beyond and (beyond[0].low in _BETWEEN or beyond[0].low.endswith("ly")):
                beyond = beyond[1:]
            following = beyond[0] if beyond else None
        if word.low in {"is", "are", "be"} and following and is_participle(following.low):
            return Opening(
                subject,
                PARTICIPLES.get(following.low, following.low),
                (following.start, following.end),
                "participle",
                passive=True,
            )
        verb = THIRDS.get(word.low) or BASES.get(word.low)
        if verb in {"be", "do"} or verb is None or words[place - 1].low in _NO_VERB_AFTER:
            continue
        if verb not in NOUNS_TOO or (following and _is_object(words, place)):
            form = "third" if word.low in THIRDS else "bare"
            return Opening(subject, verb, (word.start, word.end), form)
    return None


def _is_object(words: list[Token], place: int) -> bool:
    """Would the word here be read as a verb if "and" stood before it?"""
    joined = [Token("and", 0, 0), *words[place:]]
    return bool(further_verbs(joined, "third" if words[place].low in THIRDS else "bare"))


def _to_start(text: Text, words: list[Token], place: tuple[int, int]) -> Opening | None:
    if len(words) < 3 or words[1].low not in BASES or _PAST.search(text.low, *place):
        return None
    return _infinitive(words, 0, (words[0].start, words[0].start))


def _infinitive(words: list[Token], to: int, subject: tuple[int, int]) -> Opening | None:
    """The verb after "to": "to be delivered" is passive."""
    verb = words[to + 1]
    if verb.low == "be" and to + 2 < len(words) and words[to + 2].low in PARTICIPLES:
        done = words[to + 2]
        return Opening(
            subject, PARTICIPLES[done.low], (done.start, done.end), "participle", passive=True
        )
    if verb.low not in BASES:
        return None
    return Opening(subject, BASES[verb.low], (verb.start, verb.end), "to")


def _bare(words: list[Token]) -> Opening | None:
    """ "Introduce a sample", "Audit twenty files"."""
    place = 0
    while place < len(words) - 1 and (
        words[place].low in _ADVERBS or words[place].low.endswith("ly")
    ):
        place += 1
    word = words[place]
    verb = BASES.get(word.low)
    following = words[place + 1].low if place + 1 < len(words) else "."
    if verb is None or verb in {"be", "have", "do", "staff", "police", "house"}:
        return None
    if verb in NOUNS_TOO and (following in _NOT_AFTER_BARE or _names_a_body(words, place)):
        return None
    return Opening((word.start, word.start), verb, (word.start, word.end), "bare")


def _labelled(words: list[Token]) -> Opening | None:
    """ "Firearms officers: visit at home, speak to the partner alone"."""
    for place, word in enumerate(words[: _LONGEST_LABEL + 1]):
        if word.low == ":" and place and place + 2 < len(words):
            opening = _bare(words[place + 1 :])
            if opening:
                return replace(opening, subject=(words[0].start, words[place - 1].end))
    return None


def _names_a_body(words: list[Token], place: int) -> bool:
    """ "Housing manager to review", "Lead nurse to attend": the first word is part of a name."""
    for word, following in zip(words[place + 1 : place + 6], words[place + 2 :], strict=False):
        if word.low in {"the", "a", "an", "its", "their", "all", "each", "that", "how"}:
            return False
        if word.low == "to" and following.low in BASES:
            return True
    return False


def _subject_to_verb(words: list[Token]) -> Opening | None:
    """ "Named nurse to issue a checklist", "All children to have a chronology"."""
    for place, word in enumerate(words[: _LONGEST_SUBJECT + 1]):
        low = word.low
        if low in _FINITE or low in {"who", "which", "whether"}:
            return None
        if low == "to" and place and place + 1 < len(words):
            before = words[place - 1].low
            if before == ",":
                return None
            governs = before in _GOVERNS or (before.endswith("ed") and len(before) > 4)
            follows = words[place + 1].low
            if follows in BASES and not governs:
                last = words[place - 2] if before == ":" and place > 1 else words[place - 1]
                return _infinitive(words, place, (words[0].start, last.end))
    return None


def _noun_alone(text: Text, words: list[Token], place: tuple[int, int]) -> Opening | None:
    """ "Training for all officers": a row of a plan that names a thing and no verb."""
    if _PAST.search(text.low, *place) or len(words) < 2 or words[0].low in {"i", "in", "it"}:
        return None
    return Opening((place[0], place[0]), "", (place[0], place[0]), "noun")
