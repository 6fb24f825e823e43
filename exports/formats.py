"""The forms in which the whole graph leaves, once: for the command line and for the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import TextIOWrapper
from typing import BinaryIO, TextIO

from exports.data_package import write_data_package
from exports.graph_files import GraphRows, write_gexf, write_graphml, write_json
from exports.neo4j_set import write_neo4j
from exports.parquet import write_parquet
from exports.provenance import Provenance
from exports.whole import Whole

QUESTION = "The whole graph as it was loaded: every node and relationship"


@dataclass(frozen=True)
class Format:
    """One form: its name at the command line, its title and use for a reader, its file."""

    name: str
    title: str
    use: str
    ending: str
    mime: str
    write: Callable[[Whole, Provenance, BinaryIO], None]


def _as_text(
    write: Callable[[GraphRows, Provenance, TextIO], None],
) -> Callable[[Whole, Provenance, BinaryIO], None]:
    def whole_graph(whole: Whole, about: Provenance, out: BinaryIO) -> None:
        text = TextIOWrapper(out, encoding="utf-8", newline="")
        write(whole.as_graph(), about, text)
        text.flush()
        text.detach()  # the file is its owner's to close

    return whole_graph


FORMATS = {
    form.name: form
    for form in (
        Format(
            "datapackage",
            "Data package",
            "CSV tables with a schema and a data dictionary, for R, pandas and archives",
            "zip",
            "application/zip",
            write_data_package,
        ),
        Format(
            "parquet",
            "Parquet",
            "typed tables for pandas, Polars, DuckDB and R, with the data dictionary",
            "zip",
            "application/zip",
            write_parquet,
        ),
        Format(
            "neo4j",
            "Neo4j import set",
            "CSV files and the neo4j-admin command that loads them into Neo4j 5",
            "zip",
            "application/zip",
            write_neo4j,
        ),
        Format(
            "graphml",
            "GraphML",
            "for Gephi, Cytoscape, yEd, igraph and networkx",
            "graphml",
            "application/xml",
            _as_text(write_graphml),
        ),
        Format(
            "gexf",
            "GEXF",
            "for Gephi, with the colours of the explorer",
            "gexf",
            "application/xml",
            _as_text(write_gexf),
        ),
        Format(
            "json",
            "JSON",
            "nodes and edges as networkx and D3 read them",
            "json",
            "application/json",
            _as_text(write_json),
        ),
    )
}
