"""Words we use: what the words on the pages mean."""

from __future__ import annotations

import streamlit as st

from views.glossary import glossary
from views.html_table import plain_table
from views.layout import heading
from views.links import link_to
from views.names import CODE_MEANS, CODES
from views.parts import style

heading("Words we use", "What the words on these pages mean. Bubbles beside them say the same.")
style()
for group, meanings in glossary().items():
    st.header(group, anchor=False)
    plain_table([], meanings.items())
st.header("Codes", anchor=False)
plain_table([], ((said, CODE_MEANS[code]) for code, said in CODES.items()))
link_to("What each theme means", "themes")
