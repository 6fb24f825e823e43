"""Graph: what surrounds one theme, agency, review, recommendation, finding or source."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from graph.errors import QueryFailedError
from graph.exploring import LARGEST, Explored
from graph.neighbourhood import DRAWN, Item, item, ways_from
from graph.schema import EDGE, NODE
from graph.store import Row
from views.components.graph_view import Look, graph_view, in_order
from views.data import ask, graph, stamp
from views.facts import show_facts
from views.graph_files import take_away
from views.graph_path import show_path
from views.graph_picture import Asked, Picture, named, picture
from views.graph_state import act, lead_to, look, openings, start_at
from views.layout import header, table
from views.links import address, choose, choose_some, link_to_node, note, remember
from views.text import plain, shorten

SIZES = {"60": "60", "200": "200", "600": "600", str(LARGEST): f"{LARGEST:,}"}


def find(label: str, key: str, placeholder: str, on_found: Callable[[str], None]) -> None:
    """A box that finds anything by its name; ``on_found`` takes what was picked."""
    words = st.text_input(label, key=key, type="search", placeholder=placeholder).strip()
    if not words:
        return
    found = ask("find_by_title", words=words, limit=12)
    if not found:
        st.caption(f"Nothing has '{plain(words)}' in its name. Try fewer letters.")

    def picked(one: str) -> None:
        st.session_state[key] = ""
        on_found(one)

    with st.container(horizontal=True, gap="small"):
        for row in found:
            one = f"{row['kind']}:{row['id']}"
            st.button(
                f"{NODE[row['kind']].symbol} {plain(shorten(row['title'], 70))}",
                key=f"found-{key}-{one}",
                on_click=picked,
                args=(one,),
            )


def at_address(name: str) -> Item | None:
    """The node that the address names; where it names none that is there, that is said."""
    key = address(name)
    if not key:
        return None
    try:
        return named(item(graph(), key))
    except QueryFailedError as error:
        st.markdown(plain(error))
        return None


def start() -> Item | None:
    """The node that the address names, or else the theme that comes back most."""
    shares = [] if address("node") else ask("theme_shares")
    if shares:
        return Item("Theme", shares[0]["theme_id"], shares[0]["theme"])
    return at_address("node")


def controls(centre: Item, end: Item | None) -> Asked:
    """Which kinds are read, how many, and along which relationships a second step goes."""
    left, middle, right = st.columns([1.2, 1.4, 0.6])
    with left:
        labels = choose_some(
            "Kinds to look for",
            {label: NODE[label].plural.capitalize() for label in DRAWN},
            "kinds",
            empty="All kinds",
        )
    reachable = {
        type_: f"{type_}: {EDGE[type_].about}"
        for label in sorted({label for label in DRAWN if label != centre.label})
        for type_ in ways_from(label)
    }
    with middle:
        second = choose_some(
            "A second step along",
            dict(sorted(reachable.items())),
            "second",
            empty="One step only",
            help="A second step follows just the relationships named here; "
            "along all of them it would run through to most of the graph.",
        )
    with right:
        most = choose("Begin with at most", SIZES, "most", default="60")
    return Asked(centre, end, tuple(labels) or DRAWN, tuple(second), int(most), openings())


def how_many(shown: Explored) -> str:
    """Say how much of what there is the picture holds."""
    base = shown.base
    count, total = len(base.items), base.total
    said = []
    if total and count == total:
        noun = "neighbour" if total == 1 else "neighbours"
        said.append(f"All {total:,} {noun} {'is' if total == 1 else 'are'} shown.")
    elif total:
        more = "" if base.complete else "more than "
        said.append(
            f"Showing {count:,} of {more}{total:,} neighbours: each relationship in turn, stated "
            "facts first, then the nearest. Narrow the kinds to see the rest."
        )
    said += [
        f"Expanded: {plain(shorten(layer.of.title, 50))}, {len(layer.items):,} more of its "
        f"{layer.total:,} {'neighbour' if layer.total == 1 else 'neighbours'}."
        for layer in shown.layers
        if layer.shown
    ]
    if len(shown.items) > LARGEST - 50:
        said.append(f"A picture holds {LARGEST:,} at most; collapse something to expand more.")
    return " ".join(said)


def drawn(shown: Explored, hidden: tuple[str, ...]) -> list[Item]:
    """What the picture draws beside its centre, in its order: kinds switched off are left out."""
    return in_order([one for one in shown.items if one.label not in hidden])


def as_rows(shown: Explored, items: list[Item]) -> list[Row]:
    """The picture as a table: one row for each tie that brought an item in."""
    title = {one.key: one.title for one in (shown.centre, *shown.items)}
    ties_of: dict[str, list[tuple[str, str, float | None]]] = {key: [] for key in title}
    for tie in shown.ties:
        ties_of[tie.source].append((tie.type, tie.target, tie.score))
        ties_of[tie.target].append((tie.type, tie.source, tie.score))
    rows: list[Row] = []
    for one in items:
        direct = [tie for tie in ties_of[one.key] if tie[1] == shown.centre.key]
        for type_, other, score in direct or ties_of[one.key]:
            rows.append(
                {
                    "kind": one.label,
                    "title": one.title,
                    "relationship": type_,
                    "meaning": EDGE[type_].about,
                    "score": None if score is None else round(score, 3),
                    "through": "" if direct else title[other],
                    "node": one.key,
                }
            )
    return rows


def show_table(drawing: Picture, items: list[Item]) -> None:
    """The same items as a table."""
    rows = as_rows(drawing.shown, items)
    if not rows:
        return
    st.header("The same as a table", anchor=False)
    st.caption("Choose a row to see what is known of it.")
    headings = {
        "kind": "Kind",
        "title": "Title",
        "relationship": "Relationship",
        "score": "Score",
        "meaning": "Meaning",
    }
    if any(row["through"] for row in rows):
        headings["through"] = "Through"
    name = f"around {drawing.shown.centre.id}"
    table(rows, name, headings, on_pick=lambda row: remember(chosen=row["node"]))


def show_chosen(shown: Explored, seen: Look) -> None:
    """What is known of the node chosen, or of the centre, and what can be done from there."""
    by_key = {one.key: one for one in (shown.centre, *shown.items)}
    chosen = by_key.get(seen.chosen, shown.centre)
    if chosen != shown.centre:
        st.header(f"{NODE[chosen.label].symbol} {plain(chosen.title)}", anchor=False)
    show_facts(chosen)
    if chosen != shown.centre:
        st.button(
            "Path from the first to this",
            key="lead",
            on_click=lead_to,
            args=(shown.centre.key, chosen.key),
        )


def begin() -> None:
    """Where nothing was named to begin with."""
    st.markdown("Find something by its name above, or start from a theme:")
    with st.container(horizontal=True):
        for row in ask("theme_tree"):
            if row["within_id"] is None:
                link_to_node(row["theme"], "Theme", row["theme_id"])


def title(centre: Item, end: Item | None) -> str:
    """What the picture is of."""
    return " to ".join(f"{NODE[one.label].symbol} {one.title}" for one in (centre, end) if one)


def body() -> None:
    """Draw the page below its header."""
    left, right = st.columns(2)
    with left:
        find("Find by name", "find", "A theme, agency, review, finding or source", start_at)
    centre = start()
    if centre is None:
        begin()
        return
    with right:
        find(
            "A path from it to",
            "lead-to",
            "The other end, by its name",
            lambda key: lead_to(centre.key, key),
        )
    end = at_address("to")
    box = st.container()
    with st.expander("What the picture begins with"):
        asked = controls(centre, end)
    drawing = picture(stamp(), asked)
    seen = look()
    items = drawn(drawing.shown, seen.hidden)
    note("Kinds switched off", ", ".join(NODE[label].plural for label in seen.hidden))
    note("Expanded", "; ".join(one.of.title for one in drawing.shown.layers if one.shown))
    with box:
        show(drawing, centre, end)
        take_away(drawing, items, seen, title(centre, end))
    show_table(drawing, items)


def show(drawing: Picture, centre: Item, end: Item | None) -> None:
    """Draw the picture, with what is known of the node chosen beside it."""
    shown, seen = drawing.shown, look()
    st.header(plain(title(centre, end)), anchor=False)
    if drawing.path and end:
        show_path(drawing.path, centre, end)
        st.button("Leave the path", on_click=start_at, args=(centre.key,))
    box, side = st.columns([2.4, 1], gap="medium")
    with box:
        graph_view(drawing.data, seen, key="picture", on_act=act, height=_height(shown))
        if not end:
            st.caption(how_many(shown) or "Nothing of the kinds chosen is joined to this.")
    with side:
        show_chosen(shown, seen)


def _height(shown: Explored) -> int:
    return 600 if len(shown.items) > 2 else 240


header(
    "Graph",
    "What surrounds a theme, an agency, a review, a recommendation or a finding, and how two "
    "things are joined. Click a symbol to see what is known of it; expand it to go on.",
)
body()
