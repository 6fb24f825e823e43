"""Pieces that the reading pages share: wording, lists of recommendations, ranked rows."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import streamlit as st

from graph.words import heard_in
from linking.intervals import of_total
from views.links import link_to, step_to
from views.printing import ROWS, printing

# Colours are mixed from the text's own, so that both themes get them; the mark is Okabe-Ito
# orange, laid thin enough for text to stand on it (WCAG 1.4.3) in either.
_STYLE = """<style>
.ct-wording { white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.55; max-width: 72ch; }
.ct-wording mark { background: color-mix(in srgb, #E69F00 30%, transparent); color: inherit;
  border-radius: .15em; padding: 0 .1em; }
.ct-wording details { display: inline; }
.ct-wording summary { cursor: pointer; font-size: .87rem; margin-top: .4rem;
  text-decoration: underline; text-underline-offset: .2em; }
.st-key-wide { overflow-x: auto; }
[data-testid="stPageLink-NavLink"] { padding-inline: 0; background: transparent; }
[data-testid="stPageLink-NavLink"]:hover { background: transparent; text-decoration: underline; }
[data-testid="stPageLink-NavLink"] * { font-weight: 400; }
[class*="st-key-ranked-"] button { min-height: 1.6rem; padding-block: 0; }
.ct-note { font-size: .87rem; line-height: 1.5; overflow-wrap: anywhere;
  color: color-mix(in srgb, currentColor 78%, transparent); }
.ct-row { display: flex; align-items: center; gap: 1rem; }
.ct-bar { flex: 1; height: .5rem; border-radius: .25rem; overflow: hidden; min-width: 6rem;
  background: color-mix(in srgb, currentColor 10%, transparent); }
.ct-bar span { display: block; height: 100%; border-radius: .25rem; background: #4A80B0; }
.ct-count { width: 200px; font-size: .87rem; font-variant-numeric: tabular-nums;
  white-space: nowrap; }
dl.ct-words, .ct-words dt { margin: 0; padding: 0; }
.ct-words { max-width: 72ch; line-height: 1.55; }
.ct-words dt { font-weight: 600; }
.ct-words dd { margin: 0 0 .8rem 0; }
.ct-table { border-collapse: collapse; font-size: .93rem; width: 100%; }
.ct-table th, .ct-table td { text-align: left; vertical-align: top; padding: .35rem .9rem .35rem 0;
  border-bottom: 1px solid color-mix(in srgb, currentColor 14%, transparent);
  font-weight: 400; overflow-wrap: anywhere; }
@media (min-width: 40rem) { .ct-table tbody th { min-width: 8em; } }
@media (min-width: 60rem) { .ct-table td:not(.ct-number) { min-width: 6.5em; } }
.ct-table .ct-number { white-space: nowrap; }
.ct-table thead th { font-size: .87rem; overflow-wrap: normal;
  color: color-mix(in srgb, currentColor 78%, transparent); }
@media (max-width: 40rem) {
  .ct-stacked thead { position: absolute; clip-path: inset(50%); }
  .ct-stacked tr, .ct-stacked th, .ct-stacked td { display: block; border: 0; padding: 0; }
  .ct-stacked tbody tr { padding-block: .5rem;
    border-bottom: 1px solid color-mix(in srgb, currentColor 14%, transparent); }
  .ct-stacked tbody th { font-weight: 600; }
  .ct-stacked td::before { content: attr(data-heading) ": ";
    color: color-mix(in srgb, currentColor 78%, transparent); }
}
</style>"""
_LONG = 900  # letters of a wording shown before it is folded
_PAGE = 10


def style() -> None:
    """Bring the look of these pieces onto the page; once, before any of them."""
    st.html(_STYLE)


@dataclass(frozen=True)
class Ranked:
    """One row of a ranked list: a label that leads somewhere, and a count out of a total.

    With an empty ``page`` it stays on the page, in another state of its address.
    """

    label: str
    number: int
    of: int
    page: str
    state: Mapping[str, str] = field(default_factory=dict)
    help: str = ""


def ranked(
    rows: Sequence[Ranked], key: str, *, noun: str = "reviews", stacked: bool = False
) -> None:
    """Draw rows as label, bar and count; the bar is the share of the row's own total.

    ``stacked`` puts the label above its bar, for a narrow column.
    """
    with st.container(key=f"ranked-{key}", gap="xsmall"):
        for place, row in enumerate(rows):
            with st.container(horizontal=True, vertical_alignment="center", gap="xxsmall"):
                with st.container(width="stretch" if stacked else 340):
                    _link(row, f"{key}-{place}")
                st.html(_bar(row, noun), width=1000 if stacked else "stretch")


def _link(row: Ranked, key: str) -> None:
    if row.page:
        link_to(row.label, row.page, help=row.help or None, **row.state)
    else:
        step_to(row.label, key, help=row.help or None, **row.state)


def _bar(row: Ranked, noun: str) -> str:
    share = row.number / row.of if row.of else 0
    count = of_total(row.number, row.of, noun)
    return (
        '<div class="ct-row"><div class="ct-bar" aria-hidden="true">'
        f'<span style="width:{min(share, 1):.1%}"></span></div>'
        f'<div class="ct-count">{html.escape(count)}</div></div>'
    )


def wording(text: str, marks: Iterable[str] = (), note: str = "") -> None:
    """Show the wording of a document as it stands, with the given words marked in it.

    Every piece of text is escaped before it meets a tag, so that what a document holds can
    never become markup. A long wording is folded after some 900 letters.
    """
    shown, folded = marked(text, marks)
    if folded:
        shown += f"<details><summary>Show the rest</summary>{folded}</details>"
    line = f'<div class="ct-note">{html.escape(note)}</div>' if note else ""
    st.html(f'<div class="ct-wording">{shown}</div>{line}')


def _spans(text: str, marks: Iterable[str]) -> list[tuple[int, int]]:
    """Where the marked words stand, in order and without overlap."""
    found: list[tuple[int, int]] = []
    phrases = {part.strip() for mark in marks for part in str(mark).split(";")}
    for phrase in phrases:
        if len(phrase) < 2:
            continue
        # a stem counts for the whole word it opens
        words = r"(?<!\w)" + r"\s+".join(map(re.escape, phrase.split())) + r"\w*"
        found += [match.span() for match in re.finditer(words, text, re.IGNORECASE)]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def marked(text: str, marks: Iterable[str]) -> tuple[str, str]:
    """The text as HTML, escaped and with the given words marked: what is shown, and what is
    folded away. Words parted by a semicolon are marked one by one."""
    spans = _spans(text, marks)
    cut = len(text)
    if len(text) > _LONG * 1.2:
        cut = text.rfind(" ", 0, _LONG) + 1 or _LONG
        cut = next((start for start, end in spans if start < cut < end), cut)
    edges = sorted({0, cut, len(text), *(place for span in spans for place in span)})
    shown: list[str] = []
    folded: list[str] = []
    for start, end in pairwise(edges):
        piece = html.escape(text[start:end])
        if any(first <= start < last for first, last in spans):
            piece = f"<mark>{piece}</mark>"
        (shown if start < cut else folded).append(piece)
    return "".join(shown), "".join(folded)


def recommendation(
    row: Mapping[str, Any],
    *,
    marks: Iterable[str] = (),
    notes: Sequence[str] = (),
    judge: Callable[[], None] | None = None,
) -> None:
    """Draw one recommendation or concern of a list, with the way to its review.

    ``row`` is of a question that returns ``wording``, ``recommendation_id`` and ``review_id``;
    ``judge`` draws the button that asks whether its link is right.
    """
    with st.container(border=True):
        wording(str(row["wording"]), marks)
        with footing([heard_in(row), *notes]):
            link_to(
                "Open in its review",
                "review",
                review=str(row["review_id"]),
                recommendation=str(row["recommendation_id"]),
            )
            if judge is not None:
                judge()


@contextmanager
def footing(lines: Iterable[str], *, width: int = 780) -> Iterator[None]:
    """The foot of a card: small print at the left, the way on at the right, or below it where
    there is no room for both; ``width`` is what the print would like, in pixels."""
    with st.container(
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        gap="xxsmall",
    ):
        with st.container(width=width):
            small_print(lines)
        with st.container(
            horizontal=True, vertical_alignment="center", gap="small", width="content"
        ):
            yield


def small_print(lines: Iterable[str]) -> None:
    """Lines of small print, one below the other; empty ones are left out."""
    note = "<br>".join(html.escape(line) for line in lines if line)
    st.html(f'<div class="ct-note">{note}</div>')


def not_listed(what: str, reviews: int, which: str = "loaded") -> None:
    """Say that no review states a thing at all: that is other than its being nowhere found."""
    noun = "review" if reviews == 1 else "reviews"
    st.markdown(f"Of {reviews:,} {noun} {which} none lists {what}, so this cannot be told.")


def passage_of(row: Mapping[str, Any], text: str, *notes: str) -> None:
    """Draw a passage of a review's analysis, with the way to the review."""
    with st.container(border=True):
        wording(text or "The words were not kept.")
        with footing([str(row["review"]), *notes]):
            link_to("Open the review", "review", review=str(row["review_id"]))


def action_note(row: Mapping[str, Any]) -> str:
    """The strength of the action asked, in words; concerns ask for none."""
    strength = row.get("strength")
    return f"Action coded as {strength}" if strength and row.get("kind") != "concern" else ""


def recommendations(rows: Sequence[Mapping[str, Any]], key: str) -> None:
    """Draw a list of recommendations, ten at a time, with the words each was found by."""
    for row in first_of(rows, key):
        recommendation(row, marks=row.get("cues") or (), notes=[action_note(row)])
    more_of(rows, key)


def first_of(rows: Sequence[Any], key: str, first: int = _PAGE) -> Sequence[Any]:
    """The part of a long list that is shown so far, at first ``first`` rows of it."""
    return rows[: ROWS if printing() else st.session_state.get(f"shown-{key}", first)]


def more_of(rows: Sequence[Any], key: str, first: int = _PAGE) -> None:
    """The button below a long list that shows more of it."""
    name = f"shown-{key}"
    shown = len(first_of(rows, key, first))
    if len(rows) <= shown:
        return

    def more() -> None:
        st.session_state[name] = shown + _PAGE

    left = len(rows) - shown
    st.button(
        f"Show {_PAGE} more of {left:,}" if left > _PAGE else f"Show the last {left}",
        key=f"more-{key}",
        on_click=more,
        icon=":material/expand_more:",
    )
