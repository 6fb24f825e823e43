"""``python -m linking.int8_bounds``: the bounds that all-MiniLM-L6-v2's products stay within.

Taken over the sample's recommendations and the findings of the evidence base, as torch runs the
model. Written to ``linking/int8_bounds.json``; needed again only for other weights.
"""

from __future__ import annotations

import csv
import json
from functools import partial
from typing import Any

import torch

from graph.settings import DATA
from linking.encoder_int8 import BOUNDS, LAYERS
from linking.encoder_worker import encode, load
from linking.models import find_model

# Channels behind each GELU that are computed apart. With 2 the least cosine with torch's vectors
# was .9990, with 4 .9993, with 16 .9996 (the narrowing products alone in whole numbers).
_LARGE = 4
_INPUTS = {
    "attend": "attention.self.query",
    "gather": "attention.output.dense",
    "widen": "intermediate.dense",
    "narrow": "output.dense",
}
Range = tuple[torch.Tensor, torch.Tensor]


def main() -> None:
    """Run the model over the texts and write what its products' inputs held."""
    model: Any = load(str(find_model().path))
    seen: dict[tuple[int, str], Range] = {}
    for number, layer in enumerate(model[0].auto_model.encoder.layer):
        for name, module in _INPUTS.items():
            layer.get_submodule(module).register_forward_pre_hook(
                partial(_see, seen, (number, name))
            )
    texts = _texts()
    encode(model, texts)
    layers = [_bounds({name: seen[number, name] for name in _INPUTS}) for number in range(LAYERS)]
    BOUNDS.write_text(json.dumps({"texts": len(texts), "layers": layers}) + "\n", encoding="utf-8")


def _texts() -> list[str]:
    """Rows of the sample have a text (recommendations, headings and what the case showed)."""
    found = []
    for path in (*sorted((DATA / "sample").glob("*reviews.csv")), DATA / "evidence/findings.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            found += [row.get("text") or row.get("finding") or "" for row in csv.DictReader(file)]
    return [text for text in found if text]


def _see(
    seen: dict[tuple[int, str], Range], key: tuple[int, str], module: object, inputs: Any
) -> None:
    x = inputs[0].flatten(0, -2)
    low, high = seen.get(key, (x.amin(0), x.amax(0)))
    seen[key] = torch.minimum(low, x.amin(0)), torch.maximum(high, x.amax(0))


def _bounds(seen: dict[str, Range]) -> dict[str, Any]:
    """Rows of least and largest values: one a channel behind a layer norm, else one for all."""
    low, high = seen["narrow"]
    large = torch.maximum(high, -low).topk(_LARGE).indices
    rest = torch.ones(len(low), dtype=torch.bool)
    rest[large] = False
    seen = seen | {"narrow": (low[rest], high[rest])}
    whole = {name: [[float(low.min())], [float(high.max())]] for name, (low, high) in seen.items()}
    each = {
        name: [[round(float(value), 3) for value in row] for row in seen[name]]
        for name in ("attend", "widen")
    }
    return {"large": sorted(large.tolist())} | whole | each


if __name__ == "__main__":
    main()
