"""The passages that show what a case raised: findings, lessons and missed chances."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.documents.model import Passage
from ingest.documents.parts import Situated
from ingest.documents.words import sentences, tidy

MOST = 40
# Searched in lower case, which takes a third of the time of a search whatever the case.
_TOLD = re.compile(r"lesson|finding|learning|missed|conclusion")
_FINDS = (
    (3, re.compile(r"\b(?:missed opportunit\w+|opportunit\w+ (?:was|were) (?:missed|lost)|lesson|"
                   r"should have|could have|failed to|failure to)\b")),
    (2, re.compile(r"\b(?:did not|was not|were not|no evidence|never|nobody|no one|lack of|lacked|"
                   r"without|unaware|not (?:shared|recorded|considered|referred|asked|known)|"
                   r"gaps?|delay\w*|inconsisten\w+|poor|absence|limited|weak\w*)\b")),
    (2, re.compile(r"\b(?:the (?:review|panel|reviewers?|author) (?:found|finds|concluded?s?|"
                   r"considers?|learned)|(?:key )?(?:finding|learning)\b|this (?:case|review) "
                   r"(?:shows|showed|highlights|demonstrates|illustrates))")),
)  # fmt: skip


def findings_of(placed: Sequence[Situated]) -> tuple[Passage, ...]:
    """At most ``MOST`` passages, best first: sentences of findings, lessons and analysis."""
    scored: list[tuple[int, int, Passage]] = []
    for here in placed:
        if here.part not in {"analysis", "rationale"} or here.block.kind not in {
            "paragraph",
            "item",
        }:
            continue
        bonus = any(_TOLD.search(heading.lower()) for heading in here.headings)
        for sentence in sentences(tidy(here.block.text)):
            if 40 <= len(sentence) <= 500:
                low = sentence.lower()
                score = sum([worth for worth, pattern in _FINDS if pattern.search(low)])
                if score:
                    passage = Passage(sentence, here.block.page, here.headings)
                    scored.append((-(score + bonus), len(scored), passage))
    return tuple(passage for _, _, passage in sorted(scored, key=lambda one: one[:2])[:MOST])
