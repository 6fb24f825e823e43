"""Themes: the frame, and what the reviews and research say about one theme."""

from __future__ import annotations

import streamlit as st

from graph.store import Row
from linking.intervals import of_total
from linking.over_time import of_reviews
from views.charts import by_year
from views.data import ask
from views.filters import FILTERS, Chosen, choose_reviews
from views.findings import finding_card, how_to_take_it
from views.layout import Loaded, header, table
from views.links import address, choose, link_to, link_to_node, no_filter, remember, switch
from views.names import agency_name, count_asks, sentence_case, theme_choices
from views.parts import Ranked, first_of, more_of, passage_of, ranked, recommendations, style
from views.text import plain
from views.themes_uncovered import uncovered

SHOWN = {
    "said": "What was said",
    "told": "Who is told",
    "raised": "Raised, not recommended",
    "borrow": "Wording to borrow",
    "research": "Research",
}
FRAMES = {"all": "All themes", "uncovered": "What no theme covers"}
MANY = 2000


def all_themes(chosen: Chosen) -> None:
    """The frame: broad themes, each opening onto the themes within it."""
    st.caption(
        f"The share of the reviews {chosen.which} with at least one recommendation or concern "
        "about a theme. Open a broad theme for those within it."
    )
    tree, reviews = ask("theme_tree", **chosen.asked), chosen.reviews
    broad = [row for row in tree if not row["within_id"]]
    for row in sorted(broad, key=lambda one: (-one["reviews"], one["theme_id"])):
        within = [one for one in tree if one["within_id"] == row["theme_id"]]
        share = of_total(row["reviews"], reviews, "reviews")
        with st.expander(f"**{plain(row['theme'])}** · {share}"):
            st.caption(plain(row["definition"] or ""))
            rows = [row, *sorted(within, key=lambda one: (-one["reviews"], one["theme_id"]))]
            ranked(
                [
                    Ranked(
                        one["theme"] if one is not row else f"All of: {one['theme']}",
                        one["reviews"],
                        reviews,
                        "themes",
                        {"theme": one["theme_id"], **chosen.state},
                        one["definition"] or "",
                    )
                    for one in rows
                ],
                f"tree-{row['theme_id']}",
            )
    if not broad:
        chosen.nothing("theme")


def picker(tree: list[Row]) -> str:
    """A box of all themes; empty for the frame."""
    return choose("Theme", {"": "All themes"} | theme_choices(tree), "theme")


def facts(theme: Row, tree: list[Row], chosen: Chosen) -> None:
    """What the theme means, how often it comes, and in which years."""
    title = {row["theme_id"]: row["theme"] for row in tree}
    st.header(f"◆ {plain(theme['theme'])}", anchor=False)
    if theme["definition"]:
        st.markdown(plain(theme["definition"]))
    with st.container(horizontal=True):
        if theme["within_id"]:
            link_to(
                f"Part of: {title[theme['within_id']]}",
                "themes",
                theme=theme["within_id"],
                **chosen.state,
            )
        link_to_node("See what surrounds it", "Theme", theme["theme_id"])
        link_to("Evidence pack", "pack", theme=theme["theme_id"], kind=chosen.kind)
    by_year_ = ask("theme_by_year", theme=theme["theme_id"], **chosen.asked)
    summary = ask("theme_summary", theme=theme["theme_id"], **chosen.asked)[0]
    every = of_reviews(by_year_).all
    told = of_total(every.number, every.of, "reviews")
    cases = of_total(summary["reviews_raised"], summary["of_reviews"], "reviews")
    st.markdown(
        f"Recommended about, or stated as a concern, in **{told}**. The case itself raised it in "
        f"{cases}."
    )
    dated = [row for row in by_year_ if row["year"]]
    if every.number and dated:
        by_year(dated, f"Reviews about {theme['theme']}")
        st.caption(
            "Full colour: reviews with a recommendation or concern about the theme. Faint: all "
            "reviews of that year that make any. Reviews are published late, so the latest "
            "years are incomplete."
        )
        link_to(
            "Shares and intervals over time",
            "over_time",
            theme=theme["theme_id"],
            kind=chosen.kind,
        )


def said(theme: Row, chosen: Chosen) -> None:
    """The recommendations and concerns about the theme, the clearest matches first."""
    rows = ask("theme_cases", theme=theme["theme_id"], **chosen.asked, limit=MANY)
    if not rows:
        chosen.nothing("recommendation or concern about this theme")
        return
    found = len({row["review_id"] for row in rows})
    st.caption(
        f"{sentence_case(count_asks(rows))} in {of_total(found, chosen.reviews, 'reviews')}. The "
        "surest matches come first; the words each was found by are marked."
    )
    recommendations(rows, f"said-{theme['theme_id']}-{chosen.key}")
    with st.expander("The same as a table"):
        headings = {"wording": "Wording", "kind": "Kind", "review": "Review", "year": "Year"}
        table(rows, f"theme {theme['theme_id']}", headings, height=400)


def told(theme: Row, chosen: Chosen) -> None:
    """The kinds of agency that are told about the theme."""
    rows = ask("theme_agencies", theme=theme["theme_id"], **chosen.asked)
    if not rows:
        chosen.nothing("agency told about this theme")
        return
    st.caption(
        "Of the reviews that address one at all, those that tell it about this theme. No ranking "
        "of agencies: it shows where the theme is sent."
    )
    ranked(
        [
            Ranked(
                agency_name(row["agency"]),
                row["reviews"],
                row["of_reviews"],
                "agencies",
                {"agency": row["agency_id"], "theme": theme["theme_id"], **chosen.state},
            )
            for row in rows[:20]
        ],
        "told",
    )


def raised(theme: Row, chosen: Chosen) -> None:
    """Reviews whose case raised the theme and that recommend nothing about it."""
    rows = ask("raised_not_recommended_reviews", theme=theme["theme_id"], **chosen.asked)
    if not rows:
        chosen.nothing("review that raised this theme without a recommendation about it")
        return
    found = len({row["review_id"] for row in rows})
    st.caption(
        f"{of_total(found, chosen.reviews, 'reviews')} raise it, or a theme within it, and make no "
        "recommendation about that. The passage that shows it is given."
    )
    key = f"raised-{theme['theme_id']}-{chosen.key}"
    for row in first_of(rows, key):
        about = row["theme"] if row["theme_id"] != theme["theme_id"] else ""
        passage_of(row, row["passage"] or "", about)
    more_of(rows, key)


def borrow(theme: Row, chosen: Chosen) -> None:
    """Stronger and intermediate asks by others, with a firm verb and a named actor."""
    rows = ask("strong_examples", theme=theme["theme_id"], **chosen.asked, limit=MANY)
    if not rows:
        chosen.nothing("stronger or intermediate ask with a named actor on this theme")
        return
    st.caption(
        f"{len(rows):,} asks coded as stronger or intermediate actions, with a firm verb and "
        "someone named to act. The words the code rests on are marked. Coded by rule: read before "
        "you borrow."
    )
    marked = [{**row, "cues": [row["strength_words"] or ""]} for row in rows]
    recommendations(marked, f"borrow-{theme['theme_id']}-{chosen.key}")


def research(theme: Row) -> None:
    """What the evidence base holds about the theme."""
    rows = ask("theme_evidence", theme=theme["theme_id"])
    if not rows:
        st.markdown(
            "No finding about this theme in the evidence base that is loaded. It is a starter "
            "set: this does not mean that nothing is known."
        )
        return
    how_to_take_it(len(rows))
    key = f"research-{theme['theme_id']}"
    for row in first_of(rows, key):
        finding_card(row)
    more_of(rows, key)


def body(how_much: Loaded) -> None:
    """Draw the page below its header."""
    chosen = choose_reviews(how_much.reviews)
    tree = ask("theme_tree")
    picked = picker(tree)
    if not picked:
        if address("theme"):
            remember(theme=None)
            st.caption("There is no such theme in what is loaded. Here are all of them.")
        frame = switch("Look at", FRAMES, "frame")
        if frame == "uncovered":
            _of_all(chosen, "What no theme covers is looked for in all reviews loaded")
            uncovered(how_much)
        else:
            all_themes(chosen)
        return
    theme = next(row for row in tree if row["theme_id"] == picked)
    facts(theme, tree, chosen)
    show = switch("Show", SHOWN, "show")
    no_filter("Show")
    if show == "said":
        said(theme, chosen)
    elif show == "told":
        told(theme, chosen)
    elif show == "raised":
        raised(theme, chosen)
    elif show == "borrow":
        borrow(theme, chosen)
    else:
        _of_all(chosen, "Research is of no review")
        research(theme)


def _of_all(chosen: Chosen, why: str) -> None:
    """Say that what follows is not narrowed by what was chosen above, and let no file say it is."""
    if chosen.which == "chosen":
        st.caption(f"{why}, so what is chosen above does not narrow it.")
    for label in FILTERS:
        no_filter(label)


how_much = header(
    "Themes",
    "What recommendations and concerns are about, in a frame of broad themes and those within.",
)
style()
body(how_much)
