"""Gaps between agencies (``linking/between.py``) worked out a second time with pandas: one long
table of review, agency and theme, joined with itself."""

from __future__ import annotations

from typing import Any

import pandas as pd

from tests.plain_frames import Frames, closure, kept


def _ends(f: Frames, single: bool) -> pd.DataFrame:
    """What each agency counts as: columns ``a`` and ``g``; boards count as nothing."""
    known = f.agencies[f.agencies.resolved == True]  # noqa: E712
    up = closure(f.is_a, known.a).set_axis(["a", "g"], axis=1)
    about = known.drop(columns=["resolved", "reach"]).rename(columns={"a": "g"})
    up = up.merge(about, on="g")
    up = up[(up.is_type != True) & (up.a == up.g)] if single else up[up.is_type == True]  # noqa: E712
    return up[up.sector != "partnership"][["a", "g"]]


def in_case(f: Frames, single: bool, given: dict[str, Any]) -> pd.DataFrame:
    """Who is in which case: ``v`` and ``g``."""
    national = f.agencies[f.agencies.reach == "national"].a
    asked = f.made[["v", "r"]].merge(f.addressed[["r", "a"]], on="r")[["v", "a"]]
    part = pd.concat([f.involved, asked[~asked.a.isin(national)]]).merge(f.chosen(given), on="v")
    return part.merge(_ends(f, single), on="a")[["v", "g"]].drop_duplicates()


def _asked(f: Frames, single: bool) -> pd.DataFrame:
    """Whom recommendations are put to, ``r`` and ``a``: councils too, where a service is."""
    addressed = f.addressed[["r", "a"]]
    own = f.agencies[f.agencies.sector == "local_government"].a
    services = f.part_of[f.part_of.w.isin(own)]
    asked = addressed
    if not single:
        types = f.agencies[f.agencies.is_type == True].a  # noqa: E712
        up = closure(f.is_a, f.agencies.a).set_axis(["a", "g"], axis=1)
        asked = addressed.merge(up[up.g.isin(types)], on="a")[["r", "g"]].set_axis(
            ["r", "a"], axis=1
        )
    through = asked.merge(services, on="a")[["r", "w"]].set_axis(["r", "a"], axis=1)
    return pd.concat([addressed, through]).drop_duplicates()


def put(f: Frames, single: bool, given: dict[str, Any]) -> pd.DataFrame:
    """Everyone in a case and each theme of joint work there, put to it or not: ``v``, ``g``, ``t``,
    ``told``; themes that were put to nobody in the case are left out."""
    there = in_case(f, single, given)
    joint = f.themes[f.themes.joint_work.fillna("") != ""].t
    up = closure(f.within, f.themes.t).set_axis(["t", "broad"], axis=1)
    about = kept(f.about)[["r", "t"]].merge(up[up.broad.isin(joint)], on="t")
    asks = f.made.merge(about[["r", "broad"]].drop_duplicates(), on="r")
    asked = _asked(f, single)
    named = asks.merge(asked, on="r").merge(_ends(f, single), on="a")
    if single:  # what is put to a type is put to its bodies
        bodies = f.is_a.set_axis(["g", "a"], axis=1)
        reached = asks.merge(asked, on="r").merge(bodies, on="a")
        named = pd.concat([named, reached])
    to_all = asks[asks.level == "all"].merge(there, on="v")
    told = pd.concat([named, to_all])[["v", "g", "broad"]].drop_duplicates()
    told = told.merge(there, on=["v", "g"]).assign(told=True)
    every = told[["v", "broad"]].drop_duplicates().merge(there, on="v")
    every = every.merge(told, on=["v", "g", "broad"], how="left")
    return every.assign(told=every.told.notna()).rename(columns={"broad": "t"})


def pairs(f: Frames, *, single: bool, theme: str = "", **given: Any) -> pd.DataFrame:
    """The rows of ``linking.between.pairs`` as a frame with the fields of ``Pair``."""
    there = in_case(f, single, given)
    together = there.merge(there, on="v")
    together = together[together.g_x < together.g_y]
    of = together.groupby(["g_x", "g_y"]).size().rename("of")
    every = put(f, single, given)
    every = every[every.t == theme] if theme else every
    cells = every.merge(every, on=["v", "t"])
    cells = cells[cells.g_x < cells.g_y]
    cells["only_one"] = cells.told_x & ~cells.told_y
    cells["only_other"] = cells.told_y & ~cells.told_x
    cells["apart"] = cells.told_x != cells.told_y
    cells["both"] = cells.told_x & cells.told_y
    names = ["only_one", "only_other", "apart", "both"]
    reviews = cells.groupby(["g_x", "g_y", "v"])[names].any()
    found = of.to_frame().join(reviews.groupby(["g_x", "g_y"]).sum()).fillna(0).astype(int)
    return found.reset_index().rename(columns={"g_x": "one", "g_y": "other"})


def by_agency(f: Frames, *, single: bool, theme: str = "", **given: Any) -> pd.DataFrame:
    """The rows of ``linking.between.by_agency``."""
    there = in_case(f, single, given)
    there = there[there.groupby("v").g.transform("size") > 1]
    every = put(f, single, given).merge(there, on=["v", "g"])
    every = every[every.t == theme] if theme else every
    every = every.assign(not_put=~every.told)
    reviews = every.groupby(["g", "v"])[["told", "not_put"]].any().groupby("g").sum()
    found = there.groupby("g").size().rename("of").to_frame().join(reviews).fillna(0).astype(int)
    return found.reset_index().rename(columns={"g": "agency", "told": "put"})


def by_theme(f: Frames, *, single: bool, **given: Any) -> pd.DataFrame:
    """The rows of ``linking.between.by_theme`` for the themes that are put to anybody."""
    there = in_case(f, single, given)
    there = there[there.groupby("v").g.transform("size") > 1]
    every = put(f, single, given).merge(there, on=["v", "g"])
    reviews = every.groupby(["t", "v"]).told.agg(["any", "all"]).reset_index()
    reviews["apart"] = reviews["any"] & ~reviews["all"]
    found = reviews.groupby("t").agg(put=("any", "sum"), apart=("apart", "sum")).reset_index()
    return found.assign(of=there.v.nunique()).rename(columns={"t": "theme"})
