"""all-MiniLM-L6-v2 with its matrix products in whole numbers (int8), for processors with VNNI.

Only torch is needed, and nothing is converted or kept: the weights are rounded when they are
loaded, in a fraction of a second. Each product's input is brought to 0..255 by bounds taken once
over the sample's recommendations and findings (``int8_bounds.json``, made by ``python -m
linking.int8_bounds``), and its weights to -127..127, one scale a row. Two habits of the model
would spoil that, and are dealt with:

- Behind a layer norm some channels are ten times as large as the rest. Each channel is divided
  by a factor that its weights are multiplied by (SmoothQuant, Xiao et al. 2023, alpha .7).
- Behind each GELU a few channels out of 1,536 are many times as large as the rest. They are
  computed apart as torch would, and zero among the others (LLM.int8, Dettmers et al. 2022).

Texts stand one behind another without padding, and attention goes over texts of equal length, so
that a text's vector does not depend on what it is encoded with: the same bits, alone or among
others, in any order. Layer norm, softmax and GELU stay in floating point.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch.nn import functional

BOUNDS = Path(__file__).with_name("int8_bounds.json")
LAYERS = 6
_HEADS, _WIDTH = 12, 384
_PIECES = 256  # word pieces that the model reads of a text
_EPSILON = 1e-12
_ALPHA = 0.7
_TOKENS_PER_BATCH = 1024

Tensor = torch.Tensor


class Product(NamedTuple):
    """A linear layer in whole numbers. ``factor`` (one a channel, or one) brings the input to
    bytes; ``scale`` and ``zero`` say what those bytes mean; ``weight`` is packed by oneDNN."""

    factor: Tensor
    scale: float
    zero: int
    weight: Tensor
    weight_scale: Tensor
    bias: Tensor

    def bytes_of(self, x: Tensor) -> Tensor:
        """``x`` as the product takes it: uint8, rounded to the nearest."""
        shift = torch.tensor(self.zero + 0.5)
        return torch.addcmul(shift, x, self.factor).clamp_(0, 255).to(torch.uint8)

    def __call__(self, x: Tensor, gelu_for: Product | None = None) -> Tensor:
        """The product with bytes ``x``: float32, or behind a GELU the bytes for another."""
        out = (1.0, 0, torch.float32) if gelu_for is None else (*gelu_for[1:3], torch.uint8)
        after: tuple[Any, ...] = ("none", [], "") if gelu_for is None else ("gelu", [], "none")
        result: Tensor = torch.ops.onednn.qlinear_pointwise(
            x, self.scale, self.zero, self.weight, self.weight_scale,
            torch.zeros_like(self.weight_scale, dtype=torch.int32), self.bias, *out, *after
        )  # fmt: skip
        return result


class Layer(NamedTuple):
    """One layer: its products, its large channels computed apart, its layer norms."""

    attend: Product
    gather: Product
    widen: Product
    narrow: Product
    apart: tuple[Tensor, Tensor, Tensor]
    norms: tuple[tuple[Tensor, Tensor], tuple[Tensor, Tensor]]


class Int8MiniLM:
    """The model, ready to encode."""

    def __init__(self, folder: str) -> None:
        """Raises RuntimeError when this processor or this torch cannot run it, OSError or
        KeyError when the folder is not the model's."""
        _check_products()
        self._tokenizer = Tokenizer.from_file(str(Path(folder) / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_PIECES)
        weights = load_file(Path(folder) / "model.safetensors")
        bounds = json.loads(BOUNDS.read_text(encoding="utf-8"))["layers"]
        part = "embeddings."
        self._words = weights[part + "word_embeddings.weight"]
        self._places = weights[part + "position_embeddings.weight"]
        self._places = self._places + weights[part + "token_type_embeddings.weight"][0]
        self._norm = _norm(weights, part + "LayerNorm")
        self._layers = [_layer(weights, number, bounds[number]) for number in range(LAYERS)]

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of length one, in the order of the texts."""
        pieces = [found.ids for found in self._tokenizer.encode_batch(list(texts))]
        vectors = np.zeros((len(texts), _WIDTH), dtype=np.float32)
        with torch.inference_mode():
            for batch in _batches([len(ids) for ids in pieces]):
                vectors[batch] = self._forward([pieces[i] for i in batch]).numpy()
        return vectors

    def _forward(self, pieces: Sequence[Sequence[int]]) -> Tensor:
        """Vectors of texts that are sorted by their number of pieces."""
        lengths = [len(ids) for ids in pieces]
        groups = [(length, len(list(same))) for length, same in groupby(lengths)]
        words = self._words[torch.tensor([id_ for ids in pieces for id_ in ids])]
        places = self._places[torch.cat([torch.arange(length) for length in lengths])]
        x = _normed(words + places, self._norm)
        for layer in self._layers:
            x = _through(layer, x, groups)
        vectors = [part.mean(1) for part in _parts(x, groups)]
        return functional.normalize(torch.cat(vectors), dim=1)


def _through(layer: Layer, x: Tensor, groups: Sequence[tuple[int, int]]) -> Tensor:
    """One layer over tokens ``x`` (tokens, width); ``groups`` are (length, number of texts)."""
    heads = layer.attend(layer.attend.bytes_of(x))
    seen = torch.cat([_attention(part) for part in _parts(heads, groups)])
    first, second = layer.norms
    x = _normed(layer.gather(layer.gather.bytes_of(seen)).add_(x), first)
    wide = layer.widen(layer.widen.bytes_of(x), gelu_for=layer.narrow)
    summed = layer.narrow(wide).add_(x)
    into, bias, out = layer.apart
    # A sum over products of each row by itself: a matrix product's last bits depend on how
    # many rows it has.
    for channel in range(len(bias)):
        large = functional.gelu((x * into[channel]).sum(1, keepdim=True) + bias[channel])
        summed.addcmul_(large, out[channel])
    return _normed(summed, second)


def _parts(x: Tensor, groups: Sequence[tuple[int, int]]) -> Iterator[Tensor]:
    """Tokens of texts of equal length: (texts, length, channels)."""
    start = 0
    for length, number in groups:
        yield x[start : start + length * number].view(number, length, -1)
        start += length * number


def _attention(heads: Tensor) -> Tensor:
    """Softmax attention; query, key and value stand side by side. Gives (tokens, width)."""
    number, length, _ = heads.shape
    query, key, value = heads.view(number, length, 3, _HEADS, -1).permute(2, 0, 3, 1, 4)
    seen = functional.scaled_dot_product_attention(query, key, value)
    return seen.transpose(1, 2).reshape(number * length, _WIDTH)


def _normed(x: Tensor, norm: tuple[Tensor, Tensor]) -> Tensor:
    return functional.layer_norm(x, (_WIDTH,), *norm, _EPSILON)


def _norm(weights: dict[str, Tensor], name: str) -> tuple[Tensor, Tensor]:
    return weights[name + ".weight"], weights[name + ".bias"]


def _layer(weights: dict[str, Tensor], number: int, bounds: dict[str, Any]) -> Layer:
    part = f"encoder.layer.{number}."
    heads = [_norm(weights, f"{part}attention.self.{name}") for name in ("query", "key", "value")]
    weight, bias = (torch.cat(pair) for pair in zip(*heads, strict=True))
    widen, widen_bias = _norm(weights, part + "intermediate.dense")
    narrow, narrow_bias = _norm(weights, part + "output.dense")
    large = torch.tensor(bounds["large"])
    apart = (widen[large], widen_bias[large], narrow[:, large].T.contiguous())
    narrow = narrow.clone()
    narrow[:, large] = 0.0
    gather = _norm(weights, part + "attention.output.dense")
    return Layer(
        attend=_product(weight, bias, bounds["attend"]),
        gather=_product(*gather, bounds["gather"]),
        widen=_product(widen, widen_bias, bounds["widen"]),
        narrow=_product(narrow, narrow_bias, bounds["narrow"]),
        apart=apart,
        norms=(
            _norm(weights, part + "attention.output.LayerNorm"),
            _norm(weights, part + "output.LayerNorm"),
        ),
    )


def _product(weight: Tensor, bias: Tensor, bounds: Sequence[Sequence[float]]) -> Product:
    """A linear layer (out, in), whose input lies between the two rows of ``bounds``: one value
    a channel, to be smoothed, or one for all."""
    low, high = torch.tensor(bounds)
    smooth = torch.ones(1)
    if len(low) > 1:
        size = torch.maximum(high, -low).clamp(min=1e-5)
        smooth = size**_ALPHA / weight.abs().amax(0).clamp(min=1e-5) ** (1 - _ALPHA)
    least = min(0.0, float((low / smooth).min()))
    scale = (max(0.0, float((high / smooth).max())) - least) / 255
    weight = weight * smooth
    weight_scale = weight.abs().amax(1) / 127
    whole = torch.round(weight / weight_scale[:, None]).to(torch.int8)
    packed = torch.ops.onednn.qlinear_prepack(whole, None)
    return Product(1 / (smooth * scale), scale, round(-least / scale), packed, weight_scale, bias)


def _check_products() -> None:
    """Largest bytes by largest bytes: where sums of products overflow, this shows it."""
    whole = torch.full((8, 64), 127, dtype=torch.int8)
    ones = torch.ones(8)
    product = Product(
        ones[:1], 1.0, 0, torch.ops.onednn.qlinear_prepack(whole, None), ones, torch.zeros(8)
    )
    found = product(torch.full((4, 64), 255, dtype=torch.uint8))
    if not bool((found == 64 * 255 * 127).all()):
        raise RuntimeError("sums of int8 products overflow on this processor")


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Places of texts, longest first, in batches of so many tokens (at least one text)."""
    batch: list[int] = []
    tokens = 0
    for place in sorted(range(len(lengths)), key=lambda i: (-lengths[i], i)):
        if batch and tokens + lengths[place] > _TOKENS_PER_BATCH:
            yield batch
            batch, tokens = [], 0
        batch.append(place)
        tokens += lengths[place]
    if batch:
        yield batch
