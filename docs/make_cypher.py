"""Bring ``docs/cypher.md`` up to date: the schema's picture and tables, and the answers.

``make cypher`` runs this. It builds the sample in a folder of its own; ``--schema`` leaves the
answers as they are and is done at once.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docs.schema_picture import schema_svg
from graph.catalogue import parse
from graph.embedded import EmbeddedStore
from graph.export import as_text
from graph.schema import EDGES, NODES
from graph.shape import Property
from graph.store import Result, Store

PAGE = Path(__file__).parent / "cypher.md"
PICTURE = Path(__file__).parent / "pictures" / "schema.svg"
FIRST = 5
_LONGEST = 90
_SCHEMA = re.compile(r"(<!-- schema -->\n).*?(<!-- end of schema -->)", re.DOTALL)
_ANSWER = re.compile(r"(```cypher\n(.*?)```\n)(\n<!-- answer -->\n.*?<!-- end -->\n)?", re.DOTALL)
_MADE = re.compile(r"(<!-- model: ).*?( -->)")


@dataclass(frozen=True)
class Worked:
    """A worked question: its Cypher, the values of its parameters, and the answer as printed."""

    text: str
    given: Mapping[str, Any]
    printed: str


def questions(page: str) -> list[Worked]:
    """The worked questions of the page, in order."""
    found = []
    for _, source, answer in _ANSWER.findall(page):
        _, parameters, text = parse(source)
        found.append(Worked(text, {p.name: p.default for p in parameters}, answer))
    return found


def ask(store: Store, question: Worked) -> Result:
    """The whole answer to a worked question."""
    return store.free(question.text, question.given, row_limit=20_000)


def printed(result: Result) -> str:
    """The first rows of an answer as the page has them."""
    total = len(result.rows)
    said = "The answer has no rows." if not total else f"{total:,} rows; the first {FIRST}:"
    if 0 < total <= FIRST:
        said = f"{total} {'row' if total == 1 else 'rows'}:"
    rows = [[_cell(row[name]) for name in result.columns] for row in result.rows[:FIRST]]
    table = _table(result.columns, rows) if rows else ""
    return f"\n<!-- answer -->\n{said}\n\n{table}<!-- end -->\n"


def model_of(store: Store) -> str:
    """The encoder on which themes and links rest: another gives somewhat other answers."""
    rows = store.rows("MATCH ()-[n:NEAR_EVIDENCE]->() RETURN DISTINCT n.model AS m ORDER BY m")
    return ", ".join(str(row["m"]) for row in rows)


def with_schema(page: str) -> str:
    """The page with the tables of the schema as it is."""
    return _SCHEMA.sub(lambda match: match[1] + schema_tables() + match[2], page)


def with_answers(page: str, store: Store) -> str:
    """The page with the answers of this graph."""
    answers = iter([printed(ask(store, question)) for question in questions(page)])
    filled = _ANSWER.sub(lambda match: match[1] + next(answers), page)
    return _MADE.sub(lambda match: match[1] + model_of(store) + match[2], filled)


def made_with(page: str) -> str:
    """The encoder with which the page's answers were made."""
    match = re.search(r"<!-- model: (.*?) -->", page)
    return match[1] if match else ""


def schema_tables() -> str:
    """Every label, relationship type and property, as Markdown."""
    types = [[f"`{e.type}`", f"{_names(e.sources)} → {_names(e.targets)}", e.about] for e in EDGES]
    parts = ["\n", _table(["relationship", "from → to", "meaning"], types)]
    for node in NODES:
        parts.append(f"\n**`{node.label}`** {node.symbol} {node.about}\n\n")
        parts.append(_properties(node.properties))
    for edge in EDGES:
        if edge.properties:
            parts.append(f"\n**`{edge.type}`** {edge.about}\n\n")
            parts.append(_properties(edge.properties))
    return "".join([*parts, "\n"])


def _names(labels: Sequence[str]) -> str:
    return " or ".join(f"`{label}`" for label in labels)


def _properties(properties: Sequence[Property]) -> str:
    rows = [[f"`{p.name}`", p.kind, p.about] for p in properties]
    return _table(["property", "kind", "meaning"], rows)


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(value: Any) -> str:
    """A value on one line of a table, cut where it is long; numbers to three places."""
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".")
    text = " ".join(as_text(value).split())
    short = text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
    return re.sub(r"([\\|*_`\[\]<>])", r"\\\1", short)


def main() -> None:
    """Write the picture and the page."""
    PICTURE.write_text(schema_svg(), encoding="utf-8")
    page = with_schema(PAGE.read_text(encoding="utf-8"))
    if "--schema" not in sys.argv:
        with tempfile.TemporaryDirectory() as folder:
            environment = {**os.environ, "COMMON_THREAD_HOME": folder, "NEO4J_URI": ""}
            subprocess.run([sys.executable, "-m", "ingest", "sample"], env=environment, check=True)
            with EmbeddedStore(Path(folder) / "graph.kgl") as store:
                page = with_answers(page, store)
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
