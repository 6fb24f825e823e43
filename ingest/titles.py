"""Short labels for recommendations and findings: what the graph, lists and tables show."""

from __future__ import annotations

import re

# Numbers as printed before a recommendation, and phrases that open it and say nothing of it.
_NUMBERED = re.compile(
    r"^(?:(?:overview|single[- ]agency|national|local)?\s*(?:recommendation|action|concern)\s*"
    r"(?:no\.?|number)?\s*\d+(?:\.\d+)*\s*[:.)–—-]*|\(?\d{1,2}(?:\.\d+)*[.):]|\(?[a-z][.)]|[•–—*-])"
    r"\s+",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:it is (?:therefore |further |also |strongly )?(?:recommended|suggested|proposed) that|"
    r"(?:the |this )?(?:review|panel|review panel|author|report|board|chair)s?"
    r"(?: (?:therefore|also|further))? (?:recommends?|suggests?|proposes?|asks?) that|"
    r"we (?:therefore |also )?recommend that|recommend(?:ed)? that|that)\s+",
    re.IGNORECASE,
)
# "X should review …" → "Review …": who is asked stands beside the label, as its own edge.
_SUBJECT = re.compile(r"^[^,.;:?]{2,90}? (?:should|must)(?: now| also| all)? (?=[a-z])")
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)”’\"'])[.?!](?=\s+[A-Z(“‘\"']|$)")
_CLEAN_BREAK = re.compile(r"[,;:–—-]+$")
# A label that ends on one of these reads as torn off.
_DANGLING = re.compile(
    r"\s+(?:a|an|the|and|or|of|to|in|on|for|with|by|at|from|that|which|who|is|are|be|as|its|"
    r"their|this|these|all|any)$",
    re.IGNORECASE,
)


def short_title(text: str, limit: int = 80) -> str:
    """A calm label of at most ``limit`` characters: the first sentence without its number and
    opening phrase, cut at a word. Empty text gives an empty label."""
    label = " ".join(text.split())
    for pattern in (_NUMBERED, _OPENING):
        label = pattern.sub("", label, count=1)
    rest = _SUBJECT.sub("", label, count=1)
    # "should not …" and what is left of a broken pattern keep their subject.
    if len(rest) >= 20 and not rest.startswith(("not ", "be ", "have ", "never ")):
        label = rest
    end = _SENTENCE_END.search(label)
    if end and end.start() >= 15:
        label = label[: end.start()]
    label = label.rstrip(" .;,:")
    return cut(label[:1].upper() + label[1:], limit)


def cut(label: str, limit: int) -> str:
    """``label`` in at most ``limit`` characters, cut at a word and ended with an ellipsis."""
    if len(label) <= limit:
        return label
    kept = label[: limit - 1]
    if not label[limit - 1].isspace() and " " in kept:
        kept = kept[: kept.rindex(" ")]
    kept = kept.rstrip()
    while _DANGLING.search(kept):
        kept = _DANGLING.sub("", kept)
    return _CLEAN_BREAK.sub("", kept).rstrip() + "…"
