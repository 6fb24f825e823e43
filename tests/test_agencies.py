"""Agencies' names: aliases, shapes, cells of several, and every trap of the hazards file.

On the 968 distinct receivers of ../shared/data/pfd_reports.csv (23 November 2026), 867 resolved.
All resolutions were read by eye, one reader, with the rules' author the same person: after the
last change 9 of the 867 were judged wrong or doubtful. The rules were mended with these strings
in view, so unseen names will do a little worse.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from graph.errors import InputRefusedError
from ingest.agencies import Registry, Resolution, raw_id, read_hazards
from ingest.agency_names import NAMED_INDIVIDUAL, normalise
from ingest.known import REFERENCE
from ingest.records import AgencyRecord
from ingest.reference import read_agencies
from tests.conftest import missing

HAZARDS = REFERENCE / "agency_alias_hazards.csv"
REAL = Path(__file__).resolve().parents[2] / "shared" / "data" / "pfd_reports.csv"


@cache
def records() -> tuple[AgencyRecord, ...]:
    return read_agencies(REFERENCE / "agencies.csv").agencies


@cache
def registry() -> Registry:
    return Registry(records(), read_hazards(HAZARDS))


def ids(raw: str, context: str = "") -> list[str]:
    return [found.agency_id for found in registry().resolve(raw, context)]


def mentioned(text: str) -> list[str]:
    return [found.agency_id for found in registry().mentions(text)]


def only(raw: str, context: str = "") -> Resolution:
    (found,) = registry().resolve(raw, context)
    return found


@pytest.mark.parametrize(
    ("raw", "agency_id"),
    [
        ("NHS England", "hea-nhse"),
        ("the Care Quality Commission (CQC)", "reg-cqc"),
        ("DRIVER & VEHICLE LICENSING AGENCY", "tra-dvla"),
        ("Chief Executive, National Highways Limited", "tra-nh"),
        ("Chief Executive Network Rail", "tra-nr"),
        ("Head of Legal Services, Transport for London (TfL)", "tra-tfl"),
        ("Secretary of State for Health", "gov-dhsc"),
        ("The Rt Hon Jane Example MP, Secretary of State for Transport", "gov-dft"),
        ("Minister of State for Transport", "gov-dft"),
        ("Secretary of State, Department of Transport", "gov-dft"),
        ("Parliamentary Under-Secretary of State for Education", "gov-dfe"),
        ("The Chief Constable of West Yorkshire Police", "pol-west-yorkshire"),
        ("Chief Constable of Avon and Somerset", "pol-avon-somerset"),
        ("Chief Constable, Suffolk Constabulary", "pol-suffolk"),
        ("Kent Police Collision Investigation Unit", "pol-kent"),
        ("Commissioner of Police of the Metropolis", "pol-metropolitan"),
        ("NEAS NHS Foundation Trust", "amb-ne"),
        ("Yorkshire Ambulance Service.", "amb-yo"),
        ("East London Foundation NHS Trust", "mht-elft"),
        ("Essex Partnership University NHS FT", "mht-eput"),
        ("Essex Partnership NHS Trust", "mht-eput"),
        ("Director of Public Health", "la-ph"),
        ("GP", "hea-gp"),
        ("GP Surgery B", "hea-gp"),
        ("The victim's GP", "hea-gp"),
        ("All GP practices in the borough", "hea-gp"),
        ("Aldermere GP practices", "hea-gp"),
        ("Kent and Medway care homes", "asc-carehome"),
        ("TVP Domestic Abuse Lead", "pol-thames-valley"),
        ("Hants & IOW Constabulary", "pol-hampshire"),
        ("CPS Wessex", "cj-cps"),
        ("Kent, Surrey and Sussex CRC", "cj-probation"),
        ("BCUHB Safeguarding Team", "lhb-bcuhb"),
        ("Aneurin Bevan UHB", "lhb-abuhb"),
        ("NHS Tayside Public Protection Team", "shb-tayside"),
        ("CSC Quality Assurance", "csc-type"),
        ("Sec of State for Justice", "gov-moj"),
    ],
)
def test_a_known_body_is_found_in_its_spellings(raw: str, agency_id: str) -> None:
    assert ids(raw) == [agency_id]


@pytest.mark.parametrize(
    ("raw", "agency_id", "is_a"),
    [
        ("Durham County Council", "la-durham", "la-council"),
        ("Director of Highways, Northshire County Council", "la-northshire", "la-council"),
        ("Acting Head of Streetscene Northshire Borough Council", "la-northshire", "la-council"),
        ("Royal Borough of Greenwich", "la-greenwich", "la-council"),
        ("London Borough of Hackney (LBH)", "la-hackney", "la-council"),
        ("City and County of Swansea", "la-swansea", "la-council"),
        ("Devon Highways Department", "la-devon", "la-council"),
        ("Little Example Parish Council", "la-little-example-parish", "la-council"),
        ("Northshire University Hospitals NHS FT", "trust-northshire-hospitals", "hea-acute"),
        ("Northshire Ambulance Service NHS Trust", "amb-northshire", "hea-amb"),
        ("Northshire and Southshire Integrated Care Board", None, "hea-icb"),
        ("Northshire Safeguarding Adults Board", "sab-northshire", "par-sab"),
        ("Northshire Safeguarding Children Partnership", "scp-northshire", "par-scp"),
        ("Northshire Fire & Rescue Service", "fire-northshire", "fire-type"),
        ("Office of the Police and Crime Commissioner for Northshire", None, "pol-pcc"),
        ("The Governor, HMP Northfield", "prison-northfield", "cj-prison"),
        ("Meadow View Care Home", "carehome-meadow-view", "asc-carehome"),
        ("Dr Example's Surgery", None, "hea-gp"),
        ("The Senior Partner, High Street Medical Practice", "gp-high-street", "hea-gp"),
        ("Medical Director, Northshire General Hospital", None, "hea-hospital"),
        ("Managing Director of Example Haulage Ltd", "com-example-haulage", "bus-company"),
        ("Northshire Housing Association", "hou-northshire", "hou-rp"),
        ("University of Northshire", "uni-northshire", "edu-he"),
        ("Mayor of Northshire", "ca-northshire", "la-ca"),
        ("Cyngor Sir Ceredigion", "la-ceredigion", "la-council"),
        ("HMP & YOI Northfield", "prison-northfield", "cj-prison"),
        ("HMP Northfield Healthcare", "prison-northfield", "cj-prison"),
        ("Northshire HSCP", "hscp-northshire", "hea-hscp"),
        ("Northshire Safeguarding Board", "rsb-northshire", "par-rsb"),
        ("NHS Frimley", "icb-frimley", "hea-icb"),
        ("Former Northshire CCG", "ccg-northshire", "hea-icb"),
        ("A&E, Northshire General Hospital", "hospital-northshire-general", "hea-hospital"),
        ("Director of Nursing, Northshire NHS FT", "trust-northshire", "hea-acute"),
        ("Emergency Dept, Northshire Hospitals Trust", "trust-northshire-hospitals", "hea-acute"),
        ("University of Northshire Wellbeing Services", "uni-northshire", "edu-he"),
    ],
)
def test_an_unseen_body_is_known_by_the_type_its_name_shows(
    raw: str, agency_id: str | None, is_a: str
) -> None:
    found = only(raw)
    assert found.record is not None
    assert found.record.is_a == is_a
    assert found.agency_id == found.record.id
    assert agency_id in (None, found.agency_id)
    assert found.rule.startswith("type: ")


# A social care service named with its place; places are known (Kent) or in no list (Thornmere).
SOCIAL_CARE = [
    ("Thornmere Adult Social Care", "asc-thornmere"),
    ("THORNMERE ADULT SOCIAL CARE", "asc-thornmere"),
    ("Thornmere Adults’ Social Care", "asc-thornmere"),
    ("Thornmere ASC", "asc-thornmere"),
    ("Thornmere Adult Services", "asc-thornmere"),
    ("Thornmere Health and Adult Social Care", "asc-thornmere"),
    ("Thornmere Council Adult Social Care", "asc-thornmere"),
    ("Thornmere Council's Adult Social Care", "asc-thornmere"),
    ("Thornmere County Council (Adult Social Care)", "asc-thornmere"),
    ("Adult Social Care, Thornmere Council", "asc-thornmere"),
    ("London Borough of Thornmere Adult Social Care", "asc-thornmere"),
    ("Head of Adult Social Care, Thornmere Council", "asc-thornmere"),
    ("Safeguarding Lead, Thornmere Adult Social Care", "asc-thornmere"),
    ("Thornmere Adult Social Care Safeguarding Team", "asc-thornmere"),
    ("LB Lambeth Adult Social Care", "asc-lambeth"),
    ("Adult Social Care in Kent", "asc-kent"),
    ("Kent Adult Social Care and Health", "asc-kent"),
    ("Director of Adult Social Services, Kent County Council", "asc-kent"),
    ("Thornmere Children's Services", "csc-thornmere"),
    ("Thornmere Childrens Social Care", "csc-thornmere"),
    ("Thornmere CSC", "csc-thornmere"),
    ("Thornmere Children and Young People's Services", "csc-thornmere"),
    ("Thornmere Children, Schools and Families", "csc-thornmere"),
    ("Director of Children's Services, Thornmere Council", "csc-thornmere"),
    ("Brighton & Hove Children's Services", "csc-brighton-and-hove"),
    ("Hull City Council Children's Services", "csc-kingston-upon-hull"),
]


@pytest.mark.parametrize(("raw", "agency_id"), SOCIAL_CARE)
def test_social_care_named_with_its_place_is_part_of_that_council(raw: str, agency_id: str) -> None:
    found = only(raw)
    kind, place = agency_id.split("-", 1)
    assert found.agency_id == agency_id
    assert found.record is not None
    assert found.record.is_a == f"{kind}-type"
    assert found.whole is not None
    assert found.record.part_of == found.whole.id == ids(f"{place.replace('-', ' ')} Council")[0]


def test_social_care_is_part_of_the_registers_own_council() -> None:
    own = AgencyRecord("own-council", "Thornmere Borough Council", is_a="la-council")
    theirs = Registry((*records(), own), read_hazards(HAZARDS))
    (found,) = theirs.resolve("Adult Social Care, Thornmere Council")
    assert found.record is not None
    assert (found.agency_id, found.record.part_of, found.whole) == (
        "asc-thornmere",
        "own-council",
        None,
    )


@pytest.mark.parametrize(
    ("raw", "agency_ids"),
    [
        ("Adult Social Care", ["asc-type"]),
        ("the Adult Social Care", ["asc-type"]),
        ("Local Adult Social Care", ["asc-type"]),
        ("Head of Adult Social Care", ["asc-type"]),
        ("Director of Adult Social Services", ["asc-type"]),
        ("Commissioner for Adult Social Care", ["asc-type"]),
        ("Adult Social Care Team", ["asc-type"]),
        ("The Local Authority Adult Social Care", ["asc-type"]),
        ("County Council Children's Services", ["csc-type"]),
        ("the Council's Children's Services", ["csc-type"]),
        ("the victim's Adult Social Care", ["asc-type"]),
        ("Police and Children's Services", ["pol-force", "csc-type"]),
        ("Kent Police and Kent Adult Social Care", ["pol-kent", "asc-kent"]),
        ("Kent Adult Social Care; Kent Children's Services", ["asc-kent", "csc-kent"]),
        # What is said of the place, not a place: nothing is made of it.
        ("Hospital Adult Social Care", [""]),
        ("Mental Health Adult Social Care", [""]),
        ("Learning Disability Adult Social Care", [""]),
        ("Specialist Children's Services", [""]),
        ("Neighbouring Children's Services", [""]),
        ("Housing and Adult Social Care", [""]),
        ("Subsequently Adult Social Care", [""]),
        ("England Children's Services", [""]),
        ("thornmere adult social care", [""]),
        # A person's name is no place.
        ("Margaret Adult Social Care", [""]),
        ("Ann Example's Children's Services", [""]),
        # Another body's, the whole council's, or both services'.
        ("Northshire NHS Trust Adult Services", ["trust-northshire"]),
        ("Northshire Hospital Children's Services", ["hospital-northshire"]),
        ("Action for Children Children's Services", ["vol-afc"]),
        ("Association of Directors of Children's Services", ["pro-adcs"]),
        ("Thornmere Adult Social Care Ltd", ["com-thornmere-adult-social-care"]),
        ("Cabinet Member for Children's Services, Kent County Council", ["la-kent"]),
        ("Adult Social Care Scrutiny Committee, Kent County Council", ["la-kent"]),
        ("Kent County Council, Head of Adult and Child Services", ["la-kent"]),
        ("Thornmere Adult and Children's Social Care", ["la-thornmere"]),
        ("Kent Children's & Adults' Services", ["la-kent"]),
        ("Specialist Adult and Children's Services", [""]),
        ("Thornmere Children and Young People's Mental Health Services", [""]),
    ],
)
def test_social_care_without_its_place_makes_no_body(raw: str, agency_ids: list[str]) -> None:
    assert ids(raw) == agency_ids


def test_no_place_gives_social_care_the_id_of_a_type() -> None:
    from ingest.agency_councils import council, places

    known = {record.id for record in records()}
    slugs = {council(place).record.id.removeprefix("la-") for place in places()}
    assert not {f"{kind}-{slug}" for slug in slugs for kind in ("asc", "csc")} & known


@pytest.mark.parametrize(
    "spellings",
    [
        ("Hull City Council", "Kingston upon Hull City Council", "Highways Department, Hull CC"),
        ("Northshire County Council", "Northshire Council", "Northshire Co. Council"),
        ("University of Northshire", "Northshire University"),
        (
            "Sandshire Hospitals NHS Trust",
            "The Sandshire University Hospitals NHS Foundation Trust",
        ),
        ("LB of Camden", "Camden LBC", "London Borough of Camden"),
        ("Northshire CCG", "NHS Northshire Clinical Commissioning Group"),
        ("Example Coaches Ltd", "EXAMPLE COACHES LIMITED"),
        ("HMP Northfield", "HM Prison Northfield", "H.M.P. Northfield"),
    ],
)
def test_two_spellings_of_one_body_have_one_id(spellings: tuple[str, ...]) -> None:
    assert len({found for raw in spellings for found in ids(raw)}) == 1


@pytest.mark.parametrize(
    ("cell", "agency_ids"),
    [
        ("Kent Police; NHS England", ["pol-kent", "hea-nhse"]),
        ("Kent Police\nNHS England", ["pol-kent", "hea-nhse"]),
        ("Kent Police, Kent County Council and NHS England", ["pol-kent", "la-kent", "hea-nhse"]),
        ("Northshire Council and Example Hospitals NHS Trust", None),
        ("Chief Executive, Northshire Hospitals NHS Trust", ["trust-northshire-hospitals"]),
        ("Tees, Esk and Wear Valleys NHS Foundation Trust", ["mht-tewv"]),
        ("Department of Health and Social Care and Public Health England", None),
        ("Secretary of State for Transport, Department for Transport", ["gov-dft"]),
        ("Chief Constable, Kent Police", ["pol-kent"]),
        ("Highways Department, Northshire Council", ["la-northshire"]),
        ("NHS Northshire and Southshire Clinical Commissioning Group", None),
    ],
)
def test_a_cell_is_parted_only_between_names(cell: str, agency_ids: list[str] | None) -> None:
    if agency_ids is not None:
        assert ids(cell) == agency_ids
    one = cell.startswith("NHS Northshire")
    assert len(ids(cell)) == (1 if one else len(agency_ids or "2."))


def test_a_long_list_is_parted_to_its_end() -> None:
    names = [f"Place{letter} Council" for letter in "abcdefghijklmnopqrstuvwxyz"]
    assert len(ids(", ".join(names))) == len(names)


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("Mr John Example", NAMED_INDIVIDUAL),
        ("The Rt Hon Jane Example MP", NAMED_INDIVIDUAL),
        ("Dr [REDACTED]", NAMED_INDIVIDUAL),
        ("Susan Example", NAMED_INDIVIDUAL),
        ("Susan Example, Senior Engineer", "Senior Engineer"),
        ("Ms A Example, Chief Executive, NHS England", "Chief Executive, NHS England"),
        ("[REDACTED], CEO, Network Rail", "CEO, Network Rail"),
    ],
)
def test_names_of_persons_do_not_stay(raw: str, kept: str) -> None:
    assert only(raw).raw == kept


@pytest.mark.parametrize(
    "raw", ["All agencies", "each organisation", "partner agencies", "Properly Interested Persons"]
)
def test_a_collective_is_no_agency(raw: str) -> None:
    assert ids(raw) == []


@pytest.mark.parametrize(
    "raw",
    ["Chief Executive", "Group Manager of Highways", "the hospital of the region", "Local Manager"],
)
def test_a_role_without_a_body_is_unresolved(raw: str) -> None:
    found = only(raw)
    assert found.agency_id == ""
    assert found.node_id == raw_id(found.raw)
    assert found.record is not None
    assert found.record.id == found.node_id


def test_likeness_of_spelling_decides_nothing() -> None:
    assert ids("Network Rial") == [""]
    assert ids("NHS Enland") == [""]


@pytest.mark.parametrize(
    ("raw", "agency_id"),
    [
        ("Highways Agency", "tra-nh"),
        ("Chief Executive, Highways England", "tra-nh"),
        ("Public Health England", "hea-ukhsa"),
        ("VOSA", "tra-dvsa"),
        ("Southern Health Foundation Trust", "mht-hiowh"),
        ("Community Rehabilitation Company", "cj-probation"),
        ("Northshire PCT", "pct-northshire"),
        ("Northshire CCG", "ccg-northshire"),
        ("Northshire Local Safeguarding Children Board", "scp-northshire"),
    ],
)
def test_a_body_since_replaced_is_marked(raw: str, agency_id: str) -> None:
    found = only(raw)
    assert (found.agency_id, found.predecessor, found.raw) == (agency_id, True, raw)


def test_a_body_of_today_is_not_marked_as_replaced() -> None:
    assert not only("National Highways").predecessor
    assert not only("Northshire Integrated Care Board").predecessor


# Every trap of the hazards file, in running text: the text, and what must and must not be met.
TRAPS = [
    ("She rang the Respect Phoneline.", "vol-respect", True),
    ("Staff showed Respect for her wishes.", "vol-respect", False),
    ("Advice came from Refuge, Respect and Mind.", "vol-respect", True),
    ("He was told by Refuge to call again.", "vol-refuge", True),
    ("She was offered a place in a refuge.", "vol-refuge", False),
    ("Refuge places were full.", "vol-refuge", False),
    ("He was supported by Mind for a year.", "vol-mind", True),
    ("Mind the step was painted on it.", "vol-mind", False),
    ("Her mind was made up.", "vol-mind", False),
    ("He asked Shelter for help.", "vol-shelter", True),
    ("The shelter was closed.", "vol-shelter", False),
    ("She called Hourglass in May.", "vol-hourglass", True),
    ("An hourglass stood there.", "vol-hourglass", False),
    ("They turned to Paladin for advice.", "vol-paladin", True),
    ("A paladin of the law.", "vol-paladin", False),
    ("He was seen by Turning Point twice.", "vol-tp", True),
    ("It was a Turning Point in the case.", "vol-tp", False),
    ("The Turning Point came in June.", "vol-tp", False),
    ("WithYou closed the case.", "vol-withyou", True),
    ("Addaction closed the case.", "vol-withyou", True),
    ("We will be With You soon.", "vol-withyou", False),
    ("Practices trained by IRIS refer more.", "vol-irisi", True),
    ("The iris was damaged.", "vol-irisi", False),
    ("SEA was asked. Surviving Economic Abuse replied.", "vol-sea", True),
    ("SEA was asked.", "vol-sea", False),
    ("The sea was rough.", "vol-sea", False),
    ("The DAC should be told.", "com-dac", True),
    ("DAC Example led the team.", "com-dac", False),
    ("The Deputy Assistant Commissioner (DAC) agreed.", "com-dac", False),
    ("The SAR was published.", "par-sab", False),
    ("A disclosure of CSA was made.", "gov-cms", False),
    ("The Child Support Agency (CSA) wrote to him.", "gov-cms", True),
    ("The CSP should decide.", "par-csp", False),
    ("The Community Safety Partnership (CSP) met. CSP members left.", "par-csp", True),
    ("The HO replied.", "gov-ho", False),
    ("The Home Office (HO) replied.", "gov-ho", True),
    ("The Panel agreed.", "par-panel", False),
    ("The Child Safeguarding Practice Review Panel wrote. The Panel agreed.", "par-panel", True),
    ("The Trust should act.", "hea-acute", False),
    ("He went to the surgery for a repeat prescription.", "hea-gp", True),
    ("The surgery should review its recall system.", "hea-gp", True),
    ("She recovered well after surgery.", "hea-gp", False),
    ("She had heart surgery in May.", "hea-gp", False),
    ("Social services were told.", "csc-type", True),
    ("Social services were told.", "asc-type", True),
    ("Children's services closed the case.", "csc-type", True),
    ("Children's services closed the case.", "vol-barnardos", False),
    ("He was on probation at the time.", "cj-probation", False),
    ("Probation should share its plan.", "cj-probation", True),
    ("The Probation Service was told.", "cj-probation", True),
    ("The CRC managed his order.", "cj-probation", True),
    ("The CCG commissioned the service.", "hea-icb", True),
    ("All agencies should publish a lead.", "hea-icb", False),
    ("The Domestic Homicide Review panel thanks the family.", "par-hoqa", False),
    ("The NPS supervised him.", "cj-probation", True),
    ("New psychoactive substances (NPS) were found.", "cj-probation", False),
    ("Under the MCA he had capacity.", "tra-mca", False),
    ("PPO staff attended.", "reg-ppo", False),
    ("The Prisons and Probation Ombudsman (PPO) reported. PPO staff attended.", "reg-ppo", True),
    ("He left school at fifteen.", "edu-school", False),
    ("Schools should teach consent.", "edu-school", True),
    ("She was taken to hospital.", "hea-acute", False),
    ("He asked his employer for leave.", "vol-employers", False),
]


@pytest.mark.parametrize(("text", "agency_id", "met"), TRAPS)
def test_traps_in_running_text(text: str, agency_id: str, met: bool) -> None:
    assert (agency_id in mentioned(text)) is met


def test_every_trap_of_the_shared_list_is_in_ours() -> None:
    ours = {alias for trap in read_hazards(HAZARDS) for alias in trap.aliases}
    named = (
        "Respect", "Refuge", "Mind", "Shelter", "Hourglass", "Paladin", "Turning Point", "With You",
        "IRIS", "SEA", "DAC", "CSA", "CSP", "HO", "the Panel", "the Trust", "surgery",
        "social services", "children's services", "probation", "CRC", "CCG", "all agencies",
        "Domestic Homicide Review panel", "NPS", "PPO", "prison",
    )  # fmt: skip
    assert set(named) <= ours


@pytest.mark.parametrize(
    ("raw", "context", "agency_ids"),
    [
        ("The Trust", "Example Hospitals NHS Trust took over.", ["trust-example-hospitals"]),
        ("Trust", "Example Hospitals NHS Trust\nBoard\nTrust", ["trust-example-hospitals"]),
        ("the Council", "Northshire Council and Southshire Council met.", ["la-southshire"]),
        (
            "The Board",
            "Northshire Safeguarding Adults Board\nNorthshire Integrated Care Board",
            ["sab-northshire"],
        ),
        ("The Board", "Northshire Integrated Care Board", [""]),
        ("the Council", "", [""]),
        ("HO", "", [""]),
        ("HO", "The Home Office wrote.", ["gov-ho"]),
        ("CSA", "", [""]),
        ("PPO", "", [""]),
        ("CSP", "", ["par-csp"]),
        ("Mind", "", ["vol-mind"]),
        ("social services", "", ["csc-type", "asc-type"]),
        ("Domestic Homicide Review panel", "", []),
        ("The Panel", "", [""]),
        ("school", "", ["edu-school"]),
    ],
)
def test_short_forms_in_a_column_lean_on_the_document(
    raw: str, context: str, agency_ids: list[str]
) -> None:
    assert ids(raw, context) == agency_ids


def test_an_unknown_trust_is_kept_below_its_type() -> None:
    found = only("the Trust")
    assert found.agency_id == ""
    assert found.record is not None
    assert found.record.is_a == "hea-acute"


@pytest.mark.parametrize(
    ("text", "agency_ids"),
    [
        ("He called NHS 111 and was seen at HMP Northfield.", ["hea-111", "prison-northfield"]),
        (
            "Kent Police and Northshire Hospitals NHS Foundation Trust disagreed.",
            ["pol-kent", "trust-northshire-hospitals"],
        ),
        (
            "Example Hospitals NHS Trust and Southshire District Council met.",
            ["trust-example-hospitals", "la-southshire"],
        ),
        ("The policy of Northshire Council was out of date.", ["la-northshire"]),
        (
            "The London Borough of Hackney and Royal Borough of Greenwich replied.",
            ["la-hackney", "la-greenwich"],
        ),
        ("no body is named here, nor in Northshire", []),
        ("The met office reported gmp and tfl in lower case.", []),
    ],
)
def test_mentions_in_running_text(text: str, agency_ids: list[str]) -> None:
    assert mentioned(text) == agency_ids


def test_no_wording_stands_for_two_agencies() -> None:
    ambiguous = {"social services"}
    owners: dict[str, set[str]] = {}
    for record in records():
        for wording in (record.title, *record.aliases):
            owners.setdefault(normalise(wording), set()).add(record.id)
    clashes = {
        name: found for name, found in owners.items() if len(found) > 1 and name not in ambiguous
    }
    assert clashes == {}


def test_parents_and_types_of_agencies_exist() -> None:
    known = {record.id: record for record in records()}
    for record in records():
        for parent in (record.is_a, record.part_of):
            assert parent in known or parent == "", (record.id, parent)
        # A prison is a place of the prison service, which is no type row of its own.
        assert record.is_a == "" or known[record.is_a].is_type, record.id


def test_types_that_shapes_point_to_exist() -> None:
    from ingest.agency_rules import rules

    known = {record.id for record in records()}
    assert {rule.is_a for rule in rules()} <= known


def test_a_list_of_hazards_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputRefusedError, match="cannot be read"):
        read_hazards(tmp_path / "none.csv")
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("name,rule\nx,y\n", encoding="utf-8")
    with pytest.raises(InputRefusedError, match="alias, agency_ids and rule"):
        read_hazards(wrong)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        " ",
        ";;",
        ",,,",
        "and",
        "&",
        "()",
        "x" * 5000,
        "A, " * 400,
        "<b>Kent Police</b>",
        "NHS " * 300,
    ],
)
def test_odd_cells_do_no_harm(raw: str) -> None:
    for found in registry().resolve(raw):
        assert found.raw
        assert found.node_id


def test_real_receivers_resolve_to_three_quarters_at_least() -> None:
    if not REAL.exists():
        missing(f"{REAL.name} is not beside the repository: nothing real to resolve")
    with REAL.open(encoding="utf-8-sig", newline="") as file:
        cells = [row["receivers"] for row in csv.DictReader(file)]
    raws = {raw.strip() for cell in cells for raw in cell.split(";") if raw.strip()}
    resolved = [raw for raw in raws if any(found.agency_id for found in registry().resolve(raw))]
    assert len(resolved) / len(raws) >= 0.85


@pytest.mark.parametrize(
    ("raw", "agency_id"),
    [
        ("All GP practices", "hea-gp"),
        ("GP practices in Northshire", "hea-gp"),
        ("every school", "edu-school"),
        ("Care homes", "asc-carehome"),
        ("midwives", "hea-mat"),
        ("Probation Service in the North West", "cj-probation"),
    ],
)
def test_plural_quantified_and_placed_names_are_their_type(raw: str, agency_id: str) -> None:
    assert ids(raw) == [agency_id]
