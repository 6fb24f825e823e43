"""What a search found: by kind, each with why it is here and the way to its own page."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from graph.store import Row
from linking.encoder import Vectors
from linking.findable import Thing
from linking.intervals import of_total
from linking.search import NEAR, Found, Meaning, SearchIndex
from linking.typed import Typed
from views.data import ask
from views.findings import finding_card
from views.glossary import means
from views.layout import table
from views.links import link_to, link_to_node, step_to, switch
from views.names import kind_of, sentence_case
from views.parts import first_of, footing, more_of, recommendation, wording
from views.text import shorten

_KINDS = {
    "Recommendation": ("Recommendations and concerns", "recommendations and concerns"),
    "Review": ("Reviews", "reviews"),
    "Finding": ("Research findings", "findings"),
    "Theme": ("Themes", "themes"),
    "Agency": ("Agencies", "agencies"),
}
_FEW = 3
_IN_TABLE = 500


@dataclass(frozen=True)
class Looked:
    """A search and what came of it; ``near`` is the nearness of all things, where it is known."""

    index: SearchIndex
    typed: Typed
    meaning: Meaning | None
    near: Vectors | None
    found: list[Found]

    def is_near(self, place: int) -> bool:
        """Whether the thing at a place is near in meaning."""
        return self.near is not None and bool(self.near[place] >= NEAR)

    def marks(self, place: int) -> list[str]:
        """What to mark in a thing's text."""
        return [*self.index.words_in(place, self.typed)[0], *self.typed.phrases]

    def why(self, place: int) -> str:
        """Why a thing is here, in words."""
        shown, beside = self.index.words_in(place, self.typed)
        thing = self.index.things[place]
        parts = [
            "this is its id" if thing.id.casefold() == self.typed.text.casefold() else "",
            f"number {thing.number}" if self.typed.number else "",
            "as it stands in quotes" if self.typed.phrases else "",
            f"words found: {', '.join(shown)}" if shown else "",
            f"words that go with it: {', '.join(beside)}" if beside else "",
            "near in meaning" if self.is_near(place) else "",
        ]
        return sentence_case("; ".join(part for part in parts if part))


def results(looked: Looked) -> None:
    """Draw what was found: a few of each kind, or all of one."""
    found = [one for one in looked.found if len(one.places)]
    if not found:
        _nothing(looked)
        return
    # What is called just so comes first; otherwise the kinds keep their order.
    found.sort(key=lambda one: not one.named)
    options = {"": "All kinds"} | {
        one.kind: f"{_KINDS[one.kind][0]} {len(one.places):,}" for one in found
    }
    show = switch("Show", options, "show", help=means("near in meaning"))
    for one in found:
        if show in ("", one.kind):
            _group(looked, one, whole=show == one.kind)


def _nothing(looked: Looked) -> None:
    of = " and ".join(of_total(0, one.of, _KINDS[one.kind][1]) for one in looked.found if one.of)
    st.markdown(f"Nothing was found: {of or 'nothing fits what was chosen'}.")
    st.markdown(
        "Try fewer words, or say it in others; take quotes away; widen what was chosen above. "
        "Absence here is not absence in practice."
    )


def _group(looked: Looked, found: Found, *, whole: bool) -> None:
    heading, noun = _KINDS[found.kind]
    st.header(heading, anchor=False)
    near = f"{found.near:,} near in meaning" if found.near else ""
    words = f"{found.by_words:,} by words" if found.by_words else ""
    how = " and ".join(part for part in (words, near) if part) or "by name"
    st.caption(f"{of_total(len(found.places), found.of, noun)}: {how}.")
    key = f"found-{found.kind}-{looked.typed.text}"
    shown = first_of(found.places, key) if whole else found.places[:_FEW]
    for place in shown:
        _DRAW[found.kind](looked, int(place))
    if whole:
        more_of(found.places, key)
        _as_table(looked, found)
    elif len(found.places) > _FEW:
        step_to(f"All {len(found.places):,}", f"all-{found.kind}", show=found.kind)


def _as_table(looked: Looked, found: Found) -> None:
    few = found.places[:_IN_TABLE]
    cut = (
        f", the first {_IN_TABLE} of {len(found.places):,}" if len(found.places) > len(few) else ""
    )
    with st.expander(f"The same as a table{cut}"):
        headings = {"text": "Wording", "why": "Why it is here", "review": "Review"}
        headings |= {"area": "Area", "year": "Year"}
        rows = [_row(looked, int(place)) for place in few]
        used = {name: words for name, words in headings.items() if any(r[name] for r in rows)}
        table(rows, f"found {found.kind.lower()}", used, height=400)


def _row(looked: Looked, place: int) -> Row:
    thing = looked.index.things[place]
    return {
        "id": thing.id,
        "text": thing.text,
        "why": looked.why(place),
        "review_id": thing.review_id,
        "review": thing.review,
        "review_kind": thing.review_kind,
        "area": thing.area,
        "year": thing.year,
        "invented": thing.invented,
    }


def _where(thing: Thing) -> str:
    """Kind of review, area and year of a thing that has them."""
    kind = sentence_case(kind_of(thing.review_kind)) if thing.review_kind else ""
    parts = (kind, thing.area, str(thing.year or ""))
    return " · ".join(part for part in parts if part)


def _recommendation(looked: Looked, place: int) -> None:
    thing = looked.index.things[place]
    row = {
        "recommendation_id": thing.id,
        "wording": thing.text,
        "kind": thing.form,
        "number": thing.number,
        "review_id": thing.review_id,
        "review": thing.review,
        "year": thing.year,
    }
    recommendation(row, marks=looked.marks(place), notes=[looked.why(place)])


def _review(looked: Looked, place: int) -> None:
    thing = looked.index.things[place]
    marks = looked.marks(place)
    with st.container(border=True):
        title, *passages = thing.text.split("\n")
        telling = [line for line in passages if any(mark in line for mark in marks)]
        wording("\n".join([title, *telling]), marks)
        asks = ""
        if looked.is_near(place) and looked.meaning is not None and looked.near is not None:
            nearest = looked.meaning.nearest_ask(place, looked.near)
            asks = f"It asks: {shorten(looked.index.things[nearest].text, 200)}"
        with footing([_where(thing), looked.why(place), asks]):
            link_to("Open the review", "review", review=thing.id)


def _finding(looked: Looked, place: int) -> None:
    thing = looked.index.things[place]
    row = next(one for one in ask("findings") if one["finding_id"] == thing.id)
    finding_card(row, marks=looked.marks(place), notes=[looked.why(place)])


def _theme(looked: Looked, place: int) -> None:
    thing = looked.index.things[place]
    marks = looked.marks(place)
    with st.container(border=True):
        wording(f"{thing.title}\n{thing.text}", [*marks, *looked.typed.words])
        with footing([looked.why(place)]):
            link_to("Open the theme", "themes", theme=thing.id)


def _agency(looked: Looked, place: int) -> None:
    thing = looked.index.things[place]
    with st.container(border=True):
        wording(thing.title, looked.marks(place))
        with footing([looked.why(place)]):
            link_to("What it is told", "agencies", show="agency", agency=thing.id)
            link_to_node("What surrounds it", "Agency", thing.id)


_DRAW = {
    "Recommendation": _recommendation,
    "Review": _review,
    "Finding": _finding,
    "Theme": _theme,
    "Agency": _agency,
}
