"""What is understood of blocks: tables of small documents built by hand."""

from __future__ import annotations

import pytest

from ingest.documents.model import Block, Cell, Draft, Extract, Unread
from ingest.documents.understand import understand


def heading(text: str, level: int = 2, page: int = 1, number: str = "") -> Block:
    return Block("heading", text, page, level, number, bold=True)


def paragraph(text: str, page: int = 1) -> Block:
    return Block("paragraph", text, page)


def item(number: str, text: str, level: int = 1, page: int = 1) -> Block:
    return Block("item", text, page, level, number)


def table(*rows: tuple[str, ...], page: int = 1, title: str = "") -> Block:
    cells = tuple(tuple(Cell(text, page) for text in row) for row in rows)
    return Block("table", "", page, rows=cells, title=title)


def read(*blocks: Block, kind: str = "Safeguarding Adults Review", **more: object) -> Draft:
    whole = (Block("heading", kind, 1, 1), *blocks)
    return understand(Extract("review.pdf", "0" * 64, "pdf", 9, whole, **more))  # type: ignore[arg-type]


def found(draft: Draft) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Number, words, and addressees with how they were inherited."""
    return [
        (one.number, one.text, [(who.raw, who.inherited) for who in one.addressees])
        for one in draft.recommendations
    ]


RECOMMENDATIONS = heading("Recommendations")
LISTS = [
    pytest.param(
        [
            RECOMMENDATIONS,
            paragraph("The panel makes the following recommendations:"),
            item("1.", "Eastmoor Police should review its risk policy."),
            item("2.", "The ICB and Eastmoor Council should fund a hoarding officer."),
            paragraph("This will help staff to feel supported."),
        ],
        [
            ("1", "Eastmoor Police should review its risk policy.", [("Eastmoor Police", "")]),
            (
                "2",
                "The ICB and Eastmoor Council should fund a hoarding officer.",
                [("ICB", ""), ("Eastmoor Council", "")],
            ),
        ],
        id="numbered",
    ),
    pytest.param(
        [
            RECOMMENDATIONS,
            item("1.", "The Trust should:"),
            item("(a)", "review its policy; and", 2),
            item("(b)", "train its staff.", 2),
            item("2.", "The Board should publish a briefing."),
        ],
        [
            (
                "1",
                "The Trust should: (a) review its policy; and (b) train its staff.",
                [("Trust", "")],
            ),
            ("2", "The Board should publish a briefing.", [("Board", "")]),
        ],
        id="points that complete a lead-in",
    ),
    pytest.param(
        [
            RECOMMENDATIONS,
            paragraph("It is recommended:"),
            item("(i)", "that the Council reviews its policy on allocation;"),
            item("(ii)", "that Eastmoor Police refers every incident."),
        ],
        [
            ("(i)", "that the Council reviews its policy on allocation;", [("Council", "")]),
            ("(ii)", "that Eastmoor Police refers every incident.", [("Eastmoor Police", "")]),
        ],
        id="whole asks under a mere lead-in",
    ),
    pytest.param(
        [
            RECOMMENDATIONS,
            paragraph("The Board is asked to:"),
            item("1.", "Seek assurance that risk is shared."),
            paragraph("All agencies"),
            item("2.", "Promote the escalation policy."),
        ],
        [
            ("1", "Seek assurance that risk is shared.", [("Board", "heading")]),
            ("2", "Promote the escalation policy.", [("All agencies", "heading")]),
        ],
        id="addressee from the line above the list",
    ),
    pytest.param(
        [
            RECOMMENDATIONS,
            heading("For the ICB", 3),
            item("1", "Commission a pathway for people who hoard."),
            heading("Recommendations for Eastmoor Housing", 3),
            item("2", "Staff should use one scale for clutter."),
        ],
        [
            ("1", "Commission a pathway for people who hoard.", [("ICB", "heading")]),
            ("2", "Staff should use one scale for clutter.", [("Eastmoor Housing", "heading")]),
        ],
        id="addressee from the heading",
    ),
    pytest.param(
        [
            RECOMMENDATIONS,
            heading("Recommendation 1", 3),
            paragraph("Schools were not told. Schools need to know when a child was seen."),
            paragraph("Eastmoor Police should send notifications to schools before 9am."),
            paragraph("Impact: children will be supported."),
            heading("Recommendation 2: Seeing the child", 3),
            paragraph("Every agency must see the child alone."),
        ],
        [
            (
                "1",
                "Eastmoor Police should send notifications to schools before 9am.",
                [("Eastmoor Police", "")],
            ),
            ("2", "Every agency must see the child alone.", [("Every agency", "")]),
        ],
        id="labels with reasons around",
    ),
    pytest.param(
        [
            heading("Finding 1"),
            paragraph("Fathers were not seen. Services should have asked."),
            table(("Recommendation 4: The Partnership should invite fathers to meetings.",)),
        ],
        [("4", "The Partnership should invite fathers to meetings.", [("Partnership", "")])],
        id="a box",
    ),
    pytest.param(
        [
            heading("Questions for the Partnership"),
            item("•", "How will the Board know that children are seen alone?"),
            item("•", "Whether its policy gives staff the confidence to challenge."),
            heading("Terms of reference"),
            item("a)", "Should agencies have acted sooner?"),
        ],
        [
            ("", "How will the Board know that children are seen alone?", [("Board", "")]),
            (
                "",
                "Whether its policy gives staff the confidence to challenge.",
                [("Partnership", "heading")],
            ),
        ],
        id="questions, but not those of the terms of reference",
    ),
    pytest.param(
        [
            heading("Analysis"),
            paragraph(
                "The nurse should have rung. The panel recommends that the ICB commissions "
                "training. NICE recommends that staff ask. An earlier review recommended that "
                "agencies should train staff. This led to Recommendation 4."
            ),
        ],
        [("", "The panel recommends that the ICB commissions training.", [("ICB", "")])],
        id="running text",
    ),
    pytest.param(
        [
            heading("Good practice"),
            item("1", "The school nurse should be commended."),
            heading("What has already changed"),
            item("1", "The Trust has introduced a checklist."),
            heading("Contents"),
            paragraph("9. Recommendations 34"),
        ],
        [],
        id="nothing asked",
    ),
    pytest.param(
        [
            heading("Recommendations of the 2016 review"),
            heading("Recommendation 1 (2016)", 3),
            paragraph("All agencies should meet every week."),
            heading("What is now recommended"),
            item("1.", "Eastmoor Police should bring the meeting back."),
        ],
        [("1", "Eastmoor Police should bring the meeting back.", [("Eastmoor Police", "")])],
        id="former recommendations do not count",
    ),
    pytest.param(
        [
            heading("C. ANALYSIS", 1),
            paragraph("C.1 The first of these lessons should be in every induction."),
            heading("D. RECOMMENDATIONS", 1),
            paragraph("D.1 The recommendations are numbered in one run."),
            item("I.", "The Board to agree a definition of neglect."),
            heading("E. CONCLUDING REMARKS", 1),
            paragraph("E.1 It should not be beyond us."),
        ],
        [("I", "The Board to agree a definition of neglect.", [("Board", "")])],
        id="chapters with letters",
    ),
    pytest.param(
        [
            RECOMMENDATIONS,
            heading("R1: Staff who are themselves abused", 3),
            item("R1a", "The ICB should name a lead."),
            item("R1b", "Contracts should be changed by commissioners within a year."),
            heading("Single agency recommendations"),
            heading("Haven Eastmoor", 3),
            item("R2", "Advice to be available in the evening."),
        ],
        [
            ("R1a", "The ICB should name a lead.", [("ICB", "")]),
            (
                "R1b",
                "Contracts should be changed by commissioners within a year.",
                [("commissioners", "")],
            ),
            ("R2", "Advice to be available in the evening.", [("Haven Eastmoor", "heading")]),
        ],
        id="groups with a title, agencies by their place",
    ),
    pytest.param(
        [
            heading("Conclusion and recommendations"),
            paragraph(
                "It makes two recommendations only. First, the Council should find a place. "
                "Second, and last, Moorshire Police should record why."
            ),
            paragraph("The Partnership will answer within three months."),
        ],
        [
            ("", "First, the Council should find a place.", [("Council", "")]),
            (
                "",
                "Second, and last, Moorshire Police should record why.",
                [("Moorshire Police", "")],
            ),
        ],
        id="counted off in a paragraph",
    ),
    pytest.param(
        [
            heading("Immediate actions"),
            item("1.", "The hospital trust to roster a second doctor."),
            item("2.", "Moorshire Police to photograph the room."),
            item("3.", "Open the group to carers."),
            paragraph("No further action is asked of the Panel. It may wish to note the delay."),
        ],
        [
            ("1", "The hospital trust to roster a second doctor.", [("hospital trust", "")]),
            ("2", "Moorshire Police to photograph the room.", [("Moorshire Police", "")]),
            ("3", "Open the group to carers.", []),
        ],
        id="verbs that no list holds",
    ),
    pytest.param(
        [
            RECOMMENDATIONS,
            item("•", "Brain injury – The Board should offer screening."),
            item("•", "Meters – Landlords should tell the Council."),
        ],
        [
            ("", "The Board should offer screening.", [("Board", "")]),
            ("", "Landlords should tell the Council.", [("Landlords", "")]),
        ],
        id="a theme and a dash",
    ),
    pytest.param(
        [
            heading("RECOMMENDED"),
            paragraph("The Board is asked to:"),
            item("1.", "tell the story in a film;"),
            item("2.", "ask in a year what has come of it."),
            item("(3)", "That the Council reopens two centres."),
        ],
        [
            ("1", "tell the story in a film;", [("Board", "heading")]),
            ("2", "ask in a year what has come of it.", [("Board", "heading")]),
            ("(3)", "That the Council reopens two centres.", [("Council", "")]),
        ],
        id="asked to, one each",
    ),
    pytest.param(
        [
            heading("Recommendations at a glance"),
            item("•", "The Partnership should find interpreters whom children choose."),
            heading("Recommendations"),
            item(
                "R1.2",
                "The Partnership should find interpreters whom children can choose, and should "
                "not use the hotel's.",
            ),
        ],
        [
            (
                "R1.2",
                "The Partnership should find interpreters whom children can choose, and should "
                "not use the hotel's.",
                [("Partnership", "")],
            )
        ],
        id="a glance that says less",
    ),
    pytest.param(
        [
            RECOMMENDATIONS,
            heading("Recommendation 1 to Eastmoor SAB", 3),
            paragraph("Write down what is to be done."),
            heading("Recommendation 2 (Eastmoor Council Housing)", 3),
            paragraph("Bring the wait down to six months."),
            heading("Recommendation 3 (priority one)", 3),
            paragraph("The Trust must see each patient."),
        ],
        [
            ("1", "Write down what is to be done.", [("Eastmoor SAB", "heading")]),
            (
                "2",
                "Bring the wait down to six months.",
                [("Eastmoor Council Housing", "heading")],
            ),
            ("3", "The Trust must see each patient.", [("Trust", "")]),
        ],
        id="labels that say who is asked",
    ),
    pytest.param(
        [
            heading("Findings"),
            paragraph(
                "Officers believed him. It is recommended that Moorshire Police asks to see the "
                "adult (Recommendation 2)."
            ),
        ],
        [
            (
                "2",
                "It is recommended that Moorshire Police asks to see the adult",
                [("Moorshire Police", "")],
            )
        ],
        id="numbers behind",
    ),
    pytest.param(
        [
            heading("Recommendations", number="7"),
            heading("Eastmoor Hospitals NHS Trust", 3, number="7.3"),
            item("7.3.1", "Bruises of carers, as well as of patients, to be asked about."),
        ],
        [
            (
                "7.3.1",
                "Bruises of carers, as well as of patients, to be asked about.",
                [("Eastmoor Hospitals NHS Trust", "heading")],
            )
        ],
        id="numbers below an agency's",
    ),
    pytest.param(
        [
            heading("What we recommend, and to whom"),
            item("3.1", "The Council should buy a flat."),
            item("3.2", "We would ask that all three statutory partners share its cost."),
            heading("How will we know?"),
            item("4.1", "Agencies should expect to be asked."),
        ],
        [
            ("3.1", "The Council should buy a flat.", [("Council", "")]),
            (
                "3.2",
                "We would ask that all three statutory partners share its cost.",
                [("all three statutory partners", "")],
            ),
        ],
        id="headings that ask",
    ),
    pytest.param(
        [
            RECOMMENDATIONS,
            heading("Recommendation 1: Locks", 3),
            paragraph("Rationale. A change of locks is a disclosure and should be seen as one."),
            paragraph("Recommendation. The Council should agree a route to help."),
            paragraph("Intended outcome. Staff should know what to do."),
        ],
        [("1", "The Council should agree a route to help.", [("Council", "")])],
        id="rationale before, outcome after",
    ),
]


@pytest.mark.parametrize(("blocks", "expected"), LISTS)
def test_recommendations_outside_tables(
    blocks: list[Block], expected: list[tuple[str, str, list[tuple[str, str]]]]
) -> None:
    assert found(read(*blocks)) == expected


HEADER = ("No", "Recommendation", "Action", "Lead officer", "Target date", "RAG")


def test_a_plan_row_by_row() -> None:
    draft = read(
        heading("Action plan"),
        table(
            HEADER,
            ("Eastmoor Police", "", "", "", "", ""),
            ("1", "Introduce a weekly audit.", "Audit tool", "DCI", "May 2020", "Green"),
            ("", "", "First report", "DCI", "June 2020", "Green"),
            ("2", "All children to have a chronology.", "Template", "Sergeant", "", "Red"),
        ),
        table(("3", "Remind officers of the policy.", "Bulletin", "DCI", "", ""), page=2),
    )
    first, _, third = draft.recommendations
    assert first.plan_action == "Audit tool\nFirst report"
    assert (first.plan_lead, first.plan_target_date) == ("DCI", "May 2020\nJune 2020")
    assert [(a.raw, a.inherited) for a in first.addressees] == [("Eastmoor Police", "table title")]
    assert (third.number, third.places[0].page) == ("3", 2)


def test_a_table_of_steps_below_its_recommendation() -> None:
    draft = read(
        heading("Recommendation 2: The Council should review unspent payments.", 3),
        table(
            ("Step", "Key actions", "By whom", "By when"),
            ("2.1", "List them each month.", "Finance lead", "May 2024"),
            ("2.2", "Ring each person.", "Finance lead", "June 2024"),
        ),
    )
    assert found(draft) == [("2", "The Council should review unspent payments.", [("Council", "")])]
    assert draft.recommendations[0].plan_action == "List them each month.\nRing each person."


def test_actions_without_numbers_are_one_each() -> None:
    draft = read(
        heading("Agreed actions"),
        table(
            ("Action", "Owner", "Due"),
            ("Ring the parents.", "Eastmoor Council", "1 April 2025"),
            ("Tell food banks whom to ring.", "Eastmoor SCP", "15 April 2025"),
        ),
    )
    assert [one.text for one in draft.recommendations] == [
        "Ring the parents.",
        "Tell food banks whom to ring.",
    ]


def test_several_in_one_cell() -> None:
    draft = read(
        RECOMMENDATIONS,
        table(
            ("Level", "Recommendations"),
            ("Agencies", "The Council should hold a list.\nThe ICB should pay for a nurse."),
            ("National", "The Home Office should count.\nThis should be done each year."),
        ),
    )
    assert [one.text for one in draft.recommendations] == [
        "The Council should hold a list.",
        "The ICB should pay for a nurse.",
        "The Home Office should count. This should be done each year.",
    ]


def test_a_tracker_half_of_whose_columns_are_the_boards_own() -> None:
    draft = read(
        table(
            ("Unique ref", "DHR", "Recommendation (verbatim)", "Responsible organisation", "Links"),
            ("DHR7-01", "DHR7", "Officers should not rely on a phone.", "Moorshire Police", "p. 3"),
        ),
        kind="Recommendations log",
    )
    assert found(draft) == [
        ("DHR7-01", "Officers should not rely on a phone.", [("Moorshire Police", "column")])
    ]


def test_a_recommendation_over_the_whole_width_is_asked_of_who_leads_its_first_action() -> None:
    draft = read(
        heading("Action plan"),
        table(
            ("No.", "Action", "Lead", "By", "Progress"),
            ("Recommendation 2: A question on stalking should be asked.", "", "", "", ""),
            ("2.1", "Change the script.", "Eastmoor Police", "May 2023", "Done"),
            ("2.2", "Listen to fifty calls.", "Eastmoor Police", "Monthly", "Begun"),
        ),
    )
    assert found(draft) == [
        ("2", "A question on stalking should be asked.", [("Eastmoor Police", "column")])
    ]
    assert draft.recommendations[0].plan_action == "Change the script.\nListen to fifty calls."


def test_a_plan_of_actions_joins_the_list_by_number() -> None:
    draft = read(
        RECOMMENDATIONS,
        item("1.", "The Board should hold a learning event."),
        item("2.", "The ICB should fund a link worker."),
        heading("Action plan"),
        table(
            ("Rec", "Action", "By whom", "By when"),
            ("1", "Event booked", "Manager", "May 2022"),
            ("2", "Business case", "ICB", "June 2022"),
        ),
    )
    assert [one.plan_action for one in draft.recommendations] == ["Event booked", "Business case"]
    assert [place.form for place in draft.recommendations[0].places] == ["list", "plan"]


def test_one_table_for_each_recommendation() -> None:
    draft = read(
        heading("Action plan"),
        table(
            ("Recommendation 1", "The Board should review its guidance."),
            ("Action", "Task group to meet"),
            ("Lead", "Head of Safeguarding"),
            ("Timescale", "June 2015"),
        ),
    )
    (one,) = draft.recommendations
    assert (one.number, one.plan_action, one.plan_lead) == (
        "1",
        "Task group to meet",
        "Head of Safeguarding",
    )


def test_the_same_in_summary_text_list_and_plan_is_one() -> None:
    said = "Eastmoor Police should review its policy on risk within six months"
    draft = read(
        heading("Executive summary"),
        item("•", f"{said}."),
        heading("Analysis", page=3),
        paragraph(f"It is recommended that {said}.", page=3),
        heading("Recommendations", page=5),
        item("1.", f"{said}.", page=5),
        heading("Action plan", page=7),
        table(("Recommendation", "Lead agency"), (f"1. {said}", "Eastmoor Police"), page=7),
    )
    (one,) = draft.recommendations
    assert {(place.page, place.form) for place in one.places} >= {
        (3, "text"),
        (5, "list"),
        (7, "plan"),
    }
    assert one.places[0].form == "list"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "The Council should raise the threshold for referral to the hub this year.",
            "The Council should lower the threshold for referral to the hub this year.",
        ),
        (
            "Eastmoor Police should train every officer in the use of the new form.",
            "Westmoor Police should train every officer in the use of the new form.",
        ),
    ],
)
def test_opposites_and_other_bodies_stay_apart(first: str, second: str) -> None:
    draft = read(
        RECOMMENDATIONS,
        item("1.", first),
        heading("Action plan"),
        table(("Recommendation", "Action", "Status"), (second, "Begin", "Green")),
    )
    assert len(draft.recommendations) == 2


def test_numbering_that_restarts_for_each_agency() -> None:
    draft = read(
        heading("Single agency recommendations"),
        heading("Eastmoor Police", 3),
        item("1.", "All staff to be trained in coercive control."),
        heading("Eastmoor Council", 3),
        item("1.", "All staff to be trained in coercive control."),
    )
    assert [one.addressees[0].raw for one in draft.recommendations] == [
        "Eastmoor Police",
        "Eastmoor Council",
    ]
    assert {one.scope for one in draft.recommendations} == {"single-agency"}


def test_a_coroners_concerns() -> None:
    draft = read(
        paragraph("THIS REPORT IS BEING SENT TO:"),
        item("1.", "Chief Executive, Eastmoor NHS Trust"),
        heading("1 CORONER"),
        paragraph("I am A Person, senior coroner for the coroner area of West Moorshire."),
        heading("5 CORONER’S CONCERNS"),
        paragraph("The MATTERS OF CONCERN are as follows:"),
        paragraph("(1) There was no system to flag missed doses."),
        paragraph("(2) Staff did not know the policy.", page=2),
        heading("6 ACTION SHOULD BE TAKEN"),
        paragraph("In my opinion action should be taken to prevent future deaths."),
        paragraph("3 May 2019"),
        kind="Regulation 28 report to prevent future deaths",
    )
    assert [(one.number, one.kind, one.text) for one in draft.recommendations] == [
        ("1", "concern", "There was no system to flag missed doses."),
        ("2", "concern", "Staff did not know the policy."),
    ]
    assert draft.recommendations[1].places[0].page == 2
    assert [(a.raw, a.inherited) for a in draft.recommendations[0].addressees] == [
        ("Chief Executive, Eastmoor NHS Trust", "heading")
    ]
    assert (draft.kind, draft.area, draft.date, draft.author) == (
        "PFD",
        "West Moorshire",
        "2019-05-03",
        "senior coroner",
    )


def test_what_the_cover_says() -> None:
    draft = read(
        Block("heading", "Overview Report", 1, 1),
        paragraph("Case 2/2019"),
        paragraph("The former Board published a review of two deaths. In 2017 it met again."),
        paragraph("Commissioned by Eastmoor Community Safety Partnership"),
        paragraph("Independent Chair and Author: A Person"),
        paragraph("Report completed March 2021"),
        kind="Domestic Homicide Review",
    )
    assert draft.title == "Domestic Homicide Review Overview Report"
    assert (draft.kind, draft.area, draft.date) == ("DHR", "Eastmoor", "2021-03")
    assert draft.author == "independent chair and author"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "Reports came from Eastmoor Borough Council, Moorshire Police and Open Door Eastmoor.",
            {"Eastmoor Borough Council", "Moorshire Police", "Open Door Eastmoor"},
        ),
        (
            "Hythe and Shaw NHS Trust and Moorshire Fire and Rescue Service gave their records.",
            {"Hythe and Shaw NHS Trust", "Moorshire Fire and Rescue Service"},
        ),
        (
            "South Eastmoor Clinical Commissioning Group and Eastmoor Mind took part.",
            {"South Eastmoor Clinical Commissioning Group", "Eastmoor Mind"},
        ),
        ("It took part of a day. The Trust should have sent its records.", set()),
    ],
)
def test_agencies_that_took_part(said: str, expected: set[str]) -> None:
    draft = read(heading("Introduction"), paragraph(said))
    assert {one.raw for one in draft.agencies if one.part == "contributor"} == expected


@pytest.mark.parametrize(
    "said",
    [
        "Eastmoor Safeguarding Adults Board, January 2024. An invented briefing.",
        "Published 20 January 2025 by Eastmoor Safeguarding Adults Board.",
        "A Safeguarding Adults Review for Eastmoor Safeguarding Adults Board.",
        "The criteria were met, and Eastmoor Safeguarding Adults Board asked for a review.",
    ],
)
def test_who_commissioned(said: str) -> None:
    found = [one.raw for one in read(paragraph(said)).agencies if one.part == "commissioner"]
    assert found == ["Eastmoor Safeguarding Adults Board"]


def test_doubts_and_warnings_say_why() -> None:
    draft = read(
        RECOMMENDATIONS,
        item("1.", "Training should be refreshed."),
        item("2.", "The Board should publish a plan."),
        item("4.", "The Board should report on it."),
        unread=(Unread(6, "no text on it"),),
        recognised=(1,),
    )
    doubts = [one.doubts for one in draft.recommendations]
    assert "addressee not found" in doubts[0]
    assert "number missing in the sequence: 4 follows 2" in doubts[2]
    assert all("read by OCR" in each for each in doubts)
    assert any("page 6" in warning for warning in draft.warnings)
    assert any("jump" in warning for warning in draft.warnings)


def test_nothing_found_and_too_many_both_warn() -> None:
    assert any("No recommendation" in warning for warning in read().warnings)
    many = [item(f"{n}.", f"The Board should do the {n}th thing well.") for n in range(1, 63)]
    assert any("62 recommendations" in warning for warning in read(RECOMMENDATIONS, *many).warnings)


def test_keys_outlive_a_second_reading() -> None:
    blocks = [RECOMMENDATIONS, item("1.", "The Board should act."), item("2.", "The Board to act.")]
    first, again = read(*blocks), read(paragraph("A new preface."), *blocks)
    assert [one.key for one in first.recommendations] == [one.key for one in again.recommendations]
    assert len({one.key for one in first.recommendations}) == 2


@pytest.mark.parametrize(
    ("cover", "title"),
    [
        (
            "Thornmere Safeguarding Adults Board Safeguarding Adults Review: Adult ‘Fern’",
            "Safeguarding Adults Review: Adult ‘Fern’",
        ),
        (
            "The Isle of Thorn Safeguarding Partnership Local Child Safeguarding Practice Review L",
            "Local Child Safeguarding Practice Review L",
        ),
        # Without the board nothing would tell it from another.
        ("Vale Safety Partnership Domestic Homicide Review Overview Report", ""),
        ("Vale Safeguarding Adults Board: Safeguarding Adults Review of Adult C", ""),
        ("Minutes of the Vale Board Safeguarding Adults Review group", ""),
        ("Safeguarding Adults Review for Vale Safeguarding Adults Board", ""),
    ],
)
def test_a_board_run_into_the_title_is_left_out_of_it(cover: str, title: str) -> None:
    assert read(kind=cover).title == (title or cover)
