"""Corrections as plain values, for a draft's file and for the graph."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, get_args

from ingest.documents.corrections import Address, Correction
from ingest.documents.model import DraftAddressee

_KINDS = {each.__name__: each for each in get_args(Correction)}


def as_data(correction: Correction) -> dict[str, Any]:
    """A correction as plain values, under the name of its kind."""
    values = {field.name: getattr(correction, field.name) for field in fields(correction)}
    if isinstance(correction, Address):
        values["addressees"] = [[each.raw, each.inherited] for each in correction.addressees]
    return {"do": type(correction).__name__, **values}


def from_data(data: Mapping[str, Any]) -> Correction:
    """A correction from its plain values. Raises KeyError, TypeError or ValueError for others."""
    values = {name: value for name, value in data.items() if name != "do"}
    for name in ("texts", "keys"):
        if name in values:
            values[name] = tuple(values[name])
    if data["do"] == "Address":
        values["addressees"] = tuple(DraftAddressee(*each) for each in values["addressees"])
    made: Correction = _KINDS[data["do"]](**values)
    return made


def as_text(corrections: Iterable[Correction]) -> str:
    """Corrections as the graph keeps them, JSON; "" for none."""
    made = [as_data(each) for each in corrections]
    return json.dumps(made, ensure_ascii=False) if made else ""


def from_text(text: str) -> tuple[Correction, ...]:
    """The corrections that the graph keeps for a document."""
    return tuple(from_data(each) for each in json.loads(text or "[]"))
