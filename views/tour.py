"""The two-minute tour: what there is to see, to be begun and begun again here."""

from __future__ import annotations

import streamlit as st

from views.layout import heading
from views.links import link_to
from views.parts import style
from views.touring import STOPS, begin

heading("A two-minute tour", "Seven stops, each on the page it speaks of. Leave it when you like.")
style()
for number, stop in enumerate(STOPS, 1):
    st.markdown(f"{number}. **{stop.title}.** {stop.text}")
begin()
link_to("Words we use", "words")
