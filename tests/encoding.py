"""The real encoder, started once for all tests that need vectors."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from linking.encoder import SentenceEncoder, Vectors
from linking.vectors import FILE_NAME, VectorCache, vectors_for


@pytest.fixture(scope="session")
def encoder() -> Iterator[SentenceEncoder]:
    with SentenceEncoder() as one:
        yield one


@pytest.fixture(scope="session")
def vectors_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where vectors are kept from one test to the next."""
    return tmp_path_factory.mktemp("vectors")


@pytest.fixture(scope="session")
def vectors(encoder: SentenceEncoder, vectors_folder: Path) -> Callable[[Sequence[str]], Vectors]:
    """Texts to vectors."""
    cache = VectorCache(vectors_folder / FILE_NAME)
    return lambda texts: vectors_for(texts, encoder, cache)


@pytest.fixture
def known_vectors(home: Path, vectors_folder: Path) -> Iterator[None]:
    """The test's home begins with the vectors that earlier tests made, and leaves its own."""
    home.mkdir(parents=True, exist_ok=True)
    kept, own = vectors_folder / FILE_NAME, home / FILE_NAME
    if kept.exists():
        shutil.copyfile(kept, own)
    yield
    if own.exists():
        shutil.copyfile(own, kept)
