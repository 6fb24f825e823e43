"""Evidence stated by recommendations against evidence available: four cells of one table."""

from __future__ import annotations

import streamlit as st

from linking.intervals import of_total
from views.data import ask
from views.filters import Chosen, choose_reviews
from views.findings import HOW_JUDGED, in_ten
from views.links import address, remember
from views.names import STATED, count_asks
from views.parts import first_of, footing, more_of, recommendation

MANY = 5000
CELLS = {
    "no-near": ("None stated", "evidence nearby", False, True),
    "no-none": ("None stated", "nothing near", False, False),
    "yes-near": ("Some stated", "evidence nearby", True, True),
    "yes-none": ("Some stated", "nothing near", True, False),
}


def stated_and_available(reviews: int) -> None:
    """Draw the four cells, and the recommendations of the one that is chosen."""
    chosen = choose_reviews(reviews)
    score = _least_score()
    found = ask("evidence_stated_and_available", score=score, **chosen.asked)
    number = {
        (row["stated"] == "stated", row["available"] == "evidence nearby"): row["recommendations"]
        for row in found
    }
    total = sum(number.values())
    if not total:
        chosen.nothing("recommendation or concern")
        return
    st.caption(
        f"All {total:,} recommendations and concerns of the reviews chosen. *Stated* means that "
        "the wording names guidance, research or earlier reviews, or that a publication is cited. "
        "*Nearby* means that at least one finding of the evidence base is near in meaning."
    )
    cell = address("cell", "no-near")
    _cells(number, total, cell)
    if cell in CELLS:
        _listed(cell, score, chosen)


def _cells(number: dict[tuple[bool, bool], int], total: int, chosen: str) -> None:
    """The four cells, two by two."""
    for pair in (("no-near", "no-none"), ("yes-near", "yes-none")):
        for name, column in zip(pair, st.columns(2), strict=True):
            stated, near, is_stated, is_near = CELLS[name]
            count = number.get((is_stated, is_near), 0)
            with column, st.container(border=True, gap="xsmall"):
                st.metric(f"{stated}, {near}", f"{count:,}")
                with footing([of_total(count, total, "in all")], width=200):
                    st.button(
                        "Shown below" if name == chosen else "Show these",
                        key=f"cell-{name}",
                        on_click=remember,
                        kwargs={"cell": name},
                        disabled=name == chosen,
                        type="tertiary",
                        icon=":material/arrow_downward:",
                        icon_position="right",
                    )


def _least_score() -> float:
    """The slider, whose value stands in the address."""
    try:
        given = min(1.0, max(0.0, float(address("score", "0"))))
    except ValueError:
        given = 0.0
    st.session_state["least-score"] = given

    def moved() -> None:
        value = st.session_state["least-score"]
        remember(score=f"{value:g}" if value else None)

    return float(
        st.slider(
            "Least score that counts as near",
            0.0,
            1.0,
            step=0.05,
            key="least-score",
            on_change=moved,
            help="The score of a link is how likely a finding is to be judged relevant: at 0.5, "
            "about 5 in 10 such links were. At 0 all links that were kept count; a higher score "
            f"leaves fewer and surer ones. {HOW_JUDGED}",
        )
    )


def _listed(name: str, score: float, chosen: Chosen) -> None:
    stated, near, is_stated, is_near = CELLS[name]
    st.header(f"{stated}, {near}", anchor=False)
    cell = {"stated": is_stated, "near": is_near, "score": score, "limit": MANY}
    rows = ask("evidence_cell", **cell, **chosen.asked)
    if not rows:
        chosen.nothing("recommendation or concern of this sort")
        return
    words = f"{count_asks(rows)}, latest first."
    if not is_near:
        words += " The evidence base is a starter set: nothing near does not mean nothing known."
    st.caption(words)
    key = f"{name}-{score}-{chosen.key}"
    for row in first_of(rows, key):
        notes = []
        if row["findings_near"]:
            findings = "finding" if row["findings_near"] == 1 else "findings"
            notes.append(
                f"{row['findings_near']} {findings} nearby; of links as near as the nearest, "
                f"{in_ten(row['score'])} were judged relevant"
            )
        if is_stated:
            base = STATED.get(str(row["evidence_base"]), "a publication it cites")
            notes.append(f"Evidence stated: {base}")
        recommendation(row, marks=[row["evidence_base_words"] or ""], notes=notes)
    more_of(rows, key)
