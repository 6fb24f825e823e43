"""Themes page."""

from __future__ import annotations

from views.layout import header

header("Themes", "What reviews are about, over the years.")
