"""The study of 2011 as sections: what it found, in our words, and what is measured here beside it.

The page, the notebook and the report all come from ``run``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graph.store import Row
from linking.intervals import Share
from linking.measured import quality_of
from linking.study import (
    JUDGEMENT,
    STUDY_LEAST,
    STUDY_MEAN,
    STUDY_MOST,
    SUPERVISION,
    TRAINING,
    Codes,
    Volume,
    is_smart_in_form,
    matched,
    volume,
)

Ask = Callable[..., list[Row]]
"""Answers a question of the catalogue: its name, and its parameters by name."""

HOW_MANY = (
    f"{STUDY_MEAN} a review on average, from {STUDY_LEAST} to {STUDY_MOST}, in 20 serious case "
    "reviews of 2009 to 2010."
)
THEMES_FOUND = "Training, managing the case and work between agencies dominated."


@dataclass(frozen=True)
class Measure:
    """One share, and how well what it rests on is coded (empty where it is only counted)."""

    name: str
    share: Share
    quality: str = ""


@dataclass(frozen=True)
class Section:
    """One question of the study: what it found, in our words, and the measures here. ``code``
    is a code and a value whose wording shows what is meant, empty where none does."""

    title: str
    found: str
    measures: tuple[Measure, ...]
    code: tuple[str, str] | None = None


@dataclass(frozen=True)
class ThemeShares:
    """How many recommendations are about a broad theme, and how many reviews make one."""

    title: str
    recommendations: Share
    reviews: Share


@dataclass(frozen=True)
class Study:
    """All of it: ``counts`` are recommendations a review, least first, of reviews that make any;
    ``volume`` is None, and the rest empty, where none does."""

    counts: tuple[int, ...]
    volume: Volume | None
    themes: tuple[ThemeShares, ...]
    sections: tuple[Section, ...]


def run(ask: Ask, kind: str = "") -> Study:
    """The study's questions asked of the graph, of one kind of review or of all."""
    rows = ask("recommendations_per_review", kind=kind)
    here = volume(rows)
    if here is None:
        return Study((), None, (), ())
    counts = sorted(int(row["recommendations"]) for row in rows if row["recommendations"])
    by_theme = {str(row["theme_id"]): row for row in ask("study_themes", kind=kind)}
    themes = {
        id_: ThemeShares(
            str(row["theme"]),
            Share(int(row["recommendations"]), int(row["of_recommendations"])),
            Share(int(row["reviews"]), int(row["of_reviews"])),
        )
        for id_, row in by_theme.items()
    }
    nowhere = ThemeShares("", Share(0, here.recommendations), Share(0, here.reviews))
    codes = Codes(ask("study_codes", kind=kind))
    sections = (
        _procedure(codes, themes.get(TRAINING, nowhere)),
        _judgement(codes, themes.get(SUPERVISION, nowhere), themes.get(JUDGEMENT, nowhere)),
        _evidence(codes),
        _match(ask("raised_not_recommended", kind=kind)),
        _smart(codes),
        _society(codes),
        _many(codes),
        _repeated(ask("study_repeats", kind=kind)[0]),
    )
    broad = tuple(shares for id_, shares in themes.items() if id_ != SUPERVISION)
    return Study(tuple(counts), here, broad, sections)


def _procedure(codes: Codes, training: ThemeShares) -> Section:
    return Section(
        "Procedure and training",
        "Most asked for procedures and training.",
        (
            _coded("Recommendations that ask for procedure alone", codes, "depth", "procedural"),
            Measure(
                "Recommendations about training", training.recommendations, quality_of("themes")
            ),
            Measure(
                "Reviews with a recommendation about training",
                training.reviews,
                quality_of("themes"),
            ),
            _coded("Weaker actions (training, policy, checks)", codes, "strength", "weaker"),
        ),
        ("depth", "procedural"),
    )


def _judgement(codes: Codes, supervision: ThemeShares, judgement: ThemeShares) -> Section:
    themes = quality_of("themes")
    return Section(
        "Supervision and judgement",
        "Few asked for supervision or for what helps people judge.",
        (
            Measure(
                "Recommendations about supervision and support",
                supervision.recommendations,
                themes,
            ),
            Measure("Reviews with a recommendation about supervision", supervision.reviews, themes),
            Measure(
                "Reviews with one about professional judgement at all", judgement.reviews, themes
            ),
            _coded(
                "Recommendations that support judgement, alone or besides procedure",
                codes,
                "depth",
                "judgement",
                "mixed",
            ),
        ),
        ("depth", "judgement"),
    )


def _evidence(codes: Codes) -> Section:
    return Section(
        "One case, or the wider evidence",
        "Nearly all were drawn from the single case.",
        (
            _coded(
                "Recommendations that name research or earlier reviews",
                codes,
                "evidence_base",
                "research",
                "other_reviews",
            ),
            _coded("Recommendations that name guidance", codes, "evidence_base", "guidance"),
            _coded(
                "Recommendations that name this case alone", codes, "evidence_base", "single_case"
            ),
            _coded("Recommendations that name no ground", codes, "evidence_base", "none"),
        ),
        ("evidence_base", "research"),
    )


def _match(rows: list[Row]) -> Section:
    return Section(
        "What the case raised, and what was recommended",
        "Themes of the recommendations matched those of the cases.",
        (
            Measure(
                "Themes raised by a case that its review recommends about",
                matched(rows),
                quality_of("themes"),
            ),
        ),
    )


def _smart(codes: Codes) -> Section:
    form = quality_of("actor", "action", "time", "measurable")
    depth = quality_of("depth")
    procedure = "that ask for procedure alone"
    return Section(
        "SMART, and shallow",
        "Plans were specific and could be audited, and easy tasks crowded out hard ones.",
        (
            Measure("Recommendations that are SMART in form", codes.share(is_smart_in_form), form),
            Measure(
                f"of those, {procedure}",
                codes.of("depth", "procedural", among=is_smart_in_form),
                depth,
            ),
            Measure(
                f"of the others, {procedure}",
                codes.of("depth", "procedural", among=lambda row: not is_smart_in_form(row)),
                depth,
            ),
        ),
        ("time", "dated"),
    )


def _society(codes: Codes) -> Section:
    return Section(
        "Conditions in society",
        "Deprivation and the like were seldom present.",
        (
            _coded(
                "Recommendations that ask to change such conditions", codes, "societal", "change"
            ),
            _coded(
                "Recommendations that respond to them (housing, debt, language)",
                codes,
                "societal",
                "context",
            ),
        ),
        ("societal", "change"),
    )


def _many(codes: Codes) -> Section:
    return Section(
        "Many tasks",
        "Splitting what was asked into what could be achieved multiplied the tasks.",
        (
            Measure(
                "Recommendations that ask for several things at once",
                codes.several,
                quality_of("asks"),
            ),
        ),
    )


def _repeated(row: Mapping[str, int]) -> Section:
    of = row["of_recommendations"]
    return Section(
        "The same again",
        "Much was repeated from one review to the next.",
        (
            Measure(
                "Recommendations nearly in the words of an earlier one",
                Share(row["near_identical"], of),
                quality_of("near-identical"),
            ),
            Measure(
                "Recommendations that repeat, or may repeat, an earlier one",
                Share(row["repeating"], of),
                quality_of("near-identical", "possible"),
            ),
        ),
    )


def _coded(name: str, codes: Codes, code: str, *values: str) -> Measure:
    return Measure(name, codes.of(code, *values), quality_of(code))
