"""The search box at the head of every page."""

from __future__ import annotations

import streamlit as st

from linking.typed import LONGEST
from views.links import PAGES, address, remember

_KEY, _ASKED = "search-box", "search-asked"
# It stands in the empty band above each page's heading, which Streamlit's own header covers.
_STYLE = """<style>
[data-testid="stMainBlockContainer"] { position: relative; }
.st-key-search-band { position: absolute; top: .6rem; right: clamp(1rem, 5vw, 5rem);
  width: min(24rem, calc(100% - 5.5rem)); z-index: 999991; }
</style>"""


def search_box(*, here: bool) -> None:
    """Draw the box; what is typed leads to the Search page. ``here`` says that this is it.

    ``st.switch_page`` leaves two entries in the browser's history: *Back* has to be pressed twice.
    """
    st.session_state[_KEY] = address("q") if here else ""
    with st.container(key="search-band"):
        st.html(_STYLE)
        st.text_input(
            "Search reviews, recommendations, agencies, themes and findings",
            key=_KEY,
            type="search",
            max_chars=LONGEST,
            placeholder="Search",
            icon=":material/search:",
            label_visibility="collapsed",
            on_change=_typed,
            args=(here,),
        )
    if st.session_state.pop(_ASKED, None):
        st.switch_page(PAGES["search"], query_params={"q": st.session_state.pop("search-for")})


def _typed(here: bool) -> None:
    words = str(st.session_state[_KEY]).strip()
    if here:
        remember(q=words)
    elif words:
        st.session_state[_ASKED], st.session_state["search-for"] = True, words
