"""A linking run on both engines: what it writes, what it leaves, and what a kill does to it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from graph.embedded import EmbeddedStore
from graph.schema import CODES
from graph.settings import ROOT
from graph.store import Row, Store
from linking.models import find_model
from linking.run import LinkingReport, link

pytestmark = pytest.mark.usefixtures("known_vectors")

ASKS = {
    "a1": "Each clinic should book a trained interpreter and never use a relative to interpret.",
    "a2": "GP practices should ask patients about domestic abuse and refer them to an advocate.",
    "b1": "Each clinic should book a trained interpreter, and never use a relative to interpret.",
    "b2": "The overgrown hedge hides the junction from drivers who turn right out of the lane.",
}
ABOUT = "MATCH (a)-[e:ABOUT]->(t:Theme) RETURN a.id AS source, t.id AS target, "
NEAR = "MATCH (a:Recommendation)-[e:NEAR_EVIDENCE]->(f:Finding) RETURN a.id AS source, "
REPEATS = "MATCH (a:Recommendation)-[e:REPEATS]->(b:Recommendation) RETURN a.id AS source, "


def fill(store: Store) -> None:
    """Two reviews of two recommendations each, three themes, three findings."""
    with store.writer() as writer:
        writer.upsert_nodes(
            "Review",
            [
                {"id": "a", "title": "First", "kind": "DHR", "area": "Avon", "date": "2014-05-01"},
                {"id": "b", "title": "Second", "kind": "SAR", "area": "Kent", "date": "2019-05-01"},
            ],
        )
        writer.upsert_nodes(
            "Recommendation",
            [
                {"id": id_, "title": text[:30], "text": text, "kind": "recommendation"}
                for id_, text in ASKS.items()
            ],
        )
        writer.upsert_edges(
            "MADE", "Review", "Recommendation", [{"source": id_[0], "target": id_} for id_ in ASKS]
        )
        writer.upsert_nodes(
            "Theme",
            [
                theme("lang", "Interpreters", "Using independent interpreters", "interpreter"),
                theme("ask", "Asking about abuse", "Asking about domestic abuse", "ask patients"),
                theme("refer", "Referral", "Referral to a service", "refer them"),
            ],
        )
        writer.upsert_nodes(
            "Finding",
            [
                finding(
                    "f1",
                    "GP practices trained to ask about domestic abuse referred more "
                    "patients to an advocate",
                    "General practice",
                ),
                finding(
                    "f2",
                    "Relatives used as interpreters left out what patients said, and a "
                    "trained interpreter at each clinic did not",
                    "Clinics",
                ),
                finding("f3", "Zones slowed traffic near schools", "Roads"),
            ],
        )
        writer.upsert_nodes(
            "Agency",
            [{"id": "gp", "title": "GP practices", "aliases": "surgery; GP", "is_type": True}],
        )
        writer.upsert_edges(
            "ADDRESSED_TO",
            "Recommendation",
            "Agency",
            [{"source": "a2", "target": "gp", "raw": "GP practices", "inherited": False}],
        )


def theme(id_: str, title: str, definition: str, cues: str) -> dict[str, Any]:
    return {"id": id_, "title": title, "definition": definition, "cues": cues}


def finding(id_: str, text: str, setting: str) -> dict[str, Any]:
    return {"id": id_, "title": text[:30], "text": text, "setting": setting}


def rows(store: Store, query: str) -> list[Row]:
    return sorted(store.rows(query), key=repr)


def everything(store: Store) -> list[list[Row]]:
    """All that linking writes but the day it was made."""
    codes = ", ".join(f"r.{name} AS {name}" for name in CODES)
    return [
        rows(store, ABOUT + "e.score AS score, e.cue AS cue, e.verdict AS verdict"),
        rows(
            store,
            NEAR + "f.id AS target, e.score AS score, e.rank AS rank, e.bm25 AS bm25, "
            "e.cosine AS cosine, e.shared AS shared, e.verdict AS verdict",
        ),
        rows(store, REPEATS + "b.id AS target, e.score AS score, e.tier AS tier"),
        rows(store, f"MATCH (r:Recommendation) RETURN r.id AS id, r.asks AS asks, {codes}"),
    ]


def pairs(store: Store, query: str, target: str) -> set[tuple[str, str]]:
    return {(row["source"], row["target"]) for row in store.rows(query + target)}


def judge(store: Store, type_: str, source: str, target: str, verdict: str) -> None:
    labels = {"ABOUT": "Theme", "NEAR_EVIDENCE": "Finding", "REPEATS": "Recommendation"}
    edge = {"source": source, "target": target, "verdict": verdict, "judged_by": "A. Reader"}
    with store.writer() as writer:
        writer.upsert_edges(type_, "Recommendation", labels[type_], [edge])


def total(report: LinkingReport, what: str) -> int:
    return sum(getattr(counts, what) for counts in report.counts.values())


def test_a_run_writes_themes_evidence_repeats_and_codes(store: Store) -> None:
    fill(store)
    report = link(store)
    about = pairs(store, ABOUT, "e.score AS score")
    assert {("a1", "lang"), ("b1", "lang"), ("a2", "ask"), ("f2", "lang")} <= about
    assert not {pair for pair in about if pair[0] == "b2"}
    near = pairs(store, NEAR, "f.id AS target")
    assert {("a2", "f1"), ("a1", "f2"), ("b1", "f2")} <= near
    assert not {pair for pair in near if pair[0] == "b2"}
    (repeat,) = store.rows(REPEATS + "b.id AS target, e.tier AS tier, e.score AS score")
    assert (repeat["source"], repeat["target"], repeat["tier"]) == ("b1", "a1", "near-identical")
    assert 0.9 <= repeat["score"] <= 1
    coded = store.rows("MATCH (r:Recommendation {id: 'a2'}) RETURN r.actor AS actor, r.asks AS n")
    assert coded == [{"actor": "typed", "n": 2}]
    assert total(report, "created") == len(about) + len(near) + 1
    assert "encode" in report.seconds and str(report)


def test_every_link_says_how_it_was_made(store: Store) -> None:
    fill(store)
    link(store)
    for query in (ABOUT, NEAR, REPEATS):
        found = store.rows(
            query + "e.method AS method, e.model AS model, e.made_on AS made_on, e.score AS score"
        )
        assert found
        for row in found:
            assert row["method"] and row["model"] == find_model().name
            assert len(row["made_on"]) == len("2026-01-31")
            assert 0 < row["score"] <= 1 and row["score"] == round(row["score"], 4)


def test_a_second_run_has_nothing_to_do(store: Store) -> None:
    fill(store)
    link(store)
    before = everything(store)
    report = link(store)
    assert report.skipped and report.counts == {}
    assert everything(store) == before


def test_links_taken_away_behind_its_back_are_made_again(store: Store) -> None:
    fill(store)
    link(store)
    before = everything(store)
    with store.writer() as writer:
        writer.delete_edges("ABOUT", "Recommendation", "Theme", [("a1", "lang")])
    assert not link(store).skipped
    assert everything(store) == before


def test_a_new_text_is_linked_and_the_rest_keeps_its_date(store: Store) -> None:
    fill(store)
    link(store)
    with store.writer() as writer:
        writer.upsert_edges(
            "REPEATS",
            "Recommendation",
            "Recommendation",
            [{"source": "b1", "target": "a1", "made_on": "2001-01-01"}],
        )
        # A text of its own for each engine, for vectors are kept from test to test.
        text = f"Staff should ask patients about their home. {store.engine}"
        new = {"id": "b3", "title": "New", "text": text}
        writer.upsert_nodes("Recommendation", [{**new, "kind": "recommendation"}])
        writer.upsert_edges("MADE", "Review", "Recommendation", [{"source": "b", "target": "b3"}])
    report = link(store)
    assert report.encoded == 1
    assert total(report, "deleted") == 0
    assert ("b3", "ask") in pairs(store, ABOUT, "e.score AS score")
    (repeat,) = store.rows(REPEATS + "e.made_on AS made_on")
    assert repeat["made_on"] == "2001-01-01"


def test_a_changed_score_is_dated_anew_and_a_stale_link_goes(store: Store) -> None:
    fill(store)
    link(store)
    with store.writer() as writer:
        writer.upsert_edges(
            "ABOUT",
            "Recommendation",
            "Theme",
            [
                {"source": "a1", "target": "lang", "score": 0.1, "made_on": "2001-01-01"},
                {"source": "b2", "target": "refer", "score": 0.9, "made_on": "2001-01-01"},
            ],
        )
    link(store)
    found = {
        (row["source"], row["target"]): row["made_on"]
        for row in store.rows(ABOUT + "e.made_on AS made_on")
    }
    assert ("b2", "refer") not in found
    assert found["a1", "lang"] > "2001-01-01"


@pytest.mark.parametrize("verdict", ["accept", "reject", "unsure"])
def test_a_verdict_outlives_every_run(store: Store, verdict: str) -> None:
    fill(store)
    link(store)
    judged = [
        ("ABOUT", "a1", "lang"),  # wanted again
        ("ABOUT", "b2", "refer"),  # not wanted
        ("NEAR_EVIDENCE", "a2", "f1"),
        ("NEAR_EVIDENCE", "b2", "f3"),
        ("REPEATS", "b1", "a1"),
    ]
    for type_, source, target in judged:
        judge(store, type_, source, target, verdict)
    with store.writer() as writer:
        changed = {"id": "a1", "text": "Each ward should have a fire drill.", "kind": "action"}
        writer.upsert_nodes("Recommendation", [changed])
    assert not link(store).skipped
    for type_, source, target in judged:
        found = store.rows(
            f"MATCH (a {{id: $source}})-[e:{type_}]->(b {{id: $target}}) "
            "RETURN e.verdict AS verdict, e.judged_by AS judged_by",
            source=source,
            target=target,
        )
        assert found == [{"verdict": verdict, "judged_by": "A. Reader"}], (type_, source, target)


def test_an_empty_graph_links_nothing(store: Store) -> None:
    assert total(link(store), "created") == 0


@pytest.mark.parametrize("missing", ["Finding", "Theme", "Recommendation", "Agency"])
def test_what_is_missing_leaves_the_rest(store: Store, missing: str) -> None:
    fill(store)
    with store.writer() as writer:
        ids = [row["id"] for row in store.rows(f"MATCH (n:{missing}) RETURN n.id AS id")]
        writer.delete_nodes(missing, ids)
    link(store)
    assert bool(pairs(store, ABOUT, "e.score AS s")) is (missing != "Theme")
    assert bool(pairs(store, REPEATS, "b.id AS target")) is (missing != "Recommendation")


def test_hostile_text_is_only_text(store: Store) -> None:
    fill(store)
    texts = [
        "'}) DETACH DELETE n // <script>alert(1)</script> ask patients",
        "\\u0027 ask patients \u202e\u0000 \ufffe",
        "ask patients " * 3000,
        "",
        "   ",
        "…",
    ]
    with store.writer() as writer:
        writer.upsert_nodes(
            "Recommendation",
            [{"id": f"h{n}", "title": "t", "text": text} for n, text in enumerate(texts)],
        )
        writer.upsert_edges(
            "MADE",
            "Review",
            "Recommendation",
            [{"source": "b", "target": f"h{n}"} for n in range(len(texts))],
        )
    link(store)
    assert {("h0", "ask"), ("h1", "ask"), ("h2", "ask")} <= pairs(store, ABOUT, "e.score AS s")
    assert store.rows("MATCH (r:Recommendation) RETURN count(r) AS n") == [{"n": 10}]


def test_both_engines_hold_the_same_links(embedded_store: Store, neo4j_store: Store) -> None:
    for store in (embedded_store, neo4j_store):
        fill(store)
        link(store)
    assert everything(embedded_store) == everything(neo4j_store)


KILL = """
import os, signal, sys
from pathlib import Path
from graph.embedded import EmbeddedStore
from linking.models import find_model
from linking.run import link

def progress(stage, done, total):
    if (stage, done) == (sys.argv[2], int(sys.argv[3])):
        os.kill(os.getpid(), signal.SIGKILL)

with EmbeddedStore(Path(sys.argv[1]), write=True) as store:
    link(store, progress=progress)
"""


@pytest.mark.parametrize(
    ("stage", "done"),
    [("encoding", 7), ("themes", 4), ("evidence", 4), ("codes", 4)]
    + [("writing", done) for done in range(5)],
)
def test_a_run_killed_anywhere_is_completed_by_the_next(
    home: Path, tmp_path: Path, stage: str, done: int
) -> None:
    undisturbed, killed = home / "whole.kgl", home / "killed.kgl"
    with EmbeddedStore(undisturbed, write=True) as store:
        fill(store)
        link(store)
        expected = everything(store)
    with EmbeddedStore(killed, write=True) as store:
        fill(store)
    environment = dict(os.environ)
    if stage == "encoding":  # nothing is encoded where the vectors are known
        environment["COMMON_THREAD_HOME"] = str(tmp_path / "empty")
    arguments = [sys.executable, "-c", KILL, str(killed), stage, str(done)]
    run = subprocess.run(arguments, cwd=ROOT, env=environment)
    assert run.returncode == -9
    with EmbeddedStore(killed, write=True) as store:
        assert not link(store).skipped
        assert everything(store) == expected
        assert link(store).skipped
