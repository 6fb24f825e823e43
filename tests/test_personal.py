"""What looks personal in a text, what does not, and roles instead. Nobody here exists."""

from __future__ import annotations

import csv

import pytest

from ingest.documents.identifying_numbers import is_nhs_number
from ingest.documents.personal import personal, with_roles
from ingest.redact import find_names, name_parts
from tests.conftest import missing
from tests.ingesting import ROOT
from tests.personal.measure import KINDS, score, sentences

REPORTS = ROOT.parent / "shared" / "data" / "pfd_reports.csv"


def _flags(text: str) -> list[tuple[str, str, str]]:
    return [(flag.words, flag.what, flag.role) for flag in personal(text)]


@pytest.mark.parametrize("held", [False, True], ids=["open half", "half held back"])
def test_marked_sentences(held: bool) -> None:
    part = [each for each in sentences() if each.held is held]
    assert len(part) >= 75
    assert sum(not each.marked for each in part) >= 0.45 * len(part)
    found = score(part)
    assert found.precision >= 0.95, found.wrong
    assert found.recall >= 0.95, found.wrong
    assert {what for each in part for _, _, what in each.marked} == set(KINDS.values())


def test_names_in_coroners_reports_are_found() -> None:
    """The names that a report's address carries, as ``ingest/redact.py`` finds them."""
    if not REPORTS.exists():
        missing("the coroners' reports in ../shared/data")
    with REPORTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[3::20]
    named = covered = 0
    for row in rows:
        text = row["concerns"]
        places = {at for flag in personal(text) for at in range(flag.start, flag.end)}
        spans = find_names(text, name_parts(row["url"]))
        named += len(spans)
        covered += sum(all(at in places for at in range(*span)) for span in spans)
    assert named >= 30
    assert covered >= 0.95 * named


def test_names_have_the_role_that_the_text_gives_them() -> None:
    text = (
        "The social worker, Jane Harrowgate, visited. Ms Harrowgate saw PC Thistlewood, and "
        "Jane Harrowgate wrote it down. PC Marchbanks knew Anna Marchbanks."
    )
    assert _flags(text) == [
        ("Jane Harrowgate", "person's name", "[name]"),
        ("Ms Harrowgate", "person's name", "[the social worker]"),
        ("PC Thistlewood", "person's name", "[the police officer]"),
        ("Jane Harrowgate", "person's name", "[the social worker]"),
        ("PC Marchbanks", "person's name", "[the police officer]"),
        ("Anna Marchbanks", "person's name", "[name]"),
    ]


def test_other_kinds_have_theirs() -> None:
    text = "Born 3 May 1980, NHS number 943 476 5919, of 6 Coppice Close; 07700 900123; a@b.org."
    assert [role for _, _, role in _flags(text)] == [
        "[date of birth]",
        "[NHS number]",
        "[address]",
        "[telephone number]",
        "[email address]",
    ]


def test_replaced_text_holds_nothing_personal_any_more() -> None:
    for sentence in sentences():
        flags = personal(sentence.text)
        replaced = with_roles(sentence.text, flags)
        assert bool(flags) == (replaced != sentence.text)
        assert personal(replaced) == []
    assert with_roles("Nothing here.", []) == "Nothing here."


def test_flags_of_another_text_are_refused() -> None:
    flags = personal("He met Jane Harrowgate.")
    with pytest.raises(ValueError, match="not of this text"):
        with_roles("He met nobody at all.", flags)
    with pytest.raises(ValueError, match="not of this text"):
        with_roles("He met Jane Harrowgate.", [*flags, *flags])


@pytest.mark.parametrize(
    ("text", "valid"),
    [("943 476 5919", True), ("9434765918", False), ("0000000000", False), ("943 476 591", False)],
)
def test_nhs_numbers_by_their_check_digit(text: str, valid: bool) -> None:
    assert is_nhs_number(text) is valid


@pytest.mark.parametrize("text", ["", " ", "A", "Mr", "'s", "Dr.", "Ms  ", "X" * 5000, "A. " * 500])
def test_odd_texts_are_no_trouble(text: str) -> None:
    assert personal(text) == []


def test_an_agency_is_left_alone_wherever_it_stands() -> None:
    text = "Barnardo's, Marie Collins Foundation and Great Western Hospitals NHS Trust attended."
    assert _flags(text) == []
