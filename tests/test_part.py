"""The sample and one's own reviews in one graph: a part of it is as if the rest were not there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from graph.catalogue import catalogue, question
from graph.embedded import EmbeddedStore
from graph.errors import CommonThreadError
from graph.store import Row, Store, open_store
from tests.browser import ROOT
from tests.small_graph import build

CHECK = "Check the locks."
KINDS = "MATCH (n) RETURN labels(n)[0] AS kind, count(*) AS n ORDER BY kind"


def _own(store: Store) -> None:
    """A review of one's own, which asks a body that only it names and one of the register."""
    with store.writer() as writer:
        writer.upsert_nodes("Review", [{"id": "own", "title": "Own review", "kind": "SAR"}])
        writer.upsert_nodes("Agency", [{"id": "raw-own", "title": "Own body", "resolved": False}])
        asked = {
            "id": "own-1",
            "title": "Ask",
            "text": "Check the locks.",
            "kind": "recommendation",
        }
        writer.upsert_nodes("Recommendation", [asked])
        writer.upsert_nodes("Document", [{"id": "d-own", "title": "own.pdf"}])
        writer.upsert_edges("READ_FROM", "Review", "Document", [_to("own", "d-own")])
        writer.upsert_edges("MADE", "Review", "Recommendation", [_to("own", "own-1")])
        to = [_to("own-1", "raw-own"), _to("own-1", "pol-force")]
        writer.upsert_edges("ADDRESSED_TO", "Recommendation", "Agency", to)


def _to(source: str, target: str) -> dict[str, str]:
    return {"source": source, "target": target}


def _sample(store: Store) -> None:
    """The small graph, its reviews and one of its bodies marked as invented."""
    build(store)
    with store.writer() as writer:
        for label, where in (("Review", "true"), ("Agency", "n.id = 'p'")):
            ids = store.rows(f"MATCH (n:{label}) WHERE {where} RETURN n.id AS id")
            writer.upsert_nodes(label, [{**row, "invented": True} for row in ids])


def _made(path: Path, *writes: Callable[[Store], None]) -> Path:
    with EmbeddedStore(path / "graph.kgl", write=True) as store:
        for write in writes:
            write(store)
    return path


def _answers(store: Store) -> dict[str, list[Row]]:
    """Every question of the catalogue, asked of all."""
    return {name: query.run(store) for name, query in catalogue().items()}


def test_the_sample_alone_is_what_it_is_without_ones_own(home: Path, tmp_path: Path) -> None:
    _made(home, _sample, _own)
    alone = _made(tmp_path / "alone", _sample)
    with (
        open_store(part="sample") as part,
        EmbeddedStore(alone / "graph.kgl") as sample,
        open_store() as every,
    ):
        assert _answers(part) == _answers(sample) != _answers(every)
        assert part.free(KINDS).rows == sample.free(KINDS).rows == part.rows(KINDS)


def test_ones_own_are_what_they_are_without_the_sample(home: Path) -> None:
    _made(home, _sample, _own)
    with open_store(part="mine") as part:
        assert part.rows(KINDS) == [
            {"kind": "Agency", "n": 5},  # the register's four, and the body that only mine names
            {"kind": "Document", "n": 1},
            {"kind": "Finding", "n": 3},
            {"kind": "Recommendation", "n": 1},
            {"kind": "Review", "n": 1},
            {"kind": "Source", "n": 1},
            {"kind": "Theme", "n": 4},
        ]
        shown = question("agency_recommendations").run(part, agency="pol-force")
        assert [row["wording"] for row in shown] == [CHECK]
    with open_store() as every:  # and the file holds what it held
        assert every.rows("MATCH (v:Review) RETURN count(v) AS n") == [{"n": 5}]


def test_neo4j_has_no_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://localhost:1")
    with pytest.raises(CommonThreadError, match="a part cannot be chosen there"):
        open_store(part="mine")


def test_the_choice_holds_on_every_page_and_stands_in_the_address(home: Path) -> None:
    _made(home, _sample, _own)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert "4 of the 5 reviews loaded are invented" in _words(app)
    app.segmented_control(key="choose-part").set_value("mine").run()
    assert "mine" in app.query_params["part"]
    assert "Reviews shown: mine, 1 of the 5 loaded." in _words(app)
    assert "invented" not in _words(app)
    app.switch_page("views/review.py").run()
    assert "mine" in app.query_params["part"]
    assert list(app.dataframe[0].value["review"]) == ["Own review"]
    app.segmented_control(key="choose-part").set_value("").run()
    assert "part" not in app.query_params
    assert len(app.dataframe[0].value) == 5


def test_an_address_chooses(home: Path) -> None:
    _made(home, _sample, _own)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["part"] = "sample"
    assert "All 4 reviews loaded are invented" in _words(app.run())


def _words(app: AppTest) -> str:
    assert not app.exception
    return " ".join(one.value for one in (*app.markdown, *app.caption))


@pytest.mark.neo4j
def test_a_page_on_neo4j_offers_no_choice(neo4j_store: Store) -> None:
    _sample(neo4j_store)
    _own(neo4j_store)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert "4 of the 5 reviews loaded are invented" in _words(app)
    assert "Reviews shown" not in _words(app)
    assert not app.segmented_control
