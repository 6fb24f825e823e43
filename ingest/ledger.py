"""What an ingest did, row by row: printed at the end, and kept as a .txt and a .json file.

A ledger holds row numbers, reasons and counts, and of documents' text never more than 80
characters of one wording; names of people have been taken out before it is made.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from graph.errors import CommonThreadError
from graph.store import Counts
from ingest.loader import LedgerCounts
from ingest.records import Reading
from ingest.titles import cut

# How much of each list is printed; the file holds all of it.
_PRINTED = 15
_WORDING = 80

_RECORDS = ("reviews", "recommendations", "agencies", "themes", "sources", "findings", "verdicts")


@dataclass(frozen=True)
class Entry:
    """One file that was read and what became of it."""

    reading: Reading
    counts: LedgerCounts

    @property
    def records(self) -> dict[str, int]:
        """How many records of each kind the file gave."""
        given = {name: len(getattr(self.reading, name)) for name in _RECORDS}
        return {name: count for name, count in given.items() if count}


@dataclass(frozen=True)
class Ledger:
    """What one command did. ``linking`` is linking's own account of itself, if it ran;
    ``stopped`` says what kept the command from its end."""

    command: str
    began: datetime
    dry_run: bool
    entries: Sequence[Entry]
    linking: str = ""
    stopped: str = ""

    @property
    def total(self) -> Counts:
        """All that the command created, updated, left and deleted, linking apart."""
        return sum((entry.counts.total for entry in self.entries), Counts())

    @property
    def refused(self) -> int:
        """Rows that were not taken."""
        return sum(len(entry.reading.refusals) for entry in self.entries)

    @property
    def taken_nothing(self) -> bool:
        """Whether a file gave not one record, all its rows being refused."""
        return any(not entry.records for entry in self.entries)

    def text(self, *, most: int | None = _PRINTED) -> str:
        """The ledger to read; lists are cut after ``most`` items, None for all."""
        lines = [f"{self.command}, {self.began:%d %B %Y %H:%M}"]
        if self.dry_run:
            lines.append("Dry run: nothing was written. A real run would do this:")
        for entry in self.entries:
            lines += ["", *_entry_lines(entry, most)]
        total = self.total
        if len(self.entries) > 1:
            lines += ["", f"In all: {counted(total)}; {self.refused:,} rows refused."]
        for account in (self.linking, self.stopped):
            lines += ["", account] if account else []
        return "\n".join(lines) + "\n"

    def as_data(self) -> dict[str, Any]:
        """The ledger for a program: plain values only."""
        return {
            "command": self.command,
            "began": self.began.isoformat(timespec="seconds"),
            "dry_run": self.dry_run,
            "files": [entry_data(entry) for entry in self.entries],
            "total": vars(self.total),
            "refused": self.refused,
            "linking": self.linking,
            "stopped": self.stopped,
        }

    def write(self, folder: Path) -> Path:
        """Write ``<date>-<command>.txt`` and ``.json``; gives back the path of the text.

        Raises CommonThreadError when the folder cannot be written.
        """
        stem = f"{self.began:%Y-%m-%d-%H%M%S}-{self.command.split()[0]}"
        return write_ledger(folder, stem, self.text(most=None), self.as_data())


def write_ledger(folder: Path, stem: str, text: str, data: Mapping[str, Any]) -> Path:
    """Write ``stem.txt`` and ``stem.json``, with a number where they are there already; gives
    back the path of the text. Raises CommonThreadError when the folder cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{stem}.txt"
        number = 2
        while path.exists():
            path = folder / f"{stem}-{number}.txt"
            number += 1
        path.write_text(text, encoding="utf-8")
        as_json = json.dumps(data, ensure_ascii=False, indent=1)
        path.with_suffix(".json").write_text(as_json + "\n", encoding="utf-8")
    except OSError as error:
        raise CommonThreadError(
            f"The ledger cannot be written to {folder} ({error.strerror}). The graph is "
            "loaded; make room there, or set COMMON_THREAD_HOME to another folder."
        ) from error
    return path


def _entry_lines(entry: Entry, most: int | None) -> Iterator[str]:
    reading, counts = entry.reading, entry.counts
    gave = ", ".join(f"{count:,} {name}" for name, count in entry.records.items()) or "nothing"
    yield f"{reading.kind}: {reading.file_name}"
    yield f"  read       {reading.rows_read:,} rows: {gave}"
    if counts.same:
        yield "  unchanged  file, reference data and graph are as the last run left them"
    for what in ("created", "updated", "unchanged", "deleted"):
        parts = _by_name(counts, what)
        number = getattr(counts.total, what)
        yield f"  {what:<10} {number:,}" + (f" ({parts})" if parts and not counts.same else "")
    yield f"  refused    {len(reading.refusals):,}"
    yield from some_of((f"row {r.row}: {r.reason}" for r in reading.refusals), most)
    if counts.unresolved:
        times = sum(counts.unresolved.values())
        yield (
            f"  unresolved {len(counts.unresolved):,} addressees, {times:,} times; "
            "kept under their own wording"
        )
        ranked = sorted(counts.unresolved.items(), key=lambda item: (-item[1], item[0]))
        yield from some_of((f"{n} × {cut(raw, _WORDING)}" for raw, n in ranked), most)
    notes = (*reading.notes, *counts.notes)
    if notes:
        yield f"  notes      {len(notes):,}"
        yield from some_of(notes, most)


def some_of(items: Iterator[str] | Sequence[str], most: int | None) -> Iterator[str]:
    every = list(items)
    for item in every[:most]:
        yield f"    {item}"
    if most is not None and len(every) > most:
        yield f"    and {len(every) - most:,} more, in the ledger's file"


def _by_name(counts: LedgerCounts, what: str) -> str:
    both: Mapping[str, Counts] = {**counts.nodes, **counts.edges}
    return ", ".join(f"{getattr(n, what):,} {name}" for name, n in both.items() if getattr(n, what))


def counted(total: Counts) -> str:
    return (
        f"{total.created:,} created, {total.updated:,} updated, {total.unchanged:,} unchanged, "
        f"{total.deleted:,} deleted"
    )


def entry_data(entry: Entry) -> dict[str, Any]:
    reading, counts = entry.reading, entry.counts
    return {
        "kind": reading.kind,
        "file": reading.file_name,
        "digest": reading.digest,
        "read": reading.rows_read,
        "records": entry.records,
        **vars(counts.total),
        "same": counts.same,
        "by_name": {name: vars(each) for name, each in {**counts.nodes, **counts.edges}.items()},
        "refused": [{"row": each.row, "reason": each.reason} for each in reading.refusals],
        "unresolved": {cut(raw, _WORDING): n for raw, n in sorted(counts.unresolved.items())},
        "notes": [*reading.notes, *counts.notes],
    }
