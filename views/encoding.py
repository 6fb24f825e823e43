"""The one encoder of the explorer, which all pages share."""

from __future__ import annotations

import streamlit as st

from linking.encoder import SentenceEncoder


@st.cache_resource(max_entries=1, show_spinner=False, on_release=SentenceEncoder.close)
def encoder() -> SentenceEncoder:
    """The encoder; its process starts with the first text that has to be encoded. Raises
    ModelUnavailableError when no model is found."""
    return SentenceEncoder()
