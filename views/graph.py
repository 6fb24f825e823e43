"""Graph: what surrounds one theme, agency, review, recommendation, finding or source."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from graph.errors import QueryFailedError
from graph.neighbourhood import DRAWN, Item, Neighbourhood, item, neighbourhood, ways_from
from graph.schema import EDGE, NODE
from graph.store import Row
from views.components.graph_view import graph_view, in_order
from views.data import ask, graph, stamp
from views.facts import show_facts
from views.layout import header, table
from views.links import address, choose_some, link_to_node, remember
from views.names import agency_name
from views.text import plain, shorten

CAP = 150


@st.cache_data(max_entries=128, show_spinner="Looking around")
def around(
    state: str, centre: Item, labels: tuple[str, ...], second: tuple[str, ...]
) -> Neighbourhood:
    """The neighbourhood as shown, kept until the graph changes."""
    del state
    found = neighbourhood(graph(), centre, labels=labels, second=second, cap=CAP)
    return replace(found, centre=named(centre), items=tuple(named(one) for one in found.items))


def named(one: Item) -> Item:
    """The item with its title as the screen shows it."""
    return replace(one, title=agency_name(one.title)) if one.label == "Agency" else one


def go_to(key: str) -> None:
    """Move the centre of the picture."""
    remember(node=key)
    st.session_state["find"] = ""


def find() -> None:
    """A box that finds anything by its name."""
    words = st.text_input(
        "Find by name",
        key="find",
        type="search",
        placeholder="A theme, agency, review, recommendation, finding or source",
    ).strip()
    if not words:
        return
    found = ask("find_by_title", words=words, limit=12)
    if not found:
        st.caption(f"Nothing has '{plain(words)}' in its name. Try fewer letters.")
    with st.container(horizontal=True, gap="small"):
        for row in found:
            key = f"{row['kind']}:{row['id']}"
            st.button(
                f"{NODE[row['kind']].symbol} {plain(shorten(row['title'], 70))}",
                key=f"found-{key}",
                on_click=go_to,
                args=(key,),
            )


def start() -> Item | None:
    """The node that the address names, or else the theme that comes back most."""
    key = address("node")
    if key:
        try:
            return item(graph(), key)
        except QueryFailedError as error:
            st.markdown(plain(error))
            return None
    shares = ask("theme_shares")
    if shares:
        return Item("Theme", shares[0]["theme_id"], shares[0]["theme"])
    return None


def controls(centre: Item) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Which kinds are shown, and along which relationships a second step goes."""
    left, right = st.columns(2)
    with left:
        labels = choose_some(
            "Kinds shown",
            {label: NODE[label].plural.capitalize() for label in DRAWN},
            "kinds",
            empty="All kinds",
        )
    reachable = {
        type_: f"{type_}: {EDGE[type_].about}"
        for label in sorted({label for label in DRAWN if label != centre.label})
        for type_ in ways_from(label)
    }
    with right:
        second = choose_some(
            "A second step along",
            dict(sorted(reachable.items())),
            "second",
            empty="One step only",
            help="A second step follows just the relationships named here; "
            "along all of them it would run through to most of the graph.",
        )
    return tuple(labels) or DRAWN, tuple(second)


def how_many(shown: Neighbourhood) -> str:
    """Say how much of what there is the picture holds."""
    count, total = len(shown.items), shown.total
    if not total:
        return ""
    if count == total:
        noun = "neighbour" if total == 1 else "neighbours"
        return f"All {total:,} {noun} {'is' if total == 1 else 'are'} shown."
    more = "" if shown.complete else "more than "
    return (
        f"Showing {count:,} of {more}{total:,} neighbours: each relationship in turn, stated "
        "facts first, then the nearest. Narrow the kinds to see the rest."
    )


def legend(shown: Neighbourhood) -> None:
    """The symbols and colours of the picture, with how many of each it holds."""
    parts = []
    for label in DRAWN:
        count = sum(one.label == label for one in (shown.centre, *shown.items))
        if count:
            kind = NODE[label]
            noun = label.lower() if count == 1 else kind.plural
            parts.append(
                f'<span class="kind"><span style="color:{kind.colour}" aria-hidden="true">'
                f"{kind.symbol}</span> {count} {noun}</span>"
            )
    st.html(
        "<style>.kinds{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;font-size:.87rem}</style>"
        f'<div class="kinds">{"".join(parts)}<span>— thicker: higher score</span></div>'
    )


def as_rows(shown: Neighbourhood) -> list[Row]:
    """The picture as a table: one row for each tie that brought a neighbour in."""
    title = {one.key: one.title for one in (shown.centre, *shown.items)}
    rows: list[Row] = []
    for one in in_order(shown.items):
        ties = [t for t in shown.ties if one.key in (t.source, t.target)]
        direct = [t for t in ties if shown.centre.key in (t.source, t.target)]
        for tie in direct or ties:
            other = tie.target if tie.source == one.key else tie.source
            rows.append(
                {
                    "kind": one.label,
                    "title": one.title,
                    "relationship": tie.type,
                    "meaning": EDGE[tie.type].about,
                    "score": None if tie.score is None else round(tie.score, 3),
                    "through": "" if direct else title[other],
                    "node": one.key,
                }
            )
    return rows


def body() -> None:
    """Draw the page below its header."""
    find()
    centre = start()
    if centre is None:
        st.markdown("Find something by its name above, or start from a theme:")
        with st.container(horizontal=True):
            for row in ask("theme_tree"):
                if row["within_id"] is None:
                    id_ = row["theme_id"]
                    link_to_node(row["theme"], "Theme", id_)
        return
    labels, second = controls(centre)
    shown = around(stamp(), centre, labels, second)
    st.header(f"{NODE[centre.label].symbol} {plain(shown.centre.title)}", anchor=False)
    picture, side = st.columns([2.4, 1], gap="medium")
    with picture:
        graph_view(shown, key="picture", on_go=go_to, height=600 if shown.items else 220)
        legend(shown)
        st.caption(how_many(shown) or "Nothing of the kinds chosen is joined to this.")
    with side:
        show_facts(centre)
    rows = as_rows(shown)
    if rows:
        st.header("The same as a table", anchor=False)
        st.caption("Choose a row to move there.")
        headings = {
            "kind": "Kind",
            "title": "Title",
            "relationship": "Relationship",
            "score": "Score",
            "meaning": "Meaning",
        }
        if second:
            headings["through"] = "Through"
        table(rows, f"around {centre.id}", headings, on_pick=lambda row: go_to(row["node"]))


header(
    "Graph",
    "What surrounds a theme, an agency, a review, a recommendation or a finding. "
    "Click a symbol to move there.",
)
body()
