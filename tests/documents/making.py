"""``python -m tests.documents.making FOLDER [NAME…]``: make the documents and truth of a folder.

Each ``NAME.src`` (the markup of ``layouts``) in the folder's ``sources`` becomes a document and
its ``.truth.json`` in the folder. In the head, beside the truth::

    file = "invented-2019.pdf"     the name says the format
    [make]
    through = "docx"               PDF or ODT by LibreOffice from DOCX; or "scan": an image-only PDF
    font, size, margin, leading, header, footer, landscape, columns, justify, hyphenate, cover …
    [r.a1]                         one recommendation; marks in the body say its words and places
    number = "1"
    to = […]                       addressees in the sentence; or column, heading, table: inherited
    kind, scope, text              when not "recommendation", "" and the words of the main place
    plan_lead                      where one cell covers several rows

Pages are those on which the words are found in the PDF that was made, never assumed.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Any

import pypdfium2

from tests.documents.layouts import MARK, Heading, Item, Source, plain, read_source, texts
from tests.documents.layouts_pdf import PdfMaker, scan, unscanned
from tests.documents.layouts_plain import write_html, write_markdown, write_sheets, write_text
from tests.documents.layouts_word import WordMaker, convert

_PLAN = {
    "action": "plan_action",
    "lead": "plan_lead",
    "date": "plan_target_date",
    "status": "plan_status",
    "outcome": "plan_outcome",
}
_INHERITED = {"to": "", "heading": "heading", "column": "column", "table": "table title"}
_PLAIN = {".html": write_html, ".md": write_markdown, ".txt": write_text, ".xlsx": write_sheets}
_MAIN = ("list", "plan", "text", "summary")


@dataclass
class _Standing:
    """A recommendation standing in one place."""

    form: str
    words: str
    begins: str
    headings: list[str]
    page: int | None = None


@dataclass
class _Marked:
    """What the marks in the body say about one recommendation."""

    standing: list[_Standing] = field(default_factory=list)
    plan: dict[str, list[str]] = field(default_factory=dict)


def make(source_path: Path) -> Path:
    """Make one document and its truth; gives the document's path."""
    source = read_source(source_path)
    path = source_path.parent.parent / source.head["file"]
    pages = _write(source, path)
    truth = _truth(source, pages)
    beside = path.with_name(path.name.rpartition(".")[0] + ".truth.json")
    beside.write_text(json.dumps(truth, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def _write(source: Source, path: Path) -> list[str]:
    """Write the document; gives its pages as letters and digits only (none without pages)."""
    through = source.make.get("through", "")
    with tempfile.TemporaryDirectory() as folder:
        clean = Path(folder) / path.name
        if path.suffix in _PLAIN:
            _PLAIN[path.suffix](source, path)
            return []
        if path.suffix == ".docx" or through == "docx":
            word = Path(folder) / "word.docx"
            WordMaker(source).write(word if through else path)
            if through:
                convert(word, path)
        else:
            PdfMaker(source).write(clean if through == "scan" else path)
        if through == "scan":
            scan(clean, path, **source.make.get("scan", {}))
            unscanned(clean, path, source.make.get("text_pages", 0))
        if path.suffix != ".pdf":
            return []
        return page_letters(clean if through == "scan" else path)


def page_letters(path: Path) -> list[str]:
    """Each page's letters and digits, without anything between them."""
    with pypdfium2.PdfDocument(path) as document:
        return [letters(page.get_textpage().get_text_bounded()) for page in document]


def letters(text: str) -> str:
    """Lower-case letters and digits only, so that line ends and hyphens do not count."""
    return re.sub(r"[^a-z0-9]", "", text.casefold())


def _truth(source: Source, pages: list[str]) -> dict[str, Any]:
    head = source.head
    marked, standing = _marks(source)
    unknown = set(marked) ^ set(head["r"])
    if unknown:
        sys.exit(f"{source.path.name}: not both marked and described: {sorted(unknown)}")
    if pages:
        _find_pages(standing, source, pages)
    names = ("file", "layout", "title", "kind", "area", "date", "author")
    return {
        **{name: head[name] for name in names},
        "agencies": [{"raw": raw, "part": part} for raw, part in head["agencies"]],
        "recommendations": [
            _recommendation(head["r"][which], one) for which, one in marked.items()
        ],
    }


def _marks(source: Source) -> tuple[dict[str, _Marked], list[_Standing]]:
    """What the marks say by recommendation, and all that stands, in the document's order."""
    marked: dict[str, _Marked] = {}
    all_standing: list[_Standing] = []
    above: list[tuple[int, str]] = []
    for element in source.elements:
        if isinstance(element, Heading):
            above = [one for one in above if one[0] < element.level]
            above.append((element.level, element.text))
        point = element.number if isinstance(element, Item) else ""
        point = f"{point} " if point[-1:].isascii() and not point.startswith(("#", "-")) else ""
        for text in texts(element):
            for found in MARK.finditer(text):
                one = marked.setdefault(found["id"], _Marked())
                words, form = plain(found["words"]), found["form"]
                if form in _PLAN:
                    one.plan.setdefault(_PLAN[form], []).append(words)
                elif form == "+":
                    one.standing[-1].words += f" {point.lstrip()}{words}"
                else:
                    one.standing.append(_Standing(form, words, words, [t for _, t in above]))
                    all_standing.append(one.standing[-1])
    return marked, all_standing


def _find_pages(standing: list[_Standing], source: Source, pages: list[str]) -> None:
    """Set each page, by looking for the first words, one after another as they stand (anywhere,
    where the words are painted out of order)."""
    whole, cursor = "".join(pages), 0
    ends = list(accumulate(len(page) for page in pages))
    for one in standing:
        starts = [letters(one.begins)[:length] for length in (60, 40, 25, 15)]
        found = [at for start in starts if (at := whole.find(start, cursor)) >= 0]
        if not found:
            sys.exit(f"{source.path.name}: not found in what was made: {one.begins[:60]}")
        cursor = 0 if source.make.get("out_of_order") else found[0] + 1
        one.page = bisect_right(ends, found[0]) + 1


def _recommendation(said: dict[str, Any], one: _Marked) -> dict[str, Any]:
    main = min(one.standing, key=lambda s: _MAIN.index(s.form))
    return {
        "text": said.get("text", main.words),
        "number": said.get("number", ""),
        "kind": said.get("kind", "recommendation"),
        "scope": said.get("scope", ""),
        "addressees": [
            {"raw": raw, "inherited": how}
            for name, how in _INHERITED.items()
            for raw in said.get(name, [])
        ],
        "places": [{"page": s.page, "form": s.form} for s in one.standing],
        "headings": main.headings,
        **{
            name: said.get(name, "\n".join(dict.fromkeys(one.plan.get(name, []))))
            for name in _PLAN.values()
        },
    }


def main() -> None:
    """Make a folder's documents, or only those named."""
    folder, names = Path(sys.argv[1]), sys.argv[2:]
    for source in sorted((folder / "sources").glob("*.src")):
        if not names or source.stem in names:
            print(make(source).name)


if __name__ == "__main__":
    main()
