"""``python -m tests.documents.heldout.making_more [NAME…]``: held-out documents and their truth.

Each text in ``sources`` becomes one document and, beside it, what truly stands in it. Pages are
looked up in the made file, not reckoned. The documents are kept in the repository, because
LibreOffice and Chromium, which made them, are not on every machine.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2

from tests.documents.heldout import other_forms
from tests.documents.heldout.open_document import convert
from tests.documents.heldout.source import Source, marks, plain, read_source

HERE = Path(__file__).resolve().parent
MAKERS: dict[str, Callable[[Source, Path], None]] = {
    "office": convert,
    "scan": other_forms.scan,
    "chromium": other_forms.chromium,
    "html": other_forms.html,
    "word": other_forms.word,
    "workbook": other_forms.workbook,
    "text": other_forms.text,
    "reportlab": other_forms.report_lab,
}
MAIN = ("list", "plan", "text", "summary")
PLAN = {
    "action": "plan_action",
    "lead": "plan_lead",
    "target": "plan_target_date",
    "status": "plan_status",
    "outcome": "plan_outcome",
}


class Pages:
    """The letters and digits of a PDF in order, to look up on which page words begin."""

    def __init__(self, pdf: Path) -> None:
        document = pypdfium2.PdfDocument(pdf)
        texts = [_letters(page.get_textpage().get_text_range()) for page in document]
        document.close()
        self.count = len(texts)
        self.text = "".join(texts)
        self.ends = [sum(map(len, texts[: i + 1])) for i in range(len(texts))]
        self.at = 0

    def next(self, words: str) -> int:
        """The page on which the next occurrence of the words begins."""
        letters = _letters(words)
        found = self.text.find(letters[:20], self.at)
        while found >= 0 and not self._goes_on(found, letters[:60]):
            found = self.text.find(letters[:20], found + 1)
        if found < 0:
            raise LookupError(f"not in the file, or out of order: {words}")
        self.at = found + 20
        page = self._page(found)
        last = self.text.find(letters[-20:], found)
        if 0 <= last < found + 2 * len(letters) + 400 and self._page(last + 15) != page:
            print(f"    goes on to page {page + 1}: {words[:60]}")
        return page

    def _goes_on(self, at: int, letters: str) -> bool:
        """Whether the letters stand there, or begin there and are broken by the page's end."""
        left = self.ends[self._page(at) - 1] - at
        return self.text.startswith(letters, at) or left < 500

    def _page(self, at: int) -> int:
        return next(i + 1 for i, end in enumerate(self.ends) if at < end)


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _addressees(written: str) -> list[dict[str, str]]:
    if written == "-":
        return []
    found = []
    for one in written.split(";"):
        raw, _, inherited = one.partition("<")
        found.append({"raw": raw.strip(), "inherited": inherited.strip()})
    return found


def _declared(source: Source) -> dict[str, dict[str, Any]]:
    """The recommendations declared in the head: key | number | addressees | further=labels."""
    found: dict[str, dict[str, Any]] = {}
    for line in source.all("rec"):
        key, number, addressees, *rest = (part.strip() for part in line.split("|"))
        more = dict(part.split("=", 1) for part in rest)
        assert key not in found, key
        found[key] = {
            "text": "",
            "number": "" if number == "-" else number,
            "kind": more.get("kind", source.get("default-kind", "recommendation")),
            "scope": more.get("scope", source.get("default-scope")),
            "addressees": _addressees(addressees),
            "places": [],
            "headings": [],
            **dict.fromkeys(PLAN.values(), ""),
        }
    return found


def truth(source: Source, file: Path, pages: Pages | None) -> dict[str, Any]:
    """What truly stands in a made document."""
    recommendations = _declared(source)
    main_form: dict[str, str] = {}
    for block in source.blocks:
        cells = [cell for row in block.rows for cell in row] or [block.text]
        for key, words in (mark for cell in cells for mark in marks(cell)):
            entry = recommendations[key.rstrip("+")]
            if key.endswith("+"):
                entry["text"] += f" {words}"
                continue
            page = pages.next(words) if pages else None
            entry["places"].append({"page": page, "form": block.form})
            rank = MAIN.index(block.form)
            if key not in main_form or rank < MAIN.index(main_form[key]):
                main_form[key] = block.form
                entry["text"], entry["headings"] = words, list(block.headings)
        if block.options.get("cols"):
            _plan(block.options["cols"].split(","), block.rows, recommendations)
    for key, entry in recommendations.items():
        assert entry["places"], f"{source.name}: {key} is declared and stands nowhere"
    agencies = []
    for line in source.all("agency"):
        part, raw = line.split("|")
        agencies.append({"raw": raw.strip(), "part": part.strip()})
    names = ("layout", "title", "kind", "area", "date", "author")
    return {
        "file": file.name,
        **{name: source.get(name) for name in names},
        "agencies": agencies,
        "recommendations": list(recommendations.values()),
    }


def _plan(columns: list[str], rows: list[list[str]], found: dict[str, dict[str, Any]]) -> None:
    keys: list[str] = []
    for row in rows[1:]:
        keys = [key for cell in row for key, _ in marks(cell)] or keys
        for column, cell in zip(columns, row, strict=True):
            words = plain(cell.replace("<br>", " "))
            if column in PLAN and words:
                for key in keys:
                    known = found[key][PLAN[column]]
                    found[key][PLAN[column]] = f"{known}\n{words}" if known else words


def make(path: Path) -> None:
    """Make one document and its truth from one source."""
    source = read_source(path)
    maker, ending = source.get("make").split()
    file = HERE / f"{source.name}.{ending}"
    MAKERS[maker](source, file)
    pages = None
    if ending == "pdf":
        looked_at = file
        if maker == "scan":
            looked_at = HERE / "printed" / file.name
            looked_at.parent.mkdir(exist_ok=True)
            convert(source, looked_at)
        pages = Pages(looked_at)
        if maker == "scan":
            looked_at.unlink()
            looked_at.parent.rmdir()
    found = truth(source, file, pages)
    beside = HERE / f"{source.name}.truth.json"
    beside.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    count = len(found["recommendations"])
    size = file.stat().st_size // 1024
    print(f"{file.name}: {pages.count if pages else '-'} pages, {size} KB, {count} recommendations")


def main() -> None:
    """Make those named, or all."""
    for path in sorted((HERE / "sources").glob("*.txt")):
        if not sys.argv[1:] or path.stem in sys.argv[1:]:
            make(path)


if __name__ == "__main__":
    main()
