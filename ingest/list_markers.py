"""Numbers, letters and bullets at the start of a line, and which of them continue which list."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

BULLET, ROMAN, LETTER, NUMBER, DECIMAL = "bullet", "roman", "letter", "number", "decimal"
# A list of a higher rank holds lists of a lower one: numbers hold letters, letters hold bullets.
RANK = {BULLET: 0, ROMAN: 1, LETTER: 2, DECIMAL: 3, NUMBER: 4}


@dataclass(frozen=True)
class Marker:
    """A marker as read in one way: "(i)" is both the ninth letter and the first Roman number.

    ``style`` is what surrounds it: "(x)", "x)", "x." or "x"; ``place`` its place in its list;
    ``printed`` the number without brackets ("" for bullets); ``length`` how much of the line it
    takes.
    """

    kind: str
    style: str
    place: int
    printed: str
    length: int


@dataclass
class OpenList:
    """A list that is being read: its kind and style, and the place of its last item."""

    kind: str
    style: str
    last: int
    items: list[int] = field(default_factory=list)


_TENS, _UNITS = ("", "x", "xx"), ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMANS = [ten + unit for ten in _TENS for unit in _UNITS][1:]
_ROMAN_PLACE = {roman: place for place, roman in enumerate(_ROMANS, start=1)}
_BULLETS = "•●▪◦·○■□➢➤►‣*\uf0b7\uf0a7"
_BULLET = re.compile(rf"[{re.escape(_BULLETS)}]\s*|[-–—]\s*(?=[A-Z“\"‘'\[(])|o\s+(?=[A-Z])")
_BODY = r"(?P<body>\d{1,2}|[A-Za-z]|[ivxIVX]{2,6})"
_MARKER = re.compile(
    r"(?:(?:concern|issue|matter(?: of concern)?|point)\s+(?:no\.?\s*)?)?"
    rf"(?:\(\s?{_BODY}\s?\)\.?|{_BODY.replace('body', 'bracket')}\s?\)|"
    rf"{_BODY.replace('body', 'dotted')}\.(?!\d))(?:\s+|(?=[A-Z“\"‘'\[])|$)",
    re.IGNORECASE,
)
_WORDED = re.compile(
    r"(?:concern|issue|matter of concern|point|item)\s+(?:no\.?\s*)?(?P<n>\d{1,2})\s*[:.–—-]*\s*",
    re.IGNORECASE,
)
_DECIMAL = re.compile(r"(?P<major>\d{1,2})\.(?P<minor>\d{1,2})[.)]?\s+(?=\S)")
_BARE = re.compile(r"(?P<n>\d{1,2})\s*[:–—-]?\s+(?=[A-Z“\"‘'\[(])")


def markers(line: str) -> list[Marker]:
    """Every way in which the start of a line can be read as a marker; none for plain text."""
    found = _BULLET.match(line)
    if found:
        return [Marker(BULLET, found[0].strip(), 0, "", found.end())]
    found = _DECIMAL.match(line)
    if found:
        printed = f"{found['major']}.{found['minor']}"
        return [Marker(DECIMAL, found["major"], int(found["minor"]), printed, found.end())]
    found = _MARKER.match(line)
    if found:
        return _readings(found)
    for shape, style in ((_WORDED, "word"), (_BARE, "x")):
        found = shape.match(line)
        if found:
            return [Marker(NUMBER, style, int(found["n"]), found["n"], found.end())]
    return []


def _readings(found: re.Match[str]) -> list[Marker]:
    printed = found["body"] or found["bracket"] or found["dotted"]
    style = "(x)" if found["body"] else "x)" if found["bracket"] else "x."
    if printed.isdigit():
        return [Marker(NUMBER, style, int(printed), printed, found.end())]
    low = printed.lower()
    readings = []
    if low in _ROMAN_PLACE:
        readings.append(Marker(ROMAN, style, _ROMAN_PLACE[low], printed, found.end()))
    if len(low) == 1:
        readings.append(Marker(LETTER, style, ord(low) - 96, printed, found.end()))
    return readings


def inline(text: str, marker: Marker) -> list[int]:
    """Where, inside a line, the list of ``marker`` goes on: "… on the ward. (2) There was …".

    Only the very next numbers count, in the same style; a dotted one ("2. The") needs the end
    of a sentence before it.
    """
    places: list[int] = []
    wanted, start = marker.place + 1, marker.length
    while marker.kind in {NUMBER, LETTER, ROMAN}:
        printed = _printed(marker.kind, wanted)
        shape = {
            "(x)": rf"(?<=[\s.;:,])\(\s?{printed}\s?\)\.?\s+(?=\S)",
            "x)": rf"(?<=[\s.;:,]){printed}\s?\)\s+(?=[A-Z“\"‘'\[])",
            "x.": rf"(?<=[.;:?!”\"\])]\s){printed}\.\s+(?=[A-Z“\"‘'\[])",
        }.get(marker.style)
        found = re.compile(shape).search(text, start) if shape and printed else None
        if not found:
            break
        places.append(found.start())
        start, wanted = found.end(), wanted + 1
    return places


def _printed(kind: str, place: int) -> str:
    if kind == NUMBER:
        return str(place)
    if kind == ROMAN:
        return _ROMANS[place - 1] if place <= len(_ROMANS) else ""
    return chr(96 + place) if place <= 26 else ""
