"""A Cypher editor for the browser: CodeMirror 6, bundled into one file that ships with us.

``build/`` holds its source and the build (``npm ci && npm run build``); ``editor.min.js`` is the
result, with the licence of what is in it at its top.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


_component = st.components.v2.component(
    "common_thread_cypher",
    html=_read("editor.html"),
    css=_read("editor.css"),
    js=_read("editor.min.js"),
)


def cypher_editor(text: str, *, key: str, on_run: Callable[[str], None]) -> None:
    """Draw the editor with a text in it. ``on_run`` is called with what stands in it when the
    user runs it, before the page runs again. A new ``text`` replaces what is there; the same one
    leaves what has been typed since alone."""

    def ran() -> None:
        typed = st.session_state[key].run
        if typed is not None:
            on_run(typed)

    _component(data={"text": text, "label": "Cypher query"}, key=key, on_run_change=ran)
