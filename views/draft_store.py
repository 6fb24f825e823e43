"""The drafts that wait, for the pages: which one the address names, and changing it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from graph import settings
from ingest.documents.corrections import Correction, Drop
from ingest.documents.drafts import Drafts, Waiting
from ingest.documents.model import DraftRecommendation, Place
from ingest.documents.saving import Held, as_new_version, held_in
from views.access import require
from views.data import graph, stamp
from views.links import address
from views.work import work

NOWHERE: dict[str, str | None] = dict.fromkeys(("draft", "edit", "only", "discard", "replaces"))
"""The state in which no draft is open."""
_SHORT = 12  # letters of a digest in an address
# In this order a recommendation's places tell where it is best read.
_BEST = ("list", "plan", "text", "summary")


def drafts() -> Drafts:
    """The drafts of the graph's home."""
    return Drafts(settings.home())


def changeable() -> Drafts:
    """The same, to be changed. Raises NotAllowedError."""
    require("editor")
    return drafts()


def short(digest: str) -> str:
    """A digest as it stands in an address."""
    return digest[:_SHORT]


def named_in_address() -> Waiting | None:
    """The draft that the address names, if it waits."""
    name = address("draft")
    if len(name) < _SHORT:
        return None
    found = [digest for digest in drafts().digests() if digest.startswith(name)]
    return drafts().get(found[0]) if found else None


@st.cache_resource(show_spinner=False)
def _changing() -> threading.Lock:
    return threading.Lock()


def _change(digest: str, how: Callable[[Waiting], Waiting]) -> None:
    """Change a draft. One that is being saved, or waits no more, stays as it is."""
    with _changing():
        waiting = changeable().get(digest)
        if waiting is not None and not being_saved(digest):
            drafts().put(how(waiting))


def being_saved(digest: str) -> bool:
    """Whether the draft is on its way into the graph."""
    task = work().get(f"save:{digest}")
    return task is not None and not task.ended


def correct(digest: str, *corrections: Correction) -> None:
    """Add what a person did to a draft, and keep it at once."""
    _change(digest, lambda old: replace(old, corrections=(*old.corrections, *corrections)))


def undo(digest: str) -> None:
    """Take the last correction back."""
    _change(digest, lambda old: replace(old, corrections=old.corrections[:-1]))


def put_back(digest: str, key: str) -> None:
    """Take back that a recommendation was dropped."""

    def without(old: Waiting) -> Waiting:
        kept = tuple(each for each in old.corrections if each != Drop(key))
        return replace(old, corrections=kept)

    _change(digest, without)


@st.cache_data(max_entries=2, show_spinner=False)
def _held(state: str) -> dict[str, Held]:
    del state
    return held_in(graph())


def held_here() -> dict[str, Held]:
    """The documents that the graph holds, by digest."""
    return _held(stamp())


def is_version_of(digest: str, document: Held | None) -> None:
    """Keep of which document a draft is a new version, or that it is of none."""
    if document is None:
        _change(digest, lambda old: replace(old, replaces=""))
    else:
        before = drafts().saved(document.digest)
        _change(digest, lambda old: as_new_version(old, document, before))


def dropped(waiting: Waiting) -> list[DraftRecommendation]:
    """The recommendations that a person dropped, as they were before."""
    gone = {each.key for each in waiting.corrections if isinstance(each, Drop)}
    kept = tuple(each for each in waiting.corrections if not isinstance(each, Drop))
    before = replace(waiting, corrections=kept).corrected.recommendations
    return [one for one in before if one.key in gone]


def best_place(one: DraftRecommendation) -> Place:
    """Where a recommendation is best read beside its surroundings."""
    if not one.places:
        return Place(None, (), "list")
    return min(one.places, key=lambda place: (place.page is None, _BEST.index(place.form)))
