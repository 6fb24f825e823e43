"""A checked draft as the records that the loader takes: no database here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from graph.schema import REVIEW_KINDS
from ingest.dates import DateRefusedError, read_date
from ingest.documents.correction_data import as_text
from ingest.documents.corrections import Correction, checked_keys
from ingest.documents.model import Draft, DraftRecommendation, Place
from ingest.documents.roles import ReplaceName, with_roles
from ingest.identifiers import hashed, words_only
from ingest.people import without_names
from ingest.records import (
    DocumentRecord,
    Reading,
    RecommendationRecord,
    Refusal,
    ReviewRecord,
)
from ingest.review_columns import ROW_KIND_NAMES
from ingest.titles import cut, short_title

KIND = "documents"
_TITLE_LIMIT = 160
# Where the wording of a recommendation is taken from, and so which page is its page.
_MAIN = ("list", "plan", "text", "summary")


def document_id(digest: str) -> str:
    """The id of the node of the file with this digest."""
    return f"doc-{digest[:12]}"


def ingest_id(digest: str) -> str:
    """The id of the ``Ingest`` node that accounts for the file with this digest."""
    return hashed("ingest", KIND, digest)


def rules_with(rules: str, corrections: str) -> str:
    """What a document's reading rests on besides the file: the rules, and a person's word."""
    return hashlib.sha256(f"{rules}\n{corrections}".encode("utf-8", "replace")).hexdigest()


def reading_of(
    draft: Draft,
    corrections: Sequence[Correction],
    review_id: str,
    *,
    before: Mapping[str, str],
    raised: Sequence[tuple[str, str]] = (),
    replaces: Sequence[str] = (),
    rules: str = "",
) -> Reading:
    """The records of a draft that has been corrected already.

    ``before`` are the recommendations that the graph holds of this review (text by id): one that
    has only changed its number keeps its id, and with it people's verdicts. ``raised`` are themes
    with the passages that show them, ``replaces`` the digests of earlier versions of the file.
    Raises DateRefusedError for a date of the review that is none.
    """
    document = document_id(draft.digest)
    kept = as_text(corrections)
    shown = without_names(draft.file_name)
    checked = checked_keys(corrections)
    ids = _ids(draft.recommendations, review_id, before)
    return Reading(
        kind=KIND,
        file_name=shown,
        digest=draft.digest,
        rows_read=draft.pages or 0,
        reviews=(replace(_review(draft, review_id, document, shown), raised=tuple(raised)),),
        recommendations=tuple(
            _recommendation(each, ids[each.key], review_id, checked.get(each.key, ""))
            for each in draft.recommendations
        ),
        documents=(_document(draft, document, shown, kept, replaces),),
        replaced=_replaced(replaces),
        rules=rules_with(rules, kept),
        refusals=tuple(Refusal(each.page or 0, each.reason) for each in draft.unread),
        notes=draft.warnings,
    )


def nameless(draft: Draft, corrections: Iterable[Correction]) -> Draft:
    """What was understood, with the names that a person replaced gone from it."""
    return with_roles(draft, [each for each in corrections if isinstance(each, ReplaceName)])


def _replaced(digests: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple(
        node
        for digest in digests
        for node in (("Ingest", ingest_id(digest)), ("Document", document_id(digest)))
    )


def _document(
    draft: Draft, document: str, shown: str, corrections: str, replaces: Sequence[str]
) -> DocumentRecord:
    return DocumentRecord(
        id=document,
        title=cut(shown, _TITLE_LIMIT),
        digest=draft.digest,
        format=draft.format,
        pages=draft.pages,
        pages_unread=len(draft.unread),
        unread="; ".join(_unread(each.page, each.reason) for each in draft.unread),
        warnings="; ".join(draft.warnings),
        corrections=corrections,
        replaces="; ".join(replaces),
    )


def _review(draft: Draft, review_id: str, document: str, shown: str) -> ReviewRecord:
    when = read_date(draft.date) if draft.date else None
    kind = draft.kind if draft.kind in REVIEW_KINDS else "other"
    parts: dict[str, dict[str, None]] = {}
    for agency in draft.agencies:
        parts.setdefault(agency.raw, {})[agency.part] = None
    composed = ", ".join(
        part for part in (kind, draft.area, str(when.year) if when else "") if part
    )
    return ReviewRecord(
        id=review_id,
        title=cut(without_names(draft.title) or composed, _TITLE_LIMIT),
        kind=kind,
        area=draft.area,
        author=draft.author,
        date=when.iso if when else "",
        year=when.year if when else None,
        source_file=shown,
        involved=tuple(parts),
        parts=tuple((raw, "; ".join(found)) for raw, found in parts.items()),
        document=document,
    )


def _recommendation(
    one: DraftRecommendation, id_: str, review_id: str, checked: str
) -> RecommendationRecord:
    main = _main(one.places)
    own = tuple(each.raw for each in one.addressees if not each.inherited)
    return RecommendationRecord(
        id=id_,
        review_id=review_id,
        title=short_title(one.text) or f"Recommendation {one.number}".strip(),
        text=one.text,
        kind=one.kind if one.kind in ROW_KIND_NAMES else "recommendation",
        scope=one.scope,
        number=one.number,
        page=main.page if main else None,
        addressees=own,
        inherited_from=tuple(
            (each.raw, each.inherited) for each in one.addressees if each.inherited
        ),
        settled=True,
        plan_action=one.plan_action,
        plan_lead=one.plan_lead,
        plan_target_date=_target_date(one.plan_target_date),
        plan_status=one.plan_status,
        plan_outcome=one.plan_outcome,
        checked=checked,
        forms="; ".join(dict.fromkeys(place.form for place in one.places)),
        places="\n".join(_place(place) for place in one.places),
    )


def _main(places: Sequence[Place]) -> Place | None:
    return min(places, key=lambda place: _MAIN.index(place.form), default=None)


def _place(place: Place) -> str:
    page = "" if place.page is None else f"page {place.page}"
    return " · ".join(part for part in (page, place.form, " › ".join(place.headings)) if part)


def _unread(page: int | None, reason: str) -> str:
    return reason if page is None else f"page {page}: {reason}"


def _target_date(text: str) -> str:
    """ISO where it is a date; plans also say "ongoing" or "by the next audit"."""
    try:
        return read_date(text).iso if text else ""
    except DateRefusedError:
        return text


def _ids(
    recommendations: Sequence[DraftRecommendation], review_id: str, before: Mapping[str, str]
) -> dict[str, str]:
    """Ids by key: made of review and key, or taken over from the same words."""
    ids = {each.key: hashed("rec", review_id, each.key) for each in recommendations}
    free = {words_only(text): id_ for id_, text in before.items() if id_ not in ids.values()}
    for each in recommendations:
        same = free.get(words_only(each.text))
        if ids[each.key] not in before and same:
            ids[each.key] = same
            del free[words_only(each.text)]
    return ids
