"""Records of a JSON or JSON Lines file, whatever holds them, within bounds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from graph.errors import InputRefusedError
from ingest.delimited import read_text


def json_records(path: Path, within: Sequence[str]) -> tuple[list[tuple[int, Any]], str]:
    """The records of a file with their places (counted from 1), and a note on its encoding.

    They stand in a list, in a list under one of the names ``within``, or one on each line.
    Raises InputRefusedError for what is no JSON, naming the line.
    """
    text, note = read_text(path)
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        return list(_lines(path, text, error)), note
    except RecursionError:
        raise InputRefusedError(
            f"{path.name} holds lists within lists without end. Export it again."
        ) from None
    if isinstance(whole, dict):
        inner = next((whole[name] for name in within if isinstance(whole.get(name), list)), None)
        whole = [whole] if inner is None else inner
    return list(enumerate(whole if isinstance(whole, list) else [whole], start=1)), note


def _lines(path: Path, text: str, whole: json.JSONDecodeError) -> Iterator[tuple[int, Any]]:
    lines = [(n, line) for n, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if len(lines) < 2 or not all(line.lstrip().startswith("{") for _, line in lines[:2]):
        raise InputRefusedError(
            f"{path.name} is no JSON: line {whole.lineno} is damaged. Export it again."
        )
    for number, line in lines:
        try:
            yield number, json.loads(line)
        except (json.JSONDecodeError, RecursionError):
            yield number, None
