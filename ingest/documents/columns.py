"""What the columns of an action plan or tracker hold, by their headers or by their cells.

The synonyms are those of documents; those of kept tables stand in ``ingest.review_columns``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ingest.dates import DateRefusedError, read_date
from ingest.documents.words import is_name_of_body
from ingest.review_columns import ROW_COLUMNS
from ingest.tables import plain

Row = Sequence[str]

# The first pattern that matches a header decides; each column name is given out once.
_HEADERS: tuple[tuple[str, str], ...] = (
    ("number", r"(?:unique |our |board )?(?:rec\w*|action|item|plan)? ?(?:no|nr|num|number|numbers|"
     r"ref|reference|id)|#|item|rec|r|s n|serial"),
    ("scope", r"scope.*|level.*|local regional.*|reach|type|category|priority|theme.*|rec\w* type"),
    ("status", r".*\brag\b.*|.*\bstatus|bragg?|progress rating|complete|completed y n|open closed"),
    ("target", r"(?:target|due|planned|proposed|expected)(?: completion)?(?: date| dates)?|"
     r"deadline|"
     r"by(?: when)?|when|timescales?|time frame|timeframe|target (?:date|timescale).*|date due|"
     r"date for completion|completion (?:due|by)|completion target.*|due by|"
     r"date to be completed|when by|"
     r"timescale.*|target for completion|review date|date"),
    ("completion", r"(?:date (?:of )?)?complet\w*(?: date)?(?: and outcome)?|date completed|"
     r"completion date.*|date of completion.*|actual .*date|date closed|date achieved"),
    ("milestones", r"(?:key )?milestones.*|key dates|steps to .*|milestones? achieved.*"),
    ("lead", r"lead|lead (?:officer|person|professional|name|role|manager|director|contact)s?.*|"
     r"(?:action )?owners?.*|by whom|who|who by|whom|responsible (?:officer|person|lead|manager).*|"
     r"responsib\w+|person responsible|accountab\w+.*|officer.*|named lead|assigned to|"
     r"who will do (?:it|this).*|who is responsible.*|senior responsible.*|lead responsib\w*"),
    ("agency", r"lead agenc(?:y|ies).*|(?:responsible |lead )?(?:agenc(?:y|ies)|organi[sz]ations?|"
     r"partners?|body|bodies|services?)(?: responsible| lead| addressed| concerned)?|addressed to|"
     r"addressees?|for action by|for|directed to|recipients?|partner agency|to whom|action by|"
     r"agency (?:lead|and lead|responsible).*|owning agency|owner agency|asked of"),
    ("finding", r"(?!.*recommend)(?:key |the )?(?:learning|findings?|issues?|lessons?|"
     r"what (?:we|the "
     r"review) (?:learn\w*|found|saw)).*"),
    ("recommendation", r".*\brecommend(?:s|ed|ations?)?\b.*|considerations?.*|challenge.*|"
     r"questions?|concerns?|what (?:needs|should|must).*change.*|proposals?|wording|"
     r"areas? for (?:improvement|development)"),
    ("action", r"(?:\w+ )?actions? and .*\boutcomes?\b.*"),
    ("outcome", r".*\boutcomes?\b.*|.*\bimpact\b.*|success.*|evidence.*|measures?.*|"
     r"how will we know.*|what (?:will|difference).*|difference.*|expected (?:result|benefit).*|"
     r"monitoring.*|assurance.*|how (?:measured|monitored).*"),
    ("action", r".*\bactions?\b.*|tasks?|how|how will.*|what will (?:we|be|you|they).*|activity|"
     r"response|steps?|what|agency response|implementation|work to be done|"
     r"what we (?:will|have|are).*|what (?:has been|is being|was) done.*"),
    ("progress", r"progress.*|updates?.*|current position|position.*|comments?.*|notes?|latest.*"),
)  # fmt: skip
_STEP = re.compile(r"\s*steps?\s*(?:no\.?)?\s*", re.IGNORECASE)
_EACH = tuple((name, re.compile(pattern)) for name, pattern in _HEADERS)
_RAG = re.compile(
    r"(?:red|amber|green|blue|r|a|g|b|complete[d]?|not started|in progress|on track|overdue|open|"
    r"closed|ongoing|outstanding|delayed|at risk|done|achieved|yes|no|partially complete[d]?|"
    r"started|on hold|superseded)(?:\b.{0,25})?",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:by |end |end of |before )*(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|(?:\d{1,2}(?:st|nd|rd|th)? )?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* ?'?\d{0,4}|(?:spring|summer|autumn|"
    r"winter|q[1-4]|quarter \d) ?\d{0,4}|immediate(?:ly)?|ongoing|\d+ (?:weeks|months|days).*|"
    r"within .{3,30}|asap|tbc|complete[d]?)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:rec\w*|action|r|a|no)?[ .]?\(?[a-z]{0,3}\d{1,3}(?:\.\d{1,3})*[a-z]?[.):]?", re.I
)


@lru_cache(maxsize=2048)
def header_name(header: str) -> str:
    """Which column a header names; "" for one that is not known or is no header."""
    if header.strip() in {"#", "№"}:
        return "number"
    words = plain(header)
    if "recommendation" in words.replace(" ", "") and "recommendation" not in words:
        words = words.replace(" ", "")  # a narrow column breaks the word
    if not words or len(words) > 70 or len(words.split()) > 10:
        return ""
    for name, pattern in _EACH:
        if pattern.fullmatch(words):
            return name
    for ours, name in (("plan_lead", "lead"), ("plan_target_date", "target"),
                       ("plan_outcome", "outcome"), ("plan_status", "status")):  # fmt: skip
        if words in ROW_COLUMNS[ours]:
            return name
    return ""


def by_headers(row: Row) -> dict[str, int]:
    """The columns of a header row; empty when the row is none."""
    filled = [cell for cell in row if cell.strip()]
    if len(filled) < 2 or any(len(cell) > 90 for cell in filled):
        return {}
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        name = header_name(cell)
        if name == "agency" and re.search(r"\blead\b", cell, re.I) and "agency" in found:
            name = "lead"
        if name == "action" and _STEP.fullmatch(row[found.get("action", place)]):
            found["number"] = found.setdefault("action", place)
            found["action"] = place
        if name and name not in found:
            found[name] = place
    if "recommendation" not in found and "finding" in found:
        place = found["finding"]
        if plain(row[place]) in ROW_COLUMNS["text"]:
            found["recommendation"] = place
    asked = "recommendation" in found or "action" in found
    sure = "recommendation" in found and len(found) > 2
    enough = len(found) >= 2 and sum(bool(header_name(c)) for c in filled) * 2 >= len(filled)
    enough = enough or sure
    return found if asked and enough else {}


def by_cells(rows: Sequence[Row]) -> dict[str, int]:
    """The columns of a table without a header, guessed from what its cells look like."""
    width = max((len(row) for row in rows), default=0)
    found: dict[str, int] = {}
    lengths: dict[int, float] = {}
    for place in range(width):
        cells = [row[place].strip() for row in rows if place < len(row) and row[place].strip()]
        if not cells:
            continue
        kind = _kind_of(cells)
        lengths[place] = sum(map(len, cells)) / len(cells)
        if kind and kind not in found:
            found[kind] = place
            del lengths[place]
    long = [place for place in sorted(lengths) if lengths[place] > 25]
    long += [place for place in sorted(lengths) if long and long[0] < place and place not in long]
    for name, place in zip(("recommendation", "action", "outcome"), long, strict=False):
        found[name] = place
    return found if "recommendation" in found else {}


def _kind_of(cells: list[str]) -> str:
    share = len(cells) * 0.6
    if sum(bool(_NUMBER.fullmatch(cell)) for cell in cells) >= share:
        return "number"
    if sum(bool(_RAG.fullmatch(cell)) for cell in cells) >= share:
        return "status"
    if sum(bool(_DATE.fullmatch(cell)) or _is_date(cell) for cell in cells) >= share:
        return "target"
    if sum(len(cell) < 80 and is_name_of_body(cell.split("\n")[0]) for cell in cells) >= share:
        return "agency"
    return ""


def _is_date(cell: str) -> bool:
    if len(cell) > 30 or not any(char.isdigit() for char in cell):
        return False
    try:
        read_date(cell)
    except DateRefusedError:
        return False
    return True
