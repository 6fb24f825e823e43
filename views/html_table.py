"""A table as text on the page, for reading and for paper."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from itertools import repeat

import streamlit as st

_BESIDE = 4  # columns that a phone has room for; more stand one below the other (views/parts.py)


def plain_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Draw a small table to read, without downloads; the first column names the row."""
    head = "".join(f"<th scope='col'>{html.escape(name)}</th>" for name in headings)
    columns = headings[1:] if headings else repeat("")
    body = "".join(
        f"<tr><th scope='row'>{html.escape(first)}</th>"
        + "".join(map(_cell, rest, columns))
        + "</tr>"
        for first, *rest in rows
    )
    top = f"<thead><tr>{head}</tr></thead>" if head else ""
    look = "ct-table ct-stacked" if len(headings) > _BESIDE else "ct-table"
    st.html(f"<table class='{look}'>{top}<tbody>{body}</tbody></table>")


def _cell(text: str, heading: str) -> str:
    """A cell, with its heading for where columns stand one below the other; a number is never
    parted over two lines."""
    kind = ' class="ct-number"' if text.replace(",", "").isdecimal() else ""
    named = f' data-heading="{html.escape(heading)}"' if heading else ""
    return f"<td{kind}{named}>{html.escape(text)}</td>"
