"""Names of those who died, taken out of the text of a coroner's report.

The address of a published report carries the name: ".../ann-example-prevention-of-future-…".
Its parts are what is looked for, so relatives of the same surname are met too. Names that are
also words or places (May, White, Preston) are told from the word by what stands around them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import unquote, urlsplit

from ingest.agency_councils import places
from ingest.word_lists import word_list

REPLACEMENT = "[name]"

_FORM_WORDS = re.compile(
    r"(?:-?prevention-of-future-deaths?(?:-reports?)?|-?regulation-28.*|-?pfd(?:-report)?|"
    r"-?inquest.*|-?report-to-prevent-future-deaths)(?:-?\d+)?$"
)
_NOT_NAMES = word_list("not a name")


@dataclass(frozen=True)
class NameParts:
    """Parts of the names in one address, lower case without accents: ``surnames`` holds the last
    part of each name, ``others`` the parts before and their short and long forms."""

    surnames: frozenset[str]
    others: frozenset[str]

    def __contains__(self, key: str) -> bool:
        return key in self.surnames or key in self.others

    def __bool__(self) -> bool:
        return bool(self.surnames)


def name_parts(url: str) -> NameParts:
    """The name parts that a report's address carries; none where it carries only a number."""
    slug = _plain(unquote(urlsplit(url.strip()).path)).rstrip("/").rsplit("/", 1)[-1]
    slug = _FORM_WORDS.sub("", slug)
    surnames: set[str] = set()
    others: set[str] = set()
    for person in re.split(r"-(?:and|amp)-|&|,", slug):
        parts = [part for part in re.split(r"[^a-z']+", person) if part not in _NOT_NAMES]
        parts = [part.replace("'", "") for part in parts if len(part) > 1]
        if parts:
            surnames.add(parts[-1])
            others.update(parts[:-1])
    for part in tuple(others):
        others.update(_other_forms().get(part, ()))
    return NameParts(frozenset(surnames), frozenset(others))


def redact(text: str, parts: NameParts) -> str:
    """The text with every mention of these names, honorific included, as "[name]"."""
    pieces: list[str] = []
    end = 0
    for start, stop in find_names(text, parts):
        pieces += [text[end:start], REPLACEMENT]
        end = stop
    return "".join([*pieces, text[end:]])


def _may_hold(text: str, parts: NameParts) -> bool:
    """A quick look: most texts hold none of the names."""
    plain = re.sub(r"['-]", "", _plain(text))
    return any(part in plain for part in (*parts.surnames, *parts.others))


@dataclass(frozen=True)
class _Word:
    start: int
    end: int
    text: str
    keys: tuple[str, ...]

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


_WORD = re.compile(r"[^\W\d_]+(?:['’‘`-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’‘`]s?$|['’‘`]s\b", re.IGNORECASE)
_HONORIFIC = word_list("honorific")
_FAMILY = frozenset(
    ["family", "families", "household", "brothers", "sisters", "children", "case", "inquest"]
)
# A capitalised word after one of these, at the start of a sentence, did something: it is a name.
_VERBS = word_list("did something")
_DETERMINERS = frozenset(["the", "a", "an", "this", "that", "each", "every", "any", "no", "on"])
_PLACE_BEFORE = frozenset(
    ["in", "at", "near", "towards", "from", "to", "into", "via", "between", "outside", "through"]
)
_TIME_BEFORE = frozenset(["in", "of", "since", "until", "by", "from", "during", "last", "next"])
_TIMES = frozenset(["may", "april", "june", "july", "august", "march", "sunday", "monday"])


_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n•)])[\s\"“‘']*$")


def find_names(text: str, parts: NameParts) -> list[tuple[int, int]]:
    """Where the names stand in the text: spans with their honorifics, in order, apart."""
    if not parts or not _may_hold(text, parts):
        return []
    words = [_word(found) for found in _WORD.finditer(text)]
    hits = [_is_part(word, parts) for word in words]
    spans: list[tuple[int, int]] = []
    place = 0
    while place < len(words):
        if not hits[place]:
            place += 1
            continue
        last = _run_end(words, hits, text, place)
        if last > place or _is_name(words, place, text, parts):
            first = _run_start(words, text, place)
            spans.append((words[first].start, words[last].end))
        place = last + 1
    return spans


def _word(found: re.Match[str]) -> _Word:
    text, keys = _keys(found[0])
    return _Word(found.start(), found.start() + len(text), text, keys)


@lru_cache(maxsize=65_536)
def _keys(text: str) -> tuple[str, tuple[str, ...]]:
    """A word without its possessive, and what it is compared by: whole and by its halves."""
    possessive = _POSSESSIVE.search(text)
    if possessive and possessive.end() == len(text):
        text = text[: possessive.start()]
    key = _plain(text).replace("'", "")
    return text, tuple(dict.fromkeys((key.replace("-", ""), *key.split("-"))))


def _is_part(word: _Word, parts: NameParts) -> bool:
    if not word.capital:
        return False
    if any(key in parts for key in word.keys if len(key) > 1):
        return True
    # "the Examples": a whole family.
    key = word.keys[0]
    return key.endswith("s") and key[:-1] in parts.surnames and not _is_word(key[:-1])


def _run_end(words: list[_Word], hits: list[bool], text: str, place: int) -> int:
    """The last word of the name that begins here; middle names and initials may stand between."""
    last = place
    ahead = place + 1
    while ahead < len(words) and ahead - last <= 3 and _joined(words, ahead, text):
        if hits[ahead]:
            last = ahead
        elif not words[ahead].capital:
            break
        ahead += 1
    return last


def _run_start(words: list[_Word], text: str, place: int) -> int:
    """The first word that goes with the name: an honorific, initials, a relative's first name."""
    first = place
    while first and _joined(words, first, text):
        before = words[first - 1]
        key = before.keys[0]
        inside = not _SENTENCE_START.search(text[: before.start])
        named = before.capital and (
            len(key) == 1
            or key in word_list("forename")
            or (inside and first == place and key not in word_list("beside a place name"))
        )
        if key not in _HONORIFIC and not named:
            break
        first -= 1
        if key in _HONORIFIC:
            break
    return first


def _joined(words: list[_Word], place: int, text: str) -> bool:
    """Whether a word and the one before have nothing but space, or an initial's dot, between."""
    gap = text[words[place - 1].end : words[place].start]
    short = len(words[place - 1].text) == 1 or words[place - 1].keys[0] in _HONORIFIC
    return bool(re.fullmatch(r"\.?\s{1,2}" if short else r"[ \u00a0]{1,2}|[ ]?\n", gap))


def _is_name(words: list[_Word], place: int, text: str, parts: NameParts) -> bool:
    """Whether a part that stands without the others is the person and not another name."""
    word = words[place]
    before = words[place - 1] if place and _joined(words, place, text) else None
    after = words[place + 1] if _follows(words, place, text) else None
    if before and before.keys[0] in _HONORIFIC:
        return True
    if before and before.capital and before.keys[0] in word_list("forename"):
        return True
    if after and after.capital and after.keys[0] in word_list("beside a place name"):
        return False
    if re.match(r"\s*(?:&|and)\s+(?:Co|Sons|Partners)\b", text[word.end :]):
        return False
    if not any(_is_word(key) for key in word.keys if key in parts):
        return True
    return _is_name_among_words(word, before, after, text)


def _follows(words: list[_Word], place: int, text: str) -> bool:
    return place + 1 < len(words) and bool(
        re.fullmatch(r"['’]?s?[ \u00a0]{1,2}", text[words[place].end : words[place + 1].start])
    )


def _is_name_among_words(word: _Word, before: _Word | None, after: _Word | None, text: str) -> bool:
    key = word.keys[0]
    if re.match(r"\s*\d", text[word.end :]) or re.search(
        r"\d(?:st|nd|rd|th)?\s*$", text[: word.start]
    ):
        return False
    if re.match(r"['’]s\s+[a-z]", text[word.end :]) and key not in _TIMES:
        return True
    if _SENTENCE_START.search(text[: word.start]):
        return bool(after and after.text in _VERBS and key not in _TIMES)
    if (before and before.capital) or (after and after.capital):
        return False
    if after and after.text in _FAMILY:
        return True
    if before and before.text in _DETERMINERS:
        return False
    if before and key in _TIMES and before.text in _TIME_BEFORE:
        return False
    return not (before and key in places() and before.text in _PLACE_BEFORE)


def _is_word(key: str) -> bool:
    return key in word_list("word name") or key in places() or key in word_list("not a surname")


_APOSTROPHES = str.maketrans("’‘`", "'''")


def _plain(text: str) -> str:
    """Lower case, without accents, with one kind of apostrophe."""
    text = text.translate(_APOSTROPHES).lower()
    if text.isascii():
        return text
    return re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text))


@cache
def _other_forms() -> dict[str, tuple[str, ...]]:
    """Short forms of first names, and the long forms of short ones."""
    forms: dict[str, tuple[str, ...]] = {}
    for entry in word_list("diminutive"):
        name, _, short = entry.partition("=")
        forms[name] = (*forms.get(name, ()), *short.split(","))
        for one in short.split(","):
            forms[one] = (*forms.get(one, ()), name)
    return forms
