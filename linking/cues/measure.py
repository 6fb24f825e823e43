"""What could be counted, and by when (domain/cues.md section 2)."""

from __future__ import annotations

import re

from linking.cues.asks import Ask, Reading
from linking.cues.model import Code
from linking.cues.patterns import NUMBER, Match, rules, word_set
from linking.cues.timing import is_deadline

_OUTCOME = rules("measure", "outcome")
_OUTPUT = rules("measure", "output")
_COUNT = re.compile(
    rf"(?<![\w£.,/-])(?P<number>{NUMBER})(?:\s+|-)(?P<noun>(?:[a-z][\w'-]*))", re.IGNORECASE
)
# Numbers that count no thing done: times, ages, names of laws and levels, places in a list.
_NOT_COUNTED = word_set(
    "day days week weeks month months year years hour hours minute minutes working calendar old "
    "now january february march april may june july august september october november december am "
    "pm under until when where who which that with without whose if then than "
    "o'clock of and or in to by at on the a for from as is are was were act per line calls "
    "day-long more minute page pages way ways times year-old term terms quarter quarters fold"
)
_MORE = frozenset({"more", "further", "extra", "new", "additional", "other"})
# A share of staff trained or of forms filled in counts tasks, however it is put.
_TASK = re.compile(
    r"\b(?:record(?:ed|s)|trained|training|complet\w+|complian\w+|audited|staff|advis[eo]rs?|nurses|"
    r"officers|practitioners|posts|workers|coded|documented|referrals\s+made)\b"
)
_WITHIN = re.compile(
    rf"\bwithin\s+(?:(?:a|an|one|the|{NUMBER})\s+)(?:working\s+|calendar\s+)?"
    r"(?:hour|day|week|month|fortnight|shift)s?\b"
)
# A condition that opens after one of these, and has not been closed by a comma.
_WHICH_CASES = re.compile(r"\b(?:who|which|whose|when|where|if|once)\s[^,;.]*$")
_NUMBER_NAMES = re.compile(
    r"(?:section|level|regulation|article|part|schedule|chapter|recommendation|act|since|in|tier|"
    r"phase|stage|step|appendix|paragraph|grade|band|type|act\s+of|aged?|over|under|these|"
    r"both|nhs|category|page|report|by|the\s+first|between)\s+$"
)


def code_measurable(reading: Reading) -> Code:
    """Outcome (a change for people) before output (a countable task)."""
    for rules_of in (_OUTCOME, _OUTPUT):
        for start, end in _asked(reading):
            found = rules_of.first(reading.text, start, end)
            if found and not _names(reading.text.low, found) and not _is_case(reading, found):
                value = found.rule.split(".")[1]
                if _TASK.search(reading.text.low, found.start, end):
                    value = "output"
                return Code(value, reading.text.words(found.start, found.end), found.rule)
    for ask in reading.asks:
        standard = _standard(reading, ask)
        if standard:
            return standard
        counted = _counted(reading, ask.at[1], ask.end)
        if counted:
            return counted
    return Code("none", "", "measurable.none")


def _asked(reading: Reading) -> list[tuple[int, int]]:
    """Subject and predicate of every ask, without what was told before them."""
    places = []
    for ask in reading.asks:
        start = ask.subject[0] if ask.subject[0] < ask.subject[1] else ask.at[0]
        places.append((min(start, ask.at[0]), ask.end))
    return places


def _names(low: str, found: Match) -> bool:
    """ "at 16", "under 18": an age or a clock, not a limit."""
    if not found.rule.endswith("limit"):
        return False
    words = low[found.start : found.end]
    after = low[found.end : found.end + 14]
    aged = re.match(r"(?:under|over|above|below|at)\s", words)
    return (
        bool(aged)
        and bool(re.match(r"\s*(?:years|year|s\b|[:.]\d|am|pm|,|\.|$)", after))
        and not (re.search(r"caseload|ratio|cap", low))
    )


def _is_case(reading: Reading, found: Match) -> bool:
    """Does the number say which cases are meant ("who has been missing more than three times",
    "when attendance drops below 85 per cent", "actions more than two weeks late")?"""
    low = reading.text.low
    if not found.rule.endswith(("limit", "share")):
        return False
    if low.startswith(("at least", "no "), found.start):
        return False
    if re.match(r"\s+(?:[\w-]+\s+){0,3}(?:late|old|overdue|ago)\b", low[found.end :]):
        return True
    return bool(_WHICH_CASES.search(low[max(0, found.start - 120) : found.start]))


def _standard(reading: Reading, ask: Ask) -> Code | None:
    """ "a visit is offered within a week": a time in which each case is to be dealt with, where
    it sets no deadline for the ask itself."""
    for found in _WITHIN.finditer(reading.text.low, ask.at[0], ask.end):
        if not is_deadline(reading.text, ask, found.start()):
            words = reading.text.words(*found.span())
            return Code("output", words, "measurable.output.standard")
    return None


def _counted(reading: Reading, start: int, end: int) -> Code | None:
    text = reading.text
    for found in _COUNT.finditer(text.low, start, end):
        number, noun = found["number"], found["noun"]
        if re.fullmatch(r"(?:19|20)\d\d", number) or _NUMBER_NAMES.search(
            text.low, 0, found.start()
        ):
            continue
        if text.low[found.end("number")] == "-" or (noun in _NOT_COUNTED and noun not in _MORE):
            continue
        if noun in _MORE and re.match(
            r"\s+(?:than|or|and|month|week|year|day)", text.low[found.end() :]
        ):
            continue
        if number in {"111", "999", "101"}:
            continue
        return Code("output", text.words(*found.span()), "measurable.output.count")
    return None
