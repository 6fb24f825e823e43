"""Which export a file of evidence is, told from what stands in it, never from its name.

What fits no export for certain is refused with what would do; the ledger says as what a file
was read.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from graph.errors import InputRefusedError
from ingest.bibtex import is_bibtex, read_bibtex
from ingest.delimited import read_text
from ingest.eppi import read_eppi_json, read_eppi_table
from ingest.evidence import FINDINGS, read_evidence
from ingest.json_files import json_records
from ingest.openalex import is_work, read_openalex_csv, read_openalex_json
from ingest.records import Reading
from ingest.ris import read_ris
from ingest.tables import Columns, check_file, plain, read_table
from ingest.zotero import read_zotero

_Reader = Callable[[Path], Reading]

ACCEPTED = (
    "RIS, BibTeX, Zotero CSV, OpenAlex (CSV or JSON), EPPI-Reviewer (RIS, JSON or table), "
    "or findings.csv with sources.csv beside it"
)
_RIS = re.compile(r"^[\ufeff\s]*TY\s{1,2}-(?: |$)", re.MULTILINE)
# Headers that tell one table from the others; each group is one way to know it.
_ZOTERO = ({"key", "item type", "publication year", "title"},)
_OPENALEX = (
    {"id", "display name", "publication year"},
    {"id", "title", "publication year", "authorships author display name"},
    {"id", "title", "publication year", "cited by count"},
    {"id", "title", "author", "year", "citation count"},
    {"id", "title", "author", "year", "source", "doi"},
)
_EPPI = (
    {"itemid", "title", "shorttitle"},
    {"itemid", "title", "parenttitle"},
    {"item id", "title", "short title"},
    {"item id", "title", "parent title"},
    {"id", "title", "short title", "parent title"},
    {"eppi id", "title"},
    {"eppi reviewer id", "title"},
)
_TOLD_BY: tuple[tuple[str, tuple[set[str], ...], _Reader], ...] = (
    ("Zotero CSV", _ZOTERO, read_zotero),
    ("OpenAlex CSV", _OPENALEX, read_openalex_csv),
    ("EPPI-Reviewer table", _EPPI, read_eppi_table),
)


def read_export(path: Path) -> Reading:
    """Read a file of evidence by the reader that its content asks for.

    Raises InputRefusedError for what fits no reader for certain, or more than one.
    """
    check_file(path)
    if zipfile.is_zipfile(path):
        return _table_reader(path)(path)
    text, _ = read_text(path)
    if text.lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        return _json_reader(path)(path)
    ris, bibtex = _RIS.search(text) is not None, is_bibtex(text)
    if ris and bibtex:
        raise InputRefusedError(
            f"{path.name} holds records of RIS and of BibTeX. Export them as two files."
        )
    if ris:
        return read_ris(path)
    return read_bibtex(path) if bibtex else _table_reader(path)(path)


def _json_reader(path: Path) -> _Reader:
    records, _ = json_records(path, ("References", "results"))
    held = [each for _, each in records if isinstance(each, dict)]
    if any("ItemId" in each for each in held):
        return read_eppi_json
    if any(is_work(each.get("id")) for each in held):
        return read_openalex_json
    names = sorted({str(name) for each in held[:5] for name in each})[:12]
    raise InputRefusedError(
        f"{path.name} is JSON, but neither of EPPI-Reviewer (References with ItemId) nor of "
        f"OpenAlex (works with an id such as https://openalex.org/W…). It holds: "
        f"{', '.join(names) or 'no records'}."
    )


def _table_reader(path: Path) -> _Reader:
    headers = _headers(path)
    fitting = [(name, read) for name, ways, read in _TOLD_BY if any(way <= headers for way in ways)]
    if len(fitting) == 1:
        return fitting[0][1]
    if fitting:
        names = " and ".join(name for name, _ in fitting)
        raise InputRefusedError(f"{path.name} has the columns of {names}: take one set away.")
    if not FINDINGS.missing(FINDINGS.match(sorted(headers))):
        return read_evidence
    shown = ", ".join(f"'{each}'" for each in sorted(headers)) or "none of those that tell"
    raise InputRefusedError(
        f"{path.name} is no export that is known for certain. Known are: {ACCEPTED}. "
        f"Columns that were recognised: {shown}."
    )


def _headers(path: Path) -> set[str]:
    """The headers of a table that tell exports apart, without case and punctuation."""
    ways: Iterable[set[str]] = (way for _, each, _ in _TOLD_BY for way in each)
    telling = set().union(*ways)
    telling |= {plain(s) for name, more in FINDINGS.synonyms.items() for s in (name, *more)}
    marks = Columns(dict.fromkeys(sorted(telling), ()), needed=())
    return set(read_table(path, marks).headers)
