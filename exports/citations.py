"""The publications and reviews of a pack as RIS and BibTeX, for reference managers.

The address of a coroner's report carries the name of the person who died and would stand there as
text, so it is left out; title, area and date lead to it on the coroners' own site.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from exports.pack_cases import source
from exports.text import one_line, safe_url
from graph.codes import REVIEW_KINDS
from graph.store import Row
from graph.words import CHECKED, sentence_case

_PERSON = re.compile(r"(.+) ([A-Z][A-Z-]{0,4})")  # 'Agnew Davies R', and no 'Home Office'
_VOLUME = re.compile(r"(\d*)(?:\(([^)]*)\))?(?::(.+))?")  # '26(1):19-39'
_IN_A_JOURNAL = ("journal article", "Cochrane review", "Campbell review", "editorial", "preprint")
_SPECIAL = re.compile(r"[\\{}%&#$_~^]")
_LATEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_NO_LATEX = {"\\": "%5C", "{": "%7B", "}": "%7D"}  # in an address, which is not LaTeX


@dataclass(frozen=True)
class Reference:
    """A publication or a review. ``authors`` are 'Family, Initials', or bodies as they stand;
    ``others`` where there are more."""

    id: str
    title: str
    authors: tuple[str, ...]
    others: bool
    year: str
    container: str
    volume_pages: str
    doi: str
    url: str
    kind: str
    note: str


def references(findings: Iterable[Row], cases: Iterable[Row]) -> list[Reference]:
    """Each publication and each review once. The rows are of ``findings_by_id`` and of
    ``recommendations_by_id``."""
    found: dict[str, Reference] = {}
    for row in findings:
        found.setdefault(row["source_id"], _publication(row))
    for row in cases:
        found.setdefault(row["review_id"], _review(row))
    return list(found.values())


def _publication(row: Row) -> Reference:
    names = [one.strip() for one in re.split("[,;]", one_line(row["authors"] or ""))]
    known = [_person(name) for name in names if name and not name.startswith("et al")]
    return Reference(
        id=row["source_id"],
        title=one_line(row["source"]),
        authors=tuple(known),
        others=names[-1].startswith("et al"),
        year=str(row["year"] or ""),
        container=one_line(row["container"] or ""),
        volume_pages=one_line(row["volume_pages"] or ""),
        doi=one_line(row["doi"] or ""),
        url=safe_url(row["url"]),
        kind=str(row["source_kind"] or "report"),
        note=sentence_case(CHECKED.get(row["check_status"], CHECKED["unchecked"])),
    )


def _person(name: str) -> str:
    found = _PERSON.fullmatch(name)
    return f"{found[1]}, {' '.join(found[2].replace('-', ''))}" if found else name


def _review(row: Row) -> Reference:
    link = source(row)
    return Reference(
        id=row["review_id"],
        title=one_line(row["review"]),
        authors=(),
        others=False,
        year=str(row["year"] or ""),
        container=REVIEW_KINDS.get(row["review_kind"], ""),
        volume_pages="",
        doi="",
        url=link.address if link and not link.hidden else "",
        kind="report",
        note="Invented sample data" if row["invented"] else "",
    )


def as_ris(cited: Iterable[Reference]) -> bytes:
    """The references as RIS."""
    import rispy  # here, so that no page waits for what only this needs

    class Writer(rispy.RisWriter):  # type: ignore[misc]
        """Without the number that rispy writes above each record, which is no RIS."""

        def set_header(self, count: int) -> str:
            return ""

    return str(rispy.dumps([_ris(one) for one in cited], implementation=Writer)).encode("utf-8")


def _ris(one: Reference) -> dict[str, object]:
    kind = "JOUR" if one.kind in _IN_A_JOURNAL else {"book": "BOOK"}.get(one.kind, "RPRT")
    volume, number, pages = _parts(one.volume_pages)
    first, _, last = pages.partition("-")
    fields: dict[str, object] = {
        "title": one.title,
        "authors": list(one.authors),
        "year": one.year,
        "secondary_title" if kind == "JOUR" else "publisher": one.container,
        "volume": volume,
        "number": number,
        "start_page": first,
        "end_page": last,
        "doi": one.doi,
        "urls": [one.url] if one.url else [],
        "notes": [note for note in (one.note, "Further authors" if one.others else "") if note],
        "language": "en",
    }
    return {"type_of_reference": kind} | {name: said for name, said in fields.items() if said}


def as_bibtex(cited: Iterable[Reference]) -> bytes:
    """The references as BibTeX, in UTF-8."""
    from bibtexparser.entrypoint import write_string  # here, for the same reason
    from bibtexparser.library import Library
    from bibtexparser.model import Block, Entry, Field

    entries: list[Block] = []
    for one in cited:
        kind, fields = _bibtex(one)
        known = [Field(name, said) for name, said in fields.items() if said]
        entries.append(Entry(kind, re.sub(r"[^A-Za-z0-9.:-]", "-", one.id), known))
    return write_string(Library(entries), unparse_stack=None).encode("utf-8")


def _bibtex(one: Reference) -> tuple[str, dict[str, str]]:
    in_journal = one.kind in _IN_A_JOURNAL
    kind = "article" if in_journal else {"book": "book"}.get(one.kind, "techreport")
    place = {"article": "journal", "book": "publisher"}.get(kind, "institution")
    volume, number, pages = _parts(one.volume_pages)
    names = [_latex(name) if "," in name else f"{{{_latex(name)}}}" for name in one.authors]
    return kind, {
        "title": f"{{{_latex(one.title)}}}",
        "author": " and ".join([*names, *(["others"] if one.others else [])]),
        "year": one.year,
        place: _latex(one.container),
        "volume": _latex(volume),
        "number": _latex(number),
        "pages": _latex(pages).replace("-", "--"),
        "doi": _address(one.doi),
        "url": _address(one.url),
        "note": _latex(one.note),
    }


def _parts(volume_pages: str) -> tuple[str, str, str]:
    """'26(1):19-39' as volume, number and pages; what is in no such form is a volume."""
    found = _VOLUME.fullmatch(volume_pages)
    return (found[1], found[2] or "", found[3] or "") if found else (volume_pages, "", "")


def _latex(text: str) -> str:
    return _SPECIAL.sub(lambda sign: _LATEX.get(sign[0], f"\\{sign[0]}"), text)


def _address(text: str) -> str:
    return "".join(_NO_LATEX.get(sign, sign) for sign in text)
