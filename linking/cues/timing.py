"""By when: dated, recurring, soft or none (domain/cues.md section 2)."""

from __future__ import annotations

import re

from linking.cues.asks import Ask, Reading
from linking.cues.model import Code
from linking.cues.patterns import NUMBER, Text, rules, word_set

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = (
    rf"(?:(?:the\s+)?(?:(?:end|start|beginning|middle|close)\s+of\s+)?(?:the\s+)?"
    rf"(?:(?:early|late|mid)[\s-]+)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b(?:,?\s+\d{{4}})?|"
    rf"{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|{_MONTH}\b(?:\s+(?:of\s+)?(?:\d{{4}}|next"
    rf"\s+year|this\s+year))?|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|\d{{4}}-\d{{2}}(?:-\d{{2}})?|"
    rf"q[1-4](?:\s+(?:of\s+)?\d{{4}}(?:/\d\d)?)?|(?:19|20)\d\d(?:[/-]\d\d)?\b|"
    rf"(?:spring|summer|autumn|winter|easter|christmas)\b(?:\s+(?:of\s+)?\d{{4}})?|"
    rf"(?:(?:this|next|the|that|current|financial|academic|calendar|school|coming|following)\s+)+"
    rf"(?:year|month|quarter|term|week)\b|end\s+of\s+\w+))"
)
_BY_DATE = re.compile(
    rf"\b(?:by|before|no\s+later\s+than|not\s+later\s+than|from|until|in|during|on|starting|"
    rf"completed?\s+by|due)\s+(?P<date>{_DATE})"
)
# "in 2016" tells, "in June 2026" sets a date only in an ask; a bare year needs "by" or "before".
_WEAK_LEAD = re.compile(r"(?:in|on|from|during|until)\s")
# "… attend in 2019.": a bare year at the end of what is asked is when, elsewhere it tells.
_ENDS = re.compile(r"\s*(?:[.;)]|$)")
_AHEAD = re.compile(r"(?:in|during|until)\s")
# "watch whether practice has changed after six months": looked at again then.
_AFTERWARDS = re.compile(
    rf"\b(?:(?:after|in)\s+(?:a|one|{NUMBER})\s+(?:weeks?|months?|years?)(?:'\s+time)?|"
    rf"at\s+(?:(?:one|{NUMBER})\s+and\s+)?{NUMBER}\s+months)(?=\s*(?:[,.;)]|$|and\b))"
)
_UNIT = r"(?:hour|minute|(?:working\s+|calendar\s+)?day|week|month|year|quarter|term)s?"
_SPAN = re.compile(
    rf"\b(?:within|in|over|during|inside)\s+(?:the\s+(?:next|first|coming)\s+)?"
    rf"(?:a|an|one|the|this|{NUMBER}|the\s+next)?\s*(?P<unit>{_UNIT})\b"
    rf"(?:'?\s*(?:time\b)?\s*(?:of|from|after)\s+(?P<of>(?:[\w']+\s*){{1,5}}))?"
)
# "so that a visit is offered within a week": what each case is to get.
_SO_THAT = re.compile(r"\bso\s+that\b[^;]*$")
# What is made once has a deadline in days; what is done for each case has a standard.
_MADE_ONCE = word_set(
    "publish report write appoint issue submit produce develop introduce complete review update "
    "recruit revise draft prepare commission convene provide agree set nominate circulate confirm"
)
_MILESTONE = re.compile(
    r"\b(?:publication|publishing|this\s+report|the\s+(?:final\s+|overview\s+)?report|review|date|today|now|sign-?off|acceptance|agreement|"
    r"change|launch|approval|this|recommendations?|its\s+completion|the\s+start|notice|plan)\b"
)
_PUBLISHED = re.compile(r"\b(?:publi\w+|this|review|date|today|now|final\s+report)\b")
_STANDING = re.compile(r"(?:when|whenever|where|wherever|if|once|every\s+time|after|on)\b")
_IN_THE_PAST = re.compile(r"\b(?:preceding|previous|last|past|earlier|prior)\b")

_EVERY = (
    r"(?:day|night|evening|morning|weekday|weekend|shift|week|fortnight|month|quarter|year|"
    r"(?:half[\s-])?term|half[\s-]year|six\s+months|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|spring|summer|autumn|winter|january|april|september|handover)"
)
_RECURRING = re.compile(
    rf"\b(?:every|each|once\s+(?:a|every|per|each)|twice\s+(?:a|every|per|each)|per|"
    rf"(?:{NUMBER}|one)\s+(?:[\w-]+\s+){{1,4}}(?<!in )(?<!of )(?<!than )(?<!within )"
    rf"(?:a|per|each))\s+(?:(?:other|{NUMBER}|financial|academic|"
    rf"calendar|school|working)\s+)?{_EVERY}s?\b|"
    r"\b(?:annual|annually|yearly|monthly|weekly|fortnightly|quarterly|daily|nightly|biannual\w*|"
    r"biennial\w*|termly|(?:six|three|two|bi)[\s-]monthly|half[\s-]yearly|bi-?weekly|"
    r"(?:on\s+a\s+)?regular(?:ly)?(?:\s+(?:basis|intervals))?|on\s+a\s+rolling\s+basis|periodic(?:ally)?)\b"
)
_NO_FREQUENCY = re.compile(
    r"\s*(?:living|life|lives|lived|routine|activities|leave|grants?|contact)"
)
_REPLACED = re.compile(r"\b(?:in\s+place\s+of|instead\s+of|rather\s+than|replac\w+)\s+(?:\w+\s+)?$")
_SOFT = rules("timing", "soft")
_PLAN_NONE = re.compile(r"^(?:tbc|tbd|tba|n/?a|none|not\s+set|-+|unknown|to\s+be\s+\w+)?\.?$")


def code_time(reading: Reading, target_date: str) -> Code:
    """The sentence's own date first, then the plan column's, then a frequency, then soft words."""
    own = _own(reading)
    if own and own.value == "dated":
        return own
    planned = _planned(target_date)
    if planned and (own is None or planned.value == "dated"):
        return planned
    return own or planned or Code("none", "", "time.none")


def _own(reading: Reading) -> Code | None:
    places = [
        (place, _stands(reading.text, ask), ask.verb)
        for ask in reading.asks
        for place in _around_subject(ask)
    ]
    for place, standing, verb in places:
        code = _dated(reading.text, place, standing, verb)
        if code:
            return code
    for kind in (_recurring, _softly):
        for (start, end), _, _ in places:
            code = kind(reading.text, start, end)
            if code:
                return code
    return None


def _stands(text: Text, ask: Ask) -> str:
    """Is it a rule for every case ("When …, …") or a passive, which often is one?"""
    if _STANDING.match(text.low, *ask.sentence):
        return "rule"
    return "passive" if ask.passive else ""


def _around_subject(ask: Ask) -> list[tuple[int, int]]:
    """The opening of the sentence and the predicate: "A second call within six weeks should …"
    sets no deadline."""
    start, end = ask.sentence
    needed = ask.passive and ask.verb == "need"  # "Urgent action is needed"
    if needed or not start <= ask.subject[0] < ask.subject[1] <= ask.at[0]:
        return [(start, end)]
    return [(start, ask.subject[0]), (ask.subject[1], end)]


def _dated(text: Text, place: tuple[int, int], standing: str, verb: str) -> Code | None:
    start, end = place
    for found in _BY_DATE.finditer(text.low, start, end):
        bare_year = re.fullmatch(r"(?:19|20)\d\d.*|may", found["date"])
        if bare_year and _ENDS.match(text.low, found.end(), end) and _AHEAD.match(found[0]):
            return Code("dated", text.words(*found.span()), "time.dated.date")
        if _WEAK_LEAD.match(found[0]) and (bare_year or not re.search(r"\d{4}", found["date"])):
            continue
        if found["date"] == "may" or _IN_THE_PAST.search(found[0]):
            continue
        return Code("dated", text.words(*found.span()), "time.dated.date")
    for found in _SPAN.finditer(text.low, start, end):
        if _sets_deadline(found, standing, verb) and not _SO_THAT.search(
            text.low, start, found.start()
        ):
            return Code("dated", text.words(*found.span()), "time.dated.span")
    found_after = _AFTERWARDS.search(text.low, start, end)
    if found_after and standing != "rule":
        return Code("dated", text.words(*found_after.span()), "time.dated.afterwards")
    return None


def _sets_deadline(found: re.Match[str], standing: str, verb: str) -> bool:
    """ "within six months of publication" is a deadline; "within two hours of arrival" and
    "within five working days" are standards of service."""
    unit, of = found["unit"], found["of"] or ""
    lead = found[0].split()[0]
    if _IN_THE_PAST.search(found[0]):
        return False
    if of and not _MILESTONE.search(of):
        return False
    if unit.startswith(("hour", "minute")):
        return False
    if of and unit.startswith("day") and not _PUBLISHED.search(of):
        return False
    if lead in {"over", "during", "in"} and not ("next" in found[0] or "time" in found[0]):
        return False
    if of:
        return True
    if standing == "rule" or unit == "day" or unit.startswith("working"):
        return False
    return not unit.startswith("day") or (not standing and verb in _MADE_ONCE)


def is_deadline(text: Text, ask: Ask, place: int) -> bool:
    """Does the "within …" that begins at ``place`` say by when the ask is to be done?"""
    found = _SPAN.match(text.low, place, ask.end)
    if not found or _SO_THAT.search(text.low, ask.at[0], place):
        return False
    return _sets_deadline(found, _stands(text, ask), ask.verb)


def _recurring(text: Text, start: int, end: int) -> Code | None:
    for found in _RECURRING.finditer(text.low, start, end):
        if _NO_FREQUENCY.match(text.low, found.end(), end):
            continue
        if _REPLACED.search(text.low, start, found.start()):
            continue
        return Code("recurring", text.words(*found.span()), "time.recurring")
    return None


def _softly(text: Text, start: int, end: int) -> Code | None:
    found = _SOFT.first(text, start, end)
    if found and not re.match(
        r"\s+(?:care|response|treatment|referral|help)", text.low[found.end :]
    ):
        return Code("soft", text.words(found.start, found.end), "time.soft")
    return None


def _planned(target_date: str) -> Code | None:
    """What the plan's column of target dates says."""
    said = target_date.strip()
    if _PLAN_NONE.match(said.lower()):
        return None
    text = Text(said)
    if re.search(rf"^(?:by\s+)?{_DATE}|\d{{4}}|\d{{1,2}}[/.]\d{{1,2}}", text.low):
        return Code("dated", said, "time.dated.plan")
    whole = (0, len(said))
    if _SPAN.search(f"within {text.low}") or _SPAN.search(text.low):
        return Code("dated", said, "time.dated.plan")
    if _recurring(text, *whole):
        return Code("recurring", said, "time.recurring.plan")
    if _softly(text, *whole):
        return Code("soft", said, "time.soft.plan")
    return None
