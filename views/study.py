"""The study of 2011, run again on the reviews that are loaded."""

from __future__ import annotations

from functools import partial

import streamlit as st

from exports.document_forms import FORMS
from exports.study_report import FORMATS, report
from linking.study import STUDY_MEAN
from linking.study_sections import HOW_MANY, THEMES_FOUND, Section, Study, run
from linking.study_words import HEADINGS, LIMITS, THEME_HEADINGS, how_many, in_words, left_out
from views.charts import per_review
from views.data import ask
from views.html_table import plain_table
from views.layout import header
from views.leaving import downloads, offer
from views.links import choose, link_to
from views.names import CODES, kind_choices
from views.parts import style


def _how_many(study: Study) -> None:
    st.header("How many", anchor=False)
    st.markdown(f"**The study:** {HOW_MANY}")
    if study.volume is None:
        st.markdown("**Here:** no review that is loaded makes a recommendation.")
        return
    st.markdown(f"**Here:** {how_many(study.volume)}")
    if words := left_out(study.volume):
        st.caption(words)
    per_review(study.counts, STUDY_MEAN)


def _themes(study: Study) -> None:
    st.header("Themes", anchor=False)
    st.markdown(f"**The study:** {THEMES_FOUND}")
    rows = [
        (one.title, *in_words(one.recommendations)[:2], *in_words(one.reviews)[:2])
        for one in study.themes
    ]
    if rows:
        plain_table(THEME_HEADINGS, rows)
        counted = [
            {
                "theme": one.title,
                "recommendations": one.recommendations.number,
                "of_recommendations": one.recommendations.of,
                "reviews": one.reviews.number,
                "of_reviews": one.reviews.of,
            }
            for one in study.themes
        ]
        downloads(counted, "themes-of-the-study", about="themes by recommendations and reviews")
        link_to("Each theme, with the wording", "themes")
    else:
        st.markdown("No recommendation loaded is linked to a theme yet.")


def _section(section: Section, kind: str) -> None:
    st.header(section.title, anchor=False)
    st.markdown(f"**The study:** {section.found}")
    plain_table(
        HEADINGS,
        [
            (one.name, *in_words(one.share), one.quality or "counted, not coded")
            for one in section.measures
        ],
    )
    if section.code:
        code, value = section.code
        words = f"Year by year, with the wording: {CODES[code].lower()}"
        link_to(words, "over_time", follow="code", code=code, value=value, kind=kind)


def _figures(study: Study) -> None:
    """Every measure as a row to take away."""
    rows = [
        {
            "question": section.title,
            "measure": one.name,
            "number": one.share.number,
            "of": one.share.of,
            "low": round(one.share.interval[0], 4),
            "high": round(one.share.interval[1], 4),
            "quality": one.quality,
        }
        for section in study.sections
        for one in section.measures
    ]
    downloads(rows, "study-of-2011", about="every measure with its count and interval")


def _report(study: Study, kind: str) -> None:
    """The whole as a report, written when it is asked for."""
    document = report(study, ask("corpus"), kind)
    st.markdown("**As a report**, with what is loaded, the limits and the date:")
    with st.container(horizontal=True):
        for end in FORMATS:
            form = FORMS[end]
            offer(form.words, partial(form.write, document), "study-of-2011-report", end, form.mime)


header(
    "The study of 2011, on your reviews",
    "A study for the Department for Education asked what recommendations of serious case reviews "
    "are like (Brandon and others 2011, RR157). The same questions, asked of what is loaded here.",
)
style()
chosen = choose("Kind of review", kind_choices(), "kind")
shown = run(ask, chosen)
_report(shown, chosen)
_how_many(shown)
if shown.volume is not None:
    _themes(shown)
    for each in shown.sections:
        _section(each, chosen)
    _figures(shown)
for limit in LIMITS:
    st.caption(limit)
link_to("Evidence", "evidence", show="stated")
link_to("How good is the coding?", "quality")
