"""``python -m ingest verdicts``: people's verdicts out to a CSV file, and in again."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import Any

from graph.errors import CommonThreadError
from graph.rehearsal import RehearsalStore
from graph.settings import home
from graph.store import Store, open_store
from ingest.ledger import Ledger
from ingest.verdict_files import as_csv, take
from ingest.verdict_table import read_verdict_file
from linking.agreement import agreements
from linking.verdicts import read_verdicts

COMMAND = "verdicts"
_ABOUT = "people's verdicts on themes, codes, evidence links and repeats, as a CSV file"
_EPILOGUE = """\
The file has one verdict a row: kind (theme, finding_theme, evidence, repeat or code), subject,
object, verdict (accept, reject, unsure), value (of a code, the right one), judged_by, judged_on,
note. Rows of several judges may stand in one file, and rows without a verdict are left out. The
same file again changes nothing; of two verdicts of one person on one thing the later counts.

exit status: 0 done (rows may be refused: the ledger lists them), 1 stopped, or not one row could be
taken, 2 the command line was wrong."""

_LEARNING: dict[str, Any] = {
    "description": "Refits the numbers behind the scores of evidence links by people's verdicts on "
    "such links, added to the judged pairs they rest on; shifts the scores of each theme and of "
    "repeats by the verdicts on these; and links again. Without verdicts it goes back to the "
    "numbers that ship.",
}


def add_command(commands: Any) -> None:
    """Add it to the subparsers of ``python -m ingest``."""
    shown = {"epilog": _EPILOGUE, "formatter_class": argparse.RawDescriptionHelpFormatter}
    verdicts = commands.add_parser(COMMAND, help=_ABOUT, description=f"{_ABOUT}.", **shown)
    what = verdicts.add_subparsers(dest="what", metavar="export|import|learn", required=True)
    out = what.add_parser("export", help="write all verdicts to FILE", **shown)
    into = what.add_parser("import", help="keep the verdicts of FILE (CSV or XLSX)", **shown)
    for each in (out, into):
        each.add_argument("file", metavar="FILE", type=Path)
    into.add_argument("--dry-run", action="store_true", help="show the ledger and write nothing")
    what.add_parser(
        "learn", help="refit scores of evidence links, themes and repeats by verdicts", **_LEARNING
    )


def run(options: argparse.Namespace) -> int:
    """Run the command and print its account; gives the exit status."""
    if options.what == "export":
        return _export(options.file)
    if options.what == "learn":
        return _learn()
    ledger = _import(options.file, dry_run=options.dry_run)
    print(ledger.text(), end="")
    if not ledger.dry_run:
        print(f"\nLedger: {ledger.write(home() / 'ledgers')}")
    return 1 if ledger.taken_nothing else 0


def _export(path: Path) -> int:
    with open_store() as store:
        verdicts = read_verdicts(store)
        text = as_csv(store, verdicts)
    try:
        # With the mark by which spreadsheets know UTF-8.
        path.write_text(text, encoding="utf-8-sig", newline="")
    except OSError as error:
        raise CommonThreadError(
            f"{path} cannot be written ({error.strerror}). Give a file in a folder that is there."
        ) from error
    print(f"{len(verdicts):,} verdicts written to {path}")
    for one in agreements(verdicts):
        print(one)
    return 0


def _learn() -> int:
    # Imported here, so that the other commands start at once.
    from linking.learning import learn
    from linking.run import link

    with open_store(write=True) as store:
        for one in learn(store):
            print(one)
        print(link(store))
    return 0


def _import(path: Path, *, dry_run: bool) -> Ledger:
    began = datetime.now().astimezone()
    reading = read_verdict_file(path)
    with open_store(write=not dry_run) as real:
        store: Store = RehearsalStore(real) if dry_run else real
        entry = take(store, reading)
        said = "\n".join(str(one) for one in agreements(read_verdicts(store)))
    return Ledger(f"{COMMAND} import", began, dry_run, [entry], linking=said)
