"""Is a sentence a recommendation at all? (domain/cues.md section 1)"""

from __future__ import annotations

from linking.cues.asks import Reading, read
from linking.cues.model import Code
from linking.cues.patterns import Match, rules

# Wording that coroners' reports carry by law or habit, whatever the case.
_FIXED = rules("recommendation", "fixed")
_TRIBUTE = rules("recommendation", "tribute")


def is_fixed_wording(reading: Reading) -> bool:
    """Is it wording that asks for nothing though it has the form?"""
    return _refusal(reading) is not None


def _refusal(reading: Reading) -> Match | None:
    whole = (0, len(reading.text.low))
    return _FIXED.first(reading.text, *whole) or _TRIBUTE.first(reading.text, *whole)


def is_recommendation(text: str, *, in_list: bool = False) -> Code:
    """Yes or no, with the words and the rule. ``in_list``: the sentence stands in a list or
    table of recommendations, where bare verbs, "X to do Y" and nouns alone count."""
    reading = read(text, in_list=in_list)
    refused = _refusal(reading)
    if refused:
        return Code("no", reading.text.words(refused.start, refused.end), refused.rule)
    if reading.asks:
        ask = reading.asks[0]
        words = reading.text.words(*ask.at)
        return Code("yes", words, f"is_recommendation.yes.{ask.form}")
    reason = reading.passed_over or "finding"
    return Code("no", "", f"is_recommendation.no.{reason}")
