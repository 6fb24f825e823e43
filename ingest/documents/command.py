"""``python -m ingest documents``, ``replace`` and ``remove``: their arguments, and what they do."""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path
from typing import Any

from graph import settings
from graph.errors import CommonThreadError, InputRefusedError
from graph.store import open_store
from ingest.loader import Progress

COMMANDS = {
    "documents": "reviews as published: PDF, DOCX, ODT, HTML, TXT, Markdown; folders and zip files",
    "replace": "the new version of a document that the graph holds",
    "remove": "nothing new: take a document away, with all that rests only on it",
}
_EPILOGUE = """\
Each file is read in a process of its own. What cannot be read is one line of the ledger, and the
others go on; the same command again reads only what is new, and completes what was stopped. A
file that looks like a new version of a document in the graph is left as a draft: check it on the
page Add reviews, or say so with: python -m ingest replace OLD NEW

exit status: 0 done (files may be refused: the ledger lists them), 1 stopped, or not one file
could be read, 2 the command line was wrong."""


def add_commands(commands: Any) -> None:
    """Add them to the subparsers of ``python -m ingest``."""
    for name, about in COMMANDS.items():
        command = commands.add_parser(
            name,
            help=about,
            description=f"Reads {about}." if name != "remove" else "Takes a document away.",
            epilog=_EPILOGUE,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if name == "documents":
            command.add_argument("paths", metavar="PATH", type=Path, nargs="+", help="what to read")
            command.add_argument(
                "--draft", action="store_true", help="save nothing: leave drafts to be checked"
            )
            command.add_argument(
                "--workers", type=_count, default=0, help="processes that read (one a core)"
            )
        else:
            command.add_argument("old", metavar="OLD", help="its file's name, id or digest")
        if name == "replace":
            command.add_argument("new", metavar="NEW", type=Path, help="the new version's file")
        if name == "remove":
            command.add_argument("--yes", action="store_true", help="do not ask")
            continue
        command.add_argument(
            "--dry-run", action="store_true", help="show the ledger and write nothing"
        )
        command.add_argument(
            "--no-link", action="store_true", help="save only; link later with: ingest link"
        )


def _count(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError("give a number of processes, 1 or more")
    return int(text)


def run(options: argparse.Namespace, progress: Progress) -> int:
    """Run one of the commands and print its account; gives the exit status."""
    if options.command == "remove":
        return _remove(options.old, sure=options.yes)
    from ingest.documents.batch import Asked, read_documents

    asked = Asked(
        save=not getattr(options, "draft", False),
        dry_run=options.dry_run,
        link=not options.no_link,
        workers=getattr(options, "workers", 0),
        replaces=_replaced(options) if options.command == "replace" else "",
    )
    paths = [options.new] if options.command == "replace" else options.paths
    account = read_documents(options.command, paths, asked, progress)
    print(account.text(), end="")
    if not account.dry_run:
        print(f"\nLedger: {account.write(settings.home() / 'ledgers')}")
    if account.stopped:
        print(f"ingest: {account.stopped}", file=sys.stderr)
    return 1 if account.stopped or account.taken_nothing else 0


def _replaced(options: argparse.Namespace) -> str:
    """The id of the document to replace; "" when that was done but for its end."""
    from ingest.documents.removal import find_held
    from ingest.documents.saving import held_in

    try:
        with options.new.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputRefusedError(f"{options.new}: {error.strerror}.") from error
    with open_store() as store:
        held = held_in(store)
    new = held.get(digest)
    try:
        old = find_held([one for one in held.values() if one is not new], options.old)
    except CommonThreadError:
        gone = new.replaces if new is not None else ()
        if new is not None and gone and (not new.rules or options.old in (new.title, *gone)):
            return ""
        raise
    return old.id


def _remove(asked: str, *, sure: bool) -> int:
    from ingest.documents.removal import find_held, remove, resting_on
    from ingest.documents.saving import held_in

    with open_store() as store:
        resting = resting_on(store, find_held(held_in(store).values(), asked))
    print(f"This takes away {resting}.")
    if not sure and not _confirmed():
        print("Nothing was removed.")
        return 1
    with open_store(write=True) as store:
        # What rests on it may have changed while the question stood.
        resting = resting_on(store, find_held(held_in(store).values(), resting.document.id))
        path = remove(store, settings.home(), resting)
    print(f"Removed. Verdicts and corrections are kept in {path}")
    print("Links of other recommendations are made anew by: python -m ingest link")
    return 0


def _confirmed() -> bool:
    if not sys.stdin.isatty():
        raise CommonThreadError("Nobody is there to confirm. To remove it all the same, add --yes.")
    return input("Remove it? Type yes: ").strip().casefold() == "yes"
