"""A coroner's concerns: the text of a report's section, parted into its single concerns.

Numbers, letters, bullets and paragraphs part concerns; lists inside an item stay with it; fixed
wording of the form is left out; headings and lead-ins go with the concern they introduce.
Nothing else is lost: every other sentence stands in exactly one concern.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ingest.concern_outline import OPENS, Concern, Item, Outline, is_heading, is_lead
from ingest.list_markers import markers

__all__ = ["Concern", "split_concerns"]


# Wording of the form that coroners fill in (Chief Coroner's Guidance No. 5, annex A). Each
# pattern takes a whole sentence: one that goes on to say something is kept.
_FIXED = re.compile(
    r"(?:"
    r"(?:\d\s+)?coroner['’]?s['’]? concerns?|(?:\d\s+)?action should be taken|matters? of concern"
    r"|\[?\(?brief summary of (?:the )?matters of concern\)?\]?"
    r"|(?:the|my) matters? of concerns? (?:is|are)(?: as follows)?"
    r"|(?:during|in) the course of (?:the|this|my) (?:inquest|investigation|hearing)s?,? (?:the )?"
    r"evidence (?:has )?revealed (?:a )?matters? giving rise to (?:a )?concerns?"
    r"|in my opinion,? there is a risk that future deaths (?:will|could|may|might) occur unless "
    r"action is taken"
    r"|in the circumstances,? it is my statutory duty to report to you"
    r"|i have a (?:statutory )?duty to report (?:this|these matters|my concerns)?(?: to you)?"
    r"|in my opinion,? (?:urgent )?action should be taken to prevent future deaths,? and i believe "
    r"(?:that )?(?:you|your organi[sz]ation)\b.{0,60}\bhave? the power to take such action"
    r"|you are under a duty to respond to this report within 56 days\b.{0,120}"
    r"|your response must contain details of action taken or proposed to be taken,? setting out "
    r"the timetable for action\.? otherwise,? you must explain why no action is proposed"
    r"|otherwise,? you must explain why no action is proposed"
    r"|(?:\d\s+)?your response|(?:\d\s+)?copies and publication"
    r")[\s.:;–—-]*",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+(?=[A-Z\[(“\"])")


def split_concerns(text: str) -> list[Concern]:
    """Part the text of a report's concerns; empty text, or nothing but fixed wording, gives []."""
    lines = list(_lines(text))
    outline = Outline()
    for line in lines:
        outline.take(line)
    items = outline.items or _paragraphs(outline.before)
    if outline.items:
        _lead_in(outline.before, items)
    return [concern for item in items if (concern := item.concern())]


def _lines(text: str) -> Iterator[str]:
    """The lines of a text with fixed wording out, wrapped lines joined, and items parted."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub(r"[\u00ad\u200b\ufeff\x00]", "", text).replace("\u00a0", " ").replace("\t", " ")
    joined: list[str] = []
    after_gap = True
    for raw in text.split("\n"):
        line = " ".join(raw.split())
        if not line:
            after_gap = True
            continue
        wrapped = joined and not after_gap and not markers(line) and _is_open(joined[-1])
        lonely = joined and _is_lonely_marker(joined[-1]) and not markers(line)
        if lonely or (wrapped and line[0].islower()):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
        after_gap = False
    for line in joined:
        kept = _without_fixed(line)
        if kept:
            yield kept


def _is_open(line: str) -> bool:
    return line[-1] not in ".!?:;"


def _is_lonely_marker(line: str) -> bool:
    return any(reading.length >= len(line) for reading in markers(line + " "))


def _without_fixed(line: str) -> str:
    if not re.search(r"concern|opinion|duty|response|action|copies", line, re.IGNORECASE):
        return line
    readings = markers(line)
    start = readings[0].length if readings else 0
    if start >= len(line):
        return line
    kept = [s for s in _SENTENCE.split(line[start:]) if not _FIXED.fullmatch(s.strip())]
    rest = " ".join(kept)
    return f"{line[:start]}{rest}".strip() if rest else ""


# A lead-in longer than this says something of its own.
_LONGEST_LEAD = 400
_CONCERN = re.compile(
    r"\b(?:concern\w*|lack\w*|fail\w*|inadequa\w*|insufficien\w*|no|not|never|unclear|absen\w+|"
    r"should|recommend\w*|risks?|unsafe|danger\w*|delay\w*|consider\w*|review\w*|missed|poor\w*|"
    r"without|unable|improve\w*|need\w*|confus\w+|request|invite|ask|urge|suggest\w*|limited|"
    r"gaps?|hazard\w*|obscur\w+|may|could)\b",
    re.IGNORECASE,
)


def _lead_in(before: list[str], items: list[Item]) -> None:
    """What stands before the first item goes with it, or is a concern of its own when it is
    long and raises something."""
    leads: list[str] = []
    while before and is_lead(before[-1]):
        leads.insert(0, before.pop())
    text = " ".join(before)
    if len(text) > _LONGEST_LEAD and _CONCERN.search(text):
        items.insert(0, Item(lines=before))
        items[1].lead = [*leads, *items[1].lead]
    else:
        items[0].lead = [*before, *leads, *items[0].lead]


# Openings that lean on the paragraph before.
_LEANS = re.compile(
    r"(?:this|these|those|that|such|it|he|she|they|his|her|their|him|both|all (?:of )?(?:this|the|"
    r"four|three)|neither|however|therefore|thus|hence|accordingly|consequently|as a result|"
    r"as such|for (?:this|these|that|example|instance)|but|and|so|yet|ultimately|nevertheless|"
    r"nonetheless|deaths may|in my opinion|[^.]{0,60}\btherefore|from (?:the|this)|"
    r"following the (?:inquest|hearing|death)|i (?:have sent|emphasised|was (?:pleased|grateful))|"
    r"in (?:this|that|particular|summary|short|conclusion|the event|my view|light of|view of)|"
    r"of the (?:above|\w+ )|the (?:above|former|latter|same|evidence|court|jury)|i (?:appreciate|"
    r"accept|acknowledge|recognise|understand|note|consider|suggest|recommend|would|therefore|am "
    r"(?:sure|aware|also told)|hope|ask|invite|request)|whilst i|although i|while i|"
    r"consideration|instead|on that|at that|having|"
    r"unless|had)\b",
    re.IGNORECASE,
)


# A shorter paragraph rounds off the one before, unless it opens as a concern does.
_SHORT = 80
_STANDS = re.compile(r"(?:the|a)\b", re.IGNORECASE)


def _paragraphs(lines: list[str]) -> list[Item]:
    """Concerns of a text without numbers: one a paragraph, unless it leans on the one before,
    only tells what happened, or opens or closes the whole."""
    items: list[Item] = []
    pending: list[str] = []
    for line in lines:
        if is_heading(line) or line.endswith(":") or not _CONCERN.search(line):
            if items and not is_heading(line) and not line.endswith(":") and not pending:
                items[-1].lines.append(line)
            else:
                pending.append(line)
            continue
        rounds_off = items and len(items[-1].lines[-1]) > 2 * _SHORT
        short = rounds_off and len(line) < _SHORT and not (_STANDS.match(line) or OPENS.match(line))
        if items and not pending and (_LEANS.match(line) or short):
            items[-1].lines.append(line)
            continue
        items.append(Item(lead=pending, lines=[line]))
        pending = []
    if pending and items:
        items[-1].lines.extend(pending)
    elif pending:
        items.append(Item(lines=pending))
    return items
