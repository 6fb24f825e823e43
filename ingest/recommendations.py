"""One row of a table of reviews as a recommendation, and rows that say the same as one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from graph.errors import CommonThreadError
from ingest.dates import DateRefusedError, read_date
from ingest.identifiers import hashed, other_content, words_only
from ingest.people import without_names_of
from ingest.records import RecommendationRecord, ReviewRecord
from ingest.review_columns import ROW_COLUMNS, ROW_KIND_NAMES, SCOPE_NAMES, named, pairs, several
from ingest.tables import Row, Table, plain
from ingest.titles import cut, short_title

# Joined when one recommendation stands in several rows: printed places and steps of the plan.
_JOINED = (
    "number",
    "plan_action",
    "plan_lead",
    "plan_target_date",
    "plan_status",
    "plan_outcome",
)


class RowRefusedError(CommonThreadError):
    """A row that cannot be taken; the message is the reason the ledger gives."""


def recommendation(
    row: Row, review: ReviewRecord, table: Table, notes: list[str]
) -> RecommendationRecord:
    """Make the record of one row. Its id is made of the review and the words (or the id that
    the file gives), not of its number, so that a corrected number updates it.

     What had to be left out goes to ``notes``.

    Raises RowRefusedError for a row without text, or of a kind that is not known.
    """
    text = without_names_of(review.url, row["text"])
    if not any(char.isalpha() for char in text):
        raise RowRefusedError(f"has no text in column '{table.headers['text']}'")
    given = row["recommendation_id"]
    addressees = several(row["addressed_to"])
    lead = several(row["plan_lead"])
    return RecommendationRecord(
        id=hashed("rec", review.id, f"#{given}" if given else words_only(text)),
        review_id=review.id,
        title=short_title(text),
        text=text,
        kind=_kind(row["kind_of_row"], review.kind, table.headers["text"]),
        scope=_scope(row["scope"], notes),
        number=row["number"] or row["row_id"],
        page=_page(row, notes),
        addressees=addressees or lead,
        inherited=not addressees and bool(lead),
        plan_action=without_names_of(review.url, row["plan_action"]),
        plan_lead=row["plan_lead"],
        plan_target_date=_target_date(row, table, notes),
        plan_status=row["plan_status"],
        plan_outcome=row["plan_outcome"],
        cites=pairs(row["cites"]),
    )


def merge(
    before: RecommendationRecord,
    again: RecommendationRecord,
    first_row: int,
    row: Row,
    notes: list[str],
) -> RecommendationRecord:
    """Join two rows of one id: the same words again in one review are one recommendation with
    several places. Raises RowRefusedError when an id of the file stands on different rows."""
    if before == again:
        notes.append(f"row {row.number} is the same as row {first_row} and was read once")
        return before
    if row["recommendation_id"]:
        raise RowRefusedError(other_content(before, again, row["recommendation_id"], first_row))
    notes.append(
        f"row {row.number} repeats the wording of row {first_row}: one recommendation, two places"
    )
    joined: dict[str, Any] = {
        name: _join(getattr(before, name), getattr(again, name)) for name in _JOINED
    }
    return replace(
        before,
        **joined,
        page=before.page if before.page is not None else again.page,
        scope=before.scope or again.scope,
        addressees=tuple(dict.fromkeys((*before.addressees, *again.addressees))),
        inherited=before.inherited and again.inherited,
        cites=tuple(dict.fromkeys((*before.cites, *again.cites))),
    )


def _join(before: str, again: str) -> str:
    parts = dict.fromkeys(part for part in (*before.split("; "), again) if part)
    return "; ".join(parts)


def _kind(text: str, review_kind: str, header: str) -> str:
    if text:
        kind = named(text, ROW_KIND_NAMES)
        if not kind:
            raise RowRefusedError(
                f"is of kind '{cut(text, 40)}'; known are {', '.join(ROW_KIND_NAMES)}"
            )
        return kind
    if review_kind == "PFD" or plain(header) in {"concern", "concerns"}:
        return "concern"
    return "action" if plain(header) in ROW_COLUMNS["plan_action"] else "recommendation"


def _scope(text: str, notes: list[str]) -> str:
    scope = named(text, SCOPE_NAMES)
    if text and not scope:
        notes.append(
            f"scope '{cut(text, 40)}' is neither overview nor single-agency and was left out"
        )
    return scope


def _page(row: Row, notes: list[str]) -> int | None:
    found = re.search(r"\d{1,5}", row["page"])
    if row["page"] and not found:
        notes.append(f"row {row.number}: page '{cut(row['page'], 40)}' is no number, left out")
    return int(found.group()) if found else None


def _target_date(row: Row, table: Table, notes: list[str]) -> str:
    """ISO where it is a date; plans also say "ongoing" or "by the next audit"."""
    text = row["plan_target_date"]
    try:
        return read_date(text, table.serials_from).iso if text else ""
    except DateRefusedError as error:
        if re.search(r"\d\s*[/.-]\s*\d", text):
            notes.append(f"row {row.number}: target date kept as it stands, because {error}")
        return text
