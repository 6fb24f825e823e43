"""Recommendations and actions in tables: plans, trackers, lists set as tables, boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.documents.asking import asks
from ingest.documents.candidates import Candidate
from ingest.documents.columns import by_cells, by_headers, header_name
from ingest.documents.model import Block, Cell, Form, Inherited
from ingest.documents.parts import ASKING, Situated
from ingest.documents.words import is_name_of_body, label_of, number_of, tidy

_ACTIONS_ONLY = re.compile(r"^(?:key |agreed |proposed )?actions?\b", re.IGNORECASE)


@dataclass
class Columns:
    """The columns of the table read last: a table that goes on without a header uses them."""

    places: dict[str, int] = field(default_factory=dict)
    width: int = 0
    persons: bool = False


def is_box(block: Block) -> bool:
    """Whether a table is a callout: one cell, or one filled cell in each of its rows."""
    return all(sum(bool(cell.text.strip()) for cell in row) <= 1 for row in block.rows)


def boxed(here: Situated) -> Iterator[Situated]:
    """The lines of a callout as blocks of their own."""
    for row in here.block.rows:
        for cell in row:
            for line in cell.text.split("\n"):
                if line.strip():
                    yield replace(here, block=_line(line.strip(), cell.page))


_MARK = re.compile(
    r"(?P<mark>\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})[.)]|\(\w{1,3}\)|[•●▪–])\s+(?=\S)"
)


def _line(text: str, page: int | None) -> Block:
    found = _MARK.match(text)
    if found:
        return Block("item", text[found.end() :], page, 1, found["mark"])
    return Block("paragraph", text, page)


def plan_rows(here: Situated, known: Columns) -> Iterator[Candidate]:
    """The recommendations and actions of a table; none where it is no such table.

    ``known`` are the columns of the table before, and are changed to those of this one.
    """
    texts = [[cell.text.strip() for cell in spread(row)] for row in here.block.rows]
    turned = _turned(here, texts)
    if turned is not None:
        yield from turned
        return
    start, places = _columns(here, texts, known)
    if not places:
        return
    known.places, known.width = places, max(map(len, texts))
    known.persons = known.persons if not start else _of_persons(texts[start - 1], places)
    reader = _Rows(here, places, _titles(here, texts[:start]), persons=known.persons)
    headed = bool(start)
    for cells, row in zip(texts[start:], here.block.rows[start:], strict=True):
        again = by_headers(cells)
        if again and headed:
            reader.places = again
            continue
        yield from reader.take(cells, row)
    yield from reader.rest()


def spread(row: Sequence[Cell]) -> list[Cell]:
    """The cells of a row, one a column: what a wide cell covers besides its first is empty."""
    cells: list[Cell] = []
    for cell in row:
        cells.append(cell)
        cells.extend([Cell("", cell.page)] * (cell.span - 1))
    return cells


def _titles(here: Situated, before: Sequence[Sequence[str]]) -> list[str]:
    """What names the table as a whole: rows of one cell above the header, and its caption."""
    said = [next(c for c in row if c) for row in before if sum(map(bool, row)) == 1]
    return [*reversed(said), *([here.block.title] if here.block.title else [])]


_PERSON = re.compile(
    r"person|officer|\bname|by whom|\bwho|role|manager|director|professional", re.I
)


def _of_persons(header: Sequence[str], places: dict[str, int]) -> bool:
    """Whether the lead column holds persons or offices rather than agencies."""
    place = places.get("lead", -1)
    return 0 <= place < len(header) and bool(_PERSON.search(header[place]))


def _columns(here: Situated, texts: list[list[str]], known: Columns) -> tuple[int, dict[str, int]]:
    """How many rows stand above the first recommendation, and what the columns hold."""
    for place, row in enumerate(texts[:4]):
        found = by_headers(row)
        if found:
            if "recommendation" in found or here.part in ASKING or len(found) > 2:
                return place + 1, found
            return 0, {}
    width = max(map(len, texts), default=0)
    if known.places and width == known.width and here.part in ASKING:
        return 0, known.places
    if here.part not in ASKING:
        return 0, {}
    return 0, by_cells([row for row in texts if sum(map(bool, row)) > 1])


def _turned(here: Situated, texts: list[list[str]]) -> list[Candidate] | None:
    """A table for each recommendation, whose first column names the fields; None if it is not."""
    pairs = [(row[0], " ".join(cell for cell in row[1:] if cell)) for row in texts if row]
    names = [_field(name) for name, _ in pairs]
    if len(set(names) - {""}) < 3 or not {"recommendation", "action"} & set(names):
        return None
    if by_headers(texts[0]) and len(texts[0]) > 2:
        return None
    found: list[Candidate] = []
    number = ""
    for (head, said), name, row in zip(pairs, names, here.block.rows, strict=True):
        label = label_of(head)
        if name == "number":
            number = number_of(said)
        elif name == "recommendation":
            number = label.number if label and label.number else number
            found.append(_candidate(here, said, number, row[-1].page))
            number = ""
        elif found:
            _put(found[-1], name, said)
        elif name == "action":
            found.append(_candidate(here, said, number, row[-1].page, kind="action"))
    return found


def _field(name: str) -> str:
    label = label_of(name)
    return label.kind if label and label.kind == "recommendation" else header_name(name)


_ALWAYS_UP: dict[str, str] = {
    "action": "plan_action", "lead": "plan_lead", "target": "plan_target_date",
    "status": "plan_status", "outcome": "plan_outcome",
}  # fmt: skip


# Where two columns could give one field, the first here does.
_FIELDS = (
    "action", "lead", "agency", "target", "status", "progress", "outcome", "completion",
    "milestones", "scope",
)  # fmt: skip


def _put(made: Candidate, name: str, said: str) -> None:
    """One field of a plan, of the column of that name."""
    said = " ".join(said.split())
    if not said:
        return
    if name in _ALWAYS_UP:
        setattr(made, _ALWAYS_UP[name], said)
    elif name == "agency":
        made.above.insert(0, (said, "column"))
        made.plan_lead = made.plan_lead or said
    elif name in {"completion", "milestones"}:
        made.plan_outcome = made.plan_outcome or said
    elif name == "progress":
        made.plan_status = made.plan_status or said
    elif name == "scope":
        made.scope = made.scope or _scope(said)


def _scope(said: str) -> str:
    low = said.lower()
    if "single" in low or "imr" in low:
        return "single-agency"
    return "overview" if "overview" in low or "multi" in low else ""


_NONE = re.compile(
    r"(?:no (?:further )?recommendations?|none|n/?a|nil|not applicable)\b.{0,20}$", re.IGNORECASE
)
_NEXT_CODE = re.compile(r"(?<=[.;:])\s+(?=(?:R|Rec |Recommendation )\d{1,3}[ .:])")


def _several(cell: str) -> list[str]:
    """The recommendations of a cell that holds several, each with its own number; else []."""
    lines = [line.strip() for line in cell.split("\n") if line.strip()]
    if len(lines) < 2:
        lines = _NEXT_CODE.split(cell)
    opened = [bool(label_of(line) or _MARK.match(line)) for line in lines]
    if sum(opened) < 2 or not opened[0]:
        return []
    found: list[str] = []
    for line, opens in zip(lines, opened, strict=True):
        if opens:
            found.append(line)
        else:
            found[-1] = f"{found[-1]} {line}"
    return found


def _candidate(
    here: Situated, text: str, number: str, page: int | None, *, kind: str = "recommendation"
) -> Candidate:
    made = Candidate(
        text=tidy(text), number=number, page=page, headings=here.headings,
        form=_form(here), kind=kind, group=" / ".join(here.headings),
    )  # fmt: skip
    label = label_of(made.text)
    if label and label.rest:
        made.text, made.number, made.labelled = label.rest, label.number or number, True
    else:
        found = _MARK.match(made.text)
        if found and not number and not found["mark"].startswith(("•", "●", "▪", "–")):
            made.text, made.number = made.text[found.end() :], number_of(found["mark"])
    return made


def _form(here: Situated) -> Form:
    return "summary" if here.in_summary and here.part != "plan" else "plan"


class _Rows:
    """Reads the rows of one plan; rows without a recommendation go on with the one above."""

    def __init__(
        self, here: Situated, places: dict[str, int], titles: list[str], *, persons: bool
    ) -> None:
        self.places = places
        self._here = here
        self._titles = titles
        self._current: Candidate | None = None
        self._page: int | None = None
        self._over: Candidate | None = None
        # "Lead person" columns hold officers of the body that the title names.
        self._leads_are_bodies = not persons
        self._is_plain = not {"action", "lead", "target", "status", "outcome"} & set(places)

    def take(self, cells: Sequence[str], row: Sequence[Cell]) -> Iterator[Candidate]:
        """Read one row; what stands in it is given when the next one begins."""
        place = self.places.get("recommendation", -1)
        several = _several(cells[place]) if 0 <= place < len(cells) else []
        for one in several:
            yield from self._take([*cells[:place], one, *cells[place + 1 :]], row)
        if not several:
            yield from self._take(cells, row)

    def _take(self, cells: Sequence[str], row: Sequence[Cell]) -> Iterator[Candidate]:
        filled = [cell for cell in cells if cell]
        if not filled:
            return
        if len(filled) == 1 and len(cells) > 1:
            before = self._over
            if self._heading(filled[0], row):
                if self._over is not before:
                    yield from self.rest()
                    self._current = self._over
                return
        text = self._cell(cells, "recommendation")
        number = number_of(self._cell(cells, "number"))
        action = self._cell(cells, "action")
        if _NONE.match(text):
            return
        if text and (len(text.split()) < 3 or not any(c.isalpha() for c in text)) and action:
            label = label_of(text)
            number = number or (label.number if label else number_of(text))
            text = ""
        if self._current is not None and self._is_rest(text, number, row):
            self._current.go_on(self._made(text, "", row, cells))
            return
        if self._is_step(number):
            step = self._made("", "", row, cells)
            step.plan_action = step.plan_action or " ".join(text.split())
            self._over = self._current
            if self._current is not None:
                self._current.add_plan(step)
            return
        under = self._over is not None and self._over is self._current
        if not text and self._current is not None and (under or not (number and action)):
            self._current.add_plan(self._made("", "", row, cells))
            return
        yield from self.rest()
        if text or action:
            self._current = self._made(text or action, number, row, cells)
            self._page = _page(row)
            if not text:
                self._current.kind = "action"

    def _is_step(self, number: str) -> bool:
        """Whether a row "2.1" is an action of the recommendation "2", which stands alone above."""
        above = self._current
        if above is None or not above.number or not number.startswith(f"{above.number}."):
            return False
        return self._over is above or not (above.plan_lead or above.plan_target_date)

    def _is_rest(self, text: str, number: str, row: Sequence[Cell]) -> bool:
        """Whether a row is the lower half of the one above, cut by the end of a page."""
        above = self._current
        if above is None or number or not text or label_of(text) or _MARK.match(text):
            return False
        broken = above.text[-1:] not in ".?!" or text[0].islower()
        return broken and self._page != _page(row)

    def rest(self) -> Iterator[Candidate]:
        """The recommendation that is being read, if any."""
        if self._current is not None and self._current.text:
            yield self._current
        self._current = None

    def _heading(self, said: str, row: Sequence[Cell]) -> bool:
        """A row of one cell: an agency's name for the rows below, or a recommendation over its
        actions."""
        label = label_of(said)
        if label and label.rest and label.kind != "action":
            self._over = self._made(label.rest, label.number, row, [])
            return True
        if is_name_of_body(said) or (not asks(said) and not label and len(said.split()) < 12):
            self._titles = [said, *self._titles[1:]] if self._titles else [said]
            return True
        return False

    def _cell(self, cells: Sequence[str], name: str) -> str:
        place = self.places.get(name, -1)
        return cells[place] if 0 <= place < len(cells) else ""

    def _made(self, text: str, number: str, row: Sequence[Cell], cells: Sequence[str]) -> Candidate:
        page = _page(row)
        made = _candidate(self._here, text, number, page)
        if self._is_plain and self._here.part != "plan" and not self._here.in_summary:
            made.form = "list"
        for name in _FIELDS:
            _put(made, name, self._cell(cells, name))
        lead = self._cell(cells, "lead")
        if self._leads_are_bodies:
            made.above.append((lead, "column"))
        made.lead_person = lead
        title: Inherited = "table title"
        made.above += [(said, title) for said in (*self._titles, *self._here.headings[-1:])]
        made.group = " / ".join([*self._here.headings, *self._titles])
        return made


def _page(row: Sequence[Cell]) -> int | None:
    return next((cell.page for cell in row if cell.text.strip()), None)
