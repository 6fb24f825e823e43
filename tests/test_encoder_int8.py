"""The encoder's fast path: near torch's vectors, the same bits always, and left when it fails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from linking.encoder import SentenceEncoder
from linking.models import INT8, MODEL, VARIABLE, ModelFolder, find_model, profits
from linking.vectors import vectors_for
from tests.models import copied

TEXTS = [
    "Staff should share what they know.",
    "",
    "Each ward needs a lead, and the lead needs time.",
    "The trust must review how doctors hand over patients who wait. " * 40,
    "Short.",
    "Ask, and ask alone.",
    "a\x00b \ud800",
]
needs_vnni = pytest.mark.skipif(not profits(), reason="this processor has no AVX-512 VNNI")


@pytest.fixture(scope="module")
def int8() -> Iterator[SentenceEncoder]:
    with SentenceEncoder(ModelFolder(find_model().path, INT8, 384)) as one:
        yield one


@needs_vnni
def test_vectors_are_near_torchs(int8: SentenceEncoder) -> None:
    with SentenceEncoder(ModelFolder(find_model().path, MODEL, 384)) as torch:
        likeness = (int8.encode(TEXTS) * torch.encode(TEXTS)).sum(axis=1)
    assert (int8.name, int8.notes) == (INT8, [])
    assert likeness.min() > 0.995, likeness


@needs_vnni
def test_a_text_has_one_vector_whatever_it_is_encoded_with(int8: SentenceEncoder) -> None:
    together = int8.encode(TEXTS)
    alone = np.concatenate([int8.encode([text]) for text in TEXTS])
    reversed_ = int8.encode([*TEXTS[::-1], "And another."])[-2::-1]
    assert np.array_equal(together, alone)
    assert np.array_equal(together, reversed_)
    with SentenceEncoder(ModelFolder(find_model().path, INT8, 384)) as again:
        assert np.array_equal(again.encode(TEXTS), together)


@pytest.fixture
def broken(tmp_path: Path) -> ModelFolder:
    """A model that torch can run and the fast path cannot: its tokenizer is in another format."""
    folder = copied(find_model().path, tmp_path / "broken")
    (folder / "tokenizer.json").unlink()
    return ModelFolder(folder, INT8, 384)


def test_torch_takes_over_with_a_note(broken: ModelFolder) -> None:
    with SentenceEncoder(broken) as encoder:
        assert encoder.encode(TEXTS).shape == (len(TEXTS), 384)
        assert encoder.name == MODEL
    assert len(encoder.notes) == 1
    assert "fast path" in encoder.notes[0]
    assert f"{VARIABLE}={MODEL}" in encoder.notes[0]


@needs_vnni
def test_vectors_of_both_paths_are_not_mixed(
    home: Path, int8: SentenceEncoder, broken: ModelFolder
) -> None:
    known = vectors_for(TEXTS[:2], int8)
    with SentenceEncoder(broken) as encoder:
        found = vectors_for(TEXTS[:3], encoder)
        own = encoder.encode(TEXTS[:3])
    assert np.allclose(found, own, atol=1e-5)
    assert not np.allclose(found[:2], known, atol=1e-5)
