"""What a schema is made of: properties, nodes and edges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "integer", "number", "boolean"]


@dataclass(frozen=True)
class Property:
    """One property of a node or edge."""

    name: str
    kind: Kind
    about: str


@dataclass(frozen=True)
class Node:
    """One node label, with the colour (Okabe-Ito) and shape it is drawn with."""

    label: str
    plural: str
    about: str
    colour: str
    shape: str
    symbol: str
    properties: tuple[Property, ...]


@dataclass(frozen=True)
class Edge:
    """One relationship type and the labels it may join."""

    type: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    about: str
    properties: tuple[Property, ...] = ()


def text(name: str, about: str) -> Property:
    return Property(name, "text", about)


def code(name: str, about: str) -> tuple[Property, ...]:
    """A code of domain/cues.md, with the words it rests on and the rule that gave it."""
    return (
        text(name, about),
        text(f"{name}_words", f"the words the code '{name}' rests on"),
        text(f"{name}_rule", f"the rule that gave the code '{name}'"),
    )
