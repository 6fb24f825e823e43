"""Findings, sources, RIS and reference files: what is read, refused and joined."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InputRefusedError
from ingest.evidence import read_evidence
from ingest.records import AgencyRecord, Reading, SourceRecord
from ingest.reference import read_agencies, read_themes
from ingest.ris import read_ris
from tests.ingesting import ROOT

FINDINGS_HEADER = "finding_id,finding,strength,direction,year,source_id\n"
SOURCES_HEADER = "source_id,title,year,doi,url,check_status\n"


def _evidence(folder: Path, findings: str, sources: str) -> Reading:
    (folder / "findings.csv").write_text(FINDINGS_HEADER + findings, encoding="utf-8")
    (folder / "sources.csv").write_text(SOURCES_HEADER + sources, encoding="utf-8")
    return read_evidence(folder)


def _reasons(reading: Reading) -> list[tuple[int, str]]:
    return [(refusal.row, refusal.reason) for refusal in reading.refusals]


def test_the_evidence_that_ships_is_read_whole() -> None:
    found = read_evidence(ROOT / "data" / "evidence")
    assert (len(found.findings), len(found.sources)) == (237, 233)
    assert found.refusals == found.notes == ()
    assert all(len(finding.title) <= 80 for finding in found.findings)


def test_folder_and_file_give_the_same(tmp_path: Path) -> None:
    from_folder = _evidence(
        tmp_path, "F1,Supervision helps.,low,works,,s1\n", "s1,A study,2020,,,\n"
    )
    assert read_evidence(tmp_path / "findings.csv") == from_folder
    finding, source = from_folder.findings[0], from_folder.sources[0]
    assert (finding.title, finding.year, source.check_status) == (
        "Supervision helps",
        2020,
        "unchecked",
    )


def test_rows_without_their_source_text_or_year_are_refused(tmp_path: Path) -> None:
    found = _evidence(
        tmp_path,
        "F1,Supervision helps.,low,works,,s1\n"
        "F2,Training helps a little.,low,works,,s9\n"
        "F3,,low,works,,s1\n"
        "F4,Law helps.,low,works,soon,s1\n"
        "F1,Supervision harms.,low,harmful,,s1\n"
        "F1,Supervision helps.,low,works,,s1\n"
        "F5,Keys help.,certain,works,,s2\n",
        "s1,A study,2020,doi:10.1000/A.1,https://example.org/a,seen\n"
        "s2,,2020,,,\n"
        "s3,Another,20,,,\n",
    )
    assert [finding.id for finding in found.findings] == ["F1"]
    assert found.sources[0].doi == "10.1000/A.1"
    assert _reasons(found) == [
        (3, "(sources.csv) has no source_id or no title"),
        (4, "(sources.csv) has the year '20', which is not a year"),
        (3, "(findings.csv) has the source 's9', which is not among the sources that were read"),
        (4, "(findings.csv) has no text of a finding"),
        (5, "(findings.csv) has the year 'soon', which is not a year"),
        (6, "(findings.csv) has the id 'F1' of row 2, but another text, direction"),
        (8, "(findings.csv) has the source 's2', which is not among the sources that were read"),
    ]
    assert found.notes == ("findings.csv: row 7 is the same as row 2 and was read once",)


def test_findings_need_sources_beside_them(tmp_path: Path) -> None:
    (tmp_path / "findings.csv").write_text(FINDINGS_HEADER, encoding="utf-8")
    with pytest.raises(InputRefusedError, match=r"no sources\.csv in"):
        read_evidence(tmp_path)


RIS = """\
TY  - JOUR
AU  - Example, Anna B.
AU  - An Institute
AU  - Third, C
AU  - Fourth, D
TI  - A study of
      handovers
PY  - 2019/05/01/
JO  - Journal of Examples
VL  - 3
IS  - 2
SP  - 10
EP  - 19
DO  - https://doi.org/10.1000/ABC.1.
UR  - javascript:alert(1)
UR  - https://example.org/study
AB  - An abstract that is not ours to keep.
ER  -

TY - RPRT
T1 - A report without two spaces
Y1 - 2001
"""


def test_ris_gives_sources_with_stable_ids(tmp_path: Path) -> None:
    path = tmp_path / "references.ris"
    path.write_text(RIS, encoding="utf-8")
    found = read_ris(path)
    study, report = found.sources
    assert study == SourceRecord(
        id=study.id,
        title="A study of handovers",
        authors="Example AB, An Institute, Third C, et al.",
        year=2019,
        container="Journal of Examples",
        volume_pages="3(2):10-19",
        doi="10.1000/ABC.1",
        url="https://example.org/study",
        kind="journal article",
        check_status="unchecked",
        made_id=True,
    )
    assert (report.title, report.year, report.kind) == (
        "A report without two spaces",
        2001,
        "report",
    )
    assert found.notes == (
        "read as: RIS",
        "the record at line 20 has no closing 'ER  - ' line; it was read",
    )
    path.write_text(RIS.replace("10.1000/ABC.1.", "10.1000/abc.1").replace("A study", "The study"))
    assert read_ris(path).sources[0].id == study.id


def test_ris_that_is_none_or_lacks_titles(tmp_path: Path) -> None:
    path = tmp_path / "references.ris"
    path.write_text("Title: A study\n", encoding="utf-8")
    with pytest.raises(InputRefusedError, match="is not a RIS file"):
        read_ris(path)
    path.write_text(f"TY  - JOUR\nAU  - A\nER  - \n{RIS}", encoding="utf-8")
    found = read_ris(path)
    assert _reasons(found) == [(1, "the record that starts here has no title")]
    assert len(found.sources) == 2


def test_agencies_with_types_parents_and_aliases(tmp_path: Path) -> None:
    path = tmp_path / "agencies.csv"
    path.write_text(
        "id,name,sector,level,aliases,parent_or_successor\n"
        "t,Police force (type),police,type,the force; constabulary,\n"
        "a,A Police,police,local,,type:t;parent:b;successor:c\n"
        "inv-b,B Board,,local,,parent:a\n"
        ",No id,,,,\n"
        "d,D,,,,type:d\n"
        "e,E,,,,child:a\n",
        encoding="utf-8",
    )
    found = read_agencies(path)
    assert found.agencies == (
        AgencyRecord(
            "t", "Police force (type)", "police", "type", True, ("the force", "constabulary")
        ),
        AgencyRecord("a", "A Police", "police", "local", is_a="t", part_of="b"),
        AgencyRecord("inv-b", "B Board", level="local", part_of="a", invented=True),
    )
    assert [row for row, _ in _reasons(found)] == [5, 6, 7]


def test_the_reference_files_that_ship_are_read_whole() -> None:
    for path in (ROOT / "data/reference/agencies.csv", ROOT / "data/sample/agencies.csv"):
        found = read_agencies(path)
        assert found.agencies
        assert found.refusals == found.notes == ()
    themes = read_themes(ROOT / "data/reference/themes.csv")
    ids = {theme.id for theme in themes.themes}
    assert len(ids) == themes.rows_read
    assert {theme.within for theme in themes.themes} <= ids | {""}
    joint = {theme.id for theme in themes.themes if theme.joint_work}
    assert {"info.sharing", "multi.meetings", "multi.escalation", "case.referral"} <= joint
    assert not {"judg.supervision", "gov.policy", "case"} & joint  # one agency can see to these
