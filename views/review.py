"""Review: one review, its recommendations, and what surrounds them."""

from __future__ import annotations

import streamlit as st

from graph.store import Row
from linking.intervals import of_total
from views.data import ask
from views.layout import header, nothing, source_link, table
from views.links import address, choose, link_to, link_to_node, no_filter, remember, switch
from views.names import kind_choices, kind_of, sentence_case, uk_date
from views.parts import style
from views.review_around import agencies, themes
from views.review_list import recommendations_of
from views.text import plain

SHOWN = {"asks": "Recommendations", "agencies": "Agencies", "themes": "Themes"}


def filters() -> list[Row]:
    """The reviews that kind, area and words leave."""
    left, middle, right = st.columns(3)
    with left:
        kind = choose("Kind of review", kind_choices(), "kind")
    everywhere = ask("reviews")
    areas = sorted({str(row["area"]) for row in everywhere if row["area"]})
    with middle:
        area = choose("Area", {"": "All areas"} | {one: one for one in areas}, "area")
    with right:
        words = st.text_input(
            "Words in the title",
            value=address("words"),
            key="review-words",
            on_change=lambda: remember(words=st.session_state["review-words"]),
        )
    wanted = words.casefold().split()
    return [
        row
        for row in ask("reviews", kind=kind, area=area)
        if all(word in row["review"].casefold() for word in wanted)
    ]


def open_review(row: Row) -> None:
    """Go to the review of the row that was chosen."""
    remember(review=str(row["review_id"]))


def all_reviews(reviews: int) -> None:
    """The list to choose from."""
    rows = filters()
    if not rows:
        nothing("review of this kind, area and title", reviews)
        return
    st.caption(
        f"{of_total(len(rows), reviews, 'reviews')}. *Asks* counts what "
        "each recommends, or in coroners' reports its concerns. Choose a row to open it."
    )
    for row in rows:
        row["kind"] = sentence_case(kind_of(row["kind"]))
    headings = {
        "review": "Review",
        "kind": "Kind",
        "year": "Year",
        "recommendations": "Asks",
    }
    widths = {"review": 600, "kind": 240, "year": 60, "recommendations": 60}
    table(rows, "reviews", headings, height=560, widths=widths, on_pick=open_review)


def facts(review: Row) -> None:
    """Kind, area, date, licence, and the way to the published document."""
    st.header(f"■ {plain(review['review'])}", anchor=False)
    parts = [
        sentence_case(kind_of(review["kind"])),
        review["area"],
        uk_date(review["date"]) or review["year"],
        f"licence: {review['licence']}" if review["licence"] else "",
        "invented" if review["invented"] and "invented" not in str(review["licence"]) else "",
    ]
    st.caption(" · ".join(plain(part) for part in parts if part))
    with st.container(horizontal=True, vertical_alignment="center"):
        source_link(review["url"])
        link_to_node("See what surrounds it", "Review", review["review_id"])
        link_to("Another review", "review")


def body(reviews: int) -> None:
    """Draw the page below its header."""
    id_ = address("review")
    if not id_:
        all_reviews(reviews)
        return
    found = ask("review", review=id_)
    if not found:
        st.caption("There is no such review in what is loaded. Here are those there are.")
        all_reviews(reviews)
        return
    facts(found[0])
    show = switch("Show", SHOWN, "show")
    no_filter("Show")
    if show == "asks":
        recommendations_of(id_)
    elif show == "agencies":
        agencies(id_)
    else:
        themes(id_)


how_much = header(
    "Review",
    "One review: what it recommends, to whom, on what ground, and who said the same elsewhere.",
)
style()
body(how_much.reviews)
