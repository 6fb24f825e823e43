"""The field's words for what the graph holds: kinds of review, findings, citations, counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# Lines to call, as every page and every pack shows them.
SUPPORT = (
    ("Samaritans, any time", "116 123"),
    ("National Domestic Abuse Helpline", "0808 2000 247"),
    ("Men's Advice Line", "0808 801 0327"),
    ("Live Fear Free (Wales)", "0808 80 10 800"),
    ("Childline", "0800 1111"),
    ("NSPCC, worried about a child", "0808 800 5000"),
    ("Hourglass, harm to older people", "0808 808 8141"),
)

# What must be said beside findings (data/evidence/README.md).
FINDINGS_ARE = (
    "Findings of a starter evidence base, in words of our own from abstracts, not full papers. Not "
    "a systematic review. Studies made of case reviews look only at cases that went wrong and "
    "cannot show risk or effect. Guidance is graded very low as evidence: it states a duty, not an "
    "effect. Near a recommendation does not mean in support of it."
)
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


def kind_of(code: object, number: int = 1) -> str:
    """A kind of review in words: 'safeguarding adults review', or several of them."""
    one, many = _KINDS.get(str(code), _KINDS["other"])
    return one if number == 1 else many


def agency_name(title: object) -> str:
    """An agency's title for the screen; the register marks types with '(type)'."""
    return str(title).removesuffix(" (type)")


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


def heard_in(row: Mapping[str, Any]) -> str:
    """Which recommendation of which review: 'Recommendation 3 · Domestic homicide review, …'."""
    kind = str(row.get("kind") or "recommendation")
    number = f" {row['number']}" if row.get("number") else ""
    review = str(row.get("review") or "")
    dated = "" if row.get("year") is None or str(row["year"]) in review else f", {row['year']}"
    return f"{sentence_case(kind)}{number} · {review}{dated}"


def grade(row: Mapping[str, Any]) -> str:
    """Design, strength, direction and country of a finding in one line."""
    direction = str(row.get("direction") or "")
    parts = [
        sentence_case(str(row.get("design") or "")),
        f"{row['strength']} strength" if row.get("strength") else "",
        DIRECTIONS.get(direction, direction),
        str(row.get("country") or ""),
    ]
    return " · ".join(part for part in parts if part)


def source_line(row: Mapping[str, Any]) -> str:
    """The citation with how far it was checked."""
    status = str(row.get("check_status") or "unchecked")
    return f"{citation(row)} ({CHECKED.get(status, status)})"


def citation(row: Mapping[str, object]) -> str:
    """A publication in one line: authors, year, title, journal, volume and pages where they
    are given."""
    authors = str(row.get("authors") or "Author not known").rstrip(".")
    year = f" ({row['year']})" if row.get("year") else ""
    place = ", ".join(str(row[at]) for at in ("container", "volume_pages") if row.get(at))
    parts = [authors + year, str(row.get("source") or ""), place]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."
