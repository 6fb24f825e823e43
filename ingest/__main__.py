"""``python -m ingest``: read files into the graph, link them, and account for every row."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm

from graph.errors import CommonThreadError
from graph.settings import home
from ingest import verdict_command as verdicts
from ingest.documents import command as documents
from ingest.jobs import carry_out, steps

_COMMANDS = {
    "reviews": "reviews and their recommendations (CSV or XLSX, one row a recommendation; "
    "a tracker in a workbook; the Domestic Homicide Review Dataset)",
    "pfd": "coroners' reports to prevent future deaths (CSV: url, id, date, area, receivers, …; "
    "the table of PFD-toolkit)",
    "evidence": "findings and sources (a folder or findings.csv), or sources alone "
    "(RIS, BibTeX, Zotero CSV, OpenAlex, EPPI-Reviewer)",
    "agencies": "the registry of agencies; without PATH data/reference/agencies.csv",
    "themes": "the frame of themes; without PATH data/reference/themes.csv",
    "sample": "everything that ships in data/: reference, invented reviews, evidence",
    "link": "nothing new: link what the graph holds",
}
_EPILOGUE = """\
Every file is read whole before anything is written. The same file again changes nothing; a
corrected file changes what it corrects, and recommendations that it no longer holds go, unless
a person's verdict stands on them or their links. Columns and their other names: docs/formats.md.

The graph is kept in COMMON_THREAD_HOME (default .common-thread), or in the Neo4j that NEO4J_URI
names. A ledger of what was read, changed and refused is printed and kept in the folder ledgers
there.

exit status: 0 done (rows may be refused: the ledger counts and lists them), 1 stopped, or not
one row of a file could be taken, 2 the command line was wrong."""
INTERRUPTED = 130


class _Bars:
    """One progress bar a stage, on stderr, and none when that is no terminal."""

    def __init__(self) -> None:
        self._stage = ""
        self._bar: tqdm[None] | None = None

    def __call__(self, stage: str, done: int, of: int) -> None:
        if stage != self._stage or self._bar is None:
            self.close()
            self._stage = stage
            self._bar = tqdm(total=of, desc=stage, leave=False, disable=None, file=sys.stderr)
        self._bar.total = of
        self._bar.update(done - self._bar.n)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m ingest",
        description="Read reviews, coroners' reports and evidence into the graph and link them.",
        epilog=_EPILOGUE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, about in _COMMANDS.items():
        command = commands.add_parser(
            name,
            help=about,
            description=f"Reads {about}." if name != "link" else "Links what the graph holds.",
            epilog=_EPILOGUE,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if name not in {"sample", "link"}:
            optional = name in {"evidence", "agencies", "themes"}
            command.add_argument(
                "path", metavar="PATH", type=Path, nargs="?" if optional else None, help="the file"
            )
        if name != "link":
            command.add_argument(
                "--dry-run", action="store_true", help="show the ledger and write nothing"
            )
            command.add_argument(
                "--no-link", action="store_true", help="load only; link later with: ingest link"
            )
    documents.add_commands(commands)
    verdicts.add_command(commands)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit status. Errors are one sentence on stderr."""
    asked = _parser().parse_args(arguments)
    bars = _Bars()
    try:
        if asked.command in documents.COMMANDS:
            return documents.run(asked, bars)
        if asked.command == verdicts.COMMAND:
            return verdicts.run(asked)
        ledger = carry_out(
            asked.command,
            steps(asked.command, getattr(asked, "path", None)),
            dry_run=getattr(asked, "dry_run", False),
            link=not getattr(asked, "no_link", False),
            progress=bars,
        )
        bars.close()
        print(ledger.text(), end="")
        if ledger.entries and not ledger.dry_run:
            print(f"\nLedger: {ledger.write(home() / 'ledgers')}")
    except CommonThreadError as error:
        bars.close()
        print(f"ingest: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        bars.close()
        print("ingest: stopped. The same command again completes it.", file=sys.stderr)
        return INTERRUPTED
    if ledger.stopped:
        print(f"ingest: {ledger.stopped}", file=sys.stderr)
    return 1 if ledger.stopped or ledger.taken_nothing else 0


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        # Wordings of documents hold letters that an older console does not have.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    sys.exit(main())
