"""What each command of ``python -m ingest`` reads, in which order, and how it is carried out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from graph.errors import CommonThreadError, InputRefusedError
from graph.rehearsal import RehearsalStore
from graph.settings import DATA
from graph.store import Store, open_store
from ingest.known import REFERENCE, Known, known_in
from ingest.ledger import Entry, Ledger
from ingest.loader import Progress, load
from ingest.records import Reading

SAMPLE = DATA / "sample"
EVIDENCE = DATA / "evidence"
# What these read points to agencies and themes, so the reference files come before them.
_POINTING = frozenset({"reviews", "pfd", "evidence"})


@dataclass(frozen=True)
class Step:
    """One file and its reader."""

    path: Path
    read: Callable[[Path], Reading]


def steps(command: str, path: Path | None) -> list[Step]:
    """What a command reads. Raises InputRefusedError when it needs a file and was given none."""
    if command == "sample":
        return sample()
    if command == "link":
        return []
    if command in {"agencies", "themes"}:
        return [_reference(command, path or REFERENCE / f"{command}.csv")]
    if command == "evidence":
        return [_evidence(path or EVIDENCE)]
    if path is None:
        raise InputRefusedError(f"Say which file to read: python -m ingest {command} PATH")
    return [_documents(command, path)]


def sample() -> list[Step]:
    """Everything that ships in ``data/``: what others point to comes first."""
    reviews = sorted(each for each in SAMPLE.glob("*.csv") if each.name != "agencies.csv")
    return [
        _reference("agencies", REFERENCE / "agencies.csv"),
        _reference("themes", REFERENCE / "themes.csv"),
        _reference("agencies", SAMPLE / "agencies.csv", "sample-agencies.csv"),
        _evidence(EVIDENCE),
        *(_documents("reviews", each) for each in reviews),
    ]


def missing_reference(store: Store) -> list[Step]:
    """The reference files, of whose kind the graph has never been given one whole."""
    rows = store.rows("MATCH (i:Ingest) WHERE i.digest IS NOT NULL RETURN i.kind AS kind")
    held = {row["kind"] for row in rows}
    return [
        _reference(kind, REFERENCE / f"{kind}.csv")
        for kind in ("agencies", "themes")
        if kind not in held
    ]


def _reference(kind: str, path: Path, called: str = "") -> Step:
    # Readers are imported where they are used, so that help and small jobs start at once.
    from ingest.reference import read_agencies, read_themes

    read = read_agencies if kind == "agencies" else read_themes
    if not called:
        return Step(path, read)
    # Two files are called agencies.csv, and each has an Ingest node under its name.
    return Step(path, lambda each: replace(read(each), file_name=called))


def _evidence(path: Path) -> Step:
    if path.is_dir():
        from ingest.evidence import read_evidence

        return Step(path, read_evidence)
    from ingest.exports import read_export

    return Step(path, read_export)


def _documents(kind: str, path: Path) -> Step:
    if kind == "pfd":
        from ingest.pfd import read_pfd

        return Step(path, read_pfd)
    from ingest.review_files import read_review_file

    return Step(path, read_review_file)


def carry_out(
    command: str,
    asked: Sequence[Step],
    *,
    dry_run: bool,
    link: bool,
    progress: Progress,
) -> Ledger:
    """Read, load and link; gives the ledger of all that was done.

    What stops it half way (a file refused, no model to link with) stands in the ledger's
    ``stopped``, beside what was done before. Raises StoreUnavailableError when the graph cannot
    be opened, and InputRefusedError when the first file is refused.
    """
    began = datetime.now().astimezone()
    readings: dict[Path, Reading] = {}
    if asked:
        # Before the graph is opened: a file that is refused leaves nothing behind, no graph even.
        readings[asked[0].path] = asked[0].read(asked[0].path)
    with open_store(write=not dry_run) as real:
        store: Store = RehearsalStore(real) if dry_run else real
        known = known_in(store)
        missing = missing_reference(store) if command in _POINTING else []
        todo = [*missing, *asked]
        entries, stopped = _load_all(store, known, todo, readings, progress)
        ledger = Ledger(command, began, dry_run, entries, stopped=stopped)
        if stopped or dry_run or not link:
            return ledger
        return _link(store, ledger, progress)


def _load_all(
    store: Store,
    known: Known,
    todo: Sequence[Step],
    readings: dict[Path, Reading],
    progress: Progress,
) -> tuple[list[Entry], str]:
    entries: list[Entry] = []
    for number, step in enumerate(todo):
        progress("reading", number, len(todo))
        try:
            reading = readings.get(step.path) or step.read(step.path)
            registry = known.registry
            counts = load(store, reading, registry, known=known, progress=progress)
        except CommonThreadError as error:
            return entries, str(error)
        entries.append(Entry(reading, counts))
        known = known.adding(reading)
    progress("reading", len(todo), len(todo))
    return entries, ""


def _link(store: Store, ledger: Ledger, progress: Progress) -> Ledger:
    from linking.run import link

    try:
        report = link(store, progress=progress)
    except CommonThreadError as error:
        return replace(ledger, stopped=f"The files are loaded, but not linked: {error}")
    return replace(ledger, linking=str(report))
