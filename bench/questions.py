"""Asking a graph of 100,000 recommendations: each page's questions, the neighbourhood of a node,
"have we been told this before?" and the search.

The graph is made once, from the sample by variation (``bench/large.py``), and kept. Every page is
opened as a visitor's first, with nothing in memory but the open graph, and again once the questions
that pages open with have been answered. Targets: a page's questions
within a second, each within 400 ms, the neighbourhood within 50 ms, one wording looked up within
300 ms with the index in memory, and one search by words and meaning within 300 ms too.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np
import streamlit as st
from streamlit.testing.v1 import AppTest

from bench.large import SEED, enlarge, near
from graph.catalogue import Query
from graph.neighbourhood import Neighbourhood, item, neighbourhood
from graph.settings import home
from graph.store import Row, Store, open_store
from ingest.jobs import carry_out, steps
from linking.encoder import SentenceEncoder, Vectors
from linking.findable import read_things
from linking.inputs import read_inputs
from linking.search import Flags, Found, Meaning, SearchIndex
from linking.spelling import corrected
from linking.told import ToldIndex
from linking.typed import Typed, read_typed
from linking.vectors import VectorCache, cached_vectors, vectors_for
from views import ready
from views.data import stamp

RECOMMENDATIONS = 100_000
ROOT = Path(__file__).resolve().parent.parent
TIMES = 3
DRAFT = (
    "The board should make sure that every agency shares what it knows of risk before discharge."
)
SEARCHES = (
    "someone died because agencies did not share",
    "police",
    '"to be in the"',
    "profesional curosity",
)
NODES = ("Review:inv-sar-fennbury-2022", "Agency:pol-npcc", "Theme:info.sharing")
SHOWN = ("map", "between", "silent", "raised", "evidence", "national", "then")
PLACES: tuple[tuple[str, dict[str, str]], ...] = (
    ("overview", {}),
    ("themes", {}),
    *(("themes", {"theme": "info", "show": show}) for show in ("said", "told", "raised", "borrow")),
    ("themes", {"theme": "info.sharing", "show": "research"}),
    *(("agencies", {"show": show}) for show in SHOWN),
    ("agencies", {"show": "map", "kind": "DHR"}),
    ("agencies", {"show": "agency", "agency": "pol-force"}),
    ("agencies", {"show": "differ", "agency": "pol-force", "other": "csc-type"}),
    ("agencies", {"agency": "pol-force", "theme": "info.sharing"}),
    *(("repeats", {"show": show}) for show in ("every", "stuck", "own", "across")),
    ("repeats", {"theme": "info", "agency": "pol-force", "kind": "DHR"}),
    *(("over_time", {"follow": follow, "year": "2018"}) for follow in ("theme", "agency", "code")),
    ("review", {}),
    ("review", {"review": "inv-sar-fennbury-2022"}),
    ("evidence", {}),
    ("evidence", {"cell": "yes-none"}),
    ("evidence", {"show": "findings"}),
    ("evidence", {"show": "alone"}),
    ("study", {}),
    ("pack", {"theme": "info.sharing"}),
    ("pack", {"about": "agency", "agency": "pol-force"}),
    ("told", {}),
)


def questions(arguments: list[str]) -> None:
    """Ask, with as many recommendations as said, and print a table."""
    number = int(arguments[0]) if arguments else RECOMMENDATIONS
    os.environ["COMMON_THREAD_HOME"] = str(home() / f"bench-questions-{number}")
    os.environ["NEO4J_URI"] = ""
    logging.disable(logging.WARNING)  # pages are opened without a browser, and say so each time
    ready.AT_REST_S = 86_400  # answers are made ready when this file says so
    _make(number)
    print(f"{number:,} recommendations, asked afresh; seconds by the clock (by the processor)\n")
    print("| page | questions | all | slowest | which | with the standing answers ready |")
    print("|---|---:|---:|---:|---|---:|")
    _pages()
    print("\n| part | seconds |\n|---|---:|")
    with open_store() as store, SentenceEncoder() as encoder:
        index = ToldIndex(store, encoder)
        for key in NODES:
            print(f"| the neighbourhood of {key} | {_least(partial(_around, store, key))} |")
        found = _least(partial(index.look_up, [(DRAFT, ())]))
        print(f"| told before: one wording | {found} |")
        _searches(store, encoder)


def _searches(store: Store, encoder: SentenceEncoder) -> None:
    """Making ready to search, and searches with the index in memory."""
    start = perf_counter()
    search = SearchIndex(read_things(store))
    print(f"| search: made ready by words | {perf_counter() - start:.3f} |")
    start = perf_counter()
    meaning = Meaning(search.things, encoder)
    print(f"| search: made ready by meaning | {perf_counter() - start:.3f} |")
    chosen = search.among(kind="SAR", from_year=2015)
    for text in SEARCHES:
        typed = read_typed(text)
        for which, among in (("", None), (", narrowed", chosen)):
            look = partial(_search, search, meaning, typed, among)
            print(f"| search{which}: {text} | {_least(look)} |")


def _search(
    search: SearchIndex, meaning: Meaning, typed: Typed, among: Flags | None
) -> list[Found]:
    """One search as the page does it."""
    corrected(typed.text, search.vocabulary)
    return search.look(typed, meaning.nearness(typed.said) if typed.said else None, among)


def _around(store: Store, key: str) -> Neighbourhood:
    return neighbourhood(store, item(store, key))


def _make(number: int) -> None:
    """The graph and its vectors, unless they are there; an unfinished one is made anew."""
    made = home() / "made"
    if made.exists():
        return
    for path in home().glob("*"):
        if path.is_file():
            path.unlink()
    carry_out("sample", steps("sample", None), dry_run=False, link=True, progress=_silent)
    with open_store(write=True) as store:
        enlarge(store, number)
        _keep_vectors(store)
    made.touch()


def _silent(stage: str, done: int, total: int) -> None:
    pass


class _Nearby:
    """Stands where an encoder does while the copies' vectors are filled in: near their original's,
    as a varied wording's is."""

    def __init__(self, of: SentenceEncoder, vectors: dict[str, Vectors]) -> None:
        self.name, self.dimension, self.notes = of.name, of.dimension, ()
        self._vectors, self._random = vectors, np.random.default_rng(SEED)

    def encode(self, texts: Sequence[str]) -> Vectors:
        return near(np.array([self._vectors[text] for text in texts]), self._random)


def _keep_vectors(store: Store) -> None:
    asks = read_inputs(store).asks
    originals = [ask for ask in asks if not ask.id.startswith("copy-")]
    with SentenceEncoder() as encoder:
        vectors, _ = cached_vectors([ask.text for ask in originals], encoder, VectorCache())
        of = dict(zip((ask.id for ask in originals), vectors, strict=True))
        by_text = {ask.text: of[ask.id.split("-", 2)[-1]] for ask in asks if ask.id not in of}
        vectors_for(list(by_text), _Nearby(encoder, by_text))


def _pages() -> None:
    """Open every page with nothing kept in memory; then once more with the standing answers in
    memory (``views/ready.py``), and print what their questions took."""
    afresh = []
    for page, address in PLACES:
        st.cache_data.clear()
        afresh.append(_opened(page, address))
    st.cache_data.clear()
    ready.make_ready(stamp(), "")
    for (page, address), asked in zip(PLACES, afresh, strict=True):
        clock, processor, name = max(asked, default=(0.0, 0.0, ""))
        shown = " ".join([page, *address.values()])
        print(
            f"| {shown} | {len(asked)} | {sum(one[0] for one in asked):.2f} "
            f"({sum(one[1] for one in asked):.2f}) | {clock:.2f} ({processor:.2f}) | {name} | "
            f"{sum(one[0] for one in _opened(page, address)):.2f} |"
        )


def _opened(page: str, address: dict[str, str]) -> list[tuple[float, float, str]]:
    """What a page asks as it opens."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    app.switch_page(f"views/{page}.py")
    for name, value in address.items():
        app.query_params[name] = value
    with _Watched() as watched:
        app.run()
    if app.exception:
        raise RuntimeError(f"{page} {address}: {app.exception[0].message}")
    return watched.asked


class _Watched:
    """Every question asked of the catalogue: seconds by clock and by processor, and its name."""

    def __enter__(self) -> _Watched:
        self.asked: list[tuple[float, float, str]] = []
        self._run = Query.run

        def run(query: Query, store: Store, **parameters: Any) -> list[Row]:
            clock, processor = perf_counter(), process_time()
            rows = self._run(query, store, **parameters)
            self.asked.append((perf_counter() - clock, process_time() - processor, query.name))
            return rows

        Query.run = run  # type: ignore[method-assign]
        return self

    def __exit__(self, *exc: object) -> None:
        Query.run = self._run  # type: ignore[method-assign]


def _least(act: Callable[[], object]) -> str:
    """Least seconds of some times by the clock: on a shared machine the others are the noise."""
    least = float("inf")
    for _ in range(TIMES):
        start = perf_counter()
        act()
        least = min(least, perf_counter() - start)
    return f"{least:.3f}"
