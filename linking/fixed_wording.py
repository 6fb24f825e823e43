"""Wording that the form of a document supplies, and not its writer.

Coroners' reports carry the same sentences in every report (Regulation 28 of the Coroners
(Investigations) Regulations 2013 and the form that goes with it). Left in, two reports on
different matters look alike, and a lead-in such as "The matters of concern are as follows" looks
like a concern.
"""

from __future__ import annotations

import re

_NUMBERING = r"^\s*(?:[-–•*·]+|\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)])\s+"
_PATTERNS = (
    _NUMBERING,
    r"\bin my opinion,? (?:urgent )?action should be taken\b[^.]*(?:\.|$)",
    r"\b(?:and )?i believe (?:that )?you\b[^.]{0,80}\bpower to take such action\b\.?",
    r"\bin my opinion,? there is (?:a|an ongoing|a continuing) risk (?:that|of) (?:future|further|"
    r"other) deaths?\b[^.]{0,90}(?:\.|$)",
    r"\bthere is a risk that (?:future|further|other) deaths (?:could|will|may|might) occur\b"
    r"(?:,? unless action is taken)?\.?",
    r"(?:(?<=[.;:])\s|^)\s*there is a risk of (?:future|further|other) deaths occurring\b"
    r"[^.]{0,90}(?:\.|$)",
    r"(?:(?<=[.;:])\s|^)\s*(?:in my (?:view|opinion),? |i (?:consider|believe) (?:that )?)?"
    r"(?:this|these|that|it|the (?:combination of the )?above)\b(?: [a-z]+){0,4}? (?:presents?|"
    r"creates?|raises?|gives? rise to|poses?|represents?)(?: [a-z]+){0,7}? risk of (?:future|"
    r"further|other) deaths?\b[^.]{0,40}(?:\.|$)",
    r"\bin the circumstances,? it is my statutory duty to report\b[^.]*(?:\.|$)",
    r"\b(?:the )?matters? of concern (?:are|is)(?: as follows)?\s*[:.\-–]*",
    r"\b(?:my|the) concerns? (?:are|is) as follows\s*[:.\-–]*",
    r"\bi have (?:the following )?concerns? (?:with regard to|in regard to|regarding|about|in "
    r"relation to) the following\s*:?",
    r"\b(?:during|in) (?:the )?course of (?:the|this|my) (?:inquest|investigation|evidence|"
    r"hearing),?\s+(?:the )?evidence revealed matters? giving rise to (?:a )?concerns?\s*[:.]*",
    r"\bduring (?:the course of )?(?:the|this) inquest,? (?:the )?(?:following )?evidence "
    r"(?:was (?:heard|given)|showed|confirmed|revealed)\b(?: that)?\s*:?",
    r"\byou are under a duty to respond\b[^.]*(?:\.|$)",
    r"\byour response must contain\b[^.]*(?:\.|$)",
)
_FIXED = re.compile("|".join(_PATTERNS), re.IGNORECASE | re.MULTILINE)
_NUMBERED = re.compile(_NUMBERING, re.IGNORECASE | re.MULTILINE)
# Each of the sentences has one of these; where none stands, only numbers are looked for.
_TELLING = ("opinion", "believe", "risk", "duty", "concern", "evidence", "must contain")
_LONGEST_LEAD_IN = 20
_SPACE = re.compile(r"\s+")


def without_fixed_wording(text: str) -> str:
    """``text`` on one line, without numbering and the fixed sentences of coroners' reports;
    empty when nothing else is there but a lead-in ending in a colon."""
    low = text.lower()
    fixed = _FIXED if any(word in low for word in _TELLING) else _NUMBERED
    rest = _SPACE.sub(" ", fixed.sub(" ", text)).strip()
    lead_in = rest.endswith(":") and len(rest.split()) < _LONGEST_LEAD_IN
    return "" if lead_in or not any(letter.isalnum() for letter in rest) else rest
