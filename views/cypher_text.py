"""Cypher: the text of one's own query, and what this session has run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

import streamlit as st

from views.links import address, remember
from views.parameters import IN_ADDRESS

FREE = "free"
LONGEST_ADDRESS = 2_000  # characters that mail and chat programs still keep as one link
MOST_RUN = 20
_LONG = "cypher-long"
_RUN = "cypher-run"


@dataclass(frozen=True)
class Run:
    """One query that was run: its text and values as the address has them, and what came of it."""

    text: str
    given: Mapping[str, str]
    outcome: str


def current() -> str:
    """The query of this address, or the one too long for it that this session holds."""
    return address("cypher") or str(st.session_state.get(_LONG, ""))


def is_long(text: str) -> bool:
    """Whether a query is too long for an address."""
    return len(quote(text)) > LONGEST_ADDRESS


def keep(text: str, **state: str | None) -> None:
    """Take a text as the query of this address, or of this session where it is too long."""
    text = text.strip()
    long = is_long(text)
    remember(cypher=None if long else text, **state)
    if long:
        st.session_state[_LONG] = text
    else:
        st.session_state.pop(_LONG, None)


def given_here() -> dict[str, str]:
    """The values of parameters that the address carries."""
    return {
        name.removeprefix(IN_ADDRESS): value
        for name, value in st.query_params.items()
        if name.startswith(IN_ADDRESS)
    }


def bring_back(text: str, given: Mapping[str, str], saved: str | None = None) -> None:
    """Take a text and its values as the query of this address, in place of what is there."""
    remember(**{IN_ADDRESS + name: None for name in given_here()})
    remember(**{IN_ADDRESS + name: value for name, value in given.items()})
    keep(text, mode=FREE, saved=saved)


def note(text: str, outcome: str) -> None:
    """Remember for this session what was run; the same again, and a page drawn again, count
    once."""
    run = Run(text, given_here(), outcome)
    past = [one for one in runs() if (one.text, one.given) != (run.text, run.given)]
    st.session_state[_RUN] = [run, *past][:MOST_RUN]


def runs() -> list[Run]:
    """What this session has run, the latest first."""
    return list(st.session_state.get(_RUN, []))
