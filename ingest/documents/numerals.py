"""List numbers as a word processor or browser prints them: 4 as "4", "d", "D", "iv" or "IV"."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST = 32_767  # Word's own limit; a larger Roman number would be a page of m


def numeral(value: int, form: str) -> str:
    """``value`` in a form named as in WordprocessingML (decimal, lowerLetter, upperRoman, …);
    a form that is not known prints as decimal, and "none" as nothing."""
    value = max(0, min(value, _MOST))
    if form == "none":
        return ""
    if form in {"lowerLetter", "upperLetter"} and value:
        # Word goes on after z with aa, bb, cc.
        repeats, place = divmod(value - 1, 26)
        letters = chr(97 + place) * (repeats + 1)
        return letters if form == "lowerLetter" else letters.upper()
    if form in {"lowerRoman", "upperRoman"}:
        return _roman(value) if form == "lowerRoman" else _roman(value).upper()
    if form == "decimalZero":
        return f"{value:02d}"
    if form == "ordinal":
        return f"{value}{_ending(value)}"
    return str(value)


def _roman(value: int) -> str:
    printed = []
    for size, letters in _ROMAN:
        printed.append(letters * (value // size))
        value %= size
    return "".join(printed)


def _ending(value: int) -> str:
    if value % 100 in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
