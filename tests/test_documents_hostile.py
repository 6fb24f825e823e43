"""Hostile and broken files: each ends in one line that names file and reason, or reads well, and
the files after it are read as if it had not been there."""

from __future__ import annotations

import os
import signal
import sys
import threading
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from graph.errors import InputRefusedError
from ingest.documents.find import Found, find
from ingest.documents.model import Draft, Extract
from ingest.documents.read import read_document
from ingest.documents.safely import READ, UNDERSTAND, Worker, read_many, read_safely
from ingest.documents.understand import understand
from ingest.documents.wire import from_line, to_line
from tests.document_files import docx, odt, para

_SENTENCE = "The Trust should write to every patient."
_BOMB = "<!DOCTYPE x [" + '<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 12)
) + "]>"  # fmt: skip
_OUTSIDE = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """One process reads all hostile files in turn, and is replaced when one ends it."""
    with Worker(READ) as one:
        yield one


@pytest.fixture
def harmless(tmp_path: Path) -> Path:
    return docx(tmp_path / "harmless.docx", para(_SENTENCE))


def pdf(path: Path, objects: dict[int, str], stream: bytes = b"") -> Path:
    """A one-page PDF by hand: ``objects`` replace or add to the usual ones."""
    content = f"BT /F1 12 Tf 72 720 Td ({_SENTENCE}) Tj ET".encode()
    parts = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R "
        "/Resources << /Font << /F1 4 0 R >> /XObject << /Im 6 0 R >> >> >>",
        4: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        **objects,
    }
    streams = {5: ("", content), 6: (objects.get(6, ""), stream)}
    data, places = b"%PDF-1.7\n", {}
    for number in sorted({*parts, 5, *([6] if stream else [])}):
        places[number] = len(data)
        if number in streams:
            said, inside = streams[number]
            body = f"<< {said} /Length {len(inside)} >>\nstream\n".encode() + inside
            data += f"{number} 0 obj\n".encode() + body + b"\nendstream\nendobj\n"
        else:
            data += f"{number} 0 obj\n{parts[number]}\nendobj\n".encode()
    start = len(data)
    rows = "".join(f"{places.get(at, 0):010d} 00000 n \n" for at in range(1, max(places) + 1))
    data += f"xref\n0 {max(places) + 1}\n0000000000 65535 f \n{rows}".encode()
    data += f"trailer << /Root 1 0 R /Size {max(places) + 1} >>\nstartxref\n{start}\n%%EOF".encode()
    path.write_bytes(data)
    return path


def encrypted_pdf(path: Path) -> Path:
    canvas = Canvas(str(path), encrypt=StandardEncryption("secret"))
    canvas.drawString(72, 720, _SENTENCE)
    canvas.save()
    return path


def truncated(path: Path) -> Path:
    whole = docx(path, para(_SENTENCE) * 1000).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def svg(path: Path) -> Path:
    path.write_text(f"{_BOMB}<svg xmlns='http://www.w3.org/2000/svg'><text>&a11;</text></svg>")
    return path


def huge_part(path: Path) -> Path:
    with zipfile.ZipFile(docx(path, para(_SENTENCE))) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            if name == "word/document.xml":
                data = data.replace(b"</w:t>", b" " * 200_000_000 + b"</w:t>")
            archive.writestr(name, data)
    return path


def written(content: str) -> Callable[[Path], Path]:
    def write(path: Path) -> Path:
        path.write_text(content, encoding="utf-8")
        return path

    return write


def cells_in_word(path: Path) -> Path:
    row = "<w:tr>" + "<w:tc><w:p/></w:tc>" * 1000 + "</w:tr>"
    return docx(path, f"<w:tbl>{row * 1000}</w:tbl>")


_REFUSED: dict[str, tuple[Callable[[Path], Path], str]] = {
    "encrypted.pdf": (encrypted_pdf, "password"),
    "truncated.docx": (truncated, "damaged"),
    "empty.pdf": (written(""), "empty"),
    "half.pdf": (written("%PDF-1.7\n1 0 obj\n<< /Type /Catal"), "damaged"),
    "bomb.docx": (lambda p: docx(p, para("&a11;"), prolog=_BOMB), "entities"),
    "outside.docx": (lambda p: docx(p, para("&secret;"), prolog=_OUTSIDE), "entities"),
    "bomb.odt": (lambda p: odt(p, "<text:p>&a11;</text:p>", prolog=_BOMB), "entities"),
    "outside.odt": (lambda p: odt(p, "<text:p>&secret;</text:p>", prolog=_OUTSIDE), "entities"),
    "bomb.svg": (svg, "SVG"),
    "huge.docx": (huge_part, "unpacks to more than"),
    "deep.docx": (lambda p: docx(p, "<w:ins>" * 50_000 + "</w:ins>" * 50_000), "damaged"),
    "deep.html": (written(f"{'<div>' * 100_000}<p>{_SENTENCE}"), "nested"),
    "cells.docx": (cells_in_word, "table cells"),
    "cells.html": (written("<table>" + ("<tr>" + "<td>x" * 1000) * 1000), "table cells"),
    "cells.txt": (written(("x\t" * 999 + "x\n") * 1000), "table cells"),
    "spans.html": (
        written("<table>" + '<tr><td rowspan=65534>x' * 3000 + "</table>"), "table cells",
    ),
    "nul.txt": (written(_SENTENCE + "\0" + _SENTENCE), "not text"),
}  # fmt: skip


@pytest.mark.parametrize("name", _REFUSED)
def test_a_hostile_file_is_refused_in_one_line(
    tmp_path: Path, worker: Worker, harmless: Path, name: str
) -> None:
    make, says = _REFUSED[name]
    with pytest.raises(InputRefusedError) as refused:
        worker.ask(make(tmp_path / name), 60)
    message = str(refused.value)
    assert message.startswith(f"{name}: ") and says in message and "\n" not in message
    assert texts(worker.ask(harmless, 60)) == [_SENTENCE]


def texts(read: Extract | Draft) -> list[str]:
    assert isinstance(read, Extract)
    return [block.text for block in read.blocks]


_IMAGE = (
    "/Type /XObject /Subtype /Image /Width 10000 /Height 3334 /ColorSpace /DeviceRGB "
    "/BitsPerComponent 8 /Filter /FlateDecode"
)


def large_image(path: Path) -> Path:
    return pdf(path, {6: _IMAGE}, zlib.compress(bytes(10_000 * 3334 * 3)))


def image_in_word(path: Path) -> Path:
    with zipfile.ZipFile(docx(path, para(_SENTENCE)), "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.bmp", bytes(100_000_000))
    return path


def with_macros(path: Path) -> Path:
    with zipfile.ZipFile(docx(path, para(_SENTENCE)), "a") as archive:
        archive.writestr("word/vbaProject.bin", b'Sub AutoOpen()\nShell "calc"\nEnd Sub')
    return path


def template_from_afar(path: Path) -> Path:
    """A template that Word would fetch from a server."""
    settings = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/styles" Target="http://127.0.0.1:9/styles.xml" TargetMode="External"/>'
        "</Relationships>"
    )
    with zipfile.ZipFile(docx(path, para(_SENTENCE))) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["word/_rels/document.xml.rels"] = settings.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


_READ: dict[str, Callable[[Path], Path]] = {
    "script.pdf": lambda p: pdf(p, {
        1: "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>",
    }),
    "launch.pdf": lambda p: pdf(p, {
        1: "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /Launch /F (/bin/sh) >> >>",
    }),
    "image.pdf": large_image,
    "image.docx": image_in_word,
    "macros.docm": with_macros,
    "afar.docx": template_from_afar,
    "wrong.txt": lambda p: docx(p, para(_SENTENCE)),
    "deep.html": written(f"{'<div>' * 1_500}<p>{_SENTENCE}"),
    "lists.html": written(f"<p>{_SENTENCE}" + "<ul><li>" * 500),
    "deep.md": written(f"{_SENTENCE}\n\n" + "> " * 5_000 + "x"),
    "brackets.md": written(f"{_SENTENCE}\n\n" + "[" * 20_000 + "*a **" * 5_000),
}  # fmt: skip


@pytest.mark.parametrize("name", _READ)
def test_what_does_no_harm_is_read(tmp_path: Path, worker: Worker, name: str) -> None:
    read = worker.ask(_READ[name](tmp_path / name), 60)
    assert _SENTENCE in " ".join(texts(read))


_DAYS = (
    "she moved", "he called the surgery", "the school wrote", "nobody was at home",
    "the panel met in Fenwold", "a nurse rang twice", "all was quiet until the evening",
)  # fmt: skip


def test_five_thousand_pages(tmp_path: Path, worker: Worker) -> None:
    canvas = Canvas(str(tmp_path / "long.pdf"))
    for number in range(5_000):
        canvas.drawString(72, 90 + number * 37 % 600, f"On day {number} {_DAYS[number % 7]}.")
        canvas.showPage()
    canvas.save()
    read = worker.ask(tmp_path / "long.pdf", 300)
    assert isinstance(read, Extract) and read.pages == 5_000
    assert any("On day 4999 " in one for one in texts(read))


def test_a_file_that_takes_for_ever_ends_and_the_others_go_on(
    tmp_path: Path, harmless: Path
) -> None:
    slow = docx(tmp_path / "slow.docx", para(_SENTENCE) * 200_000)
    with Worker(READ) as worker:
        worker.ask(harmless, 60)
        with pytest.raises(InputRefusedError, match=r"^slow\.docx: took longer than 0\.2 seconds"):
            worker.ask(slow, 0.2)
        assert texts(worker.ask(harmless, 60)) == [_SENTENCE]


@pytest.mark.skipif(sys.platform != "linux", reason="memory is only limited on Linux")
def test_a_file_that_takes_all_memory_ends_and_the_others_go_on(
    tmp_path: Path, harmless: Path
) -> None:
    large = docx(tmp_path / "large.docx", para(_SENTENCE) * 150_000)
    with Worker(READ, megabytes=60) as worker:
        with pytest.raises(InputRefusedError, match=r"^large\.docx: needed more than 60 MB"):
            worker.ask(large, 60)
        assert texts(worker.ask(harmless, 60)) == [_SENTENCE]


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs a signal to a process")
def test_a_crash_ends_one_file_and_the_others_go_on(tmp_path: Path, harmless: Path) -> None:
    slow = docx(tmp_path / "slow.docx", para(_SENTENCE) * 200_000)
    with Worker(READ) as worker:
        worker.ask(harmless, 60)
        assert worker._process is not None
        # As a parser's broken memory would end it, in the middle of its work.
        crash = threading.Timer(0.3, os.kill, (worker._process.pid, signal.SIGSEGV))
        crash.start()
        with pytest.raises(InputRefusedError, match=r"^slow\.docx: crashed"):
            worker.ask(slow, 60)
        assert texts(worker.ask(harmless, 60)) == [_SENTENCE]


@pytest.mark.parametrize(
    "line",
    [
        '["Extract", []]',
        '["Path", ["/etc/passwd"]]',
        '["Unread", ["one", "reason"]]',
        '["Unread", [1, {"a": 1}]]',
        '["Block", ["song", "text", 1, 0, "", false, [], ""]]',
        '{"Extract": 1}',
    ],
)
def test_an_answer_that_is_no_record_is_not_taken(line: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        from_line(line)


def test_a_record_comes_back_as_it_was(harmless: Path) -> None:
    extract = read_document(harmless)
    assert from_line(to_line(extract)) == extract
    assert from_line(to_line(understand(extract))) == understand(extract)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are text")
def test_a_name_that_is_no_text(tmp_path: Path, harmless: Path) -> None:
    folder = tmp_path / "reviews"
    folder.mkdir()
    (folder / os.fsdecode(b"caf\xe9.docx")).write_bytes(harmless.read_bytes())
    (folder / os.fsdecode(b"caf\xe9.pdf")).write_bytes(b"PK\x03\x04 broken")
    results = {one.name: read for one, read in read_many(find([folder]), READ, 1)}
    assert set(results) == {"caf�.docx", "caf�.pdf"}
    for read in results.values():
        shown = str(read) if isinstance(read, InputRefusedError) else read.file_name
        assert shown.encode("utf-8") and shown.count("caf") == 1


def test_read_safely_reads_and_refuses(tmp_path: Path, harmless: Path) -> None:
    assert texts(read_safely(harmless)) == [_SENTENCE]
    with pytest.raises(InputRefusedError, match=r"^none\.docx: "):
        read_safely(tmp_path / "none.docx")


def test_many_files_come_in_order_and_none_is_lost(tmp_path: Path) -> None:
    folder = tmp_path / "reviews"
    folder.mkdir()
    for number in range(12):
        path = folder / f"{number:02d}.docx"
        if number % 5 == 4:
            path.write_bytes(b"PK\x03\x04 broken")
        else:
            docx(path, para(f"{number}. {_SENTENCE}"))
    results = list(read_many(find([folder]), READ, 2))
    assert [found.name for found, _ in results] == [f"{number:02d}.docx" for number in range(12)]
    refused = [found.name for found, one in results if isinstance(one, InputRefusedError)]
    assert refused == ["04.docx", "09.docx"]
    assert all(
        one.blocks[0].number == f"{int(found.name[:2])}."
        for found, one in results
        if isinstance(one, Extract)
    )


def test_many_files_may_be_left_half_way_and_are_not_read_ahead(tmp_path: Path) -> None:
    opened = []

    def files() -> Iterator[Found]:
        for number in range(1000):
            opened.append(number)
            yield Found(f"{number}.docx", tmp_path / f"{number}.docx")

    results = read_many(files(), READ, 1)
    next(results)
    results.close()
    assert len(opened) < 20


def test_many_files_understood(harmless: Path) -> None:
    ((_, draft),) = read_many(find([harmless]), UNDERSTAND, 1)
    assert isinstance(draft, Draft) and draft.file_name == "harmless.docx"


# Files, folders and archives


def found_in(*paths: Path) -> tuple[dict[str, str], Counter[str]]:
    """Names and the start of what each was read as or refused for; and what was passed over."""
    skipped: Counter[str] = Counter()
    found = find(paths, skipped)
    results = {}
    for one, read in read_many(found, READ, 1):
        results[one.name] = (
            str(read).removeprefix(f"{one.name}: ") if isinstance(read, InputRefusedError)
            else texts(read)[0]
        )  # fmt: skip
        assert not isinstance(read, InputRefusedError) or str(read).startswith(f"{one.name}: ")
    return results, skipped


def test_a_folder_with_links_locks_and_things_that_are_no_documents(tmp_path: Path) -> None:
    outside = docx(tmp_path / "outside.docx", para("Outside."))
    folder = tmp_path / "reviews"
    (folder / "2021").mkdir(parents=True)
    docx(folder / "b.docx", para("B."))
    docx(folder / "2021" / "a.docx", para("A."))
    docx(folder / "~$b.docx", para("Locked."))
    docx(folder / ".hidden.docx", para("Hidden."))
    (folder / ".git").mkdir()
    (folder / "style.css").write_text("p {}")
    (folder / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(20))
    pdf(folder / "nameless", {})
    (folder / "out.docx").symlink_to(outside)
    (folder / "round").symlink_to(folder)
    (folder / "same.docx").symlink_to(folder / "b.docx")
    (folder / "nowhere.docx").symlink_to(folder / "none.docx")
    results, skipped = found_in(folder, folder / "b.docx")
    assert list(results) == [
        "b.docx", "nameless", "nowhere.docx", "out.docx", "scan.png", "2021/a.docx",
    ]  # fmt: skip
    assert results["b.docx"] == "B." and results["2021/a.docx"] == "A."
    assert results["nameless"] == _SENTENCE
    assert "leads nowhere" in results["nowhere.docx"] and "out of the folder" in results["out.docx"]
    assert "picture" in results["scan.png"]
    assert skipped == {
        "hidden and lock files": 2, "hidden folders": 1, "no documents": 1,
        "links to what is found anyway": 2,
    }  # fmt: skip


def test_an_archive_with_hostile_members(tmp_path: Path) -> None:
    good = docx(tmp_path / "good.docx", para("Good.")).read_bytes()
    inner, deepest = tmp_path / "inner.zip", tmp_path / "deepest.zip"
    with zipfile.ZipFile(deepest, "w") as archive:
        archive.writestr("deep.docx", good)
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("inner.docx", good)
        archive.write(deepest, "deepest.zip")
    path = tmp_path / "all.zip"
    link = zipfile.ZipInfo("link.docx")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../evil.docx", good)
        archive.writestr("/etc/evil.docx", good)
        archive.writestr("C:\\evil.docx", good)
        archive.writestr("..\\evil.docx", good)
        archive.writestr(link, "/etc/passwd")
        archive.writestr("bomb.txt", b"0" * 300_000_000)
        archive.writestr("packed.txt", b"0" * 20_000_000)
        archive.writestr("__MACOSX/._good.docx", good)
        archive.writestr("sub/good.docx", good)
        archive.writestr("sub/con.docx", good)
        archive.writestr("style.css", "p {}")
        archive.write(inner, "inner.zip")
        archive.writestr("broken.zip", b"PK\x03\x04")
        archive.writestr("turn\u202excod.docx", good)
    results, skipped = found_in(path)
    before = {entry.name for entry in tmp_path.parent.iterdir()}
    said = {name.removeprefix("all.zip › "): result for name, result in results.items()}
    out = "has a name that leads out"
    for name in ("../../evil.docx", "/etc/evil.docx", "C:/evil.docx", "../evil.docx"):
        assert said.pop(name).startswith(out)
    assert "link" in said.pop("link.docx")
    assert "unpacks to 286 MB" in said.pop("bomb.txt")
    assert "times its size" in said.pop("packed.txt")
    assert "archive in an archive" in said.pop("inner.zip › deepest.zip")
    assert "damaged" in said.pop("broken.zip")
    assert said == {
        "sub/good.docx": "Good.", "sub/con.docx": "Good.", "inner.zip › inner.docx": "Good.",
        "turn�xcod.docx": "Good.",
    }  # fmt: skip
    assert skipped == {"hidden and lock files": 1, "no documents": 1}
    assert not {name for name in before if "evil" in name}


def test_an_encrypted_member_and_a_broken_archive(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.docx", docx(tmp_path / "a.docx", para("A.")).read_bytes())
        archive.writestr("b.txt", "B.")
    data = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        data[at + place] |= 1  # says that the first member is encrypted
    path.write_bytes(data)
    results, _ = found_in(path)
    assert "password" in results["all.zip › a.docx"] and results["all.zip › b.txt"] == "B."
    half = tmp_path / "half.zip"
    half.write_bytes(bytes(data[: len(data) // 2]))
    assert "damaged" in found_in(half)[0]["half.zip"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_no_file_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    results, _ = found_in(tmp_path / "pipe.pdf")
    assert "neither a file nor a folder" in results["pipe.pdf"]


def test_seconds_count_anew_with_each_step_that_is_done(tmp_path: Path) -> None:
    """Eight steps of half a second are more than three seconds, but none is."""
    work: Any = "tests.document_files:in_steps"
    with Worker(work) as worker:
        read = worker.ask(tmp_path / "scan.pdf", 3)
        assert isinstance(read, Extract) and read.pages == 8
