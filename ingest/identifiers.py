"""Ids made from content, addresses and DOIs in one form, and rows that share an id."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import fields
from typing import Protocol, TypeVar

from ingest.records import Refusal
from ingest.titles import cut


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_T = TypeVar("_T", bound=_HasId)


def hashed(prefix: str, *parts: str) -> str:
    """``prefix-`` and the first 12 hex figures of the parts' sha1: stable over every re-run."""
    key = "\n".join(parts).encode()
    return f"{prefix}-{hashlib.sha1(key, usedforsecurity=False).hexdigest()[:12]}"


def is_made(prefix: str, id_: str) -> bool:
    """Whether an id is one that ``hashed`` makes, and not one that a file gave."""
    return re.fullmatch(rf"{prefix}-[0-9a-f]{{12}}", id_) is not None


def words_only(text: str) -> str:
    """Text without case, punctuation and spacing, for ids that outlive a corrected comma."""
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold()).split())


def web_address(text: str) -> str:
    """The address if a page may link to it, else "" (``javascript:``, a local path, words)."""
    if re.fullmatch(r"https?://[^\s<>\"]+", text, re.IGNORECASE):
        return text
    return f"https://{text}" if re.fullmatch(r"www\.[^\s<>\"]+", text, re.IGNORECASE) else ""


def bare_doi(text: str) -> str:
    """A DOI without ``doi:`` or its resolver's address; "" when the text holds none."""
    found = re.search(r"\b10\.\d{4,9}/[^\s\"<>]+", text)
    return found.group().rstrip(".,;") if found else ""


def work_keys(doi: str, title: str, year: int | None) -> tuple[str, ...]:
    """What a work is known by in any export: its DOI, and its title with its year.

    A title of one word ("Editorial") names no work by itself.
    """
    words = words_only(title)
    by_title = (f"title:{words}:{year}",) if year and " " in words else ()
    return (f"doi:{doi.casefold()}", *by_title) if doi else by_title or (f"title:{words}:{year}",)


def other_doi(one: str, other: str) -> bool:
    """Whether two DOIs say that two records of one title are two works."""
    return bool(one and other and one.casefold() != other.casefold())


def each_once(
    records: Iterable[tuple[int, _T]], refusals: list[Refusal], notes: list[str]
) -> dict[str, _T]:
    """Records by id. The same record again is a note; another one under its id is refused,
    naming both rows."""
    taken: dict[str, _T] = {}
    rows: dict[str, int] = {}
    for row, record in records:
        before = taken.get(record.id)
        if before is None:
            taken[record.id], rows[record.id] = record, row
        elif before == record:
            notes.append(f"row {row} is the same as row {rows[record.id]} and was read once")
        else:
            refusals.append(Refusal(row, other_content(before, record, record.id, rows[record.id])))
    return taken


def other_content(before: _HasId, again: _HasId, shown: str, first_row: int) -> str:
    """Why a row is refused whose id, as the file shows it, stands on an earlier row with other
    content."""
    differing = ", ".join(
        field.name.replace("_", " ")
        for field in fields(before)  # type: ignore[arg-type]  # every record is a dataclass
        if field.name not in ("id", "title")
        and getattr(before, field.name) != getattr(again, field.name)
    )
    return f"has the id '{cut(shown, 40)}' of row {first_row}, but another {differing or 'title'}"
