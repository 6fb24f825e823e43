"""The encoder: found on this machine only, named, and run in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import psutil
import pytest

from graph.errors import ModelUnavailableError
from graph.settings import ROOT
from linking.encoder import SentenceEncoder
from linking.encoder_worker import batches


def test_vectors_are_float32_of_length_one_in_the_order_of_the_texts(
    encoder: SentenceEncoder,
) -> None:
    texts = ["Staff should share what they know.", "", "A ward " * 900, "Short.", "a\x00b \ud800"]
    vectors = encoder.encode(texts)
    assert vectors.dtype == np.float32
    assert vectors.shape == (5, encoder.dimension) == (5, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    alone = np.concatenate([encoder.encode([text]) for text in texts])
    assert np.allclose(vectors, alone, atol=1e-5)


def test_like_meaning_is_nearer_than_like_words(encoder: SentenceEncoder) -> None:
    ask, other_words, other_meaning = encoder.encode(
        [
            "Doctors should ask patients about violence at home.",
            "General practitioners ought to enquire about domestic abuse.",
            "Doctors should ask patients about the length of the car park queue.",
        ]
    )
    assert ask @ other_words > ask @ other_meaning


def test_no_texts_need_no_process() -> None:
    encoder = SentenceEncoder()
    children = set(psutil.Process().children())
    assert encoder.encode([]).shape == (0, 384)
    assert set(psutil.Process().children()) == children


def test_nothing_connects_to_anything(tmp_path: Path) -> None:
    """Every Python process of this run ends at once if it opens or looks up an address."""
    (tmp_path / "sitecustomize.py").write_text(
        "import os, sys\n"
        "def watch(event, args):\n"
        "    if event in ('socket.connect', 'socket.getaddrinfo', 'socket.sendto'):\n"
        "        os._exit(77)\n"
        "sys.addaudithook(watch)\n"
    )
    script = (
        "from linking.encoder import SentenceEncoder\n"
        "with SentenceEncoder() as encoder:\n"
        "    print(encoder.encode(['A text.']).shape)\n"
    )
    path = os.pathsep.join([str(tmp_path), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
    )
    assert done.stdout == "(1, 384)\n", done.stderr


def test_a_process_that_only_asks_loads_no_torch() -> None:
    script = (
        "import sys, linking.run, linking.encoder\n"
        "linking.encoder.SentenceEncoder()\n"
        "print('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "False\n", done.stderr


def test_the_model_process_ends_with_its_parent() -> None:
    script = (
        "from linking.encoder import SentenceEncoder\n"
        "encoder = SentenceEncoder()\n"
        "encoder.encode(['A text.'])\n"
        "print('encoded', flush=True)\n"
        "import time; time.sleep(600)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "encoded\n"
        children = psutil.Process(parent.pid).children()
        assert len(children) == 1
        parent.send_signal(signal.SIGKILL)
    gone, alive = psutil.wait_procs(children, timeout=30)
    assert (len(gone), alive) == (1, [])


def test_a_killed_model_process_is_an_error_and_then_replaced(encoder: SentenceEncoder) -> None:
    encoder.encode(["Start it."])
    child = encoder._worker._process  # type: ignore[union-attr]
    child.kill()
    child.wait()
    with pytest.raises(ModelUnavailableError, match="could not be run"):
        encoder.encode(["Nobody answers."])
    assert encoder.encode(["A new one answers."]).shape == (1, 384)


def test_batches_hold_like_lengths_within_the_budget() -> None:
    lengths = [5, 300, 7, 6, 100, 100, 2]
    found = list(batches(lengths, 200))
    assert sorted(i for batch in found for i in batch) == list(range(7))
    assert [lengths[i] for batch in found for i in batch] == sorted(lengths, reverse=True)
    assert all(len(batch) == 1 or len(batch) * lengths[batch[0]] <= 200 for batch in found)
