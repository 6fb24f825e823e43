"""Pages on paper: without what only a screen has use for, and with whole tables when asked.

A table on the screen is a picture of the rows in sight. ``?print=1`` draws it as text, whole.
"""

from __future__ import annotations

import html
from datetime import UTC, datetime
from urllib.parse import urlencode

import streamlit as st

from views.links import address, step_to
from views.names import uk_date

ROWS = 500
"""Rows of a table, and things of a list, that a page to print shows at most."""
_STYLE = """<style>
.ct-printed { display: none; }
@media print {
  /* a dark screen is not put on paper as ink, nor its pale text */
  * { print-color-adjust: economy !important; -webkit-print-color-adjust: economy !important; }
  [data-testid="stApp"], [data-testid="stApp"] * { color: #1B2733 !important; }
  .ct-bar, .ct-bar span { print-color-adjust: exact !important; }
  .ct-printed { display: block; font-size: .8rem; overflow-wrap: anywhere; }
  [data-testid="stSidebar"], [data-testid="stHeader"], .st-key-search-band, .st-key-foot-ways,
  .st-key-tour-strip, .st-key-printing, [data-testid="stButton"], [data-testid="stDownloadButton"],
  [data-testid="stSkipToContent"], [data-testid="stElementToolbar"] { display: none !important; }
  html, body, #root, #root > div, [data-testid="stApp"], [data-testid="stAppViewContainer"],
  [data-testid="stMain"] { position: static !important; display: block !important;
    height: auto !important; overflow: visible !important; }
  [data-testid="stMainBlockContainer"] { padding: 0 !important; max-width: none !important; }
  [data-testid="stVerticalBlock"] { break-inside: auto; }
  tr, .ct-wording, [data-testid="stVegaLiteChart"] { break-inside: avoid; }
  h1, h2, h3 { break-after: avoid; }
}
</style>"""


def printing() -> bool:
    """Whether the page is to be drawn for paper."""
    return address("print") == "1"


def page_address() -> str:
    """The address of the page as it is seen, or its end where the server does not know it."""
    state = {name: value for name, value in st.query_params.items() if name != "print"}
    return f"{st.context.url or ''}{'?' if state else ''}{urlencode(state)}"


def print_frame() -> None:
    """Draw what paper needs: its look, the page's address and the day; and how to print."""
    seen = html.escape(f"{page_address()} · seen on {uk_date(datetime.now(UTC).date())}")
    st.html(f'{_STYLE}<div class="ct-printed">Common Thread · {seen}</div>')
    if printing():
        with st.container(horizontal=True, vertical_alignment="center", key="printing"):
            st.markdown("Laid out for paper: print it with your browser (Ctrl+P, on a Mac ⌘P).")
            step_to("Back to the page", "printing-ends", print=None)
