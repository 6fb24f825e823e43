"""What the graph has near a draft: earlier asks, research, what it lacks, stronger wording."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graph.store import Row
from linking.told import Told, ToldIndex, lacks
from views.data import ask, graph, stamp
from views.encoding import encoder
from views.findings import finding_card, how_to_take_it, in_common
from views.glossary import means
from views.html_table import plain_table
from views.layout import nothing
from views.leaving import downloads
from views.links import choose
from views.names import CODES, sentence_case
from views.parts import first_of, more_of, recommendation, wording
from views.text import plain, shorten
from views.told_draft import DraftAsk
from views.told_earlier import FIRST, LIKE, answer, asked_before, cards, in_brief
from views.told_themes import about

_BORROWED = 12  # stronger asks at most
_FOUND = "told-found"
# Headings with their places on the page, in the order in which they stand there.
_OUTLINE = {
    "told-before": "Told before",
    "research-near": "Research near it",
    "left-open": "What the draft leaves open",
    "stronger-asks": "Stronger asks by others",
}


@st.cache_resource(max_entries=1, show_spinner="Making ready what was said before")
def _index(state: str) -> ToldIndex:
    del state
    return ToldIndex(graph(), encoder())


def results(asks: Sequence[DraftAsk], area: str, reviews: int) -> None:
    """Draw what was found for each ask; of several, a table first and then one to read. Earlier
    asks are of the ``reviews`` of one area, or with an empty ``area`` of all."""
    index = _index(stamp())
    found = _found(index, asks, area)
    rows = asked_before(found)
    if index.unread:
        st.markdown(
            f"**⚠ {index.unread:,} recommendations are not linked yet** and were not looked "
            "through. *Documents* and *Add reviews* offer to link them."
        )
    chosen = "0"
    if len(found) > 1:
        _summary(index, asks, found, rows, reviews)
        labels = {str(place): _label(one, place) for place, one in enumerate(asks)}
        chosen = choose("Read about", labels, "ask")
    _one(index, found[int(chosen)], rows, area, reviews)


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


def _summary(
    index: ToldIndex,
    asks: Sequence[DraftAsk],
    found: Sequence[Told],
    rows: dict[str, Row],
    reviews: int,
) -> None:
    """Each ask of a plan in a row, and the same to take away."""
    told = sum(any(one.tier in LIKE for one in each.earlier) for each in found)
    st.markdown(f"**{told} of the {len(asks)} asks have an earlier one like them**")
    headings = ("Ask", "About", "Told before", "Research near", "Left open")
    cells = [
        (
            _label(one, place),
            index.titles[each.themes[0].theme_id] if each.themes else "–",
            in_brief(each, rows, reviews),
            str(len(each.evidence.near) or "none"),
            ", ".join(dict.fromkeys(_name(lack.code) for lack in lacks(each.codes))) or "–",
        )
        for place, (one, each) in enumerate(zip(asks, found, strict=True))
    ]
    plain_table(headings, cells)
    what = "each ask of a draft, and what is near it"
    downloads([dict(zip(headings, row, strict=True)) for row in cells], "told-before", about=what)


def _name(code: str) -> str:
    return CODES.get(code, "What is asked").lower()


def _one(index: ToldIndex, told: Told, rows: dict[str, Row], area: str, reviews: int) -> None:
    key = f"told-{hash((told.text, area))}"
    borrowed = _stronger_asks(index, told)
    _heading("told-before", means("repeat"))
    if told.earlier:
        st.markdown(answer(told, rows, reviews))
    else:
        which = "loaded" if not area else f"of {area}"
        nothing("recommendation or concern near this draft", reviews, which)
    about(told, area)
    _outline(told, len(borrowed))
    if told.earlier:
        st.caption(
            f"Looked through: {index.looked_through(area):,} recommendations and concerns. The "
            "nearest come first; words that both share are marked."
        )
        cards(told, rows, key)
    _research(told, key)
    _left_open(told)
    _stronger(borrowed, key)


def _heading(place: str, help: str | None = None) -> None:
    st.header(_OUTLINE[place], anchor=place, help=help)


def _outline(told: Told, borrowed: int) -> None:
    """What stands further below, with how much of it, to go to."""
    how_many = {
        "research-near": len(told.evidence.near),
        "left-open": len(lacks(told.codes)),
        "stronger-asks": borrowed,
    }
    steps = [
        f"[{_OUTLINE[place]} ({number:,})](#{place})"
        for place, number in how_many.items()
        if number or place != "stronger-asks"
    ]
    st.markdown("Further down: " + " · ".join(steps))


def _research(told: Told, key: str) -> None:
    _heading("research-near", means("evidence nearby"))
    findings = {str(row["finding_id"]): row for row in ask("findings")}
    near = told.evidence.near
    if near:
        how_to_take_it(len(near))
        for one in first_of(near, f"research-{key}", FIRST):
            shared, note = in_common({"shared": one.shared, "score": one.score})
            finding_card(findings[one.finding_id], marks=shared, notes=[note])
        more_of(near, f"research-{key}", FIRST)
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


def _left_open(told: Told) -> None:
    _heading("left-open")
    gaps = lacks(told.codes)
    with st.container(border=True):
        wording(told.text, [lack.words for lack in gaps])
        if not gaps:
            st.markdown("It names who is to act, what is to be done and by when.")
        for lack in gaps:
            words = f" ({plain(lack.words)})" if lack.words else ""
            st.markdown(f"- {plain(lack.sentence)}{words}")
        st.caption("Found by rules that read the wording. A description, and not a grade.")


def _stronger_asks(index: ToldIndex, told: Told) -> list[Row]:
    """Stronger asks that others made about the draft's first themes, nearest to it first, each
    with its ``theme``."""
    rows: dict[str, Row] = {}
    for theme in [one.theme_id for one in told.themes[:2]]:
        for row in ask("strong_examples", theme=theme, limit=500):
            rows.setdefault(str(row["recommendation_id"]), {**row, "theme": index.titles[theme]})
    return [rows[id_] for id_ in index.nearest_of(told, rows)[:_BORROWED]]


def _stronger(rows: Sequence[Row], key: str) -> None:
    if not rows:
        return
    _heading("stronger-asks")
    themes = " or ".join(dict.fromkeys(plain(row["theme"]) for row in rows))
    st.caption(
        f"About {themes}: they name who is to act, use a firm verb and were coded as intermediate "
        "or stronger. The nearest to your draft come first, to borrow from."
    )
    for row in first_of(rows, f"stronger-{key}", FIRST):
        strength = sentence_case(str(row["strength"]))
        notes = [f"{strength}, on {row['theme']}"]
        recommendation(row, marks=[str(row["strength_words"] or "")], notes=notes)
    more_of(rows, f"stronger-{key}", FIRST)
