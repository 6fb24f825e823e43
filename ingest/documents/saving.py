"""Drafts into the graph: which review a document belongs to, what was corrected before, saving.

Nothing is doubled by saving again, nor by a process killed in between: the review's id comes from
the document's digest or from the version it replaces, and the document counts as read only once
its ``Ingest`` node holds the digest, which is written last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from graph.errors import CommonThreadError
from graph.store import Store
from ingest.documents.correction_data import from_text
from ingest.documents.corrections import Correction, applicable, carried
from ingest.documents.drafts import Drafts, Waiting
from ingest.documents.model import Draft
from ingest.documents.raised import CaseThemes
from ingest.documents.reading import KIND, document_id, nameless, reading_of, rules_with
from ingest.documents.rules import reading_rules
from ingest.identifiers import hashed
from ingest.jobs import missing_reference
from ingest.known import Known, known_in
from ingest.ledger import Entry
from ingest.loader import load, remove_forsaken, rules_of
from ingest.records import Reading
from ingest.tables import plain

_HELD = """
MATCH (d:Document)
OPTIONAL MATCH (v:Review)-[:READ_FROM]->(d)
OPTIONAL MATCH (v)-[:MADE]->(r:Recommendation)
RETURN d.id AS id, d.title AS title, d.digest AS digest, d.corrections AS corrections,
       d.replaces AS replaces, v.id AS review_id, v.title AS review_title, v.kind AS kind,
       v.area AS area, v.date AS date, count(r) AS recommendations
ORDER BY id
"""
_INGESTS = """
MATCH (i:Ingest {kind: $kind}) RETURN i.digest AS digest, i.rules AS rules, i.records AS records
"""


_TEXTS = (
    "id",
    "title",
    "digest",
    "corrections",
    "review_id",
    "review_title",
    "kind",
    "area",
    "date",
)


@dataclass(frozen=True)
class Held:
    """A document that the graph holds. ``rules`` is empty while it is not whole."""

    id: str
    title: str
    digest: str
    corrections: str
    replaces: tuple[str, ...]
    review_id: str
    review_title: str
    kind: str
    area: str
    date: str
    recommendations: int
    rules: str

    @property
    def made_corrections(self) -> tuple[Correction, ...]:
        """What a person corrected, as data."""
        return from_text(self.corrections)


def held_in(store: Store) -> dict[str, Held]:
    """The documents of a graph, by digest."""
    ingests = {row["digest"]: row for row in store.rows(_INGESTS, kind=KIND) if row["digest"]}
    found = {}
    for row in store.rows(_HELD):
        ingest = ingests.get(row["digest"])
        whole = ingest is not None and ingest["records"] <= 1 + row["recommendations"]
        text = {name: value or "" for name, value in row.items() if name in _TEXTS}
        found[row["digest"]] = Held(
            **text,
            replaces=tuple(each for each in (row["replaces"] or "").split("; ") if each),
            recommendations=row["recommendations"],
            rules=ingest["rules"] or "" if ingest is not None and whole else "",
        )
    return found


def is_unchanged(own: Held, known: Known) -> bool:
    """Whether the graph holds the document whole, read by the rules of now."""
    return own.rules == rules_of(known, rules_with(reading_rules(), own.corrections))


def waiting_for(draft: Draft, held: Mapping[str, Held], before: Waiting | None = None) -> Waiting:
    """A draft that was just read, with what a person corrected in this document before.
    ``before`` is what was understood of it then (``Drafts.saved``): a number that is read
    otherwise now parts no correction from its recommendation."""
    own = held.get(draft.digest)
    corrections = own.made_corrections if own else ()
    if before is not None:
        corrections = carried(corrections, before.draft, draft)
    return Waiting(draft, corrections, rules=reading_rules())


def as_new_version(waiting: Waiting, old: Held, before: Waiting | None = None) -> Waiting:
    """The same, as the new version of a document: it takes the old one's place, review and
    corrections. Those that no longer find their recommendation are left out, with a warning.
    ``before`` is what was understood of the old one (``Drafts.saved``)."""
    corrections = old.made_corrections
    if before is not None:
        corrections = carried(corrections, before.draft, waiting.draft)
    kept, lost = applicable(waiting.draft, corrections)
    draft = waiting.draft
    if lost:
        warning = (
            f"{lost} corrections of the earlier version no longer find their recommendation; "
            "please look through it"
        )
        draft = replace(draft, warnings=(*draft.warnings, warning))
    corrections = tuple(dict.fromkeys((*kept, *waiting.corrections)))
    return replace(waiting, draft=draft, corrections=corrections, replaces=old.id)


def earlier_version(draft: Draft, held: Iterable[Held]) -> Held | None:
    """The document that this one may be a new version of, to be asked about: of the same name,
    kind and area, or of the same title, kind, area and date."""
    for old in held:
        if old.digest == draft.digest or old.kind != draft.kind or not draft.area:
            continue
        same_area = plain(old.area) == plain(draft.area)
        same_file = old.title == draft.file_name
        same_title = plain(old.review_title) == plain(draft.title) and old.date == draft.date
        if same_area and (same_file or (same_title and draft.title and draft.date)):
            return old
    return None


class Saver:
    """Saves drafts to a graph that is open to write; for many documents make one and use it."""

    def __init__(self, store: Store, drafts: Drafts | None) -> None:
        """Loads the registry of agencies and the frame of themes if the graph has never been
        given them. Without ``drafts`` (a dry run) no file is touched."""
        self._store = store
        self._drafts = drafts
        self.reference: list[Entry] = []
        self.known = self._with_reference()
        self._themes = CaseThemes(store, self.known)
        self.held = held_in(store)

    def save(self, waiting: Waiting, *, tidy: bool = True) -> Entry:
        """Write one draft, corrected, to the graph, and account for it.

        Raises CommonThreadError when the draft cannot be saved as it is (a date that is none,
        a document to replace that is not there) or the graph cannot be written.
        """
        draft = waiting.corrected
        review_id, replaces = self._place(waiting)
        reading = reading_of(
            draft,
            waiting.corrections,
            review_id,
            before=self._texts(review_id),
            raised=self._themes.of(draft.passages),
            replaces=replaces,
            rules=waiting.rules,
        )
        counts = load(self._store, reading, self.known.registry, known=self.known, tidy=tidy)
        self._after(waiting, reading)
        return Entry(reading, counts)

    def tidy(self) -> None:
        """Take away bodies that no document names any more; ``save`` does it unless told not."""
        with self._store.writer() as writer:
            remove_forsaken(self._store, writer)

    def _with_reference(self) -> Known:
        known = known_in(self._store)
        for step in missing_reference(self._store):
            reading = step.read(step.path)
            counts = load(self._store, reading, known.registry, known=known)
            self.reference.append(Entry(reading, counts))
            known = known.adding(reading)
        return known

    def _place(self, waiting: Waiting) -> tuple[str, tuple[str, ...]]:
        """The review's id, and the digests of the versions that the document replaces."""
        digest = waiting.draft.digest
        own = self.held.get(digest)
        by_id = {each.id: each for each in self.held.values()}
        old = by_id.get(waiting.replaces) if waiting.replaces != document_id(digest) else None
        if old is not None:
            own_review = own.review_id if own else ""
            if own is not None and old.review_id and own_review not in ("", old.review_id):
                raise CommonThreadError(
                    f"'{own.title}' is in the graph already, as a review of its own. Remove it "
                    f"first (python -m ingest remove {own.id}), then let it replace '{old.title}'."
                )
            # Of a replacing that was killed, the old one's review may be the new one's already.
            review = old.review_id or own_review or hashed("review", KIND, digest)
            return review, tuple(dict.fromkeys((*old.replaces, old.digest)))
        replaces = own.replaces if own else ()
        if waiting.replaces not in ("", document_id(digest), *map(document_id, replaces)):
            raise CommonThreadError(
                f"The document {waiting.replaces} that this one is to replace is not in the graph "
                "any more. Save it as a document of its own, or choose another to replace."
            )
        # A process killed while replacing has left the earlier version's review to go on with.
        known = [own, *(self.held.get(each) for each in replaces)]
        ids = [each.review_id for each in known if each is not None and each.review_id]
        return (ids[0] if ids else hashed("review", KIND, digest)), replaces

    def _texts(self, review_id: str) -> dict[str, str]:
        rows = self._store.rows(
            "MATCH (:Review {id: $id})-[:MADE]->(r:Recommendation) RETURN r.id AS id, "
            "r.text AS text ORDER BY id",
            id=review_id,
        )
        return {row["id"]: row["text"] or "" for row in rows}

    def _after(self, waiting: Waiting, reading: Reading) -> None:
        """What is in the graph now is kept as such, and waits no more."""
        draft, document, review = waiting.draft, reading.documents[0], reading.reviews[0]
        earlier = tuple(each for each in document.replaces.split("; ") if each)
        for digest in earlier:
            self.held.pop(digest, None)
        self.held[draft.digest] = Held(
            id=document.id,
            title=document.title,
            digest=draft.digest,
            corrections=document.corrections,
            replaces=earlier,
            review_id=review.id,
            review_title=review.title,
            kind=review.kind,
            area=review.area,
            date=review.date,
            recommendations=len(reading.recommendations),
            rules=rules_of(self.known, reading.rules),
        )
        if self._drafts is None:
            return
        shown = nameless(draft, waiting.corrections)
        self._drafts.keep_saved(Waiting(shown, rules=waiting.rules, since=waiting.since))
        for digest in earlier:
            self._drafts.forget_saved(digest)
        self._drafts.discard(draft.digest)
