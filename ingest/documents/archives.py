"""Zip archives, unpacked one member at a time into places of ours, within bounds.

No name in an archive ever becomes a path here; a member is written under a name we make from the
harmless characters of its own.
"""

from __future__ import annotations

import re
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from graph.errors import InputRefusedError
from ingest.documents.package import DAMAGED
from ingest.tables import MAX_FILE_BYTES

MAX_MEMBERS = 10_000
MAX_TOTAL_BYTES = 8 * 1024**3
# Documents are packed already; plain text packs to a twentieth. A bomb packs to a thousandth.
MAX_RATIO = 200
_SMALL_BYTES = 4 * 1024 * 1024  # whatever its ratio, this does no harm
_CHUNK = 1024 * 1024
_UNSAFE = re.compile(r"[^\w.()\- ]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_LONGEST = 120
_CUT_NAME = 200


def clean_name(name: str) -> str:
    """A name fit to show: no control characters and no marks that turn the direction of text."""
    clean = _CONTROL.sub("�", name)
    return clean if len(clean) <= _CUT_NAME else f"{clean[: _CUT_NAME - 1]}…"


class Archive:
    """What an archive holds. ``keeper`` is kept alive as long as a member is, for an archive that
    lies in a temporary place. Raises InputRefusedError (the reason alone, without a name) for one
    that is damaged or holds far too many members."""

    def __init__(self, path: Path, keeper: object = None) -> None:
        self.path = path
        try:
            with zipfile.ZipFile(path) as archive:
                entries = archive.infolist()
        except DAMAGED:
            raise InputRefusedError(
                "is a damaged archive and cannot be read. Ask for another copy."
            ) from None
        if len(entries) > MAX_MEMBERS:
            raise InputRefusedError(
                f"holds {len(entries):,} files; at most {MAX_MEMBERS:,} are read from one archive. "
                "Unpack it and give the folder."
            )
        self.members: list[Member] = []
        total = 0
        for place, entry in enumerate(entries):
            if entry.is_dir():
                continue
            total += entry.file_size
            shown = clean_name(entry.filename.replace("\\", "/"))
            refusal = _refusal(entry, total)
            self.members.append(Member(path, place, shown, refusal, keeper))


@dataclass(frozen=True)
class Member:
    """One member of an archive; ``refusal`` says why it is not unpacked, "" if it is."""

    archive: Path
    place: int
    shown: str
    refusal: str
    keeper: object = None

    def starts_with(self, start: bytes) -> bool:
        """Whether the member's bytes begin so; False when it cannot be unpacked."""
        with (
            suppress(*DAMAGED),
            zipfile.ZipFile(self.archive) as archive,
            archive.open(archive.infolist()[self.place]) as stream,
        ):
            return stream.read(len(start)) == start
        return False

    @contextmanager
    def unpacked(self, name: str) -> Iterator[Path]:
        """The member as a file, until the context ends. Raises InputRefusedError naming it
        ``name`` when it is damaged."""
        path, keeper = self.kept(name)
        try:
            yield path
        finally:
            keeper.cleanup()

    def kept(self, name: str) -> tuple[Path, tempfile.TemporaryDirectory[str]]:
        """The member as a file, which stays until the folder given with it is cleaned up."""
        folder = tempfile.TemporaryDirectory(prefix="common-thread-", ignore_cleanup_errors=True)
        path = Path(folder.name) / _safe(self.shown)
        try:
            with (
                zipfile.ZipFile(self.archive) as archive,
                archive.open(archive.infolist()[self.place]) as stream,
                path.open("wb") as file,
            ):
                left = MAX_FILE_BYTES
                while chunk := stream.read(min(_CHUNK, left + 1)):
                    left -= len(chunk)
                    if left < 0:
                        raise zipfile.BadZipFile("more than it said")
                    file.write(chunk)
        except DAMAGED:
            folder.cleanup()
            raise InputRefusedError(
                f"{name}: is damaged in the archive and cannot be unpacked. Ask for another copy."
            ) from None
        return path, folder


def _refusal(entry: zipfile.ZipInfo, total: int) -> str:
    """Why a member is not unpacked, "" if it is; ``total``: what it and those before unpack to."""
    name = entry.filename.replace("\\", "/")
    if name.startswith("/") or re.match(r"[A-Za-z]:", name) or ".." in name.split("/"):
        return "has a name that leads out of the archive, so it was left out."
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "is a link, not a file, so it was left out."
    if entry.flag_bits & 0x1:
        return "is protected by a password. Unpack the archive and give the folder."
    if entry.file_size > MAX_FILE_BYTES:
        return (
            f"unpacks to {entry.file_size / 1024**2:,.0f} MB; at most "
            f"{MAX_FILE_BYTES // 1024**2} MB are read from one file."
        )
    ratio = entry.file_size / max(1, entry.compress_size)
    if entry.file_size > _SMALL_BYTES and ratio > MAX_RATIO:
        return f"unpacks to {ratio:,.0f} times its size, as no document does, so it was left out."
    if total > MAX_TOTAL_BYTES:
        return (
            f"comes after {MAX_TOTAL_BYTES // 1024**3} GB, the most that is read from one archive. "
            "Unpack it and give the folder."
        )
    return ""


def _safe(shown: str) -> str:
    leaf = _UNSAFE.sub("_", shown.rsplit("/", 1)[-1]).strip(" .") or "document"
    if _DEVICES.match(leaf):  # Windows keeps these names for devices
        leaf = f"_{leaf}"
    stem, dot, suffix = leaf.rpartition(".")
    if len(leaf) > _LONGEST:
        leaf = f"{(stem or leaf)[: _LONGEST - 10]}{dot}{suffix[:9]}"
    return leaf
