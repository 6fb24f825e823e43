"""Small readings of a text: its sentences, its number or label, whether it is a body's name."""

from __future__ import annotations

import re
from functools import lru_cache

from linking.cues.bodies import BODY_WORDS, ROLES

_STOP = re.compile(r"[.!?][\"”’')\]]*\s+(?=[A-Z0-9“\"‘'(\[•])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|Dr|Mr|Mrs|Ms|Prof|St|No|Nos|para|paras|cf|vs|approx|al|Sgt|Supt|Cllr|"
    r"Rev|Ltd|Inc|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)|\b[A-Za-z])\.$"
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NUMERAL = (
    r"(?:(?<=[ (])[A-Z](?![\w’'])|[A-Z]{0,4}[.-]?\d{1,3}(?:[./]\d{1,3}){0,3}[a-z]?|"
    r"[ivxIVX]{1,6}|(?i:One|Two|Three|Four|Five|Six|"
    r"Seven|Eight|Nine|Ten|Eleven|Twelve|Thirteen|Fourteen|Fifteen|Sixteen|Seventeen|Eighteen|"
    r"Nineteen|Twenty))"
)
_KIND = (
    r"(?:recommendation|rec|consideration|challenge question|challenge|question|proposal|"
    r"action point|action|learning recommendation)"
)
# "Recommendation 4:", "Police Recommendation 2 –", "Overview recommendation no. 3.", "R3:".
_LABEL = re.compile(
    rf"(?P<lead>(?:[A-Z][\w&'’/-]*[ \t]+(?:(?:and|of|for|the)[ \t]+)?){{0,5}}?)"
    rf"(?P<kind>(?i:{_KIND}))(?:[ \t]*(?i:no\.?|number|ref\.?|#))?"
    rf"(?:[ \t]*\(?(?P<number>{_NUMERAL})\)?(?![\w%])(?P<end>[ \t]*[:.)–—-]*)|(?P<bare>[ \t]*:))"
    r"\s*(?P<rest>.*)",
    re.DOTALL,
)
_LABEL_WORD = re.compile(r"rec|consideration|question|challenge|proposal|action")
_CODE = re.compile(
    r"(?P<number>(?:R|Rec|REC|RC|Q|SR|OR|MA|SA|NR|LR|C|A|P|H)[ .-]?\d{1,3}(?:\.\d{1,3})?[a-z]?)"
    r"(?P<end>[ \t]*[:.)–—-]+|\s)\s*(?P<rest>(?=[A-Z“\"‘']).*|$)",
    re.DOTALL,
)
# "Recommendation 2 (Housing)", "Recommendation 3 to the ICB: …": the label says who is asked.
_ADDRESSED = re.compile(
    r"(?:(?:to|for) (?:the )?(?P<to>[A-Z][^:.()]{1,100})|\((?P<in>[A-Z][^()]{1,80})\))"
    r"(?:\s*[:.–—-]+\s*(?P<rest>.*))?",
    re.DOTALL,
)
_BEHIND = re.compile(
    r"\s*[\[(](?:recommendation|rec\.?|r)\s*(?P<number>\d{1,2}[a-z]?)[\])]\s*[.;]?$", re.IGNORECASE
)
_AFTER_LABEL = re.compile(r"[A-Z“\"‘'(\[•]")


class Label:
    """What opens a labelled recommendation: "Police Recommendation 2: Risk" has the lead
    "Police", the kind "recommendation", the number "2" and the rest "Risk"."""

    __slots__ = ("kind", "lead", "number", "rest")

    def __init__(self, lead: str, kind: str, number: str, rest: str) -> None:
        self.lead, self.kind, self.number, self.rest = lead, kind, number, rest


def label_of(text: str) -> Label | None:
    """The label at the start of a text, or None; "Recommendation 3 was met" has none."""
    if len(text) < 2 or not (text[0].isupper() or text[0] in "[("):
        return None
    if _LABEL_WORD.search(text[:60].lower()):
        found = _LABEL.match(text)
        if found:
            rest, number = found["rest"].strip(), found["number"] or ""
            ended = bool((found["end"] or "").strip() or found["bare"])
            plural = re.match(r"\s*(?:and|to|&|,)\s*\d", rest)
            addressed = _ADDRESSED.fullmatch(rest) if number and not plural else None
            if addressed:
                lead = addressed["to"] or addressed["in"]
                return Label(lead, found["kind"].lower(), number, addressed["rest"] or "")
            if (not rest or ended or _AFTER_LABEL.match(rest)) and not plural:
                return Label(found["lead"].strip(), found["kind"].lower(), number, rest)
    code = _CODE.match(text) if len(text) > 2 else None
    return Label("", "", code["number"], code["rest"].strip()) if code else None


def number_of(printed: str) -> str:
    """A number as it is kept: "3." → "3", "Recommendation 3:" → "3", "(b)" stays, bullets go."""
    text = printed.strip()
    label = _LABEL.match(text)
    if label and label["number"] and not label["rest"]:
        return label["number"]
    text = text.rstrip(".:;,–—- ")
    if text.endswith(")") and "(" not in text:
        text = text[:-1]
    return text if any(char.isalnum() for char in text) and text.lower() != "o" else ""


def number_behind(text: str) -> tuple[str, str]:
    """A text without the number that stands behind it, and the number: "… (Recommendation 1)."."""
    found = _BEHIND.search(text)
    return (text[: found.start()], found["number"]) if found else (text, "")


_NOTE_MARK = re.compile(r"(?:[¹²³⁰⁴-⁹]+|\[\d{1,3}\]|(?<=[a-z][.:;,”\"’)])\d{1,2})$")


def tidy(text: str) -> str:
    """White space made one, and marks of footnotes at the end taken off."""
    text = " ".join(text.split())
    if text[-1:] != "]" and not text[-1:].isdigit():
        return text
    return _NOTE_MARK.sub("", text).rstrip()


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph."""
    found, start = [], 0
    for stop in _STOP.finditer(text):
        if not _ABBREVIATED.search(text, max(0, stop.start() - 8), stop.start() + 1):
            found.append(text[start : stop.end()].strip())
            start = stop.end()
    rest = text[start:].strip()
    return [*found, rest] if rest else found


def plain_words(text: str) -> list[str]:
    """The words of a text in lower case, without punctuation."""
    return [word.replace("’", "'") for word in _WORD.findall(text.lower())]


_FINITE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|should|must|did|do|does|will|would|could|may|can|"
    r"needs?|recommends?|asked)\b"
)


def is_sentence(text: str) -> bool:
    """Whether a text is a sentence rather than a heading."""
    words = text.split()
    return len(words) > 4 and (text.rstrip()[-1:] in ".?" or bool(_FINITE.search(text.lower())))


_PLURALLESS = re.compile(r"['’]s$|['’]$")
_NOT_IN_NAME = re.compile(
    r"\b(?:is|are|was|were|should|must|will|has|have|had|to|that|which|who|their|this|these|when|"
    r"how|what|why|between|about|from)\b"
)
_REVIEWS = frozenset(["SAR", "SCR", "DHR", "LCSPR", "CSPR", "SUSR", "DARDR", "PFD", "IMR", "IMRs"])
_NOTHING = frozenset(
    [
        "recommendation",
        "recommendations",
        "action",
        "actions",
        "care",
        "plan",
        "review",
        "response",
        "summary",
        "overview",
        "support",
        "service-user",
    ]
)


@lru_cache(maxsize=4096)
def is_name_of_body(text: str) -> bool:
    """Whether a short text is what a body, its office or a kind of body is called."""
    text = re.sub(r"\s*\([^()]*\)\s*$", "", text.strip(" .:;–—-*"))
    text = re.sub(r"^(?:\(?\d+(?:\.\d+)*[.)]?|[A-Za-z][.)])\s+", "", text)
    # "Files left in a school" are no school.
    text = re.split(r"\s+(?:in|at|on|with|without|left)\s+(?=[a-z])", text)[0]
    words = text.split()
    if not words or len(words) > 12 or _NOT_IN_NAME.search(text):
        return False
    if not any(char.isupper() for char in text):
        return False
    if words[-1] in _REVIEWS:
        return False
    last = _PLURALLESS.sub("", words[-1].lower().strip(",.()"))
    if last in _NOTHING and not (last == "care" and len(words) > 1):
        return False
    if last in BODY_WORDS or last in ROLES:
        return True
    shouted = text.isupper() and len(words) > 1  # "CONCLUDING REMARKS": capitals tell nothing
    if re.fullmatch(r"[A-Z][A-Z&]{1,6}s?", words[-1]) and len(words) < 5 and not shouted:
        return True
    head = re.split(r"\s+(?:of|for|in|at|-|–|,)\s+", text)[0].split()
    return bool(head) and head != words and head[-1].lower().strip(",") in BODY_WORDS | ROLES
