"""The recommendations of a draft, each beside the page or the text it was found in."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import streamlit as st

from ingest.documents.corrections import Accept, Drop, checked_keys
from ingest.documents.drafts import Waiting
from ingest.documents.model import Draft, DraftRecommendation
from views.draft_beside import beside
from views.draft_edit import add_one, editor
from views.draft_names import Flagged, flagged
from views.draft_store import best_place, correct, dropped, put_back
from views.draft_words import addressed, also, numbered, recommendations
from views.links import address, remember, switch
from views.names import uk_date
from views.parts import first_of, more_of, small_print, wording
from views.text import plain, shorten

_BY_YOU = {
    "accepted": "✓ Checked by you",
    "corrected": "✓ Corrected by you",
    "added": "✓ Added by you",
}
_TOGETHER = 4  # recommendations beside one piece of text
_NUMBERING = re.compile(r"(?:recommendation|action|concern)\s+\S{1,6}", re.IGNORECASE)


@dataclass(frozen=True)
class _List:
    """A draft's recommendations as they stand, with what was done to each."""

    draft: Draft
    original: Mapping[str, str]
    done: Mapping[str, str]
    personal: Sequence[Flagged]

    def after(self, one: DraftRecommendation) -> DraftRecommendation | None:
        """The one that follows in the document."""
        every = self.draft.recommendations
        at = every.index(one) + 1
        return every[at] if at < len(every) else None

    def printed(self, one: DraftRecommendation) -> str:
        """The words to look for in the document: those that were read, not those corrected."""
        return self.original.get(one.key.split("/")[0], one.text)


def asks(waiting: Waiting) -> None:
    """Draw the recommendations of a draft, with all that a person can do about them."""
    draft = waiting.corrected
    original = {one.key: one.text for one in waiting.draft.recommendations}
    shown = _List(draft, original, checked_keys(waiting.corrections), flagged(waiting))
    doubtful = [one for one in draft.recommendations if one.doubts]
    st.header(_title(draft, len(doubtful)), anchor=False)
    if doubtful:
        options = {
            "all": f"All ({len(draft.recommendations)})",
            "check": f"To check ({len(doubtful)})",
        }
        only = switch("Show", options, "only")
    else:
        only = "all"
        if draft.recommendations:
            st.caption("None is marked as doubtful. A look at each is still worth its time.")
    wanted = doubtful if only == "check" else draft.recommendations
    pages = draft.format == "pdf"
    groups = [
        together
        for _, group in groupby(wanted, key=lambda one: _where(one, pages))
        for together in _in_parts(list(group), pages)
    ]
    key = f"asks-{draft.digest}"
    for group in first_of(groups, key):
        _group(shown, group)
    more_of(groups, key)
    add_one(draft)
    _dropped(waiting)


def _title(draft: Draft, doubtful: int) -> str:
    found = recommendations(len(draft.recommendations))
    return f"{found}, {doubtful} to check" if doubtful else found


def _where(one: DraftRecommendation, pages: bool) -> tuple[int | None, tuple[str, ...]]:
    place = best_place(one)
    return (place.page, ()) if pages and place.page else (None, place.headings)


def _in_parts(group: list[DraftRecommendation], pages: bool) -> list[list[DraftRecommendation]]:
    """What stands around many of them would be too long to read beside them."""
    size = len(group) if pages else _TOGETHER
    return [group[start : start + size] for start in range(0, len(group), size)]


def _group(shown: _List, group: Sequence[DraftRecommendation]) -> None:
    """Those on one page, or under one heading, beside it."""
    places = [best_place(one) for one in group]
    left, right = st.columns([6, 5], gap="medium")
    with left:
        small_print([" › ".join(_shared([place.headings for place in places]))])
        for one in group:
            with st.container(border=True, gap="small", key=f"ask-{shown.draft.digest}-{one.key}"):
                _one(shown, one)
    with right, st.container(key=f"beside-{shown.draft.digest}-{group[0].key}"):
        beside(shown.draft, places[0].page, [shown.printed(one) for one in group])


def _shared(paths: Sequence[Sequence[str]]) -> list[str]:
    """The headings that all of them stand under, without those that only number them."""
    shared: list[str] = []
    for level in zip(*paths, strict=False):
        if len(set(level)) > 1:
            break
        shared.append(level[0])
    return [heading for heading in shared if not _NUMBERING.fullmatch(heading.strip())]


def _one(shown: _List, one: DraftRecommendation) -> None:
    draft = shown.draft
    page = best_place(one).page
    where = f", page {page}" if page else ""
    st.markdown(f"**{plain(numbered(one))}**{where}")
    if one.key in shown.done:
        st.caption(_BY_YOU[shown.done[one.key]])
    for doubt in one.doubts:
        st.caption(f"**⚠ Please check:** {plain(doubt)}")
    for each in shown.personal:
        if each.words in one.text:
            st.caption(f"**⚠ May point to a person:** {plain(each.words)} ({plain(each.what)})")
    if address("edit") == one.key:
        editor(draft, one, shown.after(one))
        return
    wording(one.text, [each.words for each in shown.personal])
    who = addressed(draft, one)
    st.caption("**Addressed to** " + plain(", ".join(who)) if who else "No addressee was found.")
    if also(one):
        small_print([also(one)])
    _plan(one)
    _buttons(draft.digest, one)


def _plan(one: DraftRecommendation) -> None:
    """The row of the action plan, folded: its lead and date in the line that opens it."""
    known = (
        ("Planned", one.plan_action),
        ("Lead", one.plan_lead),
        ("By", uk_date(one.plan_target_date)),
        ("Status", one.plan_status),
        ("Outcome", one.plan_outcome),
    )
    lines = [f"{label}: {value}" for label, value in known if value]
    if not lines:
        return
    short = [line for line in lines if line.startswith(("Lead", "By"))]
    head = html.escape(" · ".join(["Action plan", *short]))
    rest = "<br>".join(html.escape(line) for line in lines if line not in short)
    body = f"<details><summary>{head}</summary>{rest}</details>" if rest else head
    st.html(f'<div class="ct-note">{body}</div>')


def _buttons(digest: str, one: DraftRecommendation) -> None:
    """What can be done; each button says about which one, for those who hear it alone."""
    which = f" {plain(one.number)}" if one.number else ""
    key = f"{digest}-{one.key}"
    with st.container(horizontal=True, gap="small"):
        if one.doubts:
            st.button(
                f"It is right{which and ':'}{which}",
                key=f"right-{key}",
                on_click=lambda: correct(digest, Accept(one.key)),
                icon=":material/check:",
            )
        st.button(
            f"Edit{which}",
            key=f"edit-{key}",
            on_click=lambda: remember(edit=one.key),
            icon=":material/edit:",
            help="Wording, kind, who is asked to act; part it in two or join it with the next",
        )
        st.button(
            f"Drop{which}",
            key=f"drop-{key}",
            on_click=lambda: correct(digest, Drop(one.key)),
            icon=":material/close:",
            help="It is no recommendation, or stands here twice. It can be put back.",
        )


def _dropped(waiting: Waiting) -> None:
    gone = dropped(waiting)
    if not gone:
        return
    digest = waiting.draft.digest
    with st.expander(f"Dropped by you ({len(gone)})"):
        for one in gone:
            with st.container(horizontal=True, horizontal_alignment="distribute"):
                with st.container(width=720):
                    small_print([f"{numbered(one)}: {shorten(one.text, 160)}"])
                st.button(
                    f"Put back {plain(one.number)}".strip(),
                    key=f"back-{digest}-{one.key}",
                    on_click=lambda key=one.key: put_back(digest, key),
                    icon=":material/undo:",
                )
