"""A chart as a picture, SVG or PNG, with where it comes from above it; in a document, which says
that itself, without.

vl-convert draws Vega-Lite without a browser and without reaching out: scripts and fonts are inside
it. The first picture takes over a second, later ones a tenth.
"""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import wrap
from typing import Any

from exports.provenance import Provenance

_WIDTH = 760  # pixels, of a chart that fills the page on screen
_LETTERS = 110  # of small print on a line of that width
_FONT = "Arial, Liberation Sans, sans-serif"
_LOOK = {
    "font": _FONT,
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "gridColor": "#E3E8ED",
        "domainColor": "#A9B3BD",
        "labelColor": "#1B2733",
        "titleColor": "#54606C",
    },
}
_SHARPER = 2  # times as many pixels in a PNG, for paper and slides
_NO_ADDRESS: list[str] = []  # a chart may load nothing from anywhere


def to_svg(chart: Mapping[str, Any], about: Provenance | None = None) -> str:
    """A Vega-Lite chart as SVG; its text stays text."""
    import vl_convert  # 84 MB, read from the disk at a click only

    return str(
        vl_convert.vegalite_to_svg(
            _on_paper(chart, about), vl_version=_version(chart), allowed_base_urls=_NO_ADDRESS
        )
    )


def to_png(chart: Mapping[str, Any], about: Provenance | None = None) -> bytes:
    """A Vega-Lite chart as PNG."""
    import vl_convert

    return bytes(
        vl_convert.vegalite_to_png(
            _on_paper(chart, about),
            vl_version=_version(chart),
            scale=_SHARPER,
            allowed_base_urls=_NO_ADDRESS,
        )
    )


def _on_paper(chart: Mapping[str, Any], about: Provenance | None) -> dict[str, Any]:
    """The chart on white, under its title if it has one."""
    return {
        "width": _WIDTH,
        **chart,
        "background": "#FFFFFF",
        "padding": 16,
        **({"title": _title(about)} if about else {}),
        "config": {**_LOOK, **chart.get("config", {})},
    }


def _title(about: Provenance) -> dict[str, Any]:
    """The question that a chart answers, and the line that says where it is from."""
    return {
        "text": wrap(about.question, _LETTERS * 3 // 4),
        "subtitle": wrap(about.sentence(), _LETTERS),
        "anchor": "start",
        "frame": "bounds",
        "align": "left",
        "offset": 14,
        "color": "#1B2733",
        "subtitleColor": "#54606C",
        "subtitlePadding": 4,
    }


def _version(chart: Mapping[str, Any]) -> str:
    """The version of Vega-Lite that Altair wrote for: '6.1' of '…/vega-lite/v6.1.0.json'."""
    number = str(chart["$schema"]).rpartition("/v")[2]
    return ".".join(number.split(".")[:2])
