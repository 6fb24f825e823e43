"""The rows of one plan: which begin a recommendation, and which go on with the one above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.documents.asking import asks
from ingest.documents.candidates import Candidate
from ingest.documents.model import Cell, Inherited
from ingest.documents.parts import Situated
from ingest.documents.plan_fields import FIELDS, MARK, NONE, candidate_of, put, several
from ingest.documents.words import is_name_of_body, label_of, number_of


class Rows:
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
        self._agency = ""
        # "Lead person" columns hold officers of the body that the title names.
        self._leads_are_bodies = not persons
        self._is_plain = not {"action", "lead", "target", "status", "outcome"} & set(places)

    def take(self, cells: Sequence[str], row: Sequence[Cell]) -> Iterator[Candidate]:
        """Read one row; what stands in it is given when the next one begins."""
        place = self.places.get("recommendation", -1)
        held = several(cells[place]) if 0 <= place < len(cells) else []
        for one in held:
            yield from self._take([*cells[:place], one, *cells[place + 1 :]], row)
        if not held:
            yield from self._take(cells, row)

    def _take(self, cells: Sequence[str], row: Sequence[Cell]) -> Iterator[Candidate]:
        filled = [cell for cell in cells if cell]
        if not filled or NONE.match(self._cell(cells, "recommendation")):
            return
        if len(filled) == 1 and len(cells) > 1 and cells[0]:
            over = self._heading(filled[0], row)
            if over is not None:
                yield from self.rest()
                self._current = self._over = over
            if over is not None or filled[0] in self._titles:
                return
        text, number, action = self._text(cells)
        if self._goes_on(text, number, action, cells, row):
            return
        yield from self.rest()
        if text or action:
            self._current = self._made(text or action, number, row, cells)
            self._page = _page(row)
            if not text:
                self._current.kind = "action"

    def _text(self, cells: Sequence[str]) -> tuple[str, str, str]:
        """The recommendation's words, its number and the action of a row; a mere number or name
        in the column of recommendations, beside an action, is no words."""
        text = self._cell(cells, "recommendation")
        number = number_of(self._cell(cells, "number"))
        action = self._cell(cells, "action")
        if text and action and (len(text.split()) < 3 or not any(c.isalpha() for c in text)):
            label, mark = label_of(text), MARK.match(text)
            printed = label.number if label else number_of(mark["mark"] if mark else text)
            return "", number or printed, action
        return text, number, action

    def _goes_on(
        self, text: str, number: str, action: str, cells: Sequence[str], row: Sequence[Cell]
    ) -> bool:
        """Whether a row goes on with the recommendation above; if so it is taken in."""
        above = self._current
        if above is None:
            return False
        if self._is_rest(text, number, row):
            above.go_on(self._made(text, "", row, cells))
            return True
        if self._is_step(number):
            step = self._made("", "", row, cells)
            step.plan_action = step.plan_action or " ".join(text.split())
            self._over = above
            above.add_plan(step)
            above.take_leads(step)
            return True
        alone = bool(action) and "recommendation" not in self.places and above.kind == "action"
        if not text and (self._over is above or not (number or alone) or not action):
            above.add_plan(self._made("", "", row, cells))
            return True
        return False

    def _is_step(self, number: str) -> bool:
        """Whether a row "2.1" is an action of the recommendation "2", which stands alone above."""
        above = self._current
        if above is None or not above.number or not number.startswith(f"{above.number}."):
            return False
        return self._over is above or not (above.plan_lead or above.plan_target_date)

    def _is_rest(self, text: str, number: str, row: Sequence[Cell]) -> bool:
        """Whether a row is the lower half of the one above, cut by the end of a page."""
        above = self._current
        if above is None or number or not text or label_of(text) or MARK.match(text):
            return False
        broken = above.text[-1:] not in ".?!" or text[0].islower()
        return broken and self._page != _page(row)

    def rest(self) -> Iterator[Candidate]:
        """The recommendation that is being read, if any."""
        if self._current is not None and self._current.text:
            yield self._current
        self._current = None

    def _heading(self, said: str, row: Sequence[Cell]) -> Candidate | None:
        """A row of one cell: a recommendation over its actions is given back; an agency's name
        becomes the title of the rows below."""
        label = label_of(said)
        if label and label.rest and label.kind != "action":
            return self._made(label.rest, label.number, row, [])
        if is_name_of_body(said) or (not asks(said) and not label and len(said.split()) < 12):
            self._titles = [said, *self._titles[1:]] if self._titles else [said]
            self._agency = ""
        return None

    def _cell(self, cells: Sequence[str], name: str) -> str:
        place = self.places.get(name, -1)
        return cells[place] if 0 <= place < len(cells) else ""

    def _made(self, text: str, number: str, row: Sequence[Cell], cells: Sequence[str]) -> Candidate:
        page = _page(row)
        made = candidate_of(self._here, text, number, page)
        if self._is_plain and self._here.part != "plan" and not self._here.in_summary:
            made.form = "list"
        self._agency = self._cell(cells, "agency") or self._agency
        for name in FIELDS:
            put(made, name, self._cell(cells, name))
        if self._agency and not self._cell(cells, "agency"):
            made.above.insert(0, (self._agency, "column"))  # the cell covers several rows
            made.plan_lead = made.plan_lead or self._agency
        lead = self._cell(cells, "lead")
        if self._leads_are_bodies:
            made.above.append((lead, "column"))
        made.lead_person = lead
        title: Inherited = "table title"
        near = self._here.headings[self._here.titled :][-1:]
        made.above += [(said, title) for said in (*self._titles, *near)]
        made.group = " / ".join([*self._here.headings, *self._titles])
        return made


def _page(row: Sequence[Cell]) -> int | None:
    return next((cell.page for cell in row if cell.text.strip()), None)
