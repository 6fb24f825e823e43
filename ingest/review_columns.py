"""What a table of reviews may call its columns and values: the data behind docs/formats.md.

Headers are compared without case, punctuation and spare spaces. Kinds of review join old and new
names (a serious case review's successor keeps its own kind, because counts need both).
"""

from __future__ import annotations

import re

from ingest.tables import Columns, plain

REVIEW_COLUMNS: dict[str, tuple[str, ...]] = {
    "review_id": ("review ref", "review reference", "case id", "case ref", "case reference"),
    "review_title": ("title", "review", "review name", "case", "case name", "report title"),
    "kind": ("review kind", "review type", "type of review", "kind of review", "type"),
    "area": ("local authority", "review area", "coroner area", "region", "locality", "place"),
    "date": (
        "review date",
        "date of review",
        "publication date",
        "date published",
        "published",
        "report date",
        "year",
    ),
    "url": ("link", "web address", "source url", "report url"),
    "licence": ("license", "copyright"),
    "agencies_involved": ("agencies", "involved", "involved agencies", "agencies in the case"),
    "themes_raised": ("themes", "case themes", "raised", "themes in the case", "key themes"),
    "invented": ("fictional", "made up", "is invented"),
}

_ACTION = (
    "action",
    "actions",
    "action to take",
    "action to be taken",
    "key actions",
    "agreed action",
    "action required",
)

ROW_COLUMNS: dict[str, tuple[str, ...]] = {
    "recommendation_id": ("rec id",),
    "row_id": ("id",),
    # A plan of actions without a column of recommendations: the action is the text.
    "text": (
        "recommendation",
        "recommendations",
        "recommendation text",
        "text of recommendation",
        "recommendation wording",
        "wording",
        "concern",
        "concerns",
        "learning point",
        *_ACTION,
    ),
    "number": (
        "no",
        "nr",
        "num",
        "recommendation number",
        "recommendation no",
        "rec no",
        "rec number",
        "ref",
        "reference",
        "item",
    ),
    "kind_of_row": (
        "row kind",
        "row type",
        "recommendation kind",
        "recommendation type",
        "type of recommendation",
    ),
    "scope": ("scope of recommendation", "recommendation scope", "report part"),
    "page": ("page number", "page no", "pages", "pg"),
    "addressed_to": (
        "addressee",
        "addressees",
        "agency",
        "agency responsible",
        "responsible agency",
        "for",
        "directed to",
        "owner agency",
        "organisation",
        "organization",
        "recipient",
        "recipients",
    ),
    "cites": ("cited", "citations", "evidence cited", "sources cited"),
    "plan_action": _ACTION,
    "plan_lead": (
        "lead",
        "lead agency",
        "lead officer",
        "lead person",
        "lead professional",
        "owner",
        "action owner",
        "responsible",
        "responsible person",
        "by whom",
        "who",
    ),
    "plan_target_date": (
        "target date",
        "due date",
        "due",
        "deadline",
        "by when",
        "timescale",
        "timescales",
        "target",
        "completion date",
    ),
    "plan_status": (
        "status",
        "rag",
        "rag rating",
        "rag status",
        "progress",
        "current status",
        "state",
    ),
    "plan_outcome": (
        "outcome",
        "outcomes",
        "desired outcome",
        "completion date and outcome",
        "date of completion and outcome",
        "impact",
        "evidence of completion",
        "milestones achieved",
        "milestones",
    ),
}

COLUMNS = Columns({**ROW_COLUMNS, **REVIEW_COLUMNS}, needed=(("text",),))
# Kinds of review by their short and long names, old and new.
REVIEW_KIND_NAMES: dict[str, tuple[str, ...]] = {
    "DHR": (
        "dhr",
        "dardr",
        "domestic homicide review",
        "domestic abuse related death review",
        "domestic abuse death review",
    ),
    "LCSPR": (
        "lcspr",
        "cspr",
        "lspr",
        "local child safeguarding practice review",
        "child safeguarding practice review",
        "rapid review",
    ),
    "SCR": ("scr", "serious case review"),
    "SAR": ("sar", "safeguarding adults review", "safeguarding adult review"),
    "PFD": (
        "pfd",
        "prevention of future deaths report",
        "prevention of future deaths",
        "prevention of future death",
        "regulation 28",
        "regulation 28 report",
        "reg 28",
        "rule 43",
        "rule 43 report",
        "report to prevent future deaths",
    ),
    "SUSR": (
        "susr",
        "single unified safeguarding review",
        "cpr",
        "child practice review",
        "apr",
        "adult practice review",
    ),
    "other": ("other", "learning review", "mental health homicide review", "leder"),
}

ROW_KIND_NAMES: dict[str, tuple[str, ...]] = {
    "recommendation": ("recommendation", "recommendations", "rec", "learning point"),
    "action": ("action", "actions", "action point", "agreed action"),
    "concern": ("concern", "concerns", "coroner s concern", "matter of concern"),
}

SCOPE_NAMES: dict[str, tuple[str, ...]] = {
    "overview": ("overview", "overview report", "multi agency", "multiagency", "partnership"),
    "single-agency": ("single agency", "imr", "agency", "individual management review", "internal"),
}

YES = frozenset({"yes", "y", "true", "1", "invented"})
NO = frozenset({"", "no", "n", "false", "0", "real"})

# Several values in one cell; a semicolon within brackets belongs to the name before it.
_SEVERAL = re.compile(r"[;|\n\r•](?![^()]*\))")
_BULLET = re.compile(r"^\s*(?:[-–—*·▪‣]|\d{1,2}[.)])\s+")
_CODE = re.compile(r"[a-z][\w.-]*\.[\w.-]*\w|[a-z]+\d[\w-]*")


def named(text: str, names: dict[str, tuple[str, ...]]) -> str:
    """The value that a wording stands for, or "" when it is none of them."""
    wording = plain(text)
    return next((value for value, accepted in names.items() if wording in accepted), "")


def review_kind(text: str, title: str) -> str:
    """The kind of review from its column, else from the words of its title, else ``other``.

    A wording that is not known but holds a known long name counts as that (``Overview report of
    a Domestic Homicide Review``).
    """
    known = named(text, REVIEW_KIND_NAMES)
    if known:
        return known
    for wording in (plain(text), plain(title)):
        for kind, accepted in REVIEW_KIND_NAMES.items():
            if kind != "other" and any(f" {name} " in f" {wording} " for name in accepted):
                return kind
    return "other"


def several(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, in order, each once.

    Commas do not divide: "NHS Norfolk, Suffolk and Essex" is one name, and only who knows the
    names can tell.
    """
    values = (_BULLET.sub("", piece).strip(" ,.\t") for piece in _SEVERAL.split(cell))
    return tuple(dict.fromkeys(value for value in values if value))


def pairs(cell: str) -> tuple[tuple[str, str], ...]:
    """``key: words; key; key: words`` as pairs; words may themselves hold a semicolon.

    A piece begins a new pair when it is a code such as ``risk.tools``, or has a colon after a
    short key, or when no words have come before it; otherwise it goes on those words.
    """
    found: list[tuple[str, str]] = []
    for piece in re.split(r"[;\n\r]", cell):
        key, colon, words = (part.strip() for part in piece.partition(":"))
        if not (key or words):
            continue
        keyed = bool(colon) and (" " not in key or (key[0].isupper() and len(key.split()) <= 8))
        if keyed or _CODE.fullmatch(key) or not found or not found[-1][1]:
            found.append((key, words))
        else:
            found[-1] = (found[-1][0], f"{found[-1][1]}; {piece.strip()}")
    return tuple(dict.fromkeys(found))
