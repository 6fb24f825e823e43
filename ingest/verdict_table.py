"""Verdicts in a table, as another judge or a spreadsheet hands them back."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from graph.export import from_cell
from graph.judging import VERDICT
from ingest.dates import DateRefusedError, read_date
from ingest.records import Reading, VerdictRecord
from ingest.tables import Columns, Row, digest, read_table

_NOT_IN_FILES = ("id", "title")  # both are made from the rest
SAID = ("said", "said_words", "said_by")
CELLS = tuple(p.name for p in VERDICT.properties if p.name not in _NOT_IN_FILES)
# For the eye: a judge reads both wordings beside the ids. They are not read back.
WORDINGS = ("subject_wording", "object_wording")
VERDICTS = Columns(
    {
        "kind": ("what", "of what"),
        "subject": ("recommendation", "recommendation id", "finding"),
        "object": ("theme", "code", "other", "to"),
        "verdict": ("judgement", "word"),
        "value": ("right value", "corrected value"),
        "judged_by": ("judge", "who", "by"),
        "judged_on": ("date", "when", "on"),
        "note": ("notes", "why", "comment"),
        **dict.fromkeys((*SAID, *WORDINGS), ()),
    },
    needed=[(name,) for name in ("kind", "subject", "object", "verdict", "judged_by")],
)


def read_verdict_file(path: Path) -> Reading:
    """Read a CSV or XLSX file of verdicts, one a row.

    A row without a verdict is one that nobody has judged yet, and is left out.
    Raises InputRefusedError for what is no such table.
    """
    table = read_table(path, VERDICTS)

    def cells(row: Row) -> dict[str, str]:
        found = {name: from_cell(row[name]) for name in CELLS}
        return found | {"judged_on": _moment(found["judged_on"], table.serials_from)}

    judged = [row for row in table.rows if row["verdict"]]
    blank = len(table.rows) - len(judged)
    notes = [f"rows without a verdict, left out: {blank:,}"] if blank else []
    return Reading(
        "verdicts",
        path.name,
        digest(path),
        table.rows_read,
        verdicts=tuple(VerdictRecord(row.number, cells(row)) for row in judged),
        refusals=table.refusals,
        notes=(*table.notes, *notes),
    )


def _moment(text: str, serials_from: date | None) -> str:
    """A date as verdicts keep it. Spreadsheets write their own kind of it; what is no date at all
    stays as it is, and is refused with the row it stands in."""
    with suppress(ValueError):
        datetime.fromisoformat(text)
        return text
    with suppress(DateRefusedError):
        return read_date(text, serials_from).iso
    return text
