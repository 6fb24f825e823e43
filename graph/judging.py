"""What the schema says of links that are made by machine, and of people's verdicts on them."""

from __future__ import annotations

from graph.shape import Edge, Node, Property, text

VERDICTS = ("accept", "reject", "unsure")
NOT_REJECTED = "{0}.verdict IS NULL OR {0}.verdict <> 'reject'"
"""The condition by which every question leaves out links that a person rejected."""

SCORE = Property("score", "number", "0 to 1; its meaning is named by method")
LINK = (
    SCORE,
    text("method", "how the link was made; 'person' when a person added it"),
    text("model", "the encoder, by name"),
    text("made_on", "date the link was made, ISO"),
    text("verdict", "the effective verdict of a person: accept, reject or unsure"),
    text("judged_by", "who gave that verdict"),
    text("judged_on", "when, ISO"),
)

VERDICT = Node(
    "Verdict",
    "verdicts",
    "one person's word on a theme, a code, an evidence link or a repeat",
    "#4D4D4D",
    "dot",
    "✓",
    (
        text("id", "stable, made from what is judged and by whom"),
        text("title", "a short text to show"),
        text("kind", "theme, finding_theme, evidence, repeat or code"),
        text("subject", "id of the recommendation or finding"),
        text("object", "id of the theme, finding or recommendation at the other end; or a code"),
        text("verdict", "accept, reject or unsure"),
        text("value", "of a code: the value that the person says is right; empty if none"),
        text("judged_by", "who"),
        text("judged_on", "when, ISO with time"),
        text("note", "why, in the person's words"),
        text("said", "what the machine said then: a code's value, or a link's score"),
        text("said_words", "the words that rested on then"),
        text("said_by", "the rule or method that said it"),
    ),
)
JUDGED = Edge(
    "JUDGED", ("Verdict",), ("Recommendation", "Finding"), "is a word on a link or code of it"
)
