"""Evidence: what recommendations state against what is available, and the findings."""

from __future__ import annotations

from views.evidence_finding import one_finding
from views.evidence_lists import findings_alone, findings_table
from views.evidence_stated import stated_and_available
from views.layout import header
from views.links import address, no_filter, switch
from views.parts import style

SHOWN = {
    "stated": "Stated and available",
    "findings": "All findings",
    "alone": "Findings nobody is near",
}

how_much = header(
    "Evidence",
    "What recommendations say they lean on, what research is near them in meaning, and where "
    "the two part. Near does not mean that a finding supports a recommendation.",
)
style()
if address("finding"):
    one_finding(address("finding"), how_much.reviews)
else:
    show = switch("Show", SHOWN, "show")
    no_filter("Show")
    if show == "stated":
        stated_and_available(how_much.reviews)
    elif show == "findings":
        findings_table()
    else:
        findings_alone()
