"""Whether a recommendation is the overview's or one agency's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.documents.named_bodies import heading_bodies
from ingest.documents.places import Same

# Both are searched in lower case.
_SINGLE = re.compile(
    r"single[- ]agency|individual agenc|\bimrs?\b|individual management review|agency[- ]specific|"
    r"internal (?:agency )?(?:recommendations|learning)|agencies['’] own|own recommendations|"
    r"single agencies"
)
_OVERVIEW = re.compile(
    r"overview(?: report)? (?:recommendation|action)|multi[- ]?agency recommendation|"
    r"recommendations (?:of|from|made by) the overview|panel recommendations|"
    r"^overview$"
)


def set_scopes(found: Sequence[Same]) -> None:
    """Give each its scope: by what headings and tables say; overview beside single-agency ones."""
    for same in found:
        for place in same.places:
            said = [
                *reversed(place.headings),
                *(words for words, how in place.above if how != "column"),
            ]
            same.main.scope = same.main.scope or _said(said)
    counts = Counter(same.main.number for same in found if same.main.number)
    restarted = any(count > 1 for count in counts.values())
    own = {id(same): _own_list(same, restarted=restarted) for same in found}
    if len(set(own.values()) - {""}) > 1:
        for same in found:
            if not same.main.scope and own[id(same)]:
                same.main.scope = "single-agency"
    if any(same.main.scope == "single-agency" for same in found):
        for same in found:
            same.main.scope = same.main.scope or "overview"


def _said(texts: Sequence[str]) -> str:
    for text in map(str.lower, texts):
        if _SINGLE.search(text):
            return "single-agency"
        if _OVERVIEW.search(text):
            return "overview"
    return ""


def _own_list(same: Same, *, restarted: bool) -> str:
    """The agency whose own list it stands in: a bare name as the title of its table, or as the
    heading of a list with numbers of its own."""
    main = same.main
    titles = [words for words, how in main.above if how == "table title"]
    if not restarted and main.number:
        titles = []  # one run of numbers through all is one list
    if not titles and restarted:
        titles = list(main.headings[-1:])
    for text in titles:
        if not re.search(r"\b(?:for|to)\b", text, re.IGNORECASE) and heading_bodies(text):
            return text
    return ""
