"""The graph at the command line: what it holds, the catalogue's questions, and free queries.

A thin skin: everything it does is a call of the store or of the catalogue.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from graph import schema
from graph.backup import back_up, others
from graph.catalogue import AUDIENCES, Query, by_audience, question
from graph.errors import CommonThreadError, QueryFailedError
from graph.export import as_text, to_csv, to_json
from graph.restoring import restore
from graph.store import Row, Store, open_store
from graph.terminal import table
from graph.values import guessed

FORMATS = ("table", "csv", "json")
_LARGEST_LIMIT = 10**7


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0, or 1 with one sentence on stderr."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except CommonThreadError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of a pipe, such as head, has what it wanted
        sys.stderr.close()
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m graph",
        description="Ask the graph of reviews, recommendations, themes and evidence.",
        epilog="The graph is the embedded one, kept in .common-thread (COMMON_THREAD_HOME names "
        "another folder), or a Neo4j when NEO4J_URI is set, with NEO4J_USER, NEO4J_PASSWORD and "
        "NEO4J_DATABASE. Nothing here but 'restore' can change it.",
    )
    commands = parser.add_subparsers(required=True, metavar="command")

    status = commands.add_parser("status", help="what is loaded, and where it is kept")
    status.set_defaults(run=_status)

    _add_questions(commands)
    _add_backup(commands)
    return parser


def _add_questions(commands: Any) -> None:
    queries = commands.add_parser(
        "queries", help="the questions that 'query' answers, by whom they are for"
    )
    queries.add_argument("name", nargs="?", help="one question: what it takes, and its Cypher")
    queries.add_argument("--find", default="", metavar="WORDS", help="those that say these words")
    queries.set_defaults(run=_queries)

    query = commands.add_parser(
        "query",
        help="ask one question of the catalogue",
        epilog="Example: python -m graph query theme_evidence --param theme=… --format csv",
    )
    query.add_argument("name", help="a question's name, as 'python -m graph queries' lists it")
    query.set_defaults(run=_query)

    cypher = commands.add_parser(
        "cypher",
        help="ask in your own Cypher; it can only read",
        epilog="Example: python -m graph cypher 'MATCH (r:Review) WHERE r.year >= $from "
        "RETURN r.kind AS kind, count(r) AS reviews ORDER BY kind' --param from=2018",
    )
    cypher.add_argument("query", help="a query in quotation marks, or - to read it from stdin")
    cypher.add_argument("--limit", type=_positive(int), default=1000, help="rows (1000)")
    cypher.add_argument("--timeout", type=_positive(float), default=10.0, help="seconds (10)")
    cypher.set_defaults(run=_cypher)

    for command in (query, cypher):
        command.add_argument(
            "--param",
            action="append",
            default=[],
            metavar="NAME=VALUE",
            help="a parameter; give one --param for each",
        )
        command.add_argument(
            "--format",
            choices=FORMATS,
            default="table",
            help="(table, cut to the width of the terminal; csv and json give all of it)",
        )


def _add_backup(commands: Any) -> None:
    backup = commands.add_parser(
        "backup",
        help="all that cannot be made again, as one file for either engine",
        epilog="It holds what the graph holds, names that people took out of documents too: keep "
        "it where only those may read it who may read the graph.",
    )
    backup.add_argument("file", type=Path)
    backup.add_argument("--vectors", action="store_true", help="with the vectors, to save time")
    backup.add_argument("--force", action="store_true", help="replace a file that is there")
    backup.set_defaults(run=_backup)

    restore = commands.add_parser("restore", help="put a back-up into this graph")
    restore.add_argument("file", type=Path)
    restore.add_argument("--replace", action="store_true", help="in place of what it holds")
    restore.set_defaults(run=_restore)


def _positive(kind: type[int] | type[float]) -> Any:
    def parse(text: str) -> float:
        value = kind(text)
        if not 0 < value < _LARGEST_LIMIT:
            raise argparse.ArgumentTypeError(
                f"must be more than 0 and less than {_LARGEST_LIMIT}; it was {text}"
            )
        return value

    parse.__name__ = "number"
    return parse


def _status(_: argparse.Namespace) -> int:
    with open_store() as store:
        nodes, edges = _counted(store)
        print(f"Engine: {store.engine}\nPlace:  {store.place}\n")
    if not nodes:
        print("Nothing is loaded yet. Load the sample with: python -m ingest sample")
        return 0
    print(table(nodes, ["nodes", "count", "what"])[0] + "\n")
    print(table(edges, ["edges", "count", "of", "share", "what"])[0])
    return 0


def _counted(store: Store) -> tuple[list[Row], list[Row]]:
    """Nodes by label; edges by type, each with how many of its sources have one."""
    found = store.rows("MATCH (n) RETURN labels(n)[0] AS label, count(n) AS n")
    count = {row["label"]: row["n"] for row in found}
    nodes = [
        {"nodes": node.plural, "count": count[node.label], "what": node.about}
        for node in schema.NODES
        if count.get(node.label)
    ]
    types = store.rows(
        "MATCH (a)-[e]->() RETURN type(e) AS type, labels(a)[0] AS label, count(e) AS n, "
        "count(DISTINCT a.id) AS sources"
    )
    by_end = {(row["type"], row["label"]): row for row in types}
    edges = []
    for edge in schema.EDGES:
        for label in edge.sources:
            if row := by_end.get((edge.type, label)):
                of = f"{row['sources']} of {count[label]} {schema.NODE[label].plural}"
                share = f"{row['sources'] / count[label]:.0%}"
                line = {"edges": edge.type, "count": row["n"], "of": of, "share": share}
                edges.append(line | {"what": edge.about})
    return nodes, edges


def _backup(options: argparse.Namespace) -> int:
    with open_store() as store:
        done = back_up(store, options.file, vectors=options.vectors, force=options.force)
        if left := others(store, done):
            print(f"Left out: {left:,} nodes that are none of Common Thread's.", file=sys.stderr)
    print(f"{options.file}: {done.summary}; read again, the same as the graph.")
    return 0


def _restore(options: argparse.Namespace) -> int:
    with open_store(write=True) as store:
        done = restore(store, options.file, replace=options.replace)
        print(f"{store.place}: {done.summary}, of {done.made_on}; the same as in the back-up.")
    return 0


def _queries(options: argparse.Namespace) -> int:
    if options.name:
        _explain(question(options.name))
        return 0
    found = by_audience(options.find)
    for audience, queries in found.items():
        rows = [
            {"name": one.name, "question": one.title, "also for": ", ".join(one.audience[1:])}
            for one in queries
        ]
        print(f"{AUDIENCES[audience]} ({len(rows)})")
        print(table(rows, ["name", "question", "also for"])[0] + "\n")
    if not found:
        raise QueryFailedError(f"No question says '{options.find}'. Fewer words find more.")
    print("One of them in full: python -m graph queries NAME")
    return 0


def _explain(query: Query) -> None:
    print(f"{query.title}\n{query.description}\n")
    for parameter in query.parameters:
        default = as_text(parameter.default) or "(empty)"
        print(f"  --param {parameter.name}=…  {parameter.help} ({parameter.type}; {default})")
    print(("\n" if query.parameters else "") + query.text, end="")


def _query(options: argparse.Namespace) -> int:
    query = question(options.name)
    with open_store() as store:
        rows = query.run(store, **_parameters(options.param))
    _show(rows, list(rows[0]) if rows else [], options.format)
    return 0


def _cypher(options: argparse.Namespace) -> int:
    text = sys.stdin.read() if options.query == "-" else options.query
    given = {name: guessed(value) for name, value in _parameters(options.param).items()}
    with open_store() as store:
        result = store.free(text, given, timeout_s=options.timeout, row_limit=options.limit)
    for warning in result.warnings:
        print(f"Note: {warning}", file=sys.stderr)
    _show(result.rows, result.columns, options.format)
    if result.truncated:
        print(f"Only the first {options.limit} rows; --limit gives more.", file=sys.stderr)
    return 0


def _parameters(given: Sequence[str]) -> dict[str, str]:
    parameters: dict[str, str] = {}
    for item in given:
        name, equals, value = item.partition("=")
        if not equals or not name.strip():
            raise QueryFailedError(f"A parameter is given as --param name=value; it was '{item}'.")
        if name.strip() in parameters:
            raise QueryFailedError(f"The parameter '{name.strip()}' is given twice; give it once.")
        parameters[name.strip()] = value
    return parameters


def _show(rows: Sequence[Row], columns: Sequence[str], format_: str) -> None:
    if format_ == "json":
        print(to_json(rows), end="")
    elif format_ == "csv" and columns:
        print(to_csv(rows, columns), end="")
    elif rows:
        lines, cut = table(rows, columns)
        print(lines)
        if cut:
            names = ", ".join(cut)
            print(f"Cut to fit: {names}. --format csv or json gives all of it.", file=sys.stderr)
    if not rows:
        print(
            "No rows: nothing in the graph answers to this. See: python -m graph status",
            file=sys.stderr,
        )


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):  # Windows writes pipes and files in an older encoding
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    sys.exit(main())
