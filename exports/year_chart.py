"""How many of all, year by year, as a picture for paper and slides."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from exports.chart import to_png, to_svg
from exports.document import Years

_ALL, _SOME, _EDGE = "#C9D6E2", "#2B5C8A", "#71869A"
# Pixels of the bars: small on paper and flat on slides, so that their numbers can be read there.
PAGE, SLIDE = (560, 170), (680, 140)
_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.1.json"


@lru_cache(maxsize=4)
def svg(years: Years, size: tuple[int, int]) -> str:
    """The picture as SVG."""
    return to_svg(_chart(years, *size))


@lru_cache(maxsize=4)
def png(years: Years, size: tuple[int, int]) -> bytes:
    """The picture as PNG."""
    return to_png(_chart(years, *size))


def _chart(years: Years, width: int, height: int) -> dict[str, Any]:
    """For each year a pale bar as high as all, and before it a dark one as high as those counted;
    both numbers stand below, so that the picture holds its data."""
    values = [
        {"label": f"{year}\n{number:,}\nof {of:,}" if of else f"{year}\n–", "n": number, "of": of}
        for year, number, of in years.counts
    ]
    axis = {
        "title": None,
        "labelAngle": 0,
        "labelOverlap": True,
        "ticks": False,
        "labelExpr": "split(datum.label, '\\n')",
    }
    return {
        "$schema": _SCHEMA,
        "width": width,
        "height": height,
        "data": {"values": values},
        "encoding": {"x": {"field": "label", "type": "nominal", "sort": None, "axis": axis}},
        "layer": [_bar("of", _ALL, years.noun), _bar("n", _SOME, years.noun)],
    }


def _bar(field: str, colour: str, noun: str) -> dict[str, Any]:
    axis = {"title": noun.capitalize(), "tickMinStep": 1, "tickCount": 5, "format": "d"}
    return {
        "mark": {"type": "bar", "color": colour, "stroke": _EDGE},
        "encoding": {"y": {"field": field, "type": "quantitative", "stack": None, "axis": axis}},
    }
