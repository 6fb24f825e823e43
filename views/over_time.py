"""Over time: whether a theme, an agency or a code comes more or less often, year by year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from graph.codes import CODES as VALUES
from graph.store import Row
from linking.intervals import of_total, percent
from linking.over_time import Series, of_recommendations, of_reviews
from views import charts_years
from views.data import ask
from views.glossary import means
from views.layout import Loaded, header, nothing, table
from views.links import address, choose, remember, switch
from views.names import CODE_HELP, CODES, agency_choices, kind_choices, sentence_case, theme_choices
from views.parts import recommendations, style
from views.text import plain

FOLLOW = {"theme": "A theme", "agency": "An agency", "code": "A code"}
FEW = 5  # below it one review more or less moves a share by a fifth and more
MANY = 2000
DELAY = (
    "Years are those the reviews bear. Reviews take long: the BBC found in 2025 that about 1 in "
    "100 domestic homicide reviews is done within the six months set for it. Many are published "
    "years late, and some are taken down. So the latest years are incomplete, and a fall there "
    "may be no fall. What is loaded here also decides: a year may hold other kinds of review "
    "than the year before."
)


@dataclass(frozen=True)
class Followed:
    """What is followed: its name, its shares, what they are of, and the wording of one year."""

    name: str
    series: Series
    noun: str
    question: str
    given: dict[str, Any]


def _theme(kind: str) -> Followed | None:
    tree = ask("theme_tree")
    if not tree:
        return None
    often = min(tree, key=lambda row: (-row["reviews"], row["theme_id"]))["theme_id"]
    options = theme_choices(tree)
    theme = choose("Theme", options, "theme", default=often)
    return Followed(
        options[theme].strip(),
        of_reviews(ask("theme_by_year", theme=theme, kind=kind)),
        "reviews",
        "theme_cases",
        {"theme": theme},
    )


def _agency(kind: str) -> Followed | None:
    asked = ask("agency_asked")
    if not asked:
        return None
    often = min(asked, key=lambda row: (not row["is_type"], -row["reviews"], row["agency_id"]))
    options = agency_choices(asked)
    agency = choose("Agency", options, "agency", default=often["agency_id"])
    return Followed(
        options[agency],
        of_reviews(ask("agency_by_year", agency=agency, kind=kind)),
        "reviews",
        "agency_recommendations",
        {"agency": agency},
    )


def _code(kind: str) -> Followed:
    left, right = st.columns(2)
    with left:
        code = choose("Code", CODES, "code", default="strength", help=CODE_HELP)
    with right:
        values = {value: sentence_case(value.replace("_", " ")) for value in VALUES[code]}
        value = choose("Coded as", values, "value")
    return Followed(
        f"{CODES[code]}: {values[value].lower()}",
        of_recommendations(ask("code_by_year", code=code, kind=kind), value),
        "recommendations",
        "code_recommendations",
        {"code": code, "value": value},
    )


def _chosen() -> tuple[Followed | None, str]:
    """What the boxes say is followed, and the kind of review."""
    follow = switch("Follow", FOLLOW, "follow")
    left, right = st.columns([3, 2])
    with right:
        kind = choose("Kind of review", kind_choices(), "kind")
    with left:
        if follow == "theme":
            return _theme(kind), kind
        return (_agency(kind) if follow == "agency" else _code(kind)), kind


def _rows(series: Series) -> list[Row]:
    """One row a year, the years between of which nothing is loaded too."""
    span = range(min(series.by_year), max(series.by_year) + 1)
    rows = []
    for year in span:
        share = series.by_year.get(year)
        low, high = share.interval if share and share.of else (None, None)
        rows.append(
            {
                "year": year,
                "number": share.number if share else 0,
                "of": share.of if share else 0,
                "share": share.number / share.of if share and share.of else None,
                "low": low,
                "high": high,
            }
        )
    return rows


def _draw(followed: Followed, rows: list[Row]) -> None:
    wanted = address("year")
    points = pd.DataFrame(rows)
    points["few"] = points["of"] < FEW
    points["chosen"] = points["year"].astype(str) == wanted
    points["words"] = [_words(row, followed.noun) for row in rows]
    charts_years.shares(
        points,
        followed.noun,
        what=f"{followed.name}, share of {followed.noun} by year",
        key="over-time",
        on_pick=lambda year: remember(year=year),
    )
    st.caption(
        f"A dot is the share of that year's {followed.noun}; the line through it, Wilson's "
        f"interval at 95%: how little a small number tells. Hollow: fewer than {FEW}, too few for "
        "a share. Choose a dot to read the wording."
    )
    if followed.noun == "recommendations":
        st.caption(
            "Coroners' concerns are left out. Recommendations of one review resemble each other, "
            "so that these intervals are too narrow."
        )
    st.caption(DELAY)


def _words(row: Row, noun: str) -> str:
    if row["low"] is None:
        return f"{row['year']}: none loaded"
    between = f"interval {row['low']:.0%} to {row['high']:.0%}"
    return f"{row['year']}: {of_total(row['number'], row['of'], noun)}, {between}"


def _table(followed: Followed, rows: list[Row]) -> None:
    shown = [
        row
        | {
            "share_words": _share(row),
            "interval": "" if row["low"] is None else f"{row['low']:.0%} to {row['high']:.0%}",
        }
        for row in rows
    ]
    headings = {
        "year": "Year",
        "number": sentence_case(followed.noun),
        "of": "Of N",
        "share_words": "Share",
        "interval": "Interval (95%)",
    }
    with st.expander("The same as a table"):
        table(shown, "over-time", headings)


def _share(row: Row) -> str:
    if not row["of"]:
        return "none loaded"
    return "too few for a share" if row["of"] < FEW else percent(row["number"], row["of"])


def _wording(followed: Followed, kind: str, how_much: Loaded) -> None:
    """The wording behind the year that is chosen; the box does it without a mouse."""
    counted = {year: share for year, share in followed.series.by_year.items() if share.number}
    options = {"": "Choose a year"} | {
        str(year): f"{year}: {of_total(share.number, share.of, followed.noun)}"
        for year, share in sorted(counted.items(), reverse=True)
    }
    wanted = address("year")
    year = choose("Read the wording of", options, "year")
    if year:
        rows = ask(followed.question, kind=kind, year=int(year), limit=MANY, **followed.given)
        marked = [row | {"cues": row.get("cues") or [row.get("words") or ""]} for row in rows]
        recommendations(marked, f"{followed.given} {kind} {year}")
    elif wanted:
        nothing(f"recommendation or concern of {wanted} on this", how_much.reviews)


def body(how_much: Loaded) -> None:
    """Draw the page below its header."""
    followed, kind = _chosen()
    if followed is None:
        nothing("theme or agency to follow", how_much.reviews)
        return
    series = followed.series
    st.header(plain(followed.name), anchor=False, help=means("interval"))
    if not series.all.of:
        _nothing_counted(followed, how_much)
        return
    st.markdown(f"**{of_total(series.all.number, series.all.of, followed.noun)}** over all years.")
    if series.undated.of:
        of = of_total(series.undated.of, series.all.of, followed.noun)
        st.markdown(f"{of} have no year and stand in none below.")
    if not series.by_year:
        st.markdown("No year is known, so that nothing can be told over time.")
        return
    rows = _rows(series)
    _draw(followed, rows)
    _table(followed, rows)
    _wording(followed, kind, how_much)


def _nothing_counted(followed: Followed, how_much: Loaded) -> None:
    if followed.noun == "recommendations":
        nothing("recommendation", how_much.reviews)
        st.caption("Coroners' concerns ask for no action and are not followed by code.")
    else:
        nothing("recommendation or concern", how_much.reviews)


how_much = header(
    "Over time",
    "Whether a theme, an agency or a kind of action comes more or less often, year by year.",
)
style()
body(how_much)
