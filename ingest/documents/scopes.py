"""Whether a recommendation is the overview's or one agency's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.documents.addressees import heading_bodies
from ingest.documents.places import Same

_SINGLE = re.compile(
    r"single[- ]agency|individual agenc|\bimrs?\b|individual management review|agency[- ]specific|"
    r"internal (?:agency )?(?:recommendations|learning)|agencies['’] own|own recommendations|"
    r"single agencies",
    re.IGNORECASE,
)
_OVERVIEW = re.compile(
    r"overview(?: report)? (?:recommendation|action)|multi[- ]?agency recommendation|"
    r"recommendations (?:of|from|made by) the overview|panel recommendations|"
    r"^overview$",
    re.IGNORECASE,
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
    if len(_own_lists(found)) > 1:
        for same in found:
            if not same.main.scope and _own_list(same):
                same.main.scope = "single-agency"
    if any(same.main.scope == "single-agency" for same in found):
        for same in found:
            same.main.scope = same.main.scope or "overview"


def _said(texts: Sequence[str]) -> str:
    for text in texts:
        if _SINGLE.search(text):
            return "single-agency"
        if _OVERVIEW.search(text):
            return "overview"
    return ""


def _own_list(same: Same) -> str:
    """The agency whose own list it stands in: a bare name as heading or as title of its table."""
    main = same.main
    titles = [words for words, how in main.above if how == "table title"]
    for text in (*titles, *main.headings[-1:]):
        if not re.search(r"\b(?:for|to)\b", text, re.I) and heading_bodies(text):
            return text
    return ""


def _own_lists(found: Sequence[Same]) -> set[str]:
    return {name for same in found if (name := _own_list(same))}
