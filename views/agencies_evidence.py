"""Evidence gaps both ways, each with the way to the wording on the page Evidence."""

from __future__ import annotations

import streamlit as st

from views.data import ask
from views.filters import Chosen
from views.parts import Ranked, ranked

WELL_SUPPORTED = ("high", "moderate")
ON_WHAT_WORKS = ("works", "mixed", "no effect", "harmful")


def evidence_gaps(chosen: Chosen) -> None:
    """Asks that no finding is near, and findings that no ask is near."""
    st.markdown("**Asked, and no research near**")
    cells = ask("evidence_stated_and_available", **chosen.asked)
    total = sum(row["recommendations"] for row in cells)
    if total:
        st.caption(
            "Of the recommendations and concerns of these reviews, those that no finding of the "
            "evidence base is near in meaning. It is a starter set: nothing near does not mean "
            "nothing known."
        )
        _asks(cells, total, chosen)
    else:
        chosen.nothing("recommendation or concern")
    st.markdown("**Well supported, and no ask near**")
    findings = [
        row
        for row in ask("findings")
        if row["strength"] in WELL_SUPPORTED and row["direction"] in ON_WHAT_WORKS
    ]
    if not findings:
        st.markdown("No finding of high or moderate strength on what works or does not is loaded.")
        return
    alone = ask("findings_nobody_draws_on")
    st.caption(
        "Of the findings of high or moderate strength on what works or does not, those that no "
        "recommendation or concern of any review loaded is near, whatever is chosen above."
    )
    row = Ranked("Nobody is near", len(alone), len(findings), "evidence", {"show": "alone"})
    ranked([row], "alone", noun="findings")


def _asks(cells: list[dict], total: int, chosen: Chosen) -> None:
    number = {
        row["stated"]: row["recommendations"] for row in cells if row["available"] == "nothing near"
    }
    ways = (("None stated", "none stated", "no-none"), ("Some stated", "stated", "yes-none"))
    ranked(
        [
            Ranked(
                f"{words}, nothing near",
                number.get(stated, 0),
                total,
                "evidence",
                {"cell": cell, **chosen.state},
            )
            for words, stated, cell in ways
        ],
        "asks",
        noun="in all",
    )
