"""Whether two asks pull in opposite directions: raise and lower, start and stop, allow and ban.

Near in meaning says nothing of direction: "lower the threshold" and "raise the threshold" have a
cosine of .9 and nearly all words in common. So the words that turn a sentence round (not, without,
stop, fewer, refuse, delay …) are counted in each part of a sentence that both texts have nearly
word for word; where one has an odd and the other an even number of them, the asks are opposites.
An even number turns nothing round: "no one should be discharged without a plan" asks for a plan.

A sentence that asks for nothing is left alone: "there was no policy" and "there should be a
policy" are one concern and its remedy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from linking.cues.verbs import BASES
from linking.lexical import terms

# How alike two parts must be, other than in their direction (Jaccard's coefficient of their
# words). Below it, a difference in direction may as well be a difference in what is talked about.
_ALIKE = 0.5
_LEAST_TERMS = 2
_ASKING = re.compile(
    r"\b(?:should|must|shall|ought|needs? to|ha(?:s|ve) to|(?:is|are) to|recommend\w*|urged?)\b"
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_FIRST = re.compile(r"[a-z-]+")
# "When a pupil is withdrawn" says when to act, and not what is asked.
_CONDITION = re.compile(
    r"\s*(?:when|whenever|where|if|because|although|since|while|whil?st|after)\b"
)
# Enough of a word to be the same in "report" and "reporting".
_STEM = 6

# Words and phrases that turn a sentence round, by what they do.
_TURNING = (
    r"not|never|no|nor|none|neither|nobody|cannot|without|unless|\w+n['’]t",
    # to make less
    r"lower\w*|reduc\w+|decreas\w+|shorte[nr]\w*|cut(?:s|ting)?|narrow\w*|fewer|less|small(?:er)?|"
    r"minimis\w+|halv\w+|weak(?:er|en\w*)|relax\w*|restrict\w*|slow(?:er|ed|ing)?|late[r]?|"
    r"(?<!speed )(?<!time )limit(?:ed|ing)?",
    # to stop
    r"stop(?:s|ped|ping)?|ceas\w+|(?<!the )(?<!at )end(?:s|ed|ing)?|abolish\w*|withdr[ae]w\w*|"
    r"remov\w+|discontinu\w+|scrap(?:s|ped|ping)?|suspend\w*|clos(?:e[sd]?|ing|ure)|"
    r"destroy\w*|lift(?:s|ed|ing)?|replac\w+|split\w*|devolv\w+",
    # to deny
    r"ban(?:s|ned|ning)?|prohibit\w*|forbid\w*|prevent\w*|avoid\w*|refus\w+|reject\w*|exclud\w+|"
    r"withh[eo]ld\w*|discourag\w+|exempt\w*|optional|confidential|unlock\w*|alone|"
    r"voluntar(?:y|ily)(?! (?:and|or|sector|organisation|group|bod))",
    # what is lacking or late
    r"fail(?:s|ed|ing|ures?)?|lack\w*|absen(?:t|ce)|delay\w*|gaps?|shortages?|vacanc\w+|fill\w*|"
    r"backlogs?|wait\w*|intervals?|miss(?:ed|ing)?|unannounced",
    r"(?:switch|turn)\w*(?: \w+){0,3} (?:off|away)|(?:take|taking|taken)(?: \w+){0,3} away|"
    r"(?:opt\w*|le(?:ft|aves?|aving)|kept|keep) out|out of|free (?:of|from)|instead of|"
    r"rather than|no longer",
)
_TURNED = re.compile(rf"\b(?:{'|'.join(reversed(_TURNING))})\b")
# "Do not arrest before you know" asks to know first, as "not without" and "not unless" do.
_NOT_BEFORE = re.compile(r"\b(?:not|never|no)\b.*?\b(before|until|till)\b")
# Their opposites turn nothing round, but neither are they what is talked about.
_STRAIGHT = re.compile(
    r"\b(?:rais\w+|increas\w+|extend\w*|lengthe\w+|longer|more|larger|bigger|greater|higher|wide[nr]"
    r"\w*|expand\w*|fast(?:er)?|soon(?:er)?|earl(?:y|ier)|strong(?:er)?|strengthe\w+|doubl\w+|add\w*|"
    r"start\w*|begin\w*|introduc\w+|continu\w+|keep\w*|kept|retain\w*|establish\w*|creat\w+|impos\w+|"
    r"open\w*|merg\w+|centralis\w+|allow\w*|permit\w*|accept\w*|includ\w+|shar(?:e[sd]?|ing)|"
    r"encourag\w+|requir\w+|mandatory|compulsory|lock(?:s|ed|ing)?|publish\w*|recruit\w*|employ\w*|"
    r"fund(?:s|ed|ing)?|often|put back|roll\w* out|switch\w* on|turn\w* on|only|far|even|ever)\b"
)

# "Longer and more detailed": two turns joined are two parts, or they would cancel each other.
_PART = re.compile(rf"[,;:.!?()]|\band (?=(?:\w+ )?(?:{_TURNED.pattern}|{_STRAIGHT.pattern}))")


@dataclass(frozen=True)
class _Part:
    """A part of a sentence: what it is about, and whether it is turned round."""

    about: frozenset[str]
    turned: bool


Parts = tuple[_Part, ...]


def asking_parts(text: str) -> Parts:
    """The parts of the sentences of ``text`` that ask for something, for ``are_opposites``."""
    found = []
    for sentence in _SENTENCE.split(text.lower()):
        first = _FIRST.search(sentence)
        if not (_ASKING.search(sentence) or (first and first.group() in BASES)):
            continue
        for part in _PART.split(sentence):
            rest = _STRAIGHT.sub(" ", _TURNED.sub(" ", part))
            about = frozenset(map(_stem, terms(rest)))
            if len(about) >= _LEAST_TERMS and not _CONDITION.match(part):
                turns = len(_TURNED.findall(part)) + len(_NOT_BEFORE.findall(part))
                found.append(_Part(about, turns % 2 == 1))
    return tuple(found)


def _stem(term: str) -> str:
    """ "Stop booking" and "book" are about one thing. Other endings stay: taking them off told
    more pairs opposite that are not than it found."""
    verb = term.removesuffix("ing")
    return (verb if verb in BASES else term)[:_STEM]


def are_opposites(one: Parts, other: Parts) -> bool:
    """Whether any part of either has its like in the other, turned round."""
    if len({part.turned for part in (*one, *other)}) < 2:
        return False  # as most are: nothing is turned round in either
    return _any_turned(one, other) or _any_turned(other, one)


def _any_turned(one: Parts, other: Parts) -> bool:
    for part in one:
        likeness = [len(part.about & its.about) / len(part.about | its.about) for its in other]
        most = max(likeness, default=0.0)
        if most >= _ALIKE and other[likeness.index(most)].turned != part.turned:
            return True
    return False
