"""``make quality``: measures every part of the coding and writes what it finds.

The graph in ``COMMON_THREAD_HOME`` must hold the sample and the coroners' reports, linked. Held-out
figures go to docs/quality.md, between marks that name the part, and with those of the development
half to data/reference/quality.json, which the page "How good is the coding?" shows.

``--development`` prints the figures of the development half and writes nothing: for tuning,
without a look at what is held out.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from graph.settings import DATA, ROOT
from graph.store import Store, open_store
from tests.quality.choose import items
from tests.quality.tables import HALVES, Table

PARTS = {
    "themes": "Themes",
    "codes": "Codes",
    "agencies": "Agencies",
    "evidence": "Evidence",
    "repeats": "Repeats",
    "search": "Search",
    "agreement": "Agreement between judges",
}
PAGE = ROOT / "docs" / "quality.md"
FIGURES = DATA / "reference" / "quality.json"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality", description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; all when none is named")
    parser.add_argument("--development", action="store_true", help="print; write nothing")
    chosen = parser.parse_args(arguments)
    if unknown := set(chosen.parts) - set(PARTS):
        parser.error(f"no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    halves = ("development",) if chosen.development else HALVES
    with open_store() as store:
        _check(parser, store)
        measured = {
            part: {half: module.measure(store, half) for half in halves}
            for part in chosen.parts or PARTS
            if (module := _module(part))
        }
    for tables in measured.values():
        print("\n\n".join(table.as_markdown() for table in tables[halves[0]]), end="\n\n")
    if not chosen.development:
        write(measured, PAGE, FIGURES)


def _module(part: str) -> ModuleType | None:
    name = f"tests.quality.evaluate_{part}"
    return importlib.import_module(name) if importlib.util.find_spec(name) else None


def _check(parser: argparse.ArgumentParser, store: Store) -> None:
    sample, concerns = items(store)
    if not sample or not concerns:
        parser.exit(
            1,
            "The graph holds no sample or no coroners' reports, on which the labels are. "
            "Run: make quality REPORTS=path/to/pfd_reports.csv\n",
        )


def write(measured: dict[str, dict[str, list[Table]]], page: Path, figures: Path) -> None:
    """Put the figures of the measured parts in place of theirs; other parts stay as they are."""
    known: dict[str, Any] = {}
    if figures.exists():
        known = json.loads(figures.read_text(encoding="utf-8"))["parts"]
    text = page.read_text(encoding="utf-8")
    day = datetime.now(UTC).date().isoformat()
    for part, halves in measured.items():
        known[part] = {"title": PARTS[part], "measured_on": day} | {
            half: [table.as_json() for table in tables] for half, tables in halves.items()
        }
        text = _placed(text, part, "\n\n".join(t.as_markdown() for t in halves["heldout"]))
    ordered = {part: known[part] for part in PARTS if part in known}
    _replace(figures, json.dumps({"parts": ordered}, indent=1, ensure_ascii=False) + "\n")
    _replace(page, text)


def _placed(text: str, part: str, made: str) -> str:
    """``text`` with ``made`` between the part's marks, which are added at the end if missing."""
    start, end = f"<!-- make quality: {part} -->", f"<!-- end of {part} -->"
    block = f"{start}\n\n{made}\n\n{end}"
    if start not in text:
        return f"{text.rstrip()}\n\n## {PARTS[part]}\n\n{block}\n"
    return re.sub(f"{re.escape(start)}.*?{re.escape(end)}", lambda _: block, text, flags=re.DOTALL)


def _replace(path: Path, text: str) -> None:
    """Write whole or not at all."""
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8", newline="\n")
    part.replace(path)


if __name__ == "__main__":
    main()
