"""Workbooks as boards keep them: recommendation trackers and action plans of several sheets.

What a person sees at a glance is made explicit here, and ``ingest/reviews.py`` reads on: which
review a sheet or a stretch of rows is about (a column, a heading row, a title above the table,
the sheet's name, else the file's), an agency or recommendation given once and blank below, and a
rating that is only a colour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph.errors import InputRefusedError
from ingest.people import without_names
from ingest.records import Reading, Refusal
from ingest.review_columns import COLUMNS, REVIEW_KIND_NAMES, SCOPE_NAMES, named
from ingest.sheets import Sheet, read_workbook
from ingest.tables import RawRow, Row, Table, find_header, fitness, make_table, plain
from ingest.titles import cut

# A sheet of a tracker has a column of text and one of these; lists of choices have not.
_PLANNED = frozenset(["plan_lead", "plan_status", "plan_target_date", "plan_action"])
_OF_REVIEW = frozenset(["review_id", "review_title"])
_BESIDE = _PLANNED | _OF_REVIEW | {"addressed_to", "number"}
# Rows of several sheets are told apart by their number until the reading is made.
_APART = 10_000_000
_APART_NUMBER = re.compile(r"\brow (\d{8,})\b")
_RATING = {"r": "red", "a": "amber", "y": "amber", "g": "green", "b": "blue"}
_PSEUDONYM = re.compile(r"\b(?:Adult|Child|Baby|Family|Mr|Mrs|Ms|Case|Person) [A-Z]{1,2}\d?\b")
_ABOUT_PLAN = re.compile(
    r"\b(?:multi[- ]agency |single[- ]agency |combined |composite )?(?:action plan|action log|"
    r"recommendations? tracker|recommendations? log|action tracker|tracker|recommendations?)\b"
    r"(?: for| of| from)?(?: the)?[:\s–—-]*",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"(?:sheet|tab|table|blatt) ?\d*|actions?|open|closed|complete[d]?|current|archived?|all|data|"
    r"tracker|log|master|plan|list|summary|front ?sheet|\d{2,4}(?:[-/ ]\d{2,4})?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Places:
    """Titles of the sheets that were read, in order, for numbers of rows of several sheets."""

    titles: Sequence[str]

    def told(self, reading: Reading) -> Reading:
        """The reading with row numbers as its sheets show them, and the sheet named."""
        if len(self.titles) < 2:
            return reading
        refusals = [
            Refusal(
                each.row % _APART, f"(sheet '{self._title(each.row)}') {self._said(each.reason)}"
            )
            for each in reading.refusals
        ]
        notes = tuple(self._said(note) for note in reading.notes)
        return replace(reading, refusals=tuple(refusals), notes=notes)

    def _title(self, number: int) -> str:
        return cut(without_names(self.titles[number // _APART]), 40)

    def _said(self, text: str) -> str:
        return _APART_NUMBER.sub(
            lambda found: f"row {int(found[1]) % _APART} of sheet '{self._title(int(found[1]))}'",
            text,
        )


def read_tracker(path: Path) -> tuple[Table, Places]:
    """Every sheet of a workbook that holds recommendations or actions, as one table.

    Raises InputRefusedError for what is no workbook, or has no such sheet.
    """
    book = read_workbook(path)
    filled = [sheet for sheet in book.sheets if sheet.rows]
    if not filled:
        raise InputRefusedError(f"{path.name} has no sheet with rows. Nothing was read.")
    fitting = [sheet for sheet in filled if _fits(sheet)]
    named_by_column = [sheet for sheet in fitting if _OF_REVIEW & set(_found(sheet))]
    chosen = named_by_column or fitting
    if not chosen:
        best = max(filled, key=lambda sheet: fitness(_found(sheet), COLUMNS))
        return make_table(path, best.rows, COLUMNS, (), book.serials_from), Places([best.title])
    notes = list(_about_sheets(filled, chosen, book.hidden))
    tables = [
        _SheetReader(path, sheet, at * _APART, len(chosen) > 1).table()
        for at, sheet in enumerate(chosen)
    ]
    return (
        Table(
            headers={
                name: said for table in reversed(tables) for name, said in table.headers.items()
            },
            rows=tuple(row for table in tables for row in table.rows),
            rows_read=sum(table.rows_read for table in tables),
            refusals=tuple(refusal for table in tables for refusal in table.refusals),
            notes=(*notes, *dict.fromkeys(note for table in tables for note in table.notes)),
            serials_from=book.serials_from,
        ),
        Places([sheet.title for sheet in chosen]),
    )


def _found(sheet: Sheet) -> dict[str, int]:
    return find_header(sheet.rows, COLUMNS)[1]


def _fits(sheet: Sheet) -> bool:
    place, found = find_header(sheet.rows, COLUMNS)
    below = any(cell.strip() for row in sheet.rows[place + 1 :] for cell in row.cells)
    return below and not COLUMNS.missing(found) and bool(_BESIDE & set(found))


def _about_sheets(
    filled: Sequence[Sheet], chosen: Sequence[Sheet], hidden: Sequence[str]
) -> Iterator[str]:
    shown = [f"'{cut(without_names(sheet.title), 40)}'" for sheet in chosen]
    left = [f"'{cut(without_names(s.title), 40)}'" for s in filled if s not in chosen]
    if len(shown) > 1:
        yield f"sheets read: {', '.join(shown)}"
    elif left:
        yield f"sheet {shown[0]} was read"
    if left:
        yield f"sheets not read, as they hold no recommendations: {', '.join(left)}"
    if hidden:
        yield f"{len(hidden)} hidden sheets were not read"
    rows = sum(sheet.hidden_rows for sheet in chosen)
    if rows:
        yield f"{rows} hidden rows were read: a filter or a person hides them, but they are there"


@dataclass
class _Given:
    """What rows above say for those below."""

    review: str = ""
    agency: str = ""
    scope: str = ""
    text: str = ""
    number: str = ""


@dataclass
class _SheetReader:
    path: Path
    sheet: Sheet
    offset: int
    among_others: bool
    notes: list[str] = field(default_factory=list)

    def table(self) -> Table:
        """The sheet's table with what its headings, blanks and colours say in its rows."""
        raw = make_table(self.path, self.sheet.rows, COLUMNS)
        place, found = find_header(self.sheet.rows, COLUMNS)
        self._raw = {row.number: row for row in self.sheet.rows[place + 1 :]}
        self._columns = found
        self._rated = "rag" in plain(raw.headers.get("plan_status", "")).split()
        given = _Given(review=self._review_above(place))
        rows = [made for row in raw.rows if (made := self._row(row, given))]
        headers = dict(raw.headers)
        if not _OF_REVIEW & set(headers):
            headers["review_title"] = "the heading, sheet or file"
        return Table(
            headers,
            tuple(rows),
            len(rows) + len(raw.refusals),
            tuple(Refusal(each.row + self.offset, each.reason) for each in raw.refusals),
            (*raw.notes, *self.notes),
        )

    def _review_above(self, header: int) -> str:
        """The review of the whole sheet, if its rows do not name one."""
        if _OF_REVIEW & set(self._columns):
            return ""
        above = [c for row in self.sheet.rows[:header] for c in row.cells if c.strip()]
        named_by = [(cell, "a title row") for cell in above] + [(self.sheet.title, "its name")]
        for text, where in named_by:
            if _names_review(text):
                title = _review_name(text)
                sheet = cut(without_names(self.sheet.title), 40)
                shown = cut(without_names(title), 60)
                self.notes.append(f"sheet '{sheet}': review '{shown}', from {where}")
                return title
        title = " ".join(self.path.stem.replace("_", " ").replace("-", " ").split())
        shown = cut(without_names(title), 60)
        self.notes.append(f"no column names a review: read as one action plan, titled '{shown}'")
        return title

    def _row(self, row: Row, given: _Given) -> Row | None:
        raw = self._raw[row.number]
        filled = [cell.strip() for cell in raw.cells if cell.strip()]
        if len(filled) == 1 and self._is_heading(row, filled[0], given):
            return None
        values = dict(row.values)
        self._fill_down(values, row.number, given)
        if not _OF_REVIEW & set(self._columns):
            values["review_title"] = given.review
            when = values.pop("date", "")
            values.setdefault("plan_target_date", when)
        if given.scope and not values.get("scope"):
            values["scope"] = given.scope
        self._rate(values, raw)
        return Row(row.number + self.offset, values)

    def _is_heading(self, row: Row, text: str, given: _Given) -> bool:
        """Take a row of one cell as what it is called above rows: a review, agency or scope."""
        from ingest.documents.bodies import is_known

        if _names_review(text) and not _OF_REVIEW & set(self._columns):
            given.review, given.agency, given.scope = _review_name(text), "", ""
        elif named(_ABOUT_PLAN.sub(" ", text), SCOPE_NAMES):
            given.scope, given.agency = named(_ABOUT_PLAN.sub(" ", text), SCOPE_NAMES), ""
        elif is_known(_ABOUT_PLAN.sub(" ", text).strip(" :–—-")):
            given.agency = _ABOUT_PLAN.sub(" ", text).strip(" :–—-")
        elif row["text"] or (any(row.values.values()) and not self._is_words(text)):
            return False
        else:
            given.agency = ""
            shown = cut(without_names(text), 40)
            self.notes.append(f"row {row.number + self.offset}: '{shown}' was taken as a heading")
        given.text = given.number = ""
        return True

    def _is_words(self, text: str) -> bool:
        """Whether a cell that stands alone is words, as a heading is, and no stray figure."""
        return len(text) > 3 and any(char.isalpha() for char in text)

    def _fill_down(self, values: dict[str, str], number: int, given: _Given) -> None:
        """What stands once and is blank below: the agency, and a recommendation whose further
        actions stand in rows of their own."""
        if values.get("review_title") and values["review_title"] != given.review:
            if _OF_REVIEW & set(self._columns):
                given.agency = given.text = given.number = ""
            given.review = values["review_title"]
        if values.get("addressed_to"):
            given.agency = values["addressed_to"]
        elif _PLANNED & set(self._columns):
            values["addressed_to"] = given.agency or self._sheet_agency()
        if values.get("text"):
            given.text, given.number = values["text"], values.get("number", "")
        elif values.get("plan_action") and given.text:
            values["text"] = given.text
            values["number"] = values.get("number") or given.number

    def _sheet_agency(self) -> str:
        """The agency that a sheet is called after, where no column says who is asked."""
        from ingest.documents.bodies import is_known

        title = self.sheet.title.strip()
        if "addressed_to" in self._columns or "plan_lead" in self._columns:
            return ""
        if _NO_NAME.fullmatch(title) or not is_known(title):
            return ""
        note = f"sheet '{cut(title, 40)}' has no column of agencies: its name is who is asked"
        if note not in self.notes:
            self.notes.append(note)
        return title

    def _rate(self, values: dict[str, str], raw: RawRow) -> None:
        if "plan_status" not in self._columns:
            return
        status = values.get("plan_status", "")
        colour = raw.colours.get(self._columns["plan_status"], "")
        if not status and colour:
            values["plan_status"] = colour
            note = "ratings that are only a colour were read as its name: red, amber, green or blue"
            if note not in self.notes:
                self.notes.append(note)
        elif self._rated and status.casefold() in _RATING:
            values["plan_status"] = _RATING[status.casefold()]


def _names_review(text: str) -> bool:
    """Whether a heading names a review: it holds a kind of review, or a pseudonym."""
    words = f" {plain(text)} "
    kinds = (
        f" {name} " in words
        for names in REVIEW_KIND_NAMES.values()
        for name in names
        if name not in ("other", "apr", "cpr")
    )
    return len(text) <= 200 and (any(kinds) or _PSEUDONYM.search(text) is not None)


def _review_name(text: str) -> str:
    """``Action plan: SAR Adult W (2021)`` → ``SAR Adult W (2021)``."""
    name = " ".join(_ABOUT_PLAN.sub(" ", text).split()).strip(" :–—-")
    return name if _names_review(name) else " ".join(text.split())
