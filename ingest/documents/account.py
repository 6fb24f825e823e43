"""What ``python -m ingest documents`` did, file by file: printed, and kept with the ledgers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from graph.store import Counts
from ingest.ledger import Entry, counted, entry_data, some_of, write_ledger

# How much of each list is printed; the file holds all of it.
_PRINTED = 15


@dataclass
class Account:
    """``saved`` are documents written to the graph, ``reference`` reference files that it lacked,
    ``unchanged`` files that it held as they are; ``left`` and ``refused`` pair a file with the
    reason why it was left (to be checked by a person), or could not be read; ``skipped`` counts,
    by reason, what is no document."""

    command: str
    began: datetime
    dry_run: bool = False
    skipped: Counter[str] = field(default_factory=Counter)
    reference: list[Entry] = field(default_factory=list)
    saved: list[Entry] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    linking: str = ""
    stopped: str = ""

    @property
    def total(self) -> Counts:
        """All that was created, updated, left and deleted, linking apart."""
        entries = (*self.reference, *self.saved)
        return sum((entry.counts.total for entry in entries), Counts())

    @property
    def files(self) -> int:
        return len(self.saved) + len(self.unchanged) + len(self.left) + len(self.refused)

    @property
    def taken_nothing(self) -> bool:
        """Whether files were given and not one of them could be read."""
        return bool(self.refused) and len(self.refused) == self.files

    def text(self, *, most: int | None = _PRINTED) -> str:
        """The account to read; lists are cut after ``most`` items, None for all."""
        lines = [f"{self.command}, {self.began:%d %B %Y %H:%M}"]
        if self.dry_run:
            lines.append("Dry run: nothing was written. A real run would do this:")
        lines += ["", *self._sums()]
        for title, items in (
            ("saved", [_line(entry) for entry in self.saved]),
            ("left to be checked on the page Add reviews", _pairs(self.left)),
            ("not read", _pairs(self.refused)),
        ):
            if items:
                lines += ["", f"{title}: {len(items):,}", *some_of(items, most)]
        for said in (self.linking, self.stopped):
            lines += ["", said] if said else []
        return "\n".join(lines) + "\n"

    def _sums(self) -> Iterator[str]:
        yield (
            f"files       {self.files:,}: {len(self.saved):,} saved, {len(self.unchanged):,} "
            f"unchanged, {len(self.left):,} left to be checked, {len(self.refused):,} not read"
        )
        if self.skipped:
            counts = ", ".join(f"{count:,} {reason}" for reason, count in self.skipped.items())
            yield f"passed over {counts}"
        sums = self._figures()
        yield f"pages       {sums['pages']:,}, of which {sums['pages_unread']:,} gave no text"
        yield (
            f"gave        {sums['recommendations']:,} recommendations; {sums['unresolved']:,} "
            f"addressees kept under their own wording; {sums['warnings']:,} warnings"
        )
        yield f"graph       {counted(self.total)}"

    def _figures(self) -> dict[str, int]:
        readings = [entry.reading for entry in self.saved]
        return {
            "pages": sum(reading.rows_read for reading in readings),
            "pages_unread": sum(len(reading.refusals) for reading in readings),
            "recommendations": sum(len(reading.recommendations) for reading in readings),
            "unresolved": sum(sum(entry.counts.unresolved.values()) for entry in self.saved),
            "warnings": sum(len(reading.notes) for reading in readings),
        }

    def as_data(self) -> dict[str, Any]:
        """The account for a program: plain values only."""
        return {
            "command": self.command,
            "began": self.began.isoformat(timespec="seconds"),
            "dry_run": self.dry_run,
            "files": [entry_data(entry) for entry in (*self.reference, *self.saved)],
            "unchanged": self.unchanged,
            "left": [{"file": name, "reason": reason} for name, reason in self.left],
            "not_read": [{"file": name, "reason": reason} for name, reason in self.refused],
            "skipped": dict(self.skipped),
            "total": vars(self.total),
            **self._figures(),
            "linking": self.linking,
            "stopped": self.stopped,
        }

    def write(self, folder: Path) -> Path:
        """Keep it as text and JSON; gives the path of the text. Raises CommonThreadError when
        the folder cannot be written."""
        stem = f"{self.began:%Y-%m-%d-%H%M%S}-{self.command.split()[0]}"
        return write_ledger(folder, stem, self.text(most=None), self.as_data())


def _line(entry: Entry) -> str:
    reading = entry.reading
    said = [f"{reading.rows_read} pages"] if reading.rows_read else []
    said.append(f"{len(reading.recommendations)} recommendations")
    if entry.counts.unresolved:
        said.append(f"{sum(entry.counts.unresolved.values())} addressees under their own wording")
    said += [f"page {each.row} not read ({each.reason})" for each in reading.refusals[:3]]
    if len(reading.refusals) > 3:
        said.append(f"{len(reading.refusals) - 3} more pages not read")
    said += (*reading.notes, *entry.counts.notes)
    return f"{reading.file_name}: " + "; ".join(said)


def _pairs(pairs: Sequence[tuple[str, str]]) -> list[str]:
    return [f"{name}: {reason}" for name, reason in pairs]
