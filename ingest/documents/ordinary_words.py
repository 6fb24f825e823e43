"""Which words are ordinary in case reviews, so that a capital alone makes no name of them.

A word is ordinary when the texts that ship in ``data`` write it without a capital somewhere:
invented reviews, findings, themes, and the names of agencies and places. It needs no dictionary
of its own and speaks the language of the field.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from graph.settings import DATA
from ingest.agency_councils import places
from ingest.word_lists import word_list

# Columns that hold names of people or addresses on the web are left out.
_TEXTS = {
    "sample/*_reviews.csv": ("title", "review_title", "text", "themes_raised", "plan_action"),
    "evidence/findings.csv": ("finding", "population", "setting", "keywords"),
    "reference/themes.csv": ("label", "definition", "cues"),
}
_NAMES = {
    "reference/agencies.csv": ("name", "aliases"),
    "sample/agencies.csv": ("name", "aliases"),
    "reference/council_places.csv": ("place", "other_names"),
}
_LOWER = re.compile(r"(?<![\w'’@./-])[a-z]{2,}(?:['’-][a-z]+)*(?![\w@])")
_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?")
_CALENDAR = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december spring summer autumn winter christmas "
    "easter good boxing bank holiday ramadan eid diwali lent"
)
_FURTHER = (
    "act acts addendum admission adverse agenda allocated amber appendix article bail blue board "
    "bronze café category centres chapter church civic clause coercion command commons crisis "
    "crown database deputy designated directive disability duty early encompass encounter event "
    "figure flowchart footnote forum freedom gold gospel green grievance guideline guidelines "
    "head hotline human interim islam jewish judicial knife level listening lords magistrates "
    "minister ministry morning motorway crossroad crossroads parkway bypass carriageway muslim "
    "overview part permanent pharmacy platinum procedure programme project protocol purple quarry "
    "red resolution respectful ribbon roma romany roundabout royal rule "
    "scheme score secretary section sikh silver situation steering step stop storm strand "
    "sudden system table tier traveller troubled trilogy trinity tv union unit university ward "
    "warning white women yellow zone "
    # Words that open a sentence or a clause, and so are seldom met without a capital.
    "accordingly additionally again although as assuming because both but certainly consequently "
    "currently deceased despite during even eventually finally following fortunately furthermore "
    "generally given hence here historically hopefully however if importantly indeed initially "
    "instead lastly likewise meanwhile moreover namely neither nevertheless nonetheless nor "
    "notably notwithstanding occasionally once only otherwise overall perhaps previously rather "
    "regrettably sadly secondly similarly simply since sometimes somewhat specifically "
    "subsequently surprisingly that then there thereafter therefore these thirdly this those "
    "though throughout thus tragically typically unfortunately unless until unusually upon usually "
    "what whatever when whenever where whereas whether which while who whose why with within "
    "without yet optometrists paramedics clinicians psychiatrists"
)


@cache
def ordinary_words() -> frozenset[str]:
    """Ordinary words, lower case, their plurals and singulars apart (``is_ordinary``)."""
    found = set(f"{_CALENDAR} {_FURTHER}".split())
    for pattern, columns in _TEXTS.items():
        for text in _cells(pattern, columns):
            found.update(_LOWER.findall(text))
    for pattern, columns in _NAMES.items():
        for text in _cells(pattern, columns):
            found.update(word.casefold() for word in _WORD.findall(text))
    for place in places():
        found.update(place.split())
    for name in ("role", "unit", "not a surname", "beside a place name", "kin", "profession"):
        found |= word_list(name)
    return frozenset(found)


def is_ordinary(word: str) -> bool:
    """Whether a word, in any case, is ordinary: ``Boards`` is, ``Harrowgate`` is not."""
    key = word.casefold().replace("’", "'").removesuffix("'s").removesuffix("'")
    words = ordinary_words()
    forms = (key, key.removesuffix("s"), key.removesuffix("es"), key.removesuffix("ing"))
    return any(form in words for form in (*forms, f"{key}s", f"{key.removesuffix('ed')}e"))


def _cells(pattern: str, columns: tuple[str, ...]) -> list[str]:
    texts = []
    for path in sorted(Path(DATA).glob(pattern)):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                texts += [row[name] for name in columns if row.get(name)]
    return texts
