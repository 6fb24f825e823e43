"""Verdicts of several judges: how far they agree, and the files they travel in."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

import streamlit as st

from graph import settings
from graph.errors import CommonThreadError
from graph.store import open_store
from ingest.ledger import Ledger
from ingest.verdict_files import as_csv, take
from ingest.verdict_table import read_verdict_file
from linking.agreement import agreements
from linking.verdicts import KINDS
from views.access import may, require, say_missing
from views.data import graph, refresh
from views.glossary import means
from views.html_table import plain_table
from views.leaving import downloads
from views.names import sentence_case
from views.verdicts import verdicts

_TOLD = "verdicts-ledger"


def agreement() -> None:
    """Draw how far every two judges agree on what both have judged."""
    st.header("Agreement of two judges", anchor=False, help=means("verdict"))
    found = agreements(verdicts())
    if not found:
        st.markdown(
            "No two people have judged the same thing yet. The list asks everybody about much the "
            "same things first, so a second judge only has to begin."
        )
        return
    st.caption(
        "Kappa is Cohen's: 1 is full agreement, 0 what chance alone would give. Of a few dozen "
        "things it is a rough figure. It is not defined where both gave one and the same word "
        "throughout."
    )
    headings = ["What", "Judges", "Both judged", "Same word", "Kappa"]
    rows = [
        (
            sentence_case(KINDS[one.kind]),
            " and ".join(one.judges),
            f"{one.both:,}",
            f"{one.same:,}",
            "not defined" if one.kappa is None else f"{one.kappa:.2f}",
        )
        for one in found
    ]
    plain_table(headings, rows)
    downloads([dict(zip(headings, row, strict=True)) for row in rows], "agreement-of-judges")


def files() -> None:
    """Offer all verdicts as a file, and take those of another."""
    st.header("Files", anchor=False)
    every = verdicts()
    noun = "verdict" if len(every) == 1 else "verdicts"
    st.markdown(
        f"{len(every):,} {noun} of everybody, one a row, with both wordings beside each. The file "
        "holds the wording of documents and the names of judges: treat it as you treat those."
    )
    st.download_button(
        "All verdicts as CSV",
        data=lambda: as_csv(graph(), every).encode("utf-8-sig"),
        file_name="verdicts.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )
    if not may("editor"):
        say_missing("editor", "Taking in other people's verdicts")
        return
    with st.form("verdict-file", clear_on_submit=True):
        given = st.file_uploader("Verdicts of another judge, CSV or XLSX", type=["csv", "xlsx"])
        sent = st.form_submit_button("Take them in", icon=":material/upload_file:")
    if sent and given is not None:
        st.session_state[_TOLD] = _taken(given.name, given.getvalue())
        st.rerun()
    if told := st.session_state.pop(_TOLD, ""):
        st.code(told, language=None, wrap_lines=True)


def _taken(name: str, content: bytes) -> str:
    """Take in a file; gives its ledger, or why it was refused."""
    began = datetime.now().astimezone()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(name).name
        path.write_bytes(content)
        try:
            require("editor")
            reading = read_verdict_file(path)
            with open_store(write=True) as store:
                entry = take(store, reading)
        except CommonThreadError as error:
            return str(error)
    refresh()
    ledger = Ledger("verdicts import", began, False, [entry])
    ledger.write(settings.home() / "ledgers")
    return ledger.text()
