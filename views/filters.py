"""Which reviews a page counts: by kind, area and years, in one place and in the address."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from linking.intervals import of_total
from views.data import ask
from views.layout import nothing
from views.links import choose
from views.names import kind_choices
from views.parts import not_listed

FILTERS = ("Kind of review", "Area", "From year", "To year")


@dataclass(frozen=True)
class Chosen:
    """The reviews a page counts: what was chosen of each filter (empty for all), how many reviews
    that leaves, and how many of them list who was involved in the case."""

    kind: str
    area: str
    first: str
    last: str
    reviews: int = 0
    listing: int = 0

    @property
    def asked(self) -> dict[str, str | int]:
        """The filters as parameters of a question."""
        return {
            "kind": self.kind,
            "area": self.area,
            "from_year": int(self.first or 0),
            "to_year": int(self.last or 0),
        }

    @property
    def state(self) -> dict[str, str]:
        """The filters as a link's state."""
        return {"kind": self.kind, "area": self.area, "from": self.first, "to": self.last}

    @property
    def key(self) -> str:
        """The filters in one word, to tell lists on a page apart."""
        return "-".join(self.state.values())

    @property
    def which(self) -> str:
        """What the reviews are in a sentence: 'loaded', or some of those 'chosen'."""
        return "chosen" if any(self.state.values()) else "loaded"

    def nothing(self, what: str) -> None:
        """Say that a list is empty; ``what`` completes 'No …'."""
        nothing(what, self.reviews, self.which)

    def not_listed(self, what: str) -> None:
        """Say that none of these reviews states a thing at all."""
        not_listed(what, self.reviews, self.which)


def choose_reviews(loaded: int) -> Chosen:
    """Draw the four filters, and say how many of the ``loaded`` reviews they leave."""
    with st.container(key="filters"):  # a phone has them two by two (views/layout.py)
        kind_box, area_box, first_box, last_box = st.columns([2, 2, 1, 1])
    with kind_box:
        kind = choose(FILTERS[0], kind_choices(), "kind")
    with area_box:
        areas = [row["area"] for row in ask("areas")]
        area = choose(FILTERS[1], {"": "All areas"} | {one: one for one in areas}, "area")
    years = {year: year for year in _years()}
    with first_box:
        first = choose(FILTERS[2], {"": "Any"} | years, "from")
    with last_box:
        last = choose(FILTERS[3], {"": "Any"} | years, "to")
    chosen = Chosen(kind, area, first, last)
    counted = ask("reviews_chosen", **chosen.asked)[0]
    if chosen.which == "chosen":
        st.caption(f"Counted here: {of_total(counted['reviews'], loaded, 'reviews loaded')}.")
    return Chosen(
        kind, area, first, last, counted["reviews"], counted["list_who_was_involved"] or 0
    )


def _years() -> list[str]:
    """Every year from the first to the last of the reviews loaded."""
    corpus = [row for row in ask("corpus") if row["first_year"]]
    if not corpus:
        return []
    first = min(row["first_year"] for row in corpus)
    last = max(row["last_year"] for row in corpus)
    return [str(year) for year in range(first, last + 1)]
