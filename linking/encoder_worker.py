"""The process that runs the sentence encoder: texts on standard input, vectors on its output.

Started by ``linking.encoder`` and by nobody else, with the model's folder and the way to run it.
It ends when its input does, so it outlives no parent.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
# Word pieces in one batch. Texts are sorted by length, so a batch holds many short texts or a few
# long ones; on two cores 1,024 was the fastest of 512 to 4,096, and a fifth faster than batches of
# a fixed number of texts, because little is spent on padding.
_PIECES_PER_BATCH = 1024


def main() -> None:
    """Answer requests until the input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not get between the answers.
    os.dup2(2, 1)
    folder, way = sys.argv[1:]
    run: Encode | None = None
    for line in sys.stdin.buffer:
        try:
            run = run or WAYS[way](folder)
            texts = [text.encode("utf-8", "replace").decode("utf-8") for text in json.loads(line)]
            vectors = run(texts)
        except Exception as error:
            # Said to whoever asked. The tokenizers library raises nothing narrower.
            reason = f"{type(error).__name__}: {error}"
            answer = {"error": reason, "loaded": run is not None}
            answers.write(json.dumps(answer).encode("ascii") + b"\n")
        else:
            data = vectors.astype("<f4").tobytes()
            shape = {"rows": vectors.shape[0], "dimension": vectors.shape[1]}
            answers.write(json.dumps(shape).encode("ascii") + b"\n" + data)
        answers.flush()


def minilm_in_int8(folder: str) -> Encode:
    """all-MiniLM-L6-v2 in whole numbers."""
    from linking.encoder_int8 import Int8MiniLM

    return Int8MiniLM(folder).encode


def minilm(folder: str) -> Encode:
    """all-MiniLM-L6-v2 as torch runs it, in batches of our own."""
    return partial(encode, load(folder))


def any_model(folder: str) -> Encode:
    """A sentence-transformers model as that library runs it, with the prompt that the model asks
    for by default, if any."""
    model = load(folder)

    def run(texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32).reshape(len(texts), -1)

    return run


def cross_encoder(folder: str) -> Encode:
    """A cross-encoder that gives one number a pair; a text is a pair of texts as JSON."""
    from sentence_transformers import CrossEncoder

    _without_progress_bars()
    model = CrossEncoder(folder, device="cpu", local_files_only=True)
    if model.num_labels != 1:
        raise ValueError(f"it gives {model.num_labels} numbers for a pair, where one is needed")

    def run(pairs: Sequence[str]) -> NDArray[np.float32]:
        scores = model.predict([json.loads(pair) for pair in pairs], show_progress_bar=False)
        return np.asarray(scores, dtype=np.float32).reshape(len(pairs), 1)

    return run


WAYS = {"int8": minilm_in_int8, "minilm": minilm, "any": any_model, "cross": cross_encoder}


def load(folder: str) -> Any:
    """The model in ``folder``, on the CPU."""
    from sentence_transformers import SentenceTransformer

    _without_progress_bars()
    return SentenceTransformer(folder, device="cpu", local_files_only=True)


def _without_progress_bars() -> None:
    logging: Any = importlib.import_module("transformers.utils.logging")
    logging.disable_progress_bar()


def encode(model: Any, texts: Sequence[str]) -> NDArray[np.float32]:
    """Vectors of length one, in the order of the texts."""
    import torch

    limit = int(model.max_seq_length or 512)
    pieces = model.tokenizer(list(texts), truncation=True, max_length=limit)["input_ids"]
    vectors = np.zeros((len(texts), model.get_embedding_dimension()), dtype=np.float32)
    with torch.inference_mode():
        for batch in batches([len(piece) for piece in pieces], _PIECES_PER_BATCH):
            features = model.tokenizer.pad(
                {"input_ids": [pieces[i] for i in batch]}, return_tensors="pt"
            )
            output = model.forward(dict(features))["sentence_embedding"]
            vectors[batch] = torch.nn.functional.normalize(output, dim=1).numpy()
    return vectors


def batches(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Places of texts in batches of like length, longest first, each within ``budget`` word
    pieces (at least one text)."""
    order = sorted(range(len(lengths)), key=lambda i: (-lengths[i], i))
    start = 0
    while start < len(order):
        size = max(1, budget // max(1, lengths[order[start]]))
        yield order[start : start + size]
        start += size


if __name__ == "__main__":
    main()
    # Taking torch apart costs its user more than a second, and gives nothing back.
    os._exit(0)
