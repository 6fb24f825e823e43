"""Free queries read the graph, and reach nothing beyond it: each way out that is known, tried.

Every attempt goes through ``Store.free`` on both engines, with a file and a server standing ready
that must not be touched, and a graph that must be the same afterwards.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from graph import guard
from graph.catalogue import catalogue
from graph.confined import Ask
from graph.embedded import EmbeddedStore, asking
from graph.errors import QueryFailedError, QueryLimitError, QueryRefusedError
from graph.kept_back import refuse_computed
from graph.store import Store
from graph.tokens import tokens, without_comments
from tests.small_graph import build

CSV = "LOAD CSV FROM 'FILE' AS row RETURN row"

# What is refused, and a word of what the user is told. FILE and HTTP stand for places that would
# answer, were they asked.
REFUSED: dict[str, tuple[str, str]] = {
    "a local file": (CSV, "may not start with LOAD"),
    "a local file, further on": (f"MATCH (n:Review) WITH n {CSV}", "LOAD is not allowed"),
    "a file by its address": ("LOAD CSV FROM 'file://FILE' AS row RETURN row", "LOAD"),
    "an address": ("LOAD CSV FROM 'HTTP' AS row RETURN row", "LOAD"),
    "an address, in a subquery": ("CALL { LOAD CSV FROM 'HTTP' AS r RETURN r } RETURN r", "LOAD"),
    "a file, in EXISTS": (
        "MATCH (n) WHERE EXISTS { LOAD CSV FROM 'FILE' AS r RETURN r } RETURN 1",
        "LOAD",
    ),
    "lower case": ("load csv from 'FILE' as row return row", "LOAD"),
    "odd spaces": ("LOAD\n\t CSV FROM 'FILE' AS row RETURN row", "LOAD"),
    "a comment for a space": ("LOAD/**/CSV FROM 'FILE' AS row RETURN row", "LOAD"),
    "a comment in front": (f"/* harmless */ {CSV}", "LOAD"),
    "a line comment in front": (f"// harmless\n{CSV}", "LOAD"),
    "behind a comment's end": (f"RETURN 1 AS one // \n {CSV}", "LOAD"),
    "a comment in a comment": (f"/* /* */ {CSV} /* */", "LOAD"),
    "a lone carriage return ends a comment": (f"MATCH (n) // \r{CSV}", "U+000D"),
    "a line separator ends a comment": (f"MATCH (n) // \u2028{CSV}", "U+2028"),
    "a next line character": (f"MATCH (n) // \u0085{CSV}", "U+0085"),
    "a quote in a comment": (f"/* ' */ {CSV} /* ' */", "LOAD"),
    "an escaped letter": ("\\u004cOAD CSV FROM 'FILE' AS row RETURN row", r"'\u' is not allowed"),
    "an escaped quote": ("RETURN 'a\\u0027 AS x CREATE (:Review {id: 'z'}) //'", r"'\u'"),
    "an escaped quote, capital": ("RETURN 'a\\U00000027 AS x //'", r"'\u'"),
    "an escaped line end": ("MATCH (n) // \\u000a CREATE (:Review {id: 'z'})", r"'\u'"),
    "a wide letter": ("ＬOAD CSV FROM 'FILE' AS row RETURN row", "U+FF2C"),
    "a letter of another alphabet": ("MATCH (n) RETURN n.titlе", "U+0435"),
    "a space without width": ("MATCH (n) CRE\u200bATE (:Review)", "U+200B"),
    "a joiner": ("MATCH (n) CRE\u2060ATE (:Review)", "U+2060"),
    "a byte order mark": ("\ufeffLOAD CSV FROM 'FILE' AS row RETURN row", "U+FEFF"),
    "a space that does not break": ("LOAD\u00a0CSV FROM 'FILE' AS row RETURN row", "U+00A0"),
    "NUL": ("MATCH (n) RETURN n\x00 CREATE (:Review)", "U+0000"),
    "half a character": ("RETURN '\ud800' AS x", "U+D800"),
    "two queries": ("RETURN 1 AS x; MATCH (n) DETACH DELETE n", "one query at a time"),
    "two queries, the first empty": ("; MATCH (n) DETACH DELETE n", "one query at a time"),
    "two ends": ("RETURN 1 AS x;;", "one query at a time"),
    "create": ("CREATE (:Review {id: 'z', title: 'z'})", "may not start with CREATE"),
    "create, further on": ("MATCH (n) CREATE (m:Review {id: 'z'}) RETURN m", "CREATE"),
    "insert": ("MATCH (n) INSERT (m:Review {id: 'z'}) RETURN m", "INSERT"),
    "merge": ("MATCH (n:Review) MERGE (m:Review {id: n.id + 'z'}) RETURN m", "MERGE"),
    "set": ("MATCH (n:Review) SET n.title = 'z'", "SET"),
    "set, in a subquery": ("MATCH (n) CALL { WITH n SET n.title = 'z' } RETURN 1 AS x", "SET"),
    "set, all in one word": ("MATCH (n)SET n.title='z'RETURN n", "SET"),
    "remove": ("MATCH (n:Review) REMOVE n.title RETURN n", "REMOVE"),
    "delete": ("MATCH (n:Review) DELETE n", "DELETE"),
    "detach delete": ("MATCH (n:Review) DETACH DELETE n", "DETACH"),
    "nodetach delete": ("MATCH (n:Review) NODETACH DELETE n", "NODETACH"),
    "foreach": ("MATCH (n) FOREACH (x IN [1] | CREATE (:Review {id: 'z'}))", "FOREACH"),
    "in transactions": (
        "MATCH (n) CALL { WITH n DELETE n } IN TRANSACTIONS RETURN 1 AS x",
        "DELETE",
    ),
    "reading in transactions": (
        "CALL { MATCH (n) RETURN n } IN TRANSACTIONS RETURN n",
        "TRANSACTIONS",
    ),
    "periodic commit": (f"USING PERIODIC COMMIT {CSV}", "USING"),
    "an index": ("CREATE INDEX FOR (n:Review) ON (n.title)", "CREATE"),
    "no index": ("DROP INDEX review_id", "DROP"),
    "settings": ("SHOW SETTINGS YIELD name, value RETURN name, value", "SHOW"),
    "other people's transactions": ("SHOW TRANSACTIONS", "SHOW"),
    "users": ("SHOW USERS", "SHOW"),
    "end other people's work": ("TERMINATE TRANSACTIONS 'neo4j-transaction-1'", "TERMINATE"),
    "end it, further on": ("WITH 1 AS x TERMINATE TRANSACTIONS 'a'", "TERMINATE"),
    "a password": ("ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'", "ALTER"),
    "a role": ("GRANT ROLE admin TO neo4j", "GRANT"),
    "stop a database": ("STOP DATABASE neo4j", "STOP"),
    "another database": ("USE system RETURN 1 AS x", "USE"),
    "another database, further on": ("CALL { USE system RETURN 1 AS x } RETURN x", "USE"),
    "options": ("CYPHER runtime=slotted RETURN 1 AS x", "CYPHER"),
    "explain": ("EXPLAIN MATCH (n) DETACH DELETE n", "EXPLAIN"),
    "profile runs": ("PROFILE MATCH (n) DETACH DELETE n", "PROFILE"),
    "another time": ("FOR VALID_TIME ALL MATCH (n) RETURN n", "FOR"),
    "JMX": ("CALL dbms.queryJmx('*:*') YIELD name RETURN name", "CALL of a procedure"),
    "configuration": ("CALL dbms.listConfig() YIELD name RETURN name", "CALL of a procedure"),
    "a procedure without brackets": ("CALL db.labels", "CALL of a procedure"),
    "a procedure further on": ("MATCH (n) CALL dbms.components() YIELD name RETURN name", "CALL"),
    "a procedure in backticks": ("CALL `dbms`.`queryJmx`('*:*')", "CALL of a procedure"),
    "a procedure over lines": ("CALL\ndbms\n.\nqueryJmx('*:*')", "CALL of a procedure"),
    "apoc": ("CALL apoc.load.json('HTTP') YIELD value RETURN value", "CALL of a procedure"),
    "kglite's change log": ("CALL db.cdc.enable({capacity: 10})", "CALL of a procedure"),
    "kglite's validity": ("CALL db.temporal.declare({type: 'Review', from: 'a'})", "CALL"),
    "kglite's tables": ("CALL table.upsert({})", "CALL of a procedure"),
    "kglite's statistics": ("CALL refresh_stats()", "CALL of a procedure"),
    "a function of a plugin": ("RETURN apoc.load.json('HTTP') AS x", "apoc.load.json()"),
    "a function over spaces": ("RETURN apoc . load /* */ . json ('HTTP') AS x", "apoc.load.json()"),
    "a function in backticks": ("RETURN `apoc`.`load`.`json`('HTTP') AS x", "apoc.load.json()"),
    "a language model": (
        "RETURN genai.vector.encode('x', 'OpenAI', {}) AS x",
        "genai.vector.encode()",
    ),
    "the file that is read": ("RETURN file() AS x", "file()"),
    "other graphs": ("USE graph.byName('system') RETURN 1 AS x", "USE"),
    "kglite's models": ("MATCH (n) RETURN text_score(n, 'title', 'x') AS x", "text_score()"),
    "a backtick that ends a name": ("MATCH (n:`Review`` ) DETACH DELETE (n`) RETURN n", "`"),
    "a backtick left open": ("MATCH (n:`Review) RETURN n", "never closed"),
    "a quote left open": ("RETURN 'x", "never closed"),
    "a quote left open by a backslash": ("RETURN 'x\\' AS x", "never closed"),
    "a comment left open": ("RETURN 1 AS x /* ", "/*"),
    "a comment that ends twice": ("RETURN 1 AS x /* */ */", "*/"),
    "a backslash in a name": ("RETURN 1 AS `a\\`b`", "backslashes"),
    "a backslash outside": ("RETURN \\ 1 AS x", "'\\' is not allowed"),
    "round quotes": ("RETURN ‘x’ AS x", "straight quotes"),
    "a bracket left open": ("MATCH (n RETURN n", "never closed"),
    "a bracket too many": ("MATCH (n)) RETURN n", "closes nothing"),
    "nothing": ("   ", "There is no query"),
    "only a comment": ("// MATCH (n) RETURN n", "There is no query"),
    "a parameter as a label": ("MATCH (n:$($label)) RETURN n", "'$' is not allowed"),
    "a long query": ("RETURN '" + "x" * 20_000 + "' AS x", "20,000 characters"),
    "deep brackets": ("RETURN " + "(" * 100 + "1" + ")" * 100 + " AS x", "60 deep"),
    "deep subqueries": ("CALL { " * 100 + "RETURN 1 AS x" + " } RETURN x" * 100, "60 deep"),
    "deep cases": (
        "RETURN " + "CASE WHEN true THEN " * 100 + "1" + " END" * 100 + " AS x",
        "60 deep",
    ),
    "many unions": ("RETURN 1 AS x" + " UNION RETURN 1 AS x" * 99, "60 UNIONs"),
    "loops in loops": (
        "RETURN [x IN [1] | [y IN [1] | any(z IN [1] WHERE z = y)]] AS x",
        "Loops over lists",
    ),
    "a list of a million": ("RETURN size(range(1, 1000000)) AS x", "at most 10,000"),
    "a list in other figures": ("RETURN size(range(0x1, 0xFFFFFF)) AS x", "at most 10,000"),
    "a pattern without end": ("MATCH (n) WHERE n.title =~ '(a+)+b' RETURN n", "may never end"),
}

ALLOWED: dict[str, str] = {
    "words in text": "RETURN 'CREATE (n) SET n.x = 1; LOAD CSV FROM \"x\"' AS x",
    "words in a comment": "MATCH (n:Review) // DELETE n; CREATE\nRETURN n.id AS id ORDER BY id",
    "words in a block comment": "MATCH (n) /* SET n.x = 1; ' \" ` */ RETURN count(*) AS n",
    "a comment's start in text": "RETURN 'http://example.org /* */' AS x, 1 AS y",
    "a quote in text": "RETURN 'it\\'s' AS x, \"say \\\"no\\\"\" AS y, 'back\\\\slash' AS z",
    "typographic text": "RETURN 'naïve – “quoted” 日本 🙂' AS x",
    "names like words": "MATCH (n:Review) RETURN n.set_by AS set_by, n.created_on AS created_on",
    "a property named like a word": "MATCH (n:Review) RETURN n.load AS x, n . create AS y",
    "a word in backticks": "MATCH (n:Review) RETURN count(n) AS `set`, 1 AS `two words, – it's`",
    "an end": "MATCH (n) RETURN count(n) AS n;",
    "lower case": "match (n:Review) where n.year > 2018 return n.id as id order by id",
    "EXISTS": "MATCH (v:Review) WHERE EXISTS { (v)-[:RAISED]->(:Theme) } RETURN v.id AS id",
    "NOT EXISTS": "MATCH (v:Review) WHERE NOT EXISTS { MATCH (v)-[:RAISED]->() } RETURN v.id AS id",
    "COUNT": "MATCH (v:Review) RETURN v.id AS id, COUNT { (v)-[:MADE]->() } AS n",
    "CALL": "MATCH (v:Review) CALL { WITH v MATCH (v)-[:MADE]->(r) RETURN count(r) AS n } RETURN n",
    "CALL with names": "MATCH (v:Review) CALL (v) { MATCH (v)-[:MADE]->(r) "
    "RETURN count(r) AS n } RETURN n",
    "a pattern as a condition": "MATCH (v:Review) WHERE NOT (v)-[:RAISED]->() RETURN v.id AS id",
    "list comprehension": "RETURN [x IN range(1, 10) WHERE x % 2 = 0 | x * x] AS x",
    "a list of a pattern": "MATCH (v:Review) RETURN [(v)-[:MADE]->(r) | r.id] AS ids",
    "quantifiers": "RETURN any(x IN [1, 2] WHERE x > 1) AS a, none(x IN [1] WHERE x > 1) AS n",
    "reduce": "RETURN reduce(s = 0, x IN [1, 2, 3] | s + x) AS x",
    "CASE": "MATCH (v:Review) RETURN CASE WHEN v.year > 2019 THEN 'new' ELSE 'old' END AS x",
    "UNION": "MATCH (a:Agency) RETURN a.id AS id UNION MATCH (t:Theme) RETURN t.id AS id",
    "UNWIND": "UNWIND ['a', 'b'] AS x WITH x WHERE x <> 'a' RETURN x",
    "OPTIONAL MATCH": "OPTIONAL MATCH (n:Review {id: 'none'}) RETURN n.id AS id",
    "paths": "MATCH p = (a:Agency)-[:IS_A*0..3]->(b) RETURN length(p) AS n, nodes(p) AS nodes",
    "the shortest path": "MATCH p = shortestPath((a:Agency {id: 'p'})-[*..3]-(b:Theme)) "
    "WHERE b.id = 'train' RETURN length(p) AS n",
    "a regular expression": "MATCH (r:Recommendation) WHERE r.text =~ '(?i).*(share|train).*' "
    "RETURN r.id AS id",
    "functions": "RETURN toUpper('a') AS a, round(1.5) AS b, coalesce(null, 1) AS c, "
    "split('a,b', ',') AS d",
    "dates": "RETURN date('2020-01-31').year AS y, "
    "duration.between(date('2020-01-01'), date('2020-02-01')) AS d",
    "a parameter": "MATCH (v:Review) WHERE v.id = $id RETURN v.title AS title",
    "a map": "RETURN {first: 1, second: [1, 2]} AS x",
    "numbers": "RETURN 0x1F AS a, 1e3 AS b, .5 AS c, 1.25 AS d",
}


class _Asked(BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"a,b\n1,2\n")

    def log_message(self, format: str, *args: Any) -> None: ...


@pytest.fixture(scope="module")
def tempting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, list[str]]]:
    """A file and an address that answer, and what was asked of the address."""
    file = tmp_path_factory.mktemp("outside") / "secret.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    asked: list[str] = []
    server = HTTPServer(("127.0.0.1", 0), type("Asked", (_Asked,), {"asked": asked}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield str(file), f"http://127.0.0.1:{server.server_port}/secret.csv", asked
    server.shutdown()
    server.server_close()


def _counts(store: Store) -> list[Any]:
    """Enough of the graph to see that nothing was changed."""
    return [
        store.rows("MATCH (n) RETURN count(n) AS n, count(n.title) AS titles"),
        store.rows("MATCH ()-[e]->() RETURN count(e) AS n"),
        store.rows("MATCH (n:Review) RETURN n.id AS id, n.title AS title ORDER BY id"),
    ]


@pytest.mark.parametrize("attempt", sorted(REFUSED))
def test_refused_with_a_reason(attempt: str) -> None:
    query, said = REFUSED[attempt]
    with pytest.raises(QueryRefusedError) as refusal:
        guard.check(query)
    assert said in str(refusal.value)
    assert len(str(refusal.value)) < 300


def test_nothing_gets_through(store: Store, tempting: tuple[str, str, list[str]]) -> None:
    file, address, asked = tempting
    build(store)
    before = _counts(store)
    for query, _ in REFUSED.values():
        with pytest.raises(QueryRefusedError):
            store.free(query.replace("FILE", file).replace("HTTP", address))
    assert _counts(store) == before
    assert asked == []


def test_what_reads_is_answered(store: Store) -> None:
    build(store)
    for name, query in ALLOWED.items():
        result = store.free(query, {"id": "v1"})
        assert result.rows, name
        assert result.columns == list(result.rows[0]), name
    assert store.free(ALLOWED["a parameter"], {"id": "v1"}).rows == [{"title": "V one"}]
    assert store.free(ALLOWED["a parameter"], {"id": "x' OR 1=1 //"}).rows == []


def test_every_question_passes(embedded_store: Store) -> None:
    build(embedded_store)
    for question in catalogue().values():
        result = embedded_store.free(question.text, question.arguments({}))
        assert result.warnings == [], question.name
        assert result.rows == question.run(embedded_store)[:1000], question.name


def _embedded(tmp_path: Path) -> Ask:
    place = tmp_path / "graph.kgl"
    with EmbeddedStore(place, write=True) as store:
        build(store)
    return asking(str(place))["rows"]


# What the guard refuses, put to each engine without it: the layers behind must hold alone, but for
# files in kglite, which only the process of its own keeps shut.
WRITES = [
    "CREATE (:Review {id: 'z', title: 'z'})",
    "MATCH (n:Review) SET n.title = 'z' RETURN n.id AS id",
    "MATCH (n:Review) DETACH DELETE n",
    "MERGE (n:Review {id: 'z'}) RETURN n.id AS id",
    "MATCH (n) CALL { WITH n CREATE (:Review {id: 'z'}) } RETURN count(*) AS n",
    "CREATE INDEX FOR (n:Review) ON (n.title)",
]


@pytest.mark.parametrize("query", WRITES)
def test_engine_alone_refuses_to_write(store: Store, tmp_path: Path, query: str) -> None:
    build(store)
    ask: Ask = getattr(store, "ask", None) or _embedded(tmp_path)
    before = _counts(store)
    with pytest.raises((QueryRefusedError, QueryFailedError)):
        ask(query, {}, 5.0, 10)
    assert _counts(store) == before


@pytest.mark.neo4j
@pytest.mark.parametrize(
    "query",
    [
        "LOAD CSV FROM 'HTTP' AS row RETURN row",
        "LOAD CSV FROM 'file://FILE' AS row RETURN row",
        "SHOW SETTINGS YIELD name, value RETURN name, value",
        "SHOW TRANSACTIONS",
        "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
        "CALL dbms.queryJmx('*:*') YIELD name RETURN name",
        "CALL dbms.listConfig() YIELD name RETURN name",
    ],
)
def test_neo4j_plan_is_refused(neo4j_store: Any, tempting: Any, query: str) -> None:
    file, address, asked = tempting
    with pytest.raises((QueryRefusedError, QueryFailedError)):
        neo4j_store.ask(query.replace("FILE", file).replace("HTTP", address), {}, 5.0, 10)
    assert asked == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limits on open files for a process")
def test_process_of_free_queries_opens_no_file(
    embedded_store: Store, tempting: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, _, _ = tempting
    build(embedded_store)
    monkeypatch.setattr(guard, "check", lambda query: [])  # the layer behind must hold alone
    with pytest.raises(QueryFailedError, match="open files"):
        embedded_store.free(f"LOAD CSV FROM '{file}' AS row RETURN row")


# Work that ends by a limit: of the engine's own, or with its process. The last of them neither
# engine can stop by itself.
ENDLESS = {
    "rows": "UNWIND range(1, 10000) AS x UNWIND range(1, 10000) AS y UNWIND range(1, 10000) AS z "
    "WITH x, y, z WHERE x + y + z < 0 RETURN count(*) AS n",
    "a join": "MATCH (a), (b), (c), (d), (e), (f), (g) "
    "WHERE a.id + b.id + c.id + d.id + e.id + f.id + g.id = '' RETURN count(*) AS n",
    "distinct rows": "UNWIND range(1, 10000) AS x UNWIND range(1, 10000) AS y "
    "WITH DISTINCT x, y RETURN count(*) AS n",
    "collected lists": "UNWIND range(1, 10000) AS x UNWIND range(1, 10000) AS y "
    "WITH collect(toString(x) + '-' + toString(y)) AS l RETURN size(l) AS n",
    "text that doubles": "RETURN size(reduce(s = 'ab', x IN range(1, 40) | s + s)) AS n",
    "text in text": "WITH 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' AS a WITH replace(a, 'a', a) AS a "
    "WITH replace(a, 'a', a) AS a WITH replace(a, 'a', a) AS a WITH replace(a, 'a', a) AS a "
    "RETURN size(a) AS n",
    "long rows": "UNWIND range(1, 900) AS x UNWIND range(1, 9) AS y RETURN range(1, 10000) AS l",
    "one long row": "WITH 100000000 AS n RETURN range(1, n) AS l",
}


@pytest.mark.parametrize("work", sorted(ENDLESS))
def test_endless_work_ends(store: Store, work: str) -> None:
    build(store)
    with pytest.raises(QueryLimitError):
        store.free(ENDLESS[work], timeout_s=1.5)
    assert store.free("RETURN 1 AS x").rows == [{"x": 1}]


def test_parameters_that_are_no_values_are_refused(store: Store) -> None:
    for value in (object(), float("nan"), {1, 2}):
        with pytest.raises(QueryFailedError, match="parameter"):
            store.free("RETURN $x AS x", {"x": value})


def test_free_queries_see_what_was_written_since(store: Store) -> None:
    query = "MATCH (n:Theme) RETURN n.id AS id ORDER BY id"
    assert store.free(query).rows == []
    for name in ("a", "b"):
        with store.writer() as writer:
            writer.upsert_nodes("Theme", [{"id": name, "title": name}])
    assert store.free(query).rows == [{"id": "a"}, {"id": "b"}]


@pytest.mark.parametrize(
    ("query", "warned"),
    [
        ("MATCH (a) WHERE EXISTS { (a)-[:MADE]->()<-[:MADE]-() } RETURN a", "stands twice"),
        ("MATCH (a) WHERE EXISTS { MATCH (a)-[:IS_A]->(b), (b)<-[:IS_A]-(c) } RETURN a", "twice"),
        ("MATCH (a) WHERE EXISTS { (a)-->()<-[:MADE]-() } RETURN a", "stands twice"),
        ("MATCH (a) WHERE EXISTS { (a)-[:A|B]->()<-[:B|C*1..2]-() } RETURN a", "stands twice"),
        ("MATCH (a) WHERE NOT (a)-[:MADE]->()<-[:MADE]-() RETURN a", "stands twice"),
        ("MATCH (a) WHERE COUNT { (a)-[:MADE]->()<-[:MADE]-() } > 0 RETURN a", ""),
        ("MATCH (a) WHERE EXISTS { (a)-[:MADE]->()-[:ABOUT]->() } RETURN a", ""),
        ("MATCH (a)-[:MADE]->()<-[:MADE]-(b) RETURN a, b", ""),
        ("MATCH (a) WHERE EXISTS { (a)-[:A]->(b) WHERE EXISTS { (b)-[:A]->() } } RETURN a", ""),
        ("MATCH (a) WHERE ((a)-[:A]->() AND (a)<-[:A]-()) RETURN a", ""),
        ("MATCH (a) WHERE COUNT { (a) WHERE size(collect(a.id)) > 1 } > 0 RETURN a", "collect()"),
        (
            "MATCH (a) OPTIONAL MATCH (b) WHERE 0 = COUNT { (b)-[:MADE]->() } RETURN b",
            "OPTIONAL MATCH",
        ),
        (
            "CALL { OPTIONAL MATCH (b) WHERE size([(b)-->() | 1]) = 0 RETURN b } RETURN b",
            "OPTIONAL MATCH",
        ),
        ("OPTIONAL MATCH (b) RETURN COUNT { (b)-[:MADE]->() } AS n", ""),
        ("OPTIONAL MATCH (b) WHERE NOT EXISTS { (b)-[:MADE]->() } RETURN b", ""),
        ("MATCH (a) RETURN a.name AS x", "property 'name'"),
        ("MATCH (a {type: 'Review'}) RETURN a.id AS x", "property 'type'"),
        ("MATCH (a) RETURN {name: a.title} AS x", ""),
        ("MATCH ()-[r]->() RETURN type(r) AS x", ""),
        ("MATCH (a) RETURN keys(a) AS x", "keys()"),
        ("RETURN [1] || [2] AS x", "joins text only"),
        ("MATCH (a:Theme|Finding) RETURN [x IN [1] | x] AS x", ""),
    ],
)
def test_warnings(query: str, warned: str) -> None:
    warnings = guard.check(query)
    assert [warned in warning for warning in warnings] == ([True] if warned else [])


# What people took out of documents: refused where it is named; where not, it is not there.
NAMED = ("MATCH (d:Document) RETURN d.corrections", "MATCH (d) RETURN d {.`corrections`} AS x")
COMPUTED = (
    "MATCH (d:Document) RETURN d['corrections'] AS x",
    "MATCH (d:Document) UNWIND keys(d) AS k RETURN d[k] AS x",
    "MATCH (d:Document) WITH properties(d) AS p RETURN [k IN keys(p) | p[k]] AS x",
    "MATCH (in:Document) WITH in, 'correc' AS a RETURN in[a + 'tions'] AS x",
    "MATCH (d:Document) WITH {in: d} AS m, 'correc' AS a RETURN m.in[a + 'tions'] AS x",
    "MATCH (d:Document) UNWIND keys(d) AS i RETURN d[i] AS x, [i IN range(0, 1) | i] AS y",
)
RECKONED = (
    ("WITH ['a', 'b', 'c'] AS l RETURN l[size(l) - 1] AS x", "c"),
    ("WITH ['a', 'b', 'c'] AS l UNWIND range(1, size(l[1..]) - 1) AS i RETURN l[i + 1] AS x", "c"),
    (
        "WITH ['a', 'b', 'c'] AS l RETURN [i IN range(0, 1) | l[i..i + 2]] AS x",
        [["a", "b"], ["b", "c"]],
    ),
)
WHOLE = (
    "MATCH (d:Document) RETURN d AS x, properties(d) AS y, d {.*} AS z, [{a: [d]}] AS w",
    "MATCH p = (:Review)-[:READ_FROM]->(d:Document) RETURN p AS x",
)


def test_names_that_were_taken_out_are_not_read_by_asking(store: Store) -> None:
    document = {"id": "d1", "title": "a.pdf", "corrections": '[{"name": "Jane Harrowgate"}]'}
    with store.writer() as writer:
        writer.upsert_nodes("Review", [{"id": "v1", "title": "V"}])
        writer.upsert_nodes("Document", [document])
        writer.upsert_edges("READ_FROM", "Review", "Document", [{"source": "v1", "target": "d1"}])
    for query in NAMED:
        with pytest.raises(QueryRefusedError, match="people took out"):
            store.free(query)
    for query in (*COMPUTED, *WHOLE):
        try:
            rows = store.free(query).rows
        except QueryRefusedError as refusal:
            assert query in COMPUTED and store.engine == "neo4j", refusal
        except QueryFailedError as failure:  # kglite knows no variable called as a keyword is
            assert "in[" in query and store.engine == "embedded", failure
        else:
            assert rows and "Harrowgate" not in str(rows), query
            assert query in WHOLE or store.engine == "embedded", query
    assert "Harrowgate" in str(store.rows("MATCH (d:Document) RETURN d.corrections AS x"))


@pytest.mark.parametrize(("query", "x"), RECKONED)
def test_a_list_is_read_by_numbers_however_they_are_reckoned(
    store: Store, query: str, x: object
) -> None:
    assert store.free(query).rows == [{"x": x}]


def test_what_neo4j_refuses_is_asked_by_nothing_of_ours() -> None:
    for query in (*ALLOWED.values(), *(question.text for question in catalogue().values())):
        refuse_computed(tokens(query))


def test_comments_go_and_places_stay() -> None:
    query = "RETURN '//' AS a, /* b\nc */ `/*` AS d // e\n, 1 AS f"
    bare = without_comments(query)
    assert bare == "RETURN '//' AS a,     \n     `/*` AS d     \n, 1 AS f"
    assert tokens(bare) == tokens(query)
