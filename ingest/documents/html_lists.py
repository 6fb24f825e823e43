"""Numbers of HTML lists, as a browser prints them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ingest.documents.numerals import numeral

_FORMS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "decimal": "decimal", "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter", "upper-latin": "upperLetter", "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman", "decimal-leading-zero": "decimalZero", "none": "",
}  # fmt: skip
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_NUMBER = re.compile(r"\s*(-?\d{1,9})")


@dataclass
class _List:
    form: str
    next: int
    step: int = 1


class Lists:
    """The lists that are open at a place; ``take`` gives the mark of the item that just began,
    once."""

    def __init__(self) -> None:
        self._open: list[_List] = []
        self._waiting: str | None = None

    @property
    def depth(self) -> int:
        """Lists around this place, 1 to 6."""
        return min(max(len(self._open), 1), 6)

    @contextmanager
    def within(self, element: Any) -> Iterator[None]:
        """Go into a list element."""
        style = _STYLE.search(element.get("style", ""))
        stated = (style[1].lower() if style else "") or element.get("type", "")
        if element.tag != "ol" and stated not in _FORMS:
            form = "bullet"
        else:
            form = _FORMS.get(stated, "decimal")
        start = _whole(element.get("start"))
        backwards = "reversed" in element.attrib and element.tag == "ol"
        if start is None:
            start = len(element.findall("li")) if backwards else 1
        self._open.append(_List(form, start, -1 if backwards else 1))
        yield
        self._open.pop()
        self._waiting = None

    def item(self, element: Any) -> None:
        """An item begins."""
        if not self._open:
            self._waiting = "•"
            return
        here = self._open[-1]
        value = _whole(element.get("value"))
        value = here.next if value is None else value
        here.next = value + here.step
        self._waiting = "•" if here.form in {"bullet", ""} else f"{numeral(value, here.form)}."

    def take(self) -> str | None:
        """The mark of the item that began; None when nothing began since the last time."""
        mark, self._waiting = self._waiting, None
        return mark


def _whole(text: str | None) -> int | None:
    found = _NUMBER.match(text or "")
    return int(found[1]) if found else None
