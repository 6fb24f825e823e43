"""A document taken away: nothing of it is left, nothing else is touched, and verdicts are kept."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph import schema
from graph.errors import CommonThreadError
from graph.store import Store
from ingest.documents.corrections import Accept, Change
from ingest.documents.drafts import Drafts, Waiting
from ingest.documents.removal import find_held, remove, resting_on
from ingest.documents.saving import Saver, held_in, waiting_for
from linking.judging import judge
from linking.verdicts import Subject, Verdict
from tests.drafting import ALERTS, LOG, digest_of, draft

OTHER = draft("two", replace(ALERTS, key="o1"), file_name="other.pdf", title="Another review")


def everything(store: Store) -> dict[str, list[dict[str, Any]]]:
    """All nodes and edges."""
    found = {}
    for label, node in schema.NODE.items():
        names = ", ".join(f"n.{p.name} AS {p.name}" for p in node.properties)
        found[label] = store.rows(f"MATCH (n:{label}) RETURN {names} ORDER BY id")
    for type_, edge in schema.EDGE.items():
        names = "".join(f", e.{p.name} AS {p.name}" for p in edge.properties)
        found[type_] = store.rows(
            f"MATCH (a)-[e:{type_}]->(b) RETURN a.id AS source, b.id AS target{names} "
            "ORDER BY source, target"
        )
    return found


def test_no_trace_is_left_and_nothing_else_touched(store: Store, home: Path) -> None:
    drafts = Drafts(home)
    Saver(store, drafts).save(Waiting(OTHER))
    (older,) = store.rows("MATCH (:Review)-[:MADE]->(r:Recommendation) RETURN r.id AS id")
    said = {"word": "reject", "judge": "A person", "judged_on": "2026-01-02"}
    judge(store, Verdict(Subject("theme", older["id"], "info"), **said))
    before = everything(store)
    saver = Saver(store, drafts)
    saver.save(Waiting(draft(), (Change("k3", "text", "Keep a log."), Accept("k2"))))
    (ask,) = store.rows("MATCH (r:Recommendation {text: 'Keep a log.'}) RETURN r.id AS id")
    for subject in (
        Subject("theme", ask["id"], "info"),
        Subject("repeat", older["id"], ask["id"]),
        Subject("code", ask["id"], "strength"),
    ):
        judge(store, Verdict(subject, **said, note="As I see it."))
    held = find_held(held_in(store).values(), "review of keys.pdf")
    resting = resting_on(store, held)
    assert str(resting) == (
        f"'review of keys.pdf' ({held.id}): its review 'Review of the keys', 3 recommendations "
        "with their links, 3 verdicts and 2 corrections of people"
    )
    kept = json.loads(remove(store, home, resting).read_text(encoding="utf-8"))
    assert everything(store) == before
    assert drafts.saved(digest_of("one")) is None and drafts.saved(digest_of("two"))
    assert [(each["kind"], each["subject"], each["object"]) for each in kept["verdicts"]] == [
        ("code", ask["id"], "strength"),
        ("repeat", older["id"], ask["id"]),
        ("theme", ask["id"], "info"),
    ]
    assert {each["note"] for each in kept["verdicts"]} == {"As I see it."}
    assert [each["do"] for each in kept["corrections"]] == ["Change", "Accept"]


def test_removed_and_read_again(embedded_store: Store, home: Path) -> None:
    """What a person corrected goes with the document: it comes back as it is read."""
    drafts = Drafts(home)
    Saver(embedded_store, drafts).save(Waiting(draft(), (Change("k3", "text", "Keep a log."),)))
    remove(embedded_store, home, resting_on(embedded_store, *held_in(embedded_store).values()))
    saver = Saver(embedded_store, drafts)
    saver.save(waiting_for(draft(), saver.held))
    rows = embedded_store.rows("MATCH (r:Recommendation {number: '3'}) RETURN r.text AS text")
    assert rows == [{"text": LOG.text}]


def test_which_document_is_meant(embedded_store: Store, home: Path) -> None:
    saver = Saver(embedded_store, Drafts(home))
    for each in (draft(), OTHER, replace(OTHER, digest=digest_of("three"))):
        saver.save(Waiting(each))
    held = held_in(embedded_store).values()
    one = digest_of("one")
    for asked in ("Review of keys.PDF", one, one[:8], f"doc-{one[:12]}"):
        assert find_held(held, asked).digest == one
    with pytest.raises(CommonThreadError, match=r"2 documents are called 'other\.pdf'\. Say which"):
        find_held(held, "other.pdf")
    with pytest.raises(CommonThreadError, match="holds no document 'keys'"):
        find_held(held, "keys")
