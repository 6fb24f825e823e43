"""Agencies and gaps: who is told what, and what nobody was told."""

from __future__ import annotations

from views.agencies_between import between
from views.agencies_evidence import evidence_gaps
from views.agencies_gaps import involved_not_addressed, national, raised_not_taken_up, then_now
from views.agencies_map import the_map
from views.agencies_one import one_agency, told_to_one
from views.filters import choose_reviews
from views.layout import header
from views.links import no_filter, switch
from views.parts import style

SHOWN = {
    "map": ("Map", the_map),
    "agency": ("One agency", one_agency),
    "between": ("Between agencies", between),
    "differ": ("Two compared", told_to_one),
    "silent": ("Never addressed", involved_not_addressed),
    "raised": ("Not taken up", raised_not_taken_up),
    "evidence": ("Evidence", evidence_gaps),
    "national": ("National asks", national),
    "then": ("Then and now", then_now),
}

how_much = header(
    "Agencies and gaps",
    "Who is told what, where agencies in one review are told different things, and what was "
    "seen in a case and put to nobody. Counts follow publication; agencies are not ranked.",
)
style()
show = switch("Show", {name: words for name, (words, _) in SHOWN.items()}, "show")
no_filter("Show")
chosen = choose_reviews(how_much.reviews)
SHOWN[show][1](chosen)
