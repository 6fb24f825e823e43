"""What leaves a page: tables as CSV, Excel and JSON, each saying where it comes from.

A file is made when its button is pressed, in a thread that knows no page: what a page says of it
is caught when the button is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from exports.provenance import Provenance, file_name, mark, provenance
from exports.tables import to_json, to_xlsx
from graph.export import to_csv
from graph.store import Row
from views.data import graph, loaded
from views.links import in_force, page_title

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def provenance_of(what: str) -> Callable[[], Provenance]:
    """Where a file of this page comes from, with the choices drawn so far; to be called when the
    file is made. ``what`` says what the file holds, after the page's own heading."""
    title = page_title()
    question = f"{title} {what}" if title.endswith("?") else f"{title}: {what}"
    filters = in_force()
    store = graph()  # of the part that this visitor looks at, which the thread cannot tell
    return lambda: provenance(store, question, filters)


def downloads(
    rows: Sequence[Row],
    name: str,
    *,
    about: str = "",
    headings: Mapping[str, str] | None = None,
) -> None:
    """Offer rows as CSV (with the byte order mark that spreadsheets need), Excel and JSON.

    ``about`` says what the rows are, where the ``name`` of the file does not; ``headings`` name
    columns in Excel and put them first.
    """
    if rows:
        with st.container(horizontal=True):
            offers(rows, name, about or name.replace("-", " "), headings)


def offers(
    rows: Sequence[Row], name: str, about: str, headings: Mapping[str, str] | None = None
) -> None:
    """Draw the three buttons of ``downloads`` where they are called."""
    known = dict.fromkeys(column for row in rows for column in row)
    first = [column for column in headings or {} if column in known]
    columns = list(dict.fromkeys([*first, *known]))
    made = provenance_of(about)
    offer("CSV", lambda: to_csv(rows, columns).encode("utf-8-sig"), name, "csv", "text/csv")
    offer("Excel", lambda: to_xlsx(rows, columns, made(), headings), name, "xlsx", XLSX)
    offer("JSON", lambda: to_json(rows, made()), name, "json", "application/json")


def offer(label: str, data: Callable[[], bytes | str], name: str, ending: str, mime: str) -> None:
    """Draw a button that makes a file when it is pressed and hands it over."""
    how_much = loaded()
    st.download_button(
        label,
        data=data,
        file_name=file_name(name, mark(how_much.reviews, how_much.invented), ending),
        mime=mime,
        key=f"{ending}-{name}",
        on_click="ignore",
        icon=":material/download:",
        type="tertiary",
    )
