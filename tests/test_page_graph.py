"""The Graph page, and the picture in it, in a real browser and without one."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from defusedxml import ElementTree
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest

from graph.store import Store, open_store
from tests.browser import HOSTILE, ROOT, barriers, settle, visit
from tests.small_graph import build

# Okabe-Ito colours as the browser paints them, to find a symbol on the canvas.
AGENCY = (213, 94, 0)
THEME = (0, 158, 115)
RECOMMENDATION = (91, 103, 112)


def graph_page(**address: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.run()
    app.switch_page("views/graph.py")
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


def words(app: AppTest) -> str:
    """All text on the page that a reader sees outside the picture."""
    shown = [*app.title, *app.header, *app.markdown, *app.caption, *app.text]
    return " ".join(element.value for element in shown)


@pytest.fixture
def small(embedded_store: Store) -> None:
    build(embedded_store)
    embedded_store.close()


@pytest.mark.usefixtures("small")
def test_it_starts_from_the_theme_that_comes_back_most() -> None:
    app = graph_page()
    assert not app.exception
    assert app.header[0].value == "◆ Sharing"
    assert "All 7 neighbours are shown." in words(app)


@pytest.mark.neo4j
def test_it_is_the_same_on_neo4j(neo4j_store: Store) -> None:
    build(neo4j_store)
    app = graph_page(node="Theme:info.sharing", second="ADDRESSED_TO")
    assert not app.exception
    assert app.header[0].value == "◆ Sharing"
    assert {"V one", "Northmarch Police", "c6"} <= set(app.dataframe[0].value["title"])


@pytest.mark.usefixtures("small")
def test_the_address_chooses_the_centre_and_the_kinds() -> None:
    app = graph_page(node="Recommendation:r1", kinds="Review,Agency")
    assert "All 2 neighbours are shown." in words(app)
    assert set(app.dataframe[0].value["title"]) == {"V one", "Northmarch Police"}
    app = graph_page(node="Theme:info", second="ABOUT")
    assert "Sharing" in set(app.dataframe[0].value["through"])


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("node", ["Theme:none", "Nothing:x", "x", "Theme:' RETURN 1 //"])
def test_an_address_that_names_nothing_says_so(node: str) -> None:
    app = graph_page(node=node)
    assert not app.exception
    assert "There is nothing called" in words(app)
    assert {link.proto.label for link in app.get("page_link")} >= {
        ":blue[Information]",
        ":blue[Judgement]",
    }


@pytest.mark.usefixtures("small")
def test_no_path_says_what_that_does_not_mean() -> None:
    app = graph_page(node="Agency:ho", to="Theme:train")
    assert not app.exception
    assert "No path of 6 steps or fewer joins agency" in words(app)
    assert "not that they have nothing to do with each other" in words(app)


@pytest.mark.usefixtures("small")
def test_an_address_that_somebody_cut_still_opens() -> None:
    app = graph_page(
        node="Theme:train", open="Recommendation:r2,-,x", pin="a@1,b@x@2,@@", hide="Agency,Nothing"
    )
    assert not app.exception
    assert "Expanded: Consider training" in words(app).replace("\\", "")
    assert set(app.dataframe[0].value["kind"]) == {"Recommendation", "Review"}


@pytest.mark.usefixtures("small")
def test_find_by_name_moves_there() -> None:
    app = graph_page()
    app.text_input(key="find").set_value("northmarch").run()
    found = next(button for button in app.button if "Northmarch" in button.label)
    found.click().run()
    assert app.query_params["node"] in ("Agency:p", ["Agency:p"])
    assert app.header[0].value == "▲ Northmarch Police"
    app.text_input(key="find").set_value("zzzz").run()
    assert "Nothing has 'zzzz' in its name" in words(app)


@pytest.mark.parametrize(
    ("node", "shown"),
    [
        ("Recommendation:r1", ["Police should share information before discharge", "V one"]),
        ("Finding:f1", ["A source", "Citation checked"]),
        ("Source:s1", ["A source", "2015"]),
        ("Review:v3", ["Safeguarding adults review", "Aldermere", "2020"]),
        ("Agency:p", ["local"]),
        ("Theme:info", ["Information"]),
    ],
)
@pytest.mark.usefixtures("small")
def test_facts_stand_beside_the_picture(node: str, shown: list[str]) -> None:
    app = graph_page(node=node)
    assert not app.exception
    for text in shown:
        assert text in words(app).replace("\\", "")


def test_more_than_fit_are_counted(embedded_store: Store) -> None:
    build(embedded_store)
    with embedded_store.writer() as writer:
        many = [{"id": f"x{n}", "title": f"Ask {n}", "text": "."} for n in range(200)]
        writer.upsert_nodes("Recommendation", many)
        ties = [{"source": one["id"], "target": "judg", "score": 0.5} for one in many]
        writer.upsert_edges("ABOUT", "Recommendation", "Theme", ties)
    embedded_store.close()
    app = graph_page(node="Theme:judg")
    assert "Showing 60 of 204 neighbours" in words(app)
    assert len(set(app.dataframe[0].value["title"])) == 60


def test_an_empty_graph_says_what_to_do_and_fills_without_a_restart(home: Path) -> None:
    app = graph_page()
    assert app.header[0].value == "Nothing is loaded yet"
    assert "make sample" in words(app)
    with open_store(write=True) as store:
        build(store)
    assert app.run().header[0].value == "◆ Sharing"
    assert home.exists()


def test_a_graph_that_cannot_be_opened_is_said_calmly(home: Path) -> None:
    home.mkdir()
    (home / "graph.kgl").write_bytes(b"this is no graph")
    app = graph_page()
    assert not app.exception
    assert "cannot be shown just now" in words(app)
    assert "is not a graph this version can open" in words(app)


# --- in a real browser --------------------------------------------------------------------------

FIND_COLOUR = """(canvas, [red, green, blue]) => {
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  let [count, x, y] = [0, 0, 0];
  for (let at = 0; at < data.length; at += 4) {
    if (data[at] === red && data[at + 1] === green && data[at + 2] === blue) {
      count += 1; x += (at / 4) % width; y += Math.floor(at / 4 / width);
    }
  }
  const shown = canvas.getBoundingClientRect();
  return count ? [x / count * shown.width / width, y / count * shown.height / height] : null;
}"""


def symbol(page: Page, colour: tuple[int, int, int]) -> dict[str, float]:
    """Where on the picture the symbols of one colour are, on average."""
    canvas = page.locator(".frame canvas")
    canvas.wait_for()
    for _ in range(40):
        place = canvas.evaluate(FIND_COLOUR, list(colour))
        if place:
            return {"x": place[0], "y": place[1]}
        page.wait_for_timeout(250)
    raise AssertionError(f"nothing of colour {colour} in the picture")


def gone(page: Page, colour: tuple[int, int, int]) -> None:
    """Wait until no symbol of that colour is drawn in full."""
    canvas = page.locator(".frame canvas")
    page.wait_for_function(
        f"([canvas, colour]) => ({FIND_COLOUR})(canvas, colour) === null",
        arg=[canvas.element_handle(), list(colour)],
    )


def downloaded(page: Page, button: str) -> bytes:
    with page.expect_download() as caught:
        page.get_by_role("button", name=button, exact=True).click()
    return Path(caught.value.path()).read_bytes()


@pytest.mark.browser
def test_a_reader_explores_with_the_pointer(page: Page, small_explorer: str) -> None:
    visit(page, f"{small_explorer}/graph?node=Theme:train")
    canvas = page.locator(".frame canvas")
    canvas.click(position=symbol(page, RECOMMENDATION))
    page.wait_for_url(re.compile("chosen=Recommendation(%3A|:)r2"))
    expect(page.get_by_role("heading", name="Consider training.")).to_be_visible()

    page.get_by_role("button", name="Expand").click()
    page.wait_for_url(re.compile("open=Recommendation"))
    expect(page.get_by_text("Expanded: Consider training")).to_be_visible()
    agencies = page.get_by_role("button", name="1 agency")
    agencies.click()
    gone(page, AGENCY)
    page.wait_for_url(re.compile("hide=Agency"))
    agencies.click()

    at = symbol(page, AGENCY)
    left, top = (canvas.bounding_box() or {})["x"], (canvas.bounding_box() or {})["y"]
    page.mouse.move(left + at["x"], top + at["y"])
    page.mouse.down()
    page.mouse.move(left + 150, top + 80, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile("pin=Agency"))
    expect(page.get_by_role("button", name="Let go")).to_be_visible()
    page.get_by_role("button", name="Fit").click()
    moved = symbol(page, AGENCY)
    visit(page, page.url)  # a link opens the same picture
    again = symbol(page, AGENCY)
    assert (again["x"], again["y"]) == pytest.approx((moved["x"], moved["y"]), abs=3)

    page.get_by_role("button", name="Take this picture away").click()
    svg = ElementTree.fromstring(downloaded(page, "SVG"))
    assert len(list(svg.iter("{http://www.w3.org/2000/svg}line"))) == 3
    assert "Expanded: Consider training." in "".join(svg.itertext())
    assert b"<graphml" in downloaded(page, "GraphML")
    page.keyboard.press("Escape")

    page.get_by_role("button", name="Dim others").click()  # the agency is joined to r2 alone
    gone(page, THEME)
    page.get_by_role("button", name="Dim others").click()
    page.get_by_role("button", name="Start here").click()
    page.wait_for_url(re.compile(r"node=Agency(%3A|:)gp$"))
    expect(page.get_by_role("heading", name="General practice")).to_have_count(1)

    page.get_by_label("A path from it to").fill("sharing")
    page.get_by_label("A path from it to").press("Enter")
    page.get_by_role("button", name="Sharing").click()
    page.wait_for_url(re.compile("to=Theme"))
    expect(page.get_by_text("Joined in 3 steps.")).to_be_visible()
    expect(page.get_by_text("The case of review ■ “V one” showed theme")).to_be_visible()
    symbol(page, THEME)


@pytest.mark.browser
def test_a_reader_explores_with_the_keyboard_alone(page: Page, small_explorer: str) -> None:
    visit(page, f"{small_explorer}/graph?node=Recommendation:c7&kinds=Agency")
    picture = page.get_by_role("application")
    expect(picture).to_have_attribute("aria-label", re.compile("and 1 other item"))
    symbol(page, AGENCY)
    picture.focus()
    live = page.locator(".frame .live")
    for key in ("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"):
        picture.press(key)
        if "Home Office" in live.inner_text():
            break
    expect(live).to_have_text("Agency: Home Office. 2 of 2, joined to 1.")
    picture.press("Home")
    expect(live).to_contain_text("Recommendation: c7. 1 of 2")
    picture.press("d")
    expect(live).to_have_text("Only what is joined to c7 stands out.")
    picture.press("Escape")
    picture.press("?")
    expect(page.get_by_role("region", name="What each key does")).to_contain_text("expand it")
    assert barriers(page) == []
    picture.press("/")
    page.keyboard.type("office")
    expect(live).to_have_text("1 found in the picture.")
    page.keyboard.press("Enter")
    expect(live).to_contain_text("Agency: Home Office.")
    page.keyboard.press("Escape")
    picture.press("Shift+ArrowRight")
    page.wait_for_url(re.compile("pin=Agency"))
    picture.press("p")
    expect(live).to_have_text("Home Office: Let go.")
    picture.press("Enter")
    expect(page.get_by_role("heading", name="Home Office")).to_be_visible()
    picture.press("s")
    page.wait_for_url(re.compile(r"node=Agency(%3A|:)ho"))
    # the picture follows, and the keys go on from its new centre
    expect(picture).to_have_attribute("aria-label", re.compile("agency Home Office"))
    picture.press("Home")
    expect(live).to_contain_text("Agency: Home Office.")


@pytest.mark.browser
def test_zoom_and_fit(page: Page, small_explorer: str) -> None:
    visit(page, f"{small_explorer}/graph?node=Recommendation:c7&kinds=Agency")
    before = symbol(page, AGENCY)
    page.get_by_role("button", name="Zoom in").click()
    assert symbol(page, AGENCY) != before
    page.get_by_role("button", name="Fit").click()
    page.wait_for_timeout(300)
    after = symbol(page, AGENCY)
    assert (after["x"], after["y"]) == pytest.approx((before["x"], before["y"]), abs=2)


@pytest.mark.browser
def test_the_picture_follows_the_dark_theme(page: Page, small_explorer: str) -> None:
    page.emulate_media(color_scheme="dark")
    visit(page, f"{small_explorer}/graph?node=Theme:info")
    symbol(page, THEME)
    symbol(page, (230, 233, 237))  # the centre's rim, in the dark theme's text colour


def not_markup(page: Page) -> None:
    """Nothing of the hostile text became an element."""
    main = page.get_by_test_id("stMain")
    for made in ("b", "img[src*='e.org']", "a[href*='e.org']", ".katex", "em", "code"):
        assert main.locator(made).count() == 0, made


@pytest.mark.browser
@pytest.mark.parametrize("node", ["Recommendation:r9", "Review:v9"])
def test_text_of_a_document_stays_text(page: Page, small_explorer: str, node: str) -> None:
    visit(page, f"{small_explorer}/graph?node={node}")
    heading = page.locator("h2").first.inner_text().replace("\u2060", "")
    assert heading.endswith(HOSTILE)
    not_markup(page)
    page.get_by_label("Find by name").fill("http://e.org")
    page.get_by_label("Find by name").press("Enter")
    page.locator('[class*="st-key-found-"]').first.wait_for()
    settle(page)
    not_markup(page)
    assert page.get_by_text("Source report").count() == 0  # its url was javascript:


@pytest.fixture
def opened(page: Page, small_explorer: str) -> Callable[[str], None]:
    return lambda path: visit(page, small_explorer + path)


@pytest.mark.browser
def test_a_row_of_the_table_is_shown_beside(page: Page, opened: Callable[[str], None]) -> None:
    opened("/graph?node=Recommendation:c7&kinds=Agency")
    table = page.get_by_test_id("stDataFrame")
    table.scroll_into_view_if_needed()
    place = table.bounding_box()
    assert place is not None
    page.mouse.click(place["x"] + 18, place["y"] + 52)  # the first row's box to tick
    page.wait_for_url(re.compile(r"chosen=Agency(%3A|:)ho"))
    expect(page.locator(".frame .who")).to_have_text("▲ Home Office")


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("node", ["Theme:info.sharing", "Recommendation:r1", "Theme:none"])
def test_nothing_keeps_people_out(page: Page, small_explorer: str, theme: str, node: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    visit(page, f"{small_explorer}/graph?node={node}&second=MADE")
    assert barriers(page) == []
