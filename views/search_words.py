"""Other words that a searcher may have meant, offered and never taken by itself."""

from __future__ import annotations

import streamlit as st

from linking.search import SearchIndex
from linking.spelling import corrected, like_names
from linking.typed import Typed
from views.links import step_to


def did_you_mean(index: SearchIndex, typed: Typed) -> None:
    """Offer what is spelt nearly so: words that stand somewhere, and names of agencies."""
    names = [name for thing in index.things if thing.kind == "Agency" for name in thing.names]
    likely = [corrected(typed.text, index.vocabulary), *like_names(typed.text, names)]
    offers = list(dict.fromkeys(offer for offer in likely if offer))
    if not offers:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown("Did you mean", width="content")
        for number, offer in enumerate(offers):
            step_to(offer, f"meant-{number}", q=offer)
