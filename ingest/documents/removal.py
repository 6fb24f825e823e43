"""Taking a document away again, with everything that rests only on it.

People's verdicts and corrections go with it, and are first written to a file in ``removed/`` of
the graph's home. Of the document's wording it holds what a person
typed, and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graph.errors import CommonThreadError
from graph.store import Store
from ingest.documents.drafts import Drafts, write_whole
from ingest.documents.reading import ingest_id
from ingest.documents.saving import Held
from ingest.loader import remove_forsaken

_LINKS = (
    ("(r:Recommendation)-[e:ABOUT]->(o:Theme)", "ABOUT"),
    ("(r:Recommendation)-[e:NEAR_EVIDENCE]->(o:Finding)", "NEAR_EVIDENCE"),
    ("(r:Recommendation)-[e:REPEATS]->(o:Recommendation)", "REPEATS"),
    ("(r:Recommendation)<-[e:REPEATS]-(o:Recommendation)", "REPEATED_BY"),
)


@dataclass(frozen=True)
class Resting:
    """What rests on one document: ids of its review and recommendations, and people's verdicts."""

    document: Held
    reviews: tuple[str, ...]
    recommendations: tuple[str, ...]
    verdicts: tuple[dict[str, Any], ...]
    corrections: int

    def __str__(self) -> str:
        return (
            f"'{self.document.title}' ({self.document.id}): its review "
            f"'{self.document.review_title}', {len(self.recommendations)} recommendations with "
            f"their links, {len(self.verdicts)} verdicts and {self.corrections} corrections of "
            "people"
        )


def resting_on(store: Store, document: Held) -> Resting:
    """What would go if the document went."""
    reviews = store.rows(
        "MATCH (v:Review)-[:READ_FROM]->(:Document {id: $id}) RETURN v.id AS id ORDER BY id",
        id=document.id,
    )
    made = store.rows(
        "MATCH (:Document {id: $id})<-[:READ_FROM]-(:Review)-[:MADE]->(r:Recommendation) "
        "RETURN r.id AS id ORDER BY id",
        id=document.id,
    )
    # Of a removal that was killed before, the review may be gone and its recommendations not.
    standing = store.rows(
        "MATCH (r:Recommendation)-[:STANDS_IN]->(:Document {id: $id}) RETURN r.id AS id",
        id=document.id,
    )
    ids = sorted({row["id"] for row in (*made, *standing)})
    return Resting(
        document,
        tuple(row["id"] for row in reviews),
        tuple(ids),
        tuple(_verdicts(store, ids)),
        len(document.made_corrections),
    )


def remove(store: Store, home: Path, resting: Resting) -> Path:
    """Take the document away; gives the path of the file with verdicts and corrections.

    Killed in between, the same removal again completes it. Raises CommonThreadError when the
    file or the graph cannot be written.
    """
    document = resting.document
    path = _export(home, resting)
    with store.writer() as writer:
        # First what says that the document is whole, and last what says that it is there.
        writer.delete_nodes("Ingest", [ingest_id(document.digest)])
        writer.delete_nodes("Recommendation", resting.recommendations)
        writer.delete_nodes("Review", resting.reviews)
        remove_forsaken(store, writer)
        writer.delete_nodes("Document", [document.id])
    drafts = Drafts(home)
    drafts.forget_saved(document.digest)
    drafts.discard(document.digest)
    return path


def find_held(held: Iterable[Held], asked: str) -> Held:
    """The document that a person means by its id, its digest (or the start of it) or its file's
    name. Raises CommonThreadError when there is none, or several."""
    every = list(held)
    wanted = asked.casefold()
    for match in (
        [each for each in every if wanted in (each.id, each.digest)],
        [each for each in every if each.title.casefold() == wanted],
        [each for each in every if len(wanted) >= 6 and each.digest.startswith(wanted)],
    ):
        if len(match) == 1:
            return match[0]
        if match:
            ids = ", ".join(each.id for each in match[:10])
            raise CommonThreadError(
                f"{len(match)} documents are called '{asked}'. Say which by its id: {ids}"
            )
    raise CommonThreadError(
        f"The graph holds no document '{asked}'. Give a file's name as the ledger shows it, or "
        "its id: python -m graph query documents"
    )


def _verdicts(store: Store, ids: list[str]) -> Iterator[dict[str, Any]]:
    for pattern, link in _LINKS:
        rows = store.rows(
            f"UNWIND $ids AS id MATCH {pattern} WHERE r.id = id AND e.verdict IS NOT NULL "
            "RETURN r.id AS recommendation, o.id AS other, o.title AS other_title, "
            "e.verdict AS verdict, e.judged_by AS judged_by, e.judged_on AS judged_on "
            "ORDER BY recommendation, other",
            ids=ids,
        )
        for row in rows:
            # The other recommendation's title is wording of a document.
            title = row.pop("other_title")
            yield {"link": link, **row} | ({} if "REPEAT" in link else {"other_title": title})


def _export(home: Path, resting: Resting) -> Path:
    now = datetime.now(UTC)
    data = {
        "removed_on": now.isoformat(timespec="seconds"),
        "document": asdict(resting.document) | {"corrections": None},
        "reviews": resting.reviews,
        "recommendations": resting.recommendations,
        "verdicts": resting.verdicts,
        "corrections": json.loads(resting.document.corrections or "[]"),
    }
    path = home / "removed" / f"{now:%Y-%m-%d-%H%M%S-%f}-{resting.document.id}.json"
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    write_whole(path, lambda file: file.write(text.encode()))
    return path
