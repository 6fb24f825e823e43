"""Agencies and gaps: who is told what, and what nobody was told."""

from __future__ import annotations

from views.agencies_gaps import involved_not_addressed, national, raised_not_taken_up, then_now
from views.agencies_map import the_map
from views.agencies_one import one_agency, told_to_one
from views.layout import header
from views.links import switch
from views.parts import style

SHOWN = {
    "map": "Map",
    "agency": "One agency",
    "differ": "Told one, not the other",
    "silent": "Never addressed",
    "raised": "Not taken up",
    "national": "National asks",
    "then": "Then and now",
}

how_much = header(
    "Agencies and gaps",
    "Who is told what, where agencies in one review are told different things, and what was "
    "seen in a case and put to nobody. Counts follow publication; agencies are not ranked.",
)
style()
show = switch("Show", SHOWN, "show")
if show == "map":
    the_map(how_much.reviews)
elif show == "agency":
    one_agency(how_much.reviews)
elif show == "differ":
    told_to_one(how_much.reviews)
elif show == "silent":
    involved_not_addressed(how_much.reviews)
elif show == "raised":
    raised_not_taken_up(how_much.reviews)
elif show == "national":
    national(how_much.reviews)
else:
    then_now(how_much.reviews)
