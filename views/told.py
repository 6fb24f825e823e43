"""Have we been told this before? A draft against what earlier reviews asked, and the research."""

from __future__ import annotations

import streamlit as st

from views.data import ask
from views.layout import header
from views.links import choose
from views.parts import style
from views.told_draft import LONGEST, DraftAsk, asks_in_file, asks_in_text
from views.told_result import results

_DRAFT, _ASKS, _SAID = "told-draft", "told-asks", "told-said"

how_much = header(
    "Have we been told this before?",
    "Paste a draft recommendation or a whole action plan. You see who was told the same, what "
    "research is near, and what the draft leaves open.",
)
style()


def _keep(asks: list[DraftAsk], said: str) -> None:
    st.session_state[_ASKS], st.session_state[_SAID] = asks, said


def _look() -> None:
    text = str(st.session_state.get(_DRAFT) or "")
    if text.strip():
        _keep(*asks_in_text(text))
    else:
        _keep([], "Paste a recommendation first.")


def _clear() -> None:
    st.session_state[_DRAFT] = ""
    _keep([], "")


st.text_area(
    "A draft recommendation, or several",
    key=_DRAFT,
    height=140,
    max_chars=LONGEST,
    placeholder="The Board should …",
)
with st.container(horizontal=True, vertical_alignment="bottom"):
    st.button("Look for it", on_click=_look, type="primary", icon=":material/search:")
    st.button("Clear", on_click=_clear, type="tertiary")
with st.expander("Or give a file with an action plan"):
    given = st.file_uploader(
        "PDF, Word, OpenDocument, web page, plain text, Markdown or XLSX", key="told-file"
    )
    if given is not None and st.button("Look for what this file asks", icon=":material/search:"):
        with st.spinner("Reading the file"):
            _keep(*asks_in_file(given.name, given.getvalue()))
st.caption(
    "What you give here is looked up on this machine and kept nowhere: not in the graph, not in "
    "a file. It is gone when you close the page."
)

areas = {str(row["area"]): row["reviews"] for row in ask("areas")}
if st.session_state.get(_SAID):
    st.markdown(st.session_state[_SAID])
if st.session_state.get(_ASKS):
    named = {"": "All areas"} | {one: f"{one} ({number:,})" for one, number in areas.items()}
    area = choose("Earlier reviews of", named, "area")
    results(st.session_state[_ASKS], area, areas.get(area, how_much.reviews))
