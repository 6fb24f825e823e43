"""The questions that pages open with, answered before anybody asks them.

With 100,000 recommendations the longest of them take a second and more. They are the same for
everyone until somebody chooses a filter, so they are asked once for each state of the graph, by a
thread beside the pages; answers are kept where ``views/data.py`` keeps all of them. Nothing of it
is written to disk, where it would outlive what a person removes.
"""

from __future__ import annotations

from contextlib import suppress
from threading import Thread
from time import sleep
from typing import Any

import streamlit as st

from graph.errors import CommonThreadError
from views.data import answer, part, stamp

# What every page asks comes first, then pages in the order of the navigation.
STANDING: tuple[tuple[str, dict[str, Any]], ...] = (
    ("corpus", {}),
    ("theme_tree", {}),
    ("silent_types", {}),
    ("raised_not_recommended", {}),
    ("evidence_stated_and_available", {}),
    ("repeated_asks", {}),
    ("repeat_links", {}),
    ("agency_theme_matrix", {"broad": True}),
    ("agency_theme_matrix", {}),
    ("reviews_chosen", {}),
    ("areas", {}),
    ("agencies_involved", {}),
    ("agencies_addressed", {}),
    ("agency_kinds", {}),
    ("joint_themes", {}),
    ("joint_work", {}),
    ("findings", {}),
    ("findings_nobody_draws_on", {}),
    ("national_asks", {}),
    ("then_and_now", {}),
    ("agency_asked", {}),
    ("stuck_themes", {}),
    ("across_families", {}),
    ("reviews", {}),
    ("evidence_cell", {"limit": 5000}),
    ("recommendations_per_review", {}),
    ("study_codes", {}),
    ("study_repeats", {}),
    ("study_themes", {}),
    ("counts", {}),
    ("licences", {}),
)
# Somebody who judges changes the graph every few seconds; they should not wait for this.
AT_REST_S = 3.0


def keep_ready() -> None:
    """Have them answered, once for each state of the graph and each part that is looked at."""
    _begin(stamp(), part())


@st.cache_resource(max_entries=8, show_spinner=False)
def _begin(state: str, part: str) -> None:
    Thread(target=_answer_at_rest, args=(state, part), name="standing", daemon=True).start()


def _answer_at_rest(state: str, part: str) -> None:
    sleep(AT_REST_S)
    with suppress(CommonThreadError):  # the page that asks will say it
        make_ready(state, part)


def make_ready(state: str, part: str) -> None:
    """Answer them, as long as the graph stays in this state. Raises CommonThreadError."""
    for name, parameters in STANDING:
        if stamp(part) != state:
            return
        answer(part, name, **parameters)
