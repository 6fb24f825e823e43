"""Research findings on the pages: a card, a citation, and what must be said with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from graph.words import FINDINGS_ARE, grade, sentence_case, source_line
from linking.links import PERSON
from views.links import link_to
from views.parts import footing, wording

HOW_JUDGED = (
    "How many in 10 is measured on asks and findings that our judges, who are no practitioners, "
    "read side by side."
)


def how_to_take_it(number: int) -> None:
    """Say what these findings are and are not (data/evidence/README.md)."""
    noun = "finding" if number == 1 else "findings"
    st.caption(f"{number:,} {noun}. {FINDINGS_ARE}")


def in_ten(score: float) -> str:
    """How many links of this score were judged relevant: 'about 3 in 10'. Never more than nine:
    too few links with the highest scores were judged to promise that."""
    tenths = min(round(score * 10), 9)
    return f"about {tenths} in 10" if tenths else "fewer than 1 in 10"


def such_links(score: float) -> str:
    """What the score of a link says, in words."""
    return f"{in_ten(score)} such links were judged relevant"


def in_common(row: Mapping[str, Any]) -> tuple[list[str], str]:
    """The words that a recommendation and a finding share, and a line with what the score says,
    words and themes. The link keeps them as 'word, word; themes: theme, theme'."""
    words, _, themes = str(row.get("shared") or "").partition("themes: ")
    shared = [word.strip() for word in words.strip("; ").split(",") if word.strip()]
    parts = [
        _how_sure(row),
        f"words in both: {', '.join(shared)}" if shared else "",
        f"themes in both: {themes}" if themes else "",
    ]
    return shared, sentence_case("; ".join(part for part in parts if part))


def _how_sure(row: Mapping[str, Any]) -> str:
    """What the score of a link says; one that a person added has none of its own."""
    if row.get("method") == PERSON:
        return "linked by a person"
    return such_links(row["score"]) if row.get("score") is not None else ""


def finding_card(
    row: Mapping[str, Any],
    *,
    marks: Sequence[str] = (),
    notes: Sequence[str] = (),
    judge: Callable[[], None] | None = None,
) -> None:
    """Draw one finding: the claim, how strong, from where, and the way to its own page; ``judge``
    draws the button that asks whether its link is right."""
    with st.container(border=True):
        wording(str(row["finding"]), marks)
        with footing([grade(row), source_line(row), *notes]):
            link_to(
                "Open this finding",
                "evidence",
                finding=str(row["finding_id"]),
            )
            if judge is not None:
                judge()
