"""Take away: the whole graph as files, and what to know before one is passed on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from io import BytesIO

import streamlit as st

from exports.dictionary import dictionary
from exports.formats import FORMATS, QUESTION, Format
from exports.provenance import Provenance, corpus_of
from exports.whole import Whole
from graph.catalogue import catalogue
from graph.store import Row, Store
from linking.intervals import of_total
from views.data import ask, graph
from views.layout import header, table
from views.leaving import offer, provenance_of
from views.links import link_to
from views.names import sentence_case

# A file of this page is held in memory until it has been handed over; at the command line it is
# written piece by piece. At this many nodes the largest, GEXF, has some 190 MB.
MOST_NODES = 50_000


def _file(form: Format, store: Store, made: Callable[[], Provenance]) -> bytes:
    out = BytesIO()
    form.write(Whole(store), made(), out)
    return out.getvalue()


def _dictionary(store: Store, made: Callable[[], Provenance]) -> str:
    return dictionary(Whole(store), made())


def whole_graph() -> None:
    """Each form with what it is for, and its button or its command."""
    st.header("The whole graph", anchor=False)
    nodes = sum(row["n"] for row in ask("counts"))
    st.caption(
        f"All {nodes:,} nodes with their relationships, codes, links and verdicts. A file is "
        "made when you press its button, which takes some seconds."
    )
    small = nodes <= MOST_NODES
    if not small:
        st.markdown(f"More than {MOST_NODES:,} nodes leave at the command line, piece by piece:")
    made = provenance_of(QUESTION)
    for form in FORMATS.values():
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if small:
                with st.container(width=190):
                    name = f"common-thread-{form.name}"
                    offer(
                        form.title,
                        partial(_file, form, graph(), made),
                        name,
                        form.ending,
                        form.mime,
                    )
                st.markdown(f"{sentence_case(form.use)}.")
            else:
                st.markdown(f"**{form.title}**: {form.use}.  \n`{_command(form)}`")
    if small:
        with st.expander("At the command line"):
            commands = "\n".join(_command(form) for form in FORMATS.values())
            st.code(commands, language="sh")


def _command(form: Format) -> str:
    return f".venv/bin/python -m exports {form.name} --out common-thread.{form.ending}"


def data_dictionary() -> None:
    """What every column means."""
    st.header("What every column means", anchor=False)
    st.caption(
        "Each label, relationship and property with its meaning, and how well it is coded where "
        "that was measured. It is inside the data package and the Parquet files too."
    )
    about = provenance_of("What every column of the graph means")
    offer(
        "Data dictionary",
        partial(_dictionary, graph(), about),
        "data-dictionary",
        "md",
        "text/markdown",
    )


def pieces() -> None:
    """Where smaller things leave."""
    st.header("A part of it", anchor=False)
    st.markdown(
        "Every table leaves as CSV, Excel and JSON from where it stands, every chart as PNG and "
        "SVG. Excel and JSON say inside which question, reviews, filters, date and version they "
        "are of. CSV holds the rows and nothing else, so that every program reads it; its name "
        "says the date and whether what it holds is invented."
    )
    link_to("Any question of your own, as a table", "cypher")
    link_to("The neighbourhood of one thing, as a graph", "graph")


def before_passing_on(rows: list[Row], reviews: int) -> None:
    """Licences, and what a file carries that a page does not show."""
    st.header("Before you pass a file on", anchor=False)
    st.markdown(
        "- **Wording belongs to its review.** Quote it under that review's licence, which each "
        "file carries.\n"
        "- **Addresses of coroners' reports carry the name of the person who died.** On screen "
        "and in Excel they are links that do not show it; CSV, JSON and the files above hold the "
        "address as it is.\n"
        "- **Verdicts carry the names of those who judged.**\n"
        "- **Names that were taken out of documents stay out**, with the corrections that hold "
        "them. So these files are no backup.\n"
        "- **Links that a person rejected are in the files above**, marked as rejected; no table "
        "of this explorer counts them.\n"
        "- **To cite**, name each review that you quote, by its title and page; a finding by its "
        "publication. With a count give its denominator, the question, which reviews were loaded, "
        "the filters, the day and the version, as below for one question of the catalogue. On the "
        "Cypher page *Copy for other tools* has it for each; *About this table* in an Excel file "
        "has the same facts. `CITATION.cff` is for reference managers; there is no DOI."
    )
    example = catalogue()["theme_shares"]
    what = f"{example.title} (queries/{example.name}.cypher)"
    st.code(Provenance(what, corpus_of(ask("corpus"))).citation(), language=None, wrap_lines=True)
    unknown = sum(row["reviews"] for row in rows if not row["licence"])
    if unknown:
        st.markdown(f"{of_total(unknown, reviews, 'reviews')} state no licence.")
    headings = {
        "licence": "Licence of the review",
        "reviews": "Reviews",
        "recommendations": "Recommendations and concerns",
        "invented": "Invented reviews",
    }
    shown = [row | {"licence": row["licence"] or "not stated"} for row in rows]
    table(shown, "licences", headings, about="reviews by licence")


how_much = header(
    "Take away",
    "Everything that is loaded, as files for other programs. Nothing leaves this machine unless "
    "you send it.",
)
whole_graph()
data_dictionary()
pieces()
before_passing_on(ask("licences"), how_much.reviews)
