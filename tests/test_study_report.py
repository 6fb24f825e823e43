"""The study of 2011 as a report, at the command line and as a notebook."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exports.__main__ import main
from exports.document import Document
from exports.markdown import as_markdown
from exports.study_report import report
from graph.catalogue import question
from graph.settings import version
from graph.store import Row, Store
from linking.intervals import Share
from linking.measured import quality_of
from linking.study_sections import run
from tests.corpora import ROOT
from tests.notebooks import run as notebook
from tests.small_graph import build

NOTEBOOK = ROOT / "docs" / "notebooks" / "study_of_2011.ipynb"


@pytest.fixture
def small(embedded_store: Store) -> Store:
    build(embedded_store)
    return embedded_store


def document_of(store: Store, kind: str = "") -> Document:
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
    text = as_markdown(document_of(small)).decode()
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
    text = as_markdown(document_of(small, "DHR")).decode()
    assert "from reviews of one kind: Domestic homicide review" in text
    assert "Safeguarding adults review" not in text
    assert "4 recommendations in 2 reviews" in text


def test_invented_reviews_are_called_so(small: Store) -> None:
    with small.writer() as writer:
        writer.upsert_nodes("Review", [{"id": "v1", "invented": True}])
    assert "INVENTED: 1 of the 4 reviews counted" in as_markdown(document_of(small)).decode()
    assert "INVENTED" not in as_markdown(document_of(small, "SAR")).decode()


def test_coroners_reports_alone_make_no_study(small: Store) -> None:
    text = as_markdown(document_of(small, "PFD")).decode()
    assert "no review that is loaded makes a recommendation" in text
    assert "Procedure and training" not in text


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


def test_the_command_writes_each_form(small: Store, tmp_path: Path, capsys: Any) -> None:
    small.close()
    for form, begins in (("md", b"# The"), ("html", b"<!doc"), ("docx", b"PK"), ("pdf", b"%PDF")):
        file = tmp_path / f"study.{form}"
        assert main(["study", "--kind", "SAR", "--format", form, "--out", str(file)]) == 0
        assert file.read_bytes().startswith(begins)
    assert "the study of 2011 on 4 reviews" in capsys.readouterr().out


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
