"""Links that are missing, because saving was stopped before its end: said, and made good."""

from __future__ import annotations

import streamlit as st

from graph.store import Row, open_store
from linking.run import link
from views.access import may
from views.data import ask, loaded, refresh
from views.text import plain
from views.work import Progress, work

_KEY = "link:all"


def unlinked(ingests: list[Row]) -> bool:
    """Whether linking never ran, or was stopped: it leaves its digest last of all."""
    ran = [row for row in ingests if row["kind"] == "linking"]
    return loaded().recommendations > 0 and not (ran and ran[0]["digest"])


def say_unlinked() -> None:
    """Say that links are missing, if they are, with the button that makes them."""
    task = work().get(_KEY)
    if task is not None and not task.ended:
        st.fragment(_going, run_every=0.5)()
        return
    if any(not one.ended for kind in ("save", "remove") for one in work().of_kind(kind)):
        return  # at work on it now
    if not unlinked(ask("ingests")):
        return
    with st.container(border=True, key="unlinked"):
        st.markdown("**⚠ Linking was stopped before its end**")
        st.text(
            "All reviews are here, but some are not linked to themes, evidence and repeats yet."
        )
        if task is not None and task.trouble:
            st.text(task.trouble)
        if may("editor"):
            st.button("Link now", on_click=_begin, icon=":material/link:")


def _begin() -> None:
    work().start(_KEY, "Linking", _link, writes=True)


def _link(progress: Progress) -> None:
    progress("opening the graph", 0, 0)
    with open_store(write=True) as store:
        link(store, progress=progress)


def _going() -> None:
    task = work().get(_KEY)
    if task is None or task.ended:
        refresh()
        st.rerun()
    share = min(task.done / task.of, 1.0) if task.of else 0.0
    st.progress(share, f"Linking: {plain(task.stage or 'waiting for its turn')}")
