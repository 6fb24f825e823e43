"""Names of those who died, taken out. All names and sentences here are invented.

On the 731 real reports (23 November 2026): 1,009 mentions in 304 reports were replaced. Of three
random draws of 60 to 70 replaced contexts, read by eye, none was something other than a name, and
no capitalised part of a name in an address was left in a text. Nicknames that no list holds,
misspelt names and initials ("EB") are not found.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from ingest.redact import find_names, name_parts, redact
from tests.conftest import missing

REAL = Path(__file__).resolve().parents[2] / "shared" / "data" / "pfd_reports.csv"
SITE = "https://www.judiciary.uk/prevention-of-future-death-reports/"


@pytest.mark.parametrize(
    ("slug", "surnames", "others"),
    [
        ("testa-samplename", {"samplename"}, {"testa"}),
        ("testa-samplename-prevention-of-future-deaths-report", {"samplename"}, {"testa"}),
        ("testa-samplename-prevention-of-future-deaths-report-2/", {"samplename"}, {"testa"}),
        ("samplename-2031-0227", {"samplename"}, set()),
        ("dr-testa-samplename-2", {"samplename"}, {"testa"}),
        ("testa-samplename-and-probe-mocking", {"samplename", "mocking"}, {"testa", "probe"}),
        ("99998-2", set(), set()),
        ("the-three-men", set(), set()),
        ("", set(), set()),
    ],
)
def test_parts_of_an_address(slug: str, surnames: set[str], others: set[str]) -> None:
    parts = name_parts(SITE + slug)
    assert (set(parts.surnames), set(parts.others)) == (surnames, others)


def test_other_forms_of_a_first_name_are_looked_for() -> None:
    assert redact("Tommy was seen.", name_parts(SITE + "thomas-samplename")) == "[name] was seen."
    assert redact("Thomas was seen.", name_parts(SITE + "tom-samplename")) == "[name] was seen."
    assert redact("As Jo left.", name_parts(SITE + "johanna-samplename")) == "As [name] left."


@pytest.mark.parametrize(
    ("slug", "text", "wanted"),
    [
        ("testa-samplename", "Mr Samplename fell.", "[name] fell."),
        ("testa-samplename", "Mr. T. Samplename fell.", "[name] fell."),
        ("testa-samplename", "Then Testa Samplename’s bed broke.", "Then [name]’s bed broke."),
        ("testa-samplename", "Testa fell; SAMPLENAME lay there.", "[name] fell; [name] lay there."),
        ("testa-samplename", "Testa Mid Other Samplename fell.", "[name] fell."),
        ("testa-samplename", "His mother, Mary Samplename, rang.", "His mother, [name], rang."),
        ("testa-samplename", "The Samplenames were told.", "The [name] were told."),
        ("testa-samplename", "Sgt Samplename drove.", "[name] drove."),
        ("testa-oprobe", "Ms O’Probe and Mr O'Probe.", "[name] and [name]."),
        ("testa-double-barrel", "Ms Double-Barrel left.", "[name] left."),
        ("zoe-bronte", "Zoë Brontë left.", "[name] left."),
        ("testa-samplename", "Samplename Road is narrow.", "Samplename Road is narrow."),
        ("testa-samplename", "Samplename & Co own it.", "Samplename & Co own it."),
        ("testa-samplename", "At Samplename Hospital.", "At Samplename Hospital."),
        ("testa-samplename", "a samplename of text", "a samplename of text"),
        ("testa-white", "White City station is near.", "White City station is near."),
        ("testa-white", "White lines mark the road.", "White lines mark the road."),
        ("testa-white", "White was told to wait.", "[name] was told to wait."),
        ("testa-white", "The nurse told White to wait.", "The nurse told [name] to wait."),
        ("testa-white", "the White family was there", "the [name] family was there"),
        ("testa-may", "It was cold in May 2031.", "It was cold in May 2031."),
        ("testa-may", "On 3 May she left.", "On 3 May she left."),
        ("testa-may", "May I ask you to act?", "May I ask you to act?"),
        ("testa-may", "Mrs May left on 4 May.", "[name] left on 4 May."),
        ("testa-young", "Young people were at risk.", "Young people were at risk."),
        ("testa-young", "The ward sent Young home.", "The ward sent [name] home."),
        ("testa-west", "The West Midlands and the West.", "The West Midlands and the West."),
        ("testa-hill", "Hill Road and Box Hill.", "Hill Road and Box Hill."),
        ("testa-hill", "Staff asked Hill twice.", "Staff asked [name] twice."),
        ("grace-mocking", "A grace period. Grace had left.", "A grace period. [name] had left."),
        ("rose-mocking", "It rose. Rose’s bed was empty.", "It rose. [name]’s bed was empty."),
        ("will-mocking", "Will the trust act? It will.", "Will the trust act? It will."),
        ("testa-preston", "He moved to Preston in May.", "He moved to Preston in May."),
        ("testa-preston", "The Royal Preston Hospital.", "The Royal Preston Hospital."),
        ("testa-preston", "Mr Preston moved.", "[name] moved."),
        ("testa-ward", "The Ward was locked; Ward 5 too.", "The Ward was locked; Ward 5 too."),
        ("99998-2", "Nothing is known.", "Nothing is known."),
    ],
)  # fmt: skip
def test_mentions_are_replaced_and_words_are_left(slug: str, text: str, wanted: str) -> None:
    assert redact(text, name_parts(SITE + slug)) == wanted


def test_spans_lie_apart_and_in_order() -> None:
    text = "Testa, Mr Samplename and Mary Samplename met Testa."
    spans = find_names(text, name_parts(SITE + "testa-samplename"))
    assert [text[start:end] for start, end in spans] == [
        "Testa",
        "Mr Samplename",
        "Mary Samplename",
        "Testa",
    ]


@pytest.mark.parametrize("url", ["", "not an address", "https://", "https://x/%00%ff", "/" * 500])
def test_odd_addresses_hold_no_name_that_matters(url: str) -> None:
    text = "Nothing in this sentence is a name."
    assert redact(text, name_parts(url)) == text


def test_no_full_name_stays_in_the_real_reports() -> None:
    if not REAL.exists():
        missing(f"{REAL.name} is not beside the repository: no real report to redact")
    with REAL.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    replaced = 0
    for row in rows:
        parts = name_parts(row["url"])
        text = redact(row["concerns"], parts)
        replaced += text.count("[name]")
        for surname in parts.surnames:
            titled = rf"\b(?:Mr|Mrs|Ms|Miss|Master)\.?\s+{re.escape(surname)}\b"
            assert not re.search(titled, text, re.IGNORECASE)
    assert replaced > 900
