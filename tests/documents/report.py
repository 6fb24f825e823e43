"""``python -m tests.documents.report development|heldout [--wrong]``: the table of a half.

Reads and understands each document of the half as a user's file would be, and prints how much of
the truth was found as a Markdown table; ``--wrong`` adds each error.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from ingest.documents.read import read_document
from ingest.documents.understand import understand
from tests.documents.truth import HALVES, Score, score, total, truths

SHOWN = ("precision", "recall", "exact words", "addressee", "number", "page")


def scores(half: str, only: str = "") -> list[Score]:
    """Each document of a half whose name holds ``only``, read, understood and scored."""
    found = truths(half).items()
    return [score(understand(read_document(p)), t) for p, t in found if only in p.name]


def per_document(done: Iterable[Score]) -> list[str]:
    """A table with one row per document: the measures that the issue sets a bar for."""
    lines = ["| Document | Layout | " + " | ".join(SHOWN) + " |", "|---" * (len(SHOWN) + 2) + "|"]
    for one in done:
        cells = [one.tallies.get(name) for name in SHOWN]
        shown = " | ".join(f"{t.right}/{t.of}" if t else "–" for t in cells)
        lines.append(f"| {one.file} | {one.layout} | {shown} |")
    return lines


def pooled(done: Iterable[Score]) -> list[str]:
    """A table with one row per measure: right, of, share, and Wilson's 95 % interval."""
    lines = ["| Measure | Right | Of | Share | 95 % interval |", "|---|---:|---:|---:|---|"]
    for name, tally in total(done).items():
        low, high = tally.interval()
        shares = f"{tally.share():.3f} | {low:.2f} to {high:.2f}"
        lines.append(f"| {name} | {tally.right} | {tally.of} | {shares} |")
    return lines


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("half", choices=HALVES)
    parser.add_argument("--wrong", action="store_true", help="each error as well")
    parser.add_argument("--only", default="", help="documents whose name holds this")
    asked = parser.parse_args()
    done = scores(asked.half, asked.only)
    print("\n".join([*per_document(done), "", *pooled(done)]))
    if asked.wrong:
        for one in done:
            print(f"\n## {one.file}")
            for error in one.wrong:
                print(f"- {error.measure}\n    true:  {error.true}\n    found: {error.found}")


if __name__ == "__main__":
    main()
