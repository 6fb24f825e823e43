"""What the Search page looks things up in, kept in memory until the graph changes.

Words are ready when the index is; meaning is made ready beside it, by a thread of its own, because
the encoder takes seconds to start and a search by words does not have to wait for it. Each part of
the graph that somebody looks at (``views/corpus.py``) has an index of its own.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor

import streamlit as st

from graph.errors import CommonThreadError
from linking.findable import read_things
from linking.search import Meaning, SearchIndex
from views.data import graph, stamp
from views.encoding import encoder

_BESIDE = ThreadPoolExecutor(1, thread_name_prefix="meaning")


@st.cache_resource(max_entries=3, show_spinner="Making ready to search")
def _index(state: str) -> SearchIndex:
    del state
    return SearchIndex(read_things(graph()))


@st.cache_resource(max_entries=3, show_spinner=False)
def _meaning(state: str) -> Future[Meaning]:
    things = _index(state).things
    try:
        own = encoder()
    except CommonThreadError as error:
        failed: Future[Meaning] = Future()
        failed.set_exception(error)
        return failed
    return _BESIDE.submit(Meaning, things, own)


def index() -> SearchIndex:
    """Everything by its words. Raises StoreUnavailableError."""
    return _index(stamp())


def meaning() -> Future[Meaning]:
    """Everything by its meaning, now or in a moment. Its exception is a CommonThreadError where
    no encoder can be had."""
    return _meaning(stamp())
