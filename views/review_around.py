"""Around one review: agencies involved and addressed, themes raised and recommended about."""

from __future__ import annotations

import streamlit as st

from graph.store import Row
from views.data import ask
from views.html_table import plain_table
from views.leaving import downloads
from views.names import agency_name, sector_name
from views.parts import wording

YES, NO = "●", "–"


def agencies(review: str) -> None:
    """Who was in the case, and who was asked to act."""
    rows = ask("review_agencies", review=review)
    if not rows:
        st.markdown("This review names no agency, neither as involved nor as addressed.")
        return
    involved = [row for row in rows if row["involved"]]
    silent = [row for row in involved if not row["recommendations"]]
    if involved:
        st.caption(
            f"{len(involved)} agencies are named as involved in the case; {len(silent)} of them "
            "are not addressed by name. Nothing may have been needed of them."
        )
    else:
        st.caption("This review does not list who was involved in the case.")
    order = sorted(rows, key=lambda row: (sector_name(row["sector"]), row["agency"]))
    plain_table(
        ("Agency", "Sector", "Involved in the case", "Addressed"),
        [
            (
                agency_name(row["agency"]),
                sector_name(row["sector"]),
                YES if row["involved"] else NO,
                str(row["recommendations"]) if row["recommendations"] else NO,
            )
            for row in order
        ],
    )
    about = f"who was in the case and who was asked to act, of the review {review}"
    downloads(order, "agencies-of-the-review", about=about)


def themes(review: str) -> None:
    """What the case raised, against what was recommended about."""
    rows = ask("review_match", review=review)
    raised = [row for row in rows if row["raised"]]
    if not rows:
        st.markdown("No theme was raised by this review or found in what it recommends.")
        return
    missed = [row for row in raised if not row["recommendations"]]
    if raised:
        st.caption(
            f"{len(raised)} themes are raised by the case; {len(missed)} of them have no "
            "recommendation about them."
        )
    else:
        st.caption("This review does not list what its case raised.")
    plain_table(
        ("Theme", "Raised by the case", "Recommended about"),
        [
            (
                row["theme"],
                YES if row["raised"] else NO,
                str(row["recommendations"]) if row["recommendations"] else NO,
            )
            for row in sorted(rows, key=_gap_first)
        ],
    )
    about = f"what the case raised and what was recommended about, of the review {review}"
    downloads(rows, "themes-of-the-review", about=about)
    if missed:
        st.markdown("**Raised and not recommended about: the passages that show it**")
    for row in missed:
        with st.container(border=True):
            wording(row["passage"] or "No passage was kept.", note=row["theme"])


def _gap_first(row: Row) -> tuple[bool, bool, str]:
    return (not (row["raised"] and not row["recommendations"]), not row["raised"], row["theme"])
