"""The frame around every page and the few pieces pages are built from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any, Literal

import pandas as pd
import streamlit as st

from graph.errors import CommonThreadError
from graph.export import as_text
from graph.store import Row
from graph.words import SUPPORT
from views.access import say_who
from views.corpus import choose_corpus, keep_choice, say_choice
from views.data import Loaded, has_parts, loaded, part
from views.html_table import plain_table
from views.leaving import downloads
from views.links import begin_page, link_to
from views.printing import ROWS, printing
from views.text import plain, safe_url

# Streamlit draws captions at 60% of the text colour, too pale for small print (WCAG 1.4.3 asks
# for 4.5:1), and chosen options and main buttons white on the primary colour, too pale in the dark
# theme. Lines of text are no longer than can be read on a wide screen; the rest trims the empty
# band above each page's heading.
_STYLE = """<style>/* -- ours -- */
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] p {
  color: inherit; opacity: 1; }
[data-testid="stCaptionContainer"] p {
  color: color-mix(in srgb, currentColor 78%, transparent); }
[data-testid="stMultiSelect"] [data-tag] {
  background: transparent; color: inherit; border: 1px solid currentColor; }
button[data-testid^="stBaseButton-primary"], button[data-testid^="stBaseButton-primary"]:hover {
  background: #2B5C8A; border-color: #2B5C8A; color: #FFFFFF; }
@media (max-width: 640px) {
  .st-key-filters [data-testid="stColumn"] { min-width: calc(50% - 0.5rem); }
  .st-key-filters [data-testid="stHorizontalBlock"] { gap: 0.5rem; }
}
[data-testid="stMain"] :is([data-testid="stMarkdownContainer"], [data-testid="stCaptionContainer"])
  > :is(p, ul, ol) { max-width: 50rem; }
[data-testid="stElementToolbar"]:focus-within { opacity: 1; }
[data-testid="stMainBlockContainer"] { padding-top: 3rem; padding-bottom: 4rem; max-width: 84rem; }
</style>"""


_CONTENT = (
    "Content: quotes what was written about deaths, abuse, neglect and self-harm. "
    "Support lines are in the side bar."
)


def frame() -> None:
    """Draw what stands around every page: small print that can be read, and support lines."""
    st.html(_STYLE)
    keep_choice()
    with st.sidebar:
        say_who()
        with suppress(CommonThreadError):  # the page itself will say it
            choose_corpus()
        st.caption("Reading about deaths and harm can be hard. In danger now: call **999**.")
        with st.expander("Support lines"):
            for who, number in SUPPORT:
                st.markdown(f"{who}  \n**{number}**")


def apology(error: CommonThreadError) -> None:
    """Say calmly, on an otherwise empty page, what happened and what to do next."""
    with st.container(border=True):
        st.header("This page cannot be shown just now")
        st.text(str(error))


def heading(title: str, sentence: str, note: str = "") -> None:
    """Draw a page's title and one calm sentence, with a note on a line of its own."""
    begin_page(title)
    st.title(plain(title), anchor=False)
    st.caption("  \n".join(plain(line) for line in (sentence, note) if line))


def header(title: str, sentence: str) -> Loaded:
    """Draw a page's title, one calm sentence, and whether what it shows is invented.

    Returns how much is loaded. When nothing is, says so, says what to do, and ends the page.
    Raises StoreUnavailableError, which ``app.py`` turns into a message.
    """
    heading(title, sentence, _CONTENT)
    how_much = loaded()
    if not how_much.reviews and not how_much.findings:
        with st.container(border=True):
            st.header("Nothing is loaded yet", anchor=False)
            st.markdown(
                "Run `make sample` for the invented sample, or `python -m ingest --help` to see "
                "how to read your own reviews. This page shows what is there as soon as it is."
            )
            link_to("Add reviews from PDF or Word", "add")
        st.stop()
    _invented(how_much)
    say_choice(how_much)
    return how_much


def _invented(how_much: Loaded) -> None:
    if not how_much.invented:
        return
    if how_much.invented == how_much.reviews:
        many = how_much.reviews
        extent = f"All {many:,} reviews loaded" if many > 1 else "The one review loaded"
    else:
        extent = f"{how_much.invented:,} of the {how_much.reviews:,} reviews loaded"
    leave = " *Reviews shown*, at the side, leaves them out." if not part() and has_parts() else ""
    verb = "is" if how_much.invented == 1 else "are"
    st.markdown(
        f":blue-badge[Invented sample data] {extent} {verb} invented, to show how Common Thread "
        f"works. No person, place or event in them is real.{leave}"
    )


def nothing(what: str, reviews: int, which: str = "loaded") -> None:
    """Say that a list is empty without letting it look like proof.

    ``what`` completes 'No …': 'recommendation on housing addressed to the police'; ``which`` says
    which reviews they are.
    """
    noun = "review" if reviews == 1 else "reviews"
    if which == "loaded" and part():
        which = "shown"
    st.markdown(
        f"No {plain(what)} in the {reviews:,} {noun} {which}. "
        "Absence here is not absence in practice."
        + (" Fewer filters leave more reviews." if which == "chosen" else "")
    )


def passage(text: str, source: str = "") -> None:
    """Show the wording of a document as it stands, with a line below on where it is from."""
    with st.container(border=True):
        st.text(text)
        if source:
            st.caption(plain(source))


def source_link(url: object, words: str = "Source report") -> None:
    """Link to a published document. The address itself is never shown: coroners' addresses
    carry the name of the person who died."""
    address = safe_url(url)
    if address:
        st.link_button(words, address, icon=":material/open_in_new:")


def table(
    rows: Sequence[Row],
    name: str,
    headings: Mapping[str, str] | None = None,
    *,
    height: int | Literal["auto"] = "auto",
    widths: Mapping[str, int] | None = None,
    on_pick: Callable[[Row], None] | None = None,
    about: str = "",
) -> None:
    """Show rows as a table, with the whole of it to take away below.

    ``name`` is the downloads' file name and tells tables of one page apart; ``about`` says in the
    files what they are of, where the name does not. ``headings`` picks the columns shown, their
    order and their headings; the downloads hold every column. ``widths`` gives columns a width in
    pixels. Addresses become links named 'Source report', never text. With ``on_pick`` a row can
    be chosen; it is called with that row before the page runs again.
    """
    columns = list(headings) if headings else list(rows[0]) if rows else []
    if printing():
        _on_paper(rows, headings or {column: column for column in columns})
        return
    frame = pd.DataFrame([[_cell(row.get(c)) for c in columns] for row in rows], columns=columns)
    config: dict[str, Any] = {
        c: st.column_config.Column((headings or {}).get(c, c), width=(widths or {}).get(c))
        for c in columns
    }
    for column in columns:
        if column == "url" or _are_addresses(row.get(column) for row in rows):
            frame[column] = [safe_url(address) or None for address in frame[column]]
            heading = "Source" if column == "url" else (headings or {}).get(column, column)
            config[column] = st.column_config.LinkColumn(heading, display_text="Source report")
    shown: dict[str, Any] = {
        "hide_index": True,
        "column_config": config,
        "height": height,
        "placeholder": "",  # what is not known is left blank, not called None
    }
    if on_pick is None:
        st.dataframe(frame, key=f"table-{name}", alt=name, **shown)
    else:
        pickable(frame, rows, name, on_pick, **shown)
    downloads(rows, name, about=about, headings=headings)


def _on_paper(rows: Sequence[Row], headings: Mapping[str, str]) -> None:
    """The rows as text; addresses, which may carry names, are left out."""
    shown = [column for column in headings if not _are_addresses(row.get(column) for row in rows)]
    cells = ([as_text(_cell(row.get(c))) for c in shown] for row in rows[:ROWS])
    plain_table([headings[column] for column in shown], cells)
    if len(rows) > ROWS:
        st.caption(f"The first {ROWS} of {len(rows):,} rows; the files on the page have all.")


def pickable(
    frame: pd.DataFrame,
    rows: Sequence[Row],
    name: str,
    on_pick: Callable[[Row], None],
    **shown: Any,
) -> None:
    """Show a table of which one row can be chosen."""
    key = f"pick-{name}"

    def picked() -> None:
        chosen = st.session_state[key].selection.rows
        if chosen:
            on_pick(rows[chosen[0]])

    st.dataframe(frame, key=key, alt=name, on_select=picked, selection_mode="single-row", **shown)
    st.caption("With the keyboard: arrow keys to a row, then Shift and Space to choose it.")


def _are_addresses(values: Iterable[Any]) -> bool:
    """Whether there are values, and all of them are addresses of the web."""
    known = [value for value in values if value not in (None, "")]
    return bool(known) and all(isinstance(value, str) and safe_url(value) for value in known)


def _cell(value: Any) -> Any:
    """Lists and maps are shown as text, everything else as it is; but no address, in them or
    alone: a coroner's carries the name of the person who died."""
    value = _unnamed(value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "; ".join(value)
    return as_text(value) if isinstance(value, list | dict) else value


def _unnamed(value: Any) -> Any:
    if isinstance(value, str):
        return "Source report" if value[:4].lower() == "http" and safe_url(value) else value
    if isinstance(value, Mapping):
        return {key: _unnamed(item) for key, item in value.items()}
    return [_unnamed(item) for item in value] if isinstance(value, list | tuple) else value
