"""Evidence pack: what a trainer takes away on a theme, an agency or a repeated ask."""

from __future__ import annotations

from functools import partial

import streamlit as st

from exports.citations import references
from exports.document_forms import CITATIONS, FORMS
from exports.pack import FORMATS, pack
from exports.pack_chosen import Choice, Picked, gathered, suggested
from exports.pack_slides import deck
from exports.pack_subjects import Subject, agency, repeated_ask, theme
from exports.provenance import Provenance, corpus_of
from exports.text import shorten
from exports.web import STYLE, body
from graph.words import heard_in
from views.data import ask
from views.layout import header
from views.leaving import offer
from views.links import address, choose, choose_some, in_force, link_to, switch
from views.names import agency_choices, kind_choices, theme_choices
from views.repeated import repeated

ABOUT = {"theme": "A theme", "agency": "An agency", "cluster": "A repeated ask"}
LENGTHS = {"full": "In full", "brief": "Seven-minute briefing"}
_BACK = {
    "theme": ("Open this theme", "themes", {}),
    "agency": ("Open this agency", "agencies", {"show": "agency"}),
    "cluster": ("Open this repeated ask", "repeats", {}),
}
_FILTERS = ("Kind of review", "Reviews shown")
_MOST = 200  # repeated asks in the box


def subject() -> Subject | None:
    """What the pack is about, chosen in boxes; None until it is, or where nothing is there."""
    about = switch("About", ABOUT, "about")
    left, right = st.columns([3, 2])
    with left:
        if about == "cluster":
            return _repeated()
        place = st.container()
    with right:
        kind = choose("Kind of review", kind_choices(), "kind")
    with place:
        if about == "theme":
            id_ = choose(
                "Theme", {"": "Choose a theme"} | theme_choices(ask("theme_tree")), "theme"
            )
            return theme(ask, id_, kind) if id_ else None
        rows = ask("agency_asked", kind=kind)
        id_ = choose("Agency", {"": "Choose an agency"} | agency_choices(rows), "agency")
        return agency(ask, id_, kind) if id_ else None


def _repeated() -> Subject | None:
    found = repeated()
    # An address that was shared may name an ask of a cluster that has since grown an earlier one.
    wanted = next((one for one in found if address("cluster") in one.asks), None)
    offered = dict.fromkeys([*found[:_MOST], *([wanted] if wanted else [])])
    options = {one.id: f"{one.label} ({len(one.reviews)} reviews)" for one in offered}
    id_ = choose(
        "Repeated ask",
        {"": "Choose a repeated ask"} | options,
        "cluster",
        default=wanted.id if wanted else "",
    )
    return next((repeated_ask(ask, one) for one in offered if one.id == id_), None)


def choice(about: Subject) -> Choice:
    """Cases, findings and form, those that suggest themselves chosen beforehand."""
    cases, findings = suggested(about)
    offered = {
        row["recommendation_id"]: f"{shorten(row['wording'], 90)} · {heard_in(row)}"
        for row in about.asks
    }
    known = {
        row["finding_id"]: f"{shorten(row['finding'], 90)} · {row['strength'] or 'no'} strength"
        for row in about.findings
    }
    form = switch("Form", LENGTHS, "form")
    with st.expander("Choose other cases and findings"):
        st.caption(
            f"{len(offered):,} of {about.asks_in_all:,} recommendations and concerns, and "
            f"{len(known):,} findings, to choose from. Type to find one by its words."
        )
        picked = choose_some("Cases", offered, "cases", empty="Ours", default=cases)
        read = choose_some("Findings", known, "findings", empty="Ours", default=findings)
    return Choice(tuple(picked), tuple(read), brief=form == "brief")


def provenance(about: Subject) -> Provenance:
    """Where the pack is from. Its cases and findings are its content, and no filter."""
    filters = {name: words for name, words in in_force().items() if name in _FILTERS}
    question = f"An evidence pack for trainers. {ABOUT[about.kind]}: {about.title}"
    return Provenance(question, corpus_of(ask("corpus")), filters)


def take_away(about: Subject, picked: Picked, made: Provenance) -> None:
    """The files, each written when it is asked for."""
    cited = references(picked.findings, [one.row for one in picked.cases])
    # Names of agencies and wordings of asks may carry a person's name; themes are ours.
    name = f"evidence-pack-{about.title.lower() if about.kind == 'theme' else about.kind}"
    with st.container(horizontal=True):
        for end in FORMATS:
            form = FORMS[end]
            offer(form.words, partial(_written, end, about, picked, made), name, end, form.mime)
        for end, citing in CITATIONS.items():
            offer(citing.words, partial(citing.write, cited), name, end, citing.mime)


def _written(end: str, about: Subject, picked: Picked, made: Provenance) -> bytes:
    said = deck if end == "pptx" else pack
    return FORMS[end].write(said(about, picked, made))


header(
    "Evidence pack",
    "Cases in their own words, how often they recur, what research says and what to talk about: "
    "for a training session, to take away.",
)
shown = subject()
if shown is None:
    st.markdown(
        "Choose what the session is about. A pack has the practice point, three cases, counts with "
        "what they are out of, research with its strength, wording to borrow, questions for the "
        "group, and what it cannot say."
    )
else:
    taken = gathered(ask, shown, choice(shown))
    made = provenance(shown)
    take_away(shown, taken, made)
    st.html(f"<style>/* the pack */{STYLE}</style>")
    with st.container(border=True):
        st.html(body(pack(shown, taken, made), top=2))
    label, page, state = _BACK[shown.kind]
    link_to(label, page, **{shown.kind: shown.id, "kind": shown.review_kind, **state})
