"""Imports go one way, as docs/architecture.md draws it; read from the source, nothing is run."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("views", "exports", "ingest", "linking", "graph")
MAY_USE = {
    "views": {"graph", "linking", "ingest", "exports"},
    "exports": {"graph", "linking"},
    "ingest": {"graph", "linking"},
    "linking": {"graph"},
    "graph": set(),
}
MODULES = sorted(path for part in PARTS for path in (ROOT / part).rglob("*.py"))


def imported(source: str, package: tuple[str, ...] = ()) -> Iterator[str]:
    """Every module a source names in an import, in full, wherever in the file it stands."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def wrong_arrows(part: str, names: set[str]) -> set[str]:
    """Imports of another part that this part may not use."""
    others = set(PARTS) - {part} - MAY_USE[part] | {"app", "tests", "bench"}
    return {name for name in names if name.split(".")[0] in others}


def names_in(path: Path) -> set[str]:
    package = path.relative_to(ROOT).parent.parts
    return set(imported(path.read_text(encoding="utf-8"), package))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_one_way(path: Path) -> None:
    assert not wrong_arrows(path.relative_to(ROOT).parts[0], names_in(path))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_only_the_graph_package_speaks_to_an_engine(path: Path) -> None:
    engines = {name for name in names_in(path) if name.split(".")[0] in ("kglite", "neo4j")}
    assert not engines or path.relative_to(ROOT).parts[0] == "graph"


def test_readers_know_no_database() -> None:
    """A reader is a module that hands over a Reading; it names nothing that can hold a graph."""
    stores = ("graph.store", "graph.embedded", "graph.bolt", "graph.writing")
    readers = 0
    for path in sorted((ROOT / "ingest").glob("*.py")):
        if re.search(r"^def read_\w+\(.*\) -> Reading", path.read_text(encoding="utf-8"), re.M):
            readers += 1
            assert not [name for name in names_in(path) if name.startswith(stores)], path.name
    assert readers >= 3


@pytest.mark.parametrize(
    ("source", "package", "expected"),
    [
        ("import views.data", (), {"views.data"}),
        ("from views import data", (), {"views", "views.data"}),
        ("def f():\n    from ingest import loader", (), {"ingest", "ingest.loader"}),
        ("from . import store", ("graph",), set()),
        ("from ..views import data", ("graph", "inner"), set()),  # graph/views.py
        ("import linking.run as run, graph.store", (), {"linking.run"}),
        ("import viewstate", (), set()),
        ("TEXT = 'import views'", (), set()),
    ],
)
def test_a_wrong_arrow_is_seen(source: str, package: tuple[str, ...], expected: set[str]) -> None:
    assert wrong_arrows("graph", set(imported(source, package))) == expected
