"""The Domestic Homicide Review Dataset's four tables. Cases here are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InputRefusedError
from ingest.__main__ import main
from ingest.records import Reading
from ingest.review_files import read_review_file
from tests.ingesting import dump

DOCUMENTS = """\
document_id,incident_id,title,download_id,upload_date,report_url
D1,I1,"Northshire CSP - ""Janet Harrowgate"" overview",7,03-2024,https://example.org/dhr/1
D2,I1,"Northshire CSP - ""Janet Harrowgate"" summary",8,04-2024,https://example.org/dhr/2
D3,I2,Southmere CSP,9,,not an address
D4,I3,Another,10,13-2024,https://example.org/dhr/4
D5,,No incident,11,03-2024,https://example.org/dhr/5
"""
INCIDENTS = """\
incident_id,csp,region,death_date,multiple_victims,cause_of_death,location_of_death,\
intimate_partner_violence,familial_homicide,parricide,homicide_suicide,children_present,\
coercive_control,economic_abuse,forced_marriage,physical_abuse,separation,stalking
I1,Northshire Community Safety Partnership,North,01-2020,FALSE,Stabbing,Residential location,\
TRUE,FALSE,FALSE,FALSE,TRUE,TRUE,TRUE,,TRUE,FALSE,TRUE
I2,,South,02-2020,TRUE,Unknown,Other,FALSE,TRUE,TRUE,FALSE,FALSE,FALSE,FALSE,,,,
I3,Northshire Community Safety Partnership,North,,FALSE,,,,,,,,,,,,,
I2,Somewhere else,South,,FALSE,,,,,,,,,,,,,
"""
VICTIMS = """\
victim_id,incident_id,age_at_death,sex_of_victim,victim_ethnicity,victim_religion,\
relationship_to_perpetrator,victim_suicide,victim_carer_responsibilities,\
victim_mental_health_issues,victim_mh_depression,victim_vuln_alcohol,victim_vuln_physical disability
V1,I1,35-44,Female,Asian,Hindu,Wife,FALSE,TRUE,TRUE,TRUE,TRUE,TRUE
V9,I9,35-44,Female,Asian,Hindu,Wife,FALSE,TRUE,TRUE,TRUE,TRUE,TRUE
"""
PERPETRATORS = """\
perpetrator_id,incident_id,age_at_fatal_incident,sex_of_perpetrator,court_verdict,\
perpetrator_mental_health_issues,perpetrator_vuln_alcohol,perpetrator_vuln_substance abuse
P1,I1,35-44,Male,Murder,FALSE,TRUE,TRUE
P2,I2,25-34,Male,Manslaughter,,,
"""
PERSONAL = ("Harrowgate", "Asian", "Hindu", "Wife", "Murder", "35-44", "Stabbing", "2020", "Female")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "dhrd"
    made.mkdir()
    for name, text in (
        ("documents", DOCUMENTS),
        ("incidents", INCIDENTS),
        ("victims", VICTIMS),
        ("perpetrators", PERPETRATORS),
    ):
        (made / f"{name}.csv").write_text(text, encoding="utf-8-sig")
    (made / "CODEBOOK.md").write_text("# Codebook\n", encoding="utf-8")
    return made


def _titles(reading: Reading) -> list[str]:
    return [review.title for review in reading.reviews]


def test_each_incident_is_a_review_without_recommendations(folder: Path) -> None:
    found = read_review_file(folder)
    assert _titles(found) == [
        "Domestic homicide review, Northshire Community Safety Partnership, published March 2024",
        "Domestic homicide review, South",
        "Domestic homicide review, Northshire Community Safety Partnership",
    ]
    first, second, _ = found.reviews
    assert (first.kind, first.date, first.year, first.url) == (
        "DHR",
        "2024-03",
        2024,
        "https://example.org/dhr/1",
    )
    assert (second.date, second.url) == ("", "")
    assert "CC BY 4.0" in first.licence
    assert found.recommendations == ()
    assert found.rows_read == 5 + 4 + 2 + 2


def test_tags_become_themes_that_tell_nothing_of_whom(folder: Path) -> None:
    first, second, third = (dict(review.raised) for review in read_review_file(folder).reviews)
    assert first == {
        "abuse.coercive": "Home Office tag: coercive control, economic abuse",
        "risk.markers": "Home Office tag: stalking",
        "needs.carers": "Home Office tag: carer responsibilities",
        "needs.mental": "Home Office tag: mental health issues, depression",
        "needs.substance": "Home Office tag: alcohol, substance abuse",
        "needs.disability": "Home Office tag: physical disability",
    }
    assert second == {"abuse.family": "Home Office tag: familial homicide, parricide"}
    assert third == {}


def test_nothing_of_the_people_is_kept(folder: Path) -> None:
    kept = repr(read_review_file(folder))
    for word in PERSONAL:
        assert word not in kept, word


def test_what_is_refused_and_noted(folder: Path) -> None:
    found = read_review_file(folder)
    assert [(r.row, r.reason) for r in found.refusals] == [
        (6, "(documents.csv) has no incident_id"),
        (5, "(incidents.csv) repeats the incident_id of a row above it"),
    ]
    assert found.notes[0] == "read as: Domestic Homicide Review Dataset"
    assert "1 incidents have several documents: each is one review" in found.notes
    assert "victims.csv: 1 rows name an incident that is not among the others" in found.notes
    assert any("upload_date left out" in note for note in found.notes)


@pytest.mark.parametrize("name", ["documents", "incidents", "victims", "perpetrators"])
def test_any_of_the_files_finds_the_others_beside_it(folder: Path, name: str) -> None:
    assert read_review_file(folder / f"{name}.csv") == read_review_file(folder)


def test_some_of_the_tables_are_enough(folder: Path) -> None:
    for name in ("incidents", "victims", "perpetrators"):
        (folder / f"{name}.csv").unlink()
    assert _titles(read_review_file(folder))[0] == "Domestic homicide review, published March 2024"
    (folder / "incidents.csv").write_text(INCIDENTS.replace(",", ";"), encoding="cp1252")
    (folder / "documents.csv").unlink()
    assert len(read_review_file(folder / "incidents.csv").reviews) == 3


def test_people_alone_are_no_review(folder: Path) -> None:
    (folder / "documents.csv").unlink()
    (folder / "incidents.csv").unlink()
    with pytest.raises(InputRefusedError, match="hold no review"):
        read_review_file(folder / "victims.csv")
    with pytest.raises(InputRefusedError, match="folder without the tables"):
        read_review_file(folder)


def test_into_the_graph_twice(home: Path, folder: Path) -> None:
    assert main(["reviews", str(folder), "--no-link"]) == 0
    first = dump()
    assert len(first["Review"]) == 3
    assert len(first["RAISED"]) == 7
    assert first["Recommendation"] == []
    assert main(["reviews", str(folder / "documents.csv"), "--no-link"]) == 0
    assert dump() == first
