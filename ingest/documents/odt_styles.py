"""Styles and list numbers of an OpenDocument text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ingest.documents.numerals import numeral
from ingest.documents.shaping import Look

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, STYLE, TABLE = f"{{{_NS}text:1.0}}", f"{{{_NS}style:1.0}}", f"{{{_NS}table:1.0}}"
OFFICE, DRAW = f"{{{_NS}office:1.0}}", f"{{{_NS}drawing:1.0}}"
_SVG = f"{{{_NS}svg-compatible:1.0}}"
_FO = f"{{{_NS}xsl-fo-compatible:1.0}}"
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman",
          "I": "upperRoman", "": "none"}  # fmt: skip
_NUMBER = re.compile(r"\s*(\d{1,9})")
_SIZE = re.compile(r"\s*(\d+(?:\.\d+)?)pt")
_LENGTH = re.compile(r"\s*(\d{1,6}(?:\.\d+)?)(cm|mm|in|pt)")
_CM = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72}
_LEVELS = 10


def whole(text: str | None, default: int) -> int:
    """A whole number out of an attribute."""
    found = _NUMBER.match(text or "")
    return int(found[1]) if found else default


def centimetres(element: Any, side: str) -> float:
    """A frame's width or height; 0 when it is not stated in a unit of length."""
    found = _LENGTH.match(element.get(f"{_SVG}{side}", ""))
    return float(found[1]) * _CM[found[2]] if found else 0.0


@dataclass(frozen=True)
class _Style:
    parent: str
    element: Any


@dataclass
class _Level:
    form: str
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1
    bullet: str = ""


@dataclass
class Chain:
    """Lists that count on from one another."""

    counters: dict[int, int] = field(default_factory=dict)


class Styles:
    """The named and automatic styles of a document; automatic ones win."""

    def __init__(self, *roots: Any) -> None:
        self._styles: dict[tuple[str, str], _Style] = {}
        self._lists: dict[str, dict[int, _Level]] = {}
        for root in roots:
            for style in () if root is None else root.iter(f"{STYLE}style"):
                key = (style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", ""))
                self._styles[key] = _Style(style.get(f"{STYLE}parent-style-name", ""), style)
            for kind in ("list-style", "outline-style"):
                for style in () if root is None else root.iter(f"{TEXT}{kind}"):
                    name = style.get(f"{STYLE}name", "") if kind == "list-style" else "outline"
                    self._lists[name] = _levels(style)

    def chain(self, family: str, name: str) -> list[Any]:
        """A style's element and those it inherits from, nearest first."""
        found, seen = [], set()
        while (family, name) in self._styles and name not in seen:
            seen.add(name)
            found.append(self._styles[family, name].element)
            name = self._styles[family, name].parent
        return found

    def names(self, name: str) -> list[str]:
        """What a paragraph style and those above it are called, in lower case."""
        return [
            (one.get(f"{STYLE}display-name") or one.get(f"{STYLE}name", "")).casefold()
            for one in self.chain("paragraph", name)
        ]

    def of_paragraph(self, name: str, attribute: str) -> str:
        """A style's own attribute (list style, outline level, master page) along the chain."""
        found = (one.get(attribute) for one in self.chain("paragraph", name))
        return str(next((one for one in found if one is not None), ""))

    def breaks(self, name: str, side: str) -> bool:
        """Whether a paragraph or table style breaks the page ``side`` (before or after)."""
        for family in ("paragraph", "table"):
            for one in self.chain(family, name):
                for properties in one.iterfind(f"{STYLE}{family}-properties"):
                    said = properties.get(f"{_FO}break-{side}")
                    if said:
                        return str(said) == "page"
        return False

    def hidden(self, family: str, name: str) -> bool:
        """Whether text in a style is hidden."""
        return self._property(family, name, f"{TEXT}display") == "none"

    def look(self, name: str, span: str = "", outer: Look | None = None) -> Look:
        """How text looks in a paragraph style, or in a span within it."""
        family, key = ("text", span) if span else ("paragraph", name)
        outer = outer or Look()
        weight = self._property(family, key, f"{_FO}font-weight")
        line = self._property(family, key, f"{STYLE}text-underline-style")
        size = _SIZE.match(self._property(family, key, f"{_FO}font-size"))
        return Look(
            outer.bold if not weight else weight == "bold" or weight in {"600", "700", "800"},
            outer.underlined if not line else line != "none",
            float(size[1]) if size else outer.size,
        )

    def _property(self, family: str, name: str, attribute: str) -> str:
        for one in self.chain(family, name):
            for properties in one.iterfind(f"{STYLE}text-properties"):
                if properties.get(attribute):
                    return str(properties.get(attribute))
        return ""

    def has_list(self, name: str) -> bool:
        return name in self._lists

    def start(self, name: str, depth: int) -> int:
        """Where a list begins to count at a depth from 1."""
        return self._level(name, depth).start

    def mark(self, name: str, depth: int, counters: dict[int, int]) -> tuple[str, bool]:
        """What is printed before an item, and whether that is a bullet."""
        level = self._level(name, depth)
        if level.bullet:
            return level.bullet, True
        if level.form == "none":
            return "", False
        first = max(1, depth - level.shown + 1)
        parts = []
        for at in range(first, depth + 1):
            one = self._level(name, at)
            if one.form != "none" and not one.bullet:
                parts.append(numeral(counters.get(at, one.start), one.form))
        return f"{level.prefix}{'.'.join(parts)}{level.suffix}".strip(), False

    def _level(self, name: str, depth: int) -> _Level:
        levels = self._lists.get(name, {})
        return levels.get(depth) or _Level("none", bullet="" if name == "outline" else "•")


def _levels(style: Any) -> dict[int, _Level]:
    levels = {}
    for one in style:
        depth = min(whole(one.get(f"{TEXT}level"), 0), _LEVELS)
        if one.tag == f"{TEXT}list-level-style-bullet":
            bullet = one.get(f"{TEXT}bullet-char", "")
            private = any("\ue000" <= letter <= "\uf8ff" for letter in bullet)
            levels[depth] = _Level("none", bullet=bullet if bullet.strip() and not private else "•")
        elif one.tag == f"{TEXT}list-level-style-image":
            levels[depth] = _Level("none", bullet="•")
        elif one.tag in {f"{TEXT}list-level-style-number", f"{TEXT}outline-level-style"}:
            levels[depth] = _Level(
                _FORMS.get(one.get(f"{STYLE}num-format", ""), "decimal"),
                one.get(f"{STYLE}num-prefix", ""),
                one.get(f"{STYLE}num-suffix", ""),
                whole(one.get(f"{TEXT}start-value"), 1),
                whole(one.get(f"{TEXT}display-levels"), 1),
            )
    return levels
