"""What headings are called: the many names of each part of a review.

There has been no fixed template since 2013, so a part is known by any of many names.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Division = Literal[
    "front", "terms", "analysis", "good practice", "recommendations", "questions", "plan",
    "rationale", "concerns", "form", "history", "apart", "people", "",
]  # fmt: skip
ASKING: frozenset[str] = frozenset({"recommendations", "questions", "plan"})


_BODY = (
    r"(?:the |our |all |each |every |local |\w+ )*(?:board|boards|partnership|partners|panel|"
    r"agenc\w+|lscb|lscp|sab|scp|csp|icb|safeguarding\b.*|executive|commissioners?|leaders|"
    r"government|organi[sz]ations?|services?|partnerships)"
)
# The first pattern that is found decides.
_PARTS: tuple[tuple[Division, str], ...] = (
    (
        "form",
        r"^action should be taken|^your response|^copies and publication|^coroner['’]?s? powers|"
        r"^legal powers|^this report is being sent|^investigation and inquest|"
        r"^circumstances of (?:the|her|his) death|^regulation 28|^coroner$|^the coroner$",
    ),
    (
        "concerns",
        r"matters? of concern|^coroner['’]?s['’]? concerns?|^(?:the |my )?concerns?$|"
        r"^concerns? (?:of the coroner|identified|raised)",
    ),
    (
        "history",
        r"(?:previous|earlier|past|prior|historic\w*) (?:\w+ )*"
        r"(?:reviews?|recommendations?|reports?|dhrs?|scrs?|sars?|inquir\w+)|"
        r"(?:other|national|similar|related|comparable) (?:\w+ )?(?:reviews|reports|dhrs|scrs|sars|"
        r"inquir\w+)|recommendations from (?:other|national)|"
        r"already (?:been )?(?:taken|made|implemented|completed|in place)|"
        r"(?:progress|update|actions?|changes|improvements?|developments?|work|steps)"
        r"(?: \w+)? (?:taken|made|undertaken|completed|achieved|since|to date|so far)|"
        r"what has (?:already )?(?:changed|been done|happened)|^progress\b|"
        r"recommendations (?:of|from|made (?:in|by)) (?:the |an? )?(?:previous|earlier|iopc|ipcc|"
        r"inspection|ombudsman|national|\d{4})",
    ),
    (
        "terms",
        r"terms of reference|lines? of enquiry|scope (?:of|and)|^scope$|methodolog|^method\b|"
        r"questions? (?:for|to) (?:the )?(?:review|reviewers?|enquiry|family|imr|authors?)|"
        r"(?:key |specific )?(?:issues|questions|areas) (?:to be )?(?:considered|addressed|"
        r"explored|answered)|^purpose|^aims?\b|research questions|^hypothes|"
        r"how (?:the|this|our) (?:review|recommendations)|process of the review|^the process$|"
        r"conduct of the review|^about this review|^timescales?$|^key questions$|^remit",
    ),
    (
        "good practice",
        r"^(?!.*recommend).*(?:good practice|what (?:worked|went) well|strengths|"
        r"positive practice)",
    ),
    (
        "plan",
        r"action ?plans?\b|improvement plan|implementation plan|delivery plan|\btracker\b|"
        r"action (?:log|schedule|tracker|table)|^(?:agreed |proposed )?action points?$",
    ),
    (
        "questions",
        rf"considerations? (?:for|to) {_BODY}|^considerations?$|for consideration\b|"
        r"challenge questions?|challenges? (?:for|to) |^challenges?$|"
        rf"questions? (?:for|to) {_BODY}|questions? for (?:reflection|discussion|consideration)|"
        r"^(?:reflective|reflection|key) questions?|issues? for (?:the )?(?:board|partnership)",
    ),
    (
        "recommendations",
        r"\brecommendations?\b(?! (?:is|was|were|has|have|had)\b)|\brecommends\b|"
        r"what (?:needs|has|must|should|ought)(?: to)? (?:change|happen|be done|be different)"
        r"(?! (?:when|if|after)\b)|"
        r"what (?:we|the review|the panel|i) (?:asks?|want|would like|proposes?|recommends?)|"
        r"what (?:does|do|did) (?:the |this )?(?:we|review|panel|report|author|reviewer)s? "
        r"(?:recommend|ask|want|propose|suggest)|"
        r"what (?:is|was) (?:\w+ )?(?:asked|proposed|recommended)|"
        r"improving (?:systems|practice) and|^(?:it is )?(?:recommended|resolved)(?: that)?$|"
        r"what (?:would|could|will) (?:help|make a difference|be different)|\bour asks?\b|"
        r"^suggestions?\b|^things to change|^priorit(?:y|ies) for (?:change|action|improvement)|"
        r"^messages? (?:for|to) |^learning (?:for|to) (?:the )?(?:board|partnership|system|agenc)|"
        r"^(?:the )?(?:changes|improvements?) (?:needed|required|we want|that are needed)|"
        r"\bproposals?\b|^next steps|^(?:the )?way forward|suggested (?:actions?|improvements?)|"
        r"^(?:proposed|agreed|required|priority|key|recommended|improvement|suggested|further|"
        r"immediate|learning|safety|single agency|multi agency)? ?actions?"
        rf"(?: (?:required|needed|agreed|arising|points?|for improvement|for {_BODY}|proposed))?$|"
        r"points? for action|^areas? for (?:improvement|development|action|change)|"
        r"asks? of (?:the )?(?:board|partner\w*|system|agenc\w+)|^calls? to action|"
        r"^(?:the )?(?:board|partnership|sab|scp|csp) (?:is|are) (?:asked|invited)",
    ),
    (
        "people",
        r"panel (?:members?|membership|composition)|members?(?:hip)? of the (?:review |dhr |sar )?"
        r"(?:panel|team)|^(?:the )?review panel|contributors?|^(?:the )?(?:review )?(?:team|"
        r"panel)$|"
        r"agencies (?:involved|participating|contributing|contacted)|participating agencies|"
        r"^imr|individual management reviews?$|agency involvement$|^independence|^membership|"
        r"(?:chair|author)s? (?:of the|and)|authors? of|^(?:independent )?(?:chair|author|"
        r"reviewer)s?",
    ),
    (
        "apart",
        r"^references?$|bibliograph|^end ?notes|^contents?$|table of contents|glossary|"
        r"abbreviations|acronyms|^index$|further reading|useful (?:contacts|links)|"
        r"^sources$|legislation|list of (?:tables|figures)|statutory (?:guidance|framework)|"
        r"feedback (?:letter|form)|letter from the home office|quality assurance panel",
    ),
    (
        "rationale",
        r"^(?:the )?rationale|^why\b|^reasons?\b|^evidence\b|^what (?:we|the review) (?:found|saw|"
        r"learn)|^background$|^context$|^finding\b|^what happened|^how will we know|"
        r"^(?:intended |expected )?(?:outcomes?|impact)$|^discussion$|^commentary$|^explanation|"
        r"^learning(?: point)?s?(?: \d+)?$|^the issue|^what did we|^link(?:ed|s)? to",
    ),
    (
        "analysis",
        r"analysis|findings?|lessons?|learning|conclusion|^concluding|missed opportunit|"
        r"overview$|themes?\b|chronology|narrative|case summary|the facts|events|appraisal|"
        r"key practice|practice episodes|summary of (?:the )?(?:case|events)|background|"
        r"agency (?:involvement|contact)|discussion|issues",
    ),
    (
        "front",
        r"introduction|preface|foreword|confidential|disseminat|equality|diversity|^summary$|"
        r"executive summary|acknowledg|condolence|tribute|pen (?:picture|portrait)|"
        r"parallel|about the|appendi|annex|document control|distribution|version|"
        r"family (?:involvement|engagement|composition)|involvement of (?:the )?family|genogram",
    ),
)  # fmt: skip
_EACH = tuple((part, re.compile(pattern)) for part, pattern in _PARTS)
SUMMARY = re.compile(
    r"\bexecutive summary|^(?:a )?summary\b|\bsummary of (?:the )?(?:learning|findings|key|"
    r"recommendations|lessons)|at a glance|key messages|recommendations (?:in|at) (?:a glance|"
    r"brief|summary)|\b(?:7|seven)[- ]minute"
)
_NUMBERING = re.compile(
    r"^(?:(?:section|chapter|part|appendix|annex)\s+)?(?:\(?(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)[.):]?"
    r"(?=\s|$))?[\s:.–—-]*",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"^(?:\w+[ -])?(?:recommendation|rec|consideration|question|challenge|proposal|action)s?"
    r"\s*(?:no\.?|number)?\s*\(?[A-Z]{0,4}\d+",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def part_of(heading: str) -> Division:
    """The part that a heading opens; "" when its words do not tell."""
    words = plain_heading(heading)
    if not words or len(words) > 140:
        return ""
    return next((part for part, pattern in _EACH if pattern.search(words)), "")


def plain_heading(heading: str) -> str:
    text = heading.strip().rstrip(":. ")
    return _NUMBERING.sub("", text, count=1).lower().replace("-", " ").strip() or text.lower()
