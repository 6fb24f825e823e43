"""Taking a document away again, with everything that rests only on it.

People's verdicts and corrections go with it, and are first written to a file in ``removed/`` of
the graph's home. Of the document's wording it holds what a person
typed, and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
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
from linking.verdicts import Verdict, read_verdicts

# Of a verdict what is not kept in the file: wording of the document, and what says nothing new.
_NOT_KEPT = ("said_words", "title")


@dataclass(frozen=True)
class Resting:
    """What rests on one document: ids of its review and recommendations, and people's verdicts."""

    document: Held
    reviews: tuple[str, ...]
    recommendations: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
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
        tuple(one for one in read_verdicts(store) if {one.subject.of, one.subject.to} & set(ids)),
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
        writer.delete_nodes("Verdict", [one.id for one in resting.verdicts])
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


def _export(home: Path, resting: Resting) -> Path:
    now = datetime.now(UTC)
    data = {
        "removed_on": now.isoformat(timespec="seconds"),
        "document": asdict(resting.document) | {"corrections": None},
        "reviews": resting.reviews,
        "recommendations": resting.recommendations,
        "verdicts": [_kept(one) for one in resting.verdicts],
        "corrections": json.loads(resting.document.corrections or "[]"),
    }
    path = home / "removed" / f"{now:%Y-%m-%d-%H%M%S-%f}-{resting.document.id}.json"
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    write_whole(path, lambda file: file.write(text.encode()))
    return path


def _kept(verdict: Verdict) -> dict[str, Any]:
    return {name: value for name, value in verdict.row().items() if name not in _NOT_KEPT}
