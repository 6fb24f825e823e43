"""Charts as pictures: drawn without a browser or a network, with where they come from above."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from xml.etree import ElementTree

import altair as alt
import pandas as pd
from PIL import Image

from exports.chart import to_png, to_svg
from exports.provenance import Corpus, Provenance

HOSTILE = '<script>alert("&")</script>'
ABOUT = Provenance(
    f"Over time: {HOSTILE}",
    Corpus(reviews=3, invented=3, recommendations=7, concerns=0),
    {"Kind of review": "Serious case reviews"},
    date(2026, 11, 23),
    "9.9",
)


def chart() -> dict[str, object]:
    data = pd.DataFrame({"year": ["2018", HOSTILE], "reviews": [1, 2]})
    bars = alt.Chart(data).mark_bar().encode(x="year:N", y="reviews:Q")
    return bars.properties(height=120).to_dict()


def test_svg_says_where_it_comes_from_and_runs_nothing() -> None:
    picture = ElementTree.fromstring(to_svg(chart(), ABOUT))
    tags = {element.tag.rpartition("}")[2] for element in picture.iter()}
    assert "text" in tags
    assert not tags & {"script", "image", "a", "foreignObject"}
    words = " ".join("".join(element.itertext()) for element in picture.iter())
    for said in (HOSTILE, "INVENTED SAMPLE DATA", "Serious case reviews", "9.9", "2026-11-23"):
        assert said in words, said


def test_png_is_sharp_and_on_white_paper() -> None:
    picture = Image.open(BytesIO(to_png(chart(), ABOUT)))
    assert (picture.format, picture.width > 1500) == ("PNG", True)
    assert picture.convert("RGB").getpixel((2, 2)) == (255, 255, 255)
