"""Rows as files: CSV that a spreadsheet opens without running anything, and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from graph.store import Row

# What a spreadsheet takes for the start of a formula (OWASP, "CSV Injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def to_csv(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """Rows as CSV with a header. A text that a spreadsheet would run as a formula gets a ``'``
    before it; lists and maps are written as JSON; None is an empty cell; lines within a cell
    end in ``\\n``."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_cell(column) for column in columns])
    for row in rows:
        writer.writerow([_cell(row.get(column)) for column in columns])
    return out.getvalue()


def to_json(rows: Sequence[Row]) -> str:
    """Rows as a JSON list of objects, every character as it is."""
    return json.dumps(list(rows), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def as_text(value: Any) -> str:
    """One value as a table shows it: empty for None, yes and no, JSON for lists and maps."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _cell(value: Any) -> str | int | float | None:
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    text = str(value).lower() if isinstance(value, bool) else as_text(value)
    # No CSV reader takes a NUL, and Python's writer leaves a lone CR outside quotation marks.
    text = text.replace("\x00", "\N{SYMBOL FOR NULL}").replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if _looks_like_formula(text) else text


def from_cell(text: str) -> str:
    """A cell of ``to_csv`` as the text it was made from."""
    return text[1:] if text.startswith("'") and _looks_like_formula(text[1:]) else text


def _looks_like_formula(text: str) -> bool:
    """With any ``'`` before it, so that a text that has one of its own comes back as it was."""
    return text.lstrip("'").startswith(_FORMULA_STARTS)
