"""Publications as sources, whatever export they come from: one id, one form, each work once.

Abstracts are never kept: they are others' words, and an abstract is no finding. A finding is one
claim that a person took from a publication (``ingest/evidence.py`` reads those).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.identifiers import (
    bare_doi,
    hashed,
    other_doi,
    web_address,
    words_only,
    work_keys,
)
from ingest.records import Reading, Refusal, SourceRecord
from ingest.tables import digest

_MOST_AUTHORS = 3
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# Titles in exports carry the publisher's marks: "<i>in vitro</i>", "<jats:sub>".
_MARKUP = re.compile(r"</?(?:i|b|u|em|strong|sub|sup|span|scp|p|inline|jats:[a-z-]+)(?:\s[^<>]*)?>")
_INSTITUTION = re.compile(r"^\{(.+)\}$")


@dataclass(frozen=True)
class Publication:
    """One record of an export, as it stands there. ``row`` is its row or line; ``authors`` are
    "Family, Given" or names as they stand; ``date`` is any text that holds the year."""

    row: int
    title: str
    authors: Sequence[str] = ()
    date: str = ""
    container: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    doi: str = ""
    urls: Sequence[str] = ()
    kind: str = "publication"


def publications_reading(
    path: Path,
    read_as: str,
    rows_read: int,
    found: Iterable[Publication],
    refusals: list[Refusal],
    notes: list[str],
    *,
    unit: str = "row",
) -> Reading:
    """The reading of one export. What has no title is refused; a work that stands twice (same
    DOI, else same title and year) is one source, and a note names both places.

    ``found`` may be lazy and may add to ``refusals`` and ``notes`` while it is read.
    """
    sources: dict[str, SourceRecord] = {}
    places: dict[str, int] = {}
    for each in found:
        source = source_of(each)
        if not any(char.isalpha() for char in source.title):
            refusals.append(Refusal(each.row, "the record that starts here has no title"))
            continue
        keys = work_keys(source.doi, source.title, source.year)
        first = next((key for key in keys if key in places), "")
        if first and not other_doi(sources[first].doi, source.doi):
            again = f"{unit} {each.row} is the same work as {unit} {places[first]}"
            notes.append(f"{again}: read once")
            continue
        for key in keys:
            sources.setdefault(key, source)
            places.setdefault(key, each.row)
    once = {source.id: source for source in sources.values()}
    return Reading(
        kind="evidence",
        file_name=path.name,
        digest=digest(path),
        rows_read=rows_read,
        sources=tuple(once.values()),
        refusals=tuple(sorted(refusals, key=lambda refusal: refusal.row)),
        notes=(f"read as: {read_as}", *dict.fromkeys(notes)),
    )


def source_of(given: Publication) -> SourceRecord:
    """A record as a source. Its id is made of the DOI, else of title and year, so that the same
    work has one id in every export."""
    title = plain_text(given.title)
    year = year_in(given.date)
    doi = bare_doi(given.doi) or next((d for d in map(bare_doi, given.urls) if d), "")
    key = (doi.casefold(),) if doi else (words_only(title), str(year or ""))
    return SourceRecord(
        id=hashed("source", *key),
        title=title,
        authors=cited_authors(given.authors),
        year=year,
        container=plain_text(given.container),
        volume_pages=_volume_pages(given),
        doi=doi,
        url=next((each for each in map(web_address, given.urls) if each), ""),
        kind=given.kind or "publication",
        check_status="unchecked",
        made_id=True,
    )


def plain_text(text: str) -> str:
    """One line without markup: ``<i>Risk</i> &amp; harm`` → ``Risk & harm``."""
    return " ".join(_MARKUP.sub("", html.unescape(text)).split())


def year_in(text: str) -> int | None:
    """The first year from 1900 to 2099 that stands in a text."""
    found = _YEAR.search(text)
    return int(found.group()) if found else None


def cited_authors(names: Sequence[str]) -> str:
    """``Family, Given Other`` as ``Family GO``, the first three, as the evidence base cites;
    names without a comma stay as they are."""
    short = []
    for name in map(plain_text, names):
        whole = _INSTITUTION.match(name)
        family, comma, given = name.partition(",")
        if whole or not comma:
            short.append(whole.group(1) if whole else name)
            continue
        initials = "".join(part[0].upper() for part in re.split(r"[\s.-]+", given) if part)
        short.append(f"{family.strip()} {initials}".strip())
    kept = [name for name in short if name]
    return ", ".join(kept[:_MOST_AUTHORS]) + (", et al." if len(kept) > _MOST_AUTHORS else "")


def _volume_pages(given: Publication) -> str:
    number = f"({plain_text(given.number)})" if given.number else ""
    volume = f"{plain_text(given.volume)}{number}"
    pages = re.sub(r"\s*[-–—]+\s*", "-", plain_text(given.pages))
    return f"{volume}:{pages}" if volume and pages else volume or pages
