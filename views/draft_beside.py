"""What stands beside a draft's recommendations: the page of the file, or the text around."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from graph.errors import CommonThreadError
from ingest.documents.model import Block, Draft, Extract
from ingest.documents.picture import page_picture
from ingest.documents.safely import read_safely
from ingest.documents.whereabouts import Letters
from views.draft_store import drafts
from views.parts import small_print
from views.text import plain

_AROUND = 2  # blocks shown before and after
_MOST = 16  # blocks shown in all
_WHOLE = 12  # letters of a block that may be a part of a passage


@st.cache_data(max_entries=120, show_spinner=False)
def _picture(digest: str, page: int, passages: tuple[str, ...]) -> bytes | str:
    """The page as a picture, or a sentence on why there is none."""
    try:
        return page_picture(_source(digest), page, passages)
    except CommonThreadError:
        return f"Page {page} cannot be drawn. The document itself shows it."


@st.cache_data(max_entries=8, show_spinner="Reading the document again")
def _extract(digest: str) -> Extract | str:
    try:
        return read_safely(_source(digest))
    except CommonThreadError:
        return "The document cannot be read again, so what stands around cannot be shown."


def _source(digest: str) -> Path:
    """The document; one that was taken away meanwhile cannot be read, which is said."""
    return drafts().source(digest) or Path(digest)


def beside(draft: Draft, page: int | None, passages: Sequence[str]) -> None:
    """Draw the page of a PDF with the passages marked on it, or else the text around them."""
    if drafts().source(draft.digest) is None:
        st.caption("The document itself is not kept here. Add the same file to see its pages.")
    elif draft.format == "pdf" and page is not None:
        _page(draft, page, passages)
    else:
        _text(draft, passages)


def _page(draft: Draft, page: int, passages: Sequence[str]) -> None:
    drawn = _picture(draft.digest, page, tuple(passages))
    if isinstance(drawn, str):
        st.caption(drawn)
        return
    with st.container(border=True):
        st.image(drawn, width="stretch", alt=f"Page {page} of the document, as a picture")
    of = f" of {draft.pages}" if draft.pages else ""
    small_print([f"Page {page}{of} of {draft.file_name}. Passages are marked where it has text."])


def _text(draft: Draft, passages: Sequence[str]) -> None:
    read = _extract(draft.digest)
    if isinstance(read, str):
        st.caption(plain(read))
        return
    blocks = read.blocks
    found = [n for n, block in enumerate(blocks) if _has(block, passages)]
    if not found:
        st.caption("These words do not stand together in the document.")
        return
    first = max(0, found[0] - _AROUND)
    last = min(len(blocks), found[-1] + 1 + _AROUND, first + _MOST)
    shown = "".join(_block(block, passages) for block in blocks[first:last])
    with st.container(border=True):
        st.html(f'<div class="ct-around">{shown}</div>')
    small_print([f"What stands around in {draft.file_name}. The passages found are marked."])


def _has(block: Block, passages: Sequence[str]) -> bool:
    texts = [block.text, *(cell.text for row in block.rows for cell in row)]
    return any(marked(text, passages)[1] for text in texts if text)


def marked(text: str, passages: Sequence[str]) -> tuple[str, bool]:
    """A text as HTML, escaped, with the passages in it marked; and whether there were any."""
    letters = Letters(text)
    spans = sorted(span for span in map(letters.find, passages) if span[1])
    if not spans and len(text) >= _WHOLE and any(Letters(each).find(text)[1] for each in passages):
        spans = [(0, len(text))]  # a passage of several blocks, this one among them
    pieces: list[str] = []
    done = 0
    for start, end in spans:
        if start < done:
            continue
        pieces += [html.escape(text[done:start]), f"<mark>{html.escape(text[start:end])}</mark>"]
        done = end
    return "".join([*pieces, html.escape(text[done:])]), bool(spans)


def _block(block: Block, passages: Sequence[str]) -> str:
    if block.rows:
        return _table(block, passages)
    text, _ = marked(block.text, passages)
    number = f"{html.escape(block.number)} " if block.number else ""
    if block.kind == "heading":
        return f'<p class="ct-heading">{number}{text}</p>'
    inset = f' style="margin-left:{min(block.level, 4)}rem"' if block.kind == "item" else ""
    return f"<p{inset}>{number}{text}</p>"


def _table(block: Block, passages: Sequence[str]) -> str:
    """The table's first row, and of the others those with a passage in them."""
    chosen = [
        row
        for number, row in enumerate(block.rows)
        if not number or any(marked(cell.text, passages)[1] for cell in row)
    ]
    rows = "".join(
        "<tr>" + "".join(f"<td>{marked(cell.text, passages)[0]}</td>" for cell in row) + "</tr>"
        for row in chosen
    )
    title = f'<p class="ct-heading">{html.escape(block.title)}</p>' if block.title else ""
    left = len(block.rows) - len(chosen)
    rest = f"<p>… and {left} other rows of this table</p>" if left else ""
    return f"{title}<table class='ct-table'><tbody>{rows}</tbody></table>{rest}"
