"""One finding: the claim, where it is from, and the recommendations it is near."""

from __future__ import annotations

from functools import partial

import streamlit as st

from graph.store import Row
from graph.words import grade, source_line
from linking.intervals import of_total
from linking.verdicts import Subject
from views.data import ask
from views.findings import HOW_JUDGED, how_to_take_it, in_common
from views.glossary import means
from views.layout import nothing, source_link
from views.links import link_to, link_to_node
from views.names import STATED, count_asks
from views.parts import first_of, more_of, recommendation, wording
from views.text import plain
from views.verdict_button import left_out, verdict_button

MANY = 2000


def one_finding(id_: str, reviews: int) -> None:
    """Draw one finding and what it is near."""
    link_to("All findings", "evidence", show="findings")
    found = [row for row in ask("findings") if row["finding_id"] == id_]
    if not found:
        st.markdown(f"There is no finding '{plain(id_)}' in the evidence base that is loaded.")
        return
    row = found[0]
    st.header("★ Finding", anchor=False, help=means("finding"))
    wording(row["finding"], note=grade(row))
    _about(row)
    how_to_take_it(1)
    _near(row, reviews)


def _about(row: Row) -> None:
    """Who was studied, the citation and the way to it."""
    if row["population"]:
        st.markdown(f"**Who was studied**  \n{plain(row['population'])}")
    st.markdown(f"**Publication**  \n{plain(source_line(row))}")
    with st.container(horizontal=True, vertical_alignment="center"):
        doi = str(row["doi"] or "")
        source_link(f"https://doi.org/{doi}" if doi else row["url"], "DOI" if doi else "Source")
        link_to_node("See what surrounds it", "Finding", row["finding_id"])


def _near(row: Row, reviews: int) -> None:
    st.header("Recommendations it is near", anchor=False, help=means("evidence nearby"))
    near = ask("near_finding", finding=row["finding_id"], limit=MANY)
    left_out("evidence", row["finding_id"])
    if not near:
        nothing("recommendation or concern near this finding", reviews)
        return
    spread = len({one["review_id"] for one in near})
    st.caption(
        f"{count_asks(near)} in {of_total(spread, reviews, 'reviews')}, nearest first, with the "
        "words both share marked. Read both: near in meaning can be the opposite in advice. "
        + HOW_JUDGED
    )
    key = f"near-{row['finding_id']}"
    for one in first_of(near, key):
        stated = STATED.get(str(one["stated"] or ""))
        shared, note = in_common(one)
        notes = [note]
        if stated:
            notes.append(f"It states as its own ground: {stated}")
        link = Subject("evidence", one["recommendation_id"], row["finding_id"])
        recommendation(one, marks=shared, notes=notes, judge=partial(verdict_button, [link]))
    more_of(near, key)
