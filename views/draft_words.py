"""Drafts in words: what an agency's name is known as here, numbers, places, what was done."""

from __future__ import annotations

import streamlit as st

from ingest.agencies import Registry, Resolution
from ingest.documents.corrections import (
    Accept,
    Add,
    Address,
    Change,
    Correction,
    Describe,
    Drop,
    Merge,
    Split,
)
from ingest.documents.model import Draft, DraftRecommendation
from ingest.known import Known, known_in
from views.data import graph, stamp
from views.draft_store import best_place
from views.names import agency_name, sentence_case

FORMS = {
    "summary": "in the summary",
    "text": "in the text",
    "list": "in the list of recommendations",
    "plan": "in the action plan",
}
KINDS = {
    "recommendation": "Recommendation",
    "action": "Action",
    "concern": "Concern (coroner)",
}
SCOPES = {
    "": "Not said",
    "overview": "Of the whole review",
    "single-agency": "Of one agency (IMR)",
}
INHERITED = {
    "heading": "from the heading",
    "column": "from its column",
    "table title": "from the table's title",
}
_FIELDS = {
    "text": "wording",
    "number": "number",
    "kind": "kind",
    "scope": "scope",
    "plan_action": "planned action",
    "plan_lead": "lead",
    "plan_target_date": "target date",
    "plan_status": "status",
    "plan_outcome": "outcome",
}


@st.cache_resource(max_entries=1, show_spinner=False)
def _known(state: str) -> Known:
    del state
    return known_in(graph())


@st.cache_data(max_entries=64, show_spinner=False)
def _resolved(state: str, draft: Draft) -> dict[str, list[str]]:
    registry = _known(state).registry
    raws = [each.raw for each in draft.agencies]
    raws += [each.raw for one in draft.recommendations for each in one.addressees]
    # As the loader has it: short forms ("the Board") mean what the document elsewhere names.
    context = "\n".join(dict.fromkeys((*raws, *(one.text for one in draft.recommendations))))
    return {raw: _titles(state, registry.resolve(raw, context)) for raw in dict.fromkeys(raws)}


def _titles(state: str, found: list[Resolution]) -> list[str]:
    known = _known(state).agencies
    records = [known.get(each.agency_id) or each.record for each in found if each.agency_id]
    return [agency_name(record.title) for record in records if record is not None]


def resolved(draft: Draft, raw: str) -> list[str]:
    """The agencies that a name in a draft will be taken for; none when it is not matched."""
    return _resolved(stamp(), draft).get(raw, [])


def registry() -> Registry | None:
    """The register of agencies in the graph; None while there is none."""
    known = _known(stamp())
    return known.registry if known.agencies else None


def known_agencies() -> list[str]:
    """The names of the agencies of the register, in order."""
    return sorted({agency_name(one.title) for one in _known(stamp()).agencies.values()})


def numbered(one: DraftRecommendation) -> str:
    """What to call it: 'Recommendation 3'."""
    word = sentence_case(one.kind or "recommendation")
    return f"{word} {one.number}".strip()


def also(one: DraftRecommendation) -> str:
    """Where else in the document it stands: 'Also on page 3 (in the summary)'."""
    here = best_place(one)
    others = [place for place in one.places if place != here]
    words = [
        (f"on page {place.page}, " if place.page else "") + FORMS[place.form] for place in others
    ]
    return "Also " + "; ".join(words) if words else ""


def addressed(draft: Draft, one: DraftRecommendation) -> list[str]:
    """Who is asked to act, each with where it is from and what it is known as here."""
    words = []
    for each in one.addressees:
        known = resolved(draft, each.raw)
        notes = [INHERITED[each.inherited]] if each.inherited else []
        if not known:
            notes.append("not in the register")
        elif known != [each.raw]:
            notes.append("known here as " + ", ".join(known))
        words.append(each.raw + (f" ({'; '.join(notes)})" if notes else ""))
    return words


def done_last(correction: Correction) -> str:
    """What a correction did, to be taken back by a button."""
    match correction:
        case Describe(name, _):
            return f"the review's {name}"
        case Change(_, name, _):
            return f"a {_FIELDS[name]}"
        case Address():
            return "who is addressed"
        case Split(_, texts):
            return f"one split into {len(texts)}"
        case Merge(keys):
            return f"{len(keys)} joined"
        case Drop():
            return "one dropped"
        case Add():
            return "one added"
        case Accept():
            return "one marked as right"
        case _:
            return "a name replaced"


def recommendations(number: int) -> str:
    """A number of recommendations in words."""
    return "1 recommendation" if number == 1 else f"{number:,} recommendations"
