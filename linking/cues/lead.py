"""The addressees a document gives beside the sentence: a lead column, a heading, a list."""

from __future__ import annotations

from collections.abc import Sequence

from linking.cues import bodies
from linking.cues.model import Actor, Addressee, Code


def with_addressees(found: Actor, addressees: Sequence[Addressee]) -> Actor:
    """ "The Trust" is the body the recommendation is known to be addressed to."""
    if not addressees or found.actor.value == "collective":
        return found
    words = found.actor.words.lower()
    for one in addressees:
        names = {one.title.lower(), one.raw.lower()} - {""}
        if any(name in words or words in name for name in names):
            return Actor(
                Code(
                    "typed" if one.is_type and found.actor.value == "typed" else "named",
                    found.actor.words,
                    "actor.addressee.in-text",
                ),
                _level(one) if one.level else found.level,
            )
    named = [one for one in addressees if not one.is_type]
    if found.actor.value == "typed" and named and bodies.DEFINITE.match(words):
        return Actor(
            Code("named", found.actor.words, "actor.addressee.definite"),
            _level(named[0]) if named[0].level else found.level,
        )
    return found


def from_addressees(addressees: Sequence[Addressee]) -> Actor:
    """The actor and level of the lead column, heading or report."""
    chosen = next((one for one in addressees if not one.is_type), addressees[0])
    value = "typed" if chosen.is_type else "named"
    levels = [_level(one) for one in addressees]
    # One national body among several makes it a national ask: that is the question asked of it.
    level = next((one for one in levels if one.value == "national"), _level(chosen))
    rule = "actor.addressee.inherited" if chosen.inherited else "actor.addressee"
    return Actor(Code(value, chosen.raw or chosen.title, rule), level)


def _level(one: Addressee) -> Code:
    words = one.raw or one.title
    if one.level in {"local", "regional", "national"}:
        return Code(one.level, words, "level.addressee")
    if one.is_type or one.level == "type":
        return Code("local", words, "level.addressee.type")
    return Code("unresolved", words, "level.addressee.unknown")
