"""What every page asks the graph, kept in memory until the graph changes.

The store is opened once and follows what is written; answers are kept by the state of the graph,
which ``stamp()`` tells. So an ingest that finishes while the explorer is open shows up at the
next click, without a restart.
"""

from __future__ import annotations

import gc
from dataclasses import dataclass
from typing import Any

import streamlit as st

from graph import settings
from graph.catalogue import question
from graph.store import Row, Store, open_store


@dataclass(frozen=True)
class Loaded:
    """How much is loaded: the denominators that every page states."""

    reviews: int
    invented: int
    recommendations: int
    agencies: int
    themes: int
    findings: int
    sources: int


def part() -> str:
    """Which part of the graph this visitor looks at: "" for all of it, "mine" or "sample"."""
    return "" if settings.neo4j() else str(st.session_state.get("part", ""))


def stamp(of: str | None = None) -> str:
    """Name the state of the graph: which one and which part of it (this visitor's, unless one is
    named), and when it was last written.

    Neo4j has no file to look at; there the last ingest, linking run or verdict tells.
    """
    neo4j = settings.neo4j()
    if neo4j is not None:
        return f"{neo4j.uri} {neo4j.database} {_last_run(neo4j.uri)}"
    home = settings.home()
    written = [path.stat().st_mtime_ns for path in home.glob("graph.kgl")]
    return f"{home} {part() if of is None else of} {max(written, default=0)}"


@st.cache_data(ttl=15, show_spinner=False)
def _last_run(uri: str) -> str:
    store = _store(uri, "")
    runs = "MATCH (i:Ingest) RETURN count(i) AS runs, max(i.made_on) AS last, sum(i.read) AS read"
    judged = "MATCH (v:Verdict) RETURN count(v) AS verdicts, max(v.judged_on) AS judged"
    return str([*store.rows(runs), *store.rows(judged)])


def _close(store: Store) -> None:
    store.close()


@st.cache_resource(max_entries=3, show_spinner="Opening the graph", on_release=_close)
def _store(place: str, part: str) -> Store:
    del place  # it is the cache's key; what changes at the place, an open store follows
    store = open_store(part=part)
    # Streamlit collects garbage after every run of a page; what is loaded by now is here to
    # stay, and freezing it takes it out of those collections.
    gc.collect()
    gc.freeze()
    return store


def graph() -> Store:
    """Return the open graph, for reading. Raises StoreUnavailableError when it cannot open."""
    return _store(_place(), part())


def _place() -> str:
    neo4j = settings.neo4j()
    return neo4j.uri if neo4j else str(settings.home())


@st.cache_data(max_entries=512, show_spinner=False)
def _answer(state: str, name: str, arguments: tuple[tuple[str, Any], ...], _part: str) -> list[Row]:
    del state
    return question(name).run(_store(_place(), _part), **dict(arguments))


def ask(name: str, **parameters: Any) -> list[Row]:
    """Answer a question of the catalogue (a file in ``queries/``) as a list of rows.

    Kept in memory until the graph changes; the rows are the caller's own copy.
    """
    return answer(part(), name, **parameters)


def answer(part: str, name: str, **parameters: Any) -> list[Row]:
    """``ask`` of a named part of the graph, also outside a visitor's session."""
    arguments = question(name).arguments(parameters)  # what is left out is its default: one key
    return _answer(stamp(part), name, tuple(arguments.items()), part)


@st.cache_data(max_entries=8, show_spinner=False)
def _loaded(state: str, part: str) -> Loaded:
    del state
    store = _store(_place(), part)

    def count(label: str, where: str = "") -> int:
        return int(store.rows(f"MATCH (n:{label}) {where} RETURN count(n) AS n")[0]["n"])

    return Loaded(
        reviews=count("Review"),
        invented=count("Review", "WHERE n.invented = true"),
        recommendations=count("Recommendation"),
        agencies=count("Agency"),
        themes=count("Theme"),
        findings=count("Finding"),
        sources=count("Source"),
    )


def refresh() -> None:
    """Look again at once: this server has written to the graph itself."""
    _last_run.clear()


def loaded() -> Loaded:
    """Return how much is loaded."""
    return _loaded(stamp(), part())


def whole() -> Loaded:
    """Return how much is loaded in all, whichever part of it is shown."""
    return _loaded(stamp(), "")


def has_parts() -> bool:
    """Whether a part can be chosen: the sample and other reviews are both in an embedded graph."""
    return settings.neo4j() is None and 0 < whole().invented < whole().reviews
