"""Search: anything that is loaded, by its words and by its meaning."""

from __future__ import annotations

import streamlit as st

from graph.errors import CommonThreadError
from linking.encoder import Vectors
from linking.search import Meaning
from linking.typed import LONGEST, Typed, read_typed
from views.layout import header
from views.links import address, step_to
from views.parts import style
from views.search_filters import narrowed
from views.search_hits import Looked, results
from views.search_index import index, meaning
from views.search_words import did_you_mean

_EXAMPLES = (
    "someone died because agencies did not share",
    "recording what a child says",
    '"professional curiosity"',
    "carers told about discharge",
)


def nothing_typed() -> None:
    """What can be typed, with examples to begin from."""
    st.markdown(
        "Type into the box at the top: a word, a name, a question in your own words. Put words in "
        'quotes ("lead professional") to find them just so; a number finds a recommendation '
        "(recommendation 3 and an area), an id the thing itself."
    )
    st.markdown("**For example**")
    for number, example in enumerate(_EXAMPLES):
        step_to(example, f"example-{number}", q=example)


def by_meaning(typed: Typed) -> tuple[Meaning | None, Vectors | None]:
    """How near everything is to what was typed, where the encoder is ready; says it if not."""
    waiting = meaning()
    if not waiting.done():
        st.fragment(_wait, run_every=1.0)()
        return None, None
    try:
        ready = waiting.result()
        near = ready.nearness(typed.said) if typed.said else None
    except CommonThreadError as error:
        st.caption("Looked for by words alone: meaning cannot be looked for just now.")
        st.text(str(error))
        return None, None
    if ready.unread:
        st.caption(f"{ready.unread:,} recommendations are not linked yet: found by words alone.")
    return ready, near


def _wait() -> None:
    if meaning().done():
        st.rerun()
    st.caption("Found by words so far. What is near in meaning follows in a moment.")


def search() -> None:
    """Look for what stands in the address, and draw what was found."""
    typed = read_typed(address("q"))
    if typed.empty:
        nothing_typed()
        return
    if typed.cut:
        st.caption(f"Only the first {LONGEST} letters were looked for.")
    if not typed.words and not typed.phrases and not typed.number:
        st.caption(
            "These words stand in almost every text, so only what is near in meaning is shown. "
            "In quotes they are found just as they are."
        )
    own = index()
    among = narrowed(own)
    did_you_mean(own, typed)
    ready, near = by_meaning(typed)
    results(Looked(own, typed, ready, near, own.look(typed, near, among)))


how_much = header(
    "Search",
    "Reviews, recommendations, research findings, themes and agencies, by their words and by "
    "what they mean.",
)
style()
search()
