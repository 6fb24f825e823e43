"""The field's words for what the graph holds as codes: kinds, sectors, designs, directions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from graph.schema import REVIEW_KINDS
from views.data import ask

# One review, and several, in words short enough for a line of text.
_KINDS = {
    "DHR": ("domestic homicide review", "domestic homicide reviews"),
    "SCR": ("serious case review", "serious case reviews"),
    "LCSPR": ("child safeguarding practice review", "child safeguarding practice reviews"),
    "SAR": ("safeguarding adults review", "safeguarding adults reviews"),
    "PFD": ("coroner's report", "coroners' reports"),
    "SUSR": ("single unified safeguarding review", "single unified safeguarding reviews"),
    "other": ("other review", "other reviews"),
}
# Not strftime, whose names follow the machine's language.
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August"]
_MONTHS += ["September", "October", "November", "December"]
_SECTORS = {
    "childrens_social_care": "Children's social care",
    "voluntary_da": "Voluntary, domestic abuse",
    "voluntary_other": "Voluntary, other",
}
DIRECTIONS = {
    "works": "It works",
    "mixed": "Mixed results",
    "no effect": "No effect found",
    "harmful": "Harmful",
    "risk factor": "Risk factor (association only)",
    "descriptive": "Descriptive (not about what works)",
}
CHECKED = {
    "seen": "citation checked",
    "partly": "citation checked in part",
    "unchecked": "citation not checked yet",
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


def kind_of(code: object, number: int = 1) -> str:
    """A kind of review in words: 'safeguarding adults review', or several of them."""
    one, many = _KINDS.get(str(code), _KINDS["other"])
    return one if number == 1 else many


def kind_choices() -> dict[str, str]:
    """The kinds of review that are loaded, for a select box; empty stands for all."""
    loaded = {str(row["kind"]): row["reviews"] for row in ask("corpus")}
    kinds = [kind for kind in REVIEW_KINDS if kind in loaded]
    kinds += sorted(set(loaded) - set(kinds))
    return {"": "All kinds"} | {
        kind: f"{sentence_case(kind_of(kind, 2))} ({loaded[kind]:,})" for kind in kinds
    }


def agency_name(title: object) -> str:
    """An agency's title for the screen; the register marks types with '(type)'."""
    return str(title).removesuffix(" (type)")


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


def sentence_case(words: str) -> str:
    """The words with their first letter large, the others as they are."""
    return words[:1].upper() + words[1:]


def asks(recommendations: int, concerns: int) -> str:
    """Recommendations and concerns in words, never added up: '404 recommendations and 2,519
    concerns'."""
    parts = []
    if recommendations or not concerns:
        noun = "recommendation" if recommendations == 1 else "recommendations"
        parts.append(f"{recommendations:,} {noun}")
    if concerns:
        parts.append(f"{concerns:,} {'concern' if concerns == 1 else 'concerns'}")
    return " and ".join(parts)


def count_asks(rows: list[dict[str, object]]) -> str:
    """The recommendations and concerns of a list of rows, in words."""
    concerns = sum(row.get("kind") == "concern" for row in rows)
    return asks(len(rows) - concerns, concerns)


def years(first: object, last: object) -> str:
    """A span of years: '2013 to 2024', one year alone, or nothing when none is known."""
    if first is None or last is None:
        return ""
    return str(first) if first == last else f"{first} to {last}"


def uk_date(iso: object) -> str:
    """An ISO date as it is read here: '2013-09-12' becomes '12 September 2013'."""
    try:
        day = date.fromisoformat(str(iso))
    except ValueError:
        return str(iso or "")
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def citation(row: Mapping[str, object]) -> str:
    """A publication in one line: authors, year, title, journal."""
    authors = str(row.get("authors") or "Author not known").rstrip(".")
    year = f" ({row['year']})" if row.get("year") else ""
    parts = [authors + year, str(row.get("source") or ""), str(row.get("container") or "")]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."
