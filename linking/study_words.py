"""The study's figures in words, the same on the page and in the report."""

from __future__ import annotations

from linking.intervals import Share, percent
from linking.study import Volume

FEW = 20  # below it a percentage would suggest more than is known
HEADINGS = ("Here", "Share", "Count", "Interval (95%)", "How well it is coded")
THEME_HEADINGS = ("Theme", "Of recommendations", "Count", "Of reviews", "Count")
LIMITS = (
    "The study's findings are given in our words, from summaries of it; the average was not "
    "checked against the report itself. It read reviews by hand; here rules and a model code "
    "them, and they err.",
    "How well it is coded: of labels held back from the rules, how often a code was right, or the "
    "F1 of themes. The judges were language models and no practitioners, and half of what they "
    "judged is invented. Themes that a case raised were not judged apart: the F1 given is of "
    "themes of recommendations.",
    "Coroners' concerns are left out: the study was of recommendations.",
    "The interval (Wilson's) says how little a small number tells, not how well it was coded. "
    "Recommendations of one review resemble each other, so that theirs are too narrow.",
    "SMART in form: a named actor or kind of actor, a firm verb, a time, and something to count. "
    "Achievable and relevant cannot be read from a sentence.",
    "Counts follow publication. Absence here is not absence in practice.",
)


def how_many(here: Volume) -> str:
    """Recommendations a review, with range, middle and denominator."""
    return (
        f"{here.mean:.1f} a review on average, from {here.least} to {here.most}; half make "
        f"{here.median:g} or fewer. {here.recommendations:,} recommendations in {here.reviews:,} "
        f"reviews that make any; each addresses {here.agencies:.1f} agencies on average."
    )


def left_out(here: Volume) -> str:
    """Reviews that could not be counted, or nothing."""
    if not here.none:
        return ""
    verb = "review of which no recommendation is loaded is"
    if here.none > 1:
        verb = "reviews of which no recommendation is loaded are"
    return f"{here.none:,} {verb} left out."


def in_words(share: Share) -> tuple[str, str, str]:
    """A share, its count out of its denominator, and its interval."""
    if not share.of:
        return "–", "none loaded", "–"
    low, high = share.interval
    few = "too few for a share" if share.of < FEW else percent(share.number, share.of)
    return few, f"{share.number:,} of {share.of:,}", f"{low:.0%} to {high:.0%}"
