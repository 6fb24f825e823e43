"""Values that kinds of review and the codes of a recommendation can have."""

from __future__ import annotations

REVIEW_KINDS = {
    "DHR": "Domestic homicide review (now domestic abuse related death review)",
    "SCR": "Serious case review",
    "LCSPR": "Local child safeguarding practice review",
    "SAR": "Safeguarding adults review",
    "PFD": "Prevention of future deaths report",
    "SUSR": "Single unified safeguarding review (Wales)",
    "other": "Another kind of review",
}

CODES: dict[str, tuple[str, ...]] = {
    "actor": ("named", "typed", "collective", "none"),
    "action": ("firm", "soft", "assurance"),
    "measurable": ("outcome", "output", "none"),
    "time": ("dated", "recurring", "soft", "none"),
    "strength": ("weaker", "intermediate", "stronger", "unclear"),
    "depth": ("procedural", "judgement", "mixed", "structural", "none"),
    "level": ("local", "regional", "national", "all", "unresolved"),
    "societal": ("none", "context", "change"),
    "evidence_base": ("single_case", "guidance", "research", "other_reviews", "none"),
}
