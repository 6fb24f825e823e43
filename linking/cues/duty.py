"""Where a sentence lays down a duty: its modal, and whether that modal is the sentence's own.

domain/cues.md section 1: not in the perfect tense, not nested ("whether the referral should").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from linking.cues.patterns import Text, word_set
from linking.cues.verbs import BASES, NOUNS_TOO, PARTICIPLES, THIRDS

_STRONG = (
    r"should|must|shall|ought\s+to|"
    r"(?<!\bthe )(?<!\bno )(?<!\ba )(?<!\bany )(?<!\bof )(?<!their )(?<!this )needs?\s+to|"
    r"(?:is|are)\s+(?:therefore\s+|also\s+)?(?:asked|required|requested|urged|expected|directed)"
    r"\s+(?:not\s+)?to|(?:is|are)\s+to"
)
_GENTLE = (
    r"(?:is|are)\s+(?:therefore\s+|also\s+)?(?:encouraged|invited|advised)\s+to|"
    r"(?:may|might)\s+(?:also\s+)?(?:wish|want)\s+to|would\s+do\s+well\s+to|"
    r"(?:may|might|could)\s+(?:also\s+)?(?:usefully|helpfully|profitably)"
)
_NEEDS = (
    r"(?<!the )(?<!their )(?<!his )(?<!her )(?<!no )(?<!'s )(?<!of )needs?\s+"
    r"(?=(?:a|an|more|better|protected|clear|clearer|additional|further|greater|regular)\b)"
)
_DUTY = re.compile(rf"\b(?:(?P<needs>{_NEEDS})|(?:(?P<gentle>{_GENTLE})|{_STRONG})(?!\w))")
# Plans say what "will" be done; a suggestion may say "could". Read only where nothing above is.
_FAINT = re.compile(r"\b(?:(?P<gentle>(?:could|might)(?!\s+have\b))|will)\b")

_LINK = re.compile(
    r"\b(whether|how|why|what|who|whom|whose|which|when|where(?!\s+(?:possible|appropriate|necessary|"
    r"relevant|needed))|if(?!\s+(?:possible|necessary|needed))|because(?!\s+of)|although|though|"
    r"unless|until|while|whilst|that|as(?=\s+(?:they|he|she|it|we|you)(?:\s+\w+ly)?\s*$)|"
    r"(?<!more )(?<!less )(?<!fewer )(?<!rather )(?<!other )than)\b"
)
_JOINED_ON = re.compile(r"[,;]|\b(?:and|or|but)\b")
_SUBJECT_OR_ADVERB = re.compile(
    r"\b(?:\w+ly|also|then|now|either|both|they|he|she|it|we|the\s+\w+)\b"
)
_BY_WHICH = re.compile(r"\b(?:by|in|of|to|for|with|under|on|at|from|through)\s+which$")
_ALWAYS_NESTED = frozenset({"whether", "how", "why", "what", "than"})
_NEEDS_VERB = _ALWAYS_NESTED | {"that"}
_FINITE = word_set("is are was were has have had does do did can cannot may might will would am")
_ADVISES = re.compile(
    r"\b(?:recommend(?:s|ed|ing|ation\s+is|ations\s+are)?|propos(?:e|es|ed)|suggests?|believes?|"
    r"considers?|advis(?:e|es)|concludes?|requests?|asks?|essential|important|vital|imperative|"
    r"crucial|necessary|view\s+(?:of\s+the\s+\w+\s+)?is|agreed?|thinks?|proposal\s+is)\s*,?\s*$"
)
# "The purpose of the investigation is to …" tells what it is for.
# "…, should a vehicle meet surface water": a condition put by its order of words.
# "an obvious need to respect", "will need to use": a need that is named or foreseen.
_NEED_IS_NAMED = re.compile(
    r"\b(?:will|would|may|might|did|does|do|not)\s+$|\b(?:an?|any|no)\s+(?:\w+\s+)?$|"
    r"\bthe\s+(?:clear|obvious|urgent|real|continuing|particular)\s+$"
)
# "I should however be grateful if you could …": the duty, if any, is in the request.
_COURTESY = re.compile(r"\b(?:i|we)\s+$")
_INVERTED = re.compile(
    r"\s+(?:a|an|the|this|that|these|those|any|there|they|he|she|it|we|you|such|his|her|their)\b"
)
_PURPOSE = re.compile(
    r"\b(?:purpose|aim|objective|role|function|intention|intent|reason|goal|point|task|job|remit|"
    r"challenge|difficulty|problem|responsibility|approach|idea|effect|risk|action|step|question|"
    r"issue|answer|requirement|concern|way|method|means|hope|plan|practice|position|first|next|best\s+way|alternative|option)s?\b"
    r"(?:\s+(?:of|for|in|behind)\s+(?:[\w'-]+\s+){1,10}|\s+)$"
)
_RECORDED = re.compile(
    r"\b(?:told|said|thought|felt|assumed|believed|understood|known|knew|heard|decided|noted|"
    r"advised|states?|stated|says?|confirmed|acknowledged|conceded|accepted|explained)\s+(?:[\w'\[\]]+\s+){0,3}$"
)
# "tell students how to report it and should name who responds": the duty is taken up again.
_TAKEN_UP = re.compile(
    r"(?:\band|\bbut|\bthen|,)(?:\s+(?:also|then|therefore|it|they))?\s+$|\band\s+that\s+\w+\s+$"
)
# "Evidence was heard that: There should be …": what follows a colon stands by itself.
_COLON = re.compile(r":\s+(?=[a-z(])")
_PERFECT = re.compile(
    r"\s+(?:(?:not|never|also|always|then|clearly|perhaps|at\s+least|in\s+fact|\w+ly)\s+){0,2}"
    r"have\s+(?:(?:not|never|also|\w+ly)\s+){0,2}(?P<next>[\w'-]+)(?:\s+(?P<after>[\w'-]+))?"
)
_BY_WHEN = re.compile(
    r"\bby\s+(?:the\s+)?(?:end|start|middle|beginning|next|then|january|february|march|april|may|"
    r"june|july|august|september|october|november|december|spring|summer|autumn|winter|\d)|"
    r"\bwithin\s+(?:\w+\s+){1,3}(?:months?|years?)\b"
)
_ADJECTIVES = word_set(
    "dedicated agreed designated named written shared trained protected increased improved "
    "integrated specialised specialized documented structured standardised standardized limited "
    "detailed updated clear qualified experienced set"
)
_AFTER_PARTICIPLE = word_set(
    "the a an this that their his her its by to in on at with for and or been more who whether "
    "from when if about into"
)


@dataclass(frozen=True)
class Duty:
    """A modal of duty: its place, and whether it only invites."""

    start: int
    end: int
    gentle: bool
    needs: bool = False


@dataclass(frozen=True)
class Duties:
    """The duties of one sentence, and whether some modal was passed over and why."""

    main: tuple[Duty, ...]
    passed_over: str = ""


def duties(text: Text, start: int, end: int, *, faint: bool = False) -> Duties:
    """The modals that are the sentence's own; ``faint`` reads will and could as well."""
    main: list[Duty] = []
    passed_over = ""
    left_edge = nested_to = start
    for modal in (_FAINT if faint else _DUTY).finditer(text.low, start, end):
        left = text.low[left_edge : modal.start()]
        if _is_told(text, modal, left):
            passed_over = passed_over or "told"
        elif is_perfect(text, modal.end(), start, end):
            passed_over = passed_over or "perfect"
        elif (
            not (main and _TAKEN_UP.search(left))
            and not (nested_to > start and _is_outer_again(text.low[nested_to : modal.start()]))
            and _is_nested(left)
        ):
            passed_over = passed_over or "nested"
            nested_to = modal.end()
        else:
            groups = modal.groupdict()
            main.append(
                Duty(
                    modal.start(),
                    modal.end(),
                    bool(groups.get("gentle")),
                    bool(groups.get("needs")),
                )
            )
            left_edge = modal.end()
    return Duties(tuple(main), passed_over)


def _is_outer_again(between: str) -> bool:
    """ "Officers who are told that they should leave should …": one clause has one modal, so the
    next one, with nothing joined on between them, belongs to the sentence."""
    return bool(between.strip()) and not (_LINK.search(between) or _JOINED_ON.search(between))


def _in_quotes(text: Text, place: int) -> bool:
    """Is the place inside a passage that is quoted (a guideline, a policy), not the text itself?"""
    opened = text.low.count('"', 0, place) % 2 == 1
    return opened and '"' in text.low[place:] and not text.low.lstrip().startswith('"')


def _is_told(text: Text, modal: re.Match[str], left: str) -> bool:
    """Is it quoted ("may assume that it 'must' see them"), a courtesy, a condition, a purpose?"""
    before, after = text.low[modal.start() - 1 : modal.start()], text.low[modal.end() :][:1]
    if before and before in "'\"" and before == after:
        return True
    if _in_quotes(text, modal.start()) or (modal[0] == "should" and _COURTESY.search(left)):
        return True
    if modal[0] == "should" and (not left.strip() or left.rstrip().endswith(",")):
        return bool(_INVERTED.match(text.low, modal.end()))
    if modal[0].startswith("need"):
        return bool(_NEED_IS_NAMED.search(left))
    return modal[0].startswith(("is ", "are ")) and bool(_PURPOSE.search(left))


def is_perfect(text: Text, after: int, start: int, end: int) -> bool:
    """Is it "should have done"? A deadline in the sentence makes that a future perfect, and
    "should have agreed protocols" or "should have a plan" speaks of having."""
    found = _PERFECT.match(text.low, after, end)
    if not found:
        return False
    word, following = found["next"], found["after"] or ""
    if word not in PARTICIPLES and word not in {"been", "had"} and not word.endswith("ed"):
        return False
    if word in _ADJECTIVES and following and following not in _AFTER_PARTICIPLE:
        return False
    return not _BY_WHEN.search(text.low, start, end)


def _is_nested(left: str) -> bool:
    """Does the modal after these words belong to a clause inside the sentence?"""
    left = _COLON.split(left)[-1]
    if _RECORDED.search(left):
        return True
    links = list(_LINK.finditer(left))
    if not links:
        return False
    last = links[-1]
    word, rest = last[1], left[last.end() :]
    if "," in rest and (word not in _NEEDS_VERB or _has_verb(rest[: rest.rindex(",")])):
        return False
    if word in _ALWAYS_NESTED:
        return True
    if word == "who":
        # "who then should" is the clause's own modal; in "who self-harm should" it has a verb.
        return not _SUBJECT_OR_ADVERB.sub("", rest).strip()
    if _BY_WHICH.search(left[: last.end()]):
        return not any(one in _FINITE or one in THIRDS for one in rest.split())
    if word == "that":
        before = left[: last.start()]
        if not before.strip() or _ADVISES.search(before):
            return False
        return bool(_RECORDED.search(before)) or not _has_verb(rest)
    return not _has_verb(rest)


def _has_verb(words: str) -> bool:
    for word in re.findall(r"[a-z'-]+", words):
        if word in _FINITE or word in THIRDS or (word in BASES and word not in NOUNS_TOO):
            return True
        if word in PARTICIPLES or word in {"went", "came", "gave", "took", "saw", "work", "lives"}:
            return True
    return False
