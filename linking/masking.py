"""Names of agencies are passed over when themes are looked for.

"Housing Services should train staff" is about training, not about housing: the words of a body's
name say nothing of what it is asked to do. Names come from the registry (titles and aliases of
Agency nodes) and, for bodies that are not in it, from capitalised words ending in "Trust",
"Council" and the like.

What keeps ordinary words from being taken for names (``domain/agency_alias_hazards.csv``): one
common word with a capital ("Respect", "Mind") counts only as written and inside a sentence; a
name in lower case ("police", "housing services") counts only as the subject of a duty ("police
should …") or written with capitals.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from linking.lexical import Word, words

Folds = tuple[str, ...]

_NOTE = re.compile(r"\s*\([^)]*\)")
_SENTENCE_END = re.compile(r"[.!?:;•\n](?=\s|$)")
# What may stand between a subject and its duty: nothing, or more subjects joined to it.
_BEFORE_DUTY = re.compile(
    r"\s*(?:(?:,|/|&|\band\b|\bor\b)[^.;:!?\n]{0,120}?)?"
    r"(?:\b(?:should|shall|must|will|ought|needs?|is to|are to)\b|(?<=\s)to\s+[a-z]{2,})",
)
_THAT = re.compile(r"\bthat\b", re.IGNORECASE)
_RECOMMENDED_THAT = re.compile(
    r"(?:^|recommend\w*\s+|suggest\w*\s+)that(?:\s+the)?$", re.IGNORECASE
)
# Words that make what follows an object, a place or a topic, and not the subject.
_PREPOSITION = re.compile(
    r"\b(?:about|at|between|by|for|from|in|into|of|on|through|to|under|with|within)\b",
    re.IGNORECASE,
)
_BODIES = (
    "Agency|Association|Authority|Board|Clinic|College|Commissioner|Committee|Constabulary|"
    "Council|Department|Directorate|Federation|Hospitals?|Inspectorate|Institute|Partnership|"
    "Police|Prison|School|Services?|Surgery|Teams?|Trust|Unit|University"
)
_UNLISTED = re.compile(
    rf"\b(?:[A-Z][\w'’-]{{0,40}}\s+(?:(?:and|of|for|&)\s+)?){{1,7}}(?:{_BODIES})\b"
)
_SMALL = {"and", "of", "for", "the", "in", "to", "&"}
# A cue that ends so ("department for") can only be the beginning of a name.
_OPEN_END = ("for", "of")


@dataclass(frozen=True)
class AgencyName:
    """One wording of an agency's name, with what decides whether a cue inside it counts."""

    wording: str
    national: bool = False
    forum: bool = False


@dataclass(frozen=True)
class _Rule:
    """How one name is told from ordinary words."""

    folds: Folds
    wording: str
    keep: str

    def written(self, surface: str, at_start: bool) -> bool:
        """Whether ``surface`` is written as a name, and not as ordinary words are."""
        if self.wording[:1].islower() or not self._proper:
            parts = [part for part in surface.split() if part.lower() not in _SMALL]
            capitals = all(part[:1].isupper() for part in parts)
            return capitals and (len(parts) > 1 or not at_start)
        if len(self.folds) > 1:
            return surface[:1].isupper()
        if sum(letter.isupper() for letter in self.wording) > 1:
            return surface.rstrip("s’'") == self.wording.rstrip("s’'")
        return surface[:1].isupper() and not surface.isupper() and not at_start

    @property
    def _proper(self) -> bool:
        rest = self.wording.split()[1:]
        return not rest or any(part[:1].isupper() for part in rest)


class Masker:
    """Finds the words of a text that are not part of an agency's name."""

    def __init__(self, names: Iterable[AgencyName], cues: Collection[Folds] = ()) -> None:
        """``cues`` are folded cues of the theme frame. A name that is itself a cue ("CAMHS",
        "Home Office") is a topic as well as a body, so it is passed over only where it acts:
        as the subject of a duty. The other way round for national bodies, where the frame asks
        whether something is demanded *of* them; forums such as MARAC are always topics.
        """
        self._cues = {cue for cue in cues if cue}
        self._open = {cue for cue in self._cues if cue[-1] in _OPEN_END}
        self._rules: dict[Folds, list[_Rule]] = defaultdict(list)
        for name in names:
            wording = _NOTE.sub("", name.wording).strip()
            folds = tuple(word.fold for word in words(wording))
            if folds:
                self._rules[folds].append(_Rule(folds, wording, self._keep(folds, name)))
        # For each first word, the lengths of names that begin with it, longest first.
        self._lengths: dict[str, list[int]] = {}
        for folds in sorted(self._rules, key=len, reverse=True):
            lengths = self._lengths.setdefault(folds[0], [])
            if len(folds) not in lengths:
                lengths.append(len(folds))

    def words(self, text: str) -> list[Word]:
        """All words of ``text``; those within an agency's name have an empty fold."""
        found = words(text)
        folds_of = [word.fold for word in found]
        masked = [False] * len(found)
        place = 0
        while place < len(found):
            length = 0
            if folds_of[place] in self._lengths:
                length = self._name_at(text, found, folds_of, place)
                masked[place : place + length] = [True] * length
            place += max(1, length)
        starts = [word.start for word in found]
        for match in _UNLISTED.finditer(text):
            inside = range(bisect_left(starts, match.start()), bisect_left(starts, match.end()))
            folds = tuple(folds_of[i] for i in inside if folds_of[i] != "the")
            if folds not in self._cues and not self._opens(folds):
                masked[inside.start : inside.stop] = [True] * len(inside)
        return [w._replace(fold="") if hide else w for w, hide in zip(found, masked, strict=True)]

    def _keep(self, folds: Folds, name: AgencyName) -> str:
        """When the name counts as a topic: never, always, acting, or not acting."""
        if folds not in self._cues and not self._opens(folds):
            return "never"
        if name.forum:
            return "always"
        return "acting" if name.national else "not acting"

    def _opens(self, folds: Folds) -> bool:
        return any(folds[: len(cue)] == cue for cue in self._open)

    def _name_at(
        self, text: str, found: Sequence[Word], folds_of: Sequence[str], place: int
    ) -> int:
        """How many words from ``place`` on are a name to pass over; 0 when none. ``folds_of`` are
        the folds of the words ``found``."""
        for length in self._lengths[folds_of[place]]:
            rules = self._rules.get(tuple(folds_of[place : place + length]), ())
            if place + length > len(found) or not rules:
                continue
            start, stop = found[place].start, found[place + length - 1].end
            for rule in rules:
                lead = _lead(text, start)
                acting = _acts(text, stop, lead)
                if not acting and not rule.written(text[start:stop], not lead):
                    continue
                if rule.keep not in ("always", "acting" if acting else "not acting"):
                    return length
        return 0


def _lead(text: str, start: int) -> str:
    """What stands in the sentence before ``start``, bullets and numbers aside."""
    before = text[max(0, start - 200) : start]
    return _SENTENCE_END.split(before)[-1].strip(" \t\"'“‘(0123456789.)-")


def _acts(text: str, stop: int, lead: str) -> bool:
    """Whether a name that ends at ``stop`` is the subject of a duty."""
    if _RECOMMENDED_THAT.search(lead):
        return True
    subject = _THAT.split(lead)[-1]
    if _PREPOSITION.search(subject) or len(subject.split()) > 12:
        return False
    return _BEFORE_DUTY.match(text, stop) is not None
