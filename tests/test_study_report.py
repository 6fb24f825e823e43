"""The study of 2011 as a report, at the command line and as a notebook."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from graph.catalogue import question
from graph.settings import version
from graph.store import Row, Store
from linking.__main__ import main
from linking.intervals import Share
from linking.measured import quality_of
from linking.study_report import Part, as_html, as_markdown, as_word, report
from linking.study_sections import run
from tests.corpora import ROOT
from tests.notebooks import run as notebook
from tests.small_graph import build

NOTEBOOK = ROOT / "docs" / "notebooks" / "study_of_2011.ipynb"
HOSTILE = "<b>b</b> | [l](http://e.org) ![i](http://e.org/i.png) `c` *s* 1. #h &amp; \x07"


@pytest.fixture
def small(embedded_store: Store) -> Store:
    build(embedded_store)
    return embedded_store


def parts_of(store: Store, kind: str = "") -> list[Part]:
    study = run(lambda name, **given: question(name).run(store, **given), kind)
    return report(study, question("corpus").run(store), kind, date(2026, 11, 23))


def test_the_sections_on_a_graph_worked_out_by_hand(small: Store) -> None:
    study = run(lambda name, **given: question(name).run(small, **given))
    shares = {one.name: one.share for section in study.sections for one in section.measures}
    assert shares["Recommendations that ask for procedure alone"] == Share(4, 5)
    assert shares["Recommendations about training"] == Share(1, 5)
    assert shares["Reviews with a recommendation about training"] == Share(1, 3)
    assert shares["Recommendations about supervision and support"] == Share(0, 5)
    assert shares["Reviews with one about professional judgement at all"] == Share(1, 3)
    assert shares["Recommendations that name no ground"] == Share(5, 5)
    assert shares["Themes raised by a case that its review recommends about"] == Share(2, 4)
    assert shares["Recommendations nearly in the words of an earlier one"] == Share(1, 5)
    assert study.counts == (1, 2, 2)
    themes = {one.title: (one.recommendations, one.reviews) for one in study.themes}
    assert themes["Information"] == (Share(3, 5), Share(3, 3))


def test_the_report_has_corpus_date_version_figures_and_limits(small: Store) -> None:
    text = as_markdown(parts_of(small)).decode()
    assert text.startswith("# The study of 2011, run again\n")
    assert f"Made on 2026-11-23 with Common Thread {version()}, from all reviews loaded." in text
    assert "| Safeguarding adults review | 1 | 0 | 2020 to 2020 | 1 | 0 |" in text
    assert "1.7 a review on average, from 1 to 2" in text
    assert "47 a review on average, from 10 to 94" in text
    assert (
        "| Recommendations that ask for procedure alone | too few for a share | 4 of 5 | "
        f"38% to 96% | {quality_of('depth')} |" in text
    )
    assert "Absence here is not absence in practice." in text
    assert "INVENTED" not in text


def test_a_report_of_one_kind_says_so(small: Store) -> None:
    text = as_markdown(parts_of(small, "DHR")).decode()
    assert "from reviews of one kind: Domestic homicide review" in text
    assert "Safeguarding adults review" not in text
    assert "4 recommendations in 2 reviews" in text


def test_invented_reviews_are_called_so(small: Store) -> None:
    with small.writer() as writer:
        writer.upsert_nodes("Review", [{"id": "v1", "invented": True}])
    assert "INVENTED: 1 of the 4 reviews counted" in as_markdown(parts_of(small)).decode()
    assert "INVENTED" not in as_markdown(parts_of(small, "SAR")).decode()


def test_coroners_reports_alone_make_no_study(small: Store) -> None:
    text = as_markdown(parts_of(small, "PFD")).decode()
    assert "no review that is loaded makes a recommendation" in text
    assert "Procedure and training" not in text


def test_all_three_forms_say_the_same(small: Store) -> None:
    parts = parts_of(small)
    rows = [row for part in parts if part.rows for row in (part.headings, *part.rows)]
    cells = [cell for row in rows for cell in row]
    page = BeautifulSoup(as_html(parts), "html.parser")
    assert [one.text for one in page.find_all(["h1", "h2"])] == [part.heading for part in parts]
    assert [one.text for one in page.find_all(["th", "td"])] == cells
    word = docx.Document(io.BytesIO(as_word(parts)))
    assert [c.text for t in word.tables for r in t.rows for c in r.cells] == cells
    shown = MarkdownIt("commonmark").enable("table").render(as_markdown(parts).decode())
    drawn = BeautifulSoup(shown, "html.parser")
    assert [one.text for one in drawn.find_all(["th", "td"])] == cells
    said = [words for part in parts for words in part.paragraphs]
    assert [one.text for one in page.find_all("p")] == said
    assert [one.text for one in drawn.find_all("p")] == said


@pytest.mark.parametrize("start", ["", "- ", "1. ", "+ ", "# ", "> "])
def test_a_text_is_never_markup(start: str) -> None:
    text = start + HOSTILE
    parts = [Part(text, [text], [text], [[text]])]
    page = BeautifulSoup(as_html(parts), "html.parser")
    shown = MarkdownIt("commonmark").enable("table").render(as_markdown(parts).decode())
    drawn = BeautifulSoup(shown, "html.parser")
    for one in (page, drawn):
        assert not one.find_all(["b", "a", "img", "code", "em", "li", "blockquote"])
    assert page.h1 is not None and page.h1.text == text
    assert as_word([Part(text, [text], [text, text], [[text, text]])])


CORPUS_ROW: Row = {
    "kind": "LSCPR | <i>x</i>",
    "reviews": 1,
    "invented": 0,
    "first_year": None,
    "last_year": None,
    "recommendations": 0,
    "concerns": 0,
}


def test_a_kind_nobody_knows_and_no_years(small: Store) -> None:
    study = run(lambda name, **given: question(name).run(small, **given), "none")
    text = as_markdown(report(study, [CORPUS_ROW])).decode()
    assert r"| LSCPR \| \<i\>x\</i\> | 1 | 0 | not known | 0 | 0 |" in text


@pytest.mark.parametrize(
    ("what", "begins"),
    [
        ((), ""),
        (("themes",), "F1 0."),
        (("strength",), "right in 0."),
        (("possible",), "right in 0."),
        (("near-identical", "possible"), "near-identical right in "),
    ],
)
def test_measured_quality_has_figure_interval_and_number(what: Any, begins: str) -> None:
    said = quality_of(*what)
    assert said.startswith(begins)
    assert said.count(" to ") == said.count(") of ") == len(what)


def test_the_command_writes_each_form(small: Store, tmp_path: Path, capfdbinary: Any) -> None:
    small.close()
    assert main(["study", "--kind", "SAR"]) == 0
    assert capfdbinary.readouterr().out.startswith(b"# The study of 2011, run again\n")
    for form, begins in (("md", b"# The"), ("html", b"<!doctype"), ("docx", b"PK")):
        file = tmp_path / f"study.{form}"
        assert main(["study", "--format", form, "--out", str(file)]) == 0
        assert file.read_bytes().startswith(begins)


def test_the_command_says_what_it_cannot_do(tmp_path: Path, capsys: Any) -> None:
    assert main(["study", "--format", "docx"]) == 1
    assert "--out report.docx" in capsys.readouterr().err
    assert main(["study", "--out", str(tmp_path)]) == 1
    assert "could not be written" in capsys.readouterr().err


def test_the_notebook_runs_and_agrees_with_the_page(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = (
        "import json\n"
        "print(json.dumps([figures.number.tolist(), figures['of'].tolist(), len(themes), "
        "int(spread.reviews.sum()), sorted(by_kind)]))"
    )
    monkeypatch.setenv("COMMON_THREAD_HOME", str(sample_home))
    number, of, themes, reviews, kinds = json.loads(notebook(NOTEBOOK, ends).splitlines()[-1])
    from graph.embedded import EmbeddedStore

    with EmbeddedStore(sample_home / "graph.kgl") as store:
        study = run(lambda name, **given: question(name).run(store, **given))
    shares = [one.share for section in study.sections for one in section.measures]
    assert (number, of) == ([one.number for one in shares], [one.of for one in shares])
    assert (themes, reviews) == (len(study.themes), len(study.counts))
    assert {"DHR", "SAR", "PFD"} <= set(kinds)
