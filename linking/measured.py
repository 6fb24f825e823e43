"""How well what a figure rests on is coded, as measured on labels held back (docs/quality.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from graph.settings import DATA

FIGURES = DATA / "reference" / "quality.json"
_REPEATS = {
    "near-identical": "pairs over the whole range",
    "possible": "pairs near each other, as often as they occur",
}


def quality_of(*what: str) -> str:
    """How often codes of recommendations were right, or the F1 of themes, with interval and
    number, for a reader. ``what`` are names of codes, "themes", or a tier of repeats; nothing for
    what is counted and not coded."""
    return "; ".join(_named(name, several=len(what) > 1) for name in what)


def _named(name: str, *, several: bool) -> str:
    said = f"{name} " if several else ""
    if name == "themes":
        rows = _rows("themes", "Themes, by what is coded")
        row = next(row for row in rows if row[0] == "recommendations")
        return f"{said}F1 {_figure(row[2], row[1])}"
    if name in _REPEATS:
        rows = _rows("repeats", "Repeats, by tier")
        right = next(row[2] for row in rows if row[:2] == [_REPEATS[name], name])
    else:
        right = next(r[1] for r in _rows("codes", "Codes of recommendations") if r[0] == name)
    return f"{said}right in {_figure(right, right['of'])}"


def _figure(figure: dict[str, Any], of: int) -> str:
    return f"{figure['value']:.2f} ({figure['low']:.2f} to {figure['high']:.2f}) of {of:,}"


def _rows(part: str, title: str) -> Iterator[list[Any]]:
    tables = _figures()["parts"][part]["heldout"]
    return iter(next(table["rows"] for table in tables if table["title"] == title))


@cache
def _figures() -> Any:
    return json.loads(FIGURES.read_text(encoding="utf-8"))
