"""A checked draft in the graph: saved again, corrected, replaced and taken away."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.errors import CommonThreadError
from graph.store import Counts, Store
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
)
from ingest.documents.drafts import Drafts, Waiting
from ingest.documents.model import Draft, DraftAddressee
from ingest.documents.read import read_document
from ingest.documents.roles import replacing
from ingest.documents.saving import (
    Saver,
    as_new_version,
    earlier_version,
    held_in,
    is_unchanged,
    waiting_for,
)
from ingest.documents.understand import understand
from tests.documents.truth import truths
from tests.drafting import ALERTS, LOG, TRAINING, asks, digest_of, draft

Rows = list[dict[str, Any]]


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "kept")


def save(store: Store, drafts: Drafts, what: Draft, *corrections: Correction) -> Counts:
    """Save a draft as the page does, with what was corrected before; gives what it changed."""
    saver = Saver(store, drafts)
    waiting = waiting_for(what, saver.held)
    waiting = replace(waiting, corrections=(*waiting.corrections, *corrections))
    return saver.save(waiting).counts.total


def recommendations(store: Store) -> Rows:
    return store.rows(
        "MATCH (v:Review)-[:MADE]->(r:Recommendation) RETURN r.id AS id, r.text AS text, "
        "r.number AS number, r.kind AS kind, r.checked AS checked ORDER BY number, text"
    )


def texts(store: Store) -> list[str]:
    return [row["text"] for row in recommendations(store)]


def test_what_a_draft_becomes(store: Store, drafts: Drafts) -> None:
    save(store, drafts, draft())
    assert store.rows(
        "MATCH (v:Review)-[:READ_FROM]->(d:Document) RETURN v.title AS title, v.kind AS kind, "
        "v.area AS area, v.date AS date, v.year AS year, v.author AS author, d.title AS file, "
        "d.digest AS digest, d.pages AS pages, d.pages_unread AS unread, d.warnings AS warnings"
    ) == [
        {
            "title": "Review of the keys",
            "kind": "SAR",
            "area": "Northshire",
            "date": "2021-03",
            "year": 2021,
            "author": "independent chair",
            "file": "review of keys.pdf",
            "digest": digest_of("one"),
            "pages": 11,
            "unread": 1,
            "warnings": "page 7 was not read",
        }
    ]
    assert store.rows(
        "MATCH (:Review)-[e:INVOLVED]->(a:Agency) RETURN e.raw AS raw, e.part AS part, "
        "a.resolved AS resolved ORDER BY raw"
    ) == [
        {"raw": "Home Office", "part": "contributor", "resolved": True},
        {"raw": "Northern Keepers", "part": "panel; author of IMR", "resolved": False},
    ]
    assert store.rows(
        "MATCH (r:Recommendation)-[e:ADDRESSED_TO]->(:Agency) RETURN r.number AS number, "
        "e.raw AS raw, e.inherited AS inherited, e.inherited_from AS source ORDER BY number"
    ) == [
        {"number": "1", "raw": "Home Office", "inherited": False, "source": None},
        {"number": "2", "raw": "Northern Keepers", "inherited": True, "source": "heading"},
        {"number": "3", "raw": "Northern Keepers", "inherited": False, "source": None},
    ]
    raised = store.rows("MATCH (:Review)-[e:RAISED]->(t:Theme) RETURN e.passage AS passage")
    assert raised and {row["passage"] for row in raised} == {draft().passages[0].text}


def test_every_development_document_is_saved_and_again_changes_nothing(
    embedded_store: Store, drafts: Drafts
) -> None:
    saver = Saver(embedded_store, drafts)
    found = [understand(read_document(path)) for path in truths("development")]
    for one in found:
        saver.save(waiting_for(one, saver.held), tidy=False)
    assert len(recommendations(embedded_store)) == sum(len(one.recommendations) for one in found)
    again = Saver(embedded_store, drafts)
    counts = [again.save(waiting_for(one, again.held), tidy=False).counts.total for one in found]
    assert {(one.created, one.updated, one.deleted) for one in counts} == {(0, 0, 0)}


def test_places_of_one_recommendation(store: Store, drafts: Drafts) -> None:
    save(store, drafts, draft())
    assert store.rows(
        "MATCH (r:Recommendation)-[e:STANDS_IN]->(:Document) WHERE e.forms CONTAINS 'plan' "
        "RETURN r.page AS page, r.plan_target_date AS due, e.forms AS forms, e.places AS places"
    ) == [
        {
            "page": 5,
            "due": "2022-12-31",
            "forms": "summary; list; plan",
            "places": "page 2 · summary · Summary\n"
            "page 5 · list · Recommendations › For the Keepers\n"
            "page 9 · plan · Action plan",
        }
    ]


def test_saved_again_changes_nothing(store: Store, drafts: Drafts) -> None:
    save(store, drafts, draft())
    again = save(store, drafts, draft())
    assert (again.created, again.updated, again.deleted) == (0, 0, 0)
    saver = Saver(store, drafts)
    assert is_unchanged(saver.held[digest_of("one")], saver.known)
    saved = drafts.saved(digest_of("one"))
    assert saved and saved.draft == draft()


def test_a_draft_waits_until_it_is_saved(store: Store, drafts: Drafts, tmp_path: Path) -> None:
    source = tmp_path / "review.pdf"
    source.write_bytes(b"%PDF-1.7")
    drafts.put(Waiting(draft(), (Accept("k2"),)), source)
    (waiting,) = Drafts(tmp_path / "kept").all()
    assert waiting.draft == draft() and waiting.corrections == (Accept("k2"),)
    kept = drafts.source(waiting.draft.digest)
    assert kept and kept.read_bytes() == b"%PDF-1.7"
    Saver(store, drafts).save(waiting)
    assert drafts.all() == [] and drafts.source(waiting.draft.digest) is None


CORRECTIONS: list[tuple[str, tuple[Correction, ...], list[str]]] = [
    ("text", (Change("k3", "text", "Keep a log of all keys."),), ["Keep a log of all keys."]),
    ("drop", (Drop("k1"), Drop("k2")), []),
    ("split", (Split("k3", ("Keep a log.", "Count keys.")),), ["Keep a log.", "Count keys."]),
    ("merge", (Merge(("k2", "k3")),), [f"{TRAINING.text} {LOG.text}"]),
    ("merge, own words", (Merge(("k2", "k3"), "Train and log."),), ["Train and log."]),
    ("add", (added("Fund a post.", page=8, number="4"),), ["Fund a post."]),
]


@pytest.mark.parametrize(("made", "there"), [each[1:] for each in CORRECTIONS])
def test_a_correction_outlives_reading_again(
    embedded_store: Store, drafts: Drafts, made: tuple[Correction, ...], there: list[str]
) -> None:
    save(embedded_store, drafts, draft(), *made)
    first = recommendations(embedded_store)
    assert set(there) <= {row["text"] for row in first}
    save(embedded_store, drafts, draft())
    assert recommendations(embedded_store) == first
    # Other rules read the same file a little otherwise: another kind, and a doubt.
    other = replace(ALERTS, kind="action", doubts=("new",))
    save(embedded_store, drafts, draft("one", other, TRAINING, LOG))
    assert texts(embedded_store) == [row["text"] for row in first]


def test_a_person_says_who_is_asked(store: Store, drafts: Drafts) -> None:
    save(
        store,
        drafts,
        draft(),
        Address("k1", (DraftAddressee("A Board of Keys"), DraftAddressee("Home Office", "column"))),
        Address("k3", ()),
        Change("k2", "kind", "action"),
        Describe("area", "Southshire"),
        Describe("kind", "DHR"),
        Accept("k2"),
    )
    save(store, drafts, draft())
    assert store.rows(
        "MATCH (r:Recommendation)-[e:ADDRESSED_TO]->() RETURN r.number AS number, e.raw AS raw, "
        "e.inherited AS inherited ORDER BY number, raw"
    ) == [
        {"number": "1", "raw": "A Board of Keys", "inherited": False},
        {"number": "1", "raw": "Home Office", "inherited": True},
        {"number": "2", "raw": "Northern Keepers", "inherited": True},
    ]
    assert [(row["kind"], row["checked"]) for row in recommendations(store)] == [
        ("recommendation", "corrected"),
        ("action", "corrected"),
        ("recommendation", "corrected"),
    ]
    (review,) = store.rows("MATCH (v:Review) RETURN v.area AS area, v.kind AS kind")
    assert review == {"area": "Southshire", "kind": "DHR"}


def test_a_name_is_gone_from_graph_and_files(store: Store, drafts: Drafts, tmp_path: Path) -> None:
    named = draft(
        "one",
        asks("k1", "Staff should ask what Ann O'Brien's sister said.", "Ann-O’Brien Trust"),
        title="Review of the death of Ann O'Brien",
        file_name="Ann_O'Brien.pdf",
    )
    save(store, drafts, named, replacing("ann o’brien", "Adult K"))
    everything = str(
        [
            store.rows(f"MATCH (n:{label}) RETURN properties(n) AS all")
            for label in ("Review", "Recommendation", "Document", "Ingest", "Agency")
        ]
    ) + str(store.rows("MATCH ()-[e]->() RETURN properties(e) AS all"))
    assert texts(store) == ["Staff should ask what Adult K's sister said."]
    kept = "".join(path.read_text() for path in (tmp_path / "kept").rglob("*") if path.is_file())
    for text in (everything, kept):
        assert "Brien" not in text and "Adult K" in text
    save(store, drafts, named)
    assert texts(store) == ["Staff should ask what Adult K's sister said."]


def judge(store: Store, number: str) -> None:
    """A person accepts a theme of a recommendation."""
    (row,) = store.rows("MATCH (r:Recommendation {number: $n}) RETURN r.id AS id", n=number)
    (theme,) = store.rows("MATCH (t:Theme) RETURN t.id AS id ORDER BY id LIMIT 1")
    edge = {"source": row["id"], "target": theme["id"], "score": 0.9, "verdict": "accept"}
    with store.writer() as writer:
        writer.upsert_edges("ABOUT", "Recommendation", "Theme", [edge])


VERDICTS = "MATCH (r:Recommendation)-[e:ABOUT]->() WHERE e.verdict = 'accept' RETURN r.text AS text"


def test_a_new_version_takes_the_old_ones_place(store: Store, drafts: Drafts) -> None:
    save(store, drafts, draft(), Change("k1", "text", "Share alerts."), Drop("k2"))
    judge(store, "3")
    review = store.rows("MATCH (v:Review) RETURN v.id AS id")
    # Renumbered: what was 3 is 2 and has another key; 2 is gone; the first is as it was.
    new = draft("two", ALERTS, replace(LOG, key="k9", number="2"), asks("k4", "Fund a post."))
    held = held_in(store)
    old = earlier_version(new, held.values())
    assert old and old.digest == digest_of("one")
    waiting = as_new_version(waiting_for(new, held), old)
    assert waiting.corrections == (Change("k1", "text", "Share alerts."),)
    assert "1 corrections of the earlier version" in waiting.corrected.warnings[-1]
    Saver(store, drafts).save(waiting)
    assert texts(store) == ["Share alerts.", LOG.text, "Fund a post."]
    assert store.rows(VERDICTS) == [{"text": LOG.text}]
    assert store.rows("MATCH (v:Review) RETURN v.id AS id") == review
    assert store.rows("MATCH (d:Document) RETURN d.digest AS digest, d.replaces AS replaces") == [
        {"digest": digest_of("two"), "replaces": digest_of("one")}
    ]
    assert drafts.saved(digest_of("one")) is None and drafts.saved(digest_of("two"))
    again = save(store, drafts, waiting.draft)
    assert (again.created, again.updated, again.deleted) == (0, 0, 0)


def test_what_cannot_be_replaced(embedded_store: Store, drafts: Drafts) -> None:
    save(embedded_store, drafts, draft())
    save(embedded_store, drafts, draft("two"))
    saver = Saver(embedded_store, drafts)
    old = saver.held[digest_of("one")]
    with pytest.raises(CommonThreadError, match="as a review of its own"):
        saver.save(as_new_version(waiting_for(draft("two"), saver.held), old))
    with pytest.raises(CommonThreadError, match="not in the graph any more"):
        saver.save(replace(waiting_for(draft("six"), saver.held), replaces="doc-none"))
    with pytest.raises(CommonThreadError, match="is not a date"):
        saver.save(Waiting(draft("six"), (Describe("date", "soon"),)))
    assert set(held_in(embedded_store)) == {digest_of("one"), digest_of("two")}


OTHERS = [
    (draft("two"), True),
    (draft("two", title="Another title"), True),
    (draft("two", file_name="final.pdf"), True),
    (draft("two", file_name="final.pdf", date="2020"), False),
    (draft("two", kind="DHR"), False),
    (draft("two", area="Southshire"), False),
    (draft("two", area=""), False),
    (draft("one"), False),
]


def test_what_looks_like_a_new_version(embedded_store: Store, drafts: Drafts) -> None:
    save(embedded_store, drafts, draft())
    held = held_in(embedded_store)
    assert [bool(earlier_version(other, held.values())) for other, _ in OTHERS] == [
        wanted for _, wanted in OTHERS
    ]
