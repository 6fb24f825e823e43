"""The Graph page's picture to take away: as a picture, a page to mail, or a graph."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from exports.drawing import Drawing, Line, Mark
from exports.graph_files import FORMATS, as_file
from exports.mailable import as_html
from exports.picture import as_png, as_svg
from exports.provenance import Provenance
from graph.neighbourhood import Item
from graph.schema import EDGE
from views.components.graph_view import CENTRE_SIZE, SIZE, Look, width
from views.graph_picture import Picture
from views.leaving import offer, provenance_of

_MIME = {
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "json": "application/json",
}
_TITLES = {"graphml": "GraphML", "gexf": "GEXF (Gephi)", "json": "JSON (networkx)"}


def take_away(picture: Picture, items: list[Item], seen: Look, title: str) -> None:
    """Offer what is drawn in each form; a file is made when its button is pressed."""
    made = provenance_of(title)
    drawn = partial(_drawing, picture, items, seen, title)
    name = f"graph-{picture.shown.centre.id}"
    with st.popover("Take this picture away", icon=":material/download:"):
        st.caption("As it is drawn now: kinds switched off stay out, what was pinned stays put.")
        with st.container(horizontal=True):
            offer("SVG", lambda: as_svg(drawn(), made()), name, "svg", "image/svg+xml")
            offer("PNG", lambda: as_png(as_svg(drawn(), made())), name, "png", "image/png")
            offer("Page to mail", lambda: as_html(drawn(), made()), name, "html", "text/html")
        with st.container(horizontal=True):
            for form in FORMATS:
                data = partial(_graph_file, drawn, form, made)
                offer(_TITLES[form], data, f"{name}-as-graph", form, _MIME[form])


def _graph_file(drawn: Callable[[], Drawing], form: str, made: Callable[[], Provenance]) -> bytes:
    return as_file(drawn().as_networkx(), form, made())


def _drawing(picture: Picture, items: list[Item], seen: Look, title: str) -> Drawing:
    """What is drawn, as it stands on the screen: pins, hidden kinds, dimmed symbols."""
    shown = picture.shown
    marks = (shown.centre, *items)
    keys = {one.key for one in marks}
    ties = [tie for tie in shown.ties if tie.source in keys and tie.target in keys]
    chosen = seen.chosen or shown.centre.key
    bright = {chosen}.union(
        *({tie.source, tie.target} for tie in ties if chosen in (tie.source, tie.target))
    )
    named = {node["id"] for node in picture.data["nodes"] if node["labelled"]}
    way = set(picture.path.ties) if picture.path else set()
    at = picture.at | dict(seen.pins)
    return Drawing(
        title,
        tuple(
            Mark(
                one.key,
                one.label,
                one.title,
                *at[one.key],
                half=CENTRE_SIZE if one == shown.centre else SIZE[one.label],
                named=one.key in named,
                faint=seen.dim and one.key not in bright,
            )
            for one in marks
        ),
        tuple(
            Line(
                tie.source,
                tie.target,
                tie.type,
                EDGE[tie.type].about,
                width(tie),
                tie.score,
                tie in way,
            )
            for tie in ties
        ),
    )
