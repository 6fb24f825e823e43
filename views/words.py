"""Words we use: what the words on the pages mean."""

from __future__ import annotations

import html
from collections.abc import Iterable

import streamlit as st

from views.glossary import glossary
from views.layout import heading
from views.links import link_to
from views.names import CODE_MEANS, CODES
from views.parts import style


def listed(meanings: Iterable[tuple[str, str]]) -> None:
    """Words and what each means, the one above the other, so that a phone has room for both."""
    lines = (f"<dt>{html.escape(w)}</dt><dd>{html.escape(m)}</dd>" for w, m in meanings)
    st.html(f"<dl class='ct-words'>{''.join(lines)}</dl>")


heading("Words we use", "What the words on these pages mean. Bubbles beside them say the same.")
style()
for group, meanings in glossary().items():
    st.header(group, anchor=False)
    listed(meanings.items())
st.header("Codes", anchor=False)
listed((said, CODE_MEANS[code]) for code, said in CODES.items())
link_to("What each theme means", "themes")
