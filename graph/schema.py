"""The graph's schema, once, as data.

Constraints, loaders, legend, docs and colours all come from here. Every node has ``id`` and
``title`` (a short text to show); no other property is called ``type``, ``name`` or ``label``,
because engines treat those specially. Dates are ISO text (``2021-03-09``), years are integers.
"""

from __future__ import annotations

from graph import judging as _judging
from graph.codes import CODES, REVIEW_KINDS
from graph.shape import Edge, Kind, Node, Property
from graph.shape import code as _code
from graph.shape import text as _text

__all__ = [
    "CODES",
    "EDGE",
    "EDGES",
    "NODE",
    "NODES",
    "REVIEW_KINDS",
    "Edge",
    "Kind",
    "Node",
    "Property",
]

_ID = _text("id", "stable, made from source and content")
_TITLE = _text("title", "a short text to show")

NODES: tuple[Node, ...] = (
    Node(
        "Review",
        "reviews",
        "a published review of a death or of grave harm",
        "#0072B2",
        "square",
        "■",
        (
            _ID,
            _TITLE,
            _text("kind", "one of " + ", ".join(REVIEW_KINDS)),
            _text("area", "the area that commissioned it, or the coroner's area"),
            _text("author", "role of its author or chair; never a name"),
            Property("year", "integer", "year of the date"),
            _text("date", "date of the review, ISO"),
            _text("url", "address of the published document; never shown as text"),
            _text("licence", "licence of the published document"),
            _text("source_file", "name of the file it was read from"),
            Property("invented", "boolean", "true for the sample's invented reviews"),
        ),
    ),
    Node(
        "Recommendation",
        "recommendations",
        "one recommendation, action or coroner's concern",
        "#5B6770",
        "dot",
        "●",
        (
            _ID,
            _TITLE,
            _text("text", "the wording, with names of people replaced by their role"),
            _text("kind", "recommendation, action or concern"),
            _text("scope", "overview or single-agency"),
            _text("number", "its number in the document, as printed"),
            Property("page", "integer", "page in the document"),
            _text("plan_action", "action-plan column: what will be done"),
            _text("plan_lead", "action-plan column: who leads"),
            _text("plan_target_date", "action-plan column: by when, ISO where it is a date"),
            _text("plan_status", "action-plan column: where it stands"),
            _text("plan_outcome", "action-plan column: what came of it"),
            _text("checked", "what a person did to it: accepted, corrected or added"),
            *_code("actor", "who is to act: named, typed, collective, none"),
            *_code("action", "firm, soft or assurance"),
            *_code("measurable", "outcome, output, none"),
            *_code("time", "dated, recurring, soft, none"),
            *_code("strength", "weaker, intermediate, stronger, unclear (RCA2 axis)"),
            *_code("depth", "procedural, judgement, mixed, structural, none"),
            *_code("level", "local, regional, national, all, unresolved"),
            *_code("societal", "none, context, change"),
            *_code("evidence_base", "stated: single_case, guidance, research, other_reviews, none"),
            Property("asks", "integer", "number of separate things asked for"),
            _text("nearest", "where no finding is near: ids and chances of the nearest"),
            _text("escalates_to", "national body that a local body is asked to write to"),
        ),
    ),
    Node(
        "Agency",
        "agencies",
        "a body, or a type of body, that can act on a recommendation",
        "#D55E00",
        "triangle",
        "▲",
        (
            _ID,
            _TITLE,
            _text("sector", "police, health, housing, …"),
            _text("level", "local, regional, national, type"),
            _text("aliases", "other wordings, separated by semicolons"),
            Property("is_type", "boolean", "true for a type of body ('Police force')"),
            Property("resolved", "boolean", "false when only the raw wording is known"),
            Property("registered", "boolean", "true when a reference file lists it"),
            Property("invented", "boolean", "true for the sample's invented bodies"),
        ),
    ),
    Node(
        "Theme",
        "themes",
        "what a recommendation or finding is about, in a frame of two levels",
        "#009E73",
        "diamond",
        "◆",
        (
            _ID,
            _TITLE,
            _text("definition", "what belongs under it"),
            _text("cues", "words that point to it, separated by semicolons"),
            _text("source", "studies the theme was drawn from"),
            _text(
                "joint_work", "why it takes more than one agency; empty where one can do it alone"
            ),
        ),
    ),
    Node(
        "Finding",
        "findings",
        "one claim of a research publication",
        "#CC79A7",
        "star",
        "★",
        (
            _ID,
            _TITLE,
            _text("text", "the claim, in our own words"),
            _text("population", "who was studied"),
            _text("setting", "where"),
            _text("design", "study design"),
            _text("strength", "high, moderate, low, very low"),
            _text("direction", "works, mixed, no effect, harmful, risk factor, descriptive"),
            _text("country", "where the study was done"),
            Property("year", "integer", "year of publication"),
            _text("keywords", "topic first, separated by semicolons"),
        ),
    ),
    Node(
        "Source",
        "sources",
        "a publication that findings come from",
        "#8C6D1F",
        "hexagon",
        "⬢",
        (
            _ID,
            _TITLE,
            _text("authors", "authors as cited"),
            Property("year", "integer", "year of publication"),
            _text("container", "journal, series or publisher"),
            _text("volume_pages", "volume and pages"),
            _text("doi", "DOI"),
            _text("url", "address"),
            _text("kind", "journal article, report, …"),
            _text("check_status", "seen, partly, unchecked: how far the citation was checked"),
            _text("checked_at", "where it was checked"),
            _text("source_file", "file it was read from"),
        ),
    ),
    Node(
        "Document",
        "documents",
        "a file that a review was read from",
        "#56B4E9",
        "triangleDown",
        "▼",
        (
            _ID,
            _TITLE,
            _text("digest", "sha256 of the file"),
            _text("format", "pdf, docx, odt, html, txt, md or xlsx"),
            Property("pages", "integer", "pages; absent where the format has none"),
            Property("pages_unread", "integer", "pages that gave no text"),
            _text("unread", "those pages, each with the reason, separated by semicolons"),
            _text("warnings", "what a person should look at, separated by semicolons"),
            _text("corrections", "what a person changed, as JSON; no typed query can read it"),
            _text("replaces", "digests of its earlier versions, separated by semicolons"),
        ),
    ),
    Node(
        "Ingest",
        "ingests",
        "one file that was read, or one run of linking",
        "#999999",
        "dot",
        "·",
        (
            _ID,
            _TITLE,
            _text("kind", "reviews, pfd, documents, evidence, agencies, themes or linking"),
            _text("digest", "sha256 of what was read; absent while it is being written"),
            _text("rules", "digest of the reader's code and the reference data it used"),
            Property("records", "integer", "reviews, recommendations, findings … it gave"),
            _text("made_on", "when, ISO"),
            Property("read", "integer", "rows read, of a document pages"),
            Property("refused", "integer", "rows refused, of a document pages unread"),
            Property("unresolved", "integer", "addressees kept under their raw wording"),
        ),
    ),
    _judging.VERDICT,
)

_RAW = _text("raw", "the wording in the document")

EDGES: tuple[Edge, ...] = (
    Edge("MADE", ("Review",), ("Recommendation",), "the review made the recommendation"),
    Edge(
        "INVOLVED",
        ("Review",),
        ("Agency",),
        "the agency had a part in the case",
        (_RAW, _text("part", "panel, contributor, author of IMR, commissioner or named")),
    ),
    Edge(
        "RAISED",
        ("Review",),
        ("Theme",),
        "the case showed the theme, apart from what was recommended",
        (_judging.SCORE, _text("passage", "the words of the review it rests on")),
    ),
    Edge(
        "ADDRESSED_TO",
        ("Recommendation",),
        ("Agency",),
        "the agency is asked to act",
        (
            _RAW,
            Property("inherited", "boolean", "from heading, column or report, not the sentence"),
            _text("inherited_from", "heading, column or table title, where a document says it"),
            Property("predecessor", "boolean", "the raw wording names a body since replaced"),
        ),
    ),
    Edge("MENTIONS", ("Recommendation",), ("Agency",), "named but not asked to act", (_RAW,)),
    Edge(
        "ABOUT",
        ("Recommendation", "Finding"),
        ("Theme",),
        "is about the theme",
        (_judging.SCORE, _text("cue", "the words it rests on"), *_judging.LINK[1:]),
    ),
    Edge(
        "NEAR_EVIDENCE",
        ("Recommendation",),
        ("Finding",),
        "near in meaning; it does not claim support",
        (
            *_judging.LINK,
            Property("rank", "integer", "1 is the nearest"),
            Property("cosine", "number", "cosine of the two texts' vectors"),
            Property("bm25", "number", "BM25 score of the finding for the recommendation"),
            _text("shared", "words and themes both have"),
        ),
    ),
    Edge(
        "CITES",
        ("Recommendation",),
        ("Source",),
        "what the review itself leans on",
        (_text("quote", "the words that cite it"),),
    ),
    Edge(
        "REPEATS",
        ("Recommendation",),
        ("Recommendation",),
        "the later says what the earlier said, across reviews",
        (*_judging.LINK, _text("tier", "near-identical or possible")),
    ),
    Edge("READ_FROM", ("Review",), ("Document",), "the review was read from the file"),
    Edge(
        "STANDS_IN",
        ("Recommendation",),
        ("Document",),
        "the file says it, once or in several places",
        (
            _text("forms", "summary, text, list, plan: where it stands, separated by semicolons"),
            _text("places", "page, form and headings of each place, one a line"),
        ),
    ),
    Edge("FROM_SOURCE", ("Finding",), ("Source",), "the finding is from the publication"),
    Edge("IS_A", ("Agency",), ("Agency",), "is a body of this type; counts roll up along it"),
    Edge("PART_OF", ("Agency",), ("Agency",), "belongs to; counts do not roll up along it"),
    Edge("WITHIN", ("Theme",), ("Theme",), "is a theme within the broader one"),
    _judging.JUDGED,
)

NODE = {node.label: node for node in NODES}
EDGE = {edge.type: edge for edge in EDGES}
