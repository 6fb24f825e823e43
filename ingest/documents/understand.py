"""From an extract to a draft: what a document is, what it asks for, and of whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.documents.candidates import Candidate
from ingest.documents.concern_parts import concerns, flat, sent_to
from ingest.documents.doubts import doubts_of, warnings_of
from ingest.documents.findings import findings_of
from ingest.documents.front_matter import author_of, kind_of, title_blocks, title_of
from ingest.documents.lists import Lists
from ingest.documents.model import (
    Draft,
    DraftAddressee,
    DraftRecommendation,
    Extract,
    Place,
)
from ingest.documents.origin import area_of, date_of
from ingest.documents.parts import Situated, lay_out, marked
from ingest.documents.places import Same, join
from ingest.documents.plans import Columns, boxed, is_box, plan_rows
from ingest.documents.scopes import set_scopes
from ingest.documents.taking_part import agencies_of
from ingest.documents.words import plain_words
from ingest.identifiers import hashed


def understand(extract: Extract) -> Draft:
    """What is understood of a document, for a person to check; no file and no graph is touched.

    Every part carries its place; what is doubtful says why. Never raises for odd content: a
    document in which nothing is found gives a draft with a warning.
    """
    extract = replace(extract, blocks=tuple(marked(block) for block in extract.blocks))
    head = title_blocks(extract)
    title = title_of(extract, head)
    kind = kind_of(title, extract.blocks, extract.file_name)
    placed = lay_out(extract.blocks, head)
    found, given = _found(extract, kind, placed)
    set_scopes(found)
    asked = [*given, *(who for same in found for who in same.addressees)]
    recommendations = _recommendations(found, given, extract)
    jumps = sum("number missing" in doubt for one in recommendations for doubt in one.doubts)
    return Draft(
        file_name=extract.file_name,
        digest=extract.digest,
        format=extract.format,
        pages=extract.pages,
        unread=extract.unread,
        title=title,
        kind=kind,
        area=area_of(kind, extract.blocks, title),
        date=date_of(kind, extract.blocks),
        author=author_of(kind, extract.blocks),
        agencies=agencies_of(placed, asked),
        passages=findings_of(placed),
        recommendations=recommendations,
        warnings=warnings_of(found, extract, jumps),
    )


def _found(
    extract: Extract, kind: str, placed: Sequence[Situated]
) -> tuple[list[Same], tuple[DraftAddressee, ...]]:
    """The recommendations, and the addressees that all of them share (a coroner's report)."""
    if kind == "PFD":
        lines = flat(extract.blocks)
        raised = concerns(lines)
        if raised:
            given = tuple(DraftAddressee(raw, "heading") for raw in sent_to(lines))
            return [Same([one], given) for one in raised], given
    found = join(candidates(placed))
    listed = [same for same in found if same.main.form in {"list", "plan"} or same.main.labelled]
    for same in found:
        if same.main.faint and listed and _goes_on_list(same, listed, found):
            same.main.faint, same.main.form = False, "list"
    return [same for same in found if not (listed and same.main.faint)], ()


def _goes_on_list(same: Same, listed: Sequence[Same], found: Sequence[Same]) -> bool:
    """Whether a paragraph that asks, below the last of a list, has the list's next number."""
    last = listed[-1].main.number
    following = found.index(same) > found.index(listed[-1])
    return following and last.isdigit() and same.main.number == str(int(last) + 1)


def candidates(placed: Sequence[Situated]) -> list[Candidate]:
    """Every place where something is asked for, in the order of the document."""
    lists, known = Lists(placed), Columns()
    found: list[Candidate] = []
    for here in placed:
        if here.block.kind != "table":
            lists.take(here)
            continue
        if is_box(here.block):
            for line in boxed(here):
                lists.take(line)
            continue
        lists.close()
        found, lists.found = [*found, *lists.found], []
        rows = list(plan_rows(here, known))
        if found and rows and _are_steps(rows, found[-1]):
            for row in rows:
                found[-1].add_plan(row)
        else:
            found += rows
    lists.close()
    return [*found, *lists.found]


def _are_steps(rows: Sequence[Candidate], above: Candidate) -> bool:
    """Whether a table holds nothing but the actions of the recommendation it stands below."""
    numbered = all(row.number.startswith(f"{above.number}.") for row in rows)
    below = rows[0].headings[:-1] == above.headings or rows[0].headings == above.headings
    return above.labelled and below and numbered and all(row.kind == "action" for row in rows)


def _recommendations(
    found: Sequence[Same], given: tuple[DraftAddressee, ...], extract: Extract
) -> tuple[DraftRecommendation, ...]:
    made = []
    seen: Counter[str] = Counter()
    before = None
    for same in found:
        main = same.main
        words = " ".join(plain_words(main.text))
        seen[f"{words}#{main.number}"] += 1
        key = hashed("draft", words, main.number, str(seen[f"{words}#{main.number}"]))
        made.append(
            DraftRecommendation(
                key=key,
                text=main.text,
                number=main.number,
                kind=main.kind,
                scope=main.scope,
                addressees=same.addressees or given,
                places=tuple(_places(same)),
                plan_action=main.plan_action,
                plan_lead=main.plan_lead,
                plan_target_date=main.plan_target_date,
                plan_status=main.plan_status,
                plan_outcome=main.plan_outcome,
                doubts=doubts_of(same, extract, before),
            )
        )
        before = same
    return tuple(made)


def _places(same: Same) -> list[Place]:
    """Each place once, the one whose words count first."""
    return list(dict.fromkeys(Place(one.page, one.headings, one.form) for one in same.places))
