"""A picture of a part of the graph, to take away: what it shows, and where each symbol stands."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import networkx as nx

from exports.text import one_line, shorten
from graph.codes import REVIEW_KINDS
from graph.schema import NODE
from graph.shape import Node

BESIDE = 30  # letters of a name beside a symbol
# What a review's title begins with, and what it begins with beside a symbol.
_KINDS = {words.split(" (")[0]: code for code, words in REVIEW_KINDS.items()} | {
    "Domestic abuse related death review": "DARDR"
}
ORDER = ("Theme", "Agency", "Review", "Finding", "Source", "Recommendation")


@dataclass(frozen=True)
class Mark:
    """One symbol: its key, its label in the schema, its title, its middle and half its size.
    ``named`` is whether its title is to stand beside it; ``faint`` whether it is dimmed."""

    key: str
    label: str
    title: str
    x: float
    y: float
    half: float
    named: bool = True
    faint: bool = False

    @property
    def kind(self) -> Node:
        """How the schema draws it."""
        return NODE[self.label]

    @property
    def short(self) -> str:
        """Its title as it stands beside the symbol."""
        return beside(self.label, self.title)


@dataclass(frozen=True)
class Line:
    """One relationship: its ends' keys, its type and meaning, its width, and its score if any.
    ``way`` is whether it is a step of the path that is shown."""

    source: str
    target: str
    type: str
    meaning: str
    width: float
    score: float | None = None
    way: bool = False


@dataclass(frozen=True)
class Drawing:
    """The whole: its title, its symbols, the most important first, and its lines."""

    title: str
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]

    @property
    def legend(self) -> list[tuple[str, Node]]:
        """What stands for what: '3 themes', and how they are drawn."""
        counts = Counter(mark.label for mark in self.marks)
        return [
            (
                f"{counts[label]:,} {label.lower() if counts[label] == 1 else NODE[label].plural}",
                NODE[label],
            )
            for label in ORDER
            if counts[label]
        ]

    def as_networkx(self) -> nx.MultiDiGraph:
        """The same as a graph, for other programs; a node's ``x`` and ``y`` are its place."""
        graph = nx.MultiDiGraph()
        for mark in self.marks:
            place = {"x": round(mark.x, 1), "y": round(mark.y, 1)}
            graph.add_node(mark.key, type=mark.label, title=one_line(mark.title), **place)
        for line in self.lines:
            known = {} if line.score is None else {"score": line.score}
            graph.add_edge(line.source, line.target, type=line.type, meaning=line.meaning, **known)
        return graph


def beside(label: str, title: str) -> str:
    """A title cut to stand beside a symbol; a review's kind is said by its letters, or many
    would look alike."""
    line = one_line(title)
    if label == "Review":
        for words, code in _KINDS.items():
            if line.startswith(words):
                line = code + line.removeprefix(words)
    return shorten(line, BESIDE)
