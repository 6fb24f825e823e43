"""What the Graph page's address says: where the picture begins, what was opened, how it looks.

A link therefore opens the same picture. Keys of nodes are quoted, since ids may hold anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, unquote

from graph.exploring import Opening
from graph.schema import NODE
from views.components.graph_view import Act, Look
from views.components.graph_view.places import Place
from views.links import address, remember


def start_at(key: str) -> None:
    """A new picture around this node: nothing opened, moved or dimmed."""
    remember(node=key, to=None, chosen=None, open=None, pin=None, dim=None)


def lead_to(start: str, end: str) -> None:
    """A picture of the path from one node to another."""
    start_at(start)
    remember(to=end)


def look() -> Look:
    """How the picture is looked at."""
    hidden = tuple(kind for kind in address("hide").split(",") if kind in NODE)
    return Look(address("chosen"), hidden, dict(_pins()), bool(address("dim")))


def openings() -> tuple[Opening, ...]:
    """The nodes whose neighbours were asked for, in that order; '-' stands before those shut."""
    kept = [unquote(part) for part in address("open").split(",") if part]
    return tuple(Opening(key.removeprefix("-"), key.startswith("-")) for key in kept)


def act(done: Act) -> None:
    """Take what a reader did in the picture into the address."""
    if done.verb == "start":
        start_at(done.key)
        return
    look = done.look
    remember(
        chosen=look.chosen,
        hide=",".join(look.hidden),
        pin=",".join(f"{quote(key, safe=':')}@{x:g}@{y:g}" for key, (x, y) in look.pins.items()),
        dim="1" if look.dim else None,
    )
    if done.verb == "open":
        _open_or_shut(done.key)


def _open_or_shut(key: str) -> None:
    kept = {one.key: one.shut for one in openings()}
    kept[key] = not kept[key] if key in kept else False
    order = list(kept.items())
    while order and order[-1][1]:  # nothing stands where it does because of the last
        order.pop()
    remember(open=",".join(("-" if shut else "") + quote(one, safe=":") for one, shut in order))


def _pins() -> Iterator[tuple[str, Place]]:
    for part in address("pin").split(","):
        key, *at = part.split("@")
        try:
            x, y = map(float, at)
        except ValueError:
            continue  # an address that somebody has cut or mistyped
        yield unquote(key), (x, y)
