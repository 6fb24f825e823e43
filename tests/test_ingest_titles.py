"""Short labels, and titles of reviews that are kept clean of people's names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.records import Reading
from ingest.reviews import read_reviews
from ingest.titles import short_title


def _read(tmp_path: Path, text: str) -> Reading:
    path = tmp_path / "reviews.csv"
    path.write_text(text, encoding="utf-8")
    return read_reviews(path)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("It is recommended that the Board reviews its policy.", "The Board reviews its policy"),
        ("Northshire Council should review its policy on keys.", "Review its policy on keys"),
        (
            "Recommendation 3: The Trust must not close the ward.",
            "The Trust must not close the ward",
        ),
        ("Staff should be trained.", "Staff should be trained"),
        ("Train staff. Then ask them what helped.", "Train staff. Then ask them what helped"),
        ("Keep a log of every alert. It should be read.", "Keep a log of every alert"),
        ("", ""),
    ],
)
def test_short_titles(text: str, title: str) -> None:
    assert short_title(text) == title


def test_a_long_title_is_cut_at_a_word() -> None:
    title = short_title("Review " + "the policy and " * 20)
    assert len(title) <= 80
    assert re.fullmatch(r"Review( the policy( and)?)+…", title)
    assert not title.endswith(("the…", "and…"))
    assert len(short_title("x" * 500)) == 80


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Domestic homicide review into the death of Ann Example", "… into the death of [name]"),
        ("Deaths of Ann and Peter O'Example, 2019", "Deaths of [name], 2019"),
        ("SAR: Mr P Example-McExample (2020)", "SAR: [name] (2020)"),
        ("DHR overview report – Sarah Jane Example", "DHR overview report – [name]"),
        ("Serious case review: the death of Child A", "… the death of Child A"),
        ("Homicide of Adult B, Northshire", "Homicide of Adult B, Northshire"),
        ("Care of Northshire Council: Victoria Road", "Care of Northshire Council: Victoria Road"),
    ],
)
def test_titles_are_kept_clean_of_names(tmp_path: Path, title: str, shown: str) -> None:
    found = _read(tmp_path, f'title,text\n"{title}",Share alerts.\n')
    assert found.reviews[0].title.endswith(shown.removeprefix("… "))


def test_names_in_the_address_of_a_coroners_report_are_taken_out(tmp_path: Path) -> None:
    url = "https://www.example.org/ann-exampleton-prevention-of-future-deaths-report-2/"
    found = _read(
        tmp_path,
        "title,kind,url,text,themes_raised,action\n"
        f"Ann Exampleton: PFD,PFD,{url},Nobody told Mrs Exampleton.,risk: Ann was alone,Ask Ann\n",
    )
    kept = " ".join(
        (
            found.reviews[0].title,
            found.reviews[0].raised[0][1],
            found.recommendations[0].text,
            found.recommendations[0].title,
            found.recommendations[0].plan_action,
        )
    )
    assert "Exampleton" not in kept
    assert "Ann" not in kept
    assert found.reviews[0].url == url
