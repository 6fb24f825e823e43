"""Add reviews and Documents without a browser: what they say when there is little or nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.store import Store
from ingest.documents.corrections import Address, Change, Split
from ingest.documents.drafts import Drafts, Waiting
from ingest.documents.model import Draft, DraftAddressee, DraftRecommendation, Place, Unread
from ingest.documents.picture import page_picture
from ingest.documents.whereabouts import Letters
from tests.small_graph import build
from tests.test_pages import opened, words
from views.draft_beside import marked
from views.draft_edit import Given, changes, parts_of

DIGEST = "ab" * 32
ONE = DraftRecommendation(
    key="k1",
    text="The Board should meet every month.",
    number="1",
    kind="recommendation",
    scope="",
    addressees=(DraftAddressee("The Board", "heading"),),
    places=(Place(3, ("Findings", "Recommendations"), "list"), Place(1, (), "summary")),
    doubts=("the number is missing in the list",),
)
DRAFT = Draft(
    file_name="review *one*.pdf",
    digest=DIGEST,
    format="pdf",
    pages=4,
    unread=(Unread(2, "a scan"), Unread(4, "a scan")),
    title="A review of Adult Q",
    kind="SAR",
    area="Northmarch",
    date="2021-03",
    author="independent reviewer",
    agencies=(),
    passages=(),
    recommendations=(ONE,),
    warnings=("only one recommendation was found",),
)


@pytest.fixture
def small(embedded_store: Store) -> None:
    build(embedded_store)
    embedded_store.close()


@pytest.fixture
def waiting(home: Path) -> Drafts:
    kept = Drafts(home)
    kept.put(Waiting(DRAFT))
    return kept


def test_nothing_is_loaded_and_files_can_be_added() -> None:
    app = opened("add")
    assert not app.exception
    assert "Nothing goes into the graph before you say so" in words(app)


def test_nothing_was_read_and_the_ledger_says_what_to_do() -> None:
    app = opened("documents")
    assert not app.exception
    said = words(app)
    assert "No PDF, Word or other document is in the graph yet" in said
    assert "No table of reviews, evidence or agencies has been read yet" in said


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("page", "address", "expected"),
    [
        ("add", {"draft": "0" * 12}, "This draft waits no more"),
        ("add", {"draft": "x"}, "This draft waits no more"),
        ("documents", {"document": "doc-none"}, "There is no such document in what is loaded"),
        ("documents", {}, "No PDF, Word or other document is in the graph yet"),
    ],
)
def test_an_address_of_nothing_says_so(page: str, address: dict[str, str], expected: str) -> None:
    app = opened(page, **address)
    assert not app.exception
    assert expected in words(app)


@pytest.mark.usefixtures("small", "waiting")
def test_a_waiting_draft_is_listed() -> None:
    said = words(opened("add"))
    assert "1 review waits for you" in said
    assert "A review of Adult Q" in said
    assert "1 recommendation, 1 to check" in said
    assert "1 draft waits to be checked" in words(opened("documents"))


@pytest.mark.usefixtures("waiting")
def test_a_draft_says_what_was_understood_and_what_was_not_read() -> None:
    app = opened("add", draft=DIGEST[:12])
    assert not app.exception
    said = words(app)
    for part in (
        "review one.pdf · PDF · 4 pages",
        "only one recommendation was found",
        "Pages 2, 4 of 4 were not read: a scan",
        "1 recommendation, 1 to check",
        "Findings › Recommendations",
        "Please check: the number is missing in the list",
        "Addressed to The Board (from the heading; not in the register)",
        "Also on page 1, in the summary",
        "1 of 1 is still marked to check",
        "Save 1 recommendation of this review",
    ):
        assert part in said, part


@pytest.mark.usefixtures("waiting")
def test_what_a_person_does_is_kept_at_once_and_can_be_taken_back(waiting: Drafts) -> None:
    app = opened("add", draft=DIGEST[:12])

    def press(words: str) -> None:
        next(one for one in app.button if one.label.startswith(words)).click().run()
        assert not app.exception

    def kept() -> Draft:
        found = waiting.get(DIGEST)
        assert found is not None
        return found.corrected

    press("It is right")
    assert kept().recommendations[0].doubts == ()
    assert "✓ Checked by you" in words(app)
    press("Drop")
    assert kept().recommendations == ()
    assert "Dropped by you (1)" in words(app)
    press("Put back")
    assert len(kept().recommendations) == 1
    press("Take back the last change: one marked as right")
    assert kept().recommendations == (ONE,)
    app.text_input(key=f"field-area-{DIGEST}").set_value("  South  march ").run()
    assert kept().area == "South march"
    press("Discard this draft")
    assert "Discard this draft?" in words(app)
    assert waiting.get(DIGEST) is not None
    press("Discard it")
    assert waiting.get(DIGEST) is None


def test_a_name_is_shown_and_replaced_by_a_role(waiting: Drafts) -> None:
    named = replace(ONE, text="The Board should write to Mrs Wexford within a month.", doubts=())
    waiting.put(Waiting(replace(DRAFT, recommendations=(named,))))
    app = opened("add", draft=DIGEST[:12])
    assert not app.exception
    assert "1 wording that may point to a person" in words(app)
    assert "May point to a person: Mrs Wexford (person's name)" in words(app)
    role = next(one for one in app.text_input if "stands instead of" in one.label)
    role.set_value("the mother").run()
    next(one for one in app.button if one.label == "Replace").click().run()
    assert not app.exception
    assert "Wexford" not in words(app)
    found = waiting.get(DIGEST)
    assert found is not None
    text = found.corrected.recommendations[0].text
    assert text == "The Board should write to the mother within a month."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One sentence.", ("One sentence.",)),
        ("One\nsentence.", ("One sentence.",)),
        ("First.\n\nSecond.", ("First.", "Second.")),
        ("First.\n  \n\n\nSecond\nline.\n", ("First.", "Second line.")),
        ("\n\n", ()),
    ],
)
def test_an_empty_line_parts_a_wording(text: str, expected: tuple[str, ...]) -> None:
    assert parts_of(text) == expected


def given(**other: object) -> Given:
    same = Given(ONE.text, "1", "recommendation", "", ("The Board",), {})
    return Given(**{**vars(same), **other})


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (given(), []),
        (given(text="The Board should\nmeet every month."), []),
        (given(number=" 2 "), [Change("k1", "number", "2")]),
        (given(text="A.\n\nB."), [Split("k1", ("A.", "B."))]),
        (
            given(addressees=("The Board", "Police")),
            [Address("k1", (DraftAddressee("The Board", "heading"), DraftAddressee("Police")))],
        ),
        (given(plan={"plan_lead": "Police"}), [Change("k1", "plan_lead", "Police")]),
    ],
)
def test_a_form_becomes_corrections(form: Given, expected: list[object]) -> None:
    assert changes(ONE, form) == expected


@pytest.mark.parametrize(
    ("text", "passage", "expected"),
    [
        ("The Board\nshould pro-\nvide help.", "should provide help", "should pro-\nvide help"),
        ("No such words here.", "should provide help", ""),
        ("", "should provide help", ""),
        ("Anything", "", ""),
    ],
)
def test_a_passage_is_found_whatever_its_lines(text: str, passage: str, expected: str) -> None:
    start, end = Letters(text).find(passage)
    assert text[start:end] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("and every month, at least. Next page.", ""),
        (
            "The Board should meet its partners and every mont",
            "The Board should meet its partners and every mont",
        ),
        (
            "Head\nits partners and every month and write.\nFoot",
            "its partners and every month and write",
        ),
        (
            "The Board should meet its part1ners and every month and write.",
            "The Board should meet its part1ners and every month and write",
        ),
    ],
)
def test_a_part_of_a_passage_is_found_on_its_page(text: str, expected: str) -> None:
    whole = "The Board should meet its partners and every month and write."
    start, end = Letters(text).find_part(whole)
    assert text[start:end] == expected


def test_marks_stand_in_escaped_text() -> None:
    assert marked("a <b> should act & write", ["should act & write"]) == (
        "a &lt;b&gt; <mark>should act &amp; write</mark>",
        True,
    )
    assert marked("a < b", ["nothing like it"]) == ("a &lt; b", False)


def test_a_page_that_cannot_be_drawn_is_refused_in_one_line(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing more")
    with pytest.raises(Exception, match=r"^Page 1 of broken\.pdf cannot be drawn\."):
        page_picture(broken, 1)
