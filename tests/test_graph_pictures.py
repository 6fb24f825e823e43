"""The Graph page's picture as files, read again by others: SVG, PNG, a page to mail, graphs."""

import io
import json
from pathlib import Path

import networkx as nx
import pytest
from defusedxml import ElementTree
from PIL import Image
from playwright.sync_api import Browser

from exports.drawing import Drawing, Line, Mark, beside
from exports.graph_files import as_file
from exports.labels import BELOW, Box, Spot, placed
from exports.mailable import as_html
from exports.picture import as_png, as_svg
from exports.provenance import Corpus, Provenance

HOSTILE = "</script><script>document.title='x'</script> \"a\" 'b' <img src=//e.org/i> &amp; \x00]]>"
ABOUT = Provenance("Graph: what surrounds sharing", Corpus(35, 35, 400, 0))
SVG = "{http://www.w3.org/2000/svg}"
REC = (91, 103, 112)


def drawing(title: str = "Sharing", count: int = 3) -> Drawing:
    centre = Mark("Theme:t", "Theme", title, 0, 0, 19)
    rest = tuple(
        Mark(f"Recommendation:r{n}", "Recommendation", f"{title} {n}", 60.0 * n, 100, 7)
        for n in range(1, count + 1)
    )
    lines = tuple(
        Line(one.key, centre.key, "ABOUT", "is about the theme", 1 + n, n / 10)
        for n, one in enumerate(rest)
    )
    return Drawing(title, (centre, *rest), lines)


def meet(boxes: list[Box]) -> bool:
    return any(a.meets(b) for n, a in enumerate(boxes) for b in boxes[:n])


@pytest.mark.parametrize("sides", [[BELOW], [BELOW, (0, -1), (1, 0), (-1, 0)]])
def test_no_name_stands_over_another_or_over_a_symbol(sides: list[tuple[int, int]]) -> None:
    spots = [Spot(str(n), n % 17 * 31.0, n // 17 * 29.0, 7, f"Name {n}") for n in range(200)]
    boxes = placed(spots, [spot.key for spot in spots], 12, sides)
    symbols = [Box(s.x - s.half, s.y - s.half, s.x + s.half, s.y + s.half) for s in spots]
    assert boxes
    assert not meet([*boxes.values(), *symbols])


@pytest.mark.parametrize(
    ("label", "title", "short"),
    [
        (
            "Review",
            "Domestic homicide review, Aldermere, 2019: a woman",
            "DHR, Aldermere, 2019: a woman",
        ),
        ("Review", "Domestic abuse related death review, X, 2024", "DARDR, X, 2024"),
        ("Review", "Aldermere", "Aldermere"),
        ("Theme", "Serious case review", "Serious case review"),
        ("Agency", "A" * 40, "A" * 29 + "…"),
    ],
)
def test_a_title_beside_a_symbol(label: str, title: str, short: str) -> None:
    assert beside(label, title) == short


def test_svg_is_a_drawing_with_its_words() -> None:
    root = ElementTree.fromstring(as_svg(drawing(HOSTILE), ABOUT))
    assert len(root.findall(f".//{SVG}line")) == 3
    assert len(root.findall(f".//{SVG}circle")) == 4  # three, and one in the legend
    assert {one.tag.removeprefix(SVG) for one in root.iter()} <= {
        *("svg", "title", "desc", "rect", "text", "g", "polygon", "circle", "line")
    }
    words = " ".join(root.itertext())
    assert ABOUT.sentence() in words
    assert "1 theme" in words
    assert "3 recommendations" in words
    assert "</script><script>" in words
    widths = [float(one.get("stroke-width")) for one in root.iter(f"{SVG}line")]
    assert widths == sorted(widths)


def test_png_is_the_same_at_twice_its_size() -> None:
    svg = as_svg(drawing(), ABOUT)
    height = float(ElementTree.fromstring(svg).get("height"))
    with Image.open(io.BytesIO(as_png(svg))) as picture:
        assert picture.size == (2400, pytest.approx(2 * height, abs=2))
        colours = {colour for _, colour in picture.convert("RGB").getcolors(2**24)}
    assert REC in colours
    assert (0, 158, 115) in colours


@pytest.mark.parametrize("form", ["graphml", "gexf", "json"])
def test_the_part_shown_is_a_graph_for_others(form: str) -> None:
    written = as_file(drawing().as_networkx(), form, ABOUT)
    if form == "graphml":
        graph = nx.parse_graphml(written.decode(), force_multigraph=True)
    elif form == "gexf":
        graph = nx.read_gexf(io.BytesIO(written))
    else:
        graph = nx.node_link_graph(json.loads(written), edges="edges")
    assert set(graph) == {"Theme:t", *(f"Recommendation:r{n}" for n in (1, 2, 3))}
    assert graph.nodes["Recommendation:r2"]["x"] == 120
    assert sorted(data["score"] for *_, data in graph.edges(data=True)) == [0, 0.1, 0.2]


@pytest.mark.browser
def test_a_page_to_mail_asks_for_nothing_and_runs_nothing(
    chromium: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "picture.html"
    file.write_text(as_html(drawing(HOSTILE), ABOUT), encoding="utf-8")
    page = chromium.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(file.as_uri())
    page.wait_for_function(
        """rgb => { const c = document.querySelector("canvas");
          const { data } = c.getContext("2d").getImageData(0, 0, c.width, c.height);
          for (let i = 0; i < data.length; i += 4)
            if (rgb.every((part, at) => data[i + at] === part)) return true;
          return false; }""",
        arg=list(REC),
    )
    assert asked == [file.as_uri()]
    assert said == []
    assert page.title().startswith("</script><script>")
    assert page.locator("script").count() == 2
    assert page.locator("img").count() == 0
    text = page.inner_text("body")
    assert "INVENTED SAMPLE DATA: all 35 reviews are invented." in text
    assert "Graph: what surrounds sharing" in text
    assert page.locator("tbody tr").count() == 4
    assert page.locator("[src], [href]").count() == 0
    page.close()
