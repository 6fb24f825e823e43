"""What the shape of a body's name tells, as data: ``data/reference/agency_shapes.csv``.

One row a type of body; the first row that fits a name decides, so narrow shapes stand above
wide ones ("X Ambulance Service NHS Trust" above "X NHS Trust").
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache

from graph.settings import DATA
from ingest.records import AgencyRecord

SHAPES = DATA / "reference" / "agency_shapes.csv"


@dataclass(frozen=True)
class Rule:
    """``shape`` takes the whole of a normalised name; its one filled group tells one body of the
    type from another. ``title`` shapes the name to show from that group; without it, the name is
    shown as it was written. ``predecessor`` marks kinds of body that were replaced.
    """

    name: str
    shape: re.Pattern[str]
    id_prefix: str
    is_a: str
    sector: str
    level: str
    title: str
    predecessor: bool


@dataclass(frozen=True)
class Typed:
    """A body known by rule: its record, the rule, whether its kind has been replaced, the words
    that tell it from others of its type, and the body that it is part of."""

    record: AgencyRecord
    rule: str
    predecessor: bool = False
    core: str = ""
    whole: AgencyRecord | None = None


@cache
def rules() -> tuple[Rule, ...]:
    """The rules in their order."""
    with SHAPES.open(encoding="utf-8", newline="") as file:
        return tuple(
            Rule(
                row["rule"],
                re.compile(row["shape"]),
                row["id_prefix"],
                row["is_a"],
                row["sector"],
                row["level"],
                row["title"],
                row["predecessor"] == "yes",
            )
            for row in csv.DictReader(file)
        )
