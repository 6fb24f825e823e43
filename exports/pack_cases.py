"""One case and one finding of a pack, with all that is needed to find them again."""

from __future__ import annotations

from collections.abc import Iterable

from exports.document import Block, Link, Paragraph, Passage, Points, Table
from exports.text import safe_url, shorten
from graph.store import Row
from graph.words import grade, heard_in, source_line

CORONER = "PFD"
_BRIEF = 420  # letters of a wording in a briefing
_WORDS_A_MINUTE = 200


def case(row: Row, brief: bool, *, mixed: bool = False) -> Passage:
    """The wording of a row of ``recommendations_by_id``, and where it stands. ``mixed`` where
    invented and real reviews are loaded together, so that each has to say which it is."""
    wording = row["wording"]
    shortened = brief and len(wording) > _BRIEF
    page = f"Page {row['page']}" if row["page"] else "Page not known"
    area = row["area"] if row["area"] and row["area"] not in row["review"] else ""
    facts = [page, area, "invented sample data" if mixed and row["invented"] else ""]
    facts += [row["licence"] or "", "shortened here" if shortened else ""]
    notes = [heard_in(row), " · ".join(filter(None, facts))]
    return Passage(shorten(wording, _BRIEF) if shortened else wording, notes, source(row))


def source(row: Row) -> Link | None:
    """The published review, if its address is known. Coroners' addresses carry the name of the
    person who died, and stand behind words only."""
    address = safe_url(row["url"])
    hidden = row["review_kind"] == CORONER
    return Link("Source report", address, hidden) if address else None


def finding(row: Row) -> Passage:
    """The claim of a row of ``findings_by_id``, how strong it is, and its full citation."""
    people = ", ".join(row[name] for name in ("population", "setting") if row[name])
    doi = f"https://doi.org/{row['doi']}" if row["doi"] else ""
    address = safe_url(doi or row["url"])
    link = Link(f"doi:{row['doi']}" if doi else "Publication", address) if address else None
    notes = [grade(row), people, source_line(row)]
    return Passage(row["finding"], [note for note in notes if note], link, quoted=False)


def minutes(blocks: Iterable[Block]) -> str:
    """How long the words of a document take to read aloud: 'About 6 minutes to read.'"""
    words = sum(len(text.split()) for block in blocks for text in _texts(block))
    return f"About {max(round(words / _WORDS_A_MINUTE), 1)} minutes to read"


def _texts(block: Block) -> Iterable[str]:
    if isinstance(block, Passage):
        return (block.words, *block.notes)
    if isinstance(block, Points):
        return [item.text for item in block.items]
    if isinstance(block, Table):
        return [cell for row in block.rows for cell in row]
    return (block.text,) if isinstance(block, Paragraph) else ()
