"""Concerns of coroners' reports, parted. Sentences here are invented in the reports' manner.

How well it does on real reports (23 November 2026; ../shared/data/pfd_reports.csv; read by eye by
one reader, the rules' author): of 60 reports drawn at random 55 were parted as a person would
part them; after mending what those showed, 38 of another 40 drawn at random. What was wrong:
accounts in running paragraphs, cut into more pieces than there are concerns.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from ingest.concerns import split_concerns
from tests.conftest import missing

REAL = Path(__file__).resolve().parents[2] / "shared" / "data" / "pfd_reports.csv"

A = "The crossing has no lights at night."
B = "There is no record that the fence was checked."
C = "Staff did not know whom to call."


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (f"1. {A}\n2. {B}\n3. {C}", ["1", "2", "3"]),
        (f"(1) {A}\n\n(2) {B}\n\n(3) {C}", ["1", "2", "3"]),
        (f"1) {A}\n2) {B}\n3) {C}", ["1", "2", "3"]),
        (f"1 {A}\n2 {B}\n3 {C}", ["1", "2", "3"]),
        (f"a. {A}\nb. {B}\nc. {C}", ["a", "b", "c"]),
        (f"(a) {A}\n(b) {B}\n(c) {C}", ["a", "b", "c"]),
        (f"i. {A}\nii. {B}\niii. {C}", ["i", "ii", "iii"]),
        (f"(I) {A}\n(II) {B}\n(III) {C}", ["I", "II", "III"]),
        (f"5.1 {A}\n5.2 {B}\n5.3 {C}", ["5.1", "5.2", "5.3"]),
        (f"• {A}\n• {B}\n• {C}", ["", "", ""]),
        (f"- {A}\n- {B}\n– {C}", ["", "", ""]),
        (f"{A}\n\n{B}\n\n{C}", ["", "", ""]),
        (f"Concern 1\n\n{A}\n\nConcern 2\n\n{B}\n\nConcern 3\n\n{C}", ["1", "2", "3"]),
        (f"1.\n{A}\n2.\n{B}\n3.\n{C}", ["1", "2", "3"]),
        (f"1.{A}\r\n2.{B}\r\n3.{C}", ["1", "2", "3"]),
        (f"(1) {A} (2) {B} (3) {C}", ["1", "2", "3"]),
        (f"1. {A} 2. {B} 3. {C}", ["1", "2", "3"]),
        (f"1) {A[:-1]} 2) {B}\n3) {C}", ["1", "2", "3"]),
        (f"(1) {A}\n(2) {B}\n3. {C}", ["1", "2", "3"]),
    ],
)
def test_styles_of_numbering(text: str, numbers: list[str]) -> None:
    concerns = split_concerns(text)
    assert [concern.number for concern in concerns] == numbers
    assert [concern.text.rstrip(".") for concern in concerns] == [A[:-1], B[:-1], C[:-1]]


@pytest.mark.parametrize(
    "text",
    [
        f"{A} {B} {C}",
        f"{A} The speed limit there is 30. In 2019 it was 40. Section 2. Nothing else is said.",
        "My concern is that the bend is blind. 30 cars pass in an hour.",
        "Whether the trust (1) had a policy and (2) kept to it was not clear to me.",
    ],
)
def test_one_block_stays_one_concern(text: str) -> None:
    (concern,) = split_concerns(text)
    assert (concern.number, concern.text) == ("", text)


def test_a_list_inside_an_item_stays_with_it() -> None:
    text = (
        f"(1) There was no plan for:\na. nights;\nb. weekends.\nThat was known.\n(2) {B}\n"
        "1. First case\n2. Second case\n(3) The ward lacked\n• rails\n• lights"
    )
    concerns = split_concerns(text)
    assert [concern.number for concern in concerns] == ["1", "2", "3"]
    assert concerns[0].text.split("\n")[1:] == ["a. nights;", "b. weekends.", "That was known."]
    assert "2. Second case" in concerns[1].text
    assert "• lights" in concerns[2].text


def test_roman_numbers_and_letters_are_told_apart() -> None:
    letters = "\n".join(f"({letter}) Point {letter} was missed." for letter in "abcdefghij")
    assert [c.number for c in split_concerns(letters)] == list("abcdefghij")
    nested = "1. It was heard that:\ni. one\nii. two\n2. I am concerned that:\ni. three\nii. four"
    assert [c.number for c in split_concerns(nested)] == ["1", "2"]


def test_a_lead_in_goes_with_the_first_item() -> None:
    concerns = split_concerns(f"The trust should look at these:\n(a) {A}\n(b) {B}")
    assert concerns[0].text == f"The trust should look at these: {A}"
    assert len(concerns) == 2


def test_headings_are_kept_with_what_stands_below() -> None:
    text = f"Northshire Council\n1. {A}\n2. {B}\nNorthshire Police\n1. {C}\nTraining\n2. {A}"
    concerns = split_concerns(text)
    assert [c.number for c in concerns] == ["1", "2", "1", "2"]
    headings = [c.heading for c in concerns]
    assert headings == ["Northshire Council", "", "Northshire Police", "Training"]
    assert concerns[2].text == f"Northshire Police\n{C}"
    assert concerns[1].text == B


def test_an_announcement_of_the_concerns_ends_what_stood_before() -> None:
    law = "The order says:\n(1) No lamp shall be red.\n(2) No lamp shall be blue."
    concerns = split_concerns(f"{law}\nMy concerns are twofold:\n1) {A}\n2) {B}")
    assert [c.text for c in concerns if c.number == "2"] == [B]
    assert len(concerns) == 2


@pytest.mark.parametrize(
    "fixed",
    [
        "The MATTERS OF CONCERN are as follows:",
        "The matters of concern are as follows. –",
        "CORONER’S CONCERNS",
        "5 CORONER'S CONCERNS",
        "[BRIEF SUMMARY OF MATTERS OF CONCERN]",
        "During the course of the inquest the evidence revealed matters giving rise to concern.",
        "In my opinion there is a risk that future deaths will occur unless action is taken.",
        "In the circumstances it is my statutory duty to report to you.",
        "ACTION SHOULD BE TAKEN",
        "In my opinion action should be taken to prevent future deaths and I believe you and your "
        "organisation have the power to take such action.",
    ],
)
def test_fixed_wording_of_the_form_is_left_out(fixed: str) -> None:
    concerns = split_concerns(f"{fixed}\n\n(1) {A}\n(2) {B}\n\n{fixed}")
    assert [c.text for c in concerns] == [A, B]
    assert split_concerns(fixed) == []


def test_a_sentence_that_goes_on_is_not_fixed_wording() -> None:
    text = "The matters of concern are as follows and relate to the bend in Example Lane."
    assert [c.text for c in split_concerns(text)] == [text]


def test_paragraphs_that_lean_on_the_one_before_stay_with_it() -> None:
    text = f"{A}\n\nThis was known since May.\n\n{B}\n\nHowever, nothing was done.\n\nThe bus came."
    assert [c.text.split("\n")[0] for c in split_concerns(text)] == [A, B]


def test_wrapped_lines_are_joined() -> None:
    (concern,) = split_concerns("1. The alarm was not\nheard because it was\nturned off.")
    assert concern.text == "The alarm was not heard because it was turned off."


@pytest.mark.parametrize(
    "text", ["", " \n\t\n", "\x00", "1.", "(1)\n(2)\n(3)", "•", "....", "\u00ad\u200b"]
)
def test_nothing_to_read_gives_no_words(text: str) -> None:
    assert not any(char.isalpha() for c in split_concerns(text) for char in c.text)


@pytest.mark.parametrize(
    "text",
    [
        "(1) " * 3000,
        "1. a " * 2000,
        "\n".join(f"{n}. item" for n in range(3000)),
        "(((((" * 2000 + "a",
        "Concern " * 4000,
        "i. " * 2000 + "ii. " * 500,
    ],
)
def test_odd_texts_are_read_to_the_end(text: str) -> None:
    kept = "".join(c.number + c.text for c in split_concerns(text))
    assert kept.count("a") == text.count("a") or "Concern" in text


def test_no_sentence_of_the_real_reports_is_lost_or_doubled() -> None:
    if not REAL.exists():
        missing(f"{REAL.name} is not beside the repository: no real report to part")
    with REAL.open(encoding="utf-8-sig", newline="") as file:
        texts = [row["concerns"] for row in csv.DictReader(file)]
    differing = 0
    for text in texts:
        before = _words(text)
        after = _words("\n".join(f"{c.number} {c.text}" for c in split_concerns(text)))
        assert not after - before
        # Only the form's fixed wording, and the word before a number, may be gone.
        lost = before - after
        assert set(lost) <= _FIXED_WORDS, sorted(lost)
        differing += bool(lost)
    assert differing < 0.02 * len(texts)


_FIXED_WORDS = set(
    re.findall(
        "[a-z]+",
        "a action are as at be believe brief by circumstances concern concerns could course deaths "
        "during duty evidence follows future gave giving have i in inquest investigation is it "
        "matter matters may might must my of occur opinion or organisation power prevent report "
        "revealed rise risk should statutory such summary taken take that the there this to "
        "unless will you your issue point",
    )
)


def _words(text: str) -> Counter[str]:
    words = re.findall(r"[A-Za-z]{2,}", text.lower())
    return Counter(word for word in words if not re.fullmatch(r"[ivx]+", word))
