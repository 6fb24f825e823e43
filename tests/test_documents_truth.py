"""The corpus of test documents is what it says it is, and its scorer counts as it should."""

from __future__ import annotations

import re
import shutil
import zipfile
from functools import cache
from pathlib import Path

import pypdfium2
import pytesseract
import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook
from rapidfuzz import fuzz

from graph.schema import REVIEW_KINDS
from ingest.documents.model import Draft, DraftAddressee, DraftAgency, DraftRecommendation, Place
from tests.conftest import missing
from tests.documents.making import letters
from tests.documents.truth import HALVES, PLAN, Score, Tally, Truth, score, total, truths

CORPUS = [(path, truth) for half in HALVES for path, truth in truths(half).items()]
NAMES = [f"{path.parent.name}/{path.name}" for path, _ in CORPUS]
each_document = pytest.mark.parametrize(("path", "truth"), CORPUS, ids=NAMES)
SHINGLE = 5  # words that must stand together, so that a header or footnote between costs little
SHARE = 0.65  # a row over the end of a page has the other cells' lines between its words
OCR_SHARE = 0.6
CELL_SHARE = 0.9  # of single words: OCR and page ends put other cells between its lines
LARGEST = 300_000
# "… written to test software" says it too.
INVENTED = re.compile(r"invented|fictitious|fictional|madeup|imaginary|imagined|software")


# The parts of DOCX and ODT that hold words; headers of ODT are in its styles.
_WORDS = re.compile(
    r"word/(?:document|footnotes|(?:header|footer)\d*)\.xml|(?:content|styles)\.xml"
)


def _text(xml: bytes) -> str:
    """The words of a part as they are when tracked changes are accepted."""
    parsed = BeautifulSoup(xml, "xml")
    for deleted in parsed.find_all("delText"):
        deleted.decompose()
    return parsed.get_text()


@cache
def pages_of(path: Path) -> list[str]:
    """The letters of each page, or of the whole where the format has no pages."""
    if path.suffix == ".pdf":
        return _pdf_pages(path)
    if path.suffix in (".docx", ".odt"):
        with zipfile.ZipFile(path) as parts:
            xml = [parts.read(name) for name in parts.namelist() if _WORDS.fullmatch(name)]
        return [letters(" ".join(_text(part) for part in xml))]
    if path.suffix == ".xlsx":
        sheets = load_workbook(path).worksheets
        cells = [str(v) for s in sheets for row in s.iter_rows(values_only=True) for v in row if v]
        return [letters(" ".join([*(sheet.title for sheet in sheets), *cells]))]
    text = path.read_text(encoding="utf-8")
    return [letters(BeautifulSoup(text, "lxml").get_text() if path.suffix == ".html" else text)]


def _pdf_pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [
            letters(page.get_textpage().get_text_bounded()) or _recognised(page)
            for page in document
        ]


def _recognised(page: pypdfium2.PdfPage) -> str:
    if not shutil.which("tesseract"):
        missing("tesseract is not installed, so scanned pages cannot be read")
    return letters(pytesseract.image_to_string(page.render(scale=200 / 72).to_pil(), lang="eng"))


def is_scanned(path: Path) -> bool:
    if path.suffix != ".pdf":
        return False
    with pypdfium2.PdfDocument(path) as document:
        return not all(page.get_textpage().get_text_bounded().strip() for page in document)


def standing(text: str, whole: str, run: int = SHINGLE) -> float:
    """The share of runs of so many words that stand in the whole."""
    words = [w for w in (letters(word) for word in text.split()) if w]
    runs = ["".join(words[i : i + run]) for i in range(max(1, len(words) - run + 1))]
    return sum(one in whole for one in runs) / len(runs)


def test_there_are_enough_documents_and_layouts() -> None:
    assert len(CORPUS) >= 24
    assert len({truth["layout"] for _, truth in CORPUS}) >= 10
    assert {truth["kind"] for _, truth in CORPUS} == set(REVIEW_KINDS)


@each_document
def test_a_document_is_small_and_says_that_it_is_invented(path: Path, truth: Truth) -> None:
    assert path.stat().st_size < LARGEST
    assert INVENTED.search("".join(pages_of(path)))
    assert 3 <= len(truth["recommendations"]) <= 25


@each_document
def test_the_truth_is_well_formed(path: Path, truth: Truth) -> None:
    assert truth["file"] == path.name
    assert truth["kind"] in REVIEW_KINDS
    assert re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", truth["date"])
    pages = len(pages_of(path)) if path.suffix == ".pdf" else None
    for agency in truth["agencies"]:
        assert agency["part"] in ("panel", "contributor", "author of IMR", "commissioner", "named")
    for one in truth["recommendations"]:
        assert one["kind"] in ("recommendation", "action", "concern")
        assert one["scope"] in ("", "overview", "single-agency")
        assert one["places"]
        for addressee in one["addressees"]:
            assert addressee["inherited"] in ("", "heading", "column", "table title")
        for place in one["places"]:
            assert place["form"] in ("summary", "text", "list", "plan")
            assert (place["page"] is None) == (pages is None)
            assert pages is None or 1 <= place["page"] <= pages


@each_document
def test_every_true_recommendation_stands_in_its_document(path: Path, truth: Truth) -> None:
    whole = "".join(pages_of(path))
    least = OCR_SHARE if is_scanned(path) else SHARE
    for one in truth["recommendations"]:
        assert standing(one["text"], whole) >= least, one["number"]
        for name in PLAN:
            for cell in one[name].split("\n"):
                assert not cell or standing(cell, whole, run=1) >= CELL_SHARE, name
        for addressee in one["addressees"]:
            assert fuzz.partial_ratio(letters(addressee["raw"]), whole) >= 90, one["number"]


@each_document
def test_places_are_on_the_pages_the_truth_says(path: Path, truth: Truth) -> None:
    pages = pages_of(path)
    for one in truth["recommendations"]:
        begins = letters(one["text"])[:30]
        for place in one["places"]:
            if place["page"] is not None:
                on = pages[place["page"] - 1]
                assert fuzz.partial_ratio(begins, on) >= 75, (one["number"], place)


def perfect(truth: Truth) -> Draft:
    """The draft that says what the truth says."""
    recommendations = tuple(
        DraftRecommendation(
            key=str(i),
            text=one["text"],
            number=one["number"],
            kind=one["kind"],
            scope=one["scope"],
            addressees=tuple(DraftAddressee(**a) for a in one["addressees"]),
            places=tuple(
                Place(p["page"], tuple(one["headings"]), p["form"]) for p in one["places"]
            ),
            **{name: one[name] for name in PLAN},
        )
        for i, one in enumerate(truth["recommendations"])
    )
    return Draft(
        file_name=truth["file"],
        digest="",
        format="",
        pages=None,
        unread=(),
        agencies=tuple(DraftAgency(a["raw"], a["part"], None) for a in truth["agencies"]),
        passages=(),
        recommendations=recommendations,
        **{name: truth[name] for name in ("title", "kind", "area", "date", "author")},
    )


@each_document
def test_a_perfect_draft_has_nothing_wrong(path: Path, truth: Truth) -> None:
    assert score(perfect(truth), truth).wrong == []


A_TRUTH: Truth = {
    "file": "a.pdf",
    "layout": "list",
    "title": "Review of Adult Z",
    "kind": "SAR",
    "area": "Northfield",
    "date": "2021-03",
    "author": "independent reviewer",
    "agencies": [{"raw": "Northfield Police", "part": "panel"}],
    "recommendations": [
        {
            "text": "The Board should publish its policy on self-neglect – and keep to it.",
            "number": "1",
            "kind": "recommendation",
            "scope": "",
            "addressees": [{"raw": "The Board", "inherited": ""}],
            "places": [{"page": 4, "form": "list"}, {"page": 6, "form": "plan"}],
            "headings": ["Recommendations"],
            **dict.fromkeys(PLAN, ""),
            "plan_lead": "Business manager",
        },
        {
            "text": "Train every officer to ask who else lives in the home.",
            "number": "2",
            "kind": "recommendation",
            "scope": "",
            "addressees": [{"raw": "Northfield Police", "inherited": "heading"}],
            "places": [{"page": 4, "form": "list"}],
            "headings": ["Recommendations", "Police"],
            **dict.fromkeys(PLAN, ""),
        },
    ],
}


def judged(**changed: object) -> Score:
    """The score of the perfect draft with its first recommendation changed."""
    draft = perfect(A_TRUTH)
    fields = {**draft.recommendations[0].__dict__, **changed}
    first = DraftRecommendation(**fields)  # type: ignore[arg-type]
    return score(
        Draft(**{**draft.__dict__, "recommendations": (first, *draft.recommendations[1:])}), A_TRUTH
    )


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"text": "The Board should publish its policy on self-neglect  - and keep to it."}, set()),
        (
            {"text": "The Board should publish its policy on self-neglect and keep it."},
            {"exact words"},
        ),
        ({"text": "The weather was fine."}, {"precision", "recall"}),
        ({"number": "Recommendation 1."}, set()),
        ({"number": "11"}, {"number"}),
        ({"addressees": (DraftAddressee("the board"),)}, set()),
        ({"addressees": ()}, {"addressee"}),
        (
            {"addressees": (DraftAddressee("The Board"), DraftAddressee("NHS England"))},
            {"addressee"},
        ),
        ({"addressees": (DraftAddressee("The Board", "heading"),)}, {"inherited"}),
        ({"places": (Place(6, ("Recommendations",), "plan"),)}, {"page", "every place"}),
        ({"places": (Place(4, ("Recommendations",), "list"),)}, {"every place"}),
        ({"kind": "concern"}, {"kind of ask"}),
        ({"plan_lead": ""}, {"plan lead"}),
        ({"plan_status": "Green"}, {"plan status"}),
    ],
)
def test_each_error_is_counted_under_its_measure(
    changed: dict[str, object], wrong: set[str]
) -> None:
    assert {error.measure for error in judged(**changed).wrong} == wrong


def test_equal_wordings_are_told_apart_by_number() -> None:
    twice = [{**A_TRUTH["recommendations"][1], "number": n} for n in ("1", "7")]
    truth = {**A_TRUTH, "recommendations": twice}
    draft = perfect(truth)
    turned = Draft(**{**draft.__dict__, "recommendations": draft.recommendations[::-1]})
    assert score(turned, truth).wrong == []


def test_totals_pool_and_carry_wilsons_interval() -> None:
    pooled = total([judged(), judged(number="9")])
    assert pooled["number"] == Tally(3, 4)
    low, high = Tally(95, 100).interval()
    assert (round(low, 3), round(high, 3)) == (0.888, 0.978)
