"""What the graph has near a draft: earlier asks, research, what it lacks, stronger wording."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graph.store import Row
from linking.repeats import NEAR, POSSIBLE
from linking.told import OPPOSITE, TOPIC, Earlier, Told, ToldIndex, lacks
from views.data import ask, graph, stamp
from views.encoding import encoder
from views.findings import finding_card, how_to_take_it, in_common
from views.glossary import means
from views.html_table import plain_table
from views.layout import Loaded, nothing
from views.leaving import downloads
from views.links import choose
from views.names import CODES, sentence_case
from views.parts import recommendation, wording
from views.text import plain, shorten
from views.told_draft import DraftAsk

TIERS = {
    NEAR: ("Told nearly in these words", "Nearly the same words."),
    POSSIBLE: ("Perhaps the same ask", "More likely than not the same. Read both."),
    OPPOSITE: ("Perhaps the opposite", "Alike in words, and asked the other way round."),
    TOPIC: (
        "On the same matter",
        "Less near. Most of these ask something else about the same matter.",
    ),
}
_ROW_OF = {
    NEAR: "nearly in these words",
    POSSIBLE: "perhaps",
    OPPOSITE: "perhaps the opposite",
    TOPIC: "on the same matter",
}
_STRONGER = 3
_FOUND = "told-found"


@st.cache_resource(max_entries=1, show_spinner="Making ready what was said before")
def _index(state: str) -> ToldIndex:
    del state
    return ToldIndex(graph(), encoder())


def results(asks: Sequence[DraftAsk], area: str, how_much: Loaded) -> None:
    """Draw what was found for each ask; of several, a table first and then one to read."""
    index = _index(stamp())
    found = _found(index, asks, area)
    if index.unread:
        st.markdown(
            f"**⚠ {index.unread:,} recommendations are not linked yet** and were not looked "
            "through. *Documents* and *Add reviews* offer to link them."
        )
    if len(found) == 1:
        _one(index, found[0], how_much)
        return
    _summary(asks, found)
    chosen = choose(
        "Read about",
        {str(place): _label(one, place) for place, one in enumerate(asks)},
        "ask",
    )
    _one(index, found[int(chosen)], how_much)


def _found(index: ToldIndex, asks: Sequence[DraftAsk], area: str) -> list[Told]:
    """What was found, kept in the session until something else is asked for."""
    wanted = (stamp(), tuple(asks), area)
    before, found = st.session_state.get(_FOUND, (None, []))
    if before != wanted:
        with st.spinner("Looking"):
            found = index.look_up([(one.text, one.addressees) for one in asks], area=area)
        st.session_state[_FOUND] = (wanted, found)
    return list(found)


def _label(one: DraftAsk, place: int) -> str:
    return f"{one.number or place + 1}: {shorten(one.text, 90)}"


def _summary(asks: Sequence[DraftAsk], found: Sequence[Told]) -> None:
    told = sum(any(one.tier in {NEAR, POSSIBLE} for one in each.earlier) for each in found)
    st.markdown(f"**{told} of the {len(asks)} asks have an earlier one like them**")
    headings = ("Ask", "Told before", "Research near", "Left open")
    rows = [
        (
            _label(one, place),
            _told(each.earlier),
            str(len(each.evidence.near) or "none"),
            ", ".join(dict.fromkeys(_name(lack.code) for lack in lacks(each.codes))) or "–",
        )
        for place, (one, each) in enumerate(zip(asks, found, strict=True))
    ]
    plain_table(headings, rows)
    about = "each ask of a draft, and what is near it"
    downloads([dict(zip(headings, row, strict=True)) for row in rows], "told-before", about=about)


def _told(earlier: Sequence[Earlier]) -> str:
    counts = {tier: sum(one.tier == tier for one in earlier) for tier in TIERS}
    parts = [f"{number} {_ROW_OF[tier]}" for tier, number in counts.items() if number]
    return ", ".join(parts) or "nothing near"


def _name(code: str) -> str:
    return CODES.get(code, "What is asked").lower()


def _one(index: ToldIndex, told: Told, how_much: Loaded) -> None:
    st.header("The draft", anchor=False)
    gaps = lacks(told.codes)
    with st.container(border=True):
        wording(told.text, [lack.words for lack in gaps])
        if gaps:
            st.markdown("**What it leaves open**")
            for lack in gaps:
                words = f" ({plain(lack.words)})" if lack.words else ""
                st.markdown(f"- {plain(lack.sentence)}{words}")
        else:
            st.markdown("It names who is to act, what is to be done and by when.")
        st.caption("Found by rules that read the wording. A description, and not a grade.")
    _earlier(told, how_much)
    _research(told)
    _stronger(index, told)


def _earlier(told: Told, how_much: Loaded) -> None:
    st.header("Told before", anchor=False, help=means("repeat"))
    if not told.earlier:
        nothing("recommendation or concern near this draft", how_much.reviews)
        return
    rows = {str(row["recommendation_id"]): row for row in _rows(told.earlier)}
    years = sorted(int(row["year"]) for row in rows.values() if row["year"])
    reviews = len({row["review_id"] for row in rows.values()})
    span = f", {years[0]} to {years[-1]}" if years and years[0] < years[-1] else ""
    st.caption(
        f"The {len(rows)} nearest of {how_much.recommendations:,} recommendations and concerns "
        f"loaded, from {reviews} of {how_much.reviews:,} reviews{span}. Words that both share are "
        "marked."
    )
    for tier, (title, said) in TIERS.items():
        mine = [one for one in told.earlier if one.tier == tier and one.recommendation_id in rows]
        if not mine:
            continue
        folded = tier == TOPIC and len(mine) < len(told.earlier)
        place = st.expander(f"{title} ({len(mine)})") if folded else st.container()
        with place:
            if not folded:
                st.subheader(f"{title} ({len(mine)})", anchor=False)
            st.caption(said)
            for one in mine:
                row = rows[one.recommendation_id]
                recommendation(
                    row,
                    marks=one.shared,
                    notes=[str(row["area"] or ""), _chance(one)],
                )


def _chance(one: Earlier) -> str:
    """How likely both ask the same, where that is worth a number."""
    if one.tier not in {NEAR, POSSIBLE}:
        return ""
    return f"Of pairs as alike as these, about {one.score:.0%} were judged to ask the same"


def _rows(earlier: Sequence[Earlier]) -> list[Row]:
    return ask("recommendations_by_id", ids=" ".join(one.recommendation_id for one in earlier))


def _research(told: Told) -> None:
    st.header("Research near it", anchor=False, help=means("evidence nearby"))
    findings = {str(row["finding_id"]): row for row in ask("findings")}
    near = told.evidence.near
    if near:
        how_to_take_it(len(near))
        for one in near:
            shared, note = in_common({"shared": one.shared, "score": one.score})
            finding_card(findings[one.finding_id], marks=shared, notes=[note])
        return
    st.markdown(
        "Nothing in the evidence base is near this draft. That does not mean that nothing is "
        "known: it is a starter set."
    )
    if told.evidence.nearest:
        with st.expander("The nearest all the same"):
            st.caption("Most likely about something else; shown so that you can tell.")
            for id_, _ in told.evidence.nearest:
                finding_card(findings[id_])


def _stronger(index: ToldIndex, told: Told) -> None:
    """Stronger asks that others made about the draft's themes, nearest to it first."""
    for about in told.themes[:2]:
        rows = {
            str(row["recommendation_id"]): row
            for row in ask("strong_examples", theme=about.theme_id, limit=500)
        }
        if not rows:
            continue
        theme = str(ask("theme_summary", theme=about.theme_id)[0]["theme"])
        st.header(f"Stronger asks: {plain(theme)}", anchor=False)
        st.caption(
            f"{len(rows):,} asks about this theme name who is to act, use a firm verb and were "
            "coded as intermediate or stronger. The nearest to your draft, to borrow from:"
        )
        for id_ in index.nearest_of(told, rows)[:_STRONGER]:
            row = rows[id_]
            strength = sentence_case(str(row["strength"]))
            recommendation(row, marks=[str(row["strength_words"] or "")], notes=[strength])
