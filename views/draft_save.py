"""Saving a draft to the graph: what will happen, how far it is, and where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from graph import settings
from graph.errors import CommonThreadError
from graph.store import open_store
from ingest.documents.drafts import Drafts, Waiting
from ingest.documents.saving import Saver
from ingest.ledger import Ledger
from linking.run import link, note_due
from views.data import refresh
from views.draft_names import flagged
from views.draft_store import NOWHERE, changeable, held_here
from views.draft_words import recommendations
from views.links import link_to, remember
from views.text import plain
from views.work import Progress, Task, work

_STAGES = {
    "opening": "opening the graph",
    "saving": "saving the review",
    "encoding": "reading for meaning",
    "themes": "finding themes",
    "evidence": "finding evidence nearby",
    "repeats": "finding what other reviews said too",
    "codes": "coding the wording",
    "writing": "writing the links",
}


@dataclass(frozen=True)
class Saved:
    """What saving a draft gave; ``unlinked`` says why linking did not end, if it did not."""

    review_id: str
    recommendations: int
    unresolved: int
    unlinked: str = ""


def begin(waiting: Waiting) -> None:
    """Save a draft in the background; its page shows how far that is."""
    digest = waiting.draft.digest
    home = settings.home()
    title = waiting.corrected.title or waiting.draft.file_name
    work().start(
        f"save:{digest}", title, lambda told: _save(Drafts(home), digest, told), writes=True
    )


def _save(kept: Drafts, digest: str, progress: Progress) -> Saved:
    waiting = kept.get(digest)
    if waiting is None:
        raise CommonThreadError("This draft waits no more: it was saved or discarded elsewhere.")
    began = datetime.now().astimezone()
    unlinked = told = ""
    progress("opening", 0, 0)
    with open_store(write=True) as store:
        progress("saving", 0, 0)
        saver = Saver(store, kept)
        note_due(store)
        entry = saver.save(waiting)
        try:
            told = str(link(store, progress=progress))
        except CommonThreadError as error:
            unlinked = str(error)
    ledger = Ledger(
        "documents", began, False, [*saver.reference, entry], linking=told, stopped=unlinked
    )
    ledger.write(settings.home() / "ledgers")
    return Saved(
        entry.reading.reviews[0].id,
        len(entry.reading.recommendations),
        len(entry.counts.unresolved),
        unlinked,
    )


def save_bar(waiting: Waiting) -> None:
    """The one button that writes to the graph, with what it will do; and the way to discard."""
    draft = waiting.corrected
    digest = draft.digest
    found = recommendations(len(draft.recommendations))
    doubtful = sum(bool(one.doubts) for one in draft.recommendations)
    with st.container(border=True, key="save-bar"):
        st.markdown(_what(waiting))
        if doubtful:
            verb = "is" if doubtful == 1 else "are"
            st.caption(
                f"⚠ {doubtful} of {len(draft.recommendations)} {verb} still marked to check, and "
                "will be saved as they stand."
            )
        persons = len(flagged(waiting))
        if persons:
            count = "1 wording" if persons == 1 else f"{persons} wordings"
            st.caption(f"⚠ {count} may point to a person; see above.")
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                f"Save {found} of this review" if draft.recommendations else "Save this review",
                key=f"save-{digest}",
                on_click=lambda: begin(waiting),
                type="primary",
                icon=":material/save:",
            )
            st.button(
                "Discard this draft",
                key=f"discard-{digest}",
                on_click=lambda: remember(discard="ask"),
                type="tertiary",
            )


def _what(waiting: Waiting) -> str:
    """What saving will do, in words."""
    held = held_here()
    own = held.get(waiting.draft.digest)
    if own is not None and not own.rules:
        return (
            "**Saving this was interrupted before.** Save again to complete it; nothing will be "
            "there twice."
        )
    if own is not None:
        return (
            f"This document is in the graph already, with {recommendations(own.recommendations)}."
            " Saving puts this in its place; people's verdicts on links stay."
        )
    old = next((one for one in held.values() if one.id == waiting.replaces), None)
    if old is not None:
        return (
            f"Saving puts it in the place of {plain(old.title)}, with "
            f"{recommendations(old.recommendations)}; people's verdicts on links stay."
        )
    return "Saving adds the review to the graph and links it to themes, evidence and repeats."


def ask_to_discard(waiting: Waiting) -> None:
    """Ask before a draft goes, saying what goes with it."""
    made = len(waiting.corrections)
    digest = waiting.draft.digest

    def discard() -> None:
        changeable().discard(digest)
        remember(**NOWHERE)

    with st.container(border=True):
        st.header("Discard this draft?", anchor=False)
        kept = held_here().get(digest)
        corrections = "1 correction" if made == 1 else f"{made} corrections"
        st.markdown(
            f"What was read and {corrections} by you go. Your own file is not touched"
            + (", and what the graph holds of it stays." if kept else ", nor is the graph.")
        )
        with st.container(horizontal=True):
            st.button("Discard it", type="primary", on_click=discard)
            st.button("Keep it", on_click=lambda: remember(discard=None))


def saving(task: Task) -> None:
    """How far saving is, kept up to date until it has ended."""
    st.fragment(_saving, run_every=None if task.ended else 0.5)(task)


def _saving(task: Task) -> None:
    if task.ended:
        refresh()
        st.rerun()
    with st.container(border=True, key="saving"):
        share = task.done / task.of if task.of else 0.0
        stage = _STAGES.get(task.stage, task.stage or "waiting for its turn")
        st.progress(min(share, 1.0), f"Saving: {stage}")
        st.caption("You can move on or close the page; this goes on by itself.")


def ended(task: Task) -> None:
    """What came of saving: where it can be seen, or why it did not end well."""
    with st.container(border=True, key="saved"):
        if task.trouble:
            st.markdown("**✗ Nothing is lost, but the review is not saved yet**")
            st.text(task.trouble)
        else:
            _well(task.title, task.result)


def _well(title: str, saved: Saved) -> None:
    st.markdown(f"**✓ Saved: {plain(title)}**")
    words = f"{recommendations(saved.recommendations)} of this review are in the graph"
    if saved.recommendations == 1:
        words = "Its one recommendation is in the graph"
    if saved.unlinked:
        st.text(f"{words}, but not linked yet. {saved.unlinked}")
    else:
        st.text(f"{words}, linked to themes, evidence and repeats.")
    if saved.unresolved:
        names = (
            "1 addressee is not in the register, and is kept under its own wording."
            if saved.unresolved == 1
            else f"{saved.unresolved} addressees are not in the register, and are kept under "
            "their own wording."
        )
        st.caption(names)
    with st.container(horizontal=True):
        link_to("Read the review", "review", review=saved.review_id)
        link_to("Its themes", "review", review=saved.review_id, show="themes")
        link_to("All themes", "themes")
        link_to("Documents", "documents")
