"""The whole graph as a file: ``python -m exports neo4j --out graph.zip``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from exports.archive import new_file
from exports.formats import FORMATS, QUESTION
from exports.provenance import provenance
from exports.whole import Whole
from graph.errors import CommonThreadError
from graph.store import open_store


def main(arguments: Sequence[str] | None = None) -> int:
    """Write one file; the exit status is 0, or 1 with one sentence on stderr."""
    options = _parser().parse_args(arguments)
    try:
        with open_store() as store:
            whole = Whole(store)
            with new_file(options.out, force=options.force) as out:
                FORMATS[options.format].write(whole, provenance(store, QUESTION), out)
    except CommonThreadError as error:
        print(error, file=sys.stderr)
        return 1
    nodes, edges = whole.size
    size = options.out.stat().st_size / 1_000_000
    print(f"{options.out}: {nodes:,} nodes and {edges:,} relationships, {size:,.1f} MB.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m exports",
        description="Take the whole graph away as one file, which says where it comes from.",
        epilog="Single tables: python -m graph query NAME --format csv",
    )
    commands = parser.add_subparsers(required=True, metavar="format", dest="format")
    for form in FORMATS.values():
        command = commands.add_parser(form.name, help=form.use)
        command.add_argument("--out", type=Path, required=True, help=f"the file (.{form.ending})")
        command.add_argument("--force", action="store_true", help="replace a file that is there")
    return parser


if __name__ == "__main__":
    sys.exit(main())
