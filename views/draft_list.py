"""Adding files: where they are dropped, how far each is, and the drafts that wait."""

from __future__ import annotations

import streamlit as st

from graph.errors import CommonThreadError
from ingest.documents.drafts import Waiting
from views import uploads
from views.draft_review import describe_file
from views.draft_store import NOWHERE, drafts, held_here, short
from views.draft_words import recommendations
from views.links import address, step_to
from views.names import kind_of, sentence_case, uk_date
from views.parts import first_of, footing, more_of
from views.relink import say_unlinked
from views.text import plain
from views.uploads import Read
from views.work import Task

_COMMAND = ".venv/bin/python -m ingest documents FOLDER"


def drop_files() -> None:
    """The place to drop files on."""
    _replacing()
    turn = st.session_state.setdefault("uploads-turn", 0)
    key = f"uploads-{turn}"

    def taken() -> None:
        # The box is emptied by being another one; what was in it is listed below it.
        st.session_state["uploads-turn"] = turn + 1
        for file in st.session_state[key] or []:
            try:
                uploads.take(file.name, file, address("replaces"))
            except CommonThreadError as error:
                st.session_state["uploads-trouble"] = str(error)

    st.file_uploader(
        "Drop reviews here: PDF, Word, OpenDocument, web page, plain text, Markdown or a "
        "spreadsheet of recommendations",
        accept_multiple_files=True,
        key=key,
        on_change=taken,
    )
    trouble = st.session_state.pop("uploads-trouble", "")
    if trouble:
        st.error(plain(trouble))
    with st.expander("Many files at once"):
        st.caption(
            "A folder, or a zip archive, is read by the command line. Its drafts appear here too "
            "when you add `--draft`."
        )
        st.code(_COMMAND, language=None)


def _replacing() -> None:
    """Say of which document the next file is the new version, if the address says so."""
    id_ = address("replaces")
    old = next((one for one in held_here().values() if one.id == id_), None)
    if old is None:
        return
    with st.container(border=True):
        st.markdown(f"**The next file takes the place of {plain(old.title)}**")
        st.caption(
            "You see it as a draft first. The review and people's verdicts stay; corrections "
            "that still fit are made again."
        )
        step_to("No, add another document instead", "another", **NOWHERE)


def being_read() -> None:
    """The files dropped, each with how far it is, kept up to date while any is under way."""
    uploads.resume()
    tasks = uploads.under_way()
    if not tasks:
        return
    waits = any(not task.ended for task in tasks)
    st.fragment(_progress, run_every=1.0 if waits else None)()


def _progress() -> None:
    tasks = uploads.under_way()
    ended = [task for task in tasks if task.ended]
    with st.container(border=True, key="uploads-progress"):
        if len(ended) < len(tasks):
            st.progress(
                len(ended) / len(tasks), f"{len(ended)} of {len(tasks)} files read; you can move on"
            )
        for task in tasks:
            _line(task)
        if len(ended) == len(tasks):
            st.button("Clear this list", on_click=uploads.clear, type="tertiary")
    keys = [task.key for task in ended]
    if len(ended) == len(tasks) and st.session_state.get("uploads-seen") != keys:
        st.session_state["uploads-seen"] = keys
        st.rerun()


def _line(task: Task) -> None:
    """A file, or each document of an archive, in a line."""
    if not task.ended:
        state = task.stage or "waiting for its turn"
        if task.of > 1:
            state += f", {task.done} of {task.of}"
        st.text(f"… {task.title}: {state}")
    elif task.trouble:
        st.text(f"✗ {task.title}: {task.trouble}")
    for read in task.result or []:
        if read.refused:
            st.text(f"✗ {read.name}: not read. {sentence_case(read.refused)}")
        else:
            st.text(f"✓ {read.name}: {_came_of(read)}")
    if task.ended and not task.trouble and not task.result:
        st.text(f"✗ {task.title}: there is no document in it.")


def _came_of(read: Read) -> str:
    words = recommendations(read.recommendations)
    if read.doubtful:
        words += f", {read.doubtful} to check"
    return f"waits here already, with {words}" if read.known else words


def waiting_list(digests: list[str]) -> None:
    """The drafts that wait for a person, what was changed last first."""
    if not digests:
        return
    many = "1 review waits" if len(digests) == 1 else f"{len(digests):,} reviews wait"
    st.header(f"{many} for you", anchor=False)
    st.caption("Nothing of these is in the graph yet. They wait here until you save or discard.")
    for digest in first_of(digests, "waiting"):
        try:
            waiting = drafts().get(digest)
        except CommonThreadError as error:
            with st.container(border=True):
                st.text(f"⚠ {error}")
            continue
        if waiting is not None:
            _card(waiting)
    more_of(digests, "waiting")


def _card(waiting: Waiting) -> None:
    draft = waiting.corrected
    doubtful = sum(bool(one.doubts) for one in draft.recommendations)
    found = recommendations(len(draft.recommendations))
    state = f"{found}, {doubtful} to check" if doubtful else found
    kind = " · ".join(
        part
        for part in (sentence_case(kind_of(draft.kind)), draft.area, uk_date(draft.date))
        if part
    )
    with st.container(border=True):
        st.markdown(f"**{plain(draft.title or draft.file_name)}**")
        since = f"added on {uk_date(waiting.since[:10])}"
        with footing([kind, describe_file(draft), f"{state} · {since}"]):
            digest = short(draft.digest)
            step_to("Check and save", digest, **{**NOWHERE, "draft": digest})


def all_drafts() -> None:
    """The page when no draft is open."""
    say_unlinked()
    drop_files()
    being_read()
    waiting = drafts().digests()
    waiting_list(waiting)
    if not waiting and not uploads.under_way():
        st.caption(
            "Each file is read on this machine and then shown to you: what was understood, "
            "beside the page it was found on. Nothing goes into the graph before you say so."
        )
