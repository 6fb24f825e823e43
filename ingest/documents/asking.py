"""Whether words ask for something, merely announce what follows, or explain what was asked."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.documents.words import plain_words, sentences
from linking.cues.asks import Reading, read
from linking.cues.recommendation import is_fixed_wording

_THING = (
    r"(?:recommendations?|actions?|proposals?|considerations?|questions?|changes|points|steps|"
    r"suggestions|improvements|learning|areas|asks|challenges)"
)
_ANNOUNCES = re.compile(
    rf"^(?:(?:the )?following(?: \w+){{0,4}} {_THING}|"
    rf"(?:these|those|the|all|each|both|this|some|many|most|our|its|further|no) (?:of (?:the|"
    rf"these) )?"
    rf"(?:\w+ ){{0,3}}{_THING}\b(?!:)(?: \w+){{0,6}}? (?:are|is|were|was|have|has|will|should be "
    rf"(?:read|seen|taken|considered)|need to be read|reflect|relate|arise|follow|build|set|aim|"
    rf"seek|made|draw|address|apply)\b|{_THING} (?:are|were|have been|will be|for|from|arising|"
    rf"made|"
    rf"relating|that|which|can be|should be read)\b|"
    rf".{{0,90}}\b(?:makes?|made|making|sets? out|offers?|identif(?:y|ies|ied)|proposes?|agreed?|"
    rf"suggests?|poses?|puts?|asks?|raises?|presents?|submits?)\b(?: \w+){{0,6}} {_THING}\b|"
    rf".{{0,60}}\b(?:is|are) (?:therefore |also )?(?:recommended|proposed)(?: that)?\s*:?$|"
    rf".{{0,80}}\brecommends?(?: that)?(?: the following)?\s*:?$|"
    rf"(?:as a result|arising|having|in light|in view|based|drawing|taking|following|from)\b[^.]*"
    rf"{_THING}\b[^.]*(?::|made|follow\w*|below)\s*[:.]?$|"
    rf".{{0,120}}\b(?:as follows|set out below|listed below|the following|below)\s*[:.]?$|"
    rf"the (?:\w+ )?action plan\b|this (?:section|chapter|part|table|plan|list)\b|"
    rf"each (?:section|chapter|part|table|row|column|card|box|heading|finding)\b(?: \w+){{0,4}} "
    rf"(?:gives?|shows?|sets? out|lists?|ends?|begins?|contains?|summari[sz]es|describes|says)\b|"
    rf"(?:progress|implementation|delivery|completion) (?:of|on|against|with)\b)",
    re.IGNORECASE,
)
_EXPLAINS = re.compile(
    r"^(?:rationale|reasons?|why|evidence|background|context|link(?:ed|s)?|because|this\b(?! "
    r"(?:board|trust|partnership|service|force|council|agency))|these|that is|"
    r"it\b(?! is (?:therefore "
    r"|also |further |strongly )?(?:recommended|proposed|suggested|essential|important|vital))|"
    r"in (?:this|the) (?:case|review)|the (?:review|panel|reviewers?|author) "
    r"(?:found|heard|noted|saw|was|were|recogni[sz]e[sd]?|considered|learn\w*|did|has|had|accepts?|"
    r"acknowledge\w*|understands?|is (?:aware|mindful|satisfied|pleased))|"
    r"(?:intended |expected |desired )?outcomes?\b|impact|success|measure|how will|finding|"
    r"learning(?: point)?s?\s*\d*\s*[:.]|addresse[sd]|owner|lead\b[^.]{0,20}:|"
    r"timescales?|target date|by when|responsib\w+ ?:|note\b|for example|source:|see )",
    re.IGNORECASE,
)
_DUTY = re.compile(
    r"\b(?:should|must|shall|needs? to|ought to|recommends?|recommended|(?:is|are) (?:therefore )?"
    r"(?:asked|required|requested|urged|expected|invited|encouraged|advised) to|to)\b",
    re.IGNORECASE,
)
_MODAL_LEAD = re.compile(
    r"\b(?:should|must|shall|needs? to|ought to|to|that|by|including|includes?|on|for|how|whether|"
    r"with|of|about|ensure|are|is)\s*(?:also|jointly|together|now)?\s*[:–—-]?$",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:has|have) (?:already|since|now) \w+|"
    r"\b(?:has|have) (?:also |recently )?(?:been|begun|commissioned|"
    r"introduced|implemented|updated|reviewed|launched|delivered|appointed|established|completed|"
    r"put in place)\b|^(?:completed?|done|achieved|implemented|ongoing|in progress)\b",
    re.IGNORECASE,
)


_DUTY_BEFORE = re.compile(rf"\b(?:should|must|needs? to|to)\b.*\b{_THING}\b", re.IGNORECASE)


# Said in so many words, whatever the grammar of the rest.
_RECOMMENDED = re.compile(
    r"\b(?:recommends?|is (?:\w+ )?(?:recommended|suggested|proposed)|"
    r"recommendation is) that \S+ \S+ \S+|"
    r"^(?:(?:We|The (?:panel|review|reviewers?|author))(?: would| also| therefore)* (?:asks?|"
    r"suggests?|proposes?|urges?) that \S+ \S+ \S+)|"
    r"^That \S+ \S+ \S+"
)


def announces(text: str) -> bool:
    """Whether a paragraph only says that recommendations follow, or speaks about them."""
    text = text.strip()
    if len(text) > 700:
        return False
    first = re.split(r"(?<=[.:])\s", text, maxsplit=1)[0]
    found = _ANNOUNCES.match(first)
    if not found or _says_what(text):
        return False
    # "The Trust should put questions into its templates" asks; it announces no questions.
    return text.endswith(":") or not _DUTY_BEFORE.search(found[0])


def _says_what(text: str) -> bool:
    """ "The panel recommends that the Trust …" says what; "the following …:" does not."""
    if text.rstrip().endswith(":"):
        return False
    return bool(re.search(r"\brecommend(?:s|ed)? that (?:the )?\w+ \w+ \w+", text, re.IGNORECASE))


_THANKS = re.compile(
    r"(?:the )?(?:\w+ )?(?:panel|review|author|reviewers?|chair|board|"
    r"partnership)(?: would like to)? "
    r"(?:thanks?|is grateful|are grateful|wish(?:es)? to thank|acknowledges?|commends?|welcomes?|"
    r"extends?|offers? (?:its|their) condolences)\b",
    re.IGNORECASE,
)


def explains(text: str) -> bool:
    """Whether a paragraph gives reasons or results of a recommendation rather than one."""
    return bool(_EXPLAINS.match(text.strip()))


_OPENS_LIST = re.compile(
    r"\b(?:recommend(?:s|ed|ations?)?|proposals?|(?:is|are) (?:\w+ )?(?:asked|invited) to)\b",
    re.IGNORECASE,
)


def opens_list(text: str) -> bool:
    """Whether a paragraph anywhere opens a list of recommendations: "The panel recommends:"."""
    text = text.rstrip()
    if len(text) >= 300 or not text.endswith((":", ":-", "as follows.", "below.")):
        return False
    ends = text[-1] != "." or bool(re.search(r"\b(?:as follows|below)\.$", text))
    return ends and bool(_OPENS_LIST.search(text))


def is_lead(text: str) -> bool:
    """Whether the words open a list that completes them: "The Trust should:"."""
    text = text.rstrip()
    if text.endswith((":", ":-", ": -", "–", "…")):
        return True
    return text[-1:] not in {".", "?", "!", ";"} and bool(_MODAL_LEAD.search(text))


def opens_points(text: str) -> bool:
    """Whether a lead-in is an ask that its points complete: "The Trust should:"; "For the ICB:"
    and "The following is recommended:" are not."""
    text = text.rstrip(" :–—-…")
    return bool(
        re.search(
            r"\b(?:should|must|shall|needs? to|ought to|to (?!:)\w+)(?: [\w,'-]+){0,25}$",
            text,
            re.IGNORECASE,
        )
    )


@lru_cache(maxsize=1024)
def reading_of(text: str, *, in_list: bool) -> Reading:
    """The asks of a text; kept, because whether, how and of whom it asks are separate questions."""
    # "Secretary of State should …" would read as what somebody stated; no letter moves.
    return read(text.replace("retary of State", "retary of_State"), in_list=in_list)


@lru_cache(maxsize=1024)
def ask_form(text: str, *, in_list: bool = True) -> str:
    """How a text asks: modal, third, participle, to, bare, noun; "" when it asks for nothing."""
    reading = reading_of(text, in_list=in_list)
    if not reading.asks or is_fixed_wording(reading):
        return ""
    return next((ask.form for ask in reading.asks if ask.form != "noun"), "noun")


_HELPFUL = re.compile(
    r"\b(?:it )?(?:would|may|might) be (?:\w+ )?(?:helpful|useful|beneficial|of benefit|"
    r"good) (?:if|for|to)\b|"
    r"\b(?:is|are) (?:\w+ )?(?:needed|required)\b(?! to)",
    re.IGNORECASE,
)


def asks(text: str) -> bool:
    """Whether a text asks by a word of duty or a verb, not merely by standing in a list."""
    if _RECOMMENDED.search(text) or _HELPFUL.search(text):
        return True
    form = ask_form(text)
    return bool(form) and form != "noun" and not (_DONE.search(text) and not _DUTY.search(text))


_FIRM = re.compile(
    r"\b(?:should|must|shall|ought to|recommend\w*|suggested|proposed|(?:is|are) (?:\w+ )?(?:asked|"
    r"required|requested|urged|invited|encouraged|advised) to|to [a-z]+)\b"
)


def asks_firmly(text: str) -> bool:
    """Whether the first sentence asks, in words that only an ask has: reasons come before or
    after, and say what people "need" or what "was not" done."""
    first = sentences(text)[0] if text.strip() else ""
    form = ask_form(first)
    return asks(first) and (form in {"bare", "third", "to"} or bool(_FIRM.search(first)))


_LONGEST_RUN_IN = 5
_OF_BODY = re.compile(
    r"\b(?:police|council|trust|board|partnership|services?|agenc\w+|icb|ccg|probation|health|"
    r"housing|care|education|schools?|practices?|providers?|office|department|all|manager|nurse):$",
    re.IGNORECASE,
)


def run_in(text: str) -> str:
    """The heading that a paragraph opens with: "Schools." of "Schools. The academy should …"."""
    colon = re.match(r"[A-Z][^.:?;]{2,60}: (?=[A-Z])", text)
    if colon and ask_form(colon[0]) in {"", "noun"} and not _DUTY.search(colon[0]):
        first = colon[0].strip()
        return first if asks_firmly(text[colon.end() :]) and not _OF_BODY.search(first) else ""
    dash = re.match(r"[A-Z][^.:?;–—]{2,60} [–—-] (?=[A-Z])", text)
    if dash and ask_form(dash[0]) in {"", "noun"} and not _DUTY.search(dash[0]):
        return dash[0].strip() if asks_firmly(text[dash.end() :]) else ""
    said = sentences(text)
    if len(said) < 2 or len(said[0].split()) > _LONGEST_RUN_IN or said[0][-1] not in ".:":
        return ""
    return said[0] if ask_form(said[0]) in {"", "noun"} and asks_firmly(said[1]) else ""


_ORDINALS = (
    "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Last", "Final",
)  # fmt: skip
_ORDINAL = re.compile(rf"(?:{'|'.join(_ORDINALS)})(?:ly)?(?:, and last\w*)?,? ")


def counted_off(text: str) -> list[str]:
    """A paragraph that counts its asks off ("First, the Trust should …. Second, …") as what stands
    before them and each of them; [] for any other."""
    if not any(word in text for word in _ORDINALS):  # as in nearly every paragraph
        return []
    parts: list[str] = [""]
    for sentence in sentences(text):
        if _ORDINAL.match(sentence) and asks_firmly(_ORDINAL.sub("", sentence, count=1)):
            parts.append(sentence)
        else:
            parts[-1] = f"{parts[-1]} {sentence}".strip()
    return parts if len(parts) > 2 else []


_NOTHING = re.compile(
    r"(?:nothing|no (?:\w+ )?(?:recommendations?|actions?|questions?))\b", re.IGNORECASE
)


def only_will(text: str) -> bool:
    """Whether nothing but a "will" could make it an ask: an account of what is to come."""
    return bool(re.search(r"\b(?:will|could)\b", text)) and not re.search(
        r"\b(?:should|must|shall|needs? to|ought to|recommend\w*|(?:is|are) (?:asked|required|"
        r"requested|urged|invited|encouraged|advised) to)\b|^(?:To|That)\b", text
    )  # fmt: skip


def has_own_actor(text: str) -> bool:
    """Whether a point is a whole ask of its own: "the ICB should …", "that the ICB reviews …"."""
    reading = reading_of(text, in_list=False)
    first = next(iter(reading.asks), None)
    return first is not None and first.subject[1] - first.subject[0] > 1


def says_done(text: str) -> bool:
    """Whether a text states what has been done, or that nothing is asked."""
    return bool(_THANKS.match(text) or _NOTHING.match(text)) or (
        bool(_DONE.search(text)) and not _DUTY.search(text)
    )


def is_question(text: str) -> bool:
    """Whether a text is a question, or opens as an indirect one."""
    words = plain_words(text[:60])
    return text.rstrip().endswith("?") or bool(
        words and words[0] in {"how", "what", "whether", "why", "when", "who", "does", "do", "is",
                               "are", "can", "could", "would", "should", "has", "have", "where"}
    )  # fmt: skip
