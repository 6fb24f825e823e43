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


def cross_encoder(source: Path, target: Path, seed: int, labels: int = 1) -> Path:
    """A real cross-encoder, tiny and of chance weights; ``source`` lends its tokenizer."""
    script = (
        "import sys, torch\n"
        "from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification\n"
        "source, target, seed, labels = sys.argv[1:]\n"
        "torch.manual_seed(int(seed))\n"
        "tokenizer = AutoTokenizer.from_pretrained(source)\n"
        "config = BertConfig(vocab_size=len(tokenizer), hidden_size=32, num_hidden_layers=1,\n"
        "    num_attention_heads=2, intermediate_size=32, num_labels=int(labels),\n"
        "    initializer_range=0.5)\n"
        "BertForSequenceClassification(config).save_pretrained(target)\n"
        "tokenizer.save_pretrained(target)\n"
    )
    arguments = [str(source), str(target), str(seed), str(labels)]
    subprocess.run([sys.executable, "-c", script, *arguments], check=True, capture_output=True)
    return target


def in_hub(hub: Path, name: str) -> Path:
    """Where the hub's cache would hold a model; the folder itself is not made."""
    folder = hub / f"models--{name.replace('/', '--')}"
    (folder / "refs").mkdir(parents=True)
    (folder / "refs" / "main").write_text("abc123")
    return folder / "snapshots" / "abc123"
