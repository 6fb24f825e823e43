"""What coding hands back: one value for each code, with the words and the rule it rests on."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Code:
    """One value of ``graph.schema.CODES``, the exact words of the text it rests on (may be
    empty) and the id of the rule that gave it. An empty value means: not coded."""

    value: str
    words: str = ""
    rule: str = ""


@dataclass(frozen=True)
class Addressee:
    """A body the recommendation is addressed to, as the reader or the registry knows it.

    ``level`` is local, regional, national, type or empty (not known); ``raw`` is the wording in
    the document; ``inherited`` says it came from a heading, a column or the report as a whole.
    """

    title: str
    level: str = ""
    is_type: bool = False
    raw: str = ""
    inherited: bool = True


@dataclass(frozen=True)
class Actor:
    """The actor and the level it works at."""

    actor: Code
    level: Code


@dataclass(frozen=True)
class Codes:
    """All codes of one recommendation, never summed to one score (domain/cues.md)."""

    actor: Code
    action: Code
    measurable: Code
    time: Code
    strength: Code
    depth: Code
    level: Code
    societal: Code
    evidence_base: Code
    asks: int
    escalates_to: str = ""

    def as_properties(self) -> dict[str, str | int]:
        """The properties of a Recommendation node: ``actor``, ``actor_words``, ``actor_rule``,
        and so on, with ``asks`` and ``escalates_to``."""
        properties: dict[str, str | int] = {}
        for one in fields(self):
            value = getattr(self, one.name)
            if isinstance(value, Code):
                properties[one.name] = value.value
                properties[f"{one.name}_words"] = value.words
                properties[f"{one.name}_rule"] = value.rule
            else:
                properties[one.name] = value
        return properties
