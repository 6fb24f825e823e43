"""What a judge has said so far, and taking it back."""

from __future__ import annotations

import streamlit as st

from linking.described import Described, describe
from linking.verdicts import Verdict
from views.data import graph
from views.judged_thing import in_brief, value_in_words
from views.names import uk_date
from views.parts import first_of, footing, more_of
from views.text import plain
from views.verdicts import WORDS, take_back, verdicts


def my_verdicts(who: str) -> None:
    """List a judge's verdicts, the latest first."""
    mine = [one for one in verdicts() if one.judge.casefold() == who.casefold()]
    if not mine:
        st.markdown("You have judged nothing yet.")
        return
    mine.sort(key=lambda one: (one.judged_on, one.id), reverse=True)
    noun = "verdict" if len(mine) == 1 else "verdicts"
    st.caption(f"{len(mine):,} {noun} of yours, the latest first.")
    shown = first_of(mine, "mine")
    things = describe(graph(), [one.subject for one in shown])
    for one in shown:
        _one(one, things.get(one.subject))
    more_of(mine, "mine")


def _one(verdict: Verdict, thing: Described | None) -> None:
    said = f"**{WORDS[verdict.word]}**"
    if verdict.value and verdict.word == "reject":
        said += f", it should be “{plain(value_in_words(verdict.value))}”"
    about = in_brief(thing) if thing else "What this is about is not in the graph just now."
    with st.container(border=True):
        st.markdown(f"{said} · {plain(about)}")
        with footing([uk_date(verdict.judged_on[:10]), verdict.note], width=500):
            if st.button("Take it back", key=f"back-{verdict.id}", type="tertiary") and take_back(
                verdict.subject, verdict.judge
            ):
                st.rerun()
