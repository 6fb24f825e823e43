"""Addresses that carry a page's state, so that what is on screen can be shared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from views.text import plain

PAGES = {
    "overview": "views/overview.py",
    "themes": "views/themes.py",
    "agencies": "views/agencies.py",
    "repeats": "views/repeats.py",
    "over_time": "views/over_time.py",
    "review": "views/review.py",
    "told": "views/told.py",
    "search": "views/search.py",
    "add": "views/add.py",
    "documents": "views/documents.py",
    "evidence": "views/evidence.py",
    "judge": "views/judge.py",
    "study": "views/study.py",
    "pack": "views/pack.py",
    "quality": "views/quality.py",
    "graph": "views/graph.py",
    "cypher": "views/cypher.py",
    "tour": "views/tour.py",
    "words": "views/words.py",
    "take_away": "views/take_away.py",
}


_IN_FORCE = "choices in force"


def begin_page(title: str) -> None:
    """Forget the choices of the page before; a page's heading calls this."""
    st.session_state[_IN_FORCE] = {"": title}


def page_title() -> str:
    """The heading of the page being drawn."""
    return str(st.session_state.get(_IN_FORCE, {}).get("", ""))


def in_force() -> dict[str, str]:
    """The choices drawn so far on this page, by label and in the words shown. What is left at
    "all" is no choice."""
    chosen = st.session_state.get(_IN_FORCE, {})
    return {label: words for label, words in chosen.items() if label}


def note(label: str, words: str) -> None:
    """Keep a choice of this page, in words, for what leaves it."""
    if words:
        st.session_state.setdefault(_IN_FORCE, {})[label] = words.strip()


def no_filter(label: str) -> None:
    """Say that a choice of this page decides how rows are asked for or shown and not which: files
    do not list it among what was in force."""
    st.session_state.get(_IN_FORCE, {}).pop(label, None)


def address(name: str, default: str = "") -> str:
    """Read one value of the page's address (``?theme=risk``)."""
    return str(st.query_params.get(name, default))


def remember(**state: str | None) -> None:
    """Put values into the page's address, so that it can be shared; ``None`` takes one out."""
    for name, value in state.items():
        if value is None or value == "":
            if name in st.query_params:
                del st.query_params[name]
        elif st.query_params.get(name) != value:
            st.query_params[name] = value


def link_to(label: str, page: str, *, help: str | None = None, **state: str) -> None:
    """Draw a link to a page (a key of ``PAGES``) in a state (``theme="risk"``).

    ``label`` may be text from a document; it is escaped. It is a link and not a button, so that
    it opens in a new tab too, and *Back* leads back: ``st.switch_page`` leaves two entries in the
    browser's history, the first of them one page's path with the other's state.
    """
    st.page_link(
        PAGES[page],
        label=f":blue[{plain(label)}]",
        icon=":material/arrow_forward:",
        icon_position="right",
        help=plain(help) if help else None,
        query_params={
            name: value for name, value in {**state, "part": address("part")}.items() if value
        },
    )


def step_to(label: str, key: str, *, help: str | None = None, **state: str | None) -> None:
    """Draw what looks like a link and stays on the page, in another state (``draft=None`` takes
    that out of the address). A link to the page one is on leaves the browser's address as it was.
    """
    st.button(
        f":blue[{plain(label)}]",
        key=f"step-{key}",
        on_click=lambda: remember(**state),
        help=plain(help) if help else None,
        type="tertiary",
        icon=":material/arrow_forward:",
        icon_position="right",
    )


def link_to_node(text: str, label: str, id_: str) -> None:
    """Draw a link that shows a node's neighbourhood on the Graph page."""
    link_to(text, "graph", node=f"{label}:{id_}")


def choose(
    label: str, options: Mapping[str, str], name: str, *, default: str = "", help: str | None = None
) -> str:
    """Draw a select box whose value stands in the address as ``name``, and return it.

    ``options`` maps each value (an id) to the words shown. An address that names no option falls
    back to ``default``, or else to the first option.
    """
    key = f"choose-{name}"
    values = list(options)
    wanted = address(name, default)
    fallback = default if default in options else values[0]

    def chosen() -> None:
        remember(**{name: st.session_state[key]})

    # The address is the truth: set before the widget is drawn, it wins over an older choice.
    st.session_state[key] = wanted if wanted in options else fallback
    taken = str(
        st.selectbox(label, values, format_func=options.get, key=key, on_change=chosen, help=help)
    )
    note(label, taken and options[taken])
    return taken


def type_in(label: str, name: str, *, default: str = "") -> str:
    """Draw a text field whose value stands in the address as ``name``, and return it."""
    key = f"type-{name}"

    def changed() -> None:
        remember(**{name: st.session_state[key]})

    st.session_state[key] = address(name, default)
    typed = str(st.text_input(plain(label), key=key, on_change=changed))
    note(label, typed)
    return typed


def switch(label: str, options: Mapping[str, str], name: str, *, help: str | None = None) -> str:
    """Draw a row of choices, one of them taken, that stands in the address as ``name``.

    ``options`` are few and ours (their words are read as Markdown); the first is the default.
    """
    key = f"choose-{name}"
    values = list(options)
    wanted = address(name)

    def chosen() -> None:
        taken = st.session_state[key]
        remember(**{name: None if taken == values[0] else taken})

    st.session_state[key] = wanted if wanted in options else values[0]
    taken = str(
        st.segmented_control(
            label,
            values,
            format_func=options.get,
            key=key,
            on_change=chosen,
            required=True,
            help=help,
        )
    )
    note(label, options[taken])
    return taken


def choose_some(
    label: str,
    options: Mapping[str, str],
    name: str,
    *,
    empty: str,
    default: Sequence[str] = (),
    help: str | None = None,
) -> list[str]:
    """Draw a box of several choices that stand in the address as ``name``, and return them.

    ``empty`` says what it means to choose nothing ('All kinds'); ``default`` is chosen then.
    """
    key = f"choose-{name}"

    def chosen() -> None:
        remember(**{name: ",".join(st.session_state[key])})

    wanted = [value for value in address(name).split(",") if value in options]
    st.session_state[key] = wanted or list(default)
    taken = list(
        st.multiselect(
            label,
            list(options),
            format_func=options.get,
            key=key,
            on_change=chosen,
            placeholder=empty,
            help=help,
        )
    )
    note(label, "; ".join(options[value].strip() for value in taken))
    return taken
