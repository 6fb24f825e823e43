"""The same recommendation in summary, text, list and plan: one, with several places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from ingest.documents.addressees import addressees_of, own_actors
from ingest.documents.asking import asks
from ingest.documents.candidates import Candidate
from ingest.documents.model import DraftAddressee, Form
from ingest.documents.named_bodies import heading_bodies
from ingest.documents.words import plain_words

_ORDER: dict[Form, int] = {"list": 0, "plan": 1, "text": 2, "summary": 3}
# Least likeness in per cent (rapidfuzz's ratio of the words) for two wordings of one.
_ALIKE = 88
_ALIKE_NUMBERED = 70
# A summary often stops before the end of what the list says; so many letters tell them the same.
_LEAST_PART = 45
# Least likeness, in per cent, of the words that both have (rapidfuzz's token set ratio).
_ABRIDGED = 75
_OPENING = re.compile(
    r"^(?:it is (?:therefore |also |further )?(?:recommended|proposed) that|(?:the |"
    r"this )?(?:[\w]+ "
    r"){0,3}(?:panel|review|author|reviewer|report|board|we|i)(?: \w+)?(?: (?:therefore|also|"
    r"further))? (?:recommends?|proposes?|suggests?)(?: that)?|that) (?:the )?|^the "
)
_OPPOSITES = tuple(
    frozenset(pair.split("/"))
    for pair in [
        "raise/lower",
        "increase/reduce",
        "increase/decrease",
        "start/stop",
        "begin/end",
        "before/after",
        "adult/child",
        "adults/children",
        "more/fewer",
        "more/less",
        "longer/shorter",
        "include/exclude",
        "open/close",
        "allow/forbid",
        "first/last",
        "internal/external",
        "mother/father",
        "mothers/fathers",
        "men/women",
        "boys/girls",
        "victim/perpetrator",
        "victims/perpetrators",
        "never/always",
        "minimum/maximum",
        "day/night",
        "admission/discharge",
        "inpatient/outpatient",
        "daily/weekly",
        "weekly/monthly",
        "monthly/quarterly",
        "annual/quarterly",
        "annually/quarterly",
        "not/always",
        "without/with",
        "lengthen/shorten",
        "remove/add",
        "keep/stop",
        "widen/narrow",
        "local/national",
        "primary/secondary",
        "primary/community",
        "strengthen/weaken",
    ]
)


@dataclass
class Same:
    """The places of one recommendation; the first gives the words."""

    places: list[Candidate]
    addressees: tuple[DraftAddressee, ...]

    @property
    def main(self) -> Candidate:
        """The place whose wording counts: the list's, else the plan's, the text's, the "
        "summary's."""
        return self.places[0]


def join(candidates: Sequence[Candidate]) -> list[Same]:
    """Places of the same recommendation together, in the order in which the main ones stand."""
    order = {id(one): place for place, one in enumerate(candidates)}
    repeated = _restarted(candidates)
    found: list[Same] = []
    for one in sorted(candidates, key=lambda one: (_ORDER[one.form], one.outside, order[id(one)])):
        addressees = addressees_of(one)
        same = _find(one, addressees, found, repeated)
        if same is None:
            found.append(Same([one], addressees))
            continue
        same.places.append(one)
        same.main.add_plan(one)
        same.main.number = same.main.number or one.number
        same.main.scope = same.main.scope or one.scope
        if _better(addressees, same.addressees):
            same.addressees = addressees
    for same in found:
        if same.main.kind == "action":
            same.main.without_own_action()
    return sorted(found, key=lambda same: order[id(same.main)])


def _better(new: tuple[DraftAddressee, ...], old: tuple[DraftAddressee, ...]) -> bool:
    """A column names who acts more surely than a heading far above the list."""
    if not new:
        return False
    return not old or (old[0].inherited == "heading" and new[0].inherited == "column")


def _restarted(candidates: Sequence[Candidate]) -> bool:
    """Whether one number stands in several lists, or several plans: numbered per agency."""
    groups: dict[tuple[Form, str], set[str]] = defaultdict(set)
    for one in candidates:
        if one.number and one.form in {"list", "plan"}:
            groups[one.form, one.number].add(one.group)
    return any(len(held) > 1 for held in groups.values())


def _find(
    one: Candidate, addressees: tuple[DraftAddressee, ...], found: list[Same], restarted: bool
) -> Same | None:
    words = _words(one.text)
    best, best_score = None, 0.0
    for same in found:
        if any(_one_list(one, place) for place in same.places):
            continue
        score = max(_likeness(words, one, place, restarted) for place in same.places)
        if score > best_score and not _apart(one, addressees, same):
            best, best_score = same, score
    if best is not None:
        return best
    return _by_number(one, found, restarted) if one.number else None


def _one_list(one: Candidate, other: Candidate) -> bool:
    """Two items of one list, or two rows of one plan, are two recommendations."""
    if one.form != other.form or one.form == "text":
        return False
    return one.form == "plan" or one.group == other.group


@lru_cache(maxsize=1024)
def _own(text: str) -> tuple[str, ...]:
    """The bodies that a wording itself asks; kept, as each is compared with all of the others."""
    return tuple(_body(raw) for raw in own_actors(text))


@lru_cache(maxsize=1024)
def _words(text: str) -> str:
    words = _OPENING.sub("", " ".join(plain_words(text)))
    kept = [word for word in words.split() if word not in _DUTY]
    return " ".join(kept[:1] + [_stem(word) for word in kept[1:]])


# "The Trust should review its policy" and "the Trust reviews its policy" ask for the same.
_DUTY = frozenset({"should", "must", "shall", "to", "the", "a", "an"})


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _likeness(words: str, one: Candidate, other: Candidate, restarted: bool) -> float:
    """Likeness above what is needed, or 0."""
    theirs = _words(other.text)
    if words == theirs:
        return 200.0
    same_number = (
        not restarted
        and one.form != other.form
        and bool(one.number)
        and _number(one.number) == _number(other.number)
    )
    if one.number and other.number and not same_number and one.form != "text":
        needed = 97.0
    else:
        needed = _ALIKE_NUMBERED if same_number else _ALIKE
    score = fuzz.ratio(words, theirs)
    if same_number and score < needed:
        score = max(score, fuzz.token_set_ratio(words, theirs) - 5, fuzz.ratio(words, theirs) + 12)
    shorter, longer = sorted((words, theirs), key=len)
    loose = one.form in {"summary", "text"} and other.form in {"list", "plan"}
    if loose and _own(one.text) and _own(one.text) == _own(other.text):
        # A summary abridges: the same body is asked, in some of the same words.
        score = max(score, fuzz.token_set_ratio(words, theirs) + _ALIKE - _ABRIDGED)
    if one.form != other.form and len(shorter) > _LEAST_PART and longer.startswith(shorter):
        return max(score, needed)
    if score < needed or (not same_number and _opposed(words, theirs)):
        return 0.0
    return score + (50 if same_number else 0)


def _opposed(one: str, other: str) -> bool:
    """Whether the words that differ hold opposites or different figures."""
    shorter, longer = sorted((one.split(), other.split()), key=len)
    if shorter and shorter[-1] in longer:
        # What a fuller wording adds behind the end of a shorter one does not contradict it.
        longer = longer[: longer.index(shorter[-1]) + 1]
    mine, theirs = set(shorter), set(longer)
    different = (mine - theirs) | (theirs - mine)
    if any(pair <= different for pair in _OPPOSITES):
        return True
    figures = [{w for w in s if w[0].isdigit()} for s in (mine - theirs, theirs - mine)]
    return bool(figures[0] and figures[1]) or ("not" in different or "never" in different)


def _apart(one: Candidate, addressees: tuple[DraftAddressee, ...], same: Same) -> bool:
    """Whether the two are asked of different bodies."""
    if not addressees or not same.addressees:
        return False
    own, theirs = addressees[0].inherited == "", same.addressees[0].inherited == ""
    if own != theirs:
        return False
    mine, others = ({_body(a.raw) for a in side} for side in (addressees, same.addressees))
    if mine & others or own:
        return own and not mine & others and not _nested(mine, others)
    same_number = (
        one.form != same.main.form
        and bool(one.number)
        and _number(one.number) == _number(same.main.number)
    )
    return not _nested(mine, others) and not same_number


def _nested(mine: set[str], others: set[str]) -> bool:
    return any(a in b or b in a or _initials(a) == b or _initials(b) == a
               for a in mine for b in others)  # fmt: skip


def _initials(words: str) -> str:
    return "".join(word[0] for word in words.split() if word not in {"and", "of", "the", "for"})


def _body(raw: str) -> str:
    return " ".join(plain_words(raw))


def _number(printed: str) -> str:
    return re.sub(r"^(?:rec|r)[ .-]?(?=\d)", "", printed.lower().strip("() ."))


def _by_number(one: Candidate, found: list[Same], restarted: bool) -> Same | None:
    """An action, or a mere title, in a plan belongs to the recommendation of that number; where
    numbers start again, to that of the same agency."""
    if one.form != "plan" or (one.kind != "action" and asks(one.text)):
        return None
    wanted = [
        same for same in found
        if same.main.form == "list" and same.main.kind == "recommendation"
        and _number(same.main.number) == _number(one.number)
    ]  # fmt: skip
    if restarted:
        bodies = {_body(a.raw) for a in addressees_of(one)}
        bodies |= {_body(raw) for said, _ in one.above for raw in heading_bodies(said)}
        wanted = [
            same for same in wanted
            if bodies & {_body(a.raw) for a in same.addressees}
            or bodies & {_body(raw) for h in same.main.headings for raw in heading_bodies(h)}
        ]  # fmt: skip
    return wanted[0] if len(wanted) == 1 else None
