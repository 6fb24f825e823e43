"""Text out of bytes whose encoding nobody states."""

from __future__ import annotations

import codecs
from pathlib import Path

from graph.errors import InputRefusedError

MAX_TEXT_BYTES = 32 * 1024 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def file_bytes(path: Path) -> bytes:
    """A text file's bytes. Raises InputRefusedError for one larger than any text would be."""
    if path.stat().st_size > MAX_TEXT_BYTES:
        raise InputRefusedError(
            f"{path.name}: has more than {MAX_TEXT_BYTES // 1024**2} MB of text, more than any "
            "review. Not read; split it, if it is one."
        )
    return path.read_bytes()


def decoded(data: bytes) -> str:
    """Text by its byte order mark, else as UTF-8 or UTF-16 if it is that, else as Windows writes
    it (cp1252)."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    sample = data[:8192]
    if sample[1::2].count(0) * 3 > len(sample):
        return data.decode("utf-16-le", "replace")
    if sample[::2].count(0) * 3 > len(sample):
        return data.decode("utf-16-be", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
