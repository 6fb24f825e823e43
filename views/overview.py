"""Overview: what is loaded, what comes back, where gaps are, and how to read it."""

from __future__ import annotations

import streamlit as st

from graph.store import Row
from views.data import Loaded, ask, part
from views.glossary import means
from views.layout import header, nothing, table
from views.links import link_to
from views.names import agency_name, kind_of, sentence_case, years
from views.parts import Ranked, not_listed, ranked, style
from views.repeated import HOW_SURE, cluster_card, repeated

TOP = 10
FEW = 5


def what_is_loaded(how_much: Loaded, corpus: list[Row]) -> None:
    """Four numbers, and behind them the reviews by kind."""
    concerns = sum(row["concerns"] for row in corpus)
    recommendations = sum(row["recommendations"] for row in corpus)
    numbers = [("Reviews", how_much.reviews, means("review"))]
    if recommendations or not concerns:
        numbers.append(("Recommendations", recommendations, means("recommendation")))
    if concerns:
        numbers.append(("Coroners' concerns", concerns, means("concern")))
    numbers.append(("Research findings", how_much.findings, means("finding")))
    with st.container(horizontal=True):
        for label, number, help_text in numbers:
            st.metric(label, f"{number:,}", border=True, help=help_text)
    first = min((row["first_year"] for row in corpus if row["first_year"]), default=None)
    last = max((row["last_year"] for row in corpus if row["last_year"]), default=None)
    kinds = ", ".join(
        f"{row['reviews']:,} {kind_of(row['kind'], row['reviews'])}" for row in corpus
    )
    with st.expander(f"{sentence_case(kinds)}; {years(first, last)}"):
        by_kind(corpus)


def start_from() -> None:
    """Where to go first, by what a visitor has in mind."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown("**Start from**", width="content")
        link_to("the two-minute tour", "tour")
        link_to("a theme", "themes")
        link_to("my kind of agency", "agencies", show="agency")
        link_to("what one agency is told and another is not", "agencies", show="between")
        link_to("what was left out", "agencies", show="raised")
        link_to("one review", "review")
        link_to("the research", "evidence", show="findings")


def by_kind(corpus: list[Row]) -> None:
    """The reviews loaded, one row a kind."""
    rows = [
        {
            "kind": sentence_case(kind_of(row["kind"], 2)),
            "reviews": row["reviews"],
            "years": years(row["first_year"], row["last_year"]),
            "areas": row["areas"],
            "recommendations": row["recommendations"],
            "concerns": row["concerns"],
            "invented": row["invented"],
        }
        for row in corpus
    ]
    headings = {
        "kind": "Kind of review",
        "reviews": "Reviews",
        "years": "Years",
        "areas": "Areas",
        "recommendations": "Recommendations",
        "concerns": "Concerns",
        "invented": "Invented",
    }
    table(rows, "reviews-by-kind", headings)


def comes_back(how_much: Loaded) -> None:
    """The themes that most reviews recommend about."""
    st.header("What keeps coming back", anchor=False, help=means("theme"))
    tree = ask("theme_tree")
    broad = {row["within_id"] for row in tree}
    themes = [row for row in tree if row["theme_id"] not in broad and row["reviews"]]
    if how_much.reviews == 1:
        _one_review(len(themes))
        return
    st.caption(
        "The share of all reviews loaded with at least one recommendation or concern about the "
        "theme. Choose a theme to read the wording."
    )
    themes.sort(key=lambda row: (-row["reviews"], row["theme_id"]))
    if not themes:
        nothing("recommendation linked to a theme yet", how_much.reviews)
        return
    rows = [
        Ranked(
            row["theme"],
            row["reviews"],
            how_much.reviews,
            "themes",
            {"theme": row["theme_id"]},
            row["definition"] or "",
        )
        for row in themes[:TOP]
    ]
    ranked(rows, "back")
    link_to(f"All {len(tree):,} themes", "themes")


def _one_review(themes: int) -> None:
    """With one review every theme would fill its bar: what it does tell, and what to do next."""
    noun = "theme" if themes == 1 else "themes"
    told = f"What it asks for is about {themes:,} {noun}." if themes else "It has no theme yet."
    beside = " *Reviews shown: All*, at the side, puts it beside the others." if part() else ""
    st.markdown(
        f"One review is {'shown' if part() else 'loaded'}, so nothing can have come back yet: "
        f"that takes two. {told}{beside}"
    )
    with st.container(horizontal=True):
        link_to("Read the review", "review")
        if themes:
            link_to("Its themes", "themes")
        link_to("Add another review", "add")


def repeats(how_much: Loaded) -> None:
    """The asks that most reviews made again."""
    st.header("Repeated across reviews", anchor=False, help=means("repeat"))
    if how_much.reviews == 1:
        st.markdown("One review cannot repeat another, so this cannot be told.")
        return
    st.caption(HOW_SURE)
    found = repeated()
    if not found:
        nothing("repeated recommendation", how_much.reviews)
        return
    for cluster in found[:FEW]:
        cluster_card(cluster)
    if len(found) > FEW:
        link_to(f"All {len(found):,} repeated asks", "repeats")


def gaps(how_much: Loaded) -> None:
    """What cases raised and nobody took up, and who was there and was not asked."""
    st.header("Where gaps are", anchor=False)
    st.markdown("**Raised by the case, not recommended about**", help=means("not taken up"))
    raised = ask("raised_not_recommended")
    left_out = [row for row in raised if row["reviews_without"]]
    if raised and not left_out:
        nothing("theme raised by a case and not recommended about", how_much.reviews)
    elif raised:
        st.caption("Of the reviews whose case raised the theme, those that do not take it up.")
        ranked(
            [
                Ranked(
                    row["theme"],
                    row["reviews_without"],
                    row["of_reviews_raising"],
                    "agencies",
                    {"show": "raised", "theme": row["theme_id"]},
                )
                for row in left_out[:FEW]
            ],
            "raised",
            stacked=True,
        )
    else:
        not_listed("what its case raised", how_much.reviews)
    st.markdown("**Involved in the case, never addressed**", help=means("never addressed"))
    _silent(how_much)


def _silent(how_much: Loaded) -> None:
    silent = ask("silent_types")
    if not silent:
        not_listed("who was involved in the case", how_much.reviews)
        return
    silent = [row for row in silent if row["reviews_silent"]]
    if not silent:
        nothing("agency involved in a case and never addressed", how_much.reviews)
        return
    st.caption("Of the reviews that name one as involved, those that ask none of its kind to act.")
    ranked(
        [
            Ranked(
                agency_name(row["agency"]),
                row["reviews_silent"],
                row["of_reviews_involved"],
                "agencies",
                {"show": "silent", "agency": row["agency_id"]},
            )
            for row in silent[:FEW]
        ],
        "silent",
        stacked=True,
    )


def evidence() -> None:
    """Recommendations with evidence nearby, against those that state any."""
    st.header("Evidence", anchor=False, help=means("evidence nearby"))
    cells = ask("evidence_stated_and_available")
    total = sum(row["recommendations"] for row in cells)
    near = sum(r["recommendations"] for r in cells if r["available"] == "evidence nearby")
    stated = sum(r["recommendations"] for r in cells if r["stated"] == "stated")
    st.caption(
        "Of all asks, recommendations and concerns alike: those that say what they lean on, and "
        "those with a research finding near them in meaning. Near does not mean that the "
        "finding supports them."
    )
    ranked(
        [
            Ranked("State what they lean on", stated, total, "evidence", {}),
            Ranked("Have evidence nearby", near, total, "evidence", {}),
        ],
        "evidence",
        noun="asks",
    )


def how_to_read() -> None:
    """What the numbers mean, and what they cannot show."""
    st.header("How to read this", anchor=False)
    left, right = st.columns(2, gap="large")
    left.markdown(
        "**Counts are of what was written.** They follow how many reviews an area publishes, "
        "and measure neither harm nor blame. No agency is ranked.\n\n"
        "**Absent here is not absent in practice.** Many reviews are never published, are "
        "taken down after a time, or come years late."
    )
    right.markdown(
        "**Near is not proof.** A finding nearby speaks of the same thing; whether it supports "
        "the recommendation is for you to judge.\n\n"
        "**Codes are made by rules** that read the wording. The words each rests on are shown, "
        "so that you can disagree."
    )


how_much = header(
    "What reviews keep telling us",
    "Reviews after a death or grave harm end in recommendations. Here they are read together: "
    "what comes back, what is left out, and what research is near.",
)
style()
corpus = ask("corpus")
what_is_loaded(how_much, corpus)
start_from()
comes_back(how_much)
left, right = st.columns(2, gap="large")
with left:
    repeats(how_much)
with right:
    gaps(how_much)
evidence()
how_to_read()
