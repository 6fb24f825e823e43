"""The separate asks of one recommendation: who is to do what, clause by clause.

A clause with a modal of duty, a bare verb ("Introduce …"), "X to do Y", "That X does …" or, in a
list, a noun alone ("Training for …") starts an ask; coordinated verbs start further ones. Nested
verbs ("remind staff to check and record") belong to the ask they are nested in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from linking.cues.coordination import further_verbs
from linking.cues.duty import Duty, duties
from linking.cues.forms import Opening, find_opening, further_openings
from linking.cues.patterns import Text, word_set
from linking.cues.requests import Request, find_request
from linking.cues.sentences import Token, sentences, tokens
from linking.cues.subject import clause_start, strip_opening
from linking.cues.verbs import BASES, PARTICIPLES, is_participle

_SKIPPED = word_set(
    "not never also always now therefore then only both jointly urgently either each all still "
    "    immediately collectively instead further again first either at least"
)
# "This should be done by June" adds a date to the ask before it, and asks for nothing more.
_POINTS_BACK = frozenset({"this", "it", "that", "these", "they", "those", "such"})
_DOING = word_set("do complete achieve take happen begin start finish carry be have include")
# "It should be noted that" introduces a remark.
_REMARKED = frozenset(
    {"note", "emphasise", "stress", "say", "remember", "appreciate", "understand"}
)
_FRAGMENT = 80
_BUT = re.compile(r"\bbut\b[^.;]{0,25}$")


@dataclass(frozen=True)
class Ask:
    """One ask. ``subject`` is the place of the words before the modal (empty when bare);
    ``at`` that of the verb; ``end`` where the ask ends; ``sentence`` the place of its sentence."""

    sentence: tuple[int, int]
    subject: tuple[int, int]
    verb: str
    at: tuple[int, int]
    end: int
    form: str
    passive: bool = False
    negated: bool = False
    gentle: bool = False
    points_back: bool = False


@dataclass(frozen=True)
class Reading:
    """A text with its sentences and asks; ``passed_over`` says why a modal was no duty."""

    text: Text
    sentences: tuple[tuple[int, int], ...]
    asks: tuple[Ask, ...]
    passed_over: str = ""


def read(raw: str, *, in_list: bool) -> Reading:
    """Reads a text into asks. ``in_list``: the text stands in a list or table of
    recommendations, where a bare verb, "X to do Y" or a noun alone is an ask."""
    text = Text(raw)
    places = sentences(text)
    asks: list[Ask] = []
    passed_over = ""
    for place in places:
        found = duties(text, *place)
        passed_over = passed_over or found.passed_over
        request = find_request(text, place)
        if request and not (found.main and found.main[0].start < request.at[0]):
            asks += _requested(text, place, request)
        elif found.main:
            asks += _with_modals(text, place, found.main, asks)
        else:
            made = _without_modal(text, place, in_list=in_list)
            asks += [ask for ask in made if ask.form != "noun" or not found.passed_over]
    if in_list and all(ask.form == "noun" for ask in asks):
        for place in places:
            asks += _with_modals(text, place, duties(text, *place, faint=True).main, asks)
    return Reading(text, tuple(places), tuple(_without_fragments(asks)), passed_over)


def _without_fragments(asks: list[Ask]) -> list[Ask]:
    """Beside asks with a verb, a noun alone asks nothing more ("95% by 31 March 2017."), but a
    short one may say how much or when."""
    if all(ask.form == "noun" for ask in asks):
        return asks[:1]
    return [
        replace(ask, points_back=True) if ask.form == "noun" else ask
        for ask in asks
        if ask.form != "noun" or ask.end - ask.at[0] <= _FRAGMENT
    ]


def _with_modals(
    text: Text, place: tuple[int, int], modals: tuple[Duty, ...], before: list[Ask]
) -> list[Ask]:
    start, end = place
    made: list[Ask] = []
    for number, modal in enumerate(modals):
        following = modals[number + 1].start if number + 1 < len(modals) else end
        edge = made[-1].at[1] if made else start
        subject, clause = _subject(text, edge, modal.start, first=not made)
        if made:
            made[-1] = replace(made[-1], end=min(made[-1].end, clause))
            if subject[0] == subject[1]:
                subject = made[-1].subject
        ask = _predicate(text, place, subject, modal, following)
        said = text.low[subject[0] : subject[1]]
        if (before or made) and said in _POINTS_BACK and ask.verb in _DOING:
            ask = replace(ask, points_back=True)
        if said == "it" and ask.passive and ask.verb in _REMARKED:
            continue
        if made and made[-1].negated and _BUT.search(text.low, made[-1].at[1], modal.start):
            made.pop()
        made.append(ask)
        made += _coordinated(text, ask)
    return [replace(ask, end=_trim(made, number, ask)) for number, ask in enumerate(made)]


def _trim(made: list[Ask], number: int, ask: Ask) -> int:
    """An ask ends where the verb of the next one begins."""
    later = [other.at[0] for other in made[number + 1 :] if other.at[0] > ask.at[0]]
    return min([ask.end, *later])


def _predicate(
    text: Text, place: tuple[int, int], subject: tuple[int, int], modal: Duty, end: int
) -> Ask:
    """The ask whose modal this is: its verb, and whether it is passive or negated."""
    words = tokens(text, modal.end, end)
    place_of, negated = _skip(words)
    ask = Ask(place, subject, "have", (modal.start, modal.end), end, "modal", gentle=modal.gentle)
    if modal.needs or place_of >= len(words):
        return ask
    word = next((one for one in words[place_of:] if one.low[0].isalpha()), words[place_of])
    verb, passive = BASES.get(word.low, word.low), False
    if word.low == "be":
        after, _ = _skip(words[place_of + 1 :])
        after += place_of + 1
        if after < len(words) and words[after].low == "able" and after + 2 < len(words):
            word = words[after + 2]
            verb = BASES.get(word.low, word.low)
        elif after < len(words) and is_participle(words[after].low):
            word, passive = words[after], True
            verb = PARTICIPLES.get(word.low, word.low)
    negated = negated or text.low.startswith(("no ", "neither "), subject[0])
    return replace(ask, verb=verb, at=(word.start, word.end), passive=passive, negated=negated)


def _skip(words: list[Token]) -> tuple[int, bool]:
    """Steps over adverbs, "no longer" and a phrase between commas; says if it met a not."""
    place, negated = 0, False
    while place < len(words):
        low = words[place].low
        if low in {"not", "never"}:
            negated = True
        elif low == "no" and place + 1 < len(words) and words[place + 1].low == "longer":
            negated, place = True, place + 1
        elif low == "(" and place + 2 < len(words) and words[place + 2].low == ")":
            place += 2
        elif low == ",":
            closing = [n for n, w in enumerate(words[place + 1 : place + 14]) if w.low == ","]
            if not closing:
                break
            place += closing[0] + 1
        elif not (low in _SKIPPED or (low.endswith("ly") and low not in BASES)):
            break
        place += 1
    return place, negated


def _coordinated(text: Text, ask: Ask) -> list[Ask]:
    form = "participle" if ask.passive else ask.form
    return [
        replace(
            ask,
            verb=verb,
            at=(token.start, token.end),
            negated=False,
            points_back=False,
            gentle=ask.gentle and form in {"modal", "to"},
        )
        for token, verb in further_verbs(tokens(text, ask.at[1], ask.end), form)
    ]


def _subject(text: Text, edge: int, modal: int, *, first: bool) -> tuple[tuple[int, int], int]:
    """The place of the subject before a modal, and where its clause begins."""
    clause = clause_start(text, edge, modal, first=first)
    return strip_opening(text, clause, modal), clause


def _requested(text: Text, place: tuple[int, int], request: Request) -> list[Ask]:
    ask = Ask(
        place,
        request.subject,
        request.verb,
        request.at,
        place[1],
        "to",
        passive=request.passive,
        gentle=request.gentle,
    )
    made = [ask, *_coordinated(text, ask)]
    return [replace(one, end=_trim(made, number, one)) for number, one in enumerate(made)]


def _without_modal(text: Text, place: tuple[int, int], *, in_list: bool) -> list[Ask]:
    opening: Opening | None = find_opening(text, place, in_list=in_list)
    if opening is None:
        return []
    made: list[Ask] = []
    for one in (opening, *further_openings(text, opening, place[1])):
        ask = Ask(place, one.subject, one.verb, one.at, place[1], one.form, passive=one.passive)
        made += [ask, *(other for other in _coordinated(text, ask) if other not in made)]
    made = sorted({ask.at: ask for ask in made}.values(), key=lambda ask: ask.at)
    return [replace(one, end=_trim(made, number, one)) for number, one in enumerate(made)]
