"""The page that says how good the coding is, and the figures it shows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.embedded import EmbeddedStore
from tests.quality import evaluate_themes
from tests.quality.__main__ import PARTS
from tests.quality.tables import Figure
from tests.test_pages import opened, words
from views.quality import FIGURES

Parts = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def parts() -> Parts:
    found: Parts = json.loads(FIGURES.read_text(encoding="utf-8"))["parts"]
    return found


def test_the_page_opens_without_a_graph_and_says_who_judged() -> None:
    app = opened("quality")
    assert not app.exception
    said = words(app)
    assert "The judges were not practitioners." in said


def test_every_part_that_is_measured_is_told_in_plain_words(parts: Parts) -> None:
    said = words(opened("quality"))
    for name, part in parts.items():
        assert PARTS[name] in said
        assert all(part[half] for half in ("heldout", "development"))
        plain = [table["plain"] for table in part["heldout"] if table["plain"]]
        assert plain
        assert all(" ".join(sentence.split()) in said for sentence in plain), name


def test_the_figures_of_themes_are_what_the_labels_give(
    reports_home: Path, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMON_THREAD_HOME", str(reports_home))
    with EmbeddedStore(reports_home / "graph.kgl") as store:
        (table, *_) = evaluate_themes.measure(store, "heldout")
    again = {row[0]: [f.value for f in row[1:] if isinstance(f, Figure)] for row in table.rows}
    shown = parts["themes"]["heldout"][0]["rows"]
    assert set(again) == {name for name, *_ in shown}
    for name, *figures in shown:
        # Another machine's encoder rounds otherwise (int8 or not), and a theme or two change.
        assert again[name] == pytest.approx([figure["value"] for figure in figures], abs=0.02)
