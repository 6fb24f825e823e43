"""The words that stand for the actor before a modal, free of what merely opens the sentence."""

from __future__ import annotations

import re

from linking.cues.patterns import Text

_RECOMMENDS_THAT = re.compile(
    r"\b(?:recommend\w*|propos\w+|suggests?|believes?|considers?|advis\w+|concludes?|requests?|"
    r"asks?|essential|important|vital|imperative|crucial|necessary|view\s+is|agree[sd]?|thinks?)"
    r"\s*:?,?\s+that\s+|^\s*that\s+"
)
_BREAK = re.compile(r"[;:]\s+|,\s*(?:so|and\s+so|and\s+therefore|therefore|hence|but)\s+|\s-\s")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|had|did|does|should|must|will|went|came|moved|asked|meant|shows?|"
    r"found|\w{3,}ed)\b"
)
_JOINED = re.compile(r"[;:]\s+|,?\s+(?:and|but|so|then)\s+|,\s+")
_OPENS = re.compile(
    r"^(?:in|by|within|following|after|before|prior|where|when|if|to|as|because|given|since|for|at|"
    r"on|from|during|therefore|however|finally|similarly|while|although|with|until|once|upon|"
    r"under|through|additionally|further|furthermore|moreover|also|and|but|so|nationally|locally|"
    r"each\s+(?:day|week|month|quarter|term|year)|equally|ideally|wherever|whenever|whether|rather|unless|every|over)\b"
)
_TRAILS = re.compile(
    r"^(?:working|together|along|alongside|including|through|via|in|with|which|who|whose|as|led|"
    r"where|on|under|supported|acting|by|at|for|jointly|if|when|not|however|therefore)\b"
)
_DETERMINED = re.compile(r"\b(?:the|each|every|all|both|its|their)\s+(?=[\w'-])", re.IGNORECASE)
# A determiner after one of these belongs to the opening phrase itself.
_GOVERNED = re.compile(
    r"(?:\b(?:of|in|on|at|by|for|from|to|with|within|after|before|during|until|when|where|if|about|"
    r"under|over|than|as|and|or|since|into|through|between|is|are|was|were|has|have|following)|"
    r"^\w+)\s+$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[\w' -]{3,40}:\s+(?=\S)")
_ADVERB = re.compile(r"^(?:therefore|also|then|now|finally|further|however|that)\s+")


def clause_start(text: Text, edge: int, modal: int, *, first: bool) -> int:
    """Where the clause of the modal begins, between ``edge`` and the modal."""
    left = text.low[edge:modal]
    if first:
        cut = 0
        for found in _BREAK.finditer(left):
            cut = found.end()
        for found in re.finditer(r",\s+and\s+|\s+and\s+(?=the\s)", left):
            if _FINITE.search(left, cut, found.start()) and not _opens_late(left, cut):
                cut = found.end()
        return edge + cut
    cut = len(left)
    joints = list(_JOINED.finditer(left))
    for found in reversed(joints):
        cut = found.end()
        if found[0].strip() != "and" and "," not in found[0]:
            break
        if found[0].strip() != ",":
            break
    return edge + (cut if joints else 0)


def _opens_late(left: str, cut: int) -> bool:
    """ "Where a child is missed and the parent is out, staff …" is one opening clause."""
    return bool(_OPENS.match(left[cut:].lstrip())) and "," in left[cut:]


def strip_opening(text: Text, start: int, end: int) -> tuple[int, int]:
    """The subject itself: without "It is recommended that", "By March,", "working with …,"."""
    for found in _RECOMMENDS_THAT.finditer(text.low[start:end]):
        start += found.end()
        break
    pieces = _pieces(text, start, end)
    while len(pieces) > 1 and _OPENS.match(text.low[pieces[0][0] : pieces[0][1]]):
        pieces.pop(0)
    while len(pieces) > 1 and _TRAILS.match(text.low[pieces[-1][0] : pieces[-1][1]]):
        pieces.pop()
    if not pieces:
        return (end, end)
    start, end = pieces[0][0], pieces[-1][1]
    if _OPENS.match(text.low[start:end]):
        start += _late_subject(text.flat[start:end])
    label = _LABEL.match(text.flat[start:end])
    start += label.end() if label else 0
    adverb = _ADVERB.match(text.low[start:end])
    return (start + adverb.end() if adverb else start, end)


def _late_subject(words: str) -> int:
    """Where the subject begins in "By the next working day the Trust" (0 if nowhere)."""
    begins = [found.start() for found in _DETERMINED.finditer(words)]
    begins = [place for place in begins if place > 0 and not _GOVERNED.search(words[:place])]
    return begins[-1] if begins else 0


def _pieces(text: Text, start: int, end: int) -> list[tuple[int, int]]:
    """The parts between commas, without the blanks around them."""
    pieces = []
    for found in re.finditer(r"[^,]+", text.flat[start:end]):
        words = found[0]
        begin = start + found.start() + len(words) - len(words.lstrip())
        finish = start + found.start() + len(words.rstrip())
        if begin < finish:
            pieces.append((begin, finish))
    return pieces
