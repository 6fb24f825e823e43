"""Words and sentences of a text, by their places in it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from linking.cues.patterns import Text

_TOKEN = re.compile(r"[A-Za-z](?:[A-Za-z'-]*[A-Za-z'])?|\d(?:[\d.,]*\d)?|\S")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|dr|mr|mrs|ms|prof|st|no|nos|para|paras|ch|sch|cf|vs|approx|al)|\b[a-z])$"
)
_STOP = re.compile(r"[.!?]['\")]*\s+(?=[A-Z0-9\"'(•])|\s[•▪●]\s")
_LINE = re.compile(r"\n\s*(?:\n|(?=(?:[-*•▪●–]|\(?[a-z0-9]{1,3}[.)])\s))")
_LONGEST = 3000
# A short first line that is no part of what follows: "Agreement of a care plan", then a sentence.
_HEADING = re.compile(r"\s*[A-Z][^\n.!?;:]{2,44}\n(?=\s*[A-Z(][^\n]{40,})")
_NO_HEADING = re.compile(
    r"^\s*(?:the|all|each|every|that|a|an|i)\b|\b(?:is|are|was|were|has|have|had|should|must|shall|"
    r"will|to|of|the|a|an|and|in|for|with|by|at|on)\s*$|\b(?:should|must|shall|to)\b"
)
# "Recommendation 4:", "2.1", "(iii)", "-": what stands before the words of an item.
_NUMBERING = re.compile(
    r"\s*(?:(?:recommendation|action|rec|concern)\s*(?:no\.?\s*)?[\d.]+[a-z]?\s*[:.)-]?\s+"
    r"|\(?\d+(?:\.\d+)*[.):]\s+|\d+\.\d+(?:\.\d+)*\s+|\(?[a-z]{1,4}\)\s+|[-*•▪●]\s+)+"
)


class Token(NamedTuple):
    """One word or mark, in lower case, and its place."""

    low: str
    start: int
    end: int


def tokens(text: Text, start: int, end: int) -> list[Token]:
    """Words, numbers and marks between two places."""
    low = text.low
    spans = [match.span() for match in _TOKEN.finditer(text.flat, start, end)]
    return [Token(low[first:last], first, last) for first, last in spans]


def _bounded(edges: list[int]) -> list[int]:
    """The edges with more put in where a stretch is longer than any sentence: a text without
    stops (a table run together) would otherwise cost the square of its length."""
    more = [
        place for start, end in pairwise(edges) for place in range(start + _LONGEST, end, _LONGEST)
    ]
    return sorted({*edges, *more})


def sentences(text: Text) -> list[tuple[int, int]]:
    """Places of the sentences, each without the number or bullet it starts with.

    Line breaks end a sentence only before a blank line or an item of a list: wrapped lines are
    common in text taken from PDF files.
    """
    cuts = {match.end() for match in _LINE.finditer(text.raw)}
    for stop in _STOP.finditer(text.flat):
        if not _ABBREVIATION.search(text.low, max(0, stop.start() - 6), stop.start()):
            cuts.add(stop.end())
    heading = _HEADING.match(text.raw)
    if heading and not _NO_HEADING.search(text.low, 0, heading.end()):
        cuts.add(heading.end())
    edges = _bounded([0, *sorted(cuts), len(text.flat)])
    found = []
    for start, end in pairwise(edges):
        numbering = _NUMBERING.match(text.low, start, end)
        begin = numbering.end() if numbering else start
        while begin < end and text.flat[begin].isspace():
            begin += 1
        if begin < end:
            found.append((begin, end))
    return found
