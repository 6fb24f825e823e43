"""A cross-encoder, where one is named: it orders evidence links and changes nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph.errors import ModelUnavailableError
from graph.store import Row, Store
from linking.encoder import SentenceEncoder
from linking.models import CROSS_VARIABLE, find_cross_encoder, find_model
from linking.reading_order import pair
from linking.run import link
from tests.models import cross_encoder, in_hub
from tests.test_link_run import ASKS, fill, finding

FOUND = {
    "g1": "Patients whom GP practices asked about domestic abuse were referred to an advocate",
    "g2": "Referral to an advocate rose where GP practices asked patients about abuse",
    "g3": "Few GP practices ask patients about domestic abuse and refer them to an advocate",
}
LINKS = (
    "MATCH (:Recommendation {id: 'a2'})-[e:NEAR_EVIDENCE]->(f:Finding) "
    "RETURN f.id AS id, f.text AS text, e.score AS score, e.rank AS rank, e.method AS method, "
    "e.made_on AS made_on ORDER BY rank"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Two of one number and one of three, by seed."""
    folder, source = tmp_path_factory.mktemp("cross"), find_model().path
    of = {seed: cross_encoder(source, folder / f"tiny{seed}", seed) for seed in (1, 2)}
    return of | {3: cross_encoder(source, folder / "tiny3", 3, labels=3)}


def linked(store: Store) -> list[Row]:
    link(store)
    return store.rows(LINKS)


def pairs_and_scores(rows: list[Row]) -> set[tuple[str, float]]:
    return {(row["id"], row["score"]) for row in rows}


@pytest.mark.usefixtures("known_vectors")
def test_it_orders_links_and_they_are_renewed_with_it(
    embedded_store: Store, made: dict[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(embedded_store)
    with embedded_store.writer() as writer:
        writer.upsert_nodes("Finding", [finding(id_, t, "Clinic") for id_, t in FOUND.items()])
    plain = linked(embedded_store)
    assert len(plain) > 2
    methods = {row["method"] for row in plain}
    for seed in (1, 2):
        monkeypatch.setenv(CROSS_VARIABLE, str(made[seed]))
        with SentenceEncoder(find_cross_encoder()) as itself:
            said = itself.encode([pair(ASKS["a2"], passage(row)) for row in plain])[:, 0]
        ordered = linked(embedded_store)
        best_first = sorted(range(len(plain)), key=lambda at: -round(float(said[at]), 5))
        assert [row["id"] for row in ordered] == [plain[at]["id"] for at in best_first]
        assert pairs_and_scores(ordered) == pairs_and_scores(plain)
        (method,) = {row["method"] for row in ordered} - methods
        assert f"in the order of tiny{seed}-" in method
        methods.add(method)
        assert link(embedded_store).skipped
    monkeypatch.delenv(CROSS_VARIABLE)
    assert linked(embedded_store) == plain


def passage(row: Row) -> str:
    """What linking takes for the finding: its claim, and where that was."""
    return f"{row['text']}. {'General practice' if row['id'] == 'f1' else 'Clinic'}."


@pytest.mark.parametrize("name", ["tiny1", "cross-encoder/tiny1", "someone/tiny1"])
def test_it_is_found_by_name_in_the_hubs_cache(
    tmp_path: Path, made: dict[int, Path], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setenv(CROSS_VARIABLE, name)
    place = in_hub(tmp_path, name if "/" in name else f"cross-encoder/{name}")
    shutil.copytree(made[1], place)
    found = find_cross_encoder()
    assert found is not None and found.name.startswith("tiny1-")


def test_without_a_name_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CROSS_VARIABLE, " ")
    assert find_cross_encoder() is None


@pytest.mark.parametrize("lost", ["config.json", "model.safetensors"])
def test_half_of_one_is_told(
    tmp_path: Path, made: dict[int, Path], monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    half = shutil.copytree(made[1], tmp_path / "half")
    (half / lost).unlink()
    monkeypatch.setenv(CROSS_VARIABLE, str(half))
    with pytest.raises(ModelUnavailableError, match=f"{lost} not found"):
        find_cross_encoder()


def test_one_that_gives_several_numbers_is_refused(
    made: dict[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CROSS_VARIABLE, str(made[3]))
    with (
        SentenceEncoder(find_cross_encoder()) as several,
        pytest.raises(ModelUnavailableError, match=rf"3 numbers for a pair.*{CROSS_VARIABLE}"),
    ):
        several.encode([pair("Train staff.", "Training helped.")])
