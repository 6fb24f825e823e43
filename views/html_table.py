"""A table as text on the page, for reading and for paper."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

import streamlit as st


def plain_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Draw a small table to read, without downloads; the first column names the row."""
    head = "".join(f"<th scope='col'>{html.escape(name)}</th>" for name in headings)
    body = "".join(
        f"<tr><th scope='row'>{html.escape(first)}</th>" + "".join(map(_cell, rest)) + "</tr>"
        for first, *rest in rows
    )
    top = f"<thead><tr>{head}</tr></thead>" if head else ""
    st.html(f"<table class='ct-table'>{top}<tbody>{body}</tbody></table>")


def _cell(text: str) -> str:
    """A cell; a number is never parted over two lines."""
    kind = ' class="ct-number"' if text.replace(",", "").isdecimal() else ""
    return f"<td{kind}>{html.escape(text)}</td>"
