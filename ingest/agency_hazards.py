"""The traps in agencies' names, read from ``data/reference/agency_alias_hazards.csv``.

A trap's rule is written for people and read by the program: the phrases in ``_PHRASES`` carry a
fixed meaning, all other words are explanation. ``data/reference/README.md`` lists them.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import InputRefusedError
from ingest.agency_names import normalise

_PHRASES = (
    ("upper case only", "upper"),
    ("case-sensitive", "case"),
    ("never at sentence start", "not_at_start"),
    ("capital r mid-sentence", "not_at_start"),
    ("preceded by a or the", "not_after_article"),
    ("long form", "long_form"),
    ("expanded elsewhere", "long_form"),
    ("glossary", "long_form"),
    ("or skip", "long_form_in_cell"),
    ("if the long form also appears", "long_form_in_cell"),
    ("not an agency", "never"),
    ("not an addressee", "never"),
    ("default to the local review panel", "unless_named"),
    ("last full name", "last_named"),
    ("plain '", "phrase"),
    ("means an operation", "operation"),
    ("can be the activity", "activity"),
    ("common nouns", "common_noun"),
    ("attach to both", "both"),
    ("predecessor", "predecessor"),
    ("closed", "predecessor"),
)
_BESIDE = re.compile(r"accept only beside ([^;]+?)(?: or in a list|;|$)")
_OTHER = re.compile(r"also means? (?:a police )?([\w /-]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Hazard:
    """One trap: the aliases it concerns, the agencies they may mean, and the rule in words."""

    aliases: tuple[str, ...]
    agency_ids: tuple[str, ...]
    rule: str
    checks: frozenset[str] = field(default=frozenset())
    beside: tuple[str, ...] = ()
    other_meaning: str = ""
    named: str = ""
    doubted: tuple[str, ...] = ()


def read_hazards(path: Path) -> list[Hazard]:
    """The traps of a CSV file with the columns alias, agency_ids, rule.

    Raises InputRefusedError when the file or a column is missing.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError) as error:
        raise InputRefusedError(
            f"The list of alias hazards {path.name} cannot be read ({error}). "
            "Put it back from the repository."
        ) from error
    if not rows or not {"alias", "agency_ids", "rule"} <= set(rows[0]):
        raise InputRefusedError(
            f"{path.name} needs the columns alias, agency_ids and rule, and at least one row."
        )
    return [hazard(row["alias"], row["agency_ids"], row["rule"]) for row in rows if row["alias"]]


def hazard(alias: str, agency_ids: str, rule: str) -> Hazard:
    """One trap from its three cells."""
    low = rule.lower()
    beside = _BESIDE.search(rule)
    other = _OTHER.search(rule)
    named = re.search(r"unless (.+?) is named in the document", rule)
    ids = [part.strip() for part in agency_ids.split(";")]
    return Hazard(
        aliases=tuple(part.strip() for part in alias.split(" / ")),
        agency_ids=tuple(part for part in ids if "-" in part),
        rule=rule,
        checks=frozenset(check for phrase, check in _PHRASES if phrase in low),
        beside=tuple(re.split(r",\s*|\s+or\s+", beside[1].lower())) if beside else (),
        other_meaning=other[1].strip().lower() if other else "",
        named=named[1] if named else "",
        doubted=tuple(re.findall(r"(\w+) is (?:more often|a review type)", rule)),
    )


@dataclass(frozen=True)
class Place:
    """Where an alias stands: the document, the span in it, and the long forms of the alias."""

    text: str
    start: int
    end: int
    long_forms: tuple[str, ...]
    document: str

    @property
    def words(self) -> str:
        """The alias as it is written here."""
        return self.text[self.start : self.end]

    @property
    def before(self) -> str:
        """Up to 60 characters before the alias."""
        return self.text[max(0, self.start - 60) : self.start]

    @property
    def after(self) -> str:
        """Up to 60 characters after the alias."""
        return self.text[self.end : self.end + 60]


_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n•])[\s\"'“‘(\[]*(?:\(?\w{1,3}[.)]\s+)?[-–•*]?\s*$")
_OPERATION = re.compile(
    r"\b(?:had|having|has|underwent|undergo\w*|after|before|following|during|for|of|to|require\w*|"
    r"need\w*|cardiac|heart|spinal|hip|knee|brain|bowel|eye|dental|bariatric|emergency|elective|"
    r"major|minor|day|further|surgical|weight loss|cosmetic|corrective|orthopaedic|vascular|"
    r"plastic|general|laparoscopic|keyhole|abdominal|neuro)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_OPERATION_AFTER = re.compile(
    r"^\s+(?:was (?:performed|carried|cancelled|delayed)|went|took place|"
    r"list\b|lasted|itself|to (?:remove|repair|replace|correct))",
    re.I,
)
_VERB = (
    r"(?:should|must|shall|will|would|could|can|may|might|need(?:s|ed)?|ought|is|are|was|were|has|"
    r"have|had|did|does|do|to|failed|reviews?|ensures?|provides?|considers?|records?|told|sent|"
    r"made|received|attended|carried|offers?|agree[ds]?|undertakes?|refers?|referred)"
)
_VERB_AFTER = re.compile(rf"^(?:'s?)?\s+(?:(?:also|not|never|now|then|both)\s+)?{_VERB}\b", re.I)
_SUBJECT_BEFORE = re.compile(
    r"(?:^|[.!?:;\n•,]|\b(?:that|and|or|recommends?|by|lead))\s*(?:\(?\w{1,3}[.)]\s+)?"
    r"(?:(?:the|all|each|every|any|both|local|a|an|his|her|their)\s+)*$",
    re.IGNORECASE,
)


def at_sentence_start(place: Place) -> bool:
    """Whether the alias is the first word of a sentence or list item."""
    return bool(_SENTENCE_START.search(place.before)) or not place.before.strip()


def _next_is_name(place: Place) -> bool:
    return bool(re.match(r"\s+[A-Z][a-z]+", place.after))


def blocks(trap: Hazard, place: Place, *, cell: bool) -> bool:
    """Whether a trap forbids to read the alias at this place as the agency.

    ``cell`` is true where the words stand alone in a column of names: there, what tells a name
    from a common word is plain, and only doubts about *which* body is meant remain.
    """
    checks = trap.checks
    words = place.words
    if "never" in checks or ("phrase" in checks and words.lower() == "with you"):
        return True
    if "upper" in checks and words != words.upper():
        return True
    if _blocked_long_form(trap, place, cell=cell):
        return True
    if trap.other_meaning and trap.other_meaning in place.document.lower():
        return True
    if "unless_named" in checks and trap.named.lower() not in place.document.lower():
        return True
    return not cell and _blocked_in_text(trap, place)


def _blocked_long_form(trap: Hazard, place: Place, *, cell: bool) -> bool:
    if "long_form" not in trap.checks:
        return False
    plain_in_cell = "long_form_in_cell" not in trap.checks and place.words not in trap.doubted
    if cell and plain_in_cell:
        return False
    document = f" {normalise(place.document)} "
    return not any(f" {normalise(form)} " in document for form in place.long_forms)


def _blocked_in_text(trap: Hazard, place: Place) -> bool:
    checks, words = trap.checks, place.words
    if {"case", "not_at_start"} & checks and not words.replace("the ", "")[:1].isupper():
        return True
    if "not_at_start" in checks and at_sentence_start(place):
        return True
    if "not_after_article" in checks and re.search(r"\b(?:a|the)\s+$", place.before, re.I):
        return True
    if trap.beside and not _beside(trap, place):
        return True
    if trap.other_meaning and "upper" in checks and _next_is_name(place):
        return True
    if "operation" in checks and _is_operation(place):
        return True
    if "activity" in checks:
        return not _VERB_AFTER.search(place.after)
    if "common_noun" in checks:
        subject = _SUBJECT_BEFORE.search(place.before) and _VERB_AFTER.search(place.after)
        return not subject
    return False


def _beside(trap: Hazard, place: Place) -> bool:
    near = f"{place.before[-30:]} {place.after[:30]}".lower()
    if any(word in near for word in trap.beside):
        return True
    # "in a list of charities": a capitalised name on the other side of a comma or "and".
    return bool(
        re.search(r"[A-Z][\w’']+(?:,| and| or|,? &)\s+$", place.before)
        or re.match(r"(?:,| and| or| &)\s+[A-Z]", place.after)
    )


def _is_operation(place: Place) -> bool:
    if re.search(r"\b(?:GP|doctors?'?s?|practice)\s+$", place.before):
        return False
    if _OPERATION_AFTER.search(place.after):
        return True
    if re.search(r"\b(?:the|his|her|their|at)\s+$", place.before) and _VERB_AFTER.search(
        place.after
    ):
        return False
    if re.search(r"\b(?:the|at|from|by)\s+(?:the\s+)?$", place.before):
        return bool(
            re.search(r"\b(?:for|after|before|during|of|following)\s+(?:the\s+)?$", place.before)
        )
    return bool(_OPERATION.search(place.before)) or not place.before.strip()
