"""The measures of ``queries/`` worked out a second time, from plain tables with pandas.

Each function takes the frames and the question's arguments and returns the rows that the question
should have, as a frame whose columns are those compared."""

from __future__ import annotations

from typing import Any

import pandas as pd

from tests.plain_frames import Frames, closure, kept

STRENGTHS = ["weaker", "intermediate", "stronger", "unclear"]


def rolled(f: Frames, given: dict[str, Any]) -> pd.DataFrame:
    """Review, recommendation, and each agency or type that is addressed by it: ``v``, ``r``, ``g``
    with what is known of ``g``."""
    up = closure(f.is_a, f.agencies.a)
    asked = f.chosen(given).merge(f.made, on="v").merge(f.addressed[["r", "a"]], on="r")
    asked = asked.merge(up, left_on="a", right_on="low").rename(columns={"high": "g"})
    return asked.merge(f.agencies.drop(columns="a").assign(g=f.agencies.a), on="g")


def counted(rows: pd.DataFrame) -> pd.DataFrame:
    """Those that count as kinds of agency: resolved types and national bodies."""
    return rows[(rows.resolved == True) & ((rows.is_type == True) | (rows.reach == "national"))]  # noqa: E712


def agency_theme_matrix(f: Frames, **given: Any) -> pd.DataFrame:
    asked = rolled(f, given)
    if given.get("single"):
        asked = asked[(asked.resolved == True) & (asked.is_type == False)]  # noqa: E712
    else:
        asked = counted(asked)
    of = asked.groupby("g").v.nunique()
    of = of[of >= given.get("reviews", 1)]
    about = kept(f.about)[["r", "t"]]
    if given.get("broad"):
        top = closure(f.within, f.themes.t)
        top = top[~top.high.isin(f.within.t)]
        about = about.merge(top, left_on="t", right_on="low")[["r", "high"]]
        about = about.rename(columns={"high": "t"}).drop_duplicates()
    cells = asked[asked.g.isin(of.index)].merge(about, on="r").groupby(["g", "t"])
    found = cells.agg(reviews=("v", "nunique"), recommendations=("r", "nunique")).reset_index()
    found["of_reviews"] = found.g.map(of)
    return found.rename(columns={"g": "agency_id", "t": "theme_id"})


def agency_asked(f: Frames, **given: Any) -> pd.DataFrame:
    asked = rolled(f, given).merge(f.reviews[["v", "year"]], on="v")
    found = asked.groupby("g").agg(
        reviews=("v", "nunique"),
        recommendations=("r", "nunique"),
        first_year=("year", "min"),
        last_year=("year", "max"),
    )
    return found.reset_index().rename(columns={"g": "agency_id"})


def _silent(part: pd.DataFrame, asked: pd.DataFrame) -> pd.DataFrame:
    """Of pairs ``v`` and ``g`` that took part, those that are not among those asked."""
    part = part.drop_duplicates().merge(
        asked[["v", "g"]].drop_duplicates(), on=["v", "g"], how="left", indicator=True
    )
    part["silent"] = part._merge == "left_only"
    found = part.groupby("g").agg(reviews_silent=("silent", "sum"), of=("v", "count"))
    names = {"g": "agency_id", "of": "of_reviews_involved"}
    return found.reset_index().rename(columns=names)


def _through(f: Frames, asked: pd.DataFrame, *, types: bool = False) -> pd.DataFrame:
    """The councils (or their type) that are asked because a service of theirs is: ``v``, ``g``."""
    own = f.agencies[f.agencies.sector == "local_government"]
    own = own[own.is_type == True] if types else own  # noqa: E712
    services = f.part_of[f.part_of.w.isin(own.a)]
    if types:
        kinds = f.agencies[f.agencies.is_type == True].a  # noqa: E712
        services = services[services.a.isin(kinds)]
    through = asked.merge(services, left_on="g", right_on="a")
    return through[["v", "w"]].rename(columns={"w": "g"})


def silent_types(f: Frames, **given: Any) -> pd.DataFrame:
    up = closure(f.is_a, f.agencies.a)
    part = f.chosen(given).merge(f.involved, on="v").merge(up, left_on="a", right_on="low")
    part = part.rename(columns={"high": "g"})
    part = counted(part.merge(f.agencies.drop(columns="a").assign(g=f.agencies.a), on="g"))
    asked = rolled(f, given)[["v", "g"]]
    return _silent(part[["v", "g"]], pd.concat([asked, _through(f, asked, types=True)]))


def silent_agencies(f: Frames, **given: Any) -> pd.DataFrame:
    asked = f.chosen(given).merge(f.made, on="v").merge(f.addressed[["r", "a"]], on="r")
    asked = asked[["v", "a"]].rename(columns={"a": "g"})
    asked = pd.concat([asked, _through(f, asked)]).rename(columns={"g": "a"})
    down = closure(f.is_a, f.agencies.a)  # what is put to a type reaches its bodies
    asked = asked.merge(down, left_on="a", right_on="high").rename(columns={"low": "g"})
    part = f.chosen(given).merge(f.involved, on="v").rename(columns={"a": "g"})
    return _silent(part, asked)


def raised_not_recommended(f: Frames, **given: Any) -> pd.DataFrame:
    reviews = f.chosen(given).merge(f.reviews[f.reviews.review_kind != "PFD"][["v"]], on="v")
    reviews = reviews[reviews.v.isin(f.made.v)]
    raised = reviews.merge(f.raised, on="v").drop_duplicates()
    taken_up = f.made[["v", "r"]].merge(kept(f.about), on="r")[["v", "t"]].drop_duplicates()
    raised = raised.merge(taken_up, on=["v", "t"], how="left", indicator=True)
    raised["without"] = raised._merge == "left_only"
    found = raised.groupby("t").agg(reviews_without=("without", "sum"), of=("v", "count"))
    return found.reset_index().rename(columns={"t": "theme_id", "of": "of_reviews_raising"})


def told_to_one_not_other(f: Frames, **given: Any) -> pd.DataFrame:
    asked = rolled(f, given)
    one, other = (asked[asked.g == given[name]] for name in ("agency", "other"))
    both = set(one.v) & set(other.v)
    about = kept(f.about)[["r", "t"]]
    told_one, told_other = (
        side[side.v.isin(both)].merge(about, on="r")[["v", "t"]].drop_duplicates()
        for side in (one, other)
    )
    told = told_one.merge(told_other, on=["v", "t"], how="left", indicator=True)
    told["only"] = told._merge == "left_only"
    found = told.groupby("t").agg(reviews_only_one=("only", "sum"), n=("v", "count")).reset_index()
    found["reviews_both"] = found.n - found.reviews_only_one
    return found.assign(of_reviews=len(both)).rename(columns={"t": "theme_id"}).drop(columns="n")


def national_asks(f: Frames, **given: Any) -> pd.DataFrame:
    national = f.agencies[f.agencies.reach == "national"].a
    asked = f.addressed[f.addressed.a.isin(national)][["r", "a"]].merge(f.made[["v", "r"]], on="r")
    asked = f.chosen(given).merge(f.reviews, on="v").merge(asked, on="v")
    asked = asked.merge(kept(f.about)[["r", "t"]], on="r", how="left")
    found = asked.groupby(["a", "t"], dropna=False).agg(
        recommendations=("r", "nunique"),
        reviews=("v", "nunique"),
        areas=("area", "nunique"),
        first_year=("year", "min"),
        last_year=("year", "max"),
    )
    return found.reset_index().rename(columns={"a": "agency_id", "t": "theme_id"})


def then_and_now(f: Frames, **given: Any) -> pd.DataFrame:
    asked = f.addressed[f.addressed.predecessor == True]  # noqa: E712
    asked = asked.merge(f.made[["v", "r"]], on="r").merge(f.chosen(given), on="v")
    found = asked.groupby(["raw", "a"]).agg(
        recommendations=("r", "nunique"), reviews=("v", "nunique")
    )
    return found.reset_index().rename(columns={"raw": "named_then", "a": "agency_id"})


def evidence_stated_and_available(f: Frames, **given: Any) -> pd.DataFrame:
    near = f.near[
        (f.near.verdict == "accept")
        | ((f.near.score >= given.get("score", 0)) & f.near.index.isin(kept(f.near).index))
    ]
    asked = f.chosen(given).merge(f.made, on="v").drop_duplicates("r")
    named = asked.base.isin(["guidance", "research", "other_reviews"]) | asked.r.isin(f.cites.r)
    asked["stated"] = named.map({True: "stated", False: "none stated"})
    asked["available"] = asked.r.isin(near.r).map({True: "evidence nearby", False: "nothing near"})
    found = asked.groupby(["stated", "available"]).size()
    return found.rename("recommendations").reset_index()


def repeated_recommendations(f: Frames, **given: Any) -> pd.DataFrame:
    ties = kept(f.repeats)
    ties = ties[ties.tier == given["tier"]] if given.get("tier") else ties
    either = pd.concat([ties, ties.rename(columns={"r": "o", "o": "r"})])
    either = either.merge(f.made[["v", "r"]].rename(columns={"v": "w", "r": "o"}), on="o")
    either = either.merge(f.reviews.rename(columns={"v": "w"}), on="w")
    either["near"] = either.w.where(either.tier == "near-identical")
    found = either.groupby("r").agg(
        other_reviews=("w", "nunique"),
        near_identical=("near", "nunique"),
        areas=("area", "nunique"),
        first_year=("year", "min"),
        last_year=("year", "max"),
    )
    return found.reset_index().rename(columns={"r": "recommendation_id"})


def _by_strength(rows: pd.DataFrame, by: str, name: str) -> pd.DataFrame:
    """Recommendations of each strength within each value of ``by``, each counted once."""
    once = rows.drop_duplicates([by, "r"])
    table = pd.crosstab(once[by], once.strength.fillna("not coded"))
    found = table.reindex(columns=STRENGTHS, fill_value=0)
    found["of_recommendations"] = table.sum(axis=1)
    return found.reset_index().rename(columns={by: name})


def strength_by_agency(f: Frames, **given: Any) -> pd.DataFrame:
    asked = counted(rolled(f, given))
    return _by_strength(asked[asked.kind != "concern"], "g", "agency_id")


def strength_by_theme(f: Frames, **given: Any) -> pd.DataFrame:
    asked = f.chosen(given).merge(f.made, on="v").merge(kept(f.about), on="r")
    return _by_strength(asked[asked.kind != "concern"], "t", "theme_id")


def strength_by_year(f: Frames, **given: Any) -> pd.DataFrame:
    asked = f.chosen(given).merge(f.reviews[["v", "year"]], on="v").merge(f.made, on="v")
    asked = asked[(asked.kind != "concern") & asked.year.notna()]
    return _by_strength(asked.astype({"year": int}), "year", "year")
