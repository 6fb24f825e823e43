"""``python -m graph``: what a researcher types, and what comes back."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph import schema
from graph.__main__ import main
from graph.catalogue import catalogue
from graph.export import to_csv, to_json
from graph.store import Row, Store, open_store

ROOT = Path(__file__).parent.parent
LONG = "The trust should review how it shares what it knows with the council. " * 4
FORMULA = '=HYPERLINK("http://127.0.0.1/","open")'


def fill() -> None:
    """Three recommendations of one review, two of them about a theme, with awkward titles."""
    rows: list[Row] = [
        {"id": "c1", "title": FORMULA, "text": LONG, "asks": 2},
        {"id": "c2", "title": "<b>bold</b> \x1b[31mred\nline", "text": "Short.", "asks": None},
        {"id": "c3", "title": "Üñí 漢字 café", "text": "Short.", "asks": 10},
    ]
    with open_store(write=True) as store, store.writer() as writer:
        writer.upsert_nodes("Review", [{"id": "r1", "title": "One", "kind": "SAR", "year": 2020}])
        writer.upsert_nodes("Recommendation", rows)
        writer.upsert_nodes("Theme", [{"id": "t1", "title": "Sharing"}])
        made = [{"source": "r1", "target": row["id"]} for row in rows]
        writer.upsert_edges("MADE", "Review", "Recommendation", made)
        about = [{"source": id_, "target": "t1", "score": 0.5} for id_ in ("c1", "c2")]
        writer.upsert_edges("ABOUT", "Recommendation", "Theme", about)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    said = capsys.readouterr()
    return code, said.out, said.err


ALL = "MATCH (n:Recommendation) RETURN n.id AS id, n.title AS title, n.asks AS asks ORDER BY id"


def test_status_of_an_empty_graph_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "status")
    assert (code, err) == (0, "")
    assert "Nothing is loaded yet" in out
    assert "python -m ingest sample" in out


def test_status_counts_with_denominators(
    capsys: pytest.CaptureFixture[str], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    fill_engine = store.engine
    place = store.place
    store.close()
    fill()
    code, out, err = run(capsys, "status")
    assert (code, err) == (0, "")
    assert f"Engine: {fill_engine}" in out
    assert place in out
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert any(line.startswith("recommendations 3 one recommendation") for line in lines)
    assert any(line.startswith("MADE 3 1 of 1 reviews 100%") for line in lines)
    assert any(line.startswith("ABOUT 2 2 of 3 recommendations 67%") for line in lines)
    assert not any(line.startswith("findings") for line in lines)


def test_queries_lists_the_whole_catalogue(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")  # a narrow window; a name that is cut cannot be typed
    code, out, _ = run(capsys, "queries")
    assert code == 0
    firsts = [line.split()[0] for line in out.splitlines() if line]
    assert set(firsts) >= set(catalogue())
    assert firsts.index("theme_shares") < firsts.index("all_recommendations")  # a researcher's
    assert firsts.index("all_recommendations") < firsts.index("counts")  # the explorer's own
    _, found, _ = run(capsys, "queries", "--find", "Explorer COUNTS")
    assert [line.split()[0] for line in found.splitlines() if line.startswith("c")] == ["counts"]
    assert run(capsys, "queries", "--find", "zzz")[0] == 1


@pytest.mark.parametrize("name", catalogue())
def test_each_question_explains_itself_and_answers_on_an_empty_graph(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    code, out, _ = run(capsys, "queries", name)
    assert code == 0
    query = catalogue()[name]
    for text in (query.title, query.description, query.text):
        assert text in out
    for parameter in query.parameters:
        assert f"--param {parameter.name}=" in out
    assert run(capsys, "query", name)[0] == 0


def test_a_question_is_answered_with_its_parameters(capsys: pytest.CaptureFixture[str]) -> None:
    fill()
    code, out, _ = run(capsys, "query", "review", "--param", "review=r1", "--format", "json")
    assert code == 0
    assert json.loads(out)[0]["review_id"] == "r1"


def test_a_table_is_one_line_a_row_and_fits_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill()
    monkeypatch.setenv("COLUMNS", "50")
    query = "MATCH (n:Recommendation) RETURN n.id AS id, n.title AS title, n.text AS text, "
    code, out, err = run(capsys, "cypher", query + "n.asks AS asks ORDER BY id")
    assert code == 0
    assert err == "Cut to fit: title, text. --format csv or json gives all of it.\n"
    assert run(capsys, "cypher", query + "1 AS n LIMIT 1", "--format", "csv")[2] == ""
    lines = out.splitlines()
    assert len(lines) == 5
    assert all(len(line) <= 50 for line in lines)
    assert "…" in lines[2]
    assert lines[0].endswith("asks")
    assert [lines[2][-2:], lines[4][-2:]] == [" 2", "10"]
    assert "\x1b" not in out


def test_csv_reads_back_and_runs_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    fill()
    code, out, _ = run(capsys, "cypher", ALL, "--format", "csv")
    assert code == 0
    rows = list(csv.reader(io.StringIO(out)))
    assert rows[0] == ["id", "title", "asks"]
    assert rows[1] == ["c1", "'" + FORMULA, "2"]
    assert rows[2] == ["c2", "<b>bold</b> \x1b[31mred\nline", ""]


def test_json_is_exact(capsys: pytest.CaptureFixture[str]) -> None:
    fill()
    code, out, _ = run(capsys, "cypher", ALL, "--format", "json")
    assert code == 0
    assert json.loads(out)[0] == {"id": "c1", "title": FORMULA, "asks": 2}
    assert "Üñí 漢字" in out


def test_no_rows_is_said_and_leaves_the_output_clean(capsys: pytest.CaptureFixture[str]) -> None:
    query = "MATCH (n:Review) RETURN n.id AS id"
    for format_, expected in (("table", ""), ("csv", "id\n"), ("json", "[]\n")):
        code, out, err = run(capsys, "cypher", query, "--format", format_)
        assert (code, out) == (0, expected)
        assert "No rows" in err


def test_the_row_limit_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    fill()
    code, out, err = run(capsys, "cypher", ALL, "--limit", "2", "--format", "json")
    assert code == 0
    assert [row["id"] for row in json.loads(out)] == ["c1", "c2"]
    assert "first 2 rows" in err
    assert "first" not in run(capsys, "cypher", ALL, "--limit", "3")[2]


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("2020", 2020),
        ("0.5", 0.5),
        ("true", True),
        ("null", None),
        ('"2020"', "2020"),
        ('["a", 1]', ["a", 1]),
        ("SAR", "SAR"),
        ('it\'s = "quoted" $x', 'it\'s = "quoted" $x'),
        ("", ""),
        ("NaN", "NaN"),
        ("-Infinity", "-Infinity"),
        ("007", "007"),
        ("[" * 100_000, "[" * 100_000),
    ],
)
def test_parameters_of_a_free_query(
    capsys: pytest.CaptureFixture[str], given: str, value: object
) -> None:
    arguments = ("cypher", "RETURN $p AS p", "--param", f"p={given}", "--format", "json")
    code, out, err = run(capsys, *arguments)
    assert (code, err) == (0, "")
    assert json.loads(out) == [{"p": value}]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("query", "no_such_question"), "python -m graph queries"),
        (("queries", "no_such_question"), "python -m graph queries"),
        (("query", "review", "--param", "review"), "name=value"),
        (("query", "review", "--param", "=r1"), "name=value"),
        (("query", "review", "--param", "colour=red"), "has no parameter 'colour'"),
        (("query", "review", "--param", "review=a", "--param", "review=b"), "given twice"),
        (("cypher", "MATCH (n) DETACH DELETE n"), "only read"),
        (("cypher", "MATCH (n RETURN n"), ""),
        (("cypher", "RETURN $p AS p"), "$p"),
        (("cypher", "RETURN $p AS p", "--param", "p=99999999999999999999"), "could not be run"),
        (("cypher", ""), ""),
    ],
)
def test_mistakes_are_told_in_one_sentence(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    fill()
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (1, "")
    assert err.strip()
    assert said in err or said.strip("$") in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nonsense",),
        ("cypher", "RETURN 1 AS x", "--limit", "0"),
        ("cypher", "RETURN 1 AS x", "--limit", "many"),
        ("cypher", "RETURN 1 AS x", "--timeout", "inf"),
        ("cypher", "RETURN 1 AS x", "--format", "xml"),
    ],
)
def test_wrong_options_show_the_usage(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: python -m graph" in capsys.readouterr().err


def test_a_query_may_come_from_stdin_and_a_pipe_may_end_early() -> None:
    fill()
    command = [sys.executable, "-m", "graph", "cypher", "-", "--format", "csv"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdin.write(b"UNWIND range(1, 900) AS i RETURN i, '" + b"x" * 1000 + b"' AS x")
        process.stdin.close()
        assert process.stdout.readline() == b"i,x\n"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_output_is_utf_8_whatever_the_machine_prefers() -> None:
    fill()
    done = subprocess.run(
        [sys.executable, "-m", "graph", "cypher", ALL, "--format", "csv"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
    )
    assert "Üñí 漢字 café".encode() in done.stdout


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+44 20", "'+44 20"),
        ("-1 day", "'-1 day"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\n=1"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\x00b", "a␀b"),
        (" =1", " =1"),
        ("a=1", "a=1"),
        (-1, "-1"),
        (-0.5, "-0.5"),
        (True, "true"),
        (None, ""),
        ("", ""),
        (["=1", "b"], '["=1", "b"]'),
        ({"k": "é"}, '{"k": "é"}'),
        ('a,b\n"c"', 'a,b\n"c"'),
    ],
)
def test_a_cell_of_csv(value: object, cell: str) -> None:
    text = to_csv([{"=x": value}], ["=x", "missing"])
    assert list(csv.reader(io.StringIO(text))) == [["'=x", "missing"], [cell, ""]]


def test_json_of_nothing_and_of_text() -> None:
    assert json.loads(to_json([])) == []
    assert json.loads(to_json([{"a": "</script>\u2028"}])) == [{"a": "</script>\u2028"}]


def test_every_label_and_type_can_be_counted(capsys: pytest.CaptureFixture[str]) -> None:
    """Status reads labels and types as they stand, so none may be missing from the schema."""
    fill()
    _, out, _ = run(capsys, "status")
    listed = {line.split()[0] for line in out.splitlines() if line.strip()}
    with open_store() as store:
        labels = {r["l"] for r in store.rows("MATCH (n) RETURN DISTINCT labels(n)[0] AS l")}
        types = {r["t"] for r in store.rows("MATCH ()-[e]->() RETURN DISTINCT type(e) AS t")}
    assert {schema.NODE[label].plural for label in labels} | types <= listed
