"""The questions of the study of 2011: worked out by hand, and again with pandas on the sample."""

from __future__ import annotations

import pandas as pd
import pytest

from graph.catalogue import question
from graph.embedded import EmbeddedStore
from graph.store import Store
from linking.intervals import Share
from linking.study import Codes, distribution, is_smart_in_form, matched, volume
from linking.study_sections import run
from tests.small_graph import build


@pytest.fixture
def small(store: Store) -> Store:
    build(store)
    return store


def codes_of(store: Store, kind: str = "") -> Codes:
    return Codes(question("study_codes").run(store, kind=kind))


def test_codes_are_counted_over_recommendations_alone(small: Store) -> None:
    codes = codes_of(small)
    assert codes.of("depth", "procedural") == Share(4, 5)  # r5 is about judgement
    assert codes.of("strength", "weaker") == Share(3, 5)
    assert codes.of("evidence_base", "research", "other_reviews") == Share(0, 5)
    assert codes.several == Share(0, 5)
    assert codes.share(is_smart_in_form) == Share(0, 5)
    assert codes_of(small, "SAR").of("depth", "judgement") == Share(1, 1)


def repeats_of(store: Store, kind: str = "") -> list[tuple[int, int, int]]:
    columns = ("near_identical", "repeating", "of_recommendations")
    rows = question("study_repeats").run(store, kind=kind)
    return [tuple(row[column] for column in columns) for row in rows]


def test_repeats_are_counted_over_recommendations(small: Store) -> None:
    assert repeats_of(small) == [(1, 2, 5)]  # r3 repeats r1, and r5 may
    assert repeats_of(small, "SAR") == [(0, 1, 1)]
    assert repeats_of(small, "PFD") == [(0, 0, 0)]


def test_what_asks_for_several_things(small: Store) -> None:
    with small.writer() as writer:
        writer.upsert_nodes("Recommendation", [{"id": "r1", "asks": 3}, {"id": "r2", "asks": 1}])
    assert codes_of(small).several == Share(1, 5)


def test_a_rejected_repeat_is_none(small: Store) -> None:
    with small.writer() as writer:
        rejected = {"source": "r3", "target": "r1", "verdict": "reject"}
        writer.upsert_edges("REPEATS", "Recommendation", "Recommendation", [rejected])
    assert repeats_of(small) == [(0, 1, 5)]


def test_themes_take_in_those_within(small: Store) -> None:
    rows = {row["theme_id"]: row for row in question("study_themes").run(small)}
    assert set(rows) == {"info", "train", "judg"}  # the broad ones
    assert (rows["info"]["recommendations"], rows["info"]["reviews"]) == (3, 3)
    assert (rows["train"]["recommendations"], rows["train"]["reviews"]) == (1, 1)
    assert {(row["of_recommendations"], row["of_reviews"]) for row in rows.values()} == {(5, 3)}


def test_what_cases_raised_against_what_is_recommended(small: Store) -> None:
    # v1 raised sharing (r1) and judgement (nothing), v2 judgement (r4), v3 judgement (nothing)
    assert matched(question("raised_not_recommended").run(small)) == Share(2, 4)


def test_reviews_by_how_many_they_make(small: Store) -> None:
    here = volume(question("recommendations_per_review").run(small))
    assert here is not None
    assert (here.reviews, here.recommendations, here.none) == (3, 5, 0)
    assert here.agencies == 2  # two by each; the coroner's two are not counted
    assert (here.mean, here.median, here.least, here.most) == (pytest.approx(5 / 3), 2, 1, 2)


def test_an_empty_graph_says_so(store: Store) -> None:
    assert volume(question("recommendations_per_review").run(store)) is None
    assert codes_of(store).several == Share(0, 0)
    assert repeats_of(store) == [(0, 0, 0)]
    assert distribution([]) == []
    nothing = run(lambda name, **given: question(name).run(store, **given))
    assert (nothing.volume, nothing.sections, nothing.themes) == (None, (), ())
    assert Share(0, 0).interval == (0.0, 1.0)


@pytest.mark.parametrize(
    ("counts", "up_to", "expected"),
    [
        ([1, 2, 4, 5], 0, [(0, 4, 3), (5, 9, 1)]),
        ([12], 0, [(0, 4, 0), (5, 9, 0), (10, 14, 1)]),
        ([3], 9, [(0, 4, 1), (5, 9, 0)]),
    ],
)
def test_reviews_in_steps_of_five(
    counts: list[int], up_to: int, expected: list[tuple[int, int, int]]
) -> None:
    assert distribution(counts, up_to) == expected


def test_wilsons_interval() -> None:
    # Wilson 1927, by hand for 8 of 10: centre (.8 + 1.92/10) / 1.384, margin .237 about it
    low, high = Share(8, 10).interval
    assert (round(low, 3), round(high, 3)) == (0.49, 0.943)


SMART = {"actor": "typed", "action": "firm", "time": "dated", "measurable": "output"}


@pytest.mark.parametrize(
    ("change", "smart"),
    [
        ({}, True),
        ({"actor": "collective"}, False),
        ({"action": "soft"}, False),
        ({"time": "soft"}, False),
        ({"time": "recurring"}, True),
        ({"measurable": "none"}, False),
    ],
)
def test_smart_in_form(change: dict[str, str], smart: bool) -> None:
    assert is_smart_in_form(SMART | change) is smart


ROWS = (
    "MATCH (v:Review)-[:MADE]->(r:Recommendation) RETURN r.id AS id, r.kind AS kind, "
    "v.id AS review, v.kind AS family, r.depth AS depth, r.societal AS societal, "
    "r.actor AS actor, r.action AS action, r.time AS time, r.measurable AS measurable, "
    "r.strength AS strength, r.evidence_base AS evidence_base, r.asks AS asks"
)


def by_pandas(store: Store, kind: str) -> dict[str, Share]:
    """The study's measures from rows of the graph, by the names they have on the page."""
    made = pd.DataFrame(store.rows(ROWS))
    made = made[(made.kind != "concern") & ((made.family == kind) if kind else True)]
    within = {
        r["t"]: r["b"] for r in store.rows("MATCH (t)-[:WITHIN]->(b) RETURN t.id AS t, b.id AS b")
    }
    about = pd.DataFrame(
        store.rows(
            "MATCH (r:Recommendation)-[x:ABOUT]->(t:Theme) WHERE x.verdict IS NULL "
            "RETURN r.id AS id, t.id AS theme"
        )
    ).merge(made[["id", "review"]], on="id")
    about["broad"] = about.theme.map(lambda theme: within.get(theme, theme))
    raised = pd.DataFrame(
        store.rows(
            "MATCH (v:Review)-[:RAISED]->(t:Theme) WHERE v.kind <> 'PFD' "
            "RETURN v.id AS review, t.id AS theme"
        )
    )
    raised = raised[raised.review.isin(made.review)]
    taken = raised.merge(about[["review", "theme"]].drop_duplicates(), on=["review", "theme"])
    links = pd.DataFrame(store.rows("MATCH (r)-[x:REPEATS]->() RETURN r.id AS id, x.tier AS tier"))
    links = links[links.id.isin(made.id)]

    def coded(code: str, *values: str) -> Share:
        known = made[made[code].fillna("") != ""]
        return Share(int(known[code].isin(values).sum()), len(known))

    def reviews(theme: str, column: str) -> Share:
        return Share(about[about[column] == theme].review.nunique(), made.review.nunique())

    smart = (
        made.actor.isin(["named", "typed"])
        & (made.action == "firm")
        & made.time.isin(["dated", "recurring"])
        & made.measurable.isin(["outcome", "output"])
    )
    known = made[smart & (made.depth.fillna("") != "")]
    training = about[about.broad == "train"].id.nunique()
    supervision = about[about.theme == "judg.supervision"].id.nunique()
    return {
        "Recommendations that ask for procedure alone": coded("depth", "procedural"),
        "Recommendations about training": Share(training, len(made)),
        "Reviews with a recommendation about training": reviews("train", "broad"),
        "Recommendations about supervision and support": Share(supervision, len(made)),
        "Reviews with a recommendation about supervision": reviews("judg.supervision", "theme"),
        "Reviews with one about professional judgement at all": reviews("judg", "broad"),
        "Weaker actions (training, policy, checks)": coded("strength", "weaker"),
        "Recommendations that name guidance": coded("evidence_base", "guidance"),
        "Recommendations that ask to change such conditions": coded("societal", "change"),
        "Recommendations that are SMART in form": Share(int(smart.sum()), len(made)),
        "of those, that ask for procedure alone": Share(
            int((known.depth == "procedural").sum()), len(known)
        ),
        "Themes raised by a case that its review recommends about": Share(len(taken), len(raised)),
        "Recommendations that ask for several things at once": Share(
            int((made.asks > 1).sum()), len(made)
        ),
        "Recommendations nearly in the words of an earlier one": Share(
            links[links.tier == "near-identical"].id.nunique(), len(made)
        ),
        "Recommendations that repeat, or may repeat, an earlier one": Share(
            links.id.nunique(), len(made)
        ),
    }


@pytest.mark.parametrize("home", ["sample_home", "reports_home"])
@pytest.mark.parametrize("kind", ["", "DHR"])
def test_the_same_by_pandas(request: pytest.FixtureRequest, home: str, kind: str) -> None:
    with EmbeddedStore(request.getfixturevalue(home) / "graph.kgl") as store:
        study = run(lambda name, **given: question(name).run(store, **given), kind)
        expected = by_pandas(store, kind)
        made = pd.DataFrame(store.rows(ROWS))
    found = {one.name: one.share for section in study.sections for one in section.measures}
    assert {name: found[name] for name in expected} == expected
    assert all(share.of for share in expected.values())
    made = made[(made.kind != "concern") & ((made.family == kind) if kind else True)]
    counts = made.groupby("review").id.nunique()
    assert study.volume is not None
    assert (study.volume.mean, study.volume.median) == (
        pytest.approx(counts.mean()),
        counts.median(),
    )
    assert study.counts == tuple(sorted(counts))
