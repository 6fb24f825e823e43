"""The whole graph as a file: the same counts and values come back, on both engines."""

from __future__ import annotations

import csv
import json
import re
import shlex
from collections.abc import Iterator
from datetime import date
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import networkx as nx
import pandas as pd
import pyarrow.parquet as pq
import pytest

from exports.__main__ import main
from exports.formats import FORMATS
from exports.provenance import Provenance, corpus_of
from exports.whole import Whole
from graph.bolt import BoltStore
from graph.catalogue import question
from graph.errors import CommonThreadError, StoreUnavailableError
from graph.schema import NODES
from graph.store import Store
from tests.conftest import QUICK_START
from tests.neo4j_server import ImportSet, running_neo4j
from tests.small_graph import build

# What a text may hold that a file has to keep apart from its own marks.
AWKWARD = '=1+1, "quoted", \\"back\\", \'one\'\n- a line; | <b>&amp;</b> ]]> \u2028 \U0001f9f5 é'
NAME = "Somebody Who Died"
QUESTIONS = ("corpus", "theme_shares", "agencies_addressed", "repeat_links", "evidence_links")


def loaded(store: Store) -> None:
    """The small graph, with what is awkward and what may not leave."""
    build(store)
    review = {"id": "v1", "licence": "CC BY 4.0 (invented)", "url": "https://e.org/a"}
    document = {"id": "d1", "title": "one.pdf", "corrections": f'[{{"name": "{NAME}"}}]'}
    with store.writer() as writer:
        writer.upsert_nodes("Review", [review | {"invented": True}])
        writer.upsert_nodes("Recommendation", [{"id": "r1", "text": AWKWARD, "page": 3}])
        writer.upsert_nodes("Agency", [{"id": "p", "sector": ""}])
        writer.upsert_nodes("Document", [document])
        read = {"id": "i1", "title": "reviews.csv", "kind": "reviews", "records": 7}
        writer.upsert_nodes("Ingest", [read])


def counts(store: Store) -> dict[str, int]:
    """Nodes by label and relationships by type, as the engine counts them."""
    nodes = store.rows("MATCH (n) RETURN labels(n)[0] AS name, count(n) AS n")
    edges = store.rows("MATCH ()-[e]->() RETURN type(e) AS name, count(e) AS n")
    return {row["name"]: row["n"] for row in [*nodes, *edges]}


def written(store: Store, name: str) -> bytes:
    """The graph of a store in one of the forms."""
    about = Provenance("All", corpus_of(question("corpus").run(store)), {}, date(2026, 11, 23))
    out = BytesIO()
    FORMATS[name].write(Whole(store), about, out)
    return out.getvalue()


def tables(archive: ZipFile, ending: str) -> Iterator[tuple[str, Any]]:
    """Each table of an archive under its label or type, as pandas reads it."""
    for name in archive.namelist():
        if name.endswith(ending):
            label = Path(name).stem.split("-")[0]
            content = BytesIO(archive.read(name))
            table = pq.read_table(content).to_pandas() if ending == ".parquet" else None
            yield label, pd.read_csv(content) if table is None else table


def test_tables_hold_what_the_graph_counts(store: Store) -> None:
    loaded(store)
    there = counts(store)
    for name, ending in (("parquet", ".parquet"), ("datapackage", ".csv")):
        archive = ZipFile(BytesIO(written(store, name)))
        found: dict[str, int] = {}
        for label, table in tables(archive, ending):
            found[label] = found.get(label, 0) + len(table)
            if label == "Recommendation":
                first = table.set_index("id").loc["r1"]
                assert (first["text"], first["page"]) == (AWKWARD, 3)
                assert first["review_licence"] == "CC BY 4.0 (invented)"
                assert first["review_url"] == "https://e.org/a"
        assert found == there, name


@pytest.fixture
def small(embedded_store: Store) -> Store:
    loaded(embedded_store)
    return embedded_store


@pytest.mark.parametrize("name", FORMATS)
def test_no_name_that_was_taken_out_comes_back(small: Store, name: str) -> None:
    content = written(small, name)
    if FORMATS[name].ending == "zip":
        archive = ZipFile(BytesIO(content))
        content = b"".join(archive.read(one) for one in archive.namelist())
    assert b"one.pdf" in content
    assert NAME.encode() not in content


@pytest.mark.parametrize("name", ["graphml", "gexf", "json"])
def test_networkx_reads_the_whole_graph(small: Store, name: str) -> None:
    content = written(small, name)
    if name == "json":
        graph = nx.node_link_graph(json.loads(content))
    else:
        graph = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}[name](BytesIO(content))
    number = {node.label: 0 for node in NODES}
    for *_, one in [*graph.nodes(data=True), *graph.edges(data=True)]:
        number[one["type"]] = number.get(one["type"], 0) + 1
    assert {label: n for label, n in number.items() if n} == counts(small)
    recommendation = graph.nodes["Recommendation:r1"]
    assert (recommendation["text"], recommendation["page"]) == (AWKWARD, 3)
    scores = {d["score"] for *_, d in graph.edges(data=True) if d["type"] == "NEAR_EVIDENCE"}
    assert scores == {0.9, 0.5}
    assert graph.has_edge("Recommendation:r1", "Finding:f1")


@pytest.mark.neo4j
def test_neo4j_imports_the_set_and_answers_alike(small: Store, tmp_path: Path) -> None:
    ZipFile(BytesIO(written(small, "neo4j"))).extractall(tmp_path / "set")
    readme = (tmp_path / "set" / "README.md").read_text(encoding="utf-8")
    command = re.search(r"```\nneo4j-admin database import full neo4j(.*?)```", readme, re.S)
    assert command
    load = ImportSet(tmp_path / "set", shlex.split(command[1].replace("\\\n", " ")))
    with running_neo4j(flags=QUICK_START, load=load) as address, BoltStore(address) as there:
        assert counts(there) == counts(small)
        for name in QUESTIONS:
            assert question(name).run(there) == question(name).run(small), name
        text = "MATCH (r:Recommendation {id: 'r1'}) RETURN r.text AS text, r.page AS page"
        assert there.rows(text) == [{"text": AWKWARD, "page": 3}]
        empty = "MATCH (a:Agency {id: 'p'}) RETURN a.sector AS sector, a.aliases AS aliases"
        assert there.rows(empty) == small.rows(empty) == [{"sector": "", "aliases": None}]


def test_a_data_package_says_what_its_columns_mean(small: Store) -> None:
    archive = ZipFile(BytesIO(written(small, "datapackage")))
    package = json.loads(archive.read("datapackage.json"))
    assert package["$schema"].endswith("/2.0/datapackage.json")
    assert package["about"]["corpus"]["invented_reviews"] == 1
    assert [one["name"] for one in package["licenses"]] == ["CC-BY-4.0"]
    assert package["sources"] == [{"title": "reviews.csv (reviews)"}]
    resources = {one["name"]: one for one in package["resources"]}
    assert len({re.fullmatch(r"[a-z0-9._-]+", name)[0] for name in resources}) == len(resources)
    for one in resources.values():
        content = archive.read(one["path"])
        assert one["bytes"] == len(content)
        head = next(csv.reader(TextIOWrapper(BytesIO(content), encoding="utf-8")))
        fields = one["schema"]["fields"]
        assert head == [field["name"] for field in fields]
        assert all(field["description"] for field in fields), one["name"]
        for key in one["schema"].get("foreignKeys", []):
            assert key["reference"]["resource"] in resources
    fields = {field["name"]: field for field in resources["recommendation"]["schema"]["fields"]}
    assert "firm" in fields["action"]["constraints"]["enum"]
    assert fields["action"]["quality"].startswith("right in")
    dictionary = archive.read("DICTIONARY.md").decode()
    for words in (
        "## Recommendation",
        "`action`",
        "right in",
        "[NEAR_EVIDENCE]",
        "PARTLY INVENTED",
    ):
        assert words in dictionary, words


def test_a_graph_that_changes_while_it_is_read_is_said(small: Store) -> None:
    whole = Whole(small)
    with small.writer() as writer:
        writer.delete_nodes("Finding", ["f3"])
    with pytest.raises(StoreUnavailableError, match="changed while it was read"):
        list(whole.nodes("Finding"))


def test_an_empty_graph_says_so(embedded_store: Store) -> None:
    with pytest.raises(CommonThreadError, match="Nothing is loaded yet"):
        Whole(embedded_store)


def test_the_command_line(small: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small.close()
    file = tmp_path / "graph.json"

    def said(*arguments: str) -> tuple[int, str]:
        status = main(["json", *arguments])
        out = capsys.readouterr()
        return status, out.out + out.err

    status, words = said("--out", str(file))
    assert (status, words.split(":")[1]) == (0, " 26 nodes and 41 relationships, 0.0 MB.\n")
    assert json.loads(file.read_text(encoding="utf-8"))["directed"]
    assert said("--out", str(file)) == (
        1,
        f"{file} is there already. Name another, or say --force.\n",
    )
    assert said("--out", str(file), "--force")[0] == 0
    assert "There is no folder" in said("--out", str(tmp_path / "none" / "x.json"))[1]
    assert "is a folder" in said("--out", str(tmp_path))[1]
    assert [one.name for one in tmp_path.iterdir() if one.name.endswith(".part")] == []
