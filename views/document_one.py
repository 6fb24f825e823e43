"""One document of the ledger: its facts, correcting it again, replacing it, removing it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from graph import settings
from graph.errors import CommonThreadError
from graph.store import Row, open_store
from ingest.documents.drafts import Drafts, Waiting
from ingest.documents.removal import Resting, remove, resting_on
from ingest.documents.saving import Held, held_in
from linking.run import link, note_due
from views.access import may
from views.data import ask, graph, refresh
from views.draft_store import changeable, drafts, held_here, short
from views.draft_words import recommendations
from views.html_table import plain_table
from views.links import address, link_to, remember, step_to
from views.names import asks
from views.text import plain
from views.work import Progress, Task, work


def one_document(id_: str, row: Row | None) -> bool:
    """Draw the document that the address names; false when there is none to draw."""
    task = work().get(f"remove:{id_}") if id_ else None
    if task is not None:
        step_to("All documents", "documents", document=None, remove=None)
        _removing(task) if not task.ended else _removed(task)
        if not task.ended or not task.trouble:
            return True
    if row is None:
        if id_ and task is None:
            st.caption("There is no such document in what is loaded. Here are those there are.")
        return False
    step_to("All documents", "documents", document=None, remove=None)
    st.header(f"▼ {plain(row['document'])}", anchor=False)
    if address("remove"):
        _ask_to_remove(row)
    _facts(row)
    _ways(row)
    return True


def _facts(row: Row) -> None:
    names = sorted(
        {
            str(one["agency"])
            for one in ask("review_addressees", review=row["review_id"] or "")
            if one["resolved"] is False
        }
    )
    lines = [
        ("State", row["state"]),
        ("Read on", row["read_on"] or "not whole yet"),
        ("Format", f"{row['format']}, {row['pages']} pages" if row["pages"] else row["format"]),
        ("What came out", _came_out(row)),
        ("Pages unread", row["unread"] or "none"),
        ("To look at", row["warnings"] or "nothing"),
        ("Addressees not in the register", "; ".join(names) or "none"),
        ("Checked by a person", f"{row['checked']} of {row['recommendations'] + row['concerns']}"),
        ("Earlier versions", row["replaces"] or "none"),
        ("Digest (SHA-256)", row["digest"]),
    ]
    plain_table([], [(label, str(value)) for label, value in lines])


def _came_out(row: Row) -> str:
    counted = asks(row["recommendations"], row["concerns"])
    agencies = "1 agency" if row["agencies"] == 1 else f"{row['agencies']} agencies"
    return f"{counted}; {agencies} involved"


def _ways(row: Row) -> None:
    """What can be done with it."""
    if row["review_id"]:
        link_to("Read its review", "review", review=row["review_id"])
    if not may("editor"):
        return
    held = held_here().get(row["digest"])
    with st.container(horizontal=True):
        if drafts().get(row["digest"]) is not None:
            link_to("A draft of it waits to be saved", "add", draft=short(row["digest"]))
        elif held is not None and drafts().saved(row["digest"]) is not None:
            st.button(
                "Correct it again",
                on_click=lambda: _correct_again(held),
                icon=":material/edit:",
                help="Opens it as a draft; the graph stays as it is until you save.",
            )
        link_to("Replace it by a new version", "add", replaces=row["document_id"])
        st.button(
            "Remove it",
            on_click=lambda: remember(remove="ask"),
            icon=":material/delete:",
            help="Says first what goes with it.",
        )
    if st.session_state.pop("corrected-again", "") == row["digest"]:
        st.switch_page("views/add.py", query_params={"draft": short(row["digest"])})


def _correct_again(held: Held) -> None:
    saved = drafts().saved(held.digest)
    if saved is not None:
        changeable().put(Waiting(saved.draft, held.made_corrections, rules=saved.rules))
        st.session_state["corrected-again"] = held.digest


def _ask_to_remove(row: Row) -> None:
    """Ask before a document goes, saying what goes with it."""
    held = held_here().get(row["digest"])
    if held is None or not may("editor"):
        return
    resting = resting_on(graph(), held)
    with st.container(border=True, key="remove"):
        st.subheader("Remove this document?", anchor=False)
        st.text("\n".join(_what_goes(row, held, resting)))
        with st.container(horizontal=True):
            st.button(
                f"Remove it with its {recommendations(len(resting.recommendations))}",
                type="primary",
                on_click=lambda: _begin(held),
            )
            st.button("Keep it", on_click=lambda: remember(remove=None))


def _what_goes(row: Row, held: Held, resting: Resting) -> list[str]:
    number, made = len(resting.verdicts), resting.corrections
    verdicts = "1 verdict" if number == 1 else f"{number} verdicts"
    corrections = "1 correction" if made == 1 else f"{made} corrections"
    lines = [
        "From the graph go",
        f"• the review “{held.review_title or held.title}”",
        f"• its {asks(row['recommendations'], row['concerns'])}, with their links",
        "• agencies that no other document names",
        f"• {verdicts} and {corrections} by people, which are first kept in a file",
    ]
    if drafts().get(held.digest) is not None:
        lines.append("• the draft of it that waits to be saved")
    return [*lines, "", "Your own file is not touched. Other reviews stay as they are."]


def _begin(held: Held) -> None:
    home = settings.home()
    remember(remove=None)
    work().start(
        f"remove:{held.id}", held.title, lambda told: _remove(home, held.digest, told), writes=True
    )


def _remove(home: Path, digest: str, progress: Progress) -> str:
    """Remove it and link again; gives the name of the file with verdicts and corrections."""
    progress("opening the graph", 0, 0)
    with open_store(write=True) as store:
        held = held_in(store).get(digest)
        if held is None:
            raise CommonThreadError("This document is in the graph no more.")
        progress("removing", 0, 0)
        note_due(store)
        kept = remove(store, home, resting_on(store, held))
        link(store, progress=progress)
    Drafts(home).discard(digest)
    return str(kept.relative_to(home))


def _removing(task: Task) -> None:
    st.fragment(_going, run_every=0.5)(task)


def _going(task: Task) -> None:
    if task.ended:
        refresh()
        st.rerun()
    with st.container(border=True):
        st.progress(
            min(task.done / task.of, 1.0) if task.of else 0.0,
            f"Removing {plain(task.title)}: {task.stage or 'waiting for its turn'}",
        )
        st.caption("You can move on or close the page; this goes on by itself.")


def _removed(task: Task) -> None:
    with st.container(border=True):
        if task.trouble:
            st.markdown("**✗ It could not be removed to its end**")
            st.text(task.trouble)
            return
        st.markdown(f"**✓ Removed: {plain(task.title)}**")
        st.text(f"People's verdicts and corrections, if any, are kept in {task.result}.")
