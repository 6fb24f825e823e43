"""Files at the command line: ``python -m exports neo4j --out graph.zip``, and documents."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from exports import document_command
from exports.formats import FORMATS, QUESTION
from exports.provenance import provenance
from exports.whole import Whole
from graph.errors import CommonThreadError
from graph.new_file import new_file
from graph.store import open_store


def main(arguments: Sequence[str] | None = None) -> int:
    """Write one file; the exit status is 0, or 1 with one sentence on stderr."""
    options = _parser().parse_args(arguments)
    try:
        print(options.run(options))
    except CommonThreadError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _whole(options: argparse.Namespace) -> str:
    with open_store() as store:
        whole = Whole(store)
        with new_file(options.out, force=options.force) as out:
            FORMATS[options.format].write(whole, provenance(store, QUESTION), out)
    nodes, edges = whole.size
    size = options.out.stat().st_size / 1_000_000
    return f"{options.out}: {nodes:,} nodes and {edges:,} relationships, {size:,.1f} MB."


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m exports",
        description="Take the whole graph, or a document made of it, away as one file, which says "
        "where it comes from.",
        epilog="Single tables: python -m graph query NAME --format csv",
    )
    commands = parser.add_subparsers(required=True, metavar="what")
    for form in FORMATS.values():
        command = commands.add_parser(form.name, help=form.use)
        command.set_defaults(run=_whole, format=form.name)
        _files(command)
    document_command.add(commands, _files)
    return parser


def _files(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, required=True, help="the file to write")
    command.add_argument("--force", action="store_true", help="replace a file that is there")


if __name__ == "__main__":
    sys.exit(main())
