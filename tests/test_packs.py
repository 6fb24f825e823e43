"""Evidence packs: what they say of a graph worked out by hand, and what they say when there is
little; their citations read again by the project's own readers."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from exports.__main__ import main
from exports.citations import as_bibtex, as_ris, references
from exports.document import Block, Document, Heading, Passage, Points, Table, Years
from exports.document_forms import CITATIONS, FORMS
from exports.markdown import as_markdown
from exports.pack import pack
from exports.pack_chosen import Case, Choice, Picked, chosen, gathered, suggested
from exports.pack_parts import CONTENT_NOTE
from exports.pack_questions import questions
from exports.pack_session import length, plan, starts
from exports.pack_slides import deck
from exports.pack_subjects import Ask, Subject, agency, find_cluster, repeated_ask, theme
from exports.pdf import as_pdf
from exports.provenance import Provenance, corpus_of
from exports.slides import as_slides
from exports.web import as_web_page
from exports.word import as_word
from graph.catalogue import question
from graph.store import Row, Store
from ingest.bibtex import read_bibtex
from ingest.ris import read_ris
from tests.corpora import ROOT
from tests.reading_files import paragraphs, parts, pdf_words, slide_texts
from tests.small_graph import build

CORONERS = "https://www.judiciary.example/prevention-of-future-death-reports/a-name/"
ALOUD = {  # what a review's words may hold, and a file has to bring through
    "c6": "Nobody passed it on.\r\nThe | ward *did not* know; <b>nor</b> did “Siân Ŵyn”.",
    "r5": "Share what is known. " * 60,
}


@pytest.fixture
def ask(embedded_store: Store) -> Ask:
    """The small graph with a page, an address, a long wording and one that looks like markup."""
    build(embedded_store)
    with embedded_store.writer() as writer:
        writer.upsert_nodes("Recommendation", [{"id": "r1", "page": 12, "number": "3"}])
        writer.upsert_nodes("Recommendation", [{"id": i, "text": t} for i, t in ALOUD.items()])
        writer.upsert_nodes("Review", [{"id": "v4", "url": CORONERS}])
        writer.upsert_nodes("Review", [{"id": "v3", "url": "https://example.org/sar.pdf"}])
        writer.upsert_nodes("Finding", [{"id": "f1", "design": "cohort study", "country": "UK"}])
        source = {"id": "s1", "authors": "Doe J, Roe AB", "doi": "10.1/x_y", "volume_pages": "1:2"}
        writer.upsert_nodes("Source", [source])
    return lambda name, **given: question(name).run(embedded_store, **given)


def made(ask: Ask) -> Provenance:
    return Provenance("A pack", corpus_of(ask("corpus")), {}, date(2026, 11, 23), "9.9")


def about(ask: Ask, kind: str, id_: str, review_kind: str = "") -> Subject:
    if kind == "cluster":
        cluster = find_cluster(ask, id_)
        assert cluster is not None
        return repeated_ask(ask, cluster)
    found = {"theme": theme, "agency": agency}[kind](ask, id_, review_kind)
    assert found is not None
    return found


def packed(ask: Ask, subject: Subject, choice: Choice | None = None) -> Document:
    return pack(subject, gathered(ask, subject, choice or Choice()), made(ask))


def section(document: Document, heading: str) -> list[Block]:
    """What stands under a heading of the first level."""
    titles = [n for n, one in enumerate(document.blocks) if getattr(one, "level", 0) == 1]
    start = next(n for n in titles if document.blocks[n].text.startswith(heading))  # type: ignore[union-attr]
    end = next((n for n in titles if n > start), len(document.blocks))
    return list(document.blocks[start + 1 : end])


def said(blocks: list[Block]) -> str:
    return as_markdown(Document("", "", blocks)).decode().replace("\\", "")


def counts(blocks: list[Block]) -> list[list[str]]:
    return [[" ".join(row) for row in one.rows] for one in blocks if isinstance(one, Table)]


def test_a_theme_says_where_it_stands_and_out_of_how_many(ask: Ask) -> None:
    document = packed(ask, about(ask, "theme", "info"))
    assert document.title == "Information: evidence pack"
    point = said(section(document, "The practice point"))
    assert "in 4 of 4 reviews that make any recommendation" in point and "2018 to 2021" in point
    often = section(document, "How often")
    assert "case raised it: 1 of 4 reviews" in said(often)
    assert counts(often) == [
        [
            "Domestic homicide reviews 2 of 2 reviews 2 of 2 areas",
            "Coroners' reports 1 of 1 reviews The one area that is loaded",
            "Safeguarding adults reviews 1 of 1 reviews The one area that is loaded",
        ],
        ["Police force 4 of 4 reviews", "Children's social care 1 of 2 reviews"],
    ]
    assert "2018, 1 of 1 reviews; 2020, 2 of 2 reviews" in said(often)  # too few for a chart
    found = said(section(document, "What research"))
    assert "1 finding, chosen out of 1" in found
    assert "Cohort study · high strength · It works · UK" in found
    assert "Doe J, Roe AB (2015). A source. 1:2. (citation checked)" in found
    assert "[doi:10.1/x_y](<https://doi.org/10.1/x_y>)" in found
    assert "No other ask on this is coded as" in said(section(document, "Stronger"))
    assert "out of 4, not drawn at random" in said(section(document, "What this pack cannot say"))
    assert "116 123" in said(section(document, "Support"))
    whence = said(section(document, "Where this is from"))
    assert "2026-11-23" in whence and "Common Thread 9.9" in whence
    assert CONTENT_NOTE in [getattr(one, "text", "") for one in document.blocks[:2]]


def test_cases_stand_word_for_word_with_review_year_and_page(ask: Ask) -> None:
    subject = about(ask, "theme", "info")
    document = packed(ask, subject, Choice(cases=("r1", "c6", "r5")))
    blocks = section(document, "Three cases")
    cases = [one for one in blocks if isinstance(one, Passage) and "On: " not in one.notes[0]]
    assert [one.words for one in cases][1:] == [ALOUD["c6"], ALOUD["r5"]]
    assert cases[0].notes == ["Recommendation 3 · V one, 2018", "Page 12 · Aldermere"]
    assert cases[2].notes == ["Recommendation · V three, 2020", "Page not known · Aldermere"]
    links = [one.link for one in cases]
    assert links[1] is not None and links[1].hidden and links[1].address == CORONERS
    assert links[2] is not None and not links[2].hidden
    content = {end: form.write(document) for end, form in FORMS.items()}
    whole = ALOUD["c6"].replace("\r\n", "\n")
    assert whole in [words for _, words in paragraphs(content["docx"])]
    slides = [words for slide in slide_texts(content["pptx"]) for words in slide]
    assert f"“{whole}”" in slides
    assert " ".join(whole.split()) in pdf_words(content["pdf"])
    assert " ".join(ALOUD["r5"].split()) in pdf_words(content["pdf"])
    assert b"a-name" not in content["md"]


def test_a_case_tells_what_was_raised_asked_of_whom_and_what_became_of_it(
    ask: Ask, embedded_store: Store
) -> None:
    with embedded_store.writer() as writer:
        became = {"plan_status": "Complete", "plan_outcome": "Audited in May."}
        writer.upsert_nodes("Recommendation", [{"id": "r1", **became}])
    document = packed(ask, about(ask, "theme", "info"), Choice(cases=("r1", "c6")))
    asked, concern = said(section(document, "Two cases")).split("Case 2")
    assert "Involved in the case: Children's social care; Northmarch Police." in asked
    raised = asked.index("On: Sharing · V one, 2018 · Page not kept")  # on the theme: first
    assert raised < asked.index("On: Judgement") < asked.index("Police should share")
    assert "It is asked of: Northmarch Police." in asked
    assert "“Complete”. What came of it, as written there: “Audited in May”." in asked
    assert "2 later reviews say much the same (Brackenshire, 2020; Aldermere, 2020)" in asked
    assert "not listed who was involved" in concern and "Replies to coroners are not" in concern
    assert "What was asked" not in concern and "put to: Northmarch Police." in concern


def test_a_briefing_is_seven_boxes(ask: Ask) -> None:
    subject = about(ask, "theme", "info")
    brief = packed(ask, subject, Choice(cases=("r5",), brief=True))
    assert brief.title == "Information: seven-minute briefing"
    heads = [one.text for one in brief.blocks if isinstance(one, Heading)]
    assert [text[:3] for text in heads[:7]] == [f"{n}. " for n in range(1, 8)]
    case = section(brief, "3. Information")
    (short,) = [one for one in case if isinstance(one, Passage) and one.notes[0].startswith("Rec")]
    assert len(short.words) <= 300 and short.words.endswith("…")
    assert "shortened here" in short.notes[1]
    assert len(said(list(brief.blocks))) < len(said(list(packed(ask, subject).blocks)))


@pytest.mark.parametrize(
    ("kind", "id_"), [("theme", "info"), ("agency", "csc"), ("cluster", "r3"), ("theme", "train")]
)
def test_a_deck_is_a_dozen_slides_and_a_briefing_eight(ask: Ask, kind: str, id_: str) -> None:
    subject = about(ask, kind, id_)
    for brief, most in ((False, 12), (True, 8)):
        picked = gathered(ask, subject, Choice(brief=brief))
        slides = list(Presentation(io.BytesIO(as_slides(deck(subject, picked, made(ask))))).slides)
        assert 8 <= len(slides) <= most
        notes = [one.notes_slide.notes_text_frame.text for one in slides[1:]]
        assert all(notes)
        if brief:
            assert [text[:13] for text in notes] == [f"Minute {n} of 7"[:13] for n in range(1, 8)]
        else:
            assert sum("From " in text for text in notes) >= 4 and "116 123" in shown_on(slides[-1])


def shown_on(slide: Any) -> str:
    return " ".join(one.text_frame.text for one in slide.shapes if one.has_text_frame)


@pytest.mark.parametrize("cases", range(6))
def test_the_times_of_a_session_add_up(cases: int) -> None:
    case = Case({"kind": "recommendation"})
    steps = plan(Picked((case,) * cases, ({},) * (cases % 2)))
    clock = [int(at[0]) * 60 + int(at[2:]) for at, _ in starts(steps)]
    assert clock == [sum(step.minutes for step in steps[:n]) for n in range(len(steps))]
    hours, minutes = divmod(sum(step.minutes for step in steps), 60)
    assert f"{hours} hour" in length(steps)
    assert ("minutes" in length(steps)) == bool(minutes) == (f"{minutes} minutes" in length(steps))
    assert any(step.name == "Break" for step in steps) == (cases >= 2)


YEARS = Years("Year by year", ((2018, 1, 2), (2019, 0, 0), (2020, 3, 3)))


def test_a_chart_is_told_to_those_who_cannot_see_it() -> None:
    document = Document("A title", "", [Heading("How often"), YEARS], foot="From a test")
    told = "Year by year. 2018: 1 of 2 reviews; 2019: no reviews loaded; 2020: 3 of 3 reviews"
    (word,) = parts(as_word(document), "word/document.xml")
    assert [one.get("descr") for one in word.iter("{*}docPr")] == [told]
    (slide,) = list(Presentation(io.BytesIO(as_slides(document))).slides)[1:]
    pictures = [one._element.nvPicPr.cNvPr for one in slide.shapes if hasattr(one, "image")]
    assert [one.get("descr") for one in pictures] == [told]
    assert "2020" in as_markdown(document).decode() and b"3 of 3" in as_web_page(document)
    assert "of 3" in pdf_words(as_pdf(document))


def test_an_agency_and_one_kind_of_review(ask: Ask) -> None:
    document = packed(ask, about(ask, "agency", "csc"))
    point = said(section(document, "The practice point"))
    assert "told about most often: Sharing, 1 of 2 reviews; Judgement" in point
    assert "in 2 of 4 reviews" in point
    assert counts(section(document, "How often"))[1] == [
        "Sharing 1 of 2 reviews",
        "Judgement 1 of 2 reviews",
    ]
    assert "No finding on this in the evidence base" in said(section(document, "What research"))
    subject = about(ask, "agency", "csc", "DHR")
    assert [row["recommendation_id"] for row in subject.asks] == ["r4"]
    assert (subject.spread.told.number, subject.spread.told.of) == (1, 2)
    assert [row["recommendation_id"] for row in subject.stronger] == ["r4"]
    document = packed(ask, subject)
    assert "one review alone says it" in said(section(document, "What this pack cannot say"))


def test_a_repeated_ask_begins_with_the_earliest_and_the_latest(ask: Ask) -> None:
    subject = about(ask, "cluster", "r3")
    assert [row["recommendation_id"] for row in subject.asks] == ["r1", "r5", "r3"]
    assert (subject.spread.told.number, subject.spread.told.of) == (3, 4)
    document = packed(ask, subject)
    point = said(section(document, "The practice point"))
    assert "“Share information before discharge”" in point and "asked in 3 of 4 reviews" in point
    assert "told by machine" in said(section(document, "What this pack cannot say"))
    often = section(document, "How often")
    assert counts(often)[1][0] == "Northmarch Police 2 of 3 wordings"
    assert "near in meaning" in said(section(document, "What research"))


def test_a_theme_nobody_recommends_about(ask: Ask) -> None:
    subject = about(ask, "theme", "train", "SAR")
    document = packed(ask, subject)
    assert "Absence here is not absence in practice" in said(section(document, "The practice"))
    assert "There is no recommendation or concern" in said(section(document, "No cases"))
    (talk,) = section(document, "To talk about")
    assert isinstance(talk, Points) and len(talk.items) == 2
    for form in FORMS.values():
        assert form.write(document)
    for citing in CITATIONS.values():
        assert citing.write(references([], [])).strip() == b""
    assert theme(ask, "nowhere") is None and agency(ask, "nowhere") is None


def test_what_is_invented_is_called_so_everywhere(ask: Ask, embedded_store: Store) -> None:
    with embedded_store.writer() as writer:
        writer.upsert_nodes("Review", [{"id": "v1", "invented": True}])
    subject = about(ask, "theme", "info")
    # Real cases suggest themselves before invented ones.
    assert suggested(subject)[0] == ["c6", "r3", "r5"]
    document = packed(ask, subject, Choice(cases=("r1", "r3")))
    assert "PARTLY INVENTED: 1 of the 4 reviews" in said(list(document.blocks[:1]))
    cases = said(section(document, "Two cases")).split("Case 2")
    assert [text.lower().count("invented sample data") for text in cases] == [4, 0]
    assert "PARTLY INVENTED: 1 of 4 reviews" in document.foot
    cited = references(*reversed(chosen(subject, Choice(cases=("r1",)))))
    assert b"Invented sample data" in as_ris(cited) and b"Invented sample data" in as_bibtex(cited)


def test_a_choice_of_what_is_not_there_falls_back(ask: Ask) -> None:
    subject = about(ask, "theme", "info")
    cases, findings = chosen(subject, Choice(("nowhere",), ("nowhere",)))
    assert [row["recommendation_id"] for row in cases] == suggested(subject)[0]
    assert [row["finding_id"] for row in findings] == ["f1"]
    cases, _ = chosen(subject, Choice(("r5", "nowhere", "r1")))
    assert [row["recommendation_id"] for row in cases] == ["r5", "r1"]


CODED: list[tuple[dict[str, str], str]] = [
    ({"strength": "weaker", "strength_words": "training for all staff"}, "is training all"),
    ({"depth": "procedural"}, "a rule, a form or a check"),
    ({"depth": "judgement"}, "help people to judge"),
    ({"strength": "stronger"}, "something besides people's effort"),
    ({"actor": "collective"}, "who is to act"),
    ({"measurable": "output"}, "what people would notice"),
    ({"action": "soft"}, "what would the firm version be"),
    ({"evidence_base": "single_case"}, "this case alone"),
    ({"time": "none"}, "do the words say by when"),
    ({"level": "national"}, "a national body's"),
    ({"societal": "context"}, "conditions of life"),
    ({"kind": "concern", "depth": "procedural"}, "a coroner states a concern"),
]


@pytest.mark.parametrize(("codes", "asked"), CODED)
def test_a_question_comes_from_a_code(codes: dict[str, str], asked: str) -> None:
    (first, *_) = questions([codes], 1)
    assert first.startswith("On case 1") and asked in first
    assert not any(asked in words for words in questions([{}], 20))


def test_what_most_cases_ask_for_comes_first() -> None:
    cases: list[Row] = [{"time": "none"}, {"depth": "procedural", "time": "none"}, {"time": "soft"}]
    first, second, *_ = questions(cases, 6)
    assert first.startswith("On cases 1, 2 and 3: do the words say by when?")
    assert second.startswith("On case 2: is the answer asked for a rule")


LONG = "word " * 60
QUOTING = [
    ("Write a policy. Use the form.", "the form", "“Use the form”"),
    ("Use  the\nform.", "use the", "“Use the form”"),
    (f"{LONG}use the form {LONG}.", "use the form", "use the form"),
    ("Use the form.", "words of a heading", ""),
    ("Use the form.", "", ""),
]


@pytest.mark.parametrize(("wording", "words", "quoted"), QUOTING)
def test_a_question_quotes_what_its_code_rests_on(wording: str, words: str, quoted: str) -> None:
    coded = {"depth": "procedural", "depth_words": words, "wording": wording}
    (first,) = questions([coded], 1)
    assert quoted in first and ("which says" in first) == bool(quoted)
    assert len(first) < 320


def evidence_base() -> list[Row]:
    with (ROOT / "data" / "evidence" / "sources.csv").open(encoding="utf-8", newline="") as file:
        return [
            {**row, "source": row["title"], "source_kind": row["kind"]}
            for row in csv.DictReader(file)
        ]


AWKWARD: Row = {
    "source_id": "s {1}",
    "source": "50% of {all} R&D_notes #1 cost $5 ~ \\ and “quotes”\nTY  - JOUR",
    "authors": "Ŵyn SJ, Home Office, O'Neil-Roe A",
    "year": 2020,
    "container": "Health & Care",
    "volume_pages": "no 4, supplement",
    "doi": "10.1234/a_b(1)#2",
    "url": "https://example.org/a_b?c=%20&d",
    "source_kind": "report",
    "check_status": None,
}


@pytest.mark.parametrize("ending", ["ris", "bib"])
def test_citations_are_read_again_as_they_were(tmp_path: Path, ending: str) -> None:
    rows = [*evidence_base(), AWKWARD]
    file = tmp_path / f"cited.{ending}"
    file.write_bytes(CITATIONS[ending].write(references(rows, [])))
    reading = {"ris": read_ris, "bib": read_bibtex}[ending](file)
    assert not reading.refusals
    assert len(reading.sources) == len({row["source_id"] for row in rows})
    known = {" ".join(row["source"].split()): row for row in rows}
    for source in reading.sources:
        row = known[source.title]
        for name in ("year", "container", "volume_pages", "doi", "url"):
            assert str(getattr(source, name) or "") == str(row[name] or ""), (
                row["source_id"],
                name,
            )
        names = [name.strip() for name in row["authors"].split(",") if "et al" not in name][:3]
        assert source.authors.removesuffix(", et al.") == ", ".join(names).replace("S-J", "SJ")


def test_a_coroners_address_is_in_no_citation(ask: Ask) -> None:
    cases, findings = chosen(about(ask, "theme", "info"), Choice(cases=("c6", "r5")))
    cited = references(findings, cases)
    for written in (as_ris(cited), as_bibtex(cited)):
        assert b"a-name" not in written and b"V four" in written
        assert b"https://example.org/sar.pdf" in written


def test_the_command_writes_every_form(
    ask: Ask, embedded_store: Store, tmp_path: Path, capsys: Any
) -> None:
    embedded_store.close()
    begins = {
        "docx": b"PK",
        "pdf": b"%PDF",
        "pptx": b"PK",
        "md": b"# Inf",
        "bib": b"@",
        "ris": b"TY  - ",
    }
    for ending, start in begins.items():
        file = tmp_path / f"pack.{ending}"
        assert main(["pack", "--theme", "info", "--format", ending, "--out", str(file)]) == 0
        assert file.read_bytes().startswith(start)
    assert "3 cases and 1 findings on Information" in capsys.readouterr().out
    out = ["--out", str(tmp_path / "other.md"), "--format", "md"]
    assert main(["pack", "--agency", "gp", "--brief", *out]) == 0
    assert main(["pack", "--cluster", "r3", "--kind", "SAR", *out, "--force"]) == 1
    assert "no --kind" in capsys.readouterr().err
    for wrong in (["--theme", "nowhere"], ["--cluster", "r2"]):
        assert main(["pack", *wrong, *out, "--force"]) == 1
        assert "python -m graph query" in capsys.readouterr().err


def test_a_wording_of_every_length_and_sign_makes_every_form(ask: Ask) -> None:
    subject = about(ask, "theme", "info")
    awkward = (
        "\x00\x0b\ud800\uffff\u202eturned\u202c \u200f # - 1. | <w:p/> ]]> " + "word " * 20_000
    )
    rows = tuple({**row, "wording": awkward, "review": awkward[:300]} for row in subject.asks)
    subject = replace(subject, asks=rows, title=awkward[:900], stronger=rows)
    document = packed(ask, subject)
    assert "turned" in str(paragraphs(as_word(document)))
    assert len(slide_texts(as_slides(document))) < 40
    for form in FORMS.values():
        assert form.write(document)
