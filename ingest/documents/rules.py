"""What reading a document goes by, as one digest: when it is as it was, so is what was read."""

from __future__ import annotations

import hashlib
import shutil
from functools import cache
from importlib.metadata import version
from pathlib import Path

# What reads the files; another version may read them otherwise.
_LIBRARIES = ("pypdfium2", "python-docx", "lxml", "beautifulsoup4", "markdown-it-py")


@cache
def reading_rules() -> str:
    """A digest of the code that reads documents, of its libraries, and of whether OCR is there."""
    rules = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            rules.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    for library in _LIBRARIES:
        rules.update(f"{library} {version(library)}".encode())
    rules.update(b"ocr" if shutil.which("tesseract") else b"no ocr")
    return rules.hexdigest()
