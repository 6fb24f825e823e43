"""What stands in a test document, labelled by hand, and how a draft is scored against it.

Beside each document lies ``NAME.truth.json``. How the labels were set, where the issue leaves room:

- *text*: the exact words where the recommendation stands first as a list item, else as a plan row,
  else in running text, else in the summary; without number, footnote marks and hyphens of line
  ends. Lettered points under one opening ("The Board should: a) … b) …") belong to it, each
  joined by a space with its letter as printed; lettered points that are sentences of their own
  after a mere "The following is recommended:" are one recommendation each.
- *number*: as printed, without a trailing dot and without the word "Recommendation": "3", "4.2",
  "R1", "(b)".
- *kind*: concern (a coroner's), action (in a list that the document calls actions), else
  recommendation.
- *scope*: single-agency where the document says so or has one list per agency for that agency's
  own use; overview where it says so, or where it has single-agency ones beside them; else "".
- *addressees*: the sentence's own actor (a body, its office holder, a type of bodies, a collective
  of agencies, a named profession such as health visitors), wording as printed; of "The Board
  should seek assurance from X" only the Board. A sentence without such an actor (also "staff",
  "officers", "managers" alone) inherits from a column of agencies, else from the table's title,
  else from the nearest heading that names one, else from a column of posts; none of these:
  nobody. A person's name in a column is left out, the office stays. A coroner's concern is
  addressed to all to whom the report is sent, inherited from their heading.
- *places*: each place where it stands, in reading order; page is null in formats without pages. A
  table is a plan if it has a column for an action, a lead, a date or where it stands, else a list.
- *headings*: those above its main place, highest first.
- *plan_…*: the cells as printed; those of several actions of one recommendation are joined by a
  new line, equal ones once; milestones and evidence are the outcome, progress and RAG the status.
- *agencies*: part is panel, contributor, author of IMR, commissioner or named; those that are only
  named are labelled at will and not counted.
- *area*: the place as the title page or the commissioner says it; *author*: the role only.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import fuzz
from scipy.optimize import linear_sum_assignment

from ingest.agencies import Registry, read_hazards
from ingest.documents.model import Draft, DraftAddressee, DraftRecommendation
from ingest.known import REFERENCE
from ingest.reference import read_agencies
from linking.intervals import wilson

HERE = Path(__file__).resolve().parent
HALVES = ("development", "heldout")
ALIKE = 80  # least likeness in per cent of a found recommendation and a true one
PLAN = ("plan_action", "plan_lead", "plan_target_date", "plan_status", "plan_outcome")
_MAIN = ("list", "plan", "text", "summary")
_POINT = re.compile(r"(?<!\S)(?:\(?(?:[a-z]|[ivx]{2,4})[).]|[•▪])(?=\s)")
_FOLDS = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "‑": "-", "‐": "-"}
)

Truth = dict[str, Any]


@dataclass(frozen=True)
class Tally:
    """How many of how many were right."""

    right: int = 0
    of: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.of + other.of)

    def share(self) -> float:
        """The share that was right; 1 where nothing was asked."""
        return self.right / self.of if self.of else 1.0

    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of the share."""
        return wilson(self.right, self.of)


@dataclass(frozen=True)
class Wrong:
    """One error: which measure, what was true and what was found."""

    measure: str
    true: str
    found: str


@dataclass
class Score:
    """The tallies of one document by measure, and each error."""

    file: str
    layout: str
    tallies: dict[str, Tally] = field(default_factory=dict)
    wrong: list[Wrong] = field(default_factory=list)

    def count(self, measure: str, right: bool, true: object, found: object) -> None:
        """Count one judgement, and keep it when it is an error."""
        self.tallies[measure] = self.tallies.get(measure, Tally()) + Tally(int(right), 1)
        if not right:
            self.wrong.append(Wrong(measure, str(true), str(found)))


def truths(half: str) -> dict[Path, Truth]:
    """The documents of one half with their truth, by path."""
    found = {}
    for path in sorted((HERE / half).glob("*.truth.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        found[path.parent / truth["file"]] = truth
    return found


def fold(text: str) -> str:
    """White space, curly quotes and kinds of dash made one."""
    return " ".join(text.translate(_FOLDS).split())


def _words(text: str) -> str:
    """Folded, without the letters and bullets of points within it."""
    return fold(_POINT.sub("", text))


def score(draft: Draft, truth: Truth) -> Score:
    """Compare a draft with the truth about its document."""
    result = Score(truth["file"], truth["layout"])
    pairs = align(draft.recommendations, truth["recommendations"])
    for i, found in enumerate(draft.recommendations):
        nearest = "" if i in pairs else _nearest(found.text, truth["recommendations"])
        result.count("precision", i in pairs, nearest, f"[{found.number}] {found.text}")
    for j, true in enumerate(truth["recommendations"]):
        result.count("recall", j in pairs.values(), f"[{true['number']}] {true['text']}", "")
    for i, j in pairs.items():
        _compare(draft.recommendations[i], truth["recommendations"][j], truth["area"], result)
    _front_matter(draft, truth, result)
    _agencies(draft, truth, result)
    return result


def total(scores: Iterable[Score]) -> dict[str, Tally]:
    """The tallies of several documents pooled, by measure."""
    pooled: dict[str, Tally] = {}
    for one in scores:
        for measure, tally in one.tallies.items():
            pooled[measure] = pooled.get(measure, Tally()) + tally
    return pooled


def align(found: tuple[DraftRecommendation, ...], true: list[Mapping[str, Any]]) -> dict[int, int]:
    """Found to true recommendations, one to one, so that likeness is greatest in sum.

    Number and page only decide between equal wordings, as in plans with one table per agency.
    """
    if not found or not true:
        return {}
    alike = np.array([[fuzz.ratio(fold(f.text), fold(t["text"])) for t in true] for f in found])
    nudges = np.array([[_nudge(f, t) for t in true] for f in found])
    wanted = np.where(alike >= ALIKE, alike + nudges, 0)
    rows, columns = linear_sum_assignment(wanted, maximize=True)
    return {int(i): int(j) for i, j in zip(rows, columns, strict=True) if alike[i, j] >= ALIKE}


def _nudge(found: DraftRecommendation, true: Mapping[str, Any]) -> float:
    same_number = _same_number(found.number, true["number"])
    same_page = _main_page(true) in {place.page for place in found.places}
    same_addressee = {_name(a.raw) for a in found.addressees} == {
        _name(a["raw"]) for a in true["addressees"]
    }
    return 0.5 * same_number + 0.4 * same_page + 0.3 * same_addressee


def _nearest(text: str, true: list[Mapping[str, Any]]) -> str:
    best = max(true, key=lambda t: fuzz.ratio(fold(text), fold(t["text"])), default=None)
    if best is None or (alike := fuzz.partial_ratio(fold(text), fold(best["text"]))) < ALIKE:
        return "(nothing like it)"
    return f"({alike:.0f}% of it in) [{best['number']}] {best['text']}"


def _compare(f: DraftRecommendation, t: Mapping[str, Any], area: str, result: Score) -> None:
    which = f"[{t['number']}] {t['text'][:60]}…: "
    result.count("exact words", _words(f.text) == _words(t["text"]), t["text"], f.text)
    right = same_agencies([a.raw for a in f.addressees], [a["raw"] for a in t["addressees"]], area)
    true_addressees = [(a["raw"], a["inherited"]) for a in t["addressees"]]
    found_addressees = [(a.raw, a.inherited) for a in f.addressees]
    result.count("addressee", right, which + str(true_addressees), found_addressees)
    if right and t["addressees"]:
        same = _marks(f.addressees) == {a["inherited"] for a in t["addressees"]}
        result.count("inherited", same, which + str(true_addressees), found_addressees)
    result.count("number", _same_number(f.number, t["number"]), which + t["number"], f.number)
    result.count("kind of ask", f.kind == t["kind"], which + t["kind"], f.kind)
    result.count("scope", f.scope == t["scope"], which + t["scope"], f.scope)
    _places(f, t, which, result)
    for name in PLAN:
        true, found = fold(t[name]), fold(getattr(f, name))
        if true or found:
            result.count(name.replace("_", " "), true == found, which + true, found)


def _places(f: DraftRecommendation, t: Mapping[str, Any], which: str, result: Score) -> None:
    true = [(place["page"], place["form"]) for place in t["places"]]
    found = [(place.page, place.form) for place in f.places]
    page = _main_page(t)
    if page is not None:
        result.count("page", page in {p for p, _ in found}, f"{which}page {page}", found)
        result.count("every place", set(true) <= set(found), which + str(true), found)
    else:
        forms = {form for _, form in true} <= {form for _, form in found}
        result.count("every place", forms, which + str(true), found)
    if t["headings"]:
        above = [h for place in f.places for h in place.headings]
        right = any(fuzz.ratio(_name(h), _name(t["headings"][-1])) >= ALIKE for h in above)
        result.count("heading", right, which + str(t["headings"]), above)


def _main_page(true: Mapping[str, Any]) -> int | None:
    """The page of the main place: the list's, else the plan's, the text's, the summary's."""
    pages = {place["form"]: place["page"] for place in reversed(true["places"])}
    return next((pages[form] for form in _MAIN if form in pages), None)


def _front_matter(draft: Draft, truth: Truth, result: Score) -> None:
    for name in ("kind", "date"):
        result.count(name, getattr(draft, name) == truth[name], truth[name], getattr(draft, name))
    for name in ("title", "area", "author"):
        true, found = _name(truth[name]), _name(getattr(draft, name))
        if not true:
            result.count(name, not found, true, found)
            continue
        near = fuzz.token_set_ratio(true, found) >= 90 and len(found) >= 0.5 * len(true)
        result.count(name, bool(found) and near, true, found)


def _agencies(draft: Draft, truth: Truth, result: Score) -> None:
    """By name or by what the registry makes of it; then whether the part is one it had."""
    reached = []
    for found in draft.agencies:
        same = [
            t for t in truth["agencies"] if same_agencies([found.raw], [t["raw"]], truth["area"])
        ]
        reached += same
        if same or found.part != "named":
            result.count("agencies precision", bool(same), "", f"{found.raw} ({found.part})")
        if same:
            parts = {t["part"] for t in same}
            result.count("agencies part", found.part in parts, f"{found.raw}: {parts}", found.part)
    for raw in dict.fromkeys(t["raw"] for t in truth["agencies"] if t["part"] != "named"):
        result.count("agencies recall", raw in {t["raw"] for t in reached}, raw, "")


def same_agencies(found: list[str], true: list[str], area: str) -> bool:
    """Whether two lists of wordings name the same: as words, or to the registry."""
    if {_name(raw) for raw in found} == {_name(raw) for raw in true}:
        return True
    ids = [
        {r.node_id for raw in raws for r in _registry().resolve(raw, context=area)}
        for raws in (found, true)
    ]
    return bool(ids[0]) and ids[0] == ids[1]


def _name(raw: str) -> str:
    return fold(raw).casefold().removeprefix("the ").strip(" .,;:'\"()")


def _number(printed: str) -> str:
    return re.sub(r"[ .()\[\]:]+$|[ ()\[\]:]", "", fold(printed).casefold()).removeprefix(
        "recommendation"
    )


def _same_number(found: str, true: str) -> bool:
    """Equal but for brackets; a lettered point under 5 may be called (a) or 5(a)."""
    number, wanted = _number(found), _number(true)
    return number == wanted or (wanted.isalpha() and number.lstrip("0123456789.") == wanted)


def _marks(addressees: Iterable[DraftAddressee]) -> set[str]:
    return {a.inherited for a in addressees}


@cache
def _registry() -> Registry:
    agencies = read_agencies(REFERENCE / "agencies.csv").agencies
    return Registry(agencies, read_hazards(REFERENCE / "agency_alias_hazards.csv"))


def layouts(half: str) -> Counter[str]:
    """How many documents of a half have each layout."""
    return Counter(truth["layout"] for truth in truths(half).values())
