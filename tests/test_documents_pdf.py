"""PDF files read into blocks: files made here with reportlab, each with one difficulty."""

from __future__ import annotations

import io
import resource
import shutil
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from graph.errors import InputRefusedError
from ingest.documents.model import Block, Extract
from ingest.documents.pdf import read_pdf
from ingest.documents.pdf_marks import split_number
from ingest.documents.pdf_words import BROKEN, Mender, is_garbage, printable

WIDTH, HEIGHT = A4
LINE = 14.0
Draw = Callable[[Canvas], None]

PROSE = (
    "The panel heard that the two services kept records of their own, and that neither could see "
    "what the other had written. Staff on both sides said that they had asked for this to change. "
    "The chair was told that a new system had been bought, and that it would be in use within the "
    "year, although the budget for training had not been agreed when this report was written."
)


def wrapped(text: str, letters: int) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) >= letters:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [*lines, line]


def put(canvas: Canvas, x: float, y: float, text: str, letters: int = 85, **kept: object) -> float:
    """Wrapped text from y (of the first base line); gives the y below it."""
    canvas.setFont(str(kept.get("font", "Helvetica")), float(kept.get("size", 11)))  # type: ignore
    for line in wrapped(text, letters):
        canvas.drawString(x, y, line)
        y -= LINE
    return y


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Extract]:
    def make(*pages: Draw, size: tuple[float, float] = A4, **kept: object) -> Extract:
        path = tmp_path / "made.pdf"
        canvas = Canvas(str(path), pagesize=size, **kept)
        for page in pages:
            page(canvas)
            canvas.showPage()
        canvas.save()
        return read_pdf(path)

    return make


def texts(extract: Extract, kind: str = "") -> list[str]:
    return [block.text for block in extract.blocks if not kind or block.kind == kind]


def rows(block: Block) -> list[list[str]]:
    return [[cell.text for cell in row] for row in block.rows]


def the_table(extract: Extract) -> Block:
    [table] = [block for block in extract.blocks if block.kind == "table"]
    return table


def test_wrapped_lines_are_paragraphs_and_larger_ones_headings(made):
    def page(canvas: Canvas) -> None:
        put(canvas, 72, 780, "Findings", size=16, font="Helvetica-Bold")
        y = put(canvas, 72, 750, PROSE)
        y = put(canvas, 72, y - 8, "Police", font="Helvetica-Bold")
        put(canvas, 72, y, PROSE)

    extract = made(page)
    assert [(block.kind, block.level) for block in extract.blocks] == [
        ("heading", 1),
        ("paragraph", 0),
        ("heading", 2),
        ("paragraph", 0),
    ]
    assert texts(extract, "paragraph") == [PROSE, PROSE]
    assert (extract.format, extract.pages, extract.blocks[0].page) == ("pdf", 1, 1)


def test_a_bold_recommendation_is_no_heading(made):
    text = "The Trust should see each person alone, and should write down what that person said."

    def page(canvas: Canvas) -> None:
        y = put(canvas, 72, 780, PROSE)
        y = put(canvas, 72, y - 8, f"Recommendation 3: {text}", 60, font="Helvetica-Bold")
        put(canvas, 72, y - 8, PROSE)

    block = made(page).blocks[1]
    assert (block.kind, block.number, block.text) == ("item", "Recommendation 3", text)
    assert block.bold


def test_a_paragraph_and_an_item_go_on_over_the_page_below_a_note(made):
    first, second = "1. The Board should ask each agency how many", "people it saw alone last year."

    def one(canvas: Canvas) -> None:
        put(canvas, 72, 780, PROSE)
        put(canvas, 72, 300, first)
        canvas.line(72, 80, 200, 80)
        put(canvas, 72, 68, "1 The figures are in the yearly report.", size=8)

    def two(canvas: Canvas) -> None:
        y = put(canvas, 72, 780, second)
        put(canvas, 72, y - 10, PROSE)

    extract = made(one, two)
    item = next(block for block in extract.blocks if block.kind == "item")
    assert (item.number, item.page) == ("1.", 1)
    assert item.text == "The Board should ask each agency how many people it saw alone last year."
    [note] = [block for block in extract.blocks if block.kind == "note"]
    assert (note.number, note.text) == ("1", "The figures are in the yearly report.")


def test_note_marks_leave_the_text(made):
    def page(canvas: Canvas) -> None:
        y = put(canvas, 72, 780, PROSE)
        line = canvas.beginText(72, y - 20)
        line.setFont("Helvetica", 11)
        line.textOut("The plan was agreed")
        line.setFont("Helvetica", 6.5)
        line.setRise(4)
        line.textOut("12")
        line.setFont("Helvetica", 11)
        line.setRise(0)
        line.textOut(" by the council in 2019.")
        canvas.drawText(line)

    assert texts(made(page))[-1] == "The plan was agreed by the council in 2019."


@pytest.mark.parametrize(("count", "alternate"), [(2, False), (3, False), (7, False), (7, True)])
def test_running_headers_and_page_numbers_go(made, count: int, alternate: bool):
    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            x = 72 if number % 2 or not alternate else 300
            canvas.setFont("Helvetica", 9)
            canvas.drawString(
                x, 810, "OFFICIAL SENSITIVE" if number % 2 or not alternate else "SAB"
            )
            canvas.drawCentredString(WIDTH / 2, 30, f"Page {number} of {count}")
            put(canvas, 72, 770, f"{number}. Section of the report", size=15, font="Helvetica-Bold")
            put(canvas, 72, 740, PROSE)

        return draw

    extract = made(*[page(number + 1) for number in range(count)])
    assert [block.text for block in extract.blocks] == ["Section of the report", PROSE] * count


def test_text_that_repeats_at_the_top_of_pages_without_a_gap_stays(made):
    extract = made(*[lambda canvas: put(canvas, 72, 790, PROSE)] * 4)
    assert texts(extract) == [PROSE] * 4


def test_what_differs_at_the_top_of_pages_stays(made):
    def page(number: int) -> Draw:
        return lambda canvas: (
            put(canvas, 72, 790, f"Recommendation {number}", size=14, font="Helvetica-Bold"),
            put(canvas, 72, 760, PROSE),
        )

    extract = made(*[page(number) for number in (1, 2, 3, 4)])
    assert texts(extract, "heading") == [f"Recommendation {number}" for number in (1, 2, 3, 4)]


def test_two_columns_below_a_title_that_spans_them(made):
    left, right = f"First. {PROSE}", f"Second. {PROSE}"

    def page(canvas: Canvas) -> None:
        put(canvas, 72, 790, "A title that runs over both columns of the page", size=18)
        rows_ = zip(wrapped(left, 42), wrapped(right, 42), strict=False)
        for at, pair in enumerate(rows_):  # written line by line across, as some printers do
            for x, text in zip((60, 315), pair, strict=True):
                put(canvas, x, 740 - LINE * at, text, size=10)

    found = texts(made(page))
    assert found[0].startswith("A title")
    assert " ".join(found[1:]).startswith("First. The panel heard")
    assert "agreed" in " ".join(found[1:]).split("Second. The panel")[0][-120:]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["The safe-", "guarding lead"], "The safeguarding lead"),
        (["A multi-", "agency plan"], "A multi-agency plan"),
        (["Two follow-", "up visits; each follow-up counted"], "Two follow-up visits; each "),
        (["the Anglo-", "Welsh border"], "the Anglo-Welsh border"),
    ],
)
def test_hyphens_at_the_end_of_a_line(made, words: list[str], wanted: str):
    def page(canvas: Canvas) -> None:
        for at, text in enumerate(words):
            put(canvas, 72, 780 - LINE * at, text)
        put(canvas, 72, 600, PROSE)

    assert texts(made(page))[0].startswith(wanted)


def test_numbers_in_a_column_of_their_own_and_bullets(made):
    def page(canvas: Canvas) -> None:
        y = put(canvas, 72, 790, PROSE) - 10
        for number in ("1.", "2."):
            put(canvas, 72, y, number)
            y = put(canvas, 100, y, PROSE, 75) - 4
        canvas.drawString(100, y, "\u2022")
        put(canvas, 114, y, "ask each person alone; and")

    items = [block for block in made(page).blocks if block.kind == "item"]
    assert [(item.number, item.level) for item in items] == [("1.", 1), ("2.", 1), ("•", 2)]
    assert items[0].text == PROSE


def ruled(data: list[list[str]], widths: list[float], **kept: object) -> Table:
    table = Table(data, colWidths=widths, **kept)
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONTSIZE", (0, 0), (-1, -1), 9)])
    return table


def on(canvas: Canvas, table: Table, x: float, top: float) -> float:
    _, height = table.wrapOn(canvas, 1000, 1000)
    table.drawOn(canvas, x, top - height)
    return top - height


HEAD = ["Recommendation", "Action", "Lead", "Target date"]


def test_a_ruled_table_that_goes_on_over_the_page_is_one(made):
    widths = [160.0, 140.0, 80.0, 80.0]
    first = [
        HEAD,
        ["1. Share records\nbetween both teams", "Write a\nprotocol", "Trust", "May 2024"],
        ["2. Ask each person\nalone, and write", "Change the form;", "Council", "June 2024"],
    ]
    second = [
        HEAD,
        ["down what was said", "train staff", "", ""],
        ["3. Audit", "Sample", "SAB", ""],
    ]

    def one(canvas: Canvas) -> None:
        y = put(canvas, 60, 780, PROSE)
        y = put(canvas, 60, y - 10, "Action plan of the Board", size=14, font="Helvetica-Bold")
        on(canvas, ruled(first, widths), 60, y)

    extract = made(one, lambda canvas: on(canvas, ruled(second, widths), 60, 780))
    table = the_table(extract)
    assert rows(table) == [
        HEAD,
        ["1. Share records between both teams", "Write a protocol", "Trust", "May 2024"],
        [
            "2. Ask each person alone, and write down what was said",
            "Change the form; train staff",
            "Council",
            "June 2024",
        ],
        ["3. Audit", "Sample", "SAB", ""],
    ]
    assert table.title == "Action plan of the Board"
    assert [row[0].page for row in table.rows] == [1, 1, 1, 2]
    assert "Action plan of the Board" in texts(extract, "heading")


def test_merged_cells_span_columns(made):
    def page(canvas: Canvas) -> None:
        table = Table([["Theme 1: records", "", ""], ["1.1", "Share them", "Trust"]], [60, 200, 90])
        table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("SPAN", (0, 0), (-1, 0))])
        on(canvas, table, 60, 700)

    table = the_table(made(page))
    assert [[(cell.text, cell.span) for cell in row] for row in table.rows] == [
        [("Theme 1: records", 3)],
        [("1.1", 1), ("Share them", 1), ("Trust", 1)],
    ]


def test_a_table_without_rules_is_read_by_its_header(made):
    data = [
        HEAD,
        ["Every child to have a\nnamed health visitor", "Data cleansing", "PCT", "May 2010"],
        ["Duty advice to be\nconfirmed in writing", "Template", "Council", "June 2010"],
    ]

    def page(canvas: Canvas) -> None:
        y = put(canvas, 60, 780, PROSE)
        table = Table(data, [150, 120, 80, 80], style=[("VALIGN", (0, 0), (-1, -1), "TOP")])
        y = on(canvas, table, 60, y - 10)
        put(canvas, 60, y - 30, PROSE)

    extract = made(page)
    assert rows(the_table(extract)) == [[cell.replace("\n", " ") for cell in row] for row in data]
    assert texts(extract, "paragraph") == [PROSE, PROSE]


@pytest.mark.parametrize("turn", ["page", "text"])
def test_a_table_on_its_side(made, turn: str):
    data = [HEAD, ["1. Share records", "Protocol", "Trust", "May 2024"]]

    def page(canvas: Canvas) -> None:
        if turn == "page":
            canvas.setPageRotation(90)
        canvas.rotate(90)
        canvas.translate(0, -WIDTH)
        on(canvas, ruled(data, [200, 200, 100, 100]), 60, 500)

    assert rows(the_table(made(page))) == data


def test_a_landscape_page_among_upright_ones(made):
    def wide(canvas: Canvas) -> None:
        canvas.setPageSize(landscape(A4))
        on(canvas, ruled([HEAD, ["1. A", "B", "C", "D"]], [250, 250, 100, 100]), 60, 500)

    extract = made(lambda canvas: put(canvas, 72, 780, PROSE), wide)
    assert [block.kind for block in extract.blocks] == ["paragraph", "table"]


def test_a_table_of_contents_gives_no_headings_or_items(made):
    def page(canvas: Canvas) -> None:
        put(canvas, 72, 780, "Contents", size=16, font="Helvetica-Bold")
        for at, text in enumerate(["1. Introduction", "2. Recommendations", "Appendix"]):
            put(canvas, 72, 740 - 20 * at, text + " " + "." * 50 + f" {at + 3}")
        put(canvas, 72, 500, PROSE)

    extract = made(page)
    assert [block.kind for block in extract.blocks] == [
        "heading",
        "note",
        "note",
        "note",
        "paragraph",
    ]


def test_the_outline_says_what_is_a_heading_and_how_deep(made):
    def page(canvas: Canvas) -> None:
        canvas.bookmarkPage("a")
        canvas.addOutlineEntry("Analysis", "a", 0)
        canvas.bookmarkPage("b")
        canvas.addOutlineEntry("What the police knew", "b", 1)
        y = put(canvas, 72, 780, "Analysis")
        y = put(canvas, 72, y - 10, PROSE)
        y = put(canvas, 72, y - 10, "What the police knew")
        put(canvas, 72, y - 10, PROSE)

    found = [(block.text, block.level) for block in made(page).blocks if block.kind == "heading"]
    assert found == [("Analysis", 1), ("What the police knew", 2)]


@pytest.mark.parametrize(
    ("line", "number", "rest"),
    [
        ("1. The Board", "1.", "The Board"),
        ("1.2 The Board", "1.2", "The Board"),
        ("(a) whether", "(a)", "whether"),
        ("R4 The Board should", "R4", "The Board should"),
        ("Recommendation 3: The", "Recommendation 3", "The"),
        ("Recommendation 3 was accepted", "", "Recommendation 3 was accepted"),
        ("Overview Recommendation 12 – That", "Overview Recommendation 12", "That"),
        ("• ask", "•", "ask"),
        ("In 2019 the", "", "In 2019 the"),
        ("12.30 pm on Monday", "", "12.30 pm on Monday"),
        ("M25 traffic", "", "M25 traffic"),
        ("", "", ""),
    ],
)
def test_printed_numbers(line: str, number: str, rest: str):
    assert split_number(line) == (number, rest)


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("e\ufb03cient \ufb01le", "efficient file"),
        ("a\u00a0b\u2003c", "a b c"),
        ("co\u00adoperate\u200b", "cooperate"),
        ("\uf0b7 item", "• item"),
        ("tab\x00bed  twice", "tabbed twice"),
        ("“It’s” – fine", "“It’s” – fine"),
    ],
)
def test_letters_are_made_plain(raw: str, plain: str):
    assert printable(raw) == plain


def test_garbage_is_told_from_text():
    assert is_garbage("\ufffd\ufffd\x03\x04 \ufffd" * 20)
    assert is_garbage("(cid:12)(cid:44)(cid:3)" * 10)
    assert not is_garbage("1 2 3")
    assert not is_garbage(PROSE)
    assert not is_garbage("• – • – 12.5% £4,000")


def test_broken_words_are_mended_by_the_documents_own_usage():
    mender = Mender(["the wellbeing lead", "well-being is spelt so too", "cooperation"])
    assert mender.mend(f"co{BROKEN}operation") == "cooperation"
    assert mender.mend(f"well{BROKEN}being") == "well-being"


@pytest.mark.skipif(not shutil.which("tesseract"), reason="tesseract is not installed")
def test_a_scanned_page_is_recognised(made, tmp_path: Path):
    picture = scanned(tmp_path, lambda canvas: put(canvas, 72, 700, "The Board should meet."))
    extract = made(
        lambda canvas: put(canvas, 72, 780, PROSE),
        lambda canvas: canvas.drawImage(str(picture), 0, 0, WIDTH, HEIGHT),
    )
    assert extract.recognised == (2,)
    assert (extract.blocks[-1].text, extract.blocks[-1].page) == ("The Board should meet.", 2)


def test_without_tesseract_a_scanned_page_is_named_with_what_to_do(
    made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    picture = scanned(tmp_path, lambda canvas: put(canvas, 72, 700, "The Board should meet."))
    monkeypatch.setenv("PATH", str(tmp_path))
    extract = made(
        lambda canvas: put(canvas, 72, 780, PROSE),
        lambda canvas: canvas.drawImage(str(picture), 0, 0, WIDTH, HEIGHT),
        lambda canvas: None,  # an empty page is no page unread
    )
    assert texts(extract) == [PROSE]
    [unread] = extract.unread
    assert unread.page == 2 and "install tesseract" in unread.reason


def scanned(folder: Path, draw: Draw) -> Path:
    path = folder / "clean.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    draw(canvas)
    canvas.save()
    with pdfium.PdfDocument(path) as document:
        document[0].render(scale=2).to_pil().save(folder / "scan.png")
    return folder / "scan.png"


def test_a_password_and_damage_are_refused_in_one_sentence(made, tmp_path: Path):
    locked = StandardEncryption("secret", ownerPassword="other")
    with pytest.raises(InputRefusedError, match=r"made.pdf: needs a password"):
        made(lambda canvas: put(canvas, 72, 780, PROSE), encrypt=locked)
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\n" + b"\x00\xff" * 500)
    with pytest.raises(InputRefusedError, match=r"broken.pdf: is damaged"):
        read_pdf(broken)


def test_a_file_cut_short_ends_in_blocks_or_in_a_refusal(made, tmp_path: Path):
    made(*[lambda canvas: put(canvas, 72, 780, PROSE)] * 6)
    whole = (tmp_path / "made.pdf").read_bytes()
    cut = tmp_path / "cut.pdf"
    for share in (0.2, 0.5, 0.8, 0.95):
        cut.write_bytes(whole[: int(len(whole) * share)])
        try:
            extract = read_pdf(cut)
        except InputRefusedError as error:
            assert str(error).startswith("cut.pdf: ")
        else:
            assert extract.pages and (extract.blocks or extract.unread)


def test_many_pages_need_little_memory(tmp_path: Path):
    path = tmp_path / "many.pdf"
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for number in range(1500):
        put(canvas, 72, 780, f"{number} {PROSE}")
        canvas.showPage()
    canvas.save()
    path.write_bytes(buffer.getvalue())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    extract = read_pdf(path)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert len(extract.blocks) == extract.pages == 1500
    assert grown < 60_000  # kilobytes; the text itself is half a megabyte
