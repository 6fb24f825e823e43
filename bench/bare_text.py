"""The other side: every page's text by pypdfium2, and nothing made of it."""

from __future__ import annotations

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pypdfium2


def letters(path: Path) -> int:
    """How many characters a file's pages hold."""
    document = pypdfium2.PdfDocument(path)
    found = 0
    for page in document:
        text = page.get_textpage()
        found += len(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return found


if __name__ == "__main__":
    with ProcessPoolExecutor(int(sys.argv[2])) as pool:
        counts = list(pool.map(letters, sorted(Path(sys.argv[1]).glob("*.pdf"))))
    print(json.dumps({"characters": sum(counts)}))
