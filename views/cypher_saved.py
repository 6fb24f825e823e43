"""Cypher: queries that one keeps, as files in the home folder."""

from __future__ import annotations

import streamlit as st

from graph import saved as kept
from graph.catalogue import Query, header_of, parse, source
from graph.errors import CommonThreadError
from views.access import may, require
from views.cypher_text import bring_back
from views.links import address, remember
from views.parameters import declared
from views.text import plain

_NOTICE = "cypher-notice"


def save_button(text: str) -> None:
    """Keep the query that was run last under a title; one that was opened is kept in its place."""
    if not may("editor"):
        return
    opened = kept.saved()[0].get(address("saved"))
    with st.popover("Save", icon=":material/save:"):
        st.caption("The query as it was last run, as a file in your home folder.")
        if opened:
            st.caption(f"Under the same title it takes the place of '{plain(opened.title)}'.")
        with st.form("save", border=False):
            title = st.text_input("Title", value=opened.title if opened else "", key="save-title")
            about = st.text_area(
                "What it asks",
                value=opened.description if opened else "",
                key="save-about",
                height=80,
            )
            if st.form_submit_button("Save the query"):
                try:
                    save(text, title, about, opened)
                except CommonThreadError as error:
                    st.text(str(error))
    if said := st.session_state.pop(_NOTICE, None):
        st.caption(plain(said))  # no toast: Streamlit gives those no name to read out


def save(text: str, title: str, about: str, opened: Query | None) -> None:
    """Write the file. Raises CommonThreadError when another saved query has that title."""
    require("editor")
    title, about = " ".join(title.split()), " ".join(about.split())
    name = kept.name_of(title)
    if name in kept.saved()[0] and (opened is None or opened.name != name):
        raise CommonThreadError(
            "Another saved query has this title. Give this one another, or open that one and "
            "save it again."
        )
    _, _, body = parse(text)
    query = Query(name, title, ("researcher",), about or title, declared(text), body)
    path = kept.save(query)
    remember(saved=name)
    st.session_state[_NOTICE] = f"Saved as {path.name}."
    st.rerun()


def saved_queries() -> None:
    """The saved queries: open, take along or delete each."""
    found, refused = kept.saved()
    st.caption(
        "Saved queries are files in the folder below. Whoever uses this explorer sees them; nobody "
        "else does. Moved into the folder `queries` beside the code, a file becomes a question of "
        "the catalogue."
    )
    st.code(str(kept.folder()), language=None)
    if not found:
        st.markdown("Nothing is saved yet. Run a query of your own, then choose *Save*.")
    for query in sorted(found.values(), key=lambda one: one.title.casefold()):
        with st.container(border=True):
            _card(query)
    for sentence in refused:
        st.text(sentence)


def _card(query: Query) -> None:
    st.markdown(f"**{plain(query.title)}**")
    if query.description != query.title:
        st.caption(plain(query.description))
    with st.container(horizontal=True, vertical_alignment="center"):
        text = "".join(f"{header_of(p)}\n" for p in query.parameters) + query.text
        st.button(
            "Open",
            key=f"open-{query.name}",
            on_click=bring_back,
            args=(text, {}, query.name),
            icon=":material/edit:",
        )
        st.download_button(
            f"{query.name}.cypher",
            data=source(query),
            file_name=f"{query.name}.cypher",
            mime="text/plain",
            key=f"take-{query.name}",
            on_click="ignore",
            icon=":material/download:",
            type="tertiary",
        )
        if may("editor"):
            _delete(query)


def delete(name: str) -> None:
    """Take a file away. Raises NotAllowedError."""
    require("editor")
    kept.delete(name)


def _delete(query: Query) -> None:
    """Delete in two steps, as nothing brings a file back."""
    sure = f"sure-{query.name}"
    if not st.session_state.get(sure):
        st.button(
            "Delete",
            key=f"delete-{query.name}",
            on_click=lambda: st.session_state.update({sure: True}),
            type="tertiary",
        )
        return
    st.button("Delete for good", key=f"yes-{query.name}", on_click=delete, args=(query.name,))
    st.button(
        "Keep it",
        key=f"no-{query.name}",
        on_click=lambda: st.session_state.update({sure: False}),
        type="tertiary",
    )
