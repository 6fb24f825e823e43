"""Names and other personal details in a draft: shown, and replaced by a role before saving."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass, field

import streamlit as st

from ingest.documents.drafts import Waiting
from ingest.documents.model import Draft
from ingest.documents.personal import personal
from ingest.documents.roles import replacing
from views.data import stamp
from views.draft_store import correct
from views.draft_words import numbered, registry
from views.names import sentence_case
from views.parts import first_of, more_of
from views.text import plain

_AROUND = 60  # letters shown before and after


@dataclass
class Flagged:
    """Words that may point to a person: what they look like, the role proposed instead, and
    where they stand (the place in words, and the text before and after)."""

    words: str
    what: str
    role: str
    places: list[tuple[str, str, str]] = field(default_factory=list)


@st.cache_data(max_entries=32, show_spinner=False)
def _flagged(state: str, draft: Draft) -> list[Flagged]:
    del state  # the register in the graph, whose names are left alone
    known = registry()
    found: dict[str, Flagged] = {}
    for place, text in _texts(draft):
        for flag in personal(text, registry=known):
            one = found.setdefault(flag.words.casefold(), Flagged(flag.words, flag.what, flag.role))
            before, after = text[: flag.start], text[flag.end :]
            one.places.append((place, before[_cut(before[::-1]) :], after[: -_cut(after) or None]))
    return list(found.values())


def _cut(text: str) -> int:
    """How many letters to leave off at the end, so that at most ``_AROUND`` stay, whole words."""
    if len(text) <= _AROUND:
        return 0
    space = text.rfind(" ", 0, _AROUND)
    return len(text) - (space if space > 0 else _AROUND)


def _texts(draft: Draft) -> Iterator[tuple[str, str]]:
    """Every text of a draft that would go into the graph, with its place in words."""
    yield from (("title", draft.title), ("area", draft.area), ("author", draft.author))
    yield "name of the file", draft.file_name.rpartition(".")[0].replace("_", " ")
    for one in draft.recommendations:
        texts = (one.text, one.plan_action, one.plan_lead, one.plan_status, one.plan_outcome)
        yield from ((numbered(one), text) for text in texts)
    for passage in draft.passages:
        yield f"passage on page {passage.page}" if passage.page else "a passage", passage.text


def flagged(waiting: Waiting) -> list[Flagged]:
    """What may point to a person and was neither replaced nor left by somebody."""
    left = st.session_state.get(_left(waiting), frozenset())
    every = _flagged(stamp(), waiting.corrected)
    return [one for one in every if one.words.casefold() not in left]


def _left(waiting: Waiting) -> str:
    return f"names-left-{waiting.draft.digest}"


def names(waiting: Waiting) -> None:
    """What may point to a person, each with a role proposed, and the way to replace others."""
    found = flagged(waiting)
    if found:
        with st.container(border=True, key="names"):
            count = "1 wording" if len(found) == 1 else f"{len(found)} wordings"
            st.markdown(f"**⚠ {count} that may point to a person**")
            st.caption(
                "Rules find these, and miss some. Replace a name by the person's role; a "
                "pseudonym that the review itself uses can stay."
            )
            key = f"names-{waiting.draft.digest}"
            for one in first_of(found, key):
                _one(waiting, one)
            more_of(found, key)
    _by_hand(waiting.draft.digest)


def _one(waiting: Waiting, one: Flagged) -> None:
    digest = waiting.draft.digest
    key = f"{digest}-{one.words.casefold()}"
    left, middle, right = st.columns([5, 3, 3], vertical_alignment="center")
    with left:
        place, before, after = one.places[0]
        more = f", and {len(one.places) - 1} more" if len(one.places) > 1 else ""
        st.html(
            f'<div class="ct-wording">{html.escape(before)}<mark>{html.escape(one.words)}</mark>'
            f'{html.escape(after)}</div><div class="ct-note">'
            f"{html.escape(f'{sentence_case(one.what)} · {place}{more}')}</div>"
        )
    with middle:
        role = st.text_input(
            f"What stands instead of {plain(one.words)}",
            one.role,
            key=f"role-{key}",
            label_visibility="collapsed",
        )
    with right, st.container(horizontal=True, gap="small"):
        st.button(
            "Replace",
            key=f"replace-{key}",
            on_click=lambda: _replace(digest, one.words, st.session_state[f"role-{key}"]),
            help=plain(f"Wherever “{one.words}” stands in this review, “{role}” stands instead"),
        )
        st.button(
            "Leave it",
            key=f"leave-{key}",
            on_click=lambda: _leave(waiting, one.words),
            type="tertiary",
            help=plain(f"“{one.words}” may stay"),
        )


def _replace(digest: str, words: str, role: str) -> None:
    if role.strip():
        correct(digest, replacing(words, " ".join(role.split())))


def _leave(waiting: Waiting, words: str) -> None:
    name = _left(waiting)
    st.session_state[name] = st.session_state.get(name, frozenset()) | {words.casefold()}


def _by_hand(digest: str) -> None:
    with (
        st.expander("Replace another name by a role", icon=":material/person_off:"),
        st.form(f"names-{digest}", clear_on_submit=True, border=False),
    ):
        st.caption(
            "Wherever the words stand in this review, the role stands instead. The words "
            "themselves are not kept."
        )
        left, right = st.columns(2)
        words = left.text_input("Name, date of birth, address or number")
        role = right.text_input("Role", placeholder="the mother, a GP, the social worker")
        if not st.form_submit_button("Replace"):
            return
    if not any(letter.isalnum() for letter in words) or not role.strip():
        st.error("Give both: the words to replace, and the role that stands instead.")
        return
    _replace(digest, words, role)
    st.rerun()
