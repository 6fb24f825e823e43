"""Evidence page."""

from __future__ import annotations

from views.layout import header

header("Evidence", "What reviews lean on, and what research is near.")
