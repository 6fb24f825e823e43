"""Where and when a report was made: the area that commissioned it, and its date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.dates import DateRefusedError, read_date
from ingest.documents.model import Block
from ingest.documents.words import sentences
from ingest.people import without_names


def texts_of(blocks: Sequence[Block], most: int) -> Iterable[str]:
    for block in blocks[:most]:
        yield block.text
        for row in block.rows[:40]:
            yield from (cell.text for cell in row)


_PLACE = (
    r"(?:[A-Z][\w'’-]*)(?:(?:\s+|-)(?:and|&|of|upon|on|in|the|with|by|le|St\.?|[A-Z][\w'’-]*))*"
)
_COMMISSIONER = re.compile(
    rf"\b(?P<area>{_PLACE}?)(?:['’]s)?\s+(?:Local\s+)?(?P<body>Community Safety Partnership|"
    r"Safer (?:Communities )?Partnership|Safeguarding Adults?['’]?s?(?: Partnership)? Board|"
    r"Safeguarding Children['’]?s?['’]?(?: and (?:Adults?|Families))?(?: Partnership)?(?: Board)?|"
    r"Safeguarding Partnership(?: Board)?|Safeguarding (?:Board|Children)|Safeguarding Adults "
    r"Partnership|CSP|LSCB|SAB|LSCP|SCP|Regional Safeguarding (?:Children |Adults )?Board|"
    r"Public Services Board|Domestic (?:Abuse|Violence)[\w ]{0,20} (?:Board|Partnership))"
)
_SAFER = re.compile(
    rf"\bSafer (?P<area>{_PLACE}?)(?=\s+(?:Partnership|Community|Communities)|[,.;:\n]|$)"
)
_CORONER = re.compile(
    rf"\b(?i:(?:area|senior|assistant|acting|deputy|hm|his majesty['’]s|"
    rf"her majesty['’]s)\s+)+(?i:coroner)"
    rf",?\s+(?i:for|of)\s+(?:the\s+)?(?i:(?:coroner(?:ial)?\s+)?area "
    rf"of\s+)?(?:the\s+)?(?P<area>{_PLACE})"
)
_COUNCIL = re.compile(
    rf"\b(?P<area>{_PLACE}?)\s+(?:(?:County|City|Borough|District|Metropolitan|"
    rf"Unitary)\s+)*Council\b"
)
_LEADING = re.compile(
    r"^(?:The|In|Of|By|For|On|At|A|An|Commissioned|Report|Review|Domestic|Homicide|Overview|"
    r"Executive|"
    r"Summary|Serious|Case|Local|Child|Safeguarding|Practice|Adults?|Partnership|Board|This|"
    r"Independent|Chair|Published|That|To|With|All|For the|behalf|of|the|and|&|"
    r"Safer)\b\s*(?:of\s+|by\s+|for\s+)?"
)


def area_of(kind: str, blocks: Sequence[Block], title: str) -> str:
    """The area that commissioned it, as the commissioner's name or the coroner says it."""
    early = [title, *texts_of(blocks, 20)]
    everywhere = [title, *texts_of(blocks, 60)]
    patterns: tuple[tuple[re.Pattern[str], list[str]], ...] = ((_CORONER, everywhere),)
    if kind != "PFD":
        patterns = (
            (_COMMISSIONER, early), (_SAFER, early), (_COMMISSIONER, everywhere), (_COUNCIL, early)
        )  # fmt: skip
    for pattern, texts in patterns:
        for text in texts:
            for found in pattern.finditer(text):
                area = _area(found["area"])
                if area:
                    return area
    return ""


def _area(words: str) -> str:
    words = " ".join(words.split())
    words = re.sub(r"^.*\d\S*\s*", "", words)
    while (found := _LEADING.match(words)) and found.end():
        words = words[found.end() :]
    words = re.sub(r"\s+(?:and|of|the|in|on|for|by|&)$", "", words)
    words = re.sub(r"(?:['’]s)$", "", words)
    if re.search(r"\b(?:ICB|CCG|NHS|PCT|Police|Trust|Council|Services?)\b", words):
        return ""
    return without_names(words) if words[:1].isupper() and len(words) > 2 else ""


_MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)"
)
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?(?: day)?(?: of)? )?"
_DATE = re.compile(
    rf"\b(?:{_DAY}{_MONTHS},? \d{{4}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|"
    rf"\d{{4}}-\d{{2}}-\d{{2}})\b"
)
_HEAD = 600  # letters of a paragraph that may say who wrote the report and when
_AT_HEAD = 60  # the report's own date stands early in its paragraph
_OFTEN = frozenset({"meeting", "held", "agreed"})  # a year alone after these dates something else
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEAR_APART = re.compile(r"(?:^|, |\()(?:19|20)\d\d(?=[.,)]|$)")
_CUES = (
    re.compile(
        r"\b(?:date of publication|publication date|date published|(?:first )?published(?: on|"
        r" in)?|"
        r"publication)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:report completed|completed(?: on| in)?|date of (?:this |the |final )?report|"
        r"report date|final report|date completed|completion date|dated?(?: this)?|signed|approved|"
        r"agreed|version|meeting|held(?: on)?|updated|position at|as at|last updated)\b",
        re.IGNORECASE,
    ),
)
_PERIOD = re.compile(
    r"\b(?:died|death|born|birth|between|period|timeframe|incident|scope|murder\w*|inquest|"
    r"(?:re)?opened|commenced|conclusion|arrested|respon\w+|within|policy|act|regulations|"
    r"guidance|statutory|began|started|convicted|sentenced)\b",
    re.IGNORECASE,
)


def date_of(kind: str, blocks: Sequence[Block]) -> str:
    """The date of publication, else of the report, as exact as it is said; "" if none is."""
    first = blocks[0].page if blocks else None
    cover = list(texts_of([b for b in blocks[:14] if b.page in {first, None}], 14))
    early, late = list(texts_of(blocks, 60)), list(texts_of(blocks[-12:], 12))
    if kind == "PFD":
        return _signed(late) or _cued(cover) or _signed(early)
    return _cued(cover) or _bare(cover) or _cued(early) or _bare(late[-4:])


def _cued(texts: Sequence[str]) -> str:
    return next((date for cue in _CUES for text in texts if (date := _after(cue, text))), "")


def _bare(texts: Sequence[str]) -> str:
    """A date that stands almost alone: "14 February 2022", "Lead reviewer: …. July 2023"."""
    dates = [_first(text[:160]) or _alone(text) for text in texts if not _PERIOD.search(text[:160])]
    found = [date for date in dates if date]
    # "Case 2/2016" above "June 2017" is a number of the review.
    return next((date for date in found if "-" in date), next(iter(found), ""))


def _alone(text: str) -> str:
    """A sentence that is nothing but a date."""
    said = (sentence.strip(" .") for sentence in sentences(text[:_HEAD]))
    return next((_first(one) for one in said if _DATE.fullmatch(one)), "")


def _signed(texts: Sequence[str]) -> str:
    """The date of a letter: the last that stands almost alone, or after "dated"."""
    for text in reversed(texts):
        date = _after(_CUES[1], text) or (_first(text) if len(text) < 120 else "")
        if date and not (_PERIOD.search(text) and len(text) > 60):
            return date
        tail = _first(text[-70:]) if len(text) < 40 else ""
        if tail:
            return tail
    return ""


# "… published a review. In 2019 …": that is another matter.
_NEXT_SENTENCE = re.compile(r"(?<=[a-z]{3}[.;])\s+(?=(?:In|On|By|Since) |[A-Z][a-z]+ (?!\d))")


def _after(cue: re.Pattern[str], text: str) -> str:
    for said in cue.finditer(text):
        window = _NEXT_SENTENCE.split(text[said.end() : said.end() + 45])[0]
        date = _first(window)
        apart = cue is _CUES[0] or said.start() < _AT_HEAD
        dated = "-" in date or said[0].lower() not in _OFTEN
        near = text[max(0, said.start() - 40) : said.end() + 12]
        if date and dated and apart and not _PERIOD.search(near):
            return date
    return ""


def _first(text: str) -> str:
    found = _DATE.search(text)
    candidates = [found[0]] if found else []
    year = _YEAR.search(text) if len(text) < 60 else _YEAR_APART.search(text[:120])
    if not found and year:
        candidates.append(year[0].strip(" ,("))
    for shown in candidates:
        try:
            return read_date(re.sub(r" day of | of ", " ", shown).replace(" day ", " ")).iso
        except DateRefusedError:
            continue
    return ""
