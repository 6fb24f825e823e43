"""People's verdicts on evidence links move the scores, and linking runs again for it."""

from __future__ import annotations

import pytest

from graph.store import Store
from ingest.__main__ import main
from linking.evidence_model import current_model, own_path, shipped_model
from linking.judging import keep
from linking.learning import learn
from linking.run import link
from linking.verdicts import Subject, Verdict
from tests.test_link_run import NEAR, fill

pytestmark = pytest.mark.usefixtures("known_vectors")


def judge(store: Store, word: str, *pairs: tuple[str, str], judge: str = "Ann") -> None:
    keep(store, [Verdict(Subject("evidence", *pair), word, judge, "2026-01-02") for pair in pairs])


def scores(store: Store) -> dict[tuple[str, str], float]:
    rows = store.rows(NEAR + "f.id AS target, e.score AS score")
    return {(row["source"], row["target"]): row["score"] for row in rows}


def test_rejected_links_lower_the_scores_of_others(embedded_store: Store) -> None:
    fill(embedded_store)
    link(embedded_store)
    before = scores(embedded_store)
    judge(embedded_store, "reject", ("a2", "f1"))
    learned, *_ = learn(embedded_store)
    assert (learned.accepted, learned.rejected) == (0, 1)
    assert 0 < learned.after < learned.before
    assert "1 verdicts" in str(learned) and current_model().verdicts == 1
    report = link(embedded_store)
    assert not report.skipped
    assert scores(embedded_store)["a1", "f2"] < before["a1", "f2"]
    assert link(embedded_store).skipped


def test_an_accepted_link_raises_them_and_unsure_says_nothing(embedded_store: Store) -> None:
    fill(embedded_store)
    judge(embedded_store, "unsure", ("a1", "f2"))
    assert str(learn(embedded_store)[0]).startswith("Nobody has accepted or rejected")
    judge(embedded_store, "accept", ("a1", "f2"), judge="Ben")
    learned, *_ = learn(embedded_store)
    assert learned.accepted == 1 and learned.after > learned.before


def test_verdicts_on_what_is_gone_are_passed_over(embedded_store: Store) -> None:
    fill(embedded_store)
    judge(embedded_store, "accept", ("a1", "f2"))
    with embedded_store.writer() as writer:
        writer.delete_nodes("Finding", ["f2"])
    assert learn(embedded_store)[0].accepted == 0


def test_without_verdicts_it_goes_back_to_the_numbers_that_ship(
    embedded_store: Store,
    capsys: pytest.CaptureFixture[str],
) -> None:
    fill(embedded_store)
    embedded_store.close()
    shipped_model().write(own_path())
    assert main(["verdicts", "learn"]) == 0
    said = capsys.readouterr().out
    assert "the numbers that ship are used" in said and "evidence near recommendations" in said
    assert not own_path().exists()
