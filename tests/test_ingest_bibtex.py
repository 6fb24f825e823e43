"""BibTeX: accents, strings, crossrefs, and broken entries beside good ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InputRefusedError
from ingest.bibtex import read_bibtex
from ingest.records import Reading, SourceRecord

LIBRARY = r"""
% kept by hand
@string{jex = "Journal of Examples"}
@preamble{"\newcommand{\x}{y}"}

@article{first,
  title = {The {\'E}tude of {R}isk \& harm: 50% more},
  author = {Ex{\"a}mple, Anna B. and {Home Office} and van der Berg, Se\'an and Fourth, D.},
  journal = jex # { (Online)},
  year = 2019, volume = 3, number = {2}, pages = {10--19},
  doi = {https://doi.org/10.1000/ABC\_1}, url = {https://example.org/a_b%20c},
  abstract = {An abstract that is not ours to keep.},
}
@inbook{part, title={A chapter}, author={Anna Example}, crossref={whole}}
@book{whole, title={The whole book}, publisher={A Press}, year={2001}}
"""


def _read(folder: Path, text: str, encoding: str = "utf-8") -> Reading:
    path = folder / "library.bib"
    path.write_bytes(text.encode(encoding))
    return read_bibtex(path)


def test_an_entry_with_accents_strings_and_bare_signs(tmp_path: Path) -> None:
    found = _read(tmp_path, LIBRARY)
    assert found.refusals == ()
    assert found.notes == ("read as: BibTeX",)
    first = found.sources[0]
    assert first == SourceRecord(
        id=first.id,
        title="The Étude of Risk & harm: 50% more",
        authors="Exämple AB, Home Office, van der Berg S, et al.",
        year=2019,
        container="Journal of Examples (Online)",
        volume_pages="3(2):10-19",
        doi="10.1000/ABC_1",
        url="https://example.org/a_b%20c",
        kind="journal article",
        check_status="unchecked",
        made_id=True,
    )


def test_a_chapter_has_its_year_and_book_from_its_crossref(tmp_path: Path) -> None:
    chapter, book = _read(tmp_path, LIBRARY).sources[1:]
    assert (chapter.title, chapter.container, chapter.year, chapter.authors) == (
        "A chapter",
        "The whole book",
        2001,
        "Example A",
    )
    assert (book.container, book.kind) == ("A Press", "book")


def test_broken_entries_are_refused_with_their_line_and_the_others_read(tmp_path: Path) -> None:
    text = (
        "@article{a, title={One study of risk}, year=2001}\n"
        "@article{b, title={Never {closed}, year=2002}\n"
        "@article{c, title={Two studies of risk}, year=2003}\n"
        "@article{d, year=2004, author={Nobody, A.}}\n"
        "@misc{e, title={" + "{" * 5000 + "x" + "}" * 5000 + "}}\n"
        "@article{f, title={Three studies of risk}, journal=nowhere, crossref={gone}}\n"
    )
    found = _read(tmp_path, text)
    assert [source.title for source in found.sources] == [
        "One study of risk",
        "Two studies of risk",
        "Three studies of risk",
    ]
    assert [refusal.row for refusal in found.refusals] == [2, 4, 5]
    assert found.rows_read == 6
    assert "line 6: the string 'nowhere' is not defined" in found.notes
    assert "line 6: crossref 'gone' is not in the file" in found.notes


def test_keys_and_fields_that_stand_twice_lose_nothing(tmp_path: Path) -> None:
    text = (
        "@article{same, title={One study of risk}, year=2001}\n"
        '@article{same, title={Another study of risk}, year=2002, year="2003"}\n'
        "@article{third, title={ONE study of risk.}, year=2001}\n"
    )
    found = _read(tmp_path, text)
    assert [(s.title, s.year) for s in found.sources] == [
        ("One study of risk", 2001),
        ("Another study of risk", 2002),
    ]
    assert "line 3 is the same work as line 1: read once" in found.notes
    assert any("stands twice" in note for note in found.notes)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    found = _read(tmp_path, "@book{a, title={Café – a study}, year=2001}", encoding)
    assert found.sources[0].title == "Café – a study"


@pytest.mark.parametrize("text", ["A list of books", "@comment{only this}", "x@article.org {"])
def test_what_is_no_bibtex_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputRefusedError, match="is not a BibTeX file"):
        _read(tmp_path, text)
