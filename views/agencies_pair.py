"""Two agencies in one case: the reviews that put joint work to the one only, and the wording."""

from __future__ import annotations

from functools import partial

import streamlit as st

from linking.between import Cases, apart, pair
from linking.intervals import of_few
from linking.verdicts import Subject
from views.data import ask
from views.filters import Chosen
from views.links import step_to
from views.names import count_asks
from views.parts import Ranked, first_of, more_of, ranked, recommendation
from views.text import plain
from views.verdict_button import verdict_button


def one_pair(
    found: Cases,
    ends: tuple[str, str],
    names: dict[str, str],
    themes: dict[str, str],
    theme: str,
    chosen: Chosen,
) -> None:
    """What was put to one of two agencies and not to the other; ``themes`` are those of joint work
    with their names, ``theme`` the one chosen or empty."""
    one, other = ends
    st.header(f"▲ {plain(names[one])} · {plain(names[other])}", anchor=False)
    step_to("All pairs", "all-pairs", agency=None, other=None)
    both = pair(found, one, other)
    if both is None:
        chosen.nothing("review with both in its case")
        return
    if not theme:
        _themes(found, ends, themes, chosen)
        return
    st.markdown(f"◆ **{plain(themes[theme])}**")
    for told, not_told in (ends, (other, one)):
        _one_way(found, (told, not_told), names, theme, both.of, chosen)
    st.caption("What else is told to one of them and not to the other, on every theme:")
    state = {"show": "differ", "agency": one, "other": other}
    step_to("Compare them in the reviews that address both", "compare", **state)


def _themes(found: Cases, ends: tuple[str, str], themes: dict[str, str], chosen: Chosen) -> None:
    """The themes of joint work that were put to one of the two and not to the other."""
    st.caption("Of the reviews with both in the case, those that put the theme to one only.")
    rows = [
        Ranked(name, row.apart, row.of, "", {"theme": theme})
        for theme, name in themes.items()
        if (row := pair(found, *ends, theme)) and row.apart
    ]
    if rows:
        ranked(rows, "pair-themes")
    else:
        chosen.nothing("theme of joint work put to one of these two and not to the other")


def _one_way(
    found: Cases,
    way: tuple[str, str],
    names: dict[str, str],
    theme: str,
    of: int,
    chosen: Chosen,
) -> None:
    """The wording that the one agency was given, in the reviews that gave the other none."""
    told, not_told = way
    reviews = set(apart(found, told, not_told, theme))
    st.header(f"Put to {plain(names[told])}, not to {plain(names[not_told])}", anchor=False)
    if not reviews:
        st.markdown(
            f"None of the {of:,} reviews with both in the case does so. Absence here is not "
            "absence in practice."
        )
        return
    asked = ask("put_to_agency", agency=told, theme=theme, **chosen.asked)
    rows = [row for row in asked if row["review_id"] in reviews]
    st.markdown(
        f"**{of_few(len(reviews), of, 'reviews with both in the case')}**. {count_asks(rows)}, "
        "latest first; the words each was matched to the theme by are marked."
    )
    key = f"pair-{told}-{not_told}-{theme}-{chosen.key}"
    for row in first_of(rows, key):
        review = row["review_id"]
        involved = not_told in found.involved.get(review, set())
        part = "named as involved in the case" if involved else "asked about other things"
        boards = sorted(names[board] for board in found.boards.get(review, {}).get(theme, ()))
        notes = [f"{names[not_told]}: {part}"]
        if boards:
            notes.append(f"The theme was put to a board or panel as well: {', '.join(boards)}")
        links = [Subject("theme", row["recommendation_id"], one) for one in sorted(row["themes"])]
        recommendation(
            row, marks=row["cues"] or (), notes=notes, judge=partial(verdict_button, links)
        )
    more_of(rows, key)
