"""The reading pages without a browser: what they say, on graphs that are loaded, empty and tiny."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from graph.store import Store
from linking.intervals import percent
from tests.browser import ROOT
from tests.small_graph import build
from views.findings import in_ten
from views.names import asks, count_asks, uk_date, years
from views.parts import marked

PAGES = ("overview", "themes", "agencies", "repeats", "over_time", "review", "evidence")
PAGES += ("judge", "study", "search")
AGENCIES = ("map", "agency", "between", "differ", "silent", "raised")
AGENCIES += ("evidence", "national", "then")
# Every page and section, by its address.
PLACES: list[tuple[str, dict[str, str]]] = [
    ("overview", {}),
    ("themes", {}),
    *(
        ("themes", {"theme": "info", "show": show})
        for show in ("said", "told", "raised", "borrow", "research")
    ),
    ("themes", {"area": "Aldermere", "from": "2019"}),
    *(
        ("themes", {"theme": "info", "show": show, "area": "Aldermere", "to": "2019"})
        for show in ("said", "told", "raised", "borrow", "research")
    ),
    *(("agencies", {"show": show}) for show in AGENCIES),
    *(("agencies", {"show": show, "kind": "LCSPR"}) for show in AGENCIES),
    *(("agencies", {"show": show, "rows": "single"}) for show in ("map", "between", "silent")),
    *(("evidence", {"show": show}) for show in ("stated", "findings", "alone")),
    ("evidence", {"finding": "f1"}),
    *(("repeats", {"show": show}) for show in ("every", "stuck", "own", "across")),
    *(("repeats", {"cluster": "r1", "by": by}) for by in ("area", "addressee")),
    *(("over_time", {"follow": follow}) for follow in ("theme", "agency", "code")),
    ("study", {}),
    ("search", {}),
    ("study", {"kind": "SAR"}),
    ("take_away", {}),
    ("pack", {}),
    ("pack", {"theme": "info"}),
    ("pack", {"theme": "train", "kind": "DHR", "form": "brief"}),
    ("pack", {"about": "agency", "agency": "pol-force"}),
    ("pack", {"about": "cluster", "cluster": "r3"}),
    ("review", {}),
    *(("review", {"review": "v1", "show": show}) for show in ("asks", "agencies", "themes")),
    ("review", {"review": "v1", "recommendation": "r1"}),
    *(("judge", {"show": show}) for show in ("queue", "mine", "files")),
]


@pytest.fixture
def small(embedded_store: Store) -> None:
    build(embedded_store)
    embedded_store.close()


@pytest.fixture
def tiny(embedded_store: Store) -> None:
    """One review with one recommendation, and nothing else known: no theme, agency or year."""
    with embedded_store.writer() as writer:
        writer.upsert_nodes("Review", [{"id": "v1", "title": "Only one", "kind": "SAR"}])
        said = {"id": "r1", "title": "Ask", "text": "The board should meet.", "kind": "action"}
        writer.upsert_nodes("Recommendation", [said])
        writer.upsert_edges("MADE", "Review", "Recommendation", [{"source": "v1", "target": "r1"}])
    embedded_store.close()


def opened(page: str, **address: str) -> AppTest:
    """A page as somebody sees it who was sent its address."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.run()
    app.switch_page(f"views/{page}.py")
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


def link_words(link: Any) -> str:
    """What a link says, without the colour it says it in."""
    return _uncoloured(str(link.proto.label))


def _uncoloured(said: str) -> str:
    """A label without the colour it is drawn in."""
    return said.removeprefix(":blue[").removesuffix("]") if said.startswith(":blue[") else said


def links(app: AppTest, said: str) -> list[dict[str, str]]:
    """Where the links go that say this: the state in their addresses."""
    found = [link for link in app.get("page_link") if link_words(link) == said]
    return [dict(parse_qsl(link.proto.query_string)) for link in found]


def words(app: AppTest) -> str:
    """What the page says in its order, as a reader sees it: without tags and escapes."""
    said: list[str] = []
    for element in app.main:
        if element.type == "html":
            said.append(re.sub(r"<[^>]+>", " ", element.proto.body))
        elif element.type == "page_link":
            said.append(link_words(element))
        else:
            parts = (getattr(element, name, "") for name in ("label", "value"))
            said += [_uncoloured(part) for part in parts if isinstance(part, str)]
    return " ".join(re.sub(r"[\\*\u2060]", "", " ".join(said)).split())


def standing(app: AppTest, name: str) -> str | None:
    """One value of the page's address."""
    value = app.query_params.get(name)
    return value[0] if isinstance(value, list) else value


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(("page", "address"), PLACES)
def test_every_place_opens_on_a_loaded_graph(page: str, address: dict[str, str]) -> None:
    app = opened(page, **address)
    assert not app.exception
    assert "cannot be shown" not in words(app)


@pytest.mark.usefixtures("tiny")
@pytest.mark.parametrize(("page", "address"), PLACES)
def test_every_place_opens_on_a_single_review(page: str, address: dict[str, str]) -> None:
    app = opened(page, **address)
    assert not app.exception
    assert "cannot be shown" not in words(app)


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_graph_says_what_to_do(page: str) -> None:
    app = opened(page)
    assert not app.exception
    assert "Nothing is loaded yet" in words(app)
    assert "make sample" in words(app)


# A place, and what it must say of the small graph; each count with its denominator.
SAID: list[tuple[str, dict[str, str], list[str]]] = [
    (
        "overview",
        {},
        [
            "Reviews 4",
            "Recommendations 5",
            "Coroners' concerns 2",
            "Research findings 3",
            "2 domestic homicide reviews, 1 coroner's report, 1 safeguarding adults review; "
            "2018 to 2021",
            "Sharing 4 of 4 reviews",
            "Judgement 2 of 3 reviews",  # raised by three cases, taken up by one of them
            "Children's social care 1 of 2 reviews",
            "Share information before discharge",
            "Asked in 3 reviews; 2018 to 2020; Aldermere, Brackenshire",
            "State what they lean on 1 of 7 asks",
            "Have evidence nearby 2 of 7 asks",
            "Near is not proof",
        ],
    ),
    ("themes", {}, ["Information · 4 of 4 reviews", "Judgement · 1 of 4 reviews"]),
    (
        "themes",
        {"theme": "info"},
        [
            "in 4 of 4 reviews",
            "The case itself raised it in 1 of 4 reviews",
            "3 recommendations and 1 concern in 4 of 4 reviews",
            "Police should share information before discharge.",
            "published late",
        ],
    ),
    ("themes", {"theme": "info", "kind": "DHR"}, ["in 2 of 2 reviews"]),
    (
        "themes",
        {"theme": "info", "area": "Aldermere", "from": "2019"},
        ["Counted here: 1 of 4 reviews loaded", "in 1 of 1 reviews", "1 recommendation in"],
    ),
    ("themes", {"area": "Brackenshire"}, ["share of the reviews chosen", "Information · 1 of 1"]),
    (
        "themes",
        {"theme": "info", "show": "research", "kind": "SAR"},
        ["Research is of no review, so what is chosen above does not narrow it."],
    ),
    ("themes", {"theme": "info", "show": "told"}, ["Police force 4 of 4 reviews"]),
    ("themes", {"theme": "judg", "show": "raised"}, ["2 of 4 reviews", "Another passage. V three"]),
    ("themes", {"theme": "judg", "show": "borrow"}, ["1 asks coded", "Supervision monthly."]),
    (
        "themes",
        {"theme": "info", "show": "research"},
        ["high strength · It works", "Not a systematic review"],
    ),
    (
        "pack",
        {"theme": "info", "cases": "r5,r1"},
        [
            "Two cases Case 1: V three Safeguarding adults review. Aldermere. 2020.",
            "What was asked, and of whom Police should share information before discharge.",
            "in 4 of 4 reviews that make any recommendation",
            "Samaritans",
        ],
    ),
    ("pack", {"about": "agency", "agency": "nobody"}, ["Choose what the session is about"]),
    ("themes", {"theme": "nothing"}, ["There is no such theme", "Information · 4 of 4 reviews"]),
    ("agencies", {}, ["N, the reviews that address it at all"]),
    (
        "agencies",
        {"agency": "pol-force", "theme": "info"},
        [
            "Police force · Information",
            "3 recommendations and 1 concern in 4 of 4 reviews that address it",
            "Share what is known. Recommendation · V three, 2020",
        ],
    ),
    (
        "agencies",
        {"agency": "gp", "theme": "judg"},
        ["No recommendation or concern on this theme addressed to General practice in the 4"],
    ),
    (
        "agencies",
        {"show": "agency", "agency": "pol-force", "theme": "info.sharing"},
        ["Police force (any)", "Addressed in 4 of 4 reviews, 2018 to 2021", "Sharing 4 of 4"],
    ),
    (
        "agencies",
        {"show": "differ", "agency": "pol-force", "other": "csc"},
        ["2 of 4 reviews address both", "Sharing 1 of 2 reviews"],
    ),
    (
        "agencies",
        {"show": "between"},
        ["General practice · Police force 2 of 2", "All 3 pairs", "Sharing 3 of 3 reviews"],
    ),
    (
        "agencies",
        {"show": "between", "theme": "info.sharing"},
        [
            "It takes more than one agency: one sends, another receives.",
            "put to an agency in 3 of 3 reviews with at least two agencies in the case.",
            "3 of 4 reviews list who was involved",
        ],
    ),
    (
        "agencies",
        {"show": "between", "agency": "pol-force", "other": "csc"},
        ["Police force · Children's social care", "Sharing 2 of 3 reviews"],
    ),
    (
        "agencies",
        {"show": "between", "agency": "csc", "other": "pol-force", "theme": "info.sharing"},
        [
            "Put to Police force, not to Children's social care",
            "2 of 3 reviews with both in the case",
            "The force should share information before discharge. Recommendation · V two, 2020",
            "social care: named as involved in the case",
            "None of the 3 reviews with both in the case does so",
            "Right or wrong?",
        ],
    ),
    (
        "agencies",
        {"show": "between", "rows": "single"},
        ["None of the 4 reviews loaded has two agencies in its case"],
    ),
    (
        "agencies",
        {"show": "between", "kind": "PFD"},
        ["Counted here: 1 of 4 reviews loaded", "None of the 1 review chosen has two agencies"],
    ),
    (
        "agencies",
        {"show": "agency", "agency": "pol-force", "from": "2020", "to": "2020"},
        ["Addressed in 2 of 2 reviews, 2020."],
    ),
    ("agencies", {"show": "national", "area": "Aldermere"}, ["in the 2 reviews chosen"]),
    (
        "agencies",
        {"rows": "single", "agency": "p", "theme": "info"},
        ["what is put to all of its kind", "2 recommendations and 1 concern in 3 of 3 reviews"],
    ),
    (
        "agencies",
        {"rows": "single", "least": "5"},
        ["No recommendation on these themes addressed to any of these in the 4 reviews loaded"],
    ),
    (
        "agencies",
        {"rows": "single", "least": "5", "pick": "p", "agency": "p", "theme": "info"},
        ["Northmarch Police · Information"],
    ),
    (
        "agencies",
        {"show": "silent", "rows": "single"},
        ["No agency involved in a case and never addressed in the 4 reviews loaded"],
    ),
    (
        "agencies",
        {"show": "evidence"},
        ["None stated, nothing near 4 of 7 in all", "Nobody is near 1 of 2 findings"],
    ),
    (
        "agencies",
        {"show": "evidence", "area": "Calderwick"},
        ["None stated, nothing near 2 of 2 in all", "Some stated, nothing near 0 of 2 in all"],
    ),
    ("evidence", {"area": "Calderwick", "cell": "no-none"}, ["2 concerns, latest first"]),
    ("agencies", {"show": "silent"}, ["Children's social care 1 of 2 reviews"]),
    (
        "agencies",
        {"show": "silent", "agency": "csc"},
        ["1 of 2 reviews that involved it put no recommendation", "V one"],
    ),
    (
        "agencies",
        {"show": "raised", "theme": "judg"},
        ["2 of 3 reviews that raised it make no recommendation", "Another passage. V three"],
    ),
    ("agencies", {"show": "national"}, ["National bodies addressed: 1"]),
    (
        "evidence",
        {},
        [
            "All 7 recommendations and concerns",
            "None stated, evidence nearby 2",
            "2 of 7 in all",
            "Some stated, nothing near 1",
        ],
    ),
    ("evidence", {"score": "0.6", "cell": "no-near"}, ["None stated, evidence nearby 1"]),
    ("evidence", {"score": "high"}, ["None stated, evidence nearby 2"]),
    ("evidence", {"show": "findings"}, ["3 of 3 findings", "Near 2 recommendations and concerns"]),
    ("evidence", {"show": "findings", "strength": "low"}, ["1 of 3 findings"]),
    ("evidence", {"show": "findings", "words": "nobody wrote this"}, ["None of the 3 findings"]),
    ("evidence", {"show": "alone"}, ["1 finding. Findings of a starter"]),
    (
        "evidence",
        {"finding": "f1"},
        [
            "2 recommendations in 2 of 4 reviews",
            "About 9 in 10 such links were judged relevant",
            "citation checked",
        ],
    ),
    ("evidence", {"finding": "none"}, ["There is no finding 'none'"]),
    ("review", {}, ["4 of 4 reviews"]),
    ("review", {"kind": "DHR", "area": "Aldermere"}, ["1 of 4 reviews"]),
    ("review", {"words": "three"}, ["1 of 4 reviews"]),
    ("review", {"review": "none"}, ["There is no such review"]),
    (
        "review",
        {"review": "v1"},
        [
            "2 recommendations, in the order of the document",
            "Addressed to General practice (named as Northmarch PCT)",
            "Evidence nearby: 1 · said elsewhere: 2 · how it was coded",
        ],
    ),
    (
        "review",
        {"review": "v2", "recommendation": "r3"},
        ["All 2 recommendations of this review", "V one Nearly the same words"],
    ),
    (
        "review",
        {"review": "v1", "show": "agencies"},
        ["2 agencies are named as involved", "1 of them", "Northmarch Police Other ● 1"],
    ),
    (
        "review",
        {"review": "v1", "show": "themes"},
        ["2 themes are raised by the case; 1 of them", "Judgement ● –", "A passage. Judgement"],
    ),
    (
        "repeats",
        {},
        [
            "1 ask was made by more than one review: 3 of the 7",
            "Asked of Northmarch Police, Children&#x27;s social care, Police force",
        ],
    ),
    (
        "repeats",
        {"kind": "SAR", "agency": "csc", "theme": "info", "from": "2019"},
        ["1 of 1 repeated asks fit", "Shown: asks of which at least one wording fits"],
    ),
    ("repeats", {"kind": "PFD"}, ["0 of 1 repeated asks fit", "not absence in practice"]),
    ("repeats", {"theme": "judg"}, ["0 of 1 repeated asks fit"]),
    (
        "repeats",
        {"show": "stuck", "stuck": "info.sharing"},
        [
            "1 of 4 themes were recommended about in 3 or more",
            "Sharing: 3 recommendations, earliest first",
            "Action coded as unclear",
            "1 of 1 repeated asks met only weaker actions",
        ],
    ),
    ("repeats", {"show": "stuck", "kind": "DHR"}, ["No theme that 3 or more reviews"]),
    (
        "repeats",
        {"show": "own"},
        ["1 of 1 areas with more than one review", "Aldermere: 2 of its 2 reviews, 2018 to 2020"],
    ),
    (
        "repeats",
        {"show": "across"},
        ["No repeated ask made in 3 or more kinds", "1 of 4 themes come in 3", "Sharing 4 of 4"],
    ),
    (
        "repeats",
        {"cluster": "r5"},
        ["Asked in 3 reviews", "Police should share information", "Share what is known."],
    ),
    (
        "repeats",
        {"cluster": "r1", "at": "Aldermere · 2020"},
        ["1 recommendation, earliest first. Share what is known."],
    ),
    (
        "over_time",
        {"theme": "info", "year": "2020"},
        ["4 of 4 reviews over all years", "the latest years are incomplete", "Share what is known"],
    ),
    ("over_time", {"theme": "judg", "kind": "DHR"}, ["1 of 2 reviews over all years"]),
    ("over_time", {"theme": "judg", "year": "2018"}, ["No recommendation or concern of 2018"]),
    (
        "over_time",
        {"follow": "agency", "agency": "csc", "year": "2020"},
        ["Children's social care (any)", "2 of 4 reviews over all years", "Supervision monthly."],
    ),
    (
        "over_time",
        {"follow": "code", "code": "depth", "value": "judgement", "year": "2020"},
        [
            "Procedure or judgement: judgement",
            "1 of 5 recommendations over all years",
            "Coroners' concerns are left out",
            "Share what is known.",
        ],
    ),
    (
        "over_time",
        {"follow": "code", "kind": "PFD"},
        ["No recommendation in the 4 reviews loaded", "Coroners' concerns ask for no action"],
    ),
    (
        "study",
        {},
        [
            "1.7 a review on average, from 1 to 2",
            "each addresses 2.0 agencies on average",
            "Information too few for a share 3 of 5 too few for a share 3 of 3",
            "Recommendations that ask for procedure alone too few for a share 4 of 5 38% to 96%",
            "right in 0.",
            "Absence here is not absence in practice",
        ],
    ),
    ("study", {"kind": "PFD"}, ["no review that is loaded makes a recommendation"]),
    ("review", {"review": "v4"}, ["2 concerns, in the order of the document"]),
]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(("page", "address", "said"), SAID)
def test_a_place_says(page: str, address: dict[str, str], said: list[str]) -> None:
    shown = words(opened(page, **address))
    for phrase in said:
        assert phrase in shown


@pytest.mark.usefixtures("small")
def test_a_group_of_repeats_is_listed_once() -> None:
    app = opened("overview")
    assert words(app).count("Asked in") == 1
    assert links(app, "Read all 3") == [{"cluster": "r1"}]


@pytest.mark.usefixtures("small")
def test_a_verdict_against_a_link_is_honoured() -> None:
    """The finding near r4 was rejected: it is nowhere shown as near."""
    assert "Supervision monthly." not in words(opened("evidence", finding="f2"))
    assert (
        "evidence nearby: 1"
        not in words(opened("review", review="v2", recommendation="r4")).casefold()
    )


@pytest.mark.usefixtures("small")
def test_choices_stand_in_the_address() -> None:
    app = opened("agencies")
    app.selectbox(key="choose-agency").set_value("pol-force").run()
    app.selectbox(key="choose-theme").set_value("info").run()
    assert standing(app, "agency") == "pol-force"
    assert standing(app, "theme") == "info"
    assert "3 recommendations and 1 concern" in words(app)
    app = opened("evidence")
    app.slider(key="least-score").set_value(0.6).run()
    assert standing(app, "score") == "0.6"
    app.button(key="cell-yes-none").click().run()
    assert standing(app, "cell") == "yes-none"
    assert "Supervision monthly." in words(app)


def test_nothing_near_is_said_and_the_nearest_shown_on_request(embedded_store: Store) -> None:
    build(embedded_store)
    nearest = {"id": "r2", "nearest": "f2 0.0712; f3 0.0300; gone 0.0100"}
    with embedded_store.writer() as writer:
        writer.upsert_nodes("Recommendation", [nearest])
    embedded_store.close()
    app = opened("review", review="v1", recommendation="r2")
    assert "No finding is near it" in words(app)
    assert links(app, "Open this finding") == []
    app.checkbox(key="nearest-r2").check().run()
    shown = [{"finding": "f2"}, {"finding": "f3"}]
    assert links(app, "Open this finding") == shown
    assert "About 1 in 10 such links" in words(app) and "Fewer than 1 in 10 such" in words(app)
    assert "Not near enough to count" in words(app)
    app = opened("review", review="v1", recommendation="r1")
    assert "nearest all the same" not in words(app)


@pytest.mark.parametrize(
    ("score", "said"),
    [
        (0.04, "fewer than 1 in 10"),
        (0.1, "about 1 in 10"),
        (0.26, "about 3 in 10"),
        (0.99, "about 9 in 10"),
    ],
)
def test_a_score_is_told_as_how_many_in_ten(score: float, said: str) -> None:
    assert in_ten(score) == said


@pytest.mark.usefixtures("small")
def test_links_lead_to_the_wording() -> None:
    app = opened("overview")
    assert links(app, "Sharing") == [{"theme": "info.sharing"}]
    app = opened("themes", theme="info.sharing")
    first = links(app, "Open in its review")[0]
    assert first == {"review": "v4", "recommendation": "c6"}
    assert "Nobody passed the information on." in words(opened("review", **first))


@pytest.fixture
def only_reports(embedded_store: Store) -> None:
    """Coroners' reports alone: concerns with their addressees, and nothing of who was involved or
    what the case raised; each goes to one agency."""
    with embedded_store.writer() as writer:
        writer.upsert_nodes(
            "Theme", [{"id": "info", "title": "Information", "joint_work": "two it takes"}]
        )
        types = {"is_type": True, "resolved": True, "level": "type"}
        agencies = [{"id": one, "title": one, **types} for one in ("Police", "Surgery")]
        writer.upsert_nodes("Agency", agencies)
        for number, agency in enumerate(("Police", "Surgery")):
            review, concern = f"v{number}", f"c{number}"
            writer.upsert_nodes("Review", [{"id": review, "title": review, "kind": "PFD"}])
            said = {"id": concern, "title": concern, "text": "Nobody was told.", "kind": "concern"}
            writer.upsert_nodes("Recommendation", [said])
            for type_, source, target, edge in (
                ("MADE", "Review", "Recommendation", (review, concern)),
                ("ADDRESSED_TO", "Recommendation", "Agency", (concern, agency)),
                ("ABOUT", "Recommendation", "Theme", (concern, "info")),
            ):
                row = dict(zip(("source", "target"), edge, strict=True))
                writer.upsert_edges(type_, source, target, [row])
    embedded_store.close()


CANNOT_TELL = [
    ("silent", "Of 2 reviews loaded none lists who was involved in the case"),
    ("raised", "Of 2 reviews loaded none lists what its case raised"),
    ("between", "None of the 2 reviews loaded has two agencies in its case"),
    ("differ", "No theme put to Police and not to Surgery in one review"),
    ("national", "No recommendation addressed to a national body in the 2 reviews loaded"),
    ("then", "No ask to a body that has since been replaced in the 2 reviews loaded"),
    ("evidence", "No finding of high or moderate strength on what works or does not is loaded"),
]


@pytest.mark.usefixtures("only_reports")
@pytest.mark.parametrize(("show", "said"), CANNOT_TELL)
def test_what_reports_alone_cannot_tell_is_said(show: str, said: str) -> None:
    assert said in words(opened("agencies", show=show))


@pytest.mark.usefixtures("only_reports")
@pytest.mark.parametrize(("page", "address"), PLACES)
def test_every_place_opens_on_reports_alone(page: str, address: dict[str, str]) -> None:
    app = opened(page, **address)
    assert not app.exception
    assert "cannot be shown" not in words(app)


@pytest.mark.usefixtures("tiny")
def test_a_frame_without_joint_work_says_so() -> None:
    said = words(opened("agencies", show="between"))
    assert "No theme loaded is marked as joint work" in said


@pytest.mark.usefixtures("tiny")
def test_what_no_review_states_is_not_called_absent() -> None:
    said = words(opened("overview"))
    assert "Of 1 review loaded none lists what its case raised" in said
    assert "Of 1 review loaded none lists who was involved in the case" in said
    assert "1 review loaded none lists" in words(opened("agencies", show="silent"))


@pytest.mark.usefixtures("tiny")
def test_one_review_repeats_nothing_and_crosses_nothing() -> None:
    overview = words(opened("overview"))
    assert "One review is loaded, so nothing can have come back yet: that takes two" in overview
    assert "One review cannot repeat another" in overview
    assert "1 of 1" not in overview
    said = words(opened("repeats"))
    assert "No repeated recommendation in the 1 review loaded" in said
    assert "none says which area it is from" in words(opened("repeats", show="own"))
    across = words(opened("repeats", show="across"))
    assert "from 3 kinds on" in across and "loaded from: safeguarding adults reviews." in across


def test_coroners_reports_alone(embedded_store: Store) -> None:
    build(embedded_store)
    with embedded_store.writer() as writer:
        writer.upsert_nodes("Review", [{"id": f"v{n}", "kind": "PFD"} for n in range(1, 4)])
        asks = [{"id": f"r{n}", "kind": "concern", "strength": ""} for n in range(1, 6)]
        writer.upsert_nodes("Recommendation", asks)
    embedded_store.close()
    assert "1 ask was made by more than one review" in words(opened("repeats"))
    assert "Aldermere: 2 of its 2 reviews" in words(opened("repeats", show="own"))
    said = words(opened("repeats", show="stuck"))
    assert "Only coroners' concerns are loaded" in said and "No theme" not in said
    assert "loaded from: coroners' reports." in words(opened("repeats", show="across"))
    assert "4 of 4 reviews over all years" in words(opened("over_time", theme="info"))
    assert "No recommendation in the 4" in words(opened("over_time", follow="code"))
    assert "no review that is loaded makes a recommendation" in words(opened("study"))


def test_asks_without_a_year_stand_in_the_list(embedded_store: Store) -> None:
    build(embedded_store)
    with embedded_store.writer() as writer:
        reviews = [{"id": "v1", "year": None}, {"id": "v3", "year": None, "area": ""}]
        writer.upsert_nodes("Review", reviews)
    embedded_store.close()
    app = opened("repeats", cluster="r1")
    assert "2 of 3 wordings have no year" in words(app)
    assert app.selectbox(key="choose-at").options == [
        "All 3 wordings",
        "Brackenshire · 2020 (1)",
        "Aldermere · no year (1)",
        "Area not known · no year (1)",
    ]
    assert "Share what is known." in words(
        opened("repeats", cluster="r1", at="Area not known · no year")
    )


def test_years_that_are_not_known_are_counted_apart(embedded_store: Store) -> None:
    build(embedded_store)
    with embedded_store.writer() as writer:
        writer.upsert_nodes("Review", [{"id": "v1", "year": None}])
    embedded_store.close()
    said = words(opened("over_time", theme="info"))
    assert "4 of 4 reviews over all years. 1 of 4 reviews have no year" in said
    assert "in 4 of 4 reviews." in words(opened("themes", theme="info"))


def test_without_any_year_nothing_is_told_over_time(embedded_store: Store) -> None:
    build(embedded_store)
    with embedded_store.writer() as writer:
        writer.upsert_nodes("Review", [{"id": f"v{n}", "year": None} for n in range(1, 5)])
    embedded_store.close()
    for follow in ("theme", "agency", "code"):
        assert "nothing can be told over time" in words(opened("over_time", follow=follow))
    assert "3 of 3 wordings have no year" in words(opened("repeats", cluster="r1"))


def test_a_predecessors_ask_counts_for_who_holds_its_work_now(embedded_store: Store) -> None:
    build(embedded_store)
    with embedded_store.writer() as writer:
        named = {"source": "r3", "target": "p", "raw": "Old Constabulary", "predecessor": True}
        writer.upsert_edges("ADDRESSED_TO", "Recommendation", "Agency", [named])
    embedded_store.close()
    said = "for Northmarch Police, asked of its predecessor, Old Constabulary"
    assert words(opened("repeats", agency="p")).count(said) == 1
    assert words(opened("repeats", cluster="r1")).count(said) == 2  # of all, and of r3


@pytest.mark.parametrize(
    ("number", "total", "expected"),
    [
        (0, 766, "0%"),
        (3, 766, "under 1%"),
        (383, 766, "50%"),
        (765, 766, "over 99%"),
        (766, 766, "100%"),
    ],
)
def test_a_share_is_never_rounded_to_nothing_or_all(number: int, total: int, expected: str) -> None:
    assert percent(number, total) == expected


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        ("Staff should train.", ["train"], "Staff should <mark>train</mark>."),
        ("Training is not enough.", ["train"], "<mark>Training</mark> is not enough."),
        ("Restrain nobody.", ["train"], "Restrain nobody."),
        (
            "Share <b>all</b> & more",
            ["all"],
            "Share &lt;b&gt;<mark>all</mark>&lt;/b&gt; &amp; more",
        ),
        ("a < b", ["< b"], "a <mark>&lt; b</mark>"),
        ("risk\nassessment", ["risk assessment"], "<mark>risk\nassessment</mark>"),
        ("one two three", ["one two; two three"], "<mark>one two three</mark>"),
        ("(a+)+ b", ["(a+)+"], "<mark>(a+)+</mark> b"),
        ("nothing here", ["", ";", "x"], "nothing here"),
    ],
)
def test_marks_stand_in_escaped_text(text: str, marks: list[str], expected: str) -> None:
    assert marked(text, marks) == (expected, "")


def test_a_long_wording_is_folded_at_a_word_and_loses_nothing() -> None:
    text = "The board should meet & write. " * 60
    shown, folded = marked(text, [])
    assert shown.endswith(" ")
    assert folded
    assert (shown + folded).replace("&amp;", "&") == text


@pytest.mark.parametrize(
    ("given", "expected"),
    [("2013-09-02", "2 September 2013"), ("", ""), (None, ""), ("by spring", "by spring")],
)
def test_dates_are_written_as_they_are_read_here(given: object, expected: str) -> None:
    assert uk_date(given) == expected


def test_counts_are_worded_apart() -> None:
    assert asks(1, 0) == "1 recommendation"
    assert asks(0, 0) == "0 recommendations"
    assert asks(0, 1) == "1 concern"
    assert asks(1200, 2519) == "1,200 recommendations and 2,519 concerns"
    assert count_asks([{"kind": "concern"}, {"kind": "action"}]) == "1 recommendation and 1 concern"
    assert years(2013, 2013) == "2013"
    assert years(None, 2013) == ""
