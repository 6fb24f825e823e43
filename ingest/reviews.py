"""Reviews and their recommendations from a table: one row a recommendation.

Columns of the review may stand in every row or only in the first of a review. A table without a
title or id of a review is an action plan: it is read as one review, named after the file.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from ingest.dates import DateRefusedError, ReadDate, read_date
from ingest.identifiers import hashed, other_content, web_address
from ingest.people import without_names, without_names_of
from ingest.recommendations import RowRefusedError, merge, recommendation
from ingest.records import Reading, RecommendationRecord, Refusal, ReviewRecord
from ingest.review_columns import (
    COLUMNS,
    NO,
    ROW_KIND_NAMES,
    YES,
    named,
    pairs,
    review_kind,
    several,
)
from ingest.tables import Row, Table, check_file, digest, plain, read_table
from ingest.titles import cut

_TITLE_LIMIT = 160
# What a review is, apart from lists that may grow from row to row.
_IDENTITY = ("review_title", "kind", "area", "date")


@dataclass
class _Draft:
    """A review as its rows build it up: the first wording of each column and where it stood."""

    id: str
    first_row: int
    values: dict[str, str] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    involved: dict[str, None] = field(default_factory=dict)
    raised: dict[tuple[str, str], None] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)


def read_reviews(path: Path) -> Reading:
    """Read reviews and recommendations from a CSV or XLSX file (docs/formats.md).

    Raises InputRefusedError for a file that cannot be read at all; rows that cannot be taken
    come back as refusals, each with its row number.
    """
    places = None
    if path.suffix.lower() in {".xlsx", ".xlsm"}:
        # Imported here: openpyxl is slow to import, and many files are CSV.
        from ingest.tracker import read_tracker

        check_file(path)
        given, places = read_tracker(path)
    else:
        given = read_table(path, COLUMNS)
    table = _settle_kinds(given)
    if "review_id" not in table.headers and "review_title" not in table.headers:
        table = _as_action_plan(table, path)
    drafts, refusals = _group(table)
    reviews: list[ReviewRecord] = []
    recommendations: dict[str, RecommendationRecord] = {}
    notes = list(table.notes)
    for draft in drafts:
        try:
            review = _review(draft, path.name, table.serials_from, notes)
        except RowRefusedError as error:
            refusals += [Refusal(row.number, str(error)) for row in draft.rows]
            continue
        taken = _recommendations(draft, review, table, refusals, notes)
        if taken:
            reviews.append(review)
            recommendations.update(taken)
    reading = Reading(
        kind="reviews",
        file_name=path.name,
        digest=digest(path),
        rows_read=table.rows_read,
        reviews=tuple(reviews),
        recommendations=tuple(recommendations.values()),
        refusals=tuple(sorted((*table.refusals, *refusals), key=lambda refusal: refusal.row)),
        notes=tuple(dict.fromkeys(notes)),
    )
    return places.told(reading) if places else reading


def _settle_kinds(table: Table) -> Table:
    """A column "kind" or "type" may mean the review's kind or the row's: its values tell."""
    values = {row["kind"] for row in table.rows if row["kind"]}
    if "kind_of_row" in table.headers or not all(named(each, ROW_KIND_NAMES) for each in values):
        return table
    rows = [
        Row(row.number, {**row.values, "kind": "", "kind_of_row": row["kind"]})
        for row in table.rows
    ]
    return replace(table, rows=tuple(rows))


def _as_action_plan(table: Table, path: Path) -> Table:
    """A tracker names no review: the file is one, and its dates are the actions' target dates."""
    title = " ".join(path.stem.replace("_", " ").replace("-", " ").split())
    rows = []
    for row in table.rows:
        values = {**row.values, "review_title": title}
        when = values.pop("date", "")
        values.setdefault("plan_target_date", when)
        rows.append(Row(row.number, values))
    shown = cut(without_names(title), 60)
    note = f"no column names a review: read as one action plan, titled '{shown}'"
    return replace(table, rows=tuple(rows), notes=(*table.notes, note))


def _group(table: Table) -> tuple[list[_Draft], list[Refusal]]:
    drafts: dict[str, _Draft] = {}
    refusals: list[Refusal] = []
    current: _Draft | None = None
    for row in table.rows:
        key = _key(row, current)
        if not key:
            refusals.append(Refusal(row.number, "names no review, and no row above it does"))
            continue
        current = drafts.setdefault(key, _Draft(key, row.number))
        clash = _clash(current, row)
        if clash:
            refusals.append(Refusal(row.number, clash))
            continue
        _add(current, row)
    return list(drafts.values()), refusals


def _key(row: Row, current: _Draft | None) -> str:
    """The review a row belongs to: its id, else one made of title, area and date, else the
    review of the row above."""
    if row["review_id"]:
        return row["review_id"]
    title = row["review_title"]
    if not title:
        return current.id if current else ""
    if current and plain(current.values.get("review_title", "")) == plain(title):
        same = all(
            not row[name] or row[name] == current.values.get(name, "") for name in ("area", "date")
        )
        if same:
            return current.id
    key = "\n".join(plain(row[name]) for name in ("review_title", "area", "date"))
    return hashed("review", key)


def _clash(draft: _Draft, row: Row) -> str:
    for name in _IDENTITY:
        before = draft.values.get(name, "")
        if before and row[name] and plain(before) != plain(row[name]):
            return (
                f"gives review '{cut(draft.id, 40)}' another {name.replace('_', ' ')} than row "
                f"{draft.places[name]} does; two reviews cannot share an id"
            )
    return ""


def _add(draft: _Draft, row: Row) -> None:
    for name in (*_IDENTITY, "url", "licence", "invented"):
        if row[name] and name not in draft.values:
            draft.values[name] = row[name]
            draft.places[name] = row.number
    draft.involved.update(dict.fromkeys(several(row["agencies_involved"])))
    draft.raised.update(dict.fromkeys(pairs(row["themes_raised"])))
    draft.rows.append(row)


def _review(
    draft: _Draft, file_name: str, serials_from: date | None, notes: list[str]
) -> ReviewRecord:
    values = draft.values
    kind = review_kind(values.get("kind", ""), values.get("review_title", ""))
    when = _date(draft, serials_from)
    invented = plain(values.get("invented", ""))
    if invented not in YES | NO:
        raise RowRefusedError(
            f"column 'invented' says '{cut(values['invented'], 40)}'; write yes or no"
        )
    area = values.get("area", "")
    composed = ", ".join(part for part in (kind, area, str(when.year) if when else "") if part)
    url = _address(draft, notes)
    title = without_names(values.get("review_title", ""), url)
    return ReviewRecord(
        id=draft.id,
        title=cut(title or composed, _TITLE_LIMIT),
        kind=kind,
        area=area,
        date=when.iso if when else "",
        year=when.year if when else None,
        url=url,
        licence=values.get("licence", ""),
        source_file=file_name,
        invented=invented in YES,
        involved=tuple(draft.involved),
        raised=tuple((theme, without_names_of(url, words)) for theme, words in draft.raised),
    )


def _date(draft: _Draft, serials_from: date | None) -> ReadDate | None:
    text = draft.values.get("date", "")
    if not text:
        return None
    try:
        return read_date(text, serials_from)
    except DateRefusedError as error:
        raise RowRefusedError(
            f"the date of its review (row {draft.places['date']}) is refused: {error}"
        ) from None


def _address(draft: _Draft, notes: list[str]) -> str:
    text = draft.values.get("url", "")
    if text and not web_address(text):
        notes.append(f"row {draft.places['url']}: the url is no web address and was left out")
    return web_address(text)


def _recommendations(
    draft: _Draft,
    review: ReviewRecord,
    table: Table,
    refusals: list[Refusal],
    notes: list[str],
) -> dict[str, RecommendationRecord]:
    taken: dict[str, RecommendationRecord] = {}
    places: dict[str, int] = {}
    by_row_id: dict[str, RecommendationRecord] = {}
    for row in draft.rows:
        try:
            record = recommendation(row, review, table, notes)
            first = by_row_id.setdefault(row["row_id"] or record.id, record)
            if first.id != record.id:
                reason = other_content(first, record, row["row_id"], places[first.id])
                raise RowRefusedError(reason)
            before = taken.get(record.id)
            if before:
                record = merge(before, record, places[record.id], row, notes)
        except RowRefusedError as error:
            refusals.append(Refusal(row.number, str(error)))
            continue
        places.setdefault(record.id, row.number)
        taken[record.id] = record
    numbers = Counter(record.number for record in taken.values() if record.number)
    twice = [number for number, times in numbers.items() if times > 1]
    if twice:
        shown = ", ".join(cut(number, 12) for number in twice[:10])
        notes.append(f"review '{cut(review.id, 40)}' has numbers more than once: {shown}")
    return taken
