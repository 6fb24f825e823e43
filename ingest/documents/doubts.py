"""Why a recommendation, or a whole reading, may be wrong: reasons for a person to check."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.documents.asking import reading_of
from ingest.documents.model import Extract
from ingest.documents.places import Same
from ingest.documents.words import sentences

_MANY = 60
_LONG = 120


def doubts_of(same: Same, extract: Extract, before: Same | None) -> tuple[str, ...]:
    """The doubts about one recommendation, in words for a person."""
    main = same.main
    found = list(main.doubts)
    if all(place.form == "text" for place in same.places) and not main.labelled:
        found.append("stands outside any list of recommendations")
    if not same.addressees:
        found.append("addressee not found")
    if _two_actors(main.text):
        found.append("may be two recommendations in one")
    if len(main.text.split()) > _LONG:
        found.append(f"over {_LONG} words")
    if main.page in extract.recognised:
        found.append("read by OCR")
    if re.search(r"[a-z]{2}\.? {0,1}[A-Z][a-z]+ [a-z]+ [a-z]+[A-Z]", main.text):
        found.append("two columns may have been mixed")
    missing = _gap(same, before)
    if missing:
        found.append(missing)
    return tuple(dict.fromkeys(found))


def _two_actors(text: str) -> bool:
    """Two sentences that each ask another body."""
    if len(sentences(text)) < 2:
        return False
    reading = reading_of(text, in_list=True)
    subjects = {
        " ".join(text[slice(*ask.subject)].lower().removeprefix("the ").split())
        for ask in reading.asks
        if ask.form == "modal" and not ask.points_back and ask.subject[0] < ask.subject[1]
    }
    return len({s for s in subjects if s and s.split()[0] not in {"this", "it", "these"}}) > 1


def _gap(same: Same, before: Same | None) -> str:
    if before is None or before.main.group != same.main.group:
        return ""
    mine, last = _place(same.main.number), _place(before.main.number)
    if mine is None or last is None or mine - last in {0, 1} or mine < last:
        return ""
    return f"number missing in the sequence: {same.main.number} follows {before.main.number}"


def _place(number: str) -> int | None:
    found = re.fullmatch(r"(?:.*?[.])?\D*(\d{1,3})", number)
    return int(found[1]) if found else None


def warnings_of(found: Sequence[Same], extract: Extract, jumps: int) -> tuple[str, ...]:
    """What a person should know about the document as a whole."""
    warnings = []
    if not found:
        warnings.append(
            "No recommendation was found. Look at the document, and add by hand what it asks for."
        )
    if len(found) > _MANY:
        warnings.append(
            f"{len(found)} recommendations were found, more than {_MANY}: some may be no "
            "recommendations, or this may be several reviews."
        )
    if extract.unread:
        pages = ", ".join(
            str(u.page) if u.page else "a part without page" for u in extract.unread[:12]
        )
        warnings.append(f"Not read: page {pages}. What stands there is missing here.")
    if found and all(place.form == "summary" for same in found for place in same.places):
        warnings.append(
            "This may be only a summary: the full list of recommendations was not found."
        )
    if jumps:
        warnings.append("The numbers of the recommendations jump: some may be missing.")
    return tuple(warnings)
