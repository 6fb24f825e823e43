"""A graph as plain tables for pandas: one frame for each kind of node and edge, and nothing
counted. What a measure says is worked out from these a second time, in another way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from graph.store import Store

_TABLES = {
    "reviews": "MATCH (v:Review) RETURN v.id AS v, v.kind AS review_kind, v.area AS area, "
    "v.year AS year",
    "made": "MATCH (v:Review)-[:MADE]->(r:Recommendation) RETURN v.id AS v, r.id AS r, "
    "r.kind AS kind, r.level AS level, r.strength AS strength, r.evidence_base AS base",
    "addressed": "MATCH (r:Recommendation)-[e:ADDRESSED_TO]->(a:Agency) RETURN r.id AS r, "
    "a.id AS a, e.raw AS raw, e.predecessor AS predecessor",
    "agencies": "MATCH (a:Agency) RETURN a.id AS a, a.is_type AS is_type, a.level AS reach, "
    "a.resolved AS resolved, a.sector AS sector",
    "is_a": "MATCH (a:Agency)-[:IS_A]->(g:Agency) RETURN a.id AS a, g.id AS g",
    "part_of": "MATCH (a:Agency)-[:PART_OF]->(w:Agency) RETURN a.id AS a, w.id AS w",
    "about": "MATCH (r:Recommendation)-[e:ABOUT]->(t:Theme) RETURN r.id AS r, t.id AS t, "
    "e.verdict AS verdict",
    "themes": "MATCH (t:Theme) RETURN t.id AS t, t.joint_work AS joint_work",
    "within": "MATCH (t:Theme)-[:WITHIN]->(b:Theme) RETURN t.id AS t, b.id AS b",
    "involved": "MATCH (v:Review)-[:INVOLVED]->(a:Agency) RETURN v.id AS v, a.id AS a",
    "raised": "MATCH (v:Review)-[:RAISED]->(t:Theme) RETURN v.id AS v, t.id AS t",
    "near": "MATCH (r:Recommendation)-[e:NEAR_EVIDENCE]->(f:Finding) RETURN r.id AS r, "
    "f.id AS f, e.score AS score, e.verdict AS verdict",
    "cites": "MATCH (r:Recommendation)-[:CITES]->(s:Source) RETURN r.id AS r, s.id AS s",
    "repeats": "MATCH (r:Recommendation)-[e:REPEATS]->(o:Recommendation) RETURN r.id AS r, "
    "o.id AS o, e.tier AS tier, e.verdict AS verdict",
}


@dataclass(frozen=True)
class Frames:
    """Every table by its name; what each column is stands in ``_TABLES``."""

    reviews: pd.DataFrame
    made: pd.DataFrame
    addressed: pd.DataFrame
    agencies: pd.DataFrame
    is_a: pd.DataFrame
    part_of: pd.DataFrame
    about: pd.DataFrame
    themes: pd.DataFrame
    within: pd.DataFrame
    involved: pd.DataFrame
    raised: pd.DataFrame
    near: pd.DataFrame
    cites: pd.DataFrame
    repeats: pd.DataFrame

    def chosen(self, given: Mapping[str, Any]) -> pd.DataFrame:
        """The reviews that the filters leave, as a frame of one column ``v``."""
        kept = self.reviews
        if given.get("kind"):
            kept = kept[kept.review_kind == given["kind"]]
        if given.get("area"):
            kept = kept[kept.area == given["area"]]
        if given.get("from_year"):
            kept = kept[kept.year >= given["from_year"]]
        if given.get("to_year"):
            kept = kept[kept.year <= given["to_year"]]
        return kept[["v"]]


def read_frames(store: Store) -> Frames:
    """Read every table once."""
    frames = {}
    for name, query in _TABLES.items():
        columns = [part.split(" AS ")[1] for part in query.split("RETURN ")[1].split(", ")]
        frames[name] = pd.DataFrame(store.rows(query), columns=columns)
    for name in ("about", "near", "repeats"):
        frames[name] = frames[name].astype({"verdict": object})
    return Frames(**frames)


def kept(edges: pd.DataFrame) -> pd.DataFrame:
    """Edges that nobody rejected."""
    return edges[edges.verdict.isna() | (edges.verdict != "reject")]


def closure(edges: pd.DataFrame, own: pd.Series) -> pd.DataFrame:
    """Everything with itself and all that stands above it: columns ``low`` and ``high``."""
    up = edges.set_axis(["low", "high"], axis=1)
    reach = pd.DataFrame({"low": own, "high": own})
    for _ in range(3):
        further = reach.merge(up, left_on="high", right_on="low", suffixes=("", "_"))
        step = further[["low", "high_"]].set_axis(["low", "high"], axis=1)
        reach = pd.concat([reach, step]).drop_duplicates()
    return reach
