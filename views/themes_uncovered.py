"""What no theme of the frame covers, in groups that may be new themes: suggestions only."""

from __future__ import annotations

import streamlit as st

from graph.store import Row
from linking.encoder import SentenceEncoder
from linking.fixed_wording import without_fixed_wording
from linking.repeats import Ask
from linking.suggestions import LEAST_REVIEWS, Suggestion, suggest
from linking.vectors import VectorCache, cached_vectors
from views.data import ask, stamp
from views.layout import Loaded, nothing
from views.leaving import downloads
from views.names import count_asks
from views.parts import first_of, more_of, recommendations
from views.text import plain, shorten


def uncovered(how_much: Loaded) -> None:
    """Draw how much no theme covers, and the groups in it."""
    rows = ask("uncovered_recommendations")
    if not rows:
        nothing("recommendation or concern without a theme", how_much.reviews)
        return
    found = _suggestions(stamp())
    st.caption(
        f"{count_asks(rows)} of {how_much.recommendations:,} have no theme. Below are those near "
        f"each other in meaning that at least {LEAST_REVIEWS} reviews make: each may be a theme "
        "that the frame lacks, or one whose cue words miss it. Suggestions only; nothing is coded "
        "by them. To take one up, add a row to a CSV of your own with the columns below, and read "
        "it with `python -m ingest themes FILE`."
    )
    if not found:
        st.markdown("No such group was found among them.")
        return
    by_id = {str(row["recommendation_id"]): row for row in rows}
    for number, one in enumerate(first_of(found, "suggested")):
        title = f"**{plain(shorten(', '.join(one.words), 70))}** · {one.reviews} reviews"
        with st.expander(title):
            st.caption(f"In one's own words: {plain(one.label)}")
            recommendations([by_id[id_] for id_ in one.asks], f"suggested-{number}")
    more_of(found, "suggested")
    downloads([_as_theme(one) for one in found], "suggested-themes")


def _as_theme(one: Suggestion) -> Row:
    """A row as a file of themes has it, to be edited."""
    return {
        "id": "new." + "-".join(one.words[:2]),
        "parent": "",
        "label": ", ".join(one.words[:3]),
        "definition": one.label,
        "cues": "; ".join(one.words),
    }


@st.cache_data(max_entries=2, show_spinner="Looking for what belongs together")
def _suggestions(state: str) -> list[Suggestion]:
    del state
    asks = [
        Ask(str(row["recommendation_id"]), without_fixed_wording(row["wording"]), row["review_id"])
        for row in ask("uncovered_recommendations")
    ]
    # The vectors that linking kept: nothing is encoded for this, so no model is loaded.
    vectors, kept = cached_vectors([one.text for one in asks], SentenceEncoder(), VectorCache())
    return suggest([one for one, there in zip(asks, kept, strict=True) if there], vectors[kept])
