"""Overview page."""

from __future__ import annotations

from views.layout import header

header("Overview", "What is loaded, what repeats most, and where the gaps are.")
