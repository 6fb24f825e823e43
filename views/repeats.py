"""Repeats: each ask that several reviews made, and its wordings through the years."""

from __future__ import annotations

from views.layout import header
from views.links import address, no_filter, switch
from views.parts import style
from views.repeated import repeated
from views.repeats_across import across, own_area
from views.repeats_lists import every, stuck
from views.repeats_one import one_ask

SHOWN = {
    "every": "Every repeated ask",
    "stuck": "Only weaker actions",
    "own": "Within one area",
    "across": "Across kinds of review",
}

how_much = header("Repeats", "What reviews ask for again, and how long it has been asked.")
style()
found = repeated()
wanted = address("cluster")
# An address that was shared may name an ask of a cluster that has since grown an earlier one.
chosen = next((cluster for cluster in found if wanted in cluster.asks), None)
if chosen is not None:
    one_ask(chosen)
else:
    show = switch("Show", SHOWN, "show")
    no_filter("Show")
    if show == "stuck":
        stuck(found, how_much)
    elif show == "own":
        own_area(found, how_much)
    elif show == "across":
        across(found, how_much)
    else:
        every(found, how_much)
