"""Graph page."""

from __future__ import annotations

from views.layout import header

header("Graph", "x")
