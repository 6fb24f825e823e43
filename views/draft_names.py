"""Names and other personal details in a draft: shown, and replaced by a role before saving."""

from __future__ import annotations

import streamlit as st

from ingest.documents.drafts import Waiting
from ingest.documents.roles import replacing
from views.draft_store import correct


def names(waiting: Waiting) -> None:
    """The way to replace a name, a date of birth or an address by a role."""
    digest = waiting.draft.digest
    with (
        st.expander("Replace a name by a role", icon=":material/person_off:"),
        st.form(f"names-{digest}", clear_on_submit=True, border=False),
    ):
        st.caption(
            "Wherever the words stand in this review, the role stands instead. The words "
            "themselves are not kept."
        )
        left, right = st.columns(2)
        words = left.text_input("Name, date of birth, address or number")
        role = right.text_input("Role", placeholder="the mother, a GP, the social worker")
        if not st.form_submit_button("Replace"):
            return
    if not any(letter.isalnum() for letter in words) or not role.strip():
        st.error("Give both: the words to replace, and the role that stands instead.")
        return
    correct(digest, replacing(words, " ".join(role.split())))
    st.rerun()
