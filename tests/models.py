"""Models for tests: copies of all-MiniLM-L6-v2's folder, and smaller ones made of its layers."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def copied(source: Path, target: Path, weights: bytes | None = None) -> Path:
    """A model's folder made of links, its weights replaced by other bytes if given."""
    target.mkdir(parents=True)
    for item in source.iterdir():
        if item.name != "model.safetensors" or weights is None:
            (target / item.name).symlink_to(item, target_is_directory=item.is_dir())
    if weights is not None:
        (target / "model.safetensors").write_bytes(weights)
    return target


def of_fewer_layers(source: Path, target: Path, layers: int) -> Path:
    """A real model of its own: only the first layers of another, their weights untouched."""
    copied(source, target, weights=b"")
    config = json.loads((source / "config.json").read_text())
    (target / "config.json").unlink()
    (target / "config.json").write_text(json.dumps(config | {"num_hidden_layers": layers}))
    # In a process of its own: torch is not loaded beside the embedded engine.
    script = (
        "import sys\n"
        "from safetensors.torch import load_file, save_file\n"
        "source, target, layers = sys.argv[1:]\n"
        "dropped = tuple(f'encoder.layer.{n}.' for n in range(int(layers), 12))\n"
        "kept = {n: w for n, w in load_file(source).items() if not n.startswith(dropped)}\n"
        "save_file(kept, target, metadata={'format': 'pt'})\n"
    )
    names = [str(folder / "model.safetensors") for folder in (source, target)]
    subprocess.run([sys.executable, "-c", script, *names, str(layers)], check=True)
    return target


def in_hub(hub: Path, name: str) -> Path:
    """Where the hub's cache would hold a model; the folder itself is not made."""
    folder = hub / f"models--{name.replace('/', '--')}"
    (folder / "refs").mkdir(parents=True)
    (folder / "refs" / "main").write_text("abc123")
    return folder / "snapshots" / "abc123"
