"""Every measure of gaps, strength, evidence and repeats worked out a second time in pandas, from
plain tables, on the whole sample and with the coroners' reports: all rows and all cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from graph.catalogue import question
from graph.embedded import EmbeddedStore
from graph.store import Store
from linking import between
from tests import pandas_between, pandas_measures
from tests.plain_frames import Frames, read_frames
from tests.test_between import read

FILTERS: tuple[dict[str, Any], ...] = (
    {},
    {"kind": "DHR"},
    {"kind": "PFD", "from_year": 2022},
    {"area": "Aldermere"},
    {"from_year": 2016, "to_year": 2021},
)
PAIRS = (("pol-force", "csc-type"), ("hea-gp", "hea-acute"), ("gov-ho", "pol-force"))
# question, the arguments it is asked with; the columns compared are those that pandas works out
ASKED: list[tuple[str, dict[str, Any]]] = [
    *(
        ("agency_theme_matrix", {**chosen, **way})
        for chosen in FILTERS
        for way in ({}, {"broad": True}, {"single": True, "reviews": 2})
    ),
    *(
        (name, chosen)
        for chosen in FILTERS
        for name in (
            "agency_asked",
            "silent_types",
            "silent_agencies",
            "raised_not_recommended",
            "national_asks",
            "then_and_now",
        )
    ),
    *(
        ("told_to_one_not_other", {**chosen, "agency": one, "other": other})
        for chosen in FILTERS
        for one, other in PAIRS
    ),
    *(
        ("evidence_stated_and_available", {**chosen, "score": score})
        for chosen in FILTERS
        for score in (0.0, 0.5)
    ),
    *(
        ("repeated_recommendations", {"limit": 100_000, "tier": tier})
        for tier in ("", "near-identical", "possible")
    ),
    *(
        (f"strength_by_{by}", {"kind": kind})
        for by in ("agency", "theme", "year")
        for kind in ("", "SAR")
    ),
]


@pytest.fixture(scope="module", params=["sample", "reports"])
def loaded(request: pytest.FixtureRequest) -> Iterator[tuple[Store, Frames]]:
    """A corpus, and its plain tables."""
    home: Path = request.getfixturevalue(f"{request.param}_home")
    with EmbeddedStore(home / "graph.kgl") as store:
        yield store, read_frames(store)


def same(found: list[dict[str, Any]], expected: pd.DataFrame) -> None:
    """Compare all rows, whatever their order, in the columns that pandas worked out."""
    columns = list(expected.columns)

    def in_order(rows: Any) -> list[tuple[Any, ...]]:
        plain = [tuple(None if pd.isna(one) else one for one in row) for row in rows]
        return sorted(plain, key=lambda row: [str(one) for one in row])

    given = in_order(tuple(row[column] for column in columns) for row in found)
    assert given == in_order(expected.itertuples(index=False))


@pytest.mark.parametrize(("name", "given"), ASKED)
def test_same_in_pandas(loaded: tuple[Store, Frames], name: str, given: dict[str, Any]) -> None:
    store, frames = loaded
    expected = getattr(pandas_measures, name)(frames, **given)
    same(question(name).run(store, **given), expected)


@pytest.mark.parametrize("name", sorted({name for name, _ in ASKED}))
def test_measures_have_rows_to_compare(loaded: tuple[Store, Frames], name: str) -> None:
    """Tables that are equal because both are empty would show nothing."""
    store, _ = loaded
    given = next(given for asked, given in ASKED if asked == name)
    assert question(name).run(store, **given)


@pytest.mark.parametrize("chosen", FILTERS)
@pytest.mark.parametrize("single", [False, True])
def test_gaps_between_agencies_same_in_pandas(
    loaded: tuple[Store, Frames], single: bool, chosen: dict[str, Any]
) -> None:
    store, frames = loaded
    found = read(store, single=single, **chosen)
    for theme in ("", "info.sharing", "multi"):
        asked = {"single": single, "theme": theme, **chosen}
        pairs, agencies = between.pairs(found, theme), between.by_agency(found, theme)
        same([asdict(row) for row in pairs], pandas_between.pairs(frames, **asked))
        same([asdict(row) for row in agencies], pandas_between.by_agency(frames, **asked))
    themes = [row["theme_id"] for row in question("joint_themes").run(store)]
    divided = [asdict(row) for row in between.by_theme(found, themes) if row.put]
    same(divided, pandas_between.by_theme(frames, single=single, **chosen))
    if not chosen:
        assert len(between.pairs(found)) > 100


@pytest.mark.parametrize("chosen", FILTERS[:2])
@pytest.mark.parametrize("name", ["silent_types", "silent_agencies"])
def test_every_silent_count_leads_to_as_many_reviews(
    loaded: tuple[Store, Frames], name: str, chosen: dict[str, Any]
) -> None:
    store, _ = loaded
    for row in question(name).run(store, **chosen):
        agency = row["agency_id"]
        found = question("silent_reviews").run(store, agency=agency, **chosen)
        assert len(found) == row["reviews_silent"], agency


@pytest.mark.parametrize("single", [False, True])
def test_every_gap_leads_to_wording(loaded: tuple[Store, Frames], single: bool) -> None:
    """Each review in which joint work was put to one and not to another has wording to show."""
    store, _ = loaded
    found = read(store, single=single)
    shown = 0
    for theme in (row["theme_id"] for row in question("joint_themes").run(store)):
        gaps = [(row.one, row.other) for row in between.pairs(found, theme) if row.apart]
        for told in sorted({end for gap in gaps for end in gap}):
            others = {end for gap in gaps if told in gap for end in gap} - {told}
            reviews = {v for other in others for v in between.apart(found, told, other, theme)}
            if reviews:
                asked = question("put_to_agency").run(store, agency=told, theme=theme)
                assert reviews <= {row["review_id"] for row in asked}, (told, theme)
                shown += len(reviews)
    assert shown > 100
