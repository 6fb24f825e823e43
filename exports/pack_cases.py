"""One case and one finding of a pack, with all that is needed to find them again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exports.document import Block, Heading, Link, Paragraph, Passage
from exports.pack_chosen import Case
from exports.text import safe_url, shorten
from graph.store import Row
from graph.words import grade, heard_in, kind_of, sentence_case, source_line

CORONER = "PFD"
BRIEF = 420  # letters of a wording in a briefing, and on a slide
_PASSAGES = 2  # that say what happened in one case
_NAMED = 6  # agencies, before the rest are counted


def case(place: int, one: Case, *, mixed: bool = False) -> Iterator[Block]:
    """A case whole: what kind and who was in it, what it raised, what was asked of whom, and what
    became of that. ``mixed`` where invented and real reviews are loaded together, so that each
    has to say which it is."""
    yield Heading(title(place, one), 2)
    yield Paragraph(facts(one, mixed=mixed))
    yield Paragraph("What the case raised", look="lead")
    yield from raised(one, mixed=mixed)
    if not one.is_concern:
        yield Paragraph("What was asked, and of whom", look="lead")
        yield wording(one.row, mixed=mixed)
    yield Paragraph(put_to(one))
    yield Paragraph("What became of it", look="lead")
    yield Paragraph(became(one))


def title(place: int, one: Case) -> str:
    """'Case 2: Serious case review, Dunmarsh, 2015: …', or the review's kind, area and year where
    its own title lacks them."""
    return f"Case {place}: {shorten(one.row['review'], 130)}"


def facts(one: Case, *, mixed: bool = False) -> str:
    """What kind of case, where, when, and who was involved, so far as its title does not say."""
    row, named = one.row, one.row["review"].lower()
    known = [kind_of(row["review_kind"]), row["area"] or "", str(row["year"] or "year not known")]
    said = [sentence_case(words) for words in known if words and words.lower() not in named]
    said += [sentence_case(words) for words in [_invented(row, mixed)] if words]
    who = f"Involved in the case: {_listed(one.involved)}."
    if not one.involved:
        who = "It is not listed who was involved in the case."
    return " ".join([*(f"{words}." for words in said), who])


def raised(one: Case, most: int = _PASSAGES, *, mixed: bool = False) -> Iterator[Block]:
    """The passages that show what the case raised, those on the pack's theme first. A coroner's
    concern is one itself."""
    if one.is_concern:
        yield wording(one.row, mixed=mixed)
    _, _, review = heard_in(one.row).partition(" · ")
    for row in one.passages[: most - one.is_concern]:
        said = [f"On: {row['theme']}", review, "Page not kept", _invented(one.row, mixed)]
        yield Passage(row["passage"], [" · ".join(filter(None, said))])
    if not one.passages and not one.is_concern:
        yield Paragraph(
            "No passage of this review that shows what happened is loaded. The review itself says.",
        )


def put_to(one: Case) -> str:
    """Of whom it was asked; of a concern, who has to answer it."""
    asked = "A coroner states a concern and leaves the action open. It is put to"
    if not one.is_concern:
        asked = "It is asked of"
    return f"{asked}: {_listed(one.to)}." if one.to else f"{asked} no one agency by name."


def _listed(names: Sequence[str]) -> str:
    left = len(names) - _NAMED
    more = f"; and {left} more" if left > 0 else ""
    return "; ".join(names[:_NAMED]) + more


def became(one: Case) -> str:
    """What the action plan says came of an ask, and whether later reviews ask it again; both so
    far as is loaded."""
    return f"{_planned(one)} {_again(one)}"


def _planned(one: Case) -> str:
    status, outcome = one.row.get("plan_status"), one.row.get("plan_outcome")
    if one.is_concern:
        return "Replies to coroners are not loaded."
    if not status and not outcome:
        return "What became of it is not told in what is loaded."
    said = [f"Its action plan says: “{status}”."] if status else []
    if outcome:
        said.append(f"What came of it, as written there: “{str(outcome).rstrip('.')}”.")
    return " ".join(said)


def _again(one: Case) -> str:
    if not one.again:
        return "No later review that is loaded says the same."
    places = "; ".join(
        ", ".join(str(part) for part in (row["area"], row["year"]) if part)
        for row in one.again[:_NAMED]
    )
    number = len(one.again)
    reviews = "1 later review says" if number == 1 else f"{number} later reviews say"
    return f"{reviews} much the same ({places}), so far as a machine can tell."


def wording(row: Row, most: int = 0, *, mixed: bool = False) -> Passage:
    """The wording of a row of ``recommendations_by_id``, cut to ``most`` letters where that is
    given, and where it stands."""
    words = row["wording"]
    cut = bool(most) and len(words) > most
    page = f"Page {row['page']}" if row["page"] else "Page not known"
    area = row["area"] if row["area"] and row["area"] not in row["review"] else ""
    said = [page, area, _invented(row, mixed)]
    said += [row["licence"] or "", "shortened here" if cut else ""]
    notes = [heard_in(row), " · ".join(filter(None, said))]
    return Passage(shorten(words, most) if cut else words, notes, source(row))


def _invented(row: Row, mixed: bool) -> str:
    return "invented sample data" if mixed and row["invented"] else ""


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
