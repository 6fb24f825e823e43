"""The list that parts a coroner's concerns, found line by line, with what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.list_markers import BULLET, DECIMAL, NUMBER, RANK, Marker, OpenList, inline, markers


@dataclass(frozen=True)
class Concern:
    """One concern. ``number`` is as printed, "" where none is; ``text`` holds the heading that
    it stands first under and its lead-in, in front; ``heading`` repeats that heading."""

    number: str
    text: str
    heading: str = ""


@dataclass
class Item:
    """One concern while it is read. ``lines`` hold its text, sub-items each on their own."""

    number: str = ""
    lead: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def concern(self) -> Concern | None:
        lead = list(self.lead)
        heading = lead.pop(0) if lead and is_heading(lead[0]) else ""
        body = "\n".join(self.lines)
        for line in reversed(lead):
            body = f"{line} {body}" if line.endswith(":") else f"{line}\n{body}"
        text = f"{heading}\n{body}".strip()
        return Concern(self.number, text, heading.rstrip(" :.")) if text else None


# So opens a concern that has no verb of its own: "To review the layout", "Lack of signs".
OPENS = re.compile(
    r"(?:to|that|no|lack|failure|there|absence|inadequate|insufficient|delay)\b", re.IGNORECASE
)
_HEADING_END = re.compile(r"[.!?;,]$")


def is_heading(line: str) -> bool:
    """A short line that is no sentence: "Training and policies", "Northshire Council:"."""
    words = line.split()
    if len(line) > 90 or len(words) > 10 or markers(line) or OPENS.match(line):
        return False
    if _HEADING_END.search(line) and not line.isupper() and len(words) > 3:
        return False
    return line[0].isupper() and not re.search(
        r"\b(?:is|are|was|were|be|been|has|have|had|should|did|do|does|will|would|could|may|can|"
        r"concerned|and that)\b",
        line,
    )


# A line without a number that announces the list of concerns itself.
_ANNOUNCES = re.compile(r"\b(?:concerns|matters|issues)\b[^.]*:$", re.IGNORECASE)


class Outline:
    """Reads lines one by one and finds the list that parts the concerns."""

    def __init__(self) -> None:
        self.before: list[str] = []
        self.items: list[Item] = []
        self._open: list[OpenList] = []

    def take(self, line: str) -> None:
        readings = markers(line)
        chosen = self._choose(readings)
        if chosen is None:
            self._plain(line)
            return
        marker, depth = chosen
        cuts = [0, *inline(line, marker), len(line)] if depth == 0 else [0, len(line)]
        for start, end in pairwise(cuts):
            self._item(line[start:end].strip(), marker if start == 0 else None, depth)

    def _choose(self, readings: list[Marker]) -> tuple[Marker, int] | None:
        """The reading that continues an open list, innermost first, or that opens a new one."""
        for marker in readings:
            for depth in range(len(self._open) - 1, -1, -1):
                if self._continues(self._open[depth], marker):
                    return marker, depth
        for marker in readings:
            if marker.place > 1 and self._drifts(marker):
                return marker, 0
        for marker in readings:
            if marker.place <= 1 or (not self._open and marker.kind in {NUMBER, DECIMAL}):
                return marker, self._depth_of_new(marker)
        return None

    @staticmethod
    def _continues(opened: OpenList, marker: Marker) -> bool:
        if (opened.kind, opened.style) != (marker.kind, marker.style):
            return opened.kind == marker.kind == BULLET
        # A number may be missing: the list goes on all the same.
        return marker.kind == BULLET or 0 < marker.place - opened.last <= 2

    def _drifts(self, marker: Marker) -> bool:
        """Whether the outer list goes on in another style: (7), (8), then 9."""
        if not self._open or not self._open[0].kind == marker.kind == NUMBER:
            return False
        return marker.place == self._open[0].last + 1

    def _depth_of_new(self, marker: Marker) -> int:
        tail = self.items[-1].lines[-1] if self.items else ""
        if len(self.items[-1].lines if self.items else ()) > 1 and _ANNOUNCES.search(tail):
            return 0
        for depth, opened in enumerate(self._open):
            restarts = (opened.kind, opened.style) == (marker.kind, marker.style)
            if restarts or RANK[marker.kind] > RANK[opened.kind]:
                return depth
        return len(self._open)

    def _item(self, line: str, marker: Marker | None, depth: int) -> None:
        if marker is None:
            marker = markers(line)[0]
            self._open[0].last = marker.place
        else:
            self._enter(marker, depth)
        if depth:
            self.items[-1].lines.append(line)
            return
        item = Item(number=marker.printed)
        self._take_over(item, restarts=marker.place <= 1)
        item.lines.append(line[marker.length :].strip())
        self.items.append(item)

    def _enter(self, marker: Marker, depth: int) -> None:
        del self._open[depth + 1 :]
        if depth < len(self._open) and self._continues(self._open[depth], marker):
            self._open[depth].last = marker.place
            return
        if depth == 0 and self._drifts(marker):
            self._open[0].last = marker.place
            return
        if (
            depth == 0
            and self._open
            and (marker.kind, marker.style)
            != (
                self._open[0].kind,
                self._open[0].style,
            )
        ):
            self._demote()
        self._open[depth:] = [OpenList(marker.kind, marker.style, marker.place)]

    def _demote(self) -> None:
        """What was read as concerns was the lead-in of another list, if it ends so."""
        if self.items and self.items[-1].lines and self.items[-1].lines[-1].endswith(":"):
            for item in self.items:
                self.before.extend([*item.lead, *item.lines])
            self.items.clear()

    def _take_over(self, item: Item, *, restarts: bool) -> None:
        """Headings and lead-ins at the end of the item before belong to the new one; where the
        numbers start again, so does all that follows the last heading."""
        if not self.items:
            return
        lines = self.items[-1].lines
        if restarts:
            tail = range(len(lines) - 1, max(0, len(lines) - 5), -1)
            place = next((n for n in tail if is_heading(lines[n])), len(lines))
            item.lead = lines[place:]
            del lines[place:]
        while len(lines) > 1 and is_lead(lines[-1]):
            item.lead.insert(0, lines.pop())

    def _plain(self, line: str) -> None:
        (self.items[-1].lines if self.items else self.before).append(line)


def is_lead(line: str) -> bool:
    return not markers(line) and (is_heading(line) or (line.endswith(":") and len(line) < 240))
