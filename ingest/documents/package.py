"""The parts of a zipped document (DOCX, ODT), unpacked within bounds, and XML without surprises.

No XML part of an honest document declares a document type, so one that does is refused before
anything in it could be expanded or fetched. Parts that nobody asks for (pictures, macros, embedded
files) are never unpacked.
"""

from __future__ import annotations

import lzma
import posixpath
import struct
import zipfile
import zlib
from pathlib import Path
from types import TracebackType
from typing import Any

from lxml import etree

from graph.errors import InputRefusedError

# A review of 300 pages holds about 6 MB of XML; a table of a million cells a hundred and more.
MAX_PART_BYTES = 64 * 1024 * 1024
# Text and the likes of it packs to a twentieth; what packs to a thousandth was made to.
MAX_MEMBERS = 20_000
_CHUNK = 1024 * 1024
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# Word's "strict" files use other names for the same things.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
)

DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    OSError,
    EOFError,
    KeyError,  # a member that the directory of a zip does not name as its header does
    etree.XMLSyntaxError,
    UnicodeError,
    NotImplementedError,  # a kind of packing that zipfile does not know
    RecursionError,
    RuntimeError,  # zipfile, for a member with a password
)
"""What zipfile and lxml raise for damage; what our own code raises for it is ``damaged()``."""


def damaged(name: str) -> InputRefusedError:
    """The refusal of a file that says what it is, but cannot be read as that."""
    return InputRefusedError(
        f"{name}: is damaged and cannot be read. Open it in the program that made it, save it "
        "again, or ask for another copy."
    )


def named(name: str, message: str) -> InputRefusedError:
    """A refusal in the one shape that all have here, whoever worded it: "NAME: reason"."""
    reason = message.removeprefix(name).removeprefix(":").lstrip()
    return InputRefusedError(f"{name}: {reason}".encode("utf-8", "replace").decode())


def parse_xml(data: bytes, name: str) -> Any:
    """The root element of one XML part. Raises InputRefusedError when it declares a document
    type (the door to entity bombs and to files of this machine); etree.XMLSyntaxError when it is
    not well-formed or nested deeper than libxml2 allows."""
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    if b"<!DOCTYPE" in data or b"<\0!\0D\0O\0C" in data or b"\0<\0!\0D\0O\0C" in data:
        raise _unsafe(name)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise
    if root.getroottree().docinfo.doctype:
        raise _unsafe(name)
    return root


def _unsafe(name: str) -> InputRefusedError:
    return InputRefusedError(
        f"{name}: declares XML entities, which can hide an attack and which no office program "
        "writes, so it was not read. Open it in a word processor and save it again."
    )


class Package:
    """A zipped document, open for reading. Raises InputRefusedError when it is encrypted, holds
    far too many parts, or when a part unpacks to more than MAX_PART_BYTES."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._zip = zipfile.ZipFile(path)
        members = self._zip.infolist()
        if len(members) > MAX_MEMBERS:
            self._zip.close()
            raise InputRefusedError(
                f"{self.name}: holds {len(members):,} parts, which no document does. Not read."
            )
        self._members = {member.filename.lstrip("/"): member for member in members}
        self._left = 2 * MAX_PART_BYTES

    def __enter__(self) -> Package:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    def __contains__(self, part: str) -> bool:
        return part in self._members

    def data(self, part: str) -> bytes | None:
        """A part's bytes; None when the package has no such part."""
        member = self._members.get(part)
        if member is None:
            return None
        if member.flag_bits & 0x1:
            raise InputRefusedError(
                f"{self.name}: is protected by a password. Open it, take the password off, save it."
            )
        chunks, size = [], 0
        limit = min(MAX_PART_BYTES, self._left)
        with self._zip.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > limit:
                    raise InputRefusedError(
                        f"{self.name}: unpacks to more than {limit // 1024**2} MB of text, "
                        "which no review does. Not read; split it, if it is one."
                    )
                chunks.append(chunk)
        self._left -= size
        return b"".join(chunks)

    def xml(self, part: str) -> Any:
        """A part's root element; None when the package has no such part."""
        data = self.data(part)
        if data is None:
            return None
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        return parse_xml(data, self.name)

    def related(self, part: str, kind: str) -> str:
        """The part that ``part`` ("" for the whole package) points to by a relationship whose
        type ends with ``kind``; "" when there is none."""
        folder, leaf = posixpath.split(part)
        relations = self.xml(posixpath.join(folder, "_rels", f"{leaf}.rels"))
        if relations is None:
            return ""
        for relation in relations.iter(_RELATIONSHIP):
            is_kind = relation.get("Type", "").rsplit("/", 1)[-1] == kind
            if is_kind and relation.get("TargetMode") != "External":
                target = posixpath.join("/", folder, relation.get("Target", ""))
                return posixpath.normpath(target).lstrip("/")
        return ""
