"""What was seen in a case and put to nobody, and what is asked beyond the area."""

from __future__ import annotations

import streamlit as st

from graph.store import Row
from linking.intervals import of_few, of_total
from views.data import ask
from views.filters import Chosen
from views.layout import table
from views.links import choose, link_to, remember
from views.names import agency_name, sector_name, years
from views.parts import Ranked, first_of, more_of, passage_of, ranked
from views.text import plain

TOP = 20
COMPARED = {"types": "Kinds of agency", "single": "Single agencies"}


def involved_not_addressed(chosen: Chosen) -> None:
    """Kinds of agency, or single agencies, that had a part in cases and of whom nothing was
    asked."""
    single = choose("Agencies", COMPARED, "rows") == "single"
    listed = ask("silent_agencies" if single else "silent_types", **chosen.asked)
    if single:
        listed = [row for row in listed if row["is_type"] is False and row["resolved"]]
    if not listed:
        chosen.not_listed("who was involved in the case")
        return
    rows = [row for row in listed if row["reviews_silent"]]
    if not rows:
        chosen.nothing("agency involved in a case and never addressed")
        return
    st.caption(
        "Of the reviews that name one as involved, those with no recommendation to "
        + ("it, by name or as one of its kind. " if single else "any body of its kind. ")
        + "A council is addressed where one of its own services is, such as its social care; not "
        "the other way round. Nothing may have been needed; the review tells. Only reviews that "
        "list who was involved can be counted. Those most often involved come first."
    )
    rows.sort(key=lambda row: (-row["of_reviews_involved"], row["agency"], row["agency_id"]))
    named = {row["agency_id"]: agency_name(row["agency"]) for row in rows}
    agency = choose("Agency", {"": "All of them"} | named, "agency")
    if not agency:
        ranked(
            [
                Ranked(
                    named[row["agency_id"]],
                    row["reviews_silent"],
                    row["of_reviews_involved"],
                    "",
                    {"agency": row["agency_id"]},
                    sector_name(row["sector"]),
                )
                for row in rows[:TOP]
            ],
            "silent",
        )
        return
    row = next(one for one in rows if one["agency_id"] == agency)
    _one_not_addressed(row, named[agency], single, chosen)


def _one_not_addressed(row: Row, name: str, single: bool, chosen: Chosen) -> None:
    """The reviews that involved one agency, or a kind of it, and asked nothing of it."""
    silent = ask("silent_reviews", agency=row["agency_id"], **chosen.asked)
    st.header(plain(name), anchor=False)
    of = of_few(len(silent), row["of_reviews_involved"], "reviews that involved it")
    whom = "it, by name or as one of its kind" if single else "any body of this kind"
    st.caption(f"{of} put no recommendation to {whom}.")
    _reviews(silent, "silent", "named")


def raised_not_taken_up(chosen: Chosen) -> None:
    """Themes that cases raised and that no recommendation of the same review takes up."""
    listed = ask("raised_not_recommended", **chosen.asked)
    if not listed:
        chosen.not_listed("what its case raised")
        return
    rows = [row for row in listed if row["reviews_without"]]
    if not rows:
        chosen.nothing("theme raised by a case and not recommended about")
        return
    st.caption(
        "Of the reviews whose case raised the theme, those that make no recommendation about it. "
        "Coroners' reports state concerns and are not counted."
    )
    named = {row["theme_id"]: row["theme"] for row in rows}
    theme = choose("Theme", {"": "All of them"} | named, "theme")
    if not theme:
        ranked(
            [
                Ranked(
                    row["theme"],
                    row["reviews_without"],
                    row["of_reviews_raising"],
                    "",
                    {"theme": row["theme_id"]},
                )
                for row in rows[:TOP]
            ],
            "raised",
        )
        return
    row = next(one for one in rows if one["theme_id"] == theme)
    found = ask("raised_not_recommended_reviews", theme=theme, **chosen.asked)
    st.header(f"◆ {plain(named[theme])}", anchor=False)
    of = of_total(row["reviews_without"], row["of_reviews_raising"], "reviews that raised it")
    st.caption(f"{of} make no recommendation about it. The passage that shows it is given.")
    link_to("This theme everywhere", "themes", theme=theme)
    _reviews(found, "raised", "passage")


def _reviews(rows: list[Row], key: str, words: str) -> None:
    """Reviews with the words that put them on the list."""
    for row in first_of(rows, key):
        value = row[words]
        text = "; ".join(map(str, value)) if isinstance(value, list) else str(value or "")
        passage_of(row, text)
    more_of(rows, key)


def national(chosen: Chosen) -> None:
    """What is asked of national bodies, and from how many areas."""
    rows = ask("national_asks", **chosen.asked)
    if not rows:
        chosen.nothing("recommendation addressed to a national body")
        return
    bodies = {row["agency_id"] for row in rows}
    st.caption(
        f"National bodies addressed: {len(bodies):,}. One row for each body and theme. *Asks* "
        "counts recommendations and concerns; areas are those that asked. Choose a row "
        "to read what that body is told."
    )
    headings = {
        "agency": "National body",
        "theme": "Theme",
        "recommendations": "Asks",
        "reviews": "Reviews",
        "areas": "Areas",
        "first_year": "First year",
        "last_year": "Last year",
    }
    widths = {"agency": 280, "theme": 300}
    table(rows, "asked-of-national-bodies", headings, height=560, widths=widths, on_pick=told)


def told(row: Row) -> None:
    """Go to what one body is told about one theme."""
    remember(show="agency", agency=str(row["agency_id"]), theme=row["theme_id"])


def then_now(chosen: Chosen) -> None:
    """Asks that went to bodies since replaced, and who holds their work now."""
    rows = ask("then_and_now", **chosen.asked)
    if not rows:
        chosen.nothing("ask to a body that has since been replaced")
        return
    st.caption(
        "Names in the documents of bodies that have since been replaced, and who holds their "
        "work now. Boundaries changed too, so not every area maps one to one."
    )
    shown = [
        {**row, "now": agency_name(row["now"]), "years": years(row["first_year"], row["last_year"])}
        for row in rows
    ]
    headings = {
        "named_then": "Named in the document",
        "now": "Holds the work now",
        "recommendations": "Asks",
        "reviews": "Reviews",
        "years": "Years",
    }
    table(shown, "then-and-now", headings)
