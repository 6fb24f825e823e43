"""The Cypher page: questions with a form, and free queries in the editor."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from streamlit.testing.v1 import AppTest

from graph.catalogue import AUDIENCES, catalogue, parse, read
from graph.store import Store
from tests.browser import ROOT, barriers, settle, visit
from tests.small_graph import build


@pytest.fixture(autouse=True)
def small(embedded_store: Store) -> None:
    build(embedded_store)
    embedded_store.close()


def cypher_page(**address: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.run()
    app.switch_page("views/cypher.py")
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


def standing(app: AppTest, name: str) -> str:
    """One value of the page's address."""
    value = app.query_params[name]
    return value[0] if isinstance(value, list) else value


def words(app: AppTest) -> str:
    shown = [*app.markdown, *app.caption, *app.text]
    return " ".join(element.value for element in shown).replace("\\", "")


def free(text: str, **values: str) -> AppTest:
    return cypher_page(mode="free", cypher=text, **{f"p_{k}": v for k, v in values.items()})


def test_every_question_opens_with_its_form() -> None:
    app = cypher_page()
    for name, query in catalogue().items():
        app.query_params.clear()
        app.query_params["query"] = name
        app.run()
        assert not app.exception, name
        assert app.selectbox(key="choose-query").value == name
        assert query.description.split(".")[0] in words(app), name
        assert re.search(r"\*\*[\d,]+ rows?\*\*, in|Choose first", words(app)), name


def test_questions_stand_under_whom_they_are_for_and_are_found_by_their_words() -> None:
    app = cypher_page()
    headings = [label.partition(" · ")[0] for label in app.selectbox(key="choose-query").options]
    assert list(dict.fromkeys(headings)) == list(AUDIENCES.values())
    app.text_input(key="type-find").set_value("stuck WORDINGS").run()
    assert standing(app, "find") == "stuck WORDINGS"
    assert app.selectbox(key="choose-query").value == "stuck_wordings"
    assert f"1 of {len(catalogue())} questions say" in words(app)
    app = cypher_page(find="no such words")
    assert "here are all" in words(app)
    assert app.selectbox(key="choose-query").value == "theme_shares"


def test_a_question_about_one_review_asks_which() -> None:
    app = cypher_page(query="review")
    assert "Choose first: review." in words(app)
    assert "Absence" not in words(app)
    app.selectbox(key="review.review").set_value("v2")
    next(button for button in app.button if button.label == "Run").click().run()
    assert list(app.dataframe[0].value["review_id"]) == ["v2"]


def test_a_shared_address_brings_back_the_form_and_the_answer() -> None:
    app = cypher_page(query="reviews", p_kind="DHR", p_area="Aldermere")
    assert app.selectbox(key="reviews.kind").value == "DHR"
    assert app.selectbox(key="reviews.area").value == "Aldermere"
    assert list(app.dataframe[0].value["review_id"]) == ["v1"]


def test_the_form_writes_the_address() -> None:
    app = cypher_page(query="reviews")
    assert len(app.dataframe[0].value) == 4
    app.selectbox(key="reviews.kind").set_value("SAR")
    next(button for button in app.button if button.label == "Run").click().run()
    assert standing(app, "p_kind") == "SAR"
    assert "p_area" not in app.query_params
    assert list(app.dataframe[0].value["review_id"]) == ["v3"]


@pytest.mark.parametrize(
    "address",
    [
        {"query": "no_such_question"},
        {"query": "vague_recommendations", "p_limit": "many"},
        {"query": "vague_recommendations", "p_limit": "9" * 30},
        {"query": "themes_told_to_agency", "p_agency": "<b>nobody</b>"},
        {"query": "evidence_links", "p_score": "nan"},
        {"mode": "nonsense"},
    ],
)
def test_a_strange_address_does_not_break_the_page(address: dict[str, str]) -> None:
    app = cypher_page(**address)
    assert not app.exception
    assert app.title[0].value == "Cypher"


def test_an_empty_answer_is_not_taken_for_proof() -> None:
    app = free("MATCH (t:Theme {id: 'none'}) RETURN t.id AS id")
    assert "**0 rows**" in words(app)
    assert "Absence here is not absence in practice." in words(app)


def test_view_and_edit_takes_the_question_and_its_values_along() -> None:
    app = cypher_page(query="reviews", p_kind="SAR")
    next(button for button in app.button if button.label.startswith("View and edit")).click().run()
    assert standing(app, "mode") == "free"
    query = catalogue()["reviews"]
    assert standing(app, "cypher").endswith(query.text.strip())
    assert parse(standing(app, "cypher"))[1] == query.parameters
    kind = next(one.key for one in app.selectbox if str(one.key).endswith(".kind"))
    assert app.selectbox(key=kind).value == "SAR"
    assert list(app.dataframe[0].value["review_id"]) == ["v3"]
    app.selectbox(key=kind).set_value("PFD")
    next(button for button in app.button if button.label == "Run").click().run()
    assert list(app.dataframe[0].value["review_id"]) == ["v4"]


def test_values_of_a_free_query_are_typed() -> None:
    text = "MATCH (v:Review) WHERE v.year = $when RETURN v.id AS id ORDER BY id"
    assert list(free(text, when="2020").dataframe[0].value["id"]) == ["v2", "v3"]
    assert "**0 rows**" in words(free(text, when='"2020"'))
    assert "Fill in first: $when." in words(free(text))


def test_a_parameter_has_the_type_that_is_chosen_declared_or_known() -> None:
    app = free("MATCH (t:Theme {id: $which})<-[:ABOUT]-(r) RETURN r.id AS id ORDER BY id")
    app.selectbox(key="choose-t_which").set_value("theme").run()
    field = next(one for one in app.selectbox if str(one.key).endswith(".which"))
    field.set_value("info.sharing")
    next(button for button in app.button if button.label == "Run").click().run()
    assert standing(app, "p_which") == "info.sharing"
    assert "r1" in list(app.dataframe[0].value["id"])
    app = free("// param: x | integer | 7 | A number\nRETURN $x + 1 AS y")
    assert list(app.dataframe[0].value["y"]) == [8]
    app = free("MATCH (v:Review {kind: $kind}) RETURN v.id AS id", kind="SAR")
    assert list(app.dataframe[0].value["id"]) == ["v3"]
    app = cypher_page(mode="free", cypher="RETURN $n AS n", p_n="many", t_n="integer")
    assert "must be of type integer" in words(app)


def test_rows_of_many_kinds_are_shown() -> None:
    text = (
        "UNWIND [1, 'two', 2.5, true, null, [1, 'x'], 9007199254740993] AS mixed "
        "RETURN mixed, [mixed] AS listed"
    )
    app = free(text)
    assert not app.exception
    assert "**7 rows**" in words(app)


def test_an_address_is_a_link_and_never_text() -> None:
    text = "UNWIND ['https://example.org/a-name', null] AS found RETURN found, 'x' AS other"
    config = json.loads(free(text).dataframe[0].proto.columns)
    assert config["found"]["type_config"] == {"type": "link", "display_text": "Source report"}
    assert "type_config" not in config["other"]
    text = (
        "WITH 'https://e.org/a-name' AS u UNWIND [u, 'none'] AS x RETURN x, [{v: u}] AS y, [u] AS z"
    )
    shown = free(text).dataframe[0].value
    assert "a-name" not in shown.to_string()
    assert list(shown["x"]) == ["Source report", "none"]


def test_the_row_limit_is_said() -> None:
    app = free("UNWIND range(1, 1500) AS n RETURN n")
    assert "**1,000 rows**" in words(app)
    assert "The first 1,000 are shown; there are more." in words(app)
    app.button(key="more-rows").click().run()
    assert standing(app, "rows") == "5000"
    assert "**1,500 rows**" in words(app)


def test_an_answer_as_graph_chart_and_plan() -> None:
    text = "MATCH (r:Recommendation)-[:ABOUT]->(t:Theme) RETURN r, t.id AS theme, 1 AS n"
    app = cypher_page(mode="free", cypher=text, show="graph")
    assert "9 nodes named in r, theme, with all " in words(app)
    app = cypher_page(query="theme_shares", show="chart", x="theme", y="reviews")
    assert not app.exception
    assert app.get("vega_lite_chart")
    app = cypher_page(query="theme_shares", show="plan")
    assert "What kglite did" in words(app)
    assert "These rows name no nodes." in words(
        cypher_page(mode="free", cypher="RETURN 1 AS one", show="graph")
    )


def test_an_error_stands_at_its_line() -> None:
    app = free("MATCH (n:Theme)\nRETURN m.id")
    assert "The engine could not run this query, line 2" in words(app)


def test_what_was_run_can_be_brought_back() -> None:
    app = free("RETURN $a AS a", a="1")
    app.query_params.clear()
    app.query_params["mode"] = "free"
    app.query_params["cypher"] = "RETURN 2 AS b"
    app.run()
    past = [one.label for one in app.button if str(one.key).startswith("past-")]
    assert len(past) == 2
    app.button(key="past-1").click().run()
    assert standing(app, "cypher") == "RETURN $a AS a"
    assert standing(app, "p_a") == "1"


def test_a_long_query_is_held_by_the_session_and_said() -> None:
    app = cypher_page(query="evidence_stated_and_available")
    next(one for one in app.button if one.label.startswith("View and edit")).click().run()
    assert "too long to stand in the address" in words(app)
    assert app.dataframe
    assert "cypher" not in app.query_params


def test_a_query_is_saved_opened_changed_and_deleted(home: Path) -> None:
    app = free("MATCH (v:Review {kind: $kind}) RETURN v.id AS id", kind="SAR")
    app.text_input(key="save-title").set_value("Reviews of a kind")
    next(one for one in app.button if one.label == "Save the query").click().run()
    path = home / "queries" / "reviews_of_a_kind.cypher"
    assert read(path).parameters[0].type == "review_kind"
    again = free("RETURN 1 AS one")
    again.text_input(key="save-title").set_value("Reviews of a kind!")
    next(one for one in again.button if one.label == "Save the query").click().run()
    assert "Another saved query has this title." in words(again)
    app = cypher_page(mode="saved")
    app.button(key="open-reviews_of_a_kind").click().run()
    assert standing(app, "saved") == "reviews_of_a_kind"
    assert "Fill in first: $kind." in words(app)
    app = cypher_page(mode="saved")
    app.button(key="delete-reviews_of_a_kind").click().run()
    app.button(key="yes-reviews_of_a_kind").click().run()
    assert not path.exists()
    assert "Nothing is saved yet." in words(app)


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("MATCH (n) DETACH DELETE n", "This query was not run"),
        ("CREATE (n:Theme {id: 'x'})", "This query was not run"),
        ("LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row", "This query was not run"),
        ("MATCH (n RETURN n", "This query was not run"),
        ("MATCH (n:Theme) RETURN nothing.here", "could not run this query"),
        ("MATCH (n:Theme {id: 'x'}) RETURN", "could not run this query"),
    ],
)
def test_what_cannot_run_is_explained(text: str, heading: str) -> None:
    app = free(text)
    assert not app.exception
    assert heading in words(app)
    assert not app.dataframe


# --- in a real browser --------------------------------------------------------------------------


def type_query(page: Page, text: str) -> None:
    editor = page.get_by_role("textbox", name="Cypher query")
    editor.click()
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


@pytest.mark.browser
def test_type_and_run(page: Page, small_explorer: str) -> None:
    visit(page, f"{small_explorer}/cypher?mode=free")
    type_query(page, "MATCH (t:Theme) RETURN t.id AS id")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("4 rows")).to_be_visible()
    page.wait_for_url(re.compile(r"cypher=MATCH"))
    type_query(page, "MATCH (s:Source) RETURN s.id AS id")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_text("1 row,")).to_be_visible()
    page.reload()
    settle(page)
    expect(page.get_by_role("textbox", name="Cypher query")).to_contain_text("(s:Source)")


@pytest.mark.browser
def test_what_is_being_typed_survives_another_run(page: Page, small_explorer: str) -> None:
    query = "MATCH%20(t:Theme%20%7Bid:%20$which%7D)%20RETURN%20t.id%20AS%20id"
    visit(page, f"{small_explorer}/cypher?mode=free&cypher={query}&p_which=info")
    expect(page.get_by_text("1 row,")).to_be_visible()
    type_query(page, "MATCH (unfinished")
    page.get_by_label("Which", exact=True).fill("nothing")
    page.get_by_label("Which", exact=True).press("Enter")
    expect(page.get_by_text("0 rows", exact=True)).to_be_visible()
    expect(page.get_by_role("textbox", name="Cypher query")).to_contain_text("(unfinished")


@pytest.mark.browser
def test_downloads_hold_every_row_and_run_nothing(
    page: Page, small_explorer: str, tmp_path: Path
) -> None:
    query = "UNWIND%20range(1,30)%20AS%20n%20RETURN%20n,%20'=1%2B1'%20AS%20formula"
    visit(page, f"{small_explorer}/cypher?mode=free&cypher={query}")
    with page.expect_download() as coming:
        page.get_by_role("button", name="CSV").click()
    coming.value.save_as(tmp_path / "rows.csv")
    lines = (tmp_path / "rows.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[:2] == ["n,formula", "1,'=1+1"]
    assert len(lines) == 31
    with page.expect_download() as coming:
        page.get_by_role("button", name="JSON").click()
    coming.value.save_as(tmp_path / "rows.json")
    rows = json.loads((tmp_path / "rows.json").read_text(encoding="utf-8"))["rows"]
    assert rows[-1] == {"n": 30, "formula": "=1+1"}


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    "address", ["query=reviews", "mode=free&cypher=RETURN%20$x%20AS%20x&p_x=1"]
)
def test_nothing_keeps_people_out(
    page: Page, small_explorer: str, theme: str, address: str
) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    visit(page, f"{small_explorer}/cypher?{address}")
    expect(page.get_by_text("seconds.").last).to_be_visible()
    assert barriers(page) == []


def tab_to(page: Page, there: Locator, key: str = "Tab") -> None:
    """Go with the keyboard until something has the focus."""
    there.wait_for()
    for _ in range(60):
        if there.evaluate("it => it.getRootNode().activeElement === it"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{there} cannot be reached by {key}.")


@pytest.mark.browser
def test_a_query_from_completion_to_plan_by_keyboard_alone(page: Page, small_explorer: str) -> None:
    visit(page, f"{small_explorer}/cypher?mode=free")
    editor = page.get_by_role("textbox", name="Cypher query")
    tab_to(page, editor)
    page.keyboard.press("Control+a")
    page.keyboard.type("MATCH (t:The")
    expect(page.get_by_role("option", name="Theme")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.type(" {id: $which}) RETURN t.defi")
    expect(page.get_by_role("option", name="definition")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.type(", t.id AS id")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Fill in first: $which.")).to_be_visible()
    expect(editor).to_contain_text("(t:Theme {id: $which}) RETURN t.definition")
    tab_to(page, page.get_by_label("Which", exact=True))
    page.keyboard.type("info.sharing")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 row", exact=True)).to_be_visible()

    tab_to(page, page.get_by_role("button", name="Save"), "Shift+Tab")
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Title"))
    page.keyboard.type("One theme")
    tab_to(page, page.get_by_role("button", name="Save the query"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved as one_theme.cypher.")).to_be_visible()

    tab_to(page, editor, "Shift+Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("MATCH (v:Review) RETURN v.kind AS kind, count(v) AS n ORDER BY kind ")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("3 rows", exact=True)).to_be_visible()
    tab_to(page, page.get_by_role("radio", name="Table"))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("canvas, svg.marks").first).to_be_visible()
    settle(page)
    assert barriers(page) == []
    tab_to(page, page.get_by_role("radio", name="Chart"))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_text("What kglite did")).to_be_visible()
    settle(page)
    assert barriers(page) == []
    tab_to(page, page.get_by_role("button", name="History (2)"), "Shift+Tab")
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name=re.compile("which")))
    page.keyboard.press("Enter")
    expect(editor).to_contain_text("(t:Theme {id: $which})")
