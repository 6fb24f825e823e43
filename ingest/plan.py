"""From records to the rows of nodes and edges that the graph shall hold: no database here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ingest.agencies import Registry, Resolution
from ingest.known import Known
from ingest.records import AgencyRecord, Reading, RecommendationRecord, ReviewRecord
from ingest.tables import plain
from ingest.titles import cut
from linking.cues import code

Row = dict[str, Any]
EdgeKind = tuple[str, str, str]
"""Type of an edge and the labels of its two ends."""

# Nodes before edges, and what others point to first.
LABELS = ("Theme", "Agency", "Source", "Finding", "Document", "Review", "Recommendation")


@dataclass
class Plan:
    """Rows to write. ``owned`` holds, for each kind of edge, the nodes whose edges of that kind
    come from this reading alone: any other that the graph holds is out of date. ``replaced`` are
    nodes (label and id) to take away once all else is written."""

    nodes: dict[str, dict[str, Row]] = field(default_factory=lambda: defaultdict(dict))
    edges: dict[EdgeKind, dict[tuple[str, str], Row]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    owned: dict[EdgeKind, set[str]] = field(default_factory=lambda: defaultdict(set))
    replaced: tuple[tuple[str, str], ...] = ()
    unresolved: Counter[str] = field(default_factory=Counter)
    notes: dict[str, None] = field(default_factory=dict)

    def node(self, label: str, id_: str, **properties: Any) -> None:
        """Plan a node; of two with one id the first stands. Empty text means that the graph
        shall not hold the property."""
        row = {name: None if value == "" else value for name, value in properties.items()}
        self.nodes[label].setdefault(id_, {"id": id_, **row})

    def edge(self, kind: EdgeKind, source: str, target: str, **properties: Any) -> None:
        """Plan an edge; of two between the same nodes the first stands."""
        row = {name: None if value == "" else value for name, value in properties.items()}
        self.edges[kind].setdefault((source, target), {"source": source, "target": target, **row})

    def own(self, source: str, *kinds: EdgeKind) -> None:
        """A node's edges of these kinds are this reading's to say."""
        for kind in kinds:
            self.owned[kind].add(source)

    def note(self, text: str) -> None:
        self.notes[text] = None


IS_A: EdgeKind = ("IS_A", "Agency", "Agency")
PART_OF: EdgeKind = ("PART_OF", "Agency", "Agency")
WITHIN: EdgeKind = ("WITHIN", "Theme", "Theme")
FROM_SOURCE: EdgeKind = ("FROM_SOURCE", "Finding", "Source")
READ_FROM: EdgeKind = ("READ_FROM", "Review", "Document")
STANDS_IN: EdgeKind = ("STANDS_IN", "Recommendation", "Document")
MADE: EdgeKind = ("MADE", "Review", "Recommendation")
INVOLVED: EdgeKind = ("INVOLVED", "Review", "Agency")
RAISED: EdgeKind = ("RAISED", "Review", "Theme")
ADDRESSED_TO: EdgeKind = ("ADDRESSED_TO", "Recommendation", "Agency")
MENTIONS: EdgeKind = ("MENTIONS", "Recommendation", "Agency")
CITES: EdgeKind = ("CITES", "Recommendation", "Source")


# Fields of a recommendation that become edges.
_APART = (
    "review_id",
    "addressees",
    "inherited",
    "inherited_from",
    "settled",
    "cites",
    "forms",
    "places",
)


def make_plan(reading: Reading, registry: Registry, known: Known) -> Plan:
    """The nodes and edges that a reading stands for.

    ``known`` is what the graph knows already; edges to a theme, source or agency that neither it
    nor the reading holds are left out and noted.
    """
    plan = Plan(replaced=reading.replaced)
    _evidence(plan, reading, known)
    known = known.adding(reading)
    _reference(plan, reading, known)
    for document in reading.documents:
        plan.node("Document", document.id, **_properties(document))
    by_review: dict[str, list[RecommendationRecord]] = defaultdict(list)
    for recommendation in reading.recommendations:
        by_review[recommendation.review_id].append(recommendation)
    for review in reading.reviews:
        _ReviewPlanner(plan, registry, known, review, by_review[review.id]).make()
    return plan


def _reference(plan: Plan, reading: Reading, known: Known) -> None:
    for agency in reading.agencies:
        _agency(plan, agency, registered=True, resolved=True)
        plan.own(agency.id, IS_A, PART_OF)
    for agency in reading.agencies:
        for kind, target in ((IS_A, agency.is_a), (PART_OF, agency.part_of)):
            if target and target not in known.agencies:
                plan.note(f"agency '{agency.id}': '{target}' is not known, {kind[0]} left out")
            elif target:
                plan.edge(kind, agency.id, target)
    for theme in reading.themes:
        plan.node(
            "Theme",
            theme.id,
            title=theme.title,
            definition=theme.definition,
            cues=";".join(theme.cues),
            source=theme.source,
            joint_work=theme.joint_work,
        )
        plan.own(theme.id, WITHIN)
        if theme.within and theme.within not in known.themes:
            plan.note(f"theme '{theme.id}': parent '{theme.within}' is not known, left out")
        elif theme.within:
            plan.edge(WITHIN, theme.id, theme.within)


def _agency(plan: Plan, agency: AgencyRecord, *, registered: bool, resolved: bool) -> None:
    plan.node(
        "Agency",
        agency.id,
        title=cut(agency.title, 160),
        sector=agency.sector,
        level=agency.level,
        aliases="; ".join(agency.aliases),
        is_type=agency.is_type,
        resolved=resolved,
        registered=registered,
        invented=agency.invented,
    )


def _evidence(plan: Plan, reading: Reading, known: Known) -> None:
    taken, instead_of = known.taken(reading)
    plan.replaced += tuple(("Source", id_) for id_ in instead_of)
    for one in taken:
        plan.node("Source", one.id, source_file=reading.file_name, **_properties(one, "made_id"))
    if standing := len(reading.sources) - len(taken):
        plan.note(f"{standing} sources are in the graph from another file, and stay as they are")
    for finding in reading.findings:
        plan.node("Finding", finding.id, **_properties(finding, "source_id"))
        plan.own(finding.id, FROM_SOURCE)
        plan.edge(FROM_SOURCE, finding.id, finding.source_id)


class _ReviewPlanner:
    """Plans one review. What its agencies are called elsewhere in it decides short forms."""

    def __init__(
        self,
        plan: Plan,
        registry: Registry,
        known: Known,
        review: ReviewRecord,
        recommendations: Iterable[RecommendationRecord],
    ) -> None:
        self._plan = plan
        self._registry = registry
        self._known = known
        self._review = review
        self._recommendations = list(recommendations)
        addressees = [raw for each in self._recommendations for raw in each.addressees]
        addressees += [raw for each in self._recommendations for raw, _ in each.inherited_from]
        texts = [each.text for each in self._recommendations]
        self._context = "\n".join(dict.fromkeys((*review.involved, *addressees, *texts)))
        self._resolved: dict[str, list[Resolution]] = {}

    def make(self) -> None:
        plan, review = self._plan, self._review
        apart = ("involved", "raised", "parts", "document")
        plan.node("Review", review.id, **_properties(review, *apart))
        plan.own(review.id, MADE, INVOLVED, RAISED, READ_FROM)
        if review.document:
            plan.edge(READ_FROM, review.id, review.document)
        parts = dict(review.parts)
        for raw in review.involved:
            for found in self._resolve(raw):
                part = parts.get(raw, "")
                plan.edge(INVOLVED, review.id, found.node_id, raw=found.raw, part=part)
        for theme, passage in review.raised:
            self._raise(theme, passage)
        for recommendation in self._recommendations:
            self._recommend(recommendation)

    def _raise(self, theme: str, passage: str) -> None:
        ids = self._known.theme_ids
        target = ids.get(theme) or ids.get(plain(theme))
        if target:
            self._plan.edge(RAISED, self._review.id, target, passage=passage)
        else:
            self._plan.note(
                f"theme '{cut(theme, 40)}' is not in the frame of themes and was left out"
            )

    def _recommend(self, record: RecommendationRecord) -> None:
        plan = self._plan
        plan.node("Recommendation", record.id, **_properties(record, *_APART))
        plan.own(record.id, ADDRESSED_TO, MENTIONS, CITES, STANDS_IN)
        plan.edge(MADE, self._review.id, record.id)
        if self._review.document:
            where = {"forms": record.forms, "places": record.places}
            plan.edge(STANDS_IN, record.id, self._review.document, **where)
        addressed = set()
        for found, inherited, source in self._addressees(record):
            addressed.add(found.node_id)
            if not found.agency_id:
                plan.unresolved[found.raw] += 1
            plan.edge(
                ADDRESSED_TO,
                record.id,
                found.node_id,
                raw=found.raw,
                inherited=inherited,
                inherited_from=source,
                predecessor=found.predecessor,
            )
        for found in self._registry.mentions(record.text):
            if found.node_id not in addressed:
                self._meet(found)
                plan.edge(MENTIONS, record.id, found.node_id, raw=found.raw)
        for source, quote in record.cites:
            if source in self._known.sources:
                plan.edge(CITES, record.id, source, quote=quote)
            else:
                plan.note(f"cited source '{cut(source, 40)}' is not in the evidence, left out")

    def _addressees(self, record: RecommendationRecord) -> list[tuple[Resolution, bool, str]]:
        """Who is asked to act, whether that is inherited from outside the sentence, and where
        from if the document says it."""
        if not record.settled:
            return [(*each, "") for each in self._asked(record)]
        own = [(found, False, "") for raw in record.addressees for found in self._resolve(raw)]
        return own + [
            (found, True, source)
            for raw, source in record.inherited_from
            for found in self._resolve(raw)
        ]

    def _asked(self, record: RecommendationRecord) -> list[tuple[Resolution, bool]]:
        """Who a row of a table asks, and whether that is inherited.

        A column of addressees stands as it is. Without one the sentence's subject is asked, then
        the lead; a subject that is only a type ("the PCT") gives way to a lead that is known.
        """
        listed = [found for raw in record.addressees for found in self._resolve(raw)]
        if (listed and not record.inherited) or record.kind == "concern":
            return [(found, record.inherited) for found in listed]
        leads = [found for found in listed if found.agency_id]
        subject = [
            found for found in self._subject(record.text) if not (leads and self._type(found))
        ]
        asked = [(found, False) for found in subject] + [(found, True) for found in leads]
        return asked or [(found, True) for found in listed]

    def _subject(self, text: str) -> list[Resolution]:
        """The agencies that a sentence asks to act, if they are known or show what they are."""
        words = code(text).actor.words
        pieces = self._registry.split_addressees(words) if words else []
        return [found for raw in pieces for found in self._resolve(raw, known_only=True)]

    def _type(self, found: Resolution) -> bool:
        agency = self._known.agencies.get(found.agency_id)
        return agency is not None and agency.is_type

    def _resolve(self, raw: str, *, known_only: bool = False) -> list[Resolution]:
        if raw not in self._resolved:
            self._resolved[raw] = self._registry.resolve(raw, self._context)
        resolved = [found for found in self._resolved[raw] if found.agency_id or not known_only]
        for found in resolved:
            self._meet(found)
        return resolved

    def _meet(self, found: Resolution) -> None:
        """Plan the nodes of a body that no reference file lists, and of what it is part of."""
        record, known = found.record, self._known.agencies
        if record is None or found.node_id in known:
            return
        _agency(self._plan, record, registered=False, resolved=bool(found.agency_id))
        if record.is_a in known:
            self._plan.edge(IS_A, found.node_id, record.is_a)
        if found.whole:
            self._meet(Resolution(found.raw, found.whole.id, record=found.whole))
        if record.part_of:
            self._plan.own(record.id, PART_OF)
            self._plan.edge(PART_OF, record.id, record.part_of)


def _properties(record: object, *apart: str) -> Row:
    """A record's fields as properties, but for its id and those that become edges."""
    return {name: value for name, value in vars(record).items() if name not in ("id", *apart)}
