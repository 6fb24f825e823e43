"""Earlier asks near a draft: the answer in a sentence, and the nearest of them to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.store import Row
from linking.repeats import NEAR, POSSIBLE
from linking.told import OPPOSITE, TOPIC, Earlier, Told
from views.data import ask
from views.names import years
from views.parts import first_of, more_of, recommendation

FIRST = 3
"""Cards that stand open; the rest are shown on request."""
LIKE = (NEAR, POSSIBLE)
"""Tiers that count as told before."""
# The order of reading, with what a card says of it.
TIERS = {
    NEAR: "Nearly in these words",
    POSSIBLE: "Perhaps the same ask",
    OPPOSITE: "Alike in words, and asked the other way round",
    TOPIC: "On the same matter",
}


@dataclass(frozen=True)
class Spread:
    """Over how many reviews and areas some asks are spread, and from when to when (years; None
    where no review has one)."""

    asks: int
    reviews: int
    areas: int
    first: int | None
    last: int | None

    @property
    def years(self) -> str:
        """', 2014 to 2021', ', 2014', or nothing."""
        return f", {years(self.first, self.last)}" if self.first else ""


def asked_before(found: Sequence[Told]) -> dict[str, Row]:
    """The earlier asks near any of the drafts, with their reviews, by id."""
    ids = dict.fromkeys(one.recommendation_id for each in found for one in each.earlier)
    rows = ask("recommendations_by_id", ids=" ".join(ids)) if ids else []
    return {str(row["recommendation_id"]): row for row in rows}


def spread(told: Told, rows: dict[str, Row], tiers: Sequence[str]) -> Spread:
    """Where the earlier asks of some tiers stand."""
    mine = [
        rows[one.recommendation_id]
        for one in told.earlier
        if one.tier in tiers and one.recommendation_id in rows
    ]
    dated = sorted(int(row["year"]) for row in mine if row["year"])
    return Spread(
        len(mine),
        len({row["review_id"] for row in mine}),
        len({row["area"] for row in mine} - {None, ""}),
        dated[0] if dated else None,
        dated[-1] if dated else None,
    )


def answer(told: Told, rows: dict[str, Row], reviews: int) -> str:
    """Whether a draft was told before, in Markdown: how many asks are like it and how many on the
    same matter, in how many of the ``reviews`` looked through, areas and years."""
    near, like, topic = (spread(told, rows, tiers) for tiers in ((NEAR,), LIKE, (TOPIC,)))
    perhaps = like.asks - near.asks
    if near.asks:
        said = f"Told before, nearly in these words: {_times(near.asks)}"
        said += f", and {perhaps:,} perhaps the same" if perhaps else ""
    elif perhaps:
        said = f"Perhaps told before: {perhaps:,} earlier {_noun(perhaps)} may be the same"
    else:
        said = f"No earlier ask like it was found in {reviews:,} {_noun(reviews, 'review')}"
    parts = [f"**{said}**"]
    if like.asks:
        parts[0] += f", in {like.reviews:,} of {reviews:,} reviews{_areas(like)}{like.years}"
    if turned := spread(told, rows, (OPPOSITE,)).asks:
        parts.append(f"{turned:,} alike in words {_verb(turned)} the other way round")
    if topic.asks:
        more = "more " if like.asks else ""
        parts.append(
            f"{topic.asks:,} {more}{'is' if topic.asks == 1 else 'are'} on the same matter (most "
            f"such ask something else), in {topic.reviews:,} {_noun(topic.reviews, 'review')}"
            f"{_areas(topic)}{topic.years}"
        )
    return ". ".join(parts) + "."


def in_brief(told: Told, rows: dict[str, Row], reviews: int) -> str:
    """The same in a cell of a table, as plain text."""
    counts = {tier: sum(one.tier == tier for one in told.earlier) for tier in TIERS}
    like, topic = spread(told, rows, LIKE), spread(told, rows, (TOPIC,))
    lines = [
        f"{counts[NEAR]:,} nearly in these words" if counts[NEAR] else "",
        f"{counts[POSSIBLE]:,} perhaps" if counts[POSSIBLE] else "",
        f"{counts[OPPOSITE]:,} perhaps the opposite" if counts[OPPOSITE] else "",
    ]
    said = ", ".join(filter(None, lines))
    if like.asks:
        said += f" ({like.reviews:,} of {reviews:,} reviews{like.years})"
    if topic.asks:
        said += f"{'; ' if said else ''}{topic.asks:,} on the same matter"
    return said or "nothing near"


def cards(told: Told, rows: dict[str, Row], key: str) -> None:
    """The nearest earlier asks, each with what it is to the draft; three open."""
    order = list(TIERS)
    mine = [one for one in told.earlier if one.recommendation_id in rows]
    mine.sort(key=lambda one: order.index(one.tier))
    for one in first_of(mine, key, FIRST):
        row = rows[one.recommendation_id]
        notes = filter(None, (_what_it_is(one), str(row["area"] or "")))
        recommendation(row, marks=one.shared, notes=[" · ".join(notes)])
    more_of(mine, key, FIRST)


def _what_it_is(one: Earlier) -> str:
    """A card's tier, with how likely both ask the same where that is worth a number."""
    if one.tier not in LIKE:
        return TIERS[one.tier]
    return (
        f"{TIERS[one.tier]} (of pairs as alike, about {one.score:.0%} were judged to ask the same)"
    )


def _times(number: int) -> str:
    return f"{number:,} earlier {_noun(number)}"


def _noun(number: int, noun: str = "ask") -> str:
    return noun if number == 1 else f"{noun}s"


def _verb(number: int) -> str:
    return "asks" if number == 1 else "ask"


def _areas(where: Spread) -> str:
    return f", {where.areas:,} areas" if where.areas > 1 else ""
