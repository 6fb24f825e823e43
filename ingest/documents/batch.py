"""Many documents at once: found, read in processes of their own, then saved.

Reading takes minutes and saving seconds, so the graph is opened to write only once everything is
read. What was understood is kept file by file, so a run that was killed reads no file twice, and
memory does not grow with their number.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from graph import settings
from graph.errors import CommonThreadError, InputRefusedError, StoreUnavailableError
from graph.rehearsal import RehearsalStore
from graph.store import Store, open_store
from ingest.documents.account import Account
from ingest.documents.drafts import Drafts, Waiting
from ingest.documents.find import Found, find
from ingest.documents.model import Draft
from ingest.documents.rules import reading_rules
from ingest.documents.safely import read_many
from ingest.documents.saving import (
    Held,
    Saver,
    as_new_version,
    earlier_version,
    held_in,
    is_unchanged,
    waiting_for,
)
from ingest.known import Known, known_in
from ingest.loader import Progress


@dataclass(frozen=True)
class Asked:
    """What the command line asks of a run. Without ``save`` every draft is left to be checked;
    ``replaces`` is the id of the document that the one file given is a new version of."""

    save: bool = True
    dry_run: bool = False
    link: bool = True
    workers: int = 0
    replaces: str = ""


def read_documents(
    command: str, paths: Sequence[Path], asked: Asked, progress: Progress
) -> Account:
    """Read all documents of these files, folders and archives, save them, and link.

    A file that cannot be read, or not be saved, is one line of the account, and the others go on.
    Raises InputRefusedError when a path is not there, StoreUnavailableError when the graph cannot
    be opened.
    """
    account = Account(command, datetime.now().astimezone(), asked.dry_run)
    with _kept(asked.dry_run) as drafts:
        with open_store() as store:
            batch = _Batch(account, drafts, held_in(store), known_in(store), asked)
            batch.read(find(paths, account.skipped), progress)
        if not asked.save:
            batch.leave()
            return account
        with open_store(write=not asked.dry_run) as real:
            store = RehearsalStore(real) if asked.dry_run else real
            batch.save(store, progress)
            if asked.link and not asked.dry_run:
                _link(store, account, progress)
    return account


@contextmanager
def _kept(dry_run: bool) -> Iterator[Drafts]:
    """Where what was understood is kept until it is saved: a dry run leaves nothing behind."""
    if not dry_run:
        yield Drafts(settings.home())
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Drafts(Path(folder))


class _Batch:
    """What one run knows as it goes through the files."""

    def __init__(
        self,
        account: Account,
        drafts: Drafts,
        held: Mapping[str, Held],
        known: Known,
        asked: Asked,
    ) -> None:
        self._account = account
        self._drafts = drafts
        self._held = held
        self._known = known
        self._asked = asked
        self._ready: dict[str, Found] = {}  # by digest, in the order found

    def read(self, every: Sequence[Found], progress: Progress) -> None:
        """Read what has not been read before, and keep what was understood of it."""
        reading = read_many(self._unread(every, progress), workers=self._asked.workers)
        for one, result in reading:
            if isinstance(result, InputRefusedError):
                self._account.refused.append(_named(one.name, str(result)))
                continue
            before = self._drafts.saved(result.digest)
            self._drafts.keep_saved(waiting_for(result, self._held, before))
            self._ready[result.digest] = one
        progress("reading", len(every), len(every))

    def _unread(self, every: Sequence[Found], progress: Progress) -> Iterator[Found]:
        seen: dict[str, str] = {}
        for number, one in enumerate(every):
            progress("reading", number, len(every))
            try:
                with one.opened() as path, path.open("rb") as file:
                    digest = hashlib.file_digest(file, "sha256").hexdigest()
            except (InputRefusedError, OSError) as error:
                self._account.refused.append(_named(one.name, str(error)))
                continue
            if digest in seen:
                self._account.left.append((one.name, f"is the same file as {seen[digest]}"))
                continue
            seen[digest] = one.name
            if not self._settled(digest, one):
                yield one

    def _settled(self, digest: str, one: Found) -> bool:
        """Whether this file need not be read, and what is done with it instead."""
        own = self._held.get(digest)
        if own is not None and is_unchanged(own, self._known) and not self._asked.replaces:
            self._account.unchanged.append(one.name)
            return True
        newer = next((each for each in self._held.values() if digest in each.replaces), None)
        if newer is not None and newer.digest != digest:
            reason = f"is an earlier version of '{newer.title}', which the graph holds"
            self._account.left.append((one.name, reason))
            return True
        if self._drafts.get(digest) is not None:
            self._account.left.append((one.name, "waits to be checked already"))
            return True
        saved = self._drafts.saved(digest)
        if saved is None or saved.rules != reading_rules():
            return False
        self._ready[digest] = one
        return True

    def leave(self) -> None:
        """Leave every draft for a person to check."""
        for digest, one in self._ready.items():
            if waiting := self._waiting(digest):
                self._leave(waiting, one, "as asked")

    def save(self, store: Store, progress: Progress) -> None:
        """Save every draft; one that looks like a new version of a document is left instead."""
        saver = Saver(store, None if self._asked.dry_run else self._drafts)
        self._account.reference += saver.reference
        for number, (digest, one) in enumerate(self._ready.items()):
            progress("saving", number, len(self._ready))
            waiting = self._waiting(digest)
            if waiting is None:
                continue
            old = self._older(waiting.draft, saver.held)
            try:
                if old is not None and old.id != self._asked.replaces:
                    self._leave(waiting, one, f"looks like a new version of '{old.title}'")
                    continue
                if old is not None:
                    before = self._drafts.saved(old.digest)
                    waiting = as_new_version(waiting, old, before)
                self._account.saved.append(saver.save(waiting, tidy=False))
            except StoreUnavailableError:
                raise
            except CommonThreadError as error:
                self._account.refused.append((one.name, str(error)))
        saver.tidy()
        progress("saving", len(self._ready), len(self._ready))

    def _older(self, draft: Draft, held: Mapping[str, Held]) -> Held | None:
        if self._asked.replaces:
            return next((one for one in held.values() if one.id == self._asked.replaces), None)
        # What the graph holds already is no new version of anything.
        return None if draft.digest in held else earlier_version(draft, held.values())

    def _waiting(self, digest: str) -> Waiting | None:
        saved = self._drafts.saved(digest)
        own = self._held.get(digest)
        return replace(saved, corrections=own.made_corrections) if saved and own else saved

    def _leave(self, waiting: Waiting, one: Found, reason: str) -> None:
        self._account.left.append((one.name, reason))
        if self._asked.dry_run:
            return
        with one.opened() as path:
            self._drafts.put(replace(waiting, since=""), path)
        if waiting.draft.digest not in self._held:
            self._drafts.forget_saved(waiting.draft.digest)


def _link(store: Store, account: Account, progress: Progress) -> None:
    from linking.run import link

    try:
        account.linking = str(link(store, progress=progress))
    except CommonThreadError as error:
        account.stopped = f"The documents are saved, but not linked: {error}"


def _named(name: str, said: str) -> tuple[str, str]:
    """A file and the reason, from an error that begins with the file's name."""
    return name, said.removeprefix(name).lstrip(": ")
