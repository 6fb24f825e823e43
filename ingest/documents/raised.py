"""Which themes a case raised: passages of a review, told by the cue words of the frame.

Linking reads what was recommended; what the case showed is said by the document, so it is read
with it, by its words alone and without an encoder (``linking/themes.py``).
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.store import Store
from ingest.documents.model import Passage
from ingest.known import REFERENCE, Known
from ingest.reference import read_themes
from linking.masking import AgencyName
from linking.theme_signals import Theme
from linking.themes import ThemeCoder

_FRAME = """
MATCH (t:Theme) OPTIONAL MATCH (t)-[:WITHIN]->(p:Theme)
RETURN t.id AS id, t.title AS title, t.definition AS definition, t.cues AS cues, p.id AS parent
ORDER BY id
"""


class CaseThemes:
    """Finds the themes of passages against the graph's frame, or the shipped one."""

    def __init__(self, store: Store, known: Known) -> None:
        names = [
            AgencyName(name, agency.sector == "central_government", agency.sector == "partnership")
            for agency in known.agencies.values()
            for name in (agency.title, *agency.aliases)
        ]
        self._coder = ThemeCoder(_frame(store), names, None)

    def of(self, passages: Sequence[Passage]) -> list[tuple[str, str]]:
        """Each theme with the passage that shows it best, the clearest theme first."""
        best: dict[str, tuple[float, str]] = {}
        texts = [each.text for each in passages]
        for text, found in zip(texts, self._coder.code(texts, None), strict=True):
            for about in found:
                if about.score > best.get(about.theme_id, (0.0, ""))[0]:
                    best[about.theme_id] = (about.score, text)
        ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))
        return [(theme, passage) for theme, (_, passage) in ranked]


def _frame(store: Store) -> list[Theme]:
    rows = store.rows(_FRAME)
    if not rows:
        themes = read_themes(REFERENCE / "themes.csv").themes
        return [Theme(t.id, t.title, t.definition, t.cues, t.within) for t in themes]
    return [
        Theme(
            row["id"],
            row["title"],
            row["definition"] or "",
            tuple(cue.strip() for cue in (row["cues"] or "").split(";") if cue.strip()),
            row["parent"] or "",
        )
        for row in rows
    ]
