"""Which documents there are: files, folders with all that is below them, and zip archives.

Nothing is left out in silence. What could be a document but is not read comes back with its
reason; what is none (a style sheet, a lock file) is counted.
"""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import InputRefusedError
from ingest.documents.archives import Archive, Member, clean_name
from ingest.documents.kinds import kind_of

JOIN = " › "
_DOCUMENTS = {
    ".pdf", ".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".odt", ".ott", ".fodt", ".rtf",
    ".html", ".htm", ".xhtml", ".mht", ".txt", ".text", ".md", ".markdown", ".xlsx", ".xlsm",
    ".xls", ".ods", ".pptx", ".ppt", ".odp", ".pages", ".wpd", ".wps",
}  # fmt: skip
# Perhaps scans: each is named, so that nobody believes they were read.
_PICTURES = {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".svg", ".heic", ".webp"}
_KNOWN = _DOCUMENTS | _PICTURES
_HIDDEN_FOLDERS = {"__macosx", "$recycle.bin", "system volume information"}
_LOCKS = ("~$", ".~lock.", "~wrl")
_HIDDEN_NAMES = {"thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class Found:
    """One document: its name as shown to a person, and the way to it. ``refusal`` says why one
    that was found cannot be opened at all; ``opened`` then raises it."""

    name: str
    path: Path
    member: Member | None = None
    refusal: str = ""

    def opened(self) -> AbstractContextManager[Path]:
        """A path to the document's bytes, good until the context ends: a member of an archive is
        unpacked for it. Raises InputRefusedError."""
        return self._opened()

    @contextmanager
    def _opened(self) -> Iterator[Path]:
        if self.refusal:
            raise InputRefusedError(f"{self.name}: {self.refusal}")
        if self.member is None:
            yield self.path
            return
        with self.member.unpacked(self.name) as path:
            yield path


def find(paths: Iterable[Path], skipped: Counter[str] | None = None) -> list[Found]:
    """The documents among files, folders and zip archives, each once, folders in order of names.

    A file that was named by itself always comes back, for its reader to judge. ``skipped``
    counts, by reason, what was passed over.
    """
    search = _Search(Counter() if skipped is None else skipped)
    for path in paths:
        search.named(path)
    return search.found


@dataclass
class _Search:
    skipped: Counter[str]
    found: list[Found] = field(default_factory=list)
    seen: set[Path] = field(default_factory=set)

    def named(self, path: Path) -> None:
        """A path that a person gave."""
        name = clean_name(path.name or str(path))
        if path.is_dir():
            self._folder(path)
        elif path.exists() and not path.is_file():
            self._refuse(name, path, "is neither a file nor a folder.")
        else:  # a missing one is refused by its reader
            self._file(path, name)

    def _folder(self, root: Path) -> None:
        real_root = root.resolve()
        waiting = [root]
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(folder) as listing:
                    entries = sorted(listing, key=lambda entry: (entry.name.casefold(), entry.name))
            except OSError as error:
                reason = (error.strerror or "the system refuses it").lower()
                self._refuse(_shown(folder, root), folder, f"cannot be opened: {reason}.")
                continue
            below = []
            for entry in entries:
                path = Path(entry.path)
                if entry.is_symlink():
                    self._link(path, root, real_root)
                elif entry.is_dir(follow_symlinks=False):
                    if _is_hidden(entry.name):
                        self.skipped["hidden folders"] += 1
                    else:
                        below.append(path)
                elif not entry.is_file(follow_symlinks=False):
                    self.skipped["no files"] += 1
                elif self._is_wanted(entry.name, path):
                    self._file(path, _shown(path, root))
            waiting.extend(reversed(below))

    def _link(self, path: Path, root: Path, real_root: Path) -> None:
        try:
            target = path.resolve(strict=True)
        except (OSError, RuntimeError):
            self._refuse(_shown(path, root), path, "is a link that leads nowhere or in a circle.")
            return
        if target.is_relative_to(real_root):
            self.skipped["links to what is found anyway"] += 1
        else:
            self._refuse(
                _shown(path, root),
                path,
                "is a link that leads out of the folder, so it was not followed. Name the file it "
                "leads to, if you mean it.",
            )

    def _is_wanted(self, name: str, path: Path) -> bool:
        if _is_hidden(name):
            self.skipped["hidden and lock files"] += 1
            return False
        if Path(name).suffix.lower() in _KNOWN or _is_document(path):
            return True
        self.skipped["no documents"] += 1
        return False

    def _file(self, path: Path, name: str) -> None:
        real = path.resolve()
        if real in self.seen:
            return
        self.seen.add(real)
        if _is_archive(path):
            self._archive(path, name, is_inner=False)
        else:
            self.found.append(Found(name, path))

    def _archive(self, path: Path, name: str, *, is_inner: bool, keeper: object = None) -> None:
        try:
            archive = Archive(path, keeper)
        except InputRefusedError as error:
            self._refuse(name, path, str(error))
            return
        for member in archive.members:
            shown = f"{name}{JOIN}{member.shown}"
            folders, leaf = os.path.split(member.shown)
            if _is_hidden(leaf) or any(_is_hidden(part) for part in folders.split("/") if part):
                self.skipped["hidden and lock files"] += 1
            elif member.refusal:
                self._refuse(shown, path, member.refusal)
            elif Path(leaf).suffix.lower() == ".zip":
                self._inner(member, shown, path, is_inner)
            elif Path(leaf).suffix.lower() in _KNOWN or member.starts_with(b"%PDF-"):
                self.found.append(Found(shown, path, member))
            else:
                self.skipped["no documents"] += 1

    def _inner(self, member: Member, name: str, path: Path, is_inner: bool) -> None:
        if is_inner:
            self._refuse(name, path, "is an archive in an archive in an archive. Unpack it first.")
            return
        try:
            inner, keeper = member.kept(name)
        except InputRefusedError as error:
            self._refuse(name, path, str(error).removeprefix(f"{name}: "))
            return
        self._archive(inner, name, is_inner=True, keeper=keeper)

    def _refuse(self, name: str, path: Path, reason: str) -> None:
        self.found.append(Found(name, path, refusal=reason))


def _shown(path: Path, root: Path) -> str:
    """The name of a file in a folder: with the folders between, so that two of one name differ."""
    relative = path.relative_to(root)
    return clean_name(relative.as_posix() if relative.parts else root.name)


def _is_hidden(name: str) -> bool:
    low = name.lower()
    is_own = low.startswith(".") and low not in {".", ".."}
    return is_own or low.startswith(_LOCKS) or low in _HIDDEN_FOLDERS | _HIDDEN_NAMES


def _is_document(path: Path) -> bool:
    """Whether a file whose name says nothing is a PDF, an archive or a document all the same."""
    if path.suffix.lower() not in {"", ".zip", ".bin", ".tmp", ".download", ".file"}:
        with contextlib.suppress(OSError), path.open("rb") as file:
            return file.read(5) == b"%PDF-"
        return False
    with contextlib.suppress(InputRefusedError, OSError):
        return path.suffix.lower() == ".zip" or kind_of(path) not in {"txt", "md"}
    return False


def _is_archive(path: Path) -> bool:
    if path.suffix.lower() in _DOCUMENTS:
        return False
    with contextlib.suppress(InputRefusedError, OSError):
        return kind_of(path) == "zip"
    return False
