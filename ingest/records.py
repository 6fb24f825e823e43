"""What readers hand over: plain records, and rows refused with their reason.

Readers know no database; the loader (``ingest/loader.py``) turns records into nodes and edges.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Refusal:
    """One row that was not taken, with its place in the file and why."""

    row: int
    reason: str


@dataclass(frozen=True)
class ReviewRecord:
    """One review. ``involved`` holds raw agency names, ``parts`` what part some of them had;
    ``raised`` pairs of theme (id or title) and the passage it rests on (may be empty);
    ``document`` is the id of the file it was read from, where that is a document."""

    id: str
    title: str
    kind: str
    area: str = ""
    author: str = ""
    date: str = ""
    year: int | None = None
    url: str = ""
    licence: str = ""
    source_file: str = ""
    invented: bool = False
    involved: tuple[str, ...] = ()
    raised: tuple[tuple[str, str], ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    document: str = ""


@dataclass(frozen=True)
class RecommendationRecord:
    """One recommendation, action or concern. ``addressees`` holds raw names; ``cites`` pairs of
    source id and the words that cite it.

    In a document ``inherited_from`` holds raw names with where they are inherited from (heading,
    column or table title), and ``settled`` is true when nothing more is taken from the sentence.
    ``forms`` and ``places`` say where in the document it stands; ``checked`` what a person did.
    """

    id: str
    review_id: str
    title: str
    text: str
    kind: str = "recommendation"
    scope: str = ""
    number: str = ""
    page: int | None = None
    addressees: tuple[str, ...] = ()
    inherited: bool = False
    inherited_from: tuple[tuple[str, str], ...] = ()
    settled: bool = False
    plan_action: str = ""
    plan_lead: str = ""
    plan_target_date: str = ""
    plan_status: str = ""
    plan_outcome: str = ""
    cites: tuple[tuple[str, str], ...] = ()
    checked: str = ""
    forms: str = ""
    places: str = ""


@dataclass(frozen=True)
class DocumentRecord:
    """One file that a review was read from; fields as in ``graph/schema.py``."""

    id: str
    title: str
    digest: str
    format: str
    pages: int | None = None
    pages_unread: int = 0
    unread: str = ""
    warnings: str = ""
    corrections: str = ""
    replaces: str = ""


@dataclass(frozen=True)
class AgencyRecord:
    """One agency or type of agency of the registry. ``aliases`` are other wordings;
    ``is_a`` and ``part_of`` are ids."""

    id: str
    title: str
    sector: str = ""
    level: str = ""
    is_type: bool = False
    aliases: tuple[str, ...] = ()
    is_a: str = ""
    part_of: str = ""
    invented: bool = False


@dataclass(frozen=True)
class ThemeRecord:
    """One theme of the frame; ``cues`` are words that point to it (``*`` ends a stem), and
    ``joint_work`` says why it takes more than one agency, where it does."""

    id: str
    title: str
    definition: str = ""
    cues: tuple[str, ...] = ()
    source: str = ""
    within: str = ""
    joint_work: str = ""


@dataclass(frozen=True)
class SourceRecord:
    """One publication. ``made_id`` is true when its id was made from DOI or title, and false
    when the file itself gives one, which others may cite."""

    id: str
    title: str
    authors: str = ""
    year: int | None = None
    container: str = ""
    volume_pages: str = ""
    doi: str = ""
    url: str = ""
    kind: str = ""
    check_status: str = ""
    checked_at: str = ""
    made_id: bool = False


@dataclass(frozen=True)
class FindingRecord:
    """One claim of one publication."""

    id: str
    source_id: str
    title: str
    text: str
    population: str = ""
    setting: str = ""
    design: str = ""
    strength: str = ""
    direction: str = ""
    country: str = ""
    year: int | None = None
    keywords: str = ""


@dataclass(frozen=True)
class VerdictRecord:
    """One person's verdict: the row it stands in, and its cells by the names of the schema's
    ``Verdict``."""

    row: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Reading:
    """All that one file gave. ``rules`` is a digest of what its reader goes by besides the code
    beside this module; ``replaced`` are nodes (label and id) of documents
    whose place this one takes."""

    kind: str
    file_name: str
    digest: str
    rows_read: int
    reviews: tuple[ReviewRecord, ...] = ()
    recommendations: tuple[RecommendationRecord, ...] = ()
    agencies: tuple[AgencyRecord, ...] = ()
    themes: tuple[ThemeRecord, ...] = ()
    sources: tuple[SourceRecord, ...] = ()
    findings: tuple[FindingRecord, ...] = ()
    documents: tuple[DocumentRecord, ...] = ()
    verdicts: tuple[VerdictRecord, ...] = ()
    replaced: tuple[tuple[str, str], ...] = ()
    rules: str = ""
    refusals: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = field(default=())
