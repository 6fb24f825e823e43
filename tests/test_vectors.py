"""Vectors kept by content: only what is new is encoded, and a damaged file costs no run."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from graph.settings import ROOT
from linking.encoder import SentenceEncoder, Vectors
from linking.vectors import FILE_NAME, VectorCache, VectorCacheError, vectors_for

TEXTS = ["Staff should share what they know.", "Each ward needs a lead.", "Ask, and ask alone."]


class Counting:
    """The real encoder, with a note of what it was asked for."""

    def __init__(self, encoder: SentenceEncoder, name: str = "") -> None:
        self._encoder = encoder
        self.name = name or encoder.name
        self.dimension = encoder.dimension
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return self._encoder.encode(texts)


@pytest.fixture
def counting(encoder: SentenceEncoder) -> Counting:
    return Counting(encoder)


def test_vectors_come_in_the_order_of_the_texts(counting: Counting) -> None:
    texts = [TEXTS[2], TEXTS[0], TEXTS[2], TEXTS[1], TEXTS[0]]
    found = vectors_for(texts, counting)
    assert sorted(counting.asked) == sorted(TEXTS)
    assert np.allclose(found, counting.encode(texts), atol=1e-5)


def test_only_new_texts_are_encoded(counting: Counting) -> None:
    before = vectors_for(TEXTS[:2], counting)
    counting.asked.clear()
    after = vectors_for(TEXTS, counting)
    assert counting.asked == [TEXTS[2]]
    assert np.array_equal(after[:2], before)


def test_known_texts_start_no_model(home: Path, counting: Counting) -> None:
    vectors_for(TEXTS, counting)
    late = SentenceEncoder()
    vectors_for(TEXTS, late)
    assert late._worker is None


def test_models_do_not_share_vectors(encoder: SentenceEncoder, counting: Counting) -> None:
    vectors_for(TEXTS, counting)
    other = Counting(encoder, name="another-model")
    vectors_for(TEXTS, other)
    assert sorted(other.asked) == sorted(TEXTS)


def test_no_texts(counting: Counting) -> None:
    assert vectors_for([], counting).shape == (0, 384)


def test_progress_counts_what_had_to_be_encoded(counting: Counting) -> None:
    vectors_for(TEXTS[:1], counting)
    seen: list[tuple[int, int]] = []
    vectors_for(TEXTS, counting, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(2, 2)]


@pytest.mark.parametrize(
    "content", [b"not a database at all", b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_a_damaged_file_is_moved_aside_and_rebuilt(
    home: Path, counting: Counting, content: bytes
) -> None:
    home.mkdir(parents=True)
    (home / FILE_NAME).write_bytes(content)
    cache = VectorCache()
    assert vectors_for(TEXTS, counting, cache).shape == (3, 384)
    assert len(cache.notes) == 1
    assert (home / f"{FILE_NAME}.damaged-1").read_bytes() == content
    counting.asked.clear()
    vectors_for(TEXTS, counting)
    assert counting.asked == []


def test_damage_inside_a_file_in_use_is_found_as_well(home: Path, counting: Counting) -> None:
    many = [f"Ward {number} should be visited." for number in range(60)]
    vectors_for(many, counting)
    path = home / FILE_NAME
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (path.stat().st_size - 8192))
    cache = VectorCache()
    assert np.allclose(vectors_for(many, counting, cache), counting.encode(many), atol=1e-5)
    assert cache.notes


def test_a_vector_cut_short_is_made_again(home: Path, counting: Counting) -> None:
    whole = vectors_for(TEXTS, counting)
    with sqlite3.connect(home / FILE_NAME) as base:
        base.execute("UPDATE vectors SET vector = substr(vector, 1, 100)")
    base.close()
    assert np.allclose(vectors_for(TEXTS, counting), whole, atol=1e-5)


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path, counting: Counting) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(VectorCacheError, match="COMMON_THREAD_HOME"):
        vectors_for(TEXTS, counting, VectorCache(tmp_path / "file" / FILE_NAME))


def test_several_writers_at_once(home: Path, encoder: SentenceEncoder) -> None:
    batches = [[f"Team {i} should meet team {j}." for j in range(20)] for i in range(6)]
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda texts: vectors_for(texts, encoder), batches))
    counting = Counting(encoder)
    again = vectors_for([text for batch in batches for text in batch], counting)
    assert counting.asked == []
    assert np.array_equal(np.concatenate(found), again)


def test_a_kill_loses_no_more_than_one_chunk(home: Path, counting: Counting) -> None:
    """The process kills itself when it is told that the first chunk is kept."""
    texts = [f"Recommendation {number} should be reviewed." for number in range(300)]
    script = (
        "import os, signal\n"
        "from linking.encoder import SentenceEncoder\n"
        "from linking.vectors import vectors_for\n"
        "texts = [f'Recommendation {n} should be reviewed.' for n in range(300)]\n"
        "vectors_for(texts, SentenceEncoder(),\n"
        "            progress=lambda done, total: os.kill(os.getpid(), signal.SIGKILL))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT)
    assert done.returncode == -9
    vectors_for(texts, counting)
    assert 0 < len(counting.asked) < len(texts)
