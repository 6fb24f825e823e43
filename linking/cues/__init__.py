"""Codes of one recommendation, read from its wording (domain/cues.md).

Rules over clauses, not a model: every value comes with the words it rests on and the id of the
rule. The tables stand at the top of each module. How often the rules agree with labelled
sentences is measured in ``tests/test_cues.py``; those labels are the authors', not practitioners'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from linking.cues.action import code_action
from linking.cues.actor import code_actor
from linking.cues.asks import Ask, Reading, read
from linking.cues.depth import code_depth
from linking.cues.escalation import escalates_to
from linking.cues.measure import code_measurable
from linking.cues.model import Addressee, Code, Codes
from linking.cues.reach import code_evidence, code_societal
from linking.cues.recommendation import is_fixed_wording, is_recommendation
from linking.cues.strength import code_strength
from linking.cues.things import further_things
from linking.cues.timing import code_time

__all__ = ["Addressee", "Code", "Codes", "code", "is_recommendation"]

_NO_ASK = Code("", "", "no ask")


def code(
    text: str,
    *,
    addressees: Sequence[Addressee] = (),
    kind: str = "recommendation",
    target_date: str = "",
    context: str = "",
) -> Codes:
    """The codes of one recommendation, action or concern.

    ``addressees`` are the bodies of the lead column, heading or report; ``target_date`` is the
    plan's column; ``context`` the paragraph above, searched for stated evidence only.

    A concern is sent to its addressees, but they are no actor of its sentence: actor and level
    come from its wording alone. A text that asks for nothing, as most coroners' concerns do, has
    the actor "none" and ``asks`` 0; its strength is "unclear" and every other code is left empty,
    which means not coded, with the rule "no ask". Values are those of ``graph.schema.CODES``.
    """
    is_concern = kind == "concern"
    reading = _read(text, is_concern)
    who = code_actor(reading, () if is_concern else addressees)
    asked = _count(reading)
    turns_to = escalates_to(reading, who.level.value)
    strength = code_strength(reading, escalates=bool(turns_to))
    return Codes(
        actor=who.actor,
        action=code_action(reading),
        measurable=code_measurable(reading) if asked else _NO_ASK,
        time=code_time(reading, target_date) if asked else _NO_ASK,
        strength=strength,
        depth=code_depth(reading, strength),
        level=who.level,
        societal=code_societal(reading),
        evidence_base=code_evidence(reading, context),
        asks=asked,
        escalates_to=turns_to,
    )


def _read(text: str, is_concern: bool) -> Reading:
    reading = read(text, in_list=not is_concern)
    if is_fixed_wording(reading):
        return replace(reading, asks=())
    if is_concern:
        return replace(reading, asks=tuple(a for a in reading.asks if not _states(reading, a)))
    return reading


def _count(reading: Reading) -> int:
    """How many separate things are asked."""
    return sum(1 + further_things(reading.text, ask) for ask in reading.asks if not ask.points_back)


# "Drivers are required to renew": the rule as it stands.
_RULE_TOLD = re.compile(r"\b(?:required|expected)\s+to\s*$")
_ACTION = re.compile(r"(?:some\s+|further\s+)?action$")


def _states(reading: Reading, ask: Ask) -> bool:
    """Does a coroner's sentence that has the form of an ask state something? "That the ward keeps
    no record" does, "That consideration be given" does not; nor is "action should be taken" more
    than the law's own wording."""
    low = reading.text.low
    before_verb = low[ask.subject[1] : ask.at[0]]
    if ask.form == "modal":
        if ask.passive and ask.verb == "take" and _ACTION.search(low[slice(*ask.subject)]):
            return len(low[ask.at[1] : ask.end].split()) < 2
        return bool(_RULE_TOLD.search(before_verb))
    if not low.startswith("that ", ask.sentence[0]):
        return False
    return not re.match(r"\s+be\s", before_verb)
