"""What a file that leaves says of itself: question, corpus, filters, date, version, invented."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.catalogue import question as asked
from graph.codes import REVIEW_KINDS
from graph.settings import version
from graph.store import Row, Store


@dataclass(frozen=True)
class Corpus:
    """What was loaded when the file was made. ``kinds`` counts reviews by kind in words;
    ``recommendations`` counts actions too, and coroners' ``concerns`` apart."""

    reviews: int
    invented: int
    recommendations: int
    concerns: int
    first_year: int | None = None
    last_year: int | None = None
    kinds: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_mixed(self) -> bool:
        """Whether some reviews are invented and others are real."""
        return 0 < self.invented < self.reviews

    @property
    def words(self) -> str:
        """'35 reviews, 429 recommendations and 0 coroners' concerns, 2009 to 2025 (…)'."""
        said = (
            f"{_number(self.reviews, 'review')}, "
            f"{_number(self.recommendations, 'recommendation')} and "
            + _number(self.concerns, "concern", "of coroners")
        )
        if self.first_year:
            said += f", {self.first_year} to {self.last_year}"
        kinds = "; ".join(f"{kind}: {n:,}" for kind, n in self.kinds.items())
        return f"{said} ({kinds})" if kinds else said

    @property
    def invented_words(self) -> str:
        """Whether what the corpus holds is real: a sentence that each file carries."""
        if not self.reviews:
            return "No review is loaded."
        if not self.invented:
            return "None of the reviews is marked as invented."
        rest = "No person, place or event in them is real."
        if self.invented == self.reviews:
            return f"INVENTED SAMPLE DATA: all {self.reviews:,} reviews are invented. {rest}"
        return (
            f"PARTLY INVENTED: {self.invented:,} of the {self.reviews:,} reviews are invented "
            f"sample data. {rest}"
        )


@dataclass(frozen=True)
class Provenance:
    """Where one file comes from. ``question`` says what it answers, in words; ``filters`` are
    those in force, by the names and values that a page shows."""

    question: str
    corpus: Corpus
    filters: Mapping[str, str] = field(default_factory=dict)
    made_on: date = field(default_factory=date.today)
    version: str = field(default_factory=version)

    @property
    def filter_words(self) -> str:
        """'Kind: SAR; From: 2015', or that there are none."""
        return "; ".join(f"{name}: {value}" for name, value in self.filters.items()) or "none"

    def lines(self) -> list[tuple[str, str]]:
        """Name and words of each fact, for a sheet, a page or the foot of a document."""
        return [
            ("What this is", self.question),
            ("Invented or real", self.corpus.invented_words),
            ("Corpus", self.corpus.words),
            ("Filters in force", self.filter_words),
            ("Made on", self.made_on.isoformat()),
            ("Made with", f"Common Thread {self.version}"),
        ]

    def text(self) -> str:
        """The facts one a line, for a plain text file."""
        return "".join(f"{name}: {words}\n" for name, words in self.lines())

    def sentence(self) -> str:
        """The facts in one line, for the foot of a picture: no kinds, no question."""
        corpus = self.corpus
        count = _number(corpus.reviews, "review")
        filters = f" Filters: {self.filter_words}." if self.filters else ""
        if not corpus.invented:
            real = ""
        elif corpus.invented == corpus.reviews:
            real = "INVENTED SAMPLE DATA. "
        else:
            real = f"PARTLY INVENTED: {corpus.invented:,} of "
        return f"{real}{count} loaded.{filters} Common Thread {self.version}, {self.made_on}."

    def citation(self) -> str:
        """How a count is cited: the program and its version, the question, of what, which
        filters, and when."""
        invented = f" {self.corpus.invented_words}" if self.corpus.invented else ""
        day = f"{self.made_on.day} {self.made_on:%B %Y}"
        return (
            f"Common Thread contributors. Common Thread, version {self.version}. {self.question}. "
            f"Loaded: {self.corpus.words}. Filters: {self.filter_words}. {day}.{invented}"
        )

    def as_json(self) -> dict[str, Any]:
        """The same facts for a reader that is a program."""
        corpus = self.corpus
        return {
            "question": self.question,
            "invented": corpus.invented_words,
            "corpus": {
                "reviews": corpus.reviews,
                "invented_reviews": corpus.invented,
                "recommendations": corpus.recommendations,
                "concerns": corpus.concerns,
                "first_year": corpus.first_year,
                "last_year": corpus.last_year,
                "reviews_by_kind": dict(corpus.kinds),
            },
            "filters": dict(self.filters),
            "made_on": self.made_on.isoformat(),
            "made_with": f"Common Thread {self.version}",
        }


def mark(reviews: int, invented: int) -> str:
    """What a file's name says of the reviews it draws on: INVENTED, PARTLY-INVENTED or nothing."""
    if not invented:
        return ""
    return "INVENTED" if invented == reviews else "PARTLY-INVENTED"


def file_name(name: str, marked: str, ending: str, made_on: date | None = None) -> str:
    """A name that says whether what the file holds is invented (a ``mark``), and when it was
    made: ``reviews-by-kind-INVENTED-2026-11-23.csv``."""
    words = re.sub(r"[^\w.]+", "-", name).strip("-.") or "table"
    parts = filter(None, (words, marked, (made_on or date.today()).isoformat()))
    return f"{'-'.join(parts)}.{ending}"


def corpus_of(rows: Iterable[Row]) -> Corpus:
    """The corpus that the rows of ``queries/corpus.cypher`` tell of."""
    kinds = list(rows)

    def total(name: str) -> int:
        return sum(int(row[name]) for row in kinds)

    return Corpus(
        reviews=total("reviews"),
        invented=total("invented"),
        recommendations=total("recommendations"),
        concerns=total("concerns"),
        first_year=min((row["first_year"] for row in kinds if row["first_year"]), default=None),
        last_year=max((row["last_year"] for row in kinds if row["last_year"]), default=None),
        kinds={REVIEW_KINDS.get(row["kind"], str(row["kind"])): row["reviews"] for row in kinds},
    )


def provenance(store: Store, question: str, filters: Mapping[str, str] | None = None) -> Provenance:
    """Where a file made of this graph now comes from."""
    return Provenance(question, corpus_of(asked("corpus").run(store)), filters or {})


def _number(number: int, noun: str, rest: str = "") -> str:
    return " ".join(filter(None, (f"{number:,}", noun if number == 1 else f"{noun}s", rest)))
