"""Adding reviews in a real browser: drop, check, correct, save, find; killed, locked, hostile."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from graph.embedded import EmbeddedStore
from tests.browser import HOSTILE, barriers, explorer, server, settle, visit

pytestmark = pytest.mark.browser

DEVELOPMENT = Path(__file__).parent / "documents" / "development"
PDF = DEVELOPMENT / "lcspr-tarnside.pdf"
TEXT = DEVELOPMENT / "sar-briefing-orrin.txt"
CORRECTED = "All agencies should share information about coercive control before a case is closed."
LINKED_MS = 120_000  # the encoder is loaded first, on a machine that may be busy
STAGES = {
    "the review is written": re.compile("opening the graph|saving the review"),
    "links are made": re.compile("reading for meaning|finding|coding|writing"),
}
HELD = """
MATCH (v:Review)-[:READ_FROM]->(d:Document)
OPTIONAL MATCH (v)-[:MADE]->(r:Recommendation)
RETURN d.title AS file, v.id AS review, collect(r.text) AS texts ORDER BY file
"""


@pytest.fixture
def home(sample_home: Path, tmp_path: Path) -> Path:
    """A home of the test's own, with the sample in it."""
    folder = tmp_path / "own"
    shutil.copytree(sample_home, folder, ignore=shutil.ignore_patterns("*.lock*"))
    return folder


@pytest.fixture
def address(home: Path) -> Iterator[str]:
    with explorer(home) as found:
        yield found


def drop(page: Page, base: str, *files: Path | FilePayload) -> None:
    """Drop files on the page, and wait until all of them are read."""
    visit(page, f"{base}/add")
    page.locator('input[type="file"]').set_input_files(list(files))  # type: ignore[arg-type]
    page.get_by_role("button", name="Clear this list").wait_for()
    settle(page)


def read_list(page: Page) -> Locator:
    return page.locator(".st-key-uploads-progress")


def open_draft(page: Page, number: int = 0) -> None:
    page.get_by_role("button", name="Check and save").nth(number).click()
    page.wait_for_url(re.compile("draft="))
    page.get_by_role("button", name=re.compile("Save .* of this review")).wait_for()
    settle(page)


def correct_first(page: Page, words: str = CORRECTED) -> None:
    """Give the first recommendation another wording."""
    page.get_by_role("button", name=re.compile(r"^\S* ?Edit")).first.click()
    box = page.get_by_role("textbox", name=re.compile("^Wording"))
    box.wait_for()
    settle(page)
    box.fill(words)
    page.get_by_role("button", name="Keep these changes").click()
    expect(page.locator(".ct-wording", has_text=words)).to_be_visible()
    settle(page)


def save(page: Page) -> None:
    page.get_by_role("button", name=re.compile("Save .* of this review")).click()


def saved(page: Page) -> None:
    page.get_by_text("✓ Saved").wait_for(timeout=LINKED_MS)
    settle(page)


def wait_until_linked(page: Page, home: Path) -> None:
    """Ask the graph, because the page is silent for a moment before it says how far linking is."""
    for _ in range(LINKED_MS // 500):
        with EmbeddedStore(home / "graph.kgl") as store:
            if store.rows("MATCH (i:Ingest {kind: 'linking'}) WHERE i.digest <> '' RETURN i.id"):
                return
        page.wait_for_timeout(500)
    raise AssertionError("links were not made in time")


def held(home: Path) -> dict[str, Any]:
    with EmbeddedStore(home / "graph.kgl") as store:
        rows = store.rows(HELD)
    assert len({row["file"] for row in rows}) == len(rows), "a document is there once"
    return {row["file"]: row for row in rows}


def is_found_in_themes(page: Page, base: str, home: Path, words: str) -> None:
    with EmbeddedStore(home / "graph.kgl") as store:
        themes = store.rows(
            "MATCH (r:Recommendation {text: $text})-[:ABOUT]->(t:Theme) "
            "RETURN t.id AS id ORDER BY id",
            text=words,
        )
    shown = page.get_by_test_id("stMainBlockContainer").inner_text()
    assert themes, f"what was corrected is linked to a theme; the page says: {shown[:500]}"
    visit(page, f"{base}/themes?theme={themes[0]['id']}")
    wanted = page.locator(".ct-wording", has_text=words)
    more = page.get_by_role("button", name=re.compile("^Show (.* more of|the last) "))
    while not wanted.count():
        assert more.count(), "the whole list is shown, and it is not there"
        before = page.locator(".ct-wording").count()
        more.click()
        page.wait_for_function(
            "n => document.querySelectorAll('.ct-wording').length > n", arg=before
        )
        settle(page)
    expect(wanted.first).to_be_visible()


def locked_pdf(folder: Path) -> Path:
    path = folder / "locked.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("secret"))
    canvas.drawString(72, 700, "Nobody can read this.")
    canvas.save()
    return path


def test_two_files_are_checked_corrected_saved_and_found(
    address: str, home: Path, tmp_path: Path, page: Page
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(PDF.read_bytes()[:700])
    drop(page, address, PDF, TEXT, broken, locked_pdf(tmp_path))
    lines = read_list(page)
    expect(lines).to_contain_text(re.compile(rf"✓ {PDF.name}: \d+ recommendations?"))
    expect(lines).to_contain_text(re.compile(rf"✓ {TEXT.name}: \d+ recommendations?"))
    for bad in ("broken.pdf", "locked.pdf"):
        expect(lines.get_by_text(re.compile(f"✗ {bad}: not read"))).to_have_count(1)
    expect(page.get_by_role("heading", name="2 reviews wait for you")).to_be_visible()
    assert held(home) == {}, "nothing is in the graph before it is saved"

    for _ in range(2):
        open_draft(page)
        if "pdf" in (page.get_by_test_id("stMainBlockContainer").text_content() or ""):
            expect(
                page.get_by_role("img", name=re.compile("Page .* of the document"))
            ).not_to_have_count(0)
            correct_first(page)
            expect(page.get_by_text("✓ Corrected by you")).to_be_visible()
        save(page)
        saved(page)
        settle(page)
        page.get_by_role("button", name="Add more reviews").click()
        page.get_by_text("Drop reviews here").first.wait_for()
        settle(page)
    found = held(home)
    assert set(found) == {PDF.name, TEXT.name}
    assert CORRECTED in found[PDF.name]["texts"]
    is_found_in_themes(page, address, home, CORRECTED)
    visit(page, f"{address}/review?review={found[TEXT.name]['review']}")
    for text in found[TEXT.name]["texts"]:
        expect(page.locator(".ct-wording", has_text=text)).to_be_visible()


@pytest.mark.parametrize("moment", STAGES)
def test_a_server_killed_while_saving_loses_nothing_and_doubles_nothing(
    home: Path, page: Page, moment: str
) -> None:
    with server(home) as (base, process):
        drop(page, base, PDF)
        open_draft(page)
        correct_first(page)
        button = page.get_by_role("button", name=re.compile("Save .* of this review"))
        shown = int(re.findall(r"Save (\d+)", button.inner_text())[0])
        save(page)
        expect(page.locator(".st-key-saving")).to_contain_text(STAGES[moment], timeout=LINKED_MS)
        page.goto("about:blank")  # a closed browser; left open, it logs that the server is gone
        process.kill()
        process.wait()
    with explorer(home) as base:
        visit(page, f"{base}/add")
        page.get_by_role("button", name=re.compile("Check and save|Link now")).first.wait_for()
        settle(page)
        if page.get_by_role("button", name="Check and save").count():
            open_draft(page)
            expect(page.locator(".ct-wording", has_text=CORRECTED)).to_be_visible()
            save(page)
            saved(page)
        else:
            page.get_by_role("button", name="Link now").click()
            wait_until_linked(page, home)
        settle(page)
        found = held(home)
        texts = found[PDF.name]["texts"]
        assert CORRECTED in texts
        assert len(texts) == len(set(texts)) == shown
        is_found_in_themes(page, base, home, CORRECTED)
        visit(page, f"{base}/documents?document={_document(home)}")
        expect(page.get_by_test_id("stMainBlockContainer")).to_contain_text("✓ saved and linked")
        page.goto("about:blank")


def test_a_graph_that_another_writes_is_waited_for(address: str, home: Path, page: Page) -> None:
    drop(page, address, TEXT)
    open_draft(page)
    with EmbeddedStore(home / "graph.kgl", write=True):
        save(page)
        expect(page.locator(".st-key-saved")).to_contain_text("being written by another process")
        expect(page.locator(".st-key-saved")).to_contain_text("Nothing is lost")
    settle(page)
    save(page)
    saved(page)
    assert set(held(home)) == {TEXT.name}


def test_text_of_a_file_is_only_text(address: str, page: Page) -> None:
    asked = f"The Board should make sure that staff read {HOSTILE} before they meet a family."
    body = f"Safeguarding Adults Review\n\n1 Recommendations\n\n1. {asked}\n\n2. {asked}\n"
    name = "<b>bold [l](www.e.org) $x^2$ :smile:.txt"
    drop(page, address, {"name": name, "mimeType": "text/plain", "buffer": body.encode()})
    expect(read_list(page)).to_contain_text("<b>bold [l](www.e.org) $x^2$")
    open_draft(page)
    main = page.get_by_test_id("stMainBlockContainer")
    expect(page.locator(".ct-wording").first).to_contain_text("<b>b</b>")
    assert main.locator("b, i, .katex, a[href*='e.org'], img[src*='e.org']").count() == 0


def test_a_document_is_replaced_and_removed(address: str, home: Path, page: Page) -> None:
    drop(page, address, TEXT)
    open_draft(page)
    correct_first(page)
    save(page)
    saved(page)
    first = held(home)[TEXT.name]["review"]
    document = _document(home)
    visit(page, f"{address}/documents?document={document}")
    page.get_by_role("link", name="Replace it by a new version").click()
    page.wait_for_url(re.compile("replaces="))
    expect(page.get_by_text(f"takes the place of {TEXT.name}")).to_be_visible()
    newer = TEXT.read_bytes().replace(b"\n", b"\n", 1) + b"\nPublished again.\n"
    page.locator('input[type="file"]').set_input_files(
        [{"name": TEXT.name, "mimeType": "text/plain", "buffer": newer}]
    )
    page.get_by_role("button", name="Clear this list").wait_for()
    settle(page)
    open_draft(page)
    expect(page.locator(".ct-wording", has_text=CORRECTED)).to_be_visible()
    save(page)
    saved(page)
    found = held(home)[TEXT.name]
    assert found["review"] == first
    assert CORRECTED in found["texts"]
    assert _document(home) != document

    visit(page, f"{address}/documents?document={_document(home)}")
    page.get_by_role("button", name=re.compile("Remove it$")).click()
    asked = page.locator(".st-key-remove")
    expect(asked).to_contain_text(f"its {len(found['texts'])} recommendation")
    asked.get_by_role("button", name=re.compile("Remove it with its")).click()
    page.get_by_text("✓ Removed").wait_for(timeout=LINKED_MS)
    assert held(home) == {}


def _document(home: Path) -> str:
    with EmbeddedStore(home / "graph.kgl") as store:
        return str(store.rows("MATCH (d:Document) RETURN d.id AS id")[0]["id"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_keeps_people_out(address: str, page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    drop(page, address, PDF, TEXT)
    assert barriers(page) == []
    open_draft(page)
    assert barriers(page) == []
    page.get_by_role("button", name=re.compile(r"^\S* ?Edit")).first.click()
    page.get_by_role("textbox", name=re.compile("^Wording")).wait_for()
    settle(page)
    assert barriers(page) == []
    visit(page, f"{address}/documents")
    assert barriers(page) == []


def test_a_phone_shows_no_page_wider_than_itself(address: str, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    drop(page, address, PDF)
    open_draft(page)
    for place in (page.url, f"{address}/add", f"{address}/documents"):
        visit(page, place)
        assert page.get_by_test_id("stMain").evaluate("one => one.scrollWidth") <= 390, place
