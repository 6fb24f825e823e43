"""Files that chance has damaged: each is read or refused, and the process that asked lives on."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx as python_docx
import openpyxl
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from graph.errors import InputRefusedError
from ingest.documents.find import Found
from ingest.documents.model import Draft, Extract
from ingest.documents.safely import UNDERSTAND, read_many
from tests.document_files import odt

MUTATIONS = 50  # of each of seven formats
_SECONDS = 30.0
_TEXTS = (
    "The Trust should write to every patient who has left its care.",
    "Northmarch Police should train all officers by May 2024.",
    "To audit referrals each quarter.",
)


def _word(path: Path) -> None:
    document = python_docx.Document()
    document.add_heading("Recommendations", 1)
    for text in _TEXTS:
        document.add_paragraph(text, style="List Number")
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = _TEXTS[1]
    document.save(str(path))


def _odt(path: Path) -> None:
    items = "".join(f"<text:list-item><text:p>{t}</text:p></text:list-item>" for t in _TEXTS)
    cells = "".join(f"<table:table-cell><text:p>{t}</text:p></table:table-cell>" for t in _TEXTS)
    odt(
        path,
        '<text:h text:outline-level="1">Recommendations</text:h>'
        f'<text:list text:style-name="L">{items}</text:list>'
        f"<table:table><table:table-row>{cells}</table:table-row></table:table>",
        automatic='<text:list-style style:name="L"><text:list-level-style-number '
        'text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style>',
    )


def _html(path: Path) -> None:
    items = "".join(f"<li>{text}</li>" for text in _TEXTS)
    cells = "".join(f"<td rowspan=2>{text}</td>" for text in _TEXTS)
    path.write_text(
        f"<!doctype html><html><body><h1>Recommendations</h1><ol type=a start=3>{items}</ol>"
        f"<table><tr>{cells}</tr><tr><td colspan=3>x</td></tr></table></body></html>"
    )


def _markdown(path: Path) -> None:
    items = "".join(f"{at}. {text}\n" for at, text in enumerate(_TEXTS, start=1))
    path.write_text(f"# Recommendations\n\n{items}\n| Agency | Action |\n|---|---|\n| A | B |\n")


def _text(path: Path) -> None:
    items = "".join(f"{at}. {text}\n" for at, text in enumerate(_TEXTS, start=1))
    path.write_text(f"RECOMMENDATIONS\n===\n\n{items}\n\fAgency   Action\nPolice   x\nHealth   y\n")


def _workbook(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Agency", "Recommendation", "Date"])
    for text in _TEXTS:
        book.active.append(["Police", text, 45_000])
    book.save(path)


def _pdf(path: Path) -> None:
    grid = ("GRID", (0, 0), (-1, -1), 1, "black")
    cells = Table([["Agency", "Action"], ["Police", "Train"]], style=[grid])
    story = [*(Paragraph(f"{at}. {text}") for at, text in enumerate(_TEXTS, start=1)), cells]
    SimpleDocTemplate(str(path)).build(story)


_MAKERS: dict[str, Callable[[Path], None]] = {
    "docx": _word, "odt": _odt, "html": _html, "md": _markdown, "txt": _text, "xlsx": _workbook,
    "pdf": _pdf,
}  # fmt: skip
_NASTY = (
    b"\0", b"<", b"&", b"]]>", b"\xff\xfe", b"-1", b"999999999999", b"<!DOCTYPE x>", b"%PDF-1.7",
    b"PK\x03\x04", b'"', b"<table>", b"\r", b"w:p", b"/Length 99999", b"endobj", b"\xed\xa0\x80",
)  # fmt: skip


def _mutated(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """One to four of: bytes flipped, cut out, cut off, copied, or spliced in from elsewhere."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(changed) + 1)
        to = min(len(changed), at + chance.randint(1, max(2, len(changed) // 4)))
        kind = chance.randrange(7)
        if kind == 0:
            for _ in range(chance.randint(1, 20)):
                if changed:
                    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del changed[at:to]
        elif kind == 2:
            del changed[at:]
        elif kind == 3:
            changed[at:at] = changed[at:to] * chance.randint(1, 5)
        elif kind == 4:
            changed[at:at] = chance.choice(_NASTY) * chance.randint(1, 3)
        elif kind == 5:
            other = chance.choice(others)
            start = chance.randrange(len(other))
            changed[at:to] = other[start : start + chance.randint(1, 2000)]
        else:
            changed[at:to] = chance.randbytes(to - at)
    return bytes(changed)


def _mutated_member(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """A zip whose packing is sound, but one of its members is damaged or stands for another."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([name for name in parts if name.endswith("xml")])
    if chance.random() < 0.2:
        parts[name] = chance.choice(list(parts.values()))
    else:
        parts[name] = _mutated(parts[name], [*parts.values(), *others], chance)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, inside in parts.items():
            archive.writestr(each, inside)
    return packed.getvalue()


def _mutants(folder: Path) -> list[Path]:
    originals = {}
    for suffix, make in _MAKERS.items():
        path = folder / f"original.{suffix}"
        make(path)
        originals[suffix] = path.read_bytes()
    paths = list(folder.iterdir())
    others = list(originals.values())
    for suffix, data in originals.items():
        chance = random.Random(f"seed {suffix}")
        for number in range(MUTATIONS):
            packed = data.startswith(b"PK") and number % 4
            mutate = _mutated_member if packed else _mutated
            path = folder / f"{number:03d}.{suffix}"
            path.write_bytes(mutate(data, others, chance))
            paths.append(path)
    return paths


def test_damaged_files_are_read_or_refused_and_nothing_hangs(tmp_path: Path) -> None:
    found = [Found(path.name, path) for path in _mutants(tmp_path)]
    assert len(found) >= 300
    results = list(read_many(found, UNDERSTAND, 2, seconds=_SECONDS))
    assert [one for one, _ in results] == found
    read = [one.name for one, result in results if isinstance(result, Extract | Draft)]
    assert {name for name in read if "original" in name} == {f"original.{s}" for s in _MAKERS}
    assert len(read) > 60  # many a damaged file still says much
    refused = {one.name: str(e) for one, e in results if isinstance(e, InputRefusedError)}
    assert len(read) + len(refused) == len(found)
    for name, message in refused.items():
        assert message.startswith(f"{name}: ") and "\n" not in message
        assert "took longer" not in message and "broke down" not in message, message
