"""What every column means and how well it is coded: from the schema and what was measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exports.provenance import Provenance
from exports.whole import OF_REVIEW, Whole, properties
from graph.codes import CODES
from graph.shape import Property
from linking.measured import quality_of

_QUALITY = {"ABOUT": ("themes",), "REPEATS": ("near-identical", "possible")}
_SCORE = {
    "ABOUT": "chance that the text is about the theme, by a fitted model",
    "NEAR_EVIDENCE": "chance that a judge would call the finding relevant; not that it supports",
    "REPEATS": "how alike the two wordings are, by a fitted model",
}
_MEASURED_WITH = (
    "Quality is measured on labelled recommendations and pairs that were held back from making "
    "the rules: the share that was right or F1, its 95% interval, and of how many."
)


def quality(owner: str, name: str = "") -> str:
    """How well a property of a label or type is coded, or with no name the whole type; nothing
    for what is read or counted and not coded."""
    if owner == "Recommendation" and name in CODES:
        return quality_of(name)
    return quality_of(*_QUALITY.get(owner, ())) if name in ("", "score", "tier") else ""


def meaning(owner: str, one: Property) -> str:
    """What a property of a label or type means, in one sentence."""
    if one.name == "score" and owner in _SCORE:
        return _SCORE[owner]
    return one.about


def dictionary(whole: Whole, about: Provenance) -> str:
    """The data dictionary as Markdown: each label and relationship that is there, how many, and
    each of its columns."""
    return "\n".join(_lines(whole, about))


def _lines(whole: Whole, about: Provenance) -> Iterator[str]:
    yield "# Data dictionary\n"
    yield from (f"- **{name}:** {_plain(words)}" for name, words in about.lines())
    yield f"\n{_MEASURED_WITH}\n"
    for node in whole.labels:
        yield f"## {node.label}\n\n{node.about}; {whole.count(node.label):,} of them.\n"
        extra = OF_REVIEW if node.label == "Recommendation" else ()
        yield from _table(node.label, (*properties(node.label), *extra))
    for ends in whole.types:
        edge = ends.edge
        yield f"## ({ends.source})-[{edge.type}]->({ends.target})\n"
        yield f"{edge.about}; {ends.count:,} of them. `source` and `target` are ids.\n"
        if said := quality(edge.type):
            yield f"Quality: {said}.\n"
        if edge.properties:
            yield from _table(edge.type, edge.properties)


def _table(owner: str, of: Sequence[Property]) -> Iterator[str]:
    yield "| column | kind | meaning | quality |"
    yield "|---|---|---|---|"
    for one in of:
        cells = (f"`{one.name}`", one.kind, meaning(owner, one), quality(owner, one.name))
        yield f"| {' | '.join(map(_plain, cells))} |"
    yield ""


def _plain(words: str) -> str:
    """Words that cannot end a cell of a table or begin a tag."""
    return " ".join(words.split()).replace("|", "\\|").replace("<", "&lt;")
