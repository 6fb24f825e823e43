"""The labels of codes and agencies, the key words that the codes are held against, and how far
the registry's own wordings are resolved."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from graph.schema import CODES
from ingest.agencies import Registry, read_hazards
from ingest.known import REFERENCE
from ingest.reference import read_agencies
from tests.quality import labels
from tests.quality.keywords import keyword_codes

SAMPLE = Path(__file__).resolve().parent.parent / "data" / "sample" / "agencies.csv"


@pytest.mark.parametrize("name", ["codes_sample.csv", "codes_pfd.csv"])
def test_an_item_is_coded_once_with_values_of_the_schema(name: str) -> None:
    rows = labels.rows(name)
    keys = [row["key"] for row in rows]
    assert len(keys) == len(set(keys)) == 200
    for row in rows:
        assert {row[code] for code in CODES} <= {"", *(v for c in CODES for v in CODES[c])}
        assert all(row[code] in ("", *CODES[code]) for code in CODES)
        assert (row["action"] == "") == (row["asks"] == "0")
    assert {row["key"] for row in labels.rows(f"second_{name}")} <= set(keys)


@pytest.mark.parametrize(
    ("text", "concern", "expected"),
    [
        ("The ward was cold.", True, {"action": "", "strength": "unclear", "asks": "0"}),
        (
            "The board should consider whether to build an alert into the system.",
            False,
            # What key words cannot see: the hedge that makes it weaker.
            {"action": "soft", "strength": "intermediate", "actor": "typed", "asks": "1"},
        ),
        (
            "Kent Police should train all officers every year.",
            False,
            {"actor": "named", "time": "recurring", "strength": "weaker", "depth": "procedural"},
        ),
    ],
)
def test_key_words_alone(text: str, concern: bool, expected: dict[str, str]) -> None:
    found = keyword_codes(text, concern=concern)
    assert set(found) == {*CODES, "asks"}
    assert {name: found[name] for name in expected} == expected


def test_wordings_of_reports_and_plans_are_resolved_to_the_right_body() -> None:
    agencies = [*read_agencies(REFERENCE / "agencies.csv").agencies]
    agencies += read_agencies(SAMPLE).agencies
    hazards = read_hazards(REFERENCE / "agency_alias_hazards.csv")
    registry = Registry(sorted(agencies, key=lambda one: one.id), hazards)
    with (labels.FOLDER / "agencies.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["source"] != "sample"]
    resolved, right = 0, 0
    for row in rows:
        said = {found.agency_id for found in registry.resolve(row["raw"]) if found.agency_id}
        resolved += bool(said)
        right += bool(said) and said == {one for one in row["agencies"].split(";") if one}
    assert resolved >= 0.75 * len(rows)
    assert right >= 0.95 * resolved
