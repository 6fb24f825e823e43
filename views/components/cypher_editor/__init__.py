"""A Cypher editor for the browser: CodeMirror 6, bundled into one file that ships with us.

``build/`` holds its source and the build (``npm ci && npm run build``); ``editor.min.js`` is the
result, with the licence of what is in it at its top.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

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


@dataclass(frozen=True)
class Trouble:
    """An error to show at its place: the text that was run, the place in it in characters from 0,
    and what is wrong."""

    text: str
    at: int
    message: str


def cypher_editor(
    text: str,
    *,
    key: str,
    on_run: Callable[[str], None],
    vocabulary: Mapping[str, Any],
    trouble: Trouble | None = None,
) -> None:
    """Draw the editor with a text in it. ``on_run`` is called with what stands in it when the
    user runs it, before the page runs again. A new ``text`` replaces what is there; the same one
    leaves what has been typed since alone. ``vocabulary`` is ``graph.vocabulary``'s, with
    ``parameters``; an error is marked as long as the text that was run stands there."""

    def ran() -> None:
        typed = st.session_state[key].run
        if typed is not None:
            on_run(typed)

    data = {
        "text": text,
        "label": "Cypher query",
        "vocabulary": vocabulary,
        "trouble": trouble and _as_browsers_count(trouble),
    }
    _component(data=data, key=key, on_run_change=ran)


def _as_browsers_count(trouble: Trouble) -> dict[str, Any]:
    """Browsers count UTF-16 units, of which a character may have two."""
    before = trouble.text[: trouble.at].encode("utf-16-le")
    return {**asdict(trouble), "at": len(before) // 2}
