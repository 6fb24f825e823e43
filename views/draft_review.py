"""What was understood of a draft's document as a whole: the review, its agencies, its warnings."""

from __future__ import annotations

import streamlit as st

from graph.schema import REVIEW_KINDS
from ingest.dates import DateRefusedError, read_date
from ingest.documents.corrections import Describe, ReviewField
from ingest.documents.drafts import Waiting
from ingest.documents.model import Draft
from ingest.documents.saving import earlier_version
from views.draft_store import correct, held_here, is_version_of
from views.draft_words import resolved
from views.html_table import plain_table
from views.parts import first_of, more_of, small_print, wording
from views.text import plain

_FORMATS = {
    "pdf": "PDF",
    "docx": "Word document",
    "odt": "OpenDocument text",
    "html": "web page",
    "txt": "plain text",
    "md": "Markdown",
    "xlsx": "spreadsheet",
}
PARTS = {
    "panel": "on the panel",
    "contributor": "contributed",
    "author of IMR": "wrote an IMR",
    "commissioner": "commissioned it",
    "named": "named in it",
}


def describe_file(draft: Draft) -> str:
    """The file in a line: its name, what it is, how long."""
    parts = [draft.file_name, _FORMATS.get(draft.format, draft.format)]
    if draft.pages:
        parts.append("1 page" if draft.pages == 1 else f"{draft.pages:,} pages")
    return " · ".join(parts)


def warnings(draft: Draft) -> None:
    """What a person must know about the document as a whole, in plain words."""
    lines = [*draft.warnings, *_unread(draft)]
    if not lines:
        return
    with st.container(border=True):
        st.markdown("**⚠ Before you rely on it**")
        for line in lines:
            st.text(f"• {line}")


def _unread(draft: Draft) -> list[str]:
    """Pages that gave no text, those with one reason together."""
    by_reason: dict[str, list[str]] = {}
    for each in draft.unread:
        by_reason.setdefault(each.reason, []).append(str(each.page) if each.page else "")
    lines = []
    for reason, pages in by_reason.items():
        named = [page for page in pages if page]
        if not named:
            lines.append(f"A part was not read: {reason}")
            continue
        which = "Page" if len(named) == 1 else "Pages"
        verb = "was" if len(named) == 1 else "were"
        of = f" of {draft.pages}" if draft.pages else ""
        lines.append(f"{which} {', '.join(named)}{of} {verb} not read: {reason}")
    return lines


def review_fields(waiting: Waiting) -> None:
    """The review's own facts, each to be corrected in its place."""
    draft = waiting.corrected
    digest = draft.digest
    _field(digest, "title", "Title", draft.title, "A review is listed under it. No names.")
    left, right = st.columns(2)
    with left:
        _kind(digest, draft.kind)
        _field(digest, "date", "Date", draft.date, "2021, 2021-03 or 2021-03-09")
    with right:
        _field(digest, "area", "Area", draft.area, "The area that commissioned it")
        _field(digest, "author", "Who wrote it, as a role", draft.author, "Independent chair, …")
    _version(waiting)


def _field(digest: str, name: ReviewField, label: str, value: str, help: str) -> None:
    key = f"field-{name}-{digest}"
    if st.session_state.get(f"{key}-was") != value:
        st.session_state[key] = st.session_state[f"{key}-was"] = value

    def changed() -> None:
        correct(digest, Describe(name, " ".join(str(st.session_state[key]).split())))

    st.text_input(label, key=key, on_change=changed, help=help, placeholder="Not found")
    if name == "date" and value:
        try:
            read_date(value)
        except DateRefusedError as error:
            st.caption(f"**⚠ Please check:** {plain(error)}")


def _kind(digest: str, kind: str) -> None:
    key = f"field-kind-{digest}"
    st.session_state[key] = kind if kind in REVIEW_KINDS else "other"

    def changed() -> None:
        correct(digest, Describe("kind", st.session_state[key]))

    st.selectbox(
        "Kind of review",
        list(REVIEW_KINDS),
        format_func=REVIEW_KINDS.get,
        key=key,
        on_change=changed,
    )


def _version(waiting: Waiting) -> None:
    """Whether it takes the place of a document that is here already."""
    digest = waiting.draft.digest
    held = held_here()
    there = {one.id: one for one in held.values() if one.digest != digest}
    if not there:
        return
    options = {"": "No, it is another document"} | {
        id_: f"Yes, of {one.title} ({one.review_title})" for id_, one in there.items()
    }
    key = f"version-{digest}"
    st.session_state[key] = waiting.replaces if waiting.replaces in options else ""
    st.selectbox(
        "Is it a new version of a document that is here already?",
        list(options),
        format_func=options.get,
        key=key,
        on_change=lambda: is_version_of(digest, there.get(st.session_state[key])),
    )
    alike = earlier_version(waiting.corrected, there.values())
    if alike is not None and not waiting.replaces:
        st.caption(f"It may be: {plain(alike.title)} is of the same kind and area.")


def agencies(draft: Draft) -> None:
    """The agencies that had a part, as the document names them and as they are known here."""
    if not draft.agencies:
        st.caption("No agency was found that had a part in the case or in its review.")
        return
    with st.expander(f"{len(draft.agencies)} agencies that had a part, as read"):
        plain_table(
            ("In the document", "Part", "Page", "Known here as"),
            [
                (
                    one.raw,
                    PARTS.get(one.part, one.part),
                    str(one.page) if one.page else "",
                    ", ".join(resolved(draft, one.raw)) or "not in the register",
                )
                for one in draft.agencies
            ],
        )


def passages(draft: Draft) -> None:
    """The passages that show what the case raised."""
    if not draft.passages:
        return
    with st.expander(f"{len(draft.passages)} passages on what the case raised, as read"):
        key = f"passages-{draft.digest}"
        for one in first_of(draft.passages, key):
            page = f"Page {one.page}" if one.page else ""
            with st.container(border=True):
                wording(one.text)
                small_print([" · ".join([*([page] if page else []), *one.headings])])
        more_of(draft.passages, key)
