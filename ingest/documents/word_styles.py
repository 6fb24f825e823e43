"""Styles and automatic numbering of a Word file, computed as Word computes them.

Word stores neither the numbers it prints nor, for most paragraphs, that they are bold: both come
from chains of styles, and numbers from counters that run through the document.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from ingest.documents.numerals import numeral

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
_LEVELS = 9
_OFF = {"0", "false", "off", "none"}


def child(element: Any, *names: str) -> Any:
    """The first child by each name in turn; None as soon as one is missing."""
    for name in names:
        if element is None:
            return None
        element = element.find(f"{W}{name}")
    return element


def val(element: Any, *names: str) -> str:
    """The ``w:val`` of a descendant found by ``child``; "" when there is none."""
    found = child(element, *names)
    return "" if found is None else str(found.get(VAL, ""))


def whole(text: str, default: int = 0) -> int:
    """A whole number out of an attribute; ``default`` when it holds none."""
    return int(text) if text.lstrip("-").isascii() and text.lstrip("-").isdigit() else default


def flag(properties: Any, name: str) -> bool | None:
    """Whether a property is switched on or off; None when nothing is said of it."""
    found = child(properties, name)
    return None if found is None else str(found.get(VAL, "1")).lower() not in _OFF


@dataclass(frozen=True)
class Style:
    """What a style says itself; ``Styles`` follows the chain."""

    name: str
    base: str
    paragraph: Any
    run: Any


class Styles:
    """The styles of a document, by id."""

    def __init__(self, root: Any) -> None:
        self._styles: dict[str, Style] = {}
        self.default = ""
        self._size = 20
        for style in () if root is None else root.iter(f"{W}style"):
            key = style.get(f"{W}styleId", "")
            name = val(style, "name").casefold()
            self._styles[key] = Style(
                name, val(style, "basedOn"), child(style, "pPr"), child(style, "rPr")
            )
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true"}:
                self.default = key
        if root is not None:
            standard = val(root, "docDefaults", "rPrDefault", "rPr", "sz")
            self._size = whole(standard, self._size)

    def chain(self, key: str) -> list[Style]:
        """A style and those it is based on, nearest first; a circle ends where it closes."""
        found: list[Style] = []
        seen: set[str] = set()
        while key in self._styles and key not in seen:
            seen.add(key)
            found.append(self._styles[key])
            key = found[-1].base
        return found

    def name(self, key: str) -> str:
        """A style's name in lower case ("heading 2"), whatever language Word runs in."""
        return self._styles[key].name if key in self._styles else ""

    def flag(self, name: str, run: Any, *keys: str) -> bool:
        """Whether a run property holds: said by the run, else by the first style that does."""
        said = flag(run, name)
        if said is not None:
            return said
        for key in keys:
            for style in self.chain(key):
                said = flag(style.run, name)
                if said is not None:
                    return said
        return False

    def size(self, run: Any, *keys: str) -> int:
        """A run's size in half points."""
        said = val(run, "sz")
        for key in keys:
            for style in self.chain(key):
                said = said or val(style.run, "sz")
        return whole(said, self._size)

    def of_paragraph(self, properties: Any, key: str, *names: str) -> str:
        """A paragraph property's value: the paragraph's own, else the first style's that has it."""
        found = child(properties, *names)
        for style in self.chain(key):
            if found is not None:
                break
            found = child(style.paragraph, *names)
        return "" if found is None else str(found.get(VAL, "1"))


@dataclass
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass
class _List:
    """An abstract definition with the counters that all lists made from it share."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counters: dict[int, int] = field(default_factory=dict)
    style_link: str = ""


class Numbering:
    """Counts through a document: ask for each numbered paragraph once, in order."""

    def __init__(self, root: Any) -> None:
        self._lists: dict[str, _List] = {}
        self._list_of: dict[str, str] = {}
        self._overrides: dict[str, dict[int, tuple[int | None, _Level | None]]] = defaultdict(dict)
        self._begun: set[tuple[str, int]] = set()
        if root is None:
            return
        styled: dict[str, str] = {}
        for abstract in root.iter(f"{W}abstractNum"):
            key = abstract.get(f"{W}abstractNumId", "")
            self._lists[key] = _List(_levels(abstract), style_link=val(abstract, "numStyleLink"))
            if val(abstract, "styleLink"):
                styled[val(abstract, "styleLink")] = key
        for one in root.iter(f"{W}num"):
            number = one.get(f"{W}numId", "")
            key = val(one, "abstractNumId")
            linked = self._lists[key].style_link if key in self._lists else ""
            self._list_of[number] = styled.get(linked, key)
            for override in one.iterfind(f"{W}lvlOverride"):
                at = whole(override.get(f"{W}ilvl", ""))
                start = val(override, "startOverride")
                levels = _levels(override)
                self._overrides[number][at] = (
                    whole(start) if start else None,
                    levels.get(at),
                )

    def level_of_style(self, number: str, style: str) -> int:
        """The level of a list that a paragraph style stands for; 0 when none does."""
        found = self._lists.get(self._list_of.get(number, ""))
        levels = found.levels if found else {}
        return next((at for at, level in levels.items() if level.style == style), 0)

    def has(self, number: str) -> bool:
        """Whether there is such a list."""
        return self._list_of.get(number, "") in self._lists

    def next(self, number: str, at: int) -> tuple[str, bool]:
        """What Word prints before the next paragraph of a list at a level from 0, and whether
        that is a bullet; advances the counters."""
        found = self._lists[self._list_of[number]]
        at = min(max(at, 0), _LEVELS - 1)
        level = self._level(number, at)
        start = self._overrides[number].get(at, (None, None))[0]
        if start is not None and (number, at) not in self._begun:
            found.counters[at] = start
        elif at in found.counters:
            found.counters[at] += 1
        else:
            found.counters[at] = level.start
        self._begun.add((number, at))
        for upper in range(at):  # a level that was passed over counts as begun
            found.counters.setdefault(upper, self._level(number, upper).start)
        for lower in range(at + 1, _LEVELS):
            restart = self._level(number, lower).restart
            if restart is None or at < restart:
                found.counters.pop(lower, None)
        if level.form == "bullet":
            return _bullet(level.text), True
        return self._printed(number, at, level, found.counters), False

    def _level(self, number: str, at: int) -> _Level:
        override = self._overrides[number].get(at, (None, None))[1]
        return override or self._lists[self._list_of[number]].levels.get(at) or _Level()

    def _printed(self, number: str, at: int, level: _Level, counters: dict[int, int]) -> str:
        text = level.text
        for upper in range(at + 1):
            mark = f"%{upper + 1}"
            if mark in text:
                other = self._level(number, upper)
                form = "decimal" if level.legal and other.form != "none" else other.form
                form = "none" if other.form == "bullet" else form
                text = text.replace(mark, numeral(counters.get(upper, other.start), form))
        return " ".join(text.split())


def _levels(parent: Any) -> dict[int, _Level]:
    levels = {}
    for one in parent.iterfind(f"{W}lvl"):
        restart = val(one, "lvlRestart")
        levels[whole(one.get(f"{W}ilvl", ""))] = _Level(
            whole(val(one, "start"), 1),
            val(one, "numFmt") or "decimal",
            val(one, "lvlText"),
            whole(restart) if restart else None,
            flag(one, "isLgl") is True,
            val(one, "pStyle"),
        )
    return levels


def _bullet(text: str) -> str:
    # Word's bullets are letters of symbol fonts, in Unicode's private part.
    return "•" if not text.strip() or any("\ue000" <= one <= "\uf8ff" for one in text) else text
