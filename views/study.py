"""The study of 2011, run again on the reviews that are loaded."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graph.store import Row
from linking.intervals import Share
from linking.study import (
    JUDGEMENT,
    STUDY_LEAST,
    STUDY_MEAN,
    STUDY_MOST,
    SUPERVISION,
    TRAINING,
    Codes,
    is_smart_in_form,
    matched,
    volume,
)
from views.charts import per_review
from views.data import ask
from views.layout import downloads, header, percent
from views.links import choose, link_to
from views.names import kind_choices
from views.parts import plain_table, style

Measure = tuple[str, Share]
Section = tuple[str, str, list[Measure]]

header(
    "The study of 2011, on your reviews",
    "A study for the Department for Education asked what recommendations of serious case reviews "
    "are like (Brandon and others 2011, RR157). The same questions, asked of what is loaded here.",
)
style()
kind = choose("Kind of review", kind_choices(), "kind")


def _themes() -> dict[str, Row]:
    return {str(row["theme_id"]): row for row in ask("study_themes", kind=kind)}


def _about(themes: dict[str, Row], theme: str, codes: Codes) -> tuple[Share, Share]:
    """Recommendations and reviews about a theme."""
    row = themes.get(theme)
    if row is None:
        every = next(iter(themes.values()), {"of_reviews": 0})
        return Share(0, codes.share(bool).of), Share(0, int(every["of_reviews"]))
    return (
        Share(int(row["recommendations"]), int(row["of_recommendations"])),
        Share(int(row["reviews"]), int(row["of_reviews"])),
    )


def _sections(codes: Codes) -> list[Section]:
    """What the study found, in our words, and what is measured here beside it."""
    themes = _themes()
    training = _about(themes, TRAINING, codes)
    supervision = _about(themes, SUPERVISION, codes)
    judgement = _about(themes, JUDGEMENT, codes)
    smart = codes.share(is_smart_in_form)
    return [
        (
            "Procedure and training",
            "Most asked for procedures and training.",
            [
                ("Recommendations that ask for procedure alone", codes.of("depth", "procedural")),
                ("Recommendations about training", training[0]),
                ("Reviews with a recommendation about training", training[1]),
                ("Weaker actions (training, policy, checks)", codes.of("strength", "weaker")),
            ],
        ),
        (
            "Supervision and judgement",
            "Few asked for supervision or for what helps people judge.",
            [
                ("Recommendations about supervision and support", supervision[0]),
                ("Reviews with a recommendation about supervision", supervision[1]),
                ("Reviews with one about professional judgement at all", judgement[1]),
                (
                    "Recommendations that support judgement, alone or besides procedure",
                    codes.of("depth", "judgement", "mixed"),
                ),
            ],
        ),
        (
            "One case, or the wider evidence",
            "Nearly all were drawn from the single case.",
            [
                (
                    "Recommendations that name research or earlier reviews",
                    codes.of("evidence_base", "research", "other_reviews"),
                ),
                ("Recommendations that name guidance", codes.of("evidence_base", "guidance")),
                ("Recommendations that name no ground", codes.of("evidence_base", "none")),
            ],
        ),
        (
            "What the case raised, and what was recommended",
            "Themes of the recommendations matched those of the cases.",
            [
                (
                    "Themes raised by a case that its review recommends about",
                    matched(ask("raised_not_recommended", kind=kind)),
                )
            ],
        ),
        (
            "SMART, and shallow",
            "Plans were specific and could be audited, and easy tasks crowded out hard ones.",
            [
                ("Recommendations that are SMART in form", smart),
                (
                    "of those, that ask for procedure alone",
                    codes.of("depth", "procedural", among=is_smart_in_form),
                ),
                (
                    "of the others, that ask for procedure alone",
                    codes.of("depth", "procedural", among=lambda row: not is_smart_in_form(row)),
                ),
            ],
        ),
        (
            "Conditions in society",
            "Deprivation and the like were seldom present.",
            [
                (
                    "Recommendations that ask to change such conditions",
                    codes.of("societal", "change"),
                ),
                (
                    "Recommendations that name them and ask nothing of them",
                    codes.of("societal", "context"),
                ),
            ],
        ),
        (
            "The same again",
            "Much was repeated from one review to the next.",
            [
                ("Recommendations nearly in the words of an earlier one", codes.near_identical),
                ("Recommendations that repeat, or may repeat, an earlier one", codes.repeating),
            ],
        ),
    ]


def _how_many(rows: Sequence[Row]) -> bool:
    st.header("How many", anchor=False)
    st.markdown(
        f"**The study:** {STUDY_MEAN} a review on average, from {STUDY_LEAST} to {STUDY_MOST}, in "
        "20 serious case reviews of 2009 to 2010."
    )
    here = volume(rows)
    if here is None:
        st.markdown("**Here:** no review that is loaded makes a recommendation.")
        return False
    st.markdown(
        f"**Here:** {here.mean:.1f} on average, from {here.least} to {here.most}; half make "
        f"{here.median:g} or fewer. {here.recommendations:,} recommendations in {here.reviews:,} "
        "reviews that make any."
    )
    if here.none:
        st.caption(f"{here.none:,} reviews of which no recommendation is loaded are left out.")
    per_review([int(row["recommendations"]) for row in rows if row["recommendations"]], STUDY_MEAN)
    return True


def _row(name: str, share: Share) -> tuple[str, str, str, str]:
    if not share.of:
        return name, "–", "none loaded", "–"
    low, high = share.interval
    few = share.of < 20
    return (
        name,
        "too few for a share" if few else percent(share.number, share.of),
        f"{share.number:,} of {share.of:,}",
        f"{low:.0%} to {high:.0%}",
    )


def _draw(sections: Sequence[Section]) -> None:
    for title, found, measures in sections:
        st.header(title, anchor=False)
        st.markdown(f"**The study:** {found}")
        plain_table(
            ("Here", "Share", "Count", "Interval (95 %)"),
            [_row(name, share) for name, share in measures],
        )
    rows = [
        {
            "question": title,
            "measure": name,
            "number": share.number,
            "of": share.of,
            "low": round(share.interval[0], 4),
            "high": round(share.interval[1], 4),
        }
        for title, _, measures in sections
        for name, share in measures
    ]
    downloads(rows, "study-of-2011")


if _how_many(ask("recommendations_per_review", kind=kind)):
    _draw(_sections(Codes(ask("study_codes", kind=kind))))
st.caption(
    "The study's findings are given in our words, from summaries of it; the average was not "
    "checked against the report. It read reviews by hand; here rules and a model code them, and "
    "they err. Coroners' concerns are left out. The interval says how little a small number "
    "tells, not how well it was coded."
)
link_to("Evidence", "evidence", show="stated")
