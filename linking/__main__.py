"""Reports at the command line: ``python -m linking study``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from graph.catalogue import question
from graph.codes import REVIEW_KINDS
from graph.errors import CommonThreadError, QueryRefusedError
from graph.store import open_store
from linking.study_report import FORMATS, report
from linking.study_sections import run


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0, or 1 with one sentence on stderr."""
    options = _parser().parse_args(arguments)
    try:
        _study(options)
    except CommonThreadError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{options.out} could not be written: {error.strerror}.", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m linking", description="Reports on what is loaded and linked."
    )
    commands = parser.add_subparsers(required=True, metavar="command")
    study = commands.add_parser("study", help="the study of 2011 (RR157) run again, as a report")
    study.add_argument("--format", choices=FORMATS, default="md", help="(md)")
    study.add_argument("--kind", choices=REVIEW_KINDS, default="", help="one kind of review (all)")
    study.add_argument("--out", type=Path, help="the file to write; without it, the terminal")
    return parser


def _study(options: argparse.Namespace) -> None:
    if options.format == "docx" and options.out is None:
        raise QueryRefusedError("A Word document is no text: name a file with --out report.docx")
    with open_store() as store:
        study = run(lambda name, **given: question(name).run(store, **given), options.kind)
        corpus = question("corpus").run(store)
    written = FORMATS[options.format](report(study, corpus, options.kind))
    if options.out is None:
        sys.stdout.buffer.write(written)
    else:
        options.out.write_bytes(written)


if __name__ == "__main__":
    sys.exit(main())
