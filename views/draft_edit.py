"""Correcting one recommendation of a draft, and adding one that was missed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import streamlit as st

from ingest.documents.corrections import (
    Accept,
    Address,
    Change,
    Correction,
    Field,
    Merge,
    Split,
    added,
)
from ingest.documents.model import Draft, DraftAddressee, DraftRecommendation
from views.draft_store import best_place, correct
from views.draft_words import KINDS, SCOPES, known_agencies
from views.links import remember

_PLAN: dict[Field, str] = {
    "plan_action": "Action planned",
    "plan_lead": "Lead",
    "plan_target_date": "By",
    "plan_status": "Where it stands",
    "plan_outcome": "What came of it",
}
_BETWEEN = re.compile(r"\n[ \t]*\n\s*")
_NOBODY = "Choose, or type a name and press Enter"


@dataclass(frozen=True)
class Given:
    """What a form holds when it is sent."""

    text: str
    number: str
    kind: str
    scope: str
    addressees: tuple[str, ...]
    plan: dict[Field, str]


def parts_of(text: str) -> tuple[str, ...]:
    """The parts of a wording that an empty line parts; lines within a part are joined."""
    pieces = (" ".join(piece.split()) for piece in _BETWEEN.split(text.strip()))
    return tuple(piece for piece in pieces if piece)


def editor(draft: Draft, one: DraftRecommendation, following: DraftRecommendation | None) -> None:
    """The form that corrects one recommendation, and what else can be done with it."""
    digest = draft.digest
    with st.form(f"edit-{digest}-{one.key}", border=False):
        given = _fields(draft, one)
        with st.container(horizontal=True):
            kept = st.form_submit_button("Keep these changes", type="primary")
            left = st.form_submit_button("Leave it as it was")
    if kept and not parts_of(given.text):
        st.error("The wording is empty. To take a recommendation out, use Drop.")
    elif kept:
        correct(digest, *(changes(one, given) or [Accept(one.key)]))
    if left or (kept and parts_of(given.text)):
        remember(edit=None)
        st.rerun()
    if following is not None:
        _join(digest, one, following)


def _fields(draft: Draft, one: DraftRecommendation) -> Given:
    key = f"{draft.digest}-{one.key}"
    text = st.text_area(
        "Wording, as the document has it",
        one.text,
        key=f"text-{key}",
        height="content",
        help="To part it in two, put an empty line where the second begins.",
    )
    left, middle, right = st.columns([1, 2, 2])
    number = left.text_input("Number", one.number, key=f"number-{key}")
    kinds = list(KINDS)
    kind = middle.selectbox(
        "Kind",
        kinds,
        index=kinds.index(one.kind) if one.kind in KINDS else 0,
        format_func=KINDS.get,
        key=f"kind-{key}",
    )
    scopes = list(SCOPES)
    scope = right.selectbox(
        "Made by",
        scopes,
        index=scopes.index(one.scope) if one.scope in SCOPES else 0,
        format_func=SCOPES.get,
        key=f"scope-{key}",
    )
    raws = [each.raw for each in one.addressees]
    addressees = st.multiselect(
        "Who is asked to act",
        list(dict.fromkeys([*raws, *(each.raw for each in draft.agencies), *known_agencies()])),
        raws,
        key=f"addressees-{key}",
        accept_new_options=True,
        placeholder=_NOBODY,
    )
    return Given(text or "", number, kind, scope, tuple(addressees), _plan(one, key))


def _plan(one: DraftRecommendation, key: str) -> dict[Field, str]:
    with st.expander("Action plan", expanded=any(getattr(one, name) for name in _PLAN)):
        return {
            name: st.text_input(label, getattr(one, name), key=f"{name}-{key}")
            for name, label in _PLAN.items()
        }


def changes(one: DraftRecommendation, given: Given) -> list[Correction]:
    """The corrections that make the recommendation what the form says; none if it is that."""
    made: list[Correction] = []
    values: dict[Field, str] = {
        "number": given.number,
        "kind": given.kind,
        "scope": given.scope,
        **given.plan,
    }
    for name, value in values.items():
        value = " ".join(value.split())
        if value != getattr(one, name):
            made.append(Change(one.key, name, value))
    if given.addressees != tuple(each.raw for each in one.addressees):
        before = {each.raw: each for each in one.addressees}
        bodies = tuple(before.get(raw, DraftAddressee(raw)) for raw in given.addressees)
        made.append(Address(one.key, bodies))
    parts = parts_of(given.text)
    if len(parts) > 1:
        made.append(Split(one.key, parts))
    elif " ".join(one.text.split()) != parts[0]:
        made.append(Change(one.key, "text", parts[0]))
    return made


def _join(digest: str, one: DraftRecommendation, following: DraftRecommendation) -> None:
    def join() -> None:
        correct(digest, Merge((one.key, following.key)))
        remember(edit=None)

    which = f" ({following.number})" if following.number else ""
    st.button(
        f"Join with the next one{which}",
        key=f"join-{digest}-{one.key}",
        on_click=join,
        icon=":material/merge:",
        type="tertiary",
        help="Where one recommendation was read as two. The wording can be edited afterwards.",
    )


def add_one(draft: Draft) -> None:
    """The form for a recommendation that was not found."""
    with (
        st.expander("Add one that was not found", icon=":material/add:"),
        st.form(f"add-{draft.digest}", clear_on_submit=True, border=False),
    ):
        text = st.text_area("Its wording, as the document has it", height=100)
        left, middle, right = st.columns([1, 1, 2])
        number = left.text_input("Number")
        page: Any = middle.number_input(
            "Page", min_value=1, max_value=draft.pages or 99_999, value=None, step=1
        )
        kind = right.selectbox("Kind", list(KINDS), format_func=KINDS.get)
        bodies = st.multiselect(
            "Who is asked to act",
            list(dict.fromkeys([*(each.raw for each in draft.agencies), *known_agencies()])),
            accept_new_options=True,
            placeholder=_NOBODY,
        )
        if not st.form_submit_button("Add it"):
            return
    words = " ".join((text or "").split())
    if not words:
        st.error("The wording is empty, so nothing was added.")
        return
    new = added(words, page=page, number=number.strip(), kind=kind)
    asked = tuple(DraftAddressee(raw) for raw in bodies)
    correct(draft.digest, new, *([Address(new.key, asked)] if asked else []))
    st.rerun()


def page_words(one: DraftRecommendation) -> str:
    """Where it stands: 'page 14'."""
    page = best_place(one).page
    return f"page {page}" if page else ""
