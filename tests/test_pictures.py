"""The pictures in docs/pictures are of the explorer as it is: taken again, and compared.

Numbers and lists may differ a little where another processor links a little differently, and
letters by the fonts of a machine; a part of a page that is missing, or that moved, may not.
"""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page

from docs.take_pictures import LOOKS, PAGES, PICTURES, look

BLOCK = 16  # pixels a side of the parts that are compared, each by its mean grey
FAR = 20  # of 255: a line of text gone, or a box in another colour
SHARE = 0.06  # of the parts may be that far apart


def apart(one: Image.Image, other: Image.Image) -> float:
    """The share of a picture's parts that are far from the other's."""
    if one.size != other.size:
        return 1.0
    small = (one.width // BLOCK, one.height // BLOCK)
    first, second = (
        np.asarray(each.convert("L").resize(small, Image.Resampling.BOX), dtype=float)
        for each in (one, other)
    )
    return float((abs(first - second) > FAR).mean())


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_its_pictures(sample_explorer: str, page: Page, name: str) -> None:
    for as_ in LOOKS:
        now = Image.open(BytesIO(look(page, name, sample_explorer, as_)))
        kept = Image.open(PICTURES / f"{name}{as_}.png")
        assert apart(now, kept) <= SHARE, f"{name}{as_}: if it is meant to look so, make pictures"


def test_no_picture_is_of_a_page_that_is_gone() -> None:
    known = {f"{name}{as_}.png" for name in PAGES for as_ in LOOKS}
    assert {path.name for path in PICTURES.glob("*.png")} == known


def test_a_picture_without_its_map_is_another() -> None:
    kept = Image.open(PICTURES / "agencies.png").convert("RGB")
    without = kept.copy()
    ImageDraw.Draw(without).rectangle((300, 620, 1400, 1000), fill="white")
    assert apart(kept, kept) == 0
    assert apart(kept, without) > SHARE
