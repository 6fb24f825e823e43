"""Saying right, wrong or unsure: who says it, what people have said, and keeping it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from graph.errors import CommonThreadError
from graph.store import Store, open_store
from linking.judging import judge, withdraw
from linking.verdicts import (
    LONGEST_NAME,
    Subject,
    Verdict,
    effective,
    read_verdicts,
    tidy_name,
)
from views.access import NotAllowedError, person, require
from views.data import graph, refresh, stamp
from views.text import plain

WORDS = {"accept": "Right", "reject": "Wrong", "unsure": "Unsure"}
_JUDGE = "judge"


@st.cache_data(max_entries=2, show_spinner=False)
def _verdicts(state: str) -> list[Verdict]:
    del state
    return read_verdicts(graph())


def verdicts() -> list[Verdict]:
    """All verdicts of all people, kept in memory until the graph changes."""
    return _verdicts(stamp())


@st.cache_data(max_entries=2, show_spinner=False)
def _effective(state: str) -> dict[Subject, Verdict]:
    return effective(_verdicts(state))


def standing(subject: Subject) -> Verdict | None:
    """The verdict that counts on a thing, if anybody gave one."""
    return _effective(stamp()).get(subject)


def rejected(kind: str, id_: str) -> list[Subject]:
    """The links of a kind at one end of which ``id_`` stands and that are left out as wrong."""
    return [
        subject
        for subject, verdict in _effective(stamp()).items()
        if subject.kind == kind and id_ in (subject.of, subject.to) and verdict.word == "reject"
    ]


def by(who: str, subject: Subject) -> Verdict | None:
    """What one person said of a thing."""
    mine = [one for one in verdicts() if one.subject == subject]
    return next((one for one in mine if one.judge.casefold() == who.casefold()), None)


def judges_name() -> str:
    """Who judges: who signed in, or else asked once a session and empty until that is said."""
    if who := person():
        return who.name
    named = str(st.session_state.get(_JUDGE, ""))
    if named:
        return named

    def given() -> None:
        st.session_state[_JUDGE] = tidy_name(st.session_state["judges-name"])

    st.text_input(
        "Your name or initials",
        key="judges-name",
        max_chars=LONGEST_NAME,
        on_change=given,
        width=360,
    )
    st.caption("Asked once, and kept beside your verdicts, so that others see who judged.")
    return ""


def another_judge() -> None:
    """Say whose verdicts these will be, with the way to be somebody else where nobody signs in."""
    if who := person():
        st.markdown(f"You judge as **{plain(who.name)}**.")
        return

    def forget() -> None:
        st.session_state[_JUDGE] = ""

    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"You judge as **{plain(st.session_state[_JUDGE])}**.", width="content")
        st.button("Somebody else?", key="another-judge", type="tertiary", on_click=forget)


def keep_verdict(verdict: Verdict) -> bool:
    """Keep a verdict; whether that was possible just now. If not, the page says why."""
    return _write(verdict.judge, lambda store: judge(store, verdict))


def take_back(subject: Subject, who: str) -> bool:
    """Withdraw a verdict; whether that was possible just now. If not, the page says why."""
    return _write(who, lambda store: withdraw(store, subject, who))


def _write(who: str, what: Callable[[Store], object]) -> bool:
    try:
        require("judge")
        if (signed_in := person()) and signed_in.name != who:
            raise NotAllowedError("Everybody judges in their own name.")
        with open_store(write=True) as store:
            what(store)
    except CommonThreadError as error:
        st.error(plain(str(error)))
        return False
    refresh()
    return True
