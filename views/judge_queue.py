"""What is most worth a person's word: one thing at a time, some forty at a sitting."""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st

from linking.described import describe
from linking.queue import Waiting, most_worth_judging
from linking.verdicts import KINDS, Subject, Verdict
from views.data import graph
from views.judged_thing import ask_for_verdict, show_thing
from views.links import switch
from views.names import sentence_case
from views.verdicts import keep_verdict, take_back, verdicts

_MOST = 40
_SITTING = "sitting"


@dataclass
class Sitting:
    """One judge's list of some forty things, and how far they are through it. ``passed`` are
    those that were left open."""

    who: str
    kind: str
    waiting: list[Waiting]
    judged: list[Subject] = field(default_factory=list)
    passed: list[Subject] = field(default_factory=list)

    def next(self) -> Waiting | None:
        """The first that was neither judged nor passed over."""
        seen = {*self.judged, *self.passed}
        return next((one for one in self.waiting if one.subject not in seen), None)


def sitting(who: str, kind: str) -> Sitting:
    """This session's list for a judge and a kind, made once so that it stands still."""
    kept = st.session_state.get(_SITTING)
    if isinstance(kept, Sitting) and (kept.who, kept.kind) == (who, kind):
        return kept
    kinds = [kind] if kind else list(KINDS)
    with st.spinner("Looking for what is least sure"):
        waiting = most_worth_judging(graph(), verdicts(), who, kinds, _MOST)
    new = st.session_state[_SITTING] = Sitting(who, kind, waiting)
    return new


def queue(who: str) -> None:
    """Draw the thing whose turn it is, with how far the judge is."""
    choices = {"": "All"} | {kind: sentence_case(words) for kind, words in KINDS.items()}
    now = sitting(who, switch("Kind", choices, "kind"))
    if not now.waiting:
        st.markdown("Nothing of this kind waits for your verdict.")
        return
    number, of = len(now.judged), len(now.waiting)
    st.progress(number / of, f"{number} of {of} judged")
    waiting = now.next()
    if waiting is None:
        _ended(now)
        return
    thing = describe(graph(), [waiting.subject]).get(waiting.subject)
    if thing is None:  # taken out of the graph since the list was made
        now.waiting.remove(waiting)
        st.rerun()
    show_thing(thing, f"Why you are asked: {waiting.why}")
    verdict = ask_for_verdict(thing, who)
    if verdict is not None:
        _keep(now, verdict)
    _other_ways(now, waiting)


def _keep(now: Sitting, verdict: Verdict) -> None:
    if keep_verdict(verdict):
        now.judged.append(verdict.subject)
        st.rerun()


def _other_ways(now: Sitting, waiting: Waiting) -> None:
    with st.container(horizontal=True, gap="medium"):
        if st.button("Leave it open", key="pass", type="tertiary"):
            now.passed.append(waiting.subject)
            st.rerun()
        _undo(now)


def _undo(now: Sitting) -> None:
    if (
        now.judged
        and st.button("Undo the last", key="undo", type="tertiary", icon=":material/undo:")
        and take_back(now.judged[-1], now.who)
    ):
        now.judged.pop()
        st.rerun()


def _ended(now: Sitting) -> None:
    left = f", {len(now.passed)} left open" if now.passed else ""
    st.markdown(f"That was all: {len(now.judged)} judged{left}. Thank you.")

    def more() -> None:
        del st.session_state[_SITTING]

    with st.container(horizontal=True):
        st.button(f"{_MOST} more", key="more", on_click=more, type="primary")
        _undo(now)
