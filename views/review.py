"""Review page."""

from __future__ import annotations

from views.layout import header

header("Review", "One review, with its recommendations, agencies, themes and evidence.")
