"""Agencies and gaps page."""

from __future__ import annotations

from views.layout import header

header("Agencies and gaps", "Who is asked to act, on what, and who is not.")
