"""A graph small enough to work every question out by hand.

Four reviews, seven recommendations, five agencies, four themes, three findings:

    v1 DHR 2018 Aldermere   r1 police ← info        (weaker, named, firm)
                            r2 GP     ← train       (weaker, none, soft, no date)
    v2 DHR 2020 Brackenshire r3 police ← info       (weaker)      repeats r1, near-identical
                            r4 social care ← judg   (intermediate, typed, firm)
    v3 SAR 2020 Aldermere   r5 police, social care ← info (unclear)  repeats r1, possible
    v4 PFD 2021 Calderwick  c6 police ← info (concern); c7 Home Office ← nothing (concern)

Police (p) is a Northmarch Police, a body of type police force; the rest are addressed as types.
Sharing is joint work. Involved are police and social care in v1, social care in v2, GP in v3.
"""

from graph.store import Store

CODES = {
    "actor": "named",
    "action": "firm",
    "time": "none",
    "strength": "weaker",
    "depth": "procedural",
    "societal": "none",
    "evidence_base": "none",
}


def _recommendation(id_: str, text: str, **codes: str) -> dict[str, object]:
    return {"id": id_, "title": text[:20], "text": text, "kind": "recommendation", **CODES, **codes}


NODES = {
    "Review": [
        {"id": "v1", "title": "V one", "kind": "DHR", "area": "Aldermere", "year": 2018},
        {"id": "v2", "title": "V two", "kind": "DHR", "area": "Brackenshire", "year": 2020},
        {"id": "v3", "title": "V three", "kind": "SAR", "area": "Aldermere", "year": 2020},
        {"id": "v4", "title": "V four", "kind": "PFD", "area": "Calderwick", "year": 2021},
    ],
    "Recommendation": [
        _recommendation("r1", "Police should share information before discharge."),
        _recommendation("r2", "Consider training.", actor="none", action="soft"),
        _recommendation("r3", "The force should share information before discharge."),
        _recommendation("r4", "Supervision monthly.", actor="typed", strength="intermediate"),
        _recommendation("r5", "Share what is known.", strength="unclear", depth="judgement"),
        {"id": "c6", "title": "c6", "text": "Nobody passed the information on.", "kind": "concern"},
        {"id": "c7", "title": "c7", "text": "No rule covers trailers.", "kind": "concern"},
    ],
    "Agency": [
        {"id": "pol-force", "title": "Police force", "is_type": True, "level": "type"},
        {"id": "p", "title": "Northmarch Police", "is_type": False, "level": "local"},
        {"id": "gp", "title": "General practice", "is_type": True, "level": "type"},
        {"id": "csc", "title": "Children's social care", "is_type": True, "level": "type"},
        {"id": "ho", "title": "Home Office", "is_type": False, "level": "national"},
    ],
    "Theme": [
        {"id": "info", "title": "Information"},
        {"id": "info.sharing", "title": "Sharing", "joint_work": "one sends, another receives"},
        {"id": "train", "title": "Training"},
        {"id": "judg", "title": "Judgement"},
    ],
    "Finding": [
        {"id": "f1", "title": "f1", "text": "f1", "strength": "high", "direction": "works"},
        {"id": "f2", "title": "f2", "text": "f2", "strength": "moderate", "direction": "mixed"},
        {"id": "f3", "title": "f3", "text": "f3", "strength": "low", "direction": "works"},
    ],
    "Source": [{"id": "s1", "title": "A source", "year": 2015, "check_status": "seen"}],
}
for _agency in NODES["Agency"]:
    _agency["resolved"] = True


def _edges(*pairs: str, **properties: object) -> list[dict[str, object]]:
    return [
        dict(zip(("source", "target"), pair.split(">"), strict=True), **properties)
        for pair in pairs
    ]


EDGES: list[tuple[str, str, str, list[dict[str, object]]]] = [
    ("MADE", "Review", "Recommendation", _edges("v1>r1", "v1>r2", "v2>r3", "v2>r4", "v3>r5")),
    ("MADE", "Review", "Recommendation", _edges("v4>c6", "v4>c7")),
    ("IS_A", "Agency", "Agency", _edges("p>pol-force")),
    ("WITHIN", "Theme", "Theme", _edges("info.sharing>info")),
    ("ADDRESSED_TO", "Recommendation", "Agency", _edges("r1>p", "r3>p", "r5>pol-force", "c6>p")),
    ("ADDRESSED_TO", "Recommendation", "Agency", _edges("r4>csc", "r5>csc", "c7>ho")),
    (
        "ADDRESSED_TO",
        "Recommendation",
        "Agency",
        _edges("r2>gp", raw="Northmarch PCT", predecessor=True),
    ),
    ("INVOLVED", "Review", "Agency", _edges("v1>p", "v1>csc", "v2>csc", "v3>gp")),
    ("RAISED", "Review", "Theme", _edges("v1>info.sharing", "v1>judg", passage="A passage.")),
    ("RAISED", "Review", "Theme", _edges("v2>judg", "v3>judg", passage="Another passage.")),
    (
        "ABOUT",
        "Recommendation",
        "Theme",
        _edges(
            "r1>info.sharing", "r3>info.sharing", "r5>info.sharing", "c6>info.sharing", score=0.8
        ),
    ),
    ("ABOUT", "Recommendation", "Theme", _edges("r2>train", "r4>judg", score=0.7)),
    ("ABOUT", "Finding", "Theme", _edges("f1>info.sharing", score=0.6)),
    ("FROM_SOURCE", "Finding", "Source", _edges("f1>s1", "f2>s1", "f3>s1")),
    ("NEAR_EVIDENCE", "Recommendation", "Finding", _edges("r1>f1", score=0.9, rank=1)),
    ("NEAR_EVIDENCE", "Recommendation", "Finding", _edges("r3>f1", score=0.5, rank=1)),
    (
        "NEAR_EVIDENCE",
        "Recommendation",
        "Finding",
        _edges("r4>f2", score=0.9, rank=1, verdict="reject"),
    ),
    ("CITES", "Recommendation", "Source", _edges("r4>s1", quote="as found")),
    (
        "REPEATS",
        "Recommendation",
        "Recommendation",
        _edges("r3>r1", score=0.95, tier="near-identical"),
    ),
    ("REPEATS", "Recommendation", "Recommendation", _edges("r5>r1", score=0.7, tier="possible")),
]


def build(store: Store) -> None:
    """Write the small graph into an empty store."""
    with store.writer() as writer:
        for label, rows in NODES.items():
            writer.upsert_nodes(label, rows)
        for type_, source, target, rows in EDGES:
            writer.upsert_edges(type_, source, target, rows)
