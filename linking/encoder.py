"""The sentence encoder: texts in, vectors of length one out.

Which model that is, ``linking/models.py`` says; it is read from this machine only, and nothing
here opens a connection.

The model runs in a process of its own (``linking/encoder_worker.py``), started by the first text
that has to be encoded. torch, scikit-learn and the embedded engine together ask for more static
thread-local storage than glibc sets aside for libraries loaded late ("cannot allocate memory in
static TLS block"), in whichever order they come; apart, they do not meet. It also keeps a
gigabyte of libraries out of a process that only asks questions.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import IO, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from graph.errors import ModelUnavailableError
from linking.models import CROSS_VARIABLE, INT8, MODEL, VARIABLE, ModelFolder, find_model
from linking.processes import last_complaint, start

Vectors = NDArray[np.float32]
Progress = Callable[[int, int], None]
"""Called with (done, total)."""

_OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DISABLE_TELEMETRY": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
# Threads that wait by turning round and round keep each other from working as soon as the machine
# has anything else to do: on two cores with a load of ten, 64 texts took 17 to 35 seconds so, and
# 2.4 to 3.4 with threads that sleep.
_THREADS = {"OMP_WAIT_POLICY": "PASSIVE"}


class Encoder(Protocol):
    """Whatever turns texts into vectors. ``name`` goes on every link made with it."""

    @property
    def name(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    @property
    def notes(self) -> Sequence[str]:
        """What whoever reads the links should know about how they were made."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors in the order of the texts: float32, shape (texts, dimension), length one."""


class SentenceEncoder:
    """The model that ``linking/models.py`` finds, run on the CPU.

    Making one only finds the model; the first ``encode`` starts the process that loads it.
    Threads may share one. Close it, or use it as a context manager, to end that process; it also
    ends by itself when this process does.

    Where the fast path cannot be loaded, torch's takes its place: ``name`` changes with it, and
    ``notes`` say so. No vector has been made under the former name by then.
    """

    def __init__(self, folder: ModelFolder | None = None) -> None:
        """Raises ModelUnavailableError when no model is found."""
        self._folder = folder or find_model()
        self._dimension = self._folder.dimension
        self._worker: _Worker | None = None
        self._lock = threading.Lock()
        self.notes: list[str] = []

    @property
    def name(self) -> str:
        return self._folder.name

    @property
    def dimension(self) -> int:
        """Numbers in a vector. Loads a model that does not tell otherwise, which may raise
        ModelUnavailableError."""
        if self._dimension is None:
            self._dimension = self.encode(["How many?"]).shape[1]
        return self._dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of ``texts``; of a text longer than the model reads, of its beginning.
        Raises ModelUnavailableError when the model cannot be loaded or run."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        with self._lock:
            try:
                return self._asked(texts)
            except _NotLoadedError as error:
                if not self._folder.int8:
                    raise
                self._folder = self._folder.as_torch_runs_it()
                self.notes.append(
                    f"The fast path of the encoder could not be used ({error.reason}); "
                    f"torch's was used, which is slower. Set {VARIABLE}={MODEL} to begin with it."
                )
                return self._asked(texts)

    def _asked(self, texts: Sequence[str]) -> Vectors:
        if self._worker is None:
            self._worker = _Worker(self._folder)
        try:
            return self._worker.encode(texts)
        except ModelUnavailableError:
            self._end()
            raise

    def close(self) -> None:
        """End the model's process; a later ``encode`` starts another."""
        with self._lock:
            self._end()

    def __enter__(self) -> SentenceEncoder:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _end(self) -> None:
        if self._worker is not None:
            self._worker.close()
            self._worker = None


class _NotLoadedError(ModelUnavailableError):
    """The model's process runs, but could not load the model."""

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class _Worker:
    """The process that holds the model. A request is one line of JSON (a list of texts); an
    answer is one line of JSON that tells their shape, then the vectors as little-endian float32."""

    def __init__(self, folder: ModelFolder) -> None:
        self._folder = folder
        # A file, not a pipe: nobody reads it before something has gone wrong.
        self._complaints: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed in close()
        threads = {name: os.environ.get(name, value) for name, value in _THREADS.items()}
        self._process = start(
            "linking.encoder_worker",
            str(folder.path.resolve()),
            _way(folder),
            complaints=self._complaints,
            environment={**threads, **_OFFLINE},
        )

    def encode(self, texts: Sequence[str]) -> Vectors:
        into, out = self._process.stdin, self._process.stdout
        assert into is not None and out is not None  # noqa: S101 - both are pipes
        try:
            into.write(json.dumps(list(texts)).encode("ascii") + b"\n")
            into.flush()
            answer = json.loads(out.readline() or b"{}")
            rows, dimension = int(answer.get("rows", 0)), int(answer.get("dimension", 0))
            data = out.read(4 * rows * dimension)
        except OSError as error:
            raise self._failed({"error": str(error)}) from error
        if rows != len(texts) or len(data) != 4 * rows * dimension:
            raise self._failed(answer)
        return np.frombuffer(data, dtype="<f4").reshape(rows, dimension)

    def _failed(self, answer: dict[str, Any]) -> ModelUnavailableError:
        self._process.kill()
        self._process.wait()
        last = last_complaint(self._complaints)
        reason = answer.get("error") or last or f"exit {self._process.returncode}"
        # Libraries explain themselves over many lines; the first says what happened.
        reason = reason.strip().splitlines()[0].rstrip(".")
        cross = self._folder.cross
        what, variable = (
            ("cross-encoder", CROSS_VARIABLE) if cross else ("sentence encoder", VARIABLE)
        )
        message = (
            f"The {what} in {self._folder.path} could not be run: {reason}. Install what it needs "
            f"with 'pip install -r requirements.txt', or choose another model with {variable}."
        )
        if answer.get("loaded") is False:
            return _NotLoadedError(message, reason)
        return ModelUnavailableError(message)

    def close(self) -> None:
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                # What is still to be written no longer matters.
                with suppress(OSError):
                    stream.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._complaints.close()


def _way(folder: ModelFolder) -> str:
    """How the process is to run the model (``encoder_worker.WAYS``)."""
    return "cross" if folder.cross else {INT8: "int8", MODEL: "minilm"}.get(folder.name, "any")
