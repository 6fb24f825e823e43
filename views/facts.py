"""The facts of one node, beside its picture."""

from __future__ import annotations

import streamlit as st

from graph.neighbourhood import Item, facts, neighbourhood
from graph.schema import REVIEW_KINDS
from graph.store import Row
from views.data import graph, stamp
from views.layout import passage, source_link
from views.links import link_to
from views.names import CHECKED, CODES, DIRECTIONS, citation, sector_name, sentence_case, uk_date
from views.text import plain


@st.cache_data(max_entries=256, show_spinner=False)
def _facts(state: str, of: Item) -> Row:
    del state
    return facts(graph(), of)


@st.cache_data(max_entries=256, show_spinner=False)
def _joined(state: str, of: Item, label: str, type_: str) -> list[Item]:
    """The nodes of one label joined to this one by one type of relationship."""
    del state
    around = neighbourhood(graph(), of, labels=[label], cap=50)
    keys = {end for tie in around.ties if tie.type == type_ for end in (tie.source, tie.target)}
    return [one for one in around.items if one.key in keys]


def show_facts(of: Item) -> None:
    """Draw what is known of one node, by its kind."""
    row = _facts(stamp(), of)
    {
        "Review": _review,
        "Recommendation": _recommendation,
        "Agency": _agency,
        "Theme": _theme,
        "Finding": _finding,
        "Source": _source,
    }[of.label](of, row)


def _lines(*pairs: tuple[str, object]) -> None:
    """Draw facts as 'Name: value', leaving out what is not known."""
    known = [f"**{name}**  \n{plain(value)}" for name, value in pairs if value not in (None, "")]
    if known:
        st.markdown("\n\n".join(known))


def _review(of: Item, row: Row) -> None:
    kind = str(row.get("kind", ""))
    _lines(
        ("Kind", REVIEW_KINDS.get(kind, kind)),
        ("Area", row.get("area")),
        ("Date", uk_date(row.get("date")) or row.get("year")),
        ("Licence", row.get("licence")),
        ("Invented", "yes, sample data" if row.get("invented") else ""),
    )
    source_link(row.get("url"))
    link_to("Open this review", "review", review=of.id)


def _recommendation(of: Item, row: Row) -> None:
    number = f"{row.get('kind', 'recommendation')} {row.get('number', '')}".strip()
    passage(str(row.get("text", "")), number)
    for review in _joined(stamp(), of, "Review", "MADE"):
        _lines(("Made by", review.title))
        source_link(_facts(stamp(), review).get("url"))
        link_to("Open the review", "review", review=review.id)
    coded = [
        (name, str(row[code]).replace("_", " "), row.get(f"{code}_words", ""))
        for code, name in CODES.items()
        if row.get(code)
    ]
    if coded:
        with st.expander("How it was coded, and the words that rests on"):
            for name, value, words in coded:
                quote = f" — “{plain(words)}”" if words else ""
                st.markdown(f"**{name}**: {plain(value)}{quote}")


def _agency(of: Item, row: Row) -> None:
    _lines(
        ("Sector", sector_name(row.get("sector")) if row.get("sector") else ""),
        ("Level", "a type of body" if row.get("is_type") else row.get("level")),
        ("Also written", str(row.get("aliases", "")).replace(";", "; ")),
        ("Invented", "yes, sample data" if row.get("invented") else ""),
    )
    if row.get("resolved") is False:
        st.caption("Known only by this wording; it was not matched to a body in the register.")
    link_to("Open in Agencies and gaps", "agencies", agency=of.id)


def _theme(of: Item, row: Row) -> None:
    _lines(("Definition", row.get("definition")), ("Drawn from", row.get("source")))
    link_to("Open in Themes", "themes", theme=of.id)


def _finding(of: Item, row: Row) -> None:
    passage(str(row.get("text", "")))
    _lines(
        ("Design", row.get("design")),
        ("Strength", row.get("strength")),
        ("Direction", DIRECTIONS.get(str(row.get("direction")), row.get("direction"))),
        ("Who was studied", row.get("population")),
        ("Where", row.get("country")),
    )
    for source in _joined(stamp(), of, "Source", "FROM_SOURCE"):
        _citation(_facts(stamp(), source))
    link_to("Open in Evidence", "evidence", finding=of.id)


def _source(of: Item, row: Row) -> None:
    del of  # all there is to say stands in its properties
    _citation(row)
    _lines(("DOI", row.get("doi")), ("Kind", row.get("kind")))


def _citation(row: Row) -> None:
    """One publication as a reference, with how far the citation was checked."""
    _lines(("Source", citation(row | {"source": row.get("title")})))
    status = str(row.get("check_status", "unchecked"))
    st.caption(plain(sentence_case(CHECKED.get(status, status))))
    source_link(row.get("url"), "Publication")
