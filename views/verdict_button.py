"""The small way to say that something on a page is right or wrong."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from linking.described import Described, describe
from linking.verdicts import CODE, Subject
from views.access import may
from views.data import graph
from views.judged_thing import ask_for_verdict, show_thing, value_in_words
from views.names import CODES
from views.text import plain, shorten
from views.verdicts import WORDS, by, judges_name, keep_verdict, rejected, standing, take_back

_ASK = "Right or wrong?"
_ASK_ALL = "Are these right?"


def verdict_button(subjects: Sequence[Subject], label: str = "") -> None:
    """Draw a button that asks whether ``subjects`` are right, and says what people said so far."""
    first = subjects[0]
    if not may("judge"):
        _say(subjects, label)
    elif st.button(
        label or _label(subjects),
        key=f"judge-{first.kind}-{first.of}-{first.to}-{len(subjects)}",
        type="tertiary",
        icon=":material/rate_review:",
    ):
        _dialog(list(subjects))


def _say(subjects: Sequence[Subject], label: str) -> None:
    """What people said so far, for who may not judge."""
    if label or any(standing(one) for one in subjects):
        st.caption(plain(label) if label else _label(subjects))


def left_out(kind: str, id_: str) -> None:
    """Say how many links of a kind people found wrong here, with the way to look at them again:
    what is left out must not look as if there had been nothing."""
    if subjects := rejected(kind, id_):
        verdict_button(subjects, f"{len(subjects)} left out as wrong")


def _label(subjects: Sequence[Subject]) -> str:
    said = [verdict for one in subjects if (verdict := standing(one))]
    if len(subjects) > 1:
        return f"{_ASK_ALL} {len(said)} of {len(subjects)} judged" if said else _ASK_ALL
    if not said:
        return _ASK
    return f"{WORDS[said[0].word]}, says {plain(said[0].judge)}"


@st.dialog(_ASK, width="large", on_dismiss="rerun")
def _dialog(subjects: list[Subject]) -> None:
    things = describe(graph(), subjects)
    if not things:
        st.markdown("This is in the graph no more.")
        return
    chosen = next(iter(things))
    if len(things) > 1:
        names = {one: _named(thing) for one, thing in things.items()}
        chosen = st.selectbox("Which one?", list(things), format_func=lambda one: names[one])
    who = judges_name()
    show_thing(things[chosen])
    if not who:
        return
    _said_before(chosen, who)
    verdict = ask_for_verdict(things[chosen], who)
    if verdict is not None and keep_verdict(verdict):
        gone = verdict.word == "reject" and chosen.kind != CODE
        st.toast(
            "Kept. It is left out of every page from now on; *To judge* takes it back."
            if gone
            else "Kept."
        )
        st.rerun(scope="fragment" if len(things) > 1 else "app")


def _named(thing: Described) -> str:
    subject = thing.subject
    return CODES[subject.to] if subject.kind == CODE else shorten(str(thing.other["wording"]))


def _said_before(subject: Subject, who: str) -> None:
    """What this judge has said of it, with the way to take that back."""
    mine = by(who, subject)
    if mine is None:
        return
    right = f", it should be {value_in_words(mine.value).lower()}" if mine.value else ""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"You said: **{WORDS[mine.word].lower()}**{right}.", width="content")
        if st.button("Take it back", key=f"back-{mine.id}", type="tertiary") and take_back(
            subject, who
        ):
            st.rerun()
