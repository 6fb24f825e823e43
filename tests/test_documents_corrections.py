"""Corrections as data: what they do to a draft, what is kept of them, drafts that are damaged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import CommonThreadError
from ingest.documents.correction_data import as_text, from_text
from ingest.documents.corrections import (
    Accept,
    Address,
    Change,
    Correction,
    Describe,
    Drop,
    Merge,
    Split,
    added,
    applicable,
    carried,
    checked_keys,
    corrected,
)
from ingest.documents.drafts import Drafts, Waiting
from ingest.documents.model import DraftAddressee
from ingest.documents.roles import in_text, replacing
from tests.drafting import ALERTS, LOG, TRAINING, asks, draft

EVERY: tuple[Correction, ...] = (
    Accept("k2"),
    Change("k1", "number", "1a"),
    Address("k1", (DraftAddressee("A"), DraftAddressee("B", "table title"))),
    Split("k3", ("Keep a log.", "Count keys.")),
    Merge(("k1", "k3/2"), "Share and count."),
    added("Fund a post “now”.", page=3, number="9", form="text"),
    Drop("k2"),
    Describe("author", "independent chair"),
    replacing("Ann Lee", "the mother"),
)


def test_every_correction_comes_back_from_its_text() -> None:
    assert from_text(as_text(EVERY)) == EVERY
    assert as_text(()) == "" and from_text("") == ()


def test_all_together_in_their_order() -> None:
    done = corrected(draft(), EVERY)
    assert [(one.key.partition("-")[0], one.text) for one in done.recommendations] == [
        ("k1", "Share and count."),
        ("added", "Fund a post “now”."),
        ("k3", "Keep a log."),
    ]
    assert done.recommendations[0].number == "1a"
    assert [body.raw for body in done.recommendations[0].addressees] == [
        "A",
        "B",
        "Northern Keepers",
    ]
    assert done.warnings == draft().warnings
    assert corrected(draft(), EVERY) == done
    assert checked_keys(EVERY) == {
        "k1": "corrected",
        "k2": "accepted",
        "k3": "corrected",
        "k3/2": "corrected",
        EVERY[5].key: "added",  # type: ignore[union-attr]
    }


def test_looked_at_is_no_longer_doubtful() -> None:
    assert corrected(draft(), [Accept("k2")]).recommendations[1] == replace(TRAINING, doubts=())


def test_what_finds_nothing_is_said() -> None:
    made = [Accept("gone"), Merge(("k1", "gone")), Drop("k3")]
    assert "2 earlier corrections found nothing" in corrected(draft(), made).warnings[-1]
    assert applicable(draft(), made) == ((Drop("k3"),), 2)


def test_added_by_hand_and_then_found_by_the_reading() -> None:
    add = added(LOG.text, page=4)
    made = [add, Change(add.key, "kind", "action")]
    done = corrected(draft(), made)
    assert [one.key for one in done.recommendations] == ["k1", "k2", "k3"]
    assert done.recommendations[2].kind == "action"


def test_the_same_words_under_another_number() -> None:
    new = draft("two", asks("n1", LOG.text), ALERTS)
    made = (Drop("k3"), Merge(("k1", "k3")), Accept("k2"), Describe("kind", "SAR"))
    assert carried(made, draft(), new) == (
        Drop("n1"),
        Merge(("k1", "n1")),
        Accept("k2"),
        Describe("kind", "SAR"),
    )


NAMES = [
    ("Ann Lee", "Ann Lee and ANN  LEE's son; Annie Lee", "[x] and [x]'s son; Annie Lee"),
    ("Lee", "Lee-Ann, Leeds, (Lee)", "[x]-Ann, Leeds, ([x])"),
    ("O'Brien", "O’Brien and O'Brien_report.pdf", "[x] and [x]_report.pdf"),
    (
        "12/03/1980",
        "born 12/03/1980 or 12.03.1980, not 12/03/198",
        "born [x] or [x], not 12/03/198",
    ),
    ("485 777 3456", "NHS 485 777 3456.", "NHS [x]."),
    ("Ann Lee", "Ann. Then much later, Lee", "Ann. Then much later, Lee"),
    ("Zoë", "ZOË was", "[x] was"),
]


@pytest.mark.parametrize(("name", "text", "wanted"), NAMES)
def test_a_name_becomes_a_role(name: str, text: str, wanted: str) -> None:
    made = replacing(name, "[x]")
    assert in_text(text, [made]) == wanted
    assert name not in as_text([made])


def test_two_of_one_name_cannot_be_told_to_be_the_same() -> None:
    assert replacing("Ann Lee", "a").mark != replacing("Ann Lee", "a").mark
    with pytest.raises(ValueError, match="a letter or a figure"):
        replacing(" – ", "x")


def test_a_draft_comes_back_whole(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    odd = draft("one", asks("k1", "Torn \ud800 text\x00 and 𝔘nicode"))
    drafts.put(Waiting(odd, EVERY, rules="r", replaces="doc-1"))
    back = drafts.get(odd.digest)
    assert back and back.draft == odd and back.corrections == EVERY
    assert (back.rules, back.replaces) == ("r", "doc-1") and back.since
    drafts.put(replace(back, corrections=()))
    assert [one.corrections for one in drafts.all()] == [()]
    drafts.discard(odd.digest)
    drafts.discard(odd.digest)
    assert drafts.all() == [] and drafts.get(odd.digest) is None


@pytest.mark.parametrize(
    "damaged", [b"", b"{", b"[]", b'{"draft": []}', b'{"draft": {}, "corrections": [{"do": "x"}]}']
)
def test_a_damaged_draft_is_named_and_the_others_are_shown(tmp_path: Path, damaged: bytes) -> None:
    drafts = Drafts(tmp_path)
    for which in ("one", "two"):
        drafts.put(Waiting(draft(which)))
    digest = draft("one").digest
    (tmp_path / "drafts" / f"{digest}.json").write_bytes(damaged)
    assert [one.draft.digest for one in drafts.all()] == [draft("two").digest]
    with pytest.raises(CommonThreadError, match="Delete it, and add its document again"):
        drafts.get(digest)


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("a file in the folder's place", encoding="utf-8")
    with pytest.raises(CommonThreadError, match="cannot be written"):
        Drafts(tmp_path).put(Waiting(draft()))
