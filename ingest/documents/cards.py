"""Plans with a small table for each recommendation, whose first column names the fields."""

from __future__ import annotations

from ingest.documents.candidates import Candidate
from ingest.documents.columns import by_headers, header_name
from ingest.documents.parts import Situated
from ingest.documents.plan_fields import candidate_of, put
from ingest.documents.words import label_of, number_of


def cards(here: Situated, texts: list[list[str]]) -> list[Candidate] | None:
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
            found.append(candidate_of(here, said, number, row[-1].page))
            number = ""
        elif found:
            put(found[-1], name, said)
        elif name == "action":
            found.append(candidate_of(here, said, number, row[-1].page, kind="action"))
    return found


def _field(name: str) -> str:
    label = label_of(name)
    return label.kind if label and label.kind == "recommendation" else header_name(name)
