"""The map of agencies and themes, and the wording behind one of its cells."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from graph.store import Row
from linking.intervals import of_few, of_total
from views.charts import heat_map
from views.data import ask
from views.filters import Chosen
from views.layout import table
from views.links import address, choose, choose_some, remember
from views.names import agency_name, count_asks, sector_name
from views.parts import recommendations
from views.text import plain

MOST_ROWS = 18
# Of one or two reviews each share is nothing, half or all, and draws the eye for no reason.
FEW = 5
ROWS = {"types": "Kinds of agency", "single": "Single agencies", "national": "National bodies"}
LEAST = ("2", "1", "3", "5", "10", "20")


def the_map(chosen: Chosen) -> None:
    """Draw the controls, the map, and what lies behind the cell that is chosen."""
    tree = ask("theme_tree")
    broad = {row["theme_id"]: row["theme"] for row in tree if not row["within_id"]}
    parents = {row["within_id"] for row in tree if row["within_id"]}
    options = {"": "Broad themes"} | {
        id_: f"Within: {title}" for id_, title in broad.items() if id_ in parents
    }
    left, right = st.columns(2)
    with left:
        rows_of = choose("Rows", ROWS, "rows")
    with right:
        within = choose("Columns", options, "within")
    single = rows_of == "single"
    picked, least = _which(chosen) if single else ([], 1)
    matrix = ask(
        "agency_theme_matrix", broad=not within, single=single, reviews=least, **chosen.asked
    )
    themes = _columns(tree, within)
    cells = [
        row
        for row in matrix
        if row["theme_id"] in themes
        and bool(row["is_type"]) == (rows_of == "types")
        and (not picked or row["agency_id"] in picked)
    ]
    if not cells:
        chosen.nothing("recommendation on these themes addressed to any of these")
        return
    agencies, left_out = _rows(cells)
    _draw(cells, agencies, themes)
    if left_out:
        st.caption(
            f"{left_out:,} more that fewer reviews address are not drawn; the boxes below and "
            "the table hold them all."
        )
    _cell(cells, themes, chosen)


def _columns(tree: list[Row], within: str) -> dict[str, str]:
    """The themes within a broad one, or the broad ones; those of most reviews first."""
    rows = [row for row in tree if (row["within_id"] or "") == within]
    rows.sort(key=lambda row: (-row["reviews"], row["theme_id"]))
    return {row["theme_id"]: row["theme"] for row in rows}


def _which(chosen: Chosen) -> tuple[list[str], int]:
    """Which single agencies are drawn: those picked, or those that enough reviews address."""
    left, right = st.columns([1, 3])
    with left:
        least = choose(
            "Addressed in at least",
            {number: f"{number} review{'s' * (number != '1')}" for number in LEAST},
            "least",
        )
    bodies = {
        row["agency_id"]: agency_name(row["agency"])
        for row in ask("agency_asked", **chosen.asked)
        if row["is_type"] is False and row["resolved"]
    }
    with right:
        picked = choose_some("Or just these", bodies, "pick", empty="All of them")
    st.caption(
        "Counted for a single agency is what names it; what is put to all of its kind ('the "
        "police') is under kinds of agency."
    )
    return picked, 1 if picked else int(least)


def _rows(cells: list[Row]) -> tuple[list[Row], int]:
    """The agencies drawn: those that most reviews address, in the order of sectors."""
    first = {row["agency_id"]: row for row in reversed(cells)}
    often = sorted(first.values(), key=lambda row: (-row["of_reviews"], row["agency_id"]))
    drawn = often[:MOST_ROWS]
    drawn.sort(key=lambda row: (str(row["sector"]), row["agency"], row["agency_id"]))
    return drawn, len(often) - len(drawn)


def _draw(cells: list[Row], agencies: list[Row], themes: dict[str, str]) -> None:
    found = {(row["agency_id"], row["theme_id"]): row for row in cells}
    names = _unlike({row["agency_id"]: _named(row) for row in agencies})
    framed = (address("agency"), address("theme"))
    grid = []
    for agency in agencies:
        for theme_id, theme in themes.items():
            row = found.get((agency["agency_id"], theme_id), {})
            count, of = row.get("reviews", 0), agency["of_reviews"]
            told = of_total(count, of, "reviews that address it")
            grid.append(
                {
                    "row": names[agency["agency_id"]],
                    "column": theme,
                    "row_id": agency["agency_id"],
                    "column_id": theme_id,
                    "share": count / of if of >= FEW else 0,
                    "count": count,
                    "words": f"{agency_name(agency['agency'])}, {theme}: {told}",
                    "chosen": framed == (agency["agency_id"], theme_id),
                }
            )
    st.caption(
        "The number after a name is N, the reviews that address it at all. In a cell: how many "
        "of those tell it about the theme; the stronger the colour, the larger their share "
        f"(no colour where N is below {FEW}, too few for a share). Choose a cell to read the "
        "wording."
    )
    heat_map(
        pd.DataFrame(grid),
        list(names.values()),
        list(themes.values()),
        about="how many of the reviews that address an agency (N) tell it about a theme",
        key="map",
        on_pick=_picked,
    )


def _picked(agency: str, theme: str) -> None:
    remember(agency=agency, theme=theme)


def _named(row: Row) -> str:
    return f"{agency_name(row['agency'])}\u00a0·\u00a0{row['of_reviews']:,}"


def _unlike(names: dict[str, str]) -> dict[str, str]:
    """Names that are all different: a row of the map is told by its name."""
    seen: dict[str, int] = {}
    unlike = {}
    for id_, name in names.items():
        seen[name] = seen.get(name, 0) + 1
        unlike[id_] = name + "\u200b" * (seen[name] - 1)
    return unlike


def _cell(cells: list[Row], themes: dict[str, str], chosen: Chosen) -> None:
    """The boxes that choose a cell without a mouse, and the wording behind it."""
    agencies = {
        row["agency_id"]: f"{sector_name(row['sector'])}: {agency_name(row['agency'])}"
        for row in sorted(cells, key=lambda row: (str(row["sector"]), row["agency"]))
    }
    left, right = st.columns(2)
    with left:
        agency = choose("Agency", {"": "Choose an agency"} | agencies, "agency")
    with right:
        theme = choose("Theme", {"": "Choose a theme"} | themes, "theme")
    if agency and theme:
        name = agency_name(next(r["agency"] for r in cells if r["agency_id"] == agency))
        of = next(row["of_reviews"] for row in cells if row["agency_id"] == agency)
        st.header(f"{plain(name)} · {plain(themes[theme])}", anchor=False)
        rows = ask("cell_recommendations", agency=agency, theme=theme, **chosen.asked)
        if rows:
            told = len({row["review_id"] for row in rows})
            st.caption(
                f"{count_asks(rows)} in {of_few(told, of, 'reviews that address it')}, latest "
                "first. The words each was matched to the theme by are marked."
            )
            recommendations(rows, f"cell-{agency}-{theme}-{chosen.key}")
        else:
            chosen.nothing(f"recommendation or concern on this theme addressed to {name}")
    with st.expander("The map as a table"):
        headings = {
            "agency": "Agency",
            "theme": "Theme",
            "reviews": "Reviews",
            "of_reviews": "Of N reviews",
            "recommendations": "Recommendations",
        }
        table(cells, "agencies-and-themes", headings, height=420)
