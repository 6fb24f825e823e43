"""The questions in queries/: their headers, their Cypher, and answers worked out by hand."""

from __future__ import annotations

import re

import pytest

from graph.catalogue import AUDIENCES, catalogue, question
from graph.errors import QueryFailedError
from tests.small_graph import build

# Which file answers which of the first fifteen questions of the users' list.
FIRST_FIFTEEN = {
    1: "themes_told_to_agency",
    2: "told_before_by_words",
    3: "evidence_stated_and_available",
    4: "told_to_one_not_other",
    5: "theme_cases",
    6: "strength_by_theme",
    7: "stuck_themes",
    8: "recommendations_per_review",
    9: "national_asks",
    10: "review_match",
    11: "strong_examples",
    12: "theme_by_year",
    13: "evidence_links",
    14: "all_recommendations",
    15: "vague_recommendations",
}

# question, parameters, the columns compared, the rows expected (see tests/small_graph.py)
ANSWERS: list[tuple[str, dict[str, object], tuple[str, ...], list[tuple[object, ...]]]] = [
    (
        "recommendations_by_id",
        {"ids": "r4 c6 nowhere"},
        ("recommendation_id", "kind", "strength", "page", "review_kind", "review_id", "url"),
        [
            ("c6", "concern", None, None, "PFD", "v4", None),
            ("r4", "recommendation", "intermediate", None, "DHR", "v2", None),
        ],
    ),
    (
        "findings_by_id",
        {"ids": "f3 f1 nowhere"},
        ("finding_id", "finding", "strength", "direction", "source", "year", "check_status"),
        [
            ("f1", "f1", "high", "works", "A source", 2015, "seen"),
            ("f3", "f3", "low", "works", "A source", 2015, "seen"),
        ],
    ),
    (
        "findings_near_asks",
        {"ids": "r1 r3 r4"},
        ("finding_id", "recommendations", "score"),
        [("f1", 2, 0.9)],  # f2 was rejected
    ),
    (
        "cases_involved",
        {"ids": "r5 r1 c6 nowhere"},
        ("recommendation_id", "agency_id"),
        [("r1", "csc"), ("r1", "p"), ("r5", "gp")],
    ),
    (
        "cases_raised",
        {"ids": "r4 r1 c6", "theme": "info"},
        ("recommendation_id", "theme_id", "passage", "on_theme", "asked_about"),
        [
            ("r1", "info.sharing", "A passage.", True, True),
            ("r1", "judg", "A passage.", False, False),
            ("r4", "judg", "Another passage.", False, True),
        ],
    ),
    ("cases_raised", {"ids": "r4"}, ("theme_id", "on_theme"), [("judg", False)]),
    ("reviews_by_year", {}, ("year", "reviews"), [(2018, 1), (2020, 2), (2021, 1)]),
    (
        "reviews_that_ask",
        {},
        ("kind", "reviews", "areas"),
        [("DHR", 2, 2), ("PFD", 1, 1), ("SAR", 1, 1)],
    ),
    (
        "theme_where",
        {"theme": "info"},
        ("kind", "reviews", "areas", "recommendations"),
        [("DHR", 2, 2, 2), ("PFD", 1, 1, 1), ("SAR", 1, 1, 1)],
    ),
    ("theme_where", {"theme": "info", "kind": "SAR"}, ("kind", "reviews"), [("SAR", 1)]),
    (
        "agency_where",
        {"agency": "csc"},
        ("kind", "reviews", "areas", "recommendations"),
        [("DHR", 1, 1, 1), ("SAR", 1, 1, 1)],
    ),
    ("agency_where", {"agency": "pol-force", "kind": "PFD"}, ("recommendations",), [(1,)]),
    (
        "themes_told_to_agency",
        {"agency": "pol-force"},
        ("theme_id", "reviews", "of_reviews", "recommendations", "first_year", "last_year"),
        [("info.sharing", 4, 4, 4, 2018, 2021)],
    ),
    (
        "licences",
        {},
        ("licence", "reviews", "recommendations", "invented"),
        [("", 4, 7, 0)],
    ),
    (
        "told_before_by_words",
        {"words": "INFORMATION"},
        ("recommendation_id", "year"),
        [("c6", 2021), ("r3", 2020), ("r1", 2018)],
    ),
    (
        "told_before_by_words",
        {"words": "information", "area": "Aldermere"},
        ("recommendation_id",),
        [("r1",)],
    ),
    (
        "repeats_of_recommendation",
        {"recommendation": "r1"},
        ("recommendation_id", "tier"),
        [("r3", "near-identical"), ("r5", "possible")],
    ),
    (
        "evidence_stated_and_available",
        {},
        ("stated", "available", "recommendations"),
        [
            ("none stated", "evidence nearby", 2),
            ("none stated", "nothing near", 4),
            ("stated", "nothing near", 1),
        ],
    ),
    (
        "evidence_stated_and_available",
        {"score": 0.6},
        ("stated", "available", "recommendations"),
        [
            ("none stated", "evidence nearby", 1),
            ("none stated", "nothing near", 5),
            ("stated", "nothing near", 1),
        ],
    ),
    (
        "recommendations_with_nothing_near",
        {},
        ("recommendation_id",),
        [("c6",), ("c7",), ("r4",), ("r5",), ("r2",)],
    ),
    (
        "agency_theme_matrix",
        {},
        ("agency_id", "theme_id", "reviews", "of_reviews", "recommendations"),
        [
            ("csc", "info.sharing", 1, 2, 1),
            ("csc", "judg", 1, 2, 1),
            ("gp", "train", 1, 1, 1),
            ("pol-force", "info.sharing", 4, 4, 4),
        ],
    ),
    (
        "agency_theme_matrix",  # r5 is put to the police as such, and to no single force
        {"single": True},
        ("agency_id", "theme_id", "reviews", "of_reviews", "recommendations"),
        [("p", "info.sharing", 3, 3, 3)],
    ),
    ("agency_theme_matrix", {"single": True, "reviews": 4}, ("agency_id",), []),
    (
        "agency_theme_matrix",
        {"from_year": 2019, "to_year": 2020, "reviews": 2},
        ("agency_id", "theme_id", "reviews", "of_reviews", "recommendations"),
        [
            ("csc", "info.sharing", 1, 2, 1),
            ("csc", "judg", 1, 2, 1),
            ("pol-force", "info.sharing", 2, 2, 2),
        ],
    ),
    (
        "told_to_one_not_other",
        {"agency": "pol-force", "other": "csc"},
        ("theme_id", "reviews_only_one", "reviews_both", "of_reviews"),
        [("info.sharing", 1, 1, 2)],
    ),
    (
        "theme_cases",
        {"theme": "info"},
        ("recommendation_id", "score"),
        [("c6", 0.8), ("r1", 0.8), ("r3", 0.8), ("r5", 0.8)],
    ),
    (
        "theme_evidence",
        {"theme": "info"},
        ("finding_id", "source", "check_status"),
        [("f1", "A source", "seen")],
    ),
    (
        "theme_summary",
        {"theme": "judg"},
        ("recommendations", "reviews", "reviews_raised", "of_reviews"),
        [(1, 1, 3, 4)],
    ),
    (
        "theme_summary",
        {"theme": "info", "area": "Aldermere", "from_year": 2019},
        ("recommendations", "reviews", "reviews_raised", "of_reviews", "first_year"),
        [(1, 1, 0, 1, 2020)],
    ),
    (
        "theme_summary",
        {"theme": "info", "kind": "SAR", "to_year": 2019},
        ("recommendations", "reviews", "reviews_raised", "of_reviews", "first_year"),
        [(0, 0, 0, 0, None)],
    ),
    (
        "strength_by_theme",
        {},
        ("theme_id", "weaker", "intermediate", "stronger", "unclear", "of_recommendations"),
        [("info.sharing", 2, 0, 0, 1, 3), ("judg", 0, 1, 0, 0, 1), ("train", 1, 0, 0, 0, 1)],
    ),
    (
        "stuck_themes",
        {"reviews": 3},
        ("theme_id", "in_reviews", "weaker", "unclear"),
        [("info.sharing", 3, 2, 1)],
    ),
    ("stuck_themes", {"reviews": 1}, ("theme_id",), [("info.sharing",), ("train",)]),
    (
        "stuck_themes",
        {"reviews": 1, "area": "Aldermere", "to_year": 2019},
        ("theme_id", "in_reviews"),
        [("info.sharing", 1), ("train", 1)],
    ),
    ("stuck_themes", {"reviews": 1, "from_year": 2020, "kind": "SAR"}, ("theme_id",), []),
    (
        "stuck_wordings",
        {"theme": "info.sharing"},
        ("recommendation_id", "strength", "year"),
        [("r1", "weaker", 2018), ("r3", "weaker", 2020), ("r5", "unclear", 2020)],
    ),
    (
        "stuck_wordings",
        {"theme": "info.sharing", "from_year": 2019, "kind": "DHR", "area": "Brackenshire"},
        ("recommendation_id",),
        [("r3",)],
    ),
    (
        "recommendations_per_review",
        {},
        ("review_id", "recommendations", "concerns", "agencies"),
        [("v1", 2, 0, 2), ("v2", 2, 0, 2), ("v3", 1, 0, 2), ("v4", 0, 2, 2)],
    ),
    (
        "theme_shares",
        {"kind": "DHR"},
        ("theme_id", "reviews", "of_reviews", "recommendations", "of_recommendations"),
        [("info.sharing", 2, 2, 2, 4), ("judg", 1, 2, 1, 4), ("train", 1, 2, 1, 4)],
    ),
    (
        "national_asks",
        {},
        ("agency_id", "theme_id", "recommendations", "areas"),
        [("ho", None, 1, 1)],
    ),
    (
        "raised_not_recommended",
        {},
        ("theme_id", "reviews_without", "of_reviews_raising"),
        [("judg", 2, 3), ("info.sharing", 0, 1)],
    ),
    (
        "raised_not_recommended_reviews",
        {"theme": "judg"},
        ("review_id", "passage"),
        [("v3", "Another passage."), ("v1", "A passage.")],
    ),
    (
        "review_match",
        {"review": "v1"},
        ("theme_id", "raised", "recommendations"),
        [("info.sharing", True, 1), ("judg", True, 0), ("train", False, 1)],
    ),
    ("strong_examples", {"theme": "judg"}, ("recommendation_id",), [("r4",)]),
    ("strong_examples", {"theme": "judg", "area": "Aldermere"}, ("recommendation_id",), []),
    ("strong_examples", {"theme": "judg", "from_year": 2020}, ("recommendation_id",), [("r4",)]),
    ("strong_examples", {"theme": "judg", "to_year": 2019}, ("recommendation_id",), []),
    (
        "theme_cases",
        {"theme": "info", "area": "Aldermere"},
        ("recommendation_id",),
        [("r1",), ("r5",)],
    ),
    (
        "theme_cases",
        {"theme": "info", "from_year": 2020, "to_year": 2020},
        ("recommendation_id",),
        [("r3",), ("r5",)],
    ),
    (
        "theme_tree",
        {"area": "Aldermere", "from_year": 2019},
        ("theme_id", "reviews", "recommendations"),
        [("info", 1, 1), ("info.sharing", 1, 1), ("judg", 0, 0), ("train", 0, 0)],
    ),
    (
        "theme_tree",
        {"kind": "DHR", "to_year": 2019},
        ("theme_id", "reviews", "recommendations"),
        [("info", 1, 1), ("info.sharing", 1, 1), ("judg", 0, 0), ("train", 1, 1)],
    ),
    (
        "theme_by_year",
        {"theme": "info"},
        ("year", "reviews", "of_reviews"),
        [(2018, 1, 1), (2020, 2, 2), (2021, 1, 1)],
    ),
    (
        "theme_by_year",
        {"theme": "judg", "kind": "DHR"},
        ("year", "reviews", "of_reviews", "recommendations"),
        [(2018, 0, 1, 0), (2020, 1, 1, 1)],
    ),
    ("theme_by_year", {"theme": "none", "kind": "SAR"}, ("year", "reviews"), [(2020, 0)]),
    (
        "theme_by_year",
        {"theme": "info", "from_year": 2019, "to_year": 2020},
        ("year", "reviews"),
        [(2020, 2)],
    ),
    (
        "agency_by_year",
        {"agency": "csc"},
        ("year", "reviews", "of_reviews", "recommendations"),
        [(2018, 0, 1, 0), (2020, 2, 2, 2), (2021, 0, 1, 0)],
    ),
    (
        "agency_by_year",
        {"agency": "pol-force", "kind": "DHR"},
        ("year", "reviews", "of_reviews"),
        [(2018, 1, 1), (2020, 1, 1)],
    ),
    (
        "code_by_year",
        {},
        ("year", "value", "recommendations"),
        [
            (2018, "weaker", 2),
            (2020, "intermediate", 1),
            (2020, "unclear", 1),
            (2020, "weaker", 1),
        ],
    ),
    (
        "code_by_year",
        {"code": "depth", "kind": "SAR"},
        ("year", "value", "recommendations"),
        [(2020, "judgement", 1)],
    ),
    ("code_by_year", {"code": "title"}, ("year",), []),
    (
        "agency_recommendations",
        {"agency": "pol-force"},
        ("recommendation_id", "year"),
        [("c6", 2021), ("r3", 2020), ("r5", 2020), ("r1", 2018)],
    ),
    (
        "agency_recommendations",
        {"agency": "pol-force", "year": 2020, "kind": "SAR"},
        ("recommendation_id",),
        [("r5",)],
    ),
    (
        "code_recommendations",
        {"value": "weaker"},
        ("recommendation_id",),
        [("r3",), ("r1",), ("r2",)],
    ),
    (
        "code_recommendations",
        {"code": "action", "value": "soft", "year": 2018},
        ("recommendation_id",),
        [("r2",)],
    ),
    ("code_recommendations", {"code": "title", "value": "c6"}, ("recommendation_id",), []),
    ("theme_cases", {"theme": "info", "year": 2018}, ("recommendation_id",), [("r1",)]),
    ("evidence_links", {"recommendation": "r1"}, ("finding_id", "rank"), [("f1", 1)]),
    ("vague_recommendations", {}, ("recommendation_id",), [("r2",)]),
    ("vague_recommendations", {"agency": "pol-force"}, ("recommendation_id",), []),
    (
        "across_families",
        {},
        ("theme_id", "kinds_of_review", "reviews"),
        [("info.sharing", ["DHR 2", "PFD 1", "SAR 1"], 4)],
    ),
    (
        "themes_together",
        {"reviews": 1},
        ("theme_id", "other_id", "reviews", "with_one", "with_other", "lift"),
        [("info.sharing", "judg", 1, 4, 1, 1.0), ("info.sharing", "train", 1, 4, 1, 1.0)],
    ),
    (
        "repeated_recommendations",
        {},
        ("recommendation_id", "other_reviews", "near_identical", "areas"),
        [("r1", 2, 1, 2), ("r3", 1, 1, 1), ("r5", 1, 0, 1)],
    ),
    (
        "repeat_links",
        {},
        ("later_id", "earlier_id", "tier", "score", "verdict"),
        [("r3", "r1", "near-identical", 0.95, None), ("r5", "r1", "possible", 0.7, None)],
    ),
    (
        "repeated_asks",
        {},
        ("recommendation_id", "review_id", "area", "year"),
        [
            ("r1", "v1", "Aldermere", 2018),
            ("r3", "v2", "Brackenshire", 2020),
            ("r5", "v3", "Aldermere", 2020),
        ],
    ),
    ("repeated_asks", {}, ("strength",), [("weaker",), ("weaker",), ("unclear",)]),
    (
        "repeated_asks_of_agency",
        {"agency": "pol-force"},
        ("recommendation_id",),
        [("r1",), ("r3",), ("r5",)],
    ),
    ("repeated_asks_of_agency", {"agency": "csc"}, ("recommendation_id",), [("r5",)]),
    (
        "repeated_asks_about_theme",
        {"theme": "info"},
        ("recommendation_id",),
        [("r1",), ("r3",), ("r5",)],
    ),
    ("repeated_asks_about_theme", {"theme": "judg"}, ("recommendation_id",), []),
    (
        "addressees_by_id",
        {"ids": "r5 r2 none"},
        ("recommendation_id", "agency_id", "raw", "predecessor"),
        [
            ("r2", "gp", "Northmarch PCT", True),
            ("r5", "csc", None, None),
            ("r5", "pol-force", None, None),
        ],
    ),
    (
        "study_themes",
        {},
        ("theme_id", "recommendations", "of_recommendations", "reviews", "of_reviews"),
        [("info", 3, 5, 3, 3), ("judg", 1, 5, 1, 3), ("train", 1, 5, 1, 3)],
    ),
    (
        "study_themes",
        {"also": "info.sharing", "kind": "SAR"},
        ("theme_id",),
        [("info",), ("info.sharing",)],
    ),
    (
        "study_repeats",
        {},
        ("near_identical", "repeating", "of_recommendations"),
        [(1, 2, 5)],
    ),
    (
        "study_codes",
        {"kind": "DHR"},
        ("strength", "actor", "action", "several", "recommendations"),
        [
            ("intermediate", "typed", "firm", 0, 1),
            ("weaker", "named", "firm", 0, 2),
            ("weaker", "none", "soft", 0, 1),
        ],
    ),
    ("then_and_now", {}, ("named_then", "agency_id"), [("Northmarch PCT", "gp")]),
    (
        "silent_agencies",
        {},
        ("agency_id", "reviews_silent", "of_reviews_involved"),
        [("csc", 1, 2), ("gp", 1, 1), ("p", 0, 1)],
    ),
    (
        "procedure_without_judgement",
        {"recommendations": 1},
        ("theme_id", "procedural", "judgement", "of_recommendations"),
        [("info.sharing", 2, 1, 3), ("judg", 1, 0, 1), ("train", 1, 0, 1)],
    ),
    ("concerns_without_recommendation", {}, ("recommendation_id",), [("c6",), ("c7",)]),
    (
        "corpus",
        {},
        ("kind", "reviews", "recommendations", "concerns"),
        [("DHR", 2, 4, 0), ("PFD", 1, 0, 2), ("SAR", 1, 1, 0)],
    ),
    (
        "review_agencies",
        {"review": "v1"},
        ("agency_id", "involved", "recommendations"),
        [("csc", True, 0), ("gp", False, 1), ("p", True, 1)],
    ),
    (
        "review_recommendations",
        {"review": "v1"},
        ("recommendation_id", "addressees", "themes", "findings_near", "repeats"),
        [
            ("r1", ["Northmarch Police"], ["Sharing"], 1, 2),
            ("r2", ["General practice"], ["Training"], 0, 0),
        ],
    ),
    ("findings_nobody_draws_on", {}, ("finding_id",), [("f2",)]),
    ("near_finding", {"finding": "f1"}, ("recommendation_id",), [("r1",), ("r3",)]),
    (
        "neighbours",
        {"id": "r4"},
        ("edge", "outgoing", "kind", "id"),
        [
            ("ABOUT", True, "Theme", "judg"),
            ("ADDRESSED_TO", True, "Agency", "csc"),
            ("CITES", True, "Source", "s1"),
            ("MADE", False, "Review", "v2"),
        ],
    ),
    (
        "agency_theme_matrix",
        {"broad": True, "kind": "DHR"},
        ("agency_id", "theme_id", "reviews", "of_reviews", "recommendations"),
        [("csc", "judg", 1, 1, 1), ("gp", "train", 1, 1, 1), ("pol-force", "info", 2, 2, 2)],
    ),
    (
        "put_to_one_not_other",
        {"agency": "pol-force", "other": "csc", "theme": "info.sharing"},
        ("recommendation_id", "review_id", "score"),
        [("r3", "v2", 0.8)],  # r5 went to both; v1 addresses no social care
    ),
    (
        "cell_recommendations",
        {"agency": "pol-force", "theme": "info"},
        ("recommendation_id", "year", "score"),
        [("c6", 2021, 0.8), ("r3", 2020, 0.8), ("r5", 2020, 0.8), ("r1", 2018, 0.8)],
    ),
    (
        "theme_tree",
        {},
        ("theme_id", "within_id", "reviews", "recommendations"),
        [
            ("info", None, 4, 4),
            ("info.sharing", "info", 4, 4),
            ("judg", None, 1, 1),
            ("train", None, 1, 1),
        ],
    ),
    (
        "theme_agencies",
        {"theme": "info"},
        ("agency_id", "reviews", "of_reviews", "recommendations"),
        [("pol-force", 4, 4, 4), ("csc", 1, 2, 1)],
    ),
    (
        "agency_asked",
        {},
        ("agency_id", "reviews", "recommendations", "first_year", "last_year"),
        [
            ("csc", 2, 2, 2020, 2020),
            ("gp", 1, 1, 2018, 2018),
            ("ho", 1, 1, 2021, 2021),
            ("p", 3, 3, 2018, 2021),
            ("pol-force", 4, 4, 2018, 2021),
        ],
    ),
    (
        "silent_types",
        {},
        ("agency_id", "reviews_silent", "of_reviews_involved"),
        [("csc", 1, 2), ("gp", 1, 1), ("pol-force", 0, 1)],
    ),
    (
        "agency_kinds",
        {},
        ("agency_id", "is_type", "level", "kind_id"),
        [
            ("csc", True, "type", None),
            ("gp", True, "type", None),
            ("ho", False, "national", None),
            ("p", False, "local", "pol-force"),
            ("pol-force", True, "type", None),
        ],
    ),
    (
        "agencies_involved",
        {},
        ("agency_id", "reviews"),
        [("csc", ["v1", "v2"]), ("gp", ["v3"]), ("p", ["v1"])],
    ),
    (
        "agencies_addressed",
        {"from_year": 2020},
        ("agency_id", "reviews"),
        [("csc", ["v2", "v3"]), ("ho", ["v4"]), ("p", ["v2", "v4"]), ("pol-force", ["v3"])],
    ),
    (
        "joint_work",
        {},
        ("theme_id", "agency_id", "to_all", "reviews"),
        [
            ("info.sharing", "csc", False, ["v3"]),
            ("info.sharing", "p", False, ["v1", "v2", "v4"]),
            ("info.sharing", "pol-force", False, ["v3"]),
        ],
    ),
    ("joint_themes", {}, ("theme_id",), [("info.sharing",)]),
    (
        "put_to_agency",  # r5 is put to the police as such, of which p is one
        {"agency": "p", "theme": "info"},
        ("recommendation_id", "review_id", "themes"),
        [
            (id_, of, ["info.sharing"])
            for id_, of in (("c6", "v4"), ("r3", "v2"), ("r5", "v3"), ("r1", "v1"))
        ],
    ),
    ("silent_reviews", {"agency": "csc"}, ("review_id",), [("v1",)]),
    ("silent_reviews", {"agency": "csc", "area": "Brackenshire"}, ("review_id",), []),
    ("silent_reviews", {"agency": "p"}, ("review_id",), []),
    ("reviews_chosen", {}, ("reviews", "list_who_was_involved"), [(4, 3)]),
    ("reviews_chosen", {"area": "Calderwick"}, ("reviews", "list_who_was_involved"), [(1, 0)]),
    ("silent_reviews", {"agency": "pol-force"}, ("review_id",), []),
    (
        "evidence_cell",
        {},
        ("recommendation_id", "findings_near", "score"),
        [("r3", 1, 0.5), ("r1", 1, 0.9)],
    ),
    ("evidence_cell", {"stated": True, "near": False}, ("recommendation_id",), [("r4",)]),
    (
        "review_addressees",
        {"review": "v1"},
        ("recommendation_id", "agency_id", "raw", "predecessor"),
        [("r1", "p", None, None), ("r2", "gp", "Northmarch PCT", True)],
    ),
    (
        "review_theme_links",
        {"review": "v2"},
        ("recommendation_id", "theme_id", "score"),
        [("r3", "info.sharing", 0.8), ("r4", "judg", 0.7)],
    ),
    (
        "review_evidence",
        {"review": "v2"},
        ("recommendation_id", "finding_id", "score", "check_status"),
        [("r3", "f1", 0.5, "seen")],
    ),
    (
        "review_repeats",
        {"review": "v1"},
        ("recommendation_id", "other_id", "tier", "review_id"),
        [("r1", "r3", "near-identical", "v2"), ("r1", "r5", "possible", "v3")],
    ),
    (
        "review_cites",
        {"review": "v2"},
        ("recommendation_id", "source_id", "quote"),
        [("r4", "s1", "as found")],
    ),
    (
        "raised_not_recommended_reviews",
        {"theme": "judg", "kind": "DHR"},
        ("review_id", "theme_id"),
        [("v1", "judg")],
    ),
    (
        "things_about_theme",
        {"theme": "judg"},
        ("id",),
        [("r4",), ("v1",), ("v2",), ("v3",)],
    ),
    (
        "things_of_agency",
        {"agency": "csc"},
        ("id",),
        [("r4",), ("r5",), ("v1",), ("v2",), ("v3",)],
    ),
    (
        "find_by_title",
        {"words": "police"},
        ("kind", "id"),
        [("Agency", "pol-force"), ("Agency", "p"), ("Recommendation", "r1")],
    ),
]


def test_at_least_twenty_questions_cover_the_first_fifteen() -> None:
    assert len(catalogue()) >= 20
    assert set(FIRST_FIFTEEN.values()) <= set(catalogue())


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_header_and_cypher_follow_the_rules(name: str) -> None:
    query = catalogue()[name]
    assert set(query.audience) <= set(AUDIENCES)
    assert len(query.description) > 20
    used = set(re.findall(r"\$(\w+)", query.text))
    assert used == {parameter.name for parameter in query.parameters}
    returned = query.text.rpartition("RETURN")[2]
    assert "ORDER BY" in returned or name in {"theme_summary", "review"}, (
        "the order must be complete"
    )
    for block in re.findall(r"(?:EXISTS|COUNT)\s*\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}", query.text):
        types = re.findall(r":([A-Z_]{3,})\b", block)
        assert len(types) == len(set(types)), "no relationship type twice inside EXISTS or COUNT"


@pytest.mark.parametrize(("name", "given", "columns", "expected"), ANSWERS)
def test_answer_worked_out_by_hand(store, name, given, columns, expected) -> None:
    build(store)
    rows = question(name).run(store, **given)
    assert [tuple(row[column] for column in columns) for row in rows] == expected


# The filters of reviews, each value leaving some of the small graph's four and not all.
FILTERS = ({"kind": "DHR"}, {"area": "Aldermere"}, {"from_year": 2020}, {"to_year": 2019})
FILTERED = [
    name
    for name, query in catalogue().items()
    if {"from_year", "to_year"} & {parameter.name for parameter in query.parameters}
]


@pytest.mark.parametrize("name", FILTERED)
def test_a_question_has_all_filters_of_reviews_or_none(name: str) -> None:
    types = {parameter.name: parameter.type for parameter in catalogue()[name].parameters}
    expected = {"kind": "review_kind", "area": "area", "from_year": "year", "to_year": "year"}
    assert expected.items() <= types.items()


@pytest.mark.parametrize("chosen", FILTERS)
def test_a_filter_leaves_what_a_graph_of_only_those_reviews_has(store, chosen) -> None:
    build(store)
    filtered = {name: question(name).run(store, **chosen) for name in FILTERED}
    ((name, value),) = chosen.items()
    keeps = {"from_year": "v.year >= $value", "to_year": "v.year <= $value"}
    others = f"MATCH (v:Review) WHERE NOT ({keeps.get(name, f'v.{name} = $value')})"
    gone = [row["id"] for row in store.rows(f"{others} RETURN v.id AS id", value=value)]
    assert 0 < len(gone) < 4
    for review in gone:
        one = f"MATCH (v:Review {{id: '{review}'}})"
        store.write(f"{one}-[:MADE]->(r) DETACH DELETE r", [])
        store.write(f"{one} DETACH DELETE v", [])
    for name in FILTERED:
        assert filtered[name] == question(name).run(store), name


def test_an_agency_asked_as_one_of_its_kind_was_not_passed_over(store) -> None:
    """v3 involves p and puts its one ask to the police as such; v1 puts it to p by name."""
    build(store)
    involved = [{"source": "v3", "target": "p", "raw": "the force"}]
    with store.writer() as writer:
        writer.upsert_edges("INVOLVED", "Review", "Agency", involved)
    rows = {row["agency_id"]: row for row in question("silent_agencies").run(store)}
    assert (rows["p"]["reviews_silent"], rows["p"]["of_reviews_involved"]) == (0, 2)
    assert question("silent_reviews").run(store, agency="p") == []


COUNCIL = [
    {"id": "la-council", "title": "Local authority (type)", "sector": "local_government"},
    {"id": "asc", "title": "Adult social care (type)", "sector": "adult_social_care"},
    {"id": "la-x", "title": "X Council", "sector": "local_government"},
    {"id": "asc-x", "title": "X Adult Social Care", "sector": "adult_social_care"},
    {"id": "asc-y", "title": "Y Adult Social Care", "sector": "adult_social_care"},
]


@pytest.mark.parametrize(
    ("involved", "asked", "silent"),
    [
        ("la-x", "asc-x", set()),
        ("la-x", "asc", set()),  # "adult social care" of the case is the council's
        ("la-x", "asc-y", {"la-x"}),  # another place's: a council was asked, and not this one
        ("la-x", "p", {"la-x", "la-council"}),
        # The other way round nothing is said: what a council is asked need not be for social care.
        ("asc-x", "la-x", {"asc-x", "asc"}),
    ],
)
def test_a_council_was_asked_where_its_own_service_was(store, involved, asked, silent) -> None:
    build(store)
    types = [
        {**row, "is_type": "-" not in row["id"] or row["id"] == "la-council"} for row in COUNCIL
    ]
    rows = [{**row, "level": "local", "resolved": True} for row in types]
    is_a = {"la-x": "la-council", "asc-x": "asc", "asc-y": "asc"}
    with store.writer() as writer:
        writer.upsert_nodes("Agency", rows)
        for type_, pairs in (("IS_A", is_a), ("PART_OF", {"asc-x": "la-x", "asc": "la-council"})):
            edges = [{"source": part, "target": whole} for part, whole in pairs.items()]
            writer.upsert_edges(type_, "Agency", "Agency", edges)
        writer.upsert_nodes("Review", [{"id": "v9", "title": "V nine", "year": 2022}])
        writer.upsert_nodes("Recommendation", [{"id": "r9", "title": "r9", "text": "Act."}])
        writer.upsert_edges("MADE", "Review", "Recommendation", [{"source": "v9", "target": "r9"}])
        to = [{"source": "r9", "target": asked}]
        writer.upsert_edges("ADDRESSED_TO", "Recommendation", "Agency", to)
        named = [{"source": "v9", "target": involved, "raw": involved}]
        writer.upsert_edges("INVOLVED", "Review", "Agency", named)
    found = set()
    for name in ("silent_agencies", "silent_types"):
        found |= {
            row["agency_id"]
            for row in question(name).run(store, from_year=2022)
            if row["reviews_silent"]
        }
    assert found == silent
    for agency in ("la-x", "la-council", "asc-x", "asc"):
        if agency in (involved, is_a[involved]):
            reviews = question("silent_reviews").run(store, agency=agency, from_year=2022)
            assert [row["review_id"] for row in reviews] == ["v9"] * (agency in silent)


def test_a_year_may_be_left_empty() -> None:
    query = question("national_asks")
    assert query.arguments({"from_year": "0"})["from_year"] == 0
    with pytest.raises(QueryFailedError, match="'to_year' must be of type year"):
        query.arguments({"to_year": "last"})


def test_questions_reject_what_they_do_not_know(store) -> None:
    with pytest.raises(QueryFailedError, match="no parameter 'colour'"):
        question("theme_cases").run(store, colour="blue")
    with pytest.raises(QueryFailedError, match="'limit' must be of type integer"):
        question("theme_cases").run(store, limit="many")
    with pytest.raises(QueryFailedError, match="python -m graph queries"):
        question("nothing_of_this_name")
