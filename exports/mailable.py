"""A drawing as one HTML page that can be mailed: pyvis writes it, and it asks for nothing.

pyvis' own page links to three addresses elsewhere and puts a title into it as markup; the page is
therefore our template (``mailable.html``), in which every text is escaped, and whose policy lets a
browser fetch nothing at all.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyvis.network
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from exports.drawing import Drawing, Mark
from exports.labels import BELOW, Spot, placed
from exports.provenance import Provenance
from exports.text import one_line, shorten

_LETTERS = 14.0  # height of names where the drawing is as large as its places say
_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "tooltipDelay": 150,
        "keyboard": {"enabled": True, "bindToWindow": False},
    },
    "nodes": {"font": {"size": _LETTERS, "color": "#1B2733", "strokeWidth": 3}},
    "edges": {"smooth": False},
}


def as_html(drawing: Drawing, about: Provenance) -> str:
    """The drawing as a page: the picture, its legend, the same items as a table, and where it
    comes from."""
    network = pyvis.network.Network(directed=True, cdn_resources="in_line")
    network.options = _OPTIONS
    named = _named(drawing)
    for mark in reversed(drawing.marks):  # the last is drawn on top
        _add(network, mark, bears_name=mark.key in named)
    for line in drawing.lines:
        score = "" if line.score is None else f" (score {line.score:.2f})"
        colour = "#2B5C8A" if line.way else "rgba(110,120,130,0.4)"
        title = f"{line.meaning}{score}"
        network.add_edge(line.source, line.target, width=line.width, title=title, color=colour)
        del network.edges[-1]["arrows"]  # a hub's arrowheads would hide it
    network.templateEnv = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True
    )
    network.templateEnv.globals.update(
        drawing=drawing,
        about=about,
        rows=_rows(drawing),
        library=Markup(_library()),  # noqa: S704
    )
    network.path = "mailable.html"
    return str(network.generate_html("picture.html"))


def _add(network: pyvis.network.Network, mark: Mark, *, bears_name: bool) -> None:
    title = one_line(mark.title)
    network.add_node(
        mark.key,
        label=mark.short if bears_name else " ",
        title=f"{mark.label}: {title}",
        shape=mark.kind.shape,
        color=mark.kind.colour,
        size=mark.half,
        opacity=0.2 if mark.faint else 1,
        x=round(mark.x, 1),
        y=round(mark.y, 1),
    )


def _named(drawing: Drawing) -> set[str]:
    """Keys of the symbols whose names find room below them, where vis-network writes names."""
    spots = [Spot(m.key, m.x, m.y, m.half, m.short) for m in drawing.marks]
    wanted = [mark.key for mark in drawing.marks if mark.named and not mark.faint]
    return set(placed(spots, wanted, _LETTERS, [BELOW]))


def _rows(drawing: Drawing) -> list[tuple[str, str, str]]:
    """Kind, title, and what each is joined to, as far as the drawing shows it."""
    title = {mark.key: shorten(one_line(mark.title), 80) for mark in drawing.marks}
    joined: dict[str, list[str]] = {key: [] for key in title}
    for line in drawing.lines:
        joined[line.source].append(f"{line.meaning}: {title[line.target]}")
        joined[line.target].append(f"{title[line.source]}: {line.meaning}")
    return [(m.label, one_line(m.title), "; ".join(joined[m.key][:6])) for m in drawing.marks]


@cache
def _library() -> str:
    """vis-network, as pyvis carries it."""
    folder = Path(pyvis.network.__file__).parent / "lib" / "vis-9.1.2"
    source = (folder / "vis-network.min.js").read_text(encoding="utf-8")
    if "</script" in source.lower():
        raise ValueError("vis-network holds '</script' and cannot stand inside a page")
    return source.rsplit("//# sourceMappingURL", 1)[0]
