"""Between agencies: joint work put to one agency in a case and not to another."""

from __future__ import annotations

import streamlit as st

from graph.store import Row
from linking.between import Cases, Divided, Pair, by_agency, by_theme, cases, in_a_case, pairs
from linking.intervals import of_total
from views.agencies_gaps import COMPARED
from views.agencies_pair import one_pair
from views.components.graph_view.network import Line, Spot, network_view
from views.data import ask, stamp
from views.filters import Chosen
from views.glossary import means
from views.layout import table
from views.links import address, choose, link_to, remember
from views.names import agency_name
from views.parts import Ranked, ranked
from views.text import plain

DRAWN = 30  # pairs in the picture; more are a tangle
LISTED = 12  # pairs beside it
MANY = 4  # agencies in a case, from which on one of them is nearly always left out


def between(chosen: Chosen) -> None:
    """The themes of joint work, the gaps in one of them or in all, and those of one pair."""
    themes = ask("joint_themes")
    if not themes:
        st.markdown(
            "No theme loaded is marked as joint work. `python -m ingest themes` reads the frame "
            "that ships with Common Thread, which marks some."
        )
        return
    named = {row["theme_id"]: row["theme"] for row in themes}
    left, right = st.columns(2)
    with left:
        single = choose("Compare", COMPARED, "rows") == "single"
    with right:
        theme = choose("Theme", {"": "Every theme of joint work"} | named, "theme")
    found = _cases(stamp(), tuple(chosen.asked.items()), single)
    divided = by_theme(found, list(named))
    if not divided[0].of:
        _cannot_tell(chosen)
        return
    names = {row["agency_id"]: agency_name(row["agency"]) for row in ask("agency_kinds")}
    pair = (address("agency"), address("other"))
    if all(one in names for one in pair):
        one_pair(found, pair, names, named, theme, chosen)
        return
    _explained(chosen, divided[0].of)
    _nearly_always(divided, in_a_case(found))
    if theme:
        row = next(row for row in themes if row["theme_id"] == theme)
        _one_theme(row, next(one for one in divided if one.theme == theme), chosen)
        _by_agency(found, theme, names)
        _pairs(found, theme, names)
    else:
        _pairs(found, theme, names)
        _themes(divided, named, chosen)


@st.cache_resource(max_entries=8, show_spinner="Comparing agencies")
def _cases(state: str, asked: tuple[tuple[str, str | int], ...], single: bool) -> Cases:
    del state
    rows = [
        ask(name, **dict(asked))
        for name in ("agencies_involved", "agencies_addressed", "joint_work")
    ]
    return cases(ask("agency_kinds"), *rows, single=single)


def _cannot_tell(chosen: Chosen) -> None:
    noun = "review" if chosen.reviews == 1 else "reviews"
    st.markdown(
        f"None of the {chosen.reviews:,} {noun} {chosen.which} has two agencies in its case that "
        "can be compared, so this cannot be told. A review has an agency in its case when it "
        "names it as involved or addresses it."
    )


def _explained(chosen: Chosen, of: int) -> None:
    words = (
        "Some work takes two: information has a sender and a receiver, a referral too. Here are "
        "reviews that put such a theme to one agency in the case and not to another. There may be "
        "good reason for it, and it is no fault of either; the wording tells. "
        f"{of_total(of, chosen.reviews, 'reviews')} have at least two agencies in the case, "
        "involved or addressed. Boards and panels are left out, as they act through their members. "
        "What is put to a council's own service is put to the council as well."
    )
    if chosen.listing < chosen.reviews:
        words += (
            f" {of_total(chosen.listing, chosen.reviews, 'reviews')} list who was involved; of the "
            "others, such as coroners' reports, only those addressed can be compared."
        )
    st.caption(words)


def _nearly_always(divided: list[Divided], together: float) -> None:
    """Say why the share of reviews that leave somebody out is not what to look at."""
    put, apart = sum(row.put for row in divided), sum(row.apart for row in divided)
    if together >= MANY and put:
        st.caption(
            f"With {together:.0f} agencies in a case on average, somebody is nearly always left "
            f"out ({apart:,} of the {put:,} times that a review puts such a theme to any of them), "
            "which tells little. Which two are apart, and how often, tells more."
        )


def _themes(divided: list[Divided], named: dict[str, str], chosen: Chosen) -> None:
    st.header("By theme", anchor=False, help=means("joint work"))
    st.caption(
        "Of the reviews with at least two agencies in the case, those that put the theme to any of "
        "them. Choose a theme to see who is told and who in the same reviews is not."
    )
    rows = [row for row in divided if row.put]
    ranked(
        [
            Ranked(
                named[row.theme],
                row.put,
                row.of,
                "",
                {"theme": row.theme},
            )
            for row in sorted(rows, key=lambda row: (-row.put, row.theme))
        ],
        "themes",
    )
    if not rows:
        chosen.nothing("recommendation on a theme of joint work")


def _one_theme(row: Row, divided: Divided, chosen: Chosen) -> None:
    st.header(f"◆ {plain(row['theme'])}", anchor=False)
    put = of_total(divided.put, divided.of, "reviews with at least two agencies in the case")
    st.markdown(
        f"It takes more than one agency: {plain(row['joint_work'])}. It is put to an agency in "
        f"**{put}**."
    )
    link_to("This theme everywhere", "themes", theme=row["theme_id"])
    if not divided.put:
        chosen.nothing("recommendation on this theme to an agency in the case")


def _by_agency(found: Cases, theme: str, names: dict[str, str]) -> None:
    rows: list[Row] = [
        {
            "agency_id": row.agency,
            "agency": names[row.agency],
            "put": row.put,
            "not_put": row.not_put,
            "of_reviews": row.of,
        }
        for row in by_agency(found, theme)
        if row.put or row.not_put
    ]
    if not rows:
        return
    rows.sort(key=lambda row: (row["agency"], row["agency_id"]))
    st.markdown("**Who is told, and who in the same reviews is not**")
    st.caption(
        "In order of names. *Not told* counts the reviews that put the theme to another agency in "
        "the case. Choose a row to read what the agency is told."
    )
    headings = {
        "agency": "Agency",
        "put": "Told",
        "not_put": "Not told, another was",
        "of_reviews": "Reviews with it and another in the case",
    }

    def told(row: Row) -> None:
        remember(show="agency", agency=str(row["agency_id"]), other=None)

    table(rows, f"told-{theme}", headings, height=380, widths={"agency": 320}, on_pick=told)


def _pairs(found: Cases, theme: str, names: dict[str, str]) -> None:
    """The pairs with a gap: a picture, the first of them as a list, and all as a table."""
    rows = [pair for pair in pairs(found, theme) if pair.apart]
    if not rows:
        return
    rows.sort(key=lambda row: (-row.of, names[row.one], names[row.other], row.one, row.other))
    st.header("Between which two", anchor=False)
    left, right = st.columns([1.5, 1], gap="medium")
    with left:
        _picture(rows, names)
    with right:
        st.caption(
            "Of the reviews with both in the case, those that put it to one and not to the other. "
            "Those most often in one case come first."
        )
        ranked(
            [
                Ranked(
                    f"{names[row.one]} · {names[row.other]}",
                    row.apart,
                    row.of,
                    "",
                    {"agency": row.one, "other": row.other},
                    _ways(row, names),
                )
                for row in rows[:LISTED]
            ],
            "pairs",
            stacked=True,
        )
    with st.expander(f"All {len(rows):,} pairs as a table"):
        _table(rows, names)


def _ways(row: Pair, names: dict[str, str]) -> str:
    """Which of the two it is put to."""
    return (
        f"Put to {names[row.one]} only in {row.only_one:,} of these {row.of:,}, to "
        f"{names[row.other]} only in {row.only_other:,}, to both in {row.both:,}"
    )


def _picture(rows: list[Pair], names: dict[str, str]) -> None:
    drawn = sorted(rows, key=lambda row: (-row.apart, row.one, row.other))[:DRAWN]
    ids = sorted({end for row in drawn for end in (row.one, row.other)}, key=names.__getitem__)
    lines = [
        Line(
            row.one,
            row.other,
            row.apart,
            f"{names[row.one]} and {names[row.other]}: put to one and not to the other in "
            f"{of_total(row.apart, row.of, 'reviews with both')}",
        )
        for row in drawn
    ]
    network_view(
        [Spot(id_, "Agency", names[id_]) for id_ in ids],
        lines,
        key="between",
        what=f"{len(ids)} agencies joined by {len(lines)} gaps.",
        on_go=lambda one, other: (
            remember(agency=one, other=other) if other else remember(show="agency", agency=one)
        ),
    )
    more = f" of {len(rows):,}" if len(rows) > len(drawn) else ""
    st.caption(
        "▲ agency; a line is a gap between two, thicker in more reviews. Drawn: "
        f"{len(drawn)}{more} pairs. Choose a line to read what the one was asked, an agency to see "
        "all it is told."
    )


def _table(rows: list[Pair], names: dict[str, str]) -> None:
    shown: list[Row] = [
        {
            "one": names[row.one],
            "other": names[row.other],
            "only_one": row.only_one,
            "only_other": row.only_other,
            "both": row.both,
            "of_reviews": row.of,
            "one_id": row.one,
            "other_id": row.other,
        }
        for row in rows
    ]
    headings = {
        "one": "One",
        "other": "The other",
        "only_one": "Put to the one only",
        "only_other": "Put to the other only",
        "both": "Put to both",
        "of_reviews": "Of N reviews with both",
    }
    table(
        shown,
        "between-agencies",
        headings,
        height=420,
        on_pick=lambda row: remember(agency=row["one_id"], other=row["other_id"]),
    )
