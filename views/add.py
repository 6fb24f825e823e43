"""Add reviews: drop files, check what was understood, correct it, save it to the graph."""

from __future__ import annotations

import streamlit as st

from ingest.documents.drafts import Waiting
from views.access import may, say_missing
from views.draft_asks import asks
from views.draft_list import all_drafts, waiting_list
from views.draft_names import names
from views.draft_review import agencies, describe_file, passages, review_fields, warnings
from views.draft_save import ask_to_discard, ended, save_bar, saving
from views.draft_store import NOWHERE, drafts, named_in_address, undo
from views.draft_words import done_last
from views.layout import heading
from views.links import address, step_to
from views.parts import style
from views.text import plain
from views.work import Task, work

_STYLE = """<style>
.ct-around p { margin: 0 0 .6rem; line-height: 1.5; overflow-wrap: anywhere; }
.ct-around .ct-heading { font-weight: 600; }
.ct-around mark { background: color-mix(in srgb, #E69F00 30%, transparent); color: inherit; }
[data-testid="stLayoutWrapper"]:has(> [class*="st-key-beside-"]) { position: sticky; top: 4rem; }
</style>"""


def one_draft(waiting: Waiting) -> None:
    """A draft: the review, its recommendations beside their pages, and the way to save it."""
    draft = waiting.corrected
    step_to("All drafts", "drafts", **NOWHERE)
    st.header(plain(draft.title or draft.file_name), anchor=False)
    st.caption(plain(describe_file(draft)))
    if address("discard"):
        ask_to_discard(waiting)
    warnings(draft)
    names(waiting)
    st.subheader("The review", anchor=False)
    review_fields(waiting)
    agencies(draft)
    passages(draft)
    asks(waiting)
    _undo(waiting)
    save_bar(waiting)


def _undo(waiting: Waiting) -> None:
    if waiting.corrections:
        last = done_last(waiting.corrections[-1])
        st.button(
            f"Take back the last change: {last}",
            key=f"undo-{waiting.draft.digest}",
            on_click=lambda: undo(waiting.draft.digest),
            icon=":material/undo:",
            type="tertiary",
        )


def saving_of(name: str) -> Task | None:
    """The saving of the draft that the address names, under way or ended."""
    return next((one for one in work().of_kind("save") if one.key.startswith(f"save:{name}")), None)


def body() -> None:
    """Draw the page below its heading."""
    name = address("draft")
    task = saving_of(name) if name else None
    if task is not None and not task.ended:
        saving(task)
        return
    waiting = named_in_address()
    if task is not None and waiting is not None and not task.trouble:
        work().forget(task.key)  # it was saved, and is a draft again to be corrected
        task = None
    if task is not None:
        ended(task)
    if waiting is not None:
        one_draft(waiting)
        return
    if name and task is None:
        st.caption("This draft waits no more: it was saved or discarded. Here is what does.")
    if task is not None:
        waiting_list(drafts().digests())
        step_to("Add more reviews", "more", **NOWHERE)
        return
    all_drafts()


heading(
    "Add reviews",
    "Files are read on this machine. You see what was understood and correct it, and only then "
    "does it go into the graph.",
)
style()
st.html(_STYLE)
if may("editor"):
    body()
else:
    say_missing("editor", "Adding reviews")
