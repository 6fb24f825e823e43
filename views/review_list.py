"""The recommendations of one review, in the order of the document."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import partial
from typing import Any

import streamlit as st

from graph.store import Row
from linking.verdicts import CODE, Subject
from views.data import ask
from views.findings import HOW_JUDGED, finding_card, in_common
from views.glossary import means
from views.html_table import plain_table
from views.links import address, link_to, link_to_node
from views.names import CODE_HELP, CODES, agency_name, citation, count_asks, sentence_case, uk_date
from views.nearest import nearest_all_the_same
from views.parts import first_of, footing, more_of, wording
from views.text import plain
from views.verdict_button import left_out, verdict_button

PLAN = {
    "plan_action": "Action planned",
    "plan_lead": "Lead",
    "plan_target_date": "By",
    "plan_status": "Where it stands",
    "plan_outcome": "What came of it",
}
Around = dict[str, list[Row]]


def recommendations_of(review: str) -> None:
    """Draw a review's recommendations, or the one that the address names."""
    rows = sorted(ask("review_recommendations", review=review), key=_place)
    if not rows:
        st.markdown("No recommendation or concern of this review is loaded.")
        return
    around = {
        name: _by_recommendation(ask(name, review=review))
        for name in (
            "review_addressees",
            "review_theme_links",
            "review_evidence",
            "review_repeats",
            "review_cites",
        )
    }
    chosen = [row for row in rows if row["recommendation_id"] == address("recommendation")]
    if chosen:
        link_to(f"All {count_asks(rows)} of this review", "review", review=review)
        _one(chosen[0], around, opened=True)
        return
    asked = sum(row["asks"] or 0 for row in rows)
    more = f", {asked:,} separate asks in them" if asked > len(rows) else ""
    st.caption(f"{count_asks(rows)}{more}, in the order of the document.")
    for row in first_of(rows, review):
        _one(row, around)
    more_of(rows, review)


def _place(row: Row) -> tuple[Any, ...]:
    """Page first, then the number as people count: 2 before 10, 1.2 before 1.10."""
    page = row["page"] if row["page"] is not None else 10**6
    parts = re.split(r"(\d+)", str(row["number"] or ""))
    number = [(0, int(p), "") if p.isdigit() else (1, 0, p) for p in parts if p]
    return page, number, row["recommendation_id"]


def _by_recommendation(rows: list[Row]) -> Around:
    grouped: Around = defaultdict(list)
    for row in rows:
        grouped[row["recommendation_id"]].append(row)
    return grouped


def _one(row: Row, around: dict[str, Around], *, opened: bool = False) -> None:
    """One recommendation: wording, addressees, themes, and what can be opened below it."""
    id_ = row["recommendation_id"]
    near, alike = around["review_evidence"][id_], around["review_repeats"][id_]
    with st.container(border=True):
        head = sentence_case(str(row["kind"] or "recommendation"))
        number = f" {row['number']}" if row["number"] else ""
        page = f", page {row['page']}" if row["page"] is not None else ""
        st.markdown(f"**{plain(head + number)}**{page}")
        wording(row["wording"], [row.get(f"{code}_words") or "" for code in CODES])
        _addressees(around["review_addressees"][id_])
        _themes(id_, around["review_theme_links"][id_])
        below = (
            st.container()
            if opened
            else st.expander(_summary(row, near, alike), key=f"below-{id_}")
        )
        with below:
            _cites(around["review_cites"][id_])
            _evidence(row, near)
            _repeats(id_, alike)
            _plan(row)
            _coded(row)
        if opened:
            link_to_node("See what surrounds it", "Recommendation", id_)


def _summary(row: Row, near: list[Row], alike: list[Row]) -> str:
    """What opens below a recommendation, in a line."""
    parts = [f"evidence nearby: {len(near) or 'none'}"]
    if alike:
        parts.append(f"said elsewhere: {len(alike)}")
    if any(row.get(name) for name in PLAN):
        parts.append("action plan")
    if any(row.get(code) for code in CODES):
        parts.append("how it was coded")
    return sentence_case(" · ".join(parts))


def _addressees(rows: list[Row]) -> None:
    if not rows:
        st.caption("No one agency is named to act in the sentence, its heading or its column.")
        return
    named = []
    for row in rows:
        words = agency_name(row["agency"])
        marks = []
        if row["inherited"]:
            marks.append("from a heading or column")
        if row["predecessor"]:
            marks.append(f"named as {row['raw']}")
        if row["resolved"] is False:
            marks.append("not matched to the register")
        named.append(plain(words) + (f" ({plain('; '.join(marks))})" if marks else ""))
    st.caption("**Addressed to** " + ", ".join(named))


def _themes(id_: str, rows: list[Row]) -> None:
    if not rows:
        st.caption("No theme was found in it.")
        left_out("theme", id_)
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for row in rows[:6]:
            tip = f"Found by: {row['cue']}" if row["cue"] else None
            link_to(row["theme"], "themes", help=tip, theme=row["theme_id"])
        verdict_button([Subject("theme", id_, row["theme_id"]) for row in rows])
        left_out("theme", id_)


def _cites(rows: list[Row]) -> None:
    if rows:
        st.markdown("**It cites**")
    for row in rows:
        wording(row["quote"] or "The words were not kept.", note=citation(row))


def _evidence(of: Row, rows: list[Row]) -> None:
    id_ = of["recommendation_id"]
    st.markdown("**Evidence nearby**", help=means("evidence nearby"))
    if not rows:
        st.caption(
            "No finding is near it in the evidence base that is loaded, which is a starter set."
        )
        left_out("evidence", id_)
        nearest_all_the_same(of)
        return
    st.caption(
        "Near in meaning, nearest first. Whether it supports the ask is for you to judge. "
        + HOW_JUDGED
    )
    for row in rows:
        words, note = in_common(row)
        link = Subject("evidence", id_, row["finding_id"])
        finding_card(row, marks=words, notes=[note], judge=partial(verdict_button, [link]))
    left_out("evidence", id_)


def _repeats(id_: str, rows: list[Row]) -> None:
    if not rows:
        left_out("repeat", id_)
        return
    st.markdown("**Said elsewhere**", help=means("repeat"))
    st.caption(
        "A possible repeat is for a person to confirm. Its chance of being the same ask is told "
        "from pairs that people judged."
    )
    for row in rows:
        near = row["tier"] == "near-identical"
        sure = "Nearly the same words" if near else "Possible repeat"
        chance = "" if near or row["score"] is None else f": {row['score']:.0%} likely"
        with st.container(border=True):
            wording(row["wording"])
            with footing([str(row["review"]), sure + chance]):
                link_to(
                    "Open in its review",
                    "review",
                    review=row["review_id"],
                    recommendation=row["other_id"],
                )
                ends = (id_, row["other_id"]) if row["later"] else (row["other_id"], id_)
                verdict_button([Subject("repeat", *ends)])
    left_out("repeat", id_)


def _plan(row: Row) -> None:
    known = [(PLAN[name], uk_date(row[name])) for name in PLAN if row.get(name)]
    if known:
        st.markdown("**Action plan**")
        plain_table([], known)


def _coded(row: Row) -> None:
    coded = [
        (
            CODES[code],
            str(row[code]).replace("_", " "),
            f"“{row[f'{code}_words']}”" if row.get(f"{code}_words") else "",
        )
        for code in CODES
        if row.get(code)
    ]
    if coded:
        st.markdown("**How it was coded**", help=CODE_HELP)
        plain_table(["Code", "Value", "Words it rests on"], coded)
        id_ = row["recommendation_id"]
        verdict_button([Subject(CODE, id_, code) for code in CODES if row.get(code)])
