"""Wordings of agencies' names: how they are compared, and what surrounds a name in a cell.

A cell of addressees holds names with roles, persons, abbreviations and addresses around them:
"Ms A Person, Chief Executive, Northshire Hospitals NHS FT (NHFT)". Nothing here knows which
agencies exist.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ingest.word_lists import word_list

NAMED_INDIVIDUAL = "a named individual"

_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_COUNTIES = dict(pair.split("=") for pair in word_list("county"))
_ABBREVIATIONS = (
    (r"\bfoundation nhs trust\b", "nhs foundation trust"),
    (r"\bft\b", "foundation trust"),
    (r"\bhealth care\b", "healthcare"),
    (r"\bh m p\b", "hmp"),
    (r"\b(?:his|her) majestys\b|\bh m\b", "hm"),
    (r"^lb(?: of)?\b", "london borough of"),
    (r"\bnhsft\b", "nhs foundation trust"),
    (r"(?<= )uhb$", "university health board"),
    (r"\bhsc trust\b|\bhsct\b", "health and social care trust"),
    (r"(?<= )hscp$", "health and social care partnership"),
    (r"\bgovt\b", "government"),
    (r"^sec of state\b", "secretary of state"),
    (r"\biow\b", "isle of wight"),
    *((rf"\b{short}\b", county) for short, county in _COUNTIES.items()),
    (r"\boffice of the pcc\b", "office of the police and crime commissioner"),
    (r"(?<= )cc$", "council"),
    (r"\bco(?= council\b)", "county"),
    (r"\bmbc\b", "metropolitan borough council"),
    (r"\bmdc\b", "metropolitan district council"),
    (r"\blbc\b", "london borough council"),
    (r"\bcbc\b", "county borough council"),
    (r"\bsaint\b", "st"),
    (r"\b(north|south)(east|west)(ern)?\b", r"\1 \2\3"),
    (r"\bdept\b", "department"),
    (r"\bassoc\b", "association"),
)
# Few names hold one: a single look for all of them costs less than one for each.
_SHORTENED = re.compile("|".join(pattern for pattern, _ in _ABBREVIATIONS))
_LEGAL_FORM = re.compile(r"(?: (?:co )?(?:ltd|limited|plc|llp|inc|incorporated|cic))+$")


@lru_cache(maxsize=65_536)
def normalise(name: str) -> str:
    """A name without case, punctuation, legal form and leading article, abbreviations spelt out.

    Two spellings of one name compare equal: ``The Northshire Hosp. NHS FT`` is not expanded
    beyond the list above, since a guess would merge bodies that differ.
    """
    text = name.translate(_QUOTES).lower()
    text = re.sub(r"\(.*?\)|\[.*?\]", " ", text)
    text = text.replace("'", "").replace("&", " and ").replace("+", " and ")
    text = " ".join(re.sub(r"[^0-9a-zà-ÿ]+", " ", text).split())
    if _SHORTENED.search(text):
        for pattern, plain in _ABBREVIATIONS:
            text = re.sub(pattern, plain, text)
    text = text.removeprefix("the ")
    return _LEGAL_FORM.sub("", text) or text


def slug(name: str) -> str:
    """A name as part of an id: ``Rhondda Cynon Taf`` → ``rhondda-cynon-taf``."""
    return normalise(name).replace(" ", "-")


# Words that show that a stretch of a cell is a role or a unit inside a body, not its name.
ROLE_WORDS = word_list("role")
_UNIT_WORDS = word_list("unit")
_SUBUNITS = frozenset({"department", "dept", "team", "unit", "ward", "directorate"})
_FIELDS = word_list("field of work") | _SUBUNITS

_HONORIFIC = (
    r"(?<!\w)(?<!Cyngor )"
    r"(?:the\s+)?(?:rt\.?\s*hon(?:ourable)?\b\.?|right\s+hon(?:ourable)?\b\.?|his\s+honou?r"
    r"(?:\s+judge)?|hhj|mrs?\b\.?|ms\b\.?|miss\b|mx\b\.?|drs?\b\.?|prof(?:essor)?\b\.?|sir\b|dame\b"
    r"|lord\b(?!\s+(?:chancellor|mayor|lieutenant|advocate|chief))|lady\b|baroness\b|baron\b"
    r"|councillor\b|cllr\b\.?|reverend\b|rev\b\.?)"
)
_NAME_WORD = r"(?:\[\s*redacted\s*\]|[A-Z][\w’'-]*\.?|(?:of|de|van|von|der)(?=\s+[A-Z]))"
_HONOURED = re.compile(
    rf"(?i:{_HONORIFIC})(?:[\s,]+(?i:{_HONORIFIC}))*(?:[ \t]+{_NAME_WORD}){{0,4}}"
)
_REDACTED = re.compile(r"\[?\b(?:redacted)\b\]?", re.IGNORECASE)
_LETTERS = re.compile(
    r",?\s*\b(?:MP|AM|MS|MSP|MEP|CBE|OBE|MBE|KC|QC|QPM|DBE|KBE|FRCP|MD|JP)\b"
    r"(?=\s*(?:[,;:()–-]|$|MP\b|[Tt]he\b|Secretary|Minister|Cabinet|Under))"
)
# Common first names: the only way to tell "Ann Example" from a company of two words.
_FORENAMES = word_list("forename")
_NOT_SURNAMES = word_list("not a surname")
_PERSON = re.compile(
    r"(?:^|(?<=, )|(?<=[–—:-] )|(?<=\())"
    r"(?P<name>[A-Z][a-zà-ÿ]+(?:\s+(?:[A-Z]\.?|[A-Z][\w’'-]+)){1,2})"
    r"(?=\s*(?:,|[–—-]\s|:|$|\bof\b|\())"
)
_RANKED = re.compile(
    r"(?P<rank>\b(?:Chief (?:Constable|Inspector|Superintendent|Executive)|Commissioner|Sergeant|"
    r"Inspector|Superintendent|Constable))\s+(?P<name>[A-Z][a-z]+ [A-Z][\w’'-]+)"
    r"(?=\s*(?:$|[,–—(]))"
)


def is_role_word(word: str) -> bool:
    """Whether a word, in any case, belongs to a role rather than to a body's name."""
    return word.lower().strip(".,:()") in ROLE_WORDS


def without_persons(cell: str) -> str:
    """The cell with honorifics, persons' names and redactions taken out, tidied.

    Empty text means that the cell named a person and nothing else.
    """
    text = _HONOURED.sub(_keep_roles, cell)
    text = _LETTERS.sub("", _REDACTED.sub("", text))
    text = _PERSON.sub(_drop_person, text)
    text = _RANKED.sub(_drop_ranked, text)
    text = re.sub(r"\(\s*\)|\[\s*\]", " ", text)
    text = re.sub(r"\s+([,;:)])", r"\1", re.sub(r"\s+", " ", text))
    text = text.strip(" ,;:–—-.&")
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    return text.strip(" ,;:–—-.&")


def _keep_roles(found: re.Match[str]) -> str:
    """What of an honorific and the words after it is a role: "Dr A Example Medical Director"."""
    parts = found[0].split()
    if parts[-1].lower() in _NOT_SURNAMES and len(parts) > 2:
        return found[0]  # "Dr Example's Surgery" is a practice.
    for place, part in enumerate(parts):
        if (place and is_role_word(part)) or part in {"Secretary", "Minister", "Under-Secretary"}:
            return " ".join(parts[place:])
    return ""


def _drop_person(found: re.Match[str]) -> str:
    parts = found["name"].lower().split()
    is_body = parts[-1] in _NOT_SURNAMES or any(is_role_word(part) for part in parts)
    return found[0] if is_body or parts[0] not in _FORENAMES else ""


def _drop_ranked(found: re.Match[str]) -> str:
    parts = found["name"].lower().split()
    is_body = parts[-1] in _NOT_SURNAMES or any(is_role_word(part) for part in parts)
    return found[0] if is_body else found["rank"]


_ROLE_END = re.compile(r"\s+(?:of|for|at|to|from|in|with|within|on behalf of)\s+(?:the\s+)?", re.I)
_SEPARATOR = re.compile(r"\s*(?:,|;|\s[–—-]\s|[–—]|:|\(|\)|/)\s*")
_NATION = re.compile(
    r"\s+(?:for|of|in) (?:the )?"
    r"(?:England(?: (?:and|&) Wales)?|UK|United Kingdom|Great Britain|Wales)$"
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s+\d[A-Z]{2}\b")


def without_role(text: str) -> str:
    """The text after the role words it opens with: "Acting Director Northshire Council"."""
    parts = text.split()
    place = 0
    while place < len(parts) and (
        is_role_word(parts[place]) or (place and parts[place].lower() in {"and", "&", "the"})
    ):
        place += 1
    return re.sub(r"^(?:(?:of|for|at|to|the)\s+)+", "", " ".join(parts[place:]))


def _without_last_role(text: str) -> str:
    parts = text.split()
    while parts and is_role_word(parts[-1]):
        parts.pop()
    return " ".join(parts)


def _is_unit(stretch: str) -> bool:
    """Whether a stretch before a comma is a unit or a field of work, and opens no name: "A&E",
    "Emergency Dept", the "Nursing" of "Director of Nursing, Northshire NHS FT"."""
    words = [word.strip(".") for word in stretch.lower().split()]
    if len(words) > 1 and words[-1] in _SUBUNITS:
        return True
    return bool(words) and all(word in _FIELDS or word in ROLE_WORDS for word in words)


def _runs(text: str) -> list[str]:
    """Every run of neighbouring stretches between separators, longest first."""
    cuts = [(m.start(), m.end()) for m in _SEPARATOR.finditer(text)][:8]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    # "Emergency Dept, Northshire Hospitals Trust" is that trust: a unit opens no longer name.
    opens = {s for s, e in zip(starts, ends, strict=True) if not _is_unit(text[s:e])}
    runs = [
        text[s:e]
        for i, s in enumerate(starts)
        for e in ends[i:]
        if e > s and (s in opens or e == ends[i])
    ]
    return sorted(dict.fromkeys(runs), key=len, reverse=True)


_OPENS_NAME = re.compile(r"^(?:the\s+)?(?:former(?:ly)?\s+)?(?:the\s+)?", re.IGNORECASE)


def candidates(text: str) -> list[str]:
    """Stretches of a cell (without persons) that may be a name, the most telling first."""
    found: dict[str, None] = {}
    tails: list[str] = []
    for run in _runs(_POSTCODE.sub("", text)):
        shown = _OPENS_NAME.sub("", run.strip(" .,'\"“”‘’&"))
        for name in (shown, without_role(shown), _without_last_role(shown)):
            found[name] = None
        found[_NATION.sub("", shown)] = None
        tails.extend(
            tail
            for role_end in _ROLE_END.finditer(shown)
            if not ("," in (tail := shown[role_end.end() :]) and _is_unit(tail.split(",")[0]))
        )
    for tail in sorted(tails, key=len, reverse=True):
        found[tail] = None
        found[without_role(tail)] = None
    return [name for name in found if len(name) > 1]


_QUANTIFIER = re.compile(
    r"(?i)^(?:(?:the\s+)?(?:la|local\s+authority|(?:(?:county|city|borough)\s+)?council)(?:['’]s)?\s+"
    r"(?=adult|child)|(?:all|every|each|any|both|local)\s+(?:the\s+|local\s+)?|"
    r"(?:the\s+)?(?:victim|patient|perpetrator|child|family|adult|mother|father)['’]s\s+)"
)
# A place after "in" is where the body works; after "for" or "of" it may be part of its name.
_PLACE = re.compile(
    r"\s+(?:in|across|within)\s+(?:the\s+)?(?:[A-Z]|area|borough|city|county|district|region).*$"
)
# "Aldermere GP practices", "Kent and Medway care homes": several bodies of a place, of a kind that
# is no name, since it is in lower case.
_PLACE_BEFORE = re.compile(
    r"^(?:[A-Z][a-z]+\s+(?:and\s+)?){1,3}(?=(?:GPs|(?:GP\s+)?(?:[a-z]+\s+){0,2}[a-z]+s)$)"
)
# "GP Surgery A", "School 2": bodies whose names a review hides.
_MASKED = re.compile(r"\s+(?:[A-Z]|\d{1,2})$")
_SINGULAR = ((re.compile(r"ies$"), "y"), (re.compile(r"wives$"), "wife"), (re.compile(r"s$"), ""))


def without_quantifier(name: str) -> str:
    """ "All schools" without "all"."""
    return _QUANTIFIER.sub("", name)


def plainer_names(name: str) -> list[str]:
    """``name`` without "all", without the place it works in or the letter that hides it, and in
    the singular; only those wordings that differ from it."""
    bare = _MASKED.sub("", _PLACE.sub("", _QUANTIFIER.sub("", name)).strip())
    placed = (bare, _PLACE_BEFORE.sub("", bare))
    wordings = [w for one in placed for w in (one, *(p.sub(end, one) for p, end in _SINGULAR))]
    return list(dict.fromkeys(wording for wording in wordings if wording and wording != name))


def is_surrounding(words: list[str], *, before: bool) -> bool:
    """Whether the words beside a known name are a role or a unit of that body, nothing else."""
    plain = [word.lower().strip(".,:()'\"") for word in words]
    plain = [word for word in plain if word]
    if not plain:
        return True
    if before:
        return plain[0] in ROLE_WORDS or plain[0] in _UNIT_WORDS or plain[-1] in ROLE_WORDS
    return plain[-1] in _UNIT_WORDS or plain[0] in ROLE_WORDS or plain[-1] in ROLE_WORDS


# Short forms of kinds of body, behind which its name stands.
_KINDS = frozenset({"HMP", "YOI", "NHS", "RAF", "SAB", "ICB", "CCG", "PCT", "CSP", "LSCB", "PCC"})


def is_short_form(word: str) -> bool:
    """ "BCUHB" beside "Safeguarding Team" is a name; "HMP" beside "Northshire" is not."""
    return len(word) > 2 and word.isupper() and word.isalpha() and word not in _KINDS


def at_edges(names: list[str]) -> Iterator[str]:
    """Names with a role or unit beside them and nothing between: "CEO Northshire Trust"."""
    for name in names:
        words = name.split()
        for size in range(len(words) - 1, 0, -1):
            # One word is a name only beside a role: "DVLA Chief Executive", not "HMP Northshire".
            clear = size > 1 or is_role_word(words[1]) or is_short_form(words[0])
            if clear and is_surrounding(words[size:], before=False):
                yield " ".join(words[:size])
            if is_surrounding(words[:-size], before=True):
                yield " ".join(words[-size:])
