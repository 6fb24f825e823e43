"""The field's words for what the graph holds as codes, and choices of them for the pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from graph.schema import REVIEW_KINDS
from graph.words import (
    CHECKED,
    DIRECTIONS,
    agency_name,
    asks,
    citation,
    count_asks,
    kind_of,
    sentence_case,
    years,
)
from views.data import ask

__all__ = [
    "CHECKED",
    "CODES",
    "CODE_HELP",
    "CODE_MEANS",
    "DIRECTIONS",
    "STATED",
    "agency_choices",
    "agency_name",
    "asks",
    "citation",
    "count_asks",
    "kind_choices",
    "kind_of",
    "sector_name",
    "sentence_case",
    "theme_choices",
    "uk_date",
    "years",
]

# Not strftime, whose names follow the machine's language.
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August"]
_MONTHS += ["September", "October", "November", "December"]
_SECTORS = {
    "childrens_social_care": "Children's social care",
    "voluntary_da": "Voluntary, domestic abuse",
    "voluntary_other": "Voluntary, other",
}
STATED = {
    "single_case": "this case alone",
    "guidance": "guidance",
    "research": "research",
    "other_reviews": "earlier reviews",
}
CODES = {
    "actor": "Who is to act",
    "action": "How firm the verb is",
    "measurable": "What could be measured",
    "time": "By when",
    "strength": "Strength of the action",
    "depth": "Procedure or judgement",
    "level": "Local or national",
    "societal": "Conditions in society",
    "evidence_base": "Evidence stated",
}
CODE_HELP = (
    "Each code is given by a rule that reads the wording; the words it rests on are marked. "
    "Strength follows the patient-safety hierarchy: training, policy and reminders are weaker; "
    "checklists, posts and alerts are intermediate; changes of law, systems or design are "
    "stronger. It is a description, not a grade, and supervision has no place in that hierarchy."
)

# What each value means, for who has to say whether it is right; each value stands in it once.
CODE_MEANS = {
    "actor": "Named: one body. Typed: a kind of body. Collective: all, or a group. None: nobody.",
    "action": "Firm: it is to be done. Soft: considered, reviewed, promoted or reminded of. "
    "Assurance: somebody is to check that it is done.",
    "measurable": "Outcome: what changed for people. Output: something that can be counted as "
    "done. None: neither.",
    "time": "Dated: a date or span. Recurring: how often. Soft: soon, without delay. None: not "
    "said.",
    "strength": "Weaker: training, policy, guidance, reminders, review. Intermediate: checklists, "
    "alerts, posts, a second look. Stronger: law, a forcing step, joint teams, design. Unclear: "
    "none of these.",
    "depth": "Procedural: rules, forms and checks. Judgement: time and skill to think. Mixed: "
    "both. Structural: people, money, systems, law. None: none of these.",
    "level": "Local: one place. Regional: several. National: the country. All: every agency. "
    "Unresolved: it cannot be told.",
    "societal": "Context: it responds to conditions such as housing, debt or language. Change: it "
    "asks to change them. None: it does neither.",
    "evidence_base": "What it says it rests on. Single case: this case. Guidance. Research. Other "
    "reviews. None: it does not say.",
}


def kind_choices() -> dict[str, str]:
    """The kinds of review that are loaded, for a select box; empty stands for all."""
    loaded = {str(row["kind"]): row["reviews"] for row in ask("corpus")}
    kinds = [kind for kind in REVIEW_KINDS if kind in loaded]
    kinds += sorted(set(loaded) - set(kinds))
    return {"": "All kinds"} | {
        kind: f"{sentence_case(kind_of(kind, 2))} ({loaded[kind]:,})" for kind in kinds
    }


def agency_choices(rows: list[dict[str, Any]]) -> dict[str, str]:
    """Agencies for a box, from rows of ``agency_asked``: kinds of agency first, then bodies, by
    name."""
    kinds = {r["agency_id"]: f"{agency_name(r['agency'])} (any)" for r in rows if r["is_type"]}
    bodies = {r["agency_id"]: agency_name(r["agency"]) for r in rows if not r["is_type"]}
    return kinds | bodies


def theme_choices(tree: list[dict[str, Any]]) -> dict[str, str]:
    """Themes for a box, from rows of ``theme_tree``: those within a broad one set in below it."""
    options = {}
    for row in tree:
        if row["within_id"]:
            continue
        options[row["theme_id"]] = row["theme"]
        for one in tree:
            if one["within_id"] == row["theme_id"]:
                options[one["theme_id"]] = f"\u2003{one['theme']}"
    return options


def sector_name(sector: object) -> str:
    """A sector in words: 'adult_social_care' becomes 'Adult social care'."""
    code = str(sector or "other")
    return _SECTORS.get(code, sentence_case(code.replace("_", " ")))


def uk_date(iso: object) -> str:
    """An ISO date as it is read here: '2013-09-12' becomes '12 September 2013'."""
    try:
        day = date.fromisoformat(str(iso))
    except ValueError:
        return str(iso or "")
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
