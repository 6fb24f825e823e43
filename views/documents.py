"""Documents: every file that was read, what came of it, and how to replace or remove it."""

from __future__ import annotations

import streamlit as st

from graph.store import Row
from linking.intervals import of_total
from views.data import ask
from views.document_one import one_document
from views.draft_store import drafts
from views.layout import heading, table
from views.links import address, link_to, remember
from views.names import asks, sentence_case, uk_date
from views.parts import style
from views.relink import say_unlinked

_TABLES = {
    "reviews": "reviews",
    "pfd": "coroners' reports",
    "evidence": "evidence",
    "agencies": "register of agencies",
    "themes": "frame of themes",
}


def documents(rows: list[Row]) -> None:
    """The documents, to choose one from."""
    st.header("Documents", anchor=False)
    if not rows:
        st.markdown(
            "No PDF, Word or other document is in the graph yet. Drop some on the page *Add "
            "reviews*; you see what was understood before it is saved."
        )
        return
    noun = "document" if len(rows) == 1 else "documents"
    unread = sum(1 for row in rows if row["pages_unread"])
    unresolved = sum(1 for row in rows if row["unresolved"])
    st.caption(
        f"Pages were left unread in {of_total(unread, len(rows), noun)}; "
        f"{of_total(unresolved, len(rows), noun)} name addressees that are not matched to the "
        "register. Choose a row to open it."
    )
    headings = {
        "document": "File",
        "review": "Review",
        "read_on": "Read on",
        "came_out": "What came out",
        "agencies": "Agencies",
        "not_read": "Pages unread",
        "unresolved": "Not matched",
        "state": "State",
        "short_digest": "Digest",
    }
    widths = {"document": 170, "review": 200, "read_on": 130, "came_out": 150, "state": 130}
    widths |= {"agencies": 70, "not_read": 95, "unresolved": 95}
    table(rows, "documents", headings, widths=widths, on_pick=open_document)


def open_document(row: Row) -> None:
    """Go to the document of the row that was chosen."""
    remember(document=str(row["document_id"]))


def ledger(rows: list[Row], ingests: list[Row]) -> list[Row]:
    """The documents with what their ingest counted."""
    by_digest = {row["digest"]: row for row in ingests if row["kind"] == "documents"}
    for row in rows:
        ingest = by_digest.get(row["digest"])
        row["read_on"] = uk_date(str(ingest["made_on"])[:10]) if ingest else ""
        row["unresolved"] = ingest["unresolved"] if ingest else None
        row["came_out"] = asks(row["recommendations"], row["concerns"])
        row["short_digest"] = str(row["digest"])[:12]
        row["not_read"] = _not_read(row)
        row["state"] = _state(row, ingest)
    return rows


def _not_read(row: Row) -> str:
    if not row["pages_unread"]:
        return "none"
    return f"{row['pages_unread']} of {row['pages']}" if row["pages"] else "some parts"


def _state(row: Row, ingest: Row | None) -> str:
    if ingest is None:
        return "⚠ saving was interrupted"
    return "⚠ not linked yet" if row["without_codes"] else "✓ saved and linked"


def tables(rows: list[Row]) -> None:
    """The tables that were read: reviews as spreadsheets, coroners' reports, evidence."""
    st.header("Tables", anchor=False)
    if not rows:
        st.markdown("No table of reviews, evidence or agencies has been read yet.")
        return
    for row in rows:
        row["file"] = str(row["title"]).partition(": ")[2] or row["title"]
        row["holds"] = sentence_case(_TABLES.get(str(row["kind"]), str(row["kind"])))
        row["read_on"] = uk_date(str(row["made_on"])[:10])
        row["short_digest"] = str(row["digest"] or "")[:12]
        row["state"] = "✓ read" if row["digest"] else "⚠ interrupted; read it again"
    st.caption(
        "Read by `python -m ingest`. Each row that was refused stands with its reason in the "
        "files of the folder `ledgers`, beside the graph."
    )
    headings = {
        "file": "File",
        "holds": "Holds",
        "read_on": "Read on",
        "read": "Rows read",
        "records": "Records",
        "refused": "Rows refused",
        "unresolved": "Not matched",
        "state": "State",
        "short_digest": "Digest",
    }
    table(rows, "tables", headings, widths={"file": 240, "holds": 150, "read_on": 140})


def body() -> None:
    """Draw the page below its heading."""
    ingests = ask("ingests")
    rows = ledger(ask("documents"), ingests)
    id_ = address("document")
    chosen = [row for row in rows if row["document_id"] == id_]
    if one_document(id_, chosen[0] if chosen else None):
        return
    say_unlinked()
    waiting = len(drafts().digests())
    if waiting:
        many = "1 draft waits" if waiting == 1 else f"{waiting} drafts wait"
        link_to(f"{many} to be checked and saved", "add")
    documents(rows)
    link_to("Add reviews", "add")
    tables([row for row in ingests if row["kind"] not in ("documents", "linking")])


heading(
    "Documents",
    "Every file that was read: when, what came out of it, and what could not be read.",
)
style()
body()
