"""Which part of a document each block stands in: recommendations, plan, analysis and so on.

Headings decide. There has been no fixed template since 2013, so a part is known by any of many
names; a heading that says nothing keeps the part of the heading above it, and one that is not
below it ends it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ingest.documents.model import Block
from ingest.documents.words import is_name_of_body, is_sentence

Division = Literal[
    "front", "terms", "analysis", "good practice", "recommendations", "questions", "plan",
    "rationale", "concerns", "form", "history", "apart", "people", "",
]  # fmt: skip
ASKING: frozenset[str] = frozenset({"recommendations", "questions", "plan"})


@dataclass(frozen=True)
class Situated:
    """A block with the headings above it (highest first), its part, and whether it stands in a
    summary. ``section`` counts headings, so that blocks of one section share it;
    ``below_asking`` says that some heading above, not only the nearest, opens recommendations; ``titled`` is how
    many of the headings are the document's own title."""

    block: Block
    headings: tuple[str, ...]
    part: Division
    in_summary: bool
    section: int
    below_asking: bool = False
    titled: int = 0


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
        r"^(?!.*recommend).*(?:good practice|what (?:worked|went) well|strengths|positive practice)",
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
        r"what (?:needs|has|must|should|ought)(?: to)? (?:change|happen|be done|be different)|"
        r"what (?:we|the review|the panel|i) (?:asks?|want|would like|proposes?|recommends?)|"
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
        r"analysis|findings?|lessons?|learning|conclusion|missed opportunit|overview$|themes?\b|"
        r"chronology|narrative|case summary|the facts|events|appraisal|key practice|"
        r"practice episodes|summary of (?:the )?(?:case|events)|background|agency (?:involvement|"
        r"contact)|discussion|issues",
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
_SUMMARY = re.compile(
    r"\bexecutive summary|^(?:a )?summary\b|\bsummary of (?:the )?(?:learning|findings|key|"
    r"recommendations|lessons)|at a glance|key messages|recommendations (?:in|at) (?:a glance|"
    r"brief|summary)|\b(?:7|seven)[- ]minute"
)
_NUMBERING = re.compile(
    r"^(?:(?:section|chapter|part|appendix|annex)\s+)?(?:\(?(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)[.):]?"
    r"(?=\s|$))?[\s:.–—-]*",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:\w+[ -])?(?:recommendation|rec|consideration|question|challenge|proposal|action)s?"
    r"\s*(?:no\.?|number)?\s*\(?[A-Z]{0,4}\d+",
    re.IGNORECASE,
)
# "Questions for the Board:" above a list, set as a line of its own.
_ASKS_OF = re.compile(
    r"(?:[\w-]+ )?(?:recommendations?|considerations?|questions?|challenges?|actions?)"
    r"(?: (?:for|to|arising|from|of) [^.,;]{3,60})?:",
    re.IGNORECASE,
)
_NO_HEADING_END = re.compile(r"[.;,!]$")
_LONGEST_HEADING = 14
_RUN_IN = 8


def part_of(heading: str) -> Division:
    """The part that a heading opens; "" when its words do not tell."""
    words = _plain(heading)
    if not words or len(words) > 140:
        return ""
    return next((part for part, pattern in _EACH if pattern.search(words)), "")


def _plain(heading: str) -> str:
    text = heading.strip().rstrip(":. ")
    return _NUMBERING.sub("", text, count=1).lower().replace("-", " ").strip() or text.lower()


@dataclass
class _Open:
    level: int
    text: str
    part: Division
    summary: bool
    opens: bool
    is_title: bool


class _Outline:
    """The headings that are open at a place of the document."""

    def __init__(self) -> None:
        self._open: list[_Open] = []
        self.section = 0

    def take(self, text: str, level: int, *, is_title: bool) -> None:
        words = _plain(text)
        part = part_of(text)
        summary = bool(_SUMMARY.search(words))
        if is_title:
            part, summary = "", False
        last_asking = next((o for o in reversed(self._open) if o.opens), None)
        if last_asking and level <= last_asking.level and _stays(text, part):
            # A label or an agency's name set as large as the heading it belongs under.
            level = last_asking.level + 1
        opens = part in ASKING and not _LABEL.match(text.strip())
        while self._open and self._open[-1].level >= level:
            self._open.pop()
        if not part and self._open:
            part = self._open[-1].part
            if part == "rationale" or (part == "good practice" and level <= self._open[-1].level):
                part = ""
        self._open.append(_Open(level, text, part, summary, opens, is_title))
        self.section += 1

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(one.text for one in self._open)

    @property
    def part(self) -> Division:
        """The part of the nearest heading; a label below a rationale asks again."""
        return self._open[-1].part if self._open else ""

    @property
    def titled(self) -> int:
        """How many of the headings are the document's own title."""
        return sum(one.is_title for one in self._open)

    @property
    def below_asking(self) -> bool:
        """Whether some heading above opens recommendations."""
        return any(one.opens for one in self._open)

    @property
    def in_summary(self) -> bool:
        return any(one.summary for one in self._open)


def _stays(text: str, part: Division) -> bool:
    if _LABEL.match(text.strip()):
        return True
    if part == "rationale":
        return not any(char.isdigit() for char in text)
    return not part and (
        is_name_of_body(text) or bool(re.match(r"(?:for|to) (?:the )?", text, re.I))
    )


_TYPED = re.compile(
    r"(?P<mark>\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}|\((?:[a-z]|[ivx]{1,4}|"
    r"\d{1,2})"
    r"\)|[a-z]\)|[•●▪◦])\s+(?=[A-Za-z“\"‘'(])"
)


def marked(block: Block) -> Block:
    """A paragraph as an item where its number or bullet was typed and left in its text."""
    if block.kind not in {"paragraph", "item"} or block.number or not block.text:
        return block
    found = (
        _TYPED.match(block.text) if not block.text[0].isalpha() or block.text[1:2] == ")" else None
    )
    if not found:
        return block
    text = block.text[found.end() :]
    return replace(block, kind="item", level=max(1, block.level), number=found["mark"], text=text)


def lay_out(blocks: Sequence[Block], titles: Sequence[Block]) -> list[Situated]:
    """Every block but the headings themselves, with the part it stands in.

    A heading that is itself a recommendation, or its label, is kept among the blocks as well,
    under its own headings. ``titles`` are the blocks of the document's own title, which open no part.
    """
    outline, own = _Outline(), {id(block) for block in titles}
    placed: list[Situated] = []
    for block in blocks:
        level = _heading_level(block)
        if level:
            shown = f"{block.number} {block.text}".strip()
            outline.take(shown, level, is_title=id(block) in own)
        placed.append(
            Situated(
                block,
                outline.headings,
                outline.part,
                outline.in_summary,
                outline.section,
                outline.below_asking,
                outline.titled,
            )
        )
    return placed


def _heading_level(block: Block) -> int:
    """The level of a heading, also of one that is only bold or only named like one; 0 if none."""
    text = block.text.strip()
    words = text.split()
    if not words or block.kind in {"table", "note"}:
        return 0
    if block.kind == "heading":
        return block.level or _RUN_IN - 1
    if len(words) > _LONGEST_HEADING or _NO_HEADING_END.search(text) or is_sentence(text):
        return 0
    if not any(char.isalpha() for char in text) or not text[0].isupper():
        return 0
    if block.kind == "paragraph" and block.bold:
        return _RUN_IN
    if _ASKS_OF.fullmatch(text) and block.kind == "paragraph":
        return _RUN_IN
    named = text.isupper() or len(words) <= (3 if text.endswith(":") else 6)
    if named and part_of(text) and block.kind == "paragraph":
        return _RUN_IN - 1
    return 0
