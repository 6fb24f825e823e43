"""Graphs as files, read again by networkx: ids, types, values, what XML cannot hold, provenance."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO

import networkx as nx
import pytest

from exports.graph_files import as_file
from exports.provenance import Corpus, Provenance, corpus_of

ABOUT = Provenance(
    "What surrounds <one> & \x00 another",
    Corpus(reviews=3, invented=2, recommendations=7, concerns=0, first_year=2018, last_year=2021),
    {"Kind": "SAR"},
    date(2026, 11, 23),
    "9.9",
)
AWKWARD = 'He said "<b>&amp;</b>" ]]>\ttab \r\n line \x0b vertical \ud800 lone \U0001f9f5 thread'
IN_XML = AWKWARD.replace("\x0b", "\ufffd").replace("\ud800", "\ufffd")


def view() -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    graph.add_node("Review:v1", id="v1", type="Review", title="V & one", invented=True, year=2018)
    graph.add_node("Theme:v1", id="v1", type="Theme", title=AWKWARD, x=0.25)
    graph.add_edge("Review:v1", "Theme:v1", type="RAISED", score=0.5)
    graph.add_edge("Review:v1", "Theme:v1", type="TWICE")
    return graph


def read(format_: str) -> nx.MultiDiGraph:
    content = as_file(view(), format_, ABOUT)
    if format_ == "json":
        return nx.node_link_graph(json.loads(content))
    reader = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}[format_]
    return reader(BytesIO(content))


@pytest.mark.parametrize("format_", ["graphml", "gexf", "json"])
def test_networkx_reads_what_was_written(format_: str) -> None:
    graph = read(format_)
    assert graph.is_directed() and graph.is_multigraph()
    assert list(graph.nodes) == ["Review:v1", "Theme:v1"]
    review, theme = graph.nodes["Review:v1"], graph.nodes["Theme:v1"]
    assert (review["type"], review["invented"], review["year"]) == ("Review", True, 2018)
    assert "year" not in theme  # what is not known is left out
    assert theme["x"] == 0.25
    edges = sorted((d["type"], d.get("score")) for *_, d in graph.edges(data=True))
    assert edges == [("RAISED", 0.5), ("TWICE", None)]


@pytest.mark.parametrize(
    ("format_", "title"),
    [("graphml", IN_XML), ("gexf", IN_XML), ("json", AWKWARD.replace("\ud800", "?"))],
)
def test_a_documents_text_comes_through(format_: str, title: str) -> None:
    assert read(format_).nodes["Theme:v1"]["title"] == title


@pytest.mark.parametrize("format_", ["graphml", "gexf", "json"])
def test_a_file_says_where_it_comes_from(format_: str) -> None:
    content = as_file(view(), format_, ABOUT).decode()
    for words in ("PARTLY INVENTED: 2 of the 3", "2026-11-23", "Common Thread 9.9", "Kind", "SAR"):
        assert words in content, words


def test_an_empty_graph_is_a_file_too() -> None:
    content = as_file(nx.DiGraph(), "graphml", ABOUT)
    assert nx.read_graphml(BytesIO(content)).number_of_nodes() == 0


@pytest.mark.parametrize(
    ("reviews", "invented", "words"),
    [
        (0, 0, "No review is loaded."),
        (3, 0, "None of the reviews is marked as invented."),
        (3, 3, "INVENTED SAMPLE DATA: all 3 reviews are invented."),
        (3, 1, "PARTLY INVENTED: 1 of the 3 reviews are invented"),
    ],
)
def test_invented_is_said(reviews: int, invented: int, words: str) -> None:
    assert Corpus(reviews, invented, 0, 0).invented_words.startswith(words)


def test_a_corpus_in_words() -> None:
    years = {"first_year": 2018, "last_year": 2020}
    unknown = {"first_year": None, "last_year": None}
    counts = {"reviews": 1, "invented": 0, "recommendations": 2}
    rows = [
        {"kind": "SAR", **counts, "concerns": 0, **years},
        {"kind": "club", **counts, "concerns": 1, **unknown},
    ]
    assert corpus_of(rows).words == (
        "2 reviews, 4 recommendations and 1 concern of coroners, 2018 to 2020 "
        "(Safeguarding adults review: 1; club: 1)"
    )
    assert corpus_of([]).words == "0 reviews, 0 recommendations and 0 concerns of coroners"
