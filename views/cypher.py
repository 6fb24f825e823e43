"""Cypher: the questions of the catalogue with a form each, and queries of one's own."""

from __future__ import annotations

from views.cypher_free import free
from views.cypher_questions import questions
from views.cypher_saved import saved_queries
from views.cypher_text import FREE
from views.layout import header
from views.links import no_filter, switch

header("Cypher", "Ask the graph directly: a question from the catalogue, or your own.")
WAYS = {
    "catalogue": "A question from the catalogue",
    FREE: "A query of my own",
    "saved": "Saved queries",
}
way = switch("Ask", WAYS, "mode")
no_filter("Ask")
{"catalogue": questions, FREE: free, "saved": saved_queries}[way]()
