"""What a typed query becomes: text for other tools, a saved file, nodes, a chart."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

from graph import saved
from graph.catalogue import Parameter, Query, catalogue, read, source
from graph.elsewhere import for_browser, for_python, literal
from graph.errors import CommonThreadError
from graph.rows_graph import named
from graph.store import Row, Store
from tests.small_graph import build
from views.charts_rows import ROWS, Axes, chart_of, numbers, plain_columns

VALUES: list[Any] = [
    'it\'s \\ "quoted"\n`x` \t$y // z',
    [1, 2.5, True, None, ["a"]],
    {"a": 1, "of two": {"b": "c"}},
    -3,
    "",
]


def test_values_are_written_as_cypher_reads_them(store: Store) -> None:
    written = ", ".join(f"{literal(value)} AS v{place}" for place, value in enumerate(VALUES))
    assert list(store.rows(f"RETURN {written}")[0].values()) == VALUES


def test_a_query_for_neo4j_browser_and_for_python() -> None:
    text = 'MATCH (n) WHERE n.id = $a RETURN "\\\\d" AS d, """x""" AS x ;\n'
    assert for_browser(text, {"a": "x'y"}).splitlines()[0] == ":param a => 'x\\'y'"
    assert for_browser(text, {}).count(";") == 1
    given = {"a": 'x\'\n"""', "b": [1, None]}
    held = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in ast.parse(for_python(text, given)).body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant | ast.Dict)
    }
    assert held["QUERY"].strip() == text.strip()
    assert held["PARAMETERS"] == given


@pytest.mark.parametrize("name", ["theme_by_year", "evidence_stated_and_available", "counts"])
def test_a_question_written_out_is_the_question(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.cypher"
    path.write_text(source(catalogue()[name]), encoding="utf-8")
    assert read(path) == catalogue()[name]


def test_a_saved_query_is_a_file_in_the_home(home: Path) -> None:
    name = saved.name_of("Été: what's asked / of whom?")
    assert name == "ete_what_s_asked_of_whom"
    flag = Parameter("open", "boolean", False, "")
    query = Query(name, "Été", ("researcher",), "About", (flag,), "RETURN $open AS x\n")
    assert saved.save(query) == home / "queries" / f"{name}.cypher"
    (home / "queries" / "broken.cypher").write_text("RETURN 1", encoding="utf-8")
    found, refused = saved.saved()
    assert found == {name: query}
    assert len(refused) == 1 and refused[0].startswith("broken.cypher")
    saved.delete("../graph")
    saved.delete(name)
    assert saved.saved()[0] == {}


@pytest.mark.parametrize("title", ["", "  ", "???", "con", "NUL"])
def test_a_title_that_is_no_name_is_refused(title: str) -> None:
    with pytest.raises(CommonThreadError):
        saved.name_of(title)


NAMED = [
    ("MATCH (t:Theme {id: 'info'}) RETURN t", ["t"], {"Theme:info"}),
    ("RETURN ['r1', 'v1'] AS ids, 'r2' AS x", ["ids", "x"], {"Recommendation:r1", "Review:v1"}),
    ("UNWIND ['r1', 'no'] AS id RETURN id", [], set()),  # one is no id: no column of ids
    ("RETURN 'Police force' AS agency, 3 AS n, null AS z", [], set()),
    ("MATCH p = (:Review {id: 'v4'})-[:MADE]->() RETURN p", ["p"], {"Review:v4"}),
]


def test_the_nodes_that_rows_name(store: Store) -> None:
    build(store)
    for query, columns, keys in NAMED:
        found = named(store, store.free(query).rows)
        assert list(found.columns) == columns, query
        picture = found.picture
        shown = {one.key for one in (picture.centre, *picture.items)} if picture else set()
        assert keys <= shown and bool(keys) == bool(shown), query


def test_what_is_between_the_nodes_is_drawn(embedded_store: Store) -> None:
    build(embedded_store)
    found = named(embedded_store, [{"a": "v1", "b": "r1"}, {"a": "v2", "b": "r4"}, {"b": "f2"}])
    assert found.total == 5 and found.picture
    ties = {(tie.source, tie.type, tie.target) for tie in found.picture.ties}
    assert ("Review:v1", "MADE", "Recommendation:r1") in ties
    assert not any(type_ == "NEAR_EVIDENCE" for _, type_, _ in ties)  # rejected by a person


ROWS_SEEN: list[Row] = [
    {"kind": "SAR", "n": 3, "share.of": 0.5, "ids": ["a"], "url": "https://e.org/a-name"},
    {"kind": "DHR", "n": 1, "share.of": None, "ids": []},
    {"kind": "SAR", "n": 2, "share.of": 0.2, "ids": ["b"]},
]


def test_a_chart_of_rows() -> None:
    assert numbers(ROWS_SEEN) == ["n", "share.of"]
    assert plain_columns(ROWS_SEEN) == ["kind", "n", "share.of"]
    counted, said = chart_of(ROWS_SEEN, Axes("bar", "kind", ROWS))
    assert counted.data.set_index("x").y.to_dict() == {"SAR": 2, "DHR": 1}
    assert said == ""
    points, said = chart_of(ROWS_SEEN, Axes("point", "n", "share.of", "kind"))
    assert list(points.data.y) == [0.5, 0.2]
    assert said == "1 of 3 rows have no value here and are left out."
    many = [{"x": f"c{n}", "y": n} for n in range(60)]
    bars, said = chart_of(many, Axes("bar", "x", "y"))
    assert len(bars.data) == 40 and said.startswith("The first 40 of 60 bars")
