"""The addressees a document gives beside the sentence: a lead column, a heading, a list."""

from __future__ import annotations

from collections.abc import Sequence

from linking.cues import bodies
from linking.cues.model import Actor, Addressee, Code
from linking.cues.patterns import Text


def with_addressees(found: Actor, addressees: Sequence[Addressee]) -> Actor:
    """The actor of the sentence, its level from the addressee that it is.

    "The Trust" stays typed though the column names one: the code tells how the sentence speaks.
    """
    if not addressees or found.level.value == "all":
        return found
    words = found.actor.words.lower()
    for one in addressees:
        names = {one.title.lower(), one.raw.lower()} - {""}
        said = [name for name in names if name in words]
        if said or any(words in name for name in names):
            return Actor(_in_text(found, one, said), _known(one, found.level))
    named = [one for one in addressees if not one.is_type]
    if found.actor.value == "collective" or bodies.DEFINITE.match(words):
        return Actor(found.actor, _known((named or addressees)[0], found.level))
    return found


def _in_text(found: Actor, one: Addressee, said: Sequence[str]) -> Code:
    """A name that only the column shows to be one ("Larkfield Homes should …")."""
    if found.actor.value == "typed" and said and _is_named(one):
        return Code("named", found.actor.words, "actor.addressee.in-text")
    return found.actor


def _known(one: Addressee, otherwise: Code) -> Code:
    return _level(one) if one.level or otherwise.value == "unresolved" else otherwise


def _is_named(one: Addressee) -> bool:
    """Does the column name one body, and not a type, a role or a unit ("GP surgery")?"""
    if one.is_type:
        return False
    words = Text(one.raw or one.title)
    return bool(bodies.NATIONAL.first(words, 0, len(words.low))) or bodies.names_one(
        words.flat, at_start=False
    )


def from_addressees(addressees: Sequence[Addressee]) -> Actor:
    """The actor and level of the lead column, heading or report."""
    chosen = next((one for one in addressees if _is_named(one)), addressees[0])
    value = "named" if _is_named(chosen) else "typed"
    levels = [_level(one) for one in addressees]
    # One national body among several makes it a national ask: that is the question asked of it.
    level = next((one for one in levels if one.value == "national"), _level(chosen))
    rule = "actor.addressee.inherited" if chosen.inherited else "actor.addressee"
    return Actor(Code(value, chosen.raw or chosen.title, rule), level)


def _level(one: Addressee) -> Code:
    words = one.raw or one.title
    if one.level in {"local", "regional", "national"}:
        return Code(one.level, words, "level.addressee")
    if one.is_type or one.level == "type" or not _is_named(one):
        return Code("local", words, "level.addressee.type")
    return Code("unresolved", words, "level.addressee.unknown")
