"""One behaviour suite over both engines: what is written is read, and reading only reads."""

from __future__ import annotations

import json
from typing import Any

import pytest

from graph.errors import (
    CommonThreadError,
    QueryFailedError,
    QueryLimitError,
    QueryRefusedError,
)
from graph.store import Counts, Row, Store, open_store
from graph.writing import BATCH

REVIEWS: list[Row] = [
    {"id": "r1", "title": "One", "kind": "SAR", "year": 2020, "invented": True},
    {"id": "r2", "title": "Two", "kind": "DHR", "year": 2021, "invented": False},
]
RECOMMENDATIONS: list[Row] = [
    {"id": "c1", "title": "Share records", "text": "The trust should share records.", "asks": 1},
    {"id": "c2", "title": "Train staff", "text": "The council should train staff.", "asks": 2},
]
THEME: Row = {"id": "t1", "title": "Information sharing"}

AWKWARD_TEXTS = {
    "markup": "<script>alert('x')</script> & <b>bold</b>",
    "cypher": "x'}) DETACH DELETE n //",
    "parameter": "$rows {id: 1} `backtick` \\u0041",
    "unicode": "Ynys Môn – “quoted” 🧭 Ṩ́ ﷽ עברית",
    "combining": "e\u0301 is not \u00e9",
    "newlines": "one\r\ntwo\n\n\tthree  ",
    "spaces": "  kept on both sides  ",
    "empty": "",
    "control": "a\x00b\x07c",
    "formula": "=HYPERLINK(1)",
    "number": "0012",
    "null": "null",
    "long": "A sentence of the report. " * 2000,
}


def fill(store: Store) -> None:
    """Two reviews, a recommendation of each, and one theme."""
    with store.writer() as writer:
        writer.upsert_nodes("Review", REVIEWS)
        writer.upsert_nodes("Recommendation", RECOMMENDATIONS)
        writer.upsert_nodes("Theme", [THEME])
        writer.upsert_edges(
            "MADE",
            "Review",
            "Recommendation",
            [{"source": "r1", "target": "c1"}, {"source": "r2", "target": "c2"}],
        )


def all_reviews(store: Store) -> list[Row]:
    return store.rows(
        "MATCH (n:Review) RETURN n.id AS id, n.title AS title, n.kind AS kind, n.year AS year, "
        "n.invented AS invented ORDER BY id"
    )


def test_what_is_written_is_what_is_read(store: Store) -> None:
    fill(store)
    assert all_reviews(store) == REVIEWS


def test_the_same_rows_again_change_nothing(store: Store) -> None:
    with store.writer() as writer:
        assert writer.upsert_nodes("Review", REVIEWS) == Counts(created=2)
        assert writer.upsert_nodes("Review", REVIEWS) == Counts(unchanged=2)
        assert writer.upsert_nodes("Review", iter(REVIEWS)) == Counts(unchanged=2)
    assert all_reviews(store) == REVIEWS


def test_an_update_touches_only_the_properties_given(store: Store) -> None:
    fill(store)
    with store.writer() as writer:
        counts = writer.upsert_nodes("Review", [{"id": "r1", "area": "Invented Borough"}])
    assert counts == Counts(updated=1)
    assert store.rows("MATCH (n:Review) RETURN n.title AS t, n.area AS a ORDER BY n.id") == [
        {"t": "One", "a": "Invented Borough"},
        {"t": "Two", "a": None},
    ]


def test_rows_that_change_different_properties_do_not_disturb_each_other(store: Store) -> None:
    fill(store)
    with store.writer() as writer:
        counts = writer.upsert_nodes(
            "Review", [{"id": "r1", "year": 2022}, {"id": "r2", "kind": "SCR"}]
        )
    assert counts == Counts(updated=2)
    assert all_reviews(store) == [REVIEWS[0] | {"year": 2022}, REVIEWS[1] | {"kind": "SCR"}]


def test_properties_may_come_with_later_nodes(store: Store) -> None:
    with store.writer() as writer:
        writer.upsert_nodes("Agency", [{"id": "a", "title": "A"}])
        writer.upsert_nodes("Agency", [{"id": "b", "title": "B", "is_type": True, "level": "type"}])
        edge = {"source": "a", "target": "b"}
        writer.upsert_edges("IS_A", "Agency", "Agency", [edge])
    asked = (
        "MATCH (:Agency)-[:IS_A]->(n:Agency {is_type: true}) RETURN n.id AS id, n.level AS level"
    )
    assert store.rows(asked) == [{"id": "b", "level": "type"}]


def test_a_property_that_no_node_has_yet_can_be_asked_for(store: Store) -> None:
    fill(store)
    asked = "MATCH (n:Review {area: 'Nowhere'}) RETURN count(n) AS n, count(n.licence) AS l"
    for ask in (store.rows, lambda query: store.free(query).rows):
        assert ask(asked) == [{"n": 0, "l": 0}]
    store.close()
    with open_store() as reading:
        assert reading.rows(asked) == [{"n": 0, "l": 0}]


def test_none_removes_a_property(store: Store) -> None:
    fill(store)
    with store.writer() as writer:
        assert writer.upsert_nodes("Review", [{"id": "r1", "year": None}]) == Counts(updated=1)
        assert writer.upsert_nodes("Review", [{"id": "r1", "year": None}]) == Counts(unchanged=1)
    asked = "MATCH (n:Review) WHERE n.year IS NULL RETURN n.id AS id, n.title AS title"
    assert store.rows(asked) == [{"id": "r1", "title": "One"}]


def test_a_later_node_may_bring_a_property_that_none_before_it_had(store: Store) -> None:
    with store.writer() as writer:
        writer.upsert_nodes("Review", [{"id": "r1", "title": "One"}])
        new = [{"id": "r2", "title": "Two", "year": 2020}]
        assert writer.upsert_nodes("Review", new) == Counts(created=1)
    asked = "MATCH (n:Review) RETURN n.id AS id, n.title AS title, n.year AS year ORDER BY id"
    assert store.rows(asked) == [
        {"id": "r1", "title": "One", "year": None},
        {"id": "r2", "title": "Two", "year": 2020},
    ]


def test_an_id_given_twice_in_one_call_is_one_node(store: Store) -> None:
    rows = [
        {"id": "r1", "title": "One", "year": 2019},
        {"id": "r1", "title": "One"},
        {"id": "r1", "title": "One, corrected"},
    ]
    with store.writer() as writer:
        assert writer.upsert_nodes("Review", rows) == Counts(created=1, updated=1, unchanged=1)
    assert store.rows("MATCH (n:Review) RETURN n.title AS title, n.year AS year") == [
        {"title": "One, corrected", "year": 2019}
    ]


def test_one_id_may_stand_under_two_labels(store: Store) -> None:
    with store.writer() as writer:
        writer.upsert_nodes("Theme", [{"id": "same", "title": "A theme"}])
        writer.upsert_nodes("Agency", [{"id": "same", "title": "An agency"}])
    assert store.rows("MATCH (n:Theme) RETURN n.title AS t") == [{"t": "A theme"}]
    assert store.rows("MATCH (n:Agency) RETURN n.title AS t") == [{"t": "An agency"}]


def test_edges_are_written_once_and_updated(store: Store) -> None:
    fill(store)
    rows: list[Row] = [
        {"source": "c1", "target": "t1", "score": 0.75, "cue": "share"},
        {"source": "c2", "target": "t1", "score": 0.5},
    ]
    with store.writer() as writer:
        first = writer.upsert_edges("ABOUT", "Recommendation", "Theme", rows)
        again = writer.upsert_edges("ABOUT", "Recommendation", "Theme", rows)
        changed = writer.upsert_edges(
            "ABOUT", "Recommendation", "Theme", [rows[0] | {"score": 1, "cue": None}]
        )
    assert (first, again, changed) == (Counts(created=2), Counts(unchanged=2), Counts(updated=1))
    asked = (
        "MATCH (n:Recommendation)-[e:ABOUT]->(t:Theme) "
        "RETURN n.id AS n, t.id AS t, e.score AS score, e.cue AS cue ORDER BY n"
    )
    assert store.rows(asked) == [
        {"n": "c1", "t": "t1", "score": 1.0, "cue": None},
        {"n": "c2", "t": "t1", "score": 0.5, "cue": None},
    ]


def test_edges_of_one_label_keep_their_direction(store: Store) -> None:
    with store.writer() as writer:
        writer.upsert_nodes("Theme", [{"id": i, "title": i} for i in ("a", "b", "c")])
        rows = [{"source": "a", "target": "b"}, {"source": "b", "target": "a"}]
        assert writer.upsert_edges("WITHIN", "Theme", "Theme", rows) == Counts(created=2)
        loop = [{"source": "c", "target": "c"}]
        assert writer.upsert_edges("WITHIN", "Theme", "Theme", loop) == Counts(created=1)
        assert writer.upsert_edges("WITHIN", "Theme", "Theme", rows + loop) == Counts(unchanged=3)
    asked = "MATCH (a:Theme)-[:WITHIN]->(b:Theme) RETURN a.id AS a, b.id AS b ORDER BY a"
    assert [tuple(row.values()) for row in store.rows(asked)] == [
        ("a", "b"),
        ("b", "a"),
        ("c", "c"),
    ]


def test_a_missing_end_is_named_and_nothing_is_written(store: Store) -> None:
    fill(store)
    rows = [{"source": "c1", "target": "t1"}, {"source": "c2", "target": "nowhere"}]
    with (
        store.writer() as writer,
        pytest.raises(CommonThreadError, match=r"needs Theme 'nowhere'.*Load the themes first"),
    ):
        writer.upsert_edges("ABOUT", "Recommendation", "Theme", rows)
    assert store.rows("MATCH ()-[e:ABOUT]->() RETURN count(e) AS n") == [{"n": 0}]


def test_deleting_edges_and_nodes(store: Store) -> None:
    fill(store)
    pairs = [("r1", "c1"), ("r1", "c2"), ("nobody", "c1")]
    with store.writer() as writer:
        assert writer.delete_edges("MADE", "Review", "Recommendation", pairs) == Counts(deleted=1)
        assert writer.delete_edges("MADE", "Review", "Recommendation", pairs) == Counts()
        assert writer.delete_nodes("Review", ["r2", "r2", "nobody"]) == Counts(deleted=1)
        assert writer.delete_nodes("Review", []) == Counts()
    assert store.rows("MATCH (n:Review) RETURN n.id AS id") == [{"id": "r1"}]
    assert store.rows("MATCH ()-[e]->() RETURN count(e) AS n") == [{"n": 0}]
    assert store.rows("MATCH (n:Recommendation) RETURN count(n) AS n") == [{"n": 2}]


def test_more_rows_than_one_batch(store: Store) -> None:
    many = [{"id": f"t{i:05}", "title": "x"} for i in range(BATCH + 1)]
    with store.writer() as writer:
        assert writer.upsert_nodes("Theme", many) == Counts(created=BATCH + 1)
        assert writer.upsert_nodes("Theme", many) == Counts(unchanged=BATCH + 1)
        edges = [{"source": row["id"], "target": "t00000"} for row in many[-3:]]
        assert writer.upsert_edges("WITHIN", "Theme", "Theme", edges) == Counts(created=3)
        ids = [row["id"] for row in many]
        assert writer.delete_nodes("Theme", ids) == Counts(deleted=BATCH + 1)


@pytest.mark.parametrize("name", AWKWARD_TEXTS)
def test_text_is_stored_as_text(store: Store, name: str) -> None:
    text = AWKWARD_TEXTS[name]
    with store.writer() as writer:
        row = {"id": f"id {text[:40]}", "title": text, "text": text, "plan_lead": text}
        writer.upsert_nodes("Recommendation", [row])
        writer.upsert_nodes("Agency", [{"id": "a1", "title": text}])
        edge = {"source": row["id"], "target": "a1", "raw": text}
        writer.upsert_edges("ADDRESSED_TO", "Recommendation", "Agency", [edge])
        assert writer.upsert_nodes("Recommendation", [row]) == Counts(unchanged=1)
    asked = (
        "MATCH (n:Recommendation)-[e:ADDRESSED_TO]->(a:Agency) WHERE n.text = $text "
        "RETURN n.id AS id, n.title AS title, n.text AS text, n.plan_lead AS plan_lead, "
        "e.raw AS raw, a.title AS agency"
    )
    assert store.rows(asked, text=text) == [{**row, "raw": text, "agency": text}]


@pytest.mark.parametrize(
    ("label", "name", "value"),
    [
        ("Review", "year", 0),
        ("Review", "year", -(2**63)),
        ("Review", "year", 2**63 - 1),
        ("Review", "invented", True),
        ("Review", "invented", False),
    ],
)
def test_kinds_of_value_survive(store: Store, label: str, name: str, value: Any) -> None:
    with store.writer() as writer:
        writer.upsert_nodes(label, [{"id": "x", "title": "x", name: value}])
    (row,) = store.rows(f"MATCH (n:{label}) RETURN n.{name} AS value")
    assert row["value"] == value
    assert type(row["value"]) is type(value)


@pytest.mark.parametrize("value", [0.1 + 0.2, 1.0, -0.0, 1e-300, 1.7e308])
def test_numbers_survive_to_the_last_digit(store: Store, value: float) -> None:
    fill(store)
    edge = {"source": "c1", "target": "t1", "score": value}
    with store.writer() as writer:
        writer.upsert_edges("ABOUT", "Recommendation", "Theme", [edge])
        assert writer.upsert_edges("ABOUT", "Recommendation", "Theme", [edge]) == Counts(
            unchanged=1
        )
    (row,) = store.rows("MATCH ()-[e:ABOUT]->() RETURN e.score AS score")
    assert (row["score"], type(row["score"])) == (value, float)


@pytest.mark.parametrize(
    ("label", "row", "said"),
    [
        ("Person", {"id": "x", "title": "x"}, "knows no node 'Person'"),
        ("Review) DETACH DELETE n //", {"id": "x", "title": "x"}, "knows no node"),
        ("Review", {"id": "x", "title": "x", "colour": "red"}, "no property 'colour'"),
        ("Review", {"id": "x", "title": "x", "a = 1 //": 1}, "no property"),
        ("Review", {"title": "x"}, "needs 'id'"),
        ("Review", {"id": "", "title": "x"}, "needs 'id'"),
        ("Review", {"id": 7, "title": "x"}, "needs 'id'"),
        ("Review", {"id": "x"}, "needs a title; 'x'"),
        ("Review", {"id": "x", "title": None}, "needs a title; 'x'"),
        ("Review", {"id": "x", "title": "x", "year": "2020"}, "Review.year must be a whole number"),
        ("Review", {"id": "x", "title": "x", "year": 2020.5}, "Review.year must be a whole number"),
        ("Review", {"id": "x", "title": "x", "year": True}, "Review.year must be a whole number"),
        ("Review", {"id": "x", "title": "x", "year": 2**63}, "does not fit in 64 bits"),
        ("Review", {"id": "x", "title": "x", "invented": 1}, "must be true or false"),
        ("Review", {"id": "x", "title": 3}, "Review.title must be text"),
        ("Review", {"id": "x", "title": "half \ud83d"}, "surrogate"),
    ],
)
def test_what_the_schema_does_not_know_is_refused(
    store: Store, label: str, row: Row, said: str
) -> None:
    good = {"id": "good", "title": "good"}
    with store.writer() as writer, pytest.raises(CommonThreadError, match=said):
        writer.upsert_nodes(label, [good, row])
    assert store.rows("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]


@pytest.mark.parametrize(
    ("type_", "source", "target", "row", "said"),
    [
        ("LIKES", "Review", "Theme", {}, "knows no edge 'LIKES'"),
        ("MADE", "Theme", "Review", {}, "MADE goes from Review to Recommendation"),
        ("MADE", "Review", "Recommendation", {"raw": "x"}, "no property 'raw'"),
        ("ABOUT", "Recommendation", "Theme", {"score": float("nan")}, "a finite number"),
        ("ABOUT", "Recommendation", "Theme", {"score": "1"}, "a finite number"),
    ],
)
def test_edges_the_schema_does_not_know_are_refused(
    store: Store, type_: str, source: str, target: str, row: Row, said: str
) -> None:
    with store.writer() as writer, pytest.raises(CommonThreadError, match=said):
        writer.upsert_edges(type_, source, target, [{"source": "r1", "target": "c1"} | row])


def test_a_title_cannot_be_taken_away(store: Store) -> None:
    fill(store)
    with store.writer() as writer, pytest.raises(CommonThreadError, match="needs a title; 'r1'"):
        writer.upsert_nodes("Review", [{"id": "r1", "title": None}])
    assert all_reviews(store) == REVIEWS


WRITES = [
    "CREATE (n:Review {id: 'w', title: 'w'})",
    "MATCH (n:Review) SET n.title = 'w'",
    "MATCH (n:Review) SET n += {title: 'w'}",
    "MATCH (n:Review) REMOVE n.year",
    "MATCH (n:Review) DETACH DELETE n",
    "MATCH ()-[e:MADE]->() DELETE e",
    "MERGE (n:Review {id: 'w'})",
    "MATCH (n:Review) MERGE (n)-[:MADE]->(:Recommendation {id: 'w'})",
    "UNWIND [1] AS i CREATE (:Review {id: 'w'})",
    "MATCH (n:Review) FOREACH (x IN [1] | SET n.title = 'w')",
    "CREATE INDEX FOR (n:Review) ON (n.title)",
]


def everything(store: Store) -> list[list[Row]]:
    return [
        store.rows("MATCH (n) RETURN labels(n) AS l, n.id AS id, n.title AS t ORDER BY id, t"),
        store.rows("MATCH (a)-[e]->(b) RETURN a.id AS a, type(e) AS e, b.id AS b ORDER BY a, b"),
        all_reviews(store),
    ]


@pytest.mark.parametrize("query", WRITES)
def test_rows_cannot_write(store: Store, query: str) -> None:
    fill(store)
    before = everything(store)
    with pytest.raises((QueryRefusedError, QueryFailedError)):
        store.rows(query)
    assert everything(store) == before


@pytest.mark.parametrize("query", WRITES)
def test_free_queries_cannot_write(store: Store, query: str) -> None:
    fill(store)
    before = everything(store)
    with pytest.raises((QueryRefusedError, QueryFailedError)):
        store.free(query)
    assert everything(store) == before


def test_a_store_opened_to_read_has_no_writer(store: Store) -> None:
    fill(store)
    expected = everything(store)
    store.close()
    with open_store() as reading:
        assert reading.engine == store.engine
        assert everything(reading) == expected
        with pytest.raises(CommonThreadError, match=r"open_store\(write=True\)"):
            reading.writer().__enter__()


def test_a_free_query_says_its_columns_and_where_it_was_cut(store: Store) -> None:
    fill(store)
    query = "MATCH (n:Recommendation) RETURN n.id AS id, n.asks AS asks ORDER BY id"
    whole = store.free(query)
    assert whole.columns == ["id", "asks"]
    assert whole.rows == [{"id": "c1", "asks": 1}, {"id": "c2", "asks": 2}]
    assert not whole.truncated
    assert not store.free(query, row_limit=2).truncated
    cut = store.free(query, row_limit=1)
    assert cut.rows == [{"id": "c1", "asks": 1}]
    assert cut.truncated
    empty = store.free("MATCH (n:Review) WHERE n.year = $year RETURN n.id AS id", {"year": 1900})
    assert (empty.columns, empty.rows, empty.truncated) == (["id"], [], False)


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (n:Review RETURN n",
        "MATCH (n:Review) RETURN m.id",
        "MATCH (n:Review) RETURN nonsense(n)",
        "RETURN $missing AS x",
        "RETURN 1 / 0 AS x",
    ],
)
def test_a_query_that_cannot_run_says_so(store: Store, query: str) -> None:
    fill(store)
    with pytest.raises(QueryFailedError, match="could not be run"):
        store.rows(query)
    with pytest.raises((QueryFailedError, QueryRefusedError)):  # the guard knows some of them
        store.free(query)
    assert len(all_reviews(store)) == 2


def test_a_query_that_runs_away_is_stopped(store: Store) -> None:
    with store.writer() as writer:
        writer.upsert_nodes("Theme", [{"id": f"t{i}", "title": "x"} for i in range(400)])
    runaway = "MATCH (a:Theme), (b:Theme), (c:Theme), (d:Theme) RETURN max(a.id + d.id) AS m"
    with pytest.raises(QueryLimitError):
        store.free(runaway, timeout_s=1.0)
    assert store.free("MATCH (n:Theme) RETURN count(n) AS n").rows == [{"n": 400}]


def test_nodes_relationships_and_paths_become_maps(store: Store) -> None:
    fill(store)
    with store.writer() as writer:
        edge = {"source": "c1", "target": "t1", "score": 0.5, "cue": "share"}
        writer.upsert_edges("ABOUT", "Recommendation", "Theme", [edge])
    theme = {"labels": ["Theme"], **THEME}
    recommendation = {"labels": ["Recommendation"], **RECOMMENDATIONS[0]}
    about = {"type": "ABOUT", "score": 0.5, "cue": "share"}
    query = (
        "MATCH p = (n:Recommendation)-[e:ABOUT]->(t:Theme) "
        "RETURN n, e, p, t, collect(t) AS ts, {inner: t, i: 1} AS m, nodes(p) AS ns"
    )
    (row,) = store.free(query).rows
    assert row == {
        "n": recommendation,
        "e": about,
        "p": {"nodes": [recommendation, theme], "relationships": [about]},
        "t": theme,
        "ts": [theme],
        "m": {"inner": theme, "i": 1},
        "ns": [recommendation, theme],
    }
    assert list(row["n"])[:3] == ["labels", "id", "title"]


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("date('2021-03-09')", "2021-03-09"),
        ("datetime('2021-03-09T10:11:12Z')", "2021-03-09T10:11:12+00:00"),
        ("localdatetime('2021-03-09T10:11:12')", "2021-03-09T10:11:12"),
        ("duration('P1M2DT3S')", {"months": 1, "days": 2, "seconds": 3}),
        ("0.0 / 0.0", None),
        ("1.0 / 0.0", None),
        ("[1, 'a', null, true, 1.5, [2]]", [1, "a", None, True, 1.5, [2]]),
        ("{a: 1, b: [date('2021-03-09')]}", {"a": 1, "b": ["2021-03-09"]}),
        ("point({latitude: 1.5, longitude: 2.5})", {"latitude": 1.5, "longitude": 2.5}),
        ("9007199254740993", 9007199254740993),
    ],
)
def test_values_are_plain_on_both_engines(store: Store, expression: str, value: Any) -> None:
    rows = store.free(f"RETURN {expression} AS x").rows
    assert rows == [{"x": value}]
    json.dumps(rows, allow_nan=False)


def test_parameters_of_every_kind_come_back(store: Store) -> None:
    given = {
        "t": "x' OR 1=1",
        "i": 3,
        "f": 0.5,
        "b": True,
        "n": None,
        "l": [3, 1, 2],
        "m": {"k": 1},
    }
    query = "RETURN " + ", ".join(f"${name} AS {name}" for name in given)
    assert store.rows(query, **given) == [given]
    assert store.free(query, given).rows == [given]


@pytest.mark.parametrize("value", [2**63, object(), {1: object()}, "half \ud83d"])
def test_a_parameter_that_no_engine_takes_is_told(store: Store, value: Any) -> None:
    with pytest.raises(QueryFailedError, match="could not be run"):
        store.rows("RETURN $p AS p", p=value)
    with pytest.raises(QueryFailedError):
        store.free("RETURN $p AS p", {"p": value})
    assert store.rows("RETURN 1 AS x") == [{"x": 1}]


def test_the_order_of_lists_and_rows_is_kept(store: Store) -> None:
    fill(store)
    query = "UNWIND $ids AS id MATCH (n:Review {id: id}) RETURN collect(n.title) AS titles"
    assert store.rows(query, ids=["r2", "r1"]) == [{"titles": ["Two", "One"]}]
    ordered = store.rows("MATCH (n:Review) RETURN n.id AS id ORDER BY n.year DESC, id")
    assert [row["id"] for row in ordered] == ["r2", "r1"]


def test_an_empty_graph_can_be_read(store: Store) -> None:
    store.close()
    with open_store() as reading:
        assert reading.rows("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]
        assert all_reviews(reading) == []
