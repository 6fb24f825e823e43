"""Works from OpenAlex, as CSV in its two forms and as JSON or JSON Lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.errors import InputRefusedError
from ingest.openalex import is_work, read_openalex_csv, read_openalex_json
from ingest.records import SourceRecord

WORK: dict[str, Any] = {
    "id": "https://openalex.org/W123",
    "doi": "https://doi.org/10.1000/ABC.1",
    "title": "A study of <i>handovers</i>",
    "display_name": "A study of handovers",
    "publication_year": 2019,
    "type": "article",
    "authorships": [
        {"author": {"display_name": "Anna B. Example"}},
        {"author": {"display_name": "Carl van der Berg"}},
        {"author": {"display_name": "Home Office"}},
        {"author": None},
    ],
    "primary_location": {
        "landing_page_url": "https://doi.org/10.1000/ABC.1",
        "source": {"display_name": "Journal of Examples"},
    },
    "biblio": {"volume": "3", "issue": "2", "first_page": "10", "last_page": "19"},
    "abstract_inverted_index": {"An": [0], "abstract": [1]},
}
SOURCE = SourceRecord(
    id="",
    title="A study of handovers",
    authors="Example AB, van der Berg C, Home Office",
    year=2019,
    container="Journal of Examples",
    volume_pages="3(2):10-19",
    doi="10.1000/ABC.1",
    url="https://doi.org/10.1000/ABC.1",
    kind="journal article",
    check_status="unchecked",
    made_id=True,
)
NAMED = (
    "id,doi,title,display_name,publication_year,type,authorships.author.display_name,"
    "primary_location.source.display_name,primary_location.landing_page_url,biblio.volume,"
    "biblio.issue,biblio.first_page,biblio.last_page,abstract\n"
    "https://openalex.org/W123,https://doi.org/10.1000/ABC.1,A study of handovers,"
    "A study of handovers,2019,article,Anna B. Example|Carl van der Berg|Home Office,"
    "Journal of Examples,https://doi.org/10.1000/ABC.1,3,2,10,19,An abstract\n"
)
SHORT = (
    "Title,Author,Year,DOI,Type,Source,Citation count,Abstract,ID\n"
    "A study of handovers,Anna B. Example|Carl van der Berg|Home Office,2019,"
    "https://doi.org/10.1000/ABC.1,article,Journal of Examples,7,An abstract,"
    "https://openalex.org/W123\n"
    ",,,,,,,,\n"
    "No such work,,2019,,,,,,W\n"
    ",Somebody Else,2019,,,,,,https://openalex.org/W9\n"
)


def _path(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_the_export_with_the_names_of_the_interface(tmp_path: Path) -> None:
    found = read_openalex_csv(_path(tmp_path, "works.csv", NAMED))
    assert vars(found.sources[0]) | {"id": ""} == vars(SOURCE)
    assert found.notes == ("read as: OpenAlex CSV",)


def test_the_export_with_short_headers(tmp_path: Path) -> None:
    found = read_openalex_csv(_path(tmp_path, "works.csv", SHORT))
    assert [s.authors for s in found.sources] == [SOURCE.authors]
    assert [(r.row, r.reason) for r in found.refusals] == [
        (4, "has no id of a work in OpenAlex"),
        (5, "the record that starts here has no title"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"meta": {"count": 1}, "results": [WORK]}),
        json.dumps([WORK], indent=1),
        json.dumps(WORK),
        json.dumps(WORK) + "\n\n" + json.dumps({**WORK, "id": "W124"}) + "\n",
    ],
    ids=["page", "list", "one", "lines"],
)
def test_json_in_each_of_its_forms(tmp_path: Path, text: str) -> None:
    found = read_openalex_json(_path(tmp_path, "works.json", text))
    assert [vars(source) | {"id": ""} for source in found.sources] == [vars(SOURCE)]
    assert found.notes[0] == "read as: OpenAlex JSON"
    assert found.refusals == ()


def test_one_work_has_one_id_whatever_the_form(tmp_path: Path) -> None:
    ids = {
        read_openalex_csv(_path(tmp_path, "a.csv", NAMED)).sources[0].id,
        read_openalex_csv(_path(tmp_path, "b.csv", SHORT)).sources[0].id,
        read_openalex_json(_path(tmp_path, "c.json", json.dumps(WORK))).sources[0].id,
    }
    assert len(ids) == 1


def test_damaged_lines_and_works_without_their_parts(tmp_path: Path) -> None:
    bare = {"id": "https://openalex.org/W2", "title": None, "display_name": "Bare but named"}
    lines = [json.dumps(WORK), "{broken", json.dumps({"id": "https://openalex.org/A1"}), "7"]
    text = "\n".join([*lines, json.dumps({**bare, "authorships": 3, "biblio": None})])
    found = read_openalex_json(_path(tmp_path, "works.jsonl", text))
    assert [source.title for source in found.sources] == [SOURCE.title, "Bare but named"]
    assert [refusal.row for refusal in found.refusals] == [2, 3, 4]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"results": [', "is no JSON: line 1"),
        ("[" * 100_000, "lists within lists"),
        ('{"results": []}', "no work with an id of OpenAlex"),
        ('[{"id": "https://openalex.org/A5"}]', "no work with an id of OpenAlex"),
    ],
)
def test_what_is_no_such_file_is_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(InputRefusedError, match=words):
        read_openalex_json(_path(tmp_path, "works.json", text))


def test_ids_of_works() -> None:
    assert is_work("https://openalex.org/W123")
    assert is_work("w123")
    assert not is_work("https://openalex.org/A123")
    assert not is_work(123)
