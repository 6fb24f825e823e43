"""What the first pages say of the document itself: title, kind, area, date, author's role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.documents.model import Block, Extract
from ingest.documents.origin import texts_of
from ingest.documents.part_names import ASKING, part_of
from ingest.people import without_names
from ingest.review_columns import REVIEW_KIND_NAMES
from ingest.tables import plain

_MARKING = re.compile(
    r"^(?:official(?:[- ]sensitive)?|restricted|confidential|draft|final(?: version)?|"
    r"not protectively "
    r"marked|version\b.*|page \d+.*|contents|publication|published|strictly confidential|"
    r"private (?:and|&) confidential|government security.*|embargo.*|table of contents|"
    r"final report|for publication)[\s:.-]*$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:review|report|dhr|scr|sar|lcspr|cspr|susr|dardr|summary|minutes|notes|tracker|briefing|"
    r"action plan|improvement plan|recommendations|inquiry|investigation|learning)\b",
    re.IGNORECASE,
)
_META = re.compile(
    r"^(?:date|dated|author|authored|written|prepared|chair|independent (?:chair|author|reviewer|"
    r"investigator|overview)|report (?:author|completed|by|date)|completed|published|"
    r"publication|by |"
    r"commissioned|on behalf|copyright|©|\d(?![ -]?minute)|(?:january|february|march|april|may|"
    r"june|july|august|september|october|november|december)\b|"
    r"(?:lead |independent )?reviewer|status|"
    r"version|reference|ref\b|this report is being sent|\(|present|this (?:is an?|report|document)|"
    r"contents|chapter|section|introduction)",
    re.IGNORECASE,
)
_MOST_OF_TITLE = 4


def title_blocks(extract: Extract) -> list[Block]:
    """The blocks of the first page that make up the title: the first that names a review or
    report, headings before others, and what goes on with it."""
    first = extract.blocks[0].page if extract.blocks else None
    early = [
        b
        for b in extract.blocks[:16]
        if b.page in {first, None}
        and b.text.strip()
        and b.kind in {"heading", "paragraph"}
        and not _MARKING.match(b.text.strip())
    ]
    fit = [n for n, b in enumerate(early) if _may_be_title(b)]
    named = [n for n in fit if _NAMED.search(early[n].text)]
    headings = [n for n in fit if early[n].kind == "heading"]
    both = [n for n in named if n in headings]
    start = next(iter(both or named or headings or fit), None)
    if start is None:
        return []
    chosen = [early[start]]
    for block in early[start + 1 : start + _MOST_OF_TITLE]:
        same = (
            block.kind == "heading" and chosen[0].kind == "heading" and _is_near(block, chosen[0])
        )
        if not (same or _is_subtitle(block)) or _META.match(block.text.strip()):
            break
        chosen.append(block)
    return chosen


def _may_be_title(block: Block) -> bool:
    text = block.text.strip()
    if part_of(text) in ASKING and len(text.split()) < 4:
        return False
    return len(text.split()) <= 40 and not (
        block.number or _META.match(text) or (text.endswith(".") and len(text.split()) > 14)
    )


_SECOND_LINE = re.compile(
    r"(?:final |draft |summary |full )?(?:overview report|executive summary|report|summary|review|"
    r"(?:multi-agency |recommendations? )?action plan|tracker)(?: (?:of|into|on|in|concerning|"
    r"regarding|for) .+)?",
    re.IGNORECASE,
)


def _is_near(block: Block, first: Block) -> bool:
    """A further line of the title: as large, or next in size, and neither numbered nor a part."""
    if block.number or abs(block.level - first.level) > 1:
        return False
    return not part_of(block.text) or (
        bool(_SECOND_LINE.fullmatch(block.text.strip()))
        and not _SECOND_LINE.fullmatch(first.text.strip())
        and part_of(block.text) not in {"recommendations", "plan"}
    )


_TEXT = 20


def _is_section(block: Block, early: Sequence[Block]) -> bool:
    """Whether running text follows: a heading within the report, not a line of its title."""
    after = next((b for n, b in enumerate(early) if n and early[n - 1] is block), None)
    return after is not None and after.kind == "paragraph" and len(after.text.split()) > _TEXT


def _is_subtitle(block: Block) -> bool:
    text = block.text.strip()
    short = len(text.split()) <= 14 and text[-1:] not in ".:;" and part_of(text) not in ASKING
    opens = bool(
        re.match(
            r"(?:overview report|of the|in the|in relation|executive summary|in respect of|"
            r"into the|concerning|regarding|"
            r"relating to|following the|under section|adult |child |baby |young person|case of|"
            r"the (?:case|death) of|“|\"|‘|'|report|final report|local child)",
            text,
            re.IGNORECASE,
        )
    )
    return short and opens and block.kind in {"heading", "paragraph"} and not block.number


_KINDS_OF_REVIEW = "|".join(
    sorted({n for names in REVIEW_KIND_NAMES.values() for n in names if n.endswith(" review")})
)
# Two lines of a cover that were set, or read, as one: the board, then what it is a review of. A
# title that would not tell the review from the board's others keeps the board.
_BOARD_BEFORE = re.compile(
    r"(?P<board>(?:The )?[A-Z][\w'’-]*(?: (?:[A-Z][\w'’-]*|and|&|of|upon|on)){1,9}? "
    r"(?:Board|BOARD|Partnership|PARTNERSHIP)) "
    rf"(?=(?i:(?:local |thematic )?(?:{_KINDS_OF_REVIEW})\b"
    r"(?!\W*(?:(?:overview|executive|summary|final|report)\b\W*)*$)))"
)


def _without_board(title: str) -> str:
    found = _BOARD_BEFORE.match(title)
    return title[found.end() :] if found and not _NAMED.search(found["board"]) else title


def title_of(extract: Extract, blocks: Sequence[Block]) -> str:
    """The title, lines joined, without names of people; the file's own property at the last."""
    text = ": ".join(b.text.strip().rstrip(":") for b in blocks[:1])
    for block in blocks[1:]:
        text = f"{text} {block.text.strip()}" if text else block.text.strip()
    tables = (_above_table(b) for b in extract.blocks[:3] if b.kind == "table")
    text = " ".join((text or next(filter(None, tables), "") or extract.title or "").split())
    return without_names(_without_board(text)[:300])


_LONG = {kind: tuple(n for n in names if " " in n) for kind, names in REVIEW_KIND_NAMES.items()}
# A body that speaks once of another review is not that review.
_SURELY = 4
_MORE = {
    "DHR": ("domestic homicide", "domestic abuse related death", "dhr", "dardr"),
    "LCSPR": ("child safeguarding practice", "lcspr", "safeguarding practice review"),
    "SCR": ("serious case", "scr"),
    "SAR": (
        "safeguarding adults review",
        "safeguarding adult review",
        "sar",
        "adult safeguarding review",
    ),
    "PFD": ("regulation 28", "prevent future deaths", "prevention of future deaths", "rule 43"),
    "SUSR": ("single unified", "susr", "child practice review", "adult practice review"),
}


def _above_table(block: Block) -> str:
    """What stands in the first row alone, else the table's caption (of a sheet, its name)."""
    first = [cell.text for cell in block.rows[0] if cell.text.strip()] if block.rows else []
    return first[0] if len(first) == 1 else block.title


def kind_of(title: str, blocks: Sequence[Block], file_name: str) -> str:
    """The kind of review: the title's words count before the body's, the body's by frequency."""
    for said in (title, " ".join(b.text for b in blocks[:12] if len(b.text) < 150), file_name):
        words = f" {plain(said)} "
        found = [
            (words.find(f" {n} "), k) for k, names in _names() for n in names if f" {n} " in words
        ]
        if found:
            return min(found)[1]
    text = f" {plain(' '.join(texts_of(blocks, 400)))} "
    counts = {kind: sum(text.count(f" {name} ") for name in names) for kind, names in _names()}
    best = max(counts, key=lambda kind: counts[kind])
    return best if counts[best] >= _SURELY else "other"


def _names() -> Iterable[tuple[str, tuple[str, ...]]]:
    return ((kind, (*names, *_LONG[kind])) for kind, names in _MORE.items())


_ROLES = re.compile(
    r"\b((?:HM |assistant |area |acting )?senior coroner|assistant coroner|area coroner|"
    r"acting coroner|"
    r"(?:lead )?independent (?:overview )?(?:report )?(?:chair and (?:report )?author|"
    r"author and chair|chair|"
    r"author|reviewers?|lead reviewer|investigators?|consultant|scrutineer)|"
    r"independent overview report author|overview (?:report )?(?:author|writer)|lead reviewers?|"
    r"report author|review author|chair and author|panel chair|coroner|^reviewers?(?=:))\b",
    re.IGNORECASE,
)


def author_of(kind: str, blocks: Sequence[Block]) -> str:
    """The role of who wrote it, never a name."""
    best = ""
    for text in texts_of(blocks, 50):
        if not best and re.match(r"author\b.*\bindependent\b", text, re.IGNORECASE):
            best = "independent author"
        for found in _ROLES.finditer(text):
            role = " ".join(found[1].split())
            if kind == "PFD" and "coroner" not in role.lower():
                continue
            if kind != "PFD" and "coroner" in role.lower():
                continue
            if not best or (best.lower() == "coroner" and role.lower() != "coroner"):
                best = role
    return re.sub(r"\bhm\b", "HM", best.lower())
