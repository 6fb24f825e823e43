"""One row's words and cells as a candidate: its number taken off, its plan's fields put in."""

from __future__ import annotations

import re

from ingest.documents.asking import asks_firmly
from ingest.documents.candidates import Candidate
from ingest.documents.model import Form
from ingest.documents.parts import Situated
from ingest.documents.words import label_of, number_of, tidy

MARK = re.compile(
    r"(?P<mark>\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})[.)]|\(\w{1,3}\)|[•●▪–])\s+(?=\S)"
)


_ALWAYS_UP: dict[str, str] = {
    "action": "plan_action", "lead": "plan_lead", "target": "plan_target_date",
    "status": "plan_status", "outcome": "plan_outcome",
}  # fmt: skip


# Where two columns could give one field, the first here does.
FIELDS = (
    "action", "lead", "agency", "target", "status", "progress", "outcome", "completion",
    "milestones", "scope",
)  # fmt: skip


def put(made: Candidate, name: str, said: str) -> None:
    """One field of a plan, of the column of that name."""
    said = " ".join(said.split())
    if not said:
        return
    if name == "lead":
        made.lead_person = said
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


# What a cell says that asks for nothing.
NONE = re.compile(
    r"(?:no (?:further )?recommendations?|none|n/?a|nil|not applicable)\b.{0,20}$", re.IGNORECASE
)
_NEXT_CODE = re.compile(r"(?<=[.;:])\s+(?=(?:R|Rec |Recommendation )\d{1,3}[ .:])")


_GOES_ON = re.compile(r"(?:this|these|it|they|such|in addition|also|further)\b", re.IGNORECASE)


def _is_whole(line: str) -> bool:
    """Whether a paragraph of a cell asks by itself and does not go on with the one above."""
    return line[-1:] == "." and not _GOES_ON.match(line) and asks_firmly(line)


def several(cell: str) -> list[str]:
    """The recommendations of a cell that holds several, each with its own number; else []."""
    lines = [line.strip() for line in cell.split("\n") if line.strip()]
    if len(lines) < 2:
        lines = _NEXT_CODE.split(cell)
    opened = [bool(label_of(line) or MARK.match(line)) for line in lines]
    if not any(opened) and len(lines) > 1 and all(_is_whole(line) for line in lines):
        return lines
    if sum(opened) < 2 or not opened[0]:
        return []
    found: list[str] = []
    for line, opens in zip(lines, opened, strict=True):
        if opens:
            found.append(line)
        else:
            found[-1] = f"{found[-1]} {line}"
    return found


def candidate_of(
    here: Situated, text: str, number: str, page: int | None, *, kind: str = "recommendation"
) -> Candidate:
    """What a table says at one place; a number or label typed before the words is its number."""
    made = Candidate(
        text=tidy(text), number=number, page=page, headings=here.headings, titled=here.titled,
        form=_form(here), kind=kind, group=" / ".join(here.headings),
    )  # fmt: skip
    label = label_of(made.text)
    if label and label.rest:
        made.text, made.number, made.labelled = label.rest, label.number or number, True
    else:
        found = MARK.match(made.text)
        if found and not number and not found["mark"].startswith(("•", "●", "▪", "–")):
            made.text, made.number = made.text[found.end() :], number_of(found["mark"])
    return made


def _form(here: Situated) -> Form:
    return "summary" if here.in_summary and here.part != "plan" else "plan"
