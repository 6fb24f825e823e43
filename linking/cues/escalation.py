"""Is a local body asked to turn to a national one? (domain/cues.md section 5, last trap)"""

from __future__ import annotations

import re

from linking.cues import bodies
from linking.cues.asks import Reading
from linking.cues.patterns import rules

_TURNS_TO = rules("escalation", "turns-to")


def escalates_to(reading: Reading, level: str) -> str:
    """The national body that a body which is not national itself is asked to turn to."""
    if level == "national":
        return ""
    text = reading.text
    for ask in reading.asks:
        for turn in _TURNS_TO.every(text, ask.at[0], ask.end):
            for body in bodies.NATIONAL.every(text, turn.end, min(ask.end, turn.end + 60)):
                between = text.low[turn.end : body.start]
                if re.fullmatch(r"\s*(?:[\w'-]+\s+){0,4}?(?:the\s+)?", between) and not re.search(
                    r"\b(?:about|by|on|under|with|whether|how|if|guidance)\b", between
                ):
                    return re.sub(r"^[Tt]he\s+", "", text.words(body.start, body.end))
    return ""
