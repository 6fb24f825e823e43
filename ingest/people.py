"""Names of people in titles of reviews: taken out, because a title is shown everywhere.

Tables that people keep often call a review by who died. Rules know an honorific, a first name
with a surname, and who a death "of" was; pseudonyms such as "Child A" stay. Names that none of
these tell (a lone first name in quotation marks) stay too: docs/formats.md asks for titles
without them.
"""

from __future__ import annotations

import re

from ingest.redact import REPLACEMENT, name_parts, redact
from ingest.word_lists import word_list

_PART = r"(?:Mc|Mac|O['’]|D['’])?[A-Z][a-z]+"
_NAME = rf"{_PART}(?:-{_PART})*(?![A-Za-z])"
_NAMES = rf"{_NAME}(?:\s+{_NAME})*"
_HONOURED = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Dame|PC|DC)\.?\s+(?:[A-Z]\.?\s+)*{_NAMES}"
)
_FULL = re.compile(rf"\b(?P<first>{_NAME})(?P<rest>(?:\s+[A-Z]\.?)?(?:\s+{_NAME}){{1,3}})")
_OF = re.compile(
    r"(?P<before>\b(?i:deaths?|murders?|killings?|homicides?|suicides?|life|lives|care|respect) "
    rf"of (?:the late )?)(?P<name>{_NAMES}(?:(?:,| and| &)\s+{_NAMES})*)"
)
# "the death of Child A", "the care of Adult B", "the deaths of Sibling One and Two".
_PSEUDONYMS = frozenset(
    {"adult", "baby", "boy", "brother", "child", "children", "family", "father", "girl", "infant"}
    | {"man", "mother", "mr", "mrs", "ms", "person", "sibling", "siblings", "sister", "twin"}
    | {"twins", "victim", "woman", "young"}
)
# Beside the bodies of words.csv: what a street or a ward is called after a first name.
_PLACES = frozenset(
    {"avenue", "close", "court", "lane", "lodge", "road", "street", "unit", "view", "ward"}
)
_REPORT_TO_PREVENT = re.compile(r"prevention-of-future-death", re.IGNORECASE)


def without_names(title: str, url: str = "") -> str:
    """A title with names of people as "[name]"."""
    title = _HONOURED.sub(REPLACEMENT, without_names_of(url, title))
    title = _OF.sub(_after_of, title)
    return _FULL.sub(_full_name, title)


def without_names_of(url: str, text: str) -> str:
    """A text without the names that the address of a coroner's report carries."""
    return redact(text, name_parts(url)) if _REPORT_TO_PREVENT.search(url) else text


def _after_of(found: re.Match[str]) -> str:
    words = found["name"].lower().replace(",", " ").split()
    kept = words[0] in _PSEUDONYMS or _is_body(words)
    return found[0] if kept else f"{found['before']}{REPLACEMENT}"


def _full_name(found: re.Match[str]) -> str:
    words = found[0].lower().split()
    is_person = words[0] in word_list("forename") and not _is_body(words)
    return REPLACEMENT if is_person else found[0]


def _is_body(words: list[str]) -> bool:
    return words[-1] in word_list("not a surname") or words[-1] in _PLACES
