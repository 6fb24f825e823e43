"""Several things that one verb provides: "give them a number to ring and an answer" is two asks."""

from __future__ import annotations

import re

from linking.cues.asks import Ask
from linking.cues.patterns import Text, word_set

_PROVIDES = word_set(
    "give provide supply offer issue produce develop introduce create establish fund commission "
    "appoint recruit employ install buy require leave write publish set keep hold have"
)
# A further thing of the row has a determiner of its own; "a policy and procedure" is one.
_FURTHER = re.compile(
    r"(?:,\s+|,?\s+and\s+(?:with\s+|for\s+)?)"
    r"(?:an?|one|two|three|four|five|another|different|more|regular|sick|free)\s+(?=[a-z])"
)
# What follows one of these describes the thing before it, or says what it is for.
_DESCRIBES = re.compile(
    r"\b(?:that|which|who|whose|where|when|if|so|because|including|such\s+as|between|of\s+either|"
    r"either|both|with\s+(?:the|its|their)|than|from|within|until|before|after|unless|whether|how)\b"
)


def further_things(text: Text, ask: Ask) -> int:
    """How many things the ask's verb provides beyond the first."""
    if ask.verb not in _PROVIDES and ask.form != "noun":
        return 0
    described = _DESCRIBES.search(text.low, ask.at[1], ask.end)
    end = described.start() if described else ask.end
    return sum(1 for _ in _FURTHER.finditer(text.low, ask.at[1], end))
