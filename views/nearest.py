"""What is nearest to a recommendation that no finding is near, shown on request."""

from __future__ import annotations

from functools import partial

import streamlit as st

from graph.store import Row
from linking.verdicts import Subject
from views.data import ask
from views.findings import finding_card, such_links
from views.names import sentence_case
from views.verdict_button import verdict_button


def nearest_all_the_same(row: Row) -> None:
    """Offer the findings nearest to a recommendation that none is near; ``row`` has ``nearest``
    as linking keeps it ('F01 0.0712; F02 0.0500')."""
    kept = [pair.rsplit(" ", 1) for pair in str(row["nearest"] or "").split("; ") if pair]
    key = f"nearest-{row['recommendation_id']}"
    if not kept or not st.checkbox("Show the nearest all the same", key=key):
        return
    known = {finding["finding_id"]: finding for finding in ask("findings")}
    st.caption("Not near enough to count as evidence nearby, here or in any count.")
    for id_, chance in kept:
        if id_ in known:
            link = Subject("evidence", row["recommendation_id"], id_)
            finding_card(
                known[id_],
                notes=[sentence_case(such_links(float(chance)))],
                judge=partial(verdict_button, [link]),
            )
